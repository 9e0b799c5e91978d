"""What the Agenda page changes: every wish of its views turned into one command.

The base of the page (see `page.py`), which shows. No rule here: times, gaps, pushes and checks are
asked of the domain through commands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from facilitator.application.commands.agenda import (
    AddAgendaItem,
    DeleteAgendaItem,
    EditAgendaItem,
    MoveAgendaItem,
)  # fmt: skip
from facilitator.application.commands.agenda_moves import (
    CloseGaps,
    CopyDay,
    InsertItem,
    MergeItems,
    MoveItemsToDay,
    SetLength,
    SplitItem,
    StretchToFill,
)  # fmt: skip
from facilitator.application.registry import Command
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow
from facilitator.domain.agenda import (
    ItemType,
    end_of,
    length_that_fits,
    moved_start,
    start_for_copy,
    start_for_new,
)  # fmt: skip
from facilitator.domain.agenda_moves import movable_half, next_to_merge, overruns
from facilitator.support.errors import EnvironmentProblem, RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.edits import NotMinutes, command_for, copied
from facilitator.ui.pages.agenda.menu import Acts, DayActs, item_menu
from facilitator.ui.pages.base import Page

if TYPE_CHECKING:
    from facilitator.exchange.methods import Method
    from facilitator.ui.pages.agenda.dialogs import AgendaDialogs
    from facilitator.ui.pages.agenda.grid import TimeGrid
    from facilitator.ui.pages.agenda.inspector import Inspector

WEEK, DAY, LIST = "week", "day", "list"
NEW_MINUTES = 45
NEW_START = 9 * 60
"""Where the first session of an empty day begins."""
NOON = 12 * 60


class AgendaChanges(Page):
    """The acts of the page. `page.py` builds the widgets named here and reads the rows."""

    agenda: AgendaRow
    dialogs: AgendaDialogs
    grid: TimeGrid
    inspector: Inspector
    _selected: UUID | None
    _day: UUID | None
    _view: str
    _late: dict[UUID, int]

    def _read(self) -> None:
        raise NotImplementedError

    def _show(self) -> None:
        raise NotImplementedError

    def _choose(self, key: UUID, *, focus: bool) -> None:
        raise NotImplementedError

    def _inspect(self, key: object, *, focus: bool) -> None:
        raise NotImplementedError

    def _usual_day(self) -> DayRow:
        raise NotImplementedError

    def item(self, key: object) -> AgendaItemRow | None:
        """The item with this key, or None."""
        return next((item for item in self.agenda.items if item.id == key), None)

    def _day_row(self, key: object) -> DayRow:
        return next(day for day in self.agenda.days if day.id == key)

    def late(self) -> dict[UUID, int]:
        """Minutes over at each anchor of the week that cannot begin in time."""
        return {
            key: minutes
            for day in self.agenda.days
            for key, minutes in overruns(self.agenda.items_of(day.id)).items()
            if isinstance(key, UUID)
        }

    @property
    def ripples(self) -> bool:
        """Whether later sessions move along when a length changes."""
        return self.context.settings.agenda_ripple

    def set_ripple(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        """Have later sessions move along from now on, or stay."""
        self.context.settings.agenda_ripple = on
        self.inspector.show_ripple(on=on)
        try:
            self.context.settings.save()
        except EnvironmentProblem as problem:
            self.context.shell.show_problem(problem)

    # Changing -----------------------------------------------------------------------------------

    def act(self, command: Command, *, tell: bool = True) -> bool:
        """Carry out a command and show its effect at once: the next key may follow closely.

        Where it makes an anchor late, the toast says by how many minutes.
        """
        before = self._late
        done = self.do(command, tell=tell)
        if done:
            self._read()
            self._tell_late(before)
        return done

    def _tell_late(self, before: dict[UUID, int]) -> None:
        now = self._late
        worse = {key: over for key, over in now.items() if over > before.get(key, 0)}
        anchor = self.item(max(worse, key=lambda key: worse[key])) if worse else None
        if anchor is not None:
            text = tr("“{title}” cannot begin in time: {n} min over", title=anchor.title,
                      n=worse[anchor.id])  # fmt: skip
            self.context.shell.tell(text, tr("Undo"), partial(self.context.actions.run, "undo"))

    def _on_move(self, key: object, day_id: UUID, start: int) -> None:
        item = self.item(key)
        if item is None:
            return
        if self.act(MoveAgendaItem(item.id, item.title, day_id, start)):
            self.inspector.accept(item.id, "start")
            if self._view == DAY and day_id != self._day:
                self._day = day_id
                self._show()
            self._choose(item.id, focus=self._focus_is_outside_inspector())

    def move_to(self, key: UUID, day_id: UUID, start: int) -> None:
        """Move an item to a day and start."""
        self._on_move(key, day_id, start)

    def _on_resize(self, key: object, start: int, minutes: int) -> None:
        item = self.item(key)
        if item is None:
            return
        command: Command = SetLength(item.id, item.title, minutes, self.ripples)
        if start != item.start:  # by its upper edge: the end stays, and so does what follows
            command = EditAgendaItem(item.id, {"start": start, "minutes": minutes})
        before = self._late
        if self.act(command, tell=False):
            self.inspector.accept(item.id, "minutes")
            if self._late == before:
                text = tr("“{title}” now lasts {n} minutes", title=item.title, n=minutes)
                self.context.shell.tell(text, tr("Undo"), partial(self.context.actions.run, "undo"))

    def _focus_is_outside_inspector(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is None or not self.inspector.isAncestorOf(focus)

    def _move_by(self, key: UUID, days: int, minutes: int) -> None:
        item = self.item(key)
        if item is None or self.document.read_only:
            return
        order = [day.id for day in self.agenda.days]
        day = max(0, min(len(order) - 1, order.index(item.day_id) + days))
        start = moved_start(item.start, item.minutes, minutes)
        if (order[day], start) != (item.day_id, item.start):
            self._on_move(key, order[day], start)

    def _stretch(self, key: UUID, minutes: int) -> None:
        if not self.document.read_only and minutes:
            self.grid.resize_by(key, minutes)

    def _on_edit(self, key: UUID, name: str, value: object) -> None:
        item = self.item(key)
        if item is None or not self.document.is_open:
            return
        before = self._late
        try:
            command = command_for(item, name, value, ripple=self.ripples)
            tell = isinstance(command, MoveAgendaItem)
            change_set = self.document.execute(command, self, tell=tell)
        except RuleViolation as refusal:
            self.inspector.keep_refused(item.id, name, value, str(refusal))
            return
        except NotMinutes:
            text = tr("Write the minutes as a number, like 45.")
            self.inspector.keep_refused(item.id, name, value, text)
            return
        if change_set is not None:
            self.inspector.accept(item.id, name)
            self._read()
            self._tell_late(before)

    def _on_delete_rows(self, keys: Sequence[UUID]) -> None:
        for key in keys:
            self._on_delete(key)

    def _on_delete(self, key: object) -> None:
        item = self.item(key)
        if item is None or self.document.read_only:
            return
        order = [other.id for other in self.agenda.items]
        place = order.index(item.id)
        beside = order[place + 1 : place + 2] or order[max(0, place - 1) : place]
        focus = self._focus_is_outside_inspector()
        if self.act(DeleteAgendaItem(item.id, item.title)) and beside:
            if self._view == DAY:
                same_day = self.item(beside[0])
                if same_day is None or same_day.day_id != self._day:
                    return
            self._choose(beside[0], focus=focus)

    def add_main(self) -> None:
        """A new session after the chosen one, at the chosen place, or at the end of the day."""
        if self.document.read_only or not self.agenda.days:
            return
        item, slot = self.item(self._selected), self.grid.slot
        if item is not None:
            self._add_in_free_time(item.day_id, item.end)
        elif slot is not None and self._view != LIST:
            self._add_in_free_time(*slot)
        else:
            day = self._day_row(self._day) if self._view == DAY else self._usual_day()
            of_day = self.agenda.items_of(day.id)
            self._add_at(day.id, max((end_of(item) for item in of_day), default=NEW_START))

    def _add_in_free_time(self, day_id: UUID, start: int) -> None:
        start = moved_start(start, 5, 0)
        self._add_at(day_id, start_for_new(self.agenda.items, day_id, start, NEW_MINUTES))

    def _add_at(self, day_id: UUID, start: int) -> None:
        start = moved_start(start, 5, 0)
        minutes = length_that_fits(self.agenda.items_of(day_id), start, NEW_MINUTES)
        self._add({
            "day_id": day_id, "start": start, "minutes": minutes, "title": tr("New session"),
            "type": ItemType.PLENARY_WORK, "mode": "",
        })  # fmt: skip

    def _on_copy(self, key: object) -> None:
        item = self.item(key)
        if item is not None and not self.document.read_only:
            self._add(copied(item) | {"start": start_for_copy(self.agenda.items, item)})

    def _add(self, values: dict[str, Any]) -> None:
        command = AddAgendaItem(values)
        if not self.act(command):
            return
        if self._view == DAY:
            self._day = values["day_id"]
            self._show()
        self._choose(command.item_id, focus=False)
        self._inspect(command.item_id, focus=True)

    # Several at once ------------------------------------------------------------------------------

    def current_day(self) -> DayRow | None:
        """The day that acts on a day apply to: of the chosen item or place, else the one shown."""
        item, slot = self.item(self._selected), self.grid.slot
        key = item.day_id if item is not None else slot[0] if slot is not None else None
        if key is None and self._view == DAY:
            key = self._day
        if key is not None:
            return self._day_row(key)
        return self._usual_day() if self.agenda.days else None

    def _wanted(self, key: object) -> AgendaItemRow | None:
        """The item that an act is meant for: the one named, else the chosen one."""
        item = self.item(key if key is not None else self._selected)
        if item is None:
            self.context.shell.tell(tr("Choose a session first."))
        return item if not self.document.read_only else None

    def insert_after(self, key: object = None, *, fill: bool = False) -> None:
        """A new session right after the item: the rest is pushed, or the gap is filled."""
        item = self._wanted(key)
        if item is not None:
            self.insert({
                "day_id": item.day_id, "start": moved_start(item.end, 5, 0),
                "minutes": NEW_MINUTES, "title": tr("New session"),
                "type": ItemType.PLENARY_WORK, "mode": "",
            }, fill=fill)  # fmt: skip

    def insert(
        self, values: dict[str, Any], *, fill: bool = False, steps: tuple[str, ...] = ()
    ) -> None:
        """Put an item in among the others, and open it."""
        command = InsertItem(values, fill, steps)
        if self.act(command):
            self._choose(command.item_id, focus=False)
            self._inspect(command.item_id, focus=True)

    def split(self, key: object = None, first: int = 0) -> None:
        """Cut the item in two, in the middle unless `first` says after how many minutes."""
        item = self._wanted(key)
        if item is not None:
            half = first or max(1, item.minutes // 2 // 5 * 5 or item.minutes // 2)
            self._and_choose(SplitItem(item.id, item.title, half), item.id)

    def merge(self, key: object = None) -> None:
        """Make one of the item and the next."""
        item = self._wanted(key)
        if item is not None:
            self._and_choose(MergeItems(item.id, item.title), item.id)

    def _and_choose(self, command: Command, key: UUID) -> None:
        if self.act(command):
            self._choose(key, focus=self._focus_is_outside_inspector())

    def close_gaps(self, day_id: UUID | None = None) -> None:
        """Move the items of a day up to one another."""
        self._on_day(CloseGaps, day_id, tr("There is no gap to close on that day."))

    def stretch(self, day_id: UUID | None = None) -> None:
        """Make the items of a day fill its gaps."""
        self._on_day(StretchToFill, day_id, tr("There is no gap to fill on that day."))

    def _on_day(self, kind: Callable[[UUID], Command], day_id: UUID | None, nothing: str) -> None:
        day = self._day_row(day_id) if day_id is not None else self.current_day()
        if day is None or self.document.read_only:
            return
        before = self.agenda
        if self.act(kind(day.id)) and self.agenda == before:
            self.context.shell.tell(nothing)

    def move_to_day(self, key: UUID, day_id: UUID) -> None:
        """Move an item to another day at its time; what is in its way there is pushed."""
        item = self.item(key)
        if item is not None:
            self._and_choose(MoveItemsToDay((key,), day_id, f"“{item.title}”"), key)

    def move_afternoon(self, day_id: UUID, target_id: UUID) -> None:
        """Move what begins after noon and has no fixed time to another day."""
        going, staying = movable_half(self.agenda.items_of(day_id), from_minute=NOON)
        if not going:
            self.context.shell.tell(tr("Nothing in that afternoon can be moved."))
            return
        keys = tuple(item.id for item in going)
        if self.act(MoveItemsToDay(keys, target_id, tr("the afternoon"))) and staying:
            names = ", ".join(item.title for item in staying)
            self.message.tell("info", tr("Fixed times stayed on their day: {names}.", names=names))

    def copy_day(self, day_id: UUID, target_id: UUID) -> None:
        """Copy a day onto another; what is there is replaced (and comes back by undo)."""
        there = bool(self.agenda.items_of(target_id))
        self.act(CopyDay(day_id, target_id, replace=there))

    # Methods and templates ------------------------------------------------------------------------

    def insert_method(self, method: Method) -> None:
        """A session by this method after the chosen one, at the chosen place, or at the end."""
        day = self.current_day()
        if day is None:
            return
        item, slot = self.item(self._selected), self.grid.slot
        start = max((end_of(i) for i in self.agenda.items_of(day.id)), default=NEW_START)
        if item is not None:
            start = item.end
        elif slot is not None:
            start = slot[1]
        values = {**method.values(), "day_id": day.id, "start": start}
        self.insert(values, steps=method.steps)

    def start_from(self, template_key: str) -> None:
        """Fill the empty agenda from a template, in one step."""
        from facilitator.exchange.templates import fill_agenda, template

        self.act(fill_agenda(template(template_key)))

    # Menus ------------------------------------------------------------------------------------------

    def _on_menu(self, key: UUID, at: QPoint) -> None:
        item = self.item(key)
        if item is None:
            return
        of_day = self.agenda.items_of(item.day_id)
        acts = Acts(
            inspect=partial(self._inspect, key, focus=True), move=partial(self._move_by, key),
            stretch=partial(self._stretch, key), copy=partial(self._on_copy, key),
            delete=partial(self._on_delete, key), insert=partial(self._insert_at, key),
            split=partial(self.split, key) if item.minutes > 1 else None,
            merge=partial(self.merge, key) if next_to_merge(of_day, key) else None,
            to_day=partial(self.move_to_day, key), method=partial(self.dialogs.keep_as_method, key),
        )  # fmt: skip
        menu = item_menu(self, acts, self.other_days(item.day_id), self.day_acts(item.day_id),
                         editable=not self.document.read_only)  # fmt: skip
        menu.popup(at)

    def _insert_at(self, key: UUID, fill: bool) -> None:  # noqa: FBT001 - the menu's two ways
        self.insert_after(key, fill=fill)

    def day_acts(self, day_id: UUID) -> DayActs:
        """What can be done with a whole day."""
        return DayActs(
            close_gaps=partial(self.close_gaps, day_id), stretch=partial(self.stretch, day_id),
            afternoon=partial(self.move_afternoon, day_id), copy=partial(self.copy_day, day_id),
        )  # fmt: skip

    def other_days(self, day_id: UUID) -> list[tuple[UUID, str, int]]:
        """Key, name and number of items of every other day."""
        return [(day.id, words.long_day(day), len(self.agenda.items_of(day.id)))
                for day in self.agenda.days if day.id != day_id]  # fmt: skip
