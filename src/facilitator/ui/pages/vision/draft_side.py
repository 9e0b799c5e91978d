"""Beside the draft: where a paragraph comes from, what is unused, warnings, the drafting team."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from facilitator.application.commands.vision_text import (
    LinkParagraph,
    SetDraftingTeam,
    SetWarningAside,
)  # fmt: skip
from facilitator.application.queries import vision_work
from facilitator.domain.people import Sex
from facilitator.domain.vision import lint
from facilitator.domain.vision.gathering import without_origin
from facilitator.domain.vision.lint import LintWarning
from facilitator.domain.vision.signing import TEAM_SIZE
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.vision.part import buttons
from facilitator.ui.pages.vision.words import called, warning_words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo, fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from facilitator.ui.pages.vision.draft import DraftPart

KEY = Qt.ItemDataRole.UserRole
NEW = "new"


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setMinimumHeight(theme.px(260))
    made.setSpacing(theme.px(3))
    return made


class OriginsPanel(Panel):
    """Space ticks what the paragraph in the editor comes from."""

    def __init__(self, part: DraftPart) -> None:
        super().__init__(tr("Where it comes from"))
        self.part = part
        self.list = _list(tr("Origins of the paragraph"))
        self.list.itemChanged.connect(self._on_ticked)
        self.body.addWidget(self.list)
        self.left_out = PlainLabel("", "small", "text2", wrap=True)
        self.body.addWidget(self.left_out)

    def update_panel(self) -> None:
        """Show what may be ticked, and what is missing."""
        row = self.part.row
        clusters = self.part.vision.clusters if self.part.vision else ()
        origins = self.part.page.document.query(vision_work.origins)
        wanted: list[tuple[str, UUID | None, str]]
        wanted = [("theme", c.id, tr("Theme: {text}", text=c.name)) for c in clusters]
        wanted += [("lesson", o.id, tr("Lesson: {text}", text=o.text)) for o in origins.lessons]
        wanted += [("card", o.id, tr("Root cause: {text}", text=o.text)) for o in origins.cards]
        wanted.append((NEW, None, tr("New: it comes from none of these")))
        ticked = {*row.clusters, *row.lessons, *row.cards} if row else set()
        self.list.blockSignals(True)
        place = self.list.currentRow()
        self.list.clear()
        for kind, key, text in wanted:
            item = QListWidgetItem(text)
            item.setData(KEY, (kind, key))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                          | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
            on = row is not None and (key in ticked or (kind == NEW and row.is_new))
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(max(place, 0))
        self.list.blockSignals(False)
        self.list.setEnabled(row is not None and self.part.can_work)
        self.left_out.setText(self._left_out())

    def _left_out(self) -> str:
        vision = self.part.vision
        if vision is None:
            return ""
        bare = set(without_origin(
            (p.id, p.kind, len(p.clusters) + len(p.lessons) + len(p.cards), p.is_new)
            for p in vision.paragraphs
        ))  # fmt: skip
        said = []
        if vision.unused:
            names = "; ".join(theme.name for theme in vision.unused)
            said.append(tr("Voted high and not used yet: {names}.", names=names))
        if bare:
            names = ", ".join(called(p) for p in vision.paragraphs if p.id in bare)
            said.append(tr("Without an origin: {names}.", names=names))
        return " ".join(said) or tr("Every paragraph has an origin, and every theme above the line is "
                                    "used.")  # fmt: skip

    def _on_ticked(self, _item: QListWidgetItem) -> None:
        row = self.part.row
        if row is None:
            return
        kept: dict[str, list[UUID]] = {"theme": [], "lesson": [], "card": []}
        is_new = False
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item.checkState() is not Qt.CheckState.Checked:
                continue
            kind, key = item.data(KEY)
            if kind == NEW:
                is_new = True
            else:
                kept[kind].append(key)
        command = LinkParagraph(row.id, tuple(kept["theme"]), tuple(kept["lesson"]),
                                tuple(kept["card"]), is_new)  # fmt: skip
        if self.part.page.do(command):
            self.part.page.refresh(None)


class WarningsPanel(Panel):
    """What readers of such texts would stumble over; each can be set aside with a reason."""

    def __init__(self, part: DraftPart) -> None:
        super().__init__(tr("Warnings"))
        self.part = part
        self.list = _list(tr("Warnings on the text"))
        self.list.currentRowChanged.connect(self._on_row)
        self.body.addWidget(self.list)
        self.reason = QLineEdit()
        self.reason_field = FormField(tr("Why it may stay"), self.reason)
        self.body.addWidget(self.reason_field)
        self.aside = Button(tr("Set aside"), icon="check")
        self.again = Button(tr("Show those set aside again"))
        self.aside.clicked.connect(self._on_aside)
        self.again.clicked.connect(self._on_again)
        self.body.addLayout(buttons(self.aside, self.again))

    def update_panel(self) -> None:
        """Look at the text again."""
        vision = self.part.vision
        parts = [(p.kind, p.text) for p in vision.paragraphs] if vision else []
        aside = self.part.page.document.query(vision_work.warnings_aside)
        hidden = {(row.finding, row.paragraph_id, row.words) for row in aside}
        self.found = [w for w in lint.warnings(parts) if self._key(w) not in hidden]
        self.hidden = aside
        self.list.clear()
        for warning in self.found:
            place = (
                called(vision.paragraphs[warning.place]) if vision and warning.place >= 0 else ""
            )
            words = warning_words(warning)
            self.list.addItem(f"{place}: {words}" if place else words)
        if not self.found:
            self.list.addItem(tr("Nothing to warn about."))
        may = self.part.can_work and bool(self.found)
        self.aside.setEnabled(may)
        self.reason_field.setEnabled(may)
        self.again.setEnabled(self.part.can_work and bool(aside))

    def _key(self, warning: LintWarning) -> tuple[str, UUID | None, str]:
        vision = self.part.vision
        key = vision.paragraphs[warning.place].id if vision and warning.place >= 0 else None
        return (warning.finding.value, key, warning.words)

    def _on_row(self, number: int) -> None:
        if 0 <= number < len(self.found) and self.found[number].place >= 0 and self.part.vision:
            self.part.table.choose(self.part.vision.paragraphs[self.found[number].place].id)

    def _on_aside(self) -> None:
        number = self.list.currentRow()
        if not 0 <= number < len(self.found):
            return
        finding, key, words = self._key(self.found[number])
        if self.part.page.do(SetWarningAside(finding, key, words, self.reason.text()), tell=True):
            self.reason.clear()
            self.part.page.refresh(None)

    def _on_again(self) -> None:
        for row in self.hidden:
            self.part.page.do(
                SetWarningAside(row.finding, row.paragraph_id, row.words, aside=False)
            )
        self.part.page.refresh(None)


class TeamPanel(Panel):
    """Five to seven people draft; one of them, mostly a facilitator, holds the pen."""

    def __init__(self, part: DraftPart) -> None:
        super().__init__(tr("Drafting team"))
        self.part = part
        words = tr("Five to seven people, balanced by country, sex and sector. They alone change the "
                   "words; all others file amendments.")  # fmt: skip
        self.body.addWidget(PlainLabel(words, "small", "text2", wrap=True))
        self.list = _list(tr("Drafting team"))
        self.list.itemChanged.connect(self._on_changed)
        self.body.addWidget(self.list)
        self.pen = combo()
        self.pen_field = FormField(tr("Holds the pen"), self.pen)
        self.pen.activated.connect(self._on_changed)
        self.body.addWidget(self.pen_field)
        self.told = PlainLabel("", "small", "text2", wrap=True)
        self.body.addWidget(self.told)

    def update_panel(self) -> None:
        """Show who drafts."""
        people = self.part.page.document.query(vision_work.could_draft)
        team = [row for row in people if row.drafts]
        self.list.blockSignals(True)
        place = self.list.currentRow()
        self.list.clear()
        for person in people:
            about = ", ".join(part for part in (person.country, label(person.sector)) if part)
            item = QListWidgetItem(f"{person.name} ({about})")
            item.setData(KEY, person.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                          | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
            on = Qt.CheckState.Checked if person.drafts else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.list.addItem(item)
        self.list.setCurrentRow(max(place, 0))
        self.list.blockSignals(False)
        fill(self.pen, [(row.name, row.id) for row in team])
        choose(self.pen, next((row.id for row in team if row.pen_holder), None))
        self.setEnabled(self.part.can_work)
        said = tr(
            "{people} people, {women} of them women, from {countries} countries and {sectors} sectors.",
            people=len(team), women=sum(row.sex is Sex.WOMAN for row in team),
            countries=len({row.country for row in team}),
            sectors=len({row.sector for row in team}),
        )  # fmt: skip
        if team and len(team) not in TEAM_SIZE:
            said += " " + tr("Five to seven are usual.")
        self.told.setText(said)

    def _on_changed(self, _what: object) -> None:
        ticked = [self.list.item(n).data(KEY) for n in range(self.list.count())
                  if self.list.item(n).checkState() is Qt.CheckState.Checked]  # fmt: skip
        pen = self.pen.currentData()
        ordered = sorted(ticked, key=lambda key: key != pen)
        if self.part.page.do(SetDraftingTeam(tuple(ordered))):
            self.part.page.refresh(None)
