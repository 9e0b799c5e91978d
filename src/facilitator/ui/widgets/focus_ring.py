"""One ring round what has the keyboard focus, shown only after the keyboard was used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)  # fmt: skip

from facilitator.ui.app import theme
from facilitator.ui.widgets import paint

OWN_EDGE = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QScrollArea)
"""Controls that show focus by their own 2 px edge."""
_KEYS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
         Qt.Key.Key_Right, Qt.Key.Key_F6, Qt.Key.Key_Home, Qt.Key.Key_End}  # fmt: skip
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show}


class FocusRing(QWidget):
    """Lies over the whole window, lets every event through. A widget may offer `focus_rect()`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._by_keyboard = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
            app.installEventFilter(self)
        self.hide()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._target = new
        self._update()

    def _update(self) -> None:
        target = self._target
        shown = (
            target is not None and self._by_keyboard and target.isVisible()
            and target.window() is self.window() and not isinstance(target, OWN_EDGE)
        )  # fmt: skip
        self.setVisible(bool(shown))
        if shown:
            self.setGeometry(self.window().rect())
            self.raise_()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and event.key() in _KEYS:  # type: ignore[attr-defined]
            self._by_keyboard = True
            self._update()
        elif kind == QEvent.Type.MouseButtonPress and self._by_keyboard:
            self._by_keyboard = False
            self._update()
        elif kind in _MOVES and self.isVisible() and watched is not self:
            self._update()
        return False

    def ring(self) -> QRect:
        """Where the focus is, in the window's coordinates; empty where no ring is shown."""
        target = self._target
        if target is None or not self.isVisible():
            return QRect()
        rect = target.focus_rect() if hasattr(target, "focus_rect") else target.rect()
        return QRect(target.mapTo(self.window(), QPoint(0, 0)) + rect.topLeft(), rect.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.ring()
        if rect.isEmpty() or self._target is None:
            return
        painter = paint.smooth(self)
        inside = isinstance(self._target, QAbstractItemView) or rect.width() > self.width() * 0.9
        grow = -2 if inside else 3
        box = QRectF(rect).adjusted(-grow, -grow, grow, grow)
        corner = theme.radius("control") + max(0, grow)
        paint.fill_round(painter, box, corner, None, theme.colour("focus"), 2)
