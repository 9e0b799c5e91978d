"""The week as a poster for the wall: the printed week's grid on A3, with larger titles.

Participants stand before it: it is made from what they may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import sqrt
from pathlib import Path

from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.agenda import AgendaRow, DayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.reports.agenda import draw_week, week_chunks
from facilitator.reports.agenda_public import for_participants
from facilitator.reports.sheets import Page, write_pages
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

SIZE: tuple[float, float] = landscape(A3)
_LARGEST = 9.6
"""Points of a title before the page grows from A4 to A3; 13.6 on the wall."""


def write_poster(
    agenda: AgendaRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the week on A3, at most seven days a sheet.

    Raises EnvironmentProblem, `nothing-to-export` where there is no item at all.
    """
    if not agenda.items:
        raise EnvironmentProblem("nothing-to-export", what=tr("the agenda has no sessions"))
    shown = for_participants(agenda, programme)
    pages: list[Page] = [
        (SIZE, partial(_draw, agenda=shown, programme=programme, days=days))
        for days in week_chunks(shown.days)
    ]
    write_pages(pages, tr("Wall poster"), programme, path, job)


def _draw(
    canvas: Canvas, agenda: AgendaRow, programme: ProgrammeRow, days: Sequence[DayRow]
) -> None:
    canvas.saveState()
    canvas.scale(sqrt(2), sqrt(2))  # from A4 to A3
    draw_week(canvas, agenda, programme, days, _LARGEST)
    canvas.restoreState()
