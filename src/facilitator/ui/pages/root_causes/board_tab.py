"""The board: cards of all groups, merging, the vote, and what is carried forward."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from facilitator.application.commands.root_causes import (
    DeleteCauseCard,
    DropBoardVote,
    EditCauseCard,
    MergeCauseCards,
    NameCluster,
    OpenBoardVote,
    PutCauseCard,
    RecordBoardVote,
    SplitCauseCard,
)  # fmt: skip
from facilitator.application.rows.root_causes import CauseCardRow
from facilitator.domain.dot_vote import VoteRules, VoteState, check_ballot, counted
from facilitator.domain.root_causes import Dimension, Level
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.support.settings import BOARD_VOTE
from facilitator.ui.app.icons import icon
from facilitator.ui.pages.root_causes import words
from facilitator.ui.pages.root_causes.card_panel import CardPanel
from facilitator.ui.pages.root_causes.part import Part, Shown, combo
from facilitator.ui.pages.root_causes.totals_panel import TotalsPanel
from facilitator.ui.pages.root_causes.vote_bar import VoteBar
from facilitator.ui.widgets.board.board import CardBoard
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.workspace import SecretBox
    from facilitator.ui.groupmode.locked_window import LockedWindow, Sitting


class BoardTab(Part):
    """See the module."""

    def build(self) -> None:
        self.shown: Shown | None = None
        self._panel: CardPanel | None = None
        self._new_clusters: tuple[str, ...] = ()
        self._build_tools()
        self.vote = VoteBar()
        self.body.addWidget(self.vote)
        self.board = CardBoard(tr("Root causes"))
        self.empty = EmptyState(
            "sticky-note", tr("Collect the first card"),
            tr("One idea a card: what lies underneath, what makes it worse now, what would still be "
               "there if today's leaders changed?"))  # fmt: skip
        self.first_button = self.empty.offer(tr("Write a card"), icon="plus")
        self.first_button.clicked.connect(self._on_first)
        self.stack = QStackedWidget()
        for widget in (self.board, self.empty):
            self.stack.addWidget(widget)
        line = row(spacing=12)
        whole = QWidget()
        whole.setProperty("clear", True)
        column(whole).addWidget(self.stack)
        line.addWidget(whole, 1)
        self._line = line
        self.body.addLayout(line, 1)
        self._connect()

    def _build_tools(self) -> None:
        self.order = SegmentedControl(
            [
                (words.BY_DIMENSION, tr("By dimension"), ""),
                (words.BY_CLUSTER, tr("By cluster"), ""),
            ],
            tr("Columns of the board"),
        )
        self.order.chosen.connect(self._on_order)
        self.group = combo(tr("New cards are from"), width=10)
        self.tools = QWidget()
        self.tools.setProperty("clear", True)
        tools = row(self.tools, spacing=10)
        tools.addWidget(self.order)
        tools.addStretch(1)
        said = PlainLabel(tr("New cards are from"), "small", "text2")
        said.setBuddy(self.group)
        tools.addWidget(said)
        tools.addWidget(self.group)
        self.body.addWidget(self.tools)

    def _connect(self) -> None:
        board, vote = self.board, self.vote
        board.add_wished.connect(self._on_add)
        board.move_wished.connect(self._on_move)
        board.merge_wished.connect(self._on_merge)
        board.menu_wished.connect(self._on_menu)
        board.edit_wished.connect(self._on_edit)
        board.delete_wished.connect(self._on_delete)
        board.rename_wished.connect(self._on_rename)
        board.chosen.connect(self._on_chosen)
        vote.open_wished.connect(self._on_open_vote)
        vote.totals_wished.connect(self._on_totals)
        vote.voter_wished.connect(self._on_voter)
        vote.close_wished.connect(self._on_close_vote)
        vote.clear_wished.connect(self._on_clear_vote)

    @property
    def panel(self) -> CardPanel:
        """The panel beside the board; made when it is first asked for."""
        if self._panel is None:
            self._panel = panel = CardPanel(self)
            panel.dock(self._line)
            panel.change_wished.connect(self._on_change)
            panel.groups_wished.connect(self._on_groups)
            panel.split_wished.connect(self._on_split)
            panel.delete_wished.connect(self._on_delete)
            panel.closed.connect(self.board.take_focus)
        return self._panel

    @cached_property
    def totals(self) -> TotalsPanel:
        """Where totals from paper are entered; made when it is first asked for."""
        made = TotalsPanel()
        made.recorded.connect(self._on_recorded)
        made.cancelled.connect(self._back_to_board)
        self.stack.addWidget(made)
        return made

    @cached_property
    def sitting(self) -> Sitting:
        """Where one person votes after the other; made when it is first asked for."""
        from facilitator.ui.groupmode.locked_window import Sitting

        made = Sitting(self.page, self.page.context)
        made.ended.connect(self._back_to_board)
        return made

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.close_drawer()

    # Showing --------------------------------------------------------------------------------------

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        causes = shown.causes
        choices: list[tuple[str, object]] = [
            (tr("Group {letter}", letter=group.letter), group.id) for group in shown.groups
        ]
        if self.for_facilitator:
            choices.append((tr("The plenary"), ""))
        fill(self.group, choices)
        voting = causes.vote.state is VoteState.OPEN
        present = sum(len(group.members) for group in shown.groups)
        self.vote.show_vote(causes, self._answered(), present, editable=self.can_edit)
        self.vote.setVisible(self.for_facilitator and bool(causes.cards))
        columns = words.board_columns(
            causes.cards, self.order.key or words.BY_DIMENSION, counts=not voting,
            extra=self._new_clusters,
        )  # fmt: skip
        self.board.can_merge = self.for_facilitator and not voting
        self.board.show_columns(columns, editable=self.can_edit, can_add=not voting)
        if self.stack.currentWidget() in (self.board, self.empty):
            adding = any(made.entry.isVisible() for made in self.board.columns)
            bare = not causes.cards and not adding
            self.stack.setCurrentWidget(self.empty if bare else self.board)
        self._show_panel()

    def _answered(self) -> int:
        shown = self.shown
        if shown is None or shown.causes.vote.state is not VoteState.OPEN:
            return 0
        return self._box().count()

    def _box(self) -> SecretBox:
        assert self.shown is not None  # noqa: S101 - only called where rows are shown
        return self.page.document.workspace.secret_box(self.shown.causes.vote.subject)

    def _show_panel(self) -> None:
        if self._panel is None or not self._panel.isVisible():
            return
        card = self._card(self.panel.key)
        if card is None or self.shown is None:
            self.panel.close_drawer()
            return
        voting = self.shown.causes.vote.state is VoteState.OPEN
        self.panel.show_card(card, self.shown.groups, editable=self.can_edit,
                             may_merge=self.for_facilitator and not voting)  # fmt: skip

    def _card(self, key: object) -> CauseCardRow | None:
        cards = self.shown.causes.cards if self.shown is not None else ()
        return next((card for card in cards if card.id == key), None)

    def _back_to_board(self) -> None:
        self.stack.setCurrentWidget(self.board)
        self.vote.setEnabled(True)
        self.board.take_focus()
        self.page.refresh(None)

    def reveal(self, key: object) -> None:
        """Put the cursor on a card."""
        if isinstance(key, UUID):
            self.board.go_to(key)

    def _on_order(self) -> None:
        if self.shown is not None:
            self.show_rows(self.shown)

    # Cards ------------------------------------------------------------------------------------------

    def add_main(self) -> None:
        if self.can_edit:
            self._on_first()

    def _on_first(self) -> None:
        self.stack.setCurrentWidget(self.board)
        self.board.begin_entry()

    def _on_add(self, column_key: str, text: str) -> None:
        by_dimension = self.order.key == words.BY_DIMENSION
        group = self.group.currentData()
        current = self.board.current()
        near = self._card(current.key) if current is not None else None
        dimension = Dimension(column_key) if by_dimension else (
            near.dimension if near is not None else Dimension.POLITICAL)  # fmt: skip
        command = PutCauseCard(
            text, dimension, Level.STRUCTURAL, (group,) if isinstance(group, UUID) else (),
            cluster=None if by_dimension else column_key,
        )  # fmt: skip
        same = next((card for card in (self.shown.causes.cards if self.shown else ())
                     if card.text.casefold() == text.casefold()), None)  # fmt: skip
        if self.page.do(command):
            self.board.entry_taken(column_key)
            if same is not None and self.for_facilitator:
                self.page.message.tell(
                    "info", tr("“{text}” is on the board already.", text=text),
                    ((tr("Merge the two"), partial(self._merge, command.card_id, same.id)),),
                )  # fmt: skip

    def _on_move(self, key: UUID, column_key: str) -> None:
        field = "dimension" if self.order.key == words.BY_DIMENSION else "cluster"
        self.page.do(EditCauseCard(key, {field: column_key}), tell=True)

    def _on_merge(self, key: UUID, into: UUID) -> None:
        self._merge(key, into)

    def _merge(self, key: UUID, into: UUID) -> None:
        if self.page.do(MergeCauseCards(key, into), tell=True):
            self.page.message.dismiss()

    def _on_edit(self, key: UUID) -> None:
        self._open_panel(key)
        self.panel.focus_text()

    def _open_panel(self, key: UUID) -> None:
        card = self._card(key)
        if card is not None and self.shown is not None:
            self.panel.open_drawer()
            self.panel.key = key
            self._show_panel()

    def _on_chosen(self, key: UUID) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._open_panel(key)

    def _on_delete(self, key: UUID) -> None:
        if self.for_facilitator:
            self.page.do(DeleteCauseCard(key), tell=True)

    def _on_split(self, key: UUID) -> None:
        self.page.do(SplitCauseCard(key), tell=True)

    def _on_change(self, key: UUID, changes: dict[str, object]) -> None:
        self.page.try_do(EditCauseCard(key, changes), self.panel.refuse)

    def _on_groups(self, key: UUID, groups: tuple[UUID, ...]) -> None:
        card = self._card(key)
        if card is not None:
            self.page.do(PutCauseCard(card.text, card.dimension, card.level, groups, card.id))

    def _on_rename(self, name: str) -> None:
        from PySide6.QtWidgets import QInputDialog

        if not name or not self.can_edit:
            return
        dialog = QInputDialog(self)
        dialog.setLabelText(tr("Name of the cluster"))
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(partial(self._renamed, name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _renamed(self, old: str, new: str) -> None:
        self.page.do(NameCluster(old, new))

    # The card's menu --------------------------------------------------------------------------------

    def _on_menu(self, key: UUID, place: QPoint) -> None:
        card = self._card(key)
        if card is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("pencil"), tr("Open"), partial(self._on_edit, key))
        if self.can_edit:
            self._add_places(menu, card)
            if self.board.can_merge:
                self._add_merges(menu, card)
                if card.originals:
                    menu.addAction(icon("unlink"), tr("Take apart"), partial(self._on_split, key))
            if self.for_facilitator:
                self._add_forward(menu, card)
                menu.addSeparator()
                menu.addAction(icon("trash-2"), tr("Delete card"), partial(self._on_delete, key))
        menu.popup(place)

    def _add_places(self, menu: QMenu, card: CauseCardRow) -> None:
        places = menu.addMenu(icon("arrow-right"), tr("Move to"))
        for made in self.board.columns:
            content = made.content
            if not any(one.key == card.id for one in content.cards):
                places.addAction(content.title.replace("&", "&&"),
                                 partial(self._on_move, card.id, content.key))  # fmt: skip
        if self.order.key == words.BY_CLUSTER:
            places.addSeparator()
            places.addAction(tr("A new cluster"), partial(self._on_new_cluster, card.id))
            if card.cluster:
                menu.addAction(icon("tag"), tr("Rename the cluster"),
                               partial(self._on_rename, card.cluster))  # fmt: skip
        levels = menu.addMenu(icon("list"), tr("Level"))
        for level in Level:
            act = levels.addAction(
                label(level), partial(self._on_change, card.id, {"level": level})
            )
            act.setCheckable(True)
            act.setChecked(card.level is level)

    def _on_new_cluster(self, key: UUID) -> None:
        self._open_panel(key)
        self.panel.cluster.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_merges(self, menu: QMenu, card: CauseCardRow) -> None:
        others = [
            one for one in (self.shown.causes.cards if self.shown else ()) if one.id != card.id
        ]
        if not others:
            return
        merges = menu.addMenu(icon("copy"), tr("Merge into"))
        near = sorted(others, key=lambda one: (one.dimension != card.dimension, one.text))
        for other in near:
            short = other.text if len(other.text) <= 60 else other.text[:59] + "…"
            merges.addAction(short.replace("&", "&&"), partial(self._merge, card.id, other.id))

    def _add_forward(self, menu: QMenu, card: CauseCardRow) -> None:
        act = menu.addAction(icon("flag"), tr("Carried forward"),
                             partial(self._on_change, card.id,
                                     {"carried_forward": not card.carried_forward}))  # fmt: skip
        act.setCheckable(True)
        act.setChecked(card.carried_forward)

    # The vote ---------------------------------------------------------------------------------------

    def _on_open_vote(self, dots: int, most: int, places: int, expected: int) -> None:
        assert self.shown is not None  # noqa: S101 - the button is on shown rows
        vote = self.shown.causes.vote
        opens = replace(vote, round=vote.round + 1).subject
        if self.page.do(OpenBoardVote(dots, most, places, expected), opens=opens):
            self.page.refresh(None)

    def _on_totals(self) -> None:
        if self.shown is not None:
            self._close_panel()
            self.vote.setEnabled(False)
            self.totals.begin(self.shown.causes)
            self.stack.setCurrentWidget(self.totals)

    def _on_recorded(self, tallies: object, voters: int) -> None:
        shown = self.shown
        assert shown is not None  # noqa: S101 - the panel opened from shown rows
        vote = shown.causes.vote
        opened = vote.state is VoteState.OPEN
        command = RecordBoardVote(
            tallies, voters, vote.dots_each if opened else self.vote.dots.value(),  # type: ignore[arg-type]
            vote.places if opened else self.vote.places.value(),
            vote.most_a_card if opened else self.vote.most.value(),
        )  # fmt: skip
        if self.page.do(command, tell=True, empties=(self._box(),) if opened else ()):
            self._back_to_board()

    def _on_voter(self) -> None:
        if self.shown is not None:
            self._close_panel()
            self.sitting.begin(BOARD_VOTE, self._ballot_window)

    def resume_vote(self) -> None:
        """After a crash while people voted here: the vote again, where it is still open."""
        shown = self.shown
        if shown is not None and shown.causes.vote.state is VoteState.OPEN and self.can_edit:
            self.sitting.resume(BOARD_VOTE, self._ballot_window)

    def _ballot_window(self, pin: str) -> LockedWindow:
        from facilitator.ui.groupmode.ballot_window import BallotWindow
        from facilitator.ui.groupmode.ballots import DotBallot

        assert self.shown is not None  # noqa: S101 - see the two callers
        vote = self.shown.causes.vote
        cards = sorted((card.text, card.id) for card in self.shown.causes.cards)
        ballot = DotBallot([(key, text) for text, key in cards],
                           VoteRules(vote.dots_each, vote.most_a_card))  # fmt: skip
        return BallotWindow(tr("Dot vote"), ballot, self._put_ballot, pin)

    def _put_ballot(self, dots: dict[UUID, int]) -> None:
        assert self.shown is not None  # noqa: S101 - the window was made from shown rows
        vote = self.shown.causes.vote
        check_ballot(dots, VoteRules(vote.dots_each, vote.most_a_card))
        self._box().put("", {str(key): count for key, count in dots.items()})

    def _on_close_vote(self) -> None:
        shown = self.shown
        assert shown is not None  # noqa: S101 - the button is on shown rows
        vote, box = shown.causes.vote, self._box()
        if not box.count():
            self.page.message.tell("info", tr("There is no ballot in the box yet."))
            return
        ballots = [
            {UUID(key): int(count) for key, count in ballot.items()} for ballot in box.close()
        ]
        tallies = counted(ballots, [card.id for card in shown.causes.cards])
        command = RecordBoardVote(tuple(tallies.items()), len(ballots), vote.dots_each, vote.places,
                                  vote.most_a_card)  # fmt: skip
        if self.page.do(command, tell=True, empties=(box,)):
            self.page.refresh(None)

    def _on_clear_vote(self) -> None:
        shown = self.shown
        is_open = shown is not None and shown.causes.vote.state is VoteState.OPEN
        if self.page.do(DropBoardVote(), tell=True, empties=(self._box(),) if is_open else ()):
            self.page.refresh(None)
