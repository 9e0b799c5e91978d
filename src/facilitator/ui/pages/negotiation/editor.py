"""The kit editor: sections on the left, entries on the right, faults named while one works.

Roles open by a deliberate reveal, like their sheets, and are concealed when the part is left; what
was not saved by then stays in the draft until another exercise is shown.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from facilitator.application.commands.negotiation import PutExerciseKit
from facilitator.application.queries import negotiation as queries
from facilitator.domain.negotiation import kit_text
from facilitator.domain.negotiation.kit import Kit
from facilitator.domain.negotiation.kit_rules import Fault
from facilitator.exchange.exercise_kit import sentence
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.negotiation import draft
from facilitator.ui.pages.negotiation.draft import Entry, Kind
from facilitator.ui.pages.negotiation.part import Part
from facilitator.ui.widgets import buttons
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo, fill, spin
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.messages import InlineMessage


class EditorPart(Part):
    """Edits a draft of the kit; "Save the kit" puts it as one step of undo."""

    def build(self) -> None:
        self.draft: Kit | None = None
        self._stored = ""
        self._controls: list[tuple[Entry, QWidget]] = []
        self._revealed = False
        self.faults = InlineMessage()
        self.body.addWidget(self.faults)
        self.body.addWidget(self._head())
        self.form_card = Panel(tr("Section"))
        self.form = column(spacing=12)
        self.form_card.body.addLayout(self.form)
        self.body.addWidget(self.form_card)
        self.body.addStretch(1)

    def _head(self) -> QWidget:
        card = Panel(tr("Kit"))
        line = row(spacing=12)
        self.section, self.language = combo([]), combo([])
        self.section.currentIndexChanged.connect(self._on_section)
        self.language.currentIndexChanged.connect(self._on_section)
        line.addWidget(FormField(tr("Section"), self.section), 3)
        line.addWidget(FormField(tr("Language"), self.language), 1)
        card.body.addLayout(line)
        acts = FlowLayout(spacing=8)
        self.save = Button(tr("Save the kit"), buttons.Kind.PRIMARY, icon="save")
        self.reveal = Button(tr("Reveal this role"), icon="eye")
        self.add_issue = Button(tr("Add an issue"), icon="plus")
        self.add_role = Button(tr("Add a role"), icon="plus")
        self.remove = Button(tr("Remove this section"), icon="trash-2")
        self.forget = Button(tr("Forget changes"), icon="undo-2")
        for button, act in (
            (self.save, self._on_save), (self.reveal, self._on_reveal),
            (self.add_issue, self._on_add_issue), (self.add_role, self._on_add_role),
            (self.remove, self._on_remove), (self.forget, self._on_forget),
        ):  # fmt: skip
            button.clicked.connect(act)
            acts.addWidget(button)
        card.body.addLayout(acts)
        self.new_language = QLineEdit()
        self.add_language = Button(tr("Add the language"), icon="languages")
        self.add_language.clicked.connect(self._on_add_language)
        more = row(spacing=8)
        self.language_field = FormField(tr("Further language, such as lo"), self.new_language)
        more.addWidget(self.language_field, 1)
        more.addWidget(self.add_language)
        more.addStretch(1)
        card.body.addLayout(more)
        return card

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        text = self.page.document.query(queries.kit_text_of, self.row.id)
        if text != self._stored or self.draft is None:
            self._stored = text
            self.draft, _ = kit_text.read_form(text)
            self._revealed = False
        self._show_sections()
        self._show_form()
        self._check()

    def _show_sections(self) -> None:
        if self.draft is None:
            return
        fill(self.section, draft.section_names(self.draft))
        fill(self.language, [(code, code) for code in self.draft.languages])

    @property
    def _is_role(self) -> bool:
        return str(self.section.currentData() or "").startswith("role:")

    def _show_form(self) -> None:
        clear(self.form)
        self._controls = []
        kit, may = self.draft, not self.page.document.read_only
        section = str(self.section.currentData() or "facts")
        self.form_card.set_title(self.section.currentText())
        self.reveal.setEnabled(self._is_role)
        self.reveal.setText(tr("Conceal") if self._revealed else tr("Reveal this role"))
        self.remove.setEnabled(may and section.partition(":")[0] in {"issue", "role"})
        for button in (self.save, self.add_issue, self.add_role, self.forget, self.add_language):
            button.setEnabled(may)
        if kit is None:
            return
        if self._is_role and not self._revealed:
            said = tr("Confidential. Reveal it only where nobody else can see this screen.")
            self.form.addWidget(PlainLabel(said, "body", "text2", wrap=True))
            return
        for entry in draft.entries(kit, section, str(self.language.currentData())):
            control = _control(entry)
            control.setEnabled(may)
            self._controls.append((entry, control))
            if isinstance(control, QCheckBox):
                self.form.addWidget(control)
            else:
                made = FormField(entry.label, control, entry.hint)
                made.left.connect(self._on_left)
                self.form.addWidget(made)

    def _check(self) -> None:
        """Name the faults of the draft, off the GUI thread."""
        if self.draft is None:
            return
        text = kit_text.write(self.draft)
        task = self.page.context.runner.start(lambda _job: (text, kit_text.read(text)[1]))
        task.finished.connect(self._on_checked)

    def _on_checked(self, answer: tuple[str, list[Fault]]) -> None:
        if self.draft is None or answer[0] != kit_text.write(self.draft):
            return
        faults = answer[1]
        musts = [fault for fault in faults if fault.must]
        if not faults:
            self.faults.dismiss()
            return
        head = trn("{n} fault must be mended before the kit can be saved:",
                   "{n} faults must be mended before the kit can be saved:", len(musts))  # fmt: skip
        lines = (
            [head, *map(sentence, musts)]
            if musts
            else [tr("The kit can be saved. It could be better:")]
        )
        lines += [sentence(fault) for fault in faults if not fault.must]
        self.faults.tell("danger" if musts else "info", "\n".join(lines))

    def conceal(self) -> None:
        if self._revealed:
            self._collect()
            self._clear_clipboard()
            self._revealed = False
        if self.exercise is not None and self.draft is not None:
            self._show_form()

    def _clear_clipboard(self) -> None:
        """What was copied out of a role does not outlive its reveal."""
        clipboard = QGuiApplication.clipboard()
        copied = clipboard.text().strip()
        if self._is_role and copied and any(copied in str(_value(c)) for _, c in self._controls):
            clipboard.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        self.conceal()
        super().hideEvent(event)

    # Acts ------------------------------------------------------------------------------------------

    def _collect(self) -> bool:
        """Take what the form holds into the draft; whether anything changed."""
        if self.draft is None:
            return False
        before = self.draft
        for entry, control in self._controls:
            value = _value(control)
            if value != entry.value:
                self.draft = entry.put(self.draft, value)
        return self.draft != before

    def _on_left(self) -> None:
        if self._collect():
            self._controls = [
                (_refreshed(entry, control), control) for entry, control in self._controls
            ]
            self._check()

    def _on_section(self) -> None:
        changed = self._collect()
        self._revealed = False
        if changed:
            self._check()
        self._show_form()

    def _on_reveal(self) -> None:
        self._collect()
        self._revealed = not self._revealed
        self._show_form()

    def _replace(self, kit: Kit, section: str = "") -> None:
        self.draft = kit
        self._show_sections()
        if section:
            choose(self.section, section)
        self._revealed = False
        self._show_form()
        self._check()

    def _on_add_issue(self) -> None:
        self._collect()
        if self.draft is not None:
            self._replace(draft.with_issue(self.draft), f"issue:{len(self.draft.issues)}")

    def _on_add_role(self) -> None:
        self._collect()
        if self.draft is not None:
            self._replace(draft.with_role(self.draft), f"role:{len(self.draft.roles)}")

    def _on_remove(self) -> None:
        if self.draft is not None:
            self._replace(draft.without(self.draft, str(self.section.currentData())), "facts")

    def _on_add_language(self) -> None:
        code = self.new_language.text().strip().lower()
        if not kit_text.LANGUAGE.fullmatch(code):
            said = tr("Write a language code of two or three letters, such as lo or fr.")
            self.language_field.show_error(said)
            return
        self.language_field.show_error("")
        self._collect()
        if self.draft is not None:
            self.new_language.clear()
            self._replace(draft.with_language(self.draft, code))
            choose(self.language, code)
            self._show_form()

    def _on_forget(self) -> None:
        kit, _ = kit_text.read_form(self._stored)
        if kit is not None:
            self._controls = []
            self._replace(kit, "facts")

    def _on_save(self) -> None:
        self._collect()
        if self.draft is None:
            return
        text = kit_text.write(self.draft)
        if self.page.do(PutExerciseKit(self.row.id, text), tell=True):
            self._stored = text

    def start(self) -> QWidget | None:
        return self.section


def _control(entry: Entry) -> QWidget:
    if entry.kind is Kind.LINE:
        line = QLineEdit(str(entry.value))
        line.setCursorPosition(0)
        return line
    if entry.kind is Kind.TEXT:
        text = QPlainTextEdit()
        text.setPlainText(str(entry.value))
        text.setTabChangesFocus(True)
        text.setFixedHeight(260 if len(str(entry.value)) > 400 else 110)
        return text
    if entry.kind is Kind.NUMBER:
        value = entry.value if isinstance(entry.value, int) else 0
        return spin(-100, 600, value)
    if entry.kind is Kind.CHECK:
        check = QCheckBox(entry.label.replace("&", "&&"))
        check.setChecked(bool(entry.value))
        check.setAccessibleName(entry.label)
        return check
    box = combo(list(entry.choices))
    choose(box, entry.value)
    return box


def _value(control: QWidget) -> Any:
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QSpinBox):
        return control.value()
    if isinstance(control, QCheckBox):
        return control.isChecked()
    return control.currentData() if isinstance(control, QComboBox) else None


def _refreshed(entry: Entry, control: QWidget) -> Entry:
    from dataclasses import replace

    return replace(entry, value=_value(control))
