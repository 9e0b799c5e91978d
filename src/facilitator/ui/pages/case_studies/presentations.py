"""Presenting the cases: order, speakers, slides on the room's screen, the clock, reviews."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QCheckBox, QHeaderView, QSpinBox, QVBoxLayout, QWidget

from facilitator.application.commands.case_presentations import (
    MarkPresented,
    OrderPresentations,
    SetPresentationTimes,
    SetSpeakers,
)  # fmt: skip
from facilitator.application.rows.case_studies import CaseRoomRow, CaseStudyRow
from facilitator.domain.case_studies import SPEAKERS
from facilitator.domain.root_causes import Sensitivity
from facilitator.reports.case_slides import Slide, slides_of
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.case_studies.matrix import MatrixRow
from facilitator.ui.pages.case_studies.part import Part, Shown
from facilitator.ui.pages.case_studies.reviews import ReviewsPanel
from facilitator.ui.pages.case_studies.talk_clock import TalkClock
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.drawing import DrawingView, paint_drawing
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.tables import Table, TableCard


def _columns() -> list[Column[MatrixRow]]:
    return [
        Column("turn", tr("Turn"), _turn, sort=_turn_order),
        Column("case", tr("Case"), lambda r: f"{r.group}: {r.title}"),
        Column("done", tr("State"), _done),
    ]  # fmt: skip


def _turn(row_: MatrixRow) -> str:
    position = row_.room.presentation.position if row_.room else 0
    return str(position) if position else "–"


def _done(row_: MatrixRow) -> str:
    return tr("Presented") if row_.case is not None and row_.case.presented else ""


def _turn_order(row_: MatrixRow) -> tuple[int, str]:
    return (row_.room.presentation.position if row_.room else 0) or 99, row_.group


class PresentationsPart(Part):
    """The turns on the left, the case in front on the right."""

    def build(self) -> None:
        self.shown: Shown | None = None
        self.key: UUID | None = None
        self.slides: tuple[Slide, ...] = ()
        self.number = 0
        self.rows: RowModel[MatrixRow] = RowModel(_columns(), key=lambda r: r.key)
        self.table = Table(tr("Order of the presentations"))
        self.table.show_model(self.rows, -1)
        self.table.setSortingEnabled(False)
        self.table.row_chosen.connect(self._on_chosen)
        self.empty = EmptyState(
            "presentation", tr("Nothing to present yet"),
            tr("Cases appear here when a group has handed them in or called them final."),
        )  # fmt: skip
        self.body.addWidget(self.empty, 1)
        self.whole = QWidget()
        self.whole.setProperty("clear", True)
        line = row(self.whole, spacing=16)
        line.addLayout(self._turns(), 2)
        line.addWidget(scrolled(self._front(), tr("The case in front")), 3)
        self.body.addWidget(self.whole, 1)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.shift_turn, step))
        for keys, step in (("PgUp", -1), ("PgDown", 1)):  # what a presenter's clicker sends
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step, step))

    def _turns(self) -> QVBoxLayout:
        self.plan = Button(tr("Plan all, by group"), icon="list-checks", size="compact")
        self.plan.clicked.connect(self.plan_all)
        self.up = IconButton("arrow-up", tr("Earlier"))
        self.up.clicked.connect(partial(self.shift_turn, -1))
        self.down = IconButton("arrow-down", tr("Later"))
        self.down.clicked.connect(partial(self.shift_turn, 1))
        tools = row(spacing=4)
        tools.addWidget(self.plan)
        tools.addStretch(1)
        tools.addWidget(self.up)
        tools.addWidget(self.down)
        stack = column(spacing=8)
        stack.addLayout(tools)
        stack.addWidget(TableCard(self.table), 1)
        return stack

    def _front(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("clear", True)
        stack = column(inside, (0, 0, 10, 0), spacing=12)
        stack.addWidget(self._slide_panel())
        self.clock = TalkClock()
        self.clock.changed.connect(self._renew)
        stack.addWidget(self.clock)
        stack.addWidget(self._speaker_panel())
        self.reviews = ReviewsPanel(self)
        stack.addWidget(self.reviews)
        stack.addStretch(1)
        return inside

    def _slide_panel(self) -> Panel:
        panel = Panel(tr("Slides"))
        self.view = DrawingView()
        panel.body.addWidget(self.view)
        self.count = PlainLabel("", "body", "text2", numbers=True)
        self.back = IconButton("arrow-left", tr("Previous slide"))
        self.forward = IconButton("arrow-right", tr("Next slide"))
        self.back.clicked.connect(partial(self.step, -1))
        self.forward.clicked.connect(partial(self.step, 1))
        self.room = Button(tr("Show this slide to the room"), icon="presentation")
        self.room.clicked.connect(self.show_slide)
        panel.tools.addWidget(self.back)
        panel.tools.addWidget(self.count)
        panel.tools.addWidget(self.forward)
        panel.body.addWidget(self.room, 0, Qt.AlignmentFlag.AlignLeading)
        self.closed_note = InlineMessage()
        panel.body.addWidget(self.closed_note)
        return panel

    def _speaker_panel(self) -> Panel:
        panel = Panel(tr("Speakers and time"))
        self.people_room = QWidget()
        self.people_room.setProperty("clear", True)
        self.people = FlowLayout(self.people_room, spacing=12)
        panel.body.addWidget(self.people_room)
        self.advice = PlainLabel("", "caption", "warn", wrap=True)
        panel.body.addWidget(self.advice)
        self.minutes, self.questions = QSpinBox(), QSpinBox()
        for box in (self.minutes, self.questions):
            box.setRange(1, 120)
        times = row(spacing=12)
        for label, box in ((tr("Minutes to present"), self.minutes),
                           (tr("Minutes for questions"), self.questions)):  # fmt: skip
            field = FormField(label, box)
            field.left.connect(self._on_times)
            times.addWidget(field, 1)
        panel.body.addLayout(times)
        self.presented = QCheckBox(tr("Presented"))
        self.presented.setAccessibleName(tr("Presented"))
        self.presented.clicked.connect(self._on_presented)
        panel.body.addWidget(self.presented)
        return panel

    # Showing ----------------------------------------------------------------------------------

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        rows = [MatrixRow.of(case, shown.rooms.get(case.id), is_private=False)
                for case in shown.cases if self.page.may_see(case)]  # fmt: skip
        self.rows.set_rows(sorted(rows, key=_turn_order))
        self.empty.setVisible(not rows)
        self.whole.setVisible(bool(rows))
        keys = [r.key for r in self.rows.rows]
        if rows and self.key not in keys:
            self.key, self.number = keys[0], 0
        if rows:
            self.table.choose(self.key)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        for number, mode in enumerate((QHeaderView.ResizeMode.ResizeToContents,
                                       QHeaderView.ResizeMode.Stretch,
                                       QHeaderView.ResizeMode.ResizeToContents)):  # fmt: skip
            header.setSectionResizeMode(number, mode)
        self._show_front()

    @property
    def case(self) -> CaseStudyRow | None:
        """The case in front."""
        return self.shown.case(self.key) if self.shown else None

    def _show_front(self) -> None:
        case = self.case
        if case is None or self.shown is None:
            return
        room = self.shown.rooms[case.id]
        self.slides = slides_of(case)
        self.number = max(0, min(self.number, len(self.slides) - 1))
        closed = case.sensitivity is Sensitivity.FACILITATOR
        self.room.setEnabled(not closed)
        if closed:
            self.closed_note.tell(
                "info", tr("This case is for facilitators alone; it is not shown.")
            )
        else:
            self.closed_note.dismiss()
        self._show_slide()
        self._show_people(case, room)
        talk = room.presentation
        for box, value in ((self.minutes, talk.minutes), (self.questions, talk.question_minutes)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self.presented.setChecked(case.presented)
        self.clock.show_times(case.id, talk.minutes, talk.question_minutes, self._next_words())
        self.reviews.show_reviews(case, room)
        for widget in (self.minutes, self.questions, self.presented, self.plan, self.up, self.down):
            widget.setEnabled(self.can_edit)

    def _show_slide(self) -> None:
        slide = self.slides[self.number]
        self.view.show_drawing(slide.drawing)
        self.count.setText(
            tr("{number} of {total}", number=self.number + 1, total=len(self.slides))
        )
        self.back.setEnabled(self.number > 0)
        self.forward.setEnabled(self.number + 1 < len(self.slides))
        self._renew()

    def _show_people(self, case: CaseStudyRow, room: CaseRoomRow) -> None:
        chosen = {speaker.id for speaker in room.presentation.speakers}
        group = next((g for g in self.shown.groups if g.id == case.group_id), None)  # type: ignore[union-attr]
        wanted = [(m.participant_id, m.name) for m in group.members] if group else []
        boxes = [b for b in self.people_room.findChildren(QCheckBox) if not b.isHidden()]
        if [b.property("person") for b in boxes] != [key for key, _ in wanted]:
            clear(self.people)
            boxes = []
            for key, name in wanted:
                box = QCheckBox(name.replace("&", "&&"))
                box.setProperty("person", key)
                box.setAccessibleName(name)
                box.clicked.connect(self._on_speakers)
                self.people.addWidget(box)
                boxes.append(box)
        for box in boxes:
            box.setChecked(box.property("person") in chosen)
            box.setEnabled(self.can_edit)
        talk = room.presentation
        enough = len(talk.speakers) >= SPEAKERS and talk.countries >= SPEAKERS
        self.advice.setText("" if enough else tr("Two speakers at least, of different countries."))
        self.advice.setVisible(not enough)

    def _next_words(self) -> str:
        rows = self.rows.rows
        place = next((n for n, r in enumerate(rows) if r.key == self.key), len(rows))
        if place + 1 >= len(rows):
            return ""
        return tr("Next: group {letter}", letter=rows[place + 1].group)

    # What happens -----------------------------------------------------------------------------

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, UUID) and key != self.key:
            self.key, self.number = key, 0
            self._show_front()

    def step(self, by: int) -> None:
        """The next slide, or the one before."""
        self.number = max(0, min(len(self.slides) - 1, self.number + by))
        self._show_slide()

    def plan_all(self) -> None:
        """Put every case that may be seen into the order of the groups."""
        if self.shown is not None:
            keys = tuple(c.id for c in self.shown.cases if self.page.may_see(c))
            self.page.do(OrderPresentations(keys), tell=True)

    def shift_turn(self, by: int) -> None:
        """Let the case in front come earlier or later."""
        order = [r.key for r in self.rows.rows]
        if self.key not in order or not self.can_edit:
            return
        place = order.index(self.key)
        if 0 <= place + by < len(order):
            order[place], order[place + by] = order[place + by], order[place]
            self.page.do(OrderPresentations(tuple(order)))

    def _on_speakers(self) -> None:
        boxes = self.people_room.findChildren(QCheckBox)
        chosen = tuple(box.property("person") for box in boxes if box.isChecked())
        if self.key is not None:
            self.page.do(SetSpeakers(self.key, chosen))

    def _on_times(self) -> None:
        room = self.shown.rooms.get(self.key) if self.shown and self.key else None
        if room is None or self.key is None:
            return
        times = (self.minutes.value(), self.questions.value())
        if times != (room.presentation.minutes, room.presentation.question_minutes):
            self.page.do(SetPresentationTimes(self.key, *times))

    def _on_presented(self) -> None:
        if self.key is not None:
            self.page.do(MarkPresented(self.key, self.presented.isChecked()))

    # The room ---------------------------------------------------------------------------------

    def scene(self) -> ProjectorScene:
        """The slide in front with the time that is left."""
        slide = self.slides[self.number]
        clock, phase = self.clock.words(), self.clock.phase_words()
        said = f"{slide.words}. {phase} {clock}" if self.clock.is_on else slide.words
        shown = (clock, phase) if self.clock.is_on else ("", "")
        return ProjectorScene(SceneName.SLIDES, partial(_paint_slide, slide, shown), said)

    def show_slide(self) -> None:
        """Put the slide in front on the room's screen."""
        if self.slides and self.room.isEnabled():
            self.page.context.projector.show(self.scene())

    def _renew(self) -> None:
        if self.slides and self.room.isEnabled():
            self.page.context.projector.renew(self.scene())


def _paint_slide(slide: Slide, clock: tuple[str, str], painter: QPainter) -> None:
    from PySide6.QtCore import QRectF

    from facilitator.ui.projector import canvas

    painter.fillRect(canvas.BOARD, theme.colour("surface"))
    paint_drawing(painter, slide.drawing)
    time, phase = clock
    if time:
        box = QRectF(canvas.WIDTH - 96 - 620, 952, 620, 56)
        canvas.line(
            painter, box, f"{phase}  {time}", 40, "text", bold=True, numbers=True, align="end"
        )
