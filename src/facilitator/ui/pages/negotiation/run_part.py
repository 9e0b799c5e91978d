"""Running the exercise: phases with their clock and calls, and the offers log."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.application.commands.negotiation import (
    DeleteOffer,
    GivePhaseMinutes,
    PausePhase,
    PutOffer,
    StartPhase,
)  # fmt: skip
from facilitator.application.queries import negotiation as queries
from facilitator.application.rows.negotiation import OfferRow, TableRow
from facilitator.domain.negotiation.phases import RUNNING, Phase
from facilitator.support.clock import now
from facilitator.support.i18n import tr
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.negotiation.part import Part, letters_of, widths
from facilitator.ui.projector.exercise import phase_scene, phase_words
from facilitator.ui.projector.paint_exercise import exercise_scene
from facilitator.ui.projector.preview import ScenePreview
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill, spin
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import FlowLayout, row
from facilitator.ui.widgets.tables import Table, TableCard

TICK = 1000
"""Milliseconds between two looks at the clock."""


class RunPart(Part):
    """Clock on the left as the room sees it, phases beside it, offers below."""

    def build(self) -> None:
        self.tables: tuple[TableRow, ...] = ()
        self.timer = QTimer(self)
        self.timer.setInterval(TICK)
        self.timer.timeout.connect(self.tick)
        top = row(spacing=16)
        self.view = ScenePreview(tr("What the room may see"), self.page.context.projector)
        top.addWidget(self.view, 3)
        top.addWidget(self._phases(), 2)
        self.body.addLayout(top, 1)
        self.body.addWidget(self._offers())

    def _phases(self) -> QWidget:
        card = Panel(tr("Phases"))
        self.phase_buttons: dict[Phase, Button] = {}
        for phase in RUNNING:
            button = Button(phase_words(phase), icon="play")
            button.clicked.connect(partial(self._on_phase, phase))
            self.phase_buttons[phase] = button
            card.body.addWidget(button)
        acts = FlowLayout(spacing=8)
        self.pause = Button(tr("Pause"), icon="pause")
        self.plus_one = Button(tr("+1 min"))
        self.plus_five = Button(tr("+5 min"))
        self.pause.clicked.connect(self._on_pause)
        self.plus_one.clicked.connect(partial(self._on_more, 1))
        self.plus_five.clicked.connect(partial(self._on_more, 5))
        for button in (self.pause, self.plus_one, self.plus_five):
            acts.addWidget(button)
        card.body.addLayout(acts)
        card.body.addStretch(1)
        return card

    def _offers(self) -> QWidget:
        card = Panel(tr("Offers log"))
        line = row(spacing=8)
        self.offer_table, self.offer_role = combo([]), combo([])
        self.offer_minute = spin(0, 600)
        self.offer_text = QLineEdit()
        self.offer_field = FormField(tr("Offer"), self.offer_text)
        self.offer_text.returnPressed.connect(self._on_offer)
        self.add_offer = Button(tr("Log"), icon="plus")
        self.add_offer.clicked.connect(self._on_offer)
        self.offer_table.activated.connect(self._show_offers)
        line.addWidget(FormField(tr("Table"), self.offer_table), 1)
        line.addWidget(FormField(tr("By"), self.offer_role), 2)
        line.addWidget(FormField(tr("Minute"), self.offer_minute), 1)
        line.addWidget(self.offer_field, 4)
        line.addWidget(self.add_offer)
        card.body.addLayout(line)
        self.model: RowModel[OfferRow] = RowModel(
            [Column("minute", tr("Minute"), lambda o: str(o.minute), sort=lambda o: o.minute),
             Column("by", tr("By"), lambda o: o.by), Column("text", tr("Offer"), lambda o: o.text)],
            key=lambda offer: offer.id, parent=self,
        )  # fmt: skip
        self.table = Table(tr("Offers of the table"))
        self.table.show_model(self.model, 0)
        widths(self.table, 84, 220)
        self.table.setMinimumHeight(150)
        self.table.delete_requested.connect(self._on_delete)
        card.body.addWidget(TableCard(self.table))
        return card

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        may = not self.page.document.read_only
        self.tables = self.page.document.query(queries.tables, self.row.id)
        fill(self.offer_table, letters_of(self.tables))
        fill(self.offer_role, [(role.name, role.id) for role in self.row.roles])
        clock = self.row.clock
        for phase, button in self.phase_buttons.items():
            minutes = self.row.minutes[phase]
            button.setText(tr("{phase}, {n} min", phase=phase_words(phase), n=minutes))
            button.set_icon("square-play" if phase is clock.phase else "play")
            button.setEnabled(may)
        running = clock.phase is not Phase.NOT_BEGUN
        self.pause.setText(tr("Pause") if clock.began else tr("Continue"))
        self.pause.set_icon("pause" if clock.began else "play")
        for button in (self.pause, self.plus_one, self.plus_five):
            button.setEnabled(may and running)
        self.add_offer.setEnabled(may and bool(self.tables))
        self._show_offers()
        self.tick()

    def _show_offers(self) -> None:
        key = self.offer_table.currentData()
        table = next((t for t in self.tables if t.id == key), None)
        self.model.set_rows(table.offers if table else ())

    def tick(self) -> None:
        """Show the clock; `ui/app/exercise_calls.py` calls the time."""
        if self.exercise is not None:
            self.view.show_scene(exercise_scene(phase_scene(self.row, now())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.timer.start()
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        self.timer.stop()
        super().hideEvent(event)

    # Acts ------------------------------------------------------------------------------------------

    def _on_phase(self, phase: Phase) -> None:
        self.page.do(StartPhase(self.row.id, phase, self.row.minutes[phase]), tell=True)

    def _on_pause(self) -> None:
        self.page.do(PausePhase(self.row.id, paused=self.row.clock.began is not None))

    def _on_more(self, minutes: int) -> None:
        self.page.do(GivePhaseMinutes(self.row.id, minutes))

    def _on_offer(self) -> None:
        table = self.offer_table.currentData()
        if not isinstance(table, UUID):
            return
        command = PutOffer(table, self.offer_text.text(), str(self.offer_role.currentData()),
                           self.offer_minute.value())  # fmt: skip
        if self.page.do(command, field=self.offer_field):
            self.offer_text.clear()

    def _on_delete(self, keys: list[object]) -> None:
        for key in keys:
            if isinstance(key, UUID) and not self.page.document.read_only:
                self.page.do(DeleteOffer(key), tell=True)

    def start(self) -> QWidget | None:
        return self.phase_buttons[Phase.BRIEF]
