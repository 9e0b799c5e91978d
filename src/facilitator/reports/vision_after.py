"""What stands after the adopted text in every file of it: reservations, minority note, capacity.

Words only; the files set them. What five voters or fewer could be known by is never said.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.application.rows.vision import PollRow, VisionRow
from facilitator.domain.vision import AdoptionRule, VisionState
from facilitator.domain.vision.adoption import unworded_reservations
from facilitator.support.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines: who says it ("" for the app itself), and what."""

    title: str
    lines: tuple[tuple[str, str], ...]


def sections(vision: VisionRow) -> tuple[Section, ...]:
    """What an adopted text carries; nothing under a text that is not adopted."""
    if vision.poll is None or vision.state is not VisionState.ADOPTED:
        return ()
    found = (
        Section(tr("Reservations"), tuple(reservations(vision.poll))),
        Section(tr("Minority note"), tuple(("", line) for line in minority_note(vision.poll))),
    )
    return tuple(section for section in found if section.lines)


def reservations(poll: PollRow) -> list[tuple[str, str]]:
    """Whose reservation ("" for those without words), and what it says."""
    worded = [(_who(row.name, row.paragraphs), row.text) for row in poll.reservation_rows]
    return worded + [("", line) for line in without_words(poll, len(worded))]


def personal_capacity() -> str:
    """Under every text."""
    return tr("Everybody took part in their personal capacity; the text binds no government and no "
              "institution.")  # fmt: skip


def _who(name: str, paragraphs: str) -> str:
    where = tr(" (paragraphs {numbers})", numbers=paragraphs) if paragraphs else ""
    return (name or tr("One participant")) + where


def without_words(poll: PollRow, worded: int) -> list[str]:
    """Serious disagreements that nobody put into words: each is a reservation all the same."""
    left = unworded_reservations(poll.rule, poll.outcome, worded)
    if not left:
        return []
    if worded:
        return [trn("{n} more participant holds a reservation without words.",
                    "{n} more participants hold a reservation without words.", left)]  # fmt: skip
    return [trn("{n} participant holds a reservation without words.",
                "{n} participants hold a reservation without words.", left)]  # fmt: skip


def minority_note(poll: PollRow) -> list[str]:
    """What a qualified majority owes to those who did not support the text."""
    out = poll.outcome
    if poll.rule is not AdoptionRule.QUALIFIED_MAJORITY or not out.adopted:
        return []
    adopted = tr("The text was adopted by qualified majority: at least 80 % of the voters support it.")
    if not out.may_show_distribution:
        return [adopted]
    return [adopted, tr("{n} of {voters} voters did not support it.", n=out.voters - out.support,
                        voters=out.voters)]  # fmt: skip
