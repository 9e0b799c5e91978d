"""What the page has made on other threads: the report's bytes and which sections it holds.

No Qt here, and no session: the rows are read before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.application.jobs import Job
from facilitator.application.rows.report import ReportRow


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report; `sections` are (title, whether there is data for it), in order."""

    content: bytes
    sections: tuple[tuple[str, bool], ...]


def made(report: ReportRow) -> Callable[[Job], Made]:
    """Work that makes the report in a temporary place and returns it."""

    def work(job: Job) -> Made:
        from facilitator.reports import fonts
        from facilitator.reports.report import sections, write_report

        job.check()
        with fonts.MAKING:
            held = tuple((title, bool(build(report))) for title, build in sections())
        with tempfile.TemporaryDirectory(prefix="facilitator-report-") as folder:
            path = Path(folder) / "report.pdf"
            write_report(report, path, job)
            return Made(path.read_bytes(), held)

    return work
