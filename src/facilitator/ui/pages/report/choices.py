"""What the user decides of the report: whom it names, which sections it has, what people write."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QWidget,
)  # fmt: skip

from facilitator.application.rows.report import ReportRow
from facilitator.domain.report import PROSE, Naming, SectionKey
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot


class Choices(QWidget):
    """Whom the report names, and the ways to its sections and texts."""

    naming_chosen = Signal(object)
    sections_requested = Signal()
    words_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.naming = QComboBox()
        for naming, words in (
            (Naming.NONE, tr("Nobody")), (Naming.INITIALS, tr("Initials, by consent")),
            (Naming.NAMES, tr("Names, by consent")),
        ):  # fmt: skip
            self.naming.addItem(words, naming)
        self.naming.activated.connect(self._on_naming)
        self.sections_button = Button(tr("Choose sections…"), icon="list-checks")
        self.words_button = Button(tr("Write…"), icon="pencil")
        self.sections_button.clicked.connect(self.sections_requested)
        self.words_button.clicked.connect(self.words_requested)
        whole = column(self, spacing=10)
        whole.addWidget(FormField(tr("Participants stand as"), self.naming))
        whole.addWidget(self.sections_button)
        whole.addWidget(self.words_button)

    def show_report(self, report: ReportRow) -> None:
        """Show what is chosen, and how many texts still wait."""
        self.naming.setCurrentIndex(self.naming.findData(report.naming))
        waiting = sum(1 for key in PROSE if report.shows(key) and not report.prose.get(key))
        written = tr("Write… ({n} wait)", n=waiting) if waiting else tr("Change your texts…")
        self.words_button.setText(written)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a state
        """Nothing can be decided in a programme that is open to read only."""
        for part in (self.naming, self.sections_button, self.words_button):
            part.setEnabled(not read_only)

    def _on_naming(self) -> None:
        self.naming_chosen.emit(Naming(self.naming.currentData()))


class SectionsDialog(QDialog):
    """A box for each section; a tick counts at once."""

    switched = Signal(object, bool)

    def __init__(
        self, titles: list[tuple[SectionKey, str]], report: ReportRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sections of the report"))
        self.setMinimumWidth(theme.px(380))
        whole = column(self, (24, 22, 24, 20), spacing=8)
        whole.addWidget(PlainLabel(tr("Sections of the report"), "title"))
        self.boxes: dict[SectionKey, QCheckBox] = {}
        for key, title in titles:
            box = QCheckBox(title)
            box.setAccessibleName(title)
            box.setChecked(report.shows(key))
            box.clicked.connect(lambda shown, key=key: self.switched.emit(key, shown))
            self.boxes[key] = box
            whole.addWidget(box)
        whole.addLayout(_done(self))


class WordsDialog(QDialog):
    """The texts that only people can write; each is kept when its field is left, and at the end."""

    written = Signal(object, str)

    def __init__(
        self, places: list[tuple[SectionKey, str, str]], report: ReportRow,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(tr("In your own words"))
        self.resize(theme.px(640), theme.px(620))
        whole = column(self, (24, 22, 24, 20), spacing=14)
        whole.addWidget(PlainLabel(tr("In your own words"), "title"))
        whole.addWidget(PlainLabel(tr(
            "What is still empty is marked in a draft and in the DOCX, and left out of the final PDF."
        ), "body", "text2", wrap=True))  # fmt: skip
        self._before: dict[SectionKey, str] = {}
        self.texts: dict[SectionKey, QPlainTextEdit] = {}
        self.fields: dict[SectionKey, FormField] = {}
        for key, title, advice in places:
            text = QPlainTextEdit()
            text.setPlainText(report.prose.get(key, ""))
            text.setMinimumHeight(theme.px(64))
            field = FormField(title, text, advice)
            field.left.connect(lambda key=key: self._keep(key))
            self.texts[key], self.fields[key] = text, field
            self._before[key] = text.toPlainText()
            whole.addWidget(field, 1)
        whole.addLayout(_done(self))
        self.finished.connect(self._keep_all)

    def _keep(self, key: SectionKey) -> None:
        text = self.texts[key].toPlainText()
        if text != self._before[key]:
            self._before[key] = text
            self.written.emit(key, text)

    def _keep_all(self) -> None:
        for key in self.texts:
            self._keep(key)


def _done(dialog: QDialog) -> QHBoxLayout:
    button = Button(tr("Done"), Kind.PRIMARY, icon="check")
    button.clicked.connect(dialog.accept)
    return foot(button)
