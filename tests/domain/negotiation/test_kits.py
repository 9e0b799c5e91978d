"""Kits: those that ship, every fault named, hostile texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.negotiation.analysis import analyse
from facilitator.domain.negotiation.kit import AgreementRule, Kit
from facilitator.domain.negotiation.kit_rules import integrative_pairs, is_compatible
from facilitator.domain.negotiation.kit_text import MOST_CHARACTERS, read, read_form, write
from facilitator.support.messages import SENTENCES, text_of

FOLDER = Path(__file__).parents[3] / "resources" / "exercises"
RIVER = (FOLDER / "river-crossing.toml").read_text(encoding="utf-8")


def river() -> Kit:
    kit, faults = read(RIVER)
    assert kit is not None
    assert faults == []
    return kit


@pytest.mark.parametrize("name", ["river-crossing", "second-ferry", "lake-meriva"])
def test_shipped_kits(name: str) -> None:
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    kit, faults = read(text)
    assert kit is not None
    assert [fault for fault in faults if fault.must] == []
    assert kit.key == name
    assert read(write(kit)) == (kit, faults)
    assert kit.author
    assert kit.licence


def test_river_crossing_has_the_scores_of_the_vector() -> None:
    scoring = river().scoring()
    assert scoring.points == (
        ((0, 15, 25), (30, 18, 0), (0, 8, 12), (0, 10, 15), (0, 18, 8)),
        ((12, 10, 0), (0, 20, 35), (25, 12, 0), (0, 8, 10), (4, 18, 6)))  # fmt: skip
    assert scoring.batna == (45, 48)
    assert ("monitoring", "buffer") in integrative_pairs(river())
    assert is_compatible(river(), river().issue("hotline"))


def test_what_the_teaching_notes_claim() -> None:
    lake, _ = read((FOLDER / "lake-meriva.toml").read_text(encoding="utf-8"))
    ferry, _ = read((FOLDER / "second-ferry.toml").read_text(encoding="utf-8"))
    assert lake is not None
    assert ferry is not None
    found = analyse(lake.scoring())
    roles = lake.role_ids
    assert (found.outcomes, found.zopa) == (432, 18)
    assert found.passing(lambda w: lake.agreement.holds([roles[n] for n in w], roles)) == 61
    assert found.nash is not None
    assert found.nash.choices == (1, 1, 1, 1, 2)
    assert lake.agreement.rule is AgreementRule.VOTES
    assert is_compatible(lake, lake.issue("watch"))
    small = analyse(ferry.scoring())
    assert (small.outcomes, small.zopa, len(small.frontier), small.max_joint) == (15, 7, 15, 100)
    assert {p.values[1] for p in small.feasible_frontier} >= {35, 70}
    assert ferry.title.in_language("fr") == "Le second bac"
    assert ferry.title.in_language("lo") == "The Second Ferry"


BREAKS = [
    ('format = 1', 'format = 2', "kit-format", "format"),
    ('key = "river-crossing"', 'key = "River Crossing!"', "kit-id-malformed", "key"),
    ('rule = "all"', 'rule = "most"', "kit-value-unknown", "agreement.rule"),
    ('rule = "all"', 'rule = "all"\nveto = ["north"]', "kit-votes-unused", "agreement"),
    ('rule = "all"', 'rule = "votes"\nveto = ["west"]\nat_least = 2', "kit-role-unknown", "agreement.veto"),
    ('rule = "all"', 'rule = "votes"\nat_least = 3', "kit-votes", "agreement.at_least"),
    ('licence = "CC BY 4.0"', 'licence = ""', "kit-text-missing", "meta.licence"),
    ('licence = "CC BY 4.0"', 'licence = 4', "kit-not-a-text", "meta.licence"),
    ('prepare = 30', 'prepare = 0', "kit-minutes", "meta.prepare"),
    ('prepare = 30', 'prepare = "thirty"', "kit-not-a-number", "meta.prepare"),
    ('"Norrland", "Sudmark"', '"Norrland", "Viet Nam"', "kit-real-country", "meta.countries"),
    ('languages = ["en"]', 'languages = ["en", "fr"]', "kit-text-missing", "meta.title (fr)"),
    ('languages = ["en"]', 'languages = ["English!"]', "kit-language-malformed", "languages"),
    ('no_deal_exercise = false', 'no_deal_exercise = true', "kit-deal-possible", "meta.no_deal_exercise"),
    ('no_deal_exercise = false', 'no_deal_exercise = "no"', "kit-not-yes-or-no", "meta.no_deal_exercise"),
    ('author = ', 'writer = "x"\nauthor = ', "kit-key-unknown", "meta"),
    ('id = "hotline"', 'id = "buffer"', "kit-id-twice", "issues"),
    ('about = "Who watches the crossing."', 'kind = "text"', "kit-text-issue-options", "issues.monitoring.options"),
    ('officers = 10, 24h = 15', 'officers = 10', "kit-points-missing", "roles.north.points.hotline.24h"),
    ('officers = 10, 24h = 15', 'officers = 10, 24h = 16', "kit-best-total", "roles.north.points"),
    ('officers = 10, 24h = 15', 'officers = 10, 24h = 1500', "kit-points-range", "roles.north.points.hotline.24h"),
    ('officers = 10, 24h = 15', 'officers = 10, 24h = 15, never = 3', "kit-option-unknown", "roles.north.points.hotline"),
    ('hotline = { none = 0, officers = 10', 'telephone = { none = 1 }\nhotline = { none = 0, officers = 10', "kit-issue-unknown", "roles.north.points"),
    ('batna_value = 45', 'batna_value = 99', "kit-no-deal-undeclared", "roles"),
    ('batna_value = 45', 'batna_value = 1_000', "kit-points-range", "roles.north.batna_value"),
    ('title = "River Crossing"', 'title = "River \\u202eCrossing"', "kit-hidden-characters", "meta.title"),
    ('title = "River Crossing"', f'title = "{"x" * 300}"', "kit-text-too-long", "meta.title"),
    ('title = "River Crossing"', 'title = { en = "River", de = "Fluss" }', "kit-language-unknown", "meta.title"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "code", "where"), BREAKS)
def test_each_fault_is_named(before: str, after: str, code: str, where: str) -> None:
    assert before in RIVER
    _, faults = read(RIVER.replace(before, after, 1))
    assert (code, where) in [(fault.code, fault.where) for fault in faults if fault.must]
    for fault in faults:
        assert text_of(fault.code, fault.params)


def test_several_faults_are_all_named() -> None:
    text = RIVER
    broken = [
        b
        for b in BREAKS
        if b[2] in {"kit-format", "kit-minutes", "kit-votes", "kit-best-total", "kit-key-unknown"}
    ]
    for before, after, *_ in broken:
        text = text.replace(before, after, 1)
    _, faults = read(text)
    assert {b[2] for b in broken} <= {fault.code for fault in faults}


def test_every_code_of_the_rules_has_a_sentence() -> None:
    source = "".join(
        (Path(__file__).parents[3] / "src/facilitator/domain/negotiation" / name).read_text()
        for name in ("kit_rules.py", "kit_text.py")
    )
    codes = {part.split('"')[0] for part in source.split('"')[1::2] if part.startswith("kit-")}
    assert len(codes) > 25
    assert codes <= set(SENTENCES)


@pytest.mark.parametrize("text", [
    "", "nothing here", "a = " + "[" * 5000, "n = " + "9" * 6000, "x" * (MOST_CHARACTERS + 1), "[meta]\nmeta = 1\n[[roles]]\n",
    "issues = 3\nroles = [1, 2]\nmeta = []\nagreement = 'x'\nobserver_sheet = {}\nlanguages = {}",
])  # fmt: skip
def test_hostile_texts_are_refused_and_not_run(text: str) -> None:
    _, faults = read(text)
    assert any(fault.must for fault in faults)
    for fault in faults:
        assert text_of(fault.code, fault.params)


def test_a_kit_of_too_many_outcomes_is_sampled_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from facilitator.domain.negotiation import analysis

    monkeypatch.setattr(analysis, "EXACT_LIMIT", 100)
    _, faults = read(RIVER + "# not read before\n")
    assert [(fault.code, fault.must) for fault in faults] == [("kit-sampled", False)]


@given(st.text(max_size=300))
def test_any_text_survives_writing_and_reading(text: str) -> None:
    """What a person types into the editor comes back as the cleaned text, never as markup."""
    from dataclasses import replace

    from facilitator.domain.negotiation.kit import words

    kit = replace(river(), general=words(text))
    again, _ = read_form(write(kit))
    assert again is not None
    once_more, faults = read_form(write(again))
    assert once_more == again
    assert faults == []


def test_agreement_rules() -> None:
    lake, _ = read((FOLDER / "lake-meriva.toml").read_text(encoding="utf-8"))
    assert lake is not None
    rule, roles = lake.agreement, lake.role_ids
    assert rule.holds([r for r in roles if r != "farmers"], roles)
    assert not rule.holds([r for r in roles if r != "energy"], roles)
    assert not rule.holds(["water", "energy", "fishers", "farmers"], roles)
    assert river().agreement.holds(["north", "south"], ("north", "south"))
    assert not river().agreement.holds(["north"], ("north", "south"))
