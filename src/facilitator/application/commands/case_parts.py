"""Single acts on a case study: a field, a party, a cause, a measure, a source, a point.

Each is one step of undo. Nothing typed is refused for being incomplete or long: a final case that
no longer meets the musts is a draft again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.case_studies import check_final
from facilitator.application.queries import case_studies as queries
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.case_completeness import missing_for_final
from facilitator.domain.case_studies import (
    AGREEMENTS,
    CASES_A_GROUP,
    CAUSES,
    MEASURES,
    PARTIES,
    POINTS,
    SOURCES,
    THIRD_PARTIES,
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Independence,
    Instrument,
    OutcomeGrade,
    PointKind,
    SourceType,
    check_years,
)  # fmt: skip
from facilitator.domain.root_causes import Level, Sensitivity
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import (
    CaseAgreement,
    CaseCause,
    CaseMeasure,
    CaseParty,
    CasePoint,
    CaseSource,
    CaseStudy,
    CauseSource,
)  # fmt: skip
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.root_causes import CauseCard
from facilitator.support.clock import today
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def _year(name: str, value: Any) -> int:
    """A year as typed; nothing is 0, an open end."""
    text = str(value).strip()
    if not text:
        return 0
    if not text.isdecimal():
        raise RuleViolation("case-years", field=name)
    check_years(int(text), 0)
    return int(text)


def _grade(name: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    try:
        return int(OutcomeGrade(int(value)))
    except ValueError as error:
        raise RuleViolation("value-not-allowed", field=name, text=value) from error


_CASE: Mapping[str, fields.Cleaner] = {
    "title": fields.needed_line, "country": fields.line, "arena": fields.choice(Arena),
    "conflict_from": _year, "conflict_to": _year, "response_from": _year, "response_to": _year,
    "status": fields.choice(ConflictStatus), "situation": fields.text, "triggers": fields.text,
    "process": fields.text, "unresolved": fields.text, "negative_comparison": fields.text,
    "notes": fields.text, "sensitivity": fields.choice(Sensitivity),
    "consent_to_share": fields.flag, "no_third_parties": fields.flag, "authors": fields.line,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StubAgreement:
    """An agreement of the starter bank."""

    name: str
    signed: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class AddCase(Command):
    """Begin a case for a group; what the starter bank gave is marked to be verified."""

    group_id: UUID
    title: str
    country: str = ""
    arena: Arena = Arena.NATIONAL
    notes: str = ""
    agreements: tuple[StubAgreement, ...] = ()
    case_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Begin a case study")


@handles(AddCase, Audience.GROUP)
def add_case(session: Session, command: AddCase) -> None:
    group = rows.find(session, HomeGroup, command.group_id)
    count = session.scalar(select(func.count(CaseStudy.id)).filter_by(group_id=group.id)) or 0
    if count >= CASES_A_GROUP:
        raise RuleViolation("case-enough", letter=group.letter, most=CASES_A_GROUP)
    case = CaseStudy(
        id=command.case_id, group_id=group.id, position=count + 1, arena=command.arena,
        title=fields.needed_line("title", command.title),
        country=fields.line("country", command.country), finished_on=None,
        notes=fields.text("notes", command.notes),
    )  # fmt: skip
    rows.add(session, case)
    for position, stub in enumerate(command.agreements, 1):
        rows.add(session, CaseAgreement(
            case_id=case.id, position=position, name=fields.needed_line("name", stub.name),
            signed=fields.line("signed", stub.signed), stage=fields.line("stage", stub.stage),
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditCase(Command):
    """Change some fields of a case."""

    case_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit a case study")

    @property
    def merge_key(self) -> str:
        return f"case {self.case_id} {sorted(self.changes)}"


@handles(EditCase, Audience.GROUP)
def edit_case(session: Session, command: EditCase) -> None:
    case = rows.find(session, CaseStudy, command.case_id)
    fields.apply(case, _CASE, command.changes)
    check_years(case.conflict_from, case.conflict_to)
    check_years(case.response_from, case.response_to)
    if "no_third_parties" in command.changes and case.no_third_parties:
        _refuse_third_parties(session, case.id)
    _stay_true(session, case.id)


def _refuse_third_parties(session: Session, case_id: UUID) -> None:
    if session.scalars(select(CaseParty).filter_by(case_id=case_id, is_third_party=True)).first():
        raise RuleViolation("case-has-third-parties", field="no_third_parties")


@dataclass(frozen=True, slots=True)
class FinishCase(Command):
    """Call a case final, which needs every must (methods 2.5), or go on with it as a draft."""

    case_id: UUID
    final: bool = True

    @property
    def label(self) -> str:
        return tr("Call a case study final") if self.final else tr("Go on with a case study")


@handles(FinishCase, Audience.GROUP)
def finish_case(session: Session, command: FinishCase) -> None:
    case = rows.find(session, CaseStudy, command.case_id)
    if command.final:
        check_final(session, case.id)
    case.state = CaseState.FINAL if command.final else CaseState.DRAFT
    case.finished_on = today() if command.final else None


# --- parts ----------------------------------------------------------------------------------------


class PartKind(StrEnum):
    """The lists of a case that are written line by line."""

    PARTY = "party"
    THIRD_PARTY = "third_party"
    CAUSE = "cause"
    MEASURE = "measure"
    AGREEMENT = "agreement"
    SUCCESS_FACTOR = "success_factor"
    CONDITION = "condition"
    LESSON = "lesson"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class _List:
    """Where a list stands: table, column of its owner, fields, what all its lines share, how many."""

    model: Any
    owner: str
    fields: Mapping[str, fields.Cleaner]
    most: int
    shared: Mapping[str, Any] = field(default_factory=dict)


_PARTY: Mapping[str, fields.Cleaner] = {
    "name": fields.needed_line, "type": fields.line, "interest": fields.text,
}  # fmt: skip


def _points(kind: PointKind) -> _List:
    most = POINTS[kind].stop - 1
    return _List(CasePoint, "case_id", {"text": fields.needed_text}, most, {"kind": kind})


_LISTS: Mapping[PartKind, _List] = {
    PartKind.PARTY: _List(CaseParty, "case_id", _PARTY, PARTIES.stop - 1,
                          {"is_third_party": False}),
    PartKind.THIRD_PARTY: _List(CaseParty, "case_id", _PARTY, THIRD_PARTIES,
                                {"is_third_party": True}),
    PartKind.CAUSE: _List(CaseCause, "case_id", {
        "card_id": lambda _name, value: value, "level": fields.choice(Level),
        "explanation": fields.text, "evidence": fields.text, "grade": _grade,
        "works_since": _year, "works_until": _year, "sources_disagree": fields.flag,
    }, CAUSES.stop - 1),
    PartKind.MEASURE: _List(CaseMeasure, "cause_id", {
        "measure": fields.needed_text, "actor": fields.line, "level": fields.choice(ActorLevel),
        "instrument": fields.choice(Instrument), "when": fields.line,
    }, MEASURES.stop - 1),
    PartKind.AGREEMENT: _List(CaseAgreement, "case_id", {
        "name": fields.needed_line, "signed": fields.line, "stage": fields.line,
        "kind": fields.line, "parties": fields.line, "third_parties": fields.line,
        "link": fields.line,
    }, AGREEMENTS),
    PartKind.SUCCESS_FACTOR: _points(PointKind.SUCCESS_FACTOR),
    PartKind.CONDITION: _points(PointKind.CONDITION),
    PartKind.LESSON: _points(PointKind.LESSON),
    PartKind.SOURCE: _List(CaseSource, "case_id", {
        "title": fields.needed_line, "type": fields.choice(SourceType),
        "independence": fields.choice(Independence), "author": fields.line, "date": fields.line,
        "publisher": fields.line, "locator": fields.line, "accessed": fields.line,
        "note": fields.line,
    }, SOURCES.stop - 1),
}  # fmt: skip
_NEEDED: Mapping[Any, str] = {
    CaseParty: "name", CaseMeasure: "measure", CaseAgreement: "name", CasePoint: "text",
    CaseSource: "title", CaseCause: "card_id",
}  # fmt: skip
_FIRST: Mapping[Any, Mapping[str, Any]] = {
    CaseCause: {"level": Level.STRUCTURAL, "grade": None},
    CaseSource: {"type": SourceType.OFFICIAL_RECORD, "independence": Independence.PARTY},
}  # fmt: skip
"""What a new line says until somebody says otherwise; a source is a party's until shown otherwise."""


@dataclass(frozen=True, slots=True)
class PutCasePart(Command):
    """Add a line to one of a case's lists, or change some of its fields.

    `owner_id` is the case; for a measure it is the cause in the case.
    """

    kind: PartKind
    owner_id: UUID
    changes: Mapping[str, Any]
    part_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a case study")

    @property
    def merge_key(self) -> str:
        return f"part {self.part_id} {sorted(self.changes)}"


@handles(PutCasePart, Audience.GROUP)
def put_case_part(session: Session, command: PutCasePart) -> None:
    wanted = _LISTS[command.kind]
    part = session.get(wanted.model, command.part_id)
    if part is None:
        part = _new_part(session, command, wanted)
    elif getattr(part, wanted.owner) != command.owner_id:
        raise RuleViolation("not-found")
    fields.apply(part, wanted.fields, command.changes)
    if isinstance(part, CaseCause):
        check_years(part.works_since, part.works_until)
        _check_card(session, part)
    rows.add(session, part)
    _stay_true(session, _case_of(session, part))


def _new_part(session: Session, command: PutCasePart, wanted: _List) -> Any:
    owner = rows.find(
        session, CaseCause if wanted.owner == "cause_id" else CaseStudy, command.owner_id
    )
    count = len(_siblings(session, command.kind, owner.id))
    if count >= wanted.most:
        raise RuleViolation("case-list-full", most=wanted.most)
    if command.kind is PartKind.THIRD_PARTY and isinstance(owner, CaseStudy):
        owner.no_third_parties = False
    needed = _NEEDED[wanted.model]
    if needed not in command.changes:
        raise RuleViolation("text-empty", field=needed)
    first = {**_FIRST.get(wanted.model, {}), **wanted.shared, wanted.owner: owner.id}
    return wanted.model(id=command.part_id, position=count + 1, **first)


def _siblings(session: Session, kind: PartKind, owner_id: UUID) -> list[Any]:
    wanted = _LISTS[kind]
    same = {wanted.owner: owner_id, **wanted.shared}
    found = select(wanted.model).filter_by(**same).order_by(wanted.model.position, wanted.model.id)
    return list(session.scalars(found))


def _check_card(session: Session, part: CaseCause) -> None:
    with session.no_autoflush:
        card = rows.find(session, CauseCard, part.card_id)
        same = select(CaseCause.id).filter_by(case_id=part.case_id, card_id=card.id)
        if any(key != part.id for key in session.scalars(same)):
            raise RuleViolation("case-cause-twice", field="card_id")


def _case_of(session: Session, part: Any) -> UUID:
    key: UUID = (
        part.case_id if not isinstance(part, CaseMeasure)
        else rows.find(session, CaseCause, part.cause_id).case_id
    )  # fmt: skip
    return key


@dataclass(frozen=True, slots=True)
class RemoveCasePart(Command):
    """Take a line out of one of a case's lists."""

    kind: PartKind
    part_id: UUID

    @property
    def label(self) -> str:
        return tr("Remove from a case study")


@handles(RemoveCasePart, Audience.GROUP)
def remove_case_part(session: Session, command: RemoveCasePart) -> None:
    wanted = _LISTS[command.kind]
    part = rows.find(session, wanted.model, command.part_id)
    case_id, owner_id = _case_of(session, part), getattr(part, wanted.owner)
    rows.delete(session, part)
    _number(_siblings(session, command.kind, owner_id))
    _stay_true(session, case_id)


def _number(parts: list[Any]) -> None:
    for position, part in enumerate(parts, 1):
        if part.position != position:
            part.position = position


@dataclass(frozen=True, slots=True)
class OrderCaseParts(Command):
    """Put the lines of one of a case's lists into this order."""

    kind: PartKind
    owner_id: UUID
    order: tuple[UUID, ...]

    @property
    def label(self) -> str:
        return tr("Reorder a case study")


@handles(OrderCaseParts, Audience.GROUP)
def order_case_parts(session: Session, command: OrderCaseParts) -> None:
    there = {part.id: part for part in _siblings(session, command.kind, command.owner_id)}
    if set(there) != set(command.order) or len(there) != len(command.order):
        raise RuleViolation("not-found")
    _number([there[key] for key in command.order])


@dataclass(frozen=True, slots=True)
class CiteSource(Command):
    """Say that a cause's claim rests on a source, or no longer does."""

    cause_id: UUID
    source_id: UUID
    cited: bool = True

    @property
    def label(self) -> str:
        return tr("Cite a source") if self.cited else tr("No longer cite a source")


@handles(CiteSource, Audience.GROUP)
def cite_source(session: Session, command: CiteSource) -> None:
    cause = rows.find(session, CaseCause, command.cause_id)
    source = rows.find(session, CaseSource, command.source_id)
    if source.case_id != cause.case_id:
        raise RuleViolation("not-found")
    link = session.scalars(
        select(CauseSource).filter_by(cause_id=cause.id, source_id=source.id)
    ).first()
    if command.cited and link is None:
        rows.add(session, CauseSource(cause_id=cause.id, source_id=source.id))
    elif not command.cited and link is not None:
        rows.delete(session, link)
    _stay_true(session, cause.case_id)


def _stay_true(session: Session, case_id: UUID) -> None:
    """A final case that lacks a must after a change is a draft again; nothing typed is refused."""
    session.flush()
    case = session.get_one(CaseStudy, case_id)
    if case.state is CaseState.FINAL and missing_for_final(queries.facts_of(session, case_id)):
        case.state, case.finished_on = CaseState.DRAFT, None
