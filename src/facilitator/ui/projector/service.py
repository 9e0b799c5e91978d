"""Puts scenes on the room's screen: which one is up, frozen, blank, and what happens to the screen.

Pages get it as `context.projector`. It takes scenes of the allow-list and nothing else, so toasts,
dialogs and notes cannot get there. What it has to say to the facilitator goes out by `advised`,
for the main window.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from facilitator.support.i18n import tr
from facilitator.support.settings import Settings
from facilitator.ui.projector.awake import Awake
from facilitator.ui.projector.scenes import ProjectorScene, SceneName, blank_scene
from facilitator.ui.widgets.room_screen import RoomScreen, other_screen

TICK = 250
"""Milliseconds between two looks at a scene that is made anew; it is painted when it says something
else."""


class ProjectorState(StrEnum):
    """What the room gets."""

    OFF = "off"
    LIVE = "live"
    FROZEN = "frozen"
    BLANK = "blank"


class Projector(QObject):
    """One for the whole run. `changed` comes whenever the picture or the state changes."""

    changed = Signal()
    advised = Signal(str)
    """Plain words for the facilitator: one screen only, screen unplugged, Escape pressed."""
    end_asked = Signal()
    """Somebody pressed Escape on the full screen; only the facilitator ends it."""

    def __init__(
        self, window: Callable[[], QWidget], settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._settings = settings
        self.awake = Awake()
        self.screen_window: RoomScreen | None = None
        self._scene: ProjectorScene | None = None
        self._held: ProjectorScene | None = None
        self._is_blank = False
        self._place: QScreen | None = None
        self._lost = False
        self._again: Callable[[], ProjectorScene] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        app = QGuiApplication.instance()
        app.screenRemoved.connect(self.on_screen_removed)  # type: ignore[union-attr]
        app.screenAdded.connect(self.on_screen_added)  # type: ignore[union-attr]

    # What is up ------------------------------------------------------------------------------------

    @property
    def is_live(self) -> bool:
        """Whether the room's screen is open."""
        return self.screen_window is not None

    @property
    def state(self) -> ProjectorState:
        """Off, live, frozen or blank."""
        if not self.is_live:
            return ProjectorState.OFF
        if self._is_blank:
            return ProjectorState.BLANK
        return ProjectorState.FROZEN if self._held is not None else ProjectorState.LIVE

    @property
    def shown(self) -> ProjectorScene | None:
        """What the room sees now; None while nothing is up."""
        if not self.is_live:
            return None
        return blank_scene() if self._is_blank else self._held or self._scene

    @property
    def scene(self) -> ProjectorScene | None:
        """What was last given, also while the room sees a held picture or nothing."""
        return self._scene

    @property
    def name(self) -> SceneName | None:
        """Name of the scene that was last given, while the screen is open."""
        return self._scene.name if self.is_live and self._scene is not None else None

    @property
    def theme_name(self) -> str:
        """The colours of the room's screen."""
        return self._settings.room_theme

    # Acts ------------------------------------------------------------------------------------------

    def show(
        self, scene: ProjectorScene, again: Callable[[], ProjectorScene] | None = None
    ) -> None:
        """Put this scene up; opens the screen. Another kind of scene ends a blank.

        A frozen picture stays until it is let go; the scene then comes up. `again` makes a scene
        with a clock anew, several times a second, whatever page is in front.
        """
        self._again = again
        if scene.name is SceneName.BLANK:
            self._scene = self._scene or scene
            self._is_blank = True
        else:
            if self._scene is None or scene.name is not self._scene.name:
                self._is_blank = False
            self._scene = scene
        if self.is_live:
            self._renew()
        else:
            self.open()

    def renew(self, scene: ProjectorScene) -> None:
        """The data of a scene changed: show it again if a scene of this name is up, else nothing."""
        if self.name is scene.name:
            self._scene = scene
            if self.state is ProjectorState.LIVE:
                self._renew()

    def freeze(self, on: bool | None = None) -> None:  # noqa: FBT001 - a state, set by a toggle
        """Hold the picture while the facilitator works on, or let it go; None toggles."""
        if not self.is_live:
            return
        wanted = self._held is None if on is None else on
        self._held = (self._held or self._scene) if wanted else None
        self._renew()

    def tick(self) -> None:
        """Make a scene with a clock anew; paint it if it says something else."""
        if self._again is None or not self.is_live:
            self._timer.stop()
            return
        scene = self._again()
        if self._scene is None or scene.words != self._scene.words:
            self._scene = scene
            if self.state is ProjectorState.LIVE:
                self._renew()

    def blank(self, on: bool | None = None) -> None:  # noqa: FBT001 - a state, set by a toggle
        """Show nothing, or the scene again; None toggles. Opens no screen."""
        if not self.is_live:
            return
        self._is_blank = not self._is_blank if on is None else on
        self._renew()

    def open(self) -> None:
        """Open the room's screen on the second screen, or as a window where there is one only."""
        if self.screen_window is None:
            made = RoomScreen(self.theme_name)
            made.closed.connect(self._on_closed)
            made.end_requested.connect(self._on_end_requested)
            made.blank_requested.connect(self.blank)
            made.freeze_requested.connect(self.freeze)
            self.screen_window = made
        self._scene = self._scene or blank_scene()
        self._place = other_screen(self._window())
        self._lost = False
        self.awake.hold("screen")
        self._renew()
        self.screen_window.present(self._place)
        if self._place is None:
            self._window().activateWindow()
            self.advised.emit(one_screen())
        elif self.awake.advice:
            self.advised.emit(self.awake.advice)

    def close(self) -> None:
        """Take everything away from the room."""
        self._lost = False
        if self.screen_window is not None:
            self.screen_window.close()

    def forget(self) -> None:
        """The programme was closed: close, and hold nothing of it."""
        self.close()
        self._scene = self._again = None

    # What happens to the screen --------------------------------------------------------------------

    def on_screen_removed(self, screen: QScreen) -> None:
        """The room's screen was unplugged: close the window, remember that it was up."""
        if self.is_live and screen is self._place:
            self.close()
            self._lost = True
            self.advised.emit(tr(
                "The room's screen was unplugged. Clocks go on. Plug it in again and the same "
                "picture comes back."))  # fmt: skip

    def on_screen_added(self, _screen: QScreen) -> None:
        """A screen came (back): take up again what was lost, or leave the window for it."""
        in_window = self.is_live and self._place is None
        if (self._lost or in_window) and other_screen(self._window()) is not None:
            self.open()

    def _on_closed(self) -> None:
        window, self.screen_window = self.screen_window, None
        self._held, self._is_blank, self._place = None, False, None
        self._timer.stop()
        self.awake.release("screen")
        if window is not None:
            window.deleteLater()
            self.changed.emit()

    def _on_end_requested(self) -> None:
        self._window().activateWindow()
        self.end_asked.emit()

    def _renew(self) -> None:
        if self._again is not None and not self._timer.isActive():
            self._timer.start()
        shown = self.shown
        if self.screen_window is not None and shown is not None:
            self.screen_window.theme_name = self.theme_name
            self.screen_window.show_scene(shown.paint, shown.words)
        self.changed.emit()


def one_screen() -> str:
    """What to do where no second screen is found."""
    return tr(
        "There is one screen only, or both show the same. Press Windows+P and choose Extend; "
        "until then the picture stands in a window that you can move. Escape closes it, B blanks "
        "it.")  # fmt: skip
