"""What tab, canvas and panel wish of the tree in front, turned into one command each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from facilitator.application.commands.conflict_trees import (
    AddTreeNode,
    EditConflictTree,
    EditTreeNode,
    PutAside,
    PutFeedback,
    SendRootsToBoard,
)  # fmt: skip
from facilitator.application.commands.root_causes import DeleteConflictTree, TreeNodeContent
from facilitator.domain.root_causes import Dimension, Level, NodeKind

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.tree.tab import TreeTab


class TreeChanges(QObject):
    """Knows of the cards by their ids; which card is in front is the canvas's affair."""

    def __init__(self, tab: TreeTab) -> None:
        super().__init__(tab)
        self._tab = tab

    def add_typed(
        self, kind: NodeKind, parent: UUID | None, text: str, dimension: Dimension,
        level: Level | None,
    ) -> None:  # fmt: skip
        """Hang a new card on `parent`, or on the trunk."""
        tree = self._tab.tree
        if tree is None:
            return
        content = TreeNodeContent(uuid4(), parent, kind, text, dimension, level)
        if self._tab.page.do(AddTreeNode(tree.id, content)):
            self._tab.new_card.taken()

    def place(self, key: UUID) -> None:
        """Put a card of the board on the trunk."""
        tab, tree = self._tab, self._tab.tree
        card = next((c for c in tab.shown.causes.cards if c.id == key), None) if tab.shown else None
        if tree is None or card is None:
            return
        content = TreeNodeContent(uuid4(), None, NodeKind.ROOT, card.text, card.dimension, card.level,
                                  card_id=card.id)  # fmt: skip
        tab.page.do(AddTreeNode(tree.id, content), tell=True)

    def send_to_board(self) -> None:
        """Make the causes of the tree cards of the board."""
        if self._tab.tree is not None:
            self._tab.page.do(SendRootsToBoard(self._tab.tree.id), tell=True)

    def join(self, effect: UUID, root: UUID) -> None:
        """An effect feeds a cause."""
        if self._tab.page.do(PutFeedback(effect, root)):
            self._tab.page.message.dismiss()

    def part(self, effect: UUID, root: UUID) -> None:
        """An effect feeds a cause no longer."""
        self._tab.page.do(PutFeedback(effect, root, there=False), tell=True)

    def change_node(self, key: UUID, changes: dict[str, Any]) -> None:
        """A card has other words, or stands elsewhere; what is refused is told in its form."""
        self._tab.page.try_do(EditTreeNode(key, changes), self._tab.panel.node_form.refuse)

    def change_tree(self, changes: dict[str, Any]) -> None:
        """The tree has another title or core problem; what is refused is told in its form."""
        tab = self._tab
        if tab.tree is not None:
            tab.page.try_do(EditConflictTree(tab.tree.id, changes), tab.panel.tree_form.refuse)

    def put_aside(self, key: str) -> None:
        """Put a hint aside; with an empty key all that were come back."""
        if self._tab.tree is not None:
            self._tab.page.do(PutAside(self._tab.tree.id, key), tell=bool(key))

    def delete_tree(self) -> None:
        """Delete the tree in front, with Undo in the toast."""
        tab = self._tab
        if tab.tree is not None and tab.can_edit and tab.for_facilitator:
            tab.page.do(DeleteConflictTree(tab.tree.id), tell=True)
