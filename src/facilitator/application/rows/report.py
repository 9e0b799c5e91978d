"""Everything the summary report prints, read in one go so that its numbers agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.application.rows.feedback import FeedbackRow
from facilitator.application.rows.groups import GroupRow
from facilitator.application.rows.negotiation import ExerciseReportRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.root_causes import RootCausesRow
from facilitator.application.rows.vision import VisionRow
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import COUNTS_AS_PRESENT, Mark
from facilitator.domain.people import InstitutionType, Sex, SexCount
from facilitator.domain.report import Naming, SectionKey, initials


@dataclass(frozen=True, slots=True)
class StandingBySex:
    """How many of one sex were registered, were there at least once, and got which certificate."""

    sex: Sex
    registered: int
    attended: int
    completion: int
    participation: int


@dataclass(frozen=True, slots=True)
class CertificateCount:
    """Certificates issued, by kind, and people without one."""

    completion: int
    participation: int
    not_issued: int
    by_sex: tuple[StandingBySex, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfDayCount:
    """A half-day's marks: of `expected` people, those who had joined by then."""

    date: date
    half: Half
    minutes: int
    taken: bool
    expected: int
    marks: Mapping[Mark, int]

    @property
    def in_the_room(self) -> int:
        """Present or late."""
        return sum(self.marks[mark] for mark in COUNTS_AS_PRESENT)


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
    feedback: FeedbackRow = field(default_factory=FeedbackRow)
    naming: Naming = Naming.NAMES
    left_out: frozenset[SectionKey] = frozenset()
    prose: Mapping[SectionKey, str] = field(default_factory=dict)
    attendance: tuple[HalfDayCount, ...] = ()
    held_minutes: Mapping[UUID, int] = field(default_factory=dict)
    """Minutes that an agenda item really took, by item; only where it was run with the clock."""

    def named_as(self, naming: Naming) -> ReportRow:
        """The same report with those who agreed as names, as initials, or not named at all.

        With nobody named, resource persons stand by their role as well: the donor's version.
        """
        if naming is Naming.NAMES:
            return replace(self, naming=naming)
        if naming is Naming.NONE:
            hidden = tuple(
                replace(group, members=tuple(replace(m, may_be_named=False) for m in group.members))
                for group in self.groups
            )
            team = tuple(replace(p, show_name=False) for p in self.programme.resource_persons)
            return replace(
                self, naming=naming, named_participants=(), groups=hidden,
                unnamed_participants=self.unnamed_participants + len(self.named_participants),
                programme=replace(self.programme, resource_persons=team),
            )  # fmt: skip
        short = tuple(replace(p, name=initials(p.name)) for p in self.named_participants)
        groups = tuple(
            replace(group, members=tuple(replace(m, name=initials(m.name)) for m in group.members))
            for group in self.groups
        )
        return replace(self, naming=naming, named_participants=short, groups=groups)

    def shows(self, section: SectionKey) -> bool:
        """Whether the section is switched on."""
        return section not in self.left_out
