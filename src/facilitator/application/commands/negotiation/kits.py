"""Commands on the kit of an exercise: take it in, change it, its language, delete it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.negotiation.checks import has_outcomes
from facilitator.application.queries import negotiation as queries
from facilitator.application.registry import Command, handles
from facilitator.domain.negotiation import kit_text
from facilitator.domain.negotiation.kit import Kit
from facilitator.domain.negotiation.kit_rules import is_usable
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    Exercise,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of


@dataclass(frozen=True, slots=True)
class AddExercise(Command):
    """Take a kit into the programme. Refused with every fault named where a must is broken."""

    kit: str = field(repr=False)
    language: str = ""
    exercise_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add an exercise")


@handles(AddExercise)
def add_exercise(session: Session, command: AddExercise) -> None:
    kit = _checked(command.kit)
    last = session.scalars(select(func.max(Exercise.position))).one() or 0
    rows.add(session, Exercise(
        id=command.exercise_id, position=last + 1, kit=command.kit, title=_title(kit),
        language=_language(kit, command.language),
    ))  # fmt: skip


def _checked(text: str) -> Kit:
    kit, faults = kit_text.read(text)
    if kit is None or not is_usable(faults):
        musts = [f for f in faults if f.must]
        said = "; ".join(
            f"{f.where}: {text_of(f.code, f.params)}".removeprefix(": ") for f in musts
        )
        raise RuleViolation("kit-refused", path=tr("The kit"), faults=said)
    return kit


def _title(kit: Kit) -> str:
    return fields.needed_line("title", kit.title.in_language())


def _language(kit: Kit, language: str) -> str:
    if language and language not in kit.languages:
        raise RuleViolation("too-many-languages", field="language", language=language)
    return language or kit.languages[0]


@dataclass(frozen=True, slots=True)
class PutExerciseKit(Command):
    """Change the kit of an exercise. Ids and points stay as they are once outcomes are recorded."""

    exercise_id: UUID
    kit: str = field(repr=False)

    @property
    def label(self) -> str:
        return tr("Edit an exercise")


@handles(PutExerciseKit)
def put_exercise_kit(session: Session, command: PutExerciseKit) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    before, after = queries.kit_of(exercise), _checked(command.kit)
    if has_outcomes(session, exercise.id) and _bones(before) != _bones(after):
        raise RuleViolation("exercise-kit-fixed", field="kit")
    seated, _ = queries.seats_for_rules(session, exercise.id)
    if seated and before.role_ids != after.role_ids:
        raise RuleViolation("exercise-roles-fixed", field="kit")
    exercise.kit, exercise.title = command.kit, _title(after)
    if exercise.language not in after.languages:
        exercise.language = after.languages[0]


def _bones(kit: Kit) -> object:
    """What recorded outcomes rest on."""
    issues = [(i.id, i.kind, [o.id for o in i.options]) for i in kit.issues]
    return issues, kit.role_ids, kit.scoring(), kit.agreement


@dataclass(frozen=True, slots=True)
class SetExerciseLanguage(Command):
    """Print and show the exercise in another language of its kit."""

    exercise_id: UUID
    language: str

    @property
    def label(self) -> str:
        return tr("Change the language of an exercise")


@handles(SetExerciseLanguage)
def set_exercise_language(session: Session, command: SetExerciseLanguage) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    exercise.language = _language(queries.kit_of(exercise), command.language)


@dataclass(frozen=True, slots=True)
class DeleteExercise(Command):
    """Take an exercise out of the programme, with everything that was recorded in it."""

    exercise_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete an exercise")


@handles(DeleteExercise)
def delete_exercise(session: Session, command: DeleteExercise) -> None:
    rows.delete(session, rows.find(session, Exercise, command.exercise_id))
