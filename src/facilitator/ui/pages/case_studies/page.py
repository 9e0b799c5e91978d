"""The Case studies page: the groups' cases, their presentation to the room, comparison, thread.

A group's words are the facilitator's to read when the group hands them in, or after "Look in". In a
group's session only that group's cases are there, and what is the facilitator's is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt

from facilitator.application.queries.case_studies import board_causes, case_rooms, case_studies
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.groupwork import case_versions
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.application.rows.groupwork import VersionRow
from facilitator.domain.case_studies import Section
from facilitator.support.i18n import tr, trn
from facilitator.ui.app.paper_writer import PaperWriter
from facilitator.ui.groupmode.typing_pause import TypingPause
from facilitator.ui.pages.base import Page, PartStack
from facilitator.ui.pages.case_studies.editor import Editor
from facilitator.ui.pages.case_studies.matrix import Matrix, has_final
from facilitator.ui.pages.case_studies.part import Part, Shown
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.reports.exports import Export
    from facilitator.ui.app.document import Document

TABLES = frozenset(
    {"case_study", "case_party", "case_cause", "case_measure", "case_agreement", "case_source",
     "cause_source", "case_point", "case_presentation", "case_speaker", "case_review", "cause_card",
     "home_group", "hand_in", "participant", "membership", "conflict_tree", "vision_paragraph",
     "paragraph_origin"}
)  # fmt: skip
CASES, PRESENT, COMPARE, THREAD = "cases", "present", "compare", "thread"
NOTHING = Shown((), {}, (), ())


class CaseStudiesPage(Page):
    """See the module."""

    page_id: ClassVar[str] = "case_studies"

    def build(self) -> None:
        self.shown = NOTHING
        self._looked: set[UUID] = set()
        self.badge = self.header.add_badge("", "ok", "circle-check")
        self.room_button = self.header.add_action(tr("On the room's screen"), icon="presentation")
        self.room_button.clicked.connect(self.show_in_room)
        self.papers_button = self.header.add_action(tr("Save the papers"), icon="file-down")
        self.papers_button.clicked.connect(self.print_out)
        self.new_button = self.header.add_action(tr("Begin a case"), Kind.PRIMARY, icon="plus")
        self.new_button.clicked.connect(self.add_main)
        self.tabs = SegmentedControl(_tabs(), tr("Parts of the page"))
        self.tabs.chosen.connect(self.show_tab)
        self.content.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeading)
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)
        self.stack = PartStack(self._make)
        self.content.addWidget(self.stack, 1)
        self.matrix, self.editor = Matrix(self), Editor(self)
        self.matrix.opened.connect(self.open_case)
        self.matrix.new.begun.connect(self._on_begun)
        self.editor.closed.connect(self.show_all)
        self.private = EmptyState(
            "lock", tr("Not handed in yet"),
            tr("Groups were promised that unfinished work is theirs. Look in only if they asked you "
               "to."),
        )  # fmt: skip
        self.look_in = self.private.offer(tr("Look in"), icon="eye")
        self.look_in.clicked.connect(self._on_look_in)
        self.private_back = self.private.offer(tr("All cases"), icon="arrow-left")
        self.private_back.clicked.connect(self.show_all)
        for widget in (self.matrix, self.editor, self.private):
            self.stack.addWidget(widget)
        # Whole paragraphs are typed here: they are saved at each pause, not only when they are left.
        # A group's window does so for all its pages.
        self.pause = None if self.document.is_group_session else TypingPause(self)
        self._wished: tuple[UUID, Section] | None = None

    # Showing ----------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.shown = NOTHING
        self._looked.clear()
        self.matrix.new.hide()
        self.stack.setCurrentWidget(self.matrix)
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        query = self.document.query
        self.shown = Shown(query(case_studies), query(case_rooms), query(home_groups),
                           query(board_causes))  # fmt: skip
        mine = not self.document.is_group_session
        for widget in (self.tabs, self.room_button, self.papers_button):
            widget.setVisible(mine)
        self.papers_button.setEnabled(any(self.may_see(c) for c in self.shown.cases))
        self.new_button.setEnabled(not self.document.read_only)
        done = has_final(self.shown.cases)
        self.badge.show_text(trn("{n} final", "{n} final", done) if done else "")
        self._show()

    def _show(self) -> None:
        if self.tabs.key != CASES and self.tabs.isVisibleTo(self):
            part = self.part(self.tabs.key)
            part.show_rows(self.shown)
            self.stack.setCurrentWidget(part)
            return
        front = self.stack.currentWidget()
        gone = front is self.editor and self.shown.case(self.editor.case_id) is None
        if front in self.stack.made.values() or gone:
            self.stack.setCurrentWidget(self.matrix)
        self.matrix.show_rows(self.shown)
        self.editor.show_rows(self.shown)

    def part(self, key: str) -> Part:
        """A tab but the first; made when it is first shown."""
        return self.stack.part(key)

    def _make(self, key: str) -> Part:
        if key == PRESENT:
            from facilitator.ui.pages.case_studies.presentations import PresentationsPart

            return PresentationsPart(self)
        if key == COMPARE:
            from facilitator.ui.pages.case_studies.compare import ComparePart

            return ComparePart(self)
        from facilitator.ui.pages.case_studies.thread import ThreadPart

        return ThreadPart(self)

    def show_tab(self, key: str) -> None:
        """Show the cases, the presentations, the comparison or the thread."""
        self.tabs.choose(key)
        self._show()

    # Whose words may be read ------------------------------------------------------------------

    @property
    def own_group(self) -> UUID | None:
        """The group that sits before the screen; None for the facilitator."""
        return self.document.group_id

    def may_see(self, case: CaseStudyRow) -> bool:
        """Whether the words of a case may be shown: handed in, looked into, or the group's own."""
        room = self.shown.rooms.get(case.id)
        handed_in = room is not None and room.handed_in
        return self.document.is_group_session or handed_in or case.id in self._looked

    def open_case(self, key: UUID, section: Section = Section.SITUATION) -> None:
        """Open a case at a step; where it is private, ask first."""
        case = self.shown.case(key)
        if case is None:
            return
        self.tabs.choose(CASES)
        if not self.may_see(case):
            self._wished = (key, section)
            self.stack.setCurrentWidget(self.private)
            self.look_in.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.editor.open_case(key, section)
        self.editor.show_rows(self.shown)
        self.stack.setCurrentWidget(self.editor)
        self.editor.start().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look_in(self) -> None:
        if self._wished is not None:
            key, section = self._wished
            self._looked.add(key)
            self.matrix.show_rows(self.shown)
            self.open_case(key, section)

    def _on_begun(self, key: UUID) -> None:
        self._looked.add(key)
        self.refresh(None)
        self.open_case(key)

    def show_all(self) -> None:
        """Back to the matrix."""
        case_id = self.editor.case_id
        self.stack.setCurrentWidget(self.matrix)
        self.matrix.show_rows(self.shown)
        if case_id is not None:
            self.matrix.table.choose(case_id)
        self.matrix.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def versions(self, case_id: UUID) -> tuple[VersionRow, ...]:
        """The case as it was each time it was handed in."""
        found: tuple[VersionRow, ...] = self.document.query(case_versions, case_id)
        return found

    def show_versions(self, case: CaseStudyRow) -> None:
        """What changed since a case was handed in."""
        from facilitator.ui.pages.case_studies.versions import VersionsDialog

        VersionsDialog(case, self.versions(case.id), self.window()).open()

    # For the shell and the parts --------------------------------------------------------------

    def add_main(self) -> None:
        if self.document.read_only:
            return
        self.tabs.choose(CASES)
        self.stack.setCurrentWidget(self.matrix)
        self.matrix.show_rows(self.shown)
        self.matrix.add_main()

    def find_here(self) -> None:
        front = self.stack.currentWidget()
        target = self.editor.start() if front is self.editor else self.matrix.table
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, key: object) -> None:
        if isinstance(key, UUID):
            self.open_case(key)

    # The room ---------------------------------------------------------------------------------

    def show_in_room(self) -> None:
        """Go to the presentations and put the case in front on the room's screen."""
        from facilitator.ui.pages.case_studies.presentations import PresentationsPart

        self.show_tab(PRESENT)
        part = self.part(PRESENT)
        if isinstance(part, PresentationsPart):
            part.show_slide()

    # Papers -----------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Ask for a folder and write the papers of the cases that may be seen into it."""
        if not self.papers_button.isEnabled() or self.document.is_group_session:
            return
        start = self.paper_path("cases").parent
        self.context.files.folder(self, tr("Folder for the papers"), start, self._write)

    def _write(self, folder: Path) -> None:
        from facilitator.reports.case_exports import FORMATS, cases_export

        looked = frozenset(self._looked)
        self.write(lambda: cases_export(self.document.workspace, folder, FORMATS, looked))

    def write(self, make: Callable[[], Export]) -> None:
        """Write a document in the background."""
        self.writer.write(make)


def _tabs() -> list[tuple[str, str, str]]:
    return [
        (CASES, tr("Cases"), "briefcase"), (PRESENT, tr("Presentations"), "presentation"),
        (COMPARE, tr("Comparison"), "table"), (THREAD, tr("Thread"), "link"),
    ]  # fmt: skip


PAGE = CaseStudiesPage
