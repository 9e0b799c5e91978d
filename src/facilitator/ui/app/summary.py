"""What header, navigation, palette and checklist say of the open programme, from its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from facilitator.domain.agenda_checks import faults
from facilitator.reports.words import date_range
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.rows.agenda import AgendaRow
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


AFFECTS = {
    "programme": ("programme", "certificates"), "organisation": ("programme",),
    "objective": ("programme",), "signatory": ("programme",), "attachment": ("programme",),
    "resource_person": ("programme", "agenda"), "room": ("agenda",),
    "day": ("programme", "agenda", "certificates"), "agenda_item": ("agenda", "certificates"),
    "participant": ("people", "groups", "certificates"),
    "membership": ("people", "groups", "certificates"),
    "home_group": ("people", "groups", "certificates"), "certificate": ("certificates",),
    "attendance_mark": ("certificates",), "cause_card": ("root_causes",),
    "card_group": ("root_causes",), "conflict_tree": ("root_causes",), "tree_node": ("root_causes",),
    "vision": ("vision",), "vision_paragraph": ("vision",), "change_log": (),
}  # fmt: skip
"""What has to be read again when rows of a table change. A table that is not here: everything."""


class SummaryReader:
    """Reads the summary, and after a change only what the change can have touched.

    All of it takes a twentieth of a second for the sample; most changes touch one or two parts.
    """

    def __init__(self) -> None:
        self._parts: dict[str, Any] = {}

    def read(self, query: Query, tables: frozenset[str] | None = None) -> Summary:
        """The summary by `query(function)`; `tables` are those that changed, None for all.

        SQLAlchemy is loaded by then.
        """
        for part, function in _queries().items():
            if part not in self._parts or _is_touched(part, tables):
                self._parts[part] = query(function)
        return _summary_of(self._parts)


def _is_touched(part: str, tables: frozenset[str] | None) -> bool:
    return tables is None or any(part in AFFECTS.get(table, (part,)) for table in tables)


def _queries() -> dict[str, Callable[..., Any]]:
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

    return {
        "programme": programme.the_programme, "agenda": agenda.the_agenda,
        "people": people.participants, "groups": groups.home_groups,
        "root_causes": root_causes.root_causes, "case_studies": case_studies.case_studies,
        "vision": vision.the_vision, "certificates": certificates.candidates,
    }  # fmt: skip


def _summary_of(parts: dict[str, Any]) -> Summary:
    plan, persons, cases = parts["agenda"], parts["people"], parts["case_studies"]
    present = [p for p in persons if p.takes_part]
    issued = [row for row in parts["certificates"] if row.issued is not None]
    text = parts["vision"]
    adopted = text is not None and text.adopted_on is not None
    nav = {
        "programme": NavState(),
        "participants": NavState(_count(present), "done" if present else ""),
        "agenda": NavState(state=_agenda(plan, parts["programme"])),
        "groups": _groups(parts["groups"], present),
        "root_causes": NavState(_count(parts["root_causes"].cards)),
        "case_studies": NavState(_share([c for c in cases if not c.missing], cases)),
        "vision": NavState(state="done" if adopted else ""),
        "certificates": NavState(_share(issued, present)),
    }
    return Summary(parts["programme"], plan, tuple(persons), nav)


def _agenda(plan: AgendaRow, programme: ProgrammeRow) -> str:
    """The same faults that the page's checks show in red."""
    from facilitator.application.queries.agenda_checks import plan_of

    if not plan.items:
        return ""
    return "warning" if faults(plan_of(plan, programme)) else "done"


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
