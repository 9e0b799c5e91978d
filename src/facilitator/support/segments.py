"""Words, and the places where a line may end, also where no space stands between words.

Lao, Thai, Khmer and Burmese are written without spaces; ICU's dictionaries know their words. ICU is
loaded only when such text turns up. Nothing here knows what the text is for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

SOFT_BREAK = "\N{ZERO WIDTH SPACE}"
_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_HAS_DENSE = re.compile(f"[{_DENSE}]")
_TOKEN = re.compile(rf"\s+|[{_DENSE}]+|[^\W{_DENSE}]+(?:['’\-][^\W{_DENSE}]+)*|.", re.DOTALL)


def is_dense(text: str) -> bool:
    """Whether the text holds a script that puts no spaces between words."""
    return _HAS_DENSE.search(text) is not None


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """The text in words, spaces and signs; joined they are the text again."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += _icu_pieces(token, "word") if is_dense(token) else [token]
    return tuple(found)


def word_count(text: str) -> int:
    """How many words there are; spaces and signs do not count."""
    return sum(1 for word in words(text) if word[0].isalnum())


@lru_cache(maxsize=512)
def line_pieces(text: str) -> tuple[str, ...]:
    """The text in pieces after each of which a line may end; joined they are the text again.

    Text of scripts with spaces between words stays whole: its spaces are left to the caller.
    """
    return tuple(_icu_pieces(text, "line")) if is_dense(text) else (text,)


def with_soft_breaks(text: str) -> str:
    """The text with a zero-width space at each place where only ICU knows that a line may end."""
    if not is_dense(text):
        return text
    pieces = line_pieces(without_soft_breaks(text))
    return "".join(
        piece if number == len(pieces) or piece[-1].isspace() else piece + SOFT_BREAK
        for number, piece in enumerate(pieces, 1)
    )


def without_soft_breaks(text: str) -> str:
    """The text without zero-width spaces."""
    return text.replace(SOFT_BREAK, "")


def _icu_pieces(text: str, kind: str) -> list[str]:
    ends = _icu_ends(text, kind)
    return [text[start:stop] for start, stop in pairwise([0, *ends])]


def _icu_ends(text: str, kind: str) -> list[int]:
    """Where pieces end, counted in characters; ICU itself counts in UTF-16 units."""
    import icu

    makers: dict[str, Any] = {"word": icu.BreakIterator.createWordInstance,
                              "line": icu.BreakIterator.createLineInstance}  # fmt: skip
    iterator = makers[kind](icu.Locale.getRoot())
    iterator.setText(text)
    wide = [n for n, char in enumerate(text) if ord(char) > 0xFFFF]
    ends = list(iterator)
    if not wide:
        return ends
    place_of, units = {}, 0
    for number, char in enumerate(text, 1):
        units += 2 if ord(char) > 0xFFFF else 1
        place_of[units] = number
    return [place_of[end] for end in ends]
