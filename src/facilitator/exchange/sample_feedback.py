"""The sample week's feedback: invented forms, dealt out from the counts in feedback.toml.

They go the way of real ones: into secret boxes, which are then closed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from facilitator.application.commands.feedback import EditRound, NoteClosing, OpenRound, PutForm
from facilitator.application.queries.feedback import objectives
from facilitator.application.rows.feedback import box_of
from facilitator.application.workspace import Workspace
from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import Form, ItemKind
from facilitator.domain.people import Sex
from facilitator.exchange.instruments import instruments
from facilitator.exchange.templates import Entry

Answer = dict[str, Any]


def collect(workspace: Workspace, content: Entry) -> None:
    """Add the forms, collect the answers, close."""
    forms = {one.key: PutForm(one.form) for one in instruments()}
    end = forms["end-of-programme"]
    forms["end-of-programme"] = replace(end, form=replace(end.form, dimension=Dimension.SEX))
    keys = [key for key, _ in workspace.query(objectives)]
    about = content["knowledge"]["objectives"]
    for name in ("before-programme", "after-programme"):
        forms[name] = replace(forms[name], form=_about(forms[name].form, about, keys))
    for command in forms.values():
        workspace.execute(command)
    for day in content["pulses"]:
        _collected(workspace, forms["daily-pulse"].form_id, day["title"], _pulse(day), day)
    dealt = random.Random("sample")  # noqa: S311 - invented answers
    _collected(workspace, forms["end-of-programme"].form_id, content["end"]["title"],
               _end(content["end"], dealt))  # fmt: skip
    knowledge = content["knowledge"]
    codes = [
        f"{a}{b}{n:02d}" for n, (a, b) in enumerate(zip(_LETTERS, _LETTERS[7:], strict=False), 1)
    ]
    before = _known(forms["before-programme"].form, knowledge, "before", codes, dealt)
    later = [code.lower() for code in codes[: knowledge["paired"]]]
    later += [f"zz{code}" for code in codes[-(knowledge["after"] - knowledge["paired"]) :]]
    after = _known(forms["after-programme"].form, knowledge, "after", later, dealt)
    for key, answers in (("before-programme", before), ("after-programme", after)):
        title = forms[key].form.titles["en"]
        _collected(workspace, forms[key].form_id, title, answers)


def _about(form: Form, numbers: Mapping[str, int], keys: Sequence[str]) -> Form:
    """Tie the questions to the objectives with these numbers, from 1."""
    items = tuple(
        replace(item, objective=keys[numbers[item.name] - 1]) if item.name in numbers else item
        for item in form.items
    )
    return replace(form, items=items)


_LETTERS = [f"{a}{b}" for a in "BDGKMPTV" for b in "aeiou"]


def _collected(
    workspace: Workspace,
    form_id: UUID,
    title: str,
    answers: Iterable[Answer],
    day: Entry | None = None,
) -> None:
    opened = OpenRound(form_id, title)
    workspace.execute(opened)
    workspace.secret_box(box_of(opened.round_id, 1)).put_all(answers)
    workspace.secret_box(box_of(opened.round_id, 1)).close()
    workspace.execute(NoteClosing(opened.round_id))
    if day is not None:
        said = {"you_said": day["you_said"], "we_changed": day["we_changed"]}
        workspace.execute(EditRound(opened.round_id, said))


def _deal(
    answers: Sequence[Answer], name: str, counts: Sequence[int], names: Sequence[str]
) -> None:
    """Give the answers to an item, by counts, to forms drawn at random; the rest said nothing."""
    given = [option for option, n in zip(names, counts, strict=False) for _ in range(n)]
    for answer, option in zip(random.Random(name).sample(answers, len(given)), given, strict=True):  # noqa: S311
        answer[name] = option


_FIVE = ("1", "2", "3", "4", "5")


def _pulse(day: Entry) -> list[Answer]:
    answers: list[Answer] = [{} for _ in range(day["answered"])]
    for name in ("energy", "clarity"):
        _deal(answers, name, day[name], _FIVE)
    for name in ("keep", "change"):
        _deal(answers, name, [1] * len(day[name]), day[name])
    return answers


def _end(content: Entry, dealt: random.Random) -> list[Answer]:
    groups = [Sex.WOMAN.value] * content["women"]
    groups += [Sex.MAN.value] * (content["answered"] - content["women"])
    answers: list[Answer] = [{"group": group} for group in groups]
    for name, counts in content.items():
        if name in {"title", "answered", "women", "then", "now"}:
            continue
        if isinstance(counts[0], str):
            _deal(answers, name, [1] * len(counts), counts)
        else:
            options = {3: _of_three(name), 5: _FIVE}.get(len(counts), [str(n) for n in range(11)])
            _deal(answers, name, counts, options)
    for number, (then, now) in enumerate(zip(content["then"], content["now"], strict=True), 1):
        for answer, both in zip(answers, _then_now(then, now, dealt), strict=True):
            answer[f"objective_{number}"] = both
    return answers


def _of_three(name: str) -> tuple[str, ...]:
    return ("none", "some", "much") if name == "new_to_me" else ("slow", "right", "fast")


def _then_now(then: Sequence[int], now: Sequence[int], dealt: random.Random) -> list[list[str]]:
    """Pairs that mostly rise: both sides sorted, then a few swapped."""
    sides = [[_FIVE[v] for v, n in enumerate(counts) for _ in range(n)] for counts in (then, now)]
    pairs = [list(pair) for pair in zip(sides[0], _swapped(sides[1], 6, dealt), strict=True)]
    dealt.shuffle(pairs)
    return pairs


def _swapped(values: Sequence[Any], times: int, dealt: random.Random) -> list[Any]:
    mixed = list(values)
    for _ in range(times):
        a, b = dealt.sample(range(len(mixed)), 2)
        mixed[a], mixed[b] = mixed[b], mixed[a]
    return mixed


def _known(
    form: Form, content: Entry, when: str, codes: Sequence[str], dealt: random.Random
) -> list[Answer]:
    """Forms with so many right answers each; the wrong ones are the first wrong choice."""
    questions = [item for item in form.items if item.kind is ItemKind.KNOWLEDGE]
    right = _swapped([n for n, people in enumerate(content[f"right_{when}"]) for _ in range(people)],
                     18, dealt)  # fmt: skip
    answers: list[Answer] = [{"code": code} for code in codes[: content[when]]]
    right += [len(questions) // 2] * (len(answers) - len(right))  # of those without a partner
    for answer, n in zip(answers, right, strict=True):
        known = set(dealt.sample([item.name for item in questions], n))
        for item in questions:
            wrong = next(o.name for o in item.choices if o.name != item.right)
            answer[item.name] = item.right if item.name in known else wrong
    if when == "before":
        for number, counts in enumerate(content["self_before"], 1):
            _deal(answers, f"objective_{number}", counts, _FIVE)
    else:
        _deal(answers, "confidence", content["confidence"], _FIVE)
        _deal(answers, "action", [1] * len(content["action"]), content["action"])
    return answers
