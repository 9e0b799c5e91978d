"""The Common Vision page: a tab a step, the next step as the one primary button, papers, the screen.

Each step is a module of its own and stays readable when it is over. The rules are elsewhere.
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from facilitator.application.queries import vision as queries
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.vision import VisionRow
from facilitator.domain.vision import VisionState
from facilitator.domain.vision.adoption import SETS
from facilitator.domain.vision.states import reached
from facilitator.support.i18n import tr, trn
from facilitator.support.paths import documents_folder
from facilitator.support.settings import VISION_DOTS, VISION_POLL
from facilitator.ui.app.paper_writer import PaperWriter
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.vision.adopt import AdoptPart
from facilitator.ui.pages.vision.amend import AmendPart
from facilitator.ui.pages.vision.cluster import ClusterPart
from facilitator.ui.pages.vision.dot_vote import DotVotePanel
from facilitator.ui.pages.vision.draft import DraftPart
from facilitator.ui.pages.vision.gather import GatherPart
from facilitator.ui.pages.vision.part import Part
from facilitator.ui.pages.vision.sign import SignPart
from facilitator.ui.pages.vision.steps import NextStep, next_step
from facilitator.ui.pages.vision.words import point_words, rule_sentence, rule_words, state_words
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.projector.vision import scene_of
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.application.change_set import ChangeSet
    from facilitator.reports.exports import Export
    from facilitator.ui.app.document import Document
    from facilitator.ui.groupmode.locked_window import Sitting

TABLES = frozenset(
    {"vision", "vision_cluster", "vision_statement", "vision_paragraph", "paragraph_origin",
     "vision_revision", "revision_paragraph", "vision_amendment", "vision_warning",
     "vision_drafter", "vision_poll", "vision_reservation", "vision_signature", "participant",
     "home_group", "case_point", "cause_card", "programme"}
)  # fmt: skip
TAB_OF = {
    VisionState.GATHERING: "gather", VisionState.CLUSTERING: "cluster",
    VisionState.OUTLINE: "draft", VisionState.REV0: "draft", VisionState.FIRST_READING: "amend",
    VisionState.REV1: "amend", VisionState.SECOND_READING: "amend",
    VisionState.FINAL_TEXT: "adopt", VisionState.POLLED: "adopt", VisionState.ADOPTED: "sign",
    VisionState.NOT_ADOPTED: "adopt",
}  # fmt: skip


VOTE_TABS = {VISION_DOTS: "cluster", VISION_POLL: "adopt"}
GROUP_TABS = frozenset({"gather", "amend"})


class VisionPage(Page):
    """Gather, cluster and vote, draft, amend, adopt, sign."""

    page_id: ClassVar[str] = "vision"

    def build(self) -> None:
        self.vision: VisionRow | None = None
        self.usual_place = ""
        self._fresh = True
        self._step: NextStep | None = None
        self._tabs_shown = len(_tabs())
        self.state_badge = self.header.add_badge("", "accent")
        self.bracket_badge = self.header.add_badge("", "warn", "brackets")
        self.room = self.header.add_action(tr("On the room's screen"), icon="monitor")
        self.papers = self.header.add_action(tr("Save the papers"), icon="file-down")
        self.next = self.header.add_action("", Kind.PRIMARY)
        self.room.clicked.connect(self.show_to_room)
        self.papers.clicked.connect(self.print_out)
        self.next.clicked.connect(self.go_on)
        self.tabs = SegmentedControl(_tabs(), tr("Steps to the Common Vision"))
        self.tabs.chosen.connect(self.show_part)
        self.content.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeading)
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)
        self.stack = QStackedWidget()
        self.content.addWidget(self.stack, 1)
        self.gather, self.cluster, self.draft = GatherPart(self), ClusterPart(self), DraftPart(self)
        self.amend, self.adopt, self.sign = AmendPart(self), AdoptPart(self), SignPart(self)
        self.parts: dict[str, Part] = {
            "gather": self.gather, "cluster": self.cluster, "draft": self.draft,
            "amend": self.amend, "adopt": self.adopt, "sign": self.sign,
        }  # fmt: skip
        self._frames: dict[str, QScrollArea] = {}
        for key, part in self.parts.items():
            self._frames[key] = scrolled(part, self.spec.title)
            self.stack.addWidget(self._frames[key])
        self.sign.papers_wished.connect(self.print_out)
        for vote, tab in VOTE_TABS.items():
            self._voting(tab).here.clicked.connect(partial(self.vote_here, vote))

    # Showing --------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self._fresh = True
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        self.vision = self.document.query(queries.the_vision)
        self.usual_place = self.document.query(the_programme).place
        self._show_tabs()
        if self._fresh and self.vision is not None:
            self.tabs.choose(self._usual_tab(self.vision.state))
        self._fresh = False
        self._show_header()
        self._show()
        self._renew_room()

    def _usual_tab(self, state: VisionState) -> str:
        if not self.document.is_group_session:
            return TAB_OF[state]
        return "amend" if reached(state, VisionState.REV0) else "gather"

    def _show_tabs(self) -> None:
        """A group gathers and amends; all else is the facilitator's."""
        wanted = [tab for tab in _tabs()
                  if not self.document.is_group_session or tab[0] in GROUP_TABS]  # fmt: skip
        if len(wanted) != self._tabs_shown:
            self._tabs_shown, key = len(wanted), self.tabs.key
            self.tabs.set_choices(wanted)
            keys = [tab[0] for tab in wanted]
            self.tabs.choose(key if key in keys else keys[0])

    def _show_header(self) -> None:
        state = self.vision.state if self.vision else VisionState.GATHERING
        self.state_badge.show_text(state_words(state))
        count = self.vision.brackets if self.vision else 0
        self.bracket_badge.show_text(
            trn("{n} open bracket", "{n} open brackets", count) if count else ""
        )
        self._step = next_step(self.vision)
        self.next.setText(self._step.text)
        may = not self.document.read_only
        self.next.setEnabled(may)
        for button in (self.room, self.papers):
            button.setVisible(not self.document.is_group_session)
        self.papers.setEnabled(self.vision is not None and bool(self.vision.paragraphs))

    def _show_next(self) -> None:
        """The step's button; one that only leads to the tab in front would do nothing."""
        step = self._step
        idle = step is not None and step.command is None and step.tab == self.tabs.key
        self.next.setVisible(not self.document.is_group_session and not idle)

    def _show(self) -> None:
        self._show_next()
        part = self.parts[self.tabs.key]
        part.show_vision(self.vision)
        self.stack.setCurrentWidget(self._frames[self.tabs.key])

    def show_part(self, key: str) -> None:
        """Show one step."""
        self.tabs.choose(key)
        self._show()
        self._renew_room()

    def find_here(self) -> None:
        start = self.parts[self.tabs.key].start()
        if start is not None:
            start.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Acts -----------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """The next step of the procedure; one that locks something is asked about first."""
        step = self._step
        if step is None or self.document.read_only:
            return
        if step.confirm:
            fixes: list[tuple[str, Callable[[], object]]] = [(step.confirm_button, self._carry_out)]
            if step.look:
                fixes.append((step.look_button, partial(self._look, step.look)))
            self.message.tell("warn", step.confirm, tuple(fixes))
            return
        self._carry_out()

    def _look(self, tab: str) -> None:
        """Go and see what the step would settle."""
        self.message.dismiss()
        self.show_part(tab)
        start = self.parts[tab].start()
        if start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carry_out(self) -> None:
        step = self._step
        if step is None:
            return
        command = step.command(self) if step.command else None
        if command is not None and not self.do(command, tell=True):
            return
        self.tabs.choose(step.tab)
        self.refresh(None)
        start = self.parts[step.tab].start()
        if start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_main(self) -> None:
        if self.document.read_only:
            return
        if self.tabs.key == "draft":
            if self.draft.may_write:
                self.draft.add_paragraph()
            return
        self.show_part("amend" if self.tabs.key == "amend" else "gather")
        (self.amend.text if self.tabs.key == "amend" else self.gather.fields[0].control).setFocus()

    # One person after another votes here ----------------------------------------------------------

    @cached_property
    def sitting(self) -> Sitting:
        """Where one person votes after the other; made when it is first asked for."""
        from facilitator.ui.groupmode.locked_window import Sitting

        made = Sitting(self, self.context)
        made.ended.connect(self._on_sat)
        return made

    def _on_sat(self) -> None:
        self.refresh(None)
        self._voting(self.tabs.key).finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _voting(self, tab: str) -> DotVotePanel | AdoptPart:
        return self.adopt if tab == VOTE_TABS[VISION_POLL] else self.cluster.vote

    def vote_here(self, vote: str) -> None:
        """Lock the laptop and let one person vote after the other: VISION_DOTS or VISION_POLL."""
        self.sitting.begin(vote, self._voting(VOTE_TABS[vote]).ballot_window)

    def reveal(self, key: object) -> None:
        """After a crash in a vote (VISION_DOTS, VISION_POLL): the vote again, where it is open."""
        if isinstance(key, str) and key in VOTE_TABS:
            self.show_part(VOTE_TABS[key])
            voting = self._voting(VOTE_TABS[key])
            if voting.may_vote_here:
                self.sitting.resume(key, voting.ballot_window)

    # The room's screen ----------------------------------------------------------------------------

    def scene(self) -> ProjectorScene:
        """What the room may see of the step in front."""
        count = len(self.document.query(queries.statements))
        rule, scale = (self.vision.rule, self.vision.scale) if self.vision else (None, None)
        words = []
        if rule is not None and scale is not None:
            words = [rule_words(rule), rule_sentence(rule),
                     *(point_words(value, scale) for value in SETS[scale].values)]  # fmt: skip
        living = self.vision.paragraphs if self.vision else ()
        row = self.draft.row
        first = living.index(row) if row in living else 0
        return scene_of(self.vision, self.tabs.key, count, first, self.amend.row, words)

    def show_to_room(self) -> None:
        """Show the step in front on the room's screen, and keep it up to date."""
        self.context.projector.show(self.scene())

    def _renew_room(self) -> None:
        if self.context.projector.name in (SceneName.VISION, SceneName.VOTE):
            self.context.projector.renew(self.scene())

    # Papers ---------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Ask for a folder and write all papers of the vision into it."""
        if self.vision is None or not self.vision.paragraphs:
            return
        path = self.document.path
        start = path.absolute().parent if path else documents_folder()
        self.context.files.folder(self, tr("Folder for the papers"), start, self._write)

    def _write(self, folder: Path) -> None:
        from facilitator.reports.vision_exports import vision_export

        self.write(lambda: vision_export(self.document.workspace, folder))

    def write(self, make: Callable[[], Export]) -> None:
        """Write on a thread, with progress and a toast at the end."""
        self.writer.write(make)


def _tabs() -> list[tuple[str, str, str]]:
    return [
        ("gather", tr("Gather"), "sticky-note"), ("cluster", tr("Cluster and vote"), "vote"),
        ("draft", tr("Draft"), "file-text"), ("amend", tr("Amend"), "brackets"),
        ("adopt", tr("Adopt"), "handshake"), ("sign", tr("Sign"), "pen-line"),
    ]  # fmt: skip


PAGE = VisionPage
