"""What a measured process says of itself: one line of JSON, and then it is gone.

Imported by the processes that are measured, so it loads nothing itself.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

STARTED = "FACILITATOR_BENCH_STARTED"
"""Environment variable: the monotonic clock when the process was asked for, in seconds."""


def peak_mib() -> float:
    """Peak memory of this process so far (VmHWM), in MiB."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no pathlib here
            line = next(line for line in status if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    except OSError:
        import resource as limits

        unit = 1024**2 if sys.platform == "darwin" else 1024
        return limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / unit


def figures() -> dict[str, float]:
    """Wall time since the process was asked for, CPU since its start (s), and peak memory."""
    wall, cpu = time.monotonic() - float(os.environ[STARTED]), time.process_time()
    return {"wall": wall, "cpu": cpu, "peak": peak_mib()}


def median_cpu(act: Callable[[int], object], times: int) -> float:
    """The median processor time (s) of `act(number)`, done so many times."""
    import statistics

    def timed(number: int) -> float:
        began = time.process_time()
        act(number)
        return time.process_time() - began

    return statistics.median(timed(number) for number in range(times))


def painted(act: Callable[[int], object]) -> Callable[[int], None]:
    """`act` with the painting of what it changed."""

    def whole(number: int) -> None:
        from PySide6.QtWidgets import QApplication

        act(number)
        QApplication.processEvents()

    return whole


def say(**more: Any) -> NoReturn:
    """Print `figures` of this moment with `more`, and end at once, tidying nothing."""
    numbers = figures() | more
    import json

    print(json.dumps(numbers), flush=True)
    os._exit(0)
