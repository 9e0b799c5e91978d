"""Hand-over files: damaged and hostile ones are refused in words, quickly, and change nothing."""

from __future__ import annotations

import hashlib
import json
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from facilitator.application.commands.groupwork import GiveGroupWork
from facilitator.application.queries import groupwork as queries
from facilitator.application.workspace import Workspace
from facilitator.cli.run import run as run_words
from facilitator.exchange import groupwork_file
from facilitator.support.errors import EnvironmentProblem

MARK = b"FACILITATOR-GROUPWORK\n"
REFUSALS = {"groupwork-not-ours", "groupwork-unusable", "groupwork-too-large", "groupwork-newer",
            "groupwork-needs-passphrase", "groupwork-wrong-passphrase"}  # fmt: skip


@pytest.fixture
def handed_out(sample_path: Path, tmp_path: Path) -> Path:
    """A real file for group C."""
    path = tmp_path / "c.groupwork"
    with Workspace.open(sample_path) as workspace:
        team = workspace.query(queries.team_named, "C")
        workspace.execute(GiveGroupWork(team, path.name))
        out = workspace.query(queries.handed_out, team)
        groupwork_file.write(path, groupwork_file.make(workspace.programme_id, out))
    return path


def content_of(raw: bytes) -> Any:
    return json.loads(zlib.decompress(raw[len(MARK) + 65 :]))


def framed(body: bytes) -> bytes:
    return MARK + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def packed(content: Any) -> bytes:
    """As a forger would: any content, with a digest that agrees."""
    return framed(zlib.compress(json.dumps(content).encode(), 1))


# What is read back ------------------------------------------------------------------------------


def test_what_is_written_is_read_back(handed_out: Path) -> None:
    content = groupwork_file.read(handed_out)
    assert groupwork_file.as_bytes(content) == handed_out.read_bytes()
    assert content.work.fields


def test_an_encrypted_file_opens_with_its_passphrase_alone(
    handed_out: Path, tmp_path: Path
) -> None:
    content = groupwork_file.read(handed_out)
    sealed = tmp_path / "sealed.groupwork"
    from dataclasses import replace

    groupwork_file.write(sealed, replace(content, seal=groupwork_file.new_seal("eight rivers")))
    assert b"case_study" not in sealed.read_bytes()
    assert groupwork_file.is_sealed(sealed)
    again = groupwork_file.read(sealed, "eight rivers")
    assert again.work == content.work
    groupwork_file.write(sealed, again)  # the team goes on without typing it once more
    assert groupwork_file.read(sealed, "eight rivers").work == content.work
    for secret, code in (
        ("", "groupwork-needs-passphrase"),
        ("nine", "groupwork-wrong-passphrase"),
    ):
        with pytest.raises(EnvironmentProblem) as refusal:
            groupwork_file.read(sealed, secret)
        assert refusal.value.code == code


def test_the_key_is_one_that_age_knows() -> None:
    from facilitator.application.groupwork.sealing import bech32

    # The test key of age's own specification tests.
    raw = bytes.fromhex("a6") * 32
    from pyrage import x25519

    assert str(x25519.Identity.from_str(bech32(raw))) == bech32(raw)


def test_a_newer_form_is_told_apart_from_damage(handed_out: Path) -> None:
    content = content_of(handed_out.read_bytes())
    handed_out.write_bytes(packed({**content, "version": 2}))
    with pytest.raises(EnvironmentProblem) as refusal:
        groupwork_file.read(handed_out)
    assert refusal.value.code == "groupwork-newer"


# Hostile files ----------------------------------------------------------------------------------

Forge = Callable[[random.Random, bytes, Any], bytes]


def cut(dice: random.Random, raw: bytes, _content: Any) -> bytes:
    return raw[: dice.randrange(len(raw))]


def flipped(dice: random.Random, raw: bytes, _content: Any) -> bytes:
    place = dice.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << dice.randrange(8)]) + raw[place + 1 :]


def zeroed(dice: random.Random, raw: bytes, _content: Any) -> bytes:
    place = dice.randrange(len(raw))
    return raw[:place] + bytes(min(512, len(raw) - place)) + raw[place + 512 :]


def lengthened(dice: random.Random, raw: bytes, _content: Any) -> bytes:
    return raw + dice.randbytes(dice.randrange(1, 300))


def noise(dice: random.Random, _raw: bytes, _content: Any) -> bytes:
    head = dice.choice([b"", MARK, b"PK\x03\x04", b"SQLite format 3\x00", groupwork_file._SEALED])
    return head + dice.randbytes(dice.randrange(2000))


def noise_with_a_digest(dice: random.Random, _raw: bytes, _content: Any) -> bytes:
    body = dice.randbytes(dice.randrange(500))
    return framed(dice.choice([body, zlib.compress(body)]))


@cache
def bombs() -> list[bytes]:
    """Small in the file, large or awkward when they are unpacked."""
    return [
        zlib.compress(b" " * (300 << 20), 9),
        zlib.compress(b"[" * (1 << 20), 9),
        zlib.compress(b'{"a":' * 100_000, 9),
        zlib.compress(b"[" + b"[]," * 1_000_000 + b"[]]", 9),
        zlib.compress(b'{"work":[' + b"1," * 3_000_000 + b"1]}", 9),
        zlib.compress(b'"' + b"a" * (7 << 20) + b'"', 9),
        zlib.compress(b"1" * 100_000, 9),
        zlib.compress(b'{"format":NaN}'),
        zlib.compress(b'{"format":1e400}'),
        zlib.compress(b'{"format":"facilitator-groupwork","format":"facilitator-groupwork"}'),
        zlib.compress(b"\xff\xfe{}"),
    ]


def bomb(dice: random.Random, _raw: bytes, _content: Any) -> bytes:
    return framed(dice.choice(bombs()))


_WRONG = [None, True, 0, -1, 2**63, 1.5, "", "x", [], {}, [[]], {"": {}}, "../../etc/passwd", "\x00",
          "\ud800", "a" * 20_000, ["x"] * 300, "C:\\x.txt", "not-a-uuid", {"a": {"b": {"c": 1}}}]  # fmt: skip


def wrong_part(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    """A whole part of the file of the wrong kind."""
    name = dice.choice(sorted(content))
    wrong = dice.choice([w for w in _WRONG if w != content[name]])
    return packed({**content, name: wrong})


def missing_part(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    gone = dice.choice(sorted(content))
    return packed({name: part for name, part in content.items() if name != gone})


def extra_part(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    return packed(
        {**content, dice.choice(["files", "x", "__class__", "../x"]): dice.choice(_WRONG)}
    )


def _record(dice: random.Random, work: Any) -> tuple[Any, str, str]:
    table = dice.choice(sorted(work["records"]))
    return work["records"][table], table, dice.choice(sorted(work["records"][table]))


def strange_table(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    rows, _, key = _record(dice, content["work"])
    name = dice.choice(["participant", "programme", "certificate", "sqlite_master", "change_log", "x",
                        "team_work", "../case_study", "attachment", ""])  # fmt: skip
    content["work"]["records"][name] = {key: rows[key]}
    return packed(content)


def strange_column(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    rows, _, key = _record(dice, content["work"])
    name = dice.choice(
        ["group_id", "id", "presented", "dots", "content", "x", "__init__", "text; DROP"]
    )
    rows[key][name] = [[0, 1, "x"]]
    return packed(content)


def strange_id(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    rows, _, key = _record(dice, content["work"])
    rows[dice.choice(["", "1", key.upper() + "x", "../" + key, key + " ", "a" * 36])] = rows[key]
    return packed(content)


def wrong_mark(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    rows, _, key = _record(dice, content["work"])
    name = dice.choice(sorted(rows[key]))
    wrong: Any = [[99, 1, "x"], [0, 0, "x"], [0, 10**9, "x"], [-1, 1, "x"], [0, 1], "x", None, [0.5, 1, ""],
                  [True, 1, "x"], {"a": 1}]  # fmt: skip
    rows[key][name] = [dice.choice(wrong)]
    return packed(content)


def wrong_value(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    """A value that its column cannot hold."""
    work = content["work"]
    cases = work["records"]["case_study"]
    key = dice.choice(sorted(cases))
    name, values = dice.choice([
        ("title", [None, 1, True, [], {}, "a" * 401, "line\x07", "\u202eevil", "\ud800", "a\x00b"]),
        ("situation", [None, 1, "a" * 10_001, "\u2028", "x\x1b[0m"]),
        ("position", [None, "1", 1.5, True, 2**60]),
        ("arena", [None, "", "everywhere", 1, ["local"]]),
        ("consent_to_share", [None, 0, 1, "true"]),
    ])  # fmt: skip
    cases[key][name] = [[0, 1, dice.choice(values)]]
    return packed(content)


def huge_count(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    """More of something than a group can have."""
    work = content["work"]
    what = dice.randrange(3)
    if what == 0:
        work["who"] = [f"g-{n:016x}" for n in range(6_000)]
        work["seen"] = [1] * 6_000
    elif what == 1:
        cases = work["records"]["case_study"]
        row = {"": [[0, 1, True]]}
        for n in range(6_000):
            cases[f"00000000-0000-0000-0000-{n:012d}"] = row
    else:
        rows, _, key = _record(dice, work)
        rows[key][""] = [[0, 1, True]] * 60
    return packed(content)


def orphan(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    """Parts of a case that is not there."""
    content["work"]["records"].pop("case_study")
    return packed(content)


def strange_word(dice: random.Random, _raw: bytes, content: Any) -> bytes:
    """Vocabulary that is none, or too much of it."""
    words = content["vocabulary"]
    what = dice.randrange(4)
    if what == 0:
        words["certificate"] = {}
    elif what == 1:
        key = dice.choice(sorted(words["participant"]))
        words["participant"][key]["email"] = "x@x.org"
    elif what == 2:
        words["programme"] = {}
    else:
        words["home_group"] = {"x": {"letter": "A"}}
    return packed(content)


FORGERIES: dict[str, tuple[int, Forge]] = {
    forge.__name__: (weight, forge)
    for weight, forge in (
        (20, cut), (20, flipped), (10, zeroed), (6, lengthened), (10, noise), (8, noise_with_a_digest),
        (1, bomb), (3, wrong_part), (2, missing_part), (2, extra_part), (3, strange_table),
        (3, strange_column), (3, strange_id), (4, wrong_mark), (4, wrong_value), (1, huge_count),
        (1, orphan), (2, strange_word),
    )
}  # fmt: skip


UNREAD = {"cut", "flipped", "zeroed", "lengthened", "noise", "noise_with_a_digest", "bomb"}
"""Forgeries that need no content."""


def refuse_all(handed_out: Path, seed: int, count: int) -> tuple[float, dict[str, int]]:
    """Forge `count` files and have each refused; returns the longest time and how many of a kind."""
    dice = random.Random(seed)
    raw, path = handed_out.read_bytes(), handed_out.with_name("forged.groupwork")
    text = json.dumps(content_of(raw))
    names = list(FORGERIES)
    weights = [FORGERIES[name][0] for name in names]
    worst, kinds = 0.0, dict.fromkeys(names, 0)
    for number in range(count):
        name = names[number] if number < len(names) else dice.choices(names, weights)[0]
        kinds[name] += 1
        content = None if name in UNREAD else json.loads(text)
        forged = FORGERIES[name][1](dice, raw, content)
        if forged == raw:
            continue
        start = time.thread_time()  # its own work, however busy the machine is
        try:
            groupwork_file.read_content(forged, path, "a passphrase" if number % 3 == 0 else "")
        except EnvironmentProblem as refusal:
            assert refusal.code in REFUSALS, (name, refusal)
            assert (
                "Nothing was changed" in str(refusal)
                or "nothing was" in str(refusal)
                or (refusal.code == "groupwork-needs-passphrase")
            )
        else:
            pytest.fail(f"{name} was read, forgery {number} of seed {seed}")
        worst = max(worst, time.thread_time() - start)
    return worst, kinds


def test_damaged_and_hostile_files_are_refused_in_words(handed_out: Path) -> None:
    worst, kinds = refuse_all(handed_out, seed=1, count=250)
    assert worst < 2
    assert min(kinds.values()) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_ten_thousand_of_them_are(handed_out: Path, seed: int) -> None:
    worst, kinds = refuse_all(handed_out, seed, count=2_500)
    assert worst < 2
    assert sum(kinds.values()) == 2_500


def test_no_bomb_takes_much_memory(handed_out: Path) -> None:
    for number, body in enumerate(bombs()):
        handed_out.write_bytes(framed(body))
        tracemalloc.start()
        with pytest.raises(EnvironmentProblem):
            groupwork_file.read(handed_out)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 200e6, number


def test_a_refused_file_leaves_the_programme_byte_for_byte(
    handed_out: Path, sample_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashlib.sha256(sample_path.read_bytes()).digest()
    raw = handed_out.read_bytes()
    dice = random.Random(3)
    for name, (_, forge) in FORGERIES.items():
        handed_out.write_bytes(forge(dice, raw, content_of(raw)))
        if handed_out.read_bytes() == raw:
            continue
        assert run_words(["groupwork", "take", str(sample_path), str(handed_out)]) == 1, name
        said = capsys.readouterr().err
        assert (
            "Nothing was changed" in said or "nothing was changed" in said or "passphrase" in said
        )
        assert "Traceback" not in said
        assert hashlib.sha256(sample_path.read_bytes()).digest() == before, name
    assert sorted(p.name for p in sample_path.parent.iterdir()) == ["c.groupwork", sample_path.name]


def test_a_file_that_names_another_groups_case_does_not_reach_it(
    handed_out: Path, sample_path: Path
) -> None:
    """The ids are random, so nobody can know one; even so, what is not the team's stays untouched."""
    from facilitator.application.commands.groupwork import TakeGroupWork
    from facilitator.application.queries.case_studies import case_studies

    with Workspace.open(sample_path) as workspace:
        others = [case for case in workspace.query(case_studies) if case.group != "C"]
        content = content_of(handed_out.read_bytes())
        cases = content["work"]["records"]["case_study"]
        (own,) = cases
        content["work"]["who"].append("g-" + "e" * 16)
        content["work"]["seen"].append(1)
        writer = len(content["work"]["who"]) - 1
        news = {name: [[writer, 1, marks[0][2]]] for name, marks in cases[own].items()}
        for case in others:
            cases[str(case.id)] = {**news, "title": [[writer, 1, "Taken over"]]}
        handed_out.write_bytes(packed(content))
        forged = groupwork_file.read(handed_out)
        preview = workspace.query(queries.take_preview, forged.team, forged.work)
        assert len(preview.aside) == len(others)
        workspace.execute(TakeGroupWork(forged.team, forged.work, "forged.groupwork"))
        assert "Taken over" not in repr(workspace.query(case_studies))
        assert [case for case in workspace.query(case_studies) if case.group != "C"] == others


def test_a_file_that_accepts_its_own_work_or_deletes_statements_in_use_does_neither(
    handed_out: Path, sample_path: Path
) -> None:
    from facilitator.application.commands.groupwork import TakeGroupWork
    from facilitator.domain.groupwork import HandInState
    from facilitator.persistence.models.groupwork import HandIn
    from facilitator.persistence.models.vision import VisionStatement

    with Workspace.open(sample_path) as workspace:
        used = select(VisionStatement.id).where(VisionStatement.cluster_id.is_not(None))
        statements = workspace.query(lambda s: s.scalars(used).all())
        content = content_of(handed_out.read_bytes())
        content["work"]["who"].append("p-" + "e" * 16)
        content["work"]["seen"].append(1)
        writer = len(content["work"]["who"]) - 1
        values = {"": True, "task": "cases", "number": 1, "at": "2024-11-06T10:00:00+00:00",
                  "state": "accepted", "comment": "Well done"}  # fmt: skip
        records = content["work"]["records"]
        records["hand_in"] = {
            str(uuid4()): {name: [[writer, 1, value]] for name, value in values.items()}
        }
        records["vision_statement"] = {str(key): {"": [[writer, 1, False]]} for key in statements}
        handed_out.write_bytes(packed(content))
        forged = groupwork_file.read(handed_out)
        workspace.execute(TakeGroupWork(forged.team, forged.work, "forged.groupwork"))
        (row,) = workspace.query(lambda s: s.scalars(select(HandIn)).all())
        assert (row.state, row.comment) == (HandInState.HANDED_IN, "")
        assert statements
        assert workspace.query(lambda s: s.scalars(used).all()) == statements
        workspace.execute(TakeGroupWork(forged.team, forged.work, "forged.groupwork"))
        assert workspace.query(lambda s: s.scalars(select(HandIn)).all())[0].state is row.state
