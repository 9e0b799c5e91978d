"""The slides of a case: seven by the method (2.6), more where a text needs the room.

Each is a drawing of plain shapes on 1920 by 1080 units, the same for the room's screen and for the
PDF. No text is smaller than 32 units. Notes of the group, speakers and reviews are not in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.case_words import confidence_words, sensitivity_words
from facilitator.application.jobs import Job
from facilitator.application.rows.case_studies import CaseCauseRow, CaseStudyRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.case_studies import CaseState, PointKind
from facilitator.reports import tags
from facilitator.reports.drawing import (
    Drawing,
    Rect,
    Shape,
    Sketch,
    Stroke,
    Words,
    draw_on,
    height_of,
)
from facilitator.reports.labels import label
from facilitator.reports.sheets import Page, write_pages
from facilitator.support.i18n import tr

WIDTH, HEIGHT = 1920.0, 1080.0
MARGIN, TOP, BOTTOM = 96.0, 240.0, 936.0
LARGE, SMALL = 44.0, 32.0
ROOM = WIDTH - 2 * MARGIN
INDENT = 110.0
PAPER = 0.5
"""Points a unit: a slide is 960 by 540 points."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a slide: a mark before it, a strong head, the text, a quiet line below."""

    head: str = ""
    text: str = ""
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, what it says to somebody who does not see it, and its picture."""

    title: str
    words: str
    drawing: Drawing


def slides_of(case: CaseStudyRow) -> tuple[Slide, ...]:
    """The slides in their order."""
    contents: list[tuple[str, Sequence[Block]]] = [
        (tr("Situation"), _situation(case)), ("", ()), (tr("What was done"), _done(case)),
        (tr("Evidence and grades"), _evidence(case)),
        (tr("Unresolved, and limits"), _limits(case)), (tr("Lessons for the region"), _lessons(case)),
    ]  # fmt: skip
    made: list[tuple[str, str, Sketch]] = [_front(case)]
    for title, blocks in contents:
        if not title:
            made.append(_tree(case))
            continue
        parts = _split(blocks) or [[]]
        for number, part in enumerate(parts, 1):
            shown = (
                tr("{title} ({number})", title=title, number=number) if len(parts) > 1 else title
            )
            made.append(_page(shown, part))
    total = len(made)
    return tuple(
        _finished(case, title, words, sketch, number, total)
        for number, (title, words, sketch) in enumerate(made, 1)
    )


# What they say --------------------------------------------------------------------------------------


def _situation(case: CaseStudyRow) -> list[Block]:
    parties = "; ".join(f"{p.name} ({p.type})" if p.type else p.name for p in case.parties)
    third = "; ".join(f"{p.name} ({p.interest})" if p.interest else p.name
                      for p in case.third_parties)  # fmt: skip
    blocks = [Block(text=case.situation), Block(tr("Parties"), parties)]
    blocks.append(
        Block(tr("Third parties"), third or (tr("None") if case.no_third_parties else ""))
    )
    return [block for block in blocks if block.text]


def _done(case: CaseStudyRow) -> list[Block]:
    blocks = []
    for number, cause in enumerate(case.causes, 1):
        done = "\n".join(
            "– " + ", ".join(part for part in (m.measure, m.actor, m.when) if part)
            for m in cause.measures
        )
        blocks.append(Block(cause.card, done or tr("Nothing is named."), mark=str(number)))
    return blocks


def _evidence(case: CaseStudyRow) -> list[Block]:
    return [
        Block(cause.card, cause.evidence, _verdict(cause),
              "–" if cause.grade is None else str(cause.grade.value))
        for cause in case.causes
    ]  # fmt: skip


def _verdict(cause: CaseCauseRow) -> str:
    said = label(cause.grade) if cause.grade is not None else tr("not graded")
    return f"{said}  ·  {confidence_words(cause.confidence)}"


def _limits(case: CaseStudyRow) -> list[Block]:
    blocks = [Block(text=case.unresolved)] if case.unresolved else []
    found = [point.text for point in case.points if point.kind is PointKind.CONDITION]
    if found:
        blocks.append(Block(tr("Conditions that may not transfer")))
    return blocks + [Block(text=text, mark="•") for text in found]


def _lessons(case: CaseStudyRow) -> list[Block]:
    return [Block(text=lesson, mark=str(number)) for number, lesson in enumerate(case.lessons, 1)]


# How they look --------------------------------------------------------------------------------------


def _front(case: CaseStudyRow) -> tuple[str, str, Sketch]:
    sketch = Sketch()
    about = "  ·  ".join(
        part for part in (case.country, label(case.arena), label(case.status)) if part
    )
    years = "  ·  ".join(part for part in (
        tr("conflict {period}", period=case.conflict_period) if case.conflict_period else "",
        tr("response {period}", period=case.response_period) if case.response_period else "",
    ) if part)  # fmt: skip
    size = 84.0
    while size > 52 and height_of(case.title, ROOM, size, bold=True) > 330:
        size -= 4
    y = 330.0
    y += sketch.words(MARGIN, y, ROOM, case.title, size=size, bold=True) + 34
    for text, ink in ((about, "text"), (years, "text2"), (case.authors, "text2")):
        if text:
            y += sketch.words(MARGIN, y, ROOM, text, size=40, ink=ink) + 10
    names = tr("Names of States and areas imply no opinion on their status.")
    sketch.words(MARGIN, 890, ROOM, names, size=SMALL, ink="text3")
    return case.title, ". ".join(part for part in (case.title, about, years) if part), sketch


def _tree(case: CaseStudyRow) -> tuple[str, str, Sketch]:
    """The trunk with the causes that the case treats hanging from it: an extract, not the tree."""
    sketch, title = Sketch(), tr("The root causes treated")
    trunk = case.core_problem or case.title
    box = Rect(MARGIN + 260, TOP + 10, ROOM - 520, 150, "inverse", radius=14)
    sketch.add(box)
    size = _fitting(trunk, box.w - 60, 120, 40, bold=True)
    high = height_of(trunk, box.w - 60, size, bold=True)
    set_trunk = Sketch()
    set_trunk.words(box.x + 30, box.y + (box.h - high) / 2, box.w - 60, trunk, size=size, bold=True,
                    ink="on_inverse")  # fmt: skip
    causes = case.causes
    gap, count = 32.0, max(1, len(causes))
    width = min(640.0, (ROOM - gap * (count - 1)) / count)
    left = (WIDTH - width * count - gap * (count - 1)) / 2
    for number, cause in enumerate(causes):
        x = left + number * (width + gap)
        _root(sketch, cause, Rect(x, TOP + 290, width, 380, "surface", "accent", 14, 3))
        sketch.add(Stroke(((WIDTH / 2, box.y + box.h), (WIDTH / 2, TOP + 225),
                           (x + width / 2, TOP + 225), (x + width / 2, TOP + 290)), line=3))  # fmt: skip
    sketch.add(*set_trunk.shapes)
    said = "; ".join(f"{cause.card} ({label(cause.level)})" for cause in causes)
    return title, f"{title}. {trunk}: {said}", sketch


def _root(sketch: Sketch, cause: CaseCauseRow, box: Rect) -> None:
    sketch.add(box)
    room = box.w - 48
    size = _fitting(cause.card, room, 250, 42, bold=True)
    sketch.words(box.x + 24, box.y + 26, room, cause.card, size=size, bold=True)
    sketch.words(box.x + 24, box.y + box.h - 66, room, label(cause.level), size=SMALL, ink="text2")


def _fitting(text: str, width: float, height: float, size: float, *, bold: bool = False) -> float:
    while size > SMALL and height_of(text, width, size, bold=bold) > height:
        size -= 2
    return size


def _height(block: Block, size: float) -> float:
    width = ROOM - (INDENT if block.mark else 0)
    high = height_of(block.head, width, size, bold=True) if block.head else 0.0
    high += (
        sum(height_of(line, width, size) for line in block.text.split("\n")) if block.text else 0
    )
    return high + (height_of(block.note, width, SMALL) + 4 if block.note else 0)


def _needed(blocks: Sequence[Block], size: float) -> float:
    return sum(_height(block, size) + size * 0.6 for block in blocks)


def _split(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks slide by slide; at the smallest size each slide has room for its own."""
    slides: list[list[Block]] = []
    for block in blocks:
        if slides and _needed([*slides[-1], block], SMALL) <= BOTTOM - TOP:
            slides[-1].append(block)
        else:
            slides.append([block])
    return slides


def _page(title: str, blocks: Sequence[Block]) -> tuple[str, str, Sketch]:
    sketch = Sketch()
    size = LARGE
    while size > SMALL and _needed(blocks, size) > BOTTOM - TOP:
        size -= 1
    y = TOP
    for block in blocks:
        y = _draw_block(sketch, block, y, size) + size * 0.6
    if not blocks:
        sketch.words(MARGIN, TOP, ROOM, tr("Not yet written."), size=SMALL, ink="text3")
    said = ". ".join(part for block in blocks for part in (block.mark, block.head, block.text,
                                                           block.note) if part)  # fmt: skip
    return title, f"{title}. {said}", sketch


def _draw_block(sketch: Sketch, block: Block, y: float, size: float) -> float:
    indent = INDENT if block.mark else 0.0
    x, width = MARGIN + indent, ROOM - indent
    if block.mark:
        sketch.words(MARGIN, y, indent - 20, block.mark, size=size, bold=True, ink="accent_text")
    if block.head:
        y += sketch.words(x, y, width, block.head, size=size, bold=True)
    for line in block.text.split("\n") if block.text else ():
        y += sketch.words(x, y, width, line, size=size)
    if block.note:
        y += sketch.words(x, y + 4, width, block.note, size=SMALL, ink="accent_text") + 4
    return y


def _finished(
    case: CaseStudyRow, title: str, words: str, sketch: Sketch, number: int, total: int
) -> Slide:
    """The slide with what stands on all of them: edge, group, title, number, sensitivity."""
    frame = Sketch()
    frame.add(
        Rect(0, 0, WIDTH, HEIGHT, "surface", radius=0), Rect(0, 0, WIDTH, 14, "accent", radius=0)
    )
    kicker = tr("Group {letter}", letter=case.group)
    if number > 1:
        kicker += f"  ·  {case.title}"
        frame.words(MARGIN, 112, ROOM, title, size=64, bold=True)
    if case.state is CaseState.DRAFT:
        kicker += "  ·  " + tr("draft")
    frame.add(Words(MARGIN, 50, ROOM, (_shortened(kicker),), 34, bold=True, ink="accent_text"))
    foot = tr("{number} of {total}  ·  {who}", number=number, total=total,
              who=sensitivity_words(case.sensitivity))  # fmt: skip
    frame.words(MARGIN, 958, ROOM, foot, size=SMALL, ink="text3")
    shapes: tuple[Shape, ...] = (*frame.shapes, *sketch.shapes)
    return Slide(title, words, Drawing(WIDTH, HEIGHT, shapes, title, words))


def _shortened(line: str) -> str:
    return line if len(line) <= 96 else f"{line[:94]}…"


# On paper -------------------------------------------------------------------------------------------


def write_slides(
    case: CaseStudyRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """The slides as a PDF, 16 to 9.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    size = (WIDTH * PAPER, HEIGHT * PAPER)
    pages: list[Page] = [(size, _drawn(slide)) for slide in slides_of(case)]
    write_pages(pages, case.title, programme, path, job)


def _drawn(slide: Slide):  # type: ignore[no-untyped-def]  # a function of the canvas
    def draw(canvas: Canvas) -> None:
        for shape in slide.drawing.shapes:
            alone = replace(slide.drawing, shapes=(shape,))
            if isinstance(shape, Words):
                is_title = "".join(shape.lines).strip() and shape.size >= 52
                with tags.heading(canvas, 1) if is_title else tags.text(canvas):
                    draw_on(canvas, alone, 0, HEIGHT * PAPER, PAPER)
            else:
                draw_on(canvas, alone, 0, HEIGHT * PAPER, PAPER)

    return draw
