"""The colours of documents: the light theme's, so that paper and window look alike.

Documents are printed, so they never use the dark or the high-contrast theme.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor

from facilitator.domain.agenda import Category
from facilitator.support.resources import resource

WHITE = HexColor("#FFFFFF")


@dataclass(frozen=True, slots=True)
class CategoryColours:
    """Colours of one family of agenda items."""

    fill: Color
    bar: Color
    text: Color
    sub: Color


@cache
def _theme() -> dict[str, Any]:
    return tomllib.loads(resource("themes", "light.toml").read_text("utf-8"))


@cache
def colour(token: str) -> Color:
    """The colour of a design token, such as `accent` or `text2`."""
    return HexColor(_theme()["tokens"][token])


@cache
def of_category(category: Category) -> CategoryColours:
    """The colours of a family of agenda items."""
    values = _theme()["categories"][category.value]
    return CategoryColours(
        *(HexColor(values[name]) for name in ("fill", "bar", "text", "sub"))
    )  # fmt: skip


def mixed(first: Color, second: Color, share: float) -> Color:
    """`share` (0 to 1) of the second colour laid into the first; opaque, as printers like it."""
    pairs = zip(first.rgb(), second.rgb(), strict=True)
    return Color(*(a + (b - a) * share for a, b in pairs))
