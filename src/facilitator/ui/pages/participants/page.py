"""The Participants page: counters, filter, table and drawer, and the import of a list.

It shows what was read; `changing`, `importing` and `menus` beside it carry out what is wished. Who may
be deleted, what a good address is and what an import skips is decided below all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.application.queries.people import participants
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.countries import SHORT_NAMES
from facilitator.domain.people import fold
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of
from facilitator.ui.app import theme
from facilitator.ui.app.paper_writer import PaperWriter
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.participants import menus, words
from facilitator.ui.pages.participants.changing import Changes
from facilitator.ui.pages.participants.drawer import PersonDrawer
from facilitator.ui.pages.participants.importing import Importing
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

TABLES = frozenset({"participant", "membership", "home_group"})
FILTER_WIDTH = 320


class ParticipantsPage(Page):
    """See the module."""

    page_id = "participants"

    def build(self) -> None:
        self.people: tuple[ParticipantRow, ...] = ()
        self._haystacks: dict[int, str] = {}
        self._build_header()
        self.importing = Importing(self)
        self.changes = Changes(self)
        self.table = PeopleTable()
        self.drawer = PersonDrawer(self)
        self._build_toolbar()
        self._build_stack()
        self.strip = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.strip)
        self.content.addWidget(self.strip)
        line = row(spacing=16)
        line.addWidget(self.stack, 1)
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
        self.print_button = self.header.add_action(tr("Print"), icon="printer")
        self.import_button = self.header.add_action(tr("Import a list"), icon="upload")
        self.add_button = self.header.add_action(tr("Add person"), Kind.PRIMARY, icon="plus")

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
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list)
        self.stack.addWidget(self._empty)

    def _connect(self) -> None:
        for button in (self.add_button, self._add_first):
            button.clicked.connect(self.add_main)
        for button in (self.import_button, self._import_first):
            button.clicked.connect(self.importing.begin)
        self.print_button.clicked.connect(self.print_out)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.details_button.clicked.connect(self.show_current)
        self.delete_button.clicked.connect(self.changes.delete_chosen)
        table = self.table
        table.people.edit_requested.connect(self.changes.edit_in_place)
        table.opened.connect(self._on_opened)
        table.details_requested.connect(self.show_details)
        table.delete_requested.connect(self.changes.delete)
        table.row_chosen.connect(self._on_row)
        table.selectionModel().selectionChanged.connect(self._on_selection)
        table.customContextMenuRequested.connect(self._on_menu)
        self.drawer.edit_requested.connect(self.changes.edit)
        self.drawer.add_requested.connect(self.changes.add)
        self.drawer.delete_requested.connect(self.changes.delete_one)
        self.drawer.closed.connect(self.focus_list)

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
        self.importing.is_on = False
        self.changes.forget()
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
        self.show_state()
        self._show_drawer_person()

    def show_state(self) -> None:
        """Show what belongs to the state, and how many people there are."""
        self._show_counts()
        self._show_parts()

    def _show_access(self) -> None:
        read_only = self.document.read_only
        reason = text_of("read-only", {}) if read_only else ""
        for button in (self.add_button, self.import_button, self._add_first, self._import_first):
            button.setEnabled(not read_only)
            button.setToolTip(reason)
        self.table.set_editable(not read_only)
        self.drawer.set_read_only(read_only)
        self._on_selection()

    def _show_counts(self) -> None:
        counted = words.counts(self.people)
        for name, badge in self.badges.items():
            hidden = self.importing.is_on or not self.people
            badge.show_text("" if hidden else getattr(counted, name))
        self.types_label.setText(counted.types)
        self.types_label.setVisible(bool(counted.types))

    def _show_parts(self) -> None:
        """Show what belongs to the state: list, nobody found, nobody there, or an import."""
        importing = self.importing.is_on
        anybody = bool(self.people)
        found = len(self.table.people.rows)
        self.print_button.setVisible(anybody and not importing)
        self.import_button.setVisible(anybody and not importing)
        self.add_button.setVisible(anybody and not importing)
        self.header.title.setText(tr("Import participants") if importing else self.spec.title)
        self.importing.show_header()
        if importing and self.importing.flow is not None:
            return
        self.stack.setCurrentWidget(self._list if anybody else self._empty)
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
        now = self.person(self.drawer.person.id) if self.drawer.person is not None else None
        if now is not None:
            self._show_in_drawer(now)

    def _leave_gone_person(self) -> None:
        """Close the drawer on who is no longer there: what is typed must reach nobody else."""
        shown = self.drawer.person
        if shown is not None and self.person(shown.id) is None:
            self.drawer.leave_gone_person()

    def _show_in_drawer(self, person: ParticipantRow) -> None:
        came = self.person(person.replaced_by_id) if person.replaced_by_id else None
        self.drawer.show_person(person, came.certificate_name if came is not None else "")

    def person(self, key: object) -> ParticipantRow | None:
        """The person with this id."""
        return next((person for person in self.people if person.id == key), None)

    def current_person(self) -> ParticipantRow | None:
        """The person under the cursor of the table."""
        return self.person(self.table.current_key())

    def show_added(self, key: UUID) -> ParticipantRow | None:
        """Show somebody who was just added, in the table and in the drawer."""
        self.refresh(None)
        if not self.table.people.index_of(key).isValid():
            self.filter.clear()
        person = self.person(key)
        if person is not None:
            self._show_in_drawer(person)
            self.table.go_to(key)
        return person

    # Finding ----------------------------------------------------------------------------------------

    def find_here(self) -> None:
        if not self.importing.is_on and self.people:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.selectAll()

    def reveal(self, key: object) -> None:
        """Show one person, in the table and in the drawer."""
        if isinstance(key, UUID) and self.person(key) is not None:
            self.importing.leave()
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
        person = self.person(key)
        if person is None:
            return
        self._show_in_drawer(person)
        self.drawer.open_drawer()
        self.drawer.focus_field(field or "certificate_name")

    def _on_opened(self, key: object) -> None:
        self.show_details(key)

    def show_current(self) -> None:
        """Open the drawer on the person under the cursor."""
        self.show_details(self.table.current_key())

    def _on_row(self, key: object) -> None:
        person = self.person(key)
        if self.drawer.isVisible() and not self.drawer.is_new and person is not None:
            self._show_in_drawer(person)

    def focus_list(self) -> None:
        """Put the focus where the people are, or the first is added."""
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
        menus.show_person_menu(self, place)

    # Acts -------------------------------------------------------------------------------------------

    def add_main(self) -> None:
        self.changes.begin_new()

    def print_out(self) -> None:
        """Offer what can be printed or saved of the people."""
        if self.people and not self.importing.is_on:
            menus.show_papers(self)


def _empty_sentence() -> str:
    return tr("Import a list from a workbook, a CSV file or copied cells, or type the names one by "
              "one. Everything can be changed and undone later.")  # fmt: skip


PAGE = ParticipantsPage
