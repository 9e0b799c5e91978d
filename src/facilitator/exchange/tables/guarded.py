"""Reading a table in a child process with little time and little memory, for files we cannot trust.

The child is this program with the word `read-table`. It answers with one JSON text or is ended; it
writes nothing. The limits hold for any file: what is refused is refused within five seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from facilitator.exchange.tables.sheet import LARGEST_FILE, Encoding, Refused, Sheet
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import file_problem

WORD = "read-table"
SECONDS = 3.0
"""Time to read, from when the child is ready; refusals stay within five seconds with the start. Of
the child's own work where the system can tell: on a busy machine a good list takes longer."""
PATIENCE = 20.0
"""Time for the whole child: on a cold machine the start alone can take seconds."""
MEMORY = 160_000_000
"""Bytes that the child may ask for beyond its program; with the parent's own it stays below 300 MB."""
_TOO_MUCH, _TOO_LONG = 77, 78
"""The child's exit codes when it would need more memory, or more time."""
_ALARM = 27
"""SIGPROF: the signal by which Linux and macOS end a child whose time is over."""


def read_table(path: Path, encoding: Encoding = Encoding.AUTO) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one sheet of a text table.

    Raises EnvironmentProblem: the file is missing, of another kind, damaged, protected, too large,
    or would need too much time or memory.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise EnvironmentProblem(
                "table-too-large", path=path, megabytes=LARGEST_FILE // 1_000_000
            )
        with path.open("rb"):
            pass
    except OSError as error:
        raise file_problem(error, path) from error
    answer = _ask([str(path.absolute()), encoding.value], path)
    try:
        told: dict[str, Any] = json.loads(answer)
        if "refused" in told:
            raise EnvironmentProblem(told["refused"], path=path, **told["params"])
        return tuple(Sheet.from_plain(sheet) for sheet in told["sheets"])
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentProblem("workbook-damaged", path=path) from error


def _ask(words: list[str], path: Path) -> bytes:
    flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would flash a console
    started = (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-P", "-m", "facilitator"]
    )
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the path is one word
            [*started, WORD, *words], stdin=subprocess.DEVNULL, capture_output=True, check=False,
            timeout=PATIENCE, creationflags=flags, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise EnvironmentProblem("table-takes-too-long", path=path) from error
    except OSError as error:
        raise file_problem(error, path) from error
    if done.returncode == 0:
        return done.stdout
    slow = done.returncode in {_TOO_LONG, -_ALARM}
    raise EnvironmentProblem("table-takes-too-long" if slow else "table-takes-too-much", path=path)


# --- in the child --------------------------------------------------------------------------------


def answer(path: Path, encoding: Encoding) -> str:
    """What the child says: the sheets, or why not. Sets the limits first."""
    import openpyxl  # noqa: F401 - loaded before the clock runs

    from facilitator.exchange.tables import text_table, workbook  # noqa: F401 - the same

    limit_memory()
    limit_time()
    try:
        sheets = read_here(path.read_bytes(), encoding)
        return json.dumps({"sheets": [sheet.as_plain() for sheet in sheets]})
    except Refused as refusal:
        return json.dumps({"refused": refusal.code, "params": refusal.params})
    except OSError:
        return json.dumps({"refused": "workbook-damaged", "params": {}})
    except (MemoryError, RecursionError):
        os._exit(_TOO_MUCH)


def read_here(content: bytes, encoding: Encoding = Encoding.AUTO) -> tuple[Sheet, ...]:
    """Read in this process, without limits of time and memory. Raises Refused."""
    from facilitator.exchange.tables import text_table, workbook

    if workbook.is_workbook(content):
        return workbook.read_workbook(content)
    return (text_table.read_text(text_table.decode(content, encoding)),)


def limit_memory() -> None:
    """End this process when it needs much more memory than now.

    Where the system can refuse memory it is asked to; everywhere a thread looks on.
    """
    try:
        import resource
    except ImportError:
        pass
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    threading.Thread(target=_look_on, daemon=True).start()


def limit_time() -> None:
    """End this process when it has worked for SECONDS, also in the middle of a long call."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    else:
        clock = threading.Timer(SECONDS, os._exit, (_TOO_LONG,))
        clock.daemon = True
        clock.start()


def _look_on() -> None:
    while memory_in_use() < MEMORY:
        time.sleep(0.05)
    os._exit(_TOO_MUCH)


def memory_in_use() -> int:
    """Bytes of memory that this process holds now; 0 where the system does not say."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return _windows_memory()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _windows_memory() -> int:  # pragma: no cover - Windows alone
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            [("cb", wintypes.DWORD), ("faults", wintypes.DWORD)]
            + [(name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")]
        )  # fmt: skip

    counters = Counters()
    counters.cb = ctypes.sizeof(Counters)
    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
    ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.now)
