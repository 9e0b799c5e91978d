"""Certificates: which kind a person is eligible for, and the running number.

Participation needs attendance; completion also needs a passed assessment and a presented case
(methods 5.2). Feedback is never a condition: it is anonymous and voluntary.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from facilitator.domain.attendance import Presence
from facilitator.support.errors import RuleViolation


class CertificateKind(StrEnum):
    """The two certificates of the field's usual nomenclature (methods 5.2)."""

    PARTICIPATION = "participation"
    COMPLETION = "completion"


class CertificateState(StrEnum):
    """A number once given is never given again; a void one stays in the register."""

    ISSUED = "issued"
    VOID = "void"


class Reason(StrEnum):
    """Why a person is proposed one kind and not more, or none; shown in words beside the sum."""

    ALL_MET = "all_met"
    NO_ATTENDANCE_TAKEN = "no_attendance_taken"
    BELOW_ATTENDANCE = "below_attendance"
    NOT_ASSESSED = "not_assessed"
    BELOW_PASS_MARK = "below_pass_mark"  # noqa: S105 - a mark, not a word
    NO_CASE_PRESENTED = "no_case_presented"
    COMPLETION_NOT_OFFERED = "completion_not_offered"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class CertificateRules:
    """The programme's rules; percentages from 0 to 100 (defaults: methods 5.2)."""

    attendance_percent: int = 80
    offers_completion: bool = True
    needs_assessment: bool = True
    pass_percent: int = 70
    needs_case: bool = True

    def checked(self) -> CertificateRules:
        """These rules, or RuleViolation `percent-out-of-range`."""
        for field in ("attendance_percent", "pass_percent"):
            if not 0 <= getattr(self, field) <= 100:
                raise RuleViolation("percent-out-of-range", field=field)
        return self


@dataclass(frozen=True, slots=True)
class Record:
    """What the week knows about one person when certificates are decided."""

    presence: Presence
    assessment_percent: int | None = None
    case_presented: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided against the rules: a kind, or None for no certificate, and why."""

    kind: CertificateKind | None
    reason: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The kind proposed (or None) and the reason that decided it."""

    kind: CertificateKind | None
    reason: Reason
    decision: Decision | None = None


def decide(
    rules: CertificateRules, record: Record, decision: Decision | None = None
) -> Eligibility:
    """The certificate for the record: what was decided about it, else what the rules propose."""
    if decision is not None:
        return Eligibility(decision.kind, Reason.DECIDED, decision)
    return propose(rules, record)


def propose(rules: CertificateRules, record: Record) -> Eligibility:
    """The certificate that the rules propose for the record."""
    refusal = _why_none(rules, record)
    if refusal is not None:
        return Eligibility(None, refusal)
    shortfall = _why_not_completion(rules, record)
    if shortfall is not None:
        return Eligibility(CertificateKind.PARTICIPATION, shortfall)
    return Eligibility(CertificateKind.COMPLETION, Reason.ALL_MET)


def _why_none(rules: CertificateRules, record: Record) -> Reason | None:
    if record.withdrawn:
        return Reason.WITHDRAWN
    if record.presence.held == 0:
        return Reason.NO_ATTENDANCE_TAKEN
    if not record.presence.reaches(rules.attendance_percent):
        return Reason.BELOW_ATTENDANCE
    return None


def _why_not_completion(rules: CertificateRules, record: Record) -> Reason | None:
    if not rules.offers_completion:
        return Reason.COMPLETION_NOT_OFFERED
    if rules.needs_assessment:
        if record.assessment_percent is None:
            return Reason.NOT_ASSESSED
        if record.assessment_percent < rules.pass_percent:
            return Reason.BELOW_PASS_MARK
    if rules.needs_case and not record.case_presented:
        return Reason.NO_CASE_PRESENTED
    return None


SERIAL_FIELDS = frozenset({"year", "month", "number"})
PADDING = re.compile(r"(0[1-6]d?)?")
"""Leading zeros, up to six digits in all; nothing else may be asked of a number."""
DEFAULT_SERIAL_FORMAT = "{year}-{month:02d}-{number:03d}"


def check_serial_format(serial_format: str) -> None:
    """Refuse a format that cannot make a serial or would not make unique ones."""
    try:
        parts = list(string.Formatter().parse(serial_format))
    except ValueError:
        parts = []
    fields = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
    plain = all(
        name in SERIAL_FIELDS and PADDING.fullmatch(spec or "") and not conversion
        for name, spec, conversion in fields
    )
    literal = "".join(text for text, _, _, _ in parts)
    numbered = [name for name, _, _ in fields].count("number") == 1
    if not (plain and numbered and len(literal) <= 30 and literal.isprintable()):
        raise RuleViolation("serial-format-invalid", field="serial_format", text=serial_format)


def serial(serial_format: str, first_day: date, number: int) -> str:
    """The serial of running number `number` (from 1) in a programme that starts on `first_day`."""
    return serial_format.format(year=first_day.year, month=first_day.month, number=number)
