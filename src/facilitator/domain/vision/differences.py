"""Word by word: what changed between two texts, as steps that make the new one out of the old one.

Also where each word came from, and how two changes of one text go together. Knows no states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from facilitator.support.segments import words


class Change(StrEnum):
    """What happened to some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Step:
    """Some words and what happened to them."""

    change: Change
    text: str


Steps = tuple[Step, ...]
Sources = tuple[tuple[int, int], ...]
"""Where a text's words came from: runs of (characters, number of the amendment; 0 = drafting team)."""
_Edit = tuple[int, int, tuple[str, ...]]
_NEIGHBOURS = 2
"""A word and the space beside it."""


def _edits(old: Sequence[str], new: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i1, i2, tuple(new[j1:j2]))
            for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal"]  # fmt: skip


def differences(old: str, new: str) -> Steps:
    """The steps from the old text to the new one, in order, neighbours of one kind joined."""
    before = words(old)
    steps: list[Step] = []
    place = 0
    for start, stop, put in _edits(before, words(new)):
        steps += _step(Change.KEPT, before[place:start])
        steps += _step(Change.REMOVED, before[start:stop])
        steps += _step(Change.ADDED, put)
        place = stop
    return (*steps, *_step(Change.KEPT, before[place:]))


def _step(change: Change, parts: Sequence[str]) -> list[Step]:
    return [Step(change, "".join(parts))] if parts else []


def applied(old: str, steps: Steps) -> str:
    """The new text, made by doing the steps on the old one; ValueError where they do not fit it."""
    if "".join(step.text for step in steps if step.change is not Change.ADDED) != old:
        raise ValueError("the steps belong to another text")
    return "".join(step.text for step in steps if step.change is not Change.REMOVED)


def amount(old: str, new: str) -> int:
    """How many words were added or taken away; spaces and signs do not count."""
    return sum(
        1 for step in differences(old, new) if step.change is not Change.KEPT
        for word in words(step.text) if word[0].isalnum()
    )  # fmt: skip


# --- where words came from ------------------------------------------------------------------------


def sources_of(text: str, source: int = 0) -> Sources:
    """All words from one source."""
    return ((len(text), source),) if text else ()


def carried(sources: Sources, old: str, new: str, source: int) -> Sources:
    """Sources of the new text: kept words keep theirs, added ones come from `source`."""
    known = [number for length, number in sources for _ in range(length)]
    known += [0] * (len(old) - len(known))
    place, found = 0, list[int]()
    for step in differences(old, new):
        length = len(step.text)
        if step.change is Change.ADDED:
            found += [source] * length
            continue
        if step.change is Change.KEPT:
            found += known[place : place + length]
        place += length
    return _runs(found)


def _runs(numbers: Sequence[int]) -> Sources:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0] + 1, number)
        else:
            runs.append((1, number))
    return tuple(runs)


# --- two changes of one text ----------------------------------------------------------------------


def merged(base: str, one: str, other: str) -> str | None:
    """Both changes of `base` in one text; None where they change the same words."""
    if one in (base, other):
        return other
    if other == base:
        return one
    parts = words(base)
    first, second = _edits(parts, words(one)), _edits(parts, words(other))
    if any(_touch(a, b) for a in first for b in second):
        return None
    found, place = list[str](), 0
    for start, stop, put in sorted({*first, *second}, key=lambda edit: edit[:2]):
        found += [*parts[place:start], *put]
        place = stop
    return "".join([*found, *parts[place:]])


def _touch(a: _Edit, b: _Edit) -> bool:
    """Whether two edits meet: they share words, or change words that stand side by side.

    Neighbours count: two changes within one phrase seldom make sense together.
    """
    return a != b and a[0] < b[1] + _NEIGHBOURS and b[0] < a[1] + _NEIGHBOURS


# --- whole texts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph of the new text or one that went; `moved` where it changed its place."""

    key: str
    steps: Steps
    is_new: bool = False
    is_gone: bool = False
    moved: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything happened to the paragraph."""
        return self.moved or any(step.change is not Change.KEPT for step in self.steps)


Keyed = Sequence[tuple[str, str]]
"""Paragraphs in order: key and text."""


def text_differences(old: Keyed, new: Keyed) -> tuple[ParagraphChange, ...]:
    """Changes in the order of the new text; what went stands where it stood."""
    before, after = dict(old), dict(new)
    stays = _stay_in_order([key for key, _ in old if key in after],
                           [key for key, _ in new if key in before])  # fmt: skip
    found = [
        ParagraphChange(key, differences(before.get(key, ""), text), is_new=key not in before,
                        moved=key in before and key not in stays)
        for key, text in new
    ]  # fmt: skip
    previous = ""
    for key, text in old:
        if key not in after:
            gone = ParagraphChange(key, differences(text, ""), is_gone=True)
            place = next((n for n, change in enumerate(found, 1) if change.key == previous), 0)
            found.insert(place, gone)
        previous = key
    return tuple(found)


def _stay_in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in old[block.a : block.a + block.size]}


def changes_applied(old: Keyed, changes: Sequence[ParagraphChange]) -> list[tuple[str, str]]:
    """The new text, made by doing the changes on the old one."""
    before = dict(old)
    return [(c.key, applied(before.get(c.key, ""), c.steps)) for c in changes if not c.is_gone]
