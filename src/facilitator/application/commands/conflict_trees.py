"""Single changes to a conflict tree. Each leaves the tree within its rules (domain/conflict_tree)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.root_causes import (
    PutCauseCard,
    TreeNodeContent,
    add_node,
    put_cause_card,
    trunk_text,
)  # fmt: skip
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain import conflict_tree as rules
from facilitator.domain.case_studies import Arena
from facilitator.domain.conflict_tree import Affected, SheetStatus
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.root_causes import ConflictTree, TreeFeedback, TreeNode
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

TITLE_LIMIT = 80


def sheet_title(name: str, value: Any) -> str:
    """The title of a sheet: one line of at most 80 characters (methods 1.1)."""
    text = fields.needed_line(name, value)
    if len(text) > TITLE_LIMIT:
        raise RuleViolation("text-too-long", field=name, length=len(text), limit=TITLE_LIMIT)
    return text


HEAD: Mapping[str, fields.Cleaner] = {
    "title": sheet_title, "sensitivity": fields.choice(Sensitivity), "arena": fields.choice(Arena),
    "period_from": fields.line, "period_to": fields.line, "viewpoint": fields.line,
    "made_on": fields.optional_day, "status": fields.choice(SheetStatus),
}  # fmt: skip
_TREE: Mapping[str, fields.Cleaner] = {
    **HEAD, "core_problem": trunk_text, "solution": fields.line, "school": fields.choice(TreeSchool),
}  # fmt: skip


def _nodes(session: Session, tree_id: UUID) -> dict[UUID, TreeNode]:
    found = session.scalars(select(TreeNode).filter_by(tree_id=tree_id).order_by(TreeNode.position))
    return {node.id: node for node in found}


def _for_rules(nodes: Mapping[UUID, TreeNode]) -> dict[UUID, rules.Node]:
    return {key: rules.Node(key, n.parent_id, n.kind, n.text, n.dimension, n.level)
            for key, n in nodes.items()}  # fmt: skip


def _check(session: Session, tree_id: UUID) -> None:
    """Refuse what would leave a shared or final tree short of a must; the act is rolled back."""
    session.flush()
    tree = rows.find(session, ConflictTree, tree_id)
    nodes = _for_rules(_nodes(session, tree_id))
    rules.check_complete(tree.core_problem, list(nodes.values()), tree.status)


@dataclass(frozen=True, slots=True)
class AddConflictTree(Command):
    """Begin a group's tree with its core problem."""

    group_id: UUID
    title: str
    core_problem: str
    school: TreeSchool = TreeSchool.CAUSES_PROBLEM_EFFECTS
    tree_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Begin a conflict tree")


@handles(AddConflictTree, Audience.GROUP)
def add_conflict_tree(session: Session, command: AddConflictTree) -> None:
    group = rows.find(session, HomeGroup, command.group_id)
    rows.add(session, ConflictTree(
        id=command.tree_id, group_id=group.id, title=sheet_title("title", command.title),
        core_problem=trunk_text("core_problem", command.core_problem), school=command.school,
        made_on=None,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditConflictTree(Command):
    """Change some fields of a tree itself: the trunk, the school, the head of the sheet."""

    tree_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit a conflict tree")

    @property
    def merge_key(self) -> str:
        return f"tree {self.tree_id} {sorted(self.changes)}"


@handles(EditConflictTree, Audience.GROUP)
def edit_conflict_tree(session: Session, command: EditConflictTree) -> None:
    fields.apply(rows.find(session, ConflictTree, command.tree_id), _TREE, command.changes)
    _check(session, command.tree_id)


@dataclass(frozen=True, slots=True)
class AddTreeNode(Command):
    """Hang a root or an effect on the trunk or on a node of its side, after its siblings."""

    tree_id: UUID
    node: TreeNodeContent

    @property
    def label(self) -> str:
        return tr("Add a card to the tree")


@handles(AddTreeNode, Audience.GROUP)
def add_tree_node(session: Session, command: AddTreeNode) -> None:
    tree = rows.find(session, ConflictTree, command.tree_id)
    nodes, node = _nodes(session, tree.id), command.node
    rules.check_parent(_for_rules(nodes), node.id, node.kind, node.parent_id)
    add_node(session, tree.id, max((n.position for n in nodes.values()), default=0) + 1, node)


def _affected(name: str, value: Any) -> list[str]:
    given = {str(one) for one in value}
    return [fields.choice(Affected)(name, one).value for one in Affected if one.value in given]


def _evidence(name: str, value: Any) -> list[str]:
    return [line for item in value if (line := fields.line(name, item))]


def _optional(enum: type[Level | Influence]) -> fields.Cleaner:
    def clean(name: str, value: Any) -> Any:
        return None if value is None or value == "" else fields.choice(enum)(name, value)

    return clean


_NODE: Mapping[str, fields.Cleaner] = {
    "text": fields.needed_line, "level": _optional(Level), "dimension": fields.choice(Dimension),
    "influence": _optional(Influence), "agreement": fields.choice(Agreement),
    "affected": _affected, "evidence": _evidence, "solution": fields.line,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditTreeNode(Command):
    """Change some fields of a root or an effect."""

    node_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit a card of the tree")

    @property
    def merge_key(self) -> str:
        return f"node {self.node_id} {sorted(self.changes)}"


@handles(EditTreeNode, Audience.GROUP)
def edit_tree_node(session: Session, command: EditTreeNode) -> None:
    node = rows.find(session, TreeNode, command.node_id)
    fields.apply(node, _NODE, command.changes)
    rules.check_node(node.kind, node.text, node.level, node.evidence)
    _check(session, node.tree_id)


@dataclass(frozen=True, slots=True)
class MoveTreeNode(Command):
    """Hang a node elsewhere with all that hangs on it; `before_id` None puts it last."""

    node_id: UUID
    parent_id: UUID | None
    before_id: UUID | None = None

    @property
    def label(self) -> str:
        return tr("Move a card in the tree")


@handles(MoveTreeNode, Audience.GROUP)
def move_tree_node(session: Session, command: MoveTreeNode) -> None:
    node = rows.find(session, TreeNode, command.node_id)
    nodes = _nodes(session, node.tree_id)
    rules.check_parent(_for_rules(nodes), node.id, node.kind, command.parent_id)
    node.parent_id = command.parent_id
    order: list[TreeNode] = [other for other in nodes.values() if other is not node]
    place = next((n for n, other in enumerate(order) if other.id == command.before_id), len(order))
    order.insert(place, node)
    for position, other in enumerate(order, 1):
        if other.position != position:
            other.position = position


@dataclass(frozen=True, slots=True)
class DeleteTreeNode(Command):
    """Delete a node with all that hangs on it."""

    node_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a card of the tree")


@handles(DeleteTreeNode, Audience.GROUP)
def delete_tree_node(session: Session, command: DeleteTreeNode) -> None:
    node = rows.find(session, TreeNode, command.node_id)
    tree_id = node.tree_id
    rows.delete(session, node)
    _check(session, tree_id)


@dataclass(frozen=True, slots=True)
class PutFeedback(Command):
    """Say that an effect feeds back into a root, or take that away."""

    effect_id: UUID
    root_id: UUID
    there: bool = True

    @property
    def label(self) -> str:
        return tr("Edit a feedback loop")


@handles(PutFeedback, Audience.GROUP)
def put_feedback(session: Session, command: PutFeedback) -> None:
    effect = rows.find(session, TreeNode, command.effect_id)
    pair = {"effect_id": command.effect_id, "root_id": command.root_id}
    rules.check_feedback(
        _for_rules(_nodes(session, effect.tree_id)), command.effect_id, command.root_id
    )
    found = session.scalars(select(TreeFeedback).filter_by(**pair)).all()
    if command.there and not found:
        rows.add(session, TreeFeedback(**pair))
    elif not command.there:
        for link in found:
            rows.delete(session, link)


@dataclass(frozen=True, slots=True)
class PutAside(Command):
    """Put a warning about a tree aside, or all of them back (`key` empty)."""

    tree_id: UUID
    key: str

    @property
    def label(self) -> str:
        return tr("Put a hint aside")


@handles(PutAside, Audience.GROUP)
def put_aside(session: Session, command: PutAside) -> None:
    tree = rows.find(session, ConflictTree, command.tree_id)
    tree.put_aside = aside_with(tree.put_aside, command.key)


def aside_with(kept: Sequence[str], key: str) -> list[str]:
    """The warnings put aside, with one more; an empty key brings all back."""
    return [*(one for one in kept if one != key), fields.line("key", key)] if key else []


@dataclass(frozen=True, slots=True)
class SendRootsToBoard(Command):
    """Make a card on the board for each root of a tree that has none; the group is kept."""

    tree_id: UUID

    @property
    def label(self) -> str:
        return tr("Send roots to the board")


@handles(SendRootsToBoard, Audience.GROUP)
def send_roots_to_board(session: Session, command: SendRootsToBoard) -> None:
    tree = rows.find(session, ConflictTree, command.tree_id)
    for node in _nodes(session, tree.id).values():
        if node.kind is NodeKind.ROOT and node.card_id is None and node.level is not None:
            card = PutCauseCard(node.text, node.dimension, node.level, (tree.group_id,))
            put_cause_card(session, card)
            node.card_id = card.card_id
