"""The Certificates page: who gets which and why, the sheet as it prints, and saving them all.

Who is eligible is decided in the domain; the sheets are drawn by `reports` on other threads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.application.commands.certificates import (
    DecideCertificate,
    FollowCertificateRules,
    IssueCertificates,
    ReissueCertificate,
    VoidCertificate,
)  # fmt: skip
from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries.certificates import candidates, design, register
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.domain.certificates import CertificateKind, CertificateState
from facilitator.domain.people import fold
from facilitator.support.clock import today
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.app.paper_writer import PaperWriter, Written, show_folder
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.certificates import documents, more_papers
from facilitator.ui.pages.certificates.check_part import CheckPart
from facilitator.ui.pages.certificates.detail import Detail
from facilitator.ui.pages.certificates.entries_list import EntriesList
from facilitator.ui.pages.certificates.layout_part import LayoutPart
from facilitator.ui.pages.certificates.preflight_part import PreflightPart
from facilitator.ui.pages.certificates.words import Entry, sum_in_words
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.search import FilterField
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import TableCard

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.application.jobs import Job
    from facilitator.application.rows.programme import ProgrammeRow
    from facilitator.reports.certificate_check import Finding
    from facilitator.ui.app.document import Document
    from facilitator.ui.tasks.runner import Task

TABLES = frozenset({
    "participant", "certificate", "attendance_mark", "agenda_item", "day", "programme", "signatory",
    "organisation", "objective", "case_study", "membership", "certificate_decision",
    "certificate_design",
})  # fmt: skip
LIST_WIDTH, FILTER_WIDTH = 460, 260
MOST_FOR_LIST = 0.42
"""The share of the page's width that the list may take at most."""
SETTLE = 120
"""Milliseconds that the cursor rests on a person before the sheet is drawn."""
PEOPLE, LOOK, PREFLIGHT, CHECK = "people", "look", "preflight", "check"
ALL, ELIGIBLE, ISSUED, NOT_ELIGIBLE = "all", "eligible", "issued", "not_eligible"


class CertificatesPage(Page):
    """See the module."""

    page_id = "certificates"

    def build(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        self._programme: ProgrammeRow | None = None
        self._drawing: Task | None = None
        self._drawn_sheet: object = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._draw)
        self.issued_badge = self.header.add_badge("", "ok", "badge-check")
        self.waiting_badge = self.header.add_badge("", "warn", "circle")
        self.signatories_button = self.header.add_action(tr("Change signatories"), icon="pencil")
        self.more_button = self.header.add_action(tr("More papers"), icon="ellipsis")
        self.save_button = self.header.add_action(tr("Save PDFs"), Kind.PRIMARY, icon="download")
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress, button=self.save_button,
                                  stopped=self._on_cancelled)  # fmt: skip
        self.content.addWidget(self.progress)
        self._build_content()
        self._connect()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What has a fixed width follows the text size; the list leaves the sheet its room."""
        self._side.setFixedWidth(min(theme.px(LIST_WIDTH), round(self.width() * MOST_FOR_LIST)))
        self.filter.setFixedWidth(theme.px(FILTER_WIDTH))

    def _build_content(self) -> None:
        self.choice = SegmentedControl(_choices(), tr("Whom to show"))
        self.filter = FilterField(tr("Find a person"))
        self.list = EntriesList()
        self.detail = Detail()
        self._card = TableCard(self.list)
        self._none = EmptyState("search", tr("Nobody here"), "")
        self._none.offer(tr("Show everybody")).clicked.connect(self._show_everybody)
        self._side = QWidget()
        left = column(self._side, spacing=12)
        left.addWidget(self._card, 1)
        left.addWidget(self._none, 1)
        tools = row(spacing=12)
        tools.addWidget(self.choice)
        tools.addWidget(self.filter)
        tools.addStretch(1)
        self._main = QWidget()
        whole = column(self._main, spacing=12)
        whole.addLayout(tools)
        line = row(spacing=16)
        line.addWidget(self._side)
        line.addWidget(self.detail, 1)
        whole.addLayout(line, 1)
        self._empty = EmptyState(
            "award", tr("No certificates yet"),
            tr("Certificates are for participants. Add the people first; what they attended, were "
               "assessed and presented decides which certificate they get."),
        )  # fmt: skip
        self._to_people = self._empty.offer(tr("Go to Participants"), primary=True)
        self._parts()
        self._stack = QStackedWidget()
        for part in (self._main, self._empty, self.look, self.preflight, self.check):
            self._stack.addWidget(part)
        self.content.addWidget(self._stack, 1)

    def _parts(self) -> None:
        """What the page does beside the people: the look, a check before printing, genuineness."""
        self.part = SegmentedControl(
            ((PEOPLE, tr("People"), "users"), (LOOK, tr("Look"), "image"),
             (PREFLIGHT, tr("Before printing"), "list-checks"),
             (CHECK, tr("Check and sign"), "shield-check")), tr("Part of the page"),
        )  # fmt: skip
        self.part.chosen.connect(self._show_part)
        line = row(spacing=12)
        line.addWidget(self.part)
        line.addStretch(1)
        self.content.addLayout(line)
        self.look = LayoutPart(self.context, self.do)
        self.preflight = PreflightPart()
        self.check = CheckPart(self.context)
        self.look.problem_told.connect(lambda text: self.message.tell("danger", text))
        self.preflight.person_requested.connect(self._on_person)
        self.check.check_requested.connect(self.check_certificate)
        self.check.signing.problem_told.connect(lambda text: self.message.tell("danger", text))
        self.check.signing.signed.connect(self._on_signed)

    def show_part(self, key: str) -> None:
        """Bring a part of the page to the front."""
        self.part.choose(key)
        self._show_part()

    def _show_part(self, _key: object = None) -> None:
        key = self.part.key
        shown = {LOOK: self.look, PREFLIGHT: self.preflight, CHECK: self.check}.get(key)
        if shown is None:
            shown = self._main if self.entries else self._empty
        self._stack.setCurrentWidget(shown)
        if key == LOOK:
            self.look.refresh()
        elif key == PREFLIGHT:
            self._look_before_printing()
        elif key == CHECK:
            self.check.signing.refresh()

    def _look_before_printing(self) -> None:
        from facilitator.reports.certificate_preflight import preflight

        rows = self.document.query(candidates)
        confirmed = frozenset(p.id for p in self.document.query(participants) if p.name_confirmed)
        looked_at = sum(r.issued is not None or r.eligibility.kind is not None for r in rows)
        found = preflight(rows, confirmed, self.document.query(design))
        self.preflight.show_problems(found, looked_at)

    def _on_person(self, key: object) -> None:
        self.part.choose(PEOPLE)
        self._show_part()
        self.reveal(key)

    def check_certificate(self, what: object) -> None:
        """Say what the certificate in a file, or the text of a code, is worth."""
        from facilitator.application import signing
        from facilitator.reports.certificate_check import check_file, check_text

        known, void = signing.issuers(), signing.void_codes(self.document.workspace)

        def work(job: Job) -> list[Finding]:
            job.check()
            if isinstance(what, Path):
                return check_file(what, known, void)
            return [check_text(str(what), known, void)]

        self._checking = self.context.runner.start(work)
        self._checking.finished.connect(self.check.show_findings)
        self._checking.failed.connect(self._on_not_checked)

    def _on_not_checked(self, error: Exception) -> None:
        self.check.tell_failure(error)

    def _on_signed(self, count: int) -> None:
        self.context.shell.tell(trn("{n} certificate signed", "{n} certificates signed", count))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save_all)
        self.more_button.clicked.connect(self._on_more)
        self.signatories_button.clicked.connect(self._on_signatories)
        self._to_people.clicked.connect(self._on_to_people)
        self.choice.chosen.connect(self._on_filter)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.list.row_chosen.connect(self._on_row)
        self.detail.issue_requested.connect(self._on_issue)
        self.detail.void_requested.connect(self._on_void)
        self.detail.confirm_requested.connect(self._on_confirm)
        self.detail.reissue_room.asked.connect(self._on_reissue)
        self.detail.decide_room.decided.connect(self._on_decide)
        self.detail.decide_room.rules_asked.connect(self._on_follow_rules)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self._settle.stop()
        self._drawn_sheet = None
        self.entries = ()
        self.detail.show_entry(None)
        self.filter.clear()
        self.choice.choose(ALL)
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        self._programme = self.document.query(the_programme)
        self._design = self.document.query(design)
        self.entries = self._read()
        self.list.set_entries(self.entries)
        self.detail.set_locked(_locked() if self.document.read_only else "")
        self._show_counts()
        self._on_filter()
        if self.list.current() is None:
            self.list.go_to_first()
        self._show_current()

    def _read(self) -> tuple[Entry, ...]:
        rules = self.document.query(the_programme).certificate_rules
        confirmed = {p.id for p in self.document.query(participants) if p.name_confirmed}
        void: dict[UUID, list[str]] = {}
        for kept in self.document.query(register):
            if kept.state is CertificateState.VOID:
                void.setdefault(kept.participant_id, []).append(kept.serial)
        return tuple(
            Entry(row, row.participant_id in confirmed, sum_in_words(row, rules),
                  tuple(void.get(row.participant_id, ())))
            for row in self.document.query(candidates)
        )  # fmt: skip

    def _show_counts(self) -> None:
        counted = Counter(
            {ALL: len(self.entries),
             ELIGIBLE: sum(entry.is_eligible for entry in self.entries),
             ISSUED: sum(entry.is_issued for entry in self.entries)}
        )  # fmt: skip
        missing = sum(entry.is_eligible and not entry.is_issued for entry in self.entries)
        issued = counted[ISSUED]
        self.issued_badge.show_text(
            trn("{n} of {total} issued", "{n} of {total} issued", issued, total=len(self.entries))
            if self.entries else ""
        )  # fmt: skip
        self.waiting_badge.show_text(
            trn("{n} without a number yet", "{n} without a number yet", missing) if missing else ""
        )
        anybody = bool(self.entries)
        for widget in (self.save_button, self.signatories_button, self.more_button, self.part):
            widget.setVisible(anybody)
        if not anybody:
            self.part.choose(PEOPLE)
        self._show_part()

    # Choosing ---------------------------------------------------------------------------------------

    def find_here(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def reveal(self, key: object) -> None:
        """Show one person's certificate."""
        self._show_everybody()
        if isinstance(key, UUID) and self.list.go_to(key):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filter(self, _change: object = None) -> None:
        key, wanted = self.choice.key, fold(self.filter.text()).split()

        def keep(entry: Entry) -> bool:
            words = fold(f"{entry.candidate.name} {entry.candidate.own_script_name}")
            return _belongs(entry, key) and all(word in words for word in wanted)

        self.list.set_filter(keep)
        found = bool(self.list.entries.rows)
        self._card.setVisible(found)
        self._none.setVisible(not found)
        if not found:
            self._none.tell(tr("Nobody here"), _nobody_sentence(key, self.filter.text().strip()))
            self._none.restyle()
            self.detail.show_entry(None)
        elif self.list.current() is None:
            self.list.go_to_first()

    def _on_filter_entered(self) -> None:
        self.list.go_to_first()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_everybody(self) -> None:
        self.filter.clear()
        self.choice.choose(ALL)
        self._on_filter()

    def _on_row(self, _key: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        entry = self.list.current()
        if entry is None:
            return
        self.detail.show_entry(entry)
        self._settle.start()

    # Drawing ----------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Have the chosen person's sheet drawn, unless it is the one in view."""
        entry, programme = self.list.current(), self._programme
        if entry is None or programme is None:
            return
        sheet = documents.sheet_of(entry.candidate, entry.candidate.presence.held, today())
        if (sheet, programme, self._design) == self._drawn_sheet:
            self.detail.mark.setVisible(not entry.is_issued)
            return
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawn_sheet = (sheet, programme, self._design)
        self._drawing = self.context.runner.start(documents.drawn(sheet, programme, self._design))
        self._drawing.finished.connect(self._on_drawn)
        self._drawing.failed.connect(self._on_not_drawn)

    def _on_drawn(self, content: bytes) -> None:
        if self.sender() is self._drawing:
            self.detail.show_pdf(content)

    def _on_not_drawn(self, error: Exception) -> None:
        if self.sender() is not self._drawing:
            return
        self._drawn_sheet = None
        self.message.tell_failure(error)

    # Issuing and voiding ------------------------------------------------------------------------------

    def _on_issue(self) -> None:
        entry = self.detail.entry
        if entry is not None:
            self.do(IssueCertificates((entry.candidate.participant_id,), today()), tell=True)

    def _on_confirm(self) -> None:
        entry = self.detail.entry
        if entry is not None:
            changes = {"name_confirmed": True}
            self.do(EditParticipant(entry.candidate.participant_id, changes), tell=True)

    def _on_void(self, reason: str) -> None:
        entry = self.detail.entry
        if entry is None or entry.candidate.issued is None:
            return
        command = VoidCertificate(entry.candidate.issued.id, reason)
        if self.do(command, tell=True, field=self.detail.reason_field):
            self.detail.end_void()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.detail.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reissue(self, name: str, own: str, reason: str) -> None:
        entry, room = self.detail.entry, self.detail.reissue_room
        if entry is None or entry.candidate.issued is None:
            return
        command = ReissueCertificate(entry.candidate.issued.id, name, own, reason, today())
        field = room.name_field if not name.strip() else room.reason_field
        if self.do(command, tell=True, field=field):
            room.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decide(self, kind: CertificateKind | None, reason: str) -> None:
        entry, room = self.detail.entry, self.detail.decide_room
        if entry is None:
            return
        command = DecideCertificate(entry.candidate.participant_id, kind, reason, today())
        if self.do(command, tell=True, field=room.reason_field):
            room.hide()

    def _on_follow_rules(self) -> None:
        entry = self.detail.entry
        if entry is not None and self.do(
            FollowCertificateRules(entry.candidate.participant_id), tell=True
        ):
            self.detail.decide_room.hide()

    def _on_more(self) -> None:
        below = self.more_button.mapToGlobal(self.more_button.rect().bottomLeft())
        more_papers.menu(self).popup(below)

    def _on_signatories(self) -> None:
        self.context.shell.go_to("programme")

    def _on_to_people(self) -> None:
        self.context.shell.go_to("participants")

    # Saving -----------------------------------------------------------------------------------------

    def save_all(self) -> None:
        """Save every certificate; whoever has no number yet is told of first."""
        waiting = [entry for entry in self.entries if entry.is_waiting]
        if self.writer.is_busy:
            return
        if waiting and not self.document.read_only:
            self._ask_about(waiting)
        else:
            self._choose_folder()

    def _ask_about(self, waiting: Sequence[Entry]) -> None:
        n = len(waiting)
        issued = sum(entry.is_issued for entry in self.entries)
        unconfirmed = sum(
            entry.is_eligible and not entry.is_issued and not entry.name_confirmed
            for entry in self.entries
        )
        text = trn(
            "{n} person is eligible and has no number yet. Numbers once given stay.",
            "{n} people are eligible and have no number yet. Numbers once given stay.", n,
        )  # fmt: skip
        if unconfirmed:
            text += " " + trn("{n} more has not confirmed the spelling of the name and is left out.",
                              "{n} more have not confirmed the spelling of their names and are left "
                              "out.", unconfirmed)  # fmt: skip
        fixes = [(trn("Issue {n} and save", "Issue {n} and save", n), self._choose_folder_issuing)]
        if issued:
            without = trn("Save only the {n} issued", "Save only the {n} issued", issued)
            fixes.append((without, self._choose_folder))
        self.message.tell("info", text, tuple(fixes))

    def _choose_folder_issuing(self) -> None:
        self._ask_folder(self._issue_and_save)

    def _choose_folder(self) -> None:
        self._ask_folder(self.save_into)

    def _ask_folder(self, chosen: Callable[[Path], object]) -> None:
        title = tr("Where to save the certificates")
        beside = self.paper_path("certificates").parent
        self.context.files.folder(self, title, beside, chosen)

    def _issue_and_save(self, folder: Path) -> None:
        keys = tuple(e.candidate.participant_id for e in self.entries if e.is_waiting)
        if not keys or self.do(IssueCertificates(keys, today())):
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """Write certificates.pdf and one PDF a person below the folder: all, or none."""
        from facilitator.reports.exports import certificates_export

        staging = documents.staging_folder(folder)
        export = self.writer.prepared(lambda: certificates_export(self.document.workspace, staging))
        if export is not None:
            self.start_saving(documents.whole(export, staging, folder))

    def print_out(self) -> None:
        """One PDF of all certificates in force, for the printer."""
        more_papers.ask_ordered(self, "number")

    def start_saving(self, work: Callable[[Job], Written]) -> None:
        """Write on a thread, with progress and cancel."""
        if not self.writer.is_busy:
            self.writer.run(work, tr("Saving the certificates"), self._on_saved)

    def _on_saved(self, written: Written) -> None:
        folder = written[0].parent
        text = trn("{n} file saved in {folder}", "{n} files saved in {folder}", len(written),
                   folder=folder.name or str(folder))  # fmt: skip
        self.context.shell.tell(text, tr("Open folder"), partial(show_folder, written))

    def _on_cancelled(self) -> None:
        self.message.tell("info", tr("Stopped. Nothing was written."))


def _choices() -> tuple[tuple[str, str, str], ...]:
    return (
        (ALL, tr("All"), ""), (ELIGIBLE, tr("Eligible"), ""), (ISSUED, tr("Issued"), ""),
        (NOT_ELIGIBLE, tr("Not eligible"), ""),
    )  # fmt: skip


def _belongs(entry: Entry, key: str) -> bool:
    if key == ELIGIBLE:
        return entry.is_eligible
    if key == ISSUED:
        return entry.is_issued
    return key == ALL or not entry.is_eligible


def _nobody_sentence(key: str, text: str) -> str:
    if text:
        return tr("No name here holds “{text}”.", text=text)
    sentences = {
        ELIGIBLE: tr("Nobody meets the programme's rules yet."),
        ISSUED: tr("No certificate has been issued yet."),
        NOT_ELIGIBLE: tr("Everybody is eligible."),
    }
    return sentences.get(key, "")


def _locked() -> str:
    return tr("This programme is open to read only, so nothing can be changed here.")


PAGE = CertificatesPage
