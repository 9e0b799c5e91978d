"""The groups of a day on which somebody is away: who that is, the smallest change, kept for today."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from facilitator.application.commands.groups import PutTablePlan
from facilitator.application.queries.attendance import the_attendance
from facilitator.domain.attendance import Mark
from facilitator.domain.grouping.repair import Repair, repair
from facilitator.domain.groups import PlanKind
from facilitator.support.clock import today
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.ui.pages.groups.page import GroupsPage


class DayRepair(QObject):
    """Carries out what the drawer "Absent today" wishes."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self.proposal: Repair | None = None

    def show_drawer(self) -> None:
        """Open the drawer with those who are away and the smallest change."""
        page, found = self._page, self._page.grouping
        if found is None or not found.groups:
            return
        absent, half_day = self._away()
        page.show_board()
        page.rules.hide()
        page.today.show_people(found, absent, half_day)
        self.propose()
        page.today.open_drawer()

    def _away(self) -> tuple[list[UUID], str]:
        """Who is marked absent or excused in today's latest half-day, and its name."""
        grid = self._page.document.query(the_attendance)
        todays = [c for c in grid.half_days if c.date == today() and c.taken]
        if not todays:
            return [], ""
        latest = todays[-1]
        marks = {p.id: p.marks[latest.key].mark for p in grid.active if latest.key in p.marks}
        away = [key for key, mark in marks.items() if mark in (Mark.ABSENT, Mark.EXCUSED)]
        return away, tr("today, {half}", half=latest.half.value)

    def propose(self) -> None:
        """Find the smallest change without those who are ticked, and show it."""
        page, found = self._page, self._page.grouping
        if found is None or not found.groups:
            return
        absent = page.today.absent
        self.proposal = None
        if absent:
            wish = found.wish(len(found.groups))
            self.proposal = repair(found.persons(), found.home(), wish, absent)
        page.today.show_repair(self.proposal, found, editable=not page.document.read_only)

    def use(self) -> None:
        """Keep the proposal as the groups of today."""
        if self.proposal is None:
            return
        title = tr("Groups of {day}", day=f"{today():%d.%m.%Y}")
        command = PutTablePlan(PlanKind.TODAY, title, (self.proposal.groups,))
        if self._page.do(command, tell=True):
            self._page.today.close_drawer()
            self._page.show_rounds()
