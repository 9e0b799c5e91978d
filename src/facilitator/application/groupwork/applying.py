"""Writing a team's merged work into the programme: through the unit of work, so undo sees it all.

Only rows of the team are touched. What cannot be placed is set aside and named, never forced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from facilitator.application.groupwork.holdings import OWN
from facilitator.application.groupwork.plain import from_plain, table_named
from facilitator.application.queries.case_studies import facts_of
from facilitator.domain.case_completeness import missing_for_final
from facilitator.domain.case_studies import CaseState
from facilitator.domain.groupwork import HandInState, Team
from facilitator.domain.merging import Place, Records, Value
from facilitator.persistence import rows
from facilitator.persistence.base import Base
from facilitator.persistence.models.case_studies import CaseStudy
from facilitator.persistence.models.groupwork import HandIn
from facilitator.persistence.models.root_causes import CardGroup, CauseCard
from facilitator.persistence.models.vision import VisionAmendment


@dataclass(frozen=True, slots=True)
class Aside:
    """A record that could not be placed: it belongs to others by now, or what it hangs on is gone."""

    place: Place
    values: Mapping[str, Value]


def apply(session: Session, team: Team, before: Records, after: Records) -> tuple[Aside, ...]:
    """Make the team's rows `after` out of what they are `before`; returns what was set aside."""
    after = without_doubles(after)
    _delete(session, [place for place in before if place not in after])
    asides = []
    for name in OWN:
        places = [place for place in sorted(after) if place[0] == name]
        for place in _parents_first(name, places, after):
            values = after[place]
            if before.get(place) == values:
                continue
            if not _write(session, team, place, values, is_own=place in before):
                asides.append(Aside(place, values))
    session.flush()
    aside = {entry.place for entry in asides}  # what is others' is not touched at all
    _settle(session, [place for place in after if place not in aside])
    return tuple(asides)


def unplaced(session: Session, before: Records, after: Records) -> list[Place]:
    """What `apply` would set aside, found without writing anything."""
    changed = (place for place in sorted(after) if before.get(place) != after[place])
    return [place for place in changed if not _fits(session, place, before, after)]


def _fits(session: Session, place: Place, before: Records, after: Records) -> bool:
    name, key = place
    if place not in before and session.get(model_of(name), UUID(key)) is not None:
        return False
    for column_name, value in after[place].items():
        column = table_named(name).columns[column_name]
        for reference in () if value is None or column.nullable else column.foreign_keys:
            above = reference.column.table.name
            if (above, value) not in after and session.get(model_of(above), UUID(value)) is None:
                return False
    return True


def without_doubles(records: Records) -> dict[Place, Mapping[str, Value]]:
    """Links that two people made each once, once; the smaller id stays."""
    said: set[tuple[Any, ...]] = set()
    kept = {}
    for place in sorted(records):
        key = OWN[place[0]].key
        if key:
            sentence = (place[0], *(records[place].get(column) for column in key))
            if sentence in said:
                continue
            said.add(sentence)
        kept[place] = records[place]
    return kept


def _delete(session: Session, places: list[Place]) -> None:
    order = list(OWN)
    for name, key in sorted(places, key=lambda place: -order.index(place[0])):
        row = session.get(model_of(name), UUID(key))
        if row is not None and inspect(row).persistent:
            rows.delete(session, row)


def _parents_first(name: str, places: list[Place], records: Records) -> Iterator[Place]:
    """Rows that hang on rows of their own table come after them; a ring comes as it is."""
    own = [column for column, table in OWN[name].above if table == name]
    waiting = dict.fromkeys(places)
    while waiting:
        ready = [place for place in waiting
                 if not any((name, records[place].get(c)) in waiting for c in own)]  # fmt: skip
        for place in ready or list(waiting):
            del waiting[place]
            yield place


def _write(
    session: Session, team: Team, place: Place, values: Mapping[str, Value], *, is_own: bool
) -> bool:
    name, key = place
    model = model_of(name)
    row = session.get(model, UUID(key))
    if row is not None and not is_own:
        return False
    if name == HandIn.__tablename__:
        values = {**values, **_said_of(row)}
    ready = _ready(session, name, values)
    if ready is None:
        return False
    if row is None:
        owner = {column: getattr(team, column) for column in OWN[name].owner}
        row = model(id=UUID(key), **_by_attribute(model, ready | owner))
        if isinstance(row, VisionAmendment):  # numbered where it is filed
            row.number = (session.scalar(select(func.max(VisionAmendment.number))) or 0) + 1
        rows.add(session, row)
        if isinstance(row, CauseCard):
            _say_who(session, team, row.id)
        return True
    for attribute, value in _by_attribute(model, ready).items():
        if getattr(row, attribute) != value:
            setattr(row, attribute, value)
    session.flush()
    return True


def _said_of(row: Base | None) -> dict[str, Value]:
    """What became of a hand-in is the facilitator's word, whatever a file says of it."""
    if isinstance(row, HandIn):
        return {"state": row.state.value, "comment": row.comment}
    return {"state": HandInState.HANDED_IN.value, "comment": ""}


def _ready(session: Session, name: str, values: Mapping[str, Value]) -> dict[str, Any] | None:
    """The values as the store takes them; None where a row that it needs is not there."""
    table = table_named(name)
    ready: dict[str, Any] = {}
    for column_name, value in values.items():
        column = table.columns[column_name]
        ready[column_name] = from_plain(column, value)
        for reference in column.foreign_keys:
            if value is None:
                continue
            if session.get(model_of(reference.column.table.name), UUID(value)) is None:
                if not column.nullable:
                    return None
                ready[column_name] = None
    return ready


def _say_who(session: Session, team: Team, card_id: UUID) -> None:
    """A new card is the group's even if its own link to the group did not come along."""
    if team.group_id is not None:
        key = uuid5(NAMESPACE_OID, f"{card_id} {team.group_id}")
        if session.get(CardGroup, key) is None:
            rows.add(session, CardGroup(id=key, card_id=card_id, group_id=team.group_id))


def _settle(session: Session, places: Iterable[Place]) -> None:
    """A case that is no longer complete after merging is a draft again (methods 2.5)."""
    for name, key in places:
        case = session.get(CaseStudy, UUID(key)) if name == "case_study" else None
        is_final = case is not None and case.state is CaseState.FINAL
        if case is not None and is_final and missing_for_final(facts_of(session, case.id)):
            case.state = CaseState.DRAFT
    session.flush()


def model_of(name: str) -> type[Base]:
    """The mapped class of a table."""
    table = table_named(name)
    return next(m.class_ for m in Base.registry.mappers if m.local_table is table)


def _by_attribute(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    mapper, table = inspect(model), table_named(model.__tablename__)
    return {str(mapper.get_property_by_column(table.columns[name]).key): value
            for name, value in values.items()}  # fmt: skip
