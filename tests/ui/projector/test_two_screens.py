"""The room's screen on a machine with two screens, and on one whose two screens show the same.

Each in a process of its own: the platform learns its screens when it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from PySide6.QtWidgets import QWidget
from facilitator.support.settings import Settings
from facilitator.ui.app.run import make_app
from facilitator.ui.projector.run_scenes import notice_scene
from facilitator.ui.projector.service import Projector

app = make_app(Settings(theme="light"))
laptop = QWidget()
laptop.setGeometry(10, 10, 800, 600)
laptop.show()
app.processEvents()
projector = Projector(lambda: laptop, Settings())
told = []
projector.advised.connect(told.append)
projector.show(notice_scene("Week", "Back at ten"))
app.processEvents()
window = projector.screen_window
print(window.screen().name(), window.isFullScreen(), window.width(), bool(told and "Windows+P" in told[0]))
projector.close()
"""


def screens(folder: Path, beamer_x: int, width: int, height: int) -> dict[str, str]:
    """Surroundings of a process with a laptop of 1440 by 900 and a beamer."""
    common = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, "y": 0}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [
        {"name": "beamer", "x": beamer_x, "width": width, "height": height, **common},
        {"name": "laptop", "x": 0, "width": 1440, "height": 900, **common},
    ]}))  # fmt: skip
    return {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("x", "width", "height", "said"),
    [(1440, 1920, 1080, "beamer True 1920 False"), (0, 1440, 900, "False 960 True")],
    ids=["extended", "mirrored"],
)
def test_the_second_screen_is_filled_and_mirrored_ones_are_told(
    tmp_path: Path, x: int, width: int, height: int, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=screens(tmp_path, x, width, height),
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    assert done.stdout.strip().endswith(said), done.stdout + done.stderr
