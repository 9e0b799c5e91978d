"""The results of one collection: bars with their table, comments to screen, what was learned.

Every number comes from `protected_results`; why one is missing stands in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from facilitator.application.commands.feedback import EditRound, ScreenComment
from facilitator.application.queries import feedback as queries
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.feedback import CommentRow, RoundResults, RoundRow
from facilitator.domain.disclosure import Why, explain, rules_in_words
from facilitator.domain.feedback.forms import ItemKind, text_in
from facilitator.reports.feedback_lines import (
    Line,
    base_text,
    item_lines,
    pair_lines,
    shift_lines,
)  # fmt: skip
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.feedback.bars import DivergingBar
from facilitator.ui.pages.feedback.part import Part, choose, combo
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.part_list import GrowingText


class ResultsPart(Part):
    """Pick a collection, see what may be shown of it."""

    save_requested = Signal(str)

    def build(self) -> None:
        self.shown: UUID | None = None
        self.picker = combo(tr("Collection"))
        self.picker.activated.connect(self._on_picked)
        line = row(spacing=8)
        line.addWidget(self.picker, 1)
        self.save_buttons = []
        for kind, text in (("xlsx", tr("Workbook")), ("csv", tr("Text table")), ("pdf", tr("PDF"))):
            button = Button(text, icon="download")
            button.clicked.connect(partial(self.save_requested.emit, kind))
            self.save_buttons.append(button)
            line.addWidget(button)
        self.body.addLayout(line)
        self.base = PlainLabel("", "body_strong", wrap=True)
        self.promise = PlainLabel("", "caption", "text2", wrap=True)
        self.body.addWidget(self.base)
        self.body.addWidget(self.promise)
        self.lines = column(spacing=16)
        self.body.addLayout(self.lines)
        self.empty = EmptyState(
            "chart-column", tr("No results yet"),
            tr("Results come when a collection is closed, and then once: nobody can compare two "
               "looks and read off a single person."),
        )  # fmt: skip
        self.body.addWidget(self.empty, 1)
        self.body.addStretch(1)

    def update_part(self) -> None:
        found = self.page.feedback
        closed = [one for one in found.rounds if one.results is not None]
        self.empty.setVisible(not closed)
        for widget in (self.picker, self.base, self.promise, *self.save_buttons):
            widget.setVisible(bool(closed))
        fill(self.picker, [(one.round.title, one.round.id) for one in reversed(closed)])
        self.shown = self.picker.currentData()
        self._show()

    def choose(self, round_id: UUID) -> None:
        """Show this collection."""
        if choose(self.picker, round_id):
            self._on_picked()

    def _on_picked(self) -> None:
        self.shown = self.picker.currentData()
        self._show()

    def _show(self) -> None:
        clear(self.lines)
        row_ = next((r for r in self.page.feedback.rounds if r.round.id == self.shown), None)
        if row_ is None or row_.results is None:
            return
        self.base.setText(base_text(row_))
        self.promise.setText(
            tr("Protected: groups from {k} answers on, words where all or nearly all agree. The "
               "same numbers stand on screen, paper and in files.", k=row_.round.form.k)
        )  # fmt: skip
        self._show_learning(row_)
        panel = Panel(tr("Answers"))
        panel.body.addWidget(self._table(row_))
        self.lines.addWidget(panel)
        comments = self.page.document.query(queries.comments_to_screen, row_.round.id)
        self._show_comments(row_, comments)
        self.lines.addWidget(self._said(row_))
        self.lines.addWidget(_rules(row_.round.form.k))

    # Numbers ----------------------------------------------------------------------------------------

    def _table(self, row_: RoundResults) -> QWidget:
        """One line a question and group: words, bar, n, figures."""
        assert row_.results is not None  # noqa: S101 - asked before
        made = QWidget()
        made.setProperty("clear", True)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        for place, stretch in enumerate((5, 5, 0, 4)):
            grid.setColumnStretch(place, stretch)
        heads = (tr("Question"), tr("Answers"), "n", tr("Figures"))
        for place, text in enumerate(heads):
            grid.addWidget(PlainLabel(text, "caption_strong", "text2"), 0, place)
        number = 1
        for one in row_.results.items:
            if one.shown.why is Why.PAIRED:
                continue  # all of them together stand in "Learning"
            for line in item_lines(row_, one):
                self._add_line(grid, number, line)
                number += 1
        return made

    def _add_line(self, grid: QGridLayout, number: int, line: Line) -> None:
        top = Qt.AlignmentFlag.AlignTop
        words = f"    {line.group}" if line.group else line.question
        role, ink = ("body", "text2") if line.group else ("body_medium", "text")
        grid.addWidget(PlainLabel(words, role, ink, wrap=True), number, 0, top)
        grid.addWidget(self._answers(line), number, 1, top)
        base = PlainLabel("–" if line.n is None else str(line.n), "body", numbers=True)
        grid.addWidget(base, number, 2, top)
        said = " · ".join(filter(None, [*line.figures, line.note]))
        grid.addWidget(PlainLabel(said, "caption", "text2", wrap=True), number, 3, top)

    def _answers(self, line: Line) -> QWidget:
        if line.counts is None:
            return PlainLabel(line.in_words or "–", "body", "text2", wrap=True)
        if len(line.counts) == 1:
            return PlainLabel(str(line.counts[0]), "body_strong", numbers=True)
        whole = QWidget()
        whole.setProperty("clear", True)
        box = column(whole, spacing=2)
        box.addWidget(DivergingBar(line.counts, line.labels, 1.0))
        told = " · ".join(f"{label} {n}" for label, n in zip(line.labels, line.counts, strict=True))
        box.addWidget(PlainLabel(told, "caption", "text2", wrap=True))
        return whole

    def _show_learning(self, row_: RoundResults) -> None:
        mine = [pair for pair in self.page.feedback.pairs
                if row_.round.id in {pair.first.id, pair.second.id}]  # fmt: skip
        said = [text for pair in mine for text in pair_lines(pair)]
        if any(item.kind is ItemKind.THEN_NOW for item in row_.round.form.items):
            said += [
                f"{question.rstrip('.')}: {words}"
                for question, words in shift_lines(self.page.feedback)
            ]
        items = row_.results.items if row_.results is not None else ()
        if any(one.shown.why is Why.PAIRED for one in items):
            said.append(explain(Why.PAIRED))
        if not said:
            return
        panel = Panel(tr("Learning"))
        for text in said:
            panel.body.addWidget(PlainLabel(text, "body", wrap=True))
        self.lines.addWidget(panel)

    # Words ------------------------------------------------------------------------------------------

    def _show_comments(self, row_: RoundResults, comments: Sequence[CommentRow]) -> None:
        assert row_.results is not None  # noqa: S101 - asked before
        for one in row_.results.items:
            if one.item.kind is not ItemKind.TEXT:
                continue
            panel = Panel(text_in(one.item.texts, row_.round.form.languages[0]))
            mine = [comment for comment in comments if comment.item == one.item.name]
            if not mine:
                why = explain(one.shown.why or Why.TOO_FEW, row_.round.form.k)
                panel.body.addWidget(PlainLabel(why, "body", "text2", wrap=True))
            else:
                hint = tr("In mixed order, with nothing beside them. Tick what may be printed; take "
                          "names out first.")  # fmt: skip
                panel.body.addWidget(PlainLabel(hint, "caption", "text2", wrap=True))
            for comment in mine:
                panel.body.addWidget(_Comment(self, row_.round.id, comment))
            self.lines.addWidget(panel)

    def _said(self, row_: RoundResults) -> QWidget:
        panel = Panel(tr("You said, we changed"))
        for name, title in (("you_said", tr("You said")), ("we_changed", tr("We changed"))):
            text = GrowingText()
            text.setPlainText(getattr(row_.round, name))
            text.setReadOnly(self.page.document.read_only)
            made = FormField(title, text)
            made.left.connect(partial(self._on_said, row_.round.id, name, made, text))
            panel.body.addWidget(made)
        if row_.round.you_said or row_.round.we_changed:
            room = Button(tr("On the room's screen"), icon="presentation")
            room.clicked.connect(partial(self._show_in_room, row_.round))
            panel.tools.addWidget(room)
        return panel

    def _show_in_room(self, one: RoundRow) -> None:
        from facilitator.ui.projector.run_scenes import notice_scene

        said = [
            tr("You said: {text}", text=one.you_said),
            tr("We changed: {text}", text=one.we_changed),
        ]
        words = "\n\n".join(line for line, text in zip(said, (one.you_said, one.we_changed), strict=True)
                            if text)  # fmt: skip
        title = self.page.document.query(the_programme).title
        self.page.context.projector.show(notice_scene(title, words))

    def _on_said(self, round_id: UUID, name: str, made: FormField, text: GrowingText) -> None:
        row_ = next((r.round for r in self.page.feedback.rounds if r.round.id == round_id), None)
        if row_ is not None and text.text() != getattr(row_, name):
            self.page.do(EditRound(round_id, {name: text.text()}), field=made)

    def start(self) -> QWidget | None:
        return self.picker


def _rules(k: int) -> QWidget:
    """Why a number may be missing, rule by rule."""
    panel = Panel(tr("How answers are protected"))
    for number, text in enumerate(rules_in_words(k), 1):
        panel.body.addWidget(PlainLabel(f"{number}. {text}", "caption", "text2", wrap=True))
    return panel


class _Comment(QWidget):
    """A comment: may it be printed, and in which words."""

    def __init__(self, part: ResultsPart, round_id: UUID, comment: CommentRow) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._part, self._round, self._comment = part, round_id, comment
        self.tick = QCheckBox()
        self.tick.setAccessibleName(tr("May be printed: {text}", text=comment.text))
        self.tick.setToolTip(tr("May be printed"))
        self.tick.setChecked(comment.printed is not None)
        self.text = GrowingText()
        self.text.setPlainText(comment.printed if comment.printed is not None else comment.text)
        self.text.setAccessibleName(tr("Comment as it is printed"))
        free = not part.page.document.read_only
        self.tick.setEnabled(free)
        self.text.setReadOnly(not free)
        self.tick.toggled.connect(self._on_changed)
        self.field = FormField("", self.text)
        self.field.left.connect(self._on_left)
        line = row(self, spacing=8)
        line.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)

    def _on_left(self) -> None:
        if self.tick.isChecked():
            self._on_changed()

    def _on_changed(self) -> None:
        printed = self.text.text() if self.tick.isChecked() else None
        if printed != self._comment.printed:
            self._part.page.do(ScreenComment(self._round, self._comment.key, printed))
