"""What the cockpit shows while nothing runs: the next session with its countdown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import clock
from facilitator.support.i18n import tr
from facilitator.ui.app.icons import CATEGORY_ICONS
from facilitator.ui.pages.run import words
from facilitator.ui.projector.run_scenes import category_words
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row


class IdleCard(Card):
    """Names a session and offers to start it."""

    start_wished = Signal(object)
    """Key of the session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=20)
        self.setAccessibleName(tr("The next session"))
        self.item: AgendaItemRow | None = None
        head = row(spacing=10)
        self.badge = Badge("", "neutral", parent=self)
        self.facts = PlainLabel("", "body", "text2", numbers=True)
        head.addWidget(self.badge)
        head.addWidget(self.facts, 1)
        self.body.addStretch(1)
        self.lead = PlainLabel("", "body", "text2", wrap=True)
        self.title = PlainLabel("", "headline", wrap=True)
        self.when = PlainLabel("", "subtitle", "text2", wrap=True, numbers=True)
        self.start = Button(tr("Start"), Kind.PRIMARY, icon="play", size="large")
        self.start.clicked.connect(self._on_start)
        for part in (self.lead, self.title):
            self.body.addWidget(part)
        self.body.addLayout(head)
        self.body.addWidget(self.when)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(2)

    def show_next(self, item: AgendaItemRow | None, *, is_today: bool, editable: bool) -> None:
        """The session to start next; None where the day holds no more."""
        self.item = item
        self.badge.setVisible(item is not None)
        self.facts.setVisible(item is not None)
        self.start.setVisible(item is not None)
        self.start.setEnabled(editable)
        if item is None:
            self.lead.setText("")
            self.title.setText(tr("Nothing more on this day"))
            self.when.setText(tr("Any session of the day can be started from the list beside."))
            return
        self.lead.setText(tr("Nothing runs. Next:") if is_today else tr(
            "This day is not today's date: a rehearsal. Next:"))  # fmt: skip
        self.title.setText(item.title)
        category = item.category.value
        self.badge.show_text(category_words(category), category, CATEGORY_ICONS[category])
        self.facts.setText(words.when_and_where(item))

    def tick(self, minute: int, *, is_today: bool) -> None:
        """The countdown to the planned start."""
        if self.item is None:
            return
        wait = self.item.start - minute
        if not is_today:
            self.when.setText(tr("Planned for {time}", time=clock(self.item.start)))
        elif wait > 0:
            hours, minutes = divmod(wait, 60)
            self.when.setText(tr("Begins in {h} h {m} min", h=hours, m=minutes) if hours
                              else tr("Begins in {m} min", m=minutes))  # fmt: skip
        else:
            self.when.setText(
                tr("Should have begun {m} min ago", m=-wait) if wait else tr("Begins now")
            )

    def _on_start(self) -> None:
        if self.item is not None:
            self.start_wished.emit(self.item.id)
