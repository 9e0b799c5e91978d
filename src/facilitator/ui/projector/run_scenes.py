"""The scenes of the running day: welcome, task and timer, big timer, agenda of the day, notice.

They are made of public rows (`rows/running.py`) and a clock face; nothing private can be in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from facilitator.application.rows.running import PublicDay, PublicItem
from facilitator.domain.agenda import clock as minute_text
from facilitator.domain.running import Band, band, clock_text
from facilitator.reports.words import date_text, weekday
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import CATEGORY_ICONS, paint_icon
from facilitator.ui.projector import canvas
from facilitator.ui.projector.canvas import BODY, HEIGHT, MARGIN, SMALLEST, TITLE, WIDTH
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.widgets import paint

FOOT = 100.0
INKS = {Band.CALM: "text", Band.AMBER: "warn", Band.RED: "danger", Band.OVER: "danger"}


@dataclass(frozen=True, slots=True)
class Face:
    """A clock: seconds left of the whole, until when (`14:29`), whether it stands still."""

    left: int
    whole: int
    until: str
    is_paused: bool = False

    @property
    def band(self) -> Band:
        """Its colour."""
        return band(self.left, self.whole)

    @property
    def text(self) -> str:
        """`06:42`."""
        return clock_text(self.left)

    @property
    def below(self) -> str:
        """What stands under it."""
        if self.is_paused:
            return tr("Paused")
        return tr("Time is up") if self.left <= 0 else tr("until {time}", time=self.until)


@dataclass(frozen=True, slots=True)
class Task:
    """What the room does now."""

    programme: str
    category: str
    family: str
    """The category in words."""
    heading: str
    lines: tuple[str, ...]
    then: str


def category_words(category: str) -> str:
    """A family of items in words."""
    return {
        "plenary": tr("Plenary"), "lecture": tr("Lecture"), "exercise": tr("Group work"),
        "case": tr("Case study"), "negotiate": tr("Negotiation"), "reflect": tr("Reflection"),
        "break": tr("Break"),
    }[category]  # fmt: skip


# Making ------------------------------------------------------------------------------------------


def welcome_scene(day: PublicDay) -> ProjectorScene:
    """The programme, the day and what comes first."""
    words = (day.programme, day_line(day), day.title, day.place)
    return ProjectorScene(SceneName.WELCOME, partial(_paint_welcome, day=day), said(*words))


def task_of(day: PublicDay, item: PublicItem, step: int) -> Task:
    """The task of a step, or of the item where it has none."""
    steps = item.steps
    now = steps[min(step, len(steps) - 1)] if steps else None
    others = [one for one in steps if one is not now]
    lines = now.task if now is not None and now.task else ()
    if not lines and now is None:
        lines = tuple(part for part in (item.room,) if part)
    elif not lines:
        lines = tuple(one.title for one in steps) if others else ()
    return Task(day.programme, item.category.value, category_words(item.category.value),
                now.title if now is not None else item.title, lines, _then(day, item, step))  # fmt: skip


def _then(day: PublicDay, item: PublicItem, step: int) -> str:
    if step + 1 < len(item.steps):
        coming = item.steps[step + 1]
        said_minutes = tr(", {n} min", n=coming.minutes) if coming.minutes else ""
        return tr("Next: {what}", what=coming.title) + said_minutes
    later = [other for other in day.items if other.start >= item.end and other.id != item.id]
    if not later:
        return ""
    return tr("Next: {time} {what}", time=minute_text(later[0].start), what=later[0].title)


def task_scene(task: Task, face: Face) -> ProjectorScene:
    """The task with its clock."""
    words = said(task.heading, *task.lines, face.text, face.below, task.then)
    return ProjectorScene(SceneName.TASK, partial(_paint_task, task=task, face=face), words)


def timer_scene(heading: str, face: Face) -> ProjectorScene:
    """The clock as large as it can be."""
    painted = partial(_paint_timer, heading=heading, face=face)
    return ProjectorScene(SceneName.TIMER, painted, said(heading, face.text, face.below))


def agenda_scene(day: PublicDay, current: PublicItem | None) -> ProjectorScene:
    """The day's items; the running one stands out."""
    lines = [f"{minute_text(item.start)} {item.title}" for item in day.items]
    painted = partial(_paint_agenda, day=day, current=current)
    return ProjectorScene(SceneName.AGENDA, painted, said(day_line(day), day.title, *lines))


def notice_scene(programme: str, text: str) -> ProjectorScene:
    """A few words of the facilitator's to the room."""
    painted = partial(_paint_notice, programme=programme, text=text)
    return ProjectorScene(SceneName.NOTICE, painted, text)


def day_line(day: PublicDay) -> str:
    """`Wednesday, 6 November 2024 · Day 3 of 5`."""
    when = f"{weekday(day.date)}, {date_text(day.date)}"
    return f"{when} · {tr('Day {n} of {all}', n=day.number, all=day.days)}"


def said(*parts: str) -> str:
    """Parts that say something, a line each."""
    return "\n".join(part for part in parts if part)


# Painting ----------------------------------------------------------------------------------------


def _foot(painter: QPainter, left: str, right: str = "") -> None:
    band_room = QRectF(0, HEIGHT - FOOT, WIDTH, FOOT)
    painter.fillRect(band_room, theme.colour("window"))
    inside = band_room.adjusted(MARGIN + 24, 0, -MARGIN - 24, 0)
    half = inside.width() / 2 - 20
    canvas.line(painter, QRectF(inside.left(), inside.top(), half, FOOT), left, SMALLEST, "text2")
    there = QRectF(inside.right() - half, inside.top(), half, FOOT)
    canvas.line(painter, there, right, SMALLEST, "text2", align="end")


def _progress(painter: QPainter, face: Face) -> None:
    painter.fillRect(QRectF(0, 0, WIDTH, 14), theme.colour("sunken"))
    share = 1.0 if face.whole <= 0 else 1 - max(0, face.left) / face.whole
    ink = {Band.CALM: "accent", Band.AMBER: "warn"}.get(face.band, "danger")
    painter.fillRect(QRectF(0, 0, WIDTH * share, 14), theme.colour(ink))


def _pill(painter: QPainter, place: QPointF, category: str, words: str) -> None:
    wide = canvas.width_of(words, SMALLEST, bold=True) + 110
    box = QRectF(place.x(), place.y(), wide, 64)
    edge = theme.colour("border_strong") if theme.outlined() else None
    paint.fill_round(painter, box, 32, theme.category_colour(category, "fill"), edge)
    ink = theme.category_colour(category, "text")
    paint_icon(painter, QRectF(box.x() + 28, box.y() + 16, 32, 32), CATEGORY_ICONS[category], ink)
    painter.setFont(canvas.font(SMALLEST, bold=True))
    painter.setPen(ink)
    painter.drawText(box.adjusted(74, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)


def _paint_task(painter: QPainter, task: Task, face: Face) -> None:
    canvas.ground(painter, "surface")
    _progress(painter, face)
    left = MARGIN + 24
    _pill(painter, QPointF(left, 92), task.category, task.family)
    head = QRectF(left, 190, WIDTH - 2 * left, 210)
    took = canvas.paragraph(painter, head, task.heading, TITLE, bold=True)
    top = 190 + took + 56
    room = QRectF(left, top, 1000, HEIGHT - FOOT - top - 24)
    _numbered(painter, task.lines, room)
    clock = QRectF(1180, 320, WIDTH - 1180 - MARGIN, 300)
    if len(task.lines) == 0:
        clock = QRectF(left, 420, WIDTH - 2 * left, 300)
    canvas.line(
        painter, clock, face.text, 250, INKS[face.band], bold=True, numbers=True, align="center"
    )
    canvas.line(painter, clock.translated(0, 190).adjusted(0, 40, 0, 0), face.below, 40, "text2",
                align="center")  # fmt: skip
    _foot(painter, task.programme, task.then)


def _numbered(painter: QPainter, lines: Sequence[str], room: QRectF) -> None:
    """Up to six lines of the task, in numbered circles where there is more than one."""
    shown = list(lines)[:6]
    if not shown:
        return
    each = room.height() / len(shown)
    size = min(BODY, max(SMALLEST, each / 2.6))
    y = room.top()
    for number, text in enumerate(shown, 1):
        indent = 0.0
        if len(shown) > 1:
            circle = QRectF(room.left(), y, 60, 60)
            paint.fill_round(painter, circle, 30, theme.colour("accent_soft"),
                             theme.colour("border_strong") if theme.outlined() else None)  # fmt: skip
            canvas.line(
                painter, circle, str(number), SMALLEST, "accent_text", bold=True, align="center"
            )
            indent = 92
        box = QRectF(
            room.left() + indent, y + 2, room.width() - indent, min(each - 16, room.bottom() - y)
        )
        y += max(canvas.paragraph(painter, box, text, size), 60) + min(56, each * 0.25)


def _paint_timer(painter: QPainter, heading: str, face: Face) -> None:
    canvas.ground(painter, "surface")
    _progress(painter, face)
    top = QRectF(MARGIN, 70, WIDTH - 2 * MARGIN, 130)
    canvas.line(painter, top, heading, 64, "text2", bold=True, align="center")
    room = QRectF(MARGIN, 220, WIDTH - 2 * MARGIN, 620)
    canvas.line(
        painter, room, face.text, 560, INKS[face.band], bold=True, numbers=True, align="center"
    )
    below = QRectF(MARGIN, 860, WIDTH - 2 * MARGIN, 100)
    canvas.line(painter, below, face.below, 60, "text2", align="center")


def _paint_welcome(painter: QPainter, day: PublicDay) -> None:
    canvas.ground(painter, "surface")
    painter.fillRect(QRectF(0, 0, 28, HEIGHT), theme.colour("accent"))
    left, wide = MARGIN + 40.0, WIDTH - 2 * MARGIN - 40
    canvas.line(painter, QRectF(left, 110, wide, 60), tr("Welcome"), 48, "accent_text", bold=True)
    took = canvas.paragraph(painter, QRectF(left, 190, wide, 300), day.programme, 96, bold=True)
    y = 190 + took + 30
    canvas.line(painter, QRectF(left, y, wide, 70), day_line(day), 48, "text2")
    if day.title:
        canvas.line(painter, QRectF(left, y + 80, wide, 70), day.title, 48)
    first = [item for item in day.items if item.category.value != "break"][:3]
    y = max(y + 210, HEIGHT - FOOT - 90.0 * len(first) - 30)
    for item in first:
        canvas.line(
            painter, QRectF(left, y, 180, 70), minute_text(item.start), 44, "text2", numbers=True
        )
        canvas.line(painter, QRectF(left + 190, y, wide - 190, 70), item.title, 44)
        y += 84
    _foot(painter, day.place)


def _paint_agenda(painter: QPainter, day: PublicDay, current: PublicItem | None) -> None:
    canvas.ground(painter, "surface")
    left, wide = MARGIN + 24.0, WIDTH - 2 * MARGIN - 48
    canvas.line(painter, QRectF(left, 50, wide, 56), day_line(day), 38, "text2")
    canvas.line(painter, QRectF(left, 104, wide, 90), day.title or tr("Today"), 64, bold=True)
    top, high = 216.0, HEIGHT - FOOT - 216.0
    shown, more = fitting_items(day.items, current)
    across = 2 if len(shown) > 14 else 1
    deep = -(-len(shown) // across)
    line = min(84.0, high / max(1, deep))
    column_wide = (wide - 60 * (across - 1)) / across
    size = 40.0 if line > 66 else 36.0 if line > 50 else SMALLEST
    room = column_wide - TITLE_AT - 4
    size = canvas.one_size((item.title for item in shown), room, size, bold=True)
    for number, item in enumerate(shown):
        x = left + (number // deep) * (column_wide + 60)
        y = top + (number % deep) * line
        is_now = current is not None and item.id == current.id
        _agenda_line(painter, item, QRectF(x, y, column_wide, line), size, is_now=is_now)
    _foot(painter, day.programme, more)


MOST_ON_SCREEN = 26
TITLE_AT = 160
"""Where the titles begin, behind the times."""


def fitting_items(
    items: Sequence[PublicItem], current: PublicItem | None
) -> tuple[list[PublicItem], str]:
    """The items that can be read from the back: from the running one on where they are too many."""
    if len(items) <= MOST_ON_SCREEN:
        return list(items), ""
    ids = [item.id for item in items]
    first = ids.index(current.id) if current is not None and current.id in ids else 0
    first = max(0, min(first - 2, len(items) - MOST_ON_SCREEN))
    shown = list(items[first : first + MOST_ON_SCREEN])
    return shown, tr("{n} of {all} items", n=len(shown), all=len(items))


def _agenda_line(
    painter: QPainter, item: PublicItem, box: QRectF, size: float, *, is_now: bool
) -> None:
    if is_now:
        paint.fill_round(painter, box.adjusted(-16, 4, 8, -4), 12, theme.colour("accent_soft"),
                         theme.colour("accent"), 3)  # fmt: skip
    ink = "accent_text" if is_now else "text2" if item.category.value == "break" else "text"
    bar = QRectF(box.x(), box.y() + 12, 8, box.height() - 24)
    paint.fill_round(painter, bar, 4, theme.category_colour(item.category.value, "bar"))
    time = QRectF(box.x() + 26, box.y(), 128, box.height())
    canvas.line(painter, time, minute_text(item.start), size, ink, numbers=True, bold=is_now)
    title = QRectF(box.x() + TITLE_AT, box.y(), box.width() - TITLE_AT - 4, box.height())
    canvas.line(painter, title, item.title, size, ink, bold=is_now)


def _paint_notice(painter: QPainter, programme: str, text: str) -> None:
    canvas.ground(painter, "surface")
    painter.fillRect(QRectF(0, 0, WIDTH, 14), theme.colour("accent"))
    wide, high = WIDTH - 2 * MARGIN - 80.0, HEIGHT - FOOT - 200.0
    size = canvas.fitting(text, wide, high, 120, bold=True)
    took = min(high, canvas.height_of(text, wide, size, bold=True))
    box = QRectF(MARGIN + 40, 80 + (high - took) / 2, wide, took + 4)
    canvas.paragraph(painter, box, text, size, bold=True, align="center")
    _foot(painter, programme)
