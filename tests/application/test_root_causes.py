"""Root causes: merging keeps the originals, the vote's rules, trees that keep their rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from facilitator.application.commands.analysis_sheets import (
    AddSheet,
    DeleteSheetEntry,
    PutSheetEntry,
    SendWhysToTree,
)  # fmt: skip
from facilitator.application.commands.conflict_trees import (
    AddConflictTree,
    AddTreeNode,
    DeleteTreeNode,
    EditConflictTree,
    EditTreeNode,
    MoveTreeNode,
    PutFeedback,
    SendRootsToBoard,
)  # fmt: skip
from facilitator.application.commands.groups import PutGroup
from facilitator.application.commands.root_causes import (
    MergeCauseCards,
    OpenBoardVote,
    PutCauseCard,
    RecordBoardVote,
    SplitCauseCard,
    TreeNodeContent,
)  # fmt: skip
from facilitator.application.queries.root_causes import root_causes, sheets
from facilitator.application.registry import Command
from facilitator.application.rows.root_causes import ConflictTreeRow
from facilitator.application.workspace import Workspace
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.domain.conflict_tree import SheetStatus, musts
from facilitator.domain.dot_vote import Tally
from facilitator.domain.root_causes import Dimension, Level, NodeKind
from facilitator.persistence.models.root_causes import CauseCard
from facilitator.support.errors import RuleViolation

GROUP, OTHER, TREE = uuid4(), uuid4(), uuid4()
ROOT, EFFECT = NodeKind.ROOT, NodeKind.EFFECT


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Workspace]:
    begin = [PutGroup("A", "", "", GROUP), PutGroup("B", "", "", OTHER),
             AddConflictTree(GROUP, "Valley", "Two villages quarrel over one spring", tree_id=TREE)]  # fmt: skip
    facts = {"title": "Week", "first_day": "2026-11-16"}
    made = Workspace.create(tmp_path / "w.programme", facts, [(uuid4(), "Monday")], begin)
    yield made
    made.close()


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(RuleViolation) as caught:
        yield
    assert caught.value.code == code


def cards(week: Workspace) -> Any:
    return week.query(root_causes).cards


def tree(week: Workspace) -> ConflictTreeRow:
    return week.query(root_causes).trees[0]  # type: ignore[no-any-return]


def put(week: Workspace, text: str, *groups: UUID) -> UUID:
    command = PutCauseCard(text, Dimension.ECONOMIC, Level.STRUCTURAL, groups)
    week.execute(command)
    return command.card_id


# The board ------------------------------------------------------------------------------------------


def test_merging_keeps_the_originals_and_splitting_brings_all_of_them_back(week: Workspace) -> None:
    wells, water, land = put(week, "Wells dry up", GROUP), put(week, "Water is short", OTHER), put(
        week, "Land has two owners", OTHER)  # fmt: skip
    week.execute(MergeCauseCards(water, wells, "Water runs out"))
    week.execute(MergeCauseCards(land, wells))
    (merged,) = cards(week)
    assert (merged.text, merged.groups) == ("Water runs out", ("A", "B"))
    assert set(merged.originals) == {"Wells dry up", "Water is short", "Land has two owners"}
    week.execute(SplitCauseCard(wells))
    assert {(c.text, c.groups) for c in cards(week)} == {
        ("Wells dry up", ("A",)), ("Water is short", ("B",)), ("Land has two owners", ("B",))}  # fmt: skip
    assert all(not c.originals for c in cards(week))


def test_a_merged_card_that_is_merged_again_gives_up_its_originals_one_by_one(
    week: Workspace,
) -> None:
    one, two, three = (put(week, f"Cause number {n}", GROUP) for n in (1, 2, 3))
    week.execute(MergeCauseCards(two, one, "One and two together"))
    week.execute(MergeCauseCards(one, three))
    (kept,) = cards(week)
    assert set(kept.originals) == {"Cause number 1", "Cause number 2", "Cause number 3"}
    week.execute(SplitCauseCard(three))
    assert sorted(c.text for c in cards(week)) == [f"Cause number {n}" for n in (1, 2, 3)]
    everything = week.query(lambda s: len(s.scalars(select(CauseCard)).all()))
    assert everything == 3


def test_an_open_vote_takes_no_new_cards_and_no_merging(week: Workspace) -> None:
    one, two = put(week, "Cause number 1", GROUP), put(week, "Cause number 2", GROUP)
    week.execute(OpenBoardVote(2))
    for command in (PutCauseCard("A late cause", Dimension.SOCIAL, Level.PROXIMATE),
                    MergeCauseCards(one, two), OpenBoardVote(2)):  # fmt: skip
        with refused("vote-is-open"):
            week.execute(command)
    with refused("votes-impossible"):
        week.execute(RecordBoardVote(((one, Tally(3, 3)),), 2, 2))
    week.execute(RecordBoardVote(((one, Tally(2, 2)), (two, Tally(0, 0))), 2, 2, 5))
    assert [(c.text, c.carried_forward) for c in cards(week)] == [
        ("Cause number 1", True), ("Cause number 2", False)]  # fmt: skip


@pytest.mark.parametrize(("dots", "places"), [(0, 6), (11, 6), (3, 4), (3, 9)])
def test_a_vote_needs_a_budget_and_carries_five_to_eight_forward(
    week: Workspace, dots: int, places: int
) -> None:
    with pytest.raises(RuleViolation):
        week.execute(OpenBoardVote(dots, places=places))


# The tree -------------------------------------------------------------------------------------------


def grown(week: Workspace) -> None:
    for number in range(3):
        level = Level.STRUCTURAL if number == 0 else Level.PROXIMATE
        week.execute(AddTreeNode(TREE, TreeNodeContent(
            uuid4(), None, ROOT, f"Cause number {number}", Dimension.SOCIAL, level)))  # fmt: skip
    for number in range(2):
        week.execute(AddTreeNode(TREE, TreeNodeContent(
            uuid4(), None, EFFECT, f"Effect number {number}", Dimension.SOCIAL)))  # fmt: skip


def test_a_tree_is_shared_only_when_it_keeps_the_musts_and_stays_so(week: Workspace) -> None:
    with refused("tree-few-roots"):
        week.execute(EditConflictTree(TREE, {"status": "shared"}))
    grown(week)
    week.execute(EditConflictTree(TREE, {"status": "shared"}))
    first = tree(week).nodes[0]
    with refused("tree-few-roots"):
        week.execute(DeleteTreeNode(first.id))
    with refused("tree-no-structural"):
        week.execute(EditTreeNode(first.id, {"level": "proximate"}))
    assert tree(week).nodes[0] == first


def test_a_missing_solution_is_no_core_problem(week: Workspace) -> None:
    for text in ("Lack of trust between two villages", "No court within a day's journey"):
        with refused("tree-missing-solution"):
            week.execute(EditConflictTree(TREE, {"core_problem": text}))
    week.execute(EditConflictTree(TREE, {"core_problem": "Nobody dares to cross the bridge"}))


def test_roots_sent_to_the_board_are_sent_once(week: Workspace) -> None:
    grown(week)
    week.execute(SendRootsToBoard(TREE))
    week.execute(SendRootsToBoard(TREE))
    assert sorted(c.text for c in cards(week)) == [f"Cause number {n}" for n in range(3)]
    assert all(c.groups == ("A",) for c in cards(week))


ACTS = ("add", "add", "add", "edit", "move", "move", "delete", "feed", "status", "trunk", "undo")


def random_command(dice: random.Random, row: ConflictTreeRow, act: str) -> Command | None:
    """Any command, sensible or not: nodes of either side, loops, wrong levels, empty texts."""
    ids = [node.id for node in row.nodes] or [uuid4()]
    text = dice.choice(["", "Short", "A cause of some length", "x" * 141, "One and another"])
    level = dice.choice([None, *Level])
    match act:
        case "add":
            kind, parent = dice.choice([ROOT, EFFECT]), dice.choice([None, None, *ids])
            wanted = level if dice.random() < 0.2 else Level.STRUCTURAL if kind is ROOT else None
            return AddTreeNode(TREE, TreeNodeContent(
                uuid4(), parent, kind, text or "Some other cause", dice.choice([*Dimension]), wanted))  # fmt: skip
        case "edit":
            change = dice.choice(
                [{"text": text}, {"level": level}, {"evidence": ["x"] * dice.randint(0, 7)}]
            )
            return EditTreeNode(dice.choice(ids), change)
        case "move":
            return MoveTreeNode(
                dice.choice(ids), dice.choice([None, *ids]), dice.choice([None, *ids])
            )
        case "delete":
            return DeleteTreeNode(dice.choice(ids))
        case "feed":
            return PutFeedback(dice.choice(ids), dice.choice(ids), there=dice.random() < 0.7)
        case "status":
            return EditConflictTree(TREE, {"status": dice.choice([*SheetStatus])})
        case "trunk":
            return EditConflictTree(
                TREE, {"core_problem": dice.choice(["Lack of wells and water", "Short", text * 8])}
            )
        case _:
            return None


def assert_rules(row: ConflictTreeRow) -> None:
    nodes = {node.id: node for node in row.nodes}
    assert 15 <= len(row.core_problem) <= 140
    assert not row.core_problem.lower().startswith(("lack of", "no "))
    for node in row.nodes:
        assert 5 <= len(node.text) <= 140
        assert (node.level is not None) == (node.kind is ROOT)
        assert len(node.evidence) <= 5
        seen, step = set(), node
        while step.parent_id is not None:
            assert step.id not in seen, "a circle"
            seen.add(step.id)
            step = nodes[step.parent_id]
            assert step.kind is node.kind
    for effect, root in row.feedback:
        assert (nodes[effect].kind, nodes[root].kind) == (EFFECT, ROOT)
    assert len(set(row.feedback)) == len(row.feedback)
    if row.head.status is not SheetStatus.DRAFT:
        assert not musts(row.core_problem, row.rule_nodes)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000))
def test_tree_rules_hold_under_any_sequence_of_commands(week: Workspace, seed: int) -> None:
    dice = random.Random(seed)
    refused = done = 0
    for act in dice.choices(ACTS, k=60):
        command = random_command(dice, tree(week), act)
        try:
            if command is not None:
                week.execute(command)
            elif week.can_undo:
                week.undo()
            done += 1
        except RuleViolation:
            refused += 1
        if week.query(root_causes).trees:
            assert_rules(tree(week))
        else:  # the beginning of the tree itself was undone
            week.redo()
    assert done
    assert refused


# Sheets ---------------------------------------------------------------------------------------------


def test_the_last_two_whys_go_to_the_tree_with_the_deeper_one_below(week: Workspace) -> None:
    sheet = AddSheet(GROUP, SheetTool.FIVE_WHYS, "Why?")
    week.execute(sheet)
    above, steps = (
        None,
        ["Fields burn", "Papers differ", "The register is wrong", "Nobody came to see"],
    )
    for number, text in enumerate(steps):
        entry = PutSheetEntry(sheet.sheet_id, "why" if number else "chain", text, {}, above)
        week.execute(entry)
        above = entry.entry_id
    assert above is not None
    week.execute(SendWhysToTree(above, TREE))
    upper, deeper = tree(week).nodes
    assert (upper.text, upper.parent_id, upper.level) == (
        "The register is wrong",
        None,
        Level.PROXIMATE,
    )
    assert (deeper.text, deeper.parent_id, deeper.level) == (
        "Nobody came to see", upper.id, Level.STRUCTURAL)  # fmt: skip


@pytest.mark.parametrize(("tool", "kind", "values", "code"), [
    (SheetTool.ONION, "position", {}, "sheet-parent"),
    (SheetTool.ONION, "nothing", {}, "value-not-allowed"),
    (SheetTool.STAKEHOLDERS, "actor", {"power": "9"}, "value-not-allowed"),
    (SheetTool.STAKEHOLDERS, "link", {}, "sheet-parent"),
    (SheetTool.TIMELINE, "event", {"date": "yesterday"}, "sheet-date"),
    (SheetTool.CONNECTORS, "item", {"how": ""}, "text-empty"),
])  # fmt: skip
def test_a_sheet_refuses_what_its_tool_does_not_know(
    week: Workspace, tool: SheetTool, kind: str, values: dict[str, str], code: str
) -> None:
    sheet = AddSheet(GROUP, tool, "A sheet")
    week.execute(sheet)
    with refused(code):
        week.execute(PutSheetEntry(sheet.sheet_id, kind, "Something", values))


def test_a_party_has_five_items_of_a_layer_at_most_and_goes_with_them(week: Workspace) -> None:
    sheet = AddSheet(GROUP, SheetTool.ONION, "Onion")
    party = PutSheetEntry(sheet.sheet_id, "party", "Hill villages")
    week.execute(sheet)
    week.execute(party)
    for number in range(5):
        week.execute(PutSheetEntry(sheet.sheet_id, "need", f"Need {number}", {}, party.entry_id))
    with refused("sheet-too-many"):
        week.execute(PutSheetEntry(sheet.sheet_id, "need", "One more", {}, party.entry_id))
    week.execute(DeleteSheetEntry(party.entry_id))
    assert week.query(sheets)[0].entries == ()
