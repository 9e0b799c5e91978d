"""One agenda item on the grid: a real widget, so that focus, tooltip, menu and screen reader work.

It shows an item and says what the user does with it; where it stands and what follows is the
grid's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import Category
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.agenda.lines import Wrapped, longest_word, one_line_width, wrap
from facilitator.ui.pages.agenda.words import ICONS, over, span, where_and_who
from facilitator.ui.widgets import paint

EDGE_GRIP = 6
"""Pixels at the upper and lower edge by which a block is made longer or shorter."""
BAR = 4


@dataclass(frozen=True, slots=True)
class Face:
    """What a block shows beside its item.

    `elapsed` is the part of it that is over (0 to 1) while it runs, else None; `passed` says that
    it is over while the week still goes on.
    """

    item: AgendaItemRow
    spoken: str = ""
    tip: str = ""
    clashing: bool = False
    late: int = 0
    """Minutes by which what comes before it is over."""
    elapsed: float | None = None
    passed: bool = False
    detailed: bool = False


@dataclass(slots=True)
class _Text:
    """The texts of a block, broken to its present size."""

    title: Wrapped
    rest: list[Wrapped] = field(default_factory=list)
    aside: str = ""
    icon: str = ""
    pin: bool = False
    middle: bool = False


class Block(Themed, QAbstractButton):
    """The item as a button: pressed, it is inspected; dragged, it moves; by an edge, it resizes."""

    pressed_at = Signal(object)
    """The block was chosen with the mouse; the press in global pixels (QPoint)."""
    dragged_to = Signal(QPoint, str)
    """Global position, and the part that is dragged: "all", "top" or "bottom"."""
    dropped = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self._face: Face | None = None
        self._text: _Text | None = None
        self._selected = False
        self._pressed_at: QPoint | None = None
        self._part = "all"
        self._dragging = False
        self.editable = True

    # What it shows ------------------------------------------------------------------------------

    @property
    def item(self) -> AgendaItemRow:
        """The item that is shown."""
        if self._face is None:
            raise RuntimeError("nothing is shown yet")
        return self._face.item

    def show_face(self, face: Face) -> None:
        """Show an item."""
        if face == self._face:
            return
        self._face = face
        self._text = None
        self.setAccessibleName(face.spoken)
        self.setToolTip(face.tip)
        self.update()

    @property
    def is_clashing(self) -> bool:
        """Whether it is marked as clashing."""
        return self._face is not None and self._face.clashing

    @property
    def is_selected(self) -> bool:
        """Whether it is the one that acts apply to."""
        return self._selected

    def set_selected(self, selected: bool) -> None:  # noqa: FBT001 - mirrors setChecked
        """Mark it as the one that acts apply to."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def focus_rect(self) -> QRect:
        """The part that can be seen, for the ring of the keyboard focus."""
        return self.visibleRegion().boundingRect()

    @property
    def shown_lines(self) -> tuple[str, ...]:
        """The lines as they are drawn, title first."""
        text = self._texts()
        return (*text.title.lines, *(line for part in text.rest for line in part.lines))

    def restyle(self) -> None:
        self._text = None
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._text = None
        super().resizeEvent(event)

    # Texts --------------------------------------------------------------------------------------

    def _texts(self) -> _Text:
        if self._text is None:
            self._text = self._arranged()
        return self._text

    @property
    def _is_break(self) -> bool:
        return self.item.category is Category.BREAK

    def _margins(self) -> tuple[float, float]:
        """Start and end of the text, in pixels from the start and from the end."""
        start = theme.px(8) if self._is_break else theme.px(BAR + 6)
        return start, theme.px(6)

    def _arranged(self) -> _Text:
        start, end = self._margins()
        width, height = self.width() - start - end - self._beside_pill(), self.height()
        font = theme.font("caption_medium" if self._is_break else "small_strong")
        caption = theme.font("caption", numbers=True)
        line = wrap("Ag", caption, 100, 0).height
        if height < theme.px(20) or self._is_break or height < 2 * line + theme.px(8):
            return self._on_one_line(width, height, font, caption)
        icon = self._icon_for(width, font)
        for_title = width - (theme.px(20) if icon else 0)
        inner = height - theme.px(8)
        title = wrap(self.item.title, font, for_title, inner - line)
        text = _Text(title, icon=icon)
        self._add_rest(text, width, inner - title.height, caption)
        return text

    def _add_rest(self, text: _Text, width: float, room: float, caption: QFont) -> None:
        when = wrap(span(self.item.start, self.item.end), caption, width, 0)
        if when.height > room + 1:
            return
        text.rest.append(when)
        text.pin = self.item.anchored and width > one_line_width(when.lines[0], caption) + 20
        room -= when.height
        where = where_and_who(self.item)
        if where and room >= when.height:
            text.rest.append(wrap(where, caption, width, min(room, 2 * when.height)))
            room -= text.rest[-1].height
        if self._face and self._face.detailed and self.item.objective and room >= 2 * when.height:
            text.rest.append(wrap(self.item.objective, caption, width, room - theme.px(4)))

    def _on_one_line(self, width: float, height: int, font: QFont, caption: QFont) -> _Text:
        """A short block: its title, and the time beside it where there is room."""
        if height < max(theme.px(20), wrap(self.item.title, font, 10_000, 0).height):
            font = theme.font("caption_medium")
            font.setPixelSize(theme.px(11))
        room = height - theme.px(2) if self._is_break else 0
        title = wrap(self.item.title, font, width, room)
        text = _Text(title, middle=True)
        aside = span(self.item.start, self.item.end)
        taken = one_line_width(self.item.title, font) + one_line_width(aside, caption)
        if len(title.lines) == 1 and taken + theme.px(28) <= width and height >= theme.px(14):
            text.aside = aside
        if self._face and self._face.clashing and not self._face.late and width > theme.px(60):
            text.icon, text.aside = "triangle-alert", ""
        return text

    def _pill_width(self) -> int:
        """Room for the minutes that are over, where there are any."""
        if self._face is None or not self._face.late:
            return 0
        return paint.text_width(self._late_words(), "caption_strong") + theme.px(14)

    def _late_words(self) -> str:
        """`"+15 min"`, and `"+15"` where the block is narrow."""
        minutes = self._face.late if self._face is not None else 0
        text = over(minutes)
        fits = paint.text_width(text, "caption_strong") + theme.px(26) <= self.width()
        return text if fits else f"+{minutes}"

    def _beside_pill(self) -> int:
        """What the text leaves to the pill; a high block has its text below it."""
        below = self._is_break and self.height() >= theme.px(56)
        return 0 if below else self._pill_width()

    def _icon_for(self, width: float, font: QFont) -> str:
        """The sign in the corner; none where the longest word needs its room."""
        if self._face is None or self._face.late:
            return ""
        name = "triangle-alert" if self._face.clashing else ICONS[self.item.category]
        fits = longest_word(self.item.title, font) <= width - theme.px(20)
        return name if fits or self._face.clashing else ""

    # Painting -----------------------------------------------------------------------------------

    def _colours(self) -> tuple[QColor, QColor, QColor, QColor]:
        """Fill, bar, text and lesser text."""
        name = self.item.category.value
        fill, bar, ink, sub = (
            theme.category_colour(name, part) for part in ("fill", "bar", "text", "sub")
        )
        if self.underMouse() and self.isEnabled():
            fill = theme.category_colour(name, "hover")
        if self._face and self._face.passed and not theme.outlined():
            fill, bar = _blend(fill, 0.5), _blend(bar, 0.4)
            ink = sub
        return fill, bar, ink, sub

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._face is None:
            return
        painter = paint.smooth(self)
        fill, bar, ink, sub = self._colours()
        box = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(box, theme.radius("chip"), theme.radius("chip"))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(box, fill)
        if not self._is_break:
            bar_box = QRectF(0, 0, theme.px(BAR), self.height())
            painter.fillRect(paint.mirrored(self, bar_box), bar)
        self._paint_now(painter, bar)
        painter.restore()
        self._paint_edge(painter, box, bar)
        self._paint_text(painter, ink, sub)
        if self._selected:
            self._paint_grips(painter)

    def _paint_now(self, painter: QPainter, bar: QColor) -> None:
        """What is over is tinted; the line of now lies under the text."""
        if self._face is None or self._face.elapsed is None:
            return
        y = self._face.elapsed * self.height()
        tint = QColor(bar)
        tint.setAlphaF(0.18)
        painter.fillRect(QRectF(0, 0, self.width(), y), tint)
        line = theme.colour("now")
        line.setAlphaF(0.55)
        painter.setPen(QPen(line, 2))
        painter.drawLine(QLineF(0, y, self.width(), y))

    def _paint_edge(self, painter: QPainter, box: QRectF, bar: QColor) -> None:
        corner = theme.radius("chip")
        clashing = self._face is not None and self._face.clashing
        if self._selected:
            paint.fill_round(painter, box, corner, None, theme.colour("accent"), 2)
        elif theme.outlined() and not clashing:
            paint.fill_round(painter, box, corner, None, bar)
        if clashing and not self._selected:
            pen = QPen(theme.colour("danger"), 1.5, Qt.PenStyle.DashLine)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(inner, corner, corner)

    def _paint_text(self, painter: QPainter, ink: QColor, sub: QColor) -> None:
        text = self._texts()
        start, end = self._margins()
        width = self.width() - start - end - self._beside_pill()
        icon_room = theme.px(20) if text.icon else 0
        top = (self.height() - text.title.height) / 2 if text.middle else float(theme.px(4))
        painter.setPen(sub if self._is_break else ink)
        text.title.draw(painter, start, top, width - icon_room, self)
        top += text.title.height
        painter.setPen(sub)
        for number, part in enumerate(text.rest):
            pin = text.pin and number == 0
            if pin:
                side = theme.px(12)
                place = QRectF(start, top + (part.height - side) / 2, side, side)
                paint_icon(painter, paint.mirrored(self, place), "pin", sub)
            shift = theme.px(16) if pin else 0
            part.draw(painter, start + shift, top, width - shift, self)
            top += part.height
        self._paint_signs(painter, text, sub)

    def _paint_late(self, painter: QPainter) -> None:
        """The minutes that are over, in the upper corner."""
        wide = self._pill_width()
        if self._face is None or not wide:
            return
        high = min(theme.px(18), self.height() - 2)
        box = QRectF(self.width() - wide - theme.px(4), min(theme.px(4), (self.height() - high) / 2),
                     wide, high)  # fmt: skip
        box = paint.mirrored(self, box)
        paint.fill_round(painter, box, high / 2, theme.colour("danger"))
        painter.setFont(theme.font("caption_strong", numbers=True))
        painter.setPen(theme.colour("on_danger"))
        paint.draw_text(painter, box, self._late_words(), widget=self, align="center", elide=False)

    def _paint_signs(self, painter: QPainter, text: _Text, sub: QColor) -> None:
        self._paint_late(painter)
        if text.aside:
            painter.setFont(theme.font("caption", numbers=True))
            painter.setPen(sub)
            box = QRectF(0, 0, self.width() - theme.px(8) - self._beside_pill(), self.height())
            paint.draw_text(
                painter, paint.mirrored(self, box), text.aside, widget=self, align="end"
            )
        if text.icon:
            side = min(theme.px(15), self.height() - 2)
            top = (self.height() - side) / 2 if text.middle else theme.px(5)
            place = QRectF(self.width() - side - theme.px(6), top, side, side)
            ink = theme.colour("danger") if text.icon == "triangle-alert" else sub
            paint_icon(painter, paint.mirrored(self, place), text.icon, ink)

    def _paint_grips(self, painter: QPainter) -> None:
        """Two small handles: here the block can be made longer or shorter."""
        if not self.editable:
            return
        wide, high = theme.px(16), 3
        left = (self.width() - wide) / 2
        for top in (0, self.height() - high):
            grip = QRectF(left, top, wide, high)
            paint.fill_round(painter, grip, 1.5, theme.colour("accent"))

    # The mouse ----------------------------------------------------------------------------------

    def _part_at(self, y: float) -> str:
        grip = min(theme.px(EDGE_GRIP), self.height() / 4)
        if y < grip:
            return "top"
        return "bottom" if y >= self.height() - grip else "all"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed_at = event.globalPosition().toPoint()
        self._part = self._part_at(event.position().y())
        self.pressed_at.emit(self._pressed_at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            vertical = self._part_at(event.position().y()) != "all" and self.editable
            shape = Qt.CursorShape.SizeVerCursor if vertical else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        now = event.globalPosition().toPoint()
        far = (now - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self.editable and (far or self._dragging):
            self._dragging = True
            self.dragged_to.emit(now, self._part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        dragged, self._dragging, self._pressed_at = self._dragging, False, None
        if dragged:
            self.dropped.emit()
        elif self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def stop_dragging(self) -> None:
        """Forget the press: what is still held down drags nothing any more."""
        self._dragging, self._pressed_at = False, None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        middle = self.mapToGlobal(self.rect().center())
        self.menu_wanted.emit(middle if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the grid knows what is where


def _blend(colour: QColor, share: float) -> QColor:
    """`share` of the colour on the surface."""
    ground = theme.colour("surface")
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))
