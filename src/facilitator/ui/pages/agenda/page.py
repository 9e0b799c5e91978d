"""The Agenda page: the week as a grid, a day or a list, and one item in the drawer.

The page reads, hands rows to its three views and turns wishes into commands. Every rule (times,
lanes, clashes, free places) is asked of `domain.agenda`.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget

from facilitator.application.change_set import ChangeSet
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow
from facilitator.application.rows.programme import ObjectiveRow, ResourcePersonRow
from facilitator.domain.agenda import (
    clashes,
)  # fmt: skip
from facilitator.support import clock as the_clock
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.document import Document
from facilitator.ui.pages.agenda import check_words, words
from facilitator.ui.pages.agenda.changing import DAY, LIST, WEEK, AgendaChanges
from facilitator.ui.pages.agenda.checks import Checks
from facilitator.ui.pages.agenda.clash_button import ClashButton
from facilitator.ui.pages.agenda.dialogs import AgendaDialogs
from facilitator.ui.pages.agenda.export_menu import PAPERS, AgendaExports
from facilitator.ui.pages.agenda.grid import TimeGrid
from facilitator.ui.pages.agenda.inspector import Inspector
from facilitator.ui.pages.agenda.list_view import AgendaTable
from facilitator.ui.pages.agenda.more import more_menu
from facilitator.ui.pages.agenda.parts import Now
from facilitator.ui.pages.agenda.picture import Picture
from facilitator.ui.pages.agenda.what_is_wrong import told_of
from facilitator.ui.widgets.buttons import Button, IconButton, Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import TableCard
from facilitator.ui.widgets.tips import plain_tip

TABLES = frozenset({"agenda_item", "day", "room", "resource_person", "objective", "programme",
                    "check_dismissal"})  # fmt: skip


class AgendaPage(AgendaChanges):
    """Week, Day and List of the same items; inspector; everything through commands."""

    def build(self) -> None:
        self.agenda = AgendaRow((), (), ())
        self._people: tuple[ResourcePersonRow, ...] = ()
        self._objectives: tuple[ObjectiveRow, ...] = ()
        self._late: dict[UUID, int] = {}
        self._clashes: tuple[words.ItemClash, ...] = ()
        self._selected: UUID | None = None
        self._day: UUID | None = None
        self._view = WEEK
        self._room_kept_at = 0
        self.dialogs = AgendaDialogs(self)
        self._build_header()
        self.progress = ProgressStrip()
        self.exports = AgendaExports(
            self, self.export_button, self.progress, lambda: bool(self.agenda.items)
        )
        self.grid = TimeGrid()
        self.table = AgendaTable()
        self.empty = EmptyState(
            "calendar-days", tr("No sessions yet"),
            tr("Take the model week and change what you like, or add the first session yourself. "
               "Every change can be undone."),
        )  # fmt: skip
        self._start_model = self.empty.offer(tr("Start from the five-day model"), primary=True,
                                             icon="calendar-days")  # fmt: skip
        self._start_three = self.empty.offer(tr("Start from three days"))
        self._add_first = self.empty.offer(tr("Add session"), icon="plus")
        self._stack = QStackedWidget()
        self._list_card = TableCard(self.table)
        for view in (self.grid, self._list_card, self.empty):
            self._stack.addWidget(view)
        self.inspector = Inspector(self)
        self.checks = Checks(self)
        self._line = row(spacing=16)
        self._line.addWidget(self._stack, 1)
        self.inspector.dock(self._line)
        self.checks.panel.dock(self._line)
        self.content.addWidget(self.progress)
        self.content.addLayout(self._line, 1)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._on_minute)
        self._connect()

    def _build_header(self) -> None:
        self.clash_button = ClashButton()
        line = self.header.layout()
        if isinstance(line, QBoxLayout):
            line.insertWidget(1, self.clash_button)
        self.before = IconButton("chevron-left", tr("The day before"))
        self.after = IconButton("chevron-right", tr("The next day"))
        self.views = SegmentedControl(
            ((WEEK, tr("Week"), "layout-grid"), (DAY, tr("Day"), "calendar"),
             (LIST, tr("List"), "list")), tr("View"),
        )  # fmt: skip
        for widget in (self.before, self.after, self.views):
            self.header.add_widget(widget)
        self.checks_button: Button = self.header.add_action(tr("Checks"), icon="list-checks")
        self.export_button: Button = self.header.add_action(tr("Export"), icon="download")
        self.add_button: Button = self.header.add_action(tr("Add session"), Kind.PRIMARY, "plus")
        self.more_button = IconButton("ellipsis-vertical", tr("More for the agenda"))
        self.header.add_widget(self.more_button)

    def _connect(self) -> None:
        self.clash_button.clicked.connect(self.show_next_clash)
        self.before.clicked.connect(partial(self._step_day, -1))
        self.after.clicked.connect(partial(self._step_day, 1))
        self.views.chosen.connect(self.show_view)
        self._start_model.clicked.connect(partial(self._on_start_from, "asean-week"))
        self._start_three.clicked.connect(partial(self._on_start_from, "three-days"))
        self.checks_button.clicked.connect(self.show_checks)
        self.checks.told.connect(self._on_checked)
        self.checks.panel.closed.connect(self._on_inspector_closed)
        self.more_button.clicked.connect(self._on_more)
        for button in (self.add_button, self._add_first):
            button.clicked.connect(self.add_main)
        grid, table, inspector = self.grid, self.table, self.inspector
        grid.chosen.connect(self._on_chosen)
        grid.inspected.connect(self._on_inspected)
        grid.move_wanted.connect(self._on_move)
        grid.resize_wanted.connect(self._on_resize)
        grid.delete_wanted.connect(self._on_delete)
        grid.add_wanted.connect(self._add_at)
        grid.menu_wanted.connect(self._on_menu)
        grid.day_wanted.connect(self._show_day)
        grid.day_step_wanted.connect(self._step_day)
        table.row_chosen.connect(self._on_chosen)
        table.opened.connect(self._on_opened)
        table.clicked.connect(self._on_row_clicked)
        table.delete_requested.connect(self._on_delete_rows)
        table.moved.connect(self._move_by)
        table.resized.connect(self._stretch)
        table.menu_wanted.connect(self._on_menu)
        inspector.edit_wanted.connect(self._on_edit)
        inspector.ripple_wanted.connect(self.set_ripple)
        inspector.delete_wanted.connect(self._on_delete)
        inspector.copy_wanted.connect(self._on_copy)
        inspector.closed.connect(self._on_inspector_closed)

    # Reading ------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        super().open(document)
        self._selected = self._day = None
        self.inspector.forget_everything()

    def refresh(self, change_set: ChangeSet | None) -> None:
        """Read the agenda again; people only where they may have changed."""
        if not self.document.is_open:
            return
        tables = change_set.tables if change_set is not None else TABLES
        if not tables & TABLES:
            return
        if tables & {"resource_person", "objective"}:
            programme = self.document.query(the_programme)
            self._people, self._objectives = programme.resource_persons, programme.objectives
        elif change_set is not None and self._is_shown():
            self.checks.read_soon()  # it was our own act
            return
        self._read()

    def _is_shown(self) -> bool:
        """Whether the page shows the agenda as it is; the shell has just read it for its summary."""
        summary = self.context.shell.summary
        return summary is not None and summary.agenda == self.agenda

    def _read(self) -> None:
        self.agenda = self.document.query(the_agenda)
        self._clashes = tuple(clashes(self.agenda.items))
        self._late = self.late()
        if self._selected is not None and self.item(self._selected) is None:
            self._selected = None
        if self._day not in {day.id for day in self.agenda.days}:
            self._day = self._usual_day().id if self.agenda.days else None
        self._show()

    def _show(self) -> None:
        editable = not self.document.read_only
        by_item = self._clash_words()
        self.grid.show_picture(self._picture())
        if self._view == LIST:
            self.table.show_lines(self.agenda.days, self.agenda.items, by_item)
        self.clash_button.show_count(len(self._clashes))
        self._show_tools(editable=editable)
        self.inspector.offer(self.agenda, self._people, self._objectives)
        self.inspector.show_ripple(on=self.ripples)
        self.checks.read_soon()
        self.inspector.set_read_only(not editable)
        self._show_in_inspector()
        self._wait_for_next_minute()

    def _picture(self) -> Picture:
        only = self._day if self._view == DAY else None
        editable = not self.document.read_only
        return Picture(self.agenda.days, self.agenda.items, only, self._clashes, self._now(),
                       editable, self._late)  # fmt: skip

    def _show_tools(self, *, editable: bool) -> None:
        has_items = bool(self.agenda.items)
        view = self._list_card if self._view == LIST else self.grid
        self._stack.setCurrentWidget(view if has_items else self.empty)
        self._keep_room_for_count()
        for part in (self.views, self.add_button, self.checks_button):
            part.setVisible(has_items)
        alone = has_items and self._view == DAY
        numbers = [day.id for day in self.agenda.days]
        here = numbers.index(self._day) if self._day in numbers else 0
        for button, at_end in ((self.before, here == 0), (self.after, here == len(numbers) - 1)):
            button.setVisible(alone)
            button.setEnabled(not at_end)
        reason = "" if editable else self.read_only_reason()
        for adding in (self.add_button, self._add_first):
            adding.setEnabled(editable and bool(numbers))
            adding.setToolTip(reason or tr("Ctrl+N"))
        for starting in (self._start_model, self._start_three):
            starting.setEnabled(editable)
            starting.setToolTip(reason)
        self.more_button.setVisible(has_items)
        self.export_button.setToolTip(tr("On paper, as a calendar or a table; and in from a table"))

    def read_only_reason(self) -> str:
        """Why nothing can be changed."""
        return plain_tip(str(self.document.workspace.why_read_only()))

    def _clash_words(self) -> dict[UUID, tuple[str, ...]]:
        found: dict[UUID, tuple[str, ...]] = {}
        for clash in self._clashes:
            for item in (clash.first, clash.second):
                found[item.id] = (*found.get(item.id, ()), words.clash_sentence(clash, item))
        for key, minutes in self._late.items():
            found[key] = (*found.get(key, ()), check_words.overrun(minutes))
        return found

    # The present moment -------------------------------------------------------------------------

    def _now(self) -> Now | None:
        present = the_clock.local_now()
        today = next((day for day in self.agenda.days if day.date == present.date()), None)
        return Now(today.id, present.hour * 60 + present.minute) if today else None

    def _usual_day(self) -> DayRow:
        """Today, or the first day."""
        now = self._now()
        return self._day_row(now.day_id) if now else self.agenda.days[0]

    def _wait_for_next_minute(self) -> None:
        """The clock is watched only while the page is seen and the programme is not over."""
        present = the_clock.local_now()
        over = not self.agenda.days or self.agenda.days[-1].date < present.date()
        if over or not self.isVisible():
            self._minute.stop()
        else:
            self._minute.start((60 - present.second) * 1000)

    def _on_minute(self) -> None:
        self.grid.show_picture(self._picture())
        self._wait_for_next_minute()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait_for_next_minute()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    # Views --------------------------------------------------------------------------------------

    def show_view(self, name: str) -> None:
        """Show "week", "day" or "list"; the chosen item stays chosen."""
        self.views.choose(name)
        self._view = name
        chosen = self.item(self._selected)
        if name == DAY and chosen is not None:
            self._day = chosen.day_id
        self._show()
        if self._selected is not None:
            self._choose(self._selected, focus=False)

    def _show_day(self, day_id: UUID) -> None:
        """Show one day alone, or the week again where it is alone already."""
        if self._view == DAY:
            self.show_view(WEEK)
            return
        chosen = self.item(self._selected)
        if chosen is not None and chosen.day_id != day_id:
            self._selected = None
            self.inspector.close_drawer()
        self._day = day_id
        self.show_view(DAY)

    def _step_day(self, step: int, *_checked: object) -> None:
        order = [day.id for day in self.agenda.days]
        if self._day not in order:
            return
        target = order.index(self._day) + step
        if not 0 <= target < len(order):
            return
        had_focus = self.grid.has_focus
        self._day, self._selected = order[target], None
        self._show()
        blocks = self.grid.blocks
        if had_focus and blocks:
            self._choose(blocks[0].item.id, focus=True)

    def _choose(self, key: UUID, *, focus: bool) -> None:
        """Make an item current in the view that is shown."""
        self._selected = key
        if self._view == LIST:
            self.table.choose(key)
            if focus:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.grid.choose(key, focus=focus)
        self._show_in_inspector()

    def reveal(self, key: object) -> None:
        """Show an item that was found elsewhere."""
        item = self.item(key)
        if item is None:
            return
        if self._view == DAY:
            self._day = item.day_id
            self._show()
        self._choose(item.id, focus=True)
        self._inspect(item.id, focus=False)

    def show_next_clash(self) -> None:
        """Go to the next item that clashes, and say why."""
        order = [item.id for item in self.agenda.items
                 if any(clash.concerns(item.id) for clash in self._clashes)]  # fmt: skip
        if not order:
            self.context.shell.tell(tr("Nothing clashes."))
            return
        here = order.index(self._selected) + 1 if self._selected in order else 0
        self.reveal(order[here % len(order)])

    # Choosing and inspecting --------------------------------------------------------------------

    def _on_chosen(self, key: object) -> None:
        item = self.item(key)
        self._selected = item.id if item is not None else None
        if item is None and self.inspector.isVisible():
            self.inspector.close_drawer()
        self._show_in_inspector()

    def _on_inspected(self, key: object, focus: bool) -> None:  # noqa: FBT001 - a signal's value
        self._inspect(key, focus=focus)

    def _on_opened(self, key: object) -> None:
        self._inspect(key, focus=True)

    def _on_row_clicked(self) -> None:
        if self._selected is not None:
            self._inspect(self._selected, focus=False)

    def _inspect(self, key: object, *, focus: bool) -> None:
        item = self.item(key)
        if item is None:
            return
        self._selected = item.id
        self.checks.panel.hide()
        self.inspector.open_drawer()
        self._show_in_inspector()
        if focus:
            self.inspector.focus_field("title")

    def _show_in_inspector(self) -> None:
        item = self.item(self._selected)
        if item is None:
            if self.inspector.isVisible():
                self.inspector.close_drawer()
            return
        self.inspector.show_item(item)
        self._show_clash(item)

    def _on_inspector_closed(self) -> None:
        if self._selected is not None:
            self._choose(self._selected, focus=True)
        elif self._view == LIST:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.grid.focus_stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.inspector.isVisible():
            self.inspector.close_drawer()
        else:
            super().keyPressEvent(event)

    def show_item(self, key: object) -> None:
        """Bring an item into view and choose it; the panel that is open stays."""
        item = self.item(key)
        if item is not None:
            if self._view == DAY:
                self._day = item.day_id
                self._show()
            self._choose(item.id, focus=False)

    def _show_clash(self, item: AgendaItemRow) -> None:
        mine = [clash for clash in self._clashes if clash.concerns(item.id)]
        self.inspector.show_clash(*told_of(self, item, self._late.get(item.id, 0), mine))

    def _on_start_from(self, template_key: str, *_checked: object) -> None:
        self.start_from(template_key)

    # Checks and more ----------------------------------------------------------------------------

    def show_checks(self) -> None:
        """Open the list of all checks, or close it."""
        if self.checks.panel.isVisible():
            self.checks.panel.close_drawer()
        elif self.agenda.items:
            self.checks.open_panel()

    def _on_checked(self) -> None:
        found = self.checks.found
        count = len(found.open)
        self._keep_room_for_count()
        text = tr("Checks ({n})", n=count) if count else tr("Checks")
        if text != self.checks_button.label:
            self.checks_button.setText(text)
        said = check_words.summary(found.musts, found.advice)
        self.checks_button.setAccessibleName(tr("Checks: {what}", what=said))
        self.checks_button.setToolTip(said)
        self.checks_button.set_icon("triangle-alert" if found.musts else "list-checks")
        item = self.item(self._selected)
        if item is not None and self.inspector.isVisible():
            self._show_clash(item)

    def _keep_room_for_count(self) -> None:
        """The button is as wide as its longest text: a count that changes moves nothing beside it."""
        size = theme.px(100)
        if size == self._room_kept_at:
            return
        self._room_kept_at = size
        self.checks_button.setText(tr("Checks ({n})", n=99))
        self.checks_button.setMinimumWidth(self.checks_button.sizeHint().width())

    def _on_more(self) -> None:
        day = self.current_day()
        if day is not None:
            menu = more_menu(self, day.id)
            menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    # Out and in -----------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Ask for a place and write the week and the day sheets as PDF."""
        if self.agenda.items:
            self.exports.save(PAPERS[0])


PAGE = AgendaPage
