"""The right-hand list of the cockpit: the steps of the session, what runs beside it, and the day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedWidget, QWidget

from facilitator.domain.agenda import clock
from facilitator.domain.running import clock_text
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.run_clock import RunClock, local_time
from facilitator.ui.app.theme import Themed
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table, TableCard

if TYPE_CHECKING:
    from facilitator.application.rows.agenda import AgendaItemRow
    from facilitator.application.rows.running import StepRow

STEPS, DAY, SCENES = "steps", "day", "scenes"
DONE, NOW, LATER = "done", "now", "later"


class StepButton(Themed, QAbstractButton):
    """A step: its number (or a tick), its title, its minutes. Pressing it goes there."""

    def __init__(
        self, number: int, step: StepRow, state: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number, self._step, self._state = number, step, state
        said = {DONE: tr("done"), NOW: tr("now"), LATER: ""}[state]
        name = tr("Step {n}: {title}", n=number, title=step.title)
        self.setText(name)
        minutes = tr("{n} min", n=step.minutes) if step.minutes else ""
        self.setAccessibleName(", ".join(part for part in (name, minutes, said) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(step.title)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.control("large"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        is_now, is_done = self._state == NOW, self._state == DONE
        fill = (
            theme.colour("accent_soft")
            if is_now
            else theme.colour("sunken")
            if self.isDown()
            else None
        )
        if fill is not None:
            edge = theme.colour("border_strong") if theme.outlined() else None
            paint.fill_round(painter, box, theme.radius("card"), fill, edge)
        side = float(theme.px(26))
        circle = QRectF(theme.px(12), (self.height() - side) / 2, side, side)
        place = paint.mirrored(self, circle)
        round_fill = theme.colour("accent" if is_now else "sunken")
        edge = theme.colour("border_strong") if theme.outlined() else None
        paint.fill_round(painter, place, side / 2, round_fill, edge)
        if is_done:
            paint_icon(painter, place.adjusted(5, 5, -5, -5), "check", theme.colour("accent_text"))
        else:
            painter.setFont(theme.font("caption_strong"))
            painter.setPen(theme.colour("on_accent" if is_now else "text2"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        minutes = tr("{n} min", n=self._step.minutes) if self._step.minutes else ""
        wide = paint.text_width(minutes, "body") + 4 if minutes else 0
        left = circle.right() + theme.px(12)
        title = QRectF(left, 0, self.width() - left - wide - theme.px(24), self.height())
        painter.setFont(theme.font("body_strong" if is_now else "body"))
        painter.setPen(theme.colour("text2" if is_done else "text"))
        paint.draw_text(painter, paint.mirrored(self, title), self._step.title, widget=self)
        painter.setFont(theme.font("body", numbers=True))
        painter.setPen(theme.colour("text2"))
        end = QRectF(self.width() - wide - theme.px(12), 0, wide, self.height())
        paint.draw_text(painter, paint.mirrored(self, end), minutes, widget=self)


class StepsPanel(Card):
    """Steps and day, one of them in front."""

    step_wished = Signal(int)
    edit_wished = Signal()
    item_wished = Signal(object)
    """Key of the item to start."""

    def __init__(self, run: RunClock, scenes: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._beside_labels: list[tuple[AgendaItemRow, PlainLabel]] = []
        self._day_id: UUID | None = None
        self._shown: tuple[object, ...] = ()
        head = row(spacing=8)
        self.tabs = SegmentedControl(
            [(STEPS, tr("Steps"), "list-checks"), (DAY, tr("Day"), "calendar-days"),
             (SCENES, tr("Scenes"), "presentation")],
            tr("What to list"), size="large",
        )  # fmt: skip
        self.tabs.chosen.connect(self.show_list)
        head.addWidget(self.tabs)
        head.addStretch(1)
        self.edit = Button("", icon="pencil", size="large")
        self.edit.setAccessibleName(tr("Edit steps"))
        self.edit.setToolTip(tr("Edit steps"))
        self.edit.clicked.connect(self.edit_wished)
        head.addWidget(self.edit)
        self.body.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(theme.px(120))
        self.stack.addWidget(self._steps_view())
        self.stack.addWidget(self._day_view())
        self.stack.addWidget(scenes)
        self.body.addWidget(self.stack, 1)

    def _steps_view(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("clear", True)
        whole = column(inner, spacing=4)
        self._rows = column(spacing=4)
        whole.addLayout(self._rows)
        self.no_steps = PlainLabel(tr("No steps yet: a session may be cut into steps, each with its "
                                      "minutes and its words."), "body", "text2", wrap=True)  # fmt: skip
        whole.addWidget(self.no_steps)
        self.beside_title = PlainLabel(tr("At the same time"), "small_strong", "text2")
        whole.addWidget(self.beside_title)
        self._beside = column(spacing=4)
        whole.addLayout(self._beside)
        whole.addStretch(1)
        return scrolled(inner, tr("Steps"))

    def _day_view(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("clear", True)
        whole = column(inner, spacing=8)
        self.model: RowModel[AgendaItemRow] = RowModel(
            [Column("time", tr("Time"), lambda i: clock(i.start), sort=lambda i: i.start),
             Column("title", tr("Session"), lambda i: i.title),
             Column("state", tr("How it went"), self._state_of)],
            key=lambda item: item.id, parent=self,
        )  # fmt: skip
        self.table = Table(tr("Sessions of the day"), tall=True)
        self.table.show_model(self.model, -1)
        self.table.setColumnWidth(0, theme.px(64))
        self.table.setColumnWidth(1, theme.px(210))
        self.table.opened.connect(self.item_wished)
        whole.addWidget(TableCard(self.table), 1)
        self.start = Button(tr("Start this session"), icon="play", size="large")
        self.start.clicked.connect(self._on_start)
        whole.addWidget(self.start)
        return inner

    def _state_of(self, item: AgendaItemRow) -> str:
        record = self._run.read.run.record_of(item.id)
        if item.id == self._run.read.run.state.item_id:
            return tr("now")
        if record is None or record.started is None:
            return tr("may be left out") if item.optional else ""
        ended = local_time(record.ended) if record.ended else "…"
        return f"{local_time(record.started)}–{ended}"

    def show_list(self, key: str) -> None:
        """Show the steps or the day."""
        self.tabs.choose(key)
        self.stack.setCurrentIndex((STEPS, DAY, SCENES).index(key))
        self.edit.setVisible(key == STEPS and self._run.item is not None)

    def _on_start(self) -> None:
        chosen = self.table.selected_keys()
        if chosen:
            self.item_wished.emit(chosen[0])

    # Showing --------------------------------------------------------------------------------------

    def show_day(self, day_id: UUID | None, *, editable: bool) -> None:
        """The day's items, and the steps of the running one."""
        self._day_id = day_id
        self.model.set_rows(self._run.read.agenda.items_of(day_id) if day_id is not None else ())
        self.start.setEnabled(editable)
        self.edit.setEnabled(editable)
        self._show_steps(editable=editable)
        self._show_beside()
        self.show_list(self.tabs.key)

    def _show_steps(self, *, editable: bool) -> None:
        shown = (self._run.steps, self._run.step, editable)
        if shown == self._shown:
            return
        self._shown = shown
        had_focus = isinstance(self.focusWidget(), StepButton)
        clear(self._rows)
        for number, step in enumerate(self._run.steps):
            state = DONE if number < self._run.step else NOW if number == self._run.step else LATER
            button = StepButton(number + 1, step, state)
            button.setEnabled(editable)
            button.clicked.connect(partial(self.step_wished.emit, number))
            self._rows.addWidget(button)
            if had_focus and state == NOW:
                button.setFocus()
        self.no_steps.setVisible(not self._run.steps)

    def _show_beside(self) -> None:
        clear(self._beside)
        items = self._run.meanwhile()
        self.beside_title.setVisible(bool(items))
        self._beside_labels = []
        for item in items:
            label = PlainLabel("", "body", numbers=True)
            self._beside_labels.append((item, label))
            self._beside.addWidget(label)
        self.tick()

    def tick(self) -> None:
        """Time left of what runs beside."""
        for item, label in self._beside_labels:
            left = self._run.left_of(item)
            shown = clock_text(left) if left is not None else clock(item.start)
            where = f" · {item.room}" if item.room else ""
            label.setText(f"{shown}  {item.title}{where}")
