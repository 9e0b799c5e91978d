"""Commands on the root-cause board, and the conflict tree written as a whole.

Single changes to a tree are in `conflict_trees`, the other sheets in `analysis_sheets`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.conflict_tree import (
    Node,
    check_feedback,
    check_node,
    check_parent,
    check_trunk,
)
from facilitator.domain.dot_vote import (
    PLACES,
    Tally,
    VoteRules,
    VoteState,
    carried_forward,
    check_rules,
    check_tally,
)
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
    check_card,
    check_core_problem,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.models.root_causes import (
    BoardVote,
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
    cluster: str | None = None

    @property
    def label(self) -> str:
        return tr("Edit a root cause")


@handles(PutCauseCard, Audience.GROUP)
def put_cause_card(session: Session, command: PutCauseCard) -> None:
    text = fields.needed_line("text", command.text)
    check_card(text)
    card = session.get(CauseCard, command.card_id)
    if card is None:
        _refuse_while_voting(session)
        card = CauseCard(id=command.card_id)
    if command.cluster is not None:
        card.cluster = fields.line("cluster", command.cluster)
    card.text, card.dimension, card.level = text, command.dimension, command.level
    rows.add(session, card)
    _set_groups(session, card.id, set(command.group_ids))


def _groups_of(session: Session, card_id: UUID) -> dict[UUID, CardGroup]:
    said = session.scalars(select(CardGroup).filter_by(card_id=card_id))
    return {row.group_id: row for row in said}


def _set_groups(session: Session, card_id: UUID, wanted: set[UUID]) -> None:
    said = _groups_of(session, card_id)
    for key in said.keys() - wanted:
        session.delete(said[key])
    for key in wanted - said.keys():
        group = rows.find(session, HomeGroup, key)
        rows.add(session, CardGroup(card_id=card_id, group_id=group.id))


def _vote(session: Session) -> BoardVote:
    found = session.scalars(select(BoardVote)).first()
    return found if found is not None else rows.add(session, BoardVote())


def _refuse_while_voting(session: Session) -> None:
    """No new options and no merging once voting has begun (methods 4.3)."""
    vote = session.scalars(select(BoardVote)).first()
    if vote is not None and vote.state is VoteState.OPEN:
        raise RuleViolation("vote-is-open")


def _card_text(name: str, value: Any) -> str:
    text = fields.needed_line(name, value)
    check_card(text)
    return text


_CARD: Mapping[str, fields.Cleaner] = {
    "text": _card_text, "dimension": fields.choice(Dimension), "level": fields.choice(Level),
    "cluster": fields.line, "carried_forward": fields.flag,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditCauseCard(Command):
    """Change some fields of a card: its text, level, or the column that it stands in."""

    card_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        # Dragged to another column, a card says nothing new.
        moved = self.changes.keys() <= {"dimension", "cluster"}
        return tr("Move a root cause") if moved else tr("Edit a root cause")


@handles(EditCauseCard, Audience.GROUP)
def edit_cause_card(session: Session, command: EditCauseCard) -> None:
    fields.apply(rows.find(session, CauseCard, command.card_id), _CARD, command.changes)


@dataclass(frozen=True, slots=True)
class MergeCauseCards(Command):
    """Put a card into another that says the same. Both originals are kept as they were.

    `text` is what the merged card says; empty keeps the text of `into_id`.
    """

    card_id: UUID
    into_id: UUID
    text: str = ""

    @property
    def label(self) -> str:
        return tr("Merge root causes")


@handles(MergeCauseCards)
def merge_cause_cards(session: Session, command: MergeCauseCards) -> None:
    _refuse_while_voting(session)
    card = rows.find(session, CauseCard, command.card_id)
    into = rows.find(session, CauseCard, command.into_id)
    if card.id == into.id or card.merged_into_id or into.merged_into_id:
        raise RuleViolation("merge-itself")
    own, added = set(_groups_of(session, into.id)), set(_groups_of(session, card.id))
    if not _originals(session, into.id):
        _keep_copy(session, into, own)
    for original in _take_apart(session, card):
        original.merged_into_id = into.id
    card.merged_into_id = into.id
    if command.text:
        into.text = _card_text("text", command.text)
    session.flush()
    _set_groups(session, into.id, own | added)


def _originals(session: Session, card_id: UUID) -> list[CauseCard]:
    return list(session.scalars(select(CauseCard).filter_by(merged_into_id=card_id)))


def _keep_copy(session: Session, card: CauseCard, groups: set[UUID]) -> None:
    """The card as it was, hidden below itself."""
    copy = rows.add(session, CauseCard(
        text=card.text, dimension=card.dimension, level=card.level, cluster=card.cluster,
        merged_into_id=card.id, is_earlier_wording=True,
    ))  # fmt: skip
    _set_groups(session, copy.id, groups)


@dataclass(frozen=True, slots=True)
class SplitCauseCard(Command):
    """Take a merged card apart: all its originals stand on the board again."""

    card_id: UUID

    @property
    def label(self) -> str:
        return tr("Take merged root causes apart")


@handles(SplitCauseCard)
def split_cause_card(session: Session, command: SplitCauseCard) -> None:
    _refuse_while_voting(session)
    card = rows.find(session, CauseCard, command.card_id)
    if not _take_apart(session, card):
        raise RuleViolation("not-merged")


def _take_apart(session: Session, card: CauseCard) -> list[CauseCard]:
    """The card says again what it said itself; the others that were merged into it are free."""
    free = []
    for original in _originals(session, card.id):
        if original.is_earlier_wording:
            card.text, card.dimension, card.level = (
                original.text,
                original.dimension,
                original.level,
            )
            _set_groups(session, card.id, set(_groups_of(session, original.id)))
            rows.delete(session, original)
        else:
            original.merged_into_id = None
            original.cluster = original.cluster or card.cluster
            free.append(original)
    session.flush()
    return free


@dataclass(frozen=True, slots=True)
class NameCluster(Command):
    """Give a cluster of cards another name; the empty name dissolves it."""

    old: str
    new: str

    @property
    def label(self) -> str:
        return tr("Name a cluster")


@handles(NameCluster)
def name_cluster(session: Session, command: NameCluster) -> None:
    new = fields.line("cluster", command.new)
    for card in session.scalars(select(CauseCard).filter_by(cluster=command.old)):
        card.cluster = new


@dataclass(frozen=True, slots=True)
class OpenBoardVote(Command):
    """Open the dot vote: from here on no new options and no merging (methods 4.3)."""

    dots_each: int
    most_a_card: int = 1
    places: int = 6
    expected: int = 0

    @property
    def label(self) -> str:
        return tr("Open the vote on root causes")


@handles(OpenBoardVote)
def open_board_vote(session: Session, command: OpenBoardVote) -> None:
    check_rules(VoteRules(command.dots_each, command.most_a_card))
    if command.places not in PLACES:
        raise RuleViolation("vote-places", field="places", least=PLACES.start, most=PLACES.stop - 1)
    vote = _vote(session)
    if vote.state is VoteState.OPEN:
        raise RuleViolation("vote-is-open")
    vote.state, vote.dots_each, vote.most_a_card = (
        VoteState.OPEN,
        command.dots_each,
        command.most_a_card,
    )
    vote.places, vote.expected, vote.round = command.places, command.expected, vote.round + 1


@dataclass(frozen=True, slots=True)
class DropBoardVote(Command):
    """Take the vote back: an open one is ended without a count, a count is taken off the cards."""

    @property
    def label(self) -> str:
        return tr("Clear the vote on root causes")


@handles(DropBoardVote)
def drop_board_vote(session: Session, _command: DropBoardVote) -> None:
    _vote(session).state = VoteState.NONE
    session.scalars(select(Programme)).one().board_voters = 0
    for card in session.scalars(select(CauseCard)):
        card.dots, card.voters, card.carried_forward = 0, 0, False


@dataclass(frozen=True, slots=True)
class DeleteCauseCard(Command):
    """Delete a card."""

    card_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a root cause")


@handles(DeleteCauseCard)
def delete_cause_card(session: Session, command: DeleteCauseCard) -> None:
    card = rows.find(session, CauseCard, command.card_id)
    _refuse_while_voting(session)
    for original in _originals(session, card.id):
        rows.delete(session, original)
    rows.delete(session, card)


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
    vote = _vote(session)
    vote.state, vote.dots_each, vote.places = VoteState.COUNTED, command.dots_each, command.places
    vote.most_a_card = command.most_dots_a_card
    for key, tally in command.tallies:
        check_tally(tally, command.most_dots_a_card)
        if tally.voters > command.voters:
            raise RuleViolation("votes-impossible", field="voters", dots=tally.dots,
                                voters=command.voters, most=command.most_dots_a_card)  # fmt: skip
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
    affected: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    solution: str = ""
    card_id: UUID | None = None


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


def trunk_text(name: str, value: Any) -> str:
    """A core problem: one readable line that is no missing solution."""
    text = fields.needed_line(name, value)
    check_core_problem(text)
    check_trunk(text)
    return text


@handles(PutConflictTree)
def put_conflict_tree(session: Session, command: PutConflictTree) -> None:
    core_problem = trunk_text("core_problem", command.core_problem)
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
    seen: dict[UUID, Node] = {}
    for position, node in enumerate(command.nodes, 1):
        check_parent(seen, node.id, node.kind, node.parent_id)
        seen[node.id] = Node(node.id, node.parent_id, node.kind, node.text, node.dimension)
        add_node(session, tree.id, position, node)
    for effect_id, root_id in command.feedback:
        check_feedback(seen, effect_id, root_id)
        rows.add(session, TreeFeedback(effect_id=effect_id, root_id=root_id))


def add_node(session: Session, tree_id: UUID, position: int, node: TreeNodeContent) -> None:
    """Check a node by itself and add it."""
    text = fields.needed_line("text", node.text)
    evidence = [line for item in node.evidence if (line := fields.line("evidence", item))]
    check_node(node.kind, text, node.level, evidence)
    rows.add(
        session,
        TreeNode(
            id=node.id, tree_id=tree_id, parent_id=node.parent_id, position=position,
            kind=node.kind, text=text, level=node.level, dimension=node.dimension,
            influence=node.influence, agreement=node.agreement, affected=list(node.affected),
            evidence=evidence, solution=fields.line("solution", node.solution),
            card_id=node.card_id,
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
