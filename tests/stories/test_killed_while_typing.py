"""The app killed while a group types: never more than the last second is missing, the file is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("typing_until_killed.py")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are POSIX's")
def test_never_more_than_the_last_second_of_typing_is_missing(sample_path: Path) -> None:
    words = [sys.executable, str(SCRIPT), str(sample_path), "4", "3"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    kills, letters = (int(word) for word in done.stdout.split()[:3:2])
    assert kills == 4
    assert letters > 50
