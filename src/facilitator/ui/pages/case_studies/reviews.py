"""The reviews of a case: what came in, and the form to enter one from paper. No names anywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from facilitator.application.case_words import criterion_words
from facilitator.application.commands.case_presentations import PutCaseReview, RemoveCaseReview
from facilitator.application.rows.case_studies import CaseRoomRow, CaseStudyRow, ReviewRow
from facilitator.domain.case_studies import MARKS, Criterion
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.pages.case_studies.form import Form
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row

if TYPE_CHECKING:
    from facilitator.ui.pages.case_studies.presentations import PresentationsPart


class ReviewsPanel(Panel):
    """What reviewers said, below it the form."""

    def __init__(self, part: PresentationsPart) -> None:
        super().__init__(tr("Reviews"))
        self._part = part
        self._case_id: UUID | None = None
        self._rows: tuple[ReviewRow, ...] | None = None
        self.lines = column(spacing=8)
        self.body.addLayout(self.lines)
        self.enter = Button(tr("Enter a review"), icon="plus", size="compact")
        self.enter.clicked.connect(self.ask)
        self.tools.addWidget(self.enter)
        self.form_room = QWidget()
        self.form_room.setProperty("clear", True)
        self._build_form()
        self.body.addWidget(self.form_room)
        self.form_room.hide()

    def _build_form(self) -> None:
        whole = column(self.form_room, spacing=12)
        self.form = Form()
        self.form.add_text("first", tr("One strength"), 2)
        self.form.add_text("second", tr("A second strength"), 2)
        self.form.add_text("question", tr("One question"), 2)
        self.form.add_text("missing", tr("One perspective that is missing"), 2)
        self.form.changed.connect(self._on_typed)
        whole.addWidget(self.form)
        note = tr("Marks from 0 to 3 where there are any. They are never shown by name.")
        whole.addWidget(PlainLabel(note, "caption", "text3", wrap=True))
        grid = QGridLayout()
        theme.space(grid, (0, 0, 0, 0), 8)
        self.marks: list[QComboBox] = []
        for number, criterion in enumerate(Criterion):
            box = QComboBox()
            box.addItem("–", None)
            for mark in MARKS:
                box.addItem(str(mark), mark)
            box.setAccessibleName(criterion_words(criterion))
            self.marks.append(box)
            grid.addWidget(PlainLabel(criterion_words(criterion), "body", wrap=True), number, 0)
            grid.addWidget(box, number, 1)
        grid.setColumnStretch(0, 1)
        whole.addLayout(grid)
        self.save = Button(tr("Save the review"), icon="check")
        self.save.clicked.connect(self._on_save)
        self.cancel = Button(tr("Cancel"), "ghost")
        self.cancel.clicked.connect(self.form_room.hide)
        foot = row(spacing=8)
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        whole.addLayout(foot)
        self._said: dict[str, str] = {}

    def show_reviews(self, case: CaseStudyRow, room: CaseRoomRow) -> None:
        """Show the reviews of a case."""
        if case.id != self._case_id:
            self.form_room.hide()
        elif room.reviews == self._rows:
            return
        self._case_id, self._rows = case.id, room.reviews
        count = len(room.reviews)
        self.set_title(trn("Reviews: {n}", "Reviews: {n}", count))
        self.enter.setEnabled(self._part.can_edit)
        clear(self.lines)
        for review in room.reviews:
            self.lines.addLayout(self._line(review))
        for words in _marks(room.reviews):
            self.lines.addWidget(PlainLabel(words, "caption", "text2", wrap=True))

    def _line(self, review: ReviewRow) -> QHBoxLayout:
        parts = list(review.strengths)
        if review.question:
            parts.append(tr("Question: {text}", text=review.question))
        if review.missing_perspective:
            parts.append(tr("Missing: {text}", text=review.missing_perspective))
        line = row(spacing=8)
        said = "\n".join(part for part in parts if part) or tr("Marks alone")
        line.addWidget(PlainLabel(said, "body", wrap=True), 1)
        remove = IconButton("trash-2", tr("Remove this review"))
        remove.setEnabled(self._part.can_edit)
        remove.clicked.connect(partial(self._on_remove, review.id))
        line.addWidget(remove)
        return line

    def ask(self) -> None:
        """Open the empty form."""
        self.form.forget()
        self._said = {}
        for box in self.marks:
            box.setCurrentIndex(0)
        self.form_room.show()
        self.form.start().setFocus()

    def _on_typed(self, name: str, value: object) -> None:
        self._said[name] = str(value)

    def _on_save(self) -> None:
        if self._case_id is None:
            return
        said = self._said
        strengths = (said.get("first", ""), said.get("second", ""))
        marks = tuple(box.currentData() for box in self.marks)
        command = PutCaseReview(self._case_id, strengths, said.get("question", ""),
                                said.get("missing", ""), marks)  # fmt: skip
        if self._part.page.do(command, field=self.form.fields["first"], tell=True):
            self.form_room.hide()
            self.enter.setFocus()

    def _on_remove(self, key: UUID) -> None:
        self._part.page.do(RemoveCaseReview(key), tell=True)


def _marks(reviews: tuple[ReviewRow, ...]) -> list[str]:
    """For each criterion how often each mark was given; no averages, no names."""
    found = []
    for number, criterion in enumerate(Criterion):
        given = [r.marks[number] for r in reviews if number < len(r.marks)]
        marks = sorted(mark for mark in given if mark is not None)
        if marks:
            shown = ", ".join(str(mark) for mark in marks)
            found.append(f"{criterion_words(criterion)}: {shown}")
    return found
