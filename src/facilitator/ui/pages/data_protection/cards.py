"""The cards of the page: each shows one matter and says what is wished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)  # fmt: skip

from facilitator.application.rows.data_protection import ExportRow, HarmCheckRow, ProtectionRow
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.data_protection import Retention
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.messages import InlineMessage

MOST_SHOWN = 12


class ResponsibleCard(Panel):
    """Who answers for the data; a field is saved when it is left."""

    edited = Signal(str, str)
    """Field and its new text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who is responsible"), parent)
        self._values: dict[str, str] = {}
        self.more = QPlainTextEdit()
        self.more.setFixedHeight(theme.px(76))
        controls = {
            "controller": (tr("Organisation that is responsible"), QLineEdit(), ""),
            "responsible": (tr("Person to ask"), QLineEdit(), ""),
            "contact": (tr("How to reach them"), QLineEdit(),
                        tr("An address, a number, or the address of your own policy.")),
            "retention_days": (tr("Days kept after the last day"), QLineEdit(),
                               tr("Personal data; 180 unless your rules say otherwise.")),
            "more": (tr("Anything the notice should add"), self.more, ""),
        }  # fmt: skip
        self.fields: dict[str, FormField] = {}
        for name, (label, control, hint) in controls.items():
            field = FormField(label, control, hint)
            field.left.connect(lambda name=name: self._on_left(name))
            self.fields[name] = field
            self.body.addWidget(field)

    def _text(self, name: str) -> str:
        control = self.fields[name].control
        return control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()  # type: ignore[attr-defined]

    def show_row(self, row_: ProtectionRow) -> None:
        """Fill the fields that are not being edited."""
        self._values = {name: str(getattr(row_, name)) for name in self.fields}
        for name, text in self._values.items():
            control = self.fields[name].control
            if control.hasFocus() or self.fields[name].field.error:
                continue
            if isinstance(control, QPlainTextEdit):
                control.setPlainText(text)
            elif isinstance(control, QLineEdit):
                control.setText(text)

    def _on_left(self, name: str) -> None:
        if self._text(name) != self._values.get(name, ""):
            self.edited.emit(name, self._text(name))
        else:
            self.fields[name].show_error("")


class NoticeCard(Panel):
    """The privacy notice, in the languages of the room."""

    save_requested = Signal(tuple)
    """Codes of the languages ticked."""

    def __init__(self, languages: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(tr("Privacy notice"), parent)
        self.body.addWidget(PlainLabel(
            tr("One page a language, to lay out at registration before anybody writes a name."),
            "body", "text2", wrap=True,
        ))  # fmt: skip
        holder = QWidget()
        flow = FlowLayout(holder, spacing=12)
        self.boxes: dict[str, QCheckBox] = {}
        for code, language in languages:
            box = QCheckBox(language)
            box.setAccessibleName(language)
            box.setChecked(code == "en")
            self.boxes[code] = box
            flow.addWidget(box)
        self.body.addWidget(holder)
        self.save_button = Button(tr("Save the notice to print…"), icon="printer")
        self.save_button.clicked.connect(self._on_save)
        self.body.addLayout(_left(self.save_button))

    def _on_save(self) -> None:
        self.save_requested.emit(tuple(code for code, box in self.boxes.items() if box.isChecked()))


class HeldCard(Panel):
    """One person's print of all that is held."""

    save_requested = Signal(object)
    """Key of the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("“What do you hold about me?”"), parent)
        self.body.addWidget(PlainLabel(
            tr("Everybody may ask. Print it at once and hand it over; it names nobody else."),
            "body", "text2", wrap=True,
        ))  # fmt: skip
        self.people = QComboBox()
        self.people.setEditable(True)
        self.people.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.body.addWidget(FormField(tr("Person"), self.people))
        self.save_button = Button(tr("Save the print…"), icon="printer")
        self.save_button.clicked.connect(self._on_save)
        self.body.addLayout(_left(self.save_button))

    def show_people(self, people: Sequence[ParticipantRow]) -> None:
        """Offer these people."""
        chosen = self.people.currentData()
        self.people.clear()
        for person in people:
            self.people.addItem(person.certificate_name, person.id)
        self.people.setCurrentIndex(max(0, self.people.findData(chosen)))
        completer = self.people.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.save_button.setEnabled(bool(people))

    def _on_save(self) -> None:
        at = self.people.findText(self.people.currentText())
        if at >= 0:
            self.save_requested.emit(self.people.itemData(at))


class HarmCard(Panel):
    """The three questions before something is shared, and who answered them."""

    keep_requested = Signal(object)
    """The answers by field of RecordHarmCheck."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Do no harm: before you share"), parent)
        self.what, self.audience, self.signed_by = QLineEdit(), QLineEdit(), QLineEdit()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(theme.px(64))
        self.exposes = QCheckBox(tr("It could expose a person or a group"))
        self.divides = QCheckBox(tr("It could deepen a divide"))
        self.leak_harms = QCheckBox(tr("It would harm somebody if it leaked to any government"))
        self.fields = {
            "what": FormField(tr("What is to be shared"), self.what),
            "audience": FormField(tr("Who will see it"), self.audience),
            "note": FormField(tr("What will be changed or left out"), self.note),
            "signed_by": FormField(tr("Answered by"), self.signed_by),
        }
        self.body.addWidget(self.fields["what"])
        self.body.addWidget(self.fields["audience"])
        self.body.addWidget(PlainLabel(tr("Tick what is true:"), "label", "text2"))
        for box in (self.exposes, self.divides, self.leak_harms):
            box.setAccessibleName(box.text())
            self.body.addWidget(box)
        self.body.addWidget(self.fields["note"])
        self.body.addWidget(self.fields["signed_by"])
        self.keep_button = Button(tr("Keep these answers"), icon="check")
        self.keep_button.clicked.connect(self._on_keep)
        self.body.addLayout(_left(self.keep_button))
        self._earlier = column(spacing=6)
        self.body.addLayout(self._earlier)

    def _on_keep(self) -> None:
        for field in self.fields.values():
            field.show_error("")
        self.keep_requested.emit({
            "what": self.what.text(), "audience": self.audience.text(),
            "exposes": self.exposes.isChecked(), "divides": self.divides.isChecked(),
            "leak_harms": self.leak_harms.isChecked(), "note": self.note.toPlainText(),
            "signed_by": self.signed_by.text(),
        })  # fmt: skip

    def empty(self) -> None:
        """Ready for the next check."""
        self.what.clear()
        self.audience.clear()
        self.note.clear()
        for box in (self.exposes, self.divides, self.leak_harms):
            box.setChecked(False)

    def show_checks(self, checks: Sequence[HarmCheckRow]) -> None:
        """List the earlier checks."""
        clear(self._earlier)
        for check in checks[:MOST_SHOWN]:
            said = tr("no danger seen") if check.is_clear else tr("with care")
            text = tr("{day}: {what}, {said} ({who})", day=check.checked_on.isoformat(),
                      what=check.what, said=said, who=check.signed_by)  # fmt: skip
            self._earlier.addWidget(PlainLabel(text, "small", "text2", wrap=True))


class ExportsCard(Panel):
    """What left the programme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What left the programme"), parent)
        self._lines = column(spacing=6)
        self.body.addLayout(self._lines)

    def show_exports(self, exports: Sequence[ExportRow]) -> None:
        """List the latest."""
        clear(self._lines)
        if not exports:
            self._lines.addWidget(PlainLabel(tr("Nothing so far."), "body", "text2"))
        for export in exports[:MOST_SHOWN]:
            what = tr("{what} (redacted)", what=export.what) if export.redacted else export.what
            parts = (f"{export.at.astimezone():%Y-%m-%d %H:%M}", what, export.purpose)
            line = PlainLabel("  ·  ".join(part for part in parts if part), "small", wrap=True)
            self._lines.addWidget(line)


class EndCard(Panel):
    """The redacted copy and the wipe."""

    redact_requested = Signal()
    wipe_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("At the end"), parent)
        self.state = InlineMessage()
        self.body.addWidget(self.state)
        self.body.addWidget(PlainLabel(tr(
            "A redacted copy names nobody: for an archive or a colleague. The wipe takes every name "
            "out of this file, its log and its automatic copies, for good, and free texts that may "
            "name people unless you keep them; the agenda, the groups' work, results and the numbers "
            "of certificates stay."
        ), "body", "text2", wrap=True))  # fmt: skip
        self.redact_button = Button(tr("Save a redacted copy…"), icon="file-check")
        self.wipe_button = Button(tr("Wipe personal data…"), Kind.DANGER, icon="trash-2")
        self.redact_button.clicked.connect(self.redact_requested)
        self.wipe_button.clicked.connect(self.wipe_requested)
        holder = QWidget()
        flow = FlowLayout(holder, spacing=8)
        flow.addWidget(self.redact_button)
        flow.addWidget(self.wipe_button)
        self.body.addWidget(holder)

    def show_state(self, protection: ProtectionRow, today: date, *, left: bool) -> None:
        """Say whether the wipe is due; `left`: free texts that may name people are still there."""
        day = protection.due_on.isoformat()
        state = protection.state(today)
        if state is Retention.WIPED:
            wiped = protection.wiped_on.isoformat() if protection.wiped_on else ""
            self.state.tell("ok", tr("Personal data were wiped on {day}.", day=wiped))
        elif state is Retention.DUE:
            self.state.tell("warn", tr("The wipe is due since {day}.", day=day))
        else:
            self.state.tell("info", tr("The wipe is due on {day}.", day=day))
        self.wipe_button.setVisible(state is not Retention.WIPED or left)


def _left(button: Button) -> QHBoxLayout:
    line = row()
    line.addWidget(button)
    line.addStretch(1)
    return line
