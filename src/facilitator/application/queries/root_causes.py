"""Queries on the root-cause board and the conflict trees."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.root_causes import (
    CauseCardRow,
    ConflictTreeRow,
    RootCausesRow,
    TreeNodeRow,
)  # fmt: skip
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.models.root_causes import (
    CardGroup,
    CauseCard,
    ConflictTree,
    TreeFeedback,
    TreeNode,
)  # fmt: skip


def root_causes(session: Session) -> RootCausesRow:
    """The board, most dots first, and the trees in order of group."""
    programme = session.scalars(select(Programme)).one()
    return RootCausesRow(
        cards=_cards(session), trees=_trees(session), voters=programme.board_voters,
        dots_each=programme.dots_each,
    )  # fmt: skip


def _cards(session: Session) -> tuple[CauseCardRow, ...]:
    said: dict[UUID, list[str]] = {}
    wanted = select(CardGroup.card_id, HomeGroup.letter).join(
        HomeGroup, HomeGroup.id == CardGroup.group_id
    )
    for card_id, letter in session.execute(wanted.order_by(HomeGroup.letter)):
        said.setdefault(card_id, []).append(letter)
    cards = session.scalars(
        select(CauseCard).where(CauseCard.merged_into_id.is_(None))
        .order_by(CauseCard.dots.desc(), CauseCard.text)
    )  # fmt: skip
    return tuple(
        CauseCardRow(c.id, c.text, c.dimension, c.level, tuple(said.get(c.id, [])), c.dots,
                     c.voters, c.carried_forward)
        for c in cards
    )  # fmt: skip


def _trees(session: Session) -> tuple[ConflictTreeRow, ...]:
    nodes: dict[UUID, list[TreeNodeRow]] = {}
    tree_of: dict[UUID, UUID] = {}
    for node in session.scalars(select(TreeNode).order_by(TreeNode.position)):
        tree_of[node.id] = node.tree_id
        nodes.setdefault(node.tree_id, []).append(
            TreeNodeRow(node.id, node.parent_id, node.kind, node.text, node.level, node.dimension,
                        node.influence, node.agreement)
        )  # fmt: skip
    loops: dict[UUID, list[tuple[UUID, UUID]]] = {}
    for loop in session.scalars(select(TreeFeedback)):
        loops.setdefault(tree_of[loop.effect_id], []).append((loop.effect_id, loop.root_id))
    wanted = select(ConflictTree, HomeGroup.letter).join(
        HomeGroup, HomeGroup.id == ConflictTree.group_id
    )
    return tuple(
        ConflictTreeRow(
            tree.id, letter, tree.title, tree.school, tree.core_problem, tree.sensitivity,
            tuple(nodes.get(tree.id, [])), tuple(loops.get(tree.id, [])),
        )
        for tree, letter in session.execute(wanted.order_by(HomeGroup.letter))
    )  # fmt: skip
