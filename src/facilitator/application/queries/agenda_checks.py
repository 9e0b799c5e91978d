"""Queries on the checks of the agenda: what was found, and what was dismissed with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.agenda_checks import findings
from facilitator.domain.agenda_plan import Finding, Plan, PlannedDay, Presence
from facilitator.persistence.models.agenda import CheckDismissal


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings that still speak, and those that were dismissed, each with the reason."""

    open: tuple[Finding, ...] = ()
    dismissed: tuple[tuple[Finding, str], ...] = ()

    @property
    def musts(self) -> int:
        """How many faults there are."""
        return sum(finding.is_must for finding in self.open)

    @property
    def advice(self) -> int:
        """How many pieces of advice are neither followed nor dismissed."""
        return len(self.open) - self.musts


def plan_of(agenda: AgendaRow, programme: ProgrammeRow) -> Plan:
    """What the checks look at, from rows."""
    return Plan(
        days=tuple(PlannedDay(day.id, day.date, agenda.items_of(day.id)) for day in agenda.days),
        people={p.id: Presence(p.name or p.role, p.from_day, p.until_day)
                for p in programme.resource_persons},
        objectives=tuple((o.id, o.text) for o in programme.objectives),
        begins=programme.day_begins, ends=programme.day_ends,
    )  # fmt: skip


def checked_agenda(session: Session) -> Checked:
    """All findings of the agenda as it stands; a fault cannot be dismissed."""
    kept = session.execute(select(CheckDismissal.finding, CheckDismissal.reason))
    reasons: dict[str, str] = {key: reason for key, reason in kept}  # noqa: C416 - rows to strings
    found = findings(plan_of(the_agenda(session), the_programme(session)))
    quiet = [f for f in found if not f.is_must and f.key in reasons]
    return Checked(
        open=tuple(f for f in found if f not in quiet),
        dismissed=tuple((finding, reasons[finding.key]) for finding in quiet),
    )
