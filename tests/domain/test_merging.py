"""Merging a group's work: any order, any number of times, and no sentence is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.merging import (
    THERE,
    Contest,
    State,
    Work,
    chosen,
    contests,
    differences,
    joined,
    recorded,
    shown,
)

PARENTS = {"cause": (("case_id", "case"),), "measure": (("cause_id", "cause"),)}
CASE, CAUSE = ("case", "1"), ("cause", "1")


def work_of(records: dict[Any, Any], who: str = "p0") -> Work:
    return recorded(Work(), records, PARENTS, who)


BASE = work_of({CASE: {"title": "old"}, CAUSE: {"case_id": "1", "text": "why"}})


def typed(work: Work, place: Any, name: str, value: Any, who: str) -> Work:
    records = shown(work, PARENTS, who)
    records[place] = {**records.get(place, {}), name: value}
    return recorded(work, records, PARENTS, who, who)


def without(work: Work, place: Any, who: str) -> Work:
    records = {p: f for p, f in shown(work, PARENTS, who).items() if p != place}
    return recorded(work, records, PARENTS, who, who)


def test_a_change_on_one_side_is_taken() -> None:
    theirs = typed(BASE, CASE, "title", "new", "a")
    assert shown(joined(BASE, theirs), PARENTS)[CASE] == {"title": "new"}
    assert contests(joined(BASE, theirs), PARENTS) == []


def test_a_text_changed_on_both_sides_keeps_both_until_somebody_chooses() -> None:
    both = joined(
        typed(BASE, CASE, "title", "longer one", "a"), typed(BASE, CASE, "title", "two", "b")
    )
    assert contests(both, PARENTS) == [Contest(CASE, "title", ("longer one", "two"))]
    decided = chosen(both, CASE, "title", "two", "p1")
    assert contests(decided, PARENTS) == []
    again = joined(decided, typed(BASE, CASE, "title", "longer one", "a"))
    assert shown(again, PARENTS)[CASE]["title"] == "two"


def test_typing_in_a_contested_field_keeps_the_other_text() -> None:
    both = joined(
        typed(BASE, CASE, "title", "longer one", "a"), typed(BASE, CASE, "title", "two", "b")
    )
    on = typed(both, CASE, "title", "x", "p1")
    assert contests(on, PARENTS) == [Contest(CASE, "title", ("x", "two"))]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    both = joined(typed(BASE, CASE, "title", "new", "a"), typed(BASE, CASE, "title", "new", "b"))
    assert contests(both, PARENTS) == []


def test_what_was_deleted_here_and_changed_there_comes_back_to_be_decided() -> None:
    both = joined(without(BASE, CAUSE, "a"), typed(BASE, CAUSE, "text", "because", "b"))
    assert shown(both, PARENTS)[CAUSE] == {"case_id": "1", "text": "because"}
    assert contests(both, PARENTS) == [Contest(CAUSE, THERE, (True, False))]
    gone = without(both, CAUSE, "p1")
    assert CAUSE not in shown(gone, PARENTS)


def test_a_deletion_alone_is_a_deletion() -> None:
    assert CAUSE not in shown(joined(BASE, without(BASE, CAUSE, "a")), PARENTS)


def test_what_holds_a_new_record_is_not_deleted() -> None:
    deleted = without(without(BASE, CAUSE, "a"), CASE, "a")
    added = recorded(
        BASE,
        {**shown(BASE, PARENTS), ("measure", "9"): {"cause_id": "1", "text": "m"}},
        PARENTS,
        "b",
    )
    both = shown(joined(deleted, added), PARENTS)
    assert both[("measure", "9")]["text"] == "m"
    assert CAUSE in both
    assert CASE in both


def test_an_older_file_after_a_newer_one_takes_nothing_back() -> None:
    first = typed(BASE, CASE, "title", "one", "a")
    second = typed(first, CASE, "title", "two", "a")
    assert joined(joined(BASE, second), first) == joined(BASE, second)


def test_a_copy_of_a_copy_that_did_not_touch_a_field_does_not_compete() -> None:
    started = typed(BASE, CASE, "title", "from the first hour", "a")
    one = typed(started, CASE, "title", "changed by one", "b")
    other = typed(started, CAUSE, "text", "changed by the other", "c")
    both = joined(joined(BASE, one), other)  # the file of the first hour was never handed in
    assert shown(both, PARENTS)[CASE]["title"] == "changed by one"
    assert contests(both, PARENTS) == []


def test_the_preview_says_what_each_record_becomes() -> None:
    ours = typed(BASE, CASE, "title", "ours", "p1")
    theirs = typed(typed(BASE, CASE, "title", "theirs", "a"), ("case", "2"), "title", "added", "a")
    rows = {d.place: d for d in differences(ours, joined(ours, theirs), PARENTS)}
    assert rows[CASE].state is State.CONFLICT
    assert rows[CASE].fields[0].others == ("theirs",)
    assert rows[CAUSE].state is State.SAME
    assert rows["case", "2"].state is State.NEW
    again = joined(ours, theirs)
    assert {d.state for d in differences(again, joined(again, theirs), PARENTS)} == {State.SAME}


# Properties -----------------------------------------------------------------------------------


@dataclass
class Copy:
    """A laptop's copy, and the sentences it has seen replaced or deleted by its own group."""

    work: Work
    who: str
    replaced: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)


def everything_in(work: Work) -> set[str]:
    """Every sentence that is shown or kept beside what is shown."""
    there = shown(work, PARENTS)
    return {str(value) for place in there for live in work.fields[place].values()
            for value in live.values()}  # fmt: skip


def act(copy: Copy, dice: random.Random, sentences: Iterator[int]) -> None:
    """One thing that a member does: type into a field, add a record, or delete one."""
    records = {place: dict(fields) for place, fields in shown(copy.work, PARENTS, copy.who).items()}
    what = dice.random()
    sentence = f"sentence {next(sentences)}" + "." * dice.randrange(4)
    cases = [place for place in records if place[0] == "case"]
    texts = [place for place in records if place[0] != "case"]
    if what < 0.5 and records:
        place = dice.choice(sorted(records))
        name = "title" if place[0] == "case" else "text"
        copy.replaced.add(str(records[place].get(name)))
        records[place][name] = sentence
        copy.typed.add(sentence)
    elif what < 0.8 or not texts:
        holder = dice.choice(sorted(cases)) if cases else ("case", "1")
        records.setdefault(holder, {"title": "again"})
        records["cause", f"{copy.who}-{next(sentences)}"] = {"case_id": holder[1], "text": sentence}
        copy.typed.add(sentence)
    else:
        gone = dice.choice(sorted(texts))
        copy.replaced |= {str(v) for live in copy.work.fields[gone].values() for v in live.values()}
        del records[gone]
    copy.work = recorded(copy.work, records, PARENTS, copy.who, copy.who)


def week(dice: random.Random) -> tuple[Copy, list[Copy]]:
    """A programme and up to five files worked on apart, some of them copies of copies."""
    sentences = count()
    programme = Copy(BASE, "p1")
    for _ in range(dice.randrange(3)):
        act(programme, dice, sentences)
    handed_out = Copy(programme.work, "a")
    files: list[Copy] = []
    for number in range(dice.randrange(1, 5)):
        start = dice.choice([handed_out, *files])
        copy = Copy(start.work, f"g{number}")
        for _ in range(dice.randrange(5)):
            act(copy, dice, sentences)
        files.append(copy)
    programme.who = "p2"
    for _ in range(dice.randrange(3)):
        act(programme, dice, sentences)
    return programme, files


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_files_in_any_order_and_any_number_of_times_give_the_same(seed: int) -> None:
    dice = random.Random(seed)
    programme, files = week(dice)
    results = []
    for _ in range(3):
        order = files * dice.randrange(1, 3)
        dice.shuffle(order)
        work = programme.work
        for copy in [*order, *files]:
            work = joined(work, copy.work)
            assert joined(work, copy.work) == work
        results.append((work, shown(work, PARENTS), contests(work, PARENTS)))
    assert all(result == results[0] for result in results)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_no_sentence_is_lost_that_its_own_side_did_not_replace(seed: int) -> None:
    dice = random.Random(seed)
    programme, files = week(dice)
    work = programme.work
    for copy in dice.sample(files, len(files)):
        work = joined(work, copy.work)
    everybody = [programme, *files]
    written = set().union(*(copy.typed for copy in everybody))
    replaced = set().union(*(copy.replaced for copy in everybody))
    assert written - replaced <= everything_in(work)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_joining_does_not_depend_on_how_copies_are_bracketed(seed: int) -> None:
    programme, files = week(random.Random(seed))
    a, b, c = programme.work, files[0].work, files[-1].work
    assert joined(joined(a, b), c) == joined(a, joined(b, c))
    assert joined(a, b) == joined(b, a)


@pytest.mark.parametrize("seed", range(20))
def test_handing_out_again_between_files_loses_nothing(seed: int) -> None:
    """The realistic week: give, take, type on both sides, give again, take twice."""
    dice = random.Random(seed)
    sentences = count()
    programme, laptop = Copy(BASE, "p1"), Copy(BASE, "a1")
    for round_ in range(4):
        act(programme, dice, sentences)
        act(laptop, dice, sentences)
        programme.work = joined(programme.work, laptop.work)
        before = programme.work
        programme.work = joined(programme.work, laptop.work)
        assert programme.work == before
        if round_ % 2:
            laptop.work = programme.work
    programme.work = joined(programme.work, laptop.work)
    written = programme.typed | laptop.typed
    assert written - programme.replaced - laptop.replaced <= everything_in(programme.work)
