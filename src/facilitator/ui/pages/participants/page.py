"""The Participants page: counters, filter, table and drawer, and the import of a list.

It reads rows and issues commands; who may be deleted, what a good address is and what an import
skips is decided below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from facilitator.application.commands.people import (
    AddParticipant,
    DeleteParticipants,
    EditParticipant,
    ReplaceParticipant,
    WithdrawParticipants,
)  # fmt: skip
from facilitator.application.queries.certificates import register
from facilitator.application.queries.people import participants, participants_as_listed
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.countries import SHORT_NAMES
from facilitator.domain.people import clean_line, fold
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.app.icons import icon
from facilitator.ui.app.paper_writer import PaperWriter, Written, show_folder
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.participants import papers, words
from facilitator.ui.pages.participants.drawer import NEW_VALUES, PersonDrawer
from facilitator.ui.pages.participants.people_table import PeopleTable
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.search import FilterField
from facilitator.ui.widgets.tables import TableCard

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.ui.app.document import Document
    from facilitator.ui.pages.participants.import_flow import ImportFlow

TABLES = frozenset({"participant", "membership", "home_group"})
FILTER_WIDTH = 320


class ParticipantsPage(Page):
    """See the module."""

    page_id = "participants"

    def build(self) -> None:
        self.people: tuple[ParticipantRow, ...] = ()
        self._haystacks: dict[int, str] = {}
        self._flow: ImportFlow | None = None
        self._importing = False
        self._replacing: UUID | None = None
        self._build_header()
        self.table = PeopleTable()
        self.drawer = PersonDrawer(self)
        self._build_toolbar()
        self._build_stack()
        self.strip = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.strip)
        self.content.addWidget(self.strip)
        line = row(spacing=16)
        line.addWidget(self._stack, 1)
        self.drawer.dock(line)
        self.content.addLayout(line, 1)
        self._connect()
        self._fit()

    def _build_header(self) -> None:
        self.badges = {
            "people": self.header.add_badge("", "accent", "users"),
            "women": self.header.add_badge("", "neutral"),
            "not_stated": self.header.add_badge("", "neutral"),
            "countries": self.header.add_badge("", "neutral", "globe"),
            "others": self.header.add_badge("", "neutral", "eye"),
            "withdrawn": self.header.add_badge("", "warn", "user-minus"),
        }
        self.step_badge = self.header.add_badge("", "accent")
        self.print_button = self.header.add_action(tr("Print"), icon="printer")
        self.import_button = self.header.add_action(tr("Import a list"), icon="upload")
        self.add_button = self.header.add_action(tr("Add person"), Kind.PRIMARY, icon="plus")
        self.cancel_import = self.header.add_action(tr("Cancel"))
        self.back_button = self.header.add_action(tr("Back"), icon="arrow-left")
        self.confirm_import = self.header.add_action("", Kind.PRIMARY, icon="check")

    def _build_toolbar(self) -> None:
        self.filter = FilterField(tr("Find by name, institution or country"))
        self.shown_label = PlainLabel("", "small", "text2", numbers=True)
        self.details_button = Button(tr("Details"), Kind.GHOST, icon="panel-right", size="compact")
        self.delete_button = Button(tr("Delete"), Kind.GHOST, icon="trash-2", size="compact")
        self.toolbar = QWidget()
        line = row(self.toolbar, spacing=8)
        line.addWidget(self.filter, 10)
        line.addWidget(self.shown_label)
        line.addStretch(1)
        line.addWidget(self.details_button)
        line.addWidget(self.delete_button)

    def _build_stack(self) -> None:
        self._list = QWidget()
        whole = column(self._list, spacing=12)
        whole.addWidget(self.toolbar)
        self.types_label = PlainLabel("", "small", "text2", numbers=True)
        whole.addWidget(self.types_label)
        self._nobody = EmptyState("search", tr("Nobody found"), "")
        self._nobody.offer(tr("Show everybody")).clicked.connect(self.filter.clear)
        self._table_card = TableCard(self.table)
        whole.addWidget(self._table_card, 1)
        whole.addWidget(self._nobody, 1)
        self._empty = EmptyState("users", tr("No participants yet"), _empty_sentence())
        self._import_first = self._empty.offer(tr("Import a list"), primary=True)
        self._add_first = self._empty.offer(tr("Add a person"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        for button in (self.add_button, self._add_first):
            button.clicked.connect(self.add_main)
        for button in (self.import_button, self._import_first):
            button.clicked.connect(self.begin_import)
        self.print_button.clicked.connect(self.print_out)
        self.cancel_import.clicked.connect(self._leave_import)
        self.back_button.clicked.connect(self._on_import_back)
        self.confirm_import.clicked.connect(self._on_import_wanted)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.details_button.clicked.connect(self._on_details)
        self.delete_button.clicked.connect(self._on_delete_button)
        table = self.table
        table.people.edit_requested.connect(self._on_edited_in_place)
        table.opened.connect(self._on_opened)
        table.details_requested.connect(self.show_details)
        table.delete_requested.connect(self._delete)
        table.row_chosen.connect(self._on_row)
        table.selectionModel().selectionChanged.connect(self._on_selection)
        table.customContextMenuRequested.connect(self._on_menu)
        self.drawer.edit_requested.connect(self._on_edit)
        self.drawer.add_requested.connect(self._on_add)
        self.drawer.delete_requested.connect(self._on_drawer_delete)
        self.drawer.closed.connect(self._on_drawer_closed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """What has a fixed width follows the text size."""
        self.filter.setMinimumWidth(theme.px(FILTER_WIDTH // 3))
        self.filter.setMaximumWidth(theme.px(FILTER_WIDTH))

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.drawer.forget_everything()
        self.filter.clear()
        self._importing = False
        self._replacing = None
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        self.people = self.document.query(participants)
        # By the row object itself: a UUID is slow to hash ten thousand times a key.
        self._haystacks = {id(person): words.searchable(person) for person in self.people}
        self._leave_gone_person()  # before the cursor of the table finds another row
        self.table.people.set_rows(self.people)
        self.drawer.set_countries([*SHORT_NAMES, *(person.country for person in self.people)])
        self._show_access()
        self._show_counts()
        self._show_parts()
        self._show_drawer_person()

    def _show_access(self) -> None:
        read_only = self.document.read_only
        reason = _read_only_reason() if read_only else ""
        for button in (self.add_button, self.import_button, self._add_first, self._import_first):
            button.setEnabled(not read_only)
            button.setToolTip(reason)
        self.table.set_editable(not read_only)
        self.drawer.set_read_only(read_only)
        self._on_selection()

    def _show_counts(self) -> None:
        counted = words.counts(self.people)
        for name, badge in self.badges.items():
            hidden = self._importing or not self.people
            badge.show_text("" if hidden else getattr(counted, name))
        self.types_label.setText(counted.types)
        self.types_label.setVisible(bool(counted.types))

    def _show_parts(self) -> None:
        """Show what belongs to the state: list, nobody found, nobody there, or an import."""
        importing = self._importing
        anybody = bool(self.people)
        found = len(self.table.people.rows)
        self.print_button.setVisible(anybody and not importing)
        self.import_button.setVisible(anybody and not importing)
        self.add_button.setVisible(anybody and not importing)
        self.cancel_import.setVisible(importing)
        self.confirm_import.setVisible(importing and self._flow is not None and self._flow.step > 1)
        self.header.title.setText(tr("Import participants") if importing else self.spec.title)
        if importing and self._flow is not None:
            self._show_step()
            return
        self.step_badge.show_text("")
        self.back_button.hide()
        self._stack.setCurrentWidget(self._list if anybody else self._empty)
        self._table_card.setVisible(found > 0)
        self._nobody.setVisible(anybody and found == 0)
        text = self.filter.text().strip()
        self._nobody.tell(tr("Nobody found"),
                          tr("No name, institution or country holds “{text}”.", text=text))  # fmt: skip
        self._nobody.restyle()
        total = len(self.people)
        self.shown_label.setText(
            tr("{n} of {total} shown", n=found, total=total) if found != total else ""
        )

    def _show_drawer_person(self) -> None:
        now = self._person(self.drawer.person.id) if self.drawer.person is not None else None
        if now is not None:
            self._show_in_drawer(now)

    def _leave_gone_person(self) -> None:
        """Close the drawer on who is no longer there: what is typed must reach nobody else."""
        shown = self.drawer.person
        if shown is not None and self._person(shown.id) is None:
            self.drawer.leave_gone_person()

    def _show_in_drawer(self, person: ParticipantRow) -> None:
        came = self._person(person.replaced_by_id) if person.replaced_by_id else None
        self.drawer.show_person(person, came.certificate_name if came is not None else "")

    def _person(self, key: object) -> ParticipantRow | None:
        return next((person for person in self.people if person.id == key), None)

    # Finding ----------------------------------------------------------------------------------------

    def find_here(self) -> None:
        if not self._importing and self.people:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.selectAll()

    def reveal(self, key: object) -> None:
        """Show one person, in the table and in the drawer."""
        if isinstance(key, UUID) and self._person(key) is not None:
            self._leave_import()
            self.filter.clear()
            self.table.go_to(key)
            self.show_details(key)

    def _on_filter(self, text: str) -> None:
        keep = None
        if text.strip():
            haystacks = self._haystacks

            wanted = fold(text).split()

            def keep(person: ParticipantRow) -> bool:
                return words.matches(haystacks.get(id(person), ""), wanted)

        self.table.people.set_filter(keep)
        self._show_parts()

    def _on_filter_entered(self) -> None:
        """Enter in the filter goes to the first person found."""
        rows = self.table.people.rows
        if rows:
            self.table.go_to(rows[0].id)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Details ----------------------------------------------------------------------------------------

    def show_details(self, key: object, field: str = "") -> None:
        """Open the drawer on a person, the cursor in `field` where one is named."""
        person = self._person(key)
        if person is None:
            return
        self._show_in_drawer(person)
        self.drawer.open_drawer()
        self.drawer.focus_field(field or "certificate_name")

    def _on_opened(self, key: object) -> None:
        self.show_details(key)

    def _on_details(self) -> None:
        self.show_details(self.table.current_key())

    def _on_row(self, key: object) -> None:
        person = self._person(key)
        if self.drawer.isVisible() and not self.drawer.is_new and person is not None:
            self._show_in_drawer(person)

    def _on_drawer_closed(self) -> None:
        target = self.table if self.table.isVisible() else self._add_first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection(self) -> None:
        keys = self.table.selected_keys()
        may_change = not self.document.read_only if self.document.is_open else False
        self.details_button.setEnabled(bool(keys))
        self.delete_button.setEnabled(bool(keys) and may_change)
        many = len(keys) > 1
        self.delete_button.setText(tr("Delete {n}", n=len(keys)) if many else tr("Delete"))

    def _on_menu(self, place: QPoint) -> None:
        key = self.table.current_key()
        person = self._person(key)
        if person is None:
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("panel-right"), tr("Details"), self._on_details)
        if not self.document.read_only:
            word = tr("Take back the withdrawal") if person.withdrawn else tr("Mark as withdrawn")
            menu.addAction(icon("user-minus"), word, self._on_toggle_withdrawn)
            if not person.withdrawn:
                menu.addAction(
                    icon("repeat"), tr("Replace by somebody else…"), self.begin_replacement
                )
            menu.addSeparator()
            menu.addAction(icon("trash-2"), self.delete_button.label, self._on_delete_button)
        menu.popup(self.table.viewport().mapToGlobal(place))

    # Changing ---------------------------------------------------------------------------------------

    def add_main(self) -> None:
        if self.document.read_only:
            return
        self._leave_import()
        self._replacing = None
        self.drawer.begin_new()

    def _on_add(self, values: dict[str, object]) -> None:
        command: AddParticipant | ReplaceParticipant = AddParticipant(values)
        new_id = command.participant_id
        if self._replacing is not None:
            left = {name: v for name, v in values.items() if v != NEW_VALUES.get(name)}
            command = ReplaceParticipant(self._replacing, left, replacement_id=new_id)
        try:
            change_set = self.document.execute(command, self, tell=True)
        except RuleViolation as refusal:
            self.drawer.keep_refused(None, refusal.field, values.get(refusal.field), str(refusal))
            return
        if change_set is not None:
            self.drawer.forget_new()
            self._replacing = None
            self._show_added(new_id)

    def _show_added(self, key: UUID) -> None:
        self.refresh(None)
        if not self.table.people.index_of(key).isValid():
            self.filter.clear()
        person = self._person(key)
        if person is not None:
            self._show_in_drawer(person)
            self.table.go_to(key)
            self._tell_of_namesake(person)

    def _tell_of_namesake(self, person: ParticipantRow) -> None:
        """Somebody who was typed in may be there already; both are kept until the user decides."""
        same = words.namesake(person, self.people)
        if same is None:
            return
        text = tr("{name} may be in the list already: same e-mail address, or same name and "
                  "institution, as {other}. Both are kept.", name=person.certificate_name,
                  other=same.certificate_name)  # fmt: skip
        self.message.tell("warn", text, (
            (tr("Show the other"), partial(self.reveal, same.id)),
            (tr("Take the new one back"), partial(self._delete, [person.id])),
        ))  # fmt: skip

    def _on_edit(self, key: UUID, name: str, value: object) -> None:
        """A field of the drawer was left with a new value."""
        if not self.document.is_open:
            return
        field = self.drawer.fields.get(name)
        if self.do(EditParticipant(key, {name: value}), field=field):
            self.drawer.accept(key, name)
            self.refresh(None)
            self._tell_of_hidden(value)
        else:
            self.drawer.keep_refused(key, name, value, field.error if field else "")

    def _tell_of_hidden(self, value: object) -> None:
        """Characters that nobody sees were taken out: the user is told, not left to wonder."""
        gone = clean_line(value).removed if isinstance(value, str) and "\n" not in value else 0
        if gone:
            self.message.tell("info", trn("{n} invisible character was removed.",
                                          "{n} invisible characters were removed.", gone))  # fmt: skip

    def _on_edited_in_place(self, key: UUID, name: str, value: object) -> None:
        """A cell was edited. What is refused goes on in the drawer, where there is room to say why."""
        try:
            self.document.execute(EditParticipant(key, {name: value}), self)
        except RuleViolation as refusal:
            self.drawer.keep_refused(key, name, value, str(refusal))
            self.show_details(key, name)
        else:
            self._tell_of_hidden(value)

    def _on_toggle_withdrawn(self) -> None:
        person = self._person(self.table.current_key())
        if person is not None:
            self._withdraw([person.id], withdrawn=not person.withdrawn)

    def _withdraw(self, keys: Sequence[UUID], *, withdrawn: bool = True) -> None:
        """Withdraw people, or take the withdrawal of one back; one step of undo."""
        self.message.dismiss()
        there = [
            k for k in keys if (p := self._person(k)) is not None and p.withdrawn is not withdrawn
        ]
        if withdrawn and there:
            self.do(WithdrawParticipants(tuple(there)), tell=True)
        elif there:
            self.do(EditParticipant(there[0], {"withdrawn": False}), tell=True)

    def begin_replacement(self) -> None:
        """Type who comes in the stead of the person under the cursor."""
        person = self._person(self.table.current_key())
        if person is None or person.withdrawn or self.document.read_only:
            return
        self._leave_import()
        self._replacing = person.id
        self.drawer.begin_new(instead_of=person.certificate_name)

    def _on_delete_button(self) -> None:
        self._delete(self.table.selected_keys())

    def _on_drawer_delete(self, key: UUID) -> None:
        self._delete([key])

    def _delete(self, keys: Sequence[object]) -> None:
        people = tuple(key for key in keys if isinstance(key, UUID))
        if self.document.read_only or not people:
            return
        try:
            self.document.execute(DeleteParticipants(people), self, tell=True)
        except RuleViolation as refusal:
            self._explain_refusal(str(refusal), people)
        else:
            self.message.dismiss()

    def _explain_refusal(self, reason: str, keys: Sequence[UUID]) -> None:
        """Say why somebody cannot be deleted, and offer what can be done instead."""
        certified = {issued.participant_id for issued in self.document.query(register)}
        kept = [key for key in keys if key in certified]
        others = [key for key in keys if key not in certified]
        if len(kept) > 1:
            reason = trn(
                "{n} of these people has a certificate in the register and cannot be deleted. "
                "Nothing was deleted.",
                "{n} of these people have a certificate in the register and cannot be deleted. "
                "Nothing was deleted.", len(kept))  # fmt: skip
        fixes = []
        if any(not person.withdrawn for person in self.people if person.id in kept):
            fixes.append((tr("Mark as withdrawn"), lambda: self._withdraw(kept)))
        if kept and others:
            text = trn("Delete only the other {n}", "Delete only the other {n}", len(others))
            fixes.append((text, lambda: self._delete(others)))
        self.message.tell("warn", reason, tuple(fixes))

    # Paper ------------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Offer what can be printed or saved of the people."""
        if not self.people or self._importing:
            return
        menu = QMenu(self.print_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for paper in papers.PAPERS:
            menu.addAction(icon(paper.icon), tr(paper.title), partial(self.save_paper, paper))
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def save_paper(self, paper: papers.Paper) -> None:
        """Ask where to write one of the papers, and write it there."""
        start = self.paper_path(paper.file_name)
        kinds = (
            f"{paper.file_name.rpartition('.')[2].upper()} (*.{paper.file_name.rpartition('.')[2]})"
        )
        self.context.files.to_save(self, tr(paper.title), kinds, start, partial(self._write, paper))

    def _write(self, paper: papers.Paper, path: Path) -> None:
        if not self.document.is_open:
            return
        self.writer.write(partial(papers.export_of, paper, self.document.workspace, path),
                          self._on_written, kind="warn")  # fmt: skip

    def _on_written(self, made: Written) -> None:
        self.context.shell.tell(tr("{file} is written", file=made[0].name), tr("Show the folder"),
                                partial(show_folder, made))  # fmt: skip

    # Importing --------------------------------------------------------------------------------------

    def begin_import(self) -> None:
        """Show the three steps of an import: choose, match, check."""
        if self.document.read_only:
            return
        from facilitator.ui.pages.participants.import_flow import ImportFlow

        self.message.dismiss()
        self.drawer.close_drawer()
        if self._flow is None:
            self._flow = ImportFlow(self.context.runner)
            self._flow.state_changed.connect(self._show_step)
            self._flow.file_wanted.connect(self.choose_list)
            self._stack.addWidget(self._flow)
        self._importing = True
        self._show_counts()
        self._show_parts()
        self._flow.begin(self.document.query(participants_as_listed))

    def choose_list(self) -> None:
        """Ask for a file with a list of people."""
        kinds = f"{tr('Tables')} (*.xlsx *.xlsm *.csv *.tsv *.txt);;{tr('All files')} (*)"
        self.context.files.to_open(
            self, tr("Import a list"), kinds, self.paper_path("").parent, self.read_list
        )

    def read_list(self, path: Path) -> None:
        """Read a list off the GUI loop, then show how its columns are matched."""
        if not self._importing:
            self.begin_import()
        if self._flow is not None:
            self._flow.read_file(path)

    def _show_step(self) -> None:
        """The header follows the steps."""
        flow = self._flow
        if flow is None or not self._importing:
            return
        self._stack.setCurrentWidget(flow)
        self.step_badge.show_text(flow.step_text)
        self.back_button.setVisible(flow.step > 1)
        came = flow.step > 1 and not self.confirm_import.isVisible()
        self.confirm_import.setVisible(flow.step > 1)
        self.confirm_import.setText(flow.button_text)
        self.confirm_import.set_icon("check" if flow.step == 3 else "arrow-right")
        self.confirm_import.setEnabled(flow.may_go_on)
        if came and flow.may_go_on:
            # What was guessed is right more often than not: Enter goes on.
            self.confirm_import.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_import_back(self) -> None:
        if self._flow is not None:
            self._flow.back()

    def _on_import_wanted(self) -> None:
        if self._flow is None:
            return
        plan = self._flow.plan
        if plan is None:
            self._flow.go_on()
        elif self.do(plan.command, tell=True):
            self._leave_import()

    def _leave_import(self) -> None:
        if self._importing:
            self._importing = False
            self._show_counts()
            self._show_parts()
            target = self.table if self.table.isVisible() else self._add_first
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _read_only_reason() -> str:
    return tr("This programme is open to read only, so nothing can be changed here.")


def _empty_sentence() -> str:
    return tr("Import a list from a workbook, a CSV file or copied cells, or type the names one by "
              "one. Everything can be changed and undone later.")  # fmt: skip


PAGE = ParticipantsPage
