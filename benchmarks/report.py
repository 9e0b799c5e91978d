"""The sample's report against its own words set plainly: as many pages, the same fonts.

The reference puts the lines of text that the report's pages hold on as many bare pages with
ReportLab's canvas: no shaping, no breaking of lines, no tables or charts. Two measurements: the
whole process, in which ours also opens the programme and reads it through SQLAlchemy, and the
writing alone, from the rows (or the lines) in memory to the file.

The same of a programme of 500 people, as PDF and as DOCX: the whole process by the clock, Python's
start included, all of them marked each half-day and named in the report.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale

FONTS = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "NotoSerifDisplay-Bold")
"""Those that the report embeds; the reference sets a line in each, in turn."""
NAME = "the sample's report"
PAGE_BREAK = "\f"
PEOPLE, MOST_SECONDS = 500, 5.0


def plain(words: str, path: str) -> None:
    """The reference: the lines of a text file, its pages kept apart by form feeds."""
    import time

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from facilitator.support.resources import resource

    pages = Path(words).read_text(encoding="utf-8").split(PAGE_BREAK)
    before = time.process_time()
    for font in FONTS:
        pdfmetrics.registerFont(TTFont(font, str(resource("fonts", f"{font}.ttf"))))
    canvas = Canvas(path, pagesize=A4, initialFontName=FONTS[0], pageCompression=1)
    for page in pages:
        y = A4[1] - 40
        for number, line in enumerate(page.splitlines()):
            canvas.setFont(FONTS[number % len(FONTS)], 9)
            canvas.drawString(40, y, line)
            y -= 10
        canvas.showPage()
    canvas.save()
    probe.say(writing=time.process_time() - before)


def write(programme: str, path: str) -> None:
    """The subject: the report as the app exports it."""
    import time

    from facilitator.application.jobs import Job
    from facilitator.application.workspace import Workspace
    from facilitator.reports.exports import report_export

    with Workspace.open(Path(programme)) as workspace:
        export = report_export(workspace, Path(path))
        before = time.process_time()
        export.write(Job())
        writing = time.process_time() - before
    probe.say(writing=writing)


def crowded(sample: str, path: str) -> None:
    """The sample with more people, up to `PEOPLE`, each with marks and consents; at `path`."""
    import shutil
    from uuid import uuid4

    from facilitator.application.commands.attendance import HalfDayMark, MarkAttendance
    from facilitator.application.commands.people import AddParticipants
    from facilitator.application.queries.attendance import the_attendance
    from facilitator.application.queries.people import participants
    from facilitator.application.workspace import Workspace
    from facilitator.domain.attendance import Mark

    shutil.copy(sample, path)
    with Workspace.open_to_change(Path(path)) as workspace:
        models = [row for row in workspace.query(participants) if row.takes_part]
        people = tuple(
            (uuid4(), {"certificate_name": f"{like.certificate_name} {number}", "sex": like.sex,
                       "country": like.country, "institution": like.institution,
                       "institution_type": like.institution_type, "consent_name_in_report": True})
            for number in range(PEOPLE - len(models))
            for like in [models[number % len(models)]]
        )  # fmt: skip
        workspace.execute(AddParticipants(people))
        halves = workspace.query(the_attendance).half_days
        workspace.execute(MarkAttendance(tuple(
            HalfDayMark(key, half.day_id, half.half, Mark.PRESENT)
            for key, _ in people for half in halves
        )))  # fmt: skip
    probe.say()


def measure(scale: Scale, folder: Path) -> list[Line]:
    """CPU of the process and of the writing, and memory; seconds for many people."""
    from benchmarks.harness import alternate, run_apart
    from benchmarks.sample import build

    sample, made, words = build(folder), folder / "report.pdf", folder / "report.txt"
    ours = partial(run_apart, write, sample, made)
    ours()
    pages = _text(made)
    words.write_text(PAGE_BREAK.join(pages), encoding="utf-8")
    found = alternate(scale.rounds, ours, partial(run_apart, plain, words, folder / "plain.pdf"))
    if len(_text(folder / "plain.pdf")) != len(pages):
        raise RuntimeError("the reference has another number of pages")
    return [
        *_many_people(scale, folder, sample),
        found.line(f"{NAME} ({len(pages)} pages), CPU", "cpu", "ms", times=1000),
        found.line(f"{NAME}, the writing alone, CPU", "writing", "ms", times=1000),
        found.peak(NAME),
    ]


def _many_people(scale: Scale, folder: Path, sample: Path) -> list[Line]:
    from benchmarks.harness import alternate, run_apart

    big, words = folder / "many-people.programme", folder / "many-people.txt"
    run_apart(crowded, sample, big)
    made = {kind: folder / f"many-people.{kind}" for kind in ("pdf", "docx")}
    run_apart(write, big, made["pdf"])
    pages = _text(made["pdf"])
    if str(PEOPLE) not in pages[0]:
        raise RuntimeError("the report is not of all the people")
    words.write_text(PAGE_BREAK.join(pages), encoding="utf-8")
    bare = partial(run_apart, plain, words, folder / "plain.pdf")
    return [
        alternate(scale.rounds, partial(run_apart, write, big, path), bare).line(
            f"the report of {PEOPLE} people ({len(pages)} pages in PDF) as {kind.upper()}, wall",
            "wall", "s", aim=MOST_SECONDS, aim_is_absolute=True)
        for kind, path in made.items()
    ]  # fmt: skip


def _text(path: Path) -> list[str]:
    """The text of each page."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as made:
        return [page.get_textpage().get_text_bounded() for page in made]
