"""The report's sections on root causes: the board with its vote, and the conflict trees."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from reportlab.platypus import Flowable, KeepTogether, Spacer

from facilitator.application.rows.report import ReportRow
from facilitator.application.rows.root_causes import (
    CauseCardRow,
    ConflictTreeRow,
    TreeNodeRow,
)  # fmt: skip
from facilitator.domain.root_causes import Agreement, Level, NodeKind, Sensitivity, TreeSchool
from facilitator.reports import styles
from facilitator.reports.flowables import (
    WIDTH,
    Branch,
    DotRow,
    NodeRow,
    bullets,
    heading,
    small_heading,
    table,
    trunk,
)  # fmt: skip
from facilitator.reports.labels import label
from facilitator.reports.palette import WHITE, colour
from facilitator.reports.text import para
from facilitator.reports.tree_drawing import completeness_line
from facilitator.reports.words import capitalised
from facilitator.support.i18n import tr, trn

Story = list[Flowable]


def board(report: ReportRow) -> Story:
    """The board in order of dots, with distinct voters and what was carried forward."""
    causes = report.root_causes
    if not causes.cards:
        return []
    largest = max(card.dots for card in causes.cards)
    story: Story = []
    if causes.voters:
        voters = trn("One person voted", "{n} people voted", causes.voters)
        dots = trn("with one dot", "with {n} dots each", causes.dots_each)
        note = tr("{voters} {dots}. The vote narrows the list; it does not decide. "
                  "Causes on a coloured ground were carried forward to the case studies.",
                  voters=voters, dots=dots)  # fmt: skip
        story += [para(note, styles.muted()), Spacer(0, 6)]
    rows = [_card_cells(card, largest) for card in causes.cards]
    extra = [
        ("BACKGROUND", (0, number), (-1, number), colour("accent_soft"))
        for number, card in enumerate(causes.cards, 1)
        if card.carried_forward
    ]
    head = (tr("Cause"), tr("Kind"), tr("Groups"), tr("Dots"), tr("Voters"))
    story.append(table((WIDTH - 98 - 48 - 104 - 40, 98, 48, 104, 40), head, rows, extra))
    return story


def _card_cells(card: CauseCardRow, largest: int) -> list[object]:
    kind = f"{label(card.level)}\n{label(card.dimension)}"
    return [
        para(card.text, styles.cell_strong()), para(kind, styles.cell_muted()),
        para(", ".join(card.groups), styles.cell()), DotRow(card.dots, largest, colour("accent")),
        para(str(card.voters), styles.cell()),
    ]  # fmt: skip


def trees(report: ReportRow) -> Story:
    """The conflict trees that their groups left open."""
    story: Story = []
    for tree in report.root_causes.trees:
        if tree.sensitivity is Sensitivity.OPEN and tree.nodes:
            story += _tree(tree)
    return story


def _tree(tree: ConflictTreeRow) -> Story:
    group = tr("Group {letter}", letter=tree.group)
    title = f"{group}: {tree.title}" if tree.title else group
    structural_school = tree.school is TreeSchool.STRUCTURAL_MANIFEST_DYNAMIC
    above = tr("Dynamic factors") if structural_school else tr("Effects")
    below = tr("Structural factors") if structural_school else tr("Causes")
    effects = list(_rows(tree, NodeKind.EFFECT))
    roots = list(_rows(tree, NodeKind.ROOT))
    drawing: Story = [para(completeness_line(tree), styles.muted()), Spacer(0, 4)]
    if effects:
        drawing.append(para(above, styles.heading(3)))
        drawing += [_node(node, branch, upward=True) for node, branch in reversed(effects)]
    drawing.append(trunk(tree.core_problem))
    drawing += [_node(node, branch, upward=False) for node, branch in roots]
    if roots:
        drawing += [Spacer(0, 3), para(below, styles.heading(3))]
    titled = heading(title, 2, f"tree{tree.id}")[1:]
    return [KeepTogether([*titled, *drawing]), *_feedback(tree), Spacer(0, 10)]


def _rows(tree: ConflictTreeRow, kind: NodeKind) -> Iterator[tuple[TreeNodeRow, Branch]]:
    """Nodes of one side with their place, parents before children; a broken parent is the trunk."""
    nodes = [node for node in tree.nodes if node.kind is kind]
    known = {node.id for node in nodes}
    children: dict[UUID | None, list[TreeNodeRow]] = {}
    for node in nodes:
        parent = node.parent_id if node.parent_id in known else None
        children.setdefault(parent, []).append(node)

    def walk(parent: UUID | None, above: tuple[bool, ...]) -> Iterator[tuple[TreeNodeRow, Branch]]:
        siblings = children.pop(parent, [])
        for index, node in enumerate(siblings):
            last = index == len(siblings) - 1
            yield node, Branch(len(above), above, last)
            yield from walk(node.id, (*above, not last))

    yield from walk(None, ())


def _node(node: TreeNodeRow, branch: Branch, *, upward: bool) -> NodeRow:
    words = [label(node.dimension)]
    if node.level is not None:
        words.insert(0, label(node.level))
    if node.influence is not None:
        words.append(label(node.influence))
    contested = node.agreement is Agreement.CONTESTED
    if contested:
        words.append(label(node.agreement))
    if upward:
        inks = (colour("warn_soft"), colour("warn_bar"))
    elif node.level is Level.STRUCTURAL:
        inks = (colour("accent_soft"), colour("accent"))
    else:
        inks = (WHITE, colour("accent"))
    aside = capitalised(", ".join(word.lower() for word in words))
    return NodeRow(node.text, aside, branch, inks, upward=upward, dashed=contested)


def _feedback(tree: ConflictTreeRow) -> Story:
    texts = {node.id: node.text for node in tree.nodes}
    loops = [
        tr("{effect} feeds back into {cause}", effect=texts[effect], cause=texts[cause])
        for effect, cause in tree.feedback
        if effect in texts and cause in texts
    ]
    if not loops:
        return []
    return [*small_heading(tr("Effects that become causes")), *bullets(loops, styles.muted())]
