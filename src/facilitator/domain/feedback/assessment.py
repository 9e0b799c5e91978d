"""An assessment with a name on it, for the certificate (methods 5.2): a knowledge check or a rubric.

It is another thing than feedback: anonymous forms never come here, and never are a condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import Form, Item, ItemKind
from facilitator.domain.feedback.measures import rounded


def points_of(item: Item) -> int:
    """The most points that an item gives: 1 for a right answer, the highest mark of a rubric's line,
    0 for what is not assessed."""
    if item.kind is ItemKind.KNOWLEDGE:
        return 1
    names = [option.name for option in item.options]
    if item.kind is ItemKind.CHOICE and names and all(name.isdecimal() for name in names):
        return max(map(int, names))
    return 0


def test_of(form: Form) -> Form:
    """The assessed items of a form alone, without code and group: it is answered by name."""
    items = tuple(replace(item, relevant="") for item in form.items if points_of(item))
    return replace(form, items=items, with_code=False, dimension=Dimension.NONE)


def percent_reached(form: Form, answers: Mapping[str, Any]) -> int:
    """Points reached of all there are, in whole per cent; what is not answered gives none."""
    most = sum(points_of(item) for item in form.items)
    return rounded(100 * sum(_points(item, answers.get(item.name)) for item in form.items) / most)


def _points(item: Item, answer: Any) -> int:
    if item.kind is ItemKind.KNOWLEDGE:
        return int(answer == item.right)
    return int(answer) if points_of(item) and str(answer or "").isdecimal() else 0
