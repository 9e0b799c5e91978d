"""What a returned file would do, record by record and field by field; and texts to choose between."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from facilitator.application.groupwork.words import task_title, value_text
from facilitator.application.rows.groupwork import (
    ChoiceRow,
    FieldPreview,
    RecordPreview,
    TakePreview,
)
from facilitator.domain.merging import State
from facilitator.support.i18n import tr
from facilitator.ui.groupmode.parts import team_title
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row

TONES = {State.NEW: "ok", State.CHANGED: "accent", State.CONFLICT: "warn", State.GONE: "danger"}


def state_word(state: State) -> str:
    """The state of a record in the preview."""
    return {
        State.NEW: tr("New"), State.CHANGED: tr("Changed"), State.SAME: tr("The same"),
        State.CONFLICT: tr("Both changed it"), State.GONE: tr("Deleted"),
    }[state]  # fmt: skip


class Listing(QScrollArea):
    """Cards below each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        self.body = column(inside, (0, 0, 12, 0), spacing=12)
        self.setWidget(inside)


class PreviewPart(QWidget):
    """A file before it is taken in."""

    taken = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel("", "subtitle")
        self.summary = PlainLabel("", "body", "text2", wrap=True)
        self.listing = Listing()
        self.listing.setAccessibleName(tr("What the file changes"))
        self.cancel = Button(tr("Do not take it"))
        self.cancel.clicked.connect(self.cancelled)
        self.take = Button(tr("Take it in"), Kind.PRIMARY, icon="download")
        self.take.clicked.connect(self.taken)
        foot = row(spacing=8)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.take)
        whole = column(self, spacing=12)
        whole.addWidget(self.title)
        whole.addWidget(self.summary)
        whole.addWidget(self.listing, 1)
        whole.addLayout(foot)

    def show_preview(self, preview: TakePreview, name: str) -> None:
        """Show what `name` would do."""
        self.title.setText(tr("{file} from {team}", file=name, team=team_title(preview.team)))
        self.summary.setText(_summary(preview))
        self.take.setEnabled(not preview.changes_nothing)
        clear(self.listing.body)
        for record in preview.records:
            self.listing.body.addWidget(_record(record))
        if preview.aside:
            said = tr("Could not be placed, since what it belongs to is gone: {names}. It stays in the "
                      "file and in the version handed in.", names="; ".join(preview.aside))  # fmt: skip
            self.listing.body.addWidget(PlainLabel(said, "body", "warn", wrap=True))
        self.listing.body.addStretch(1)


def _summary(preview: TakePreview) -> str:
    if preview.changes_nothing:
        return tr("All of it is in the programme already. Nothing would change.")
    said = tr("{new} new, {changed} changed, {conflict} changed on both sides, {gone} deleted, "
              "{same} the same.", new=preview.count(State.NEW), changed=preview.count(State.CHANGED),
              conflict=preview.count(State.CONFLICT), gone=preview.count(State.GONE),
              same=preview.same)  # fmt: skip
    if preview.hand_ins:
        tasks = ", ".join(task_title(task) for task in preview.hand_ins)
        said += " " + tr("Handed in: {tasks}.", tasks=tasks)
    return said


def _record(record: RecordPreview) -> Card:
    card = Card(padding=14)
    head = row(spacing=10)
    head.addWidget(Badge(state_word(record.state), TONES.get(record.state, "neutral"), parent=card))
    head.addWidget(PlainLabel(f"{record.kind}: {record.title}", "body_strong", wrap=True), 1)
    card.body.addLayout(head)
    for found in record.fields:
        _add_field(card, found)
    return card


def _add_field(card: Card, found: FieldPreview) -> None:
    line = row(spacing=12)
    for title, text, ink in (
        (tr("{field}, before", field=found.label), found.before, "text2"),
        (tr("{field}, after", field=found.label), found.after, "text"),
    ):
        cell = column(spacing=2)
        cell.addWidget(PlainLabel(title, "caption", "text3"))
        cell.addWidget(PlainLabel(text or tr("(empty)"), "body", ink, wrap=True))
        cell.addStretch(1)
        line.addLayout(cell, 1)
    card.body.addLayout(line)
    for other in found.others:
        cell = column(spacing=2)
        cell.addWidget(
            PlainLabel(tr("{field}, kept beside it", field=found.label), "caption", "warn")
        )
        cell.addWidget(PlainLabel(other or tr("(empty)"), "body", wrap=True))
        card.body.addLayout(cell)


class ChoicesPart(QWidget):
    """Fields in which two people wrote different texts: side by side, until one is chosen."""

    chosen = Signal(object, object)
    """The ChoiceRow and the value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listing = Listing()
        self.listing.setAccessibleName(tr("Texts to choose between"))
        whole = column(self, spacing=12)
        whole.addWidget(PlainLabel(tr("Two texts in one place"), "subtitle"))
        said = tr(
            "Both are kept until you choose. The first one stands in the programme meanwhile."
        )
        whole.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        whole.addWidget(self.listing, 1)

    def show_choices(self, rows: tuple[ChoiceRow, ...]) -> None:
        """Show each field with its texts."""
        clear(self.listing.body)
        for found in rows:
            self.listing.body.addWidget(self._card(found))
        self.listing.body.addStretch(1)

    def _card(self, found: ChoiceRow) -> Card:
        card = Card(padding=14)
        head = tr("{kind}: {title}", kind=found.kind, title=found.title)
        card.body.addWidget(PlainLabel(head, "body_strong", wrap=True))
        card.body.addWidget(PlainLabel(found.label, "caption", "text3"))
        line = row(spacing=16)
        for number, value in enumerate(found.values, 1):
            cell = column(spacing=8)
            text = value_text(found.field, value)
            cell.addWidget(PlainLabel(text or tr("(empty)"), "body", wrap=True))
            cell.addStretch(1)
            use = Button(tr("Use text {n}", n=number), size="compact")
            use.clicked.connect(partial(self.chosen.emit, found, value))
            cell.addWidget(use)
            line.addLayout(cell, 1)
        card.body.addLayout(line)
        return card
