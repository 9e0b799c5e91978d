"""The side of the page: what the report says in a sentence, what it holds and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget

from facilitator.application.rows.report import ReportRow
from facilitator.reports.words import participation_sentence
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.pages.report.choices import Choices
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row

WIDTH = 300


class SectionsPanel(Panel):
    """`show_report` says who took part and is named; `show_sections` what has data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("In this report"), parent)
        self.setFixedWidth(theme.px(WIDTH))
        self.sentence = PlainLabel("", "body", "text", wrap=True)
        self._named = PlainLabel("", "small", "text2", wrap=True)
        self.choices = Choices()
        self._held = column(spacing=2)
        self._skipped_title = PlainLabel(
            tr("Left out: nothing recorded yet"), "small_strong", "text2"
        )
        self._skipped = column(spacing=2)
        inner = QWidget()
        inside = column(inner, (0, 0, 8, 0), spacing=12)
        inside.addWidget(self.sentence)
        inside.addWidget(self._named)
        inside.addWidget(self.choices)
        inside.addLayout(self._held)
        inside.addWidget(self._skipped_title)
        inside.addLayout(self._skipped)
        inside.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)
        self._skipped_title.hide()

    def restyle(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))
        super().restyle()

    def show_report(self, report: ReportRow) -> None:
        """Say what the report says first, and whom it names."""
        self.sentence.setText(participation_sentence(report.sexes))
        self.choices.show_report(report)
        named, unnamed = len(report.named_participants), report.unnamed_participants
        if not named + unnamed:
            self._named.setText("")
            return
        text = trn("{n} person agreed to be named.", "{n} people agreed to be named.", named)
        if unnamed:
            text += " " + trn("{n} did not and is only counted.",
                              "{n} did not and are only counted.", unnamed)  # fmt: skip
        self._named.setText(text)

    def show_sections(self, sections: Sequence[tuple[str, bool]]) -> None:
        """List the sections with data, then those without."""
        clear(self._held)
        clear(self._skipped)
        for title, has_data in sections:
            into = self._held if has_data else self._skipped
            into.addWidget(SectionLine(title, has_data=has_data))
        self._skipped_title.setVisible(any(not has_data for _, has_data in sections))

    @property
    def titles(self) -> tuple[list[str], list[str]]:
        """The sections with data, and those left out, as they are listed."""
        return _listed(self._held), _listed(self._skipped)


class SectionLine(QWidget):
    """One section: an icon and its title; in words for screen readers."""

    def __init__(self, title: str, *, has_data: bool) -> None:
        super().__init__()
        self.title = title
        icon, token = ("circle-check", "ok") if has_data else ("minus", "text3")
        meaning = tr("In the report") if has_data else tr("Left out")
        line = row(self, (0, 4, 0, 4), spacing=10)
        line.addWidget(IconLabel(icon, token, 16, meaning=meaning))
        line.addWidget(PlainLabel(title, "body", "text" if has_data else "text2"), 1)
        self.setAccessibleName(f"{title}: {meaning}")


def _listed(layout: QLayout) -> list[str]:
    items = (layout.itemAt(place) for place in range(layout.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget.title for widget in widgets if isinstance(widget, SectionLine)]
