"""The words of certificates in their own language, apart from the app's: months, dates, sentences.

They come from wording files that a speaker can correct. A corrected file in the folder `wording` of
the user's folder goes before the one that ships, text by text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from facilitator.domain.certificate_layout import LANGUAGES
from facilitator.domain.certificates import CertificateKind
from facilitator.support.paths import user_folder
from facilitator.support.resources import resource

_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    code: str
    words: dict[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The text of this key with its fields filled in; the values are data."""
        text = str(self.words[key])
        return _FIELD.sub(lambda found: str(values.get(found[1], "")), text)

    def heading(self, kind: CertificateKind) -> str:
        """The certificate's title."""
        return self.say(f"heading_{kind.value}")

    def month(self, day: date) -> str:
        """The month's name."""
        return str(self.words["months"][day.month - 1])

    def _year(self, day: date) -> int:
        return day.year + int(self.words.get("year_offset", 0))

    def day(self, day: date) -> str:
        """`4 November 2024`, as the language says it."""
        return self.say("date", day=day.day, month=self.month(day), year=self._year(day))

    def days(self, first: date, last: date) -> str:
        """`4 to 8 November 2024`, as the language says it."""
        if first >= last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return self.say("same_month", first_day=first.day, last_day=last.day,
                            month=self.month(first), year=self._year(first))  # fmt: skip
        if first.year == last.year:
            return self.say("same_year", first_day=first.day, first_month=self.month(first),
                            last_day=last.day, last_month=self.month(last),
                            year=self._year(first))  # fmt: skip
        return self.say("other", first=self.day(first), last=self.day(last))

    def hours(self, hours: float) -> str:
        """`30.9 hours of learning`; nothing where there are none."""
        rounded = round(hours, 1)
        if rounded <= 0:
            return ""
        shown = str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"
        return self.say("one_hour") if shown == "1" else self.say("hours", hours=shown)

    def listed(self, names: list[str]) -> str:
        """`A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        return self.say("and", most=", ".join(names[:-1]), last=names[-1])


@cache
def _shipped(code: str) -> dict[str, Any]:
    return tomllib.loads(
        resource("certificates", "wording", f"{code}.toml").read_text(encoding="utf-8")
    )


def _corrected(code: str) -> dict[str, Any]:
    path = user_folder() / "wording" / f"{code}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def wording(code: str) -> Wording:
    """The words of a language; English where it is not known."""
    code = code if code in LANGUAGES else "en"
    words = dict(_shipped(code))
    for key, value in _corrected(code).items():
        same = key in words and type(value) is type(words[key])
        if same and (not isinstance(value, list) or len(value) == len(words[key])):
            words[key] = value
    return Wording(code, words)


def languages() -> dict[str, str]:
    """The languages by code, each in its own name."""
    return {code: str(_shipped(code)["language"]) for code in LANGUAGES}
