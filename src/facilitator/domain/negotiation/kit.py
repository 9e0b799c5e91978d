"""An exercise kit: what all know, what each role alone knows, issues, scores, rule of agreement.

The rules for a good kit (methods 3.2) are in `kit_rules`, its text form in `kit_text`. Texts may
stand in several languages; the first language of the kit fills in where one is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.domain.negotiation.analysis import Choices, Scoring


class Level(StrEnum):
    """For whom an exercise is."""

    INTRODUCTORY = "introductory"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class IssueKind(StrEnum):
    """Whether an issue's options carry points, or the parties word it freely."""

    SCORED = "scored"
    TEXT = "text"


class AgreementRule(StrEnum):
    """Who must sign for a deal to hold."""

    ALL = "all"
    ALL_BUT_ONE = "all-but-one"
    VOTES = "votes"
    """The roles with a veto, and at least so many of all."""


class Strength(StrEnum):
    """How strong a role stands without a deal; a person should meet different ones in a week."""

    WEAK = "weak"
    EVEN = "even"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the languages of the kit."""

    by_language: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str = "") -> str:
        """The text in a language; in the first one where it is missing."""
        known = dict(self.by_language)
        first = self.by_language[0][1] if self.by_language else ""
        return known.get(language) or first

    def __str__(self) -> str:
        return self.in_language()


NO_WORDS = Words()


def words(text: str, language: str = "en") -> Words:
    """A text in one language."""
    return Words(((language, text),))


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle an issue."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Issue:
    """Something to agree on; the options of a scored issue have fixed ids."""

    id: str
    title: Words
    about: Words = NO_WORDS
    kind: IssueKind = IssueKind.SCORED
    options: tuple[Option, ...] = ()

    def place(self, option_id: str) -> int:
        """The number of an option from 0; -1 where there is none."""
        return next((n for n, option in enumerate(self.options) if option.id == option_id), -1)


@dataclass(frozen=True, slots=True)
class Role:
    """A role with everything that only its players may read."""

    id: str
    name: Words
    organisation: Words = NO_WORDS
    country: str = ""
    strength: Strength = Strength.EVEN
    not_for: tuple[str, ...] = ()
    """Countries whose people must not play it, since it resembles a party to a dispute of theirs."""
    instructions: Words = field(default=NO_WORDS, repr=False)
    batna: Words = field(default=NO_WORDS, repr=False)
    batna_value: int = field(default=0, repr=False)
    may_reveal: Words = field(default=NO_WORDS, repr=False)
    keep_back: Words = field(default=NO_WORDS, repr=False)
    points: Mapping[str, Mapping[str, int]] = field(default_factory=dict, repr=False)

    def value(self, issue: str, option: str) -> int | None:
        """Points for an option; None where the score table has none."""
        return self.points.get(issue, {}).get(option)


@dataclass(frozen=True, slots=True)
class Agreement:
    """When a deal holds; `veto` and `at_least` count for VOTES alone."""

    rule: AgreementRule = AgreementRule.ALL
    veto: tuple[str, ...] = ()
    at_least: int = 0

    def holds(self, signatories: Sequence[str] | frozenset[str], roles: Sequence[str]) -> bool:
        """Whether these signatures make a deal."""
        signed = set(signatories) & set(roles)
        if self.rule is AgreementRule.VOTES:
            return signed >= set(self.veto) and len(signed) >= self.at_least
        allowed_to_miss = 1 if self.rule is AgreementRule.ALL_BUT_ONE else 0
        return len(signed) >= len(roles) - allowed_to_miss


@dataclass(frozen=True, slots=True)
class Kit:
    """A whole exercise."""

    key: str
    languages: tuple[str, ...]
    title: Words
    author: str
    licence: str
    level: Level
    aims: tuple[Words, ...]
    prepare: int
    negotiate: int
    debrief: int
    countries: tuple[str, ...]
    content_warning: Words
    no_deal_exercise: bool
    general: Words
    teaching_note: Words = field(repr=False)
    observer_sheet: tuple[Words, ...]
    agreement: Agreement
    issues: tuple[Issue, ...]
    roles: tuple[Role, ...]

    @property
    def scored(self) -> tuple[Issue, ...]:
        """The issues whose options carry points."""
        return tuple(issue for issue in self.issues if issue.kind is IssueKind.SCORED)

    @property
    def role_ids(self) -> tuple[str, ...]:
        """The ids of the roles, in order."""
        return tuple(role.id for role in self.roles)

    def role(self, role_id: str) -> Role:
        """The role with this id; KeyError where there is none."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)

    def issue(self, issue_id: str) -> Issue:
        """The issue with this id; KeyError where there is none."""
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise KeyError(issue_id)

    @property
    def is_scorable(self) -> bool:
        """Whether every role has points for every option, so that it can be analysed."""
        return bool(self.scored and self.roles) and all(
            role.value(issue.id, option.id) is not None
            for role in self.roles for issue in self.scored for option in issue.options
        )  # fmt: skip

    def scoring(self) -> Scoring:
        """The numbers, for the analysis; only where `is_scorable`."""
        return Scoring(
            tuple(
                tuple(
                    tuple(role.points[issue.id][option.id] for option in issue.options)
                    for issue in self.scored
                )
                for role in self.roles
            ),
            tuple(role.batna_value for role in self.roles),
        )

    def choices(self, options: Mapping[str, str]) -> Choices | None:
        """Option ids by issue as numbers; None where a scored issue has none (no whole agreement)."""
        found = tuple(issue.place(options.get(issue.id, "")) for issue in self.scored)
        return None if -1 in found else found
