"""Commands on the amendments to the Common Vision: file, decide, consolidate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.vision_text import checked, renumber
from facilitator.application.registry import Audience, Command, handles
from facilitator.application.vision_store import (
    amendment_row,
    amendment_rows,
    as_amendment,
    freeze,
    last_number,
    open_row,
    paragraph_rows,
    reading,
    text_of,
)  # fmt: skip
from facilitator.domain.vision import ParagraphKind, VisionState
from facilitator.domain.vision.amendments import (
    PASSED,
    REASON_LENGTH,
    Action,
    AmendmentState,
    Text,
    check_amendment,
    check_decision,
    check_not_overtaken,
    consolidated,
    fallen_by,
)  # fmt: skip
from facilitator.domain.vision.states import reached
from facilitator.persistence import rows
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.vision import (
    VisionAmendment,
    VisionParagraph,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class SubmitAmendment(Command):
    """File an amendment, by a group or anonymous (group None)."""

    action: Action
    paragraph_id: UUID | None = None
    text: str = ""
    reason: str = ""
    group_id: UUID | None = None
    after: UUID | None = None
    kind: ParagraphKind = ParagraphKind.OPERATIVE
    amendment_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Submit an amendment")


@handles(SubmitAmendment, Audience.GROUP)
def submit_amendment(session: Session, command: SubmitAmendment) -> None:
    vision = open_row(session)
    if reached(vision.state, VisionState.FINAL_TEXT):
        raise RuleViolation("vision-text-closed")
    frozen = last_number(session, vision)
    if frozen < 0:
        raise RuleViolation("vision-no-revision")
    target = command.paragraph_id and rows.find(session, VisionParagraph, command.paragraph_id)
    group = command.group_id and rows.find(session, HomeGroup, command.group_id)
    row = VisionAmendment(
        id=command.amendment_id, paragraph_id=target.id if target else None,
        group_id=group.id if group else None, action=command.action.value,
        text=checked("text", command.text), reason=_reason("reason", command.reason),
        number=max((a.number for a in amendment_rows(session)), default=0) + 1,
        against=target.text if target else "", after_key=command.after, new_key=uuid4(),
        kind=command.kind, revision=frozen, state=AmendmentState.SUBMITTED.value,
    )  # fmt: skip
    check_amendment(as_amendment(row), text_of(session))
    rows.add(session, row)


def _reason(name: str, text: str) -> str:
    cleaned = fields.text(name, text)
    if len(cleaned) > REASON_LENGTH:
        raise RuleViolation("text-too-long", field=name, length=len(cleaned), limit=REASON_LENGTH)
    return cleaned


@dataclass(frozen=True, slots=True)
class DecideAmendment(Command):
    """Decide an amendment, or open it again (`SUBMITTED`). What it overtakes falls with it."""

    number: int
    state: AmendmentState
    reason: str = ""
    decided_text: str = ""
    merged_into: int = 0

    @property
    def label(self) -> str:
        return tr("Decide amendment {number}", number=self.number)


@handles(DecideAmendment)
def decide_amendment(session: Session, command: DecideAmendment) -> None:
    vision = open_row(session)
    if reached(vision.state, VisionState.FINAL_TEXT):
        raise RuleViolation("vision-text-closed")
    row = amendment_row(session, command.number)
    if row.consolidated:
        raise RuleViolation("amendment-consolidated")
    text = checked("decided_text", command.decided_text)
    check_decision(command.state, command.reason, command.merged_into, row.number, text)
    if command.merged_into:
        amendment_row(session, command.merged_into)
    _raise_fallen(session, row.number)
    row.state, row.decision_reason = command.state.value, _reason("reason", command.reason)
    row.decided_text, row.merged_into = text, command.merged_into
    if command.state in PASSED:
        _let_fall(session, row)


def _raise_fallen(session: Session, number: int) -> None:
    """What fell with this amendment waits again."""
    for other in amendment_rows(session):
        if other.merged_into == number and other.state == AmendmentState.FALLEN.value:
            other.state, other.merged_into = AmendmentState.SUBMITTED.value, 0


def _let_fall(session: Session, passed: VisionAmendment) -> None:
    session.flush()
    others = {row.number: row for row in amendment_rows(session) if not row.consolidated}
    known = [as_amendment(row) for row in others.values()]
    _check_fits(passed, text_of(session))
    check_not_overtaken(as_amendment(passed), known)
    for number in fallen_by(as_amendment(passed), known):
        others[number].state = AmendmentState.FALLEN.value
        others[number].merged_into = passed.number


def _check_fits(row: VisionAmendment, text: Text) -> None:
    """Refuse to accept what speaks of words that are no longer there."""
    made = consolidated(text, [as_amendment(row)])
    if made.unplaced:
        raise RuleViolation("amendment-does-not-fit", number=row.number)


@dataclass(frozen=True, slots=True)
class ConsolidateAmendments(Command):
    """Put all that was accepted into the text and freeze it; what waits is for the next reading."""

    on: date

    @property
    def label(self) -> str:
        return tr("Consolidate the accepted amendments")


@handles(ConsolidateAmendments)
def consolidate_amendments(session: Session, command: ConsolidateAmendments) -> None:
    vision = open_row(session)
    if reached(vision.state, VisionState.FINAL_TEXT):
        raise RuleViolation("vision-text-closed")
    open_ones = [row for row in amendment_rows(session) if not row.consolidated]
    made = consolidated(text_of(session), [as_amendment(row) for row in open_ones])
    if made.unplaced:
        raise RuleViolation("amendment-does-not-fit", number=made.unplaced[0])
    if not made.applied:
        raise RuleViolation("nothing-to-consolidate")
    _write(session, made.text)
    for row in open_ones:
        row.consolidated = row.number in made.applied
    session.flush()
    freeze(session, vision, command.on, tr("Amendments {numbers}", numbers=", ".join(
        str(number) for number in sorted(made.applied))))  # fmt: skip
    if vision.state is VisionState.FIRST_READING:
        vision.state = VisionState.REV1
    elif not reading(vision.state) and vision.state is not VisionState.REV1:
        vision.state = max(vision.state, VisionState.REV0, key=list(VisionState).index)


def _write(session: Session, text: Text) -> None:
    """Make the living text say what was consolidated."""
    there = {row.id: row for row in paragraph_rows(session)}
    wanted = {paragraph.key for paragraph in text}
    for key, row in list(there.items()):
        if key not in wanted:
            rows.delete(session, row)
    living = []
    for paragraph in text:
        found = there.get(paragraph.key)
        sources = [list(run) for run in paragraph.sources]
        if found is None:
            found = rows.add(session, VisionParagraph(
                id=paragraph.key, kind=paragraph.kind, text=paragraph.text, sources=sources,
                is_new=True,
            ))  # fmt: skip
        elif found.text != paragraph.text:
            found.text, found.sources, found.agreed = paragraph.text, sources, False
        living.append(found)
    renumber(living)
