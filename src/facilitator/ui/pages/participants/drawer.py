"""The drawer with all that is kept of one participant, and of one who is being added.

A field is committed when it is left. What a rule refused stays in its field with the reason, also
when another person is looked at in between. It changes nothing itself: it says what is wished.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)  # fmt: skip

from facilitator._built.forms.pages.participant_drawer import Ui_ParticipantDrawer
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.people import InstitutionType, ParticipantRole, Sex
from facilitator.reports.labels import label
from facilitator.reports.words import date_text
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of
from facilitator.ui.app import theme
from facilitator.ui.pages.participants.words import consent_word, role_word, sex_word
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import Field
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import row

WIDTH = 340

LINES = ("certificate_name", "own_script_name", "honorific", "badge_name", "family_name", "country",
         "institution", "position", "email", "withdrawn_reason", "assessment_percent",
         "notes")  # fmt: skip
CHOICES = ("role", "sex", "institution_type")
CONSENTS = ("consent_photo", "consent_name_in_report", "consent_share_contact")
CHECKS = ("name_confirmed", "family_name_first", "withdrawn", "consent_photo",
          "consent_name_in_report", "consent_share_contact")  # fmt: skip
NEW_VALUES: Mapping[str, Any] = {
    **dict.fromkeys(LINES, ""), **dict.fromkeys(CHECKS, False),
    "role": ParticipantRole.PARTICIPANT, "sex": Sex.NOT_STATED,
    "institution_type": InstitutionType.OTHER, "assessment_percent": None,
}  # fmt: skip


class PersonDrawer(Drawer):
    """Shows one person (`show_person`) or an empty form for a new one (`begin_new`)."""

    edit_requested = Signal(object, str, object)
    """Id of the person, name of the field, new value."""
    add_requested = Signal(object)
    """Values of the new person by field; the name is filled in."""
    delete_requested = Signal(object)
    """Id of the person."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Person"), WIDTH)
        self.person: ParticipantRow | None = None
        self._is_new = False
        self._read_only = False
        self._shown: dict[str, Any] = {}
        self._drafts: dict[tuple[UUID | None, str], tuple[Any, str]] = {}
        self._refused = ""
        self._look_at_error = QTimer(self)
        self._look_at_error.setSingleShot(True)  # when the message has got its height
        self._look_at_error.timeout.connect(self._bring_error_into_view)
        self._delete = IconButton("trash-2", tr("Delete this person"), size="compact")
        self._delete.clicked.connect(self._on_delete)
        self.tools.addWidget(self._delete)
        self._build_form()
        self._build_foot()
        self.restyle()

    def _build_form(self) -> None:
        form = QWidget()
        self._ui = Ui_ParticipantDrawer()
        self._ui.setupUi(form)
        theme.adopt_form(form)
        self._controls: dict[str, QWidget] = {
            name: getattr(self._ui, name) for name in (*LINES, *CHOICES, *CHECKS)
        }
        self.fields = {name: self._field(name) for name in (*LINES, *CHOICES)}
        for name in ("names", "person", "week", "consents", "private"):
            getattr(self._ui, f"{name}Heading").set_style("body_strong")
        for name in CONSENTS:
            getattr(self._ui, f"{name}_on").set_style("caption", "text3")
        self._fill_choices()
        for name in CHECKS:
            box = self._controls[name]
            if isinstance(box, QCheckBox):
                box.clicked.connect(self._on_checked)
        self._countries = QStringListModel(self)
        completer = QCompleter(self._countries, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._ui.country.setCompleter(completer)
        self._suggestions = completer.popup()
        if self._suggestions is not None:
            self._suggestions.installEventFilter(self)
        self._suggestions_gone = QTimer(self)
        self._suggestions_gone.setSingleShot(True)
        self._suggestions_gone.timeout.connect(self._on_suggestions_gone)
        self.body.addWidget(form)
        self.body.addStretch(1)

    def _field(self, name: str) -> Field:
        hints = {
            "certificate_name": tr("As it is printed on the certificate"),
            "assessment_percent": tr("Empty means not assessed"),
            "family_name": tr("Where lists are in order of family names"),
            "notes": tr("Private: never printed or projected"),
        }
        title: PlainLabel = getattr(self._ui, f"{name}Label")
        title.set_style("label", "text2")
        field = Field.adopt(title, self._controls[name], hints.get(name, ""))
        field.left.connect(self._on_left)
        return field

    def _fill_choices(self) -> None:
        for role in ParticipantRole:
            self._ui.role.addItem(role_word(role), role)
        for sex in Sex:
            self._ui.sex.addItem(sex_word(sex), sex)
        for kind in InstitutionType:
            self._ui.institution_type.addItem(label(kind), kind)

    def _build_foot(self) -> None:
        self._reason = PlainLabel("", "caption", "text2", wrap=True)
        self._reason_icon = IconLabel("info", "text2", 14)
        line = row(margins=(0, 10, 0, 0), spacing=8)
        line.addWidget(self._reason_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._reason, 1)
        self.foot.addLayout(line)
        self._show_reason()

    def _show_reason(self) -> None:
        text = ""
        if self._read_only:
            text = text_of("read-only", {})
        elif self._is_new:
            text = tr("The person is added when you leave the name.")
        self._reason.setText(text)
        self._reason.setVisible(bool(text))
        self._reason_icon.set_icon("lock" if self._read_only else "info")
        self._reason_icon.setVisible(bool(text))

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "_ui"):
            self._ui.notes.setFixedHeight(theme.px(96))

    # What is shown --------------------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether the form is for somebody who is not in the list yet."""
        return self._is_new

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - mirrors setReadOnly
        """Allow changes, or show the reason why there can be none."""
        self._read_only = read_only
        for control in self._controls.values():
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.setReadOnly(read_only)
                theme.set_state(control, "readOnly", "true" if read_only else "false")
            else:
                control.setEnabled(not read_only)
        self._delete.setEnabled(not read_only)
        self._show_reason()

    def set_countries(self, countries: Iterable[str]) -> None:
        """Offer these while a country is typed."""
        self._countries.setStringList(sorted(set(countries) - {""}))

    def show_person(self, person: ParticipantRow, replaced_by: str = "") -> None:
        """Show a person; what is being typed into a field at this moment stays.

        `replaced_by` is the name of who came in the person's stead.
        """
        same = self.person is not None and self.person.id == person.id
        self._keep_new_draft()
        self.person, self._is_new = person, False
        self.set_title(person.badge_name or person.certificate_name)
        self._delete.show()
        self._show_reason()
        for name in self._controls:
            self._show_value(name, getattr(person, name), keep_typing=same)
        self._show_dates(person)
        if replaced_by:
            self.fields["withdrawn_reason"].message.set_hint(
                tr("Replaced by {name}", name=replaced_by)
            )

    def _show_dates(self, person: ParticipantRow | None) -> None:
        """Since when a consent holds, or was taken back; the reason only of who withdrew."""
        for name in CONSENTS:
            line: PlainLabel = getattr(self._ui, f"{name}_on")
            day = getattr(person, f"{name}_on") if person is not None else None
            line.setText(consent_word(given=bool(person and getattr(person, name)), day=day))
            line.setVisible(day is not None)
        away = person is not None and person.withdrawn
        self._ui.withdrawn_reasonLabel.setVisible(away)
        self._ui.withdrawn_reason.setVisible(away)
        day = person.withdrawn_on if person is not None and away else None
        since = tr("Since {date}", date=date_text(day)) if day is not None else ""
        self.fields["withdrawn_reason"].message.set_hint(since)

    def begin_new(self, instead_of: str = "") -> None:
        """Show the form for a new person, with what was typed before and not added yet.

        `instead_of` names who is replaced by the new person.
        """
        self._keep_new_draft()
        self.person, self._is_new = None, True
        self.set_title(tr("Instead of {name}", name=instead_of) if instead_of else tr("New person"))
        self._show_dates(None)
        self._delete.hide()
        self._show_reason()
        for name, value in NEW_VALUES.items():
            self._show_value(name, value, keep_typing=False)
        self.open_drawer()
        self._ui.certificate_name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        control = self._controls.get(name, self._ui.certificate_name)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()
        self._bring_into_view(control)

    def _bring_into_view(self, control: QWidget) -> None:
        room = self.findChild(QScrollArea)
        if room is not None:
            room.ensureWidgetVisible(control, 0, theme.px(48))

    def keep_refused(self, key: UUID | None, name: str, value: object, error: str) -> None:
        """Keep what a rule refused, so that it can be put right."""
        self._drafts[key, name] = (value, error)
        if self._key == key:
            self._show_value(name, self._shown.get(name), keep_typing=False)
            self._refused = name
            self._look_at_error.start()

    def _bring_error_into_view(self) -> None:
        field = self.fields.get(self._refused)
        if field is not None and not field.control.visibleRegion().isEmpty():
            self._bring_into_view(field.message)

    def accept(self, key: UUID, name: str) -> None:
        """The field was saved; what is shown from now on is what was stored."""
        self._drafts.pop((key, name), None)
        if self._key == key:
            self._shown[name] = self._value(name)

    def forget_new(self) -> None:
        """The new person was added: nothing of them is waiting any more."""
        self._is_new = False
        for key in [key for key in self._drafts if key[0] is None]:
            del self._drafts[key]

    def leave_gone_person(self) -> None:
        """The person shown was taken out of the list: close, and save nothing of the form."""
        self.person = None
        if self.isVisible():
            self.close_drawer()

    def forget_everything(self) -> None:
        """Another programme was opened."""
        self._drafts.clear()
        self.person, self._is_new = None, False
        self.hide()

    @property
    def _key(self) -> UUID | None:
        return self.person.id if self.person else None

    def _show_value(self, name: str, value: object, *, keep_typing: bool) -> None:
        control = self._controls[name]
        typing = keep_typing and self._value(name) != self._shown.get(name)
        self._shown[name] = value
        if typing:
            return
        draft, error = self._drafts.get((self._key, name), (value, ""))
        self._put(control, draft)
        if name in self.fields:
            self.fields[name].show_error(error)

    def _put(self, control: QWidget, value: object) -> None:
        text = "" if value is None else str(value)
        if isinstance(control, QLineEdit):
            if control.text() != text:
                control.setText(text)
                control.setCursorPosition(0)
        elif isinstance(control, QPlainTextEdit):
            if control.toPlainText() != text:
                control.setPlainText(text)
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))

    def _value(self, name: str) -> Any:
        control = self._controls[name]
        if isinstance(control, QLineEdit):
            text = control.text()
            if name == "assessment_percent":
                bare = text.strip().rstrip("%").strip()
                return int(bare) if bare.isdecimal() else bare or None
            return text
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText()
        if isinstance(control, QComboBox):
            return control.currentData()
        return isinstance(control, QCheckBox) and control.isChecked()

    # What the user does -----------------------------------------------------------------------------

    def _on_left(self) -> None:
        field = self.sender()
        name = next(name for name, known in self.fields.items() if known is field)
        suggestions = self._suggestions
        if name == "country" and suggestions is not None and suggestions.isVisible():
            return
        self._commit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and watched is self._suggestions:
            self._suggestions_gone.start()
        return super().eventFilter(watched, event)

    def _on_suggestions_gone(self) -> None:
        """While they showed, leaving the field was not yet leaving it."""
        if not self._ui.country.hasFocus():
            self._commit("country")

    def _on_checked(self) -> None:
        self._commit(_name_of(self.sender(), self._controls))

    def _commit(self, name: str) -> None:
        if self._read_only or (self.person is None and not self._is_new):
            return
        value = self._value(name)
        if self._is_new:
            self._commit_new(name)
        elif self.person is not None and value != self._shown.get(name):
            self.edit_requested.emit(self.person.id, name, value)
        elif (self._key, name) in self._drafts:  # typed back to what is stored
            del self._drafts[self._key, name]
            self.fields[name].show_error("")

    def _commit_new(self, name: str) -> None:
        """Add the person once there is a name; a field put right later adds them then."""
        waiting = any(key is None for key, _ in self._drafts)
        if self._ui.certificate_name.text().strip() and (name == "certificate_name" or waiting):
            self.add_requested.emit({name: self._value(name) for name in self._controls})

    def _keep_new_draft(self) -> None:
        if not self._is_new:
            return
        for name, empty in NEW_VALUES.items():
            value = self._value(name)
            error = self.fields[name].error if name in self.fields else ""
            if value != empty:
                self._drafts[None, name] = (value, error)
            else:
                self._drafts.pop((None, name), None)

    def _on_delete(self) -> None:
        if self.person is not None:
            self.delete_requested.emit(self.person.id)

    def close_drawer(self) -> None:
        # The focus leaves first, so that the field in which it stands is committed.
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_new_draft()
        super().close_drawer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close_drawer()
        else:
            super().keyPressEvent(event)


def _name_of(control: QObject, controls: Mapping[str, QWidget]) -> str:
    return next(name for name, known in controls.items() if known is control)
