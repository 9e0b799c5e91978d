"""Assessments by name, for the certificate: a knowledge check or an observer's rubric, typed in.

Only where the certificate rule asks for one. This is not feedback: nothing anonymous comes here.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.application.commands.feedback import RecordAssessment
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.feedback.assessment import percent_reached, test_of
from facilitator.domain.feedback.forms import Form, text_in
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.feedback.part import Part, choose, combo
from facilitator.ui.pages.feedback.typing_part import TypingPanel
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row


class AssessmentPart(Part):
    """Choose the test and the person, type the answers; the better of two tries counts."""

    def build(self) -> None:
        self.people: tuple[ParticipantRow, ...] = ()
        self.told = PlainLabel("", "body", "text2", wrap=True)
        self.body.addWidget(self.told)
        self.missing = PlainLabel("", "body", wrap=True)
        self.to_forms = Button(tr("Choose a form"), icon="file-text")
        self.to_forms.clicked.connect(self.page.go_to_forms)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.to_forms, 0, Qt.AlignmentFlag.AlignLeading)
        self.choices = QWidget()
        self.choices.setProperty("clear", True)
        line = row(self.choices, spacing=12)
        self.test, self.person = combo(tr("Assessment")), combo(tr("Participant"))
        self.test.activated.connect(self.begin)
        self.person.activated.connect(self.begin)
        line.addWidget(FormField(tr("Assessment"), self.test), 1)
        line.addWidget(FormField(tr("Participant"), self.person), 1)
        self.body.addWidget(self.choices)
        self.panel = TypingPanel()
        self.panel.finished.connect(self._take)
        self.body.addWidget(self.panel)
        self.results = Panel(tr("Reached so far"))
        self.lines = column()
        self.results.body.addLayout(self.lines)
        self.body.addWidget(self.results)
        self.body.addStretch(1)

    def update_part(self) -> None:
        forms = [one for one in self.page.forms if test_of(one.form).items and not one.faults]
        fill(self.test, [(text_in(one.form.titles, "en"), one.id) for one in forms])
        every = self.page.document.query(participants)
        self.people = tuple(person for person in every if person.takes_part)
        fill(self.person, [(person.certificate_name, person.id) for person in self.people])
        rules = self.page.document.query(the_programme).certificate_rules
        asks = rules.offers_completion and rules.needs_assessment
        self.told.setText(
            tr("The certificate of completion asks for {percent} %. With a name on it, and apart from "
               "all feedback, which is never a condition. The better of two tries counts.",
               percent=rules.pass_percent)
            if asks else tr("The certificate rule of this programme asks for no assessment.")
        )  # fmt: skip
        ready = bool(forms) and bool(self.people) and not self.page.document.read_only
        self.panel.setVisible(ready)
        self.choices.setVisible(bool(forms) and bool(self.people))
        for widget in (self.test, self.person):
            widget.setEnabled(ready)
        self.missing.setText(
            tr("There is no form to assess with yet. On the tab “Forms”, take “After the programme” "
               "or “Observer's rubric”, or mark the right answers in a form of your own.") if not forms
            else tr("Nobody takes part in the programme yet: the people are on the page "
                    "“Participants”.") if not self.people else ""
        )  # fmt: skip
        self.missing.setVisible(bool(self.missing.text()))
        self.to_forms.setVisible(not forms and not self.page.document.read_only)
        self._show_results(rules.pass_percent)
        if ready and self.panel.typing is None:
            self.begin()

    @property
    def form(self) -> Form | None:
        """The assessed items of the chosen form."""
        found = next((one for one in self.page.forms if one.id == self.test.currentData()), None)
        return test_of(found.form) if found is not None else None

    def begin(self) -> None:
        """Type the answers of the chosen person."""
        if self.form is not None:
            self.panel.begin(self.form, {}, self.person.currentText(), double=False)

    def _take(self, whole: dict[str, Any]) -> None:
        form, key = self.form, self.person.currentData()
        if form is None or key is None:
            return
        percent = percent_reached(form, whole)
        if self.page.do(RecordAssessment(key, percent), tell=True):
            told = tr("{name}: {percent} %", name=self.person.currentText(), percent=percent)
            self.page.context.shell.tell(told)
        keys = [person.id for person in self.people]
        place = keys.index(key) + 1 if key in keys else 0
        choose(self.person, keys[place % len(keys)] if keys else None)
        self.panel.heading = self.person.currentText()

    def _show_results(self, asked: int) -> None:
        clear(self.lines)
        made = QWidget()
        made.setProperty("clear", True)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(6))
        known = [person for person in self.people if person.assessment_percent is not None]
        for number, person in enumerate(known):
            line, side = divmod(number, 2)
            grid.addWidget(PlainLabel(person.certificate_name, "body"), line, 3 * side)
            reached = person.assessment_percent or 0
            percent = PlainLabel(f"{reached} %", "body_strong", numbers=True)
            grid.addWidget(percent, line, 3 * side + 1)
            state = (tr("passed"), "ok") if reached >= asked else (tr("below"), "warn")
            badge = Badge(*state, parent=made)
            grid.addWidget(badge, line, 3 * side + 2, Qt.AlignmentFlag.AlignLeading)
        for side in (0, 1):
            grid.setColumnStretch(3 * side, 1)
        self.lines.addWidget(made)
        self.results.setVisible(bool(known))

    def start(self) -> QWidget | None:
        return self.person if self.choices.isVisibleTo(self) else self.to_forms
