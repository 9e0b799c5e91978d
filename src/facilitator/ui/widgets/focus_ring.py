"""One ring round what has the keyboard focus, shown only after the keyboard was used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
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
from shiboken6 import isValid

from facilitator.ui.app import theme
from facilitator.ui.widgets import paint

OWN_EDGE = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QScrollArea)
"""Controls that show focus by their own 2 px edge."""
_KEYS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
         Qt.Key.Key_Right, Qt.Key.Key_F6, Qt.Key.Key_Home, Qt.Key.Key_End}  # fmt: skip
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Wheel}


class FocusRing(QWidget):
    """Lies over the whole window, lets every event through. A widget may offer `focus_rect()`.

    It listens to the window's own input and to the one widget in focus, not to the whole
    application: a filter there would run Python code for every event there is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._by_keyboard = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._update)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.hide()

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and isValid(old) and old is not self.window():
            old.removeEventFilter(self)
        if new is not None and new.window() is self.window():
            new.installEventFilter(self)
        self._target = new
        self._update()

    def _living_target(self) -> QWidget | None:
        """What has the focus, unless it was deleted meanwhile."""
        return self._target if self._target is not None and isValid(self._target) else None

    def _update(self) -> None:
        target = self._living_target()
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
        if watched is self.window() and kind == QEvent.Type.Show:
            handle = self.window().windowHandle()
            if handle is not None:
                handle.installEventFilter(self)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_keyboard = self._by_keyboard or event.key() in _KEYS
            self._soon.start(0)
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._soon.start(0)
        elif kind in _MOVES and self.isVisible():
            self._soon.start(0)
        return False

    def ring(self) -> QRect:
        """Where the focus is, in the window's coordinates; empty where no ring is shown."""
        target = self._living_target()
        if target is None or not self.isVisible():
            return QRect()
        rect = target.focus_rect() if hasattr(target, "focus_rect") else target.rect()
        return QRect(target.mapTo(self.window(), QPoint(0, 0)) + rect.topLeft(), rect.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.ring()
        if rect.isEmpty():
            return
        painter = paint.smooth(self)
        inside = isinstance(self._target, QAbstractItemView) or rect.width() > self.width() * 0.9
        grow = -2 if inside else 3
        box = QRectF(rect).adjusted(-grow, -grow, grow, grow)
        corner = theme.radius("control") + max(0, grow)
        paint.fill_round(painter, box, corner, None, theme.colour("focus"), 2)
