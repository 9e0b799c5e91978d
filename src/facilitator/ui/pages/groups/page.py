"""The Groups page: the board, drafts, rounds of tables, the wall of names.

The page lays them out and shows what was read. What the user does with them is beside it: `moving`,
`drafting`, `plans`, `day_repair`, `edit_card`, `papers`. They issue commands; what a rule costs and
what is the smallest change is decided in the domain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.application.commands.groups import PutGroupPair, RemoveGroupPair, SetGroupRules
from facilitator.application.queries.groups import the_grouping
from facilitator.application.rows.groups import GroupingRow
from facilitator.domain.grouping.model import PairKind, Rule
from facilitator.support.i18n import tr, trn
from facilitator.ui.app.paper_writer import PaperWriter
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.groups import papers
from facilitator.ui.pages.groups.balance_card import BalanceCard
from facilitator.ui.pages.groups.board import Board
from facilitator.ui.pages.groups.board_tools import BoardTools
from facilitator.ui.pages.groups.day_repair import DayRepair
from facilitator.ui.pages.groups.drafting import Drafting
from facilitator.ui.pages.groups.drafts import DraftsView
from facilitator.ui.pages.groups.edit_card import EditCard
from facilitator.ui.pages.groups.moving import Moving, with_move
from facilitator.ui.pages.groups.names_wall import NamesWall
from facilitator.ui.pages.groups.plans import Plans
from facilitator.ui.pages.groups.rounds_view import RoundsView
from facilitator.ui.pages.groups.search import Search
from facilitator.ui.pages.groups.setup import RulesDrawer
from facilitator.ui.pages.groups.today import TodayDrawer
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.ui.app.document import Document

TABLES = frozenset({
    "participant", "membership", "home_group", "group_rule", "group_pair", "group_draw",
    "table_plan", "table_round", "table_seat",
})  # fmt: skip
BOARD, ROUNDS, WALL = "board", "rounds", "wall"
USUAL_SIZE = 7


class GroupsPage(Page):
    """See the module."""

    page_id = "groups"

    def build(self) -> None:
        self.grouping: GroupingRow | None = None
        self._build_header()
        self._build_board()
        self._build_views()
        self.moving = Moving(self)
        self.drafting = Drafting(self)
        self.plans = Plans(self)
        self.day = DayRepair(self)
        self._connect()

    def _build_header(self) -> None:
        self.rules_badge = self.header.add_badge("", "ok", "circle-check")
        self.pool_badge = self.header.add_badge("", "warn", "user-plus")
        self.print_button = self.header.add_action(tr("Save PDFs"), icon="printer")
        self.room_button = self.header.add_action(tr("On the room's screen"), icon="presentation")
        self.today_button = self.header.add_action(tr("Absent today"), icon="user-x")
        self.suggest_button = self.header.add_action(
            tr("Suggest groups"), Kind.PRIMARY, icon="sparkles"
        )
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.search = Search(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)

    def _build_board(self) -> None:
        self.view = SegmentedControl(
            ((BOARD, tr("Groups"), ""), (ROUNDS, tr("Tables and rounds"), ""),
             (WALL, tr("Wall of names"), "")), tr("What to show"),
        )  # fmt: skip
        self.tools = BoardTools()
        self.balance = BalanceCard(self.rules_badge)
        self.edit_card = EditCard(self)
        self.board = Board()

    def _build_views(self) -> None:
        tools = row(spacing=10)
        tools.addWidget(self.view)
        tools.addStretch(1)
        tools.addWidget(self.tools)
        board = QWidget()
        whole = column(board, spacing=10)
        for widget in (self.balance, self.edit_card):
            whole.addWidget(widget)
        whole.addWidget(self.board, 1)
        self._board_view = board
        self.drafts = DraftsView()
        self.rounds = RoundsView()
        self.wall = NamesWall(self.context.projector)
        self._no_groups = EmptyState(
            "group", tr("No groups yet"),
            tr("Suggest groups by rules on sex, country and institution, look at the drafts, and "
               "use the one that suits. Everybody can still be moved by hand."),
        )  # fmt: skip
        self._suggest_first = self._no_groups.offer(tr("Suggest groups"), primary=True)
        self._empty = EmptyState("users", tr("Add people first"),
                                 tr("Groups are made of the people of the programme."))  # fmt: skip
        self._to_people = self._empty.offer(tr("Go to Participants"), primary=True)
        self._stack = QStackedWidget()
        for view in (self._board_view, self.drafts, self.rounds, self.wall, self._no_groups):
            self._stack.addWidget(view)
        self._main = QWidget()
        main = column(self._main, spacing=12)
        main.addLayout(tools)
        main.addWidget(self._stack, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(self._main)
        self._outer.addWidget(self._empty)
        self.rules = RulesDrawer(self)
        self.today = TodayDrawer(self)
        line = row(spacing=16)
        line.addWidget(self._outer, 1)
        self.rules.dock(line)
        self.today.dock(line)
        self.content.addLayout(line, 1)

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.print_out)
        self.room_button.clicked.connect(self.show_to_room)
        self.context.projector.changed.connect(self._show_room_button)
        self.tools.rules.clicked.connect(self.show_rules)
        self._to_people.clicked.connect(self._on_to_people)
        self.view.chosen.connect(self.show_view)
        self._connect_board()
        self._connect_searches()
        self.rules.rules_wished.connect(self._on_rules)
        self.rules.pair_wished.connect(self._on_pair)
        self.rules.pair_removed.connect(self._on_pair_removed)
        self.today_button.clicked.connect(self.day.show_drawer)
        self.today.absent_changed.connect(self.day.propose)
        self.today.use_wished.connect(self.day.use)

    def _connect_board(self) -> None:
        self.tools.place.clicked.connect(self.moving.place_pool)
        self.board.move_wished.connect(self.moving.move)
        self.board.hovered.connect(self._on_hovered)
        self.board.menu_wished.connect(self.moving.show_menu)
        self.board.lock_wished.connect(self.moving.toggle_lock)
        self.board.edit_wished.connect(self.edit_card.begin)

    def _connect_searches(self) -> None:
        for button in (self.suggest_button, self._suggest_first):
            button.clicked.connect(self.drafting.begin)
        self.drafts.used.connect(self.drafting.use)
        self.drafts.more_wished.connect(self.drafting.go_on)
        self.drafts.left.connect(self.show_board)
        self.rounds.suggest_wished.connect(self.plans.suggest)
        self.rounds.use_wished.connect(self.plans.use)
        self.rounds.print_wished.connect(self.plans.print_out)
        self.rounds.delete_wished.connect(self.plans.delete)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.search.cancel()
        self.plans.forget()
        self.day.proposal = None
        self.rules.hide()
        self.today.hide()
        self.edit_card.leave()
        self.view.choose(BOARD)
        self._stack.setCurrentWidget(self._board_view)
        self.grouping = None
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        before = self.grouping
        self.grouping = found = self.document.query(the_grouping)
        editable = not self.document.read_only
        if before is None:
            usual = len(found.groups) or max(1, round(len(found.people) / USUAL_SIZE))
            self.tools.count.setValue(usual)
            self.rounds.tables.setValue(max(2, usual))
        elif [p.id for p in before.people] != [p.id for p in found.people]:
            self._forget_suggestions()
        self.board.show_groups(found, editable=editable)
        self.rules.show_setup(found, editable=editable)
        self.rounds.show_kept(found, editable=editable)
        self.wall.show_groups(found)
        self.balance.show_balance(found)
        self.tools.show_people(len(found.people))
        self._show_state(found, editable=editable)
        if self.today.isVisible():
            self.day.propose()

    def _forget_suggestions(self) -> None:
        """The people changed: drafts and rounds that were not used speak of others."""
        self.plans.forget()
        if self._stack.currentWidget() is self.drafts:
            self.show_board()
            self.message.tell("info", tr("The list of people changed. Suggest groups again."))

    def _show_state(self, found: GroupingRow, *, editable: bool) -> None:
        anybody, anything = bool(found.people), bool(found.groups)
        self._outer.setCurrentWidget(self._main if anybody else self._empty)
        for button in (self.print_button, self.today_button):
            button.setVisible(anybody and anything)
        for button in (self.suggest_button, self._suggest_first):
            button.setEnabled(editable)
        pool = len(found.members(None)) if anything else 0
        self.pool_badge.show_text(trn("{n} in no group", "{n} in no group", pool) if pool else "")
        self.tools.show_pool(pool, editable=editable)
        if self._stack.currentWidget() in (self._board_view, self._no_groups):
            self._stack.setCurrentWidget(self._board_view if anything else self._no_groups)
        self._show_primary()

    def show_view(self, key: str) -> None:
        """Show the board, the rounds or the wall of names."""
        self.view.choose(key)
        views: dict[str, QWidget] = {ROUNDS: self.rounds, WALL: self.wall}
        anything = self.grouping is not None and bool(self.grouping.groups)
        self._stack.setCurrentWidget(
            views.get(key, self._board_view if anything else self._no_groups)
        )
        self.tools.setVisible(key == BOARD)
        self._show_primary()

    def show_board(self) -> None:
        """Show the groups as they are."""
        self.show_view(BOARD)

    def show_rounds(self) -> None:
        """Show the rounds of tables and of pairs."""
        self.show_view(ROUNDS)

    def show_drafts(self) -> None:
        """Show the drafts in the place of the board."""
        self.view.choose(BOARD)
        self._stack.setCurrentWidget(self.drafts)
        self._show_primary()

    def show_to_room(self) -> None:
        """Put the wall of names on the room's screen; where it is up, its next picture or nothing."""
        if self.wall.turn():
            self.show_view(WALL)
            self.wall.show_in_room()
            self._show_room_button()  # the next picture may be the last

    def _show_room_button(self) -> None:
        self.room_button.setText(self.wall.room_words)

    def _show_primary(self) -> None:
        """One primary button: that of the view where it has one."""
        anybody = self.grouping is not None and bool(self.grouping.people)
        shown = self._stack.currentWidget() in (self._board_view, self.wall)
        self.suggest_button.setVisible(anybody and shown)

    def reveal(self, key: object) -> None:
        """Put the cursor on a person."""
        self.show_view(BOARD)
        if isinstance(key, UUID):
            self.board.go_to(key)

    # Acts -------------------------------------------------------------------------------------------

    def add_main(self) -> None:
        self.drafting.begin()

    def print_out(self) -> None:
        """Save group sheets, table signs, the wall list and the rounds into a folder."""
        papers.ask_documents(self)

    def show_rules(self) -> None:
        """Open the drawer with the rules."""
        self.today.hide()
        self.rules.open_drawer()

    def _on_hovered(self, person: UUID | None, group: UUID | None) -> None:
        found = self.grouping
        tried = None if found is None or person is None else with_move(found, person, group)
        self.balance.show_balance(found, tried)

    def _on_rules(self, rules: tuple[Rule, ...]) -> None:
        self.do(SetGroupRules(rules), tell=True)

    def _on_pair(
        self, kind: PairKind, first: UUID | None, second: UUID | None, reason: str
    ) -> None:
        if first is not None and second is not None:
            command = PutGroupPair(kind, first, second, reason)
            if self.do(command, tell=True, field=self.rules.pair_fields[2]):
                self.rules.forget_reason()

    def _on_pair_removed(self, key: UUID) -> None:
        self.do(RemoveGroupPair(key), tell=True)

    def _on_to_people(self) -> None:
        self.context.shell.go_to("participants")


PAGE = GroupsPage
