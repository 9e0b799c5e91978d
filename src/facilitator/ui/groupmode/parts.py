"""Parts of the group's window: the letter, the header, the list of tasks, the cover page."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from facilitator.application.groupwork.words import task_title
from facilitator.application.rows.groupwork import TeamRow
from facilitator.domain.groupwork import Task
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import announce


def team_title(team: TeamRow) -> str:
    """ "Group C: Banyan", or "Table 2: Upstream, River Crossing"."""
    kind = tr("Table {letter}") if team.is_role else tr("Group {letter}")
    title = kind.replace("{letter}", team.letter)
    return tr("{title}: {name}", title=title, name=team.name) if team.name else title


class LetterTile(Themed, QWidget):
    """The team's letter on its hue."""

    def __init__(self, letter: str, side: int = 52, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._side = letter, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(letter)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = QRectF(self.rect())
        families = sorted(theme.current().categories)
        hue = families[(ord(self._letter[:1] or "A") - 63) % len(families)]
        paint.fill_round(painter, box, box.width() / 6, theme.category_colour(hue, "bar"))
        painter.setPen(theme.colour("surface"))
        font = theme.font("title")
        font.setPixelSize(round(box.height() * 0.46))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)


class GroupHeader(Themed, QWidget):
    """Who works here, the time left, whether it is saved, and the way out."""

    leave_requested = Signal()

    def __init__(self, team: TeamRow, minutes: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._end = time.monotonic() + minutes * 60 if minutes else 0.0
        names = column(spacing=2)
        self.title = PlainLabel(team_title(team), "title")
        members = PlainLabel(", ".join(team.members), "body", "text2")
        for label in (self.title, members):
            label.setProperty("mayElide", True)
            label.setMinimumWidth(0)
        names.addWidget(self.title)
        names.addWidget(members)
        self.clock = PlainLabel("", "headline", numbers=True)
        self._icon = IconLabel("circle-check", "ok", 18)
        self.saved = PlainLabel("", "body", "text2", numbers=True)
        self.leave = Button(tr("Leave"), icon="lock")
        self.leave.clicked.connect(self.leave_requested)
        line = row(self, (32, 12, 24, 12), spacing=16)
        line.addWidget(LetterTile(team.letter))
        line.addLayout(names, 1)
        line.addWidget(self.clock)
        state = row(spacing=8)
        state.addWidget(self._icon)
        state.addWidget(self.saved)
        line.addLayout(state)
        line.addWidget(self.leave)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_clock)
        self.clock.setVisible(bool(minutes))
        if minutes:
            self._show_clock()
            self._tick.start()

    def _show_clock(self) -> None:
        left = round(self._end - time.monotonic())
        sign = "" if left >= 0 else "−"
        self.clock.setText(f"{sign}{abs(left) // 60:02d}:{abs(left) % 60:02d}")
        self.clock.set_style(ink="text" if left > 60 else "danger")

    def stop(self) -> None:
        """Stop the clock; the window closes."""
        self._tick.stop()

    def show_saved(self, at: datetime) -> None:
        """Say when the work was saved last (local time)."""
        self._icon.set_icon("circle-check", "ok")
        self.saved.setText(tr("Saved {time}", time=at.astimezone().strftime("%H:%M")))

    def show_not_saved(self) -> None:
        """Say that the last change is in this window only."""
        self._icon.set_icon("circle-alert", "danger")
        self.saved.setText(tr("Not saved"))
        announce(self, tr("Not saved"), urgent=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))


class TaskButton(Themed, QAbstractButton):
    """One task in the list: its number or a tick, and its name."""

    def __init__(self, number: int, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task = task
        self._number = number
        self._done = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_done(done=False)

    def show_done(self, *, done: bool) -> None:
        """Mark the task as handed in, or not."""
        self._done = done
        title = task_title(self.task)
        name = tr("{n}. {title}, handed in") if done else tr("{n}. {title}")
        self.setAccessibleName(name.replace("{n}", str(self._number)).replace("{title}", title))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        if self.isChecked() or self.underMouse():
            token = "accent_soft" if self.isChecked() else "sunken"
            paint.fill_round(
                painter, self.rect().toRectF(), theme.radius("card"), theme.colour(token)
            )
        side, middle = theme.px(24), self.height() / 2
        circle = paint.mirrored(self, QRectF(theme.px(12), middle - side / 2, side, side))
        active = self.isChecked()
        fill = theme.colour("accent") if active else theme.colour("sunken")
        paint.fill_round(painter, circle, side / 2, fill)
        painter.setPen(theme.colour("on_accent" if active else "text"))
        if self._done:
            ink = theme.colour("on_accent" if active else "ok")
            paint_icon(painter, circle.adjusted(4, 4, -4, -4), "check", ink)
        else:
            painter.setFont(theme.font("caption_strong"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(theme.colour("text2" if self._done and not active else "text"))
        painter.setFont(theme.font("body_strong"))
        left = theme.px(48)
        box = paint.mirrored(
            self, QRectF(left, 0, self.width() - left - theme.px(8), self.height())
        )
        paint.draw_text(painter, box, task_title(self.task), widget=self)


class TaskList(QWidget):
    """The tasks below each other; one of them is in front."""

    chosen = Signal(object)
    """The Task."""

    def __init__(self, title: str, tasks: tuple[Task, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Tasks"))
        whole = column(self, spacing=8)
        label = PlainLabel(title, "subtitle", wrap=True)
        whole.addWidget(label)
        whole.addSpacing(theme.px(4))
        self.buttons = [TaskButton(n, task) for n, task in enumerate(tasks, 1)]
        for button in self.buttons:
            button.setAutoExclusive(True)
            button.clicked.connect(self._on_clicked)
            whole.addWidget(button)
        whole.addStretch(1)

    def show_front(self, task: Task) -> None:
        """Mark the task in front."""
        for button in self.buttons:
            button.setChecked(button.task is task)

    def show_done(self, done: set[Task]) -> None:
        """Mark the tasks that are handed in."""
        for button in self.buttons:
            button.show_done(done=button.task in done)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TaskButton):
            self.chosen.emit(button.task)


class Cover(QWidget):
    """ "Please pass to Group C": stands between groups, and over the work while nobody is there."""

    opened = Signal()

    def __init__(self, team: TeamRow, *, own_laptop: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = team_title(team)
        self.setAccessibleName(title)
        words = title if own_laptop else tr("Please pass to {group}", group=title)
        middle = column(spacing=16)
        tile = LetterTile(team.letter, 112)
        middle.addWidget(tile, 0, Qt.AlignmentFlag.AlignHCenter)
        head = PlainLabel(words, "headline")
        middle.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        names = PlainLabel(", ".join(team.members), "subtitle", "text2")
        middle.addWidget(names, 0, Qt.AlignmentFlag.AlignHCenter)
        self.begin = Button(tr("Begin"), Kind.PRIMARY, size="large")
        self.begin.clicked.connect(self.opened)
        middle.addSpacing(theme.px(8))
        middle.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = column(self, (32, 32, 32, 32))
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
