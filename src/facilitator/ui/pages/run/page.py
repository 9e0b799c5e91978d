"""The Run page, the cockpit: it asks the run clock and the rules, shows, and gives commands.

The clock itself lives in `ui/app/run_clock.py` and goes on whatever page is in front; the slip rule
and the projected end are rules of `domain/running.py`. The room's screen gets scenes, never this
page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from facilitator.application.commands.running import (
    BackToItem,
    EndItem,
    GiveMinutes,
    GoToStep,
    PauseRun,
    PutStep,
    StartItem,
)  # fmt: skip
from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.domain.negotiation.phases import Phase
from facilitator.support import clock
from facilitator.support.i18n import tr
from facilitator.ui.app.paper_writer import PaperWriter, Written
from facilitator.ui.app.run_clock import minute_now
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.run import lookups, words
from facilitator.ui.pages.run.clock_card import ClockCard
from facilitator.ui.pages.run.exercise_strip import ExerciseStrip
from facilitator.ui.pages.run.idle_card import IdleCard
from facilitator.ui.pages.run.lateness import Lateness
from facilitator.ui.pages.run.letters import letter
from facilitator.ui.pages.run.note_drawer import NoteDrawer
from facilitator.ui.pages.run.room_panel import RoomPanel
from facilitator.ui.pages.run.scrolling import TwoColumns
from facilitator.ui.pages.run.slip_card import SlipCard
from facilitator.ui.pages.run.step_editor import StepEditor
from facilitator.ui.pages.run.steps_panel import DAY, STEPS, StepsPanel
from facilitator.ui.projector.room import RoomScenes
from facilitator.ui.projector.scenes import SceneName
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import announce
from facilitator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.application.registry import Command
    from facilitator.ui.app.document import Document

IDLE_TICK = 1000
TABLES = frozenset(
    {"run_state", "run_record", "session_step", "agenda_item", "day", "room", "resource_person",
     "exercise", "programme", "attendance_mark", "participant"}
)  # fmt: skip


class RunPage(Page):
    """See the module."""

    page_id: ClassVar[str] = "run"
    keeps_space: ClassVar[bool] = True

    def build(self) -> None:
        self.run = self.context.run_clock
        self.scenes = RoomScenes(self.run, self.document)
        self.day_id: UUID | None = None
        self._minute = -1
        self._ran = True
        self._build_header()
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)
        self._line = row(spacing=16)
        self.columns = TwoColumns(self._left(), self._right(), tr("The session and the room"))
        self._line.addWidget(self.columns, 1)
        self.content.addLayout(self._line, 1)
        self.editor = StepEditor(self)
        self.editor.dock(self._line)
        self.notes = NoteDrawer(self)
        self.notes.dock(self._line)
        self.idle_timer = QTimer(self)
        self.idle_timer.setInterval(IDLE_TICK)
        # A shortcut, so that it comes before the button that has the focus; texts still get theirs.
        self.space = QShortcut(QKeySequence(Qt.Key.Key_Space), self, self.pause)
        self.space.setAutoRepeat(False)
        self._connect()

    def _build_header(self) -> None:
        self.late_badge = self.header.add_badge("", "ok", "clock")
        self.end_badge = self.header.add_badge("", "neutral", "flag")
        self.days = QComboBox()
        self.days.setAccessibleName(tr("Day"))
        self.days.setMinimumContentsLength(12)
        self.days.setProperty("tall", True)
        self.header.add_widget(self.days)
        self.attendance_button = self._action(tr("Attendance"), "clipboard-check")
        self.note_button = self._action(tr("Note"), "sticky-note")
        self.print_button = self._action(tr("Planned and held"), "printer")
        self.end_button = self._action(tr("End session"), "flag")

    def _action(self, text: str, icon: str) -> Button:
        return self.header.add_action(text, icon=icon, size="large")

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("clear", True)
        whole = column(left, spacing=12)
        self.slip_card = SlipCard()
        self.late = Lateness(self.run, self.slip_card, self.late_badge, self.end_badge)
        self.exercise_strip = ExerciseStrip()
        self.clock_card = ClockCard(self.run)
        self.idle_card = IdleCard()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.idle_card)
        self.stack.addWidget(self.clock_card)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.exercise_strip)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        right.setProperty("clear", True)
        whole = column(right, spacing=12)
        self.room = RoomPanel(self.context.projector, self.scenes)
        self.steps = StepsPanel(self.run, self.room.more)
        whole.addWidget(self.slip_card)
        whole.addWidget(self.room)
        whole.addWidget(self.steps, 1)
        return right

    def _connect(self) -> None:
        card, steps = self.clock_card, self.steps
        card.pause_wished.connect(self.pause)
        card.back_wished.connect(self.back)
        card.next_wished.connect(self.go_on)
        card.minutes_wished.connect(self.give)
        steps.step_wished.connect(self._on_step)
        steps.item_wished.connect(self.start_item)
        steps.edit_wished.connect(self.edit_steps)
        self.idle_card.start_wished.connect(self.start_item)
        self.editor.wished.connect(self._on_step_wished)
        self.late.wished.connect(self._on_slip_wished)
        self.notes.wished.connect(self._on_step_wished)
        self.exercise_strip.wished.connect(self.do)
        self.days.activated.connect(self._on_day)
        for drawer in (self.editor, self.notes):
            drawer.closed.connect(self._on_drawer_closed)
        self.attendance_button.clicked.connect(self.go_to_attendance)
        self.note_button.clicked.connect(self.take_note)
        self.print_button.clicked.connect(self.print_out)
        self.end_button.clicked.connect(self.end)
        self.idle_timer.timeout.connect(self.tick)
        self.run.ticked.connect(self.tick)
        self.run.marked.connect(self._on_marked)
        self.run.asked.connect(self._on_asked)

    # Showing --------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.day_id = None
        self.late.forget()
        self._close_drawers()
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        days = self.run.read.agenda.days
        running = self.run.item
        known = {day.id for day in days}
        if running is not None:
            self.day_id = running.day_id
        elif self.day_id not in known:
            self.day_id = lookups.usual_day(days)
        self.scenes.day_id = self.day_id
        self._show_days(days)
        self._show_all()
        if self.run.timer is not None and self.run.timer.question is not None:
            self._on_asked()

    def _show_days(self, days: tuple[DayRow, ...]) -> None:
        fill(self.days, [(words.day_name(day), day.id) for day in days], self.day_id)
        self.days.setVisible(self.run.item is None)

    @property
    def editable(self) -> bool:
        """Whether anything may be changed."""
        return not self.document.read_only

    @property
    def is_today(self) -> bool:
        """Whether the day in front has today's date."""
        return any(
            d.id == self.day_id and d.date == clock.today() for d in self.run.read.agenda.days
        )

    def _show_all(self) -> None:
        running, editable = self.run.item, self.editable
        had_focus = self.stack.isAncestorOf(self.focusWidget() or self)
        self.stack.setCurrentWidget(self.idle_card if running is None else self.clock_card)
        if running is None:
            self.idle_card.show_next(self.next_item(), is_today=self.is_today, editable=editable)
        else:
            self.clock_card.show_running(
                editable=editable, letters=self.context.settings.letter_keys
            )
        if had_focus:
            self.main_button.setFocus()
        self.steps.show_day(self.day_id, editable=editable)
        if (running is not None) != self._ran:
            self._ran = running is not None
            self.steps.show_list(STEPS if self._ran else DAY)
        here = "" if running is None else lookups.present_words(self.document, running)
        self.attendance_button.setText(tr("Attendance") + here)
        self.end_button.setVisible(running is not None)
        self.end_button.setEnabled(editable)
        self.note_button.setVisible(running is not None)
        self._mind_space()
        self._show_editor()
        row_ = self.scenes.exercise()
        in_play = row_ is not None and row_.clock.phase is not Phase.NOT_BEGUN
        negotiates = running is not None and running.category.value == "negotiate"
        self.exercise_strip.show_exercise(
            row_ if in_play or negotiates else None, editable=editable
        )
        self.room.offer(exercise=row_ is not None)
        self._minute = -1
        self.tick()
        self.idle_timer.setInterval(IDLE_TICK)

    @property
    def main_button(self) -> QWidget:
        """Where the keyboard begins."""
        return self.idle_card.start if self.run.item is None else self.clock_card.pause

    def _show_editor(self) -> None:
        item = self.run.item
        if item is None:
            self._close_drawers()
        elif self.editor.isVisible():
            self.editor.show_steps(item.id, self.run.steps)

    def _close_drawers(self) -> None:
        self.editor.hide()
        self.notes.hide()
        self.columns.show_second(shown=True)

    def _mind_space(self) -> None:
        self.space.setEnabled(
            self.run.item is not None and self.editable and self.context.settings.letter_keys
        )

    def _on_drawer_closed(self) -> None:
        self._close_drawers()
        self.main_button.setFocus()  # Qt would give it to whatever comes next, as far as the header

    def next_item(self) -> AgendaItemRow | None:
        """What is to be started next on the day in front."""
        if self.day_id is None:
            return None
        return lookups.item_to_start(self.run, self.day_id, is_today=self.is_today)

    def tick(self) -> None:
        """What changes with the time; the rest only when something happens."""
        if not self.isVisible() or not self.document.is_open:
            return
        if self.run.item is not None:
            self.clock_card.tick()
            self.steps.tick()
        self.exercise_strip.tick()
        self.room.tick(SceneName.TASK if self.run.item is not None else SceneName.AGENDA)
        minute = minute_now()
        if minute != self._minute:
            self._minute = minute
            if self.run.item is None:
                self.idle_card.tick(minute, is_today=self.is_today)
            self.late.show_minute(minute, editable=self.editable)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.idle_timer.start()
        self.room.show_state()
        if self.document.is_open:
            self._mind_space()  # single letters may have been switched off meanwhile
        self._minute = -1
        self.tick()
        QTimer.singleShot(0, self._take_focus)  # the page is not quite there yet

    def _take_focus(self) -> None:
        focus = self.window().focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            self.main_button.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.idle_timer.stop()
        super().hideEvent(event)

    # What the clock says --------------------------------------------------------------------------

    def _on_marked(self, seconds: int) -> None:
        said = words.mark_words(seconds)
        announce(self.clock_card.timer, said, urgent=True)
        self.context.shell.tell(said)

    def _on_asked(self) -> None:
        timer = self.run.timer
        if timer is None or timer.question is None:
            return
        asked, leave_out, count = words.gap_words(timer, timer.question)
        ways = ((leave_out, self._on_gap_left_out), (count, self._on_gap_counted))
        self.message.tell("warn", asked, ways)

    def _on_gap_left_out(self) -> None:
        self.message.dismiss()
        self.run.answer(counts=False)
        self.tick()

    def _on_gap_counted(self) -> None:
        self.message.dismiss()
        self.run.answer(counts=True)

    # Acts -----------------------------------------------------------------------------------------

    def start_item(self, key: object) -> None:
        """Begin an item now."""
        item = next((i for i in self.run.read.agenda.items if i.id == key), None)
        if item is not None:
            self.late.forget()
            self.do(StartItem(item.id, item.title), tell=True)

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        timer = self.run.timer
        if timer is not None:
            self.do(PauseRun(paused=timer.running))

    def give(self, minutes: int) -> None:
        """More minutes for what runs."""
        if self.run.item is not None:
            self.do(GiveMinutes(minutes))

    def go_on(self) -> None:
        """The next step, or the next item after the last step."""
        steps, rest = self.run.steps, self.run.rest()
        if self.run.item is None:
            self.idle_card.start.click()
        elif steps and self.run.step + 1 < len(steps):
            self.do(GoToStep(self.run.step + 1))
        elif rest:
            self.start_item(rest[0].id)

    def back(self) -> None:
        """The step before; from the first step, the item before."""
        if self.run.item is None:
            return
        if self.run.steps and self.run.step > 0:
            self.do(GoToStep(self.run.step - 1))
            return
        before = lookups.item_before(self.run, self.run.item)
        if before is not None:
            self.do(BackToItem(before.id, before.title), tell=True)

    def end(self) -> None:
        """End what runs."""
        if self.run.item is not None:
            self.do(EndItem(), tell=True)

    def _on_step(self, number: int) -> None:
        self.do(GoToStep(number))

    def edit_steps(self) -> None:
        """Open the drawer with the steps."""
        if self.run.item is not None:
            self.notes.hide()
            self.editor.show_steps(self.run.item.id, self.run.steps)
            self.editor.open_drawer()
            self.columns.show_second(shown=False)

    def _on_step_wished(self, command: Command, field: FormField | None) -> None:
        if self.do(command, field=field) and isinstance(command, PutStep):
            self.editor.kept()

    def _on_slip_wished(self, command: Command) -> None:
        self.do(command, tell=True)

    def take_note(self) -> None:
        """Open the drawer with the note on what runs."""
        item = self.run.item
        if item is not None:
            self.editor.hide()
            record = self.run.read.run.record_of(item.id)
            self.columns.show_second(shown=False)
            self.notes.take(
                item.id, record.note if record is not None else "", editable=self.editable
            )

    def go_to_attendance(self) -> None:
        """Take attendance."""
        self.context.shell.go_to("attendance")

    def _on_day(self) -> None:
        key = self.days.currentData()
        self.day_id = key if isinstance(key, UUID) else None
        self.scenes.day_id = self.day_id
        self._show_all()

    def print_out(self) -> None:
        """Save planned against held as a PDF."""
        self.context.files.to_save(self, tr("Save the list"), "PDF (*.pdf)",
                                   self.paper_path("planned-and-held.pdf"), self._write)  # fmt: skip

    def _write(self, path: Path) -> None:
        from facilitator.reports.as_run import as_run_export

        self.writer.write(lambda: as_run_export(self.document.workspace, path), self._on_written,
                          what=tr("Planned and held"))  # fmt: skip

    def _on_written(self, made: Written) -> None:
        self.context.shell.tell(tr("{name} is written.", name=made[0].name))

    # Single letters -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_letter(event):
            super().keyPressEvent(event)

    def _on_letter(self, event: QKeyEvent) -> bool:
        """Single letters, while no text is being written and the user has not switched them off."""
        key = letter(event, self.window().focusWidget())
        if not key or not self.context.settings.letter_keys:
            return False
        projector = self.context.projector
        acts: dict[str, Callable[[], object]] = {
            "N": self.go_on, "P": self.back, "B": projector.blank, "F": projector.freeze,
            "S": self._to_scenes, "A": self.go_to_attendance,
            "+": partial(self.give, 1),
        }  # fmt: skip
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def _to_scenes(self) -> None:
        self.room.buttons[SceneName.TASK].setFocus()


PAGE = RunPage
