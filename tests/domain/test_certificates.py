"""Certificate rules: eligibility with its reason, serials."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance import Mark, Presence, presence
from facilitator.domain.certificates import (
    CertificateKind,
    CertificateRules,
    Eligibility,
    Reason,
    Record,
    check_serial_format,
    decide,
    serial,
)
from facilitator.support.errors import RuleViolation

RULES = CertificateRules()
FULL = Presence(100, 100)


@pytest.mark.parametrize(("record", "kind", "reason"), [
    (Record(FULL, 90, True), CertificateKind.COMPLETION, Reason.ALL_MET),
    (Record(FULL, 69, True), CertificateKind.PARTICIPATION, Reason.BELOW_PASS_MARK),
    (Record(FULL, 70, True), CertificateKind.COMPLETION, Reason.ALL_MET),
    (Record(FULL, None, True), CertificateKind.PARTICIPATION, Reason.NOT_ASSESSED),
    (Record(FULL, 90, False), CertificateKind.PARTICIPATION, Reason.NO_CASE_PRESENTED),
    (Record(Presence(80, 100), 90, True), CertificateKind.COMPLETION, Reason.ALL_MET),
    (Record(Presence(79, 100), 90, True), None, Reason.BELOW_ATTENDANCE),
    (Record(Presence(0, 0), 90, True), None, Reason.NO_ATTENDANCE_TAKEN),
    (Record(FULL, 90, True, withdrawn=True), None, Reason.WITHDRAWN),
])  # fmt: skip
def test_what_the_rules_propose(
    record: Record, kind: CertificateKind | None, reason: Reason
) -> None:
    assert decide(RULES, record) == Eligibility(kind, reason)


def test_a_programme_without_completion_says_so() -> None:
    rules = CertificateRules(offers_completion=False)
    assert decide(rules, Record(FULL, 90, True)).reason is Reason.COMPLETION_NOT_OFFERED


def test_what_is_not_asked_for_is_not_looked_at() -> None:
    rules = CertificateRules(needs_assessment=False, needs_case=False)
    assert decide(rules, Record(FULL)).kind is CertificateKind.COMPLETION


records = st.builds(
    Record, st.integers(0, 1000).map(lambda n: Presence(n, 1000)), st.none() | st.integers(0, 100),
    st.booleans(), st.booleans(),
)  # fmt: skip


@given(records)
def test_more_presence_never_takes_a_certificate_away(record: Record) -> None:
    more = Record(FULL, record.assessment_percent, record.case_presented, record.withdrawn)
    ranks = [None, CertificateKind.PARTICIPATION, CertificateKind.COMPLETION]
    assert ranks.index(decide(RULES, more).kind) >= ranks.index(decide(RULES, record).kind)


@given(st.lists(st.tuples(st.integers(1, 300), st.none() | st.sampled_from(Mark)), max_size=12))
def test_presence_counts_minutes_of_present_and_late(
    sessions: list[tuple[int, Mark | None]],
) -> None:
    held = {n: minutes for n, (minutes, _) in enumerate(sessions)}
    marks = {n: mark for n, (_, mark) in enumerate(sessions) if mark is not None}
    counted = sum(m for m, mark in sessions if mark in {Mark.PRESENT, Mark.LATE})
    assert presence(held, marks) == Presence(counted, sum(held.values()))


def test_the_threshold_is_not_rounded() -> None:
    assert not Presence(7999, 10000).reaches(80)
    assert Presence(8000, 10000).reaches(80)


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_serials_are_unique(a: int, b: int) -> None:
    first, second = (
        serial("{year}-{month:02d}-{number:03d}", date(2024, 11, 4), n) for n in (a, b)
    )
    assert (first == second) == (a == b)


def test_a_serial_reads_as_its_format() -> None:
    assert serial("VTE-{year}-{number:03d}", date(2024, 11, 4), 7) == "VTE-2024-007"


@pytest.mark.parametrize("text", [
    "", "X", "{year}", "{name}-{number}", "{number.__class__}", "{number!r}{0}", "{number", "{number:99999}", "{number[0]}",
    "{number:q}", "a\x07{number}",
])  # fmt: skip
def test_a_format_that_cannot_number_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation):
        check_serial_format(text)
