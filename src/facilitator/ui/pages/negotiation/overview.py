"""The exercise in brief: what all may know, its language, what a check says, its papers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.application.commands.negotiation import DeleteExercise, SetExerciseLanguage
from facilitator.application.queries import negotiation as queries
from facilitator.domain.negotiation.kit_text import read
from facilitator.support.i18n import tr
from facilitator.ui.pages.negotiation.part import Part
from facilitator.ui.projector.exercise import phase_words
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo, fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.messages import InlineMessage


class OverviewPart(Part):
    """Facts and papers."""

    packs_requested = Signal()
    save_kit_requested = Signal()
    add_requested = Signal()

    def build(self) -> None:
        self.check = InlineMessage()
        self.body.addWidget(self.check)
        self.facts = facts = Panel("")
        self.lines = column(spacing=10)
        facts.body.addLayout(self.lines)
        self.language = combo([])
        self.language.activated.connect(self._on_language)
        self.language_field = FormField(tr("Language of the papers"), self.language)
        facts.body.addWidget(self.language_field)
        self.body.addWidget(facts)
        self.body.addWidget(self._papers())
        general = Panel(tr("General information"))
        self.general = PlainLabel("", "body", "text", wrap=True)
        general.body.addWidget(self.general)
        self.body.addWidget(general)
        self.body.addStretch(1)

    def _papers(self) -> QWidget:
        card = Panel(tr("Papers and kit"))
        said = tr("One sealed pack a role, envelope list, table signs, preparation and observer sheet, "
                  "outcome forms, teaching note.")  # fmt: skip
        card.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        self.packs = Button(tr("Write packs and forms…"), Kind.PRIMARY, icon="printer")
        self.save_kit = Button(tr("Save the kit as a file…"), icon="download")
        self.add = Button(tr("Add another exercise"), icon="plus")
        self.delete = Button(tr("Delete the exercise"), Kind.GHOST, icon="trash-2")
        self.packs.clicked.connect(self.packs_requested)
        self.save_kit.clicked.connect(self.save_kit_requested)
        self.add.clicked.connect(self.add_requested)
        self.delete.clicked.connect(self._on_delete)
        for pair in ((self.packs, self.save_kit), (self.add, self.delete)):
            line = row(spacing=8)
            for button in pair:
                line.addWidget(button)
            line.addStretch(1)
            card.body.addLayout(line)
        return card

    def update_part(self) -> None:
        exercise = self.row
        self.facts.set_title(exercise.title)
        clear(self.lines)
        minutes = " · ".join(f"{phase_words(p)} {m}" for p, m in exercise.minutes.items())
        roles = ", ".join(role.name for role in exercise.roles)
        aims = "\n".join(f"• {aim}" for aim in exercise.aims)
        issues = "\n".join(
            f"{issue.title}: "
            + (" · ".join(o.title for o in issue.options) or tr("in your own words"))
            for issue in exercise.issues
        )
        for text in (
            tr("Roles: {roles}", roles=roles),
            aims,
            issues,
            exercise.agreement,
            tr("Minutes: {minutes}", minutes=minutes),
            tr("{author}. Licence: {licence}.", author=exercise.author, licence=exercise.licence),
        ):
            self.lines.addWidget(PlainLabel(text, "body", "text2", wrap=True))
        self.general.setText(exercise.general)
        fill(self.language, [(code, code) for code in exercise.languages])
        choose(self.language, exercise.language)
        self.language_field.setVisible(len(exercise.languages) > 1)
        for button in (self.add, self.delete):
            button.setEnabled(not self.page.document.read_only)
        self.language.setEnabled(not self.page.document.read_only)
        self._check()

    def _check(self) -> None:
        from facilitator.exchange.exercise_kit import sentence

        if self.exercise is None:
            return
        text = self.page.document.query(queries.kit_text_of, self.exercise.id)
        if text == self._checked:
            return
        self._checked = text
        task = self.page.context.runner.start(
            lambda _job: "\n".join(sentence(fault) for fault in read(text)[1])
        )
        task.finished.connect(self._show_check)

    _checked = ""

    def _show_check(self, warnings: str) -> None:
        if warnings:
            self.check.tell("warn", tr("The kit is usable. It could be better:") + "\n" + warnings)
        else:
            self.check.dismiss()

    def _on_language(self) -> None:
        self.page.do(SetExerciseLanguage(self.row.id, str(self.language.currentData())))

    def _on_delete(self) -> None:
        self.page.do(DeleteExercise(self.row.id), tell=True)

    def start(self) -> QWidget | None:
        return self.packs
