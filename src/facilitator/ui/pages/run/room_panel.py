"""What the room sees: the preview by the very same painter, the scenes, freeze and blank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.projector.preview import ScenePreview
from facilitator.ui.projector.room import RoomScenes
from facilitator.ui.projector.scenes import SceneName, scene_title
from facilitator.ui.projector.service import Projector, ProjectorState
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.layouts import column

ICONS = {
    SceneName.WELCOME: "sparkles", SceneName.TASK: "timer", SceneName.TIMER: "clock",
    SceneName.AGENDA: "calendar-days", SceneName.GROUPS: "group", SceneName.EXERCISE: "handshake",
    SceneName.NOTICE: "message-square",
}  # fmt: skip
STATES = {
    ProjectorState.OFF: ("neutral", "monitor"), ProjectorState.LIVE: ("danger", "circle-dot"),
    ProjectorState.FROZEN: ("accent", "snowflake"), ProjectorState.BLANK: ("warn", "eye-off"),
}  # fmt: skip


def state_words(state: ProjectorState) -> str:
    """Off, live, frozen, blank."""
    return {ProjectorState.OFF: tr("Off"), ProjectorState.LIVE: tr("Live"),
            ProjectorState.FROZEN: tr("Frozen"), ProjectorState.BLANK: tr("Blank")}[state]  # fmt: skip


class RoomPanel(Panel):
    """Puts the cockpit's scenes up; the other pages put up theirs."""

    def __init__(
        self, projector: Projector, scenes: RoomScenes, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("The room's screen"), parent)
        self._projector = projector
        self._scenes = scenes
        self.state = Badge("", "neutral", parent=self)
        self.tools.addWidget(self.state)
        self.preview = ScenePreview(tr("What the room sees"), projector, smallest=208)
        self.body.addWidget(self.preview, 1)
        self.buttons: dict[SceneName, Button] = {}
        self.freeze = self._button(tr("Freeze"), "snowflake", self._on_freeze)
        self.blank = self._button(tr("Blank"), "eye-off", self._on_blank)
        always = (
            self._scene(SceneName.TASK),
            self._scene(SceneName.TIMER),
            self.freeze,
            self.blank,
        )
        self.body.addLayout(_grid(always))
        self.more = self._more()
        projector.changed.connect(self.show_state)
        self.show_state()

    def _button(self, text: str, icon: str, act: Callable[[], object]) -> Button:
        button = Button(text, icon=icon, size="large")
        button.setCheckable(True)
        button.clicked.connect(act)
        return button

    def _scene(self, name: SceneName) -> Button:
        self.buttons[name] = self._button(
            scene_title(name), ICONS[name], partial(self.show_scene, name)
        )
        return self.buttons[name]

    def _more(self) -> QWidget:
        """The scenes that are needed less often, for another place of the page."""
        more = QWidget()
        more.setProperty("clear", True)
        self.end = Button(tr("End the screen"), icon="x", size="large")
        self.end.clicked.connect(self._projector.close)
        names = (SceneName.WELCOME, SceneName.AGENDA, SceneName.GROUPS, SceneName.EXERCISE,
                 SceneName.NOTICE)  # fmt: skip
        whole = column(more, spacing=8)
        whole.addLayout(_grid((*(self._scene(name) for name in names), self.end)))
        self.notice = QLineEdit()
        self.notice.setPlaceholderText(tr("Notice to the room: back at 10:45"))
        self.notice.setAccessibleName(tr("Notice to the room"))
        self.notice.setMaxLength(200)
        self.notice.setProperty("tall", True)
        self.notice.returnPressed.connect(self._on_notice)
        whole.addWidget(self.notice)
        whole.addStretch(1)
        return more

    def show_scene(self, name: SceneName) -> None:
        """Put a scene up and keep it true from now on."""
        self._scenes.notice = self.notice.text().strip()
        if name is SceneName.NOTICE and not self._scenes.notice:
            self.notice.setFocus()
            self.show_state()
            return
        self._projector.show(self._scenes.make(name), partial(self._scenes.make, name))

    def _on_notice(self) -> None:
        self.show_scene(SceneName.NOTICE)

    def _on_freeze(self) -> None:
        self._projector.freeze()
        self.show_state()

    def _on_blank(self) -> None:
        self._projector.blank()
        self.show_state()

    def show_state(self) -> None:
        """Preview, badge and buttons as the room's screen is now."""
        projector = self._projector
        tone, icon = STATES[projector.state]
        self.state.show_text(state_words(projector.state), tone, icon)
        for name, button in self.buttons.items():
            button.setChecked(projector.name is name)
        self.freeze.setChecked(projector.state is ProjectorState.FROZEN)
        self.blank.setChecked(projector.state is ProjectorState.BLANK)
        for button in (self.freeze, self.blank, self.end):
            button.setEnabled(projector.is_live)
        if projector.is_live:
            self.preview.show_scene(projector.shown)

    def tick(self, fallback: SceneName = SceneName.TASK) -> None:
        """While the screen is off the preview shows what the first press would put up."""
        if not self._projector.is_live:
            scene = self._scenes.make(fallback)
            if self.preview.scene is None or scene.words != self.preview.scene.words:
                self.preview.show_scene(scene)

    def offer(self, *, exercise: bool) -> None:
        """Offer the exercise's clock where there is an exercise."""
        self.buttons[SceneName.EXERCISE].setEnabled(exercise)


def _grid(buttons: Sequence[Button]) -> QGridLayout:
    """Two buttons a line."""
    grid = QGridLayout()
    grid.setSpacing(8)
    for number, button in enumerate(buttons):
        grid.addWidget(button, number // 2, number % 2)
    return grid
