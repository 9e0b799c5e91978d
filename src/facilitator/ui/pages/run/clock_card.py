"""The left half of the cockpit: the session, its step, the clock, its buttons, what to say, then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.domain.running import clock_text
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import CATEGORY_ICONS
from facilitator.ui.app.run_clock import RunClock
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.run import words
from facilitator.ui.pages.run.timer_view import TimerView
from facilitator.ui.projector.run_scenes import category_words
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row


class Box(Themed, QWidget):
    """A sunken box for words."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        edge = theme.colour("border_strong") if theme.outlined() else None
        paint.fill_round(
            painter, self.rect().toRectF(), theme.radius("card"), theme.colour("sunken"), edge
        )


class ClockCard(Card):
    """It shows the run clock and says what is wished."""

    back_wished = Signal()
    pause_wished = Signal()
    minutes_wished = Signal(int)
    next_wished = Signal()

    def __init__(self, run: RunClock, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=20)
        self._run = run
        self.setAccessibleName(tr("The session that goes on"))
        self._head()
        self.timer = TimerView()
        self.body.addWidget(self.timer, 1)
        self._buttons()
        self._words()

    def _head(self) -> None:
        line = row(spacing=10)
        self.badge = Badge("", "neutral", parent=self)
        self.facts = PlainLabel("", "body", "text2", numbers=True)
        line.addWidget(self.badge)
        line.addWidget(self.facts, 1)
        self.body.addLayout(line)
        self.title = PlainLabel("", "title", wrap=True)
        self.step = PlainLabel("", "subtitle", "text2", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.step)

    def _buttons(self) -> None:
        self.back = Button(tr("Back"), icon="skip-back", size="large")
        self.pause = Button(tr("Pause"), Kind.PRIMARY, icon="pause", size="large")
        self.plus_one = Button(tr("+1 min"), size="large")
        self.plus_five = Button(tr("+5 min"), size="large")
        self.next = Button(tr("Next"), icon="skip-forward", size="large")
        self.back.clicked.connect(self.back_wished)
        self.pause.clicked.connect(self.pause_wished)
        self.plus_one.clicked.connect(self._on_one)
        self.plus_five.clicked.connect(self._on_five)
        self.next.clicked.connect(self.next_wished)
        line = row(spacing=8)
        line.addStretch(1)
        for button in self.buttons:
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.hint = PlainLabel("", "small", "text3")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("mayElide", True)
        self.body.addWidget(self.hint)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The five acts, in order."""
        return self.back, self.pause, self.plus_one, self.plus_five, self.next

    def _words(self) -> None:
        self.say_box = Box()
        inside = column(self.say_box, (16, 10, 16, 12), spacing=4)
        inside.addWidget(PlainLabel(tr("What to say"), "small_strong", "text2"))
        self.say = PlainLabel("", "body", wrap=True)
        inside.addWidget(self.say)
        self.body.addWidget(self.say_box)
        self.then_box = Box()
        line = row(self.then_box, (14, 8, 14, 8), spacing=12)
        head = PlainLabel(tr("Then"), "body_strong", "text2")
        line.addWidget(head)
        self.then = PlainLabel("", "body", numbers=True)
        self.then.setProperty("mayElide", True)
        line.addWidget(self.then, 1)
        self.body.addWidget(self.then_box)

    def _on_one(self) -> None:
        self.minutes_wished.emit(1)

    def _on_five(self) -> None:
        self.minutes_wished.emit(5)

    # Showing --------------------------------------------------------------------------------------

    def show_running(self, *, editable: bool, letters: bool) -> None:
        """Show what runs; only called while something does."""
        run, item = self._run, self._run.item
        if item is None:
            return
        category = item.category.value
        self.badge.show_text(category_words(category), category, CATEGORY_ICONS[category])
        self.facts.setText(words.when_and_where(item))
        self.title.setText(item.title)
        steps, number = run.steps, run.step
        self.step.setVisible(bool(steps))
        if steps:
            self.step.setText(tr("Step {n} of {all}: {title}", n=number + 1, all=len(steps),
                                 title=steps[number].title))  # fmt: skip
        said = steps[number].say if steps else ""
        said = said or item.private_notes
        self.say.setText(said)
        self.say_box.setVisible(bool(said))
        rest = run.rest()
        self.then.setText(words.then_words(rest) or tr("Nothing more today"))
        last_step = not steps or number + 1 >= len(steps)
        self.next.setText(tr("Next session") if last_step else tr("Next step"))
        timer = run.timer
        running = timer is not None and timer.running
        self.pause.setText(tr("Pause") if running else tr("Continue"))
        self.pause.set_icon("pause" if running else "play")
        for button in self.buttons:
            button.setEnabled(editable)
        self.next.setEnabled(editable and (not last_step or bool(rest)))
        self.hint.setText(tr("Space pauses · N next · P back · + one more minute · B blanks the room's "
                             "screen") if letters else "")  # fmt: skip
        self.hint.setVisible(letters)
        self.tick()

    def tick(self) -> None:
        """The clock alone."""
        face = self._run.face()
        whole = clock_text(face.whole)
        below = (tr("Paused, of {whole}", whole=whole) if face.is_paused
                 else tr("of {whole} · ends {time}", whole=whole, time=face.until)
                 if face.left > 0 else tr("of {whole} · time is up", whole=whole))  # fmt: skip
        self.timer.show_face(face, below)
