"""The drawer for a day on which somebody is absent: the smallest change, proposed and kept for today."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.application.rows.groups import GroupingRow
from facilitator.domain.grouping.repair import Repair
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.groups import words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column

WIDTH = 340


class TodayDrawer(Drawer):
    """Says what is wished; the page carries it out."""

    absent_changed = Signal(object)
    """Ids of those who are absent."""
    use_wished = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Absent today"), WIDTH)
        self._note = PlainLabel("", "small", "text2", wrap=True)
        self._proposal_room = QWidget()
        self._proposal = column(self._proposal_room, spacing=4)
        self.use = Button(tr("Use for today"), icon="check", size="compact")
        self.use.clicked.connect(self.use_wished)
        self._people_room = QWidget()
        self._people = column(self._people_room, spacing=2)
        for part in (self._note, self._proposal_room):
            self.body.addWidget(part)
        self.body.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(PlainLabel(tr("Who is absent?"), "body_strong"))
        self.body.addWidget(self._people_room)
        self.body.addStretch(1)
        self._boxes: dict[UUID, QCheckBox] = {}

    def show_people(self, grouping: GroupingRow, absent: Sequence[UUID], half_day: str) -> None:
        """Begin with those whom attendance says to be away in `half_day` (in words, or '')."""
        self._note.setText(
            tr("As attendance says for {half_day}. The home groups stay as they are.",
               half_day=half_day)
            if half_day else tr("The home groups stay as they are; this is for today.")
        )  # fmt: skip
        clear(self._people)
        self._boxes = {}
        for person in grouping.people:
            if person.group_id is None:
                continue
            box = QCheckBox(words.shortened(person.name).replace("&", "&&"))
            box.setAccessibleName(person.name)
            box.setChecked(person.id in set(absent))
            box.clicked.connect(self._on_box)
            self._boxes[person.id] = box
            self._people.addWidget(box)

    @property
    def absent(self) -> frozenset[UUID]:
        """Those who are ticked."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def _on_box(self) -> None:
        self.absent_changed.emit(self.absent)

    def show_repair(self, found: Repair | None, grouping: GroupingRow, *, editable: bool) -> None:
        """Show the proposal."""
        clear(self._proposal)
        self.use.setVisible(found is not None)
        self.use.setEnabled(editable)
        if found is None:
            self._say(tr("Tick who is absent."), "body")
            return
        letters = [group.letter for group in grouping.groups]
        names = grouping.names()
        if not found.moves:
            self._say(tr("Nobody has to move."), "body_strong")
        else:
            n = len(found.moves)
            self._say(
                trn("{n} person moves for today", "{n} people move for today", n), "body_strong"
            )
        for move in found.moves:
            self._say(tr("{name}: from {source} to {target}", name=names.get(move.person, "?"),
                         source=letters[move.source], target=letters[move.target]), "body")  # fmt: skip
        sizes = ", ".join(f"{letter} {len(group)}"
                          for letter, group in zip(letters, found.groups, strict=True))  # fmt: skip
        self._say(tr("Present: {sizes}", sizes=sizes), "small")
        self._say(words.summary(found.after), "small")
        for line in words.broken_lines(found.after, letters, names):
            self._say(line, "caption")

    def _say(self, text: str, role: str) -> None:
        self._proposal.addWidget(PlainLabel(text, role, wrap=True))
