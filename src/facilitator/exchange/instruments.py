"""The forms that ship with the app, from resources/instruments; the editor changes copies of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from facilitator.domain.feedback.forms import Form, from_plain
from facilitator.exchange.templates import read_toml
from facilitator.support.resources import resource


@dataclass(frozen=True, slots=True)
class Instrument:
    """A form of ours; `key` is the name of its file."""

    key: str
    form: Form


ORDER = ("daily-pulse", "end-of-programme", "before-programme", "after-programme", "follow-up",
         "observer-rubric")  # fmt: skip


@cache
def instruments() -> tuple[Instrument, ...]:
    """All of them, in the order of the week."""
    folder = resource("instruments")
    return tuple(Instrument(key, from_plain(read_toml(folder / f"{key}.toml"))) for key in ORDER)
