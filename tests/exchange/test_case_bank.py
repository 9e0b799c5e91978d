"""The starter bank: each stub can be begun, says what to verify, and is no case yet."""

from __future__ import annotations

from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.groups import home_groups
from facilitator.application.workspace import Workspace
from facilitator.domain.case_studies import TITLE_LIMIT, CaseState, word_count
from facilitator.exchange.case_bank import case_bank


def test_stubs_are_short_and_ask_to_be_verified() -> None:
    assert len({stub.key for stub in case_bank()}) == len(case_bank()) == 9
    for stub in case_bank():
        assert 0 < len(stub.title) <= TITLE_LIMIT
        assert word_count(stub.notes) < 60  # dates and facts alone
        assert stub.notes.startswith("From the starter bank: verify")
        assert stub.check


def test_a_stub_begins_a_case_that_lacks_its_musts(sample: Workspace) -> None:
    group = sample.query(home_groups)[4]
    for stub in case_bank()[:1]:
        begun = stub.begin(group.id)
        sample.execute(begun)
        case = next(c for c in sample.query(case_studies) if c.id == begun.case_id)
        assert (case.state, case.group) == (CaseState.DRAFT, group.letter)
        assert [a.signed for a in case.agreements] == [a.signed for a in stub.agreements]
        assert case.notes == stub.notes
        assert {gap.code for gap in case.missing} >= {"case-causes-count", "case-consent-missing"}
