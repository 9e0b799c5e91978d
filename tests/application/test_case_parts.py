"""Single acts on a case: limits, what is refused, what is kept, who may."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from facilitator.application.commands.case_parts import (
    AddCase,
    CiteSource,
    EditCase,
    FinishCase,
    OrderCaseParts,
    PartKind,
    PutCasePart,
    RemoveCasePart,
)
from facilitator.application.commands.case_presentations import (
    OrderPresentations,
    PutCaseReview,
    SetPresentationTimes,
)
from facilitator.application.commands.groupwork import DecideHandIn, HandInTask
from facilitator.application.queries.case_studies import board_causes, case_rooms, case_studies
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.report import the_report
from facilitator.application.queries.vision_work import origins, trace
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.application.workspace import Workspace
from facilitator.domain.case_studies import CaseState, Confidence
from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.reports.report_cases import open_cases
from facilitator.support.errors import RuleViolation


def case_of(workspace: Workspace, key: UUID) -> CaseStudyRow:
    found: CaseStudyRow = next(c for c in workspace.query(case_studies) if c.id == key)
    return found


@pytest.fixture
def new(sample: Workspace) -> UUID:
    begun = AddCase(sample.query(home_groups)[2].id, "A new case")
    sample.execute(begun)
    return begun.case_id


def refused(workspace: Workspace, command: object) -> str:
    with pytest.raises(RuleViolation) as caught:
        workspace.execute(command)  # type: ignore[arg-type]
    assert str(caught.value)
    return caught.value.code


def test_a_group_has_two_cases_at_most(sample: Workspace, new: UUID) -> None:
    group_id = case_of(sample, new).group_id
    assert refused(sample, AddCase(group_id, "A third")) == "case-enough"


@pytest.mark.parametrize(("kind", "needed", "most"), [
    (PartKind.PARTY, "name", 8), (PartKind.THIRD_PARTY, "name", 8),
    (PartKind.AGREEMENT, "name", 6), (PartKind.SUCCESS_FACTOR, "text", 5),
    (PartKind.CONDITION, "text", 3), (PartKind.LESSON, "text", 4), (PartKind.SOURCE, "title", 15),
])  # fmt: skip
def test_lists_have_their_limits_and_keep_their_order(
    sample: Workspace, new: UUID, kind: PartKind, needed: str, most: int
) -> None:
    keys = [uuid4() for _ in range(most)]
    for number, key in enumerate(keys):
        sample.execute(PutCasePart(kind, new, {needed: f"Line {number}"}, key))
    assert refused(sample, PutCasePart(kind, new, {needed: "One more"})) == "case-list-full"
    sample.execute(RemoveCasePart(kind, keys[0]))
    left = tuple(keys[1:][::-1])
    sample.execute(OrderCaseParts(kind, new, left))
    assert refused(sample, OrderCaseParts(kind, new, left[1:])) == "not-found"
    assert refused(sample, PutCasePart(kind, new, {needed: "  "})) == "text-empty"
    assert refused(sample, PutCasePart(kind, new, {})) == "text-empty"
    row = case_of(sample, new)
    lists = (row.parties, row.third_parties, row.agreements, row.points, row.sources)
    assert left in [tuple(part.id for part in parts) for parts in lists]


def test_causes_come_from_the_board_and_once(sample: Workspace, new: UUID) -> None:
    cards = sample.query(board_causes)
    for card in cards[:4]:
        sample.execute(PutCasePart(PartKind.CAUSE, new, {"card_id": card.id}))
    row = case_of(sample, new)
    assert [cause.card for cause in row.causes] == [card.text for card in cards[:4]]
    change = PutCasePart(PartKind.CAUSE, new, {"card_id": cards[0].id}, row.causes[1].id)
    assert refused(sample, change) == "case-cause-twice"
    fifth = PutCasePart(PartKind.CAUSE, new, {"card_id": cards[5].id})
    assert refused(sample, fifth) == "case-list-full"
    strange = PutCasePart(PartKind.CAUSE, new, {"card_id": uuid4()}, row.causes[0].id)
    assert refused(sample, strange) == "not-found"


def test_only_the_cases_own_sources_are_cited(sample: Workspace, new: UUID) -> None:
    other = sample.query(case_studies)[0]
    card = sample.query(board_causes)[0]
    cause, source = uuid4(), uuid4()
    sample.execute(PutCasePart(PartKind.CAUSE, new, {"card_id": card.id}, cause))
    said = {"title": "A study", "independence": "independent"}
    sample.execute(PutCasePart(PartKind.SOURCE, new, said, source))
    assert refused(sample, CiteSource(cause, other.sources[0].id)) == "not-found"
    sample.execute(CiteSource(cause, source))
    sample.execute(CiteSource(cause, source))
    assert case_of(sample, new).causes[0].sources == (1,)
    assert case_of(sample, new).causes[0].confidence is Confidence.MEDIUM
    sample.execute(RemoveCasePart(PartKind.SOURCE, source))
    assert case_of(sample, new).causes[0].confidence is None


def test_third_parties_and_their_absence(sample: Workspace, new: UUID) -> None:
    sample.execute(EditCase(new, {"no_third_parties": True}))
    sample.execute(PutCasePart(PartKind.THIRD_PARTY, new, {"name": "A neighbour"}))
    assert not case_of(sample, new).no_third_parties
    assert refused(sample, EditCase(new, {"no_third_parties": True})) == "case-has-third-parties"


@pytest.mark.parametrize("changes", [
    {"conflict_from": "soon"}, {"conflict_from": "2010", "conflict_to": "2001"},
    {"response_from": "99"}, {"conflict_from": "²"},
])  # fmt: skip
def test_years_that_cannot_be(sample: Workspace, new: UUID, changes: dict[str, str]) -> None:
    assert refused(sample, EditCase(new, changes)) == "case-years"
    assert case_of(sample, new).years == (0, 0, 0, 0)


def test_a_final_case_that_loses_a_must_is_a_draft_and_nothing_typed_is_lost(
    sample: Workspace,
) -> None:
    row = sample.query(case_studies)[0]
    assert row.state is CaseState.FINAL
    sample.execute(EditCase(row.id, {"triggers": "word " * 101}))
    after = case_of(sample, row.id)
    assert (after.state, after.finished_on) == (CaseState.DRAFT, None)
    assert len(after.triggers.split()) == 101
    assert refused(sample, FinishCase(row.id)) == "case-not-final"
    sample.execute(EditCase(row.id, {"triggers": "A dry year."}))
    sample.execute(FinishCase(row.id))
    assert case_of(sample, row.id).state is CaseState.FINAL


def test_unfinished_words_are_nobodys_but_the_groups(sample: Workspace, new: UUID) -> None:
    sample.execute(PutCasePart(PartKind.LESSON, new, {"text": "Ask the upper village"}))
    card = sample.query(board_causes)[0]
    sample.execute(PutCasePart(PartKind.CAUSE, new, {"card_id": card.id}))
    sample.execute(EditCase(new, {"sensitivity": "open"}))
    group = case_of(sample, new).group_id
    for command, shown in (
        (None, False), (HandInTask(Team(group_id=group), Task.CASES), True),
        (DecideHandIn(Team(group_id=group), Task.CASES, HandInState.REOPENED), False),
    ):  # fmt: skip
        if command is not None:
            sample.execute(command)
        report = sample.query(the_report)
        assert ("A new case" in {case.title for case in open_cases(report)}) is shown
        assert ("A new case" in {row.place for row in sample.query(origins).lessons}) is shown
        assert ("A new case" in repr(sample.query(trace))) is shown
        assert case_of(sample, new).is_private is not shown


def test_presentations_and_reviews(sample: Workspace, new: UUID) -> None:
    first = sample.query(case_studies)[0].id
    sample.execute(OrderPresentations((new, first)))
    rooms = sample.query(case_rooms)
    assert [rooms[key].presentation.position for key in (new, first)] == [1, 2]
    assert not any(r.presentation.position for k, r in rooms.items() if k not in {new, first})
    assert refused(sample, SetPresentationTimes(new, 0, 8)) == "case-minutes"
    assert refused(sample, PutCaseReview(new, ("", ""), "", "")) == "text-empty"
    bad = PutCaseReview(new, ("a", "b"), "", "", (4, *[None] * 7))
    assert refused(sample, bad) == "case-marks"
    assert not rooms[new].handed_in
    assert rooms[first].handed_in
