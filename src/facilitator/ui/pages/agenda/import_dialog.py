"""A table of sessions before it comes in: columns on the left, what each row becomes on the right.

Reads and plans; nothing is written here. The page carries the plan out when `wanted` is sent.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QDialog, QScrollArea, QWidget

from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.programme import the_programme
from facilitator.domain.agenda import ItemType, clock
from facilitator.domain.agenda_list import FIELDS
from facilitator.domain.people import fold
from facilitator.exchange.agenda_items.matching import ItemMatch, best_match, match_sheet
from facilitator.exchange.agenda_items.plan import ItemPlan, Place, PlannedItem, State, make_plan
from facilitator.exchange.tables import workbook
from facilitator.exchange.tables.guarded import read_table
from facilitator.exchange.tables.matched import Column as FoundColumn
from facilitator.exchange.tables.sheet import Encoding, Sheet
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.app.document import Document
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.agenda import words
from facilitator.ui.tasks.runner import Runner
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.encoding_box import EncodingBox
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table, TableCard

_MOST_COLUMNS = 40
_LONGEST = 22
"""Letters of a row that the choice of headings shows."""
_SHARES = {"number": (78, 0), "day": (96, 1), "start": (78, 0), "minutes": (86, 0), "title": (150, 4),
           "check": (170, 6)}  # fmt: skip
_EDITABLE = frozenset({"day", "start", "minutes", "title"})
_MARKS = {
    State.READY: ("circle-check", "ok"), State.SAME: ("check", "text3"),
    State.TO_FIX: ("circle-alert", "danger"),
}  # fmt: skip

Read = tuple[tuple[Sheet, ...], ItemMatch, bool]
"""The sheets, the guess at one of them, and whether the file is a text."""


def place_of(document: Document) -> Place:
    """What the items would come into."""
    people = document.query(the_programme).resource_persons
    kinds = {fold(words.type_word(kind)): kind for kind in ItemType}
    return Place(document.query(the_agenda), people, kinds)


def field_word(field: str) -> str:
    """A field as the user reads it."""
    named = {
        "day": tr("Day or date"), "start": tr("Start, or start and end"), "end": tr("End"),
        "minutes": tr("Minutes"), "title": tr("Title"), "type": tr("Type"), "lead": tr("Lead"),
        "room": tr("Room"), "mode": tr("Mode"), "objective": tr("Objective"),
        "materials": tr("Materials"), "floor": tr("Shortest length"),
        "anchored": tr("Fixed time"), "private_notes": tr("Private notes"),
    }  # fmt: skip
    return named[field]


class RowsTable(Table):
    """The rows with what each comes to; day, start, minutes and title are corrected in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rows of the table"), parent)
        self.rows: RowModel[PlannedItem] = RowModel(_columns(), key=lambda planned: planned.number)
        self.show_model(self.rows, sort_by=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = sum(theme.px(width) for width, _ in _SHARES.values())
        spare = max(0, self.viewport().width() - least)
        shares = sum(share for _, share in _SHARES.values())
        for number, (width, share) in enumerate(_SHARES.values()):
            self.setColumnWidth(number, theme.px(width) + spare * share // shares)


class ImportDialog(QDialog):
    """Opened with `open()`, then `read_file`; `wanted` asks for `plan` to be carried out."""

    wanted = Signal()

    def __init__(self, runner: Runner, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Bring in a table of sessions"))
        self.setMinimumSize(theme.px(760), theme.px(420))
        self.resize(theme.px(1080), theme.px(640))
        self.plan: ItemPlan | None = None
        self._runner, self._place = runner, place
        self._sheets: tuple[Sheet, ...] = ()
        self._path: Path | None = None
        self._task: Any = None
        self.message, self.strip = InlineMessage(), ProgressStrip()
        self.sheet_box, self.header_box, self.encoding_box = QComboBox(), QComboBox(), EncodingBox()
        self.boxes: dict[int, QComboBox] = {}
        self.table = RowsTable()
        self.sentence = PlainLabel("", "body", "text2", wrap=True)
        self.filter = SegmentedControl(name=tr("Rows shown"))
        self.cancel = Button(tr("Cancel"))
        self.confirm = Button(tr("Nothing to bring in"), Kind.PRIMARY, icon="check")
        self._build()
        self._connect()
        self._show_state()

    def _build(self) -> None:
        whole = column(self, (24, 22, 24, 20), spacing=14)
        whole.addWidget(PlainLabel(tr("Bring in a table of sessions"), "title"))
        whole.addWidget(self.strip)
        whole.addWidget(self.message)
        middle = row(spacing=20)
        middle.addWidget(self._columns_side())
        middle.addWidget(self._rows_side(), 1)
        whole.addLayout(middle, 1)
        promise = tr("Nothing is written before you press the button.")
        told = PlainLabel(promise, "small", "text3")
        whole.addLayout(foot(self.cancel, self.confirm, start=(told,)))

    def _columns_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(theme.px(290))
        inside = column(side, spacing=10)
        self._sheet_field = FormField(tr("Sheet"), self.sheet_box)
        self._header_field = FormField(tr("Headings"), self.header_box)
        self._encoding_field = FormField(tr("Letters"), self.encoding_box)
        for box in (self.sheet_box, self.header_box, self.encoding_box):
            _narrow(box)
        for field in (self._sheet_field, self._header_field, self._encoding_field):
            inside.addWidget(field)
        self._encoding_field.hide()
        inside.addWidget(PlainLabel(tr("What the columns are read as"), "caption_strong", "text2"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.addWidget(self._scroll, 1)
        return side

    def _rows_side(self) -> QWidget:
        side = QWidget()
        inside = column(side, spacing=10)
        line = row(spacing=8)
        line.addWidget(self.filter)
        line.addStretch(1)
        inside.addLayout(line)
        inside.addWidget(TableCard(self.table), 1)
        inside.addWidget(self.sentence)
        return side

    def _connect(self) -> None:
        self.sheet_box.activated.connect(self._on_sheet)
        self.header_box.activated.connect(self._on_header)
        self.encoding_box.activated.connect(self._on_encoding)
        self.filter.chosen.connect(self._on_filter)
        self.table.rows.edit_requested.connect(self._on_edited)
        self.table.row_chosen.connect(self._on_row)
        self.table.opened.connect(self._on_opened)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.wanted)

    # Reading --------------------------------------------------------------------------------------

    def read_file(self, path: Path, encoding: Encoding = Encoding.AUTO) -> None:
        """Read a table in the guarded child process, then show it."""
        self._path = path
        self._task = self._runner.start(lambda _job: _read(path, encoding))
        self._task.finished.connect(self._on_read)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self.reject)
        self.strip.follow(self._task, tr("Reading {name}", name=path.name))

    def _on_encoding(self) -> None:
        if self._path is not None:
            self.read_file(self._path, self.encoding_box.encoding)

    def _on_failed(self, error: Exception) -> None:
        self.plan = None
        self.table.rows.set_rows(())
        self._show_state()
        self.message.tell_failure(error)

    def _on_read(self, read: Read) -> None:
        self._sheets, match, is_text = read
        self.sheet_box.clear()
        for number, sheet in enumerate(self._sheets):
            hidden = tr("{name} (hidden)", name=sheet.name) if sheet.hidden else sheet.name
            self.sheet_box.addItem(hidden, number)
        self.sheet_box.setCurrentIndex(self._sheets.index(match.sheet))
        self._sheet_field.setVisible(len(self._sheets) > 1)
        self._encoding_field.setVisible(is_text)
        self._show_match(match)
        self._begin()

    def _begin(self) -> None:
        """The cursor stands on the first row that wants a fix; Enter brings in where none does."""
        if self.encoding_box.hasFocus():
            return
        rows = self.plan.rows if self.plan is not None else ()
        wanting = [planned for planned in rows if planned.state is State.TO_FIX]
        if rows:
            self.table.choose((wanting or list(rows))[0].number)
        (self.table if wanting or not self.confirm.isEnabled() else self.confirm).setFocus()

    # Columns --------------------------------------------------------------------------------------

    def _show_match(self, match: ItemMatch) -> None:
        self.header_box.clear()
        for place, found in enumerate(match.sheet.rows[:40]):
            cells = " · ".join(cell.strip() for cell in found.cells[:6] if cell.strip())
            short = cells if len(cells) < _LONGEST else cells[:_LONGEST].rstrip(" ·") + "…"
            text = tr("Row {row}: {cells}", row=found.number, cells=short)
            self.header_box.addItem(text, place)
        self.header_box.addItem(tr("No headings: the first row is a session"), -1)
        self.header_box.setCurrentIndex(self.header_box.findData(match.header))
        holder = QWidget()
        holder.setProperty("clear", True)
        inside = column(holder, (0, 0, 10, 0), spacing=10)
        self.boxes = {}
        for found_column in match.columns[:_MOST_COLUMNS]:
            inside.addWidget(self._field_of(found_column, match))
        inside.addStretch(1)
        self._scroll.setWidget(holder)
        self._plan(make_plan(match, self._place))

    def _field_of(self, found: FoundColumn, match: ItemMatch) -> QWidget:
        box = QComboBox()
        _narrow(box)
        box.addItem(tr("Not read"), "")
        for name in FIELDS:
            box.addItem(field_word(name), name)
        box.setCurrentIndex(box.findData(match.fields.get(found.index, "")))
        box.setProperty("column", found.index)
        box.activated.connect(self._on_field)
        self.boxes[found.index] = box
        heading = found.heading or tr("Column {letter}", letter=found.letter)
        field = FormField(heading, box)
        box.setAccessibleName(tr("{column} is read as", column=heading))
        box.setToolTip("")
        return field

    def _on_sheet(self) -> None:
        self._show_match(match_sheet(self._sheets[int(self.sheet_box.currentData())]))

    def _on_header(self) -> None:
        if self.plan is not None:
            self._show_match(self.plan.match.with_header(int(self.header_box.currentData())))

    def _on_field(self) -> None:
        box = self.sender()
        if self.plan is None or not isinstance(box, QComboBox):
            return
        match = self.plan.match.with_field(int(box.property("column")), str(box.currentData()))
        for index, other in self.boxes.items():
            other.setCurrentIndex(other.findData(match.fields.get(index, "")))
        self._plan(make_plan(match, self._place, self.plan.fixes))

    # Rows -----------------------------------------------------------------------------------------

    def _plan(self, plan: ItemPlan) -> None:
        self.plan = plan
        self.table.rows.set_rows(plan.rows)
        self._offer_filters(plan)
        self._show_state()

    def _offer_filters(self, plan: ItemPlan) -> None:
        choices = [("", tr("All {n}", n=len(plan.rows)), "")]
        for state, title in ((State.TO_FIX, tr("To fix")), (State.SAME, tr("There already"))):
            found = len(plan.of(state))
            if found:
                choices.append((state.value, f"{title} {found}", ""))
        self.filter.set_choices(choices)
        self.filter.setVisible(len(choices) > 1)
        self.table.rows.set_filter(None)

    def _show_state(self) -> None:
        plan = self.plan
        ready = len(plan.of(State.READY)) if plan is not None else 0
        self.confirm.setEnabled(ready > 0)
        self.confirm.setText(
            trn("Bring in {n} session", "Bring in {n} sessions", ready) if ready
            else tr("Nothing to bring in")
        )  # fmt: skip
        if plan is not None:
            self.message.tell(*_summary(plan, self._path.name if self._path else ""))

    def _on_edited(self, number: int, name: str, value: object) -> None:
        if self.plan is not None:
            self._plan(self.plan.fixed(number, name, str(value)))
            self.table.choose(number)

    def _on_row(self, number: object) -> None:
        """The whole sentence of the current row, which its cell may cut off."""
        found = self._row(number)
        text = tr("Row {row}: {cells}", row=found.number, cells=_check(found)) if found else ""
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    def _on_opened(self, number: object) -> None:
        """Enter on a row goes to the cell that must be corrected."""
        found = self._row(number)
        name = found.problem if found is not None and found.problem in _EDITABLE else "title"
        index = self.table.rows.index_of(found.number, list(_SHARES).index(name)) if found else None
        if index is not None:
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _row(self, number: object) -> PlannedItem | None:
        rows = self.plan.rows if self.plan is not None else ()
        return next((planned for planned in rows if planned.number == number), None)

    def _on_filter(self, key: str) -> None:
        self.table.rows.set_filter((lambda r: r.state.value == key) if key else None)


def _narrow(box: QComboBox) -> None:
    """As wide as there is room, however long its choices are."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)


def _read(path: Path, encoding: Encoding) -> Read:
    sheets = read_table(path, encoding)
    if not any(sheet.rows for sheet in sheets):
        raise EnvironmentProblem("table-empty", path=path)
    with path.open("rb") as stream:
        is_text = not workbook.is_workbook(stream.read(16))
    return sheets, best_match(sheets), is_text


def _summary(plan: ItemPlan, name: str) -> tuple[str, str]:
    """How the message is coloured, and what it says."""
    if not plan.match.has_titles:
        return "warn", tr("Say which column holds the titles of the sessions.")
    ready, same, faults = (len(plan.of(state)) for state in (State.READY, State.SAME, State.TO_FIX))
    parts = [trn("{n} row read from {file}", "{n} rows read from {file}", len(plan.rows), file=name)
             + ": " + trn("{n} is ready.", "{n} are ready.", ready)]  # fmt: skip
    if same:
        parts.append(trn("{n} is there already and stays as it is.",
                         "{n} are there already and stay as they are.", same))  # fmt: skip
    if faults:
        parts.append(trn("{n} needs a fix, or is left out.", "{n} need a fix, or are left out.",
                         faults))  # fmt: skip
    rooms = plan.new_rooms
    if rooms:
        parts.append(trn("A new room: {names}.", "New rooms: {names}.", len(rooms),
                         names=", ".join(rooms[:6])))  # fmt: skip
    return ("warn" if faults else "ok"), " ".join(parts)


def _columns() -> tuple[Column[PlannedItem], ...]:
    return (
        Column("number", tr("Row"), lambda r: str(r.number), sort=lambda r: r.number,
               icon=lambda r: _MARKS[r.state]),
        _column("day", tr("Day")), _column("start", tr("Start")), _column("minutes", tr("Minutes")),
        _column("title", tr("Title")),
        Column("check", tr("Check"), _check, token=_check_token, tip=_check),
    )  # fmt: skip


def _column(name: str, title: str) -> Column[PlannedItem]:
    def text(planned: PlannedItem) -> str:
        return _understood(planned, name) or planned.texts.get(name, "")

    def token(planned: PlannedItem) -> str:
        if planned.problem == name:
            return "danger"
        return "text3" if planned.state is State.SAME else "text"

    def to_edit(planned: PlannedItem) -> str:
        return planned.texts.get(name, "") or _understood(planned, name)

    return Column(name, title, text, token=token, edit=to_edit if name in _EDITABLE else None)


def _understood(planned: PlannedItem, name: str) -> str:
    """What was made of a cell; '' where nothing was."""
    if name == "day" and planned.day is not None:
        return words.short_weekday(planned.day.date) + " " + words.short_date(planned.day.date)
    if name not in planned.values:
        return ""
    value = planned.values[name]
    return clock(value) if name == "start" else str(value)


def _check(planned: PlannedItem) -> str:
    first = planned.reason or tr("Ready")
    return "; ".join((first, *planned.notes))


def _check_token(planned: PlannedItem) -> str:
    return {State.TO_FIX: "danger", State.SAME: "text3"}.get(planned.state, "text2")
