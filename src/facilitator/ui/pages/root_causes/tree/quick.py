"""The quick bar under the chosen card, and the line in which new cards of the tree are typed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.domain.root_causes import Dimension, Level, NodeKind
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.root_causes.part import combo
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row


class QuickBar(Themed, QWidget):
    """Add, join, edit, more: what the keys A, L, Enter and the menu key do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, (5, 5, 5, 5), spacing=2)
        self.add = IconButton("plus", tr("Add a card that hangs on this one (A)"), size="compact")
        self.link = IconButton("link", tr("Join by a feedback loop (L)"), size="compact")
        self.edit = IconButton("pencil", tr("Open the card (Enter)"), size="compact")
        self.more = IconButton("ellipsis", tr("More"), size="compact")
        for button in (self.add, self.link, self.edit, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same on the card
            line.addWidget(button)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        paint.fill_round(painter, box, theme.radius("card"), theme.colour("raised"),
                         theme.colour("border_strong"))  # fmt: skip


class _Line(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class NewCard(Card):
    """One idea, Enter, and the next one; Esc closes."""

    add_wished = Signal(object, object, str, object, object)
    """Kind, parent's id or None, text, dimension, level or None."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=8)
        self.kind, self.parent_key = NodeKind.ROOT, None
        self.said = PlainLabel("", "small", "text2")
        self.said.setProperty("mayElide", True)
        self.text = _Line()
        self.text.setPlaceholderText(tr("One idea, then Enter"))
        self.dimension = combo(tr("Dimension"), [(label(d), d.value) for d in Dimension], 11)
        self.level = combo(tr("Level"), [(label(one), one.value) for one in Level], 10)
        close = IconButton("x", tr("Close (Esc)"), size="compact")
        line = row(spacing=8)
        for widget in (self.said, self.text, self.dimension, self.level, close):
            line.addWidget(widget, 1 if widget is self.text else 0)
        self.body.addLayout(line)
        self.text.returnPressed.connect(self._on_enter)
        self.text.escaped.connect(self.close_line)
        close.clicked.connect(self.close_line)
        self.hide()

    def begin(self, kind: NodeKind, parent_key: UUID | None, said: str) -> None:
        """Ask for a card that hangs on a node, or on the trunk."""
        self.kind, self.parent_key = kind, parent_key  # type: ignore[assignment]
        self.said.setText(said)
        self.said.setMaximumWidth(theme.px(280))
        self.text.setAccessibleName(said)
        self.level.setVisible(kind is NodeKind.ROOT)
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def taken(self) -> None:
        """The card is on the tree: room for the next one."""
        self.text.clear()

    def close_line(self) -> None:
        """Close, and say so."""
        self.text.clear()
        self.hide()
        self.closed.emit()

    def _on_enter(self) -> None:
        said = self.text.text().strip()
        if said:
            level = Level(self.level.currentData()) if self.kind is NodeKind.ROOT else None
            self.add_wished.emit(self.kind, self.parent_key, said,
                                 Dimension(self.dimension.currentData()), level)  # fmt: skip
