"""Who plays which role at which table (methods 3.4): musts never broken, shoulds weighed, explained.

Seeded: the same people and seed give the same tables. A person has one place in an exercise, so
nobody gets two sheets. Whether somebody is senior is guessed from the words of the position, and
superiors and subordinates are looked for inside one institution: lists say no more.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from uuid import UUID

from facilitator.domain import countries
from facilitator.domain import people as person_rules
from facilitator.domain.negotiation.kit import Role, Strength
from facilitator.domain.people import Sex
from facilitator.support.errors import RuleViolation

fold = lru_cache(4096)(person_rules.fold)
country_name = lru_cache(4096)(countries.country_name)

MUST = 1_000
STARTS = 4
SENIOR_WORDS = ("minister", "ambassador", "director", "chief", "head", "general", "president", "dean",
                "commissioner", "governor", "secretary-general", "deputy", "colonel")  # fmt: skip


class Duty(StrEnum):
    """What a person does at a table."""

    PLAYER = "player"
    CHAIR = "chair"
    OBSERVER = "observer"


class Remainder(StrEnum):
    """What people do whom the roles do not need."""

    DOUBLE = "double"
    OBSERVER = "observer"
    CHAIR = "chair"


class Rule(StrEnum):
    """Musts and shoulds of an assignment, in the order in which they are explained."""

    OWN_SIDE = "own-side"
    SUPERIORS = "superiors"
    COUNTRIES = "countries"
    WOMEN = "women"
    SENIORITY = "seniority"
    LEADS = "leads"
    STRENGTH = "strength"


WEIGHTS = {Rule.OWN_SIDE: MUST, Rule.SUPERIORS: 20, Rule.COUNTRIES: 4, Rule.WOMEN: 3,
           Rule.SENIORITY: 2, Rule.STRENGTH: 5}  # fmt: skip


@lru_cache(4096)
def _sounds_senior(position: str) -> bool:
    return any(word in fold(position) for word in SENIOR_WORDS)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be seated, with what the rules ask about."""

    id: UUID
    name: str
    sex: Sex
    country: str
    institution: str
    position: str = ""
    group: str = ""
    earlier: frozenset[Strength] = frozenset()
    """Strengths of the roles that the person played in earlier exercises."""
    has_led: bool = False

    @property
    def is_senior(self) -> bool:
        """As far as the words of the position tell."""
        return _sounds_senior(self.position)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place; `role_id` is empty for a chair or observer. Tables count from 0."""

    person_id: UUID
    table: int
    duty: Duty
    role_id: str = ""
    lead: bool = False
    sheet: str = ""
    """The role whose sheet the person has been handed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rule came out: how often it is broken, and where."""

    rule: Rule
    broken: int
    tables: tuple[int, ...] = ()

    @property
    def held(self) -> bool:
        """Whether it holds throughout."""
        return self.broken == 0


@dataclass(frozen=True, slots=True)
class Deal:
    """An assignment with its explanation."""

    tables: tuple[str, ...]
    """Letters of the tables."""
    seats: tuple[Seat, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """How to deal: at the tables of the home groups or mixed, `team` people a role where mixed."""

    by_groups: bool = True
    team: int = 1
    remainder: Remainder = Remainder.OBSERVER
    seed: int = 1


def may_play(person: Person, role: Role) -> bool:
    """Nobody plays the own country, the own institution, or a party to a dispute of the own country."""
    own = country_name(person.country)
    barred = {country_name(name) for name in (role.country, *role.not_for) if name}
    organisation = fold(str(role.organisation))
    own_house = bool(organisation) and organisation == fold(person.institution)
    return not (own and own in barred) and not own_house


def letters(count: int) -> tuple[str, ...]:
    """A, B, ... Z, AA, AB, ..."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return tuple(
        (alphabet[n // 26 - 1] if n >= 26 else "") + alphabet[n % 26] for n in range(count)
    )


def deal(people: Sequence[Person], roles: Sequence[Role], wish: Wish) -> Deal:
    """Seat everybody. Raises RuleViolation `exercise-few-people` where a table cannot fill its roles."""
    draw = random.Random(wish.seed)  # noqa: S311 - to be repeatable, not secret
    ordered = sorted(people, key=lambda person: (fold(person.name), str(person.id)))
    names, tables = _tables(ordered, roles, wish, draw)
    best = min(
        (_improved(_start(tables, roles, wish, draw), ordered, roles, wish) for _ in range(STARTS)),
        key=lambda seats: _cost(seats, ordered, roles),
    )
    led = _with_leads(best, {person.id: person for person in ordered}, roles, draw)
    seats = tuple(sorted(led, key=_order(roles)))
    return Deal(names, seats, tuple(verdicts(seats, ordered, roles)))


def _order(roles: Sequence[Role]) -> Callable[[Seat], tuple[int, int, bool, str]]:
    place = {role.id: number for number, role in enumerate(roles)}

    def key(seat: Seat) -> tuple[int, int, bool, str]:
        return seat.table, place.get(seat.role_id, 99), not seat.lead, str(seat.person_id)

    return key


def _tables(
    people: Sequence[Person], roles: Sequence[Role], wish: Wish, draw: random.Random
) -> tuple[tuple[str, ...], list[list[UUID]]]:
    if wish.by_groups:
        names = tuple(sorted({person.group for person in people if person.group}))
        tables = [[p.id for p in people if p.group == name] for name in names]
        for number, person in enumerate(p for p in people if not p.group):
            if tables:
                tables[number % len(tables)].append(person.id)
    else:
        count = max(1, len(people) // (len(roles) * max(1, wish.team)))
        names = letters(count)
        mixed = [person.id for person in people]
        draw.shuffle(mixed)
        tables = [mixed[number::count] for number in range(count)]
    shortest = min(map(len, tables), default=0)
    if shortest < len(roles):
        raise RuleViolation("exercise-few-people", people=shortest, roles=len(roles))
    return names, tables


def _start(
    tables: Sequence[Sequence[UUID]], roles: Sequence[Role], wish: Wish, draw: random.Random
) -> list[Seat]:
    seats = []
    for number, members in enumerate(tables):
        shuffled = list(members)
        draw.shuffle(shuffled)
        places = _places(len(members), number, roles, wish)
        seats += [
            Seat(person, number, duty, role)
            for person, (duty, role) in zip(shuffled, places, strict=True)
        ]
    return seats


def _places(
    people: int, table: int, roles: Sequence[Role], wish: Wish
) -> Iterator[tuple[Duty, str]]:
    each = people // len(roles) if wish.by_groups else min(people // len(roles), max(1, wish.team))
    for role in roles:
        for _ in range(each):
            yield Duty.PLAYER, role.id
    for number in range(people - each * len(roles)):
        if wish.remainder is Remainder.DOUBLE:
            # Each table begins with another role, so that no side is always the larger one.
            yield Duty.PLAYER, roles[(table + number) % len(roles)].id
        elif wish.remainder is Remainder.CHAIR and number == 0:
            yield Duty.CHAIR, ""
        else:
            yield Duty.OBSERVER, ""


def _improved(
    seats: list[Seat], people: Sequence[Person], roles: Sequence[Role], wish: Wish
) -> list[Seat]:
    """Swap two people while that makes the assignment better."""
    cost = _cost(seats, people, roles)
    better = True
    while better and cost:
        better = False
        for one, other in combinations(range(len(seats)), 2):
            if wish.by_groups and seats[one].table != seats[other].table:
                continue
            if (seats[one].table, seats[one].role_id) == (seats[other].table, seats[other].role_id):
                continue
            tried = list(seats)
            tried[one] = replace(seats[one], person_id=seats[other].person_id)
            tried[other] = replace(seats[other], person_id=seats[one].person_id)
            found = _cost(tried, people, roles)
            if found < cost:
                seats, cost, better = tried, found, True
    return seats


def _cost(seats: Sequence[Seat], people: Sequence[Person], roles: Sequence[Role]) -> float:
    return sum(
        WEIGHTS.get(verdict.rule, 0) * verdict.broken for verdict in verdicts(seats, people, roles)
    )


def verdicts(
    seats: Sequence[Seat], people: Sequence[Person], roles: Sequence[Role]
) -> Iterator[Verdict]:
    """How each rule comes out for these seats."""
    known = {person.id: person for person in people}
    by_role = {role.id: role for role in roles}
    at_table: dict[int, list[tuple[Seat, Person]]] = {}
    for seat in seats:
        at_table.setdefault(seat.table, []).append((seat, known[seat.person_id]))
    yield _verdict(Rule.OWN_SIDE, {t: sum(_own_side(s, p, by_role) for s, p in pairs)
                                   for t, pairs in at_table.items()})  # fmt: skip
    yield _verdict(Rule.SUPERIORS, {t: _opposed_colleagues(pairs) for t, pairs in at_table.items()})
    yield _verdict(Rule.COUNTRIES, {t: _compatriots(p for _, p in pairs)
                                    for t, pairs in at_table.items()})  # fmt: skip
    yield _women(at_table, roles)
    yield _verdict(Rule.SENIORITY, {t: _uneven_seniors(pairs) for t, pairs in at_table.items()})
    yield _leads(at_table)
    yield _verdict(Rule.STRENGTH, {t: sum(_same_strength(s, p, by_role) for s, p in pairs)
                                   for t, pairs in at_table.items()})  # fmt: skip


def _verdict(rule: Rule, broken: dict[int, int]) -> Verdict:
    where = tuple(sorted(table for table, count in broken.items() if count))
    return Verdict(rule, sum(broken.values()), where)


def _own_side(seat: Seat, person: Person, roles: dict[str, Role]) -> bool:
    return seat.duty is Duty.PLAYER and not may_play(person, roles[seat.role_id])


def _opposed_colleagues(pairs: Sequence[tuple[Seat, Person]]) -> int:
    """Pairs of one institution of one country in different roles: perhaps superior and subordinate."""
    players = [
        (s.role_id, (fold(p.institution), country_name(p.country)) if p.institution else None)
        for s, p in pairs if s.duty is Duty.PLAYER
    ]  # fmt: skip
    return sum(
        1 for (role, house), (other_role, other) in combinations(players, 2)
        if house and house == other and role != other_role
    )  # fmt: skip


def _compatriots(people: Iterable[Person]) -> int:
    counts = Counter(country_name(person.country) for person in people if person.country)
    return sum(count * (count - 1) // 2 for count in counts.values())


def _women(at_table: dict[int, list[tuple[Seat, Person]]], roles: Sequence[Role]) -> Verdict:
    """Women in each role, over all tables, in proportion to the women among the players."""
    players = [(s.role_id, p.sex) for pairs in at_table.values() for s, p in pairs
               if s.duty is Duty.PLAYER and p.sex is not Sex.NOT_STATED]  # fmt: skip
    everyone, women = (
        Counter(role for role, _ in players),
        Counter(role for role, sex in players if sex is Sex.WOMAN),
    )
    total, all_women = sum(everyone.values()), sum(women.values())
    broken = 0
    for role in roles:
        expected = everyone[role.id] * all_women / total if total else 0
        broken += max(0, int(abs(women[role.id] - expected)))
    return Verdict(Rule.WOMEN, broken)


def _uneven_seniors(pairs: Sequence[tuple[Seat, Person]]) -> int:
    """By how much more than one the senior people of two roles differ at a table."""
    counts = Counter({s.role_id: 0 for s, _ in pairs if s.duty is Duty.PLAYER})
    counts.update(s.role_id for s, p in pairs if s.duty is Duty.PLAYER and p.is_senior)
    return max(0, max(counts.values(), default=0) - min(counts.values(), default=0) - 1)


def _leads(at_table: dict[int, list[tuple[Seat, Person]]]) -> Verdict:
    """Lead speakers who led before although somebody of their team has not."""
    broken = {}
    for table, pairs in at_table.items():
        fresh = {s.role_id for s, p in pairs if s.duty is Duty.PLAYER and not p.has_led}
        broken[table] = sum(1 for s, p in pairs if s.lead and p.has_led and s.role_id in fresh)
    return _verdict(Rule.LEADS, broken)


def _same_strength(seat: Seat, person: Person, roles: dict[str, Role]) -> bool:
    if seat.duty is not Duty.PLAYER:
        return False
    strength = roles[seat.role_id].strength
    return strength is not Strength.EVEN and strength in person.earlier


def _with_leads(
    seats: Sequence[Seat], people: dict[UUID, Person], roles: Sequence[Role], draw: random.Random
) -> list[Seat]:
    """One lead speaker a team: who has not led before, and women and men in turn on every side."""
    chosen: set[UUID] = set()
    for role in roles:
        leading: Counter[Sex] = Counter()
        for table in sorted({seat.table for seat in seats}):
            team = [people[s.person_id] for s in seats if (s.table, s.role_id) == (table, role.id)]
            if not team:
                continue
            draw.shuffle(team)
            lead = min(team, key=lambda person: (person.has_led, leading[person.sex]))
            leading[lead.sex] += 1
            chosen.add(lead.id)
    return [replace(seat, lead=seat.person_id in chosen) for seat in seats]


# Late and absent -------------------------------------------------------------------------------


def replacement(
    seats: Sequence[Seat], gone: Seat, people: Sequence[Person], role: Role
) -> Seat | None:
    """The smallest change that fills the role of somebody who is absent: who moves, and to where.

    Tried in order: an observer or the chair of the table, a doubled player of the same role from
    another table, an observer or chair of another table. None where the team still has somebody,
    or where nobody can move (`empty_roles` tells).
    """
    known = {person.id: person for person in people}
    left = [seat for seat in seats if seat.person_id != gone.person_id]
    if gone.duty is not Duty.PLAYER or _team(left, gone.table, gone.role_id):
        return None

    def can(seat: Seat) -> bool:
        return seat.sheet in {"", role.id} and may_play(known[seat.person_id], role)

    free = [seat for seat in left if seat.duty is not Duty.PLAYER and can(seat)]
    doubled = [
        seat for seat in left
        if seat.role_id == role.id and len(_team(left, seat.table, role.id)) > 1
    ]  # fmt: skip
    here = [seat for seat in free if seat.table == gone.table]
    found = next(iter([*sorted(here, key=lambda s: s.duty is Duty.CHAIR), *doubled, *free]), None)
    if found is None:
        return None
    return replace(found, table=gone.table, duty=Duty.PLAYER, role_id=role.id, lead=True)


def _team(seats: Sequence[Seat], table: int, role_id: str) -> list[Seat]:
    return [s for s in seats if s.table == table and s.role_id == role_id and s.duty is Duty.PLAYER]


def empty_roles(seats: Sequence[Seat], roles: Sequence[Role]) -> list[tuple[int, str]]:
    """Tables and roles that nobody plays; `seats` are those of the people who are there."""
    return [
        (table, role.id)
        for table in sorted({seat.table for seat in seats}) for role in roles
        if not _team(seats, table, role.id)
    ]  # fmt: skip


def late_seat(seats: Sequence[Seat], tables: int, person: Person, roles: Sequence[Role]) -> Seat:
    """Where somebody who comes late fits: a role that nobody has, else the smallest team.

    An observer where the person may play none of the roles.
    """
    allowed = [role for role in roles if may_play(person, role)]
    places = [
        (len(_team(seats, table, role.id)), sum(s.table == table for s in seats), table, number)
        for table in range(tables) for number, role in enumerate(allowed)
    ]  # fmt: skip
    if not places:
        return Seat(person.id, 0, Duty.OBSERVER)
    size, _, table, number = min(places)
    return Seat(person.id, table, Duty.PLAYER, allowed[number].id, lead=size == 0)
