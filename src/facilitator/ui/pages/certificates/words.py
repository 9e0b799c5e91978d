"""Eligibility in plain words: the sum that the rules saw, and what decided.

The rules themselves are in `domain.certificates`; nothing is decided here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from facilitator.application.rows.certificates import CandidateRow
from facilitator.domain.attendance import Presence
from facilitator.domain.certificates import CertificateKind, CertificateRules, Reason, propose
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the page: a person as the rules see them, and what stands beside the rules."""

    candidate: CandidateRow
    name_confirmed: bool
    sum: str
    void_serials: tuple[str, ...] = ()

    @property
    def is_eligible(self) -> bool:
        """Whether the rules propose a certificate."""
        return self.candidate.eligibility.kind is not None

    @property
    def is_issued(self) -> bool:
        """Whether a certificate is in force."""
        return self.candidate.issued is not None

    @property
    def is_waiting(self) -> bool:
        """Whether a number is missing that could be given now."""
        return self.is_eligible and not self.is_issued and self.name_confirmed


def kind_word(kind: CertificateKind | None) -> str:
    """The kind of certificate that is proposed, as a word."""
    if kind is None:
        return tr("No certificate")
    if kind is CertificateKind.COMPLETION:
        return tr("Completion")
    return tr("Participation")


def duration(minutes: int) -> str:
    """`30 h 55 min`; full hours without minutes."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest)


def percent_present(presence: Presence) -> int:
    """Whole per cent, rounded down: 79.9 never reads as the 80 that it does not reach."""
    return math.floor(presence.percent)


def sum_in_words(row: CandidateRow, rules: CertificateRules) -> str:
    """What the rules saw of a person and, where something is missing, what decided."""
    reason = row.eligibility.reason
    if row.eligibility.decision is not None:
        proposed = propose(rules, row.record)
        under = sum_in_words(replace(row, eligibility=proposed), rules)
        return tr("decided: {kind}, because {why}. By the rules: {sum}",
                  kind=kind_word(row.eligibility.kind).lower(),
                  why=row.eligibility.decision.reason, sum=under)  # fmt: skip
    if reason is Reason.WITHDRAWN:
        return tr("withdrawn from the programme")
    if reason is Reason.NO_ATTENDANCE_TAKEN:
        return tr("no attendance has been taken yet")
    present = percent_present(row.presence)
    if reason is Reason.BELOW_ATTENDANCE:
        return tr(
            "present {percent} %: below the {asked} % that the programme asks",
            percent=present, asked=rules.attendance_percent,
        )  # fmt: skip
    seen = [tr("present {percent} % of {time}", percent=present, time=duration(row.presence.held))]
    if reason is Reason.COMPLETION_NOT_OFFERED:
        return seen[0]
    seen += _assessment(row, rules, reason) + _case(row, rules, reason)
    return ", ".join(seen)


def _assessment(row: CandidateRow, rules: CertificateRules, reason: Reason) -> list[str]:
    if not rules.needs_assessment:
        return []
    if row.assessment_percent is None:
        return [tr("not assessed, so participation only")]
    if reason is Reason.BELOW_PASS_MARK:
        return [tr("assessment {percent} %: below the {asked} % for completion",
                   percent=row.assessment_percent, asked=rules.pass_percent)]  # fmt: skip
    return [tr("assessment {percent} %", percent=row.assessment_percent)]


def _case(row: CandidateRow, rules: CertificateRules, reason: Reason) -> list[str]:
    if not rules.needs_case:
        return []
    if row.case_presented:
        return [tr("case presented")]
    if reason is Reason.NO_CASE_PRESENTED:
        return [tr("no case presented, which completion asks")]
    return [tr("no case presented")]


def caution(entry: Entry) -> str:
    """What does not agree any more, or still stands in the way; '' where all is well."""
    row, issued = entry.candidate, entry.candidate.issued
    if issued is None:
        if entry.is_eligible and not entry.name_confirmed:
            return tr("The spelling of the name is not confirmed yet, so no number can be given.")
        return ""
    if (issued.name, issued.own_script_name) != (row.name, row.own_script_name):
        return tr("Issued to “{name}”; the name was changed since. Put it right to issue it again.",
                  name=issued.name)  # fmt: skip
    if row.eligibility.kind is not issued.kind:
        return tr("Issued as {issued}; the record now says: {now}.",
                  issued=kind_word(issued.kind).lower(),
                  now=kind_word(row.eligibility.kind).lower())  # fmt: skip
    return ""
