"""Papers of the root causes: board, trees and sheets as PDF (A3 or A4), SVG, PNG and CSV.

The label of who may see a sheet, its viewpoint and its date stand on each page.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.root_causes import (
    ConflictTreeRow,
    RootCausesRow,
    SheetHead,
    SheetRow,
    TreeNodeRow,
)  # fmt: skip
from facilitator.domain.analysis_sheets import (
    ROLES,
    EntrySpec,
    FieldKind,
    SheetTool,
    only_in_one_memory,
    spec_of,
)
from facilitator.domain.root_causes import Dimension, NodeKind, Sensitivity
from facilitator.reports import sheets as paper
from facilitator.reports import tags
from facilitator.reports.drawing import Drawing, Rect, Sketch, draw_on, height_of, svg, write_png
from facilitator.reports.labels import label
from facilitator.reports.sheet_drawings import actor_names, draw_sheet
from facilitator.reports.tree_drawing import TONES, aside_of, completeness_line, draw_tree
from facilitator.support.files import write_atomically
from facilitator.support.i18n import tr, trn

SIZES = {"A3": landscape(A3), "A4": landscape(A4)}
LARGEST = 1.9
"""A small drawing is not blown up beyond this."""


def sensitivity_words(value: Sensitivity) -> str:
    """The label printed on each sheet (methods 9)."""
    return {Sensitivity.OPEN: tr("Open"), Sensitivity.GROUP: tr("For the group only"),
            Sensitivity.FACILITATOR: tr("For the facilitator only")}[value]  # fmt: skip


def _detail(head: SheetHead, sensitivity: Sensitivity, more: str = "") -> str:
    period = " – ".join(part for part in (head.period_from, head.period_to) if part)
    parts = [tr("Viewpoint: {who}", who=head.viewpoint) if head.viewpoint else "",
             head.made_on.isoformat() if head.made_on else "", label(head.arena), period,
             sensitivity_words(sensitivity), more]  # fmt: skip
    return "  ·  ".join(part for part in parts if part)


def _page(
    size: tuple[float, float], kicker: str, title: str, detail: str, drawing: Drawing
) -> paper.Page:
    """A page with one drawing, as large as it fits."""

    def draw(canvas: Canvas) -> None:
        top = paper.draw_head(canvas, size, kicker, title, detail)
        room_w, room_h = size[0] - 2 * paper.MARGIN, top - paper.FOOT
        scale = min(room_w / drawing.width, room_h / drawing.height, LARGEST)
        left = paper.MARGIN + (room_w - drawing.width * scale) / 2
        wide, tall = drawing.width * scale, drawing.height * scale
        with tags.figure(canvas, f"{title}. {drawing.words}", (left, top - tall, wide, tall)):
            draw_on(canvas, drawing, left, top, scale)

    return size, draw


def drawing_page(size: tuple[float, float], title: str, drawing: Drawing) -> paper.Page:
    """A page with a drawing and its title."""
    return _page(size, tr("Root causes"), title, "", drawing)


# What is drawn ----------------------------------------------------------------------------------------


def tree_pages(
    tree: ConflictTreeRow, size: tuple[float, float], *, solution: bool
) -> list[paper.Page]:
    """The tree on a page, and the table of its causes."""
    kicker = tr("Solution tree") if solution else tr("Conflict tree")
    title = tr("Group {letter}: {title}", letter=tree.group, title=tree.title)
    detail = _detail(tree.head, tree.sensitivity, completeness_line(tree))
    return [_page(size, kicker, title, detail, draw_tree(tree, solution=solution)),
            *_table_pages(size, tr("Causes and effects"), title, detail, node_table(tree))]  # fmt: skip


def sheet_pages(sheet: SheetRow, size: tuple[float, float], *, names: bool) -> list[paper.Page]:
    """The sheet's picture on a page, and its table."""
    spec = spec_of(sheet.tool)
    title = tr("Group {letter}: {title}", letter=sheet.group, title=sheet.title)
    detail = _detail(sheet.head, sheet.sensitivity)
    pages = [_page(size, tr(spec.title), title, detail, draw_sheet(sheet, names=names))]
    for table in sheet_tables(sheet, names=names):
        pages += _table_pages(size, tr(spec.title), title, detail, table)
    return pages


def board_pages(causes: RootCausesRow, size: tuple[float, float]) -> list[paper.Page]:
    """The board in order of dots."""
    detail = trn("One person voted", "{n} people voted", causes.voters) if causes.voters else ""
    rows = [(tr("Cause"), tr("Dimension"), tr("Level"), tr("Groups"), tr("Dots"), tr("Voters"),
             tr("Goes on"))]  # fmt: skip
    rows += [(c.text, label(c.dimension), label(c.level), ", ".join(c.groups), str(c.dots),
              str(c.voters), tr("yes") if c.carried_forward else "") for c in causes.cards]  # fmt: skip
    return _table_pages(size, tr("Root causes"), tr("The board"), detail, rows)


# Tables -----------------------------------------------------------------------------------------------

Table = Sequence[tuple[str, ...]]


def node_table(tree: ConflictTreeRow) -> Table:
    """Causes in order of level and text, then effects, then what feeds back."""
    texts = {node.id: node.text for node in tree.nodes}
    rows: list[tuple[str, ...]] = [(tr("Card"), tr("Kind"), tr("About it"), tr("Hangs on"),
                                    tr("Evidence"))]  # fmt: skip
    order = sorted(
        tree.nodes, key=lambda n: (n.kind is NodeKind.EFFECT, str(n.level or "~"), n.text)
    )
    for node in order:
        kind = tr("Cause") if node.kind is NodeKind.ROOT else tr("Effect")
        above = (
            texts.get(node.parent_id, tr("Core problem")) if node.parent_id else tr("Core problem")
        )
        rows.append((node.text, kind, aside_of(node), above, "\n".join(node.evidence)))
    for effect, root in tree.feedback:
        rows.append(
            (texts.get(effect, ""), tr("Feedback"), tr("feeds back into"), texts.get(root, ""), "")
        )
    return rows


def sheet_tables(sheet: SheetRow, *, names: bool) -> list[Table]:
    """One table for each kind of entry that is there, and what the tool asks to be drawn from them.

    Shared interests of an onion are one of the kinds.
    """
    spec = spec_of(sheet.tool)
    tables = [_kind_table(sheet, kind, names=names)
              for kind in spec.entries if sheet.of_kind(kind.kind)]  # fmt: skip
    if sheet.tool is SheetTool.TIMELINE:
        tables.append(_one_memory(sheet))
    if sheet.tool is SheetTool.ROLES and sheet.entries:
        tables.append([(tr("In one paragraph"),), (roles_paragraph(sheet),)])
    return tables


def _one_memory(sheet: SheetRow) -> Table:
    """Events that one side alone tells (methods 1.8)."""
    sides = {side.id: side.text for side in sheet.of_kind("side")}
    rows = [(event.text, event.value("date"), sides.get(event.parent_id, ""))  # type: ignore[arg-type]
            for event in only_in_one_memory(sheet.entries)]  # fmt: skip
    return [(tr("In only one memory"), tr("Date"), tr("Told by")), *rows]


def roles_paragraph(sheet: SheetRow) -> str:
    """The roles model as a paragraph to be worked on (methods 1.4)."""
    parts = []
    for key, title, _about in ROLES:
        texts = [f.text for f in sheet.of_kind("factor") if f.value("role") == key]
        if texts:
            parts.append(f"{tr(title)}: {'; '.join(texts)}.")
    return " ".join(parts)


def _kind_table(sheet: SheetRow, kind: EntrySpec, *, names: bool) -> Table:
    called = actor_names(sheet, names=names)

    def said(key: object) -> str:
        entry = next((one for one in sheet.entries if one.id == key), None)
        return called.get(entry.id, entry.text) if entry is not None else ""

    head = [tr(kind.under_label)] if kind.under_label else []
    head += [tr(kind.to_label)] if kind.to_label else []
    head += [tr(kind.label), *(tr(field.label) for field in kind.fields)]
    rows = [tuple(head)]
    for entry in sheet.of_kind(kind.kind):
        line = [said(entry.parent_id)] if kind.under_label else []
        line += [said(entry.other_id)] if kind.to_label else []
        inferred = "~ " if entry.value("basis") == "inferred" else ""
        line.append(inferred + called.get(entry.id, entry.text))
        for field in kind.fields:
            value = entry.value(field.name)
            words = dict(field.choices)
            shown = words.get(value, value) if field.kind is FieldKind.CHOICE else value
            line.append(tr(shown) if shown and field.kind is FieldKind.CHOICE else shown)
        rows.append(tuple(line))
    return rows


def _table_pages(
    size: tuple[float, float], kicker: str, title: str, detail: str, rows: Table
) -> list[paper.Page]:
    """A table over as many pages as it needs, the first column being the widest."""
    if len(rows) < 2:
        return []
    room_w, room_h = size[0] - 2 * paper.MARGIN, size[1] - 88 - paper.FOOT
    shares = [2.6 if n == 0 else 1.0 for n in range(len(rows[0]))]
    widths = [room_w * share / sum(shares) for share in shares]
    head = _Row(rows[0], widths, is_head=True)
    pages: list[list[_Row]] = []
    y = room_h + 1
    for cells in rows[1:]:
        row = _Row(cells, widths, is_head=False)
        if y + row.height > room_h:
            pages.append([head])
            y = head.height
        pages[-1].append(row)
        y += row.height
    return [_table_page(size, kicker, title, detail, page) for page in pages]


class _Row:
    """A row of a table that is set: its cells' lines and its height."""

    def __init__(self, cells: Sequence[str], widths: Sequence[float], *, is_head: bool) -> None:
        self.cells, self.widths, self.is_head = cells, widths, is_head
        self.size = 7.8 if is_head else 8.6
        self.height = 8 + max(
            height_of(cell, width - 10, self.size, bold=is_head)
            for cell, width in zip(cells, widths, strict=True)
        )

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the row, its upper left corner at (x, top), tagged as a row with its cells."""
        whole = sum(self.widths)
        frame = Rect(0, 0, whole, self.height, "sunken" if self.is_head else "", "border", 0, 0.4)
        draw_on(canvas, Drawing(whole, self.height, (frame,), ""), x, top, 1.0)
        with tags.node(canvas, "TR"):
            for number, (cell, width) in enumerate(zip(self.cells, self.widths, strict=True)):
                first = number == 0 and not self.is_head
                kind = "TH" if self.is_head or first else "TD"
                scope = tags.COLUMN if self.is_head else tags.ROW if first else b""
                with tags.node(canvas, kind, scope):
                    sketch = Sketch()
                    sketch.words(5, 4, width - 10, cell, size=self.size, bold=self.is_head or first,
                                 ink="text2" if self.is_head else "text")  # fmt: skip
                    draw_on(
                        canvas, Drawing(width, self.height, tuple(sketch.shapes), ""), x, top, 1.0
                    )
                x += width


def _table_page(
    size: tuple[float, float], kicker: str, title: str, detail: str, rows: Sequence[_Row]
) -> paper.Page:
    def draw(canvas: Canvas) -> None:
        top = paper.draw_head(canvas, size, kicker, title, detail)
        with tags.node(canvas, "Table"):
            for row in rows:
                row.draw(canvas, paper.MARGIN, top)
                top -= row.height

    return size, draw


# Files ------------------------------------------------------------------------------------------------


def write_pdf(
    pages: Sequence[paper.Page], title: str, programme: ProgrammeRow, path: Path, job: Job | None
) -> None:
    """Write pages into a PDF."""
    paper.write_pages(pages, title, programme, path, job)


def write_svg(drawing: Drawing, path: Path) -> None:
    """Write a drawing as an SVG file."""
    with write_atomically(path) as stream:
        stream.write(svg(drawing).encode())


def write_picture(
    pages: Sequence[paper.Page], title: str, programme: ProgrammeRow, path: Path
) -> None:
    """Write the first page as a PNG."""
    # Beside the picture: what a protected programme holds is nowhere that nobody asked for.
    with tempfile.TemporaryDirectory(prefix=".facilitator-", dir=path.parent) as folder:
        page = Path(folder) / "page.pdf"
        paper.write_pages(pages[:1], title, programme, page, None)
        write_png(page, path)


def write_csv(rows: Table, path: Path) -> None:
    """Write a table as CSV (UTF-8 with a mark, so that spreadsheets see it)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    with write_atomically(path) as stream:
        stream.write(("\ufeff" + text.getvalue()).encode())


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def nodes_csv(tree: ConflictTreeRow) -> Table:
    """Nodes with stable numbers, for other programs."""
    number = {node.id: str(n) for n, node in enumerate(tree.nodes, 1)}
    rows: list[tuple[str, ...]] = [
        ("id", "kind", "text", "parent", "level", "dimension", "influence", "agreement", "affected",
         "evidence", "solution"),
        ("0", "trunk", tree.core_problem, "", "", "", "", "", "", "", tree.solution),
    ]  # fmt: skip
    rows += [_node_cells(node, number) for node in tree.nodes]
    return rows


def _node_cells(node: TreeNodeRow, number: Mapping[UUID, str]) -> tuple[str, ...]:
    return (
        number[node.id], node.kind.value, node.text,
        number.get(node.parent_id, "0") if node.parent_id else "0",
        node.level.value if node.level else "", node.dimension.value,
        node.influence.value if node.influence else "", node.agreement.value,
        "; ".join(node.affected), "; ".join(node.evidence), node.solution,
    )  # fmt: skip


def links_csv(tree: ConflictTreeRow) -> Table:
    """Links: what hangs on what, and the feedback loops."""
    number = {node.id: str(n) for n, node in enumerate(tree.nodes, 1)}
    rows: list[tuple[str, ...]] = [("from", "to", "kind")]
    for node in tree.nodes:
        above = number.get(node.parent_id, "0") if node.parent_id else "0"
        pair = (number[node.id], above) if node.kind is NodeKind.ROOT else (above, number[node.id])
        rows.append((*pair, "leads to"))
    rows += [(number[effect], number[root], "feeds back") for effect, root in tree.feedback]
    return rows


def board_csv(causes: RootCausesRow) -> Table:
    """The board with its clusters, groups, dots and originals; no author is known."""
    rows: list[tuple[str, ...]] = [("text", "dimension", "level", "cluster", "groups", "dots", "voters",
                                    "carried_forward", "merged_from")]  # fmt: skip
    rows += [(c.text, c.dimension.value, c.level.value, c.cluster, " ".join(c.groups), str(c.dots),
              str(c.voters), "yes" if c.carried_forward else "no", " | ".join(c.originals))
             for c in causes.cards]  # fmt: skip
    return rows


def board_drawing(causes: RootCausesRow) -> Drawing:
    """The board as a picture, in columns by dimension."""
    sketch = Sketch()
    for number, dimension in enumerate(Dimension):
        x, tone = number * 176.0, TONES[dimension]
        sketch.words(x + 4, 0, 160, label(dimension), size=11, bold=True)
        y = 22.0
        for card in (c for c in causes.cards if c.dimension is dimension):
            small = "  ·  ".join(
                part
                for part in (
                    label(card.level),
                    ", ".join(card.groups),
                    trn("1 dot", "{n} dots", card.dots) if card.dots else "",
                )
                if part
            )
            tall = height_of(card.text, 150, 9) + height_of(small, 150, 7.4) + 18
            sketch.add(
                Rect(x, y, 166, tall, f"{tone}.bar", "", 4),
                Rect(
                    x,
                    y + 3,
                    166,
                    tall - 3,
                    "accent_soft" if card.carried_forward else "surface",
                    "border",
                    3,
                ),
            )
            used = sketch.words(x + 8, y + 9, 150, card.text, size=9)
            sketch.words(x + 8, y + 9 + used, 150, small, size=7.4, ink="text2")
            y += tall + 7
    return sketch.drawing(tr("Root causes"), "; ".join(card.text for card in causes.cards))
