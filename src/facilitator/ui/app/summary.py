"""What header, navigation, palette and checklist say of the open programme, from its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

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
        from facilitator.reports.words import date_range

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


READS = {
    "programme": "programme day organisation objective signatory attachment resource_person",
    "agenda": "agenda_item day room resource_person",
    "people": "participant membership home_group",
    "groups": "home_group membership participant",
    "cards": "cause_card",
    "cases": "case_study case_agreement case_cause case_measure case_party case_point case_source"
             " cause_card cause_source",
    "vision": "vision",
    "certificates": "certificate",
}  # fmt: skip
"""The tables that each part of the summary is read from."""

NOT_READ = (
    "analysis_sheet attendance_mark attendance_setting board_vote card_group case_presentation"
    " case_review case_speaker certificate_decision certificate_design change_log check_dismissal"
    " conflict_tree counter data_protection debrief_note exercise exercise_seat exercise_table"
    " export_entry feedback_form feedback_round group_draw group_pair group_rule hand_in hand_over"
    " harm_check kept_certificate kept_statistic late_joining offer outcome_edit paragraph_origin"
    " preparation report_setting report_text revision_paragraph run_record run_state satisfaction"
    " secret_answers secret_tokens session_step sheet_entry table_outcome table_plan table_round"
    " table_seat team_work tree_feedback tree_node vision_amendment vision_cluster vision_drafter"
    " vision_paragraph vision_poll vision_reservation vision_revision vision_signature"
    " vision_statement vision_warning"
)
"""The tables that no part of it needs."""

AFFECTS: dict[str, tuple[str, ...]] = {
    table: tuple(part for part, tables in READS.items() if table in tables.split())
    for table in " ".join((NOT_READ, *READS.values())).split()
}
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
        glance,
        groups,
        people,
        programme,
    )  # fmt: skip

    return {
        "programme": programme.the_programme, "agenda": agenda.the_agenda,
        "people": people.participants, "groups": groups.home_groups,
        "cards": glance.number_of_cards, "cases": case_studies.complete_cases,
        "vision": glance.is_adopted, "certificates": glance.number_of_holders,
    }  # fmt: skip


def _summary_of(parts: dict[str, Any]) -> Summary:
    plan, persons = parts["agenda"], parts["people"]
    present = [p for p in persons if p.takes_part]
    nav = {
        "programme": NavState(),
        "participants": NavState(_count(len(present)), "done" if present else ""),
        "agenda": NavState(state=_agenda(plan, parts["programme"])),
        "groups": _groups(parts["groups"], present),
        "root_causes": NavState(_count(parts["cards"])),
        "case_studies": NavState(_share(*parts["cases"])),
        "vision": NavState(state="done" if parts["vision"] else ""),
        "certificates": NavState(_share(parts["certificates"], len(present))),
    }
    return Summary(parts["programme"], plan, tuple(persons), nav)


def _agenda(plan: AgendaRow, programme: ProgrammeRow) -> str:
    """The same faults that the page's checks show in red."""
    from facilitator.application.queries.agenda_checks import plan_of
    from facilitator.domain.agenda_checks import faults

    if not plan.items:
        return ""
    return "warning" if faults(plan_of(plan, programme)) else "done"


def _count(number: int) -> str:
    return str(number) if number else ""


def _share(some: int, of_all: int) -> str:
    return f"{some}/{of_all}" if of_all else ""


def _groups(groups: Any, present: list[ParticipantRow]) -> NavState:
    if not groups:
        return NavState()
    placed = {member.participant_id for group in groups for member in group.members}
    everyone = all(person.id in placed for person in present)
    return NavState(_count(len(groups)), "done" if everyone else "warning")
