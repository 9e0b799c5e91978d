"""Queries on the root-cause board, the conflict trees and the other sheets of the analysis."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.root_causes import (
    BoardVoteRow,
    CauseCardRow,
    ConflictTreeRow,
    RootCausesRow,
    SheetHead,
    SheetRow,
    TreeNodeRow,
)  # fmt: skip
from facilitator.domain.analysis_sheets import Entry
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.models.root_causes import (
    AnalysisSheet,
    BoardVote,
    CardGroup,
    CauseCard,
    ConflictTree,
    SheetEntry,
    TreeFeedback,
    TreeNode,
)  # fmt: skip


def root_causes(session: Session) -> RootCausesRow:
    """The board, most dots first, and the trees in order of group."""
    programme = session.scalars(select(Programme)).one()
    return RootCausesRow(
        cards=_cards(session), trees=_trees(session), voters=programme.board_voters,
        dots_each=programme.dots_each, vote=board_vote(session),
    )  # fmt: skip


def board_vote(session: Session) -> BoardVoteRow:
    """The state of the board's vote."""
    vote = session.scalars(select(BoardVote)).first()
    if vote is None:
        return BoardVoteRow()
    return BoardVoteRow(
        vote.state, vote.dots_each, vote.most_a_card, vote.places, vote.expected, vote.round
    )


def _cards(session: Session) -> tuple[CauseCardRow, ...]:
    said: dict[UUID, list[tuple[str, UUID]]] = {}
    wanted = select(CardGroup.card_id, HomeGroup.letter, HomeGroup.id).join(
        HomeGroup, HomeGroup.id == CardGroup.group_id
    )
    for card_id, letter, group_id in session.execute(wanted.order_by(HomeGroup.letter)):
        said.setdefault(card_id, []).append((letter, group_id))
    cards = session.scalars(select(CauseCard).order_by(CauseCard.dots.desc(), CauseCard.text)).all()
    originals: dict[UUID, list[str]] = {}
    for card in cards:
        if card.merged_into_id is not None:
            originals.setdefault(card.merged_into_id, []).append(card.text)
    return tuple(
        CauseCardRow(
            c.id, c.text, c.dimension, c.level, tuple(letter for letter, _ in said.get(c.id, [])),
            c.dots, c.voters, c.carried_forward, c.cluster, tuple(originals.get(c.id, [])),
            tuple(key for _, key in said.get(c.id, [])),
        )
        for c in cards if c.merged_into_id is None
    )  # fmt: skip


def _head(row: ConflictTree | AnalysisSheet) -> SheetHead:
    return SheetHead(row.status, row.arena, row.period_from, row.period_to, row.viewpoint,
                     row.made_on, tuple(row.put_aside))  # fmt: skip


def sheets(session: Session) -> tuple[SheetRow, ...]:
    """All sheets beside the trees, in order of group and title."""
    entries: dict[UUID, list[Entry]] = {}
    for line in session.scalars(select(SheetEntry).order_by(SheetEntry.position, SheetEntry.text)):
        entries.setdefault(line.sheet_id, []).append(
            Entry(line.id, line.kind, line.text, line.parent_id, line.other_id, dict(line.values))
        )
    wanted = select(AnalysisSheet, HomeGroup.letter).join(
        HomeGroup, HomeGroup.id == AnalysisSheet.group_id
    )
    return tuple(
        SheetRow(sheet.id, sheet.tool, letter, sheet.group_id, sheet.title, sheet.sensitivity,
                 _head(sheet), tuple(entries.get(sheet.id, [])))
        for sheet, letter in session.execute(wanted.order_by(HomeGroup.letter, AnalysisSheet.title))
    )  # fmt: skip


def _trees(session: Session) -> tuple[ConflictTreeRow, ...]:
    nodes: dict[UUID, list[TreeNodeRow]] = {}
    tree_of: dict[UUID, UUID] = {}
    for node in session.scalars(select(TreeNode).order_by(TreeNode.position)):
        tree_of[node.id] = node.tree_id
        nodes.setdefault(node.tree_id, []).append(
            TreeNodeRow(node.id, node.parent_id, node.kind, node.text, node.level, node.dimension,
                        node.influence, node.agreement, tuple(node.affected),
                        tuple(node.evidence), node.solution, node.card_id)
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
            tuple(nodes.get(tree.id, [])), tuple(loops.get(tree.id, [])), _head(tree),
            tree.solution, tree.group_id,
        )
        for tree, letter in session.execute(wanted.order_by(HomeGroup.letter))
    )  # fmt: skip
