"""The data book: the numbers of the programme as a workbook, for whoever has to report on it.

It holds counts and what groups and the room decided. Of persons it holds what the report may hold:
nothing, initials or names of those who agreed. Feedback comes as the protected numbers only. The
sheet "Tables of the report" is taken from the report itself, so that the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportlab.platypus import KeepTogether, Table

from facilitator.application.jobs import Job
from facilitator.application.rows.certificates import IssuedRow
from facilitator.application.rows.report import ReportRow
from facilitator.domain.agenda import clock
from facilitator.domain.attendance import Mark
from facilitator.domain.certificates import CertificateState
from facilitator.reports.feedback_exports import answers_sheet
from facilitator.reports.flowables import (
    BarRow,
    DotRow,
    Figures,
    Heading,
    ShareBar,
    percent,
)  # fmt: skip
from facilitator.reports.labels import label
from facilitator.reports.report import contents
from facilitator.reports.report_week import facts
from facilitator.reports.text import TextBlock
from facilitator.reports.workbooks import Book, Row, Sheet
from facilitator.support.i18n import tr


def write_data_book(
    report: ReportRow, register: Sequence[IssuedRow], path: Path, job: Job | None = None
) -> None:
    """Write the workbook. Raises EnvironmentProblem; the file is whole or not there."""
    book = Book()
    made = [sheet for sheet in sheets(report, register) if sheet.rows]
    for number, sheet in enumerate(made, 1):
        if job is not None:
            job.advance(number, len(made), sheet.title)
        book.put(sheet)
    book.write(path)


def sheets(report: ReportRow, register: Sequence[IssuedRow]) -> list[Sheet]:
    """All sheets; those without rows are left out of the book."""
    return [
        _read_me(report), _facts(report), _participation(report), _attendance(report),
        _agenda(report), _groups(report), _causes(report), _cases(report), _vision(report),
        _feedback(report), _certificates(report, register), _tables(report),
    ]  # fmt: skip


def _read_me(report: ReportRow) -> Sheet:
    notes = [
        tr("Numbers are of participants who did not withdraw."),
        tr("The numbers are the same as in the summary report."),
        tr("Feedback: protected numbers only; a small group is never shown."),
        tr("Persons: none, initials or names, as chosen for the report, and by consent only."),
    ]
    if report.programme.is_sample:
        notes.append(tr("This is a sample: the people and their work are invented."))
    return Sheet(tr("Read me"), [report.programme.title], [[note] for note in notes], (100,))


def _facts(report: ReportRow) -> Sheet:
    programme, counts = report.programme, report.certificates
    rows: list[Row] = [
        [tr("Title"), programme.title], [tr("Place"), programme.place],
        [tr("First day"), programme.first_day.isoformat()],
        [tr("Last day"), programme.last_day.isoformat()],
        [tr("Participants"), report.sexes.total],
        [tr("Women"), report.sexes.women], [tr("Men"), report.sexes.men],
        [tr("Sex not stated"), report.sexes.not_stated],
        [tr("Women, per cent"), report.sexes.women_percent],
        [tr("Countries"), len(report.by_country)],
        [tr("Days"), len(report.agenda.days)],
        [tr("Hours of learning"), round(report.learning_minutes / 60, 1)],
        [tr("Minutes of learning"), report.learning_minutes],
        [tr("Mean presence, per cent"), _rounded(report.mean_attendance_percent)],
        [tr("Groups"), len(report.groups)],
        [tr("Case studies"), len(report.case_studies)],
        [tr("Certificates of completion"), counts.completion],
        [tr("Certificates of participation"), counts.participation],
        [tr("Participants without a certificate"), counts.not_issued],
    ]  # fmt: skip
    return Sheet(tr("Facts"), [tr("What"), tr("Value")], rows, (40, 50))


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)


def _participation(report: ReportRow) -> Sheet:
    total = report.sexes.total
    parts: list[tuple[str, str, int]] = [
        (tr("Sex"), tr("Women"), report.sexes.women), (tr("Sex"), tr("Men"), report.sexes.men),
        (tr("Sex"), tr("Not stated"), report.sexes.not_stated),
        *((tr("Country"), name, count) for name, count in report.by_country),
        *((tr("Institution"), label(kind), count) for kind, count in report.by_institution_type),
    ]  # fmt: skip
    rows: list[Row] = [[kind, name, count, percent(count, total)] for kind, name, count in parts]
    head = [tr("By"), tr("Category"), tr("Number"), tr("Share")]
    return Sheet(tr("Participation"), head, rows, (20, 36, 12, 12))


def _attendance(report: ReportRow) -> Sheet:
    rows: list[Row] = [
        [half.date.isoformat(), label(half.half), half.minutes, half.expected,
         *(half.marks[mark] for mark in Mark)]
        for half in report.attendance
    ]  # fmt: skip
    head = [tr("Day"), tr("Half-day"), tr("Minutes of learning"), tr("Expected"),
            *(label(mark) for mark in Mark)]  # fmt: skip
    return Sheet(tr("Attendance"), head, rows, (14, 14, 20, 12, *[12] * len(Mark)))


def _agenda(report: ReportRow) -> Sheet:
    dates = {day.id: day.date.isoformat() for day in report.agenda.days}
    rows: list[Row] = [
        [dates[item.day_id], clock(item.start), item.title, label(item.type), item.mode,
         item.minutes, report.held_minutes.get(item.id)]
        for item in report.agenda.items
    ]  # fmt: skip
    head = [tr("Day"), tr("Start"), tr("Item"), tr("Kind"), tr("Mode"), tr("Minutes planned"),
            tr("Minutes held")]  # fmt: skip
    return Sheet(tr("Agenda"), head, rows, (14, 10, 60, 20, 20, 16, 16))


def _groups(report: ReportRow) -> Sheet:
    rows: list[Row] = [[group.letter, group.name, len(group.members)] for group in report.groups]
    return Sheet(tr("Groups"), [tr("Group"), tr("Name"), tr("Members")], rows, (10, 40, 12))


def _causes(report: ReportRow) -> Sheet:
    rows: list[Row] = [
        [card.text, label(card.level), label(card.dimension), ", ".join(card.groups), card.dots,
         card.voters, tr("yes") if card.carried_forward else ""]
        for card in report.root_causes.cards
    ]  # fmt: skip
    head = [tr("Cause"), tr("Level"), tr("Dimension"), tr("Groups"), tr("Dots"), tr("Voters"),
            tr("Carried forward")]  # fmt: skip
    return Sheet(tr("Root causes"), head, rows, (60, 16, 18, 12, 8, 8, 16))


def _cases(report: ReportRow) -> Sheet:
    from facilitator.reports.report_cases import open_cases

    rows: list[Row] = [
        [number, case.title, cause.card, cause.grade.value if cause.grade is not None else None,
         "; ".join(measure.measure for measure in cause.measures), len(cause.sources)]
        for number, case in enumerate(open_cases(report), 1) for cause in case.causes
    ]  # fmt: skip
    head = [tr("Case"), tr("Title"), tr("Root cause"), tr("Outcome, 0 to 5"), tr("What was done"),
            tr("Sources")]  # fmt: skip
    return Sheet(tr("Case studies"), head, rows, (8, 40, 50, 16, 80, 10))


def _vision(report: ReportRow) -> Sheet:
    if report.vision is None:
        return Sheet(tr("Common Vision"), [], [], ())
    rows: list[Row] = [[tr("Theme"), cluster.name, cluster.dots, cluster.voters]
                       for cluster in report.vision.clusters]  # fmt: skip
    rows += [[tr("Paragraph {number}", number=p.number) if p.number else tr("Text"), p.text, None,
              None] for p in report.vision.paragraphs]  # fmt: skip
    head = [tr("What"), tr("Text"), tr("Dots"), tr("Voters")]
    return Sheet(tr("Common Vision"), head, rows, (16, 90, 8, 8))


def _feedback(report: ReportRow) -> Sheet:
    return answers_sheet(tr("Feedback"), report.feedback)


def _certificates(report: ReportRow, register: Sequence[IssuedRow]) -> Sheet:
    rows: list[Row] = [
        [row.serial, label(row.kind), label(row.state), row.issued_on.isoformat()]
        for row in register
    ]
    valid = [row for row in register if row.state is CertificateState.ISSUED]
    given = report.certificates.completion + report.certificates.participation
    assert len(valid) == given, "the register and the report count alike"  # noqa: S101
    head = [tr("Number"), tr("Kind"), tr("State"), tr("Issued on")]
    return Sheet(tr("Certificates"), head, rows, (22, 24, 16, 14))


# The report's own tables -----------------------------------------------------------------------


def _tables(report: ReportRow) -> Sheet:
    rows: list[Row] = []
    held, _ = contents(report)
    for title, story in [(tr("Summary"), facts(report)), *((p.title, p.story) for p in held)]:
        under = ""
        for line in _lines_of(story):
            if isinstance(line, Heading):
                under = line.title
            else:
                rows.append([title, under, *line])
    widest = max((len(row) for row in rows), default=2)
    head = [tr("Section"), tr("Part"), *(str(n) for n in range(1, widest - 1))]
    return Sheet(tr("Tables of the report"), head, rows, (24, 36, *[24] * (widest - 2)))


def _lines_of(story: Sequence[Any]) -> Iterator[Any]:
    """Headings, and each line of the story's tables and charts as texts."""
    for part in story:
        if isinstance(part, Heading):
            yield part
        elif isinstance(part, KeepTogether):
            yield from _lines_of(part._content)  # noqa: SLF001 - no other way
        elif isinstance(part, Figures | BarRow | ShareBar):
            yield from part.rows
        elif isinstance(part, Table) and len(part._cellvalues[0]) > 1:  # noqa: SLF001
            yield from ([_words(cell) for cell in line] for line in part._cellvalues)  # noqa: SLF001


def _words(cell: Any) -> str:
    if isinstance(cell, list | tuple):
        return "\n".join(text for text in map(_words, cell) if text)
    if isinstance(cell, TextBlock):
        return " ".join(span.text for span in cell.spans)
    if isinstance(cell, DotRow):
        return str(cell.dots)
    return cell if isinstance(cell, str) else ""
