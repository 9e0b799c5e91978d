"""A case as it was each time its group handed it in, and what has changed since, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from facilitator.application.case_words import field_words
from facilitator.application.groupwork.words import kind_of
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.application.rows.groupwork import VersionRow
from facilitator.domain.vision.differences import differences
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.difference_view import Block, DifferenceView
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot

TEXTS = (
    "title",
    "country",
    "situation",
    "triggers",
    "process",
    "unresolved",
    "negative_comparison",
)
PARTS: Mapping[str, tuple[str, ...]] = {
    "case_party": ("name", "type", "interest"), "case_cause": ("explanation", "evidence", "grade"),
    "case_measure": ("measure", "actor", "when_text"),
    "case_agreement": ("name", "signed", "parties"), "case_point": ("text",),
    "case_source": ("title", "author", "date", "locator"),
}  # fmt: skip


def now_as_version(case: CaseStudyRow) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """The case as it stands, in the shape of a version: its texts, and its parts by table and key."""
    measures = {str(m.id): _line(m, ("measure", "actor", "when"))
                for cause in case.causes for m in cause.measures}  # fmt: skip
    parts = {
        "case_party": {str(p.id): _line(p, PARTS["case_party"])
                       for p in (*case.parties, *case.third_parties)},
        "case_cause": {str(c.id): " – ".join(str(v) for v in (
            c.explanation, c.evidence, "" if c.grade is None else int(c.grade)) if v not in ("", None))
            for c in case.causes},
        "case_measure": measures,
        "case_agreement": {str(a.id): _line(a, PARTS["case_agreement"]) for a in case.agreements},
        "case_point": {str(p.id): p.text for p in case.points},
        "case_source": {str(s.id): _line(s, PARTS["case_source"]) for s in case.sources},
    }  # fmt: skip
    return {name: getattr(case, name) for name in TEXTS}, parts


def _line(row_: object, names: Sequence[str]) -> str:
    return " – ".join(str(v) for name in names if (v := getattr(row_, name)))


def _then(version: VersionRow) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    parts = {
        table: {
            str(part["id"]): " – ".join(
                str(v) for name in PARTS[table] if (v := part.get(name)) not in ("", None)
            )
            for part in rows
        }
        for table, rows in version.parts.items() if table in PARTS
    }  # fmt: skip
    return {name: version.fields.get(name) or "" for name in TEXTS}, parts


def changes(version: VersionRow, case: CaseStudyRow) -> list[Block]:
    """What changed from the version to the case as it stands; what did not is left out."""
    (old, old_parts), (new, new_parts) = _then(version), now_as_version(case)
    found = [(field_words(name), differences(str(old[name]), str(new[name])))
             for name in TEXTS if old[name] != new[name]]  # fmt: skip
    for table in PARTS:
        before, after = old_parts.get(table, {}), new_parts.get(table, {})
        for key in dict.fromkeys([*before, *after]):
            was, now = before.get(key, ""), after.get(key, "")
            if was != now:
                found.append((kind_of(table), differences(was, now)))
    return found


class VersionsDialog(QDialog):
    """Choose a version on top, read its differences below."""

    def __init__(self, case: CaseStudyRow, versions: Sequence[VersionRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Versions as handed in"))
        self._case, self._versions = case, tuple(reversed(versions))
        self.choice = QComboBox()
        for version in self._versions:
            at = version.at.astimezone().strftime("%d.%m. %H:%M")
            self.choice.addItem(tr("Handed in for the {n}. time, {at}", n=version.number, at=at))
        self.choice.currentIndexChanged.connect(self._show)
        self.note = PlainLabel("", "body", "text2", wrap=True)
        self.view = DifferenceView(tr("What changed since"))
        close = Button(tr("Close"), Kind.PRIMARY)
        close.clicked.connect(self.accept)
        whole = column(self, (24, 20, 24, 20), spacing=12)
        whole.addWidget(PlainLabel(case.title, "subtitle", wrap=True))
        whole.addWidget(FormField(tr("Version"), self.choice))
        whole.addWidget(self.note)
        whole.addWidget(self.view, 1)
        whole.addLayout(foot(close))
        self.resize(theme.px(720), theme.px(560))
        self._show()

    def _show(self) -> None:
        version = self._versions[max(0, self.choice.currentIndex())]
        found = changes(version, self._case)
        self.view.show_blocks(found)
        self.view.setVisible(bool(found))
        self.note.setText(tr("Added words are underlined, removed words struck out.") if found
                          else tr("Nothing has changed since."))  # fmt: skip
