"""Commands on the text of the Common Vision: paragraphs, revisions, brackets, amendments, warnings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.vision import put_origins
from facilitator.application.registry import Command, handles
from facilitator.application.vision_store import (
    as_paragraph,
    drafting_row,
    freeze,
    last_number,
    open_brackets,
    open_row,
    paragraph_rows,
    pending,
)  # fmt: skip
from facilitator.domain.vision import ParagraphKind, VisionState, brackets
from facilitator.domain.vision.amendments import (
    rewritten,
)  # fmt: skip
from facilitator.domain.vision.differences import sources_of
from facilitator.domain.vision.signing import check_team
from facilitator.domain.vision.states import check_step, reached
from facilitator.persistence import rows
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.vision import (
    Vision,
    VisionDrafter,
    VisionParagraph,
    VisionWarning,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def checked(name: str, text: str) -> str:
    """Several lines of text with every bracket closed."""
    cleaned = fields.text(name, text)
    brackets.check_balanced(cleaned, name)
    return cleaned


def _begun(vision: Vision) -> None:
    if vision.state in (VisionState.GATHERING, VisionState.CLUSTERING):
        vision.state = VisionState.OUTLINE


# --- paragraphs -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PutParagraph(Command):
    """Write a paragraph: a new one behind `after` (None: at the end of its kind), or new words."""

    paragraph_id: UUID = field(default_factory=uuid4)
    kind: ParagraphKind = ParagraphKind.OPERATIVE
    text: str = ""
    second_text: str = ""
    heading: str = ""
    after: UUID | None = None

    @property
    def label(self) -> str:
        return tr("Write a paragraph")

    @property
    def merge_key(self) -> str:
        return f"paragraph {self.paragraph_id}"


@handles(PutParagraph)
def put_paragraph(session: Session, command: PutParagraph) -> None:
    text = checked("text", command.text)
    if not text:
        raise RuleViolation("text-empty", field="text")
    row = session.get(VisionParagraph, command.paragraph_id)
    if row is not None and _only_translated(row, command, text):
        open_row(session)  # the second column follows the first until the text is adopted
        row.second_text = checked("second_text", command.second_text)
        return
    _begun(drafting_row(session))
    if row is None:
        row = _new_paragraph(session, command, text)
    else:
        row.sources = [list(run) for run in rewritten(as_paragraph(row), text).sources]
    if row.text != text:
        row.text, row.agreed = text, False
    row.kind = command.kind
    row.second_text = checked("second_text", command.second_text)
    row.heading = fields.line("heading", command.heading)


def _only_translated(row: VisionParagraph, command: PutParagraph, text: str) -> bool:
    heading = fields.line("heading", command.heading)
    return (row.kind, row.text, row.heading) == (command.kind, text, heading)


def _new_paragraph(session: Session, command: PutParagraph, text: str) -> VisionParagraph:
    living = paragraph_rows(session)
    kinds = list(ParagraphKind)
    place = sum(1 for p in living if kinds.index(p.kind) <= kinds.index(command.kind))
    if command.after is not None:
        place = next((n for n, p in enumerate(living, 1) if p.id == command.after), place)
    row = VisionParagraph(
        id=command.paragraph_id, kind=command.kind, text=text,
        sources=[list(run) for run in sources_of(text)],
    )  # fmt: skip
    renumber([*living[:place], rows.add(session, row), *living[place:]])
    return row


def renumber(living: list[VisionParagraph]) -> None:
    """Positions from 1 in the order given."""
    for position, row in enumerate(living, 1):
        if row.position != position:
            row.position = position


@dataclass(frozen=True, slots=True)
class DeleteParagraph(Command):
    """Take a paragraph out of the draft; amendments to it stay in the queue."""

    paragraph_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a paragraph")


@handles(DeleteParagraph)
def delete_paragraph(session: Session, command: DeleteParagraph) -> None:
    drafting_row(session)
    rows.delete(session, rows.find(session, VisionParagraph, command.paragraph_id))
    renumber(paragraph_rows(session))


@dataclass(frozen=True, slots=True)
class MoveParagraph(Command):
    """Move a paragraph up (-1) or down (+1) in the draft."""

    paragraph_id: UUID
    step: int

    @property
    def label(self) -> str:
        return tr("Move a paragraph")


@handles(MoveParagraph)
def move_paragraph(session: Session, command: MoveParagraph) -> None:
    drafting_row(session)
    living = paragraph_rows(session)
    place = next((n for n, row in enumerate(living) if row.id == command.paragraph_id), -1)
    target = place + command.step
    if place < 0:
        raise RuleViolation("not-found")
    if 0 <= target < len(living):
        living.insert(target, living.pop(place))
        renumber(living)


@dataclass(frozen=True, slots=True)
class LinkParagraph(Command):
    """Say where a paragraph comes from: themes, lessons, root causes, or that it is new."""

    paragraph_id: UUID
    clusters: tuple[UUID, ...] = ()
    lessons: tuple[UUID, ...] = ()
    cards: tuple[UUID, ...] = ()
    is_new: bool = False

    @property
    def label(self) -> str:
        return tr("Link a paragraph to its origin")


@handles(LinkParagraph)
def link_paragraph(session: Session, command: LinkParagraph) -> None:
    open_row(session)
    row = rows.find(session, VisionParagraph, command.paragraph_id)
    row.is_new = command.is_new
    put_origins(session, row.id, command.clusters, command.lessons, command.cards)


@dataclass(frozen=True, slots=True)
class AgreeParagraph(Command):
    """Mark a paragraph as agreed ad referendum, or no longer so."""

    paragraph_id: UUID
    agreed: bool = True

    @property
    def label(self) -> str:
        return tr("Agree a paragraph ad referendum") if self.agreed else tr("Reopen a paragraph")


@handles(AgreeParagraph)
def agree_paragraph(session: Session, command: AgreeParagraph) -> None:
    open_row(session)
    row = rows.find(session, VisionParagraph, command.paragraph_id)
    if command.agreed and brackets.count(row.text):
        raise RuleViolation("vision-brackets-open", count=brackets.count(row.text))
    row.agreed = command.agreed


@dataclass(frozen=True, slots=True)
class ResolveBracket(Command):
    """Settle a bracket: one of its options stays (`option` from 0), or none (None).

    `second`: in the column of the second language.
    """

    paragraph_id: UUID
    number: int
    option: int | None
    second: bool = False

    @property
    def label(self) -> str:
        return tr("Settle a bracket")


@handles(ResolveBracket)
def resolve_bracket(session: Session, command: ResolveBracket) -> None:
    vision = open_row(session)
    if reached(vision.state, VisionState.FINAL_TEXT):
        raise RuleViolation("vision-text-closed")
    row = rows.find(session, VisionParagraph, command.paragraph_id)
    if command.second:
        row.second_text = brackets.resolved(row.second_text, command.number, command.option)
        return
    text = brackets.resolved(row.text, command.number, command.option)
    row.sources = [list(run) for run in rewritten(as_paragraph(row), text).sources]
    row.text = text


@dataclass(frozen=True, slots=True)
class SetSecondLanguage(Command):
    """Name the language of the second column; empty for none. What stands there is kept."""

    language: str

    @property
    def label(self) -> str:
        return tr("Set the second language")


@handles(SetSecondLanguage)
def set_second_language(session: Session, command: SetSecondLanguage) -> None:
    open_row(session).second_language = fields.line("language", command.language)


@dataclass(frozen=True, slots=True)
class SetDraftingTeam(Command):
    """Who drafts; the first one holds the pen."""

    people: tuple[UUID, ...]

    @property
    def label(self) -> str:
        return tr("Choose the drafting team")


@handles(SetDraftingTeam)
def set_drafting_team(session: Session, command: SetDraftingTeam) -> None:
    open_row(session)
    check_team(len(command.people), min(1, len(command.people)))
    for old in session.scalars(select(VisionDrafter)):
        rows.delete(session, old)
    for number, key in enumerate(dict.fromkeys(command.people)):
        person = rows.find(session, Participant, key)
        rows.add(session, VisionDrafter(participant_id=person.id, pen_holder=number == 0))


@dataclass(frozen=True, slots=True)
class SetWarningAside(Command):
    """Set a warning aside with a reason, or (aside False) show it again."""

    finding: str
    paragraph_id: UUID | None
    words: str
    reason: str = ""
    aside: bool = True

    @property
    def label(self) -> str:
        return tr("Set a warning aside") if self.aside else tr("Show a warning again")


@handles(SetWarningAside)
def set_warning_aside(session: Session, command: SetWarningAside) -> None:
    open_row(session)
    words = fields.line("words", command.words)
    same = select(VisionWarning).filter_by(
        finding=command.finding, paragraph_id=command.paragraph_id, words=words
    )
    for old in session.scalars(same):
        rows.delete(session, old)
    if command.aside:
        rows.add(session, VisionWarning(
            finding=command.finding, paragraph_id=command.paragraph_id, words=words,
            reason=fields.line("reason", command.reason),
        ))  # fmt: skip


# --- revisions and states -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FreezeRevision(Command):
    """Freeze the text as it stands as the next revision, numbered and dated."""

    on: date
    note: str = ""

    @property
    def label(self) -> str:
        return tr("Freeze a revision")


@handles(FreezeRevision)
def freeze_revision(session: Session, command: FreezeRevision) -> None:
    vision = drafting_row(session)
    if not paragraph_rows(session):
        raise RuleViolation("vision-no-text")
    if freeze(session, vision, command.on, fields.line("note", command.note)) is None:
        raise RuleViolation("vision-nothing-new")
    if not reached(vision.state, VisionState.REV0):
        vision.state = VisionState.REV0


@dataclass(frozen=True, slots=True)
class MoveVisionTo(Command):
    """Take the text to another step of the procedure; the first reading locks the rule."""

    state: VisionState
    on: date

    @property
    def label(self) -> str:
        return tr("Take the Common Vision to its next step")


@handles(MoveVisionTo)
def move_vision_to(session: Session, command: MoveVisionTo) -> None:
    vision = open_row(session)
    check_step(
        vision.state, command.state, revisions=last_number(session, vision) + 1,
        brackets=open_brackets(session), pending=pending(session),
    )  # fmt: skip
    if reached(command.state, VisionState.FIRST_READING):
        vision.rule_locked = True
        freeze(session, vision, command.on, "")
    vision.state, vision.poll_is_open = command.state, False
