"""The sheets of conflict analysis beside the tree: which entries each has, their fields and limits.

One description serves the forms, the checks, the tables and the pictures. Source: methods 1.3 to
1.9; the four parts are those of the UN practice note on conflict analysis (2016).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from facilitator.domain.conflict_tree import Finding, names_or_insults
from facilitator.support.errors import RuleViolation


class Part(StrEnum):
    """The parts of an analysis (UN practice note, 13 May 2016)."""

    SITUATION = "situation"
    CAUSES = "causes"
    STAKEHOLDERS = "stakeholders"
    DYNAMICS = "dynamics"


class SheetTool(StrEnum):
    """The tools that are filled in as sheets."""

    FIVE_WHYS = "five_whys"
    ROLES = "roles"
    ONION = "onion"
    STAKEHOLDERS = "stakeholders"
    ABC = "abc"
    TIMELINE = "timeline"
    CONNECTORS = "connectors"


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of an entry; a choice lists its values, the first is the default."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    limit: int = 140
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """One kind of entry. `under` names the kinds that it may belong to ("" for the sheet itself);
    `to` the kinds that it may lead to; `most` how many one parent may have.
    """

    kind: str
    label: str
    limit: int = 140
    needed: bool = True
    under: tuple[str, ...] = ("",)
    to: tuple[str, ...] = ()
    most: int = 0
    fields: tuple[FieldSpec, ...] = ()
    hint: str = ""
    under_label: str = ""
    to_label: str = ""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool: the part of the analysis that it belongs to, and its kinds of entry."""

    tool: SheetTool
    part: Part
    title: str
    icon: str
    about: str
    entries: tuple[EntrySpec, ...]

    def entry(self, kind: str) -> EntrySpec:
        """The kind's description; raises RuleViolation where the tool has no such kind."""
        for spec in self.entries:
            if spec.kind == kind:
                return spec
        raise RuleViolation("value-not-allowed", field="kind", text=kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the rules see it."""

    id: UUID
    kind: str
    text: str
    parent_id: UUID | None = None
    other_id: UUID | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str, default: str = "") -> str:
        """A field's value."""
        return self.values.get(name, default)


def _choice(name: str, label: str, *values: tuple[str, str]) -> FieldSpec:
    return FieldSpec(name, label, FieldKind.CHOICE, choices=values)


_STRENGTH = _choice("strength", "Strength", ("2", "Medium"), ("1", "Weak"), ("3", "Strong"))
_BASIS = _choice("basis", "Basis", ("stated", "Stated by them"), ("inferred", "Inferred by us"))
_ITEMS = ("position", "interest", "need")
_CORNERS = ("attitude", "behaviour", "context")
LINK_SIGNS = (
    ("close", "Fairly close"), ("alliance", "Alliance"), ("weak", "Informal or weak"),
    ("discord", "Discord"), ("broken", "Broken"), ("influence", "Influence"),
)  # fmt: skip
STANCES = (
    ("unknown", "Unknown"), ("supports", "Supports"), ("conditional", "Conditional"),
    ("neutral", "Neutral"), ("opposes", "Opposes"),
)  # fmt: skip
ROLES = (
    ("reason", "Reasons", "Root causes or grievances"),
    ("target", "Targets", "Aims that actors pursue"),
    ("channel", "Channels", "Lines along which people are mobilised"),
    ("trigger", "Triggers", "Events that start a new level of conflict"),
    ("catalyst", "Catalysts", "Influence intensity and duration, without starting it"),
)
SAVES = (
    ("systems", "Systems and institutions"), ("attitudes", "Attitudes and actions"),
    ("values", "Values and interests"), ("experiences", "Experiences"),
    ("symbols", "Symbols and occasions"),
)  # fmt: skip
EVENT_KINDS = (
    ("event", "Event"), ("turning_point", "Turning point"), ("trigger", "Trigger"),
    ("agreement", "Agreement"), ("violence", "Violence"),
)  # fmt: skip

TOOLS: tuple[ToolSpec, ...] = (
    ToolSpec(
        SheetTool.TIMELINE, Part.SITUATION, "Timeline", "history",
        "How each side dates and names events. Never merge versions: an event may stand in one "
        "column only.",
        (
            EntrySpec("side", "Side", 80),
            EntrySpec("event", "Event", 140, under=("side", ""), under_label="Told by", fields=(
                FieldSpec("date", "Date", FieldKind.DATE, 10, needed=True),
                _choice("kind", "Kind", *EVENT_KINDS),
                FieldSpec("meaning", "What it means to them", limit=200),
            ), hint="Without a side it is told by both."),
        ),
    ),
    ToolSpec(
        SheetTool.FIVE_WHYS, Part.CAUSES, "Five whys", "list-checks",
        "Ask why from three to seven times. Stop when the answer is structural, repeats, or lies "
        "outside any actor's reach. Let at least three pairs make a chain each.",
        (
            EntrySpec("chain", "Start statement"),
            EntrySpec("why", "Because", under=("chain", "why"), under_label="Answers", fields=(
                _choice("basis", "Basis", ("fact", "Fact"), ("testimony", "Testimony"),
                        ("assumption", "Assumption")),
            )),
        ),
    ),
    ToolSpec(
        SheetTool.ROLES, Part.CAUSES, "Roles of factors", "network",
        "Each factor gets one role in the conflict.",
        (
            EntrySpec("factor", "Factor", fields=(
                _choice("role", "Role", *((key, title) for key, title, _ in ROLES)),
                FieldSpec("note", "How it works", limit=300),
                FieldSpec("actors", "Actors concerned", limit=140),
            )),
        ),
    ),
    ToolSpec(
        SheetTool.STAKEHOLDERS, Part.STAKEHOLDERS, "Stakeholder map", "users-round",
        "Groups, institutions and roles, never private individuals. Put yourselves on it.",
        (
            EntrySpec("actor", "Actor", 80, fields=(
                _choice("type", "Type", ("primary", "Primary"), ("secondary", "Secondary"),
                        ("external", "External")),
                _choice("power", "Power on this issue", ("3", "3"), ("1", "1"), ("2", "2"),
                        ("4", "4"), ("5", "5")),
                _choice("stance", "Stance toward a settlement", *STANCES),
                FieldSpec("position", "Position"), FieldSpec("interest", "Interest"),
                FieldSpec("need", "Need"), FieldSpec("capacity", "Capacity for peace"),
            )),
            EntrySpec("issue", "Issue", 80),
            EntrySpec("link", "Note", 200, needed=False, under=("actor", "issue"),
                      to=("actor", "issue"), under_label="From", to_label="To", fields=(
                _choice("type", "Relation", *LINK_SIGNS), _STRENGTH,
            )),
        ),
    ),
    ToolSpec(
        SheetTool.ONION, Part.STAKEHOLDERS, "Onion", "circle-dot",
        "What each party says, wants and must have. What you say about others is inferred, and is "
        "printed with “~”.",
        (
            EntrySpec("party", "Party", 80),
            *(EntrySpec(kind, label, under=("party",), most=5, fields=(_BASIS,), hint=hint,
                        under_label="Party")
              for kind, label, hint in (
                  ("position", "Position", "A demand or a solution: what we say."),
                  ("interest", "Interest", "Answers “why” or “what for”: what we want."),
                  ("need", "Need", "What we must have."))),
            EntrySpec("shared", "How it is shared", 140, needed=False,
                      under=("interest", "need"), to=("interest", "need"),
                      under_label="Interest or need", to_label="Shared with"),
        ),
    ),
    ToolSpec(
        SheetTool.ABC, Part.STAKEHOLDERS, "ABC triangle", "triangle-alert",
        "One triangle for each party, as that party sees it: attitudes, behaviour, context.",
        (
            EntrySpec("party", "Party", 80),
            EntrySpec("centre", "Most important need or fear", under=("party",), most=1,
                      under_label="Party"),
            *(EntrySpec(kind, label, under=("party",), most=6, under_label="Party")
              for kind, label in (("attitude", "Attitude"), ("behaviour", "Behaviour"),
                                  ("context", "Context"))),
            EntrySpec("pair", "Note", 140, needed=False, under=_CORNERS, to=_CORNERS,
                      under_label="One item", to_label="The other", fields=(
                _choice("relation", "These two", ("shared", "Are shared"), ("clash", "Clash")),
            )),
        ),
    ),
    ToolSpec(
        SheetTool.CONNECTORS, Part.DYNAMICS, "Connectors and dividers", "link",
        "Do not list a person or group as a divider, nor your own organisation. A weak connector is "
        "not a divider. Say how.",
        (
            EntrySpec("item", "Connector or divider", fields=(
                _choice("kind", "Kind", ("divider", "Divides"), ("connector", "Connects")),
                _choice("category", "Category", *SAVES),
                FieldSpec("how", "How does it divide or connect?", limit=200, needed=True),
                _STRENGTH,
                _choice("trend", "Trend", ("flat", "Steady"), ("up", "Growing"),
                        ("down", "Shrinking")),
                FieldSpec("change", "What could our action change?", limit=200),
            )),
        ),
    ),
)  # fmt: skip

MOST_WHYS, LEAST_WHYS, LEAST_CHAINS = 7, 3, 3
MOST_ENTRIES = 300
"""Entries of one sheet; more is not a sheet any more."""


def spec_of(tool: SheetTool) -> ToolSpec:
    """The description of a tool."""
    return next(spec for spec in TOOLS if spec.tool is tool)


# Musts of a single entry ----------------------------------------------------------------------------

_DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


def check_entry(tool: ToolSpec, entry: Entry, others: Mapping[UUID, Entry]) -> dict[str, str]:
    """Refuse an entry that its tool does not allow; returns the values to store.

    `others` holds the other entries of the sheet. Raises RuleViolation at the field.
    """
    spec = tool.entry(entry.kind)
    if spec.needed and not entry.text:
        raise RuleViolation("text-empty", field="text")
    if len(entry.text) > spec.limit:
        raise RuleViolation("text-too-long", field="text", length=len(entry.text),
                            limit=spec.limit)  # fmt: skip
    if len(others) >= MOST_ENTRIES and entry.id not in others:
        raise RuleViolation("sheet-full", most=MOST_ENTRIES)
    _check_parent(spec, entry, others)
    return {made.name: _value(made, entry.value(made.name)) for made in spec.fields}


def _check_parent(spec: EntrySpec, entry: Entry, others: Mapping[UUID, Entry]) -> None:
    parent = others.get(entry.parent_id) if entry.parent_id is not None else None
    if (parent.kind if parent else "") not in spec.under or (entry.parent_id and not parent):
        raise RuleViolation("sheet-parent", field="parent_id")
    other = others.get(entry.other_id) if entry.other_id is not None else None
    if spec.to and (other is None or other.kind not in spec.to or other is parent):
        raise RuleViolation("sheet-other", field="other_id")
    if not spec.to and entry.other_id is not None:
        raise RuleViolation("sheet-other", field="other_id")
    place = (entry.kind, entry.parent_id)
    siblings = [one for one in others.values()
                if (one.kind, one.parent_id) == place and one.id != entry.id]  # fmt: skip
    if spec.most and len(siblings) >= spec.most:
        raise RuleViolation("sheet-too-many", field="text", most=spec.most)
    if entry.kind == "why":
        _check_chain(entry, others)


def _check_chain(entry: Entry, others: Mapping[UUID, Entry]) -> None:
    above = chain_above(entry, others)
    if any(step.id == entry.id for step in above):
        raise RuleViolation("sheet-parent", field="parent_id")
    below = _steps_below(entry.id, others)
    if len([step for step in above if step.kind == "why"]) + 1 + below > MOST_WHYS:
        raise RuleViolation("whys-too-many", field="parent_id", most=MOST_WHYS)


def _steps_below(key: UUID, others: Mapping[UUID, Entry]) -> int:
    below = [one.id for one in others.values() if one.parent_id == key and one.kind == "why"]
    return max((1 + _steps_below(one, others) for one in below), default=0)


def chain_above(entry: Entry, others: Mapping[UUID, Entry]) -> list[Entry]:
    """What an answer answers, nearest first, up to the start statement."""
    found: list[Entry] = []
    step = entry.parent_id
    while step is not None and step in others and others[step] not in found:
        found.append(others[step])
        step = others[step].parent_id
    return found


def _value(made: FieldSpec, given: str) -> str:
    if made.kind is FieldKind.CHOICE:
        values = [key for key, _ in made.choices]
        if given and given not in values:
            raise RuleViolation("value-not-allowed", field=made.name, text=given)
        return given or values[0]
    if made.needed and not given:
        raise RuleViolation("text-empty", field=made.name)
    if len(given) > made.limit:
        raise RuleViolation("text-too-long", field=made.name, length=len(given), limit=made.limit)
    if made.kind is FieldKind.DATE and not _DATE.match(given):
        raise RuleViolation("sheet-date", field=made.name, text=given)
    return given


# The sheet as a whole ---------------------------------------------------------------------------------


def findings(tool: ToolSpec, entries: Sequence[Entry], viewpoint: str) -> list[Finding]:
    """What is missing or to be thought about, in plain words; nothing of it is refused."""
    found = [] if viewpoint else [Finding("sheet-viewpoint", must=False)]
    count = {spec.kind: sum(e.kind == spec.kind for e in entries) for spec in tool.entries}
    found += [Finding(code, must=False, facts={"have": have, "least": least})
              for code, have, least in _least(tool.tool, count) if have < least]  # fmt: skip
    if tool.tool is SheetTool.ROLES:
        used = {entry.value("role") for entry in entries}
        found += [Finding("roles-empty", must=False, facts={"role": title})
                  for key, title, _ in ROLES if key not in used]  # fmt: skip
    if tool.tool is SheetTool.ONION:
        found += _empty_layers(entries)
    if tool.tool is SheetTool.FIVE_WHYS:
        found += _short_chains(entries)
    found += [Finding("tree-name-or-insult", must=False, node_id=entry.id,
                      facts={"text": entry.text})
              for entry in entries if names_or_insults(entry.text)]  # fmt: skip
    return found


def _least(tool: SheetTool, count: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return {
        SheetTool.ONION: [("sheet-few-parties", count.get("party", 0), 2)],
        SheetTool.ABC: [("sheet-few-parties", count.get("party", 0), 2)],
        SheetTool.TIMELINE: [("sheet-few-sides", count.get("side", 0), 2)],
        SheetTool.STAKEHOLDERS: [("sheet-few-actors", count.get("actor", 0), 3),
                                 ("sheet-no-link", count.get("link", 0), 1)],
        SheetTool.FIVE_WHYS: [("whys-few-chains", count.get("chain", 0), LEAST_CHAINS)],
    }.get(tool, [])  # fmt: skip


def _empty_layers(entries: Sequence[Entry]) -> list[Finding]:
    filled = {(entry.parent_id, entry.kind) for entry in entries}
    return [Finding("onion-layer-empty", must=False, node_id=party.id,
                    facts={"party": party.text, "layer": label})
            for party in entries if party.kind == "party"
            for kind, label in (("position", "position"), ("interest", "interest"), ("need", "need"))
            if (party.id, kind) not in filled]  # fmt: skip


def _short_chains(entries: Sequence[Entry]) -> list[Finding]:
    by_id = {entry.id: entry for entry in entries}
    return [Finding("whys-short", must=False, node_id=chain.id,
                    facts={"text": chain.text, "least": LEAST_WHYS})
            for chain in entries
            if chain.kind == "chain" and _steps_below(chain.id, by_id) < LEAST_WHYS]  # fmt: skip


def only_in_one_memory(entries: Sequence[Entry]) -> list[Entry]:
    """Events of a timeline that one side alone tells."""
    return [entry for entry in entries if entry.kind == "event" and entry.parent_id is not None]


def last_two_steps(entry: Entry, others: Mapping[UUID, Entry]) -> list[Entry]:
    """The step and the one that it answers, nearer to the start first (methods 1.3)."""
    above = [step for step in chain_above(entry, others)[:1] if step.kind == "why"]
    return [*above, entry]
