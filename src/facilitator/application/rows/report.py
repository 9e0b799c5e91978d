"""Everything the summary report prints, read in one go so that its numbers agree."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.application.rows.groups import GroupRow
from facilitator.application.rows.negotiation import ExerciseReportRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.root_causes import RootCausesRow
from facilitator.application.rows.vision import VisionRow
from facilitator.domain.people import InstitutionType, SexCount


@dataclass(frozen=True, slots=True)
class CertificateCount:
    """Certificates issued, by kind, and people without one."""

    completion: int
    participation: int
    not_issued: int


@dataclass(frozen=True, slots=True)
class NamedParticipant:
    """A line of the list of participants; only people who agreed to be named stand in it."""

    name: str
    country: str
    institution: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The report's facts. Counts are of participants who did not withdraw."""

    programme: ProgrammeRow
    sexes: SexCount
    by_country: tuple[tuple[str, int], ...]
    by_institution_type: tuple[tuple[InstitutionType, int], ...]
    named_participants: tuple[NamedParticipant, ...]
    unnamed_participants: int
    learning_minutes: int
    mean_attendance_percent: float | None
    agenda: AgendaRow
    groups: tuple[GroupRow, ...]
    root_causes: RootCausesRow
    case_studies: tuple[CaseStudyRow, ...]
    vision: VisionRow | None
    certificates: CertificateCount
    negotiation: tuple[ExerciseReportRow, ...] = ()
