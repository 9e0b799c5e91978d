"""Feedback as files: table, workbook, document. All three hold the protected numbers and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

from facilitator.application.form_words import group_labels
from facilitator.application.jobs import Job
from facilitator.application.queries import feedback as queries
from facilitator.application.queries import programme as programme_queries
from facilitator.application.rows.feedback import FeedbackRow, FormRow, RoundResults, RoundRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.workspace import Workspace
from facilitator.domain.feedback.forms import text_in
from facilitator.domain.feedback.measures import percent
from facilitator.reports.cells import write_text_table
from facilitator.reports.exports import Export, noted
from facilitator.reports.feedback_lines import Line, base_text, lines_of, pair_lines, shift_lines
from facilitator.reports.workbooks import Book, Sheet, numbers_as_such
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

FORMATS = ("xlsx", "csv", "pdf")
_WIDTHS = (26, 12, 10, 10, 22, 60, 20, 8, 14, 26, 10, 10, 40)


@noted
def feedback_export(workspace: Workspace, path: Path, kind: str) -> Export:
    """The results of every closed collection at `path`, as "xlsx", "csv" or "pdf".

    Raises EnvironmentProblem `nothing-to-export` where no collection has been closed.
    """
    found = workspace.query(queries.protected_results)
    facts = workspace.query(programme_queries.the_programme)
    if not found.has_results:
        raise EnvironmentProblem("nothing-to-export", what=tr("no feedback has been closed"))

    def write(job: Job) -> tuple[Path, ...]:
        if kind == "csv":
            write_text_table([_head(), *_rows(found)], path)
        elif kind == "xlsx":
            write_workbook(found, path)
        else:
            write_document(found, facts, path, job)
        return (path,)

    return Export(tr("Feedback"), write)


# Lines as cells --------------------------------------------------------------------------------


def _head() -> list[str]:
    return [tr("Form"), tr("Invited"), tr("Answered"), tr("Rate %"), tr("Question code"),
            tr("Question"), tr("Group"), "n", tr("Answer code"), tr("Answer"), tr("Count"),
            tr("Share %"), tr("Note")]  # fmt: skip


def answers_sheet(title: str, found: FeedbackRow) -> Sheet:
    """Every line of the protected numbers as a sheet, for the data book too."""
    return _sheet(title, _head(), list(_rows(found)), _WIDTHS)


def _rows(found: FeedbackRow) -> Iterator[list[str]]:
    """One line an answer; where counts are hidden, one line with the words."""
    for row in found.rounds:
        for line in lines_of(row):
            yield from _cells(row, line)


def _cells(row: RoundResults, line: Line) -> Iterator[list[str]]:
    assert row.results is not None  # noqa: S101 - lines exist for closed ones only
    rate = "" if row.results.rate is None else str(row.results.rate)
    head = [row.round.title, str(row.results.invited), str(row.results.n), rate, line.item.name,
            line.question, line.group or tr("All"), "" if line.n is None else str(line.n)]  # fmt: skip
    note = " · ".join(filter(None, [line.in_words, *line.figures, line.note]))
    if line.counts is None:
        yield [*head, "", "", "", "", note]
        return
    for place, count in enumerate(line.counts):
        share = str(percent(count, line.n or 0))
        yield [*head, line.codes[place], line.labels[place], str(count), share,
               note if place == 0 else ""]  # fmt: skip


# Workbook --------------------------------------------------------------------------------------


def write_workbook(found: FeedbackRow, path: Path) -> None:
    """The same lines as a workbook, with screened comments and what was learned on sheets of
    their own. Raises EnvironmentProblem; the file is whole or not there."""
    book = Book()
    book.put(answers_sheet(tr("Answers"), found))
    overview = [[row.round.title, base_text(row), row.round.you_said, row.round.we_changed]
                for row in found.rounds]  # fmt: skip
    head = [tr("Form"), tr("Answered"), tr("You said"), tr("We changed")]
    book.put(_sheet(tr("Overview"), head, overview, (30, 40, 50, 50)))
    comments = [[row.round.title, _question(row, name), text]
                for row in found.rounds for name, texts in row.printable for text in texts]  # fmt: skip
    if comments:
        head = [tr("Form"), tr("Question"), tr("Comment")]
        book.put(_sheet(tr("Comments"), head, comments, (26, 40, 80)))
    learned = [[f"{pair.first.title} / {pair.second.title}", said]
               for pair in found.pairs for said in pair_lines(pair)]  # fmt: skip
    learned += [[question, words] for question, words in shift_lines(found)]
    if learned:
        book.put(_sheet(tr("Learning"), [tr("Forms"), tr("Result")], learned, (50, 90)))
    book.write(path)


def _question(row: RoundResults, name: str) -> str:
    item = row.round.form.item(name)
    return text_in(item.texts, row.round.form.languages[0]) if item else name


def _sheet(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> Sheet:
    return Sheet(title, head, [numbers_as_such(row) for row in rows], widths)


# Documents -------------------------------------------------------------------------------------


def write_document(
    found: FeedbackRow, facts: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """The report's chapter as a paper of its own. Raises EnvironmentProblem."""
    from facilitator.reports.flowables import Heading
    from facilitator.reports.negotiation import write_story
    from facilitator.reports.report_feedback import feedback_story

    title = tr("Feedback and learning")
    write_story(
        path, [Heading(title, 1, "feedback"), *feedback_story(found)], title, facts, job=job
    )


@noted
def form_export(
    workspace: Workspace, form_id: UUID, path: Path, language: str = "", copies: int = 1
) -> Export:
    """A form on paper at `path`, in one of its languages. Raises EnvironmentProblem."""
    row = _form(workspace, form_id)
    facts = workspace.query(programme_queries.the_programme)
    spoken = language or row.form.languages[0]
    named = queries.categories(row.form.dimension)

    def write(job: Job) -> tuple[Path, ...]:
        from facilitator.reports.feedback_form import write_form

        write_form(
            row.form,
            [label for _, label in group_labels(named, spoken)],
            facts,
            path,
            spoken,
            copies,
            job,
        )
        return (path,)

    return Export(tr("Feedback form"), write)


def _form(workspace: Workspace, form_id: UUID) -> FormRow | RoundRow:
    """The form, or a collection's form as people saw it."""
    every: list[FormRow | RoundRow] = [*workspace.query(queries.feedback_forms),
                                       *workspace.query(queries.rounds)]  # fmt: skip
    found = next((row for row in every if row.id == form_id), None)
    if found is None:
        raise EnvironmentProblem("nothing-to-export", what=tr("the form is gone"))
    return found
