"""The grid of people by half-days: its columns, how a mark is drawn, the keys, the totals below.

It shows rows and says what marks are wished; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from facilitator.application.rows.attendance import (
    AttendanceRow,
    AttenderRow,
    HalfDay,
    HalfDayRow,
)  # fmt: skip
from facilitator.domain.attendance import Mark
from facilitator.domain.people import fold
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.models.rows import ROW_ROLE, Column, Index, RowModel
from facilitator.ui.pages.attendance import words
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.tables import Table

NAME_WIDTH, CELL_WIDTH, SUM_WIDTH = 170, 46, 68
_CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class AttendanceGrid(Table):
    """P L E A mark the selected cells, Delete clears them, arrows move, Enter opens the person."""

    marks_wished = Signal(list, object)
    """(person's id, half-day) of each cell, and the mark or None."""
    half_day_chosen = Signal(object)
    """The half-day in whose column the cursor stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Attendance"), parent)
        self.grid: AttendanceRow | None = None
        self.people: RowModel[AttenderRow] = RowModel((_name_column(),), key=lambda p: p.id)
        self._columns: tuple[HalfDayRow, ...] = ()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(MarkDelegate(self))
        self.setHorizontalHeader(GridHeader(self))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(theme.px(24))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # What it shows ------------------------------------------------------------------------------

    def show_grid(self, grid: AttendanceRow) -> None:
        """Show these people and half-days; the cursor stays where it is."""
        changed = [c.key for c in grid.half_days] != [c.key for c in self._columns]
        self.grid, self._columns = grid, grid.half_days
        if changed or self.model() is None:
            self.people = RowModel(_columns(grid), key=lambda p: p.id, parent=self)
            self.people.set_rows(grid.active)
            self.show_model(self.people, 0)
            self.selectionModel().currentChanged.connect(self._on_current)
            self.fit_columns()
        else:
            self.people.columns = _columns(grid)
            self.people.set_rows(grid.active)
        self.viewport().update()

    def half_day_at(self, index: Index) -> HalfDay | None:
        """The half-day of a cell, or None in the columns of names and sums."""
        number = index.column() - 1
        return self._columns[number].key if 0 <= number < len(self._columns) else None

    def selected_cells(self) -> list[tuple[UUID, HalfDay]]:
        """Person and half-day of each selected cell that can be marked."""
        chosen = self.selectionModel().selectedIndexes() if self.model() is not None else []
        found = []
        for index in sorted(chosen, key=lambda i: (i.row(), i.column())):
            person, half_day = self.people.row_at(index), self.half_day_at(index)
            if person is not None and half_day is not None and half_day not in person.before:
                found.append((person.id, half_day))
        return found

    def current_person(self) -> AttenderRow | None:
        """The person on whose row the cursor stands."""
        return self.people.row_at(self.currentIndex()) if self.model() is not None else None

    def go_to(self, key: UUID, half_day: HalfDay | None = None) -> bool:
        """Put the cursor on a person, in the half-day's column; returns whether it is shown."""
        number = next((n for n, c in enumerate(self._columns, 1) if c.key == half_day), None)
        index = self.people.index_of(key, number or max(1, self.currentIndex().column()))
        if not index.isValid():
            return False
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)
        return True

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        half_day = self.half_day_at(now)
        if half_day is not None:
            self.half_day_chosen.emit(half_day)

    # Keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                      Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
        letter = event.text().upper()
        cells = self.selected_cells()
        if plain and letter in words.KEYS and cells:
            self.marks_wished.emit(cells, words.KEYS[letter])
            self._go_on(cells)
        elif event.key() in _CLEARING:
            if cells:
                self.marks_wished.emit(cells, None)
        else:
            super().keyPressEvent(event)

    def _go_on(self, cells: Sequence[object]) -> None:
        """After one cell the cursor goes down, so that a column is marked letter by letter."""
        index = self.currentIndex()
        below = index.sibling(index.row() + 1, index.column())
        if len(cells) == 1 and below.isValid():
            self.setCurrentIndex(below)

    def keyboardSearch(self, search: str) -> None:
        """Letters mark; people are found in the field above."""

    # Widths ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "people"):
            self.fit_columns()

    def fit_columns(self) -> None:
        """Half-days and sums have their widths; the names take what is left."""
        if self.model() is None or not self._columns:
            return
        used = theme.px(CELL_WIDTH) * len(self._columns) + 2 * theme.px(SUM_WIDTH)
        for number in range(1, len(self._columns) + 3):
            cell = number <= len(self._columns)
            self.setColumnWidth(number, theme.px(CELL_WIDTH if cell else SUM_WIDTH))
        self.setColumnWidth(0, max(theme.px(NAME_WIDTH), self.viewport().width() - used))


def _name_column() -> Column[AttenderRow]:
    return Column("name", tr("Name"), lambda p: p.name, sort=lambda p: (fold(p.name), p.id.int),
                  tip=_name_tip)  # fmt: skip


def _name_tip(person: AttenderRow) -> str:
    lines = (person.name, person.own_script_name, person.institution, person.country)
    return "\n".join(line for line in lines if line)


def _columns(grid: AttendanceRow) -> tuple[Column[AttenderRow], ...]:
    return (
        _name_column(),
        *(_mark_column(column) for column in grid.half_days),
        _sum_column("so_far", tr("So far"), grid), _sum_column("week", tr("Week"), grid),
    )  # fmt: skip


def _mark_column(column: HalfDayRow) -> Column[AttenderRow]:
    def text(person: AttenderRow) -> str:
        if column.key in person.before:
            return tr("not yet joined")
        row = person.marks.get(column.key)
        return words.mark_word(row.mark) if row else tr("not marked")

    def tip(person: AttenderRow) -> str:
        row = person.marks.get(column.key)
        lines = [f"{person.name}: {text(person)}", words.half_day_word(column)]
        if row is not None:
            at = f"{row.marked_at.astimezone():%H:%M}"
            lines.append(tr("Marked at {time}", time=at))
            lines.append(row.note)
        return "\n".join(line for line in lines if line)

    return Column(f"{column.day_id}/{column.half}", words.heading(column), text, tip=tip)


def _sum_column(name: str, title: str, grid: AttendanceRow) -> Column[AttenderRow]:
    def of(person: AttenderRow) -> object:
        return getattr(person.standing, name)

    def token(person: AttenderRow) -> str:
        if not person.standing.can_reach(grid.threshold_percent):
            return "danger"
        held = person.standing.so_far.held
        enough = not held or person.standing.so_far.reaches(grid.threshold_percent)
        return "text" if enough else "warn"

    def tip(person: AttenderRow) -> str:
        lines = [words.minutes(getattr(person.standing, name))]
        if token(person) == "danger":
            lines.append(tr("Can no longer reach {n} %", n=grid.threshold_percent))
        return "\n".join(lines)

    return Column(
        name, title, lambda p: words.percent(getattr(p.standing, name)), token=token, tip=tip,
        sort=lambda p: getattr(p.standing, name).percent, at_end=True,
    )  # fmt: skip


class GridHeader(QHeaderView):
    """Headings of one or two lines, centred over the marks; an arrow where the rows are sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(44))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(theme.colour("text2"))
        title = str(self.model().headerData(number, Qt.Orientation.Horizontal))
        if number == self.sortIndicatorSection():
            down = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            title += " ▾" if down else " ▴"
        lines = title.split("\n")
        column = self.model().columns[number]  # type: ignore[attr-defined]  # a RowModel
        align = "center" if len(lines) > 1 else "end" if column.at_end else "start"
        edge = 0 if align == "center" else theme.px(10)
        height = rect.height() / len(lines) - theme.px(4 if len(lines) > 1 else 0)
        for n, line in enumerate(lines):
            top = rect.top() + n * height + theme.px(4 if len(lines) > 1 else 0)
            box = QRectF(rect.left() + edge, top, rect.width() - 2 * edge, height)
            paint.draw_text(painter, box, line, widget=self, align=align)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class MarkDelegate(QStyledItemDelegate):
    """Draws a mark as its letter on a tint; no mark as a dot, before joining as a dash."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        person = index.data(ROW_ROLE)
        if not isinstance(view, AttendanceGrid) or not isinstance(person, AttenderRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        painter.fillRect(option.rect, theme.colour("surface"))
        half_day = view.half_day_at(index)
        if half_day is None:
            self._paint_text(painter, box, index, person, view)
        else:
            _paint_mark(painter, box, person, half_day, view)
        chosen = view.selectionModel().isSelected(view.people.index(index.row(), index.column()))
        if chosen and half_day is not None:
            inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
            paint.fill_round(painter, inner, theme.radius("chip"), None, theme.colour("focus"), 2)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _paint_text(
        self, painter: QPainter, box: QRectF, index: Index, person: AttenderRow, view: QWidget
    ) -> None:
        column = index.model().columns[index.column()]  # type: ignore[attr-defined]  # a RowModel
        ink = column.token(person) if column.token else "text"
        numbers = bool(column.at_end)
        role = "body_medium" if not numbers or ink == "text" else "body_strong"
        painter.setFont(theme.font(role, numbers=numbers))
        painter.setPen(theme.colour(ink))
        room = box.adjusted(theme.px(12), 0, -theme.px(10), 0)
        paint.draw_text(painter, room, column.text(person), widget=view,
                        align="end" if numbers else "start")  # fmt: skip


def _paint_mark(
    painter: QPainter, box: QRectF, person: AttenderRow, half_day: HalfDay, view: QWidget
) -> None:
    row = person.marks.get(half_day)
    side = min(theme.px(28), int(box.height()) - theme.px(8))
    place = QRectF(box.center().x() - side * 0.62, box.center().y() - side / 2, side * 1.24, side)
    if half_day in person.before or row is None:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text3"))
        text = "–" if half_day in person.before else "·"
        paint.draw_text(painter, place, text, widget=view, align="center")
        return
    ground, ink = words.TOKENS[row.mark]
    edge = theme.colour("border_strong") if theme.outlined() else None
    paint.fill_round(painter, place, theme.radius("control"), theme.colour(ground), edge)
    painter.setFont(theme.font("body_strong"))
    painter.setPen(theme.colour(ink))
    paint.draw_text(painter, place, words.LETTERS[row.mark], widget=view, align="center")


class TotalsBar(Themed, QWidget):
    """The sums of each half-day under its column, in line with the grid however it is scrolled."""

    def __init__(self, grid: AttendanceGrid) -> None:
        super().__init__()
        self._grid = grid
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.horizontalScrollBar().valueChanged.connect(self._again)
        grid.horizontalHeader().sectionResized.connect(self._again)

    def _again(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, theme.px(46))

    def show_totals(self) -> None:
        """The marks changed."""
        self.setAccessibleName(self.in_words())
        self.update()

    def in_words(self) -> str:
        """All sums as a screen reader says them."""
        found = self._grid.grid
        if found is None:
            return ""
        return "; ".join(f"{words.half_day_word(c)}: {self._counts(c)[2]}" for c in found.half_days)

    def _counts(self, column: HalfDayRow) -> tuple[str, str, str]:
        """Who was there of those expected; excused, absent and unmarked; the same in words."""
        found = self._grid.grid
        if found is None:
            return "", "", ""
        there = found.count(column.key, Mark.PRESENT) + found.count(column.key, Mark.LATE)
        away = {mark: found.count(column.key, mark) for mark in (Mark.EXCUSED, Mark.ABSENT)}
        unmarked = len(found.unmarked(column.key))
        expected = there + sum(away.values()) + unmarked
        short = [f"{words.LETTERS[mark]}{n}" for mark, n in away.items() if n]
        said = [tr("{n} of {total} there", n=there, total=expected)]
        said += [f"{words.mark_word(mark)} {n}" for mark, n in away.items() if n]
        if unmarked:
            short = [f"·{unmarked}"] if unmarked == expected else [*short, f"·{unmarked}"]
            said.append(tr("not marked {n}", n=unmarked))
        there_text = f"{there}/{expected}" if unmarked < expected else ""
        return there_text, " ".join(short), ", ".join(said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        found = self._grid.grid
        if found is None:
            return
        painter = paint.smooth(self)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption_strong"))
        shift = -self._grid.horizontalScrollBar().value()
        name = QRectF(theme.px(12) + shift, 0, theme.px(NAME_WIDTH), self.height())
        paint.draw_text(painter, paint.mirrored(self, name), tr("There / expected"), widget=self)
        for number, column in enumerate(found.half_days, 1):
            left = self._grid.columnViewportPosition(number)
            width = self._grid.columnWidth(number)
            there, away, _ = self._counts(column)
            painter.setFont(theme.font("caption_strong", numbers=True))
            painter.setPen(theme.colour("text"))
            upper = QRectF(left, theme.px(5), width, theme.px(18))
            paint.draw_text(painter, upper, there, widget=self, align="center")
            painter.setFont(theme.font("caption", numbers=True))
            painter.setPen(theme.colour("text2"))
            lower = QRectF(left, theme.px(23), width, theme.px(18))
            paint.draw_text(painter, lower, away, widget=self, align="center")
