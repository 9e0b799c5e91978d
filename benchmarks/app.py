"""The real app in a process that is measured: what it does is left alone, only watched.

`facilitator.main.main` runs; hooks stand where the window has painted and where a programme is
open. Nothing heavy is imported before the app imports it itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.ui.app.controller import Controller


def window_on(programme: str) -> Controller:
    """The window of a usual size on a programme, with no event loop: the caller works its events."""
    from pathlib import Path

    from facilitator.support.settings import Settings
    from facilitator.ui.app.controller import Controller
    from facilitator.ui.app.run import make_app

    settings = Settings(theme="light")
    controller = Controller(make_app(settings), settings)
    controller.window.resize(1440, 900)
    controller.window.show()
    controller.open_programme(Path(programme))
    return controller


def at_first_paint(then: Callable[[Controller], object]) -> None:
    """Start the app without a file; call `then` once the window is on the screen."""
    from facilitator.main import main
    from facilitator.ui.app import run

    def painted(_app: object, controller: Controller, _path: object) -> int:
        if not controller.window._painted:  # noqa: SLF001 - the wait may have run out
            raise SystemExit("the window has not painted")
        then(controller)
        return 0

    run._serve = painted  # type: ignore[assignment]  # noqa: SLF001 - the step after the paint
    main([])


def with_open_programme(path: str, then: Callable[[Controller], object]) -> None:
    """Start the app on a file; call `then` when its page is painted and the event loop is idle.

    `then` runs within the event loop, in a turn of its own: the app has answered. Raises
    RuntimeError where the programme did not open.
    """
    from facilitator.main import main
    from facilitator.ui.app import run

    serve = run._serve  # noqa: SLF001 - the step after the paint

    def watched(app: object, controller: Controller, given: object) -> int:
        opening = controller.open_programme

        def opened(*words: object, **options: object) -> bool:
            if not opening(*words, **options):  # type: ignore[arg-type]
                raise SystemExit("the programme did not open")
            _when_painted_and_idle(controller, then)
            return True

        controller.open_programme = opened  # type: ignore[method-assign]
        return serve(app, controller, given)  # type: ignore[arg-type]

    run._serve = watched  # type: ignore[assignment]  # noqa: SLF001
    main([path])


def _when_painted_and_idle(controller: Controller, then: Callable[[Controller], object]) -> None:
    from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, QTimer

    front = controller.window.pages.front
    if front is None or front.id == "start" or not controller.document.is_open:
        raise SystemExit("the page of the open programme is not in front")
    dispatcher = QAbstractEventDispatcher.instance()

    class Watch(QObject):
        """The window's next update paints the page; then the loop must find nothing more to do."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest:
                controller.window.removeEventFilter(self)
                dispatcher.aboutToBlock.connect(self.idle)
            return False

        def idle(self) -> None:
            dispatcher.aboutToBlock.disconnect(self.idle)
            QTimer.singleShot(0, lambda: then(controller))

    controller.window.installEventFilter(Watch(controller))
