"""What a kit must and should be (methods 3.2). Every fault is named, with the place where it is.

A must keeps a kit from being used; a should is a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from facilitator.domain.countries import SHORT_NAMES, country_name
from facilitator.domain.negotiation.analysis import EXACT_LIMIT, Analysis, analyse
from facilitator.domain.negotiation.kit import AgreementRule, Issue, IssueKind, Kit, Role, Words

BEST_TOTAL = 100
ROLES, ISSUES, OPTIONS, AIMS = (2, 8), (1, 8), (2, 5), (1, 3)
LINE, PAGES, NOTE = 160, 7_000, 12_000
"""Characters of a line, of two printed pages, and of the teaching note."""
MINUTES = (1, 480)
POINTS = (-BEST_TOTAL, BEST_TOTAL)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a kit: a code with its sentence's values, and the place in the file."""

    code: str
    where: str
    must: bool = True
    params: dict[str, object] = field(default_factory=dict)


def kit_faults(kit: Kit, analysis: Analysis | None = None) -> list[Fault]:
    """Everything that is wrong with a kit; no must among it means that it may be used.

    The numbers are looked at only where nothing else is missing.
    """
    found = [*_facts(kit), *_texts(kit), *_counts(kit), *_ids(kit), *_agreement(kit), *_points(kit)]
    if not any(fault.must for fault in found):
        found += _numbers(kit, analysis or analyse(kit.scoring()))
    return found


def is_usable(faults: Iterable[Fault]) -> bool:
    """Whether no must is broken."""
    return not any(fault.must for fault in faults)


def _fault(code: str, where: str, **params: object) -> Fault:
    return Fault(code, where, params=params)


def _facts(kit: Kit) -> Iterator[Fault]:
    for name in ("author", "licence"):
        if not getattr(kit, name):
            yield _fault("kit-text-missing", f"meta.{name}")
    for name in ("prepare", "negotiate", "debrief"):
        if not MINUTES[0] <= getattr(kit, name) <= MINUTES[1]:
            yield _fault("kit-minutes", f"meta.{name}", least=MINUTES[0], most=MINUTES[1])
    if kit.debrief * 2 < kit.negotiate:
        yield Fault("kit-short-debrief", "meta.debrief", must=False)
    for name in (*kit.countries, *(role.country for role in kit.roles)):
        if country_name(name) in SHORT_NAMES:
            yield _fault("kit-real-country", "meta.countries", name=name)


def _texts(kit: Kit) -> Iterator[Fault]:
    yield from _text(kit, "meta.title", kit.title, LINE)
    yield from _text(kit, "general", kit.general, PAGES)
    yield from _text(kit, "teaching_note", kit.teaching_note, NOTE)
    yield from _text(kit, "meta.content_warning", kit.content_warning, PAGES, needed=False)
    for number, aim in enumerate(kit.aims, 1):
        yield from _text(kit, f"meta.aims[{number}]", aim, 2 * LINE)
    for number, line in enumerate(kit.observer_sheet, 1):
        yield from _text(kit, f"observer_sheet[{number}]", line, 2 * LINE)
    for issue in kit.issues:
        yield from _text(kit, f"issues.{issue.id}.title", issue.title, LINE)
        yield from _text(kit, f"issues.{issue.id}.about", issue.about, PAGES, needed=False)
        for option in issue.options:
            yield from _text(kit, f"issues.{issue.id}.{option.id}", option.title, LINE)
    for role in kit.roles:
        yield from _role_texts(kit, role)


def _role_texts(kit: Kit, role: Role) -> Iterator[Fault]:
    place = f"roles.{role.id}"
    yield from _text(kit, f"{place}.name", role.name, LINE)
    yield from _text(kit, f"{place}.organisation", role.organisation, LINE, needed=False)
    yield from _text(kit, f"{place}.instructions", role.instructions, PAGES)
    yield from _text(kit, f"{place}.batna", role.batna, PAGES)
    yield from _text(kit, f"{place}.may_reveal", role.may_reveal, PAGES, needed=False)
    yield from _text(kit, f"{place}.keep_back", role.keep_back, PAGES, needed=False)


def _text(kit: Kit, where: str, text: Words, limit: int, *, needed: bool = True) -> Iterator[Fault]:
    known = dict(text.by_language)
    if not needed and not any(known.values()):
        return
    for language in kit.languages:
        said = known.get(language, "")
        if not said:
            place = f"{where} ({language})" if len(kit.languages) > 1 else where
            yield _fault("kit-text-missing", place)
        elif len(said) > limit:
            yield _fault("kit-text-too-long", where, length=len(said), limit=limit)
    for language in known.keys() - set(kit.languages):
        yield _fault("kit-language-unknown", where, language=language)


def _counts(kit: Kit) -> Iterator[Fault]:
    for name, count, (least, most) in (
        ("meta.aims", len(kit.aims), AIMS),
        ("roles", len(kit.roles), ROLES),
        ("issues", len(kit.issues), ISSUES),
    ):
        if not least <= count <= most:
            yield _fault("kit-count", name, count=count, least=least, most=most)
    for issue in kit.issues:
        if issue.kind is IssueKind.SCORED and not OPTIONS[0] <= len(issue.options) <= OPTIONS[1]:
            yield _fault("kit-count", f"issues.{issue.id}.options", count=len(issue.options),
                         least=OPTIONS[0], most=OPTIONS[1])  # fmt: skip
        if issue.kind is IssueKind.TEXT and issue.options:
            yield _fault("kit-text-issue-options", f"issues.{issue.id}.options")
    if kit.issues and not kit.scored:
        yield _fault("kit-nothing-scored", "issues")
    if not kit.observer_sheet:
        yield _fault("kit-text-missing", "observer_sheet")


def _ids(kit: Kit) -> Iterator[Fault]:
    yield from _twice("roles", kit.role_ids)
    yield from _twice("issues", (issue.id for issue in kit.issues))
    for issue in kit.issues:
        yield from _twice(f"issues.{issue.id}.options", (option.id for option in issue.options))


def _twice(where: str, ids: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield _fault("kit-id-twice", where, id=name)


def _agreement(kit: Kit) -> Iterator[Fault]:
    rule = kit.agreement
    for name in rule.veto:
        if name not in kit.role_ids:
            yield _fault("kit-role-unknown", "agreement.veto", id=name)
    if rule.rule is AgreementRule.VOTES:
        least = max(2, len(rule.veto))
        if not least <= rule.at_least <= len(kit.roles):
            yield _fault("kit-votes", "agreement.at_least", least=least, most=len(kit.roles))
    elif rule.veto or rule.at_least:
        yield _fault("kit-votes-unused", "agreement")


def _points(kit: Kit) -> Iterator[Fault]:
    for role in kit.roles:
        yield from _strange_points(kit, role)
        missing = False
        for issue in kit.scored:
            for option in issue.options:
                value = role.value(issue.id, option.id)
                place = f"roles.{role.id}.points.{issue.id}.{option.id}"
                if value is None:
                    missing = True
                    yield _fault("kit-points-missing", place)
                elif not POINTS[0] <= value <= POINTS[1]:
                    yield _fault("kit-points-range", place, least=POINTS[0], most=POINTS[1])
        if not missing and kit.scored:
            best = sum(max(role.points[issue.id].values(), default=0) for issue in kit.scored)
            if best != BEST_TOTAL:
                yield _fault(
                    "kit-best-total", f"roles.{role.id}.points", total=best, wanted=BEST_TOTAL
                )
        if not POINTS[0] <= role.batna_value <= POINTS[1]:
            yield _fault("kit-points-range", f"roles.{role.id}.batna_value", least=POINTS[0],
                         most=POINTS[1])  # fmt: skip


def _strange_points(kit: Kit, role: Role) -> Iterator[Fault]:
    """Points for issues or options that there are not."""
    issues = {issue.id: issue for issue in kit.scored}
    for name, options in role.points.items():
        if name not in issues:
            yield _fault("kit-issue-unknown", f"roles.{role.id}.points", id=name)
            continue
        for option in options:
            if issues[name].place(option) < 0:
                yield _fault("kit-option-unknown", f"roles.{role.id}.points.{name}", id=option)


def _numbers(kit: Kit, found: Analysis) -> Iterator[Fault]:
    if not found.exact:
        yield Fault("kit-sampled", "issues", must=False,
                    params={"count": found.outcomes, "limit": EXACT_LIMIT})  # fmt: skip
    if found.zopa == 0 and not kit.no_deal_exercise:
        yield _fault("kit-no-deal-undeclared", "roles")
    if found.zopa > 0 and kit.no_deal_exercise:
        yield _fault("kit-deal-possible", "meta.no_deal_exercise", count=found.zopa)
    if len({point.values for point in found.frontier}) == 1:
        yield Fault("kit-no-tension", "roles", must=False)
    if not any(is_distributive(kit, issue) for issue in kit.scored):
        yield Fault("kit-no-distributive", "issues", must=False)
    if not any(is_compatible(kit, issue) for issue in kit.scored):
        yield Fault("kit-no-compatible", "issues", must=False)
    if not integrative_pairs(kit):
        yield Fault("kit-no-integrative", "issues", must=False)


# Kinds of issues -----------------------------------------------------------------------------


def is_compatible(kit: Kit, issue: Issue) -> bool:
    """Whether one option is the best for every role."""
    best = [
        {option.id for option in issue.options
         if role.points[issue.id][option.id] == max(role.points[issue.id].values())}
        for role in kit.roles
    ]  # fmt: skip
    return bool(set.intersection(*best))


def is_distributive(kit: Kit, issue: Issue) -> bool:
    """Whether two roles are opposed on it."""
    return any(_opposed(issue, one, other) for one, other in combinations(kit.roles, 2))


def _opposed(issue: Issue, one: Role, other: Role) -> bool:
    """Whether no change of option is good for both, and some change is good for one alone."""
    mine = [one.points[issue.id][option.id] for option in issue.options]
    yours = [other.points[issue.id][option.id] for option in issue.options]
    moves = [
        (mine[a] - mine[b]) * (yours[a] - yours[b]) for a, b in combinations(range(len(mine)), 2)
    ]
    return max(moves) <= 0 and min(moves) < 0


def integrative_pairs(kit: Kit) -> list[tuple[str, str]]:
    """Pairs of issues on which two opposed roles can trade, since each cares more about another."""
    return [
        (first.id, second.id)
        for first, second in combinations(kit.scored, 2)
        if any(_can_trade(first, second, one, other) for one, other in combinations(kit.roles, 2))
    ]


def _can_trade(first: Issue, second: Issue, one: Role, other: Role) -> bool:
    if not (_opposed(first, one, other) and _opposed(second, one, other)):
        return False
    mine, yours = _weights(one, first, second), _weights(other, first, second)
    return mine * yours < 0


def _weights(role: Role, first: Issue, second: Issue) -> int:
    """How much more the first issue weighs for the role than the second."""
    ranges = [
        max(p) - min(p) for p in (role.points[first.id].values(), role.points[second.id].values())
    ]
    return ranges[0] - ranges[1]
