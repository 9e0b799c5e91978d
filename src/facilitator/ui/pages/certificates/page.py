"""The Certificates page: who gets which and why, the sheet as it prints, and saving them all.

The page lays out and shows; `deciding`, `saving` and `sheet_drawing` beside it do what is wished. Who is
eligible is decided in the domain; the sheets are drawn by `reports` on other threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.application.queries.certificates import design
from facilitator.application.queries.programme import the_programme
from facilitator.domain.people import fold
from facilitator.support.i18n import tr, trn
from facilitator.support.messages import text_of
from facilitator.ui.app import theme
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.certificates import lookups, more_papers
from facilitator.ui.pages.certificates.check_part import CheckPart
from facilitator.ui.pages.certificates.deciding import Decisions
from facilitator.ui.pages.certificates.detail import Detail
from facilitator.ui.pages.certificates.entries_list import EntriesList
from facilitator.ui.pages.certificates.layout_part import LayoutPart
from facilitator.ui.pages.certificates.lookups import ALL
from facilitator.ui.pages.certificates.preflight_part import PreflightPart
from facilitator.ui.pages.certificates.saving import Saving
from facilitator.ui.pages.certificates.sheet_drawing import SheetDrawing
from facilitator.ui.pages.certificates.words import Entry
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.search import FilterField
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import TableCard

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.ui.app.document import Document

TABLES = frozenset({
    "participant", "certificate", "attendance_mark", "agenda_item", "day", "programme", "signatory",
    "organisation", "objective", "case_study", "membership", "certificate_decision",
    "certificate_design",
})  # fmt: skip
LIST_WIDTH, FILTER_WIDTH = 460, 260
MOST_FOR_LIST = 0.42
"""The share of the page's width that the list may take at most."""
PEOPLE, LOOK, PREFLIGHT, CHECK = "people", "look", "preflight", "check"


class CertificatesPage(Page):
    """See the module."""

    page_id = "certificates"

    def build(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        self.issued_badge = self.header.add_badge("", "ok", "badge-check")
        self.waiting_badge = self.header.add_badge("", "warn", "circle")
        self.signatories_button = self.header.add_action(tr("Change signatories"), icon="pencil")
        self.more_button = self.header.add_action(tr("More papers"), icon="ellipsis")
        self.save_button = self.header.add_action(tr("Save PDFs"), Kind.PRIMARY, icon="download")
        self.progress = ProgressStrip()
        self.saving = Saving(self)
        self.content.addWidget(self.progress)
        self._build_content()
        self.decisions = Decisions(self)
        self.drawing = SheetDrawing(self)
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
        self.choice = SegmentedControl(lookups.choices(), tr("Whom to show"))
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
            self.preflight.refresh(self.document)
        elif key == CHECK:
            self.check.signing.refresh()

    def _on_person(self, key: object) -> None:
        self.part.choose(PEOPLE)
        self._show_part()
        self.reveal(key)

    def _on_signed(self, count: int) -> None:
        self.context.shell.tell(trn("{n} certificate signed", "{n} certificates signed", count))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.saving.save_all)
        self.more_button.clicked.connect(self._on_more)
        self.signatories_button.clicked.connect(self._on_signatories)
        self._to_people.clicked.connect(self._on_to_people)
        self.choice.chosen.connect(self._on_filter)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.list.row_chosen.connect(self._on_row)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.drawing.forget()
        self.entries = ()
        self.detail.show_entry(None)
        self.filter.clear()
        self.choice.choose(ALL)
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        programme = self.document.query(the_programme)
        self.drawing.set_look(programme, self.document.query(design))
        self.entries = lookups.entries_of(self.document, programme.certificate_rules)
        self.list.set_entries(self.entries)
        self.detail.set_locked(text_of("read-only", {}) if self.document.read_only else "")
        self._show_counts()
        self._on_filter()
        if self.list.current() is None:
            self.list.go_to_first()
        self._show_current()

    def _show_counts(self) -> None:
        missing = sum(entry.is_eligible and not entry.is_issued for entry in self.entries)
        issued = sum(entry.is_issued for entry in self.entries)
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
            return lookups.belongs(entry, key) and all(word in words for word in wanted)

        self.list.set_filter(keep)
        found = bool(self.list.entries.rows)
        self._card.setVisible(found)
        self._none.setVisible(not found)
        if not found:
            why = lookups.nobody_sentence(key, self.filter.text().strip())
            self._none.tell(tr("Nobody here"), why)
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
        self.drawing.draw_soon()

    # Acts -------------------------------------------------------------------------------------------

    def _on_more(self) -> None:
        below = self.more_button.mapToGlobal(self.more_button.rect().bottomLeft())
        more_papers.menu(self).popup(below)

    def _on_signatories(self) -> None:
        self.context.shell.go_to("programme")

    def _on_to_people(self) -> None:
        self.context.shell.go_to("participants")

    def print_out(self) -> None:
        """One PDF of all certificates in force, for the printer."""
        more_papers.ask_ordered(self, "number")


PAGE = CertificatesPage
