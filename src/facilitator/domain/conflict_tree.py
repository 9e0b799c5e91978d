"""The conflict tree's rules: musts are refused with a reason, shoulds are told and may be put aside.

Source: methods 1.2 (GPPAC, SDC). The app cannot judge a text; word lists only remind. Pure: nodes
in, findings out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from facilitator.domain.root_causes import Dimension, Level, NodeKind, check_card
from facilitator.support.errors import RuleViolation

LEAST_ROOTS, LEAST_EFFECTS, LEAST_STRUCTURAL = 3, 2, 1
MOST_ROOTS, MOST_EFFECTS, MOST_EVIDENCE = 25, 15, 5
LEAST_DIMENSIONS = 3
LEVELS_OF_ROOTS = range(2, 4)
EFFECTS_THAT_MAY_FEED_BACK = 3


class SheetStatus(StrEnum):
    """How far a sheet is; what is shared or final keeps the musts."""

    DRAFT = "draft"
    SHARED = "shared"
    FINAL = "final"


class Affected(StrEnum):
    """Who is affected (methods 1.2)."""

    WOMEN = "women"
    MEN = "men"
    YOUTH = "youth"
    MINORITIES = "minorities"
    DISPLACED = "displaced"
    BORDER = "border_communities"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Node:
    """What the rules look at in a root or effect; `parent_id` None hangs it on the trunk."""

    id: UUID
    parent_id: UUID | None
    kind: NodeKind
    text: str
    dimension: Dimension
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a tree does not keep; `code` has its sentence in the catalogue of messages."""

    code: str
    must: bool
    node_id: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names the finding where it is put aside."""
        return f"{self.code}:{self.node_id or ''}"

    @property
    def sentence(self) -> str:
        """What to show."""
        return str(RuleViolation(self.code, **self.facts))


@dataclass(frozen=True, slots=True)
class Completeness:
    """The completeness line: "1 trunk, 9 roots (4 structural), 6 effects, 2 loops, 5 of 6 ..."."""

    roots: int
    structural: int
    effects: int
    loops: int
    dimensions: int


# Musts of a single act ------------------------------------------------------------------------------

_MISSING_SOLUTION = re.compile(
    r"^(the |a |an |there is |there are )*"
    r"(lack(ing)? of|lacks|absence of|no|not enough|insufficient|missing|without)\b",
    re.IGNORECASE,
)


def is_missing_solution(text: str) -> bool:
    """Whether a problem is phrased as a solution that is not there ("lack of ...", "no ...")."""
    return bool(_MISSING_SOLUTION.match(text.strip()))


def check_trunk(text: str) -> None:
    """Refuse a core problem that names a missing solution instead of what is wrong."""
    if is_missing_solution(text):
        raise RuleViolation("tree-missing-solution", field="core_problem", text=text)


def check_node(kind: NodeKind, text: str, level: Level | None, evidence: Sequence[str]) -> None:
    """Refuse a node that is no single card, a root without its level, or too many sources."""
    check_card(text)
    if kind is NodeKind.ROOT and level is None:
        raise RuleViolation("tree-root-level", field="level")
    if kind is NodeKind.EFFECT and level is not None:
        raise RuleViolation("tree-effect-level", field="level")
    if len(evidence) > MOST_EVIDENCE:
        raise RuleViolation("tree-evidence", field="evidence", most=MOST_EVIDENCE)


def check_parent(
    nodes: Mapping[UUID, Node], node_id: UUID, kind: NodeKind, parent_id: UUID | None
) -> None:
    """Refuse a parent of another tree or of the other side, and links that make a loop."""
    if parent_id is None:
        return
    parent = nodes.get(parent_id)
    if parent is None:
        raise RuleViolation("tree-parent-elsewhere", field="parent_id")
    if parent.kind is not kind:
        raise RuleViolation("tree-parent-kind", field="parent_id", text=parent.text)
    seen: set[UUID] = set()
    step: UUID | None = parent_id
    while step is not None and step not in seen:
        if step == node_id:
            raise RuleViolation("tree-loop", field="parent_id", text=parent.text)
        seen.add(step)
        step = nodes[step].parent_id if step in nodes else None


def check_feedback(nodes: Mapping[UUID, Node], effect_id: UUID, root_id: UUID) -> None:
    """Refuse a feedback loop that does not go from an effect to a root of the same tree."""
    effect, root = nodes.get(effect_id), nodes.get(root_id)
    if effect is None or root is None:
        raise RuleViolation("tree-parent-elsewhere", field="feedback")
    if effect.kind is not NodeKind.EFFECT or root.kind is not NodeKind.ROOT:
        raise RuleViolation("tree-feedback-direction", field="feedback")


# The tree as a whole ----------------------------------------------------------------------------------


def musts(core_problem: str, nodes: Sequence[Node]) -> list[Finding]:
    """What keeps a tree from being shared or final (rules 1 and 2)."""
    roots = [node for node in nodes if node.kind is NodeKind.ROOT]
    effects = [node for node in nodes if node.kind is NodeKind.EFFECT]
    structural = [node for node in roots if node.level is Level.STRUCTURAL]
    found = []
    if is_missing_solution(core_problem):
        found.append(Finding("tree-missing-solution", must=True, facts={"text": core_problem}))
    for code, have, least in (
        ("tree-few-roots", len(roots), LEAST_ROOTS),
        ("tree-few-effects", len(effects), LEAST_EFFECTS),
        ("tree-no-structural", len(structural), LEAST_STRUCTURAL),
    ):
        if have < least:
            found.append(Finding(code, must=True, facts={"have": have, "least": least}))
    return found


def check_complete(core_problem: str, nodes: Sequence[Node], status: SheetStatus) -> None:
    """Refuse what would leave a shared or final tree short of a must."""
    if status is SheetStatus.DRAFT:
        return
    for finding in musts(core_problem, nodes):
        raise RuleViolation(finding.code, field="status", **finding.facts)


def shoulds(nodes: Sequence[Node], loops: int) -> list[Finding]:
    """What to think about (rules 3 to 6); each may be put aside."""
    roots = [node for node in nodes if node.kind is NodeKind.ROOT]
    effects = [node for node in nodes if node.kind is NodeKind.EFFECT]
    found = [*_about_size(roots, effects), *(f for node in nodes for f in _about_text(node))]
    if len(effects) >= EFFECTS_THAT_MAY_FEED_BACK and not loops:
        found.append(Finding("tree-no-feedback", must=False))
    return found


def _about_size(roots: Sequence[Node], effects: Sequence[Node]) -> list[Finding]:
    found = []
    levels = depth(roots)
    if roots and levels not in LEVELS_OF_ROOTS:
        code = "tree-one-level" if levels < LEVELS_OF_ROOTS.start else "tree-many-levels"
        found.append(Finding(code, must=False, facts={"levels": levels}))
    dimensions = len({node.dimension for node in roots})
    if roots and dimensions < LEAST_DIMENSIONS:
        found.append(Finding("tree-few-dimensions", must=False, facts={"have": dimensions}))
    if len(roots) > MOST_ROOTS:
        found.append(Finding("tree-many-roots", must=False,
                             facts={"have": len(roots), "most": MOST_ROOTS}))  # fmt: skip
    if len(effects) > MOST_EFFECTS:
        found.append(Finding("tree-many-effects", must=False,
                             facts={"have": len(effects), "most": MOST_EFFECTS}))  # fmt: skip
    return found


_TWO_IDEAS = re.compile(r"( and |;)", re.IGNORECASE)
_TITLES = re.compile(
    r"\b(?i:mr|mrs|ms|dr|president|minister|general|colonel|king|queen|governor)\.? [A-Z]\w+"
)
_INSULTS = frozenset(
    {"idiot", "idiots", "stupid", "traitor", "traitors", "liar", "liars", "savages",
     "barbarians", "thugs", "terrorists", "cockroaches", "vermin", "scum", "animals", "puppet"}
)  # fmt: skip


def names_or_insults(text: str) -> bool:
    """Whether a text may hold a living person's name or an insult: a word list, a reminder."""
    words = set(re.findall(r"\w+", text.lower()))
    return bool(words & _INSULTS) or bool(_TITLES.search(text))


def _about_text(node: Node) -> list[Finding]:
    found = []
    if _TWO_IDEAS.search(node.text):
        found.append(Finding("tree-two-ideas", must=False, node_id=node.id,
                             facts={"text": node.text}))  # fmt: skip
    if names_or_insults(node.text):
        found.append(Finding("tree-name-or-insult", must=False, node_id=node.id,
                             facts={"text": node.text}))  # fmt: skip
    return found


def depth(nodes: Sequence[Node]) -> int:
    """Levels below (or above) the trunk; a broken or circular link counts as on the trunk."""
    by_id = {node.id: node for node in nodes}

    def level(node: Node) -> int:
        count, seen, step = 1, {node.id}, node.parent_id
        while step is not None and step in by_id and step not in seen:
            seen.add(step)
            count, step = count + 1, by_id[step].parent_id
        return count

    return max((level(node) for node in nodes), default=0)


def completeness(nodes: Sequence[Node], loops: int) -> Completeness:
    """The counts of the completeness line."""
    roots = [node for node in nodes if node.kind is NodeKind.ROOT]
    return Completeness(
        roots=len(roots), structural=sum(node.level is Level.STRUCTURAL for node in roots),
        effects=len(nodes) - len(roots), loops=loops,
        dimensions=len({node.dimension for node in nodes}),
    )  # fmt: skip
