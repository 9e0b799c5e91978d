"""Keeps the machine awake while something is live, by what the system offers; where it offers
nothing, `advice` says so. It never changes a setting of the user's.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from subprocess import Popen

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


class Awake:
    """Held for any number of reasons; let go when the last one ends."""

    def __init__(self) -> None:
        self._reasons: set[str] = set()
        self._process: Popen[bytes] | None = None
        self.works = True
        """Whether the system agreed, as far as it says."""

    def hold(self, reason: str) -> None:
        """Keep awake for this reason from now on."""
        first = not self._reasons
        self._reasons.add(reason)
        if first:
            self.works = self._begin()

    def release(self, reason: str) -> None:
        """This reason is over."""
        if reason in self._reasons:
            self._reasons.discard(reason)
            if not self._reasons:
                self._end()

    @property
    def is_held(self) -> bool:
        """Whether any reason holds."""
        return bool(self._reasons)

    @property
    def advice(self) -> str:
        """What to do where the system did not agree, or ''."""
        if self.works or not self._reasons:
            return ""
        return tr("This system does not let an app keep it awake: switch off its sleep and screen "
                  "saver for today, and plug the laptop in.")  # fmt: skip

    def _begin(self) -> bool:
        if sys.platform == "win32":
            return _windows(_CONTINUOUS | _SYSTEM | _DISPLAY)
        command = keeper(sys.platform)
        if not command:
            return False
        import subprocess

        try:
            self._process = subprocess.Popen(  # noqa: S603 - fixed words, no shell
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError:
            return False
        return True

    def _end(self) -> None:
        if sys.platform == "win32":
            _windows(_CONTINUOUS)
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(timeout=5)


def keeper(platform: str) -> list[str]:
    """The system's own program that keeps it awake until it is ended, or nothing."""
    import shutil

    if platform == "darwin" and (found := shutil.which("caffeinate")):
        return [found, "-d", "-i"]
    found = shutil.which("systemd-inhibit")
    if found and (waiting := shutil.which("sleep")):
        return [found, "--what=idle:sleep", "--who=Facilitator", "--why=A session is running",
                waiting, "infinity"]  # fmt: skip
    return []


def _windows(state: int) -> bool:
    """SetThreadExecutionState: 0 means that Windows refused."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows alone
    return bool(kernel.SetThreadExecutionState(state))
