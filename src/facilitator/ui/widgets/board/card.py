"""One card of a board: painted whole, one widget each, so that screen readers find it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.board.content import BoardCard
from facilitator.ui.widgets.held_card import HeldCard
from facilitator.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from facilitator.ui.widgets.board.board import CardBoard

EDGE, BAR, FOOT = 12, 4, 24
"""Inner margin, coloured bar at the top and line of tags, in pixels at 100 %."""
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
VOTE_ICON = "circle-dot"


@lru_cache(maxsize=4_000)
def text_height(text: str, width: int, scale: int) -> int:  # noqa: ARG001 - part of the key
    """Pixels that the text needs at this width; `scale` is the text size in use."""
    measures = QFontMetrics(theme.font("small"))
    bounds = measures.boundingRect(QRect(0, 0, max(1, width), 10_000), WRAP, text)
    return max(bounds.height(), measures.height())


def card_height(card: BoardCard, width: int) -> int:
    """Height of a card that is `width` wide, in pixels."""
    inner = width - 2 * theme.px(EDGE)
    return _around(text_height(card.text, inner, theme.current().scale))


def least_card_height() -> int:
    """Height of a card with one line of text."""
    return _around(QFontMetrics(theme.font("small")).height())


def _around(text: int) -> int:
    return theme.px(BAR + 10) + text + theme.px(6 + FOOT + 8)


def paint_card(
    painter: QPainter, widget: QWidget, box: QRectF, card: BoardCard, *, chosen: bool = False,
    aimed: bool = False,
) -> None:  # fmt: skip
    """Draw a card; the bar at its top has the tone, the words say the same."""
    strong = chosen or aimed
    corner = theme.radius("control")
    edge = theme.colour("accent" if strong else "border")
    fill = theme.colour("accent_soft" if aimed else "surface")
    paint.fill_round(painter, box, corner, theme.category_colour(card.tone, "bar"))
    body = box.adjusted(0, theme.px(BAR), 0, 0)
    painter.save()
    painter.setClipRect(body)
    paint.fill_round(painter, box, corner, fill, edge, 2 if strong else 1)
    painter.restore()
    if strong or theme.outlined():
        outline = theme.colour("accent" if strong else "border_strong")
        paint.fill_round(painter, box, corner, None, outline, 2)
    inner = box.adjusted(theme.px(EDGE), theme.px(BAR + 9), -theme.px(EDGE), -theme.px(8))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text"))
    words = inner.adjusted(0, 0, 0, -theme.px(FOOT + 4))
    painter.setLayoutDirection(paint.direction_of(card.text))
    painter.drawText(words, WRAP, card.text)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    foot = QRectF(inner.left(), inner.bottom() - theme.px(FOOT), inner.width(), theme.px(FOOT))
    _paint_foot(painter, widget, foot, card)


def _paint_foot(painter: QPainter, widget: QWidget, foot: QRectF, card: BoardCard) -> None:
    left, right = foot.left(), foot.right()
    if card.votes is not None:
        right -= _pill(painter, widget, QRectF(left, foot.top(), foot.width(), foot.height()),
                       str(card.votes), VOTE_ICON, "", at_end=True)  # fmt: skip
    if card.marked:
        side = theme.px(16)
        right -= side + theme.px(6)
        place = QRectF(right, foot.center().y() - side / 2, side, side)
        paint_icon(painter, _turned(widget, place), "flag", theme.colour("accent_text"))
    group_room = paint.text_width(card.groups, "caption") if card.groups else 0
    if card.tag:
        room = right - left - group_room - theme.px(12)
        if room >= paint.text_width(card.tag, "caption_medium") + theme.px(14):  # no half words
            place = QRectF(left, foot.top(), room, foot.height())
            left += _pill(painter, widget, place, card.tag, card.icon, card.tone) + theme.px(6)
    extra = f" +{card.originals}" if card.originals else ""
    if card.groups or extra:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        place = QRectF(left, foot.top(), max(0.0, right - left), foot.height())
        paint.draw_text(painter, _turned(widget, place), f"{card.groups}{extra}", widget=widget)


def _pill(
    painter: QPainter, widget: QWidget, room: QRectF, text: str, icon: str, tone: str, *,
    at_end: bool = False,
) -> float:  # fmt: skip
    """A rounded word with its icon; returns the width it took."""
    role = "caption_strong" if at_end else "caption_medium"
    side = theme.px(13) if icon else 0
    wanted = paint.text_width(text, role) + theme.px(14) + (side + theme.px(4) if icon else 0)
    if icon and not at_end and wanted > room.width():  # the word matters more than its picture
        wanted, icon = wanted - side - theme.px(4), ""
    width = min(float(wanted), room.width())
    if width < theme.px(24):
        return 0.0
    x = room.right() - width if at_end else room.left()
    box = _turned(widget, QRectF(x, room.top() + 2, width, room.height() - 4))
    ground = theme.category_colour(tone, "fill") if tone else theme.colour("sunken")
    ink = theme.category_colour(tone, "text") if tone else theme.colour("text")
    edge = theme.colour("border_strong") if theme.outlined() else None
    paint.fill_round(painter, box, theme.radius("control"), ground, edge)
    at = x + theme.px(7)
    if icon:
        mark = QRectF(at, room.center().y() - side / 2, side, side)
        paint_icon(painter, _turned(widget, mark), icon, ink)
        at += side + theme.px(4)
    painter.setFont(theme.font(role))
    painter.setPen(ink)
    words = QRectF(at, room.top(), x + width - at - theme.px(5), room.height())
    paint.draw_text(painter, _turned(widget, words), text, widget=widget)
    return width


def _turned(widget: QWidget, box: QRectF) -> QRectF:
    return paint.mirrored(widget, box)


class CardWidget(HeldCard):
    """A card on the board; it tells the board what happens to it."""

    def __init__(self, card: BoardCard, board: CardBoard, parent: QWidget) -> None:
        super().__init__(board, parent)
        self.card = card
        self.is_aim = False
        """Whether a dragged card would be merged with this one."""
        self._board = board
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_card(card)

    def show_card(self, card: BoardCard) -> None:
        """Show another state of the card."""
        self.card = card
        self.setAccessibleName(card.spoken)
        self.setToolTip(plain_tip(card.text) if card.marked or card.originals else "")
        self.update()

    def set_aim(self, aim: bool) -> None:  # noqa: FBT001 - mirrors Qt's setters
        """Show that a dragged card would be merged with this one."""
        if aim != self.is_aim:
            self.is_aim = aim
            self.update()

    @property
    def key(self) -> UUID:
        return self.card.key

    def sizeHint(self) -> QSize:
        return QSize(self.width(), card_height(self.card, self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        paint_card(painter, self, box, self.card, chosen=self.hasFocus(), aimed=self.is_aim)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._board.edit_wished.emit(self.card.key)
