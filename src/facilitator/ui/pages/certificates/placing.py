"""Places a layout's boxes on the sheet itself: with the mouse, or with the arrow keys.

Lies over the preview and shows where the boxes are; what is chosen and where it is put is told, and
changed by whoever listens. While nothing is dragged it draws only the chosen box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.domain.certificate_layout import Box, Layout
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.pdf_preview import PdfView

STEP, FINE = 1.0, 0.1
"""Millimetres that an arrow key moves a box, alone and with Shift."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


def moved(box: Box, by: tuple[float, float], paper: tuple[float, float]) -> Box:
    """The box moved by millimetres, to tenths, and never off the paper."""
    across = min(max(0.0, box.x + by[0]), max(0.0, paper[0] - box.width))
    down = min(max(0.0, box.y + by[1]), max(0.0, paper[1] - box.height))
    return replace(box, x=round(across, 1), y=round(down, 1))


class PlacingArea(QWidget):
    """Covers the viewport of a preview of one page."""

    chosen = Signal(int)
    """A box was pressed: its number in the layout."""
    placed = Signal(object)
    """The chosen box, where it was put."""

    def __init__(self, view: PdfView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._layout = Layout("")
        self._number = -1
        self._from: QPointF | None = None
        self._by = (0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Place of the chosen box"))
        self.setAccessibleDescription(
            tr("Arrow keys move the box by a millimetre, with Shift by a tenth.")
        )
        self.setToolTip(tr("Drag a box, or move it with the arrow keys; Shift moves it finely."))
        view.viewport().installEventFilter(self)
        self.setGeometry(view.viewport().rect())

    def show_layout(self, layout: Layout, number: int) -> None:
        """The boxes and the chosen one's number; below 0 none is chosen."""
        self._layout, self._number = layout, number
        self._from, self._by = None, (0.0, 0.0)
        self.update()

    @property
    def _box(self) -> Box | None:
        boxes: Sequence[Box] = self._layout.boxes
        return boxes[self._number] if 0 <= self._number < len(boxes) else None

    # Geometry ---------------------------------------------------------------------------------------

    def _paper(self) -> QRect:
        """Where the sheet lies on this widget; empty while none is shown."""
        return self._view.page_place(0)

    def _millimetre(self) -> float:
        """Pixels a millimetre."""
        return self._paper().width() / self._layout.size[0]

    def place_of(self, box: Box) -> QRectF:
        """Where the box lies on this widget."""
        paper, unit = self._paper(), self._millimetre()
        return QRectF(paper.x() + box.x * unit, paper.y() + box.y * unit,
                      box.width * unit, box.height * unit)  # fmt: skip

    def _at(self, point: QPointF) -> int:
        """The box under the point: the chosen one first, then the smallest; -1 for none."""
        boxes = self._layout.boxes
        under = [n for n, box in enumerate(boxes) if self.place_of(box).contains(point)]
        if self._number in under:
            return self._number
        return min(under, key=lambda n: boxes[n].width * boxes[n].height, default=-1)

    # Input ------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the preview."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the box under the mouse, and begin to drag it."""
        number = self._at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or number < 0:
            super().mousePressEvent(event)
            return
        if number != self._number:
            self.chosen.emit(number)
        self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the box would be."""
        if self._from is None:
            over = self._at(event.position()) >= 0
            self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
            return
        way = event.position() - self._from
        self._by = (way.x() / self._millimetre(), way.y() / self._millimetre())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the box there; a press without a move changes nothing."""
        by, dragged = self._by, self._from is not None
        self._from, self._by = None, (0.0, 0.0)
        if dragged and by != (0.0, 0.0):
            self._place(by)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the box; Escape gives up a drag."""
        if event.key() == Qt.Key.Key_Escape and self._from is not None:
            self._from, self._by = None, (0.0, 0.0)
            self.update()
            return
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or self._box is None:
            super().keyPressEvent(event)
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = FINE if fine else STEP
        self._place((way[0] * step, way[1] * step))

    def _place(self, by: tuple[float, float]) -> None:
        box = self._box
        if box is not None and (put := moved(box, by, self._layout.size)) != box:
            self.placed.emit(put)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen box's frame; all frames while it is dragged or by keys."""
        box = self._box
        if box is None or self._paper().isEmpty():
            return
        painter = QPainter(self)
        if self._from is not None or self.hasFocus():
            painter.setPen(QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DotLine))
            for other in self._layout.boxes:
                painter.drawRect(self.place_of(other))
        shown = moved(box, self._by, self._layout.size)
        painter.setPen(QPen(theme.colour("accent"), 2 if self.hasFocus() else 1))
        painter.drawRect(self.place_of(shown))
        painter.end()
