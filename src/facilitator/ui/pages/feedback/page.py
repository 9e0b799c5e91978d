"""The Feedback page: collecting, results, forms, and typing paper forms in.

Each part is a module of its own. Answers go from a part into the secret box and never through a
command; results come from one query, protected.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from facilitator.application.commands.feedback import (
    NoteClosing,
    PutForm,
    RemoveRound,
    ReopenRound,
)  # fmt: skip
from facilitator.application.queries import feedback as queries
from facilitator.application.rows.feedback import FeedbackRow, FormRow, RoundRow, box_of
from facilitator.domain.feedback.forms import Fault, text_in
from facilitator.support.errors import EnvironmentProblem, FacilitatorError
from facilitator.support.files import make_folder, slug
from facilitator.support.i18n import tr, trn
from facilitator.support.messages import text_of
from facilitator.ui.app.paper_writer import PaperWriter, Written
from facilitator.ui.groupmode.asking import Ask
from facilitator.ui.groupmode.locked_window import Sitting
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.feedback.assessment_part import AssessmentPart
from facilitator.ui.pages.feedback.collect_part import CollectPart
from facilitator.ui.pages.feedback.forms_part import FormsPart
from facilitator.ui.pages.feedback.kiosk import KioskWindow
from facilitator.ui.pages.feedback.part import Part
from facilitator.ui.pages.feedback.results_part import ResultsPart
from facilitator.ui.pages.feedback.typing_part import TypingPart
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.application.workspace import SecretBox
    from facilitator.reports.exports import Export
    from facilitator.ui.app.document import Document

TABLES = frozenset({"feedback_form", "feedback_round", "participant", "objective", "programme"})
TYPING = "typing"
MOST_FAULTS = 12


class FeedbackPage(Page):
    """See the module."""

    page_id: ClassVar[str] = "feedback"

    def build(self) -> None:
        self.forms: tuple[FormRow, ...] = ()
        self.feedback = FeedbackRow()
        self.sitting = Sitting(self, self.context)
        self.sitting.ended.connect(self.read_again)
        self._typing = False
        self._stale: set[str] = set()
        self.open_badge = self.header.add_badge("", "accent", "message-square-heart")
        self.tabs = SegmentedControl(_tabs(), tr("Parts of feedback"))
        self.tabs.chosen.connect(self.show_part)
        self.content.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeading)
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)
        self.stack = QStackedWidget()
        self.content.addWidget(self.stack, 1)
        self.collect, self.results = CollectPart(self), ResultsPart(self)
        self.forms_part, self.typing = FormsPart(self), TypingPart(self)
        self.assessment = AssessmentPart(self)
        self.parts: dict[str, Part] = {"collect": self.collect, "results": self.results,
                                       "forms": self.forms_part,
                                       "assessment": self.assessment, TYPING: self.typing}  # fmt: skip
        self._frames: dict[str, QScrollArea] = {}
        for key, part in self.parts.items():
            self._frames[key] = scrolled(part, self.spec.title)
            self.stack.addWidget(self._frames[key])
        self._connect()

    def _connect(self) -> None:
        collect, forms = self.collect, self.forms_part
        collect.kiosk_requested.connect(self.open_kiosk)
        collect.typing_requested.connect(self._on_typing)
        collect.print_requested.connect(self._on_print_round)
        collect.close_requested.connect(self.close_round)
        collect.reopen_requested.connect(self._on_reopen)
        collect.remove_requested.connect(self._on_remove)
        collect.results_requested.connect(self._on_results)
        collect.pack_requested.connect(self._on_pack)
        collect.answers_requested.connect(self._on_answers)
        self.results.save_requested.connect(self.save_results)
        self.typing.left.connect(self._on_typed)
        forms.print_requested.connect(self.print_form)
        forms.save_requested.connect(self._on_save_form)
        forms.read_requested.connect(self._on_read_form)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.forms, self.feedback, self._typing = (), FeedbackRow(), False
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is None or change_set.tables & TABLES:
            self.read_again()

    def read_again(self) -> None:
        """Read forms, collections and results; answers change past the commands."""
        self.forms = self.document.query(queries.feedback_forms)
        self.feedback = self.document.query(queries.protected_results)
        n = sum(one.round.is_open for one in self.feedback.rounds)
        self.open_badge.show_text(trn("{n} open", "{n} open", n) if n else "")
        self._stale = set(self.parts)
        self._show_front()

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self._typing = False
        if key in {name for name, _, _ in _tabs()}:
            self.tabs.choose(key)
        self._show_front()

    def _show_front(self) -> None:
        """Bring the chosen part to the front; it is shown anew only now, if it has to be."""
        key = TYPING if self._typing else self.tabs.key
        if key in self._stale:
            self._stale.discard(key)
            self.parts[key].update_part()
        self.stack.setCurrentWidget(self._frames[key])
        self.tabs.setVisible(not self._typing)

    def go_to_forms(self) -> None:
        """Where forms are taken and written."""
        self.show_part("forms")
        self.forms_part.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_here(self) -> None:
        target = self.parts[TYPING if self._typing else self.tabs.key].start()
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_out(self) -> None:
        self.save_results("xlsx")

    # Collecting -------------------------------------------------------------------------------------

    def box(self, row: RoundRow) -> SecretBox:
        """The secret box that this collection's answers go into now."""
        return self.document.workspace.secret_box(row.subject, queries.about_form(row))

    def open_kiosk(self, row: RoundRow) -> None:
        """Fill the screen with the form, once the PIN that leads out of it is known."""
        self.sitting.begin(str(row.id), partial(self._make_kiosk, row))

    def _make_kiosk(self, row: RoundRow, kept: str) -> KioskWindow:
        groups = queries.categories(row.form.dimension)
        return KioskWindow(row.form, groups, lambda: self.box(row), kept)

    def reveal(self, key: object) -> None:
        """Put the kiosk of this collection up again, where it is still open."""
        row = next((r.round for r in self.feedback.rounds if str(r.round.id) == str(key)), None)
        if row is not None and row.is_open and not self.document.read_only:
            self.sitting.resume(str(row.id), partial(self._make_kiosk, row))

    def _on_typing(self, row: RoundRow) -> None:
        self._typing = True
        self._show_front()
        self.typing.begin(row)

    def _on_typed(self) -> None:
        self.show_part("collect")
        self.read_again()

    def close_round(self, row: RoundRow) -> None:
        """Close the box for good; then the results come."""
        if not row.answered:
            self.message.tell("info", tr("There is no answer in it yet."))
            return
        try:
            self.box(row).close()
        except EnvironmentProblem as problem:
            self.context.shell.show_problem(problem)
            return
        self.do(NoteClosing(row.id))
        self.read_again()
        self._on_results(row)

    def _on_reopen(self, row: RoundRow) -> None:
        if self.do(ReopenRound(row.id), opens=box_of(row.id, row.batch + 1)):
            told = tr("The results stay as they are until {k} late forms or more have come.",
                      k=row.form.k)  # fmt: skip
            self.message.tell("info", told)

    def _on_remove(self, row: RoundRow) -> None:
        said = tr("“{title}” and its {n} forms are deleted for good; nobody can bring them back.",
                  title=row.title, n=row.answered)  # fmt: skip
        dialog = Ask(
            tr("Throw the answers away?"), said, tr("Throw away"), self.window(), danger=True
        )

        def throw_away() -> None:
            box = self.document.workspace.secret_box
            boxes = [box(box_of(row.id, batch)) for batch in range(1, row.batch + 1)]
            if self.do(RemoveRound(row.id), empties=boxes):
                self.read_again()

        dialog.accepted.connect(throw_away)
        dialog.open()

    def _on_results(self, row: RoundRow) -> None:
        self.show_part("results")
        self.results.choose(row.id)

    # Papers and files -------------------------------------------------------------------------------

    def _on_print_round(self, row: RoundRow) -> None:
        self.print_form(row.id, row.form.languages[0])

    def print_form(self, form_id: UUID, language: str) -> None:
        """Ask where to, then write the paper form."""
        from facilitator.reports.feedback_exports import form_export

        def to(path: Path) -> None:
            self._write(lambda: form_export(self.document.workspace, form_id, path, language))

        kinds = f"{tr('PDF documents')} (*.pdf)"
        start = self.paper_path(f"{tr('feedback form')}.pdf")
        self.context.files.to_save(self, tr("Print the form"), kinds, start, to)

    def save_results(self, kind: str) -> None:
        """Ask where to, then write the protected results as xlsx, csv or pdf."""
        from facilitator.reports.feedback_exports import feedback_export

        def to(path: Path) -> None:
            self._write(lambda: feedback_export(self.document.workspace, path, kind), "info")

        start = self.paper_path(f"{tr('feedback')}.{kind}")
        self.context.files.to_save(self, tr("Save the results"), f"*.{kind}", start, to)

    def _write(self, make: Callable[[], Export], refused: str = "danger") -> None:
        self.writer.write(make, self._on_written, kind=refused)

    def _on_written(self, paths: Written) -> None:
        self.context.shell.tell(tr("Saved as {name}", name=paths[0].name))

    def _on_save_form(self, row: FormRow) -> None:
        from facilitator.exchange.xlsform import write_form

        groups = queries.categories(row.form.dimension)
        name = slug(text_in(row.form.titles, "en")) or "form"

        def to(path: Path) -> None:
            try:
                write_form(row.form, groups, path, name.replace("-", "_"))
            except EnvironmentProblem as problem:
                self.message.tell("danger", str(problem))
                return
            self.context.shell.tell(tr("Saved as {name}", name=path.name))

        start = self.paper_path(f"{name}.xlsx")
        self.context.files.to_save(self, tr("Save as XLSForm"), "XLSForm (*.xlsx)", start, to)

    def _on_read_form(self) -> None:
        start = self.paper_path("")
        self.context.files.to_open(
            self, tr("Read an XLSForm"), "XLSForm (*.xlsx)", start, self.read_form
        )

    def read_form(self, path: Path) -> None:
        """Add the form of an XLSForm workbook, or say every fault with its row."""
        from facilitator.exchange import xlsform

        task = self.context.runner.start(lambda _job: xlsform.read_form(path))
        task.failed.connect(self.message.tell_failure)
        task.finished.connect(self._on_form_read)
        self.progress.follow(task, tr("Reading the form"))

    def _on_form_read(self, found: tuple[object, list[Fault]]) -> None:
        from facilitator.domain.feedback.forms import Form

        form, faults = found
        if not isinstance(form, Form):
            self._tell_faults(tr("Nothing was read. Mend this first:"), faults)
            return
        command = PutForm(form)
        if self.do(command, tell=True):
            self.read_again()
            self.forms_part.choose(command.form_id)

    def _tell_faults(self, head: str, faults: list[Fault]) -> None:
        lines = [tr("{sheet}, row {row}: {fault}", sheet=f.sheet, row=f.row,
                    fault=text_of(f.code, dict(f.values))) for f in faults[:MOST_FAULTS]]  # fmt: skip
        more = len(faults) - MOST_FAULTS
        if more > 0:
            lines.append(trn("… and {n} more", "… and {n} more", more))
        self.message.tell("danger", "\n".join([head, *lines]))

    # Follow-up --------------------------------------------------------------------------------------

    def _on_pack(self, row: RoundRow) -> None:
        title = tr("Where to put the follow-up pack")
        start = self.paper_path("")

        def to(folder: Path) -> None:
            self.write_pack(row, folder)

        self.context.files.folder(self, title, start, to)

    def write_pack(self, row: RoundRow, folder: Path) -> None:
        """The follow-up's form as paper, as XLSForm and as a table to fill in and send back."""
        from facilitator.ui.pages.feedback.pack import pack

        make_folder(folder)
        work = pack(self.document.workspace, row, folder)
        self.writer.run(work, tr("Follow-up pack"), self._on_written)

    def _on_answers(self, row: RoundRow) -> None:
        def take(path: Path) -> None:
            self.read_answers(row, path)

        kinds = f"{tr('Tables')} (*.xlsx *.csv)"
        self.context.files.to_open(self, tr("Read answers"), kinds, self.paper_path(""), take)

    def read_answers(self, row: RoundRow, path: Path) -> None:
        """Put the answers of a table into the box, or say every fault with its row."""
        from facilitator.exchange import feedback_answers

        task = self.context.runner.start(lambda _job: feedback_answers.read_answers(row.form, path))

        def put(found: tuple[list[dict[str, object]], list[Fault]]) -> None:
            answers, faults = found
            if faults:
                self._tell_faults(tr("No answer was read. Mend this first:"), faults)
                return
            try:
                self.box(row).put_all(answers)
            except FacilitatorError as problem:
                self.message.tell("danger", str(problem))
                return
            self.read_again()
            self.context.shell.tell(trn("{n} form read", "{n} forms read", len(answers)))

        task.failed.connect(self.message.tell_failure)
        task.finished.connect(put)
        self.progress.follow(task, tr("Reading answers"))


def _tabs() -> list[tuple[str, str, str]]:
    return [
        ("collect", tr("Collect"), "clipboard-check"), ("results", tr("Results"), "chart-column"),
        ("forms", tr("Forms"), "pencil"), ("assessment", tr("Assessment"), "graduation-cap"),
    ]  # fmt: skip


PAGE = FeedbackPage
