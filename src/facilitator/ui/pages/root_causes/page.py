"""The Root causes page: the four parts of an analysis, and the tools of each.

The board, the tree and the sheets are modules of their own; rules are in the domain. In a group's
session only that group's records are there, and what is the facilitator's is hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.root_causes import root_causes, sheets
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.support.i18n import tr
from facilitator.support.settings import BOARD_VOTE
from facilitator.ui.app.paper_writer import PaperWriter, Written, written_into
from facilitator.ui.pages.base import Page, PartStack
from facilitator.ui.pages.root_causes import words
from facilitator.ui.pages.root_causes.board_tab import BoardTab
from facilitator.ui.pages.root_causes.part import Part, Shown
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.layouts import FlowLayout
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.reports.exports import Export
    from facilitator.ui.app.document import Document
    from facilitator.ui.projector.scenes import ProjectorScene

TABLES = frozenset(
    {"cause_card", "card_group", "board_vote", "conflict_tree", "tree_node", "tree_feedback",
     "analysis_sheet", "sheet_entry", "home_group", "membership", "programme"}
)  # fmt: skip


class RootCausesPage(Page):
    """See the module."""

    page_id: ClassVar[str] = "root_causes"

    def build(self) -> None:
        self.tool = words.BOARD
        self.shown: Shown | None = None
        self.tools = QWidget()
        self.tools.setProperty("clear", True)
        line = FlowLayout(self.tools, spacing=12)
        self.parts = SegmentedControl(words.part_choices(), tr("Parts of the analysis"))
        self.parts.chosen.connect(self._on_part)
        self.tool_choice = SegmentedControl(words.tool_choices("causes"), tr("Tools of this part"))
        self.tool_choice.chosen.connect(self.show_tool)
        line.addWidget(self.parts)
        line.addWidget(self.tool_choice)
        self.content.addWidget(self.tools)
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)
        self.stack = PartStack(self._make)
        self.content.addWidget(self.stack, 1)
        self.export_button = self.header.add_action(tr("Save as"), icon="download")
        self.export_button.clicked.connect(self.print_out)
        self.room_button = self.header.add_action(
            tr("On the room's screen"), Kind.PRIMARY, icon="presentation"
        )
        self.room_button.clicked.connect(self.show_in_room)
        self.show_tool(words.BOARD)

    def part(self, tool: str) -> Part:
        """The part that shows a tool; made when it is first shown."""
        return self.stack.part(tool)

    def _make(self, tool: str) -> Part:
        if tool == words.BOARD:
            return BoardTab(self)
        if tool == words.TREE:
            from facilitator.ui.pages.root_causes.tree.tab import TreeTab

            return TreeTab(self)
        from facilitator.ui.pages.root_causes.sheet_tab import SheetTab

        return SheetTab(self, SheetTool(tool))

    # Showing --------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.shown = None
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        query = self.document.query
        own = self.document.group_id
        groups = tuple(g for g in query(home_groups) if own in (None, g.id))
        self.shown = Shown(query(root_causes), query(sheets), groups)
        self.export_button.setVisible(not self.document.is_group_session)
        self._show_room_button()
        self.part(self.tool).show_rows(self.shown)
        self.renew_room()

    def show_tool(self, tool: str) -> None:
        """Show one tool of the analysis."""
        self.tool = tool
        part = words.part_of(tool)
        if self.parts.key != part:
            self.parts.choose(part)
        choices = words.tool_choices(part)
        if self.tool_choice.key not in [key for key, _, _ in choices]:
            self.tool_choice.set_choices(choices)
        self.tool_choice.choose(tool)
        self.tool_choice.setVisible(len(choices) > 1)
        made = self.part(tool)
        self.stack.setCurrentWidget(made)
        if self.shown is not None:
            made.show_rows(self.shown)
        self._show_room_button()

    def _show_room_button(self) -> None:
        for_room = self.tool in (words.BOARD, words.TREE)
        open_here = self.document.is_open and not self.document.is_group_session
        self.room_button.setVisible(for_room and open_here)

    def _on_part(self, key: str) -> None:
        self.show_tool(words.tool_choices(key)[0][0])

    # For the shell and the parts --------------------------------------------------------------------

    def add_main(self) -> None:
        self.part(self.tool).add_main()

    def write_card(self) -> None:
        """Go to the board and open the line for new cards."""
        self.show_tool(words.BOARD)
        self.add_main()

    def reveal(self, key: object) -> None:
        """Put the cursor on a card; after a crash in a vote (BOARD_VOTE), the vote again."""
        self.show_tool(words.BOARD)
        board = self.part(words.BOARD)
        assert isinstance(board, BoardTab)  # noqa: S101 - made above
        if key == BOARD_VOTE:
            board.resume_vote()
        else:
            board.reveal(key)

    # The room ---------------------------------------------------------------------------------------

    def show_in_room(self) -> None:
        """Put the board, or the tree in front, on the room's screen."""
        scene = self._scene()
        if scene is None:
            self.message.tell("info", tr("Nothing here may be shown to the room: it is empty, or marked "
                                         "for the facilitator alone."))  # fmt: skip
        else:
            self.context.projector.show(scene)

    def renew_room(self) -> None:
        """What is up is shown again with its new data."""
        shown = self.context.projector.name
        if shown is not None and self.context.projector.is_live:
            scene = self._scene()
            if scene is not None and scene.name is shown:
                self.context.projector.renew(scene)

    def _scene(self) -> ProjectorScene | None:
        from facilitator.ui.pages.root_causes import scenes

        return scenes.scene_for(self)

    # Papers -----------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Ask where, and write what is in front: PDF, SVG, PNG or CSV by the ending."""
        from facilitator.ui.pages.root_causes import papers

        papers.ask(self)

    def run(self, export: Export) -> None:
        """Write a document in the background."""
        self.writer.run(export.write, export.what, self._on_written)

    def _on_written(self, made: Written) -> None:
        one = len(made) == 1
        self.context.shell.tell(
            tr("{name} is written.", name=made[0].name) if one else written_into(made)
        )


PAGE = RootCausesPage
