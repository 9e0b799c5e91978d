"""The box in the header that opens the command palette, and a field that filters a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button


class SearchBox(Button):
    """A button that looks like a search field; shows its shortcut at the end."""

    def __init__(self, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{text} ({keys})")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(270), theme.control())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.smallest, theme.control())

    @property
    def smallest(self) -> int:
        """The width at which only the icon is left."""
        return theme.control()

    @property
    def whole(self) -> int:
        """The width at which words and shortcut stand whole."""
        words = paint.text_width(self.label, "body") + 2
        return theme.px(36) + words + theme.px(14) + self._cap()

    def _cap(self) -> int:
        return paint.text_width(self._keys, "caption_medium") + theme.px(12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        hot = self.underMouse()
        edge = theme.colour("border_strong" if hot or theme.outlined() else "border")
        paint.fill_round(painter, box, theme.radius("control"), theme.colour("window"), edge)
        side = theme.px(16)
        place = QRectF(theme.px(11), (self.height() - side) / 2, side, side)
        ink = theme.colour("text2")
        paint_icon(painter, paint.mirrored(self, place), "search", ink)
        if self.width() >= self.whole:
            self._paint_words(painter, self._cap())

    def _paint_words(self, painter: QPainter, cap: int) -> None:
        start = theme.px(36)
        end = self.width() - cap - theme.px(14)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text2"))
        place = QRectF(start, 0, end - start, self.height())
        paint.draw_text(painter, paint.mirrored(self, place), self.label, widget=self)
        high = theme.px(20)
        key = QRectF(self.width() - cap - theme.px(7), (self.height() - high) / 2, cap, high)
        key = paint.mirrored(self, key)
        corner = theme.radius("chip")
        paint.fill_round(painter, key, corner, theme.colour("surface"), theme.colour("border"))
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("text"))
        paint.draw_text(painter, key, self._keys, widget=self, align="center")


class FilterField(Themed, QLineEdit):
    """A line that filters the page's table; Esc empties it."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self.setToolTip(tr("Ctrl+F"))
        self.restyle()

    def restyle(self) -> None:
        # The style sheet's padding comes on top of the room for the icon.
        room = theme.px(24)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(0 if mirrored else room, 0, room if mirrored else 0, 0)
        super().restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.restyle()

    def icon_box(self) -> QRectF:
        """Where the icon stands."""
        side = theme.px(16)
        place = QRectF(theme.px(11), (self.height() - side) / 2, side, side)
        return paint.mirrored(self, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_icon(paint.smooth(self), self.icon_box(), "search", theme.colour("text2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
