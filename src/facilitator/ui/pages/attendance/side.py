"""The drawer of the Attendance page: one person's sums and joining, who cannot qualify, the rules."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from facilitator.application.rows.attendance import AttendanceRow, AttenderRow
from facilitator.domain.attendance import AttendanceRules
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.attendance import words
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column

WIDTH = 320


class Side(Drawer):
    """Says what is wished; the page carries it out."""

    joining_wished = Signal(object, object, str)
    """Person's id, half-day from which on they are there, reason."""
    joining_removed = Signal(object)
    """Person's id."""
    rules_wished = Signal(object)
    """The AttendanceRules."""
    person_wished = Signal(object)
    """Person's id, to be shown in the grid."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Details"), WIDTH)
        self.person: AttenderRow | None = None
        self._grid: AttendanceRow | None = None
        self._build_person()
        self._build_out_of_reach()
        self._build_rules()
        self.body.addStretch(1)

    def _build_person(self) -> None:
        self._name = PlainLabel("", "body_strong", wrap=True)
        self._sums = PlainLabel("", "body", "text2", wrap=True, numbers=True)
        self._joined = PlainLabel("", "body", "text2", wrap=True)
        self.start = QComboBox()
        self.start.setMinimumContentsLength(8)
        self.reason = QLineEdit()
        self._start_field = FormField(tr("Joined only from"), self.start)
        self.reason_field = FormField(
            tr("Reason"), self.reason, tr("Nothing before that is counted as missed.")
        )
        self._keep = Button(tr("Joined late"), icon="clock", size="compact")
        self._forget = Button(tr("Was there from the start"), Kind.GHOST, size="compact")
        self._keep.clicked.connect(self._on_keep)
        self._forget.clicked.connect(self._on_forget)
        self.reason.returnPressed.connect(self._on_keep)
        buttons = column(spacing=4)
        for button in (self._keep, self._forget):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self._person_part = QWidget()
        whole = column(self._person_part, spacing=8)
        for part in (self._name, self._sums, self._joined, self._start_field, self.reason_field):
            whole.addWidget(part)
        whole.addLayout(buttons)
        self.body.addWidget(self._person_part)

    def _build_out_of_reach(self) -> None:
        self._out_title = PlainLabel("", "body_strong", wrap=True)
        self._out_room = QWidget()
        self._out_list = column(self._out_room, spacing=4)
        self.body.addWidget(self._out_title)
        self.body.addWidget(self._out_room)

    def _build_rules(self) -> None:
        self.late = QSpinBox()
        self.excused = QSpinBox()
        for box in (self.late, self.excused):
            box.setRange(0, 100)
            box.setSingleStep(5)
            box.setSuffix(tr(" %"))
        self.body.addWidget(PlainLabel(tr("What a mark counts"), "body_strong"))
        self._late_field = FormField(tr("Late counts"), self.late)
        self._excused_field = FormField(tr("Excused counts, where it counts"), self.excused)
        for field in (self._late_field, self._excused_field):
            field.left.connect(self._on_rules)
            self.body.addWidget(field)
        self.note = PlainLabel(tr("Certificates are decided by the same sums."), "caption", "text3",
                               wrap=True)  # fmt: skip
        self.body.addWidget(self.note)

    # Showing ----------------------------------------------------------------------------------------

    def show_grid(self, grid: AttendanceRow, *, read_only: bool) -> None:
        """The grid was read again."""
        self._grid = grid
        if not self.late.hasFocus():
            self.late.setValue(grid.rules.late_weight)
        if not self.excused.hasFocus():
            self.excused.setValue(grid.rules.excused_weight)
        self.excused.setEnabled(grid.rules.excused_counts and not read_only)
        for control in (self.late, self._keep, self._forget, self.start, self.reason):
            control.setEnabled(not read_only)
        self._show_out_of_reach(grid)
        if self.person is not None:
            self.show_person(next((p for p in grid.active if p.id == self.person.id), None))
        else:
            self.show_person(None)

    def show_person(self, person: AttenderRow | None) -> None:
        """Show a person's sums and from when on they are there."""
        same = person is not None and self.person is not None and self.person.id == person.id
        self.person = person
        self._person_part.setVisible(person is not None)
        if person is None or self._grid is None:
            return
        standing = person.standing
        self._name.setText(person.name)
        lines = [
            tr("So far {percent}: {minutes}", percent=words.percent(standing.so_far),
               minutes=words.minutes(standing.so_far)),
            tr("Week {percent}: {minutes}", percent=words.percent(standing.week),
               minutes=words.minutes(standing.week)),
            tr("At best {percent}", percent=words.percent(standing.best)),
        ]  # fmt: skip
        self._sums.setText("\n".join(lines))
        joining = person.joining
        self._joined.setText(words.joining_word(joining, self._grid.half_days) if joining else "")
        self._joined.setVisible(joining is not None)
        self._forget.setVisible(joining is not None)
        if not (same and (self.reason.hasFocus() or self.start.hasFocus())):
            self._show_joining(person)

    def _show_joining(self, person: AttenderRow) -> None:
        columns = self._grid.half_days if self._grid else ()
        self.start.clear()
        for half_day in columns[1:]:
            self.start.addItem(words.half_day_word(half_day), half_day)
        joining = person.joining
        chosen = [n for n, c in enumerate(columns[1:])
                  if joining and c.key == (joining.day_id, joining.half)]  # fmt: skip
        self.start.setCurrentIndex(chosen[0] if chosen else 0)
        self.reason.setText(joining.reason if joining else "")
        self.reason_field.show_error("")

    def _show_out_of_reach(self, grid: AttendanceRow) -> None:
        clear(self._out_list)
        people = grid.out_of_reach
        n, percent = len(people), grid.threshold_percent
        self._out_title.setText(
            trn("{n} person can no longer reach {percent} %",
                "{n} people can no longer reach {percent} %", n, percent=percent)
            if people else tr("Everybody can still reach {percent} %", percent=percent)
        )  # fmt: skip
        for person in people:
            best = words.percent(person.standing.best)
            button = Button(f"{best}   {words.shortened(person.name)}", Kind.GHOST, size="compact")
            button.setToolTip(tr("{name}: {percent} at best", name=person.name, percent=best))
            button.setProperty("person", person.id)
            button.clicked.connect(self._on_person)
            self._out_list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    # What the user does -------------------------------------------------------------------------------

    def _on_person(self) -> None:
        key = self.sender().property("person")
        if isinstance(key, UUID):
            self.person_wished.emit(key)

    def _on_keep(self) -> None:
        half_day = self.start.currentData()
        if self.person is not None and half_day is not None:
            self.joining_wished.emit(self.person.id, half_day.key, self.reason.text())

    def _on_forget(self) -> None:
        if self.person is not None:
            self.joining_removed.emit(self.person.id)

    def _on_rules(self) -> None:
        if self._grid is not None:
            rules = AttendanceRules(self._grid.rules.excused_counts, self.late.value(),
                                    self.excused.value())  # fmt: skip
            if rules != self._grid.rules:
                self.rules_wished.emit(rules)
