"""A table that does not trap Tab, with rows as high as their text and editing in place."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.models.rows import MANY, RowModel
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.layouts import column


class Table(Themed, QTableView):
    """Arrows move, Enter opens (`opened`), F2 edits, Delete asks to delete (`delete_requested`)."""

    opened = Signal(object)
    """Key of the row on which Enter was pressed or that was double-clicked where not editable."""
    delete_requested = Signal(list)
    """Keys of the selected rows."""
    row_chosen = Signal(object)
    """Key of the row that became current, or None."""

    def __init__(self, name: str, parent: QWidget | None = None, *, tall: bool = False) -> None:
        """`tall`: rows as high as the large controls, for what is pressed in a hurry."""
        super().__init__(parent)
        self._least = "large" if tall else ""
        self._place: tuple[object, list[Hashable], int] = (None, [], 0)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(theme.px(44))
        header.setStretchLastSection(True)
        self.doubleClicked.connect(self._on_double_click)
        self.restyle()

    def restyle(self) -> None:
        least = theme.control(self._least) if self._least else theme.px(40)
        height = max(least, paint.line_height("Ag", "body") + theme.px(16))
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)
        self.horizontalHeader().setFont(theme.font("caption_strong"))
        self.setIconSize(theme.icon_size())
        super().restyle()

    def show_model(self, model: RowModel[Any], sort_by: int = 0) -> None:
        """Show the rows of `model`, sorted by a column (-1: as they come)."""
        self.setModel(model)
        self.horizontalHeader().setSortIndicator(sort_by, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._restore_place)

    def row_model(self) -> RowModel[Any]:
        """The model shown."""
        model = self.model()
        if not isinstance(model, RowModel):
            raise TypeError("no rows are shown yet")
        return model

    def _remember_place(self) -> None:
        """The model begins anew: which row is current, which are selected."""
        self._place = (
            self._key(self.currentIndex()),
            self.selected_keys(),
            self.currentIndex().column(),
        )

    def _restore_place(self) -> None:
        """Put cursor and selection back on those that are still there."""
        current, selected, place = self._place
        model = self.row_model()
        here = model.index_of(current, max(0, place)) if current is not None else QModelIndex()
        flags = QItemSelectionModel.SelectionFlag
        if here.isValid():
            self.selectionModel().setCurrentIndex(here, flags.Select | flags.Rows)
            self.scrollTo(here)
        for key in [key for key in selected if key != current][:MANY]:
            also = model.index_of(key)
            if also.isValid():
                self.selectionModel().select(also, flags.Select | flags.Rows)

    def selected_keys(self) -> list[Hashable]:
        """Keys of the selected rows, from top to bottom."""
        model = self.row_model()
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [model.key(model.rows[number]) for number in numbers]

    def choose(self, key: Hashable) -> None:
        """Make the row with this key current and bring it into view."""
        index = self.row_model().index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _key(self, index: QModelIndex) -> object:
        model = self.row_model()
        row = model.row_at(index)
        return None if row is None else model.key(row)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit(self._key(now))

    def _on_double_click(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self._key(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.opened.emit(self._key(self.currentIndex()))
        elif event.key() == Qt.Key.Key_Delete and not editing and self.selected_keys():
            self.delete_requested.emit(self.selected_keys())
        else:
            super().keyPressEvent(event)


class TableCard(Themed, QWidget):
    """The rounded frame round a table."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        whole = column(self, (1, 1, 1, 1))
        whole.addWidget(table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        outline = QPainterPath()
        corner = theme.radius("panel") - 1
        outline.addRoundedRect(self.table.rect().toRectF(), corner, corner)
        self.table.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        corner = theme.radius("panel")
        edge = theme.colour("border")
        paint.fill_round(painter, self.rect().toRectF(), corner, theme.colour("surface"), edge)
