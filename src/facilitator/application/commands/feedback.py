"""Commands on feedback: forms, collections, screened comments. No answer passes through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.queries import feedback as queries
from facilitator.application.registry import Command, handles
from facilitator.application.rows.feedback import box_of
from facilitator.domain.disclosure import check_k
from facilitator.domain.feedback.forms import (
    Form,
    faults_of,
    for_objectives,
    from_plain,
    text_in,
    to_plain,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.feedback import FeedbackForm, FeedbackRound
from facilitator.persistence.models.people import Participant
from facilitator.persistence.secret_box import answers_in
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class PutForm(Command):
    """Add a form or write it anew. Items for each objective are spread over the programme's.

    A form that people are answering keeps its words: the change is the next version.
    """

    form: Form
    form_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit the form “{title}”", title=text_in(self.form.titles, "en"))

    @property
    def merge_key(self) -> str:
        return f"form {self.form_id}"


@handles(PutForm)
def put_form(session: Session, command: PutForm) -> None:
    check_k(command.form.k)
    if not any(text.strip() for text in command.form.titles.values()):
        raise RuleViolation("text-empty", field="title")
    content = to_plain(_cleaned(for_objectives(command.form, queries.objectives(session))))
    row = session.get(FeedbackForm, command.form_id)
    if row is None:
        position = 1 + (session.scalar(select(func.max(FeedbackForm.position))) or 0)
        rows.add(session, FeedbackForm(id=command.form_id, position=position, content=content))
        return
    if row.content == content:
        return
    frozen = _renew_rounds(session, row, content)
    row.content = content
    row.version += frozen


@dataclass(frozen=True, slots=True)
class TakeForms(Command):
    """Add several forms at once, such as all that are ready to use."""

    forms: tuple[Form, ...]

    @property
    def label(self) -> str:
        return tr("Add the ready forms")


@handles(TakeForms)
def take_forms(session: Session, command: TakeForms) -> None:
    for form in command.forms:
        put_form(session, PutForm(form))


def _cleaned(form: Form) -> Form:
    def texts(field_name: str, given: Mapping[str, str]) -> dict[str, str]:
        return {code: fields.text(field_name, said) for code, said in given.items()}

    items = tuple(
        replace(item, texts=texts(item.name, item.texts), options=tuple(
            replace(option, texts=texts(item.name, option.texts)) for option in item.options
        )) for item in form.items
    )  # fmt: skip
    return replace(form, titles=texts("title", form.titles), intros=texts("intro", form.intros),
                   items=items)  # fmt: skip


def _renew_rounds(session: Session, row: FeedbackForm, content: dict[str, Any]) -> bool:
    """Hand the change to collections without an answer; True where one has some of this version."""
    frozen = False
    for one in session.scalars(select(FeedbackRound).filter_by(form_id=row.id)):
        if _answered(session, one):
            frozen = frozen or one.version == row.version
        else:
            one.content = content
    return frozen


def _answered(session: Session, row: FeedbackRound) -> int:
    return sum(answers_in(session, box_of(row.id, b)) for b in range(1, row.batches + 1))


@dataclass(frozen=True, slots=True)
class RemoveForm(Command):
    """Take a form away; what was collected with it stays."""

    form_id: UUID

    @property
    def label(self) -> str:
        return tr("Remove a feedback form")


@handles(RemoveForm)
def remove_form(session: Session, command: RemoveForm) -> None:
    rows.delete(session, rows.find(session, FeedbackForm, command.form_id))


@dataclass(frozen=True, slots=True)
class OpenRound(Command):
    """Begin to collect answers to a form; `invited` None takes the participants as they are now."""

    form_id: UUID
    title: str
    invited: int | None = None
    round_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Start collecting “{title}”", title=self.title)


@handles(OpenRound)
def open_round(session: Session, command: OpenRound) -> None:
    form = rows.find(session, FeedbackForm, command.form_id)
    if faults_of(from_plain(form.content)) or not form.content.get("items"):
        raise RuleViolation("form-has-faults")
    invited = queries.number_invited(session) if command.invited is None else command.invited
    position = 1 + (session.scalar(select(func.max(FeedbackRound.position))) or 0)
    rows.add(session, FeedbackRound(
        id=command.round_id, form_id=form.id, position=position, version=form.version,
        title=fields.needed_line("title", command.title), content=form.content,
        invited=max(0, invited),
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReopenRound(Command):
    """Take late forms for a collection that was closed. Its results stay as they are until enough
    forms came in (methods 5.6, rule 5). Not for forms that are matched by a code."""

    round_id: UUID

    @property
    def label(self) -> str:
        return tr("Collect late forms")


@handles(ReopenRound)
def reopen_round(session: Session, command: ReopenRound) -> None:
    row = rows.find(session, FeedbackRound, command.round_id)
    found = next(one for one in queries.rounds(session) if one.id == row.id)
    if found.is_open:
        raise RuleViolation("round-is-open")
    if found.form.with_code:
        raise RuleViolation("paired-form-stays-closed")
    row.batches += 1


@dataclass(frozen=True, slots=True)
class NoteClosing(Command):
    """Write down that a collection was closed; the box itself is closed before and stays so."""

    round_id: UUID

    @property
    def label(self) -> str:
        return tr("Close a collection")


@handles(NoteClosing)
def note_closing(session: Session, command: NoteClosing) -> None:
    row = rows.find(session, FeedbackRound, command.round_id)
    row.noted = _answered(session, row)


_ROUND_FIELDS: dict[str, fields.Cleaner] = {
    "title": fields.needed_line,
    "you_said": fields.text,
    "we_changed": fields.text,
}


@dataclass(frozen=True, slots=True)
class EditRound(Command):
    """Change the title of a collection, or what was said and what we changed."""

    round_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit a collection")

    @property
    def merge_key(self) -> str:
        return f"round {self.round_id} {sorted(self.changes)}"


@handles(EditRound)
def edit_round(session: Session, command: EditRound) -> None:
    fields.apply(
        rows.find(session, FeedbackRound, command.round_id), _ROUND_FIELDS, command.changes
    )


@dataclass(frozen=True, slots=True)
class RemoveRound(Command):
    """Take a collection off the list. Its box is emptied by who gives this command, beforehand."""

    round_id: UUID

    @property
    def label(self) -> str:
        return tr("Remove a collection")


@handles(RemoveRound)
def remove_round(session: Session, command: RemoveRound) -> None:
    rows.delete(session, rows.find(session, FeedbackRound, command.round_id))


@dataclass(frozen=True, slots=True)
class ScreenComment(Command):
    """Decide that a comment may be printed, in these words (names taken out), or not: None."""

    round_id: UUID
    key: str
    printed: str | None

    @property
    def label(self) -> str:
        return tr("Screen a comment")


@handles(ScreenComment)
def screen_comment(session: Session, command: ScreenComment) -> None:
    row = rows.find(session, FeedbackRound, command.round_id)
    kept = {key: text for key, text in row.printable.items() if key != command.key}
    if command.printed is not None:
        kept[command.key] = fields.needed_text("comment", command.printed)
    if kept != row.printable:
        row.printable = dict(sorted(kept.items()))


@dataclass(frozen=True, slots=True)
class RecordAssessment(Command):
    """Write the result of an objective assessment with a name on it, for the certificate.

    The better one of two tries counts (methods 5.2). Anonymous forms never come here.
    """

    participant_id: UUID
    percent: int

    @property
    def label(self) -> str:
        return tr("Record an assessment")


@handles(RecordAssessment)
def record_assessment(session: Session, command: RecordAssessment) -> None:
    person = rows.find(session, Participant, command.participant_id)
    percent = fields.percent("assessment_percent", command.percent)
    if person.assessment_percent is None or percent > person.assessment_percent:
        person.assessment_percent = percent
