"""Writes a picture of every page from the sample week, for people to look at.

`python -m facilitator.ui.app.screenshots FOLDER` writes FOLDER/<page>-<theme>-<w>x<h>.png, in
light, dark and high contrast, at the two window sizes that we design for. It runs offscreen and
keeps its settings and its sample in a folder of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.support.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from facilitator.ui.app.controller import Controller

SIZES = ((1440, 900), (1280, 720))
SETTLE = 0.25
"""Seconds for queued changes and timers."""
PATIENCE = 20.0
"""Seconds to wait for a PDF preview."""


def main() -> int:
    """Write the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        for path in take(folder, Path(home) / "vientiane-2024.programme"):
            sys.stdout.write(f"{path}\n")
    return 0


def take(folder: Path, sample: Path) -> Iterator[Path]:
    """Take all pictures; yields the files as they are written."""
    from facilitator.exchange.sample_week import build_sample
    from facilitator.support.settings import Settings
    from facilitator.ui.app import theme
    from facilitator.ui.app.catalogue import page_specs
    from facilitator.ui.app.controller import Controller, show_theme
    from facilitator.ui.app.run import make_app
    from facilitator.ui.widgets.pdf_preview import close_previews

    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(theme="light")
    app = make_app(settings)
    controller = Controller(app, settings)
    window = controller.window
    window.show()
    build_sample(sample).close()
    for name in theme.THEMES:
        settings.theme = name
        show_theme(app, settings)
        for width, height in SIZES:
            window.resize(width, height)
            for spec in page_specs():
                if spec.needs_programme and not controller.document.is_open:
                    controller.open_programme(sample)
                elif spec.id == "start":
                    controller.close_programme()
                controller.go_to(spec.id)
                settle(controller)
                path = folder / f"{spec.id}-{name}-{width}x{height}.png"
                window.grab().save(str(path))
                yield path
            yield _palette(controller, folder, f"{name}-{width}x{height}")
    controller.quit()
    window.hide()
    close_previews()


def _palette(controller: Controller, folder: Path, suffix: str) -> Path:
    controller.go_to("root_causes")
    controller.window.palette_overlay.open_with("vote")
    settle(controller)
    path = folder / f"palette-{suffix}.png"
    controller.window.grab().save(str(path))
    controller.window.palette_overlay.close_palette()
    return path


def settle(controller: Controller) -> None:
    """Let the window finish: queued changes, and previews that are still being drawn."""
    from PySide6.QtWidgets import QApplication

    from facilitator.ui.widgets.pdf_preview import PdfView

    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        QApplication.processEvents()
        time.sleep(0.01)
        views = controller.window.findChildren(PdfView)
        waiting = any(view.isVisible() and view.is_busy for view in views)
        busy = waiting or controller.runner.is_busy
        if time.monotonic() - started > SETTLE and not busy:
            return


if __name__ == "__main__":
    sys.exit(main())
