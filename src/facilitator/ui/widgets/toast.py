"""What was just done, with Undo; goes away by itself unless it is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.messages import announce

SHOWN_FOR = 8000
"""Milliseconds; the time stands still while the mouse or the focus is on the toast."""
_DEPTH = 12


class _ActionButton(Button):
    """The toast's act, in the colour made for its dark ground."""

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, theme.colour("inverse_action")


class _CloseButton(IconButton):
    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, theme.colour("on_inverse")


class Toast(Themed, QWidget):
    """One toast at the bottom of `host`; a later one takes its place."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._act: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._icon = IconLabel("check", "inverse_action", 18)
        self._text = PlainLabel("", "body_medium", "on_inverse")
        self._button = _ActionButton("", "ghost", size="compact")
        self._close = _CloseButton("x", tr("Dismiss"), size="compact")
        self._button.clicked.connect(self._on_act)
        self._close.clicked.connect(self.dismiss)
        line = row(self, (_DEPTH + 14, _DEPTH + 6, _DEPTH + 6, _DEPTH + 6), spacing=8)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        line.addWidget(self._close)
        for part in (self._button, self._close):
            part.installEventFilter(self)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def tell(
        self, text: str, action: str = "", act: Callable[[], object] | None = None, *,
        urgent: bool = False,
    ) -> None:  # fmt: skip
        """Show `text`, with a button that does `act`; what is urgent is spoken at once."""
        self._act = act
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_FOR)
        announce(self, f"{text}. {action}" if action else text, urgent=urgent)

    def dismiss(self) -> None:
        """Take the toast away."""
        self._timer.stop()
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether its time runs."""
        return self._timer.isActive()

    def _on_act(self) -> None:
        self.dismiss()
        if self._act is not None:
            self._act()

    def restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour("on_inverse"))
        self.setPalette(palette)
        self._place()
        super().restyle()

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        wanted = self.sizeHint()
        size = QSize(min(wanted.width(), host.width() - theme.px(16)), wanted.height())
        left = (host.width() - size.width()) // 2
        self.setGeometry(left, host.height() - size.height() - theme.px(4), *size.toTuple())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.parentWidget() and kind == QEvent.Type.Resize:
            self._place()
        elif kind == QEvent.Type.FocusIn:
            self._timer.stop()
        elif kind == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self._timer.start(SHOWN_FOR)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not (self._button.hasFocus() or self._close.hasFocus()):
            self._timer.start(SHOWN_FOR)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        depth = theme.px(_DEPTH)
        box = QRectF(self.rect()).adjusted(depth, depth, -depth, -depth)
        corner = theme.radius("panel")
        paint.shadow(painter, box, corner, depth - 2)
        edge = theme.colour("border_strong") if theme.outlined() else None
        paint.fill_round(painter, box, corner, theme.colour("inverse"), edge)
