"""The query behind the report and the short facts of a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.agenda import learning_minutes_by_half, the_agenda
from facilitator.application.queries.attendance import the_attendance
from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.certificates import candidates
from facilitator.application.queries.feedback import protected_results
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.negotiation import for_report
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.queries.root_causes import root_causes
from facilitator.application.queries.running import the_run
from facilitator.application.queries.vision import the_vision
from facilitator.application.rows.attendance import AttendanceRow
from facilitator.application.rows.certificates import CandidateRow
from facilitator.application.rows.people import ParticipantRow
from facilitator.application.rows.report import (
    CertificateCount,
    HalfDayCount,
    NamedParticipant,
    ReportRow,
    StandingBySex,
)  # fmt: skip
from facilitator.domain.attendance import Mark
from facilitator.domain.certificates import CertificateKind
from facilitator.domain.people import Sex, count_by_sex
from facilitator.domain.report import Naming, SectionKey
from facilitator.persistence.models.report import ReportSetting, ReportText


def the_report(session: Session, naming: Naming | None = None) -> ReportRow:
    """Everything the summary report prints; only participants count, and none who withdrew.

    `naming` stands in for what the programme has chosen: none is the donor's version.
    """
    setting = session.scalars(select(ReportSetting)).one_or_none()
    chosen = naming or (setting.naming if setting is not None else Naming.INITIALS)
    return _whole(session, setting).named_as(chosen)


def _whole(session: Session, setting: ReportSetting | None) -> ReportRow:
    people = [row for row in participants(session) if row.takes_part]
    named = [row for row in people if row.consent_name_in_report]
    grid = the_attendance(session)
    present = {person.id: person.standing.so_far for person in grid.people}
    percents = [present[row.id].percent for row in people if present[row.id].held]
    types = Counter(row.institution_type for row in people)
    return ReportRow(
        programme=the_programme(session),
        sexes=count_by_sex(row.sex for row in people),
        by_country=tuple(sorted(Counter(row.country for row in people if row.country).items())),
        by_institution_type=tuple(sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
        named_participants=tuple(
            NamedParticipant(row.certificate_name, row.country, row.institution) for row in named
        ),
        unnamed_participants=len(people) - len(named),
        learning_minutes=sum(learning_minutes_by_half(session).values()),
        mean_attendance_percent=sum(percents) / len(percents) if percents else None,
        agenda=the_agenda(session),
        groups=home_groups(session),
        root_causes=root_causes(session),
        case_studies=case_studies(session),
        vision=the_vision(session),
        certificates=_count(candidates(session), people),
        negotiation=for_report(session),
        feedback=protected_results(session),
        attendance=_by_half_day(grid),
        held_minutes=_held_minutes(session),
        left_out=frozenset(SectionKey(name) for name in setting.left_out)
        if setting
        else frozenset(),
        prose={SectionKey(row.section): row.text for row in session.scalars(select(ReportText))},
    )


def _by_half_day(grid: AttendanceRow) -> tuple[HalfDayCount, ...]:
    """The marks of each half-day, counted as the attendance page counts them."""
    return tuple(
        HalfDayCount(
            half.date, half.half, half.minutes, half.taken,
            sum(half.key not in person.before for person in grid.active),
            {mark: grid.count(half.key, mark) for mark in Mark},
        )
        for half in grid.half_days
    )  # fmt: skip


def _held_minutes(session: Session) -> dict[UUID, int]:
    """What the plan of record says each item really took."""
    return {
        record.item_id: round((record.ended - record.started).total_seconds() / 60)
        for record in the_run(session).records
        if record.item_id and record.started and record.ended
    }


def _count(rows: tuple[CandidateRow, ...], people: Sequence[ParticipantRow]) -> CertificateCount:
    kinds = Counter(row.issued.kind for row in rows if row.issued is not None)
    return CertificateCount(
        completion=kinds[CertificateKind.COMPLETION],
        participation=kinds[CertificateKind.PARTICIPATION],
        not_issued=len(rows) - kinds.total(),
        by_sex=tuple(
            standing for sex in Sex
            if (standing := _standing(sex, rows, {p.id for p in people if p.sex is sex})).registered
        ),
    )  # fmt: skip


def _standing(sex: Sex, rows: tuple[CandidateRow, ...], them: set[UUID]) -> StandingBySex:
    own = [row for row in rows if row.participant_id in them]
    kinds = Counter(row.issued.kind for row in own if row.issued is not None)
    return StandingBySex(
        sex, len(them), sum(1 for row in own if row.presence.attended > 0),
        kinds[CertificateKind.COMPLETION], kinds[CertificateKind.PARTICIPATION],
    )  # fmt: skip


def facts(session: Session) -> dict[str, int]:
    """The counts by which a programme is known at a glance."""
    people = [row for row in participants(session) if row.takes_part]
    agenda = the_agenda(session)
    sexes = count_by_sex(row.sex for row in people)
    return {
        "participants": len(people),
        "women": sexes.women,
        "men": sexes.men,
        "not_stated": sexes.not_stated,
        "countries": len({row.country for row in people if row.country}),
        "agenda_items": len(agenda.items),
        "days": len(agenda.days),
        "groups": len(home_groups(session)),
        "certificates": sum(1 for row in candidates(session) if row.issued is not None),
    }
