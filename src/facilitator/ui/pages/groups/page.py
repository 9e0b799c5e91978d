"""The Groups page: the board, drafts, rounds of tables, the wall of names.

Searching runs off the GUI loop on rows that were read before. The page issues commands; what a
rule costs and what is the smallest change is decided in the domain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QSpinBox, QStackedWidget, QWidget

from facilitator.application.commands.groups import (
    DeleteGroup,
    DeleteTablePlan,
    LockMembers,
    PlaceInGroup,
    PutGroup,
    PutGroupPair,
    PutTablePlan,
    RemoveGroupPair,
    SetGroupRules,
    UseGroups,
)  # fmt: skip
from facilitator.application.queries.attendance import the_attendance
from facilitator.application.queries.groups import the_grouping
from facilitator.application.rows.groups import GroupingRow, GroupRow, PlanRow
from facilitator.domain.attendance import Mark
from facilitator.domain.grouping.exchange import Exchange, plan_exchange
from facilitator.domain.grouping.metrics import count_meetings, meetings
from facilitator.domain.grouping.model import (
    MOST_PEOPLE,
    Groups,
    PairKind,
    Rule,
    Wish,
    group_sizes,
    groups_of_size,
)
from facilitator.domain.grouping.outcome import Outcomes, outcomes
from facilitator.domain.grouping.repair import Repair, place_late, repair
from facilitator.domain.grouping.rounds import Plan, plan_rounds
from facilitator.domain.grouping.suggest import Draft, suggest_drafts
from facilitator.domain.groups import GroupRole, PlanKind
from facilitator.reports.labels import label
from facilitator.support.clock import today
from facilitator.support.i18n import tr, trn
from facilitator.support.paths import documents_folder
from facilitator.ui.app import theme
from facilitator.ui.app.icons import icon
from facilitator.ui.app.paper_writer import PaperWriter, Written
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.groups import words
from facilitator.ui.pages.groups.board import Board
from facilitator.ui.pages.groups.drafts import DraftsView
from facilitator.ui.pages.groups.rounds_view import RoundsView, RoundsWish
from facilitator.ui.pages.groups.seeds import new_seed, seed_in
from facilitator.ui.pages.groups.setup import RulesDrawer
from facilitator.ui.pages.groups.today import TodayDrawer
from facilitator.ui.projector.preview import ScenePreview
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.projector.wall import WallScene, groups_scene, pictures, wall_scene
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.application.jobs import Job
    from facilitator.reports.exports import Export
    from facilitator.ui.app.document import Document
    from facilitator.ui.tasks.runner import Task

TABLES = frozenset({
    "participant", "membership", "home_group", "group_rule", "group_pair", "group_draw",
    "table_plan", "table_round", "table_seat",
})  # fmt: skip
BOARD, ROUNDS, WALL = "board", "rounds", "wall"
DRAFTS, CROWD = 3, 150
"""For a larger crowd one draft at a time: each takes some seconds, and others can be asked for."""
USUAL_SIZE = 7
MOST_LINES = 3
"""Broken rules that the strip spells out; all of them are in its tooltip."""


class GroupsPage(Page):
    """See the module."""

    page_id = "groups"

    def build(self) -> None:
        self.grouping: GroupingRow | None = None
        self._seeds: list[int] = []
        self._searching: Task | None = None
        self._rounds_wish: RoundsWish | None = None
        self._suggested: Plan | Exchange | None = None
        self._repair: Repair | None = None
        self._edited: UUID | None = None
        self._pictures: tuple[ProjectorScene, ...] = (groups_scene(WallScene("", ())),)
        self._picture = 0
        self._build_header()
        self._build_board()
        self._build_views()
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
        self.content.addWidget(self.progress)

    def _build_board(self) -> None:
        self.view = SegmentedControl(
            ((BOARD, tr("Groups"), ""), (ROUNDS, tr("Tables and rounds"), ""),
             (WALL, tr("Wall of names"), "")), tr("What to show"),
        )  # fmt: skip
        self.count = QSpinBox()
        self.count.setRange(1, 200)
        self.count.setValue(5)
        self.count.setAccessibleName(tr("Number of groups"))
        self.count.setMinimumWidth(theme.px(76))
        self.count_note = PlainLabel("", "small", "text2")
        self.people_each = QSpinBox()
        self.people_each.setRange(2, 50)
        self.people_each.setMinimumWidth(theme.px(70))
        for box in (self.count, self.people_each):
            box.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        self.people_each.setAccessibleName(tr("People in a group, about"))
        self.people_each.setToolTip(tr("Sets the number of groups; some get one person fewer"))
        self.rules_button = Button(tr("Rules"), Kind.GHOST, icon="list-checks", size="compact")
        self.place_button = Button("", icon="user-plus", size="compact")
        self.balance = Card(padding=10)
        self.balance_title = PlainLabel("", "small_strong", wrap=True)
        self.balance_lines = PlainLabel("", "small", "text2", wrap=True)
        self.balance.body.setSpacing(2)
        self.balance.body.addWidget(self.balance_title)
        self.balance.body.addWidget(self.balance_lines)
        self.board = Board()
        self._build_edit()

    def _build_edit(self) -> None:
        """The line in which a group is renamed."""
        self.edit_card = Card(padding=12)
        self.letter, self.name, self.table = QLineEdit(), QLineEdit(), QLineEdit()
        self.letter_field = FormField(tr("Letter"), self.letter)
        line = row(spacing=12)
        line.addWidget(self.letter_field, 1)
        line.addWidget(FormField(tr("Name"), self.name), 3)
        line.addWidget(FormField(tr("Table"), self.table), 3)
        self.edit_keep = Button(tr("Save"), icon="check", size="compact")
        self.edit_delete = Button(tr("Delete"), Kind.GHOST, icon="trash-2", size="compact")
        self.edit_close = Button(tr("Cancel"), Kind.GHOST, size="compact")
        for button in (self.edit_keep, self.edit_delete, self.edit_close):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.edit_card.body.addLayout(line)
        self.edit_card.hide()

    def _build_views(self) -> None:
        tools = row(spacing=10)
        tools.addWidget(self.view)
        tools.addStretch(1)
        self._board_tools = QWidget()
        inner = row(self._board_tools, spacing=8)
        inner.addWidget(self.place_button)
        number, each = (PlainLabel(t, "label", "text2") for t in (tr("Groups"), tr("of about")))
        for title in (number, each):
            title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inner.addWidget(number)
        inner.addWidget(self.count)
        inner.addWidget(each)
        inner.addWidget(self.people_each)
        inner.addWidget(self.count_note)
        inner.addWidget(self.rules_button)
        tools.addWidget(self._board_tools)
        board = QWidget()
        whole = column(board, spacing=10)
        for widget in (self.balance, self.edit_card):
            whole.addWidget(widget)
        whole.addWidget(self.board, 1)
        self._board_view = board
        self.drafts = DraftsView()
        self.rounds = RoundsView()
        self.wall = ScenePreview(tr("Wall of names"), self.context.projector)
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
        for button in (self.suggest_button, self._suggest_first):
            button.clicked.connect(self.suggest)
        self.print_button.clicked.connect(self.print_out)
        self.room_button.clicked.connect(self.show_to_room)
        self.context.projector.changed.connect(self._show_room_button)
        self.today_button.clicked.connect(self.show_today)
        self.rules_button.clicked.connect(self.show_rules)
        self.place_button.clicked.connect(self.place_pool)
        self._to_people.clicked.connect(self._on_to_people)
        self.count.valueChanged.connect(self._show_count)
        self.people_each.valueChanged.connect(self._on_size)
        self.view.chosen.connect(self.show_view)
        self.board.move_wished.connect(self.move_person)
        self.board.hovered.connect(self._on_hovered)
        self.board.menu_wished.connect(self._on_menu)
        self.board.lock_wished.connect(self.toggle_lock)
        self.board.edit_wished.connect(self._on_edit)
        self.edit_keep.clicked.connect(self._on_edit_kept)
        self.edit_delete.clicked.connect(self._on_edit_deleted)
        self.edit_close.clicked.connect(self._close_edit)
        for field in (self.letter, self.name, self.table):
            field.returnPressed.connect(self._on_edit_kept)
        self.drafts.used.connect(self._on_use)
        self.drafts.more_wished.connect(self._on_more)
        self.drafts.left.connect(self._leave_drafts)
        self.rules.rules_wished.connect(self._on_rules)
        self.rules.pair_wished.connect(self._on_pair)
        self.rules.pair_removed.connect(self._on_pair_removed)
        self.rounds.suggest_wished.connect(self.suggest_rounds)
        self.rounds.use_wished.connect(self._on_use_rounds)
        self.rounds.print_wished.connect(self._on_print_plan)
        self.rounds.delete_wished.connect(self._on_delete_plan)
        self.today.absent_changed.connect(self._on_absent)
        self.today.use_wished.connect(self._on_use_today)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self._cancel_search()
        self.rounds.forget()
        self._suggested = self._repair = None
        self.rules.hide()
        self.today.hide()
        self._close_edit()
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
            self.count.setValue(usual)
            self.rounds.tables.setValue(max(2, usual))
        elif [p.id for p in before.people] != [p.id for p in found.people]:
            self._forget_suggestions()
        self.board.show_groups(found, editable=editable)
        self.rules.show_setup(found, editable=editable)
        self.rounds.show_kept(found, editable=editable)
        self._show_wall(found)
        self._show_balance(None)
        self._show_count()
        self._show_state(found, editable=editable)
        if self.today.isVisible():
            self._on_absent(self.today.absent)

    def _forget_suggestions(self) -> None:
        """The people changed: drafts and rounds that were not used speak of others."""
        self.rounds.forget()
        self._suggested = None
        if self._stack.currentWidget() is self.drafts:
            self._leave_drafts()
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
        self.place_button.setText(trn("Place {n}", "Place {n}", pool))
        self.place_button.setToolTip(tr("Put those in no group into the smallest groups that suit"))
        self.place_button.setVisible(pool > 0)
        self.place_button.setEnabled(editable)
        if self._stack.currentWidget() in (self._board_view, self._no_groups):
            self._stack.setCurrentWidget(self._board_view if anything else self._no_groups)
        self._show_primary()

    def _show_count(self) -> None:
        if self.grouping is None or not self.grouping.people:
            self.count_note.setText("")
            return
        people = len(self.grouping.people)
        self.count.setMaximum(max(1, people))
        sizes = group_sizes(min(people, MOST_PEOPLE), min(self.count.value(), people))
        least, most = min(sizes), max(sizes)
        self.people_each.blockSignals(True)  # what follows from the number must not set the number
        self.people_each.setValue(most)
        self.people_each.blockSignals(False)
        larger = sizes.count(most)
        uneven = tr("{n} of {size}, {m} of {less}", n=larger, size=most, m=len(sizes) - larger,
                    less=least)  # fmt: skip
        self.count_note.setText("" if least == most else uneven)

    def _on_size(self, size: int) -> None:
        people = len(self.grouping.people) if self.grouping is not None else 0
        if people:
            self.count.setValue(groups_of_size(min(people, MOST_PEOPLE), size))

    def show_view(self, key: str) -> None:
        """Show the board, the rounds or the wall of names."""
        self.view.choose(key)
        views: dict[str, QWidget] = {ROUNDS: self.rounds, WALL: self.wall}
        anything = self.grouping is not None and bool(self.grouping.groups)
        self._stack.setCurrentWidget(
            views.get(key, self._board_view if anything else self._no_groups)
        )
        self._board_tools.setVisible(key == BOARD)
        self._show_primary()

    def show_to_room(self) -> None:
        """Put the wall of names on the room's screen; where it is up, its next picture or nothing."""
        projector = self.context.projector
        if projector.name is not SceneName.GROUPS:
            self._picture = 0
        elif self._picture + 1 < len(self._pictures):
            self._picture += 1
        else:
            projector.close()
            return
        self.show_view(WALL)
        self.wall.show_scene(self._wall_now)
        projector.show(self._wall_now)
        self._show_room_button()  # the next picture may be the last

    @property
    def _wall_now(self) -> ProjectorScene:
        return self._pictures[self._picture]

    def _show_wall(self, found: GroupingRow) -> None:
        """The wall as the groups are now, here and, if it is up, in the room."""
        self._pictures = tuple(groups_scene(part) for part in pictures(wall_scene(found)))
        self._picture = min(self._picture, len(self._pictures) - 1)
        self.wall.show_scene(self._wall_now)
        self.context.projector.renew(self._wall_now)

    def _show_room_button(self) -> None:
        up = self.context.projector.name is SceneName.GROUPS
        if up and self._picture + 1 < len(self._pictures):
            self.room_button.setText(tr("Next names on the room's screen"))
        elif up:
            self.room_button.setText(tr("Take away from the room"))
        else:
            self.room_button.setText(tr("On the room's screen"))

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

    # Balance ----------------------------------------------------------------------------------------

    def _show_balance(self, tried: Groups | None) -> None:
        """Say which rules hold now, or would hold in the groups that are tried."""
        found = self.grouping
        if found is None or not found.groups:
            self.balance.hide()
            self.rules_badge.show_text("")
            return
        groups = tried if tried is not None else found.home()
        fared = self._fared(groups)
        held = fared.held == fared.total
        letters = [group.letter for group in found.groups]
        lines = words.broken_lines(fared, letters, found.names())
        title = words.summary(fared)
        self.balance_title.setText(tr("If dropped here: {what}", what=title) if tried else title)
        self.balance_lines.setText("\n".join(lines[:MOST_LINES]))
        self.balance_lines.setVisible(bool(lines))
        self.balance.setToolTip("\n".join(lines))
        self.balance.setVisible(bool(lines) or tried is not None)
        if tried is None:
            self.rules_badge.show_text(
                title, "ok" if held else "warn", "circle-check" if held else "triangle-alert"
            )

    def _fared(self, groups: Groups) -> Outcomes:
        found = self.grouping
        if found is None:
            return Outcomes((), ())
        return outcomes(found.persons(), groups, found.wish(max(1, len(groups))))

    def _on_hovered(self, person: UUID | None, group: UUID | None) -> None:
        found = self.grouping
        if found is None or person is None:
            self._show_balance(None)
            return
        self._show_balance(_with_move(found, person, group))

    # Moving -----------------------------------------------------------------------------------------

    def move_person(self, person: UUID, group: UUID | None) -> None:
        """Put a person into a group, or out of all."""
        there = self.grouping.person(person) if self.grouping is not None else None
        if there is None or there.group_id == group or self.document.read_only:
            return
        if self.do(PlaceInGroup((person,), group), tell=True):
            self.refresh(None)
            self.board.go_to(person)

    def toggle_lock(self, person: UUID) -> None:
        """Lock a person to the group, or unlock."""
        there = self.grouping.person(person) if self.grouping is not None else None
        if there is not None and there.group_id is not None and not self.document.read_only:
            self.do(LockMembers((person,), locked=not there.locked), tell=True)

    def place_pool(self) -> None:
        """Put everybody who is in no group into the smallest group that suits, one by one."""
        found = self.grouping
        if found is None:
            return
        groups = [list(group) for group in found.home()]
        wish, persons = found.wish(len(groups)), found.persons()
        placed: dict[int, list[UUID]] = {}
        for person in found.members(None):
            number = place_late(persons, tuple(map(tuple, groups)), wish, person.id)
            groups[number].append(person.id)
            placed.setdefault(number, []).append(person.id)
        if len(placed) == 1:
            number, keys = next(iter(placed.items()))
            self.do(PlaceInGroup(tuple(keys), found.groups[number].id), tell=True)
        elif placed:
            self.do(UseGroups(tuple(map(tuple, groups)), *self._draw_kept()), tell=True)

    def _draw_kept(self) -> tuple[int, int]:
        draw = self.grouping.draw if self.grouping is not None else None
        return (draw.seed, draw.steps) if draw is not None else (0, 0)

    def _on_menu(self, person: UUID, place: QPoint) -> None:
        found = self.grouping
        there = found.person(person) if found is not None else None
        if found is None or there is None or self.document.read_only:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in found.groups:
            if group.id != there.group_id:
                text = tr("Move to {group}", group=_shown(group)).replace("&", "&&")
                menu.addAction(text, partial(self.move_person, person, group.id))
        if there.group_id is not None:
            menu.addSeparator()
            menu.addAction(icon("user-minus"), tr("Take out of the group"),
                           partial(self.move_person, person, None))  # fmt: skip
            lock = tr("Unlock") if there.locked else tr("Lock here")
            menu.addAction(icon("lock-open" if there.locked else "lock"), lock,
                           partial(self.toggle_lock, person))  # fmt: skip
            roles = menu.addMenu(tr("Role"))
            for role in GroupRole:
                act = roles.addAction(label(role), partial(self._set_role, person, role))
                act.setCheckable(True)
                act.setChecked(there.role is role)
        menu.popup(place)

    def _set_role(self, person: UUID, role: GroupRole) -> None:
        there = self.grouping.person(person) if self.grouping is not None else None
        if there is not None and there.group_id is not None:
            self.do(PlaceInGroup((person,), there.group_id, role), tell=True)

    # Renaming ---------------------------------------------------------------------------------------

    def _on_edit(self, key: UUID) -> None:
        found = self.grouping
        group = next((g for g in found.groups if g.id == key), None) if found else None
        if group is None:
            return
        self._edited = group.id
        self.letter.setText(group.letter)
        self.name.setText(group.name)
        self.table.setText(group.table)
        self.letter_field.show_error("")
        self.edit_card.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _on_edit_kept(self) -> None:
        if self._edited is not None:
            command = PutGroup(
                self.letter.text(), self.name.text(), self.table.text(), self._edited
            )
            if self.do(command, tell=True, field=self.letter_field):
                self._close_edit()

    def _on_edit_deleted(self) -> None:
        if self._edited is not None and self.do(DeleteGroup(self._edited, self.letter.text()),
                                                tell=True):  # fmt: skip
            self._close_edit()

    def _close_edit(self) -> None:
        self._edited = None
        self.edit_card.hide()

    # Suggesting -------------------------------------------------------------------------------------

    def add_main(self) -> None:
        self.suggest()

    def show_rules(self) -> None:
        """Open the drawer with the rules."""
        self.today.hide()
        self.rules.open_drawer()

    def suggest(self) -> None:
        """Search for groups and show the drafts; nothing is changed."""
        self._seeds = []
        self._search_drafts()

    def _on_more(self) -> None:
        self._search_drafts()

    def _search_drafts(self) -> None:
        found = self.grouping
        if found is None or self.document.read_only:
            return
        if not found.people:
            self.context.shell.go_to("participants")
            return
        given = seed_in(self.rules.seed)
        seeds = [given] if given is not None and given not in self._seeds else []
        drafts = DRAFTS if len(found.people) <= CROWD else 1
        while len(seeds) < drafts:
            seeds.append(new_seed([*self._seeds, *seeds]))
        self._seeds += seeds
        persons, wish = found.persons(), found.wish(self.count.value())

        def work(job: Job) -> tuple[Draft, ...]:
            return suggest_drafts(persons, wish, seeds, job.advance)

        self._start(work, tr("Looking for balanced groups"), self._on_drafts)

    def _start(self, work: Callable[[Job], object], what: str, then: Callable[..., object]) -> None:
        self._cancel_search()
        task = self.context.runner.start(work)
        self._searching = task
        self.progress.follow(task, what)
        task.finished.connect(then)
        task.failed.connect(partial(self.message.tell_failure, kind="warn"))
        for end in (task.finished, task.failed, task.cancelled):
            end.connect(self._on_search_end)

    def _cancel_search(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    def _on_search_end(self) -> None:
        if self.sender() is self._searching:
            self._searching = None

    def _on_drafts(self, drafts: tuple[Draft, ...]) -> None:
        if self.sender() is not self._searching or self.grouping is None:
            return
        self.message.dismiss()
        self.view.choose(BOARD)
        self.drafts.show_drafts(drafts, self.grouping, editable=not self.document.read_only)
        self._stack.setCurrentWidget(self.drafts)
        self._show_primary()
        first = self.drafts.first_button()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_use(self, draft: Draft) -> None:
        if self.grouping is None:
            return
        command = UseGroups(
            draft.groups, draft.seed, draft.steps, self.grouping.rules, draft.weights
        )
        if self.do(command, tell=True):
            self._leave_drafts()

    def _leave_drafts(self) -> None:
        self.show_view(BOARD)

    # Rules ------------------------------------------------------------------------------------------

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

    # Rounds -----------------------------------------------------------------------------------------

    def suggest_rounds(self, wish: RoundsWish) -> None:
        """Search for rounds and show them; nothing is changed."""
        found = self.grouping
        if found is None:
            return
        self._rounds_wish = wish
        persons, seed = found.persons(), new_seed() if wish.seed is None else wish.seed
        before = [found.home()] if wish.counts_home and found.groups else []
        asked = found.wish(wish.tables, with_locks=False)
        asked = asked if wish.with_rules else Wish(wish.tables, (), asked.pairs)

        def tables(job: Job) -> Plan:
            return plan_rounds(persons, asked, wish.rounds, wish.goal, seed, before, job.advance)

        def pairs(job: Job) -> Exchange:
            met = frozenset(count_meetings(before))
            return plan_exchange(persons, wish.rounds, seed, met=met, advance=job.advance)

        work = pairs if wish.kind is PlanKind.EXCHANGE else tables
        self._start(work, tr("Looking for new meetings"), self._on_rounds)

    def _on_rounds(self, found: Plan | Exchange) -> None:
        grouping, wish = self.grouping, self._rounds_wish
        if self.sender() is not self._searching or grouping is None or wish is None:
            return
        self._suggested = found
        if isinstance(found, Plan):
            self.rounds.show_plan(found, grouping)
        else:
            before = [grouping.home()] if wish.counts_home and grouping.groups else []
            met = meetings([p.id for p in grouping.people], [*before, *found.rounds])
            self.rounds.show_exchange(found, met, grouping)

    def _on_use_rounds(self) -> None:
        found, wish, grouping = self._suggested, self._rounds_wish, self.grouping
        if found is None or wish is None or grouping is None:
            return
        command = PutTablePlan(
            wish.kind, wish.title, found.rounds, found.seed, goal=wish.goal,
            counts_home=wish.counts_home, rules=grouping.rules if wish.with_rules else (),
            steps=found.steps if isinstance(found, Plan) else 0,
            weights=found.weights if isinstance(found, Plan) else (),
        )  # fmt: skip
        if self.do(command, tell=True, field=self.rounds.title_field):
            self._suggested = None
            self.rounds.forget()

    def _on_delete_plan(self, key: UUID) -> None:
        plan = self._plan(key)
        if plan is not None:
            self.do(DeleteTablePlan(key, plan.title), tell=True)

    def _plan(self, key: UUID) -> PlanRow | None:
        plans = self.grouping.plans if self.grouping is not None else ()
        return next((plan for plan in plans if plan.id == key), None)

    # Today ------------------------------------------------------------------------------------------

    def show_today(self) -> None:
        """Open the drawer with those who are away and the smallest change."""
        found = self.grouping
        if found is None or not found.groups:
            return
        absent, half_day = self._away()
        self.show_view(BOARD)
        self.rules.hide()
        self.today.show_people(found, absent, half_day)
        self._on_absent(self.today.absent)
        self.today.open_drawer()

    def _away(self) -> tuple[list[UUID], str]:
        """Who is marked absent or excused in today's latest half-day, and its name."""
        grid = self.document.query(the_attendance)
        todays = [c for c in grid.half_days if c.date == today() and c.taken]
        if not todays:
            return [], ""
        latest = todays[-1]
        marks = {p.id: p.marks[latest.key].mark for p in grid.active if latest.key in p.marks}
        away = [key for key, mark in marks.items() if mark in (Mark.ABSENT, Mark.EXCUSED)]
        return away, tr("today, {half}", half=latest.half.value)

    def _on_absent(self, absent: frozenset[UUID]) -> None:
        found = self.grouping
        if found is None or not found.groups:
            return
        self._repair = None
        if absent:
            wish = found.wish(len(found.groups))
            self._repair = repair(found.persons(), found.home(), wish, absent)
        self.today.show_repair(self._repair, found, editable=not self.document.read_only)

    def _on_use_today(self) -> None:
        if self._repair is None:
            return
        title = tr("Groups of {day}", day=f"{today():%d.%m.%Y}")
        command = PutTablePlan(PlanKind.TODAY, title, (self._repair.groups,))
        if self.do(command, tell=True):
            self.today.close_drawer()
            self.show_view(ROUNDS)

    # Printing ---------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Save group sheets, table signs, the wall list and the rounds into a folder."""
        if self.grouping is not None and self.grouping.groups:
            self.context.files.folder(self, tr("Save the group documents in"), documents_folder(),
                                      self.save_documents)  # fmt: skip

    def save_documents(self, folder: Path) -> None:
        """Write the documents off the GUI loop."""
        from facilitator.reports.exports import groups_export

        self._save(lambda: groups_export(self.document.workspace, folder))

    def _on_print_plan(self, key: UUID) -> None:
        plan = self._plan(key)
        if plan is None:
            return
        start = documents_folder() / "rounds.pdf"
        kinds = f"{tr('PDF')} (*.pdf)"
        self.context.files.to_save(self, tr("Save “{title}”", title=plan.title), kinds, start,
                                   partial(self.save_plan, key))  # fmt: skip

    def save_plan(self, key: UUID, path: Path) -> None:
        """Write one plan of rounds off the GUI loop."""
        from facilitator.reports.exports import rounds_export

        self._save(lambda: rounds_export(self.document.workspace, key, path))

    def _save(self, make: Callable[[], Export]) -> None:
        self.writer.write(make, self._on_saved, what=tr("Drawing the documents"))

    def _on_saved(self, written: Written) -> None:
        text = trn("{n} file saved in {folder}", "{n} files saved in {folder}", len(written),
                   folder=written[0].parent.name)  # fmt: skip
        self.context.shell.tell(text)

    def _on_to_people(self) -> None:
        self.context.shell.go_to("participants")


def _with_move(grouping: GroupingRow, person: UUID, target: UUID | None) -> Groups:
    """The home groups as they would be with one person moved."""
    return tuple(
        tuple(key for key in members if key != person) + ((person,) if group.id == target else ())
        for group, members in zip(grouping.groups, grouping.home(), strict=True)
    )


def _shown(group: GroupRow) -> str:
    return f"{group.letter}  {group.name}" if group.name else group.letter


PAGE = GroupsPage
