"""Who leads sessions and when they are there, and the rooms: two lists that are edited in place."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from facilitator.application.commands.programme import OrderParts, PutPart, RemovePart
from facilitator.application.queries.programme import the_programme
from facilitator.application.registry import Command
from facilitator.application.rows.agenda import AgendaRow
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app.document import Document
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.methods_dialog import fitting
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot
from facilitator.ui.widgets.part_list import PartField, PartList

TEAM, ROOM = "resource_person", "room"
Read = Callable[[], AgendaRow]


class TeamDialog(QDialog):
    """Opened with `open()`; what is put in is stored at once, each one step of undo."""

    def __init__(self, parent: QWidget, document: Document, agenda: Read) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Team and rooms"))
        self._document = document
        self._agenda = agenda
        self.lists = {TEAM: PartList(), ROOM: PartList()}
        self.lists[TEAM].describe([
            PartField("name", tr("Name"), stretch=3), PartField("role", tr("Role"), stretch=3),
            PartField("from_day", tr("Here from"), self._days(tr("From the start")), stretch=2),
            PartField("until_day", tr("Here until"), self._days(tr("To the end")), stretch=2),
        ], tr("Add a person to the team"))  # fmt: skip
        self.lists[ROOM].describe([PartField("name", tr("Room"))], tr("Add a room"))
        inner = QWidget()
        inner.setProperty("clear", True)
        body = column(inner, (0, 0, 12, 0), spacing=12)
        for name, title in ((TEAM, tr("Team")), (ROOM, tr("Rooms"))):
            body.addWidget(PlainLabel(title, "subtitle"))
            body.addWidget(self.lists[name])
            self.lists[name].setObjectName(name)
            self.lists[name].put_requested.connect(self._on_put)
            self.lists[name].remove_requested.connect(self._on_remove)
            self.lists[name].order_requested.connect(self._on_order)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        close = Button(tr("Close"), Kind.PRIMARY)
        close.clicked.connect(self.accept)
        whole = column(self, (24, 22, 24, 20), spacing=16)
        whole.addWidget(PlainLabel(tr("Team and rooms"), "title"))
        whole.addWidget(area, 1)
        whole.addLayout(foot(close))
        self.resize(fitting(parent, 860, 560))
        self.read()

    def _days(self, open_end: str) -> tuple[tuple[str, str], ...]:
        days = self._agenda().days
        named = tuple((day.date.isoformat(), words.short_day(day)) for day in days)
        return (("", open_end), *named)

    def read(self) -> None:
        """Show what is stored."""
        programme = self._document.query(the_programme)
        self.lists[TEAM].show_parts([
            (person.id, {
                "name": person.name, "role": person.role,
                "from_day": person.from_day.isoformat() if person.from_day else "",
                "until_day": person.until_day.isoformat() if person.until_day else "",
            })
            for person in programme.resource_persons
        ])  # fmt: skip
        self.lists[ROOM].show_parts(
            [(room.id, {"name": room.name}) for room in self._agenda().rooms]
        )

    def _part(self) -> str:
        return self.sender().objectName()

    def _on_put(self, part_id: UUID, changes: dict[str, str]) -> None:
        part = self._part()
        self._do(PutPart(part, changes, part_id), part, part_id)

    def _on_remove(self, part_id: UUID) -> None:
        part = self._part()
        self._do(RemovePart(part, part_id), part, part_id)

    def _on_order(self, part_ids: tuple[UUID, ...]) -> None:
        part = self._part()
        self._do(OrderParts(part, part_ids), part, part_ids[0])

    def _do(self, command: Command, part: str, part_id: UUID) -> None:
        try:
            done = self._document.execute(command)
        except RuleViolation as refusal:
            self.lists[part].show_error(part_id, str(refusal))
            return
        if done is not None:
            self.read()
