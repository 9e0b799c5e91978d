"""Asks for the four facts of a new programme; the template gives the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDate, QDateTime, Signal
from PySide6.QtWidgets import QDialog, QWidget

from facilitator._built.forms.dialogs.new_programme import Ui_NewProgrammeForm
from facilitator.support.clock import today
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import Field
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace


LIKE = "like:"
"""Before the path of a programme of the user's that the new one shall be like."""
CHOOSE = "choose"
FEW = 4
"""Recent programmes that are offered at once."""
Choose = Callable[[Callable[[Path], object]], object]
"""Asks for a programme file and hands it on."""


@dataclass(frozen=True)
class Wish:
    """What the user filled in."""

    title: str
    place: str
    first_day: date
    template: str
    time_zone: str

    @property
    def is_like_another(self) -> bool:
        """Whether it takes over a programme of the user's."""
        return self.template.startswith(LIKE)

    def file_name(self, suffix: str) -> str:
        """A plain file name made from place and year, or from the title."""
        words = f"{self.place or self.title} {self.first_day.year}"
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
        return f"{stem or 'programme'}{suffix}"

    def create(self, path: Path) -> Workspace:
        """Make the programme's file and open it. Raises RuleViolation or EnvironmentProblem."""
        from facilitator.exchange.clone import clone_programme
        from facilitator.exchange.templates import new_programme
        from facilitator.support.files import make_folder

        make_folder(path.parent)
        if self.is_like_another:
            source = Path(self.template.removeprefix(LIKE))
            return clone_programme(source, path, self.first_day, self.title, self.place).workspace
        return new_programme(
            path, self.template, self.first_day, self.title, self.place, self.time_zone
        )


class NewProgramme(QDialog):
    """Opened with `open()`; `wanted` carries the Wish."""

    wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        recent: Sequence[Path] = (),
        choose: Choose | None = None,
    ) -> None:
        super().__init__(parent)
        self._recent = [path for path in recent if path.exists()][:FEW]
        self._choose = choose
        self.setWindowTitle(tr("New programme"))
        self.setMinimumWidth(theme.px(460))
        holder = QWidget()
        self.form = Ui_NewProgrammeForm()
        self.form.setupUi(holder)
        theme.adopt_form(holder)
        self._title = Field.adopt(self.form.title_label, self.form.title)
        Field.adopt(self.form.place_label, self.form.place)
        hint = tr("The other days follow from the template.")
        self._first_day = Field.adopt(self.form.first_day_label, self.form.first_day, hint)
        self._template = Field.adopt(self.form.template_choice_label, self.form.template_choice)
        self._fill()
        cancel = Button(tr("Cancel"))
        create = Button(tr("Create programme"), Kind.PRIMARY)
        cancel.clicked.connect(self.reject)
        create.clicked.connect(self._on_create)
        self.form.title.returnPressed.connect(self._on_create)
        whole = column(self, (24, 22, 24, 20), spacing=20)
        whole.addWidget(PlainLabel(tr("New programme"), "title"))
        whole.addWidget(holder)
        whole.addStretch(1)
        whole.addLayout(foot(cancel, create))
        self.form.title.setFocus()

    def _fill(self) -> None:
        from facilitator.exchange.templates import templates

        now = today()
        monday = now + timedelta(days=7 - now.weekday())
        self.form.first_day.setDate(QDate(monday.year, monday.month, monday.day))
        for template in templates():
            self.form.template_choice.addItem(tr(template.name), template.key)
        for path in self._recent:
            self._offer(path)
        if self._choose is not None:
            self.form.template_choice.addItem(tr("Like another programme of mine…"), CHOOSE)
        self.form.template_choice.currentIndexChanged.connect(self._describe)
        self._describe()

    def _offer(self, path: Path) -> None:
        choice = self.form.template_choice
        last = choice.findData(CHOOSE)
        place = last if last >= 0 else choice.count()
        choice.insertItem(place, tr("Like “{name}”", name=path.stem), f"{LIKE}{path}")

    def _take(self, path: Path) -> None:
        """A programme was chosen: offer it and choose it."""
        choice = self.form.template_choice
        if choice.findData(f"{LIKE}{path}") < 0:
            self._offer(path)
        choice.setCurrentIndex(choice.findData(f"{LIKE}{path}"))

    def _describe(self) -> None:
        from facilitator.exchange.templates import template

        key = str(self.form.template_choice.currentData())
        if key == CHOOSE and self._choose is not None:
            self.form.template_choice.setCurrentIndex(0)
            self._choose(self._take)
            return
        if key.startswith(LIKE):
            hint = tr("Its agenda, forms and certificate layout, without people; its days move to the "
                      "new first day.")  # fmt: skip
            self._template.message.set_hint(hint)
            return
        chosen = template(key)
        self._template.message.set_hint(tr(chosen.description))

    def wish(self) -> Wish:
        """What is filled in now."""
        zone = bytes(QDateTime.currentDateTime().timeZone().id().data()).decode()
        return Wish(
            self.form.title.text().strip(), self.form.place.text().strip(),
            cast("date", self.form.first_day.date().toPython()),
            str(self.form.template_choice.currentData()), zone or "UTC",
        )  # fmt: skip

    def _on_create(self) -> None:
        if not self._first_day.takes_typed():
            self.form.first_day.setFocus()
            return
        wish = self.wish()
        if not wish.title:
            self._title.show_error(tr("A programme needs a name."))
            self.form.title.setFocus()
            return
        self.accept()
        self.wanted.emit(wish)
