"""What the page has made on other threads: the report's bytes and which sections it holds.

No Qt here, and no session: the rows are read before.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

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
        from facilitator.reports.report import contents, print_report

        job.check()
        with fonts.MAKING:
            held, empty = contents(report)
        stream = io.BytesIO()  # in memory: nothing of a programme in temporary files
        print_report(report, stream, job)
        listed = [(part.title, True) for part in held] + [(title, False) for title in empty]
        return Made(stream.getvalue(), tuple(listed))

    return work
