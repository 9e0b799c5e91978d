"""The words of the page: titles of the parts, tones and icons of dimensions."""

from __future__ import annotations

from facilitator.application.rows.root_causes import CauseCardRow
from facilitator.domain.analysis_sheets import TOOLS, Part
from facilitator.domain.root_causes import Dimension
from facilitator.reports.labels import label
from facilitator.reports.tree_drawing import TONES
from facilitator.support.i18n import tr, trn
from facilitator.ui.widgets.board.content import BoardCard, BoardColumn

ICONS = {
    Dimension.POLITICAL: "landmark", Dimension.ECONOMIC: "scale", Dimension.SOCIAL: "users",
    Dimension.SECURITY: "shield-check", Dimension.ENVIRONMENTAL: "globe",
    Dimension.REGIONAL: "route",
}  # fmt: skip
BOARD, TREE = "board", "tree"
BY_DIMENSION, BY_CLUSTER = "dimension", "cluster"
CLUSTER_TONES = ("lecture", "exercise", "case", "negotiate", "reflect", "plenary")


def part_choices() -> list[tuple[str, str, str]]:
    """The four parts of an analysis (UN practice note)."""
    return [
        (Part.CAUSES.value, tr("Causes"), "network"),
        (Part.SITUATION.value, tr("Situation"), "history"),
        (Part.STAKEHOLDERS.value, tr("Stakeholders"), "users-round"),
        (Part.DYNAMICS.value, tr("Dynamics"), "link"),
    ]


def tool_choices(part: str) -> list[tuple[str, str, str]]:
    """The tools of a part; the board and the tree come first among the causes."""
    own = [(BOARD, tr("Board"), "sticky-note"), (TREE, tr("Conflict tree"), "git-fork")]
    sheets = [(spec.tool.value, tr(spec.title), spec.icon) for spec in TOOLS if spec.part == part]
    return [*own, *sheets] if part == Part.CAUSES else sheets


def part_of(tool: str) -> str:
    """The part that a tool belongs to."""
    return next((spec.part.value for spec in TOOLS if spec.tool == tool), Part.CAUSES.value)


def board_columns(
    cards: tuple[CauseCardRow, ...], order: str, *, counts: bool, extra: tuple[str, ...] = ()
) -> list[BoardColumn]:
    """The board in columns by dimension or by cluster; `counts` shows the dots."""
    if order == BY_DIMENSION:
        return [
            _column(dimension.value, label(dimension), [c for c in cards if c.dimension is dimension],
                    TONES[dimension], ICONS[dimension], order=order, counts=counts)
            for dimension in Dimension
        ]  # fmt: skip
    names = [*sorted({card.cluster for card in cards if card.cluster} | set(extra))]
    made = [
        _column(name, name, [c for c in cards if c.cluster == name],
                CLUSTER_TONES[number % len(CLUSTER_TONES)], "tag", order=order, counts=counts)
        for number, name in enumerate(names)
    ]  # fmt: skip
    rest = [card for card in cards if not card.cluster]
    return [*made, _column("", tr("Not in a cluster yet"), rest, "break", "layout-grid",
                           order=order, counts=counts)]  # fmt: skip


def _column(
    key: str, title: str, cards: list[CauseCardRow], tone: str, icon: str, *, order: str,
    counts: bool,
) -> BoardColumn:  # fmt: skip
    dots = sum(card.dots for card in cards)
    summary = trn("1 dot", "{n} dots", dots) if counts and dots else str(len(cards) or "")
    shown = tuple(_card(card, order, tone, counts=counts) for card in cards)
    return BoardColumn(key, title, shown, tone, icon, summary, renamable=order == BY_CLUSTER)


def _card(card: CauseCardRow, order: str, tone: str, *, counts: bool) -> BoardCard:
    by_dimension = order == BY_DIMENSION
    tag = label(card.level) if by_dimension else label(card.dimension)
    return BoardCard(
        card.id, card.text, tag, tone if by_dimension else TONES[card.dimension],
        "" if by_dimension else ICONS[card.dimension], ", ".join(card.groups),
        card.dots if counts and card.voters + card.dots else None, len(card.originals),
        tr("carried forward") if card.carried_forward and counts else "",
    )  # fmt: skip
