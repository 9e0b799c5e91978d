"""What can be printed of the people: names of the papers and how each is made. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace
    from facilitator.reports.exports import Export


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its title (translated when shown), icon and proposed file name."""

    key: str
    title: str
    icon: str
    file_name: str


PAPERS = (
    Paper("badges", "Badges, ten to a sheet", "tag", "badges.pdf"),
    Paper("signs", "Name signs for the tables", "presentation", "name-signs.pdf"),
    Paper("check", "Please check your name", "list-checks", "name-check.pdf"),
    Paper("list", "List of participants, by consent", "list", "participants.pdf"),
    Paper("table", "The same list as a workbook", "table", "participants.xlsx"),
)


def export_of(paper: Paper, workspace: Workspace, path: Path) -> Export:
    """The work that writes a paper to `path`. Raises EnvironmentProblem where it would be empty."""
    from facilitator.reports import exports

    make = {
        "badges": exports.badges_export, "signs": exports.name_signs_export,
        "check": exports.name_check_export, "list": exports.participant_list_export,
        "table": exports.participant_table_export,
    }[paper.key]  # fmt: skip
    return make(workspace, path)
