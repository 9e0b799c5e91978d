"""The forms: pick one, edit its facts, hand its questions to the item editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from facilitator.application.commands.feedback import PutForm, RemoveForm
from facilitator.application.rows.feedback import FormRow
from facilitator.domain.disclosure import LEAST_K, Dimension, K
from facilitator.domain.feedback.forms import Form, FormKind, faults_of, text_in
from facilitator.exchange.instruments import instruments
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of
from facilitator.ui.pages.feedback.items_editor import ItemsEditor
from facilitator.ui.pages.feedback.part import Part, choose, combo
from facilitator.ui.pages.feedback.words import dimension_title, kind_title
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.part_list import GrowingText

OWN = "own"
MOST_K = 20


class FormsPart(Part):
    """Forms ready to use, and their editor."""

    print_requested = Signal(object, str)
    save_requested = Signal(object)
    read_requested = Signal()

    def build(self) -> None:
        self.row: FormRow | None = None
        line = row(spacing=8)
        self.picker = combo(tr("Form"))
        self.picker.activated.connect(self._on_picked)
        self.add = combo(tr("Add a form"))
        self.add.addItem(tr("Add a form…"), "")
        for one in instruments():
            self.add.addItem(text_in(one.form.titles, "en"), one.key)
        self.add.addItem(tr("An empty form"), OWN)
        self.add.activated.connect(self._on_add)
        self.read = Button(tr("Read XLSForm…"), icon="upload")
        self.read.clicked.connect(self.read_requested)
        line.addWidget(self.picker, 2)
        line.addWidget(self.add, 1)
        line.addWidget(self.read)
        self.body.addLayout(line)
        self.faults = InlineMessage()
        self.body.addWidget(self.faults)
        self.facts = self._facts()
        self.body.addWidget(self.facts)
        self.items = ItemsEditor(self)
        self.items.changed.connect(self.put)
        self.body.addWidget(self.items)
        self.body.addStretch(1)

    def _facts(self) -> Panel:
        panel = Panel(tr("The form"))
        self.version = PlainLabel("", "caption", "text2", wrap=True)
        panel.body.addWidget(self.version)
        self.language = combo(tr("Language"))
        self.language.activated.connect(self._show)
        self.new_language = QLineEdit()
        self.new_language.setPlaceholderText("fr")
        self.new_language.setMaxLength(8)
        self.new_language.returnPressed.connect(self._on_language)
        self.fewer = Button(tr("Leave out this language"), Kind.GHOST, icon="languages")
        self.fewer.clicked.connect(self._on_fewer)
        self.title, self.intro = QLineEdit(), GrowingText()
        self.title_field = FormField(tr("Title"), self.title)
        self.intro_field = FormField(tr("Introduction"), self.intro)
        self.title_field.left.connect(self._on_texts)
        self.intro_field.left.connect(self._on_texts)
        self.kind = self._choices(tr("For"), [(kind_title(k), k.value) for k in FormKind])
        self.dimension = self._choices(
            tr("Results"), [(dimension_title(d), d.value) for d in Dimension]
        )
        self.k = QSpinBox()
        self.k.setRange(LEAST_K, MOST_K)
        self.k.valueChanged.connect(self._on_facts)
        self.with_code = QCheckBox(tr("Asks for a self-made code that pairs two forms"))
        self.with_code.toggled.connect(self._on_facts)
        hint = tr("Smallest number of answers that is shown; {k} is usual.", k=K)
        for fields in (
            ((tr("Language of the texts below"), self.language, ""),
             (tr("Add a language (code, then Enter)"), self.new_language, "")),
            ((tr("For"), self.kind, ""), (tr("Results"), self.dimension, ""),
             (tr("Smallest group"), self.k, hint)),
        ):  # fmt: skip
            line = row(spacing=12)
            for label, control, told in fields:
                line.addWidget(FormField(label, control, told), 1, Qt.AlignmentFlag.AlignTop)
            panel.body.addLayout(line)
        for widget in (self.title_field, self.intro_field, self.with_code):
            panel.body.addWidget(widget)
        buttons = QWidget()
        buttons.setProperty("clear", True)
        flow = FlowLayout(buttons)
        self.print = Button(tr("Print…"), icon="printer")
        self.print.clicked.connect(self._on_print)
        self.save = Button(tr("Save as XLSForm…"), icon="download")
        self.save.clicked.connect(self._on_save)
        self.remove = Button(tr("Remove the form"), Kind.GHOST, icon="trash-2")
        self.remove.clicked.connect(self._on_remove)
        for button in (self.print, self.save, self.fewer, self.remove):
            flow.addWidget(button)
        panel.body.addWidget(buttons)
        return panel

    def _choices(self, name: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
        made = combo(name)
        fill(made, choices)
        made.activated.connect(self._on_facts)
        return made

    # Showing ----------------------------------------------------------------------------------------

    def update_part(self) -> None:
        fill(self.picker, [(text_in(one.form.titles, "en"), one.id) for one in self.page.forms])
        self.row = self._picked()
        self._show()

    def _picked(self) -> FormRow | None:
        key = self.picker.currentData()
        return next((one for one in self.page.forms if one.id == key), None)

    def choose(self, form_id: UUID) -> None:
        """Show this form."""
        choose(self.picker, form_id)
        self._on_picked()

    def _on_picked(self) -> None:
        self.row = self._picked()
        self._show()

    @property
    def spoken(self) -> str:
        """The language whose texts are edited."""
        found = self.language.currentData()
        return str(found) if found else "en"

    def _show(self) -> None:
        row_, free = self.row, not self.page.document.read_only
        for widget in (self.facts, self.items, self.picker):
            widget.setVisible(row_ is not None)
        self.add.setEnabled(free)
        self.read.setEnabled(free)
        if row_ is None:
            self.faults.dismiss()
            return
        form = row_.form
        self._show_faults(form)
        fill(self.language, [(code, code) for code in form.languages])
        frozen = any(
            r.round.form_id == row_.id and r.round.answered for r in self.page.feedback.rounds
        )
        said = tr("Version {n}.", n=row_.version)
        if frozen:
            said += " " + tr("People have answered it: what you change here is the next version, "
                             "and their answers keep the words that they saw.")  # fmt: skip
        if len(form.languages) > 1:
            said += " " + tr(
                "A text that you change in one language stays as it was in the others."
            )
        self.version.setText(said)
        self.fewer.setVisible(len(form.languages) > 1)
        for control in (self.kind, self.dimension, self.k, self.with_code):
            control.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(form.kind.value))
        self.dimension.setCurrentIndex(self.dimension.findData(form.dimension.value))
        self.k.setValue(form.k)
        self.with_code.setChecked(form.with_code)
        for control in (self.kind, self.dimension, self.k, self.with_code):
            control.blockSignals(False)
            control.setEnabled(free)
        self._show_text(self.title, form.titles.get(self.spoken, ""))
        if self.intro.text() != form.intros.get(self.spoken, ""):
            self.intro.setPlainText(form.intros.get(self.spoken, ""))
        for field in (self.title, self.intro):
            field.setReadOnly(not free)
        self.new_language.setEnabled(free)
        for button in (self.fewer, self.remove):
            button.setEnabled(free)
        self.items.show_form(form, self.spoken, free=free)

    def _show_text(self, line: QLineEdit, text: str) -> None:
        if line.text() != text:
            line.setText(text)

    def _show_faults(self, form: Form) -> None:
        faults = faults_of(form)
        if not faults:
            self.faults.dismiss()
            return
        told = [tr("Question {n}: {fault}", n=f.row, fault=text_of(f.code, dict(f.values)))
                for f in faults]  # fmt: skip
        self.faults.tell("warn", "\n".join(told))

    # Changing ---------------------------------------------------------------------------------------

    def put(self, form: Form) -> None:
        """Store the form as it is now."""
        if self.row is not None and form != self.row.form:
            self.page.do(PutForm(form, self.row.id))

    def _on_facts(self, _value: Any = None) -> None:
        if self.row is None:
            return
        self.put(replace(
            self.row.form, kind=FormKind(self.kind.currentData()), k=self.k.value(),
            dimension=Dimension(self.dimension.currentData()), with_code=self.with_code.isChecked(),
        ))  # fmt: skip

    def _on_texts(self) -> None:
        if self.row is None:
            return
        form = self.row.form
        titles = form.titles | {self.spoken: self.title.text().strip()}
        intros = form.intros | {self.spoken: self.intro.text()}
        changed = replace(form, titles=titles, intros={c: t for c, t in intros.items() if t})
        if changed != form:
            self.page.do(PutForm(changed, self.row.id), field=self.title_field)

    def _on_language(self) -> None:
        code = self.new_language.text().strip().lower()
        if self.row is None or not code.isalpha() or code in self.row.form.languages:
            return
        self.new_language.clear()
        self.put(replace(self.row.form, languages=(*self.row.form.languages, code)))

    def _on_fewer(self) -> None:
        if self.row is not None:
            left = tuple(one for one in self.row.form.languages if one != self.spoken)
            self.put(replace(self.row.form, languages=left))

    def _on_add(self) -> None:
        key = self.add.currentData()
        self.add.setCurrentIndex(0)
        found = next((one.form for one in instruments() if one.key == key), None)
        if found is None and key != OWN:
            return
        command = PutForm(found or Form(FormKind.OTHER, {"en": tr("New form")}))
        if self.page.do(command):
            self.page.read_again()
            self.choose(command.form_id)

    def _on_remove(self) -> None:
        if self.row is not None:
            self.page.do(RemoveForm(self.row.id), tell=True)

    def _on_print(self) -> None:
        if self.row is not None:
            self.print_requested.emit(self.row.id, self.spoken)

    def _on_save(self) -> None:
        if self.row is not None:
            self.save_requested.emit(self.row)

    def start(self) -> QWidget | None:
        return self.picker
