"""The methods library: what ships is sound; the user's own is kept, found again and never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.agenda import ItemType
from facilitator.exchange import methods
from facilitator.exchange.methods import Method, delete_own, own, save_own, shipped
from facilitator.support.errors import RuleViolation

MINE = Method("", "River talk “Mékong”", ItemType.GAME, "pairs", 30, 20, "Listen\nfirst",
              ("Sit down", "Ask"), "Mats, “paper”", "", own=False)  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path))
    return tmp_path


def test_every_shipped_method_is_complete_and_has_a_name_of_its_own() -> None:
    assert len(shipped()) >= 25
    assert len({m.key for m in shipped()}) == len({m.name for m in shipped()}) == len(shipped())
    for method in shipped():
        assert methods.checked(method) == method
        assert method.purpose
        assert len(method.steps) >= 2
        assert method.materials
        assert method.mode
        assert method.family
        assert 5 <= method.minutes <= 90


def test_own_methods_come_back_as_they_were_and_go_when_deleted() -> None:
    kept = save_own(MINE)
    assert kept.own
    assert own() == ((replace(kept, family=""),), ())
    changed = save_own(replace(kept, minutes=40))
    assert changed.key == kept.key
    second = save_own(MINE)
    assert second.key != kept.key
    assert {m.minutes for m in own()[0]} == {30, 40}
    delete_own(changed)
    assert own()[0] == (second,)
    delete_own(shipped()[0])
    assert len(shipped()) >= 25


def test_a_shipped_method_is_edited_as_a_copy() -> None:
    kept = save_own(replace(shipped()[0], minutes=80))
    assert kept.own
    assert shipped()[0].minutes != 80


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"name": "x"}', b'{"name": "x", "type": "lecture"}',
                                     b'{"name": "x", "type": "game", "minutes": 2000}', b"\xff"])  # fmt: skip
def test_a_damaged_file_is_named_and_left_alone(content: bytes) -> None:
    save_own(MINE)
    bad = methods.own_folder() / "bad.json"
    bad.write_bytes(content)
    good, unread = own()
    assert [m.name for m in good] == [MINE.name]
    assert unread == (bad,)
    assert bad.read_bytes() == content


@pytest.mark.parametrize(
    "values", [{"name": " "}, {"minutes": 0}, {"minutes": 2000}, {"floor": 31}]
)
def test_what_cannot_be_is_refused_and_nothing_written(values: dict[str, object]) -> None:
    with pytest.raises(RuleViolation):
        save_own(replace(MINE, **values))  # type: ignore[arg-type]
    assert own() == ((), ())


def test_search_finds_every_word_anywhere() -> None:
    assert [m.key for m in shipped() if m.matches("ROOTS trunk")] == ["conflict-tree"]
    assert not [m for m in shipped() if m.matches("zebra")]
