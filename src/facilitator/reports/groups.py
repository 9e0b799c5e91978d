"""Groups on paper: a sheet and a table sign for each group, the list for the wall, the rounds.

Shows names, countries and institutions; never a pair's reason, never a number about a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.groups import GroupingRow, GroupPersonRow, GroupRow, PlanRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.groups import GroupRole, PlanKind
from facilitator.domain.people import fold
from facilitator.reports import pdf, tags
from facilitator.reports.labels import label
from facilitator.reports.palette import colour
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    SERIF,
    STRONG,
    Page,
    draw_head,
    fitted_line,
    hairline,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import Align
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr, trn

ROW = 34.0
WALL_ROW = 19.0
MOST_ROUND_COLUMNS = 8


def _needed(grouping: GroupingRow) -> list[tuple[GroupRow, tuple[GroupPersonRow, ...]]]:
    found = [(group, grouping.members(group.id)) for group in grouping.groups]
    used = [(group, members) for group, members in found if members]
    if not used:
        raise EnvironmentProblem("nothing-to-export", what=tr("there are no groups"))
    return used


def group_title(group: GroupRow) -> str:
    """ "Group A · Lotus"."""
    return tr("Group {letter}", letter=group.letter) + (f"  ·  {group.name}" if group.name else "")


# --- group sheets -------------------------------------------------------------------------------


def write_group_sheets(
    grouping: GroupingRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write a sheet for each group: who is in it, in which role, with room for notes.

    Raises EnvironmentProblem, `nothing-to-export` where there are no groups.
    """
    pages: list[Page] = []
    for group, members in _needed(grouping):
        most = int((pdf.PORTRAIT[1] - 100 - FOOT) // ROW)
        for start in range(0, len(members), most):
            part = members[start : start + most]
            pages.append((pdf.PORTRAIT, partial(_draw_group, group=group, members=part,
                                                total=len(members))))  # fmt: skip
    write_pages(pages, tr("Group sheets"), programme, path, job)


def _draw_group(
    canvas: Canvas, group: GroupRow, members: Sequence[GroupPersonRow], total: int
) -> None:
    where = group.table or tr("No table named")
    top = draw_head(canvas, pdf.PORTRAIT, trn("{n} member", "{n} members", total),
                    group_title(group), where)  # fmt: skip
    canvas.bookmarkPage(f"group{group.letter}")
    canvas.addOutlineEntry(group_title(group), f"group{group.letter}", 0)
    width, y = pdf.PORTRAIT[0] - 2 * MARGIN, top
    for person in members:
        hairline(canvas, MARGIN, y, width)
        with tags.entry(canvas):
            _draw_member(canvas, person, y, width)
        y -= ROW
    while y > FOOT + 20:  # lines to write on
        hairline(canvas, MARGIN, y, width)
        y -= 26


def _draw_member(canvas: Canvas, person: GroupPersonRow, y: float, width: float) -> None:
    room = width - 130
    fitted_line(canvas, MARGIN, y - 14, _with_script(person), room, 11, face=STRONG)
    fitted_line(canvas, MARGIN, y - 26, _origin(person), room, 8, ink="text2")
    role = "" if person.role is GroupRole.MEMBER else label(person.role)
    fitted_line(canvas, MARGIN + width, y - 14, role, 120, 9, face=STRONG, ink="accent_text",
                align=Align.RIGHT)  # fmt: skip


def _with_script(person: GroupPersonRow) -> str:
    return "   ".join(part for part in (person.name, person.own_script_name) if part)


def _origin(person: GroupPersonRow) -> str:
    return "  ·  ".join(part for part in (person.institution, person.country) if part)


# --- table signs --------------------------------------------------------------------------------


def write_table_signs(
    grouping: GroupingRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write a sign for each group, to be folded across: readable from both sides."""
    pages: list[Page] = [
        (pdf.LANDSCAPE, partial(_draw_sign, group=group)) for group, _ in _needed(grouping)
    ]
    write_pages(pages, tr("Table signs"), programme, path, job)


def _draw_sign(canvas: Canvas, group: GroupRow) -> None:
    width, height = pdf.LANDSCAPE
    canvas.setStrokeColor(colour("border"))
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 3)
    canvas.line(0, height / 2, width, height / 2)
    canvas.setDash()
    _draw_half_sign(canvas, group)
    canvas.saveState()
    canvas.translate(width, height)
    canvas.rotate(180)
    with tags.decoration(canvas):  # the same again for the other side: read out once
        _draw_half_sign(canvas, group)
    canvas.restoreState()


def _draw_half_sign(canvas: Canvas, group: GroupRow) -> None:
    """The lower half of the page."""
    width, half = pdf.LANDSCAPE[0], pdf.LANDSCAPE[1] / 2
    canvas.setFillColor(colour("accent_soft"))
    canvas.rect(0, half - 14, width, 8, stroke=0, fill=1)
    middle = width / 2
    fitted_line(canvas, middle, half * 0.34, group.letter, width * 0.6, 150, face=SERIF,
                ink="accent_text", align=Align.CENTRE)  # fmt: skip
    fitted_line(canvas, middle, 62, group.name, width - 2 * MARGIN, 34, face=STRONG,
                align=Align.CENTRE)  # fmt: skip
    fitted_line(canvas, middle, 38, group.table, width - 2 * MARGIN, 15, ink="text2",
                align=Align.CENTRE)  # fmt: skip


# --- the wall list ------------------------------------------------------------------------------


def write_wall_list(
    grouping: GroupingRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write everybody in order of name with the letter of their group, in two columns."""
    _needed(grouping)
    letter = {group.id: group.letter for group in grouping.groups}
    rows = [(person, letter.get(person.group_id, "–") if person.group_id else "–")
            for person in grouping.people]  # fmt: skip
    deep = int((pdf.PORTRAIT[1] - 92 - FOOT) // WALL_ROW)
    pages: list[Page] = [
        (pdf.PORTRAIT, partial(_draw_wall, rows=rows[start : start + 2 * deep], deep=deep))
        for start in range(0, len(rows), 2 * deep)
    ]
    write_pages(pages, tr("Who is in which group"), programme, path, job)


def _draw_wall(canvas: Canvas, rows: Sequence[tuple[GroupPersonRow, str]], deep: int) -> None:
    top = draw_head(canvas, pdf.PORTRAIT, tr("Groups"), tr("Who is in which group"),
                    tr("In order of name"))  # fmt: skip
    gap = 26.0
    width = (pdf.PORTRAIT[0] - 2 * MARGIN - gap) / 2
    deep = max(1, min(deep, -(-len(rows) // 2)))
    high = min(1.6 * WALL_ROW, (pdf.PORTRAIT[1] - 92 - FOOT) / deep)  # a short list is set larger
    size = 10.5 * high / WALL_ROW
    for n, (person, letter) in enumerate(rows):
        x = MARGIN + (n // deep) * (width + gap)
        y = top - (n % deep) * high
        with tags.entry(canvas):
            fitted_line(canvas, x, y - 0.68 * high, person.name, width - 36, size)
            fitted_line(canvas, x + width, y - 0.68 * high, letter, 32, 1.15 * size, face=STRONG,
                        ink="accent_text", align=Align.RIGHT)  # fmt: skip
        hairline(canvas, x, y - high, width)


# --- rounds -------------------------------------------------------------------------------------


def write_rounds(
    plan: PlanRow, grouping: GroupingRow, programme: ProgrammeRow, path: Path,
    job: Job | None = None,
) -> None:  # fmt: skip
    """Write who sits where: everybody's tables round by round, then each round's tables.

    The last line says by which seed the rounds were drawn, so that they can be drawn again.
    """
    people = {person.id: person for person in grouping.people}
    pages = [*_by_person(plan, people), *_by_round(plan, people, grouping)]
    if not pages:
        raise EnvironmentProblem("nothing-to-export", what=tr("the rounds have no people"))
    write_pages(pages, plan.title, programme, path, job)


def drawn_by(plan: PlanRow) -> str:
    """What a printout says of its making."""
    if plan.kind is PlanKind.TODAY:
        return tr("Today's groups; the home groups stay as they are")
    return tr("Drawn with seed {seed}", seed=plan.seed)


def _by_person(plan: PlanRow, people: dict[UUID, GroupPersonRow]) -> list[Page]:
    seats = [{key: n for n, table in enumerate(groups, 1) for key in table}
             for groups in plan.rounds]  # fmt: skip
    known = sorted((p for p in people.values() if any(p.id in seat for seat in seats)),
                   key=lambda p: (fold(p.name), p.id.int))  # fmt: skip
    deep = int((pdf.PORTRAIT[1] - 112 - FOOT) // WALL_ROW)
    return [
        (pdf.PORTRAIT, partial(_draw_by_person, plan=plan, rows=known[start : start + deep],
                               seats=seats[first : first + MOST_ROUND_COLUMNS], first=first))
        for first in range(0, len(seats), MOST_ROUND_COLUMNS)
        for start in range(0, len(known), deep)
    ]  # fmt: skip


def _draw_by_person(
    canvas: Canvas, plan: PlanRow, rows: Sequence[GroupPersonRow],
    seats: Sequence[dict[UUID, int]], first: int,
) -> None:  # fmt: skip
    top = draw_head(canvas, pdf.PORTRAIT, tr("Rounds"), plan.title, drawn_by(plan))
    width, each = pdf.PORTRAIT[0] - 2 * MARGIN, 34.0
    left = MARGIN + width - each * len(seats)
    middles = [left + n * each + each / 2 for n in range(len(seats))]
    y = top - 16
    with tags.node(canvas, "Table"):
        with tags.node(canvas, "TR"):
            with tags.node(canvas, "TH", tags.COLUMN):
                fitted_line(canvas, MARGIN, top - 10, tr("Name"), each, 8, face=STRONG, ink="text2")
            for n, x in enumerate(middles, first + 1):
                with tags.node(canvas, "TH", tags.COLUMN):
                    fitted_line(canvas, x, top - 10, tr("R{number}", number=n), each, 8, face=STRONG,
                                ink="text2", align=Align.CENTRE)  # fmt: skip
        hairline(canvas, MARGIN, y, width, strong=True)
        for person in rows:
            with tags.node(canvas, "TR"):
                with tags.node(canvas, "TD"):
                    fitted_line(canvas, MARGIN, y - 13, person.name, left - MARGIN - 8, 10)
                for x, seat in zip(middles, seats, strict=True):
                    text = str(seat[person.id]) if person.id in seat else "–"
                    with tags.node(canvas, "TD"):
                        fitted_line(canvas, x, y - 13, text, each - 4, 11, face=STRONG,
                                    align=Align.CENTRE)  # fmt: skip
            y -= WALL_ROW
            hairline(canvas, MARGIN, y, width)


def _by_round(
    plan: PlanRow, people: dict[UUID, GroupPersonRow], grouping: GroupingRow
) -> list[Page]:
    """Each round's tables with their people, as many as fit a page."""
    pages: list[Page] = []
    for number, groups in enumerate(plan.rounds, 1):
        blocks = [(_table_title(plan, grouping, n), [people[k] for k in group if k in people])
                  for n, group in enumerate(groups)]  # fmt: skip
        pages += [
            (pdf.PORTRAIT, partial(_draw_round, plan=plan, number=number, columns=part))
            for part in _on_pages([block for block in blocks if block[1]])
        ]
    return pages


def _table_title(plan: PlanRow, grouping: GroupingRow, number: int) -> str:
    if plan.kind is PlanKind.TODAY and number < len(grouping.groups):
        return group_title(grouping.groups[number])
    if plan.kind is PlanKind.EXCHANGE:
        return tr("Pair {number}", number=number + 1)
    return tr("Table {number}", number=number + 1)


Block = tuple[str, list[GroupPersonRow]]
_LINE, _BLOCK_HEAD = 13.0, 24.0


def _on_pages(blocks: Sequence[Block]) -> list[list[list[Block]]]:
    """The tables in two columns a page, in order."""
    heights = [_BLOCK_HEAD + _LINE * len(members) + 8 for _, members in blocks]
    room = pdf.PORTRAIT[1] - 96 - FOOT
    if sum(heights) <= 2 * (room - max(heights, default=0)):
        room = sum(heights) / 2 + max(heights, default=0) / 2  # both columns of one page alike
    columns: list[list[Block]] = [[]]
    used = 0.0
    for block, height in zip(blocks, heights, strict=True):
        if columns[-1] and used + height > room:
            columns.append([])
            used = 0.0
        columns[-1].append(block)
        used += height
    return [columns[n : n + 2] for n in range(0, len(columns), 2)]


def _draw_round(
    canvas: Canvas, plan: PlanRow, number: int, columns: Sequence[Sequence[Block]]
) -> None:
    top = draw_head(canvas, pdf.PORTRAIT, plan.title,
                    tr("Round {number}", number=number), drawn_by(plan))  # fmt: skip
    gap = 26.0
    width = (pdf.PORTRAIT[0] - 2 * MARGIN - gap) / 2
    for n, blocks in enumerate(columns):
        x, y = MARGIN + n * (width + gap), top
        for title, members in blocks:
            hairline(canvas, x, y, width, strong=True)
            with tags.heading(canvas, 2):
                fitted_line(canvas, x, y - 15, title, width, 11, face=STRONG, ink="accent_text")
            for row, person in enumerate(members):
                with tags.entry(canvas):
                    low = y - _BLOCK_HEAD - 5 - row * _LINE
                    fitted_line(canvas, x, low, person.name, width, 9)
            y -= _BLOCK_HEAD + _LINE * len(members) + 8
