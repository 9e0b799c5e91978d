"""A calm message beside its cause: what happened, what to do, and buttons that do it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row

KINDS = {
    "info": ("info", "accent_text", "accent_soft"), "ok": ("circle-check", "ok", "ok_soft"),
    "warn": ("triangle-alert", "warn", "warn_soft"),
    "danger": ("circle-alert", "danger", "danger_soft"),
}  # fmt: skip


LEAST_FIX = 140
"""Pixels (at 100 %) that a fix's button keeps, however narrow the room is."""


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `text`."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


class InlineMessage(Themed, QWidget):
    """A message inserted in the layout, next to what it is about. Hidden until told something."""

    closed = Signal()
    shown = Signal(bool)
    """Whether it is there now: told and dismissed."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = False) -> None:
        super().__init__(parent)
        self._kind = "info"
        self._icon = IconLabel("info", size=18)
        self._text = PlainLabel("", "body", wrap=True)
        self._fix_room = QWidget()
        self._fixes = FlowLayout(self._fix_room, spacing=8)
        self._close = IconButton("x", tr("Close message"), size="compact")
        self._close.clicked.connect(self._on_close)
        words = column(spacing=8)
        words.addWidget(self._text)
        words.addWidget(self._fix_room)
        line = row(self, (12, 10, 12, 10), spacing=10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        if not closable:
            self._close.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def tell(
        self, kind: str, text: str, fixes: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        """Show `text` as info, ok, warn or danger; each fix is (button text, what it does)."""
        self._kind = kind
        icon, token, _ = KINDS[kind]
        self._icon.set_icon(icon, token)
        self._text.setText(text)
        clear(self._fixes)
        for label, act in fixes:
            button = Button(label, size="compact", parent=self._fix_room)
            button.clicked.connect(act)
            # A long label is cut off at its end rather than the whole panel at its side.
            button.setMinimumWidth(min(button.sizeHint().width(), theme.px(LEAST_FIX)))
            self._fixes.addWidget(button)
        self._fix_room.setVisible(bool(fixes))
        self.setAccessibleName(text)
        self.shown.emit(True)
        self.show()
        self.update()
        announce(self, text, urgent=kind == "danger")

    def tell_failure(self, error: Exception, kind: str = "danger") -> None:
        """Say why work failed. What is no problem of the user's is a bug, and raised again."""
        if not isinstance(error, FacilitatorError):
            raise error
        self.tell(kind, str(error))

    def dismiss(self) -> None:
        """Hide the message."""
        self.hide()
        self.shown.emit(False)

    def _on_close(self) -> None:
        self.dismiss()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        _, ink, fill = KINDS[self._kind]
        edge = theme.colour(ink) if theme.outlined() else None
        corner = theme.radius("card")
        paint.fill_round(painter, self.rect().toRectF(), corner, theme.colour(fill), edge)
