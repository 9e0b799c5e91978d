"""Commands on the root-cause board and the conflict trees."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    Tally,
    TreeSchool,
    carried_forward,
    check_card,
    check_core_problem,
    check_tally,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.models.root_causes import (
    CardGroup,
    CauseCard,
    ConflictTree,
    TreeFeedback,
    TreeNode,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class PutCauseCard(Command):
    """Add a card to the board or change it; it names the groups that said it, never a person."""

    text: str
    dimension: Dimension
    level: Level
    group_ids: tuple[UUID, ...] = ()
    card_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a root cause")


@handles(PutCauseCard, Audience.GROUP)
def put_cause_card(session: Session, command: PutCauseCard) -> None:
    text = fields.needed_line("text", command.text)
    check_card(text)
    card = session.get(CauseCard, command.card_id) or CauseCard(id=command.card_id)
    card.text, card.dimension, card.level = text, command.dimension, command.level
    rows.add(session, card)
    said = {s.group_id: s for s in session.scalars(select(CardGroup).filter_by(card_id=card.id))}
    for key in said.keys() - set(command.group_ids):
        session.delete(said[key])
    for key in command.group_ids:
        if key not in said:
            rows.add(
                session, CardGroup(card_id=card.id, group_id=rows.find(session, HomeGroup, key).id)
            )


@dataclass(frozen=True, slots=True)
class DeleteCauseCard(Command):
    """Delete a card."""

    card_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a root cause")


@handles(DeleteCauseCard)
def delete_cause_card(session: Session, command: DeleteCauseCard) -> None:
    rows.delete(session, rows.find(session, CauseCard, command.card_id))


@dataclass(frozen=True, slots=True)
class RecordBoardVote(Command):
    """Record the counted dot vote and carry the first `places` causes forward, ties kept."""

    tallies: tuple[tuple[UUID, Tally], ...]
    voters: int
    dots_each: int
    places: int = 6
    most_dots_a_card: int = 1

    @property
    def label(self) -> str:
        return tr("Record the vote on root causes")


@handles(RecordBoardVote)
def record_board_vote(session: Session, command: RecordBoardVote) -> None:
    programme = session.scalars(select(Programme)).one()
    programme.board_voters, programme.dots_each = command.voters, command.dots_each
    total = Tally(sum(tally.dots for _, tally in command.tallies), command.voters)
    check_tally(Tally(total.dots, min(total.dots, total.voters)), command.dots_each)
    chosen = set(carried_forward(command.tallies, command.places))
    for key, tally in command.tallies:
        check_tally(tally, command.most_dots_a_card)
        card = rows.find(session, CauseCard, key)
        card.dots, card.voters, card.carried_forward = tally.dots, tally.voters, key in chosen


@dataclass(frozen=True, slots=True)
class TreeNodeContent:
    """A node as entered; `parent_id` None hangs it on the trunk."""

    id: UUID
    parent_id: UUID | None
    kind: NodeKind
    text: str
    dimension: Dimension
    level: Level | None = None
    influence: Influence | None = None
    agreement: Agreement = Agreement.AGREED


@dataclass(frozen=True, slots=True)
class PutConflictTree(Command):
    """Write a group's tree as a whole; parents come before their children."""

    group_id: UUID
    title: str
    core_problem: str
    nodes: tuple[TreeNodeContent, ...]
    feedback: tuple[tuple[UUID, UUID], ...] = ()
    school: TreeSchool = TreeSchool.CAUSES_PROBLEM_EFFECTS
    sensitivity: Sensitivity = Sensitivity.GROUP
    tree_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a conflict tree")


@handles(PutConflictTree)
def put_conflict_tree(session: Session, command: PutConflictTree) -> None:
    core_problem = fields.needed_line("core_problem", command.core_problem)
    check_core_problem(core_problem)
    tree = session.get(ConflictTree, command.tree_id) or ConflictTree(id=command.tree_id)
    group = rows.find(session, HomeGroup, command.group_id)
    if tree.group_id not in (None, group.id):
        raise RuleViolation("work-of-another-group", letter=group.letter)
    tree.group_id = group.id
    tree.title = fields.needed_line("title", command.title)
    tree.core_problem, tree.school = core_problem, command.school
    tree.sensitivity = command.sensitivity
    rows.add(session, tree)
    for old in session.scalars(select(TreeNode).filter_by(tree_id=tree.id, parent_id=None)):
        rows.delete(session, old)
    for position, node in enumerate(command.nodes, 1):
        _add_node(session, tree.id, position, node)
    for effect_id, root_id in command.feedback:
        rows.add(session, TreeFeedback(effect_id=effect_id, root_id=root_id))


def _add_node(session: Session, tree_id: UUID, position: int, node: TreeNodeContent) -> None:
    text = fields.needed_line("text", node.text)
    check_card(text)
    rows.add(
        session,
        TreeNode(
            id=node.id, tree_id=tree_id, parent_id=node.parent_id, position=position,
            kind=node.kind, text=text, level=node.level, dimension=node.dimension,
            influence=node.influence, agreement=node.agreement,
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeleteConflictTree(Command):
    """Delete a tree with its nodes."""

    tree_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a conflict tree")


@handles(DeleteConflictTree)
def delete_conflict_tree(session: Session, command: DeleteConflictTree) -> None:
    rows.delete(session, rows.find(session, ConflictTree, command.tree_id))
