"""What leaves the programme is written down in it, each time once."""

from __future__ import annotations

from pathlib import Path

from facilitator.application.queries.data_protection import exports_made
from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.reports.case_exports import cases_export
from facilitator.reports.feedback_exports import feedback_export
from facilitator.reports.protection_exports import held_data_export


def test_what_goes_out_is_written_down_once(sample: Workspace, tmp_path: Path) -> None:
    cases_export(sample, tmp_path)
    feedback_export(sample, tmp_path / "f.csv", "csv")
    held_data_export(sample, sample.query(participants)[0].id, tmp_path / "h.pdf")
    made = sorted(row.what for row in sample.query(exports_made))
    assert made == ["Case studies", "Feedback", "What is held about one person"]
