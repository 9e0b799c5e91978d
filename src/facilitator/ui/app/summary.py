"""What header, navigation, palette and checklist say of the open programme, from its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from facilitator.domain.agenda import overlaps
from facilitator.reports.words import date_range
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow
    from facilitator.application.rows.people import ParticipantRow
    from facilitator.application.rows.programme import ProgrammeRow

Query = Callable[..., Any]


@dataclass(frozen=True)
class NavState:
    """Count and state of one page in the navigation."""

    count: str = ""
    state: str = ""


@dataclass(frozen=True)
class Summary:
    """The programme at a glance; `counts` by page id."""

    programme: ProgrammeRow
    agenda: AgendaRow
    people: tuple[ParticipantRow, ...]
    nav: dict[str, NavState] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The programme's title."""
        return self.programme.title

    def facts(self, today: date) -> str:
        """Place, dates and day n of m, as the header shows them."""
        programme = self.programme
        when = date_range(programme.first_day, programme.last_day)
        where = f"{programme.place}, {when}" if programme.place else when
        day = self.day_number(today)
        parts = [where]
        if day:
            parts.append(tr("Day {day} of {days}", day=day, days=len(self.agenda.days)))
        if programme.is_sample:
            parts.append(tr("sample data"))
        return " · ".join(parts)

    def day_number(self, today: date) -> int:
        """The number of today among the programme's days, or 0."""
        return next((day.number for day in self.agenda.days if day.date == today), 0)


def summarise(query: Query) -> Summary:
    """Read the summary by `query(function)`; SQLAlchemy is loaded by then."""
    from facilitator.application.queries import (
        agenda,
        case_studies,
        certificates,
        groups,
        people,
        programme,
        root_causes,
        vision,
    )  # fmt: skip

    plan = query(agenda.the_agenda)
    persons = query(people.participants)
    present = [p for p in persons if not p.withdrawn]
    cases = query(case_studies.case_studies)
    issued = [row for row in query(certificates.candidates) if row.issued is not None]
    nav = {
        "programme": NavState(),
        "participants": NavState(_count(present), "done" if present else ""),
        "agenda": NavState(state="warning" if clashes(plan) else "done" if plan.items else ""),
        "groups": _groups(query(groups.home_groups), present),
        "root_causes": NavState(_count(query(root_causes.root_causes).cards)),
        "case_studies": NavState(_share([c for c in cases if not c.missing], cases)),
        "certificates": NavState(_share(issued, present)),
    }
    text = query(vision.the_vision)
    if text is not None and text.adopted_on is not None:
        nav["vision"] = NavState(state="done")
    return Summary(query(programme.the_programme), plan, tuple(persons), nav)


def _count(things: object) -> str:
    number = len(things)  # type: ignore[arg-type]
    return str(number) if number else ""


def _share(some: list[Any], all_of_them: Any) -> str:
    return f"{len(some)}/{len(all_of_them)}" if all_of_them else ""


def _groups(groups: Any, present: list[ParticipantRow]) -> NavState:
    if not groups:
        return NavState()
    placed = {member.participant_id for group in groups for member in group.members}
    everyone = all(person.id in placed for person in present)
    return NavState(_count(groups), "done" if everyone else "warning")


def clashes(plan: AgendaRow) -> list[tuple[AgendaItemRow, AgendaItemRow]]:
    """Pairs of items that run at the same time and need the same person or room."""
    found = []
    for day in plan.days:
        items = [item for item in plan.items_of(day.id) if item.minutes]
        for number, first in enumerate(items):
            for second in items[number + 1 :]:
                if second.start >= first.end:
                    break
                if overlaps(first, second) and _share_something(first, second):
                    found.append((first, second))
    return found


def _share_something(first: AgendaItemRow, second: AgendaItemRow) -> bool:
    same_lead = first.lead_id is not None and first.lead_id == second.lead_id
    return same_lead or (first.room_id is not None and first.room_id == second.room_id)
