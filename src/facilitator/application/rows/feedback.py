"""Rows of feedback: forms, collections and what may be shown of their answers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.feedback.forms import Form
from facilitator.domain.feedback.results import FormResults, PairedResults


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form. `faults` is how many things have to be mended before it can be used."""

    id: UUID
    version: int
    form: Form
    faults: int


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A collection. `answered` counts every form so far; `form` is as people saw it."""

    id: UUID
    form_id: UUID | None
    title: str
    version: int
    form: Form
    invited: int
    answered: int
    is_open: bool
    batch: int
    you_said: str
    we_changed: str

    @property
    def subject(self) -> str:
        """Name of the secret box that answers go into now."""
        return box_of(self.id, self.batch)


def box_of(round_id: UUID, batch: int) -> str:
    """Name of the secret box of a batch, from 1."""
    return f"feedback/{round_id}/{batch}"


@dataclass(frozen=True, slots=True)
class CommentRow:
    """An open answer for screening: what stands there and what may be printed (None: nothing)."""

    key: str
    item: str
    text: str
    printed: str | None


@dataclass(frozen=True, slots=True)
class RoundResults:
    """Protected results of a collection, as screens, charts, exports and documents show them.

    `results` is None while it is open. `printable` are the screened comments by item.
    """

    round: RoundRow
    results: FormResults | None
    categories: tuple[tuple[str, str], ...] = ()
    printable: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two collections compared by the self-made code; `objectives` are their (key, text)."""

    first: RoundRow
    second: RoundRow
    paired: PairedResults
    objectives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """Everything about feedback that may leave the house."""

    rounds: tuple[RoundResults, ...] = ()
    pairs: tuple[PairRow, ...] = ()

    @property
    def has_results(self) -> bool:
        """Whether there is anything to show."""
        return any(row.results is not None for row in self.rounds)
