"""The text form of a kit (TOML, docs/exercise-kit.md): strict reading with every fault named.

Knows no files. What is read is data: nothing in a kit is carried out, and letters that could hide
text (direction and control characters) are refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

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
from facilitator.domain.negotiation.kit_rules import Fault, kit_faults
from facilitator.domain.people import clean_lines

FORMAT = 1
MOST_CHARACTERS = 400_000
"""A kit's text is far shorter; more is refused before it is parsed."""
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")

OF_NUMBERS = {"kit-sampled", "kit-no-deal-undeclared", "kit-deal-possible", "kit-no-tension",
               "kit-no-distributive", "kit-no-compatible", "kit-no-integrative"}  # fmt: skip
"""Codes of faults that are found by counting outcomes."""

E = TypeVar("E", bound=StrEnum)
Table = Mapping[str, Any]


def read(text: str) -> tuple[Kit | None, list[Fault]]:
    """The kit, as far as it can be read, and all its faults; None where the text is no TOML.

    Counting a large kit takes seconds: what was checked once, on any thread, is remembered.
    """
    kit, faults = _read(text)
    return kit, list(faults)


@lru_cache(maxsize=16)
def _read(text: str) -> tuple[Kit | None, tuple[Fault, ...]]:
    if len(text) > MOST_CHARACTERS:
        return None, (Fault("kit-too-large", "", params={"limit": MOST_CHARACTERS}),)
    kit, faults = read_form(text)
    if kit is None:
        return None, tuple(faults)
    rules = kit_faults(kit)
    if faults:  # numbers are not judged on what was misread
        rules = [fault for fault in rules if fault.code not in OF_NUMBERS]
    return kit, tuple(_once([*faults, *rules]))


def _once(faults: list[Fault]) -> list[Fault]:
    """Each fault once: what could not be read is not also missing."""
    places: set[str] = set()
    kept = []
    for fault in faults:
        about_text = fault.code in {"kit-text-missing", "kit-count", "kit-points-missing"}
        if about_text and fault.where in places:
            continue
        places.add(fault.where)
        kept.append(fault)
    return kept


def read_form(text: str) -> tuple[Kit | None, list[Fault]]:
    """The kit, as far as it can be read, and the faults of its form alone; its rules are not asked."""
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
        reason = str(error) if isinstance(error, ValueError) else "nested too deeply"
        return None, [Fault("kit-not-toml", "", params={"reason": reason})]
    reader = _Reader()
    return reader.kit(content), reader.faults


@lru_cache(maxsize=32)
def stored(text: str) -> Kit:
    """A kit that was checked when it was stored. ValueError where it is none after all."""
    kit, _ = read_form(text)
    if kit is None:
        raise ValueError("a stored kit cannot be read")
    return kit


@dataclass
class _Reader:
    """Reads tables strictly; whatever is wrong becomes a fault and a harmless value."""

    faults: list[Fault] = field(default_factory=list)
    languages: tuple[str, ...] = ("en",)

    def fault(self, code: str, where: str, **params: object) -> None:
        self.faults.append(Fault(code, where, params=params))

    def kit(self, content: Table) -> Kit:
        self.keys(content, "", {"format", "key", "languages", "meta", "agreement", "general",
                                "teaching_note", "observer_sheet", "issues", "roles"})  # fmt: skip
        if content.get("format") != FORMAT:
            self.fault("kit-format", "format", known=FORMAT)
        self.languages = self.language_list(content)
        meta = self.table(content, "meta")
        self.keys(meta, "meta", {"title", "author", "licence", "level", "aims", "prepare",
                                 "negotiate", "debrief", "countries", "content_warning",
                                 "no_deal_exercise"})  # fmt: skip
        return Kit(
            key=self.id(content, "key", "key"), languages=self.languages,
            title=self.words(meta, "title", "meta.title"),
            author=self.line(meta, "author", "meta.author"),
            licence=self.line(meta, "licence", "meta.licence"),
            level=self.choice(Level, meta, "level", "meta.level"),
            aims=self.word_list(meta, "aims", "meta.aims"),
            prepare=self.whole(meta, "prepare", "meta.prepare"),
            negotiate=self.whole(meta, "negotiate", "meta.negotiate"),
            debrief=self.whole(meta, "debrief", "meta.debrief"),
            countries=self.lines(meta, "countries", "meta.countries"),
            content_warning=self.words(meta, "content_warning", "meta.content_warning"),
            no_deal_exercise=self.flag(meta, "no_deal_exercise", "meta.no_deal_exercise"),
            general=self.words(content, "general", "general"),
            teaching_note=self.words(content, "teaching_note", "teaching_note"),
            observer_sheet=self.word_list(content, "observer_sheet", "observer_sheet"),
            agreement=self.agreement(content),
            issues=tuple(self.issues(content)), roles=tuple(self.roles(content)),
        )  # fmt: skip

    def language_list(self, content: Table) -> tuple[str, ...]:
        found = self.lines(content, "languages", "languages")
        for language in found:
            if not LANGUAGE.fullmatch(language):
                self.fault("kit-language-malformed", "languages", language=language)
        if len(set(found)) < len(found):
            self.fault("kit-id-twice", "languages", id=", ".join(found))
        if not found:
            self.fault("kit-text-missing", "languages")
        return tuple(dict.fromkeys(found)) or ("en",)

    def agreement(self, content: Table) -> Agreement:
        table = self.table(content, "agreement")
        self.keys(table, "agreement", {"rule", "veto", "at_least"})
        return Agreement(
            self.choice(AgreementRule, table, "rule", "agreement.rule"),
            self.lines(table, "veto", "agreement.veto"),
            self.whole(table, "at_least", "agreement.at_least", default=0),
        )

    def issues(self, content: Table) -> Iterator[Issue]:
        for table, number in self.tables(content, "issues", "issues"):
            place = f"issues[{number}]"
            self.keys(table, place, {"id", "title", "about", "kind", "options"})
            kind = self.choice(IssueKind, table, "kind", f"{place}.kind", IssueKind.SCORED)
            yield Issue(
                self.id(table, "id", f"{place}.id"), self.words(table, "title", f"{place}.title"),
                self.words(table, "about", f"{place}.about"), kind,
                tuple(self.options(table, place)),
            )  # fmt: skip

    def options(self, issue: Table, place: str) -> Iterator[Option]:
        for table, number in self.tables(issue, "options", f"{place}.options"):
            here = f"{place}.options[{number}]"
            self.keys(table, here, {"id", "title"})
            yield Option(
                self.id(table, "id", f"{here}.id"), self.words(table, "title", f"{here}.title")
            )

    def roles(self, content: Table) -> Iterator[Role]:
        for table, number in self.tables(content, "roles", "roles"):
            place = f"roles[{number}]"
            self.keys(table, place, {"id", "name", "organisation", "country", "strength", "not_for",
                                     "instructions", "batna", "batna_value", "may_reveal",
                                     "keep_back", "points"})  # fmt: skip
            yield Role(
                id=self.id(table, "id", f"{place}.id"),
                name=self.words(table, "name", f"{place}.name"),
                organisation=self.words(table, "organisation", f"{place}.organisation"),
                country=self.line(table, "country", f"{place}.country"),
                strength=self.choice(Strength, table, "strength", f"{place}.strength", Strength.EVEN),
                not_for=self.lines(table, "not_for", f"{place}.not_for"),
                instructions=self.words(table, "instructions", f"{place}.instructions"),
                batna=self.words(table, "batna", f"{place}.batna"),
                batna_value=self.whole(table, "batna_value", f"{place}.batna_value"),
                may_reveal=self.words(table, "may_reveal", f"{place}.may_reveal"),
                keep_back=self.words(table, "keep_back", f"{place}.keep_back"),
                points=self.points(table, f"{place}.points"),
            )  # fmt: skip

    def points(self, role: Table, place: str) -> Mapping[str, Mapping[str, int]]:
        table = self.table(role, "points", place)
        return {name: self.points_of(table, name, f"{place}.{name}") for name in table}

    def points_of(self, table: Table, name: str, place: str) -> Mapping[str, int]:
        options = self.table(table, name, place)
        return {option: self.whole(options, option, f"{place}.{option}") for option in options}

    # One value --------------------------------------------------------------------------------

    def keys(self, table: Table, where: str, known: set[str]) -> None:
        for name in table.keys() - known:
            self.fault("kit-key-unknown", where, name=str(name)[:60])

    def table(self, table: Table, name: str, where: str = "") -> Table:
        found = table.get(name)
        if not isinstance(found, dict):
            self.fault("kit-not-a-table", where or name)
            return {}
        return found

    def tables(self, table: Table, name: str, where: str) -> Iterator[tuple[Table, int]]:
        found = table.get(name, [])
        if not isinstance(found, list):
            self.fault("kit-not-a-list", where)
            return
        for number, entry in enumerate(found[:50], 1):
            if isinstance(entry, dict):
                yield entry, number
            else:
                self.fault("kit-not-a-table", f"{where}[{number}]")

    def id(self, table: Table, name: str, where: str) -> str:
        found = table.get(name, "")
        if not isinstance(found, str) or not ID.fullmatch(found):
            self.fault("kit-id-malformed", where, id=str(found)[:60])
            return ""
        return found

    def safe(self, found: object, where: str) -> str:
        """A text without characters that could hide or turn it."""
        if not isinstance(found, str):
            self.fault("kit-not-a-text", where)
            return ""
        cleaned = clean_lines(found)
        hidden = len("".join(found.split())) - len("".join(cleaned.split()))
        if hidden > 0:
            self.fault("kit-hidden-characters", where, count=hidden)
        return cleaned.strip()

    def line(self, table: Table, name: str, where: str) -> str:
        return " ".join(self.safe(table.get(name, ""), where).split())

    def lines(self, table: Table, name: str, where: str) -> tuple[str, ...]:
        found = table.get(name, [])
        if not isinstance(found, list):
            self.fault("kit-not-a-list", where)
            return ()
        return tuple(self.safe(entry, where) for entry in found[:50])

    def words(self, table: Table, name: str, where: str) -> Words:
        return self.said(table.get(name, ""), where)

    def said(self, found: object, where: str) -> Words:
        if isinstance(found, dict):
            return Words(tuple((str(k), self.safe(v, f"{where}.{k}")) for k, v in found.items()))
        text = self.safe(found, where)
        return Words(((self.languages[0], text),)) if text else Words()

    def word_list(self, table: Table, name: str, where: str) -> tuple[Words, ...]:
        found = table.get(name, [])
        if not isinstance(found, list):
            self.fault("kit-not-a-list", where)
            return ()
        return tuple(self.said(entry, f"{where}[{n}]") for n, entry in enumerate(found[:50], 1))

    def whole(self, table: Table, name: str, where: str, default: int | None = None) -> int:
        found = table.get(name, default)
        if type(found) is not int:
            self.fault("kit-not-a-number", where)
            return 0
        return found

    def flag(self, table: Table, name: str, where: str) -> bool:
        found = table.get(name, False)
        if not isinstance(found, bool):
            self.fault("kit-not-yes-or-no", where)
            return False
        return found

    def choice(
        self, enum: type[E], table: Table, name: str, where: str, default: E | None = None
    ) -> E:
        found = table.get(name, default)
        try:
            return enum(found)
        except ValueError:
            known = ", ".join(member.value for member in enum)
            self.fault("kit-value-unknown", where, text=str(found)[:60], known=known)
            return default or next(iter(enum))


# Writing -------------------------------------------------------------------------------------


def write(kit: Kit) -> str:
    """The kit as TOML; reading it again gives the same kit."""
    return "\n".join(_lines(kit)) + "\n"


def _lines(kit: Kit) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield f"key = {_quoted(kit.key)}"
    yield f"languages = {_list(kit.languages)}"
    yield f"general = {_words(kit.general)}"
    yield f"teaching_note = {_words(kit.teaching_note)}"
    yield f"observer_sheet = {_word_list(kit.observer_sheet)}"
    yield from ("", "[meta]", f"title = {_words(kit.title)}", f"author = {_quoted(kit.author)}",
                f"licence = {_quoted(kit.licence)}", f"level = {_quoted(kit.level.value)}",
                f"aims = {_word_list(kit.aims)}")  # fmt: skip
    yield from (f"{name} = {getattr(kit, name)}" for name in ("prepare", "negotiate", "debrief"))
    yield f"countries = {_list(kit.countries)}"
    yield f"content_warning = {_words(kit.content_warning)}"
    yield f"no_deal_exercise = {str(kit.no_deal_exercise).lower()}"
    yield from ("", "[agreement]", f"rule = {_quoted(kit.agreement.rule.value)}")
    if kit.agreement.rule is AgreementRule.VOTES:
        yield f"veto = {_list(kit.agreement.veto)}"
        yield f"at_least = {kit.agreement.at_least}"
    for issue in kit.issues:
        yield from ("", "[[issues]]", f"id = {_quoted(issue.id)}", f"title = {_words(issue.title)}",
                    f"about = {_words(issue.about)}", f"kind = {_quoted(issue.kind.value)}")  # fmt: skip
        for option in issue.options:
            yield from ("[[issues.options]]", f"id = {_quoted(option.id)}",
                        f"title = {_words(option.title)}")  # fmt: skip
    for role in kit.roles:
        yield from _role_lines(role)


def _role_lines(role: Role) -> Iterator[str]:
    yield from ("", "[[roles]]", f"id = {_quoted(role.id)}", f"name = {_words(role.name)}",
                f"organisation = {_words(role.organisation)}", f"country = {_quoted(role.country)}",
                f"strength = {_quoted(role.strength.value)}", f"not_for = {_list(role.not_for)}",
                f"instructions = {_words(role.instructions)}", f"batna = {_words(role.batna)}",
                f"batna_value = {role.batna_value}", f"may_reveal = {_words(role.may_reveal)}",
                f"keep_back = {_words(role.keep_back)}", "[roles.points]")  # fmt: skip
    for issue, options in role.points.items():
        inner = ", ".join(f"{_quoted(name)} = {value}" for name, value in options.items())
        yield f"{_quoted(issue)} = {{ {inner} }}"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _quoted(text: str) -> str:
    return '"' + "".join(
        _ESCAPES.get(c) or (c if c.isprintable() or c == " " else f"\\U{ord(c):08X}") for c in text
    ) + '"'  # fmt: skip


def _words(text: Words) -> str:
    if not text.by_language:
        return '""'
    inner = ", ".join(f"{_quoted(k)} = {_quoted(v)}" for k, v in text.by_language)
    return f"{{ {inner} }}"


def _list(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _word_list(texts: tuple[Words, ...]) -> str:
    return "[" + ", ".join(_words(text) for text in texts) + "]"
