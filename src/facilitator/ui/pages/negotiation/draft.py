"""The kit under edit, as entries that a form can show: what it is called, its value, how to set it.

No Qt. Entries change a draft; nothing is stored before the kit as a whole is put.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from facilitator.domain.negotiation.kit import (
    Agreement,
    AgreementRule,
    Issue,
    IssueKind,
    Kit,
    Level,
    Option,
    Role,
    Strength,
    Words,
)  # fmt: skip
from facilitator.domain.negotiation.preparation import lines_of
from facilitator.support.i18n import tr


class Kind(StrEnum):
    """How an entry is edited."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"


@dataclass(frozen=True)
class Entry:
    """One entry of a section. `put` returns the kit with the new value."""

    label: str
    kind: Kind
    value: object
    put: Callable[[Kit, Any], Kit] = field(repr=False)
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


def section_names(kit: Kit) -> list[tuple[str, str]]:
    """(title, key) of each section; a role's key begins with "role:" and is confidential."""
    fixed = [(tr("Facts"), "facts"), (tr("General information"), "general"),
             (tr("Agreement"), "agreement"), (tr("Teaching note and observers"), "notes")]  # fmt: skip
    issues = [(tr("Issue: {title}", title=str(i.title) or i.id), f"issue:{n}")
              for n, i in enumerate(kit.issues)]  # fmt: skip
    roles = [(tr("Role: {title}", title=str(r.name) or r.id), f"role:{n}")
             for n, r in enumerate(kit.roles)]  # fmt: skip
    return [*fixed, *issues, *roles]


def entries(kit: Kit, section: str, language: str) -> list[Entry]:
    """The entries of a section, texts in one language."""
    name, _, number = section.partition(":")
    if name == "issue":
        return _issue(kit.issues[int(number)], int(number), language)
    if name == "role":
        return _role(kit, int(number), language)
    return {"facts": _facts, "general": _general, "agreement": _agreement, "notes": _notes}[name](
        kit, language
    )


def said(words: Words, language: str) -> str:
    """The text in exactly this language."""
    return dict(words.by_language).get(language, "")


def put_words(words: Words, language: str, text: str, kit: Kit) -> Words:
    """The text in one language changed; languages stay in the kit's order."""
    known = dict(words.by_language) | {language: text.strip()}
    return Words(tuple((code, known[code]) for code in kit.languages if known.get(code)))


def _changed(kit: Kit, name: str, value: Any) -> Kit:
    changes: dict[str, Any] = {name: value}
    return replace(kit, **changes)


def _field(name: str, cast: Callable[[Any], Any] = str) -> Callable[[Kit, Any], Kit]:
    def put(kit: Kit, value: Any) -> Kit:
        return _changed(kit, name, cast(value))

    return put


def _words_field(name: str, language: str) -> Callable[[Kit, Any], Kit]:
    def put(kit: Kit, value: Any) -> Kit:
        return _changed(kit, name, put_words(getattr(kit, name), language, str(value), kit))

    return put


def _list_field(name: str, language: str) -> Callable[[Kit, Any], Kit]:
    def put(kit: Kit, value: Any) -> Kit:
        before: tuple[Words, ...] = getattr(kit, name)
        lines = lines_of(str(value))
        made = tuple(
            put_words(before[n] if n < len(before) else Words(), language, line, kit)
            for n, line in enumerate(lines)
        )
        return _changed(kit, name, made)

    return put


def _as_lines(texts: tuple[Words, ...], language: str) -> str:
    return "\n".join(said(text, language) for text in texts)


def _comma(value: Any) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(value).split(",") if part.strip())


def _facts(kit: Kit, language: str) -> list[Entry]:
    level = tuple((tr(member.value.capitalize()), member.value) for member in Level)
    return [
        Entry(tr("Title"), Kind.LINE, said(kit.title, language), _words_field("title", language)),
        Entry(tr("Author"), Kind.LINE, kit.author, _field("author")),
        Entry(tr("Licence"), Kind.LINE, kit.licence, _field("licence")),
        Entry(tr("Level"), Kind.CHOICE, kit.level.value, _field("level", Level), level),
        Entry(tr("Aims"), Kind.TEXT, _as_lines(kit.aims, language), _list_field("aims", language),
              hint=tr("One to three, an aim a line")),
        Entry(tr("Minutes to prepare"), Kind.NUMBER, kit.prepare, _field("prepare", int)),
        Entry(tr("Minutes to negotiate"), Kind.NUMBER, kit.negotiate, _field("negotiate", int)),
        Entry(tr("Minutes to debrief"), Kind.NUMBER, kit.debrief, _field("debrief", int)),
        Entry(tr("Countries of the story"), Kind.LINE, ", ".join(kit.countries),
              _field("countries", _comma), hint=tr("Fictional ones, between commas")),
        Entry(tr("Content warning"), Kind.LINE, said(kit.content_warning, language),
              _words_field("content_warning", language)),
        Entry(tr("No deal is meant to be possible"), Kind.CHECK, kit.no_deal_exercise,
              _field("no_deal_exercise", bool)),
    ]  # fmt: skip


def _general(kit: Kit, language: str) -> list[Entry]:
    return [
        Entry(
            tr("General information"),
            Kind.TEXT,
            said(kit.general, language),
            _words_field("general", language),
            hint=tr("What all parties read, two pages at most"),
        )
    ]


def _notes(kit: Kit, language: str) -> list[Entry]:
    return [
        Entry(tr("Teaching note"), Kind.TEXT, said(kit.teaching_note, language),
              _words_field("teaching_note", language)),
        Entry(tr("Observers note"), Kind.TEXT, _as_lines(kit.observer_sheet, language),
              _list_field("observer_sheet", language), hint=tr("An entry a line")),
    ]  # fmt: skip


def _agreement(kit: Kit, _language: str) -> list[Entry]:
    rules = ((tr("All parties sign"), AgreementRule.ALL.value),
             (tr("All but one sign"), AgreementRule.ALL_BUT_ONE.value),
             (tr("Votes, with or without veto"), AgreementRule.VOTES.value))  # fmt: skip

    def put_rule(draft: Kit, value: Any) -> Kit:
        rule = AgreementRule(value)
        if rule is not AgreementRule.VOTES:
            return replace(draft, agreement=Agreement(rule))
        least = draft.agreement.at_least or max(2, len(draft.roles) - 1)
        return replace(draft, agreement=replace(draft.agreement, rule=rule, at_least=least))

    def put_least(draft: Kit, value: Any) -> Kit:
        if draft.agreement.rule is not AgreementRule.VOTES:
            return draft
        return replace(draft, agreement=replace(draft.agreement, at_least=int(value)))

    def veto(role_id: str) -> Callable[[Kit, Any], Kit]:
        def put(draft: Kit, value: Any) -> Kit:
            others = set(draft.agreement.veto) - {role_id} | ({role_id} if value else set())
            ordered = tuple(r for r in draft.role_ids if r in others)
            return replace(draft, agreement=replace(draft.agreement, veto=ordered))

        return put

    made = [Entry(tr("A deal holds when"), Kind.CHOICE, kit.agreement.rule.value, put_rule, rules)]
    if kit.agreement.rule is AgreementRule.VOTES:
        made.append(Entry(tr("Signatures needed"), Kind.NUMBER, kit.agreement.at_least, put_least))
        made += [
            Entry(
                tr("Veto: {role}", role=str(role.name)),
                Kind.CHECK,
                role.id in kit.agreement.veto,
                veto(role.id),
            )
            for role in kit.roles
        ]
    return made


def _issue(issue: Issue, number: int, language: str) -> list[Entry]:
    def put(change: Callable[[Issue, Any, Kit], Issue]) -> Callable[[Kit, Any], Kit]:
        def act(kit: Kit, value: Any) -> Kit:
            issues = list(kit.issues)
            issues[number] = change(issues[number], value, kit)
            return _with_points(replace(kit, issues=tuple(issues)))

        return act

    def options(here: Issue, value: Any, kit: Kit) -> Issue:
        return replace(here, options=tuple(_options(here, str(value), language, kit)))

    def kind(here: Issue, value: Any, _kit: Kit) -> Issue:
        chosen = IssueKind(value)
        return replace(
            here, kind=chosen, options=here.options if chosen is IssueKind.SCORED else ()
        )

    kinds = (
        (tr("Options with points"), IssueKind.SCORED.value),
        (tr("Worded freely"), IssueKind.TEXT.value),
    )
    shown = "\n".join(f"{option.id} = {said(option.title, language)}" for option in issue.options)
    return [
        Entry(
            tr("Title"),
            Kind.LINE,
            said(issue.title, language),
            put(lambda i, v, k: replace(i, title=put_words(i.title, language, str(v), k))),
        ),
        Entry(
            tr("About"),
            Kind.LINE,
            said(issue.about, language),
            put(lambda i, v, k: replace(i, about=put_words(i.about, language, str(v), k))),
        ),
        Entry(tr("Kind"), Kind.CHOICE, issue.kind.value, put(kind), kinds),
        Entry(
            tr("Options"),
            Kind.TEXT,
            shown,
            put(options),
            hint=tr("Two to five, each line: id = title"),
        ),
    ]


def _options(issue: Issue, text: str, language: str, kit: Kit) -> list[Option]:
    known = {option.id: option for option in issue.options}
    made = []
    for line in lines_of(text):
        key, _, title = line.partition("=")
        before = known.get(key.strip(), Option(key.strip(), Words()))
        made.append(replace(before, title=put_words(before.title, language, title, kit)))
    return made


def _with_points(kit: Kit) -> Kit:
    """Every role has a number for each option there is, and for no other; new ones begin at 0."""
    roles = tuple(
        replace(role, points={
            issue.id: {option.id: role.value(issue.id, option.id) or 0 for option in issue.options}
            for issue in kit.scored
        })
        for role in kit.roles
    )  # fmt: skip
    return replace(kit, roles=roles)


def _role(kit: Kit, number: int, language: str) -> list[Entry]:
    role = kit.roles[number]

    def put(change: Callable[[Role, Any, Kit], Role]) -> Callable[[Kit, Any], Kit]:
        def act(draft: Kit, value: Any) -> Kit:
            roles = list(draft.roles)
            roles[number] = change(roles[number], value, draft)
            return replace(draft, roles=tuple(roles))

        return act

    def text(label: str, name: str, kind: Kind) -> Entry:
        def change(here: Role, value: Any, draft: Kit) -> Role:
            changes: dict[str, Any] = {
                name: put_words(getattr(here, name), language, str(value), draft)
            }
            return replace(here, **changes)

        return Entry(label, kind, said(getattr(role, name), language), put(change))

    def points(issue: str, option: str) -> Callable[[Role, Any, Kit], Role]:
        def change(here: Role, value: Any, _draft: Kit) -> Role:
            table: dict[str, Mapping[str, int]] = dict(here.points)
            table[issue] = {**table.get(issue, {}), option: int(value)}
            return replace(here, points=table)

        return change

    strengths = tuple((tr(member.value.capitalize()), member.value) for member in Strength)
    made = [
        text(tr("Name"), "name", Kind.LINE),
        text(tr("Organisation"), "organisation", Kind.LINE),
        Entry(
            tr("Country"),
            Kind.LINE,
            role.country,
            put(lambda r, v, _k: replace(r, country=str(v).strip())),
        ),
        Entry(
            tr("Stands"),
            Kind.CHOICE,
            role.strength.value,
            put(lambda r, v, _k: replace(r, strength=Strength(v))),
            strengths,
        ),
        Entry(
            tr("Not for people of"),
            Kind.LINE,
            ", ".join(role.not_for),
            put(lambda r, v, _k: replace(r, not_for=_comma(v))),
            hint=tr("Countries with a live dispute like this one, between commas"),
        ),
        text(tr("Confidential instructions"), "instructions", Kind.TEXT),
        text(tr("Best alternative, in words"), "batna", Kind.TEXT),
        Entry(
            tr("Worth of no deal, in points"),
            Kind.NUMBER,
            role.batna_value,
            put(lambda r, v, _k: replace(r, batna_value=int(v))),
        ),
        text(tr("May reveal"), "may_reveal", Kind.TEXT),
        text(tr("Keep back"), "keep_back", Kind.TEXT),
    ]
    made += [
        Entry(f"{issue.title}: {option.title}", Kind.NUMBER, role.value(issue.id, option.id) or 0,
              put(points(issue.id, option.id)))
        for issue in kit.scored for option in issue.options
    ]  # fmt: skip
    return made


def with_issue(kit: Kit) -> Kit:
    """A new issue at the end, with two options."""
    key = _new_id("issue", [issue.id for issue in kit.issues])
    first = kit.languages[0]
    options = tuple(Option(o, Words(((first, o.capitalize()),))) for o in ("no", "yes"))
    issue = Issue(key, Words(((first, tr("New issue")),)), options=options)
    return _with_points(replace(kit, issues=(*kit.issues, issue)))


def with_role(kit: Kit) -> Kit:
    """A new role at the end."""
    key = _new_id("role", list(kit.role_ids))
    role = Role(key, Words(((kit.languages[0], tr("New role")),)))
    return _with_points(replace(kit, roles=(*kit.roles, role)))


def _new_id(stem: str, taken: list[str]) -> str:
    return next(f"{stem}-{n}" for n in range(1, 99) if f"{stem}-{n}" not in taken)


def without(kit: Kit, section: str) -> Kit:
    """The kit without an issue or a role."""
    name, _, number = section.partition(":")
    if name == "issue":
        issues = tuple(i for n, i in enumerate(kit.issues) if n != int(number))
        return _with_points(replace(kit, issues=issues))
    gone = kit.roles[int(number)].id
    roles = tuple(role for role in kit.roles if role.id != gone)
    veto = tuple(role for role in kit.agreement.veto if role != gone)
    return replace(kit, roles=roles, agreement=replace(kit.agreement, veto=veto))


def with_language(kit: Kit, language: str) -> Kit:
    """A further language, its texts still empty."""
    return kit if language in kit.languages else replace(kit, languages=(*kit.languages, language))
