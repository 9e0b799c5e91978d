"""What the page looks up: its lines, whom a choice shows, what is said of nobody. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from facilitator.application.queries.certificates import candidates, register
from facilitator.application.queries.people import participants
from facilitator.domain.certificates import CertificateRules, CertificateState
from facilitator.support.i18n import tr
from facilitator.ui.pages.certificates.words import Entry, sum_in_words

if TYPE_CHECKING:
    from facilitator.ui.app.document import Document

ALL, ELIGIBLE, ISSUED, NOT_ELIGIBLE = "all", "eligible", "issued", "not_eligible"


def confirmed_names(document: Document) -> frozenset[UUID]:
    """Who has confirmed the spelling of the name."""
    return frozenset(p.id for p in document.query(participants) if p.name_confirmed)


def entries_of(document: Document, rules: CertificateRules) -> tuple[Entry, ...]:
    """Everybody as the rules see them."""
    confirmed = confirmed_names(document)
    void: dict[UUID, list[str]] = {}
    for kept in document.query(register):
        if kept.state is CertificateState.VOID:
            void.setdefault(kept.participant_id, []).append(kept.serial)
    return tuple(
        Entry(row, row.participant_id in confirmed, sum_in_words(row, rules),
              tuple(void.get(row.participant_id, ())))
        for row in document.query(candidates)
    )  # fmt: skip


def choices() -> tuple[tuple[str, str, str], ...]:
    """Whom the list can show: key, text and no icon."""
    return (
        (ALL, tr("All"), ""), (ELIGIBLE, tr("Eligible"), ""), (ISSUED, tr("Issued"), ""),
        (NOT_ELIGIBLE, tr("Not eligible"), ""),
    )  # fmt: skip


def belongs(entry: Entry, key: str) -> bool:
    """Whether the choice `key` shows a line."""
    if key == ELIGIBLE:
        return entry.is_eligible
    if key == ISSUED:
        return entry.is_issued
    return key == ALL or not entry.is_eligible


def nobody_sentence(key: str, text: str) -> str:
    """Why nobody is shown by the choice `key` and the filter `text`."""
    if text:
        return tr("No name here holds “{text}”.", text=text)
    sentences = {
        ELIGIBLE: tr("Nobody meets the programme's rules yet."),
        ISSUED: tr("No certificate has been issued yet."),
        NOT_ELIGIBLE: tr("Everybody is eligible."),
    }
    return sentences.get(key, "")
