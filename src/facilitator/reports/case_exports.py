"""Exports of the case studies: read their rows, then write their papers. For window and shell.

Unfinished cases that were not handed in stay with their group; a case for facilitators alone never
goes out with the others.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from facilitator.application.jobs import Job
from facilitator.application.queries import programme
from facilitator.application.queries.case_studies import case_rooms, case_studies
from facilitator.application.queries.vision_work import the_paper
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.application.workspace import Workspace
from facilitator.domain.root_causes import Sensitivity
from facilitator.reports.exports import Export, noted
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder
from facilitator.support.i18n import tr

PDF, DOCX, CSV = "pdf", "docx", "csv"
FORMATS = (PDF, DOCX, CSV)
SLIDES, HANDOUT = "case-{number}-slides.pdf", "case-{number}-handout.pdf"
TEXT = "case-{number}.docx"
REVIEWS, COMPARISON, TRACE = "case-reviews.pdf", "cases-compared.pdf", "from-causes-to-vision.pdf"
TABLE = "cases-compared.csv"


def cases_to_share(
    workspace: Workspace, also: frozenset[UUID] = frozenset()
) -> tuple[CaseStudyRow, ...]:
    """The cases that may go out: handed in, final or presented, or among `also`."""
    rooms = workspace.query(case_rooms)
    return tuple(
        case for case in workspace.query(case_studies)
        if case.sensitivity is not Sensitivity.FACILITATOR
        and (rooms[case.id].handed_in or case.id in also)
    )  # fmt: skip


@noted
def cases_export(
    workspace: Workspace, folder: Path, formats: tuple[str, ...] = (PDF,),
    also: frozenset[UUID] = frozenset(),
) -> Export:  # fmt: skip
    """Slides and handout of each case, reviews, comparison and traceability sheet, in `folder`.

    Raises EnvironmentProblem `nothing-to-export` where no case may go out.
    """
    from facilitator.reports import case_papers, case_slides
    from facilitator.reports.vision_paper import write_trace

    facts = workspace.query(programme.the_programme)
    cases, paper = cases_to_share(workspace, also), workspace.query(the_paper)
    if not cases:
        raise EnvironmentProblem("nothing-to-export", what=tr("no case study has been handed in"))

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        made = []
        if PDF in formats:
            for number, case in enumerate(cases, 1):
                slides = folder / SLIDES.format(number=number)
                handout = folder / HANDOUT.format(number=number)
                case_slides.write_slides(case, facts, slides, job)
                case_papers.write_handout(case, facts, handout, job)
                made += [slides, handout]
            made += [folder / REVIEWS, folder / COMPARISON]
            case_papers.write_review_forms(cases, facts, folder / REVIEWS, job)
            case_papers.write_comparison(cases, facts, folder / COMPARISON, job)
            if paper is not None:
                made.append(folder / TRACE)
                write_trace(paper, facts, folder / TRACE, job)
        if DOCX in formats:
            for number, case in enumerate(cases, 1):
                made.append(folder / TEXT.format(number=number))
                case_papers.write_handout_docx(case, facts, made[-1])
        if CSV in formats:
            made.append(folder / TABLE)
            case_papers.write_comparison_table(cases, folder / TABLE)
        return tuple(made)

    return Export(tr("Case studies"), write)
