"""Rows of the Common Vision. A name stands beside what was said only by that person's choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from facilitator.domain.people import InstitutionType, Sex
from facilitator.domain.vision import (
    AdoptionRule,
    ParagraphKind,
    ParagraphState,
    PollOutcome,
    Scale,
    VisionState,
    brackets,
)  # fmt: skip
from facilitator.domain.vision.amendments import Action, AmendmentState
from facilitator.domain.vision.differences import Sources
from facilitator.domain.vision.signing import SignOn, SignOrder


@dataclass(frozen=True, slots=True)
class VisionClusterRow:
    """A theme of statements with its dots and distinct voters; `merged` are themes put under it."""

    id: UUID
    name: str
    statements: tuple[str, ...]
    dots: int
    voters: int
    merged: tuple[tuple[UUID, str], ...] = ()
    above_cut: bool = False
    used: bool = False


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement on the board; `originals` are near-duplicates merged into it."""

    id: UUID
    text: str
    cluster_id: UUID | None
    originals: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph of the text; `origins` are words such as "theme: ..." or "lesson: ..."."""

    id: UUID
    kind: ParagraphKind
    number: int | None
    heading: str
    text: str
    origins: tuple[str, ...]
    mark: str = ""
    second_text: str = ""
    agreed: bool = False
    is_new: bool = False
    sources: Sources = ()
    clusters: tuple[UUID, ...] = ()
    lessons: tuple[UUID, ...] = ()
    cards: tuple[UUID, ...] = ()

    @property
    def brackets(self) -> int:
        """How many brackets are open in it."""
        return brackets.count(self.text) + brackets.count(self.second_text)

    @property
    def state(self) -> ParagraphState:
        """Bracketed, agreed ad referendum, or clean."""
        if self.brackets:
            return ParagraphState.BRACKETED
        return ParagraphState.AGREED if self.agreed else ParagraphState.CLEAN


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """A reservation; `name` only where the person chose to be named."""

    id: UUID
    text: str
    paragraphs: str
    name: str


@dataclass(frozen=True, slots=True)
class PollRow:
    """A poll; `counts` holds voters in the order of the scale."""

    round: int
    rule: AdoptionRule
    present: int
    counts: tuple[int, ...]
    outcome: PollOutcome
    reservations: tuple[str, ...]
    scale: Scale = Scale.GRADIENTS
    held_on: date | None = None
    revision: int = 0
    reservation_rows: tuple[ReservationRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DotVoteRow:
    """The vote on the themes: what it allows, who was there, how many voted."""

    is_open: bool = False
    dots: int = 0
    most_per_theme: int = 1
    present: int = 0
    voters: int = 0
    places: int = 5

    @property
    def held(self) -> bool:
        """Whether a vote was counted."""
        return not self.is_open and self.voters > 0


@dataclass(frozen=True, slots=True)
class VisionRow:
    """The Common Vision: themes, the text in order, the last poll."""

    state: VisionState
    rule: AdoptionRule
    adopted_on: date | None
    adopted_place: str
    clusters: tuple[VisionClusterRow, ...]
    paragraphs: tuple[ParagraphRow, ...]
    poll: PollRow | None
    version: int = 1
    scale: Scale = Scale.GRADIENTS
    rule_locked: bool = False
    fallback_agreed: bool = False
    second_language: str = ""
    sign_order: SignOrder = SignOrder.FAMILY_NAME
    vote: DotVoteRow = DotVoteRow()
    poll_is_open: bool = False
    poll_present: int = 0
    polls: tuple[PollRow, ...] = ()

    @property
    def brackets(self) -> int:
        """How many brackets are open in the text."""
        return sum(paragraph.brackets for paragraph in self.paragraphs)

    @property
    def unused(self) -> tuple[VisionClusterRow, ...]:
        """Themes voted above the cut-off line that no paragraph takes up."""
        return tuple(c for c in self.clusters if c.above_cut and not c.used)

    @property
    def title(self) -> str:
        """The text's own title, or ''."""
        return next((p.text for p in self.paragraphs if p.kind is ParagraphKind.TITLE), "")


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An amendment. `proposer` is a group's letter, or '' for anonymous; `mark` where it belongs.

    `text_now` is the paragraph's text as it is now, `fits` whether it can still be applied,
    `merged_into` the number of the one it was merged into or overtaken by.
    """

    id: UUID
    number: int
    action: Action
    paragraph_id: UUID | None
    mark: str
    text: str
    against: str
    text_now: str
    reason: str
    proposer: str
    state: AmendmentState
    decision_reason: str
    decided_text: str
    merged_into: int
    revision: int
    consolidated: bool
    after_mark: str
    distance: int
    fits: bool
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A frozen revision."""

    id: UUID
    version: int
    number: int
    frozen_on: date
    note: str
    adopted: bool
    place: str
    rule: AdoptionRule
    paragraphs: tuple[ParagraphRow, ...]


@dataclass(frozen=True, slots=True)
class SignerRow:
    """Somebody and how they stand on the signature page."""

    id: UUID
    name: str
    sort_name: tuple[str, str]
    country: str
    choice: SignOn


@dataclass(frozen=True, slots=True)
class DrafterRow:
    """Somebody who may draft, whether they do, and by what the team is balanced."""

    id: UUID
    name: str
    country: str
    sex: Sex
    sector: InstitutionType
    drafts: bool
    pen_holder: bool


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A lesson or a root cause that a paragraph may come from; `place` says which case."""

    id: UUID
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class OriginsRow:
    """All that a paragraph may come from, besides themes."""

    lessons: tuple[OriginRow, ...]
    cards: tuple[OriginRow, ...]


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A warning that was set aside."""

    finding: str
    paragraph_id: UUID | None
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class TraceCase:
    """A case that shows a cause addressed, its lessons, and which paragraphs took each up."""

    title: str
    lessons: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class TraceCause:
    """A root cause, the cases that address it, and the paragraphs that come straight from it."""

    cause: str
    cases: tuple[TraceCase, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceRow:
    """The thread of the week: cause, case, lesson, paragraph; and what broke it."""

    causes: tuple[TraceCause, ...]
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    without_origin: tuple[str, ...]
    causes_without_case: tuple[str, ...]
    cases_without_lesson: tuple[str, ...]
    unused_themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisionPaper:
    """All that the documents of the Common Vision print."""

    vision: VisionRow
    revisions: tuple[RevisionRow, ...]
    signers: tuple[SignerRow, ...]
    trace: TraceRow
    amendments: tuple[AmendmentRow, ...] = ()
