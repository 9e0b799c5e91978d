"""The privacy notice on one page, in the language of those who read it (methods 9, transparency).

The words are in resources/notices, one file a language, for a speaker to correct.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.data_protection import ProtectionRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.reports import pdf
from facilitator.reports.certificate_wording import wording
from facilitator.reports.palette import colour
from facilitator.reports.qr import mask_operators, qr_code
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    STRONG,
    Draw,
    Page,
    draw_head,
    hairline,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import Style, draw_lines, wrap_text
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr
from facilitator.support.resources import resource

_ROOM = pdf.PORTRAIT[0] - 2 * MARGIN
_CODE = 22 * pdf.MM
_SIZES = (12.4, 11.7, 11.0, 10.4, 9.8, 9.2, 8.6, 8.0, 7.4)


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of the notice in one language; `checked` when a speaker has read them."""

    code: str
    language: str
    checked: bool
    title: str
    sections: tuple[tuple[str, str], ...]
    consent: str


@cache
def notices() -> tuple[Notice, ...]:
    """The notice in every language that there is, English first."""
    found = []
    for path in sorted(resource("notices").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        sections = tuple((str(title), str(text)) for title, text in told["sections"])
        found.append(Notice(path.stem, told["language"], told["checked"], told["title"], sections,
                            told["consent"]))  # fmt: skip
    return tuple(sorted(found, key=lambda notice: (notice.code != "en", notice.code)))


def filled(
    notice: Notice, programme: ProgrammeRow, protection: ProtectionRow
) -> tuple[tuple[str, str], ...]:
    """The sections with the programme's own words in place of the braces."""
    words = {
        "{controller}": protection.controller,
        "{responsible}": protection.responsible,
        "{contact}": protection.contact,
        "{programme}": programme.title,
        "{due}": wording(notice.code).day(protection.due_on),
    }
    return tuple((title, _fill(text, words)) for title, text in notice.sections)


def _fill(text: str, words: dict[str, str]) -> str:
    for brace, word in words.items():
        text = text.replace(brace, word)
    return text


def missing(protection: ProtectionRow) -> tuple[str, ...]:
    """Fields that the notice needs and that are still empty."""
    return tuple(
        name for name in ("controller", "responsible", "contact") if not getattr(protection, name)
    )


def write_privacy_notice(
    codes: Sequence[str], programme: ProgrammeRow, protection: ProtectionRow, path: Path,
    job: Job | None = None,
) -> None:  # fmt: skip
    """Write the notice, a page a language. Raises EnvironmentProblem, `notice-incomplete` too."""
    if missing(protection):
        raise EnvironmentProblem("notice-incomplete")
    pages: list[Page] = [
        (pdf.PORTRAIT, _drawing(notice, programme, protection))
        for notice in notices() if notice.code in codes
    ]  # fmt: skip
    if not pages:
        raise EnvironmentProblem("nothing-to-export", what=tr("no language was chosen"))
    write_pages(pages, tr("Privacy notice"), programme, path, job)


def _drawing(notice: Notice, programme: ProgrammeRow, protection: ProtectionRow) -> Draw:
    sections = list(filled(notice, programme, protection))
    if protection.more:
        sections.append(("", protection.more))

    def draw(canvas: Canvas) -> None:
        top = draw_head(canvas, pdf.PORTRAIT, programme.title, notice.title, notice.language)
        bottom = FOOT + 66
        size = next((s for s in _SIZES if top - _height(sections, s) >= bottom), _SIZES[-1])
        _draw_sections(canvas, sections, top, size)
        _draw_consent(canvas, notice, protection)

    return draw


def _height(sections: Sequence[tuple[str, str]], size: float) -> float:
    return sum(
        size * 1.1
        + sum(line.above + line.below for line in wrap_text(title, Style(size, face=STRONG), _ROOM))
        + sum(line.above + line.below for line in wrap_text(text, Style(size), _ROOM))
        for title, text in sections
    )


def _draw_sections(
    canvas: Canvas, sections: Sequence[tuple[str, str]], top: float, size: float
) -> None:
    strong = Style(size, face=STRONG, colour=colour("accent_text"))
    plain = Style(size)
    for title, text in sections:
        top -= size * 1.1
        if title:
            top -= draw_lines(canvas, MARGIN, top, wrap_text(title, strong, _ROOM), strong, _ROOM)
        top -= draw_lines(canvas, MARGIN, top, wrap_text(text, plain, _ROOM), plain, _ROOM)


def _draw_consent(canvas: Canvas, notice: Notice, protection: ProtectionRow) -> None:
    y = FOOT + 40
    hairline(canvas, MARGIN, y + 18, _ROOM)
    style = Style(9)
    draw_lines(canvas, MARGIN, y + 12, wrap_text(notice.consent, style, 200), style, 200)
    hairline(canvas, MARGIN + 215, y - 8, _ROOM - 215 - _CODE - 20, strong=True)
    if not notice.checked:
        small = Style(6.6, colour=colour("text3"))
        said = tr("This translation has not been read by a native speaker.")
        draw_lines(canvas, MARGIN, y - 16, wrap_text(said, small, _ROOM), small, _ROOM)
    if protection.contact:
        canvas.setFillColor(colour("text"))
        code = mask_operators(qr_code(protection.contact), pdf.PORTRAIT[0] - MARGIN - _CODE,
                              y + 14 - _CODE, _CODE)  # fmt: skip
        canvas._code.append(code)  # noqa: SLF001
