"""Typing in paper forms: one key an answer."""

from __future__ import annotations

import random
from typing import Any

from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.answers import cleaned
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option
from facilitator.domain.feedback.typing_in import BACK, NEXT, OPEN, TypingIn, keys_of
from facilitator.exchange.instruments import instruments

EN = {"en": "Question"}
ABC = (Option("a"), Option("b"), Option("c"))


def form(*items: Item, **rest: Any) -> Form:
    return Form(FormKind.OTHER, {"en": "Form"}, items, **rest)


def test_35_forms_of_20_items_take_at_most_1_3_keys_an_answer() -> None:
    """The end form without its objectives and texts has twenty marks; each form ends with Enter."""
    end = next(one.form for one in instruments() if one.key == "end-of-programme")
    marks = [i for i in end.items if i.kind is not ItemKind.TEXT and not i.per_objective]
    marks += [Item(f"more{n}", ItemKind.CHOICE, EN, ABC) for n in range(20 - len(marks))]
    paper = form(*marks)
    draw = random.Random(7)
    typing, pressed, answers, done = TypingIn(paper), 0, 0, []
    for _ in range(35):
        for item in paper.items:
            typing.key(draw.choice([key for key in keys_of(item) if key != "x"]))
            pressed, answers = pressed + 1, answers + 1
        whole = typing.key(NEXT)
        pressed += 1
        assert whole is not None
        done.append(cleaned(paper, whole))
    assert (len(done), answers) == (35, 700)
    assert pressed / answers <= 1.3
    assert pressed / answers == 1.05
    assert all(len(one) == 20 for one in done)


def test_keys_are_those_printed_beside_the_boxes() -> None:
    rating = Item("r", ItemKind.RATING, EN)
    assert keys_of(rating) == {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "0": "na"}
    scale = keys_of(Item("s", ItemKind.SCALE, EN))
    assert (scale["0"], scale["9"], scale["x"]) == ("0", "9", "10")
    many = Item("m", ItemKind.CHOICE, EN, tuple(Option(f"o{n}") for n in range(12)))
    assert keys_of(many)["a"] == "o9"


def test_a_wrong_key_is_refused_and_changes_nothing() -> None:
    typing = TypingIn(form(Item("r", ItemKind.RATING, EN)))
    assert typing.key("7") is None
    assert (typing.refused, typing.at, typing.given) == ("7", 0, {})
    typing.key("4")
    assert (typing.refused, typing.given) == ("", {"r": "4"})


def test_code_group_text_several_and_then_now() -> None:
    paper = form(
        Item("t", ItemKind.TEXT, EN), Item("c", ItemKind.CHOICES, EN, ABC),
        Item("x", ItemKind.THEN_NOW, EN), Item("n", ItemKind.NUMBER, EN),
        with_code=True, dimension=Dimension.SEX,
    )  # fmt: skip
    typing = TypingIn(paper, ("woman", "man"))
    assert typing.takes_text
    typing.text("MA 15")
    typing.key("2")
    typing.text(" Good food ")
    for key in ("3", "1", "3", "2", NEXT, "2", "4"):
        typing.key(key)
    typing.text("")
    assert typing.here is None
    assert typing.key(NEXT) == {
        "code": "MA 15", "group": "man", "t": "Good food", "c": ["a", "b"], "x": ["2", "4"],
    }  # fmt: skip
    assert typing.given == {}


def test_back_open_and_what_is_not_asked() -> None:
    paper = form(
        Item("a", ItemKind.CHOICE, EN, ABC),
        Item("b", ItemKind.CHOICE, EN, ABC, relevant="${a} = 'b'"),
        Item("c", ItemKind.CHOICE, EN, ABC),
    )
    typing = TypingIn(paper)
    typing.key("2")
    typing.key("1")
    typing.key(BACK)
    typing.key(BACK)
    typing.key("1")
    assert [step.name for step in typing.steps] == ["a", "c"]
    typing.key(OPEN)
    done = typing.key(NEXT)
    assert cleaned(paper, done or {}) == {"a": "a"}


def test_double_entry_shows_what_differs_and_asks_it_once_more() -> None:
    paper = form(*(Item(name, ItemKind.CHOICE, EN, ABC) for name in "pqr"))
    typing = TypingIn(paper, double=True)
    for key in ("1", "2", "3", NEXT):
        assert typing.key(key) is None
    assert typing.second_time
    for key in ("1", "3", "3"):
        typing.key(key)
    assert typing.key(NEXT) is None
    assert [(d.step.name, d.first, d.second) for d in typing.differences] == [("q", "b", "c")]
    assert typing.here is not None
    assert typing.here.name == "q"
    typing.key("2")
    assert typing.key(NEXT) == {"p": "a", "q": "b", "r": "c"}
    for key in ("1", "1", "1", NEXT, "1", "1", "1"):
        typing.key(key)
    assert typing.key(NEXT) == {"p": "a", "q": "a", "r": "a"}
