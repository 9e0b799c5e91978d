"""The group's window: full screen, one team's document, no way to anything else.

It hosts the normal pages on a private document. Not there on purpose: navigation, palette, file
dialogs, the room's screen, and every shortcut but those of editing. An app cannot stop the system's
own keys; the help says so.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from facilitator.application.groupwork.words import task_title
from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.support.errors import FacilitatorError, RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.actions import ActionRegistry
from facilitator.ui.app.catalogue import spec_of
from facilitator.ui.app.context import Context
from facilitator.ui.app.theme import Themed
from facilitator.ui.groupmode.parts import Cover, GroupHeader, TaskList
from facilitator.ui.groupmode.pin_pad import PinPad
from facilitator.ui.groupmode.preparation import PreparationPage
from facilitator.ui.groupmode.session import GroupSession
from facilitator.ui.groupmode.typing_pause import TypingPause
from facilitator.ui.pages.base import Page
from facilitator.ui.projector.scenes import ProjectorScene
from facilitator.ui.projector.service import Projector
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.focus_ring import FocusRing
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from facilitator.ui.app.summary import Summary

PAGE_OF = {Task.CAUSES: "root_causes", Task.CASES: "case_studies", Task.VISION: "vision"}


class NoProjector(Projector):
    """What pages of a group get: nothing of a group goes to the room's screen."""

    def show(
        self, scene: ProjectorScene, again: Callable[[], ProjectorScene] | None = None
    ) -> None:
        """Nothing."""

    def open(self) -> None:
        """Nothing."""


class GroupWindow(Themed, QWidget):
    """One sitting of a team. `ended` comes when the facilitator has left it."""

    ended = Signal()
    save_elsewhere_requested = Signal()

    def __init__(
        self, session: GroupSession, context: Context, kept_pin: str = "", minutes: int = 0,
    ) -> None:  # fmt: skip
        super().__init__()
        self.session = session
        self._pin = kept_pin
        self._summary: Summary | None = None
        self.context = replace(
            context, document=session.document, actions=ActionRegistry(self), shell=self,
            projector=NoProjector(self._itself, context.settings, self),
        )  # fmt: skip
        team = session.row()
        QGuiApplication.clipboard().clear()  # it may hold what is not for this team
        self.setWindowTitle(tr("Group work"))
        self.header = GroupHeader(team, minutes)
        self.header.leave_requested.connect(self.ask_to_leave)
        self.header.show_saved(session.last_saved)
        self.alarm = InlineMessage()
        self.tasks = TaskList(tr("Your tasks"), self._tasks())
        self.tasks.chosen.connect(self.show_task)
        self.pages: dict[Task, QWidget] = {}
        self.front: Task | None = None
        self._lay_out(Cover(team, own_laptop=not kept_pin))
        self.toast = Toast(self)
        self.ring = FocusRing(self)
        self.pause = TypingPause(self)
        session.saved.connect(self._on_saved)
        session.failed.connect(self._on_failed)
        session.document.changed.connect(self._on_changed)
        session.document.done.connect(self.tell)
        for title, act, keys in (
            (tr("Undo"), self.undo, QKeySequence.StandardKey.Undo),
            (tr("Redo"), self.redo, QKeySequence.StandardKey.Redo),
        ):
            action = QAction(title, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            self.addAction(action)
        QGuiApplication.instance().applicationStateChanged.connect(self._on_app_state)  # type: ignore[union-attr]

    def _itself(self) -> QWidget:
        return self

    def _tasks(self) -> tuple[Task, ...]:
        if self.session.team.group_id is None:
            return (Task.PREPARATION,)
        return tuple(PAGE_OF)

    def _lay_out(self, cover: Cover) -> None:
        self.cover = cover
        self.cover.opened.connect(self.begin)
        self.pin_pad = PinPad(self._pin)
        self.pin_pad.accepted.connect(self.leave)
        self.pin_pad.cancelled.connect(self.begin)
        self.message = InlineMessage()
        self.host = QStackedWidget()
        self.promise = PlainLabel("", "body", "text2", wrap=True)
        self.back = Button(tr("Back"), size="large")
        self.next = Button(tr("Next"), size="large")
        self.hand_in = Button(tr("Hand in"), icon="upload", size="large")
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.hand_in.clicked.connect(self._on_hand_in)
        foot = row(spacing=12)
        foot.addWidget(self.back)
        foot.addWidget(self.promise, 1)
        foot.addWidget(self.next)
        foot.addWidget(self.hand_in)
        card = Card(padding=8)
        card.body.addWidget(self.message)
        area = QScrollArea()  # a page that is too high for the screen scrolls
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.host)
        area.viewport().setAutoFillBackground(False)
        self.host.setAutoFillBackground(False)
        card.body.addWidget(area, 1)
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        card.body.addLayout(foot)
        work = QWidget()
        line = row(work, (24, 16, 24, 24), spacing=24)
        self.tasks.setFixedWidth(theme.px(240))
        line.addWidget(self.tasks)
        line.addWidget(card, 1)
        self.work = work
        self.stack = QStackedWidget()
        for widget in (self.cover, work, self.pin_pad):
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(self.cover)
        self.header.hide()
        alarm_room = column(margins=(24, 12, 24, 0))
        alarm_room.addWidget(self.alarm)
        whole = column(self)
        whole.addWidget(self.header)
        whole.addLayout(alarm_room)
        whole.addWidget(self.stack, 1)

    # Moving about ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """From the cover page or the PIN to the work."""
        self.header.show()
        self.stack.setCurrentWidget(self.work)
        self.show_task(self.front or self.tasks.buttons[0].task)

    def show_cover(self) -> None:
        """Hide the work until somebody comes back."""
        self.pause.save_now()
        self.header.hide()
        self.stack.setCurrentWidget(self.cover)

    def show_task(self, task: Task) -> None:
        """Bring a task to the front."""
        self.pause.save_now()
        self.front = task
        if task not in self.pages:
            self.pages[task] = self._make(task)
            self.host.addWidget(self.pages[task])
        page = self.pages[task]
        self.host.setCurrentWidget(page)
        if isinstance(page, Page):
            page.bring_up_to_date()
        self._show_state()

    def _make(self, task: Task) -> QWidget:
        if task is Task.PREPARATION:
            return PreparationPage(self.session.document, self.session.team)
        page_id = PAGE_OF[task]
        module = importlib.import_module(spec_of(page_id).module)
        page: Page = module.PAGE(self.context, page_id)
        return page

    def _on_back(self) -> None:
        self._step(-1)

    def _on_next(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        tasks = [button.task for button in self.tasks.buttons]
        here = tasks.index(self.front) if self.front in tasks else 0
        self.show_task(tasks[max(0, min(len(tasks) - 1, here + step))])

    # Handing in -----------------------------------------------------------------------------------

    def _on_hand_in(self) -> None:
        if self.front is None:
            return
        self.pause.save_now()
        try:
            stored = self.session.hand_in(self.front)
        except RuleViolation as refusal:
            self.message.tell("warn", str(refusal))
            return
        if stored:
            self.toast.tell(tr("{task} handed in", task=task_title(self.front)))
        self._show_state()

    def _show_state(self) -> None:
        """Where the task in front stands, and what can be done with it."""
        if self.front is None:
            return
        states = self.session.hand_ins()
        row_ = states.get(self.front)
        locked = row_ is not None and row_.state.is_locked
        done = {task for task, row in states.items() if row.state.is_locked}
        self.tasks.show_done(done)
        self.tasks.show_front(self.front)
        self.pages[self.front].setEnabled(not locked)
        self.hand_in.setVisible(not locked)
        tasks = [button.task for button in self.tasks.buttons]
        self.back.setVisible(self.front is not tasks[0])
        self.next.setVisible(self.front is not tasks[-1])
        self.promise.setText("" if locked else tr("Only your team sees this until you hand it in."))
        if row_ is not None and locked:
            at = row_.at.astimezone().strftime("%H:%M")
            said = tr("Handed in at {time}. The facilitator can reopen it.", time=at)
            self.message.tell("ok", said)
        elif row_ is not None and row_.state is HandInState.SENT_BACK:
            self.message.tell("warn", tr("Sent back: {comment}", comment=row_.comment))
        else:
            self.message.dismiss()

    # What happens ---------------------------------------------------------------------------------

    def _on_changed(self, change_set: object, _origin: object) -> None:
        if not self.session.document.is_open:
            return  # news of the last change, after the sitting ended
        for task, page in self.pages.items():
            if task is not self.front and isinstance(page, Page):
                page.mark_stale()
            else:
                page.refresh(change_set)  # type: ignore[attr-defined]

    def _on_saved(self, at: object) -> None:
        self.alarm.dismiss()
        self.header.show_saved(at)  # type: ignore[arg-type]

    def _on_failed(self, problem: Exception) -> None:
        self.header.show_not_saved()
        fixes: tuple[tuple[str, Callable[[], object]], ...] = (
            (tr("Try again"), self.session.save),
        )
        if not self._pin:
            fixes = (*fixes, (tr("Save elsewhere…"), self.save_elsewhere_requested.emit))
        self.alarm.tell("danger", str(problem), fixes)

    def undo(self) -> None:
        """Take the last change of this sitting back."""
        self._attempt(self.session.document.undo)

    def redo(self) -> None:
        """Do it again."""
        self._attempt(self.session.document.redo)

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except RuleViolation as refusal:
            self.toast.tell(str(refusal))

    # What pages may ask (see Shell) ---------------------------------------------------------------

    @property
    def summary(self) -> Summary | None:
        """The programme at a glance is not a group's."""
        return self._summary

    def go_to(self, page_id: str) -> None:
        """Show another of the team's tasks; other pages are not there."""
        for task, page in PAGE_OF.items():
            if page == page_id and any(b.task is task for b in self.tasks.buttons):
                self.show_task(task)

    def open_programme(self, _path: Path, *, read_only: bool = False) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def tell(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a toast; what can be undone is undone by Ctrl+Z."""
        self.toast.tell(text, action, act)

    def show_problem(self, problem: Exception) -> None:
        """Show the red bar."""
        self.alarm.tell("danger", str(problem))

    def read_all_again(self) -> None:
        """Nothing changes past the commands here."""

    def ask_to_protect(self) -> None:
        """The programme's passphrase is the facilitator's."""

    def start_group_mode(self, team: Team, minutes: int) -> None:
        """It is on."""

    def save_settings(self) -> None:
        """Settings are the facilitator's."""

    def apply_settings(self) -> None:
        """Settings are the facilitator's."""

    # Leaving --------------------------------------------------------------------------------------

    def ask_to_leave(self) -> None:
        """Ask for the PIN; on a laptop of the group's own there is none."""
        self.pause.save_now()
        if not self._pin:
            self.leave()
            return
        self.header.hide()
        self.stack.setCurrentWidget(self.pin_pad)
        self.pin_pad.begin()

    def leave(self) -> None:
        """Store what is left; stay where that is not possible."""
        self.pause.save_now()
        try:
            stored = self.session.save()
        except FacilitatorError as problem:
            self.show_problem(problem)
            return
        if stored:
            self.ended.emit()
        else:
            self.begin()

    def put_away(self) -> None:
        """Close for good: nothing of the sitting stays in memory."""
        app = QGuiApplication.instance()
        app.applicationStateChanged.disconnect(self._on_app_state)  # type: ignore[union-attr]
        QGuiApplication.clipboard().clear()  # what one group copied is not for the next one
        self.pause.end()
        self.header.stop()
        self.session.close()
        self.hide()
        self.deleteLater()

    def _on_app_state(self, state: Qt.ApplicationState) -> None:
        away = state in {Qt.ApplicationState.ApplicationInactive,
                         Qt.ApplicationState.ApplicationSuspended}  # fmt: skip
        if away and self._pin and self.stack.currentWidget() is self.work:
            self.show_cover()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.ask_to_leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("window"))
