"""The canvas of a tree: bands, links and cards by the same geometry as on paper.

It shows and asks: drag, quick bar and keys all wish the same acts. The canvas is one tab stop.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from facilitator.application.rows.root_causes import ConflictTreeRow, TreeNodeRow
from facilitator.domain.root_causes import NodeKind
from facilitator.domain.tree_layout import Box, Spacing, TreeLayout, place
from facilitator.reports.drawing import Stroke
from facilitator.reports.tree_drawing import leaves, said_of, tree_links, tree_words, trunk_said
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.root_causes.tree.card import NodeCard, node_height, paint_node
from facilitator.ui.pages.root_causes.tree.keys import CanvasKeys
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.board.card import WRAP, text_height
from facilitator.ui.widgets.drawing import paint_stroke

LABELS, MARGIN, BAND = 118, 46, 26
"""Room for the names of the bands at the left, for loops at the sides, and above the cards."""
ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5)


class Ghost(QWidget):
    """The card that follows the mouse."""

    def __init__(self, canvas: TreeCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._card: NodeCard | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def take(self, card: NodeCard) -> None:
        """Look like a card."""
        self._card = card
        self.resize(card.size())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._card is None:
            return
        painter = paint.smooth(self)
        painter.setOpacity(0.85)
        scale = self._canvas.zoom
        painter.scale(scale, scale)
        box = QRectF(0, 0, self.width() / scale, self.height() / scale)
        paint_node(painter, box, self._card.node, self._card.said, chosen=True, aimed=False,
                   pale=False)  # fmt: skip


class TreeCanvas(Themed, QWidget):
    """Keys on a card: arrows along the links, A adds below, S beside, Alt+arrows move, F2 or Enter
    opens, L joins by a feedback loop, Delete; on the trunk A adds a cause and Shift+A an effect.
    """

    chosen_changed = Signal(object)
    add_wished = Signal(object, object)
    """Kind and the parent's id or None."""
    move_wished = Signal(object, object, object)
    """Node's id, parent's id or None, id of the node before which it goes or None."""
    link_wished = Signal(object)
    edit_wished = Signal(object)
    delete_wished = Signal(object)
    menu_wished = Signal(object, object)
    trunk_menu_wished = Signal(object)
    trunk_delete_wished = Signal()
    """Delete was pressed on the core problem, which is not a card."""
    joined = Signal(object, object)
    """Effect and root, while joining by a feedback loop."""

    def __init__(self) -> None:
        super().__init__()
        self.tree: ConflictTreeRow | None = None
        self.layout_now: TreeLayout | None = None
        self.cards: dict[UUID, NodeCard] = {}
        self.dragging: NodeCard | None = None
        self.chosen: UUID | None = None
        self.joining: UUID | None = None
        self.solution = False
        self.zoom = 1.0
        self.editable = True
        self._content = QSize(200, 120)
        self._bounds = (0.0, 0.0, 0.0, 0.0)
        self._links: list[Stroke] = []
        self._aim: NodeCard | None = None
        self._aims_trunk = False
        self.room = QSize()
        self._ghost = Ghost(self)
        self._keys = CanvasKeys(self)
        self.setProperty("clear", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Showing --------------------------------------------------------------------------------------

    def show_tree(self, tree: ConflictTreeRow | None, *, solution: bool, editable: bool) -> None:
        """Show a tree; card widgets and the cursor stay with their nodes."""
        self.solution, self.editable = solution, editable
        self.tree = tree
        nodes = {node.id: node for node in tree.nodes} if tree is not None else {}
        for key in [key for key in self.cards if key not in nodes]:
            gone = self.cards.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, node in nodes.items():
            if key in self.cards:
                self.cards[key].show_node(node)
            else:
                self.cards[key] = NodeCard(node, self)  # shown where it is placed
        if self.chosen not in nodes:
            self.chosen = None
        self.arrange()
        self._set_stop()
        self.setAccessibleName(tree.core_problem if tree is not None else tr("Conflict tree"))

    def arrange(self) -> None:
        """Work out all places anew."""
        tree = self.tree
        if tree is None:
            self.layout_now = None
            self.setFixedSize(QSize(200, 120))
            return
        nodes = {node.id: node for node in tree.nodes}

        def height(key: UUID, width: float) -> float:
            return node_height(nodes[key], said_of(nodes[key], solution=self.solution), width)

        size = theme.px
        gaps = Spacing(size(168), size(310), size(22), size(12), size(14), size(52))
        self.layout_now = place(leaves(tree.nodes, NodeKind.ROOT), leaves(tree.nodes, NodeKind.EFFECT),
                                self._trunk_height(gaps.trunk), height, gaps)  # fmt: skip
        self._links = tree_links(tree, self.layout_now, self._path(), loops=not self.solution)
        self._bounds = self.layout_now.bounds
        self._place_cards()

    def _place_cards(self) -> None:
        """Put the cards where they belong at the size in use."""
        if self.layout_now is None:
            return
        self._content = self._whole(self.zoom)
        self.setFixedSize(self._content.expandedTo(self.room))
        at = self._origin()
        for key, box in self.layout_now.boxes.items():
            card = self.cards[key]
            card.setGeometry(self._to_screen(box, at).toRect())
            if card.isHidden():
                card.show()
        self.update()

    def _whole(self, zoom: float) -> QSize:
        """Pixels that the whole tree needs at a size."""
        left, top, right, bottom = self._bounds
        width = right - left + theme.px(LABELS) + 2 * theme.px(MARGIN)
        high = bottom - top + 2 * theme.px(BAND) + theme.px(30)
        return QSize(int(width * zoom), int(high * zoom))

    @property
    def trunk_text(self) -> str:
        """What the trunk says."""
        tree = self.tree
        if tree is None:
            return ""
        return trunk_said(tree, solution=self.solution)

    def _trunk_height(self, width: float) -> float:
        inner = int(width) - theme.px(28)
        return text_height(self.trunk_text, inner, theme.current().scale) * 1.16 + theme.px(28)

    def _origin(self) -> QPointF:
        left, top, _, _ = self._bounds
        spare = max(0.0, (self.width() - self._content.width()) / self.zoom / 2)
        x = theme.px(LABELS) + theme.px(MARGIN) - left + spare
        return QPointF(x, theme.px(BAND) - top + theme.px(4))

    def _to_screen(self, box: Box, at: QPointF) -> QRectF:
        return QRectF((box.x + at.x()) * self.zoom, (box.y + at.y()) * self.zoom,
                      box.width * self.zoom, box.height * self.zoom)  # fmt: skip

    def trunk_rect(self) -> QRectF:
        """Where the trunk is, in pixels."""
        layout = self.layout_now
        return self._to_screen(layout.trunk, self._origin()) if layout else QRectF()

    def restyle(self) -> None:
        super().restyle()
        self.arrange()

    def set_zoom(self, zoom: float) -> None:
        """Show larger or smaller."""
        self.zoom = max(ZOOMS[0], min(zoom, ZOOMS[-1]))
        self._place_cards()

    def step_zoom(self, step: int) -> None:
        """The next size up or down."""
        near = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, near + step))])

    def fit(self, room: QSize, least: float = 0.0) -> None:
        """As large as fits the room, but no smaller than `least`."""
        if self.layout_now is None:
            return
        whole = self._whole(1.0)
        zoom = max(least, min(room.width() / whole.width(), room.height() / whole.height(), 1.0))
        if (room, zoom) != (self.room, self.zoom):
            self.room = room
            self.set_zoom(zoom)

    def _path(self) -> frozenset[UUID]:
        """The chosen node and what it hangs on, up to the trunk."""
        nodes = {node.id: node for node in self.tree.nodes} if self.tree else {}
        found: set[UUID] = set()
        step = self.chosen
        while step is not None and step in nodes and step not in found:
            found.add(step)
            step = nodes[step].parent_id
        return frozenset(found)

    # Painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.layout_now is None or self.tree is None:
            return
        painter = paint.smooth(self)
        painter.setClipRect(event.rect())
        painter.setTransform(QTransform.fromScale(self.zoom, self.zoom))
        self._paint_bands(painter)
        at = self._origin()
        painter.translate(at)
        for link in self._links:
            paint_stroke(painter, link)
        self._paint_trunk(painter)

    def _paint_bands(self, painter: QPainter) -> None:
        assert self.layout_now is not None  # noqa: S101 - see paintEvent
        assert self.tree is not None  # noqa: S101
        names, layout = tree_words(self.tree.school, solution=self.solution), self.layout_now
        at, gap = self._origin().y(), theme.px(BAND)
        bottom = self.height() / self.zoom
        high = layout.trunk.y + at - gap
        low = layout.trunk.y + layout.trunk.height + at + gap
        deep = any(box.depth > 1 and box.y > 0 for box in layout.boxes.values())
        edge = min(bottom, layout.near["root"] + at + gap) if deep else bottom
        width = self.width() / self.zoom
        bands = [(0.0, high, names.above, names.above_hint, False), (high, low, names.trunk, "", True),
                 (low, edge, names.near, names.near_hint, False)]  # fmt: skip
        if deep:
            bands.append((edge, bottom, names.deep, names.deep_hint, True))
        for top, end, name, hint, shaded in bands:
            painter.fillRect(QRectF(0, top, width, end - top),
                             theme.colour("sunken" if shaded else "surface"))  # fmt: skip
            painter.fillRect(QRectF(0, end - 1, width, 1), theme.colour("border"))
            room = QRectF(theme.px(14), top + theme.px(12), theme.px(LABELS - 18), theme.px(40))
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font("small_strong"))
            painter.drawText(room, WRAP, name)
            if hint:
                used = painter.boundingRect(room, WRAP, name).height()
                painter.setPen(theme.colour("text2"))
                painter.setFont(theme.font("caption"))
                painter.drawText(room.translated(0, used + 2), WRAP, hint)

    def _paint_trunk(self, painter: QPainter) -> None:
        assert self.layout_now is not None  # noqa: S101 - see paintEvent
        trunk = self.layout_now.trunk
        box = QRectF(trunk.x, trunk.y, trunk.width, trunk.height)
        edge = theme.colour("focus") if self._aims_trunk or self.hasFocus() else None
        paint.fill_round(painter, box, theme.radius("control"), theme.colour("inverse"), edge, 3)
        painter.setFont(theme.font("body_strong"))
        painter.setPen(theme.colour("on_inverse"))
        inner = box.adjusted(theme.px(14), theme.px(8), -theme.px(14), -theme.px(8))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter)
        painter.setLayoutDirection(paint.direction_of(self.trunk_text))
        painter.drawText(inner, flags, self.trunk_text)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def focus_rect(self):  # type: ignore[no-untyped-def]
        """Where the focus is: the trunk."""
        return self.trunk_rect().toRect()

    # The cursor -----------------------------------------------------------------------------------

    def choose(self, key: UUID | None) -> None:
        """Put the cursor on a card, or on the trunk."""
        if key is not None and key in self.cards:
            self.cards[key].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def card_focused(self, card: NodeCard) -> None:
        """A card got the cursor."""
        if self.joining is not None and card.node.id != self.joining:
            self._finish_joining(card.node)
        self._set_chosen(card.node.id)

    def _set_chosen(self, key: UUID | None) -> None:
        before, self.chosen = self.chosen, key
        if self.tree is not None and self.layout_now is not None:
            self._links = tree_links(
                self.tree, self.layout_now, self._path(), loops=not self.solution
            )
        self._set_stop()
        for card in {before, key}:
            if card in self.cards:
                self.cards[card].update()
        self.update()
        self.chosen_changed.emit(key)

    def _set_stop(self) -> None:
        for key, card in self.cards.items():
            stop = key == self.chosen
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def node(self, key: UUID | None) -> TreeNodeRow | None:
        """A node of the tree."""
        return self.cards[key].node if key in self.cards else None

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._set_chosen(None)

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        self.update()

    def begin_joining(self, key: UUID) -> None:
        """The next card that gets the cursor is joined with this one by a feedback loop."""
        self.joining = key

    def _finish_joining(self, other: TreeNodeRow) -> None:
        first = self.node(self.joining)
        self.joining = None
        if first is not None:
            pair = (first, other) if first.kind is NodeKind.EFFECT else (other, first)
            self.joined.emit(pair[0].id, pair[1].id)

    # Keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.on_trunk(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A right click beside the cards is for the trunk."""
        if event.button() == Qt.MouseButton.RightButton:
            self.choose(None)
            self.trunk_menu_wished.emit(event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on the trunk opens it, as on a card."""
        if self.trunk_rect().contains(event.position()):
            self.edit_wished.emit(None)

    def key_on_card(self, card: NodeCard, event: QKeyEvent) -> bool:
        """Whether the key was one of the canvas's."""
        return self._keys.on_card(card, event)

    def siblings(self, node: TreeNodeRow) -> list[TreeNodeRow]:
        """The nodes that hang where this one hangs, in order, itself among them."""
        nodes = self.tree.nodes if self.tree else ()
        return [n for n in nodes if (n.parent_id, n.kind) == (node.parent_id, node.kind)]

    # Dragging -------------------------------------------------------------------------------------

    @property
    def ground(self) -> QWidget:
        """What cards are dragged over: the canvas itself."""
        return self

    def drag(self, card: NodeCard, where: QPointF) -> None:
        """The card is dragged over `where`: onto a card or the trunk it hangs there."""
        at = where.toPoint()
        if not self.editable:
            return
        if self.dragging is None:
            self.dragging = card
            self._ghost.take(card)
        self._ghost.move(at + QPoint(12, 10))
        aim = next((other for other in self.cards.values()
                    if other is not card and other.geometry().contains(at)), None)  # fmt: skip
        if aim is not self._aim:
            if self._aim is not None:
                self._aim.set_aim(False)
            self._aim = aim
            if aim is not None:
                aim.set_aim(True)
        trunk = self.trunk_rect().contains(QPointF(at))
        if trunk != self._aims_trunk:
            self._aims_trunk = trunk
            self.update(self.trunk_rect().toRect())

    def drop(self) -> None:
        """The mouse was let go."""
        card, aim, trunk = self.dragging, self._aim, self._aims_trunk
        at = self._ghost.pos() - QPoint(12, 10)
        self.end_drag()
        if card is None:
            return
        if aim is not None:
            same_side = aim.node.kind is card.node.kind
            if not same_side:
                pair = (
                    (card.node, aim.node)
                    if card.node.kind is NodeKind.EFFECT
                    else (aim.node, card.node)
                )
                self.joined.emit(pair[0].id, pair[1].id)
            else:
                self.move_wished.emit(card.node.id, aim.node.id, None)
        elif trunk:
            self.move_wished.emit(card.node.id, None, None)
        else:
            self._drop_beside(card.node, at)

    def _drop_beside(self, node: TreeNodeRow, at: QPoint) -> None:
        """Between siblings: the order changes, nothing else."""
        row = [other for other in self.siblings(node) if other.id != node.id]
        stacked = node.parent_id is not None
        after = [other for other in row
                 if (self.cards[other.id].y() > at.y() if stacked else
                     self.cards[other.id].x() > at.x())]  # fmt: skip
        self.move_wished.emit(node.id, node.parent_id, after[0].id if after else None)

    def end_drag(self) -> None:
        """Nothing is dragged any more."""
        if self.dragging is None:
            return
        self.dragging = None
        self._ghost.hide()
        self._aims_trunk = False
        if self._aim is not None:
            self._aim.set_aim(False)
            self._aim = None
        self.update()
