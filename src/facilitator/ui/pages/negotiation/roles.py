"""Who plays whom: assigned by the rules, explained, changed in two clicks. The facilitator's alone.

The list opens by a deliberate reveal and is concealed when the part is left.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from facilitator.application.commands.negotiation import (
    AssignRoles,
    HandOutSheets,
    MarkSeatAbsent,
    MoveSeat,
    SeatLate,
    SetLeadSpeaker,
)  # fmt: skip
from facilitator.application.queries import negotiation as queries
from facilitator.application.rows.negotiation import SeatRow
from facilitator.domain.negotiation.assignment import Duty, Remainder, Rule, Verdict
from facilitator.support.i18n import tr, trn
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.negotiation.part import Part, widths
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill, spin
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.tables import Table, TableCard


def duty_words(seat: SeatRow) -> str:
    """What somebody does at the table."""
    if seat.duty is Duty.CHAIR:
        return tr("Chair")
    if seat.duty is Duty.OBSERVER:
        return tr("Observer")
    return seat.role


def rule_words(rule: Rule) -> str:
    """A rule of the assignment in words."""
    return {
        Rule.OWN_SIDE: tr(
            "Nobody plays the own country or institution, or a party to a dispute of it"
        ),
        Rule.SUPERIORS: tr("Colleagues of one institution are not opponents"),
        Rule.COUNTRIES: tr("Countries are mixed at each table"),
        Rule.WOMEN: tr("Women and men play each role in proportion"),
        Rule.SENIORITY: tr("Senior people are spread over the roles (guessed from positions)"),
        Rule.LEADS: tr("Who spoke first before lets others do so"),
        Rule.STRENGTH: tr("Nobody plays the same weak or strong side twice"),
    }[rule]


def _state(seat: SeatRow) -> str:
    parts = [tr("absent") if seat.absent else "", tr("speaks first") if seat.lead else "",
             tr("has the sheet") if seat.has_sheet else ""]  # fmt: skip
    return ", ".join(part for part in parts if part)


class RolesPart(Part):
    """Assignment, its explanation, and the list behind a reveal."""

    def build(self) -> None:
        self.seats: tuple[SeatRow, ...] = ()
        self.revealed = False
        self.unfilled = InlineMessage()
        self.body.addWidget(self._deal_card())
        self.body.addWidget(self.unfilled)
        self.body.addWidget(self._rules_card())
        self.body.addWidget(self._list_card(), 1)

    def _deal_card(self) -> QWidget:
        card = Panel(tr("Assign"))
        self.tables = combo([(tr("Tables of the home groups"), True), (tr("Mixed tables"), False)])
        self.remainder = combo(
            [
                (tr("Observer"), Remainder.OBSERVER),
                (tr("Doubled side"), Remainder.DOUBLE),
                (tr("Chair"), Remainder.CHAIR),
            ]
        )
        self.team = spin(1, 4, 1)
        self.seed = spin(1, 9999, 1)
        line = row(spacing=12)
        for label, control, stretch in (
            (tr("Tables"), self.tables, 3), (tr("People left over"), self.remainder, 2),
            (tr("People a role (mixed)"), self.team, 2), (tr("Seed"), self.seed, 1),
        ):  # fmt: skip
            line.addWidget(FormField(label, control), stretch)
        card.body.addLayout(line)
        self.assign = Button(tr("Assign roles"), Kind.PRIMARY, icon="users")
        self.hand_out = Button(tr("Sheets are handed out"), icon="mail")
        self.assign.clicked.connect(self._on_assign)
        self.hand_out.clicked.connect(self._on_hand_out)
        buttons = row(spacing=8)
        buttons.addWidget(self.assign)
        buttons.addWidget(self.hand_out)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

    def _rules_card(self) -> QWidget:
        self.rules_card = Panel(tr("Which rules hold"))
        self.rules = column(spacing=6)
        self.rules_card.body.addLayout(self.rules)
        return self.rules_card

    def _list_card(self) -> QWidget:
        card = Panel(tr("Who plays whom"))
        self.hint = PlainLabel(
            tr("Concealed. Show it only where nobody else can see this screen."),
            "body",
            "text2",
            wrap=True,
        )
        self.reveal = Button(tr("Reveal who plays whom"), icon="eye")
        self.reveal.clicked.connect(self._on_reveal)
        top = row(spacing=8)
        top.addWidget(self.hint, 1)
        top.addWidget(self.reveal)
        card.body.addLayout(top)
        self.list_room = QWidget()
        inside = column(self.list_room, spacing=12)
        self.model: RowModel[SeatRow] = RowModel(
            [
                Column("table", tr("Table"), lambda s: s.table),
                Column("role", tr("Role"), duty_words),
                Column("name", tr("Name"), lambda s: s.name),
                Column("country", tr("Country"), lambda s: s.country),
                Column("state", tr("State"), _state),
            ],
            key=lambda seat: seat.participant_id,
            parent=self,
        )
        self.table = Table(tr("Who plays whom"))
        self.table.show_model(self.model, -1)
        widths(self.table, 72, 220, 240, 160)
        self.table.setMinimumHeight(280)
        self.table.row_chosen.connect(self._on_row)
        inside.addWidget(TableCard(self.table), 1)
        acts = FlowLayout(spacing=8)
        self.absent = Button(tr("Absent"), icon="user-minus")
        self.observer = Button(tr("Make observer"), icon="eye")
        self.lead = Button(tr("Speaks first"), icon="message-square")
        for button, act in ((self.absent, self._on_absent), (self.observer, self._on_observer),
                            (self.lead, self._on_lead)):  # fmt: skip
            button.clicked.connect(act)
            acts.addWidget(button)
        inside.addLayout(acts)
        late = row(spacing=8)
        self.late = combo([])
        self.late_button = Button(tr("Seat this person"), icon="user-plus")
        self.late_button.clicked.connect(self._on_late)
        late.addWidget(FormField(tr("Came late, or has no place"), self.late), 1)
        late.addWidget(self.late_button)
        inside.addLayout(late)
        move = row(spacing=8)
        self.move_role, self.move_table = combo([]), combo([])
        self.move_button = Button(tr("Move there"), icon="repeat")
        self.move_button.clicked.connect(self._on_move)
        move.addWidget(FormField(tr("Move to role"), self.move_role), 2)
        move.addWidget(FormField(tr("At table"), self.move_table), 1)
        move.addWidget(self.move_button)
        inside.addLayout(move)
        card.body.addWidget(self.list_room, 1000)
        card.body.addStretch(1)  # concealed, the heading and the button stay at the top
        self.list_room.hide()
        return card

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        query, key = self.page.document.query, self.row.id
        self.seats = query(queries.seats, key)
        tables = query(queries.tables, key)
        self._show_rules(query(queries.verdicts_of, key))
        fill(
            self.late,
            [(name, person) for person, name in query(queries.waiting, key)] if self.seats else [],
        )
        fill(self.move_role, [(r.name, r.id) for r in self.row.roles]
             + [(tr("Chair"), Duty.CHAIR), (tr("Observer"), Duty.OBSERVER)])  # fmt: skip
        fill(self.move_table, [(table.letter, table.id) for table in tables])
        self._show_list()
        gaps = query(queries.unfilled, key)
        if gaps:
            self.unfilled.tell("warn", "\n".join(gaps))
        else:
            self.unfilled.dismiss()

    def _show_rules(self, verdicts: tuple[Verdict, ...]) -> None:
        clear(self.rules)
        self.rules_card.setVisible(bool(verdicts))
        letters = [row_.letter for row_ in self.page.document.query(queries.tables, self.row.id)]
        for verdict in verdicts:
            line = QWidget()
            inside = row(line, spacing=8)
            icon = ("circle-check", "ok") if verdict.held else ("triangle-alert", "warn")
            inside.addWidget(
                IconLabel(*icon, 18, meaning=tr("holds") if verdict.held else tr("broken"))
            )
            text = rule_words(verdict.rule)
            if not verdict.held:
                where = ", ".join(letters[n] for n in verdict.tables)
                count = trn("{n} time", "{n} times", verdict.broken)
                text = tr("{rule}: broken {count}", rule=text, count=count)
                text += tr(" (table {letters})", letters=where) if where else ""
            inside.addWidget(PlainLabel(text, "body", "text", wrap=True), 1)
            self.rules.addWidget(line)

    def _show_list(self) -> None:
        may = not self.page.document.read_only
        self.model.set_rows(self.seats if self.revealed else ())
        self.list_room.setVisible(self.revealed)
        self.reveal.setText(tr("Conceal") if self.revealed else tr("Reveal who plays whom"))
        self.reveal.set_icon("eye-off" if self.revealed else "eye")
        self.reveal.setEnabled(bool(self.seats))
        people = sum(not seat.absent for seat in self.seats)
        said = trn("{n} person has a place.", "{n} people have places.", people) if self.seats else tr(
            "Nobody has a place yet.")  # fmt: skip
        if not self.revealed and self.seats:
            said += " " + tr("Concealed. Show it only where nobody else can see this screen.")
        self.hint.setText(said)
        self.assign.setEnabled(may)
        self.hand_out.setEnabled(may and bool(self.seats))
        self.late_button.setEnabled(may and self.late.count() > 0)
        self.late.setEnabled(may and self.late.count() > 0)
        self._on_row(self._current())

    def conceal(self) -> None:
        self.revealed = False
        self.model.set_rows(())
        self.list_room.hide()
        if self.exercise is not None:
            self._show_list()

    def _current(self) -> UUID | None:
        keys = self.table.selected_keys()
        return keys[0] if keys and isinstance(keys[0], UUID) else None

    def _seat(self) -> SeatRow | None:
        key = self._current()
        return next((seat for seat in self.seats if seat.participant_id == key), None)

    def _on_row(self, _key: object) -> None:
        seat = self._seat()
        may = seat is not None and not self.page.document.read_only
        self.absent.setEnabled(may and seat is not None and not seat.absent)
        self.observer.setEnabled(may and seat is not None and seat.duty is not Duty.OBSERVER)
        self.lead.setEnabled(
            may and seat is not None and seat.duty is Duty.PLAYER and not seat.lead
        )
        for control in (self.move_role, self.move_table, self.move_button):
            control.setEnabled(may)

    # Acts ------------------------------------------------------------------------------------------

    def _on_reveal(self) -> None:
        self.revealed = not self.revealed
        self._show_list()
        if self.revealed and self.seats:
            self.table.choose(self.seats[0].participant_id)

    def _on_assign(self) -> None:
        wish = AssignRoles(self.row.id, self.seed.value(), bool(self.tables.currentData()),
                           self.team.value(), Remainder(self.remainder.currentData()))  # fmt: skip
        self.page.do(wish, tell=True)

    def _on_hand_out(self) -> None:
        self.page.do(HandOutSheets(self.row.id), tell=True)

    def _on_absent(self) -> None:
        seat = self._seat()
        if seat is not None and self.page.do(
            MarkSeatAbsent(self.row.id, seat.participant_id), tell=True
        ):
            self.table.choose(seat.participant_id)

    def _on_observer(self) -> None:
        seat = self._seat()
        if seat is not None:
            self.page.do(
                MoveSeat(self.row.id, seat.participant_id, seat.table_id, Duty.OBSERVER), tell=True
            )

    def _on_lead(self) -> None:
        seat = self._seat()
        if seat is not None:
            self.page.do(SetLeadSpeaker(self.row.id, seat.participant_id), tell=True)

    def _on_late(self) -> None:
        person = self.late.currentData()
        if isinstance(person, UUID):
            self.page.do(SeatLate(self.row.id, person), tell=True)

    def _on_move(self) -> None:
        seat, target, table = (
            self._seat(),
            self.move_role.currentData(),
            self.move_table.currentData(),
        )
        if seat is None or not isinstance(table, UUID):
            return
        duty = target if isinstance(target, Duty) else Duty.PLAYER
        role = "" if isinstance(target, Duty) else str(target)
        self.page.do(MoveSeat(self.row.id, seat.participant_id, table, duty, role), tell=True)

    def start(self) -> QWidget | None:
        return self.tables
