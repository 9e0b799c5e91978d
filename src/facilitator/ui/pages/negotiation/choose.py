"""Choosing a kit: those that ship, or a file. Everything wrong with a file is named."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.exchange.exercise_kit import Checked, shipped
from facilitator.support.i18n import tr, trn
from facilitator.support.paths import documents_folder
from facilitator.ui.pages.negotiation.part import Part
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.messages import InlineMessage


class ChoosePart(Part):
    """The kits as cards."""

    chosen = Signal(str)
    """The text of a kit that may be used."""
    cancelled = Signal()

    def build(self) -> None:
        lead = tr(
            "Choose an exercise. Its general information is for all; confidential sheets are opened "
            "one by one, and never on the projector."
        )
        self.body.addWidget(PlainLabel(lead, "body", "text2", wrap=True))
        self.faults = InlineMessage(closable=True)
        self.body.addWidget(self.faults)
        self.use_buttons: list[Button] = []
        for number, checked in enumerate(shipped()):
            self.body.addWidget(self._card(checked, first=number == 0))
        self.open_button = Button(tr("Open a kit file…"), icon="folder-open")
        self.open_button.clicked.connect(self.ask_for_file)
        self.cancel_button = Button(tr("Back"), Kind.GHOST, icon="arrow-left")
        self.cancel_button.clicked.connect(self.cancelled)
        line = row(spacing=8)
        line.addWidget(self.open_button)
        line.addWidget(self.cancel_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def _card(self, checked: Checked, *, first: bool) -> QWidget:
        kit = checked.kit
        assert kit is not None  # noqa: S101 - shipped kits are checked by a test
        card = Panel(str(kit.title))
        for text in (trn("{n} role", "{n} roles", len(kit.roles)), kit.level.value,
                     tr("{n} min", n=kit.prepare + kit.negotiate + kit.debrief),
                     ", ".join(kit.languages)):  # fmt: skip
            card.tools.addWidget(Badge(text, parent=card))
        for aim in kit.aims:
            card.body.addWidget(PlainLabel(str(aim), "body", "text2", wrap=True))
        if str(kit.content_warning):
            card.body.addWidget(PlainLabel(str(kit.content_warning), "small", "warn", wrap=True))
        use = Button(tr("Use this exercise"), Kind.PRIMARY if first else Kind.OUTLINE, icon="check")
        use.setAccessibleName(tr("Use {title}", title=str(kit.title)))
        use.clicked.connect(partial(self.chosen.emit, checked.text))
        self.use_buttons.append(use)
        line = row()
        line.addWidget(use)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def set_locked(self, locked: bool, reason: str) -> None:  # noqa: FBT001 - mirrors setEnabled
        """Nothing can be chosen where nothing can be changed."""
        for button in (*self.use_buttons, self.open_button):
            button.setEnabled(not locked)
            button.setToolTip(reason if locked else "")

    def ask_for_file(self) -> None:
        """Ask for a kit file and check it."""
        kinds = f"{tr('Exercise kits')} (*.toml);;{tr('All files')} (*)"
        self.page.context.files.to_open(
            self, tr("Open a kit"), kinds, documents_folder(), self.read_file
        )

    def read_file(self, path: Path) -> None:
        """Check a file off the GUI loop; use it, or name each fault."""
        from facilitator.exchange.exercise_kit import check_file

        task = self.page.context.runner.start(lambda _job: check_file(path))
        task.finished.connect(self._on_checked)
        task.failed.connect(self.faults.tell_failure)

    def _on_checked(self, checked: Checked) -> None:
        if checked.is_usable:
            self.faults.dismiss()
            self.chosen.emit(checked.text)
            return
        count = len(checked.sentences(must=True))
        head = trn(
            "{n} fault keeps this kit from being used:",
            "{n} faults keep this kit from being used:",
            count,
        )
        self.faults.tell("danger", "\n".join((head, *checked.sentences(must=True))))

    def start(self) -> QWidget | None:
        return self.use_buttons[0] if self.use_buttons else self.open_button
