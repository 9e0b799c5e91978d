"""An import inside the page, in three steps: choose, match, check. Nothing is written before the end.

Files are read in a child process and planned on a thread; the window never waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.application.rows.people import ParticipantRow
from facilitator.exchange.participants.matching import Match, best_match
from facilitator.exchange.participants.plan import ImportPlan, make_plan
from facilitator.exchange.tables import text_table, workbook
from facilitator.exchange.tables.guarded import read_table
from facilitator.exchange.tables.sheet import Encoding, Refused, Sheet
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr
from facilitator.ui.pages.participants import import_words
from facilitator.ui.pages.participants.import_check import CheckStep
from facilitator.ui.pages.participants.import_choose import ChooseStep
from facilitator.ui.pages.participants.import_match import MatchStep
from facilitator.ui.tasks.runner import Runner
from facilitator.ui.widgets.layouts import column
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.progress import ProgressStrip

Read = tuple[tuple[Sheet, ...], Match, bool]


class ImportFlow(QWidget):
    """The steps; the page shows `title`, `step_text` and the one button by `state_changed`."""

    state_changed = Signal()
    file_wanted = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._people: tuple[ParticipantRow, ...] = ()
        self._path: Path | None = None
        self._pasted = ""
        self._task: Any = None
        self.problem = InlineMessage(closable=True)
        self.strip = ProgressStrip()
        self.choose, self.match, self.check = ChooseStep(), MatchStep(), CheckStep()
        self._steps = QStackedWidget()
        for step in (self.choose, self.match, self.check):
            self._steps.addWidget(step)
        whole = column(self, spacing=12)
        whole.addWidget(self.problem)
        whole.addWidget(self.strip)
        whole.addWidget(self._steps, 1)
        self.choose.file_wanted.connect(self.file_wanted)
        self.choose.dropped.connect(self.read_file)
        self.choose.pasted.connect(self.read_pasted)
        self.match.changed.connect(self.state_changed)
        self.match.encoding_chosen.connect(self._on_encoding)
        self.check.plan_changed.connect(self.state_changed)
        self.check.match_again.connect(self.back)

    # Where it stands ----------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """1 choose, 2 match, 3 check."""
        return self._steps.currentIndex() + 1

    @property
    def step_text(self) -> str:
        """Where it stands, in words."""
        names = (tr("1 of 3: choose"), tr("2 of 3: match"), tr("3 of 3: check"))
        return names[self.step - 1]

    @property
    def plan(self) -> ImportPlan | None:
        """The plan that is being checked."""
        return self.check.plan if self.step == 3 else None

    @property
    def button_text(self) -> str:
        """What the one button does."""
        return tr("Check the rows") if self.plan is None else import_words.button_text(self.plan)

    @property
    def may_go_on(self) -> bool:
        """Whether the button can do anything."""
        if self._task is not None:
            return False
        if self.plan is not None:
            return bool(self.plan.adding or self.plan.updating)
        return self.step == 2 and self.match.match is not None and self.match.match.has_names

    # Going on -----------------------------------------------------------------------------------

    def begin(self, people: Sequence[ParticipantRow]) -> None:
        """Start with step 1, for a programme with these people."""
        self._people = tuple(people)
        self.problem.dismiss()
        self._show(self.choose)

    def go_on(self) -> None:
        """The one button was pressed in step 2; the page itself imports in step 3."""
        if self.may_go_on and self.match.match is not None:
            found, people = self.match.match, self._people
            self._start(lambda: _planned(found, people), self._on_plan, tr("Checking the rows"))

    def back(self) -> None:
        """One step back."""
        if self.step > 1:
            self._show(self.choose if self.step == 2 else self.match)

    def read_file(self, path: Path) -> None:
        """Read a file and go on to step 2."""
        self._path, self._pasted = path, ""
        self._read(Encoding.AUTO)

    def read_pasted(self, text: str) -> None:
        """Take pasted cells and go on to step 2."""
        self._path, self._pasted = None, text
        self._read(Encoding.AUTO)

    def _on_encoding(self, key: str) -> None:
        self._read(Encoding(key))

    def _read(self, encoding: Encoding) -> None:
        path, pasted = self._path, self._pasted
        work = (lambda: _of_file(path, encoding)) if path is not None else lambda: _of_text(pasted)
        self._start(work, self._on_read, tr("Reading the list"))

    @property
    def source(self) -> str:
        """Where the rows come from, in words."""
        return self._path.name if self._path is not None else tr("the pasted cells")

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None], what: str) -> None:
        self.problem.dismiss()
        task = self._runner.start(lambda _job: work())
        self._task = task
        task.finished.connect(done)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self.strip.follow(task, what)
        self.state_changed.emit()

    def _on_cancelled(self) -> None:
        self._task = None
        self.state_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.state_changed.emit()
        self.problem.tell_failure(error)

    def _on_read(self, read: Read) -> None:
        self._task = None
        sheets, found, is_text = read
        self.match.show_match(sheets, found, is_text=is_text)
        self._show(self.match)

    def _on_plan(self, plan: ImportPlan) -> None:
        self._task = None
        self.check.show_plan(plan, self.source)
        self._show(self.check)

    def _show(self, step: ChooseStep | MatchStep | CheckStep) -> None:
        self._steps.setCurrentWidget(step)
        step.begin()
        self.state_changed.emit()


def _of_file(path: Path, encoding: Encoding) -> Read:
    sheets = read_table(path, encoding)
    with path.open("rb") as stream:
        is_text = not workbook.is_workbook(stream.read(16))
    return _matched(path, sheets, is_text=is_text)


def _of_text(text: str) -> Read:
    source = Path(tr("the pasted cells"))
    try:
        sheet = text_table.read_text(text)
    except Refused as refusal:
        params: dict[str, Any] = refusal.params
        raise EnvironmentProblem(refusal.code, path=source, **params) from refusal
    return _matched(source, (sheet,), is_text=False)


def _matched(path: Path, sheets: tuple[Sheet, ...], *, is_text: bool) -> Read:
    if not any(sheet.rows for sheet in sheets):
        raise EnvironmentProblem("table-empty", path=path)
    return sheets, best_match(sheets), is_text


def _planned(found: Match, people: tuple[ParticipantRow, ...]) -> ImportPlan:
    plan = make_plan(found, people)
    if not plan.rows:
        raise EnvironmentProblem("table-empty", path=found.sheet.name or tr("the list"))
    return plan
