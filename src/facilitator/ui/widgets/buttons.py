"""Painted buttons: the same pixels everywhere, right in both reading directions."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint

ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class Kind(StrEnum):
    """How much a button asks for; a screen has one primary button at most."""

    PRIMARY = "primary"
    OUTLINE = "outline"
    GHOST = "ghost"
    DANGER = "danger"


class Button(Themed, QAbstractButton):
    """A button with a text and an optional icon before it; `size` is compact, normal or large."""

    def __init__(
        self, text: str | QWidget | None = "", kind: Kind | str = Kind.OUTLINE, *, icon: str = "",
        size: str = "normal", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        if isinstance(text, QWidget):  # compiled forms pass the parent first
            text, parent = None, text
        super().__init__(parent)
        self._kind = Kind(kind)
        self._icon = icon
        self._size = size
        self._label = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(text or "")

    def setText(self, text: str) -> None:
        self._label = text
        super().setText(text.replace("&", "&&"))  # an ampersand is a letter here, no shortcut
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def label(self) -> str:
        """The text as it is shown."""
        return self._label

    def set_icon(self, name: str) -> None:
        """Show the icon before the text; the empty name takes it away."""
        self._icon = name
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> Kind:
        """Primary, outline, ghost or danger."""
        return self._kind

    def _role(self) -> str:
        return "body_strong" if self._kind in {Kind.PRIMARY, Kind.DANGER} else "body_medium"

    def _icon_side(self) -> int:
        return theme.px(16 if self._size != "large" else 18)

    def sizeHint(self) -> QSize:
        padding = theme.px(12 if self._size == "compact" else 14)
        width = 2 * padding
        if self._label:
            width += paint.text_width(self._label, self._role()) + 2
        if self._icon:
            width += self._icon_side() + (theme.px(8) if self._label else 0)
        height = theme.control(self._size)
        return QSize(max(width, height), max(height, self._text_height() + theme.px(8)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _text_height(self) -> int:
        return paint.line_height(self._label, self._role())

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, edge and text for the present state."""
        colour = theme.colour
        if not self.isEnabled():
            edge = colour("border") if self._kind is not Kind.GHOST else None
            return (colour("sunken") if edge else None), edge, colour("disabled")
        hot, down = self.underMouse(), self.isDown()
        if self._kind is Kind.PRIMARY:
            token = "accent_press" if down else "accent_hover" if hot else "accent"
            return colour(token), None, colour("on_accent")
        if self._kind is Kind.DANGER:
            return colour("danger"), None, colour("on_danger")
        fill = colour("accent_soft") if down or self.isChecked() else None
        if fill is None and hot:
            fill = colour("sunken")
        if self._kind is Kind.OUTLINE:
            return fill or colour("surface"), colour("border_strong"), colour("text")
        return fill, None, colour("accent_text" if self.isChecked() else "text")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        fill, edge, ink = self._colours()
        if edge is None and fill is not None and theme.outlined():
            edge = theme.colour("border_strong")
        if fill is not None or edge is not None:
            box = self.rect().toRectF()
            paint.fill_round(painter, box, theme.radius("control"), fill, edge)
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        side = self._icon_side() if self._icon else 0
        gap = theme.px(8) if self._icon and self._label else 0
        room = self.width() - side - gap - theme.px(12)
        text = min(paint.text_width(self._label, self._role()) + 2, room) if self._label else 0
        left = (self.width() - side - gap - text) / 2
        middle = self.height() / 2
        if self._icon:
            box = QRectF(QPointF(left, middle - side / 2), QSize(side, side).toSizeF())
            paint_icon(painter, paint.mirrored(self, box), self._icon, ink)
        painter.setPen(ink)
        painter.setFont(theme.font(self._role()))
        box = paint.mirrored(self, QRectF(left + side + gap, 0, text + 1, self.height()))
        paint.draw_text(painter, box, self._label, widget=self)


class IconButton(Button):
    """A square button with an icon alone; `name` is what it does, in words."""

    def __init__(
        self, icon: str | QWidget | None = "", name: str = "", *, size: str = "normal",
        kind: Kind | str = Kind.GHOST, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        if isinstance(icon, QWidget):
            icon, parent = None, icon
        super().__init__("", kind, icon=icon or "", size=size, parent=parent)
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Name the act, for the tooltip and for screen readers."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = theme.control(self._size)
        return QSize(side, side)

    def _icon_side(self) -> int:
        return theme.px(18 if self._size != "compact" else 16)


class Choice(Button):
    """One part of a SegmentedControl."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # the control moves; a Qt button would look for any button nearby
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        _, _, ink = self._colours()
        chosen = self.isChecked()
        if self.isEnabled():
            ink = theme.colour("accent_text" if chosen else "text")
        self._paint_content(painter, ink)

    def _role(self) -> str:
        return "body_strong"
