"""Looks for rounds of tables or of pairs, keeps those that are used, prints and deletes them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from facilitator.application.commands.groups import DeleteTablePlan, PutTablePlan
from facilitator.application.rows.groups import PlanRow
from facilitator.domain.grouping.exchange import Exchange, plan_exchange
from facilitator.domain.grouping.metrics import count_meetings, meetings
from facilitator.domain.grouping.model import Wish
from facilitator.domain.grouping.rounds import Plan, plan_rounds
from facilitator.domain.groups import PlanKind
from facilitator.support.i18n import tr
from facilitator.ui.pages.groups import papers
from facilitator.ui.pages.groups.rounds_view import RoundsWish
from facilitator.ui.pages.groups.seeds import new_seed

if TYPE_CHECKING:
    from facilitator.application.jobs import Job
    from facilitator.ui.pages.groups.page import GroupsPage


class Plans(QObject):
    """Carries out what the view of the rounds wishes."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self._wish: RoundsWish | None = None
        self.suggested: Plan | Exchange | None = None

    def forget(self) -> None:
        """What was suggested is no longer true."""
        self._page.rounds.forget()
        self.suggested = None

    def suggest(self, wish: RoundsWish) -> None:
        """Search for rounds and show them; nothing is changed."""
        found = self._page.grouping
        if found is None:
            return
        self._wish = wish
        persons, seed = found.persons(), new_seed() if wish.seed is None else wish.seed
        before = [found.home()] if wish.counts_home and found.groups else []
        asked = found.wish(wish.tables, with_locks=False)
        asked = asked if wish.with_rules else Wish(wish.tables, (), asked.pairs)

        def tables(job: Job) -> Plan:
            return plan_rounds(persons, asked, wish.rounds, wish.goal, seed, before, job.advance)

        def pairs(job: Job) -> Exchange:
            met = frozenset(count_meetings(before))
            return plan_exchange(persons, wish.rounds, seed, met=met, advance=job.advance)

        work = pairs if wish.kind is PlanKind.EXCHANGE else tables
        self._page.search.start(work, tr("Looking for new meetings"), self._on_found)

    def _on_found(self, found: Plan | Exchange) -> None:
        page, grouping, wish = self._page, self._page.grouping, self._wish
        if grouping is None or wish is None:
            return
        self.suggested = found
        if isinstance(found, Plan):
            page.rounds.show_plan(found, grouping)
        else:
            before = [grouping.home()] if wish.counts_home and grouping.groups else []
            met = meetings([p.id for p in grouping.people], [*before, *found.rounds])
            page.rounds.show_exchange(found, met, grouping)

    def use(self) -> None:
        """Keep what was suggested."""
        page, found, wish, grouping = self._page, self.suggested, self._wish, self._page.grouping
        if found is None or wish is None or grouping is None:
            return
        command = PutTablePlan(
            wish.kind, wish.title, found.rounds, found.seed, goal=wish.goal,
            counts_home=wish.counts_home, rules=grouping.rules if wish.with_rules else (),
            steps=found.steps if isinstance(found, Plan) else 0,
            weights=found.weights if isinstance(found, Plan) else (),
        )  # fmt: skip
        if page.do(command, tell=True, field=page.rounds.title_field):
            self.forget()

    def print_out(self, key: UUID) -> None:
        """Save a kept plan where the user says."""
        plan = self._plan(key)
        if plan is not None:
            papers.ask_plan(self._page, plan)

    def delete(self, key: UUID) -> None:
        """Delete a kept plan."""
        plan = self._plan(key)
        if plan is not None:
            self._page.do(DeleteTablePlan(key, plan.title), tell=True)

    def _plan(self, key: UUID) -> PlanRow | None:
        grouping = self._page.grouping
        plans = grouping.plans if grouping is not None else ()
        return next((plan for plan in plans if plan.id == key), None)
