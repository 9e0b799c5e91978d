"""A table model over frozen rows that keeps selection and scroll when the rows are replaced.

It sorts its own rows and tells the view row by row what changed. It holds no rule and writes
nothing: an edit is announced by `edit_requested` and shows when new rows arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QColor, QIcon

from facilitator.ui.app import theme
from facilitator.ui.app.icons import icon
from facilitator.ui.widgets.tips import plain_tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
MANY = 500
"""Rows from which on a change of their number resets the views; a Table keeps its place then."""
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The whole row behind a cell."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading, the text of a row, and what else the cell shows.

    `sort` gives the sort key (default: the folded text), `icon` an icon's name and token,
    `token` the colour of the text, `tip` the tooltip; `edit` gives the value to edit (None where
    the column cannot be edited) and `name` is what `edit_requested` calls the column.
    """

    name: str
    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    icon: Callable[[Row], tuple[str, str] | None] | None = None
    token: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    edit: Callable[[Row], object] | None = None
    at_end: bool = False

    def sort_key(self, row: Row) -> Any:
        """What rows are ordered by in this column."""
        return self.sort(row) if self.sort else self.text(row).casefold()


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows in columns, each row known by `key(row)`."""

    edit_requested = Signal(object, str, object)
    """Key of the row, name of the column, new value."""

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._rows: list[Row] = []
        self._all: list[Row] = []
        self._keep: Callable[[Row], bool] | None = None
        self._sort: tuple[int, Qt.SortOrder] | None = None

    # What it holds ------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown, in their order."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; what did not change stays where it is."""
        self._all = self._sorted(rows)
        self._show(self._kept())

    def set_filter(self, keep: Callable[[Row], bool] | None) -> None:
        """Show only the rows that `keep` accepts."""
        self._keep = keep
        self._show(self._kept())

    def row_at(self, index: Index) -> Row | None:
        """The row of a cell, or None."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, key: Hashable, column: int = 0) -> QModelIndex:
        """The cell of the row with this key; invalid where it is not shown."""
        for number, row in enumerate(self._rows):
            if self.key(row) == key:
                return self.index(number, column)
        return QModelIndex()

    def _sorted(self, rows: Sequence[Row]) -> list[Row]:
        found = list(rows)
        if self._sort is not None:
            column, order = self._sort
            found.sort(key=self.columns[column].sort_key,
                       reverse=order == Qt.SortOrder.DescendingOrder)  # fmt: skip
        return found

    def _kept(self) -> list[Row]:
        keep = self._keep
        return list(self._all) if keep is None else [row for row in self._all if keep(row)]

    def _show(self, wanted: list[Row]) -> None:
        if max(len(wanted), len(self._rows)) > MANY and len(wanted) != len(self._rows):
            # Row by row, a view would be told ten thousand times; it is told once.
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        self._show_one_by_one(wanted)

    def _show_one_by_one(self, wanted: list[Row]) -> None:
        keys = {self.key(row) for row in wanted}
        for number in range(len(self._rows) - 1, -1, -1):
            if self.key(self._rows[number]) not in keys:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._rows[number]
                self.endRemoveRows()
        have = {self.key(row) for row in self._rows}
        for number, row in enumerate(wanted):
            if self.key(row) not in have:
                place = min(number, len(self._rows))
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
        if [self.key(row) for row in self._rows] != [self.key(row) for row in wanted]:
            self._reorder(wanted)
        self._update_values(wanted)

    def _reorder(self, wanted: list[Row]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {self.key(row): number for number, row in enumerate(wanted)}
        before = self.persistentIndexList()
        after = []
        for index in before:
            row = place[self.key(self._rows[index.row()])]
            after.append(self.createIndex(row, index.column()))
        self._rows.sort(key=lambda row: place[self.key(row)])
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _update_values(self, wanted: list[Row]) -> None:
        for number, row in enumerate(wanted):
            if self._rows[number] != row:
                self._rows[number] = row
                last = self.index(number, len(self.columns) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    # What Qt asks ---------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return column.edit(row) if column.edit else None
        if role == ROW_ROLE:
            return row
        return self._shown(row, column, role)

    def _shown(self, row: Row, column: Column[Row], role: int) -> object:
        roles = Qt.ItemDataRole
        if role in {roles.DisplayRole, roles.AccessibleTextRole}:
            return column.text(row)
        if role == roles.DecorationRole:
            return _icon(column.icon(row)) if column.icon else None
        if role == roles.ForegroundRole:
            return _colour(column.token(row)) if column.token else None
        if role == roles.ToolTipRole:
            tip = column.tip(row) if column.tip else column.text(row)
            return plain_tip(tip) or None
        if role == roles.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignTrailing if column.at_end else Qt.AlignmentFlag.AlignLeading
            )
            return Qt.AlignmentFlag.AlignVCenter | side
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.columns[index.column()].edit is not None
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        column = self.columns[index.column()]
        if column.edit is None or column.edit(row) == value:
            return False
        self.edit_requested.emit(self.key(row), column.name, value)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order) if 0 <= column < len(self.columns) else None
        self._all = self._sorted(self._all)
        self._show(self._kept())


def _icon(wanted: tuple[str, str] | None) -> QIcon | None:
    return icon(*wanted) if wanted else None


def _colour(token: str) -> QColor | None:
    return theme.colour(token) if token else None
