"""A card on the canvas of a tree: a widget of its own, painted by the board's painter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen

from facilitator.application.rows.root_causes import TreeNodeRow
from facilitator.domain.root_causes import Agreement, NodeKind
from facilitator.reports.labels import label
from facilitator.reports.tree_drawing import TONES, aside_of, said_of
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.board.card import WRAP, text_height
from facilitator.ui.widgets.held_card import HeldCard

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.tree.canvas import TreeCanvas

EDGE, BAR = 10, 4


class NodeCard(HeldCard):
    """One root or effect; it tells the canvas what happens to it."""

    def __init__(self, node: TreeNodeRow, canvas: TreeCanvas) -> None:
        super().__init__(canvas, canvas)
        self.node = node
        self.is_aim = False
        self._canvas = canvas
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_node(node)

    def show_node(self, node: TreeNodeRow) -> None:
        """Show another state of the node."""
        self.node = node
        kind = tr("Cause") if node.kind is NodeKind.ROOT else tr("Effect")
        self.setAccessibleName(f"{kind}: {self.said}, {aside_of(node)}")
        self.update()

    @property
    def said(self) -> str:
        """What the card says."""
        return said_of(self.node, solution=self._canvas.solution)

    def set_aim(self, aim: bool) -> None:  # noqa: FBT001 - mirrors Qt's setters
        """Show that a dragged card would hang on this one."""
        if aim != self.is_aim:
            self.is_aim = aim
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        scale = self._canvas.zoom
        painter.scale(scale, scale)
        box = QRectF(0, 0, self.width() / scale, self.height() / scale)
        paint_node(painter, box, self.node, self.said, chosen=self._canvas.chosen == self.node.id,
                   aimed=self.is_aim, pale=self._canvas.solution and not self.node.solution)  # fmt: skip

    @property
    def key(self) -> UUID:
        return self.node.id

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._canvas.edit_wished.emit(self.node.id)


def node_height(node: TreeNodeRow, said: str, width: float) -> float:
    """Height of a card that is `width` wide, in pixels at the text size in use, zoom 1."""
    inner = int(width) - 2 * theme.px(EDGE)
    words = text_height(said, inner, theme.current().scale)
    aside = paint.line_height(label(node.dimension), "caption")
    return float(theme.px(BAR + 8) + words + theme.px(3) + aside + theme.px(8))


def paint_node(
    painter: QPainter, box: QRectF, node: TreeNodeRow, said: str, *, chosen: bool, aimed: bool,
    pale: bool,
) -> None:  # fmt: skip
    """A card of the tree; contested ones have a dashed edge and the word for it."""
    corner, tone = theme.radius("control"), TONES[node.dimension]
    contested = node.agreement is Agreement.CONTESTED
    paint.fill_round(painter, box, corner, theme.category_colour(tone, "bar"))
    painter.save()
    painter.setClipRect(box.adjusted(0, theme.px(BAR), 0, 0))
    fill = theme.colour("accent_soft" if aimed else "surface")
    paint.fill_round(painter, box, corner, fill, theme.colour("border"))
    painter.restore()
    if contested and not chosen:
        pen = QPen(theme.category_colour(tone, "bar"), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), corner, corner)
    if chosen or aimed or theme.outlined():
        edge = theme.colour("accent" if chosen or aimed else "border_strong")
        paint.fill_round(painter, box, corner, None, edge, 2)
    inner = box.adjusted(theme.px(EDGE), theme.px(BAR + 8), -theme.px(EDGE), -theme.px(8))
    aside = paint.line_height(label(node.dimension), "caption")
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text2" if pale else "text"))
    painter.setLayoutDirection(paint.direction_of(said))
    painter.drawText(inner.adjusted(0, 0, 0, -aside - theme.px(3)), WRAP, said)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.colour("text2"))
    foot = QRectF(inner.left(), inner.bottom() - aside, inner.width(), aside)
    shown = painter.fontMetrics().elidedText(aside_of(node), Qt.TextElideMode.ElideRight,
                                             int(foot.width()))  # fmt: skip
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignVCenter), shown)
