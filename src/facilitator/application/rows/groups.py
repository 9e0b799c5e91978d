"""Rows of groups and of rounds of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.grouping.model import Groups, Pair, PairKind, Person, Rule, Wish
from facilitator.domain.grouping.rounds import Goal
from facilitator.domain.groups import GroupRole, PlanKind
from facilitator.domain.people import InstitutionType, Sex


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A participant's place in a group; `may_be_named` where the person agreed to stand in reports."""

    participant_id: UUID
    name: str
    country: str
    institution: str
    role: GroupRole
    may_be_named: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A home group with its members in order of name."""

    id: UUID
    letter: str
    name: str
    table: str
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class GroupPersonRow:
    """Somebody who takes part, as groups see them.

    `name` is told apart from everybody else's; `first_name` is for the wall and the projector;
    `group_id` is None for who is in no group.
    """

    id: UUID
    name: str
    first_name: str
    own_script_name: str
    sex: Sex
    country: str
    institution: str
    institution_type: InstitutionType
    assessment: int | None
    group_id: UUID | None
    role: GroupRole
    locked: bool

    def as_person(self, only_country: Mapping[str, str] | None = None) -> Person:
        """What the rules may know. Offices of one name in two countries are two offices.

        `only_country`: the country of each office that is known in one country alone; who works
        there and has no country of their own is taken to work in that one.
        """
        country = self.country or (only_country or {}).get(self.institution, "")
        office = f"{self.institution} ({country})" if self.institution and country else ""
        values = {
            "sex": "" if self.sex is Sex.NOT_STATED else self.sex.value,
            "country": self.country,
            "institution": office or self.institution,
            "institution_type": self.institution_type.value,
        }
        numbers = {} if self.assessment is None else {"assessment": float(self.assessment)}
        return Person(self.id, values, numbers)


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people to be kept together or apart; the reason is for the facilitator alone."""

    id: UUID
    kind: PairKind
    first_id: UUID
    second_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class DrawRow:
    """What the home groups were drawn by, so that the draw can be made again."""

    seed: int
    steps: int
    rules: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Rounds of tables, pairs of an exchange, or today's groups; the people of each table by id."""

    id: UUID
    kind: PlanKind
    title: str
    seed: int
    steps: int
    goal: Goal
    counts_home: bool
    rules: tuple[str, ...]
    weights: tuple[float, ...]
    rounds: tuple[Groups, ...]


@dataclass(frozen=True, slots=True)
class GroupingRow:
    """Everything about groups: people in order of name, groups in order of letter."""

    people: tuple[GroupPersonRow, ...]
    groups: tuple[GroupRow, ...]
    rules: tuple[Rule, ...]
    pairs: tuple[PairRow, ...]
    draw: DrawRow | None
    plans: tuple[PlanRow, ...]

    def person(self, key: UUID) -> GroupPersonRow | None:
        """The person with this id."""
        return next((person for person in self.people if person.id == key), None)

    def names(self) -> dict[UUID, str]:
        """Everybody's name, told apart, by id."""
        return {person.id: person.name for person in self.people}

    def members(self, group_id: UUID | None) -> tuple[GroupPersonRow, ...]:
        """Those of a group, in order of name; None for those in no group."""
        return tuple(person for person in self.people if person.group_id == group_id)

    def home(self) -> Groups:
        """The ids in each home group, in order of letter; only those who take part."""
        return tuple(tuple(p.id for p in self.members(group.id)) for group in self.groups)

    def persons(self) -> list[Person]:
        """Everybody as the rules see them."""
        countries: dict[str, set[str]] = {}
        for person in self.people:
            if person.country:
                countries.setdefault(person.institution, set()).add(person.country)
        only = {name: next(iter(found)) for name, found in countries.items() if len(found) == 1}
        return [person.as_person(only) for person in self.people]

    def wish(self, groups: int, *, with_locks: bool = True) -> Wish:
        """What the programme asks of `groups` groups: its rules, pairs and locks."""
        number = {group.id: n for n, group in enumerate(self.groups)}
        locks = {
            p.id: number[p.group_id] for p in self.people
            if with_locks and p.locked and p.group_id is not None and number[p.group_id] < groups
        }  # fmt: skip
        pairs = tuple(Pair(pair.kind, pair.first_id, pair.second_id) for pair in self.pairs)
        return Wish(groups, self.rules, pairs, locks)


def rule_text(rule: Rule) -> str:
    """A rule as it is stored beside a draw."""
    return f"{rule.kind.value}:{rule.attribute}"
