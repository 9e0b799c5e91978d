"""The window paints before the store is loaded, and the real event loop starts and ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
import facilitator.ui.app.run as run
seen = {}
wait = run.wait_for_first_paint
def waited(controller):
    wait(controller)
    seen["painted"] = controller.window._painted
    seen["front"] = controller.window.pages.front.id
    seen["modules"] = sorted(sys.modules)
    def end():
        seen["open"] = controller.document.is_open
        seen["page"] = controller.window.pages.front.id
        controller.window.close()
    controller.document.opened.connect(lambda: QTimer.singleShot(0, end))
    if len(sys.argv) < 2:
        QTimer.singleShot(50, end)
run.wait_for_first_paint = waited
code = run.run(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
print(json.dumps({**seen, "code": code}))
"""
HEAVY = {"sqlalchemy", "alembic", "reportlab", "sqlcipher3", "pypdfium2", "qasync", "asyncio",
         "uharfbuzz", "zxingcpp"}  # fmt: skip


def probe(home: Path, *arguments: str) -> dict[str, object]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FACILITATOR_HOME": str(home)}
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, timeout=300,
        env=environment, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    answer: dict[str, object] = json.loads(run.stdout.splitlines()[-1])
    return answer


@pytest.mark.slow
def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:
    seen = probe(home)
    assert seen["painted"]
    assert seen["front"] == "start"
    assert HEAVY & set(seen["modules"]) == set()  # type: ignore[call-overload]
    assert seen["code"] == 0


@pytest.mark.slow
def test_a_programme_given_on_the_command_line_is_opened(home: Path, sample_path: Path) -> None:
    seen = probe(home, str(sample_path))
    assert seen["front"] == "start"
    assert seen["open"]
    assert seen["page"] == "programme"
    assert seen["code"] == 0
    assert not sample_path.with_name(sample_path.name + "-wal").exists()
