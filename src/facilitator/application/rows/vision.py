"""Rows of the Common Vision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from facilitator.domain.vision import AdoptionRule, ParagraphKind, PollOutcome, VisionState


@dataclass(frozen=True, slots=True)
class VisionClusterRow:
    """A theme of statements with its dots and distinct voters."""

    id: UUID
    name: str
    statements: tuple[str, ...]
    dots: int
    voters: int


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph of the text; `origins` are words such as "theme: ..." or "lesson: ..."."""

    id: UUID
    kind: ParagraphKind
    number: int | None
    heading: str
    text: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollRow:
    """A poll by gradients of agreement; `counts` holds voters for points 1 to 8."""

    round: int
    rule: AdoptionRule
    present: int
    counts: tuple[int, ...]
    outcome: PollOutcome
    reservations: tuple[str, ...]


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
