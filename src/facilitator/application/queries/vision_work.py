"""Queries on the work at the Common Vision: revisions, amendments, team, signatures, the thread."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.case_studies import private_cases
from facilitator.application.queries.vision import the_vision
from facilitator.application.rows.vision import (
    AmendmentRow,
    AsideRow,
    DrafterRow,
    OriginRow,
    OriginsRow,
    ParagraphRow,
    RevisionRow,
    SignerRow,
    TraceCase,
    TraceCause,
    TraceRow,
    VisionPaper,
)  # fmt: skip
from facilitator.application.vision_store import (
    amendment_rows,
    as_amendment,
    revision_paragraphs,
    text_of,
)  # fmt: skip
from facilitator.domain.case_studies import PointKind
from facilitator.domain.people import ParticipantRole, by_family_name, fold
from facilitator.domain.root_causes import Sensitivity
from facilitator.domain.vision import ParagraphKind
from facilitator.domain.vision.amendments import (
    PENDING,
    Action,
    Amendment,
    AmendmentState,
    Text,
    consolidated,
    distance,
    in_voting_order,
)  # fmt: skip
from facilitator.domain.vision.gathering import without_origin
from facilitator.domain.vision.signing import SignOn, SignOrder
from facilitator.domain.vision.states import marks
from facilitator.persistence.models.case_studies import CaseCause, CasePoint, CaseStudy
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.root_causes import CauseCard
from facilitator.persistence.models.vision import (
    RevisionParagraph,
    Vision,
    VisionAmendment,
    VisionDrafter,
    VisionRevision,
    VisionSignature,
    VisionWarning,
)  # fmt: skip

# --- revisions ------------------------------------------------------------------------------------


def revisions(session: Session) -> tuple[RevisionRow, ...]:
    """All frozen texts, oldest first."""
    wanted = select(VisionRevision).order_by(VisionRevision.version, VisionRevision.number)
    return tuple(_revision(session, row) for row in session.scalars(wanted))


def _revision(session: Session, row: VisionRevision) -> RevisionRow:
    return RevisionRow(
        row.id, row.version, row.number, row.frozen_on, row.note, row.adopted, row.place, row.rule,
        _frozen(revision_paragraphs(session, row)),
    )  # fmt: skip


def _frozen(rows: list[RevisionParagraph]) -> tuple[ParagraphRow, ...]:
    called = marks([row.kind for row in rows])
    return tuple(
        ParagraphRow(
            row.paragraph_key, row.kind, int(mark) if row.kind is ParagraphKind.OPERATIVE else None,
            row.heading, row.text, (), mark, row.second_text,
            sources=tuple((a, b) for a, b in row.sources),
        )
        for row, mark in zip(rows, called, strict=True)
    )  # fmt: skip


# --- amendments -----------------------------------------------------------------------------------


def amendments(session: Session) -> tuple[AmendmentRow, ...]:
    """Those that wait in the order in which they are put to the room, then the decided ones."""
    rows = {row.number: row for row in amendment_rows(session)}
    text = text_of(session)
    known = {number: as_amendment(row) for number, row in rows.items()}
    waiting = in_voting_order((a for a in known.values() if a.state in PENDING), text)
    decided = [a for a in known.values() if a.state not in PENDING]
    letters = {row.id: row.letter for row in session.scalars(select(HomeGroup))}
    called = dict(zip([p.key for p in text], marks([p.kind for p in text]), strict=True))
    return tuple(_amendment(rows[a.number], a, text, letters, called) for a in (*waiting, *decided))


def _amendment(
    row: VisionAmendment, amendment: Amendment, text: Text, letters: dict[UUID, str],
    called: dict[UUID, str],
) -> AmendmentRow:  # fmt: skip
    now = next((p.text for p in text if p.key == row.paragraph_id), "")
    passed = Amendment(
        amendment.number, amendment.action, amendment.paragraph, amendment.text, amendment.key,
        amendment.against, amendment.after, amendment.kind, AmendmentState.ACCEPTED,
    )  # fmt: skip
    return AmendmentRow(
        id=row.id, number=row.number, action=Action(row.action), paragraph_id=row.paragraph_id,
        mark=called.get(row.paragraph_id, "") if row.paragraph_id else "", text=row.text,
        against=row.against, text_now=now, reason=row.reason,
        proposer=letters.get(row.group_id, "") if row.group_id else "",
        state=AmendmentState(row.state), decision_reason=row.decision_reason,
        decided_text=row.decided_text, merged_into=row.merged_into, revision=row.revision,
        consolidated=row.consolidated,
        after_mark=called.get(row.after_key, "") if row.after_key else "",
        distance=distance(amendment), fits=not consolidated(text, [passed]).unplaced,
        kind=row.kind,
    )  # fmt: skip


# --- people ---------------------------------------------------------------------------------------


def signers(session: Session) -> tuple[SignerRow, ...]:
    """All participants and how they stand on the signature page, in its order."""
    vision = session.scalars(select(Vision)).first()
    order = vision.sign_order if vision else SignOrder.FAMILY_NAME
    chosen = {row.participant_id: row.choice for row in session.scalars(select(VisionSignature))}
    people = session.scalars(
        select(Participant).filter_by(role=ParticipantRole.PARTICIPANT, withdrawn=False)
    )
    found = [
        SignerRow(p.id, p.certificate_name, by_family_name(p.family_name, p.certificate_name),
                  p.country, chosen.get(p.id, SignOn.NOT_LISTED))
        for p in people
    ]  # fmt: skip
    if order is SignOrder.COUNTRY:
        return tuple(sorted(found, key=lambda row: (fold(row.country), row.sort_name)))
    return tuple(sorted(found, key=lambda row: row.sort_name))


def could_draft(session: Session) -> tuple[DrafterRow, ...]:
    """Participants and facilitators in order of family names, and who of them drafts."""
    team = {row.participant_id: row.pen_holder for row in session.scalars(select(VisionDrafter))}
    roles = (ParticipantRole.PARTICIPANT, ParticipantRole.FACILITATOR)
    people = session.scalars(
        select(Participant).where(Participant.role.in_(roles), ~Participant.withdrawn)
    )
    return tuple(
        DrafterRow(p.id, p.certificate_name, p.country, p.sex, p.institution_type, p.id in team,
                   team.get(p.id, False))
        for p in sorted(people, key=lambda p: by_family_name(p.family_name, p.certificate_name))
    )  # fmt: skip


# --- origins --------------------------------------------------------------------------------------


def origins(session: Session) -> OriginsRow:
    """Lessons of the cases that groups have handed in, and root causes of the board."""
    private = private_cases(session)
    lessons = session.execute(
        select(CasePoint.id, CasePoint.text, CaseStudy.title, CaseStudy.id)
        .join(CaseStudy, CaseStudy.id == CasePoint.case_id)
        .where(CasePoint.kind == PointKind.LESSON)
        .order_by(CaseStudy.position, CasePoint.position)
    )
    cards = session.scalars(
        select(CauseCard).filter_by(merged_into_id=None).order_by(CauseCard.dots.desc())
    )
    return OriginsRow(
        tuple(
            OriginRow(key, text, title) for key, text, title, case in lessons if case not in private
        ),
        tuple(OriginRow(card.id, card.text) for card in cards),
    )


def warnings_aside(session: Session) -> tuple[AsideRow, ...]:
    """Warnings that were set aside."""
    return tuple(
        AsideRow(row.finding, row.paragraph_id, row.words, row.reason)
        for row in session.scalars(select(VisionWarning))
    )


def trace(session: Session) -> TraceRow:
    """From root cause to case, lesson and paragraph, and where the thread is broken (methods 0)."""
    vision = the_vision(session)
    paragraphs = vision.paragraphs if vision else ()
    from_lesson: dict[UUID, list[str]] = defaultdict(list)
    from_card: dict[UUID, list[str]] = defaultdict(list)
    from_theme: dict[UUID, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        name = paragraph.mark or paragraph.kind.value
        for keys, found in ((paragraph.lessons, from_lesson), (paragraph.cards, from_card),
                            (paragraph.clusters, from_theme)):  # fmt: skip
            for key in keys:
                found[key].append(name)
    cases = _cases(session, from_lesson)
    carried = list(session.scalars(
        select(CauseCard).filter_by(merged_into_id=None).order_by(CauseCard.dots.desc())
    ))  # fmt: skip
    by_card: dict[UUID, list[UUID]] = defaultdict(list)
    for cause in session.scalars(select(CaseCause).order_by(CaseCause.position)):
        by_card[cause.card_id].append(cause.case_id)
    threads = tuple(
        TraceCause(card.text, tuple(cases[k] for k in dict.fromkeys(by_card[card.id]) if k in cases),
                   tuple(from_card[card.id]))
        for card in carried if by_card[card.id] or from_card[card.id]
    )  # fmt: skip
    return TraceRow(
        causes=threads,
        themes=tuple((c.name, tuple(from_theme[c.id])) for c in (vision.clusters if vision else ())),
        without_origin=tuple(without_origin(
            (p.mark, p.kind, len(p.clusters) + len(p.lessons) + len(p.cards), p.is_new)
            for p in paragraphs
        )),
        causes_without_case=tuple(c.text for c in carried if c.carried_forward and not by_card[c.id]),
        cases_without_lesson=tuple(case.title for case in cases.values() if not case.lessons),
        unused_themes=tuple(c.name for c in vision.unused) if vision else (),
    )  # fmt: skip


def _cases(session: Session, from_lesson: dict[UUID, list[str]]) -> dict[UUID, TraceCase]:
    """The cases that are open to all and handed in; the sheet hangs on a wall."""
    private = private_cases(session)
    lessons: dict[UUID, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    points = select(CasePoint).where(CasePoint.kind == PointKind.LESSON)
    for point in session.scalars(points.order_by(CasePoint.position)):
        lessons[point.case_id].append((point.text, tuple(from_lesson[point.id])))
    shared = select(CaseStudy).filter_by(sensitivity=Sensitivity.OPEN)
    return {
        case.id: TraceCase(case.title, tuple(lessons[case.id]))
        for case in session.scalars(shared.order_by(CaseStudy.position))
        if case.id not in private
    }


def the_paper(session: Session) -> VisionPaper | None:
    """All that the documents print; None where nothing has been gathered."""
    vision = the_vision(session)
    if vision is None:
        return None
    return VisionPaper(vision, revisions(session), signers(session), trace(session),
                       amendments(session))  # fmt: skip
