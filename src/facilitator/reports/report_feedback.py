"""The chapter on feedback and learning: protected numbers only, each with its base.

It counts nothing and knows no answer: all comes from `protected_results`.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, KeepTogether, Spacer

from facilitator.application.rows.feedback import FeedbackRow, PairRow, RoundResults
from facilitator.application.rows.report import ReportRow
from facilitator.domain.feedback.forms import FormKind, ItemKind, text_in
from facilitator.reports import styles
from facilitator.reports.feedback_charts import DivergingBar, reach_of
from facilitator.reports.feedback_lines import (
    Line,
    Shift,
    base_text,
    lines_of,
    now_words,
    pair_lines,
    shifts,
)  # fmt: skip
from facilitator.reports.flowables import WIDTH, BarRow, bullets, heading, small_heading, table
from facilitator.reports.palette import WHITE, colour, mixed
from facilitator.reports.text import para
from facilitator.support.i18n import tr

Story = list[Flowable]


def feedback(report: ReportRow) -> Story:
    """Feedback and learning; empty where nothing has been closed."""
    return feedback_story(report.feedback)


def feedback_story(feedback: FeedbackRow) -> Story:
    """Every closed collection, pulses together, then what the pairs show."""
    closed = [row for row in feedback.rounds if row.results is not None]
    if not closed:
        return []
    story: Story = [para(_promise(closed), styles.muted()), Spacer(0, 6)]
    pulses = [row for row in closed if row.round.form.kind is FormKind.PULSE]
    for number, row in enumerate([row for row in closed if row not in pulses], 1):
        story += _collection(row, number)
    if pulses:
        story += _pulses(pulses)
    return [*story, *_learning(feedback)]


def _promise(rows: Sequence[RoundResults]) -> str:
    k = max(row.round.form.k for row in rows)
    return tr("Answers were voluntary and anonymous. Numbers count those who answered each question. "
              "Groups are shown from {k} answers on, one way of grouping at a time; where all or "
              "nearly all agreed, words stand in place of counts.", k=k)  # fmt: skip


def _collection(row: RoundResults, number: int) -> Story:
    story = heading(row.round.title, 2, f"feedback{number}")
    story += [para(base_text(row), styles.strong()), Spacer(0, 4)]
    lines = lines_of(row)
    story += _bars([line for line in lines if not line.group])
    story += _table(lines)
    return [*story, *_comments(row), Spacer(0, 8)]


def _bars(lines: Sequence[Line]) -> Story:
    drawn = [line for line in lines if line.counts is not None and len(line.counts) == 5
             and line.item.kind in {ItemKind.RATING, ItemKind.THEN_NOW}]  # fmt: skip
    if not drawn:
        return []
    reach = reach_of([line.counts or () for line in drawn])
    key = tr("Left of the line 1 and 2, right of it 4 and 5, 3 across it; the figures count people, "
             "the per cent 4 and 5.")  # fmt: skip
    bars = [DivergingBar(line.question, line.counts or (), reach, _top(line)) for line in drawn]
    return [para(key, styles.aside()), Spacer(0, 3), *bars, Spacer(0, 8)]


def _top(line: Line) -> str:
    counts = line.counts or ()
    return f"{(200 * sum(counts[3:]) + sum(counts)) // (2 * sum(counts))} %"


def _table(lines: Sequence[Line]) -> Story:
    shown = [line for line in lines if line.n is not None]
    if not shown:
        return []
    head = (tr("Question"), tr("Group"), "n", tr("Answers"), tr("Figures"))
    cells = [
        (para("" if line.group else line.question, styles.cell_strong()),
         para(line.group or tr("All"), styles.cell()), para(str(line.n), styles.cell()),
         para(_answers(line), styles.cell()),
         para(" · ".join([*line.figures, line.note]).strip(" ·"), styles.cell_muted()))
        for line in shown
    ]  # fmt: skip
    return [table((170, 62, 24, 128, WIDTH - 384), head, cells), Spacer(0, 6)]


def _answers(line: Line) -> str:
    if line.counts is None:
        return line.in_words or "–"
    if len(line.counts) == 1:
        return str(line.counts[0])
    numbered = all(code.isdigit() for code in line.codes)
    names = line.codes if numbered else line.labels
    return ", ".join(f"{name}: {n}" for name, n in zip(names, line.counts, strict=True))


def _comments(row: RoundResults) -> Story:
    story: Story = []
    for name, texts in row.printable:
        item = row.round.form.item(name)
        if texts and item is not None:
            story += small_heading(text_in(item.texts, row.round.form.languages[0]))
            story += bullets(texts, styles.body())
    return story


def _pulses(rows: Sequence[RoundResults]) -> Story:
    story = heading(tr("Day by day"), 2, "pulses")
    cells = []
    for row in rows:
        figures = "; ".join(f"{line.question}: {'; '.join(line.figures) or line.in_words}"
                            for line in lines_of(row) if not line.group)  # fmt: skip
        said = [row.round.you_said, row.round.we_changed]
        cells.append([para(row.round.title, styles.cell_strong()), para(base_text(row), styles.cell()),
                      para(figures, styles.cell()), para(said[0] or "–", styles.cell()),
                      para(said[1] or "–", styles.cell())])  # fmt: skip
    head = (tr("Day"), tr("Answered"), tr("Figures"), tr("You said"), tr("We changed"))
    return [*story, table((46, 76, 139, 106, WIDTH - 367), head, cells), Spacer(0, 8)]


def _learning(feedback: FeedbackRow) -> Story:
    story: Story = []
    for pair in feedback.pairs:
        title = tr("{first} and {second}", first=pair.first.title, second=pair.second.title)
        story += [*small_heading(title), *_before_and_after(pair)]
        story += bullets(pair_lines(pair), styles.body())
    found = shifts(feedback)
    if found:
        story += small_heading(tr("Seen on the first day, and seen back on the last"))
        story.append(para(tr("Per cent who answered 4 or 5. The first day and the last are different "
                             "people's totals."), styles.aside()))  # fmt: skip
        for one in found:
            story.append(KeepTogether(_shift(one)))
    return [*heading(tr("Learning"), 2, "learning"), *story] if story else []


def _before_and_after(pair: PairRow) -> Story:
    """Right answers before and after as two bars: the pale one is before."""
    learned = pair.paired.learning
    if learned is None:
        return []
    return [
        BarRow(tr("Right answers before"), learned.mean_before, 100, f"{learned.mean_before} %",
               _pale()),
        BarRow(tr("Right answers after"), learned.mean_after, 100, f"{learned.mean_after} %",
               colour("accent")),
    ]  # fmt: skip


def _shift(one: Shift) -> Story:
    bars: Story = [
        BarRow(tr("On the first day"), one.before, 100,
               tr("{percent} % (n = {n})", percent=one.before, n=one.n), _pale()),
        BarRow(tr("Before, as seen on the last day"), one.then, 100,
               tr("{percent} % (n = {n})", percent=one.then, n=one.m), _pale()),
    ]  # fmt: skip
    if one.now is None:
        bars.append(para(now_words(one), styles.cell_muted()))
    else:
        bars.append(BarRow(tr("On the last day"), one.now, 100,
                           tr("{percent} % (n = {n})", percent=one.now, n=one.m),
                           colour("accent")))  # fmt: skip
    return [Spacer(0, 5), para(one.question, styles.cell_strong()), *bars]


def _pale() -> Color:
    return mixed(colour("accent"), WHITE, 0.55)
