"""Settings: they apply at once; there is no OK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from facilitator._built.forms.pages.settings import Ui_SettingsForm
from facilitator.support.i18n import tr, trn
from facilitator.support.resources import resource
from facilitator.support.settings import LOCK_AFTER, ROOM_THEMES, TEXT_SCALES
from facilitator.ui.app import theme
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets.cards import Surface
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.fields import FieldMessage, FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet

WIDTH = 720
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "lo": "ລາວ", "th": "ไทย", "vi": "Tiếng Việt",
                  "id": "Bahasa Indonesia", "km": "ខ្មែរ", "my": "မြန်မာ", "pt": "Português"}  # fmt: skip


def languages() -> list[str]:
    """Codes of the languages that there is a catalogue for; English is always there."""
    folder = resource("locale")
    found = {path.parents[1].name for path in folder.glob("*/LC_MESSAGES/facilitator.mo")}
    return ["en", *sorted(found - {"en"})]


class SettingsPage(Page):
    """Theme, text size, language, locking."""

    def build(self) -> None:
        holder = QWidget()
        holder.setMaximumWidth(theme.px(WIDTH))
        self.form = Ui_SettingsForm()
        self.form.setupUi(holder)
        theme.adopt_form(holder)
        for heading in (self.form.look_heading, self.form.words_heading):
            heading.set_style("subtitle")
        self._fill_choices()
        whole = holder.layout()
        if whole is not None:
            whole.addWidget(self._build_safety())
            whole.addWidget(self._build_running())
        inner = QWidget()
        across = row(inner)
        across.addWidget(holder, 1, Qt.AlignmentFlag.AlignTop)
        across.addStretch(0)
        self.content.addWidget(scrolled(inner, across=True), 1)
        self.form.theme.chosen.connect(self._on_theme)
        self.form.text_scale.chosen.connect(self._on_text_scale)
        self.form.language.activated.connect(self._on_language)

    def _build_safety(self) -> QWidget:
        """When a protected programme is locked by itself."""
        surface = Surface()
        surface.setAccessibleName(tr("Safety"))
        self.lock_after = QComboBox()
        for minutes in LOCK_AFTER:
            never = tr("Never")
            name = trn("After {n} minute", "After {n} minutes", minutes) if minutes else never
            self.lock_after.addItem(name, minutes)
        self.lock_after.activated.connect(self._on_lock_after)
        hint = tr(
            "Only a programme with a passphrase is locked, and not while the room's screen is on."
        )
        whole = column(surface, (16, 14, 16, 16), spacing=14)
        whole.addWidget(PlainLabel(tr("Safety"), "subtitle"))
        field = FormField(tr("Lock when nobody touches keyboard or mouse"), self.lock_after, hint)
        whole.addWidget(field)
        return surface

    def _build_running(self) -> QWidget:
        """How the room's screen looks, and the letters of the cockpit."""
        surface = Surface()
        surface.setAccessibleName(tr("Running a session"))
        self.room_theme = QComboBox()
        names = {"light": tr("Light"), "dark": tr("Dark"), "contrast": tr("High contrast")}
        for name in ROOM_THEMES:
            self.room_theme.addItem(names[name], name)
        self.room_theme.activated.connect(self._on_room_theme)
        self.letter_keys = QCheckBox(tr("Single letters work as keys while a session runs"))
        self.letter_keys.setAccessibleName(self.letter_keys.text())
        self.letter_keys.clicked.connect(self._on_letter_keys)
        whole = column(surface, (16, 14, 16, 16), spacing=14)
        whole.addWidget(PlainLabel(tr("Running a session"), "subtitle"))
        hint = tr("Light reads best in a lit room.")
        whole.addWidget(FormField(tr("The room's screen"), self.room_theme, hint))
        whole.addWidget(self.letter_keys)
        return surface

    def _on_room_theme(self) -> None:
        self.context.settings.room_theme = str(self.room_theme.currentData())
        self.context.shell.apply_settings()

    def _on_letter_keys(self) -> None:
        self.context.settings.letter_keys = self.letter_keys.isChecked()
        self.context.shell.apply_settings()

    def _on_lock_after(self) -> None:
        self.context.settings.lock_after = int(self.lock_after.currentData())
        self.context.shell.apply_settings()

    def _fill_choices(self) -> None:
        self.form.theme.set_choices([
            ("system", tr("Like the system"), "monitor"), ("light", tr("Light"), "sun"),
            ("dark", tr("Dark"), "moon"), ("contrast", tr("High contrast"), "contrast"),
        ])  # fmt: skip
        self.form.text_scale.set_choices([(str(s), f"{s} %", "") for s in TEXT_SCALES])
        for control, layout in ((self.form.theme, self.form.theme_field),
                                (self.form.text_scale, self.form.text_scale_field)):  # fmt: skip
            layout.setAlignment(control, Qt.AlignmentFlag.AlignLeading)
        for code in languages():
            self.form.language.addItem(LANGUAGE_NAMES.get(code, code), code)
        if self.form.language.count() == 1:
            note = FieldMessage()
            self.form.language_field.addWidget(note)
            note.set_hint(tr("English is the only language so far."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def refresh(self, _change_set: ChangeSet | None) -> None:
        self._show()

    def _show(self) -> None:
        settings = self.context.settings
        self.room_theme.setCurrentIndex(self.room_theme.findData(settings.room_theme))
        self.letter_keys.setChecked(settings.letter_keys)
        self.form.theme.choose(settings.theme)
        self.lock_after.setCurrentIndex(self.lock_after.findData(settings.lock_after))
        self.form.text_scale.choose(str(settings.text_scale))
        self.form.language.setCurrentIndex(max(0, self.form.language.findData(settings.language)))

    def _on_theme(self, key: str) -> None:
        self.context.settings.theme = key
        self.context.shell.apply_settings()

    def _on_text_scale(self, key: str) -> None:
        self.context.settings.text_scale = int(key)
        self.context.shell.apply_settings()

    def _on_language(self) -> None:
        self.context.settings.language = str(self.form.language.currentData())
        self.context.shell.apply_settings()


PAGE = SettingsPage
