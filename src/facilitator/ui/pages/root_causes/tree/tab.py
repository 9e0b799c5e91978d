"""The conflict tree of a group: canvas, quick bar, new cards, panel, and the gallery walk."""

from __future__ import annotations

from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from facilitator.application.commands.conflict_trees import (
    AddConflictTree,
    DeleteTreeNode,
    MoveTreeNode,
)  # fmt: skip
from facilitator.application.rows.root_causes import CauseCardRow, ConflictTreeRow
from facilitator.domain.conflict_tree import Finding, musts, shoulds
from facilitator.domain.root_causes import NodeKind
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.root_causes.begin_form import BeginForm
from facilitator.ui.pages.root_causes.part import Part, Shown, combo
from facilitator.ui.pages.root_causes.tree import menus
from facilitator.ui.pages.root_causes.tree.canvas import TreeCanvas
from facilitator.ui.pages.root_causes.tree.changes import TreeChanges
from facilitator.ui.pages.root_causes.tree.panel import TreePanel
from facilitator.ui.pages.root_causes.tree.quick import NewCard, QuickBar
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.layouts import column, row

READABLE = 0.85
"""A tree is not shown smaller than this unless the whole of it is asked for."""
BESIDE = 1000
"""Width at 100 % from which the panel stands open beside the tree."""


class TreeTab(Part):
    """See the module."""

    def build(self) -> None:
        self.shown: Shown | None = None
        self.tree_id: UUID | None = None
        self.is_solution = False
        self._choose_next: UUID | None = None
        self._settled = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._on_settled)
        self.body.addLayout(self._tools())
        self.new_card = NewCard()
        self.body.addWidget(self.new_card)
        self.canvas = TreeCanvas()
        self.frame = QScrollArea()
        self.frame.setWidget(self.canvas)
        self.frame.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frame.setAccessibleName(tr("Conflict tree"))
        self.quick = QuickBar(self.canvas)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.frame)
        line = row(spacing=12)
        whole = QWidget()
        whole.setProperty("clear", True)
        column(whole).addWidget(self.stack)
        line.addWidget(whole, 1)
        self.panel = TreePanel(self)
        self.panel.dock(line)
        self.body.addLayout(line, 1)
        self.changes = TreeChanges(self)
        self._connect()

    def _tools(self) -> QHBoxLayout:
        tools = row(spacing=8)
        self.choice = combo(tr("Tree"), width=26)
        self.choice.activated.connect(self._on_choice)
        self.new_button = IconButton("plus", tr("Begin another tree"))
        self.new_button.clicked.connect(self._on_new)
        self.add = Button(tr("Add"), icon="plus")
        self.add.setToolTip(tr("Add a cause or an effect of the core problem"))
        self.add.clicked.connect(self._on_add_clicked)
        self.turn = Button(tr("Turn over"), icon="refresh-cw")
        self.turn.setCheckable(True)
        self.turn.clicked.connect(self._on_turn)
        self.details = Button(tr("Details"), icon="panel-right")
        self.details.clicked.connect(self._on_details)
        self.gallery = Button(tr("Gallery walk"), icon="presentation")
        self.gallery.clicked.connect(self._on_gallery)
        smaller = IconButton("zoom-out", tr("Smaller"))
        larger = IconButton("zoom-in", tr("Larger"))
        fit = IconButton("maximize", tr("Show the whole tree"))
        smaller.clicked.connect(partial(self._zoom, -1))
        larger.clicked.connect(partial(self._zoom, 1))
        fit.clicked.connect(self._fit)
        tools.addWidget(self.choice, 1)
        tools.addWidget(self.new_button)
        tools.addStretch(1)
        tools.addWidget(self.add)
        self._tree_tools = (self.turn, self.gallery, self.details, smaller, larger, fit)
        for widget in self._tree_tools:
            tools.addWidget(widget)
        return tools

    @cached_property
    def begin(self) -> BeginForm:
        """Where a tree is begun; made when it is first asked for."""
        made = BeginForm(
            "git-fork", tr("Begin a conflict tree"),
            tr("What is the core problem? Say what is wrong, not which solution is missing."),
            tr("Begin the tree"), problem=True,
        )  # fmt: skip
        made.begin_wished.connect(self._on_begin)
        made.cancelled.connect(self._on_begin_cancelled)
        self.stack.addWidget(made)
        return made

    def _connect(self) -> None:
        canvas, panel, changes = self.canvas, self.panel, self.changes
        canvas.chosen_changed.connect(self._on_chosen)
        canvas.add_wished.connect(self.add_card)
        canvas.move_wished.connect(self.move_card)
        canvas.link_wished.connect(self.join_card)
        canvas.edit_wished.connect(self.open_card)
        canvas.delete_wished.connect(self.delete_card)
        canvas.menu_wished.connect(self._on_menu)
        canvas.trunk_menu_wished.connect(self._on_trunk_menu)
        canvas.trunk_delete_wished.connect(self._on_trunk_delete)
        canvas.joined.connect(changes.join)
        self.new_card.add_wished.connect(changes.add_typed)
        self.new_card.closed.connect(self._back_to_canvas)
        self.quick.add.clicked.connect(self._on_quick_add)
        self.quick.link.clicked.connect(self._on_quick_link)
        self.quick.edit.clicked.connect(self._on_quick_edit)
        self.quick.more.clicked.connect(self._on_quick_more)
        panel.node_change_wished.connect(changes.change_node)
        panel.tree_change_wished.connect(changes.change_tree)
        panel.delete_wished.connect(self.delete_card)
        panel.feedback_gone.connect(changes.part)
        panel.aside_wished.connect(changes.put_aside)
        panel.place_wished.connect(changes.place)
        panel.board_wished.connect(changes.send_to_board)
        panel.tree_gone.connect(changes.delete_tree)
        panel.closed.connect(self._back_to_canvas)

    # Showing --------------------------------------------------------------------------------------

    @property
    def tree(self) -> ConflictTreeRow | None:
        """The tree in front."""
        trees = self.shown.causes.trees if self.shown else ()
        return next((tree for tree in trees if tree.id == self.tree_id), None)

    def tree_in_front(self) -> ConflictTreeRow | None:
        """For the room and for papers."""
        return self.tree

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        trees = shown.causes.trees
        if self.tree is None:
            self.tree_id = trees[0].id if trees else None
        choices: list[tuple[str, object]] = [
            (tr("Group {letter}: {title}", letter=tree.group, title=tree.title), tree.id)
            for tree in trees
        ]
        fill(self.choice, choices, self.tree_id)
        tree = self.tree
        has = tree is not None
        if has:
            self.stack.setCurrentWidget(self.frame)
        else:
            self._show_begin()
        for widget in self._tree_tools:
            widget.setVisible(has)
        self.choice.setVisible(bool(trees))
        self.new_button.setVisible(has and self.can_edit)
        self.add.setVisible(has and self.can_edit)
        self.gallery.setVisible(has and self.for_facilitator)
        self.canvas.show_tree(tree, solution=self.is_solution, editable=self.can_edit)
        if self._choose_next in self.canvas.cards:
            self.canvas.choose(self._choose_next)
        self._choose_next = None
        self._show_panel()
        self._place_quick()
        if self.isVisible() and self._is_wide and not self._settled:
            self._on_settled()  # before the first paint

    @property
    def _is_wide(self) -> bool:
        return self.width() >= theme.px(BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start(0)

    def _on_settled(self) -> None:
        """The room is known: open the panel where it fits, show the whole tree."""
        if self.tree is None:
            return
        if self._is_wide and not self._settled and not self.panel.isVisible():
            self._show_panel(opens=True)
            self.body.activate()  # the tree has the room that the panel leaves
        self._settled = True
        self.canvas.fit(self.frame.viewport().size(), READABLE)
        self._place_quick()

    def _show_panel(self, *, opens: bool = False) -> None:
        """Show what is in front in the panel if it is open; `opens` fills it and opens it then."""
        tree = self.tree
        if tree is None:
            self.panel.hide()
            return
        if not (opens or self.panel.isVisible()):
            return
        node = self.canvas.node(self.canvas.chosen)
        if node is not None:
            self.panel.show_node(tree, node, editable=self.can_edit)
        else:
            self.panel.show_tree(tree, self.findings(tree), self.tray(tree), editable=self.can_edit,
                                 may_delete=self.for_facilitator)  # fmt: skip
        if opens and not self.panel.isVisible():
            self.panel.open_drawer()

    def findings(self, tree: ConflictTreeRow) -> list[Finding]:
        """Musts, and the hints that were not put aside."""
        hints = shoulds(tree.rule_nodes, len(tree.feedback))
        return [*musts(tree.core_problem, tree.rule_nodes),
                *(hint for hint in hints if hint.key not in tree.head.put_aside)]  # fmt: skip

    def tray(self, tree: ConflictTreeRow) -> list[CauseCardRow]:
        """Cards of the board that this group said and that are not in its tree."""
        cards = self.shown.causes.cards if self.shown else ()
        placed = {node.card_id for node in tree.nodes} | {
            node.text.casefold() for node in tree.nodes
        }
        return [card for card in cards if card.id not in placed
                and card.text.casefold() not in placed and tree.group in card.groups]  # fmt: skip

    def _place_quick(self) -> None:
        card = self.canvas.cards.get(self.canvas.chosen) if self.canvas.chosen else None
        if card is None or not self.can_edit:
            self.quick.hide()
            return
        self.quick.adjustSize()
        x = card.x() + (card.width() - self.quick.width()) // 2
        y = card.geometry().bottom() - theme.px(4)
        if y + self.quick.height() > self.canvas.height():
            y = card.y() - self.quick.height() + theme.px(6)
        self.quick.move(max(2, x), y)
        self.quick.show()
        self.quick.raise_()

    # Tools ----------------------------------------------------------------------------------------

    def _on_choice(self) -> None:
        key = self.choice.currentData()
        self.tree_id = key if isinstance(key, UUID) else None
        self.canvas.chosen = None
        if self.shown is not None:
            self.stack.setCurrentWidget(self.frame)
            self.show_rows(self.shown)
            self._fit()
            self.page.renew_room()

    def _on_new(self) -> None:
        self.panel.hide()
        self._show_begin()
        self.begin.take_focus()

    def _show_begin(self) -> None:
        groups = self.shown.groups if self.shown else ()
        self.begin.show_groups(groups, may_cancel=self.tree is not None)
        self.stack.setCurrentWidget(self.begin)

    def _on_begin_cancelled(self) -> None:
        """Back to the tree in front."""
        self.stack.setCurrentWidget(self.frame)
        self._on_settled()
        self.canvas.choose(None)

    def add_main(self) -> None:
        if self.tree is None:
            self._on_new()
        elif self.can_edit:
            node = self.canvas.node(self.canvas.chosen)
            self.add_card(node.kind if node else NodeKind.ROOT, node.id if node else None)

    def _on_begin(self, group: UUID | None, title: str, problem: str) -> None:
        if group is None:
            self.page.message.tell("info", tr("Form the groups first: a tree belongs to a group."))
            return
        command = AddConflictTree(group, title, problem)
        if self.page.try_do(command, self.begin.refuse):
            self.tree_id = command.tree_id
            self.begin.forget()
            self.stack.setCurrentWidget(self.frame)
            self.page.refresh(None)
            self.canvas.choose(None)

    def _on_turn(self) -> None:
        self.is_solution = self.turn.isChecked()
        if self.shown is not None:
            self.show_rows(self.shown)
            self.page.renew_room()

    def _on_details(self) -> None:
        if self.panel.isVisible():
            self.panel.close_drawer()
        else:
            self._show_panel(opens=True)

    def _on_gallery(self) -> None:
        from facilitator.ui.pages.root_causes.gallery import start_walk

        if self.shown is not None:
            start_walk(self.page, self.shown.causes.trees)

    def _zoom(self, step: int) -> None:
        self.canvas.step_zoom(step)
        self._place_quick()

    def _fit(self) -> None:
        self.canvas.fit(self.frame.viewport().size())
        self._place_quick()

    # Acts -----------------------------------------------------------------------------------------

    def _on_chosen(self, key: UUID | None) -> None:
        card = self.canvas.cards.get(key) if key is not None else None
        if card is not None:
            self.frame.ensureWidgetVisible(card, 40, 40)
        if self.panel.isVisible():
            self._show_panel()
        self._place_quick()

    def _back_to_canvas(self) -> None:
        self.canvas.choose(self.canvas.chosen)

    def add_card(self, kind: NodeKind, parent: UUID | None) -> None:
        """Open the line for a card of this kind below `parent`, or on the trunk."""
        node = self.canvas.node(parent)
        if node is not None:
            said = (tr("Why? Behind “{text}”", text=node.text) if kind is NodeKind.ROOT
                    else tr("What follows from “{text}”", text=node.text))  # fmt: skip
        else:
            said = tr("New cause") if kind is NodeKind.ROOT else tr("New effect")
        self.new_card.begin(kind, parent, said)

    def move_card(self, key: UUID, parent: UUID | None, before: UUID | None) -> None:
        """Hang a card elsewhere, or before another one."""
        node = self.canvas.node(key)
        if node is None or (parent == key):
            return
        self._choose_next = key
        self.page.do(MoveTreeNode(key, parent, before), tell=node.parent_id != parent)

    def join_card(self, key: UUID) -> None:
        """The next card that gets the cursor is joined with this one."""
        self.canvas.begin_joining(key)
        self.page.message.tell("info", tr(
            "Go to the card to join it with: an effect with a cause. Escape leaves it."))  # fmt: skip

    def open_card(self, _key: UUID | None) -> None:
        """Open what is in front in the panel."""
        self._show_panel(opens=True)
        self.panel.focus_text()

    def delete_card(self, key: UUID) -> None:
        """Delete a card."""
        node = self.canvas.node(key)
        self._choose_next = node.parent_id if node else None
        self.page.do(DeleteTreeNode(key), tell=True)

    def _on_quick_add(self) -> None:
        node = self.canvas.node(self.canvas.chosen)
        if node is not None:
            self.add_card(node.kind, node.id)

    def _on_quick_link(self) -> None:
        if self.canvas.chosen is not None:
            self.join_card(self.canvas.chosen)

    def _on_quick_edit(self) -> None:
        self.open_card(self.canvas.chosen)

    def _on_quick_more(self) -> None:
        if self.canvas.chosen is not None:
            place = self.quick.mapToGlobal(self.quick.rect().bottomLeft())
            self._on_menu(self.canvas.chosen, place)

    def _on_add_clicked(self) -> None:
        self._on_trunk_menu(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _on_trunk_menu(self, place: QPoint) -> None:
        """What can be done with the core problem."""
        if self.tree is None or not self.can_edit:
            return
        menus.of_trunk(self).popup(place)

    def _on_trunk_delete(self) -> None:
        self.page.message.tell("info", tr(
            "The core problem holds the tree and cannot be deleted alone. “Details” changes its "
            "words or deletes the whole tree."))  # fmt: skip

    def _on_menu(self, key: UUID, place: QPoint) -> None:
        node = self.canvas.node(key)
        if node is not None:
            menus.of_card(self, node).popup(place)
