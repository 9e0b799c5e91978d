"""Starts the window: paints first, loads the store and asyncio after.

The event loop is qasync's, run by `run_until_complete`: `qasync.run` sets a policy that breaks
loops in other threads.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from facilitator.support.i18n import set_language
from facilitator.support.settings import Settings
from facilitator.ui.app import theme
from facilitator.ui.app.controller import Controller, show_theme

SWITCH_EVERY = 0.001
"""Seconds after which a working thread lets the window's have its turn; Python's own is 0.005, and
a paint needs many turns."""
PAINT_PATIENCE = 3000
"""Milliseconds to wait for the first paint; a window that nobody shows must not hold us up."""


def make_app(settings: Settings) -> QApplication:
    """The QApplication in our style, fonts and theme; the one that exists, if one does."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Facilitator")
    app.setDesktopFileName("facilitator")
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("fusion")
    # Qt says of each of our fonts that it lacks the scripts for which we ship another one.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    theme.load_fonts()
    show_theme(app, settings)
    return app


def run(path: Path | None) -> int:
    """Show the window, with the programme at `path` if one is given; returns the exit code."""
    gc.disable()  # until `settle`: what is loaded at the start is not garbage
    sys.setswitchinterval(SWITCH_EVERY)
    settings = Settings.load()
    set_language(settings.language)
    app = make_app(settings)
    controller = Controller(app, settings)
    controller.window.show()
    wait_for_first_paint(controller)
    return _serve(app, controller, path)


def wait_for_first_paint(controller: Controller) -> None:
    """Let Qt alone run until the window is on the screen."""
    waiting = QEventLoop()
    controller.window.first_painted.connect(waiting.quit)
    QTimer.singleShot(PAINT_PATIENCE, waiting.quit)
    waiting.exec()


def settle() -> None:
    """Let the garbage collector work, but not look again through all that is loaded by now.

    That would take a tenth of a second each time, on any thread, and nothing is painted meanwhile.
    """
    gc.freeze()
    gc.enable()


def _serve(app: QApplication, controller: Controller, path: Path | None) -> int:
    import asyncio

    import qasync

    from facilitator.ui.app.crash import CrashGuard, start_again
    from facilitator.ui.widgets.pdf_preview import close_previews

    loop = qasync.QEventLoop(app)
    loop.set_default_executor(controller.runner.pool)
    asyncio.set_event_loop(loop)
    guard = CrashGuard(
        lambda: controller.window, lambda: controller.document.last_saved, controller
    )
    guard.install()
    loop.set_exception_handler(guard.on_loop_error)
    guard.restart_requested.connect(controller.quit)

    async def main() -> int:
        ended = asyncio.Event()
        controller.quit_requested.connect(ended.set)
        if controller.has_quit:  # the window was closed before the loop ran
            return 0
        resumed = controller.group_mode.resume() or controller.resume_kiosk()
        if not resumed and path is not None:
            controller.open_programme(path)
        QTimer.singleShot(0, settle)
        controller.document.opened.connect(lambda: QTimer.singleShot(0, settle))
        await ended.wait()
        return 0

    try:
        return int(loop.run_until_complete(main()))
    finally:
        controller.window.hide()
        close_previews()
        loop.close()
        if guard.wants_restart:  # only now: the programme's lock has been given back
            start_again()
