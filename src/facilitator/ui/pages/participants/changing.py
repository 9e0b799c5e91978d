"""Who is added, edited, replaced, withdrawn or deleted, and what is said where a rule is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from facilitator.application.commands.people import (
    AddParticipant,
    DeleteParticipants,
    EditParticipant,
    ReplaceParticipant,
    WithdrawParticipants,
)  # fmt: skip
from facilitator.application.queries.certificates import register
from facilitator.domain.people import clean_line
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.participants import words
from facilitator.ui.pages.participants.drawer import NEW_VALUES

if TYPE_CHECKING:
    from facilitator.application.rows.people import ParticipantRow
    from facilitator.ui.pages.participants.page import ParticipantsPage


class Changes(QObject):
    """Carries out on the page's document what table and drawer wish."""

    def __init__(self, page: ParticipantsPage) -> None:
        super().__init__(page)
        self._page = page
        self._replacing: UUID | None = None

    def forget(self) -> None:
        """Nobody is replaced any more."""
        self._replacing = None

    # Adding -----------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Type a new person in the drawer."""
        page = self._page
        if page.document.read_only:
            return
        page.importing.leave()
        self._replacing = None
        page.drawer.begin_new()

    def begin_replacement(self) -> None:
        """Type who comes in the stead of the person under the cursor."""
        page, person = self._page, self._page.current_person()
        if person is None or person.withdrawn or page.document.read_only:
            return
        page.importing.leave()
        self._replacing = person.id
        page.drawer.begin_new(instead_of=person.certificate_name)

    def add(self, values: dict[str, object]) -> None:
        """The drawer has what makes a person."""
        page = self._page
        command: AddParticipant | ReplaceParticipant = AddParticipant(values)
        new_id = command.participant_id
        if self._replacing is not None:
            left = {name: v for name, v in values.items() if v != NEW_VALUES.get(name)}
            command = ReplaceParticipant(self._replacing, left, replacement_id=new_id)
        try:
            change_set = page.document.execute(command, page, tell=True)
        except RuleViolation as refusal:
            page.drawer.keep_refused(None, refusal.field, values.get(refusal.field), str(refusal))
            return
        if change_set is not None:
            page.drawer.forget_new()
            self._replacing = None
            person = page.show_added(new_id)
            if person is not None:
                self._tell_of_namesake(person)

    def _tell_of_namesake(self, person: ParticipantRow) -> None:
        """Somebody who was typed in may be there already; both are kept until the user decides."""
        page = self._page
        same = words.namesake(person, page.people)
        if same is None:
            return
        text = tr("{name} may be in the list already: same e-mail address, or same name and "
                  "institution, as {other}. Both are kept.", name=person.certificate_name,
                  other=same.certificate_name)  # fmt: skip
        page.message.tell("warn", text, (
            (tr("Show the other"), partial(page.reveal, same.id)),
            (tr("Take the new one back"), partial(self.delete, [person.id])),
        ))  # fmt: skip

    # Editing ----------------------------------------------------------------------------------------

    def edit(self, key: UUID, name: str, value: object) -> None:
        """A field of the drawer was left with a new value."""
        page = self._page
        if not page.document.is_open:
            return
        field = page.drawer.fields.get(name)
        if page.do(EditParticipant(key, {name: value}), field=field):
            page.drawer.accept(key, name)
            page.refresh(None)
            self._tell_of_hidden(value)
        else:
            page.drawer.keep_refused(key, name, value, field.error if field else "")

    def edit_in_place(self, key: UUID, name: str, value: object) -> None:
        """A cell was edited. What is refused goes on in the drawer, where there is room to say why."""
        page = self._page
        try:
            page.document.execute(EditParticipant(key, {name: value}), page)
        except RuleViolation as refusal:
            page.drawer.keep_refused(key, name, value, str(refusal))
            page.show_details(key, name)
        else:
            self._tell_of_hidden(value)

    def _tell_of_hidden(self, value: object) -> None:
        """Characters that nobody sees were taken out: the user is told, not left to wonder."""
        gone = clean_line(value).removed if isinstance(value, str) and "\n" not in value else 0
        if gone:
            text = trn("{n} invisible character was removed.",
                       "{n} invisible characters were removed.", gone)  # fmt: skip
            self._page.message.tell("info", text)

    # Withdrawing and deleting -----------------------------------------------------------------------

    def toggle_withdrawn(self) -> None:
        """Withdraw the person under the cursor, or take that back."""
        person = self._page.current_person()
        if person is not None:
            self._withdraw([person.id], withdrawn=not person.withdrawn)

    def _withdraw(self, keys: Sequence[UUID], *, withdrawn: bool = True) -> None:
        """Withdraw people, or take the withdrawal of one back; one step of undo."""
        page = self._page
        page.message.dismiss()
        there = [
            k for k in keys if (p := page.person(k)) is not None and p.withdrawn is not withdrawn
        ]
        if withdrawn and there:
            page.do(WithdrawParticipants(tuple(there)), tell=True)
        elif there:
            page.do(EditParticipant(there[0], {"withdrawn": False}), tell=True)

    def delete_chosen(self) -> None:
        """Delete those who are chosen in the table."""
        self.delete(self._page.table.selected_keys())

    def delete_one(self, key: UUID) -> None:
        """Delete one person."""
        self.delete([key])

    def delete(self, keys: Sequence[object]) -> None:
        """Delete people: all of them, or nobody."""
        page = self._page
        people = tuple(key for key in keys if isinstance(key, UUID))
        if page.document.read_only or not people:
            return
        try:
            page.document.execute(DeleteParticipants(people), page, tell=True)
        except RuleViolation as refusal:
            self._explain_refusal(str(refusal), people)
        else:
            page.message.dismiss()

    def _explain_refusal(self, reason: str, keys: Sequence[UUID]) -> None:
        """Say why somebody cannot be deleted, and offer what can be done instead."""
        page = self._page
        certified = {issued.participant_id for issued in page.document.query(register)}
        kept = [key for key in keys if key in certified]
        others = [key for key in keys if key not in certified]
        if len(kept) > 1:
            reason = trn(
                "{n} of these people has a certificate in the register and cannot be deleted. "
                "Nothing was deleted.",
                "{n} of these people have a certificate in the register and cannot be deleted. "
                "Nothing was deleted.", len(kept))  # fmt: skip
        fixes = []
        if any(not person.withdrawn for person in page.people if person.id in kept):
            fixes.append((tr("Mark as withdrawn"), lambda: self._withdraw(kept)))
        if kept and others:
            text = trn("Delete only the other {n}", "Delete only the other {n}", len(others))
            fixes.append((text, lambda: self.delete(others)))
        page.message.tell("warn", reason, tuple(fixes))
