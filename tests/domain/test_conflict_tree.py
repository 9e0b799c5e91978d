"""The tree's rules and its layout, the rules of dot votes, and of the sheets."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain import conflict_tree as rules
from facilitator.domain.analysis_sheets import TOOLS, Entry, SheetTool, findings, spec_of
from facilitator.domain.dot_vote import (
    Tally,
    VoteRules,
    carried_forward,
    check_ballot,
    counted,
    default_dots,
)  # fmt: skip
from facilitator.domain.root_causes import Dimension, Level, NodeKind
from facilitator.domain.tree_layout import Leaf, place
from facilitator.support.errors import RuleViolation


def root(number: int, text: str = "A cause of something", **changes: object) -> rules.Node:
    values = {"parent_id": None, "kind": NodeKind.ROOT, "dimension": list(Dimension)[number % 6],
              "level": Level.STRUCTURAL, **changes}  # fmt: skip
    return rules.Node(UUID(int=number + 1), text=text, **values)  # type: ignore[arg-type]


def effect(number: int) -> rules.Node:
    return root(number, kind=NodeKind.EFFECT, level=None)


# Wording ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "Lack of trust among neighbours", "No court in the district", "The absence of a land law",
    "There is no common radio channel", "Missing maps of the boundary", "Insufficient wells",
])  # fmt: skip
def test_a_missing_solution_is_seen(text: str) -> None:
    assert rules.is_missing_solution(text)


@pytest.mark.parametrize("text", [
    "Nobody crosses the bridge after dark", "Northern villages burn fields", "Notices are torn down",
    "Courts lack judges whom both sides trust", "Two coasts issue permits for the same waters",
])  # fmt: skip
def test_a_problem_that_says_what_is_wrong_is_not_taken_for_one(text: str) -> None:
    assert not rules.is_missing_solution(text)


@pytest.mark.parametrize(("text", "seen"), [
    ("President Name refuses to sign", True), ("Gen. staff posts stand empty", False),
    ("Dr. Someone writes the history", True), ("The president's office decides alone", False),
    ("They are called vermin on the radio", True), ("Ministers change each spring", False),
])  # fmt: skip
def test_names_and_insults_are_reminded_of(text: str, seen: bool) -> None:
    assert rules.names_or_insults(text) is seen


# The tree as a whole ------------------------------------------------------------------------------------


def test_each_should_is_told_once_and_only_where_it_is_broken() -> None:
    good = [root(1), root(2, parent_id=UUID(int=2)), root(3), effect(20), effect(21)]
    assert rules.shoulds(good, loops=0) == []
    flat = [root(1, dimension=Dimension.SOCIAL), root(2, "Wells dry and herds move",
                                                      dimension=Dimension.SOCIAL)]  # fmt: skip
    assert {f.code for f in rules.shoulds(flat, 0)} == {
        "tree-one-level", "tree-few-dimensions", "tree-two-ideas"}  # fmt: skip
    effects = [effect(n) for n in range(30, 33)]
    assert "tree-no-feedback" in {f.code for f in rules.shoulds([*good, *effects], 0)}
    assert "tree-no-feedback" not in {f.code for f in rules.shoulds([*good, *effects], 1)}
    crowd = [*good, *(root(n) for n in range(40, 63))]
    assert "tree-many-roots" in {f.code for f in rules.shoulds(crowd, 0)}


def test_every_finding_has_its_sentence() -> None:
    nodes = [root(1, "President Name; and others"), *(effect(n) for n in range(2, 20))]
    for finding in [*rules.musts("No water at all here", nodes), *rules.shoulds(nodes, 0)]:
        assert finding.code not in finding.sentence
        assert "{" not in finding.sentence


@pytest.mark.parametrize("tool", SheetTool)
def test_an_empty_sheet_says_what_is_missing_in_words(tool: SheetTool) -> None:
    for finding in findings(spec_of(tool), [], ""):
        assert "{" not in finding.sentence
        assert finding.code not in finding.sentence


def test_no_kind_of_entry_leads_to_what_is_not_there() -> None:
    for tool in TOOLS:
        kinds = {entry.kind for entry in tool.entries} | {""}
        for entry in tool.entries:
            assert set(entry.under) | set(entry.to) <= kinds
            assert all(field.choices or field.limit for field in entry.fields)


def test_a_layer_that_is_empty_is_named() -> None:
    party = Entry(UUID(int=1), "party", "Hill villages")
    said = [f.sentence for f in findings(spec_of(SheetTool.ONION), [party], "Ours")]
    assert "Hill villages has no need yet." in said


# Layout ---------------------------------------------------------------------------------------------------

TALL = 60.0


def tall(_key: UUID, _width: float) -> float:
    return TALL


@st.composite
def sides(draw: st.DrawFn) -> list[Leaf]:
    made: list[Leaf] = []
    for number in range(draw(st.integers(0, 45))):
        parents = [None, None, *(leaf.id for leaf in made)]
        made.append(Leaf(UUID(int=number + 1), draw(st.sampled_from(parents))))
    return made


@settings(max_examples=60, deadline=None)
@given(roots=sides(), effects=sides())
def test_no_card_lies_on_another_or_on_the_trunk(roots: list[Leaf], effects: list[Leaf]) -> None:
    moved = [Leaf(UUID(int=leaf.id.int + 1000), leaf.parent_id and UUID(int=leaf.parent_id.int + 1000))
             for leaf in effects]  # fmt: skip
    layout = place(roots, moved, 50, tall)
    boxes = [layout.trunk, *layout.boxes.values()]
    assert len(boxes) == len(roots) + len(effects) + 1
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (one.x + one.width <= other.x or other.x + other.width <= one.x
                     or one.y + one.height <= other.y or other.y + other.height <= one.y)  # fmt: skip
            assert apart
    assert all(layout.boxes[leaf.id].y > 0 for leaf in roots)
    assert all(layout.boxes[leaf.id].y < 0 for leaf in moved)


@settings(max_examples=60, deadline=None)
@given(roots=sides(), data=st.data())
def test_a_card_added_below_another_moves_no_column_and_no_band_above(
    roots: list[Leaf], data: st.DataObject
) -> None:
    if not any(leaf.parent_id for leaf in roots):
        return
    other = [Leaf(UUID(int=5000), None)]
    before = place(roots, other, 50, tall)
    deep = [leaf for leaf in roots if leaf.parent_id]
    parent = data.draw(st.sampled_from(deep)).id
    after = place([*roots, Leaf(UUID(int=9000), parent)], other, 50, tall)
    assert after.trunk == before.trunk
    assert after.boxes[UUID(int=5000)] == before.boxes[UUID(int=5000)]
    for leaf in roots:
        was, now = before.boxes[leaf.id], after.boxes[leaf.id]
        assert (now.x, now.depth) == (was.x, was.depth)
        assert now.y in (was.y, was.y + TALL + 12)


def test_a_card_added_to_the_trunk_moves_the_others_of_its_side_as_one_piece() -> None:
    roots = [Leaf(UUID(int=n), None) for n in range(1, 7)]
    before, after = (
        place(side, [], 50, tall) for side in (roots, [*roots, Leaf(UUID(int=99), None)])
    )
    shifts = {after.boxes[leaf.id].x - before.boxes[leaf.id].x for leaf in roots}
    assert len(shifts) == 1
    assert {after.boxes[leaf.id].y - before.boxes[leaf.id].y for leaf in roots} == {0.0}


def test_forty_cards_stay_on_a_sheet_that_can_be_read() -> None:
    roots = [Leaf(UUID(int=n), UUID(int=n - 1) if n % 3 else None) for n in range(1, 26)]
    effects = [Leaf(UUID(int=100 + n), None) for n in range(15)]
    left, top, right, bottom = place(roots, effects, 50, tall).bounds
    assert right - left < 1800
    assert bottom - top < 1300


# Dots -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("options", "dots"), [(1, 1), (2, 1), (10, 3), (11, 4), (20, 7), (60, 10)])
def test_a_person_gets_a_third_of_the_options(options: int, dots: int) -> None:
    assert default_dots(options) == dots


def test_a_ballot_keeps_to_its_budget() -> None:
    check_ballot({"a": 1, "b": 1}, VoteRules(2))
    for dots, limits in (({"a": 1, "b": 1, "c": 1}, VoteRules(2)), ({"a": 2}, VoteRules(2)),
                         ({"a": -1}, VoteRules(2))):  # fmt: skip
        with pytest.raises(RuleViolation):
            check_ballot(dots, limits)


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2)), max_size=30))
def test_counting_loses_no_dot_and_needs_no_order(ballots: list[dict[str, int]]) -> None:
    tallies = counted(ballots, "abcdef")
    assert tallies == counted(ballots[::-1], "abcdef")
    assert sum(t.dots for t in tallies.values()) == sum(sum(b.values()) for b in ballots)
    assert all(t.voters <= t.dots <= 2 * t.voters for t in tallies.values())


def test_ties_at_the_cut_are_all_kept_and_nothing_without_dots() -> None:
    ranked = [("a", Tally(9, 9)), ("b", Tally(5, 5)), ("c", Tally(5, 4)), ("d", Tally(0, 0))]
    assert carried_forward(ranked, 2) == ["a", "b", "c"]
    assert carried_forward(ranked, 8) == ["a", "b", "c"]
