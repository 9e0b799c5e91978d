"""The sample week and the templates, as written: counts, references, and the rules of the field.

Reads the TOML of `resources/` and the rules of the domain; no store, no document, no window.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from enum import Enum
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from facilitator.domain import (
    agenda,
    attendance,
    case_completeness,
    case_studies,
    certificates,
    people,
    vision,
)
from facilitator.domain.dot_vote import Tally, carried_forward, default_dots
from facilitator.domain.groups import GroupRole
from facilitator.domain.programme import OrganisationRole, day_dates
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
)  # fmt: skip

RESOURCES = Path(__file__).parents[2] / "resources"
GROUPS = "ABCDE"
HALF_DAYS = [(day, half) for day in range(1, 6) for half in agenda.Half]
MARKS = {
    "P": attendance.Mark.PRESENT, "L": attendance.Mark.LATE,
    "E": attendance.Mark.EXCUSED, "A": attendance.Mark.ABSENT,
}  # fmt: skip
ASEAN_IN_2024 = {
    "Brunei Darussalam", "Cambodia", "Indonesia", "Lao PDR", "Malaysia", "Myanmar", "Philippines",
    "Singapore", "Thailand", "Viet Nam",
}  # fmt: skip
OTHER_COUNTRIES = {"Bangladesh", "India", "Nepal", "Timor-Leste"}
SCRIPTS = {
    "Lao": (0x0E80, 0x0EFF), "Thai": (0x0E00, 0x0E7F), "Khmer": (0x1780, 0x17FF),
    "Burmese": (0x1000, 0x109F), "Devanagari": (0x0900, 0x097F), "Bengali": (0x0980, 0x09FF),
    "Tamil": (0x0B80, 0x0BFF), "Vietnamese": (0x1EA0, 0x1EF9), "Arabic": (0x0600, 0x06FF),
}  # fmt: skip
AGREEMENT_STAGES = {
    "pre_negotiation", "ceasefire", "substantive_partial", "substantive_comprehensive",
    "implementation", "renewal", "other",
}  # fmt: skip
PERSON_KEYS = {
    "key", "certificate_name", "badge_name", "own_script_name", "honorific", "family_name",
    "family_name_first", "sex", "country", "institution", "institution_type", "position", "email",
    "notes", "consents", "name_confirmed",
}  # fmt: skip
CASE_TEXTS = ("title", "country", "situation", "triggers", "process", "unresolved",
              "negative_comparison")  # fmt: skip


def _load(*parts: str) -> dict[str, Any]:
    return tomllib.loads(RESOURCES.joinpath(*parts).read_text(encoding="utf-8"))


class Sample(NamedTuple):
    """The files of the sample week; `template` is the agenda it builds on."""

    programme: dict[str, Any]
    agenda: dict[str, Any]
    template: dict[str, Any]
    participants: list[dict[str, Any]]
    marks: dict[str, str]
    groups: list[dict[str, Any]]
    root_causes: dict[str, Any]
    cases: list[dict[str, Any]]
    vision: dict[str, Any]


@pytest.fixture(scope="module")
def sample() -> Sample:
    def part(name: str) -> dict[str, Any]:
        return _load("sample", "vientiane-2024", f"{name}.toml")

    details = part("agenda")
    return Sample(
        part("programme"), details, _load("templates", f"{details['template']}.toml"),
        part("participants")["participants"], part("attendance")["marks"],
        part("groups")["groups"], part("root_causes"), part("case_studies")["cases"],
        part("vision"),
    )  # fmt: skip


def _values(kind: type[Enum]) -> set[object]:
    return {member.value for member in kind}


def _keys(rows: list[dict[str, Any]]) -> list[str]:
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    return keys


def _minutes_held(sample: Sample) -> dict[object, int]:
    held: Counter[object] = Counter()
    for item in sample.template["items"]:
        if agenda.counts_as_learning(agenda.ItemType(item["type"])):
            half = agenda.half_of(agenda.minute_of(item["start"]))
            held[item["day"], half] += item["minutes"]
    return dict(held)


def _presence(sample: Sample, person: str) -> attendance.Presence:
    letters = sample.marks[person]
    marks: dict[object, attendance.Mark] = {
        half_day: MARKS[letter] for half_day, letter in zip(HALF_DAYS, letters, strict=True)
    }
    return attendance.presence(_minutes_held(sample), marks)


def _rules(sample: Sample) -> certificates.CertificateRules:
    return certificates.CertificateRules(**sample.programme["certificate_rules"]).checked()


def _group_of(sample: Sample) -> dict[str, str]:
    return {m["participant"]: g["letter"] for g in sample.groups for m in g["members"]}


def _facts(case: dict[str, Any]) -> case_completeness.CaseFacts:
    causes = [
        case_completeness.CauseFacts(
            explanation=cause["explanation"],
            measures=[measure["measure"] for measure in cause["measures"]],
            evidence=cause["evidence"],
            grade=case_studies.OutcomeGrade(cause["grade"]) if "grade" in cause else None,
            cited_sources=cause["sources"],
            works_since=cause.get("works_since", 0),
            works_until=cause.get("works_until", 0),
        )
        for cause in case["causes"]
    ]
    kinds = case_studies.PointKind
    points = [(kinds.SUCCESS_FACTOR, text) for text in case["success_factors"]]
    points += [(kinds.CONDITION, text) for text in case["conditions"]]
    points += [(kinds.LESSON, lesson["text"]) for lesson in case["lessons"]]
    return case_completeness.CaseFacts(
        **{name: case[name] for name in CASE_TEXTS},
        periods_given=bool(case["conflict_from"] and case["response_from"]),
        parties=len(case["parties"]),
        causes=causes,
        points=points,
        sources=[
            case_completeness.SourceFacts(
                number,
                case_studies.Independence(source["independence"]),
                case_studies.SourceType(source["type"]),
            )
            for number, source in enumerate(case["sources"], 1)
        ],
        consent_to_share=case["consent_to_share"],
    )


def test_programme_says_that_it_is_a_sample_and_has_an_invented_organiser(sample: Sample) -> None:
    facts = sample.programme["programme"]
    assert facts["is_sample"] is True
    assert "sample" in facts["notes"]
    assert "invented" in facts["notes"]
    organisers = [o for o in sample.programme["organisations"] if o["role"] == "organiser"]
    assert organisers
    for organisation in sample.programme["organisations"]:
        assert organisation["role"] in _values(OrganisationRole)
        assert "(sample)" in organisation["name"]
        assert not re.search(r"\bUN\b|UNITAR|United Nations", organisation["name"])
    assert len(sample.programme["signatories"]) == 2


def test_programme_runs_from_monday_4_to_friday_8_november_2024(sample: Sample) -> None:
    facts = sample.programme["programme"]
    days = day_dates(facts["first_day"], facts["days"])
    assert (days[0], days[-1]) == (date(2024, 11, 4), date(2024, 11, 8))
    assert days[0].isoweekday() == 1
    assert len(sample.programme["days"]) == facts["days"] == 5
    assert 4 <= len(sample.programme["objectives"]) <= 5
    certificates.check_serial_format(facts["serial_format"])
    _rules(sample)


def test_template_holds_the_73_items_of_the_model_agenda(sample: Sample) -> None:
    items = sample.template["items"]
    assert len(items) == 73
    assert Counter(item["day"] for item in items) == {1: 15, 2: 15, 3: 13, 4: 16, 5: 14}
    learning = sum(
        item["minutes"] for item in items
        if agenda.counts_as_learning(agenda.ItemType(item["type"]))
    )  # fmt: skip
    assert round(learning / 60, 1) == 30.9
    assert len(sample.template["days"]) == sample.template["template"]["days"] == 5


def test_items_of_a_day_lie_inside_it_and_never_overlap(sample: Sample) -> None:
    class Span(NamedTuple):
        start: int
        minutes: int

    spans: dict[int, list[Span]] = {}
    for item in sample.template["items"]:
        start = agenda.minute_of(item["start"])
        agenda.check_span(start, item["minutes"], item["floor"])
        spans.setdefault(item["day"], []).append(Span(start, item["minutes"]))
    for day in spans.values():
        assert not [pair for pair in combinations(day, 2) if agenda.overlaps(*pair)]


def test_rooms_leads_and_details_of_the_agenda_exist(sample: Sample) -> None:
    items = {(item["day"], item["start"]) for item in sample.template["items"]}
    assert len(items) == 73
    generic_rooms, rooms = (set(_keys(part["rooms"])) for part in (sample.template,
                                                                   sample.programme))  # fmt: skip
    used = {item["room"] for item in sample.template["items"] if "room" in item}
    assert used <= generic_rooms <= rooms
    leads = set(_keys(sample.programme["resource_persons"]))
    places = [(detail["day"], detail["start"]) for detail in sample.agenda["details"]]
    assert len(places) == len(set(places))
    assert set(places) <= items
    for detail in sample.agenda["details"]:
        assert detail.get("lead", "resident") in leads
        assert detail.get("room", "plenary") in rooms
        assert detail.keys() - {"day", "start"}


def test_steps_of_sessions_fill_them_and_stand_in_sessions_that_exist(sample: Sample) -> None:
    lengths = {(i["day"], i["start"]): i["minutes"] for i in sample.template["items"]}
    sessions = _load("sample", "vientiane-2024", "running.toml")["sessions"]
    assert len(sessions) >= 5
    for session in sessions:
        steps = session["steps"]
        assert sum(step["minutes"] for step in steps) == lengths[session["day"], session["start"]]
        assert all(step["title"] and step["task"] and step["say"] for step in steps)


def test_blank_template_has_five_days_and_no_items() -> None:
    blank = _load("templates", "blank.toml")
    assert len(blank["days"]) == blank["template"]["days"] == 5
    assert not blank.get("items")


@pytest.mark.parametrize("name", ["asean-week", "blank"])
def test_templates_hold_no_people(name: str) -> None:
    template = _load("templates", f"{name}.toml")
    assert template.keys() <= {"template", "days", "objectives", "rooms", "items"}
    for item in template.get("items", []):
        assert not item.keys() & {"lead", "private_notes"}


def test_participants_are_35_with_17_women_and_18_men_of_14_countries(sample: Sample) -> None:
    count = people.count_by_sex(people.Sex(p["sex"]) for p in sample.participants)
    assert (count.women, count.men, count.not_stated) == (17, 18, 0)
    assert count.women_percent == 49
    assert _keys(sample.participants) == [f"p{number:02d}" for number in range(1, 36)]
    assert {p["country"] for p in sample.participants} == ASEAN_IN_2024 | OTHER_COUNTRIES
    sectors = Counter(people.InstitutionType(p["institution_type"]) for p in sample.participants)
    kinds = people.InstitutionType
    assert sectors == {kinds.GOVERNMENT: 17, kinds.CIVIL_SOCIETY: 8, kinds.ACADEMIA: 8,
                       kinds.REGIONAL_BODY: 2}  # fmt: skip
    regional = {p["institution"] for p in sample.participants
                if p["institution_type"] == "regional_body"}  # fmt: skip
    assert regional == {"ASEAN Institute for Peace and Reconciliation"}


def test_every_participant_is_complete_and_stored_as_typed(sample: Sample) -> None:
    for person in sample.participants:
        assert person.keys() - {"assessment_percent"} == PERSON_KEYS
        for field in ("certificate_name", "badge_name", "own_script_name", "institution"):
            cleaned = people.clean_line(person[field])
            assert (cleaned.text, cleaned.removed) == (person[field], 0)
        assert people.clean_name(person["certificate_name"])
        assert person["family_name"] in person["certificate_name"]
        assert people.clean_email(person["email"]).endswith("@example.org")
        assert [type(consent) for consent in person["consents"]] == [bool] * 3
    for field in ("certificate_name", "email"):
        assert len({person[field] for person in sample.participants}) == 35
    refused = [p for p in sample.participants if not all(p["consents"])]
    assert 0 < len(refused) < 18


@pytest.mark.parametrize("script", SCRIPTS)
def test_somebody_has_a_name_in_the_script(sample: Sample, script: str) -> None:
    first, last = SCRIPTS[script]
    names = [p["own_script_name"] for p in sample.participants]
    letters = [
        char for name in names for char in name
        if first <= ord(char) <= last and unicodedata.category(char).startswith("L")
    ]  # fmt: skip
    assert letters


def test_own_script_names_keep_to_one_script(sample: Sample) -> None:
    for name in (p["own_script_name"] for p in sample.participants if p["own_script_name"]):
        scripts = {unicodedata.name(char).split()[0] for char in name if char.isalpha()}
        assert len(scripts) == 1, name


def test_exactly_one_person_is_below_the_attendance_threshold(sample: Sample) -> None:
    assert sample.marks.keys() == set(_keys(sample.participants))
    threshold = _rules(sample).attendance_percent
    below = [key for key in sample.marks if not _presence(sample, key).reaches(threshold)]
    assert len(below) == 1
    assert sum(letter in "EA" for letter in sample.marks[below[0]]) >= 3
    once = [key for key, letters in sample.marks.items() if sum(x in "EA" for x in letters) == 1]
    assert len(once) >= 3


def test_certificates_come_out_in_both_kinds_and_for_every_common_reason(sample: Sample) -> None:
    presented = {case["group"] for case in sample.cases if case["presented"]}
    group_of = _group_of(sample)
    outcomes = Counter(
        certificates.decide(
            _rules(sample),
            certificates.Record(
                presence=_presence(sample, person["key"]),
                assessment_percent=person.get("assessment_percent"),
                case_presented=group_of[person["key"]] in presented,
            ),
        ).reason
        for person in sample.participants
    )
    reasons = certificates.Reason
    assert outcomes == {reasons.ALL_MET: 31, reasons.BELOW_PASS_MARK: 2, reasons.NOT_ASSESSED: 1,
                        reasons.BELOW_ATTENDANCE: 1}  # fmt: skip


def test_home_groups_are_balanced_by_country_sex_and_sector(sample: Sample) -> None:
    by_key = {person["key"]: person for person in sample.participants}
    assert "".join(group["letter"] for group in sample.groups) == GROUPS
    assert sorted(_group_of(sample)) == sorted(by_key)
    for group in sample.groups:
        members = [by_key[m["participant"]] for m in group["members"]]
        assert len(members) == len({m["country"] for m in members}) == 7
        assert Counter(m["sex"] for m in members)["woman"] in (3, 4)
        assert {"government", "civil_society", "academia"} <= {m["institution_type"]
                                                               for m in members}  # fmt: skip
        roles = Counter(m["role"] for m in group["members"])
        assert roles.keys() == _values(GroupRole)
        assert roles.pop("member") == 3
        assert set(roles.values()) == {1}


def test_votes_on_the_board_add_up_and_carry_five_to_eight_causes(sample: Sample) -> None:
    board, cards = sample.root_causes["board"], sample.root_causes["cards"]
    assert 18 <= len(_keys(cards)) <= 22
    assert board["dots_each"] == default_dots(len(cards))
    assert sum(card["dots"] for card in cards) <= board["dots_each"] * board["voters"]
    for card in cards:
        assert card["voters"] <= min(card["dots"], board["voters"])
        assert card["dots"] <= 2 * card["voters"]
    ranked = [(card["key"], Tally(card["dots"], card["voters"])) for card in cards]
    for places in range(5, 9):
        assert 5 <= len(carried_forward(ranked, places)) <= 8


def test_cards_are_one_idea_in_the_words_of_the_field(sample: Sample) -> None:
    for card in sample.root_causes["cards"]:
        assert 5 <= len(card["text"]) <= 140
        assert not re.search(r" and |;", card["text"])
        assert card["dimension"] in _values(Dimension)
        assert card["level"] in _values(Level)
        assert card["groups"]
        assert set(card["groups"]) <= set(GROUPS)


def test_every_group_has_a_tree_that_meets_the_rules_of_the_tool(sample: Sample) -> None:
    trees = sample.root_causes["trees"]
    assert "".join(tree["group"] for tree in trees) == GROUPS
    assert sorted(tree["sensitivity"] for tree in trees) == ["group"] * 2 + ["open"] * 3
    assert any(tree["feedback"] for tree in trees)
    for tree in trees:
        assert TreeSchool(tree["school"]) is TreeSchool.CAUSES_PROBLEM_EFFECTS
        assert 15 <= len(tree["core_problem"]) <= 140
        assert not re.match(r"(lack of|no|absence of|missing)\b", tree["core_problem"].lower())
        roots = [node for node in tree["nodes"] if node["kind"] == NodeKind.ROOT.value]
        effects = [node for node in tree["nodes"] if node["kind"] == NodeKind.EFFECT.value]
        assert len(roots) + len(effects) == len(tree["nodes"])
        assert len(roots) >= 3
        assert len(effects) >= 2
        assert any(root["level"] == Level.STRUCTURAL.value for root in roots)
        assert len({node["dimension"] for node in tree["nodes"]}) >= 3


def test_nodes_of_a_tree_hang_together(sample: Sample) -> None:
    every_key = [n["key"] for tree in sample.root_causes["trees"] for n in tree["nodes"]]
    assert len(every_key) == len(set(every_key))
    for tree in sample.root_causes["trees"]:
        seen: dict[str, str] = {"": ""}
        for node in tree["nodes"]:
            assert node["parent"] in seen, "a parent stands before its children, so no cycle"
            assert seen[node["parent"]] in ("", node["kind"])
            seen[node["key"]] = node["kind"]
            assert 5 <= len(node["text"]) <= 140
            assert node["dimension"] in _values(Dimension)
            assert node["agreement"] in _values(Agreement)
            if node["kind"] == NodeKind.ROOT.value:
                assert node["level"] in _values(Level)
                assert node["influence"] in _values(Influence)
        for effect, root in tree["feedback"]:
            assert (seen[effect], seen[root]) == (NodeKind.EFFECT.value, NodeKind.ROOT.value)


def test_two_cases_are_final_and_complete_and_three_are_drafts_with_gaps(sample: Sample) -> None:
    assert "".join(case["group"] for case in sample.cases) == GROUPS
    missing = {c["group"]: case_completeness.missing_for_final(_facts(c)) for c in sample.cases}
    final = [c["group"] for c in sample.cases
             if case_studies.CaseState(c["state"]) is case_studies.CaseState.FINAL]  # fmt: skip
    assert len(final) == 2
    for group, gaps in missing.items():
        assert bool(gaps) == (group not in final), (group, gaps)
    assert sum(case["presented"] for case in sample.cases) >= 4
    drafts = [case["sensitivity"] for case in sample.cases if case["group"] not in final]
    assert drafts.count(Sensitivity.GROUP.value) == 1


def test_final_cases_rest_on_two_sources_a_claim_one_of_them_independent(sample: Sample) -> None:
    for case in sample.cases:
        if case["state"] != case_studies.CaseState.FINAL.value:
            continue
        for cause in case["causes"]:
            cited = [case["sources"][number - 1]["independence"] for number in cause["sources"]]
            assert len(cited) >= 2
            assert case_studies.Independence.INDEPENDENT.value in cited
        texts = [case[name] for name in CASE_TEXTS]
        texts += [cause[name] for cause in case["causes"] for name in ("explanation", "evidence")]
        texts += case["success_factors"] + case["conditions"]
        texts += [lesson["text"] for lesson in case["lessons"]]
        assert 600 <= sum(case_studies.word_count(text) for text in texts) <= 1000


def test_words_of_the_cases_are_those_of_the_field(sample: Sample) -> None:
    cards = {card["key"]: card for card in sample.root_causes["cards"]}
    for case in sample.cases:
        assert case["arena"] in _values(case_studies.Arena)
        assert case["status"] in _values(case_studies.ConflictStatus)
        assert case["sensitivity"] in _values(Sensitivity)
        assert case["causes"]
        assert case["lessons"]
        for cause in case["causes"]:
            assert cause["level"] == cards[cause["card"]]["level"]
            assert set(cause["sources"]) <= set(range(1, len(case["sources"]) + 1))
            for measure in cause["measures"]:
                assert measure["level"] in _values(case_studies.ActorLevel)
                assert measure["instrument"] in _values(case_studies.Instrument)
        for source in case["sources"]:
            assert source["type"] in _values(case_studies.SourceType)
            assert source["independence"] in _values(case_studies.Independence)
            assert source["title"]
            assert source["date"]
        assert {agreement["stage"] for agreement in case["agreements"]} <= AGREEMENT_STAGES
        for first, last in (("conflict_from", "conflict_to"), ("response_from", "response_to")):
            assert case[last] == 0 or case[first] <= case[last]


def test_themes_of_the_vision_hold_their_statements_and_votes(sample: Sample) -> None:
    clusters, present = sample.vision["clusters"], sample.vision["poll"]["present"]
    assert 6 <= len(_keys(clusters)) <= 8
    for cluster in clusters:
        assert len(cluster["name"]) <= 60
        assert 3 <= len(cluster["statements"]) <= 6
        assert all(10 <= len(text) <= 200 for text in cluster["statements"])
        assert cluster["voters"] <= min(cluster["dots"], present)
    budget = default_dots(len(clusters)) * present
    assert sum(cluster["dots"] for cluster in clusters) <= budget
    statements = sum(len(cluster["statements"]) for cluster in clusters)
    assert statements <= 3 * present


def test_every_origin_in_the_vision_leads_back_to_its_source(sample: Sample) -> None:
    known = {f"cluster:{key}" for key in _keys(sample.vision["clusters"])}
    known |= {f"card:{key}" for key in _keys(sample.root_causes["cards"])}
    lessons = _keys([lesson for case in sample.cases for lesson in case["lessons"]])
    known |= {f"lesson:{key}" for key in lessons}
    for paragraph in sample.vision["paragraphs"]:
        assert set(paragraph["origins"]) <= known
        body = paragraph["kind"] in ("preambular", "operative")
        assert bool(paragraph["origins"]) == body


def test_vision_is_built_as_such_texts_are(sample: Sample) -> None:
    paragraphs = sample.vision["paragraphs"]
    kinds = [vision.ParagraphKind(p["kind"]) for p in paragraphs]
    assert kinds == sorted(kinds, key=list(vision.ParagraphKind).index)
    assert Counter(kind.value for kind in kinds) == {
        "title": 1, "chapeau": 1, "preambular": 5, "operative": 7, "closing": 1
    }  # fmt: skip
    texts = {kind: [p["text"] for p in paragraphs if p["kind"] == kind] for kind in kinds}
    assert "personal capacity" in texts[vision.ParagraphKind.CHAPEAU][0]
    for text in texts[vision.ParagraphKind.PREAMBULAR]:
        assert re.match(r"[A-Z]\w+ing\b.*,$", text)
    *clauses, last = texts[vision.ParagraphKind.OPERATIVE]
    assert all(text.endswith(";") for text in clauses)
    assert last.endswith(".")
    headings = [p["heading"] for p in paragraphs if p["heading"]]
    assert 3 <= len(headings) <= 4


def test_vision_keeps_to_its_length_and_mandate(sample: Sample) -> None:
    texts = [paragraph["text"] for paragraph in sample.vision["paragraphs"]]
    words = [len(text.split()) for text in texts]
    assert 400 <= sum(words) <= 800
    assert max(words) <= 60
    whole = " ".join(texts)
    assert not re.search(r"\b(must|decides?|demands?)\b|[\[\]]", whole, re.IGNORECASE)
    blamed = (ASEAN_IN_2024 | OTHER_COUNTRIES) - {"Lao PDR"}
    assert not [country for country in blamed if country in whole]


def test_vision_was_adopted_under_its_rule(sample: Sample) -> None:
    head, poll = sample.vision["vision"], sample.vision["poll"]
    assert vision.VisionState(head["state"]) is vision.VisionState.ADOPTED
    assert head["adopted_on"] == date(2024, 11, 8)
    counts = {point.value: poll["counts"][point.value - 1] for point in vision.Gradient}
    assert len(poll["counts"]) == 8
    outcome = vision.poll_outcome(vision.AdoptionRule(head["rule"]), counts, poll["present"])
    assert outcome.adopted
    assert outcome.voters == poll["present"] == sample.root_causes["board"]["voters"] == 34
    assert len(poll["reservations"]) <= 1
