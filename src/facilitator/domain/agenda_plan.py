"""What the checks of an agenda look at, and what they answer with. Plain data, no rule."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from facilitator.domain.agenda import ItemType, Reason, counts_as_learning
from facilitator.domain.agenda_moves import Movable

INPUTS = frozenset({ItemType.INPUT, ItemType.BRIEFING, ItemType.RESOURCE_TALK})
"""Types in which people mostly listen to one speaker (methods 7.1: "input-type")."""


class Check(StrEnum):
    """What was looked at."""

    CLASH = "clash"
    PERSON_AWAY = "person-away"
    OUTSIDE_DAY = "outside-day"
    OVERRUN = "overrun"
    LONG_BLOCK = "long-block"
    LONG_TALK = "long-talk"
    NO_MORNING_BREAK = "no-morning-break"
    NO_AFTERNOON_BREAK = "no-afternoon-break"
    SHORT_BREAK = "short-break"
    NO_LUNCH = "no-lunch"
    SHORT_LUNCH = "short-lunch"
    FRIDAY_LUNCH = "friday-lunch"
    MUCH_LEARNING = "much-learning"
    MUCH_INPUT_DAY = "much-input-day"
    MUCH_INPUT_WEEK = "much-input-week"
    TALK_AFTER_LUNCH = "talk-after-lunch"
    TWO_INPUTS = "two-inputs"
    LONG_LISTENING = "long-listening"
    LONG_WORK = "long-work"
    NO_RECAP = "no-recap"
    LONG_RECAP = "long-recap"
    NO_REFLECTION = "no-reflection"
    LONG_REFLECTION = "long-reflection"
    NO_BUFFER = "no-buffer"
    NO_DEBRIEF = "no-debrief"
    EVALUATION_AFTER_CLOSING = "evaluation-after-closing"
    NO_OBJECTIVE = "no-objective"
    NO_OWNER = "no-owner"
    NO_MATERIALS = "no-materials"
    SENSITIVE = "sensitive"
    OBJECTIVES_NUMBER = "objectives-number"
    OBJECTIVE_UNTIED = "objective-untied"
    OBJECTIVE_VERB = "objective-verb"


MUST = frozenset({Check.CLASH, Check.PERSON_AWAY, Check.OUTSIDE_DAY, Check.OVERRUN})
"""Faults of the plan; they are put right or stay on the list."""


class FixKind(StrEnum):
    """What pressing a fix does; `number` is minutes or a minute of the day."""

    MOVE = "move"
    LENGTH = "length"
    OPEN = "open"
    ADD = "add"
    CLOSE_GAPS = "close-gaps"
    RELEASE = "release"
    SWAP = "swap"
    SPLIT = "split"
    OBJECTIVES = "objectives"


@dataclass(frozen=True, slots=True)
class Fix:
    """One way out: of an item (or of a day, to add `type` at `start`)."""

    kind: FixKind
    item_id: Hashable = None
    number: int = 0
    field: str = ""
    """For OPEN: the field to put right."""
    day_id: Hashable = None
    start: int = 0
    type: ItemType | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `facts` fill its sentence."""

    check: Check
    item_ids: tuple[Hashable, ...] = ()
    day_id: Hashable = None
    facts: tuple[tuple[str, object], ...] = ()
    fixes: tuple[Fix, ...] = ()
    reasons: frozenset[Reason] = field(default_factory=frozenset)
    of_day: bool = False
    """Whether it is about the day and names its items as examples only."""

    @property
    def key(self) -> str:
        """The same for the same finding tomorrow: by it, a dismissal is kept."""
        if self.of_day:
            return f"{self.check.value}/{self.day_id}"
        about = self.item_ids[:2] or ((self.day_id,) if self.day_id is not None else ())
        return "/".join([self.check.value, *(str(part) for part in about)])

    @property
    def is_must(self) -> bool:
        """Whether it is a fault and no advice."""
        return self.check in MUST


class Planned(Movable, Protocol):
    """An agenda item with all that the checks look at."""

    @property
    def title(self) -> str: ...
    @property
    def floor(self) -> int: ...
    @property
    def objective(self) -> str: ...
    @property
    def objective_id(self) -> Hashable | None: ...
    @property
    def materials(self) -> str: ...
    @property
    def sensitive(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day with its items in order of time."""

    id: Hashable
    date: date
    items: tuple[Planned, ...]

    @property
    def learning(self) -> int:
        """Learning minutes; what runs at the same time counts once for each."""
        return sum(item.minutes for item in self.items if counts_as_learning(item.type))

    @property
    def input(self) -> int:
        """Minutes of the input type."""
        return sum(item.minutes for item in self.items if item.type in INPUTS)


@dataclass(frozen=True, slots=True)
class Presence:
    """From when until when a person is there; None is open."""

    name: str
    from_day: date | None = None
    until_day: date | None = None

    def misses(self, day: date) -> bool:
        """Whether the person is not there on the day."""
        too_early = self.from_day is not None and day < self.from_day
        return too_early or (self.until_day is not None and day > self.until_day)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the checks look at. `people` by key; `objectives` are (key, text) in their order."""

    days: tuple[PlannedDay, ...]
    people: dict[Hashable, Presence] = field(default_factory=dict)
    objectives: tuple[tuple[Hashable, str], ...] = ()
    begins: int = 8 * 60
    ends: int = 18 * 60

    @property
    def items(self) -> list[Planned]:
        """The items of all days."""
        return [item for day in self.days for item in day.items]
