"""What the keys do on the canvas of a tree; the canvas says what is wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from facilitator.application.rows.root_causes import TreeNodeRow
from facilitator.domain.root_causes import NodeKind

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.tree.canvas import TreeCanvas
    from facilitator.ui.pages.root_causes.tree.card import NodeCard

ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class CanvasKeys:
    """Each method says whether the key was one of the canvas's."""

    def __init__(self, canvas: TreeCanvas) -> None:
        self._canvas = canvas

    def on_trunk(self, event: QKeyEvent) -> bool:
        """A key while the cursor is on the trunk."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            kind = NodeKind.EFFECT if key == Qt.Key.Key_Up else NodeKind.ROOT
            nodes = self._canvas.tree.nodes if self._canvas.tree else ()
            first = next((n.id for n in nodes if n.kind is kind and n.parent_id is None), None)
            if first is not None:
                self._canvas.choose(first)
        elif key == Qt.Key.Key_A and self._canvas.editable:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._canvas.add_wished.emit(NodeKind.EFFECT if shifted else NodeKind.ROOT, None)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._canvas.editable:
            self._canvas.trunk_delete_wished.emit()
        elif key == Qt.Key.Key_Menu:
            self._canvas.trunk_menu_wished.emit(
                self._canvas.mapToGlobal(self._canvas.trunk_rect().toRect().bottomLeft())
            )
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self._canvas.edit_wished.emit(None)
        else:
            return False
        return True

    def on_card(self, card: NodeCard, event: QKeyEvent) -> bool:
        """A key while the cursor is on a card."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        node = card.node
        if key == Qt.Key.Key_Escape and (
            self._canvas.dragging is not None or self._canvas.joining is not None
        ):
            self._canvas.joining = None
            self._canvas.end_drag()
            return True
        if key in ARROWS:
            if alt and self._canvas.editable:
                self._move_by_key(node, key)
            elif not alt:
                self._walk(node, key)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self._canvas.edit_wished.emit(node.id)
        elif key == Qt.Key.Key_Menu:
            self._canvas.menu_wished.emit(node.id, card.mapToGlobal(card.rect().bottomLeft()))
        else:
            return self._canvas.editable and self._letter(node, key)
        return True

    def _letter(self, node: TreeNodeRow, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_A, Qt.Key.Key_Insert}:
            self._canvas.add_wished.emit(node.kind, node.id)
        elif key == Qt.Key.Key_S:
            self._canvas.add_wished.emit(node.kind, node.parent_id)
        elif key == Qt.Key.Key_L:
            self._canvas.link_wished.emit(node.id)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._canvas.delete_wished.emit(node.id)
        else:
            return False
        return True

    def _children(self, node: TreeNodeRow) -> list[TreeNodeRow]:
        nodes = self._canvas.tree.nodes if self._canvas.tree else ()
        return [n for n in nodes if n.parent_id == node.id]

    def _walk(self, node: TreeNodeRow, key: Qt.Key) -> None:
        """Along the links: to the trunk, away from it, and from sibling to sibling."""
        outward = Qt.Key.Key_Down if node.kind is NodeKind.ROOT else Qt.Key.Key_Up
        if key == outward:
            below = self._children(node)
            if below:
                self._canvas.choose(below[0].id)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._canvas.choose(node.parent_id)
        else:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._beside(node, step)

    def _beside(self, node: TreeNodeRow, step: int) -> None:
        row = self._canvas.siblings(node)
        place_now = row.index(node) + step
        if 0 <= place_now < len(row):
            self._canvas.choose(row[place_now].id)
            return
        cards = sorted((card for card in self._canvas.cards.values() if card.node.kind is node.kind),
                       key=lambda card: (card.x(), card.y()))  # fmt: skip
        here = self._canvas.cards[node.id]
        across = [card for card in cards if (card.x() - here.x()) * step > 0]
        if across:
            self._canvas.choose(
                min(across, key=lambda c: (abs(c.x() - here.x()), abs(c.y() - here.y()))).node.id
            )

    def _move_by_key(self, node: TreeNodeRow, key: Qt.Key) -> None:
        """Alt with left and right changes the order, towards the trunk goes up a level, away goes
        below the sibling before.
        """
        row = self._canvas.siblings(node)
        here = row.index(node)
        outward = Qt.Key.Key_Down if node.kind is NodeKind.ROOT else Qt.Key.Key_Up
        if key == Qt.Key.Key_Left and here > 0:
            self._canvas.move_wished.emit(node.id, node.parent_id, row[here - 1].id)
        elif key == Qt.Key.Key_Right and here + 1 < len(row):
            after = row[here + 2].id if here + 2 < len(row) else None
            self._canvas.move_wished.emit(node.id, node.parent_id, after)
        elif key == outward and here > 0:
            self._canvas.move_wished.emit(node.id, row[here - 1].id, None)
        elif key not in {outward, Qt.Key.Key_Left, Qt.Key.Key_Right} and node.parent_id is not None:
            parent = self._canvas.node(node.parent_id)
            self._canvas.move_wished.emit(node.id, parent.parent_id if parent else None, None)
