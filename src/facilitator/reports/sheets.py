"""Head, foot and rows that the sheets for the room share: sign-in, groups, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import pdf, tags
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.palette import colour
from facilitator.reports.text import Align, Style, draw_line, fit_text, printable
from facilitator.reports.words import listed
from facilitator.support.i18n import tr

MARGIN = 36.0
FOOT = 40.0
PLAIN, MEDIUM, STRONG = Face(), Face(weight=Weight.MEDIUM), Face(weight=Weight.SEMIBOLD)
SERIF = Face(Family.SERIF, Weight.BOLD)

Draw = Callable[[Canvas], None]
Page = tuple[tuple[float, float], Draw]


def write_pages(
    pages: Sequence[Page], title: str, programme: ProgrammeRow, path: Path, job: Job | None
) -> None:
    """Write the pages with their foot into one PDF.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then, nor when the
    job is cancelled.
    """
    organisers = listed(programme.named(OrganisationRole.ORGANISER))
    about = pdf.About(tr("{what}: {title}", what=title, title=programme.title),
                      organisers or programme.title, programme.title)  # fmt: skip
    with pdf.document(path, pages[0][0] if pages else pdf.PORTRAIT, about) as canvas:
        for number, (size, draw) in enumerate(pages, 1):
            canvas.setPageSize(size)
            with tags.node(canvas, "Sect"):
                draw(canvas)
            with tags.decoration(canvas):
                _foot(canvas, size[0], number, len(pages), programme)
            canvas.showPage()
            pdf.advance(job, number, len(pages))


def _foot(canvas: Canvas, width: float, number: int, total: int, programme: ProgrammeRow) -> None:
    left = printable(programme.title)
    if programme.is_sample:
        left = tr("{title}  ·  Sample with invented names", title=left)
    fitted_line(canvas, MARGIN, 20, left, width - 2 * MARGIN - 80, 7, ink="text3")
    page = tr("Page {number} of {total}", number=number, total=total)
    draw_line(canvas, width - MARGIN, 20, page, Style(7, face=PLAIN, colour=colour("text3"),
                                                      align=Align.RIGHT))  # fmt: skip


def fitted_line(
    canvas: Canvas, x: float, y: float, text: str, room: float, size: float, *,
    face: Face = PLAIN, ink: str | Color = "text", align: Align = Align.LEFT,
) -> None:  # fmt: skip
    """One line of people's text, smaller where it is long: it ends where the room ends."""
    if not text:
        return
    fitted = fit_text(printable(text), face, size, room, size * 0.3, 1)
    tone = colour(ink) if isinstance(ink, str) else ink
    style = Style(fitted.size, face=face, colour=tone, align=align)
    draw_line(canvas, x, y, fitted.lines[0], style, size=fitted.size)


def draw_head(
    canvas: Canvas, size: tuple[float, float], kicker: str, title: str, detail: str
) -> float:
    """A sheet's head: a line above, the title, a line below; returns where the content begins."""
    width, height = size
    canvas.setFillColor(colour("accent"))
    canvas.rect(0, height - 5, width, 5, stroke=0, fill=1)
    room = width - 2 * MARGIN
    fitted_line(canvas, MARGIN, height - 34, kicker, room, 8.6, face=STRONG, ink="accent_text")
    with tags.heading(canvas, 1):
        fitted_line(canvas, MARGIN, height - 58, title, room, 20, face=SERIF)
    fitted_line(canvas, MARGIN, height - 74, detail, room, 9, ink="text2")
    return height - 88


def hairline(canvas: Canvas, x: float, y: float, width: float, *, strong: bool = False) -> None:
    """A fine rule."""
    canvas.setStrokeColor(colour("border_strong" if strong else "border"))
    canvas.setLineWidth(0.7 if strong else 0.4)
    canvas.line(x, y, x + width, y)
