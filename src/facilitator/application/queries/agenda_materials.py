"""The materials of the week by day, counted for the real number of groups and people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.people import participants
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow
from facilitator.application.rows.agenda_materials import (
    DayMaterials,
    MaterialRow,
    MaterialsRow,
    MaterialUse,
)  # fmt: skip
from facilitator.domain.materials import Crowd, Piece, pieces
from facilitator.domain.people import fold


def the_materials(session: Session) -> MaterialsRow:
    """Everything that has to lie ready, day by day."""
    people = sum(1 for person in participants(session) if person.takes_part)
    groups = sum(1 for group in home_groups(session) if group.members)
    return rolled_up(the_agenda(session), Crowd(people, groups))


def rolled_up(agenda: AgendaRow, crowd: Crowd) -> MaterialsRow:
    """The materials of an agenda for so many people and groups."""
    return MaterialsRow(
        crowd,
        tuple(DayMaterials(day, _of_day(agenda.items_of(day.id), crowd)) for day in agenda.days),
    )


def _of_day(items: Sequence[AgendaItemRow], crowd: Crowd) -> tuple[MaterialRow, ...]:
    found: dict[str, list[tuple[AgendaItemRow, Piece]]] = {}
    for item in items:
        for piece in pieces(item.materials, item.mode, crowd):
            found.setdefault(fold(piece.name), []).append((item, piece))
    return tuple(_row(uses) for uses in found.values())


def _row(uses: Sequence[tuple[AgendaItemRow, Piece]]) -> MaterialRow:
    most = max((piece for _, piece in uses), key=lambda piece: piece.count)
    return MaterialRow(
        uses[0][1].name, most.per, most.count, sum(piece.count for _, piece in uses),
        tuple(MaterialUse(i.id, i.start, i.title, i.room, piece.count) for i, piece in uses),
    )  # fmt: skip
