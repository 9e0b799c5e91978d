"""The words of the Groups page: rules, what broke and by how much, meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from facilitator.application.rows.groups import GroupingRow, GroupPersonRow
from facilitator.domain.grouping.metrics import Meetings
from facilitator.domain.grouping.model import PairKind, Rule, RuleKind
from facilitator.domain.grouping.outcome import (
    Breach,
    Composition,
    Outcomes,
    PairOutcome,
    RuleOutcome,
)  # fmt: skip
from facilitator.domain.people import InstitutionType, Sex
from facilitator.reports.labels import label
from facilitator.support.i18n import tr, trn


def kind_word(kind: RuleKind) -> str:
    """What a rule asks, in words."""
    words = {
        RuleKind.SPREAD: tr("Spread evenly"), RuleKind.NOT_ALONE: tr("Never alone"),
        RuleKind.TOGETHER: tr("Keep together"), RuleKind.APART: tr("Keep apart"),
        RuleKind.BALANCE: tr("Balance the number"),
    }  # fmt: skip
    return words[kind]


def attribute_word(attribute: str) -> str:
    """What a rule is about, in words."""
    words = {
        "sex": tr("sex"), "country": tr("country"), "institution": tr("institution"),
        "institution_type": tr("type of institution"), "assessment": tr("assessment"),
    }  # fmt: skip
    return words.get(attribute, attribute)


def rule_word(rule: Rule) -> str:
    """A rule in words: "Never alone: sex"."""
    return f"{kind_word(rule.kind)}: {attribute_word(rule.attribute)}"


def value_word(attribute: str, value: str) -> str:
    """A value of an attribute as people say it."""
    if attribute == "sex":
        return {Sex.WOMAN.value: tr("woman"), Sex.MAN.value: tr("man")}.get(value, value)
    if attribute == "institution_type":
        return label(InstitutionType(value))
    return value


def breach_word(rule: Rule, breach: Breach, letters: Sequence[str]) -> str:
    """Where a rule does not hold, and by how much."""
    letter = letters[breach.group] if breach.group < len(letters) else str(breach.group + 1)
    value, count = value_word(rule.attribute, breach.value), round(breach.count)
    if rule.kind is RuleKind.NOT_ALONE:
        return tr("{letter}: one {value} alone", letter=letter, value=value)
    if rule.kind is RuleKind.BALANCE:
        return tr("{letter}: average {own}, everybody {all}", letter=letter,
                  own=round(breach.count), all=round(breach.low))  # fmt: skip
    if rule.kind is RuleKind.TOGETHER:
        return tr("{letter}: {n} of {value} away from the others", letter=letter, n=count,
                  value=value)  # fmt: skip
    if rule.kind is RuleKind.APART:
        return tr("{letter}: {n} from {value}", letter=letter, n=count, value=value)
    low, high = round(breach.low), round(breach.high)
    share = str(low) if low == high else tr("{low} to {high}", low=low, high=high)
    return tr("{letter}: {n} from {value}, {share} would be even", letter=letter, n=count,
              value=value, share=share)  # fmt: skip


def outcome_word(outcome: RuleOutcome) -> str:
    """How a rule fared, in a few words."""
    if outcome.held:
        return tr("holds")
    if outcome.rule.kind is RuleKind.BALANCE:
        return tr("averages differ by up to {n}", n=f"{outcome.broken_by:.0f}")
    if outcome.cannot_hold:
        return tr("cannot hold ({n} cannot be helped)", n=outcome.unavoidable)
    text = trn("broken by {n} person", "broken by {n} people", round(outcome.broken_by))
    if outcome.unavoidable:
        text += " " + tr("({n} cannot be helped)", n=outcome.unavoidable)
    return text


def pair_word(outcome: PairOutcome, names: Mapping[UUID, str]) -> str:
    """A named pair in words, without its reason."""
    first, second = (names.get(key, "?") for key in (outcome.pair.first, outcome.pair.second))
    if outcome.pair.kind is PairKind.TOGETHER:
        return tr("Together: {first} and {second}", first=first, second=second)
    return tr("Apart: {first} and {second}", first=first, second=second)


def summary(outcomes: Outcomes) -> str:
    """How many rules hold: "5 of 6 rules hold"."""
    if not outcomes.total:
        return tr("No rules")
    if outcomes.held == outcomes.total:
        return trn("The rule holds", "All {n} rules hold", outcomes.total)
    return tr("{held} of {total} rules hold", held=outcomes.held, total=outcomes.total)


def broken_lines(
    outcomes: Outcomes, letters: Sequence[str], names: Mapping[UUID, str]
) -> list[str]:
    """A line for each thing that does not hold."""
    lines = [
        f"{rule_word(rule.rule)}  ·  {breach_word(rule.rule, breach, letters)}"
        + ("  ·  " + tr("cannot hold") if rule.cannot_hold else "")
        for rule in outcomes.rules
        for breach in rule.breaches
    ]
    return lines + [pair_word(pair, names) for pair in outcomes.pairs if not pair.held]


def composition_line(members: Sequence[GroupPersonRow]) -> str:
    """Who is in a group, in short: "4 women, 3 men · 6 countries"."""
    women = sum(person.sex is Sex.WOMAN for person in members)
    men = sum(person.sex is Sex.MAN for person in members)
    countries = len({person.country for person in members if person.country})
    parts = [trn("{n} woman", "{n} women", women), trn("{n} man", "{n} men", men)]
    if len(members) - women - men:
        parts.append(trn("{n} not stated", "{n} not stated", len(members) - women - men))
    sexes = ", ".join(parts)
    return f"{sexes}  ·  " + trn("{n} country", "{n} countries", countries)


def composition_words(found: Composition) -> str:
    """How alike the groups are by one attribute, with variety beside that of everybody."""
    known = [share for share in found.variety if share is not None]
    if not known:
        return ""
    low, high = round(100 * min(known)), round(100 * max(known))
    return tr("{attribute}: variety in a group {low} to {high} % of everybody's, at most {off} from "
              "the even share", attribute=attribute_word(found.attribute), low=low, high=high,
              off=f"{found.deviation:.1f}")  # fmt: skip


def meeting_lines(found: Meetings) -> list[str]:
    """The numbers of a plan, each with its bound."""
    return [
        tr("{met} of {pairs} pairs meet: {percent} %; at most {ceiling} ({most} %) are possible",
           met=found.met, pairs=found.pairs, percent=f"{found.coverage:.1f}", ceiling=found.ceiling,
           most=f"{found.coverage_ceiling:.1f}"),
        tr("Everybody meets at least {fewest} others, half meet {middle} or more; at most "
           "{bound} are possible for those who sit at the smallest tables",
           fewest=found.fewest, middle=f"{found.middle:g}", bound=found.fewest_ceiling),
        tr("{repeats} repeated meetings; nobody meets the same person more than {most} times",
           repeats=found.repeats, most=found.most_often),
    ]  # fmt: skip


def letters_of(grouping: GroupingRow, count: int) -> list[str]:
    """The letters that suggested groups will have: those there are, then new ones."""
    from facilitator.domain.groups import letters

    known = [group.letter for group in grouping.groups]
    return [*known, *letters(max(0, count - len(known)), known)][:count]


def shortened(name: str, most: int = 30) -> str:
    """A name that fits a narrow panel."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
