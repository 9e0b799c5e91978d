"""Looks for drafts of groups and uses the one that is chosen. Nothing is changed before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from facilitator.application.commands.groups import UseGroups
from facilitator.domain.grouping.suggest import Draft, suggest_drafts
from facilitator.support.i18n import tr
from facilitator.ui.pages.groups.seeds import new_seed, seed_in

if TYPE_CHECKING:
    from facilitator.application.jobs import Job
    from facilitator.ui.pages.groups.page import GroupsPage

DRAFTS, CROWD = 3, 150
"""For a larger crowd one draft at a time: each takes some seconds, and others can be asked for."""


class Drafting(QObject):
    """Remembers the seeds that were drawn by, so that other drafts are others."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self._seeds: list[int] = []

    def begin(self) -> None:
        """Search for groups and show the drafts."""
        self._seeds = []
        self.go_on()

    def go_on(self) -> None:
        """Search for drafts other than those before."""
        page, found = self._page, self._page.grouping
        if found is None or page.document.read_only:
            return
        if not found.people:
            page.context.shell.go_to("participants")
            return
        given = seed_in(page.rules.seed)
        seeds = [given] if given is not None and given not in self._seeds else []
        drafts = DRAFTS if len(found.people) <= CROWD else 1
        while len(seeds) < drafts:
            seeds.append(new_seed([*self._seeds, *seeds]))
        self._seeds += seeds
        persons, wish = found.persons(), found.wish(page.tools.count.value())

        def work(job: Job) -> tuple[Draft, ...]:
            return suggest_drafts(persons, wish, seeds, job.advance)

        page.search.start(work, tr("Looking for balanced groups"), self._on_drafts)

    def _on_drafts(self, drafts: tuple[Draft, ...]) -> None:
        page = self._page
        if page.grouping is None:
            return
        page.message.dismiss()
        page.drafts.show_drafts(drafts, page.grouping, editable=not page.document.read_only)
        page.show_drafts()
        first = page.drafts.first_button()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def use(self, draft: Draft) -> None:
        """Make a draft the home groups."""
        page = self._page
        if page.grouping is None:
            return
        command = UseGroups(
            draft.groups, draft.seed, draft.steps, page.grouping.rules, draft.weights
        )
        if page.do(command, tell=True):
            page.show_board()
