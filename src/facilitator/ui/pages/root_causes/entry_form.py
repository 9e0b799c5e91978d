"""The form of a sheet's lines, made from the tool's description, and the head of the sheet."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facilitator.application.commands.analysis_sheets import PutSheetEntry
from facilitator.application.rows.root_causes import SheetRow
from facilitator.domain.analysis_sheets import Entry, EntrySpec, FieldKind, FieldSpec, ToolSpec
from facilitator.domain.case_studies import Arena
from facilitator.reports.labels import label
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.pages.root_causes.part import choose, combo
from facilitator.ui.pages.root_causes.tree.panel import Form, sensitivity_choices, status_choices
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.part_list import GrowingText


class EntryForm(Panel):
    """Choose a kind, fill it in, Enter or the button adds; a line below opens for a change."""

    put_wished = Signal(object)
    """A PutSheetEntry."""
    delete_wished = Signal(object)
    send_wished = Signal(object)

    def __init__(self, spec: ToolSpec) -> None:
        super().__init__(tr("Lines of the sheet"))
        self.spec = spec
        self.sheet: SheetRow | None = None
        self.editing: UUID | None = None
        self._next_why: UUID | None = None
        self._entries: dict[str, FormField] = {}
        self.kind = combo(tr("Kind of line"), [(tr(e.label), e.kind) for e in spec.entries], 14)
        self.kind.activated.connect(self._on_kind)
        self.kind_field = FormField(tr("Kind of line"), self.kind)
        if len(spec.entries) < 2:
            self.kind_field.hide()
        self._fields = column(spacing=10)
        self.add_button = Button(tr("Add the line"), icon="plus", size="compact")
        self.add_button.clicked.connect(self._on_put)
        self.cancel_button = Button(tr("Cancel"), size="compact")
        self.cancel_button.clicked.connect(self._on_cancel)
        foot = row(spacing=8)
        foot.addWidget(self.add_button)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        self._list = column(spacing=6)
        self.form_part = QWidget()
        self.form_part.setProperty("clear", True)
        inner = column(self.form_part, spacing=10)
        inner.addWidget(self.kind_field)
        inner.addLayout(self._fields)
        inner.addLayout(foot)
        self.body.addWidget(self.form_part)
        self.body.addLayout(self._list)
        self._build_fields()

    @property
    def entry_spec(self) -> EntrySpec:
        """The kind that is being filled in."""
        return self.spec.entry(str(self.kind.currentData()))

    # The fields -------------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        clear(self._fields)
        self._entries = {}
        spec = self.entry_spec
        if spec.under != ("",):
            self._add("parent_id", tr(spec.under_label) or tr("Belongs to"), combo(""))
        text = GrowingText()
        text.entered.connect(self._on_put)
        hint = tr(spec.hint) if spec.hint else ""
        if spec.to:
            self._add("other_id", tr(spec.to_label), combo(""))
        self._add("text", tr(spec.label), text, hint)
        for made in spec.fields:
            self._add(
                made.name,
                tr(made.label),
                self._control(made),
                tr("1998, 1998-05 or 1998-05-21") if made.kind is FieldKind.DATE else "",
            )
        self._fill_references()
        self._show_state()

    def _control(self, made: FieldSpec) -> QWidget:
        if made.kind is FieldKind.CHOICE:
            return combo("", [(tr(words), key) for key, words in made.choices])
        if made.kind is FieldKind.DATE or made.limit <= 80:
            line = QLineEdit()
            line.returnPressed.connect(self._on_put)
            return line
        text = GrowingText()
        text.entered.connect(self._on_put)
        return text

    def _add(self, name: str, title: str, control: QWidget, hint: str = "") -> None:
        field = FormField(title, control, hint)
        self._entries[name] = field
        self._fields.addWidget(field)

    def _fill_references(self) -> None:
        spec, sheet = self.entry_spec, self.sheet
        if sheet is None:
            return
        for name, kinds in (("parent_id", spec.under), ("other_id", spec.to)):
            if name in self._entries:
                choices: list[tuple[str, object]] = [(tr("Both"), "")] if "" in kinds else []
                choices += [(self._reference(entry), entry.id) for entry in sheet.entries
                            if entry.kind in kinds and entry.id != self.editing]  # fmt: skip
                box = self._entries[name].control
                assert isinstance(box, QComboBox)  # noqa: S101 - made above
                fill(box, choices)

    def _reference(self, entry: Entry) -> str:
        assert self.sheet is not None  # noqa: S101 - only called with a sheet
        parent = self.sheet.entry(entry.parent_id)
        short = entry.text if len(entry.text) <= 48 else entry.text[:47] + "…"
        return f"{short} ({parent.text[:30]})" if parent and entry.kind != "why" else short

    def _value(self, name: str) -> Any:
        control = self._entries[name].control
        if isinstance(control, QComboBox):
            return control.currentData()
        text = control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()  # type: ignore[attr-defined]
        return " ".join(text.split())

    def _set(self, name: str, value: Any) -> None:
        control = self._entries[name].control
        if isinstance(control, QComboBox):
            choose(control, value)
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(value)
        else:
            control.setText(value)  # type: ignore[attr-defined]

    # Showing ----------------------------------------------------------------------------------------

    def show_sheet(self, sheet: SheetRow, *, editable: bool) -> None:
        """Show the lines; what is being typed stays."""
        other = self.sheet is None or self.sheet.id != sheet.id
        self.sheet = sheet
        if other or sheet.entry(self.editing) is None:
            self.editing = None
        self.form_part.setVisible(editable)
        if self._next_why is not None and sheet.entry(self._next_why) is not None:
            choose(self.kind, "why")
            if "parent_id" not in self._entries:
                self._build_fields()
            self._fill_references()
            self._set("parent_id", self._next_why)
            self._next_why = None
            self.begin_new()
        self._fill_references()
        if other:
            self._blank()
        self._show_lines(sheet, editable=editable)
        self._show_state()

    def _show_state(self) -> None:
        self.add_button.setText(tr("Change the line") if self.editing else tr("Add the line"))
        self.add_button.set_icon("check" if self.editing else "plus")
        self.cancel_button.setVisible(self.editing is not None)
        self.kind.setEnabled(self.editing is None)

    def _show_lines(self, sheet: SheetRow, *, editable: bool) -> None:
        clear(self._list)
        for spec in self.spec.entries:
            entries = sheet.of_kind(spec.kind)
            if entries:
                self._list.addWidget(PlainLabel(tr(spec.label), "caption_strong", "text2"))
            for entry in entries:
                self._list.addLayout(self._line(sheet, spec, entry, editable=editable))

    def _line(self, sheet: SheetRow, spec: EntrySpec, entry: Entry, *, editable: bool):  # type: ignore[no-untyped-def]
        line = row(spacing=4)
        said = PlainLabel(line_words(sheet, spec, entry), "small", wrap=True)
        line.addWidget(said, 1)
        if not editable:
            return line
        last = entry.kind == "why" and not sheet.under(entry.id, "why")
        if last:
            send = IconButton("git-fork", tr("Send the last two steps to the tree"), size="compact")
            send.clicked.connect(partial(self.send_wished.emit, entry.id))
            line.addWidget(send, 0, Qt.AlignmentFlag.AlignTop)
        edit = IconButton("pencil", tr("Change “{text}”", text=said.text()), size="compact")
        edit.clicked.connect(partial(self.edit, entry.id))
        away = IconButton("trash-2", tr("Delete “{text}”", text=said.text()), size="compact")
        away.clicked.connect(partial(self.delete_wished.emit, entry.id))
        line.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return line

    # Acts -------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Put the cursor where a new line is typed."""
        self._entries["text"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, key: UUID) -> None:
        """Open a line for a change."""
        entry = self.sheet.entry(key) if self.sheet else None
        if entry is None:
            return
        self.editing = key
        choose(self.kind, entry.kind)
        self._build_fields()
        self._set("text", entry.text)
        for name, value in (("parent_id", entry.parent_id or ""), ("other_id", entry.other_id)):
            if name in self._entries:
                self._set(name, value)
        for made in self.entry_spec.fields:
            self._set(made.name, entry.value(made.name))
        self.begin_new()

    def _blank(self) -> None:
        """Empty the texts; choices and parents stay, so that a list is typed quickly."""
        self._set("text", "")
        for made in self.entry_spec.fields:
            if made.kind is not FieldKind.CHOICE:
                self._set(made.name, "")
        for field in self._entries.values():
            field.show_error("")

    def _on_kind(self) -> None:
        self._build_fields()
        self.begin_new()

    def _on_cancel(self) -> None:
        self.editing = None
        self._blank()
        self._show_state()

    def _on_put(self) -> None:
        if self.sheet is None:
            return
        for field in self._entries.values():
            field.show_error("")
        keys = {
            name: self._value(name) for name in ("parent_id", "other_id") if name in self._entries
        }
        self.put_wished.emit(PutSheetEntry(
            self.sheet.id, self.entry_spec.kind, self._value("text"),
            {made.name: self._value(made.name) or "" for made in self.entry_spec.fields},
            keys.get("parent_id") or None, keys.get("other_id") or None, self.editing or uuid4(),
        ))  # fmt: skip

    def refuse(self, refusal: RuleViolation) -> None:
        """Show what rule was broken beside its field."""
        self._entries.get(refusal.field, self._entries["text"]).show_error(str(refusal))

    def taken(self, command: PutSheetEntry) -> None:
        """The line is on the sheet: room for the next; the next why answers this one."""
        self.editing = None
        self._blank()
        self._show_state()
        if command.kind in {"chain", "why"}:
            self._next_why = command.entry_id
        self.begin_new()


def line_words(sheet: SheetRow, spec: EntrySpec, entry: Entry) -> str:
    """A line in words: what it belongs to, what it leads to, its text."""
    parent, other = sheet.entry(entry.parent_id), sheet.entry(entry.other_id)
    inferred = "~ " if entry.value("basis") == "inferred" else ""
    if other is not None and parent is not None:
        words = dict(next((f.choices for f in spec.fields if f.kind is FieldKind.CHOICE), ()))
        first = next((f.name for f in spec.fields if f.kind is FieldKind.CHOICE), "")
        sign = tr(words[entry.value(first)]) if entry.value(first) in words else ""
        middle = f" ({sign})" if sign else ""
        tail = f": {entry.text}" if entry.text else ""
        return f"{parent.text} → {other.text}{middle}{tail}"
    date = f"{entry.value('date')}  " if entry.value("date") else ""
    before = f"{parent.text}: " if parent is not None and entry.kind != "why" else ""
    return f"{before}{date}{inferred}{entry.text}"


class SheetHeadForm(Panel):
    """Title, viewpoint and who may see the sheet: both are printed on it."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("About this sheet"))
        self.form = Form()
        self.form.add("title", tr("Title"), QLineEdit())
        self.form.add("viewpoint", tr("Whose analysis"), QLineEdit())
        self.form.add("sensitivity", tr("Who may see it"), combo("", sensitivity_choices()))
        self.form.add("status", tr("State"), combo("", status_choices()))
        self.form.add("arena", tr("Arena"), combo("", [(label(one), one.value) for one in Arena]))
        self.form.add("period_from", tr("Period from"), QLineEdit())
        self.form.add("period_to", tr("Period to"), QLineEdit())
        self.form.changed.connect(self.changed)
        self.body.addWidget(self.form)
        self._sheet_id: UUID | None = None

    def show_sheet(self, sheet: SheetRow, *, editable: bool) -> None:
        """Show the head of a sheet."""
        fresh = self._sheet_id != sheet.id
        self._sheet_id = sheet.id
        head = sheet.head
        self.form.show_values({
            "title": sheet.title, "viewpoint": head.viewpoint, "sensitivity": sheet.sensitivity.value,
            "status": head.status.value, "arena": head.arena.value,
            "period_from": head.period_from, "period_to": head.period_to,
        }, editable=editable, fresh=fresh)  # fmt: skip

    def refuse(self, refusal: RuleViolation) -> None:
        """Show what rule was broken beside its field."""
        self.form.refuse(refusal)
