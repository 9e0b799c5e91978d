"""The menus of a tree: what can be done with the core problem, and with a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from facilitator.application.rows.root_causes import TreeNodeRow
from facilitator.domain.root_causes import NodeKind
from facilitator.support.i18n import tr
from facilitator.ui.app.icons import icon

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.tree.tab import TreeTab


def of_trunk(tab: TreeTab) -> QMenu:
    """What can be done with the core problem."""
    menu = QMenu(tab)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(icon("plus"), tr("Add a cause (A)"),
                   partial(tab.add_card, NodeKind.ROOT, None))  # fmt: skip
    menu.addAction(icon("plus"), tr("Add an effect (Shift+A)"),
                   partial(tab.add_card, NodeKind.EFFECT, None))  # fmt: skip
    menu.addAction(icon("pencil"), tr("Open the tree"), partial(tab.open_card, None))
    return menu


def of_card(tab: TreeTab, node: TreeNodeRow) -> QMenu:
    """What can be done with a card."""
    menu = QMenu(tab)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(icon("pencil"), tr("Open"), partial(tab.open_card, node.id))
    if tab.can_edit:
        menu.addAction(icon("plus"), tr("Add a card that hangs on it"),
                       partial(tab.add_card, node.kind, node.id))  # fmt: skip
        menu.addAction(icon("link"), tr("Join by a feedback loop"), partial(tab.join_card, node.id))
        places = menu.addMenu(icon("arrow-right"), tr("Hang it on"))
        places.addAction(tr("The trunk"), partial(tab.move_card, node.id, None, None))
        for other in tab.tree.nodes if tab.tree else ():
            if other.kind is node.kind and other.id not in (node.id, node.parent_id):
                short = other.text if len(other.text) < 60 else other.text[:59] + "…"
                places.addAction(short.replace("&", "&&"),
                                 partial(tab.move_card, node.id, other.id, None))  # fmt: skip
        menu.addSeparator()
        menu.addAction(icon("trash-2"), tr("Delete"), partial(tab.delete_card, node.id))
    return menu
