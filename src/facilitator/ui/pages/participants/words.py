"""How people are described in words: sex, state, and the counts over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.participant_list.same_person import Identity, Known
from facilitator.domain.people import InstitutionType, ParticipantRole, Sex, count_by_sex, fold
from facilitator.reports.labels import label
from facilitator.reports.words import date_text
from facilitator.support.i18n import tr, trn


def sex_word(sex: Sex) -> str:
    """A person's sex as a word."""
    words = {Sex.WOMAN: tr("Woman"), Sex.MAN: tr("Man"), Sex.NOT_STATED: tr("Not stated")}
    return words[sex]


def role_word(role: ParticipantRole) -> str:
    """A person's role as a word."""
    return label(role)


def consent_word(*, given: bool, day: date | None) -> str:
    """When a consent was given or taken back."""
    if day is None:
        return ""
    when = date_text(day)
    return tr("Given on {date}", date=when) if given else tr("Taken back on {date}", date=when)


def searchable(person: ParticipantRow) -> str:
    """Everything by which a person is found, folded: names, institution, country."""
    parts = (
        person.certificate_name, person.badge_name, person.own_script_name, person.institution,
        person.country,
    )  # fmt: skip
    return fold(" ".join(parts))


def matches(haystack: str, wanted: Sequence[str]) -> bool:
    """Whether every one of the folded words occurs in the folded text."""
    for word in wanted:  # noqa: SIM110 - a generator would cost more than the search
        if word not in haystack:
            return False
    return True


def namesake(person: ParticipantRow, people: Sequence[ParticipantRow]) -> ParticipantRow | None:
    """Somebody else of the same e-mail address, or of the same name and institution."""
    known: Known[UUID] = Known()
    others = {other.id: other for other in people if other.id != person.id and not other.withdrawn}
    for other in others.values():
        known.add(_identity(other), other.id)
    found = known.find(_identity(person))
    return None if found is None else others[found]


def _identity(person: ParticipantRow) -> Identity:
    return Identity.of(person.certificate_name, person.institution, person.email)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters of the page's header, in words; an empty text is not shown."""

    people: str
    women: str
    not_stated: str
    countries: str
    withdrawn: str
    others: str
    types: str


def counts(people: Sequence[ParticipantRow]) -> Counts:
    """Counts of the participants who have not withdrawn; beside them other roles, and who has."""
    here = [person for person in people if person.takes_part]
    others = [p for p in people if not p.takes_part and not p.withdrawn]
    sexes = count_by_sex(person.sex for person in here)
    countries = len({person.country for person in here if person.country})
    away = sum(1 for person in people if person.withdrawn)
    kinds = Counter(person.institution_type for person in here)
    women = trn("{n} woman ({percent} %)", "{n} women ({percent} %)", sexes.women,
                percent=sexes.women_percent)  # fmt: skip
    unknown = trn("{n} sex not stated", "{n} sex not stated", sexes.not_stated)
    return Counts(
        people=trn("{n} person", "{n} people", len(here)),
        women=women if here else "",
        not_stated=unknown if sexes.not_stated else "",
        countries=trn("{n} country", "{n} countries", countries) if countries else "",
        withdrawn=trn("{n} withdrawn", "{n} withdrawn", away) if away else "",
        others=trn("{n} in another role", "{n} in other roles", len(others)) if others else "",
        types="  ·  ".join(
            f"{label(kind)} {kinds[kind]}" for kind in InstitutionType if kinds[kind]
        ),
    )
