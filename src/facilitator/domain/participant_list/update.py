"""What a newer list changes on a person, and what it must leave because somebody edited it by hand.

Three values are compared for each field: what the list said last time, what stands now, and what
the list says today. Only then can a hand edit be told from a change in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.participant_list.values import stored


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; `by_hand` where what stands now was not the list's."""

    field: str
    before: Any
    after: Any
    by_hand: bool


def changes(
    listed: Mapping[str, str], now: Mapping[str, Any], wanted: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """The fields that a newer list would change.

    `listed` is what the list said last time, `now` the person's values, `wanted` today's list. An
    empty cell never clears a field. A field that the list says as before is left, whatever stands.
    """
    found = []
    for field, value in wanted.items():
        text = stored(value)
        if text in _EMPTY or value == now[field] or listed.get(field) == text:
            continue
        mine = stored(now[field])
        by_hand = mine not in _EMPTY and listed.get(field) != mine
        found.append(FieldChange(field, now[field], value, by_hand))
    return tuple(found)


_EMPTY = frozenset({"", "not_stated"})
