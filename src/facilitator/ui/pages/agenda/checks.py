"""The checks of the page: read a moment after a change, shown in the panel, their fixes done.

Reading them waits until the hands are off, so that a drag or a typed minute never waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.application.commands.agenda import EditAgendaItem, MoveAgendaItem
from facilitator.application.commands.agenda_moves import (
    CloseGaps,
    DismissCheck,
    InsertItem,
    MoveItemsToDay,
    RestoreCheck,
    SetLength,
    SplitItem,
    SwapWithNext,
)  # fmt: skip
from facilitator.application.commands.programme import EditProgramme
from facilitator.application.queries.agenda_checks import Checked, checked_agenda
from facilitator.application.queries.programme import the_programme
from facilitator.application.registry import Command
from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda_plan import Check, Finding, Fix, FixKind
from facilitator.support.errors import RuleViolation
from facilitator.ui.pages.agenda import check_words
from facilitator.ui.pages.agenda.checks_panel import ChecksPanel

if TYPE_CHECKING:
    from facilitator.ui.pages.agenda.page import AgendaPage

A_MOMENT = 120
"""Milliseconds after the last change."""


class Checks(QObject):
    """What was found, and what the user does about it."""

    told = Signal()
    """`found` is new."""

    def __init__(self, page: AgendaPage) -> None:
        super().__init__(page)
        self._page = page
        self.found = Checked()
        self.panel = ChecksPanel(page)
        self.panel.fix_wanted.connect(self.fix)
        self.panel.show_wanted.connect(self._on_show)
        self.panel.dismiss_wanted.connect(self._on_dismiss)
        self.panel.restore_wanted.connect(self._on_restore)
        self.panel.hours_wanted.connect(self._on_hours)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.read)

    def read_soon(self) -> None:
        """Look again in a moment."""
        self._later.start(A_MOMENT)

    def read(self) -> None:
        """Look now."""
        self._later.stop()
        document = self._page.document
        if not document.is_open:
            return
        self.found = document.query(checked_agenda)
        if self.panel.isVisible():
            self._show()
        self.told.emit()

    def _show(self) -> None:
        document = self._page.document
        programme = document.query(the_programme)
        self.panel.show_checked(
            self.found, self._page.agenda, (programme.day_begins, programme.day_ends),
            editable=not document.read_only,
        )  # fmt: skip

    def open_panel(self) -> None:
        """Show all of them, the keyboard on the first."""
        self.read()
        self._show()
        self._page.inspector.hide()
        self.panel.open_drawer()
        self.panel.tell_count(self.found)
        self.panel.focus_first()

    def of(self, item_id: UUID, check: Check) -> Finding | None:
        """What this check found about an item."""
        return next(
            (f for f in self.found.open if f.check is check and item_id in f.item_ids), None
        )

    # Fixing -------------------------------------------------------------------------------------

    def fix(self, fix: Fix) -> None:
        """Do what a fix says: a command, or the way to the place where the user decides."""
        page = self._page
        if fix.kind is FixKind.OBJECTIVES:
            page.context.shell.go_to("programme")
        elif fix.kind is FixKind.OPEN:
            self.panel.hide()
            page.reveal(fix.item_id)
            page.inspector.focus_field(fix.field)
        else:
            command = self._command(fix)
            if command is not None and page.act(command):
                self.read()

    def _command(self, fix: Fix) -> Command | None:
        if fix.kind is FixKind.CLOSE_GAPS and isinstance(fix.day_id, UUID):
            return CloseGaps(fix.day_id)
        if fix.kind is FixKind.ADD:
            return self._adding(fix)
        item = self._page.item(fix.item_id)
        return self._on_item(fix, item) if item is not None else None

    def _on_item(self, fix: Fix, item: AgendaItemRow) -> Command | None:
        if fix.kind is FixKind.MOVE and isinstance(fix.day_id, UUID):
            if fix.day_id != item.day_id:
                return MoveItemsToDay((item.id,), fix.day_id, f"“{item.title}”")
            return MoveAgendaItem(item.id, item.title, fix.day_id, fix.number)
        if fix.kind is FixKind.SWAP:
            return SwapWithNext(item.id, item.title)
        return {
            FixKind.LENGTH: SetLength(
                item.id, item.title, fix.number, only_push=fix.number > item.minutes
            ),
            FixKind.RELEASE: EditAgendaItem(item.id, {"anchored": False}),
            FixKind.SPLIT: SplitItem(item.id, item.title, fix.number),
        }.get(fix.kind)

    def _adding(self, fix: Fix) -> Command:
        return InsertItem({
            "day_id": fix.day_id, "start": fix.start, "minutes": fix.number, "type": fix.type,
            "title": check_words.added_title(fix), "mode": "",
        })  # fmt: skip

    # Answers -------------------------------------------------------------------------------------

    def _on_show(self, key: object) -> None:
        self._page.show_item(key)

    def _on_dismiss(self, finding: str, reason: str) -> None:
        if self._page.do(DismissCheck(finding, reason), tell=True):
            self.read()

    def _on_restore(self, finding: str) -> None:
        if self._page.do(RestoreCheck(finding)):
            self.read()

    def _on_hours(self, name: str, text: str) -> None:
        field = self.panel.hours[name]
        try:
            self._page.document.execute(EditProgramme({name: text}), self._page)
        except RuleViolation as refusal:
            field.show_error(str(refusal))
            return
        field.show_error("")
        self.read()
