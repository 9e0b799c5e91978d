"""A conflict tree as a drawing, and what its parts are called in each school."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.application.rows.root_causes import ConflictTreeRow, TreeNodeRow
from facilitator.domain.conflict_tree import completeness
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    TreeSchool,
)  # fmt: skip
from facilitator.domain.tree_layout import Box, Leaf, Spacing, TreeLayout, place
from facilitator.reports.drawing import Drawing, Rect, Sketch, Stroke, arrow, height_of, lines_of
from facilitator.reports.labels import label
from facilitator.reports.text import Align
from facilitator.support.i18n import tr, trn

TONES = {
    Dimension.POLITICAL: "negotiate", Dimension.ECONOMIC: "exercise", Dimension.SOCIAL: "case",
    Dimension.SECURITY: "reflect", Dimension.ENVIRONMENTAL: "lecture", Dimension.REGIONAL: "plenary",
}  # fmt: skip
"""The family of colours of each dimension; the words always stand beside it."""
TEXT, SMALL, TRUNK_TEXT = 9.0, 7.2, 11.0
PADDING = 7.0


@dataclass(frozen=True, slots=True)
class TreeWords:
    """What the parts of a tree are called."""

    above: str
    above_hint: str
    trunk: str
    near: str
    near_hint: str
    deep: str
    deep_hint: str


def tree_words(school: TreeSchool, *, solution: bool = False) -> TreeWords:
    """The names by school (methods 1.2); a tree that is turned over has others."""
    if solution:
        return TreeWords(
            tr("Ends"),
            tr("What people gain"),
            tr("Aim"),
            tr("Means"),
            tr("What brings it about"),
            tr("First steps"),
            tr("What it rests on"),
        )
    if school is TreeSchool.STRUCTURAL_MANIFEST_DYNAMIC:
        return TreeWords(
            tr("Dynamic factors"), tr("What moves from week to week"), tr("Manifest issue"),
            tr("Structural factors"), tr("What does not change soon"), tr("Deeper factors"),
            tr("What lies underneath"),
        )  # fmt: skip
    return TreeWords(tr("Effects"), tr("What people see"), tr("Core problem"), tr("Causes"),
                     tr("What feeds it"), tr("Root causes"), tr("What lies underneath"))  # fmt: skip


def completeness_line(tree: ConflictTreeRow) -> str:
    """Such as "1 trunk, 9 roots (4 structural), 6 effects, 2 loops, 5 of 6 dimensions"."""
    have = completeness(tree.rule_nodes, len(tree.feedback))
    return tr("1 trunk, {roots} ({structural} structural), {effects}, {loops}, "
              "{dimensions} of 6 dimensions",
              roots=trn("1 root", "{n} roots", have.roots), structural=have.structural,
              effects=trn("1 effect", "{n} effects", have.effects),
              loops=trn("1 loop", "{n} loops", have.loops), dimensions=have.dimensions)  # fmt: skip


def leaves(nodes: tuple[TreeNodeRow, ...], kind: NodeKind) -> list[Leaf]:
    """One side of a tree for the layout."""
    return [Leaf(node.id, node.parent_id) for node in nodes if node.kind is kind]


def aside_of(node: TreeNodeRow) -> str:
    """The small words of a card: level, dimension, influence, what is contested."""
    parts = [label(node.dimension)]
    if node.level is not None:
        parts.insert(0, label(node.level))
    if node.influence not in (None, Influence.MEDIUM):
        parts.append(label(node.influence))
    if node.agreement is Agreement.CONTESTED:
        parts.append(label(node.agreement))
    if node.evidence:
        parts.append(trn("1 source", "{n} sources", len(node.evidence)))
    return " · ".join(parts)


def said_of(node: TreeNodeRow, *, solution: bool) -> str:
    """What the card says: the problem, or what it is turned into."""
    return node.solution or f"({node.text})" if solution else node.text


def trunk_said(tree: ConflictTreeRow, *, solution: bool) -> str:
    """What the trunk says: the core problem, or the aim that it is turned into."""
    return tree.solution or f"({tree.core_problem})" if solution else tree.core_problem


def geometry(tree: ConflictTreeRow, *, solution: bool = False) -> TreeLayout:
    """Where the cards stand on paper."""
    texts = {node.id: (said_of(node, solution=solution), aside_of(node)) for node in tree.nodes}

    def height(key: UUID, width: float) -> float:
        said, aside = texts[key]
        inner = width - 2 * PADDING
        return (4 + PADDING + height_of(said, inner, TEXT, bold=False)
                + height_of(aside, inner, SMALL) + PADDING)  # fmt: skip

    spacing = Spacing()
    trunk = trunk_said(tree, solution=solution)
    tall = height_of(trunk, spacing.trunk - 24, TRUNK_TEXT, bold=True) + 22
    return place(leaves(tree.nodes, NodeKind.ROOT), leaves(tree.nodes, NodeKind.EFFECT), tall,
                 height, spacing)  # fmt: skip


def draw_tree(tree: ConflictTreeRow, *, solution: bool = False) -> Drawing:
    """The whole tree: bands with their names, links, feedback dashed, cards."""
    layout, sketch = geometry(tree, solution=solution), Sketch()
    names = tree_words(tree.school, solution=solution)
    _bands(sketch, layout, names)
    sketch.add(*tree_links(tree, layout, loops=not solution))
    _trunk(
        sketch,
        layout.trunk,
        trunk_said(tree, solution=solution),
    )
    for node in tree.nodes:
        _card(sketch, layout.boxes[node.id], node, solution=solution)
    return sketch.drawing(tree.title, _spoken(tree))


def _spoken(tree: ConflictTreeRow) -> str:
    return f"{tree.core_problem}. {completeness_line(tree)}."


def _bands(sketch: Sketch, layout: TreeLayout, names: TreeWords) -> None:
    left, top, right, bottom = layout.bounds
    left, right = left - 132, right + 40
    trunk, gap = layout.trunk, 26.0
    low, high = layout.near["root"] + gap, layout.near["effect"] - gap
    upper, lower = trunk.y - gap, trunk.y + trunk.height + gap
    deep = max((b.depth for b in layout.boxes.values() if b.y > 0), default=1) > 1
    bands = [
        (min(top - gap, high), upper, names.above, names.above_hint, False),
        (upper, lower, names.trunk, "", True),
        (lower, low if deep else max(bottom + gap, low), names.near, names.near_hint, False),
    ]
    if deep:
        bands.append((low, bottom + gap, names.deep, names.deep_hint, True))
    for start, end, name, hint, shaded in bands:
        sketch.add(Rect(left, start, right - left, end - start, "sunken" if shaded else "surface",
                        "border", 0, 0.5))  # fmt: skip
        used = sketch.words(left + 10, start + 9, 96, name, size=8.5, bold=True)
        if hint:
            sketch.words(left + 10, start + 10 + used, 96, hint, size=7.2, ink="text2")


def tree_links(
    tree: ConflictTreeRow, layout: TreeLayout, chosen: frozenset[UUID] = frozenset(), *,
    loops: bool = True,
) -> list[Stroke]:  # fmt: skip
    """The lines of a tree: what hangs on what, and the feedback loops, dashed.

    Lines of the nodes in `chosen` are drawn in the accent.
    """
    found: list[Stroke] = []
    seen: set[UUID] = set()
    for node in tree.nodes:
        parent = layout.boxes.get(node.parent_id) if node.parent_id else None
        first = node.parent_id is None or node.parent_id not in seen
        if node.parent_id is not None:
            seen.add(node.parent_id)
        ink = "accent" if node.id in chosen else "border_strong"
        box = layout.boxes[node.id]
        found += _link(box, parent or layout.trunk, node.kind, ink, straight=first)
    lanes = {True: 0, False: 0}
    for effect_id, root_id in tree.feedback if loops else ():
        if effect_id in layout.boxes and root_id in layout.boxes:
            found += _loop(layout, layout.boxes[effect_id], layout.boxes[root_id], lanes)
    return found


def _link(box: Box, parent: Box, kind: NodeKind, ink: str, *, straight: bool) -> tuple[Stroke, ...]:
    """From a card to what it hangs on; arrows run towards the effects."""
    down = kind is NodeKind.ROOT
    start_y = box.y if down else box.y + box.height
    end_y = parent.y + parent.height if down else parent.y
    width = 2.0 if ink == "accent" else 1.3
    near = abs(start_y - end_y) < NEAR and parent.depth == 1 and straight
    if parent.depth and not near:  # in a stack: along the edge of the column
        rail = min(box.x, parent.x) - 6
        side, foot = box.y + box.height / 2, parent.y + parent.height / 2
        bent = ((box.x, side), (rail, side), (rail, foot), (parent.x, foot))
        return Stroke(bent, ink, width), arrow(bent if down else bent[::-1], ink, width, 5.0)
    end_x = parent.middle
    if parent.depth == 0:
        half = parent.width * 0.44
        end_x = max(parent.middle - half, min(box.middle, parent.middle + half))
    bend = (end_y - start_y) / 2
    points = ((box.middle, start_y), (box.middle, start_y + bend), (end_x, end_y - bend),
              (end_x, end_y))  # fmt: skip
    head = points[2:] if down else (points[1], points[0])
    return Stroke(points, ink, width, curved=True), arrow(head, ink, width)


NEAR = 120.0
"""A stacked card further away than this is joined along the edge of its column."""


def _loop(layout: TreeLayout, effect: Box, root: Box, lanes: dict[bool, int]) -> tuple[Stroke, ...]:
    """A feedback loop round the outside, each in a lane of its own."""
    left, _, right, _ = layout.bounds
    at_right = effect.middle + root.middle >= 0
    lanes[at_right] += 1
    outside = right + 9 + 7 * lanes[at_right] if at_right else left - 9 - 7 * lanes[at_right]
    edge = right if at_right else left
    points = [*_way_out(effect, edge, outside), *reversed(_way_out(root, edge, outside))]
    return Stroke(tuple(points), "danger", 1.2, dashed=True), arrow(points, "danger")


def _way_out(box: Box, edge: float, outside: float) -> list[tuple[float, float]]:
    """From a card to the lane outside: straight from the outermost, else above the others."""
    at_right = outside > edge
    side = box.x + box.width if at_right else box.x
    if abs(side - edge) < 1:
        middle = box.y + box.height / 2
        return [(side, middle), (outside, middle)]
    x = side - 16 if at_right else side + 16
    return [(x, box.y), (x, box.y - 7), (outside, box.y - 7)]


def _trunk(sketch: Sketch, box: Box, said: str) -> None:
    sketch.add(Rect(box.x, box.y, box.width, box.height, "inverse", "", 6))
    lines = lines_of(said, box.width - 24, TRUNK_TEXT, bold=True)
    top = box.y + (box.height - len(lines) * TRUNK_TEXT * 1.36) / 2
    sketch.words(box.x + 12, top, box.width - 24, said, size=TRUNK_TEXT, bold=True,
                 ink="on_inverse", align=Align.CENTRE)  # fmt: skip


def _card(sketch: Sketch, box: Box, node: TreeNodeRow, *, solution: bool) -> None:
    tone = TONES[node.dimension]
    contested = node.agreement is Agreement.CONTESTED
    sketch.add(Rect(box.x, box.y, box.width, box.height, f"{tone}.bar", "", 4),
               Rect(box.x, box.y + 3, box.width, box.height - 3, "surface",
                    f"{tone}.bar" if contested else "border", 3, 1.0 if contested else 0.7,
                    dashed=contested))  # fmt: skip
    inner = box.width - 2 * PADDING
    y = box.y + 4 + PADDING
    structural = node.level is Level.STRUCTURAL
    used = sketch.words(box.x + PADDING, y, inner, said_of(node, solution=solution), size=TEXT,
                        ink="text2" if solution and not node.solution else "text")  # fmt: skip
    sketch.words(box.x + PADDING, y + used, inner, aside_of(node), size=SMALL,
                 ink="text" if structural else "text2")  # fmt: skip
