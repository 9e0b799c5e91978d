"""One person's filled form: which items are asked, what is missing, what is kept.

An answer is `{item: value}`: the name of an option, a list of names, a number, a text, or
`[then, now]`; "na" for "not applicable". `code` and `group` stand beside the items. Nothing else is
kept: not the language, not the time, not the device.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import NOT_APPLICABLE, Form, Item, ItemKind
from facilitator.domain.feedback.pairing import tidy_code
from facilitator.domain.feedback.relevance import parse
from facilitator.domain.people import clean_lines
from facilitator.support.errors import RuleViolation

TEXT_LIMIT = 4000
LARGEST = 1e9


def asked(form: Form, answers: Mapping[str, Any]) -> list[Item]:
    """The items that these answers leave to be asked, in order."""
    given: dict[str, Any] = {}
    found = []
    for item in form.items:
        if parse(item.relevant).test(given):
            found.append(item)
            if item.name in answers:
                given[item.name] = answers[item.name]
    return found


def missing(form: Form, answers: Mapping[str, Any]) -> list[str]:
    """Names of required items that have no answer yet."""
    return [i.name for i in asked(form, answers) if i.required and not _has(answers.get(i.name))]


def _has(value: Any) -> bool:
    return value not in (None, "", []) and value != ["", ""]


def cleaned(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a filled form.

    Raises RuleViolation `answer-missing` (field: the item) for a required one, `value-not-allowed`
    for a value that the item does not have, `number-out-of-range`.
    """
    for name in missing(form, answers):
        raise RuleViolation("answer-missing", field=name)
    kept: dict[str, Any] = {}
    for item in asked(form, answers):
        value = answers.get(item.name)
        if _has(value):
            kept[item.name] = _clean(item, value)
    if form.with_code and answers.get("code"):
        kept["code"] = tidy_code(str(answers["code"]))
    if form.dimension is not Dimension.NONE and answers.get("group"):
        kept["group"] = str(answers["group"])
    return kept


def check_not_empty(form: Form, answer: Mapping[str, Any]) -> None:
    """Refuse a form without one answer; a code or a group alone is none."""
    if not any(item.name in answer for item in form.items):
        raise RuleViolation("answer-empty")


def _clean(item: Item, value: Any) -> Any:
    names = {option.name for option in item.choices}
    if item.kind is ItemKind.TEXT:
        return clean_lines(str(value))[:TEXT_LIMIT]
    if item.kind is ItemKind.NUMBER:
        return _number(item, value)
    if item.kind is ItemKind.CHOICES:
        chosen = [str(one) for one in value]
        _check(item, set(chosen) <= names, value)
        return sorted(set(chosen), key=[o.name for o in item.choices].index)
    if item.kind is ItemKind.THEN_NOW:
        _check(item, len(value) == 2 and all(one in names or not one for one in value), value)
        return [str(one or "") for one in value]
    allowed = names | ({NOT_APPLICABLE} if item.has_not_applicable else set())
    _check(item, value in allowed, value)
    return value


def _number(item: Item, value: Any) -> float:
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError as error:
        raise RuleViolation("value-not-allowed", field=item.name, text=value) from error
    least = -LARGEST if item.least is None else item.least
    most = LARGEST if item.most is None else item.most
    if not least <= number <= most:
        raise RuleViolation("number-out-of-range", field=item.name, least=f"{least:g}",
                            most=f"{most:g}")  # fmt: skip
    return number


def _check(item: Item, fits: bool, value: Any) -> None:  # noqa: FBT001 - one rule, stated where it is used
    if not fits:
        raise RuleViolation("value-not-allowed", field=item.name, text=value)
