"""The Attendance page: the grid, its keys and buttons, the field for a badge scanner.

It reads rows and issues commands; what a mark counts is decided in the domain.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QMenu, QStackedWidget, QWidget

from facilitator.application.commands.attendance import (
    HalfDayMark,
    MarkAttendance,
    PutLateJoining,
    RemoveLateJoining,
    SetAttendanceRules,
)  # fmt: skip
from facilitator.application.queries.attendance import the_attendance
from facilitator.application.rows.attendance import (
    AttendanceRow,
    AttenderRow,
    HalfDay,
    HalfDayRow,
)  # fmt: skip
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import (
    COUNTS_AS_PRESENT,
    AttendanceRules,
    Mark,
    participant_of,
)  # fmt: skip
from facilitator.domain.people import ParticipantRole, fold
from facilitator.support.clock import local_now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.app.icons import icon
from facilitator.ui.app.paper_writer import PaperWriter, Written
from facilitator.ui.pages.attendance import words
from facilitator.ui.pages.attendance.grid import AttendanceGrid, TotalsBar
from facilitator.ui.pages.attendance.side import Side
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.search import FilterField
from facilitator.ui.widgets.tables import TableCard

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.ui.app.document import Document

TABLES = frozenset({
    "participant", "attendance_mark", "late_joining", "attendance_setting", "agenda_item", "day",
    "programme", "membership", "home_group",
})  # fmt: skip


class AttendancePage(Page):
    """See the module."""

    page_id = "attendance"

    def build(self) -> None:
        self.grid_row: AttendanceRow | None = None
        self._haystacks: dict[UUID, str] = {}
        self._build_header()
        self.table = AttendanceGrid()
        self.totals = TotalsBar(self.table)
        self.side = Side(self)
        self._build_tools()
        self._build_stack()
        line = row(spacing=16)
        line.addWidget(self._stack, 1)
        self.side.dock(line)
        self.content.addWidget(self.progress)
        self.content.addLayout(line, 1)
        self._connect()

    def _build_header(self) -> None:
        self.threshold_badge = self.header.add_badge("", "neutral", "award")
        self.out_badge = self.header.add_badge("", "danger", "circle-alert")
        self.sheets_button = self.header.add_action(tr("Sign-in sheets"), icon="printer")
        self.rest_button = self.header.add_action("", Kind.PRIMARY, icon="list-checks")
        self.progress = ProgressStrip()
        self.writer = PaperWriter(
            self.context, self.message, self.progress, button=self.sheets_button
        )

    def _build_tools(self) -> None:
        self.filter = FilterField(tr("Find a person"))
        self.half_box = QComboBox()
        self.half_box.setAccessibleName(tr("Half-day that is being marked"))
        self.half_box.setToolTip(self.half_box.accessibleName())
        self.scan = QLineEdit()
        self.scan.setPlaceholderText(tr("Scan a badge"))
        self.scan.setAccessibleName(tr("Scan a badge: the code marks the person present"))
        self.scan.setToolTip(self.scan.accessibleName())
        self.scan.addAction(icon("user-check", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self.excused_box = QCheckBox(tr("Excused counts"))
        self.excused_box.setAccessibleName(self.excused_box.text())
        self.excused_box.setToolTip(
            tr("Whether an excused half-day counts for this programme; certificates follow.")
        )
        self.mark_buttons: dict[Mark | None, Button] = {}
        for mark in (*Mark, None):
            text = words.mark_word(mark) if mark else tr("Clear")
            letter = f"{words.LETTERS[mark]}  " if mark else ""
            button = Button(letter + text, Kind.GHOST, size="compact")
            button.setProperty("mark", mark.value if mark else "")
            keys = words.LETTERS[mark] if mark else tr("Del")
            button.setToolTip(tr("{act} ({keys})", act=text, keys=keys))
            button.clicked.connect(self._on_mark_button)
            self.mark_buttons[mark] = button
        self.details_button = Button(tr("Details"), Kind.GHOST, icon="panel-right", size="compact")

    def _build_stack(self) -> None:
        tools = row(spacing=8)
        for widget, share in ((self.filter, 3), (self.half_box, 2), (self.scan, 2)):
            tools.addWidget(widget, share)
        tools.addWidget(self.excused_box)
        marks = row(spacing=4)
        for button in self.mark_buttons.values():
            marks.addWidget(button)
        marks.addStretch(1)
        marks.addWidget(self.details_button)
        self._list = QWidget()
        whole = column(self._list, spacing=10)
        whole.addLayout(tools)
        whole.addLayout(marks)
        self._card = TableCard(self.table)
        inside = self._card.layout()
        if inside is not None:
            inside.addWidget(self.totals)
        whole.addWidget(self._card, 1)
        self._nobody = EmptyState("search", tr("Nobody found"), "")
        self._nobody.offer(tr("Show everybody")).clicked.connect(self.filter.clear)
        whole.addWidget(self._nobody, 1)
        self._empty = EmptyState("clipboard-check", "", "")
        self._to_page = self._empty.offer("", primary=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self.rest_button.clicked.connect(self.mark_the_rest)
        self.sheets_button.clicked.connect(self.print_out)
        self._to_page.clicked.connect(self._on_to_page)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.half_box.activated.connect(self._on_half_box)
        self.scan.returnPressed.connect(self._on_scan)
        self.excused_box.clicked.connect(self._on_excused)
        self.details_button.clicked.connect(self._on_details)
        self.table.marks_wished.connect(self._on_marks)
        self.table.half_day_chosen.connect(self._on_half_day)
        self.table.opened.connect(self._on_details)
        self.table.row_chosen.connect(self._on_row)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.side.joining_wished.connect(self._on_joining)
        self.side.joining_removed.connect(self._on_joining_removed)
        self.side.rules_wished.connect(self._on_rules)
        self.side.person_wished.connect(self.reveal)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.side.person = None
        self.side.hide()
        self.filter.clear()
        self.half_box.clear()
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        grid: AttendanceRow = self.document.query(the_attendance)
        self.grid_row = grid
        self._haystacks = {person.id: words.searchable(person) for person in grid.active}
        self._show_half_days(grid)
        self.table.show_grid(grid)
        self._on_filter()
        self.totals.show_totals()
        self.side.show_grid(grid, read_only=self.document.read_only)
        self._show_state(grid)

    def _show_half_days(self, grid: AttendanceRow) -> None:
        kept = self.half_day
        known = [self.half_box.itemData(n) for n in range(self.half_box.count())]
        if [column.key for column in grid.half_days] != [c.key for c in known]:
            self.half_box.clear()
            for half_day in grid.half_days:
                self.half_box.addItem(words.half_day_word(half_day), half_day)
        wanted = kept if kept is not None else half_day_now(grid)
        self._choose(wanted)

    @property
    def half_day(self) -> HalfDay | None:
        """The half-day that is being marked."""
        chosen = self.half_box.currentData()
        return chosen.key if isinstance(chosen, HalfDayRow) else None

    def _choose(self, half_day: HalfDay | None) -> None:
        for number in range(self.half_box.count()):
            if self.half_box.itemData(number).key == half_day:
                self.half_box.setCurrentIndex(number)

    def _show_state(self, grid: AttendanceRow) -> None:
        may_change = not self.document.read_only
        ready = bool(grid.active and grid.half_days)
        self._stack.setCurrentWidget(self._list if ready else self._empty)
        if not ready:
            self._show_empty(grid)
        self.threshold_badge.show_text(
            tr("Certificate from {n} %", n=grid.threshold_percent) if ready else ""
        )
        out = len(grid.out_of_reach) if ready else 0
        self.out_badge.show_text(
            trn("{n} can no longer qualify", "{n} can no longer qualify", out) if out else ""
        )
        self.excused_box.setChecked(grid.rules.excused_counts)
        for widget in (self.excused_box, self.scan, *self.mark_buttons.values()):
            widget.setEnabled(may_change)
        self.sheets_button.setVisible(ready)
        self.rest_button.setVisible(ready)
        self._show_rest()

    def _show_empty(self, grid: AttendanceRow) -> None:
        if not grid.active:
            self._empty.tell(tr("Add people first"),
                             tr("Attendance is taken for the people of the programme."))  # fmt: skip
            self._to_page.setText(tr("Go to Participants"))
        else:
            sentence = tr("Attendance is taken by half-day; the agenda says which there are.")
            self._empty.tell(tr("No sessions yet"), sentence)
            self._to_page.setText(tr("Go to Agenda"))
        self._empty.restyle()

    def _on_to_page(self) -> None:
        anybody = self.grid_row is not None and bool(self.grid_row.active)
        self.context.shell.go_to("agenda" if anybody else "participants")

    def _show_rest(self) -> None:
        rest = self._unmarked()
        self.rest_button.setText(
            tr("Mark the rest present ({n})", n=len(rest)) if rest else tr("All are marked")
        )
        self.rest_button.setEnabled(bool(rest) and not self.document.read_only)

    def _unmarked(self) -> tuple[AttenderRow, ...]:
        half_day = self.half_day
        if self.grid_row is None or half_day is None:
            return ()
        return self.grid_row.unmarked(half_day)

    # Finding ----------------------------------------------------------------------------------------

    def find_here(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def reveal(self, key: object) -> None:
        """Put the cursor on a person and open the details."""
        self.filter.clear()
        if isinstance(key, UUID) and self.table.go_to(key, self.half_day):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._on_details()

    def _on_filter(self, _text: str = "") -> None:
        wanted = fold(self.filter.text()).split()
        found = self._haystacks
        self.table.people.set_filter(
            (lambda p: all(word in found.get(p.id, "") for word in wanted)) if wanted else None
        )
        anybody = bool(self.table.people.rows)
        self._card.setVisible(anybody)
        self._nobody.setVisible(not anybody)
        if not anybody:
            text = self.filter.text().strip()
            self._nobody.tell(tr("Nobody found"), tr("Nobody here matches “{text}”.", text=text))
            self._nobody.restyle()

    def _on_filter_entered(self) -> None:
        rows = self.table.people.rows
        if rows and self.table.go_to(rows[0].id, self.half_day):
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Marking ----------------------------------------------------------------------------------------

    def _on_marks(self, cells: list[tuple[UUID, HalfDay]], mark: Mark | None) -> None:
        self._mark(tuple(HalfDayMark(person, day, half, mark) for person, (day, half) in cells))

    def _mark(self, marks: tuple[HalfDayMark, ...], *, tell: bool = True) -> bool:
        return bool(marks) and self.do(MarkAttendance(marks), tell=tell)

    def _on_mark_button(self) -> None:
        value = str(self.sender().property("mark"))
        cells = self.table.selected_cells()
        if not cells:
            self.message.tell("info", tr("Choose one or more half-days in the grid first."))
            return
        self._on_marks(cells, Mark(value) if value else None)

    def mark_the_rest(self) -> None:
        """Mark everybody present who has no mark yet for the half-day that is being marked."""
        half_day = self.half_day
        if half_day is not None and not self.document.read_only:
            self._mark(tuple(HalfDayMark(person.id, *half_day, Mark.PRESENT)
                             for person in self._unmarked()))  # fmt: skip

    def _on_half_box(self) -> None:
        person = self.table.current_person()
        if person is not None:
            self.table.go_to(person.id, self.half_day)
        self._show_rest()

    def _on_half_day(self, half_day: HalfDay) -> None:
        self._choose(half_day)
        self._show_rest()

    def _on_menu(self, place: QPoint) -> None:
        cells = self.table.selected_cells()
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self.mark_buttons.values():
            act = menu.addAction(button.label, button.click)
            act.setEnabled(bool(cells) and not self.document.read_only)
        menu.addSeparator()
        menu.addAction(icon("panel-right"), tr("Details"), self._on_details)
        menu.popup(self.table.viewport().mapToGlobal(place))

    # Badges -----------------------------------------------------------------------------------------

    def _on_scan(self) -> None:
        """The scanner typed a code and Enter: mark the person present, once."""
        code = self.scan.text()
        self.scan.clear()
        if not code.strip():
            return
        try:
            text = self._check_in(participant_of(code))
        except RuleViolation as refusal:
            self.message.tell("warn", str(refusal))
            return
        self.message.dismiss()
        if text:
            self.context.shell.tell(text)

    def _check_in(self, key: UUID) -> str:
        """Mark a person present in the half-day; returns what to say. Repeats change nothing."""
        half_day, grid = self.half_day, self.grid_row
        person = next((p for p in grid.people if p.id == key), None) if grid else None
        if person is None or half_day is None:
            raise RuleViolation("badge-unknown")
        if person.withdrawn:
            raise RuleViolation("badge-withdrawn", name=person.name)
        if person.role is not ParticipantRole.PARTICIPANT:
            raise RuleViolation("badge-no-participant", name=person.name)
        if half_day in person.before:
            raise RuleViolation("half-day-before-joining", name=person.name)
        there = person.marks.get(half_day)
        if there is not None and there.mark in COUNTS_AS_PRESENT:
            at = f"{there.marked_at.astimezone():%H:%M}"
            return tr("{name} is already here, since {time}.", name=person.name, time=at)
        done = self._mark((HalfDayMark(key, *half_day, Mark.PRESENT),), tell=False)
        self.table.go_to(key, half_day)
        if done:
            self.context.shell.tell(tr("{name} is present.", name=person.name), tr("Undo"),
                                    self.document.undo)  # fmt: skip
        return ""

    # Details ----------------------------------------------------------------------------------------

    def _on_details(self) -> None:
        self.side.show_person(self.table.current_person())
        self.side.open_drawer()

    def _on_row(self, _key: object) -> None:
        if self.side.isVisible():
            self.side.show_person(self.table.current_person())

    def _on_joining(self, key: UUID, half_day: HalfDay, reason: str) -> None:
        day, half = half_day
        self.do(PutLateJoining(key, day, half, reason), tell=True, field=self.side.reason_field)

    def _on_joining_removed(self, key: UUID) -> None:
        self.do(RemoveLateJoining(key), tell=True)

    def _on_rules(self, rules: AttendanceRules) -> None:
        self.do(SetAttendanceRules(rules), tell=True)

    def _on_excused(self) -> None:
        if self.grid_row is not None:
            old = self.grid_row.rules
            rules = AttendanceRules(self.excused_box.isChecked(), old.late_weight,
                                    old.excused_weight)  # fmt: skip
            self._on_rules(rules)

    # Sheets -----------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Save the sign-in sheets of the week as a PDF."""
        if self.grid_row is not None and self.grid_row.active:
            start = self.paper_path(f"{tr('sign-in sheets')}.pdf")
            kinds = f"{tr('PDF')} (*.pdf)"
            self.context.files.to_save(self, tr("Save the sign-in sheets"), kinds, start,
                                       self.save_sheets)  # fmt: skip

    def save_sheets(self, path: Path) -> None:
        """Write the sign-in sheets off the GUI loop."""
        from facilitator.reports.exports import sign_in_export

        self.writer.write(lambda: sign_in_export(self.document.workspace, path), self._on_saved,
                          what=tr("Drawing the sign-in sheets"))  # fmt: skip

    def _on_saved(self, written: Written) -> None:
        self.context.shell.tell(tr("Saved {name}", name=written[0].name))


def half_day_now(grid: AttendanceRow) -> HalfDay | None:
    """The half-day of this moment; else the first one not taken yet, else the last."""
    now = local_now()
    half = Half.MORNING if now.hour < 12 else Half.AFTERNOON
    for half_day in grid.half_days:
        if half_day.date == now.date() and half_day.half is half:
            return half_day.key
    waiting = [half_day.key for half_day in grid.half_days if not half_day.taken]
    if waiting:
        return waiting[0]
    return grid.half_days[-1].key if grid.half_days else None


PAGE = AttendancePage
