"""How people are described in words: sex, state, and the counts over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.people import Sex, count_by_sex, fold
from facilitator.support.i18n import tr, trn


def sex_word(sex: Sex) -> str:
    """A person's sex as a word."""
    words = {Sex.WOMAN: tr("Woman"), Sex.MAN: tr("Man"), Sex.NOT_STATED: tr("Not stated")}
    return words[sex]


def searchable(person: ParticipantRow) -> str:
    """Everything by which a person is found, folded: names, institution, country."""
    parts = (
        person.certificate_name, person.badge_name, person.own_script_name, person.institution,
        person.country,
    )  # fmt: skip
    return fold(" ".join(parts))


def matches(haystack: str, wanted: str) -> bool:
    """Whether every word of `wanted` (as typed) occurs in the folded text."""
    return all(word in haystack for word in fold(wanted).split())


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters of the page's header, in words; an empty text is not shown."""

    people: str
    women: str
    not_stated: str
    countries: str
    withdrawn: str


def counts(people: Sequence[ParticipantRow]) -> Counts:
    """Counts of everybody who has not withdrawn, and how many have."""
    here = [person for person in people if not person.withdrawn]
    sexes = count_by_sex(person.sex for person in here)
    countries = len({person.country for person in here if person.country})
    away = len(people) - len(here)
    women = trn("{n} woman ({percent} %)", "{n} women ({percent} %)", sexes.women,
                percent=sexes.women_percent)  # fmt: skip
    unknown = trn("{n} sex not stated", "{n} sex not stated", sexes.not_stated)
    return Counts(
        people=trn("{n} person", "{n} people", len(here)),
        women=women if here else "",
        not_stated=unknown if sexes.not_stated else "",
        countries=trn("{n} country", "{n} countries", countries) if countries else "",
        withdrawn=trn("{n} withdrawn", "{n} withdrawn", away) if away else "",
    )
