"""The summary report as a DOCX file that people go on writing in: the same parts as the PDF.

Each part of the printed report (a flowable) says here how it stands in Word: real headings, real
tables, real lists. Texts go in as they are; Word's own marks are made by python-docx alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import singledispatch
from pathlib import Path
from typing import Any

import pypdfium2
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from reportlab.platypus import Flowable, KeepTogether, Table

from facilitator.application.jobs import Job
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.report import ReportRow
from facilitator.domain.people import clean_lines
from facilitator.domain.programme import OrganisationRole
from facilitator.domain.report import PROSE
from facilitator.reports import pdf, styles
from facilitator.reports.flowables import (
    WIDTH,
    BarRow,
    DotRow,
    Figures,
    Heading,
    Marked,
    NodeRow,
    ShareBar,
    SmallHeading,
)  # fmt: skip
from facilitator.reports.negotiation_charts import Bars, Scatter
from facilitator.reports.report import Story, about_this_report, contents
from facilitator.reports.report_prose import advice
from facilitator.reports.report_week import facts
from facilitator.reports.text import Align, TextBlock
from facilitator.reports.words import date_range, listed
from facilitator.support.i18n import tr
from facilitator.support.office_files import write_office
from facilitator.support.pdfium import PDFIUM

_TEXT_WIDTH = 16.6
"""Centimetres between the margins."""
_PICTURE_DPI = 220
_CELL_SIZE = Pt(8.5)
CELL = "Cell"
"""The style of paragraphs in tables."""
ACCENT = RGBColor(0x0A, 0x5A, 0x66)
_PARAGRAPHS = {Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER, Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT}


Place = Any
"""A document or a cell: both take paragraphs and tables."""


def write_report_docx(report: ReportRow, path: Path, job: Job | None = None) -> None:
    """Write the report as DOCX, with a marked place for each text that people still have to write.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then, nor when the
    job is cancelled.
    """
    document = _begun(report)
    held, empty = contents(report, draft=True)
    document.add_paragraph()
    _put_story(document, facts(report))
    for number, part in enumerate(held, 1):
        if job is not None:
            job.advance(number, len(held), part.title)
        document.add_heading(part.title, 1)
        if part.key in PROSE and not report.prose.get(part.key):
            _waiting(document, advice(part.key))
        else:
            _put_story(document, part.story)
    _put_story(document, about_this_report(report, empty))
    write_office(path, document.save)


# The document -------------------------------------------------------------------------------------


def _begun(report: ReportRow) -> DocxDocument:
    programme = report.programme
    document = _blank(programme, tr("Summary report: {title}", title=programme.title))
    document.add_paragraph(tr("Summary report"), style="Subtitle")
    document.add_paragraph(_plain(programme.title), style="Title")
    if programme.subtitle:
        document.add_paragraph(_plain(programme.subtitle), style="Subtitle")
    where = "  ·  ".join(part for part in (programme.place, programme.venue) if part)
    document.add_paragraph(date_range(programme.first_day, programme.last_day))
    document.add_paragraph(_plain(where))
    return document


def _blank(programme: ProgrammeRow, title: str) -> DocxDocument:
    """An empty document on A4 with its styles, its properties and its foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _set_styles(document)
    properties = document.core_properties
    properties.title = _plain(title)
    properties.author = _plain(listed(programme.named(OrganisationRole.ORGANISER)))
    properties.language = "en"
    sample = tr("Sample with invented people") if programme.is_sample else ""
    foot = "  ·  ".join(part for part in (programme.donor_line, sample) if part)
    section.footer.paragraphs[0].text = _plain(foot)
    return document


def write_story_docx(
    head: tuple[str, str, str], story: Story, programme: ProgrammeRow, path: Path
) -> None:
    """Write a sheet's flowables as DOCX below its head: kicker, title, detail.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    kicker, title, detail = head
    document = _blank(programme, title)
    document.add_paragraph(_plain(kicker), style="Subtitle")
    document.add_paragraph(_plain(title), style="Title")
    document.add_paragraph(_plain(detail))
    _put_story(document, story)
    write_office(path, document.save)


def _set_styles(document: DocxDocument) -> None:
    """Fonts that Word has for every script of the names, and the colours of the printed report."""
    for name, size in (("Normal", 10.5), ("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 11),
                       ("Title", 28), ("Subtitle", 12)):  # fmt: skip
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.name = "Noto Sans"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(slot), "Noto Sans")
        if name != "Normal":
            style.font.color.rgb = ACCENT
    cell = document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = document.styles["Normal"]
    cell.font.size = _CELL_SIZE
    cell.paragraph_format.space_after = Pt(1)
    cell.paragraph_format.space_before = Pt(1)


def _paragraph(place: Place, style: str = "") -> Any:
    """A paragraph in a style of the document. python-docx looks each name up through all styles,
    which takes longer than everything else; an identifier is the name without spaces.
    """  # fmt: skip
    made = place.add_paragraph()
    if style:
        made._p.style = style.replace(" ", "")  # noqa: SLF001 - the element takes the identifier
    return made


def _plain(text: str) -> str:
    """People's text without the control characters that XML cannot hold."""
    return clean_lines(text)


def _waiting(document: DocxDocument, words: str) -> None:
    paragraph = document.add_paragraph()
    for text, bold in ((tr("To be written"), True), (f": {words}", False)):
        run = paragraph.add_run(text)
        run.bold = bold
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


# Parts --------------------------------------------------------------------------------------------


def _put_story(place: Place, story: Story) -> None:
    bars: list[BarRow] = []
    for flowable in [*story, None]:
        if isinstance(flowable, BarRow):
            bars.append(flowable)
            continue
        if bars:  # a chart's bars stand together, with their numbers in a table below
            rows = [row for bar in bars for row in bar.rows]
            _put_picture(place, bars, "; ".join(f"{name}: {shown}" for name, shown in rows))
            _put_rows(place, rows)
            bars = []
        if flowable is not None:
            _put(flowable, place)


@singledispatch
def _put(flowable: Flowable, place: Place) -> None:
    """Spaces, rules and page breaks have no place in a document that people go on writing."""


@_put.register
def _text(block: TextBlock, place: Place) -> None:
    _fill(place.add_paragraph(), block)


@_put.register
def _heading(block: Heading, place: Place) -> None:
    _headline(place, block.title, block.level)


@_put.register
def _small_heading(block: SmallHeading, place: Place) -> None:
    _headline(place, "".join(span.text for span in block.spans), 3)


def _headline(place: Place, text: str, level: int) -> None:
    _paragraph(place, f"Heading {level}").add_run(_plain(text).replace("\n", " "))


@_put.register
def _marked(block: Marked, place: Place) -> None:
    numbered = block.mark.rstrip(".").isdecimal()
    paragraph = _paragraph(place, "" if numbered else "List Bullet")
    if numbered:
        paragraph.add_run(f"{block.mark} ")
    _fill(paragraph, block)


@_put.register
def _figures(flowable: Figures, place: Place) -> None:
    _put_rows(place, flowable.rows)


@_put.register
def _share(flowable: ShareBar, place: Place) -> None:
    _put_picture(place, [flowable], "; ".join(f"{n}: {value}" for n, value, _ in flowable.parts))
    _put_rows(place, flowable.rows)


@_put.register(Scatter)
@_put.register(Bars)
def _chart(flowable: Flowable, place: Place) -> None:
    _put_picture(place, [flowable], tr("The numbers stand in the table below."))


@_put.register
def _dots(flowable: DotRow, place: Place) -> None:
    place.add_paragraph(str(flowable.dots))


@_put.register
def _node(flowable: NodeRow, place: Place) -> None:
    paragraph = _paragraph(place, "List Bullet")
    paragraph.paragraph_format.left_indent = Cm(0.6 + 0.7 * flowable.branch.depth)
    paragraph.add_run(_plain(flowable.text))
    paragraph.add_run(f"  ({_plain(flowable.aside)})").italic = True


@_put.register
def _together(flowable: KeepTogether, place: Place) -> None:
    _put_story(place, list(flowable._content))  # noqa: SLF001 - no other way


@_put.register
def _table(flowable: Table, place: Place) -> None:
    cells = flowable._cellvalues  # noqa: SLF001 - no other way
    if len(cells) == 1 and len(cells[0]) == 1:  # a panel
        _put_story(place, _flowables(cells[0][0]))
        return
    widths = _widths(flowable._colWidths)  # noqa: SLF001
    made = _new_table(place, len(cells), widths)
    for values, line in zip(cells, made.rows, strict=True):
        for value, cell, width in zip(values, line.cells, widths, strict=True):
            cell.width = width
            _fill_cell(cell, _flowables(value))
    _mark_head(made)


def _flowables(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _fill_cell(cell: Any, parts: Sequence[Any]) -> None:
    for part in parts:
        if isinstance(part, str):
            cell.add_paragraph(_plain(part))
        else:
            _put_story(cell, [part])
    for paragraph in cell.paragraphs:
        if paragraph._p.style is None:  # noqa: SLF001
            paragraph._p.style = CELL  # noqa: SLF001
            continue
        for run in paragraph.runs:  # bullets keep their own style
            run.font.size = _CELL_SIZE
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._element.getparent().remove(first._element)  # noqa: SLF001 - the empty one it began with


def _put_rows(place: Place, rows: Sequence[tuple[str, str]]) -> None:
    made = _new_table(place, len(rows), _widths((2.0, 1.0)))
    for (name, value), line in zip(rows, made.rows, strict=True):
        first, second = line.cells
        first.paragraphs[0].add_run(_plain(name))
        second.paragraphs[0].add_run(_plain(value)).bold = True
    if hasattr(place, "add_section"):
        place.add_paragraph()


def _new_table(place: Place, high: int, widths: Sequence[Length]) -> Any:
    made = place.add_table(high, len(widths))
    if hasattr(place, "add_section"):
        made.style = "Table Grid"
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for line in made.rows:  # a row stays on one page
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    return made


def _widths(widths: Sequence[float | None]) -> list[Length]:
    """Widths in the same proportion as in the printed report, within Word's margins."""
    known = [float(width or 0) for width in widths]
    whole = sum(known) or 1.0
    return [Cm(_TEXT_WIDTH * width / whole) for width in known]


def _put_picture(place: Place, flowables: Sequence[Flowable], words: str) -> None:
    """A drawing of the printed report as a picture, with its numbers in words for readers."""
    sizes = [flowable.wrap(WIDTH, 10_000) for flowable in flowables]
    high = sum(size[1] for size in sizes)
    stream = io.BytesIO()
    canvas = pdf.canvas_for(stream, (WIDTH, high), pdf.About("", ""))
    y = high
    for flowable, size in zip(flowables, sizes, strict=True):
        y -= size[1]
        flowable.drawOn(canvas, 0, y)
    canvas.showPage()
    canvas.save()
    picture = io.BytesIO()
    with PDFIUM:
        document = pypdfium2.PdfDocument(stream.getvalue())
        page = document[0]
        page.render(scale=_PICTURE_DPI / 72).to_pil().save(picture, "PNG")
        page.close()
        document.close()
    picture.seek(0)
    run = place.add_paragraph().add_run()
    shape = run.add_picture(picture, width=Cm(_TEXT_WIDTH))
    shape._inline.docPr.set("descr", words)  # noqa: SLF001 - python-docx has no name for it


def _mark_head(made: Any) -> None:
    """The first row is a head: it stands on each page, and readers are told."""
    properties = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:tblHeader"))


def _fill(paragraph: Any, block: TextBlock) -> None:
    if block.style.align in _PARAGRAPHS:
        paragraph.alignment = _PARAGRAPHS[block.style.align]
    strong = (styles.STRONG, styles.SERIF)
    for number, span in enumerate(block.spans):
        run = paragraph.add_run(("" if number == 0 else " ") + _plain(span.text))
        run.bold = span.face in strong or None
