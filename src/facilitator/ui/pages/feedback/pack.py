"""The follow-up pack: the form as paper, as XLSForm, and as a table to fill in and send back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facilitator.application.jobs import Job
from facilitator.application.queries.feedback import categories
from facilitator.application.rows.feedback import RoundRow
from facilitator.application.workspace import Workspace
from facilitator.exchange import feedback_answers, xlsform
from facilitator.reports.feedback_exports import form_export

PAPER, XLSFORM, ANSWERS = "follow-up.pdf", "follow-up-xlsform.xlsx", "follow-up-answers.xlsx"


def pack(workspace: Workspace, row: RoundRow, folder: Path) -> Callable[[Job], tuple[Path, ...]]:
    """Work that writes the pack into a folder; it holds no session."""
    paper = form_export(workspace, row.id, folder / PAPER)
    groups = categories(row.form.dimension)

    def write(job: Job) -> tuple[Path, ...]:
        written = paper.write(job)
        xlsform.write_form(row.form, groups, folder / XLSFORM, "follow_up")
        feedback_answers.write_answer_sheet(row.form, folder / ANSWERS)
        return (*written, folder / XLSFORM, folder / ANSWERS)

    return write
