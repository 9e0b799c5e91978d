"""Queries on case studies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.case_studies import (
    AgreementRow,
    BoardCauseRow,
    CaseCauseRow,
    CaseRoomRow,
    CaseStudyRow,
    MeasureRow,
    PartyRow,
    PointRow,
    PresentationRow,
    ReviewRow,
    SourceRow,
    SpeakerRow,
)  # fmt: skip
from facilitator.domain.case_completeness import (
    CaseFacts,
    CauseFacts,
    Completeness,
    SourceFacts,
    completeness,
)  # fmt: skip
from facilitator.domain.case_studies import (
    PRESENTATION,
    QUESTIONS,
    CaseState,
    OutcomeGrade,
    PointKind,
    confidence,
)  # fmt: skip
from facilitator.domain.groupwork import HandInState, Task
from facilitator.persistence.models.case_studies import (
    CaseAgreement,
    CaseCause,
    CaseMeasure,
    CaseParty,
    CasePoint,
    CasePresentation,
    CaseReview,
    CaseSource,
    CaseSpeaker,
    CaseStudy,
    CauseSource,
)  # fmt: skip
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.groupwork import HandIn
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.root_causes import CauseCard, ConflictTree, TreeNode

T = TypeVar("T")
_NOTHING = Completeness((), (), 0)


def case_studies(session: Session) -> tuple[CaseStudyRow, ...]:
    """All cases in order of group, each with what it still lacks to be final."""
    wanted = (
        select(CaseStudy, HomeGroup.letter)
        .join(HomeGroup, HomeGroup.id == CaseStudy.group_id)
        .order_by(HomeGroup.letter, CaseStudy.position, CaseStudy.title)
    )
    parts, private = _Parts(session), private_cases(session)
    found = []
    for case, letter in session.execute(wanted):
        row = replace(parts.row(case, letter), is_private=case.id in private,
                      core_problem=parts.trunk(case))  # fmt: skip
        found.append(_with_completeness(row, parts.facts(case, row)))
    return tuple(found)


def complete_cases(session: Session) -> tuple[int, int]:
    """How many cases lack nothing to be final, and how many cases there are."""
    parts = _Parts(session)
    facts = [parts.facts(case, parts.row(case, "")) for case in session.scalars(select(CaseStudy))]
    return sum(not completeness(known).musts for known in facts), len(facts)


def _with_completeness(row: CaseStudyRow, facts: CaseFacts) -> CaseStudyRow:
    found = completeness(facts)
    return replace(row, missing=found.musts, completeness=found)


def facts_of(session: Session, case_id: UUID) -> CaseFacts:
    """What the completeness rules need to know of a case."""
    case, parts = session.get_one(CaseStudy, case_id), _Parts(session)
    return parts.facts(case, parts.row(case, ""))


class _Parts:
    """The parts of all cases, read in one statement a table; the trees only where they are asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._parties = _by("case_id", session.scalars(_in_order(CaseParty)))
        self._points = _by("case_id", session.scalars(_in_order(CasePoint)))
        self._sources = _by("case_id", session.scalars(_in_order(CaseSource)))
        self._causes = _by("case_id", session.scalars(_in_order(CaseCause)))
        self._measures = _by("cause_id", session.scalars(_in_order(CaseMeasure)))
        self._citations = _by("cause_id", session.scalars(select(CauseSource)))
        self._agreements = _by("case_id", session.scalars(_in_order(CaseAgreement)))
        self._cards = {c.id: c.text for c in session.execute(select(CauseCard.id, CauseCard.text))}

    @cached_property
    def _trunks(self) -> dict[tuple[UUID, UUID | None], str]:
        """By group and card: the trunk of the group's tree that the card hangs on."""
        wanted = (
            select(ConflictTree, TreeNode.card_id)
            .join(TreeNode, TreeNode.tree_id == ConflictTree.id)
            .where(TreeNode.card_id.is_not(None))
        )
        found = self._session.execute(wanted)
        return {(tree.group_id, card): tree.core_problem for tree, card in found}

    def row(self, case: CaseStudy, letter: str) -> CaseStudyRow:
        """The case as a row; `missing` and `core_problem` still empty."""
        parties = self._parties[case.id]
        return CaseStudyRow(
            id=case.id, group=letter, title=case.title, country=case.country, arena=case.arena,
            conflict_period=_years(case.conflict_from, case.conflict_to),
            response_period=_years(case.response_from, case.response_to),
            status=case.status, situation=case.situation,
            parties=tuple(_party(p) for p in parties if not p.is_third_party),
            third_parties=tuple(_party(p) for p in parties if p.is_third_party),
            causes=tuple(self._cause(cause) for cause in self._causes[case.id]),
            triggers=case.triggers, process=case.process, unresolved=case.unresolved,
            success_factors=self._texts(case, PointKind.SUCCESS_FACTOR),
            conditions=self._texts(case, PointKind.CONDITION),
            lessons=self._texts(case, PointKind.LESSON),
            negative_comparison=case.negative_comparison,
            sources=tuple(
                SourceRow(s.type, s.author, s.title, s.date, s.publisher, s.locator, s.independence,
                          s.accessed, s.note, s.id)
                for s in self._sources[case.id]
            ),
            sensitivity=case.sensitivity, state=case.state, presented=case.presented, missing=(),
            completeness=_NOTHING, group_id=case.group_id,
            years=(case.conflict_from, case.conflict_to, case.response_from, case.response_to),
            agreements=tuple(
                AgreementRow(a.id, a.name, a.signed, a.stage, a.kind, a.parties, a.third_parties,
                             a.link)
                for a in self._agreements[case.id]
            ),
            points=tuple(PointRow(p.id, p.kind, p.text) for p in self._points[case.id]),
            notes=case.notes, consent_to_share=case.consent_to_share,
            no_third_parties=case.no_third_parties, authors=case.authors,
            finished_on=case.finished_on,
        )  # fmt: skip

    def trunk(self, case: CaseStudy) -> str:
        """The core problem of the tree that the case's causes hang on, or nothing."""
        cards = [cause.card_id for cause in self._causes[case.id]]
        found = (self._trunks.get((case.group_id, card), "") for card in cards)
        return next((trunk for trunk in found if trunk), "")

    def _texts(self, case: CaseStudy, kind: PointKind) -> tuple[str, ...]:
        return tuple(point.text for point in self._points[case.id] if point.kind is kind)

    def _cause(self, cause: CaseCause) -> CaseCauseRow:
        numbers = {source.id: n for n, source in enumerate(self._sources[cause.case_id], 1)}
        near = {source.id: source.independence for source in self._sources[cause.case_id]}
        cited = [near[c.source_id] for c in self._citations[cause.id]]
        return CaseCauseRow(
            card=self._cards[cause.card_id], level=cause.level, explanation=cause.explanation,
            measures=tuple(
                MeasureRow(m.measure, m.actor, m.level, m.instrument, m.when, m.id)
                for m in self._measures[cause.id]
            ),
            evidence=cause.evidence,
            grade=None if cause.grade is None else OutcomeGrade(cause.grade),
            sources=tuple(sorted(numbers[c.source_id] for c in self._citations[cause.id])),
            id=cause.id, card_id=cause.card_id, works_since=cause.works_since,
            works_until=cause.works_until, sources_disagree=cause.sources_disagree,
            confidence=confidence(cited, disagree=cause.sources_disagree),
        )  # fmt: skip

    def facts(self, case: CaseStudy, row: CaseStudyRow) -> CaseFacts:
        """What the completeness rules need to know of the case."""
        return CaseFacts(
            title=row.title, country=row.country,
            periods_given=bool(case.conflict_from and case.response_from),
            situation=row.situation, triggers=row.triggers, process=row.process,
            unresolved=row.unresolved, negative_comparison=row.negative_comparison,
            parties=len(row.parties),
            causes=[
                CauseFacts(
                    c.explanation, [m.measure for m in c.measures], c.evidence, c.grade, c.sources,
                    c.card, c.works_since, c.works_until, c.sources_disagree,
                )
                for c in row.causes
            ],
            points=[(point.kind, point.text) for point in self._points[case.id]],
            sources=[SourceFacts(n, s.independence, s.type) for n, s in enumerate(row.sources, 1)],
            consent_to_share=case.consent_to_share,
            third_parties_said=bool(row.third_parties) or case.no_third_parties,
            agreements=len(row.agreements), authors=case.authors,
        )  # fmt: skip


def _in_order(model: Any) -> Any:
    return select(model).order_by(model.position)


def _by(column: str, rows: Iterable[T]) -> defaultdict[UUID, list[T]]:
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _years(first: int, last: int) -> str:
    if not first:
        return ""
    if not last:
        return f"{first}–"
    return str(first) if first == last else f"{first}–{last}"


def _party(party: CaseParty) -> PartyRow:
    return PartyRow(party.name, party.type, party.interest, party.id)


# --- beside the cases -----------------------------------------------------------------------------


def board_causes(session: Session) -> tuple[BoardCauseRow, ...]:
    """What a case may address: the causes carried forward first, then the rest by their dots."""
    wanted = select(CauseCard).filter_by(merged_into_id=None).order_by(
        CauseCard.carried_forward.desc(), CauseCard.dots.desc(), CauseCard.text
    )  # fmt: skip
    return tuple(
        BoardCauseRow(c.id, c.text, c.level, c.carried_forward) for c in session.scalars(wanted)
    )


def case_rooms(session: Session) -> dict[UUID, CaseRoomRow]:
    """Of each case: whether it is handed in, its presentation, its reviews."""
    private = private_cases(session)
    planned = {p.case_id: p for p in session.scalars(select(CasePresentation))}
    speakers: defaultdict[UUID, list[SpeakerRow]] = defaultdict(list)
    for speaker, person in session.execute(
        select(CaseSpeaker, Participant).join(
            Participant, Participant.id == CaseSpeaker.participant_id
        ).order_by(Participant.certificate_name)
    ):  # fmt: skip
        speakers[speaker.case_id].append(
            SpeakerRow(person.id, person.badge_name or person.certificate_name, person.country)
        )
    reviews = _by("case_id", session.scalars(select(CaseReview).order_by(CaseReview.id)))
    return {
        case.id: CaseRoomRow(
            case.id,
            case.id not in private,
            _presentation(planned.get(case.id), speakers[case.id]),
            tuple(_review(review) for review in reviews[case.id]),
        )
        for case in session.scalars(select(CaseStudy))
    }


def private_cases(session: Session) -> set[UUID]:
    """Cases whose words are still their group's: nothing was handed in, called final, presented."""
    handed = _groups_handed_in(session)
    return {
        case.id for case in session.scalars(select(CaseStudy))
        if case.group_id not in handed and case.state is not CaseState.FINAL and not case.presented
    }  # fmt: skip


def _groups_handed_in(session: Session) -> set[UUID | None]:
    """Groups whose cases lie on the facilitator's table: handed in and not sent back or reopened."""
    last: dict[UUID | None, HandInState] = {}
    wanted = select(HandIn).filter_by(task=Task.CASES).order_by(HandIn.number, HandIn.at)
    for row in session.scalars(wanted):
        last[row.group_id] = row.state
    return {key for key, state in last.items() if state.is_locked}


def _presentation(row: CasePresentation | None, speakers: list[SpeakerRow]) -> PresentationRow:
    if row is None:
        return PresentationRow(0, PRESENTATION, QUESTIONS, tuple(speakers))
    return PresentationRow(row.position, row.minutes, row.question_minutes, tuple(speakers))


def _review(row: CaseReview) -> ReviewRow:
    return ReviewRow(row.id, tuple(row.strengths), row.question, row.missing_perspective,
                     tuple(row.marks))  # fmt: skip
