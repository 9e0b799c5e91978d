"""Types into a group's window until it is killed, again and again; counts what is missing.

    python tests/stories/typing_until_killed.py PROGRAMME [KILLS] [SEED]

Each round is a process of its own (forked from one that has everything imported): the real window,
offscreen, in group mode on a copy of the programme. It types a numbered letter every 20 ms and
reports each one; at a random moment in the first 120 it gets SIGKILL. Then the file is opened as after a crash.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EVERY = 20
"""Milliseconds between two keys: faster than anybody types, and without a pause."""


@dataclass(frozen=True)
class Round:
    """One kill: letters typed, letters found, seconds of typing that are missing (letters not found
    at the rate of the typing), and seconds by the clock since the first of these was typed: more on
    a machine that is busy with other things, where the typing stalls as the saving does.
    """

    typed: int
    found: int
    missing: float
    by_the_clock: float
    faults: list[str]


def typed_text(count: int) -> str:
    """What is typed: words, so that the text is one that people could have written."""
    return "".join(f"w{number:04d} " for number in range(count // 6 + 1))[:count]


def _type_forever(programme: Path, pipe: int) -> None:
    """The child: the app in group mode, typing into the first text of the group's case study."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from facilitator.application.queries import groupwork as queries
    from facilitator.domain.groupwork import Task
    from facilitator.support import pin
    from facilitator.support.settings import Settings
    from facilitator.ui.app.controller import Controller
    from facilitator.ui.app.run import make_app

    settings = Settings(theme="light", group_pin=pin.hashed("1234"))
    app = make_app(settings)
    controller = Controller(app, settings)
    assert controller.open_programme(programme)
    team = controller.document.query(queries.team_named, "C")
    assert controller.group_mode.start(team)
    window = controller.group_mode.window
    assert window is not None
    window.activateWindow()
    while not window.isActiveWindow():  # keys go to the window in front alone
        app.processEvents()
    window.begin()
    window.show_task(Task.CASES)
    app.processEvents()
    control = first_text(window)
    control.setFocus()
    control.clear()
    app.processEvents()
    window.pause.save_now()
    app.processEvents()
    state = {"count": 0}

    def type_one() -> None:
        letter = typed_text(state["count"] + 1)[-1]
        QTest.keyClicks(control, letter)
        state["count"] += 1
        os.write(pipe, f"{state['count']} {time.monotonic()}\n".encode())

    timer = QTimer()
    timer.timeout.connect(type_one)
    timer.start(EVERY)
    app.exec()


def first_text(window: Any) -> Any:
    """The field of the situation in the group's case study."""
    from PySide6.QtWidgets import QPlainTextEdit

    page = window.host.currentWidget()
    page.open_case(page.shown.cases[0].id)
    texts = [t for t in page.findChildren(QPlainTextEdit) if t.isVisibleTo(page) and t.isEnabled()]
    return next((t for t in texts if "situation" in t.accessibleName().lower()), texts[0])


def found_text(programme: Path, typed: str) -> tuple[int, list[str]]:
    """How many of the letters typed are in the file, and the file's faults."""
    from sqlalchemy import select

    from facilitator.application.workspace import Workspace
    from facilitator.persistence.checking import check
    from facilitator.persistence.models.case_studies import CaseStudy
    from facilitator.persistence.models.negotiation import Preparation

    with Workspace.open(programme) as workspace:
        assert not workspace.read_only
        rows = workspace.query(
            lambda s: [*s.scalars(select(CaseStudy)), *s.scalars(select(Preparation))]
        )
    values = [v for row in rows for v in vars(row).values() if isinstance(v, str)]
    best = max((len(v) for v in values if typed.startswith(v)), default=0)
    return best, check(programme)


def one_round(programme: Path, folder: Path, dice: random.Random) -> Round:
    """Fork, type, kill, look."""
    copy = Path(shutil.copy(programme, folder / f"{dice.random()}.programme"))
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.environ["FACILITATOR_HOME"] = str(folder / "home")
        try:
            _type_forever(copy, write)
        except BaseException:  # noqa: BLE001 - a child must not go on as its parent
            import traceback

            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        first = stream.readline()
        assert first, "the window did not come up"
        letters = dice.randint(5, 120)
        lines = [first, *(stream.readline() for _ in range(letters))]
        time.sleep(dice.uniform(0, EVERY / 1000))
        os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        lines += stream.readlines()
    os.waitpid(child, 0)
    moments = [float(line.split()[1]) for line in lines if line.endswith(b"\n")]
    text = typed_text(len(moments))
    found, faults = found_text(copy, text.rstrip() + " ")
    found += 1 if found < len(text) and text[found] == " " else 0  # a space at the end is not kept
    by_the_clock = killed - moments[found] if found < len(moments) else 0.0
    missing = max(0, len(moments) - found) * EVERY / 1000
    copy.unlink()
    return Round(len(moments), found, missing, by_the_clock, faults)


def preload() -> None:
    """Import what the app needs, so that each round starts at once."""
    import facilitator.ui.app.controller
    import facilitator.ui.groupmode.session
    import facilitator.ui.groupmode.window
    import facilitator.ui.pages.case_studies.page  # noqa: F401


def run(programme: Path, kills: int, seed: int) -> list[Round]:
    """Kill so many times; the rounds."""
    preload()
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        return [one_round(programme, Path(name), dice) for _ in range(kills)]


if __name__ == "__main__":
    words = [*sys.argv[1:], "200", "1"]
    rounds = run(Path(words[0]), int(words[1]), int(words[-1]))
    worst = max(r.missing for r in rounds)
    print(f"{len(rounds)} kills, {sum(r.typed for r in rounds)} letters typed, "
          f"at most {worst:.2f} s of typing missing "
          f"({max(r.by_the_clock for r in rounds):.2f} s by the clock), "
          f"{sum(bool(r.faults) for r in rounds)} files with faults")  # fmt: skip
    sys.exit(worst > 1.0 or any(r.faults for r in rounds))
