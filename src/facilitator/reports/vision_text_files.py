"""The text of the Common Vision as a Word file to work on, and as Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.vision import ParagraphRow, VisionPaper
from facilitator.domain.vision import ParagraphKind
from facilitator.reports.text import printable
from facilitator.reports.vision_after import personal_capacity, sections
from facilitator.reports.vision_paper import standing
from facilitator.support.files import write_atomically
from facilitator.support.i18n import tr
from facilitator.support.office_files import write_office

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BLOCK = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def write_docx(paper: VisionPaper, programme: ProgrammeRow, path: Path) -> None:
    """The text as DOCX: real headings and paragraphs, two columns where it has two languages.

    Raises EnvironmentProblem when the file cannot be written.
    """
    from docx import Document

    document = Document()
    document.core_properties.title = printable(paper.vision.title) or tr("Common Vision")
    document.core_properties.author = ""
    document.core_properties.comments = ""
    if paper.vision.second_language:
        _two_columns(document, paper)
    else:
        _one_column(document, paper)
    _end(document, paper, programme)
    write_office(path, document.save)


def _one_column(document: Any, paper: VisionPaper) -> None:
    from docx.shared import Cm

    before = ""
    for paragraph in paper.vision.paragraphs:
        if paragraph.kind is ParagraphKind.TITLE:
            document.add_heading(printable(paragraph.text), 0)
            continue
        if paragraph.heading and paragraph.heading != before:
            document.add_heading(printable(paragraph.heading), 1)
            before = paragraph.heading
        made = document.add_paragraph()
        if paragraph.kind is ParagraphKind.OPERATIVE:
            made.paragraph_format.left_indent = Cm(1)
            made.paragraph_format.first_line_indent = Cm(-1)
            made.add_run(f"{paragraph.mark}.\t")
            made.paragraph_format.tab_stops.add_tab_stop(Cm(1))
        run = made.add_run(printable(paragraph.text))
        run.bold = paragraph.kind is ParagraphKind.CHAPEAU or None


def _two_columns(document: Any, paper: VisionPaper) -> None:
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    before = ""
    for paragraph in paper.vision.paragraphs:
        cells = table.add_row().cells
        cells[0].text = f"{paragraph.mark}." if paragraph.mark else ""
        if paragraph.heading and paragraph.heading != before:
            cells[1].paragraphs[0].add_run(printable(paragraph.heading)).bold = True
            cells[1].add_paragraph()
            before = paragraph.heading
        cells[1].paragraphs[-1].add_run(printable(paragraph.text))
        cells[2].text = printable(paragraph.second_text)


def _end(document: Any, paper: VisionPaper, programme: ProgrammeRow) -> None:
    document.add_paragraph()
    document.add_paragraph(printable(standing(paper))).runs[0].italic = True
    for section in sections(paper.vision):
        document.add_heading(section.title, 1)
        for who, words in section.lines:
            document.add_paragraph(printable(f"{who}: {words}" if who else words))
    document.add_paragraph(personal_capacity())
    foot = printable(programme.title)
    if programme.is_sample:
        foot = tr("{title}  ·  Sample with invented names", title=foot)
    document.sections[0].footer.paragraphs[0].text = foot


def write_markdown(paper: VisionPaper, programme: ProgrammeRow, path: Path) -> None:
    """The text as Markdown; nothing that people typed becomes a mark-up of its own."""
    with write_atomically(path) as file:
        file.write(markdown(paper, programme).encode("utf-8"))


def markdown(paper: VisionPaper, programme: ProgrammeRow) -> str:
    """The text as Markdown."""
    vision = paper.vision
    parts = [_markdown_paragraph(p) for p in vision.paragraphs]
    found, before = list[str](), ""
    for paragraph, text in zip(vision.paragraphs, parts, strict=True):
        if paragraph.heading and paragraph.heading != before:
            found.append(f"## {escaped(paragraph.heading)}")
            before = paragraph.heading
        found.append(text)
        if vision.second_language and paragraph.second_text:
            found.append(f"> {escaped(paragraph.second_text)}".replace("\n", "\n> "))
    found += ["---", escaped(standing(paper))]
    for section in sections(vision):
        found.append(f"## {section.title}")
        found += [
            f"- {escaped(who)}: {escaped(words)}" if who else escaped(words)
            for who, words in section.lines
        ]
    found.append(escaped(personal_capacity()))
    foot = escaped(programme.title)
    found.append(
        tr("{title}  ·  Sample with invented names", title=foot) if programme.is_sample else foot
    )
    return "\n\n".join(found) + "\n"


def _markdown_paragraph(paragraph: ParagraphRow) -> str:
    text = escaped(paragraph.text)
    if paragraph.kind is ParagraphKind.TITLE:
        return "# " + text.replace("\n", " ")
    return f"{paragraph.mark}. {text}" if paragraph.kind is ParagraphKind.OPERATIVE else text


def escaped(text: str) -> str:
    """People's text with every sign escaped that Markdown would read as its own."""
    return _BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text)))
