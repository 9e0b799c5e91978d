"""Typing paper forms in: one key an answer, the next question comes by itself.

Digits answer by the number printed beside the box (letters from the tenth option on), 0 is "not
applicable" or "not stated", the space bar leaves a question open, Backspace goes back. Scales 0 to 10
take 0 to 9 and "x" for ten. Texts, numbers and codes end with Enter, and so do questions with several
choices. With double entry a form is typed twice and what differs is asked once more.

Pure: it takes keys and says what is shown. A form that is whole comes out of `finished`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.answers import asked
from facilitator.domain.feedback.forms import NOT_APPLICABLE, Form, Item, ItemKind

BACK, NEXT, OPEN = "\b", "\r", " "
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WRITTEN = frozenset({ItemKind.TEXT, ItemKind.NUMBER})
THEN, NOW = 0, 1


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to type: the code, the group, an item, or one side of a then/now item."""

    name: str
    item: Item | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that was typed differently the second time."""

    step: Step
    first: Any
    second: Any


def keys_of(item: Item) -> dict[str, str]:
    """The option behind each key."""
    names = [option.name for option in item.choices]
    if item.kind is ItemKind.SCALE:
        return {("x" if n == 10 else str(n)): name for n, name in enumerate(names)}
    keys = [str(n + 1) if n < 9 else LETTERS[n - 9] for n in range(len(names))]
    found = dict(zip(keys, names, strict=True))
    return found | ({"0": NOT_APPLICABLE} if item.has_not_applicable else {})


@dataclass
class TypingIn:
    """The form being typed. `groups` are the keys of the form's categories, in printed order."""

    form: Form
    groups: Sequence[str] = ()
    double: bool = False
    given: dict[str, Any] = field(default_factory=dict)
    first: dict[str, Any] | None = None
    differences: list[Difference] = field(default_factory=list)
    at: int = 0
    refused: str = ""

    @property
    def steps(self) -> list[Step]:
        """What is asked of this form, as far as it is answered."""
        if self.differences:
            return [difference.step for difference in self.differences]
        found = [Step("code")] if self.form.with_code else []
        if self.form.dimension is not Dimension.NONE and self.groups:
            found.append(Step("group"))
        for item in asked(self.form, self.given):
            if item.kind is ItemKind.THEN_NOW:
                found += [Step(item.name, item, THEN), Step(item.name, item, NOW)]
            else:
                found.append(Step(item.name, item))
        return found

    @property
    def here(self) -> Step | None:
        """What is typed now; None when the form is whole and waits for Enter."""
        steps = self.steps
        return steps[self.at] if self.at < len(steps) else None

    @property
    def takes_text(self) -> bool:
        """Whether a line of text is typed now, ended by Enter."""
        step = self.here
        return step is not None and (
            step.name == "code" or (step.item is not None and step.item.kind in WRITTEN)
        )

    @property
    def second_time(self) -> bool:
        """Whether the form is typed for the second time."""
        return self.first is not None and not self.differences

    # Keys

    def key(self, key: str) -> dict[str, Any] | None:
        """One key; the whole form when this one ends it, else None. `refused` holds a wrong key."""
        self.refused = ""
        step = self.here
        if key == BACK:
            self.at = max(0, self.at - 1)
        elif step is None:
            return self._end() if key == NEXT else None
        elif key == OPEN:
            self._set(step, None)
            self.at += 1
        elif step.item is not None and step.item.kind is ItemKind.CHOICES:
            self._toggle(step, key)
        else:
            self._answer(step, key)
        return None

    def text(self, text: str) -> None:
        """A line that was typed for a code, a text or a number."""
        step = self.here
        if step is not None and self.takes_text:
            self._set(step, text.strip() or None)
            self.at += 1

    def _answer(self, step: Step, key: str) -> None:
        names = self._group_keys() if step.name == "group" else keys_of(step.item or _NONE)
        name = names.get(key.lower())
        if name is None:
            self.refused = key
            return
        self._set(step, name or None)
        self.at += 1

    def _group_keys(self) -> dict[str, str]:
        return {str(n): name for n, name in enumerate(self.groups, 1)} | {"0": ""}

    def _toggle(self, step: Step, key: str) -> None:
        if key == NEXT:
            self.at += 1
            return
        name = keys_of(step.item or _NONE).get(key.lower())
        if name is None:
            self.refused = key
            return
        chosen = list(self.given.get(step.name) or [])
        self._set(
            step, [one for one in chosen if one != name] if name in chosen else [*chosen, name]
        )

    def _set(self, step: Step, value: Any) -> None:
        if step.side is not None:
            both = list(self.given.get(step.name) or ["", ""])
            both[step.side] = value or ""
            value = both if any(both) else None
        if value is None or value == []:
            self.given.pop(step.name, None)
        else:
            self.given[step.name] = value

    def value(self, step: Step) -> Any:
        """What is typed for a step so far."""
        return value_of(self.given, step)

    # Ends

    def _end(self) -> dict[str, Any] | None:
        if self.differences or not self.double:
            return self._take()
        if self.first is None:
            self.first, self.given, self.at = self.given, {}, 0
            return None
        self.differences = differences(self, self.first, self.given)
        self.at = 0
        return None if self.differences else self._take()

    def _take(self) -> dict[str, Any]:
        done = self.given
        self.begin()
        return done

    def begin(self) -> None:
        """Begin an empty form."""
        self.given, self.first, self.differences, self.at, self.refused = {}, None, [], 0, ""


def differences(
    typing: TypingIn, first: Mapping[str, Any], second: Mapping[str, Any]
) -> list[Difference]:
    """The steps at which two times of typing differ; texts are compared without spaces."""
    once = TypingIn(typing.form, typing.groups, given=dict(first))
    steps = {(step.name, step.side): step for step in (*once.steps, *typing.steps)}
    return [
        Difference(step, value_of(first, step), value_of(second, step))
        for step in steps.values()
        if _plain(value_of(first, step)) != _plain(value_of(second, step))
    ]


def value_of(given: Mapping[str, Any], step: Step) -> Any:
    """The value of a step in a filled form."""
    value = given.get(step.name)
    if step.side is not None:
        return (value or ["", ""])[step.side] or None
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(value)
    return "".join(str(value).casefold().split()) if isinstance(value, str) else value


_NONE = Item("none", ItemKind.CHOICE)
