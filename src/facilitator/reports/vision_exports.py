"""Exports of the Common Vision: read its rows, then write its papers. The same for window and shell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from facilitator.application.jobs import Job
from facilitator.application.queries import programme
from facilitator.application.queries.vision_work import the_paper
from facilitator.application.rows.vision import ParagraphRow
from facilitator.application.workspace import Workspace
from facilitator.reports.exports import Export, noted
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder
from facilitator.support.i18n import tr

PDF, DOCX, MARKDOWN = "pdf", "docx", "md"
FORMATS = (PDF, DOCX, MARKDOWN)
TEXT = "vision"
SIGNATURES, POSTER, TRACE = (
    "vision-signatures.pdf",
    "vision-poster-a3.pdf",
    "vision-traceability.pdf",
)


@noted
def vision_export(workspace: Workspace, folder: Path, formats: Collection[str] = FORMATS) -> Export:
    """The text in each of `formats`, and with PDF the signature page, poster and traceability sheet.

    Raises EnvironmentProblem `nothing-to-export` where there is no text yet.
    """
    from facilitator.reports import vision_paper as papers
    from facilitator.reports import vision_text_files as files

    paper, facts = workspace.query(the_paper), workspace.query(programme.the_programme)
    if paper is None or not paper.vision.paragraphs:
        raise EnvironmentProblem("nothing-to-export", what=tr("the text has no paragraph"))

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        made = []
        if PDF in formats:
            for name, draw in ((f"{TEXT}.pdf", papers.write_text),
                               (SIGNATURES, papers.write_signatures),
                               (POSTER, papers.write_poster), (TRACE, papers.write_trace)):  # fmt: skip
                draw(paper, facts, folder / name, job)
                made.append(folder / name)
        if DOCX in formats:
            made.append(folder / f"{TEXT}.docx")
            files.write_docx(paper, facts, made[-1])
        if MARKDOWN in formats:
            made.append(folder / f"{TEXT}.md")
            files.write_markdown(paper, facts, made[-1])
        return tuple(made)

    return Export(tr("Common Vision"), write)


@noted
def differences_export(
    workspace: Workspace, old: Sequence[ParagraphRow], new: Sequence[ParagraphRow],
    names: tuple[str, str], path: Path,
) -> Export:  # fmt: skip
    """What changed between two texts, as a PDF at `path`."""
    from facilitator.reports.vision_paper import write_differences

    facts = workspace.query(programme.the_programme)

    def write(job: Job) -> tuple[Path, ...]:
        write_differences(old, new, names, facts, path, job)
        return (path,)

    return Export(tr("Differences"), write)
