"""A feedback form on paper: every option beside a box to tick, numbered as it is typed in.

No line asks for a name. The number of each question and the digit of each answer are what the
typing-in wants, one key an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.form_words import choice_label, word
from facilitator.application.jobs import Job
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.feedback.forms import (
    Form,
    Item,
    ItemKind,
    text_in,
)  # fmt: skip
from facilitator.reports import pdf
from facilitator.reports.palette import colour
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    STRONG,
    Page,
    draw_head,
    fitted_line,
    hairline,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import Line, Style, draw_line, draw_lines, wrap_text

_WIDTH = pdf.PORTRAIT[0] - 2 * MARGIN
_TOP = pdf.PORTRAIT[1] - 88
_BOX = 10.0
_LINES = {ItemKind.TEXT: 3, ItemKind.NUMBER: 0}
_INDENT = 20.0


@dataclass(frozen=True, slots=True)
class _Question:
    """An item with its lines set: `cells` are rows of (x, words) with a box before each."""

    number: int
    item: Item
    heading: tuple[Line, ...]
    cells: tuple[tuple[tuple[float, str], ...], ...]
    height: float


def write_form(
    form: Form, groups: Sequence[str], programme: ProgrammeRow, path: Path, language: str,
    copies: int = 1, job: Job | None = None,
) -> None:  # fmt: skip
    """Write a form, `copies` times over. Raises EnvironmentProblem; nothing is left then."""
    questions = [_set(number, item, language) for number, item in enumerate(form.items, 1)]
    pages = _in_pages(questions, _head_room(form, groups, language))
    one: list[Page] = [
        (pdf.PORTRAIT, partial(_draw, form=form, groups=groups, questions=part, language=language,
                               programme=programme, first=at == 0))
        for at, part in enumerate(pages)
    ]  # fmt: skip
    write_pages(one * copies, text_in(form.titles, language), programme, path, job)


def _head_room(form: Form, groups: Sequence[str], language: str) -> float:
    intro = wrap_text(text_in(form.intros, language), _words(), _WIDTH)
    room = sum(line.above + line.below for line in intro) + 10
    return room + 30 * form.with_code + (24 if groups else 0)


def _words() -> Style:
    return Style(9.2, 12.4)


def _set(number: int, item: Item, language: str) -> _Question:
    style = Style(9.4, 12.6, STRONG)
    text = text_in(item.texts, language)
    if item.kind is ItemKind.CHOICES:
        text = f"{text} ({word('tick_all', language)})"
    lines = tuple(wrap_text(text, style, _WIDTH - _INDENT - 6))
    height = sum(line.above + line.below for line in lines) + 4
    cells: tuple[tuple[tuple[float, str], ...], ...] = ()
    if item.choices:
        cells = _cells(item, language)
        height += 16.5 * len(cells) * (2 if item.kind is ItemKind.THEN_NOW else 1)
    else:
        height += 19 * _LINES.get(item.kind, 0) or 6
    return _Question(number, item, lines, cells, height + 7)


def _cells(item: Item, language: str) -> tuple[tuple[tuple[float, str], ...], ...]:
    """Options side by side as far as they fit, each with the room that its words need."""
    labels = [_label(item, place, language) for place in range(len(item.choices))]
    if item.has_not_applicable:
        labels.append(f"0  {word('not_applicable', language)}")
    left = _INDENT + (54 if item.kind is ItemKind.THEN_NOW else 0)
    rows: list[list[tuple[float, str]]] = [[]]
    x = left
    for label in labels:
        need = _width(label) + _BOX + 18
        if rows[-1] and x + need - 13 > _WIDTH:
            rows.append([])
            x = left
        rows[-1].append((x, label))
        x += need
    return tuple(tuple(row) for row in rows)


def _label(item: Item, place: int, language: str) -> str:
    """The key that is typed for an option, then its words."""
    words = choice_label(item, item.choices[place], language)
    if item.kind is ItemKind.SCALE:
        return words
    key = str(place + 1) if len(item.choices) < 10 else "abcdefghijklmnopqrstuvwxyz"[place % 26]
    return f"{key}  {words}" if words != key else words


def _width(text: str) -> float:
    lines = wrap_text(text, _words(), 10_000)
    return max((line.width for line in lines), default=0.0)


def _in_pages(questions: Sequence[_Question], head: float) -> list[list[_Question]]:
    room = _TOP - FOOT - 10
    pages: list[list[_Question]] = [[]]
    used = head
    for question in questions:
        if used + question.height > room and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(question)
        used += question.height
    return pages


def _draw(
    canvas: Canvas, form: Form, groups: Sequence[str], questions: Sequence[_Question],
    language: str, programme: ProgrammeRow, *, first: bool,
) -> None:  # fmt: skip
    y = draw_head(canvas, pdf.PORTRAIT, programme.title, text_in(form.titles, language),
                  word("no_name", language))  # fmt: skip
    if first:
        y = _draw_beginning(canvas, y, form, groups, language)
    for question in questions:
        _draw_question(canvas, y, question, language)
        y -= question.height


def _draw_beginning(
    canvas: Canvas, y: float, form: Form, groups: Sequence[str], language: str
) -> float:
    lines = wrap_text(text_in(form.intros, language), _words(), _WIDTH)
    y -= draw_lines(canvas, MARGIN, y, lines, _words(), _WIDTH) + 10
    if form.with_code:
        fitted_line(
            canvas, MARGIN, y - 8, word("code_on_paper", language), _WIDTH - 130, 8.6, face=STRONG
        )
        canvas.setStrokeColor(colour("text2"))
        canvas.rect(MARGIN + _WIDTH - 120, y - 16, 120, 22, stroke=1, fill=0)
        y -= 30
    if groups:
        labels = [f"{n}  {label}" for n, label in enumerate(groups, 1)] + [
            f"0  {word('not_stated', language)}"
        ]
        fitted_line(canvas, MARGIN, y - 8, word("i_am", language), 50, 9.2, face=STRONG)
        step = (_WIDTH - 50) / len(labels)
        for place, label in enumerate(labels):
            _tick(canvas, MARGIN + 50 + place * step, y - 10, label)
        y -= 24
    return y


def _draw_question(canvas: Canvas, y: float, question: _Question, language: str) -> None:
    hairline(canvas, MARGIN, y + 3, _WIDTH)
    style = Style(9.4, 12.6, STRONG)
    lines = question.heading
    number = Style(9.4, 12.6, STRONG, colour("accent_text"))
    draw_line(canvas, MARGIN, y - 9.6, str(question.number), number)
    y -= draw_lines(canvas, MARGIN + _INDENT, y, lines, style, _WIDTH - _INDENT - 6) + 4
    if question.item.kind is ItemKind.THEN_NOW:
        for when in (word("before", language), word("now", language)):
            fitted_line(canvas, MARGIN + _INDENT, y - 9, when, 50, 9, face=STRONG, ink="text2")
            y = _draw_cells(canvas, y, question.cells)
    elif question.cells:
        _draw_cells(canvas, y, question.cells)
    elif question.item.kind is ItemKind.TEXT:
        for line in range(1, _LINES[ItemKind.TEXT] + 1):
            hairline(canvas, MARGIN + _INDENT, y - 19 * line + 4, _WIDTH - _INDENT, strong=True)
    else:
        canvas.setStrokeColor(colour("text2"))
        canvas.rect(MARGIN + _WIDTH - 80, y + 2, 80, 16, stroke=1, fill=0)


def _draw_cells(canvas: Canvas, y: float, cells: Sequence[Sequence[tuple[float, str]]]) -> float:
    for row in cells:
        for x, label in row:
            _tick(canvas, MARGIN + x, y - 11, label)
        y -= 16.5
    return y


def _tick(canvas: Canvas, x: float, y: float, label: str) -> None:
    canvas.setStrokeColor(colour("text2"))
    canvas.setLineWidth(0.8)
    canvas.rect(x, y, _BOX, _BOX, stroke=1, fill=0)
    draw_line(canvas, x + _BOX + 5, y + 1.6, label, _words())
