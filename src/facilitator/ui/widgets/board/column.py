"""A column of a board: head, cards, and the line in which new cards are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.board.card import CardWidget, card_height, least_card_height
from facilitator.ui.widgets.board.content import BoardColumn
from facilitator.ui.widgets.buttons import Button, Kind

if TYPE_CHECKING:
    from facilitator.ui.widgets.board.board import CardBoard

HEAD, GAP, EDGE, FOOT = 40, 8, 8, 48


class QuickEntry(QLineEdit):
    """Enter adds and stays for the next card; Esc leaves; Alt+Left and Right change the column."""

    def __init__(self, column: ColumnWidget) -> None:
        super().__init__(column)
        self._column = column
        self.setPlaceholderText(tr("One idea, then Enter"))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._column.take_entry()
        elif key == Qt.Key.Key_Escape:
            self._column.end_entry()
        elif alt and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._column.board.entry_to(self._column, 1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class ColumnWidget(Themed, QWidget):
    """One column. It places its cards itself: quick with hundreds of them."""

    def __init__(self, board: CardBoard) -> None:
        super().__init__(board.ground)
        self.board = board
        self.content = BoardColumn("", "")
        self.cards: list[CardWidget] = []
        self.is_target = False
        self.entry = QuickEntry(self)
        self.add_button = Button(
            tr("Add card"), Kind.GHOST, icon="plus", size="compact", parent=self
        )
        self.add_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # N does the same
        self.add_button.clicked.connect(self.begin_entry)

    def show_column(self, content: BoardColumn, *, editable: bool, can_add: bool) -> None:
        """Show this content; card widgets are used again."""
        self.content = content
        while len(self.cards) > len(content.cards):
            spare = self.cards.pop()
            spare.hide()
            spare.deleteLater()
        for widget, card in zip(self.cards, content.cards, strict=False):
            if widget.card != card:
                widget.show_card(card)
        for card in content.cards[len(self.cards) :]:
            self.cards.append(CardWidget(card, self.board, self))  # shown where it is placed
        self.add_button.setVisible(editable and can_add and not self.entry.isVisible())
        if not (editable and can_add):
            self.entry.hide()
        self.entry.setAccessibleName(tr("New card in {column}", column=content.title))
        self.add_button.setAccessibleName(tr("Add card to {column}", column=content.title))
        self.setAccessibleName(f"{content.title}, {len(content.cards)}")
        self.update()

    def height_for(self, width: int) -> int:
        """Height of the column at this width, in pixels."""
        inner = width - 2 * theme.px(EDGE)
        return self._height(sum(card_height(made.card, inner) for made in self.cards))

    def least_height(self) -> int:
        """Height of the column if every card had one line; nothing is measured for it."""
        return self._height(len(self.cards) * least_card_height())

    def _height(self, of_cards: int) -> int:
        return theme.px(HEAD) + of_cards + len(self.cards) * theme.px(GAP) + theme.px(FOOT)

    def place(self) -> None:
        """Put the cards one below the other."""
        edge, inner = theme.px(EDGE), self.width() - 2 * theme.px(EDGE)
        y = theme.px(HEAD)
        for made in self.cards:
            height = card_height(made.card, inner)
            made.setGeometry(edge, y, inner, height)
            if made.isHidden():  # only now: a widget without a size is asked for one to be shown
                made.show()
            y += height + theme.px(GAP)
        self.entry.setGeometry(edge, y, inner, theme.control("normal"))
        wanted = self.add_button.sizeHint()
        width = min(wanted.width(), inner)
        self.add_button.setGeometry(QRect((self.width() - width) // 2, y, width, wanted.height()))

    def set_target(self, target: bool) -> None:  # noqa: FBT001 - mirrors Qt's setters
        """Show that a dragged card would land here."""
        if target != self.is_target:
            self.is_target = target
            self.update()

    # Quick entry ----------------------------------------------------------------------------------

    def begin_entry(self) -> None:
        """Open the line for new cards."""
        self.add_button.hide()
        self.entry.show()
        self.place()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.board.ensureWidgetVisible(self.entry)

    def take_entry(self) -> None:
        """Hand over what was typed; it stays in the line unless the board takes it."""
        text = self.entry.text().strip()
        if text:
            self.board.add_wished.emit(self.content.key, text)

    def entry_taken(self) -> None:
        """The typed card is on the board: room for the next one."""
        self.entry.clear()

    def end_entry(self) -> None:
        """Close the line."""
        self.entry.clear()
        self.entry.hide()
        self.add_button.show()
        self.board.take_focus()

    # Painting -------------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.content.renamable and event.position().y() < theme.px(HEAD):
            self.board.rename_wished.emit(self.content.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        aimed = self.is_target
        fill = theme.colour("accent_soft" if aimed else "sunken")
        edge = theme.colour("accent") if aimed else None
        if theme.outlined():
            edge = theme.colour("border_strong")
        paint.fill_round(painter, box, theme.radius("card"), fill, edge, 2 if aimed else 1)
        left, right, middle = theme.px(14), self.width() - theme.px(12), theme.px(HEAD) / 2
        if self.content.icon:
            side = theme.px(17)
            ink = theme.category_colour(self.content.tone, "bar")
            mark = QRectF(left, middle - side / 2, side, side)
            paint_icon(painter, paint.mirrored(self, mark), self.content.icon, ink)
            left += side + theme.px(9)
        title = QRectF(left, 0, max(0.0, right - left), theme.px(HEAD))
        if self.content.summary:
            painter.setFont(theme.font("caption", numbers=True))
            painter.setPen(theme.colour("text2"))
            width = paint.text_width(self.content.summary, "caption", numbers=True) + 4
            title_width = paint.text_width(self.content.title, "body_strong")
            if right - left - width > title_width + theme.px(8):
                place = QRectF(right - width, 0, width, theme.px(HEAD))
                title.setRight(right - width - theme.px(8))
            else:  # no room beside the title: below it
                place = QRectF(left, theme.px(22), right - left, theme.px(16))
                title.setBottom(theme.px(25))
            paint.draw_text(painter, paint.mirrored(self, place), self.content.summary, widget=self)
        painter.setFont(theme.font("body_strong"))
        painter.setPen(theme.colour("text"))
        paint.draw_text(painter, paint.mirrored(self, title), self.content.title, widget=self)
