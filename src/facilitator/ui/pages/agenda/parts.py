"""What stands around the blocks of the grid: day columns, their heads, the hours, the ghost.

They paint and report the mouse; the grid places them and knows the items.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QLineF, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilitator.application.rows.agenda import DayRow
from facilitator.domain.agenda import clock
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.scale import TimeScale
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.tips import plain_tip

HEAD = 58
"""Height of the heads of the days."""
GUTTER = 64
"""Width of the column of hours."""


@dataclass(frozen=True, slots=True)
class Now:
    """The present moment, where it lies on a day of the programme."""

    day_id: UUID
    minute: int


class DayColumn(Themed, QWidget):
    """The ground of one day, with its lines; the blocks of the day are its children."""

    slot_pressed = Signal(int)
    """Minute of the day at which the empty ground was pressed."""
    slot_chosen = Signal(int)
    """Minute of the day at which the empty ground was double-clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scale = TimeScale(0, 1440, 1.0)
        self.today = False
        self.now: int | None = None
        self.slot: int | None = None

    def show_day(self, day: DayRow, now: Now | None, *, today: bool) -> None:
        """Show a day; `now` is the present moment where it lies on some day of the programme."""
        self.setAccessibleName(", ".join(part for part in (words.long_day(day), day.title) if part))
        minute = now.minute if now is not None and now.day_id == day.id else None
        if (today, minute) != (self.today, self.now):  # its blocks are painted along with it
            self.today, self.now = today, minute
            self.update()

    def mark_slot(self, minute: int | None) -> None:
        """Mark the half-hour where something could be added."""
        if minute != self.slot:
            self.slot = minute
            self.update()

    def _minute(self, event: QMouseEvent) -> int:
        """The quarter of an hour that was pressed."""
        return int(self.scale.minute(event.position().y()) // 15 * 15)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.slot_pressed.emit(self._minute(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.slot_chosen.emit(self._minute(event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.today and not theme.outlined():
            painter.fillRect(self.rect(), tint())
        line = theme.colour("border")
        soft = QColor(line)
        soft.setAlphaF(0.55)
        wide = self.width()
        for minute in self.scale.hours():
            y = round(self.scale.y(minute)) + 0.5
            painter.setPen(QPen(line, 1))
            painter.drawLine(QLineF(0, y, wide, y))
            if minute + 30 < self.scale.last:
                y = round(self.scale.y(minute + 30)) + 0.5
                painter.setPen(QPen(soft, 1))
                painter.drawLine(QLineF(0, y, wide, y))
        painter.setPen(QPen(line, 1))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = wide - 0.5 if mirrored else 0.5
        painter.drawLine(QLineF(x, 0, x, self.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_slot(painter)
        self._paint_now(painter)

    def _paint_slot(self, painter: QPainter) -> None:
        if self.slot is None:
            return
        top = self.scale.y(self.slot)
        box = QRectF(5, top + 1, self.width() - 12, 30 * self.scale.per_minute - 2)
        pen = QPen(theme.colour("accent"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tint())
        corner = theme.radius("chip")
        painter.drawRoundedRect(box, corner, corner)
        painter.setPen(theme.colour("accent_text"))
        painter.setFont(theme.font("caption_medium", numbers=True))
        inner = box.adjusted(theme.px(8), 0, -theme.px(4), 0)
        paint.draw_text(painter, inner, clock(self.slot), widget=self)

    def _paint_now(self, painter: QPainter) -> None:
        if self.now is None:
            return
        y = self.scale.y(self.now)
        now = theme.colour("now")
        painter.setPen(QPen(now, 2))
        painter.drawLine(QLineF(0, y, self.width(), y))


class NowDot(Themed, QWidget):
    """The start of the line of now: the one part of it that lies on top of the blocks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def put_at(self, middle: QPoint) -> None:
        """Show it round a point of its parent."""
        side = theme.px(10)
        self.setGeometry(middle.x() - side // 2, middle.y() - side // 2, side, side)
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("now"))
        painter.drawEllipse(self.rect())


class DayHead(Themed, QWidget):
    """Weekday, date and theme of a day; pressed, the day is shown alone."""

    pressed = Signal(object)
    """Id of the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day: DayRow | None = None
        self._today = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_day(self, day: DayRow, *, today: bool) -> None:
        """Show the head of a day."""
        self._day, self._today = day, today
        parts = (words.long_day(day), tr("today") if today else "", day.title)
        text = ", ".join(part for part in parts if part)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self._day.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._day is None:
            return
        painter = paint.smooth(self)
        if self._today:
            self._paint_today(painter)
        start, width = theme.px(11), self.width() - theme.px(19)
        ink = theme.colour("accent_text" if self._today else "text")
        weekday = words.short_weekday(self._day.date)
        shift = paint.text_width(weekday, "subtitle") + theme.px(8)
        pill = self._pill_width()
        top, high = theme.px(8), theme.px(22)
        self._write(painter, weekday, "subtitle", ink, QRectF(start, top, width, high))
        second = theme.colour("accent_text" if self._today else "text2")
        room = QRectF(start + shift, top, width - shift - pill, high)
        self._write(painter, words.short_date(self._day.date), "body", second, room)
        room = QRectF(start, theme.px(31), width, theme.px(18))
        self._write(painter, self._day.title, "caption", theme.colour("text2"), room)

    def _write(self, painter: QPainter, text: str, role: str, ink: QColor, room: QRectF) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(ink)
        paint.draw_text(painter, paint.mirrored(self, room), text, widget=self)

    def _pill_width(self) -> int:
        if not self._today:
            return 0
        wide = paint.text_width(tr("Today"), "caption_strong") + theme.px(16)
        return wide if self.width() > wide + theme.px(130) else 0

    def _paint_today(self, painter: QPainter) -> None:
        if not theme.outlined():
            painter.fillRect(self.rect(), tint())
        mark = QRectF(0, self.height() - 3, self.width(), 3)
        painter.fillRect(mark, theme.colour("accent"))
        wide = self._pill_width()
        if not wide:
            return
        high = theme.px(20)
        box = QRectF(self.width() - wide - theme.px(10), theme.px(9), wide, high)
        box = paint.mirrored(self, box)
        paint.fill_round(painter, box, high / 2, theme.colour("accent"))
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(theme.colour("on_accent"))
        paint.draw_text(painter, box, tr("Today"), widget=self, align="center", elide=False)


class Gutter(Themed, QWidget):
    """The hours at the start of the grid, and the badge of the present moment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scale = TimeScale(0, 1440, 1.0)
        self.offset = 0
        self.now: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(GUTTER), 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        painter.setFont(theme.font("caption", numbers=True))
        painter.setPen(theme.colour("text2"))
        badge = self.scale.y(self.now) - self.offset if self.now is not None else -1000
        for minute in self.scale.hours():
            y = self.scale.y(minute) - self.offset
            if abs(y - badge) > theme.px(16):
                self._write(painter, clock(minute), y)
        if self.now is not None:
            high, wide = theme.px(20), theme.px(44)
            box = QRectF(self.width() - wide - theme.px(6), badge - high / 2, wide, high)
            box = paint.mirrored(self, box)
            paint.fill_round(painter, box, theme.radius("chip"), theme.colour("now"))
            painter.setFont(theme.font("caption_strong", numbers=True))
            painter.setPen(theme.colour("surface"))
            paint.draw_text(painter, box, clock(self.now), widget=self, align="center")

    def _write(self, painter: QPainter, text: str, y: float) -> None:
        high = theme.px(18)
        box = QRectF(0, y - high / 2, self.width() - theme.px(10), high)
        paint.draw_text(painter, paint.mirrored(self, box), text, widget=self, align="end")


class Ghost(Themed, QWidget):
    """Where a dragged item would come to lie, with the time that it would have."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = self.title = ""
        self.hide()

    def show_text(self, text: str, title: str) -> None:
        """Show the time span, and the title where there is room."""
        self.text, self.title = text, title
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        fill = theme.colour("accent_soft")
        fill.setAlphaF(0.94)
        box = QRectF(self.rect())
        paint.fill_round(painter, box, theme.radius("chip"), fill, theme.colour("accent"), 2)
        painter.setFont(theme.font("caption_strong", numbers=True))
        painter.setPen(theme.colour("accent_text"))
        room = box.adjusted(theme.px(8), 0, -theme.px(4), 0)
        with_title = room.height() > theme.px(40)
        if with_title:
            room.setHeight(theme.px(24))
        paint.draw_text(painter, room, self.text, widget=self)
        if with_title:
            painter.setFont(theme.font("caption"))
            paint.draw_text(painter, room.translated(0, theme.px(16)), self.title, widget=self)


def tint() -> QColor:
    """The light ground of the day that is today."""
    ground = theme.colour("accent_soft")
    ground.setAlphaF(0.28)
    return ground
