"""Rows, columns and wrapping rows whose spacing follows the text size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from facilitator.ui.app import theme

NONE = (0, 0, 0, 0)
NOWHERE = Qt.AlignmentFlag(0)


def column(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = NONE, spacing: int = 0
) -> QVBoxLayout:
    """A vertical layout; margins (left, top, right, bottom) and spacing at 100 % text size."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    theme.space(layout, margins, spacing)
    return layout


def row(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = NONE, spacing: int = 8
) -> QHBoxLayout:
    """A horizontal layout; margins (left, top, right, bottom) and spacing at 100 % text size."""
    layout = _Row() if parent is None else _Row(parent)
    theme.space(layout, margins, spacing)
    return layout


def foot(*end: QWidget, start: Sequence[QWidget] = ()) -> QHBoxLayout:
    """The last line of a dialog: its buttons at the end, what stands apart from them at the start."""
    line = row(spacing=8)
    for widget in start:
        line.addWidget(widget)
    line.addStretch(1)
    for widget in end:
        line.addWidget(widget)
    return line


class _Row(QHBoxLayout):
    """Fields stand in line by their labels, whatever is said below one of them."""

    def addWidget(
        self, widget: QWidget, stretch: int | None = 0, alignment: Qt.AlignmentFlag = NOWHERE
    ) -> None:
        in_line = alignment == NOWHERE and getattr(widget, "stands_on_top", False)
        super().addWidget(widget, stretch or 0, Qt.AlignmentFlag.AlignTop if in_line else alignment)


def clear(layout: QLayout) -> None:
    """Remove and delete everything in the layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class _RowOfItems(QLayout):
    """What layouts of our own share: the list of items, and their sizes side by side."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        theme.space(self, NONE, spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def _side_by_side(self) -> QSize:
        """The room that all items that are shown need in one line, without margins."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = max(0, len(sizes) - 1) * self.spacing()
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)


class FittingLayout(_RowOfItems):
    """Puts widgets on one line; those for which there is no room left drop out.

    It asks for room for all and needs none. A widget that dropped out has no size; it stays in
    reach of screen readers.
    """

    def isEmpty(self) -> bool:
        return all(item.isEmpty() for item in self._items)

    def sizeHint(self) -> QSize:
        return self._side_by_side()

    def minimumSize(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        x = 0
        for item in self._items:
            size = item.sizeHint()
            if item.isEmpty():
                continue
            if x + size.width() > rect.width():
                item.setGeometry(QRect(rect.topLeft(), QSize(0, 0)))
                continue
            left = rect.right() + 1 - x - size.width() if _is_mirrored(self) else rect.x() + x
            top = rect.y() + (rect.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top), size))
            x += size.width() + self.spacing()


def _is_mirrored(layout: QLayout) -> bool:
    parent = layout.parentWidget()
    return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft


class FlowLayout(_RowOfItems):
    """Puts widgets side by side and wraps to the next line where the room ends."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self._side_by_side().grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        edges: QMargins = self.contentsMargins()
        area = rect.marginsRemoved(edges)
        x, y, tallest = 0, 0, 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), max(area.width(), item.minimumSize().width()))
            if x and x + width > area.width():
                x, y, tallest = 0, y + tallest + self.spacing(), 0
            if move:
                item.setGeometry(self._placed(area, x, y, QSize(width, size.height())))
            x += width + self.spacing()
            tallest = max(tallest, size.height())
        return y + tallest + edges.top() + edges.bottom()

    def _placed(self, area: QRect, x: int, y: int, size: QSize) -> QRect:
        left = area.right() + 1 - x - size.width() if _is_mirrored(self) else area.x() + x
        return QRect(QPoint(left, area.y() + y), size)
