"""Layout files come from anywhere: what is well-formed comes back, all else is refused by its place."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.certificate_layout import (
    SHIPPED,
    Box,
    BoxKind,
    Layout,
    filled,
    parse,
    written,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.resources import resource


def shipped(name: str) -> str:
    return Path(str(resource("certificates", "layouts", f"{name}.json"))).read_text("utf-8")


def changed(**changes: Any) -> str:
    data = json.loads(shipped("waves"))
    box = changes.pop("box", None)
    data.update(changes)
    if box is not None:
        data["boxes"][0].update(box)
    return json.dumps(data)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_well_formed_and_comes_back(name: str) -> None:
    layout = parse(shipped(name))
    assert parse(written(layout)) == layout
    assert layout.size == (297.0, 210.0)
    code = next(box for box in layout.boxes if box.kind is BoxKind.CODE)
    assert min(code.width, code.height) >= 30


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "[" * 100_000, '{"format": 2}', changed(format=99), changed(more=1),
        changed(paper="a0"), changed(ink="red; qproperty-text:'x'"), changed(ink="#12345"),
        changed(name="x" * 100), changed(boxes="no"), changed(boxes=[{}] * 100),
        changed(boxes=[7]), changed(box={"x": -1}), changed(box={"x": 1e9}), changed(box={"x": True}),
        changed(box={"x": "NaN"}), changed(box={"width": 296}), changed(box={"kind": "script"}),
        changed(box={"text": "a\u0007b"}), changed(box={"picture": "!!"}),
        changed(box={"picture": base64.b64encode(b"<svg/>").decode()}),
        changed(background=base64.b64encode(b"%PDF-1.7").decode()),
        changed(box={"href": "file:///etc/passwd"}), changed(box={"lines": 99}),
        shipped("waves").replace('"format": 1', '"format": 1, "upright": "yes"'),
        changed(box={"x": float("nan")}),
    ],
)  # fmt: skip
def test_what_is_not_as_it_has_to_be_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse(text)
    assert refusal.value.code == "layout-invalid"


def test_unknown_fields_and_a_missing_name_are_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse(changed(box={"text": "{__class__}"}))
    assert refusal.value.code == "layout-unknown-field"
    nameless = json.loads(shipped("waves"))
    nameless["boxes"] = [box for box in nameless["boxes"] if "{name}" not in box.get("text", "")]
    with pytest.raises(RuleViolation) as refusal:
        parse(json.dumps(nameless))
    assert refusal.value.code == "layout-without-name"


@pytest.mark.parametrize(
    ("text", "stands_alone"),
    [
        ("{name}", True), ("{awarded}\n{name}\n{own_name}", True), ("{name} ({own_name})", True),
        ("Mr {name}", False), ("{awarded} {name}", False), ("{heading}\nto {name}", False),
        ("{name}, {place}", False), ("{own_name} of 12", False),
    ],
)  # fmt: skip
def test_a_name_stands_on_a_line_of_its_own(text: str, *, stands_alone: bool) -> None:
    """Or a word that somebody put beside a name could not be told from the layout's."""
    data = json.loads(shipped("waves"))
    for box in data["boxes"]:
        if "{name}" in box.get("text", ""):
            box["text"] = text if "{name}" in text else "{name}\n" + text
    if stands_alone:
        assert parse(json.dumps(data)).boxes
        return
    with pytest.raises(RuleViolation) as refusal:
        parse(json.dumps(data))
    assert refusal.value.code == "layout-name-not-alone"


def test_two_thousand_damaged_files_are_refused_or_well_formed() -> None:
    rng = random.Random(11)
    text = shipped("band")
    for _ in range(2_000):
        letters = list(text)
        for _ in range(rng.randrange(1, 4)):
            letters[rng.randrange(len(letters))] = rng.choice('{}[]",:0123456789-eax\\')
        try:
            layout = parse("".join(letters))
        except RuleViolation:
            continue
        assert parse(written(layout)) == layout


@given(st.text(max_size=80), st.text(max_size=80))
def test_values_are_data_and_never_fields(name: str, place: str) -> None:
    text = filled("{name} / {place} / {unknown}", {"name": name, "place": place})
    assert text == f"{name} / {place} / "


def test_format_tricks_stay_text() -> None:
    values = {"name": "{place}", "place": "Vientiane"}
    assert filled("{name} {name.__class__} {0} {", values) == "{place}   {"


def test_a_layout_without_anything_special_is_short() -> None:
    layout = Layout("Plain", boxes=(Box(BoxKind.TEXT, 10, 10, 100, 20, text="{name}"),))
    assert len(written(layout)) < 400
    assert parse(written(layout)) == layout
