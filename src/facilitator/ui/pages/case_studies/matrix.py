"""All cases: a matrix of groups by steps. What a group has not handed in shows its lights alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QStackedWidget

from facilitator.application.case_words import short_section_words
from facilitator.application.commands.case_parts import AddCase
from facilitator.application.rows.case_studies import CaseRoomRow, CaseStudyRow
from facilitator.domain.case_studies import CASES_A_GROUP, CaseState, Light, Section
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.case_studies.part import LIGHTS, Part, Shown
from facilitator.ui.pages.case_studies.words import state_words
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.tables import Table, TableCard

ROOM_FOR_TITLE = 320
"""Width of the title, at 100 %, below which the other columns draw closer."""


@dataclass(frozen=True)
class MatrixRow:
    """A case as the matrix shows it, or a group without one; `is_private` hides all its words."""

    group: str
    key: UUID
    """Of the case; of the group where it has none."""
    case: CaseStudyRow | None = None
    room: CaseRoomRow | None = None
    is_private: bool = False

    @classmethod
    def of(cls, case: CaseStudyRow, room: CaseRoomRow | None, *, is_private: bool) -> MatrixRow:
        """The row of a case."""
        return cls(case.group, case.id, case, room, is_private)

    @property
    def title(self) -> str:
        """The title, or why there is none to be read."""
        if self.case is None:
            return tr("No case yet")
        return tr("Private until handed in") if self.is_private else self.case.title

    def light(self, section: Section) -> Light:
        """The light of a step."""
        return self.case.completeness.light(section) if self.case else Light.NOT_BEGUN

    @property
    def percent(self) -> int:
        """The share of what is complete."""
        return self.case.completeness.percent if self.case else 0

    @property
    def state(self) -> str:
        """How far it is."""
        return state_words(self.case, self.room) if self.case else tr("Not begun")


def _columns() -> list[Column[MatrixRow]]:
    made: list[Column[MatrixRow]] = [
        Column("group", tr("Group"), lambda r: r.group),
        Column("title", tr("Case"), lambda r: r.title, tip=lambda r: r.title,
               token=lambda r: "text2" if r.is_private or r.case is None else "text"),
    ]  # fmt: skip
    made += [
        Column(section.value, short_section_words(section), partial(_light_text, section),
               sort=partial(_light_order, section), icon=partial(_light_icon, section),
               token=lambda _row: "text2")
        for section in Section
    ]  # fmt: skip
    made.append(Column("percent", tr("Complete"), lambda r: f"{r.percent} %",
                       sort=lambda r: r.percent, at_end=True))  # fmt: skip
    made.append(Column("state", tr("State"), lambda r: r.state))
    return made


def _light_text(section: Section, row_: MatrixRow) -> str:
    return {
        Light.NOT_BEGUN: tr("Not yet"), Light.MUST: tr("Gaps"), Light.SHOULD: tr("Nearly"),
        Light.DONE: tr("Done"),
    }[row_.light(section)]  # fmt: skip


def _light_order(section: Section, row_: MatrixRow) -> int:
    return list(Light).index(row_.light(section))


def _light_icon(section: Section, row_: MatrixRow) -> tuple[str, str]:
    return LIGHTS[row_.light(section)]


class NewCase(Panel):
    """The line in which a case is begun: whose, from what, and its title."""

    begun = Signal(object)
    """Key of the new case."""

    def __init__(self, part: Matrix) -> None:
        super().__init__(tr("Begin a case"))
        self._part = part
        self.group, self.source, self.title_line = QComboBox(), QComboBox(), QLineEdit()
        self.group_field = FormField(tr("Group"), self.group)
        self.source_field = FormField(tr("From"), self.source)
        self.title_field = FormField(tr("Title"), self.title_line)
        self.begin = Button(tr("Begin"), icon="plus")
        self.cancel = Button(tr("Cancel"), "ghost")
        line = row(spacing=12)
        line.addWidget(self.group_field, 1)
        line.addWidget(self.source_field, 2)
        line.addWidget(self.title_field, 3)
        self.body.addLayout(line)
        self.hint = PlainLabel("", "caption", "text2", wrap=True)
        self.body.addWidget(self.hint)
        foot = row(spacing=8)
        foot.addWidget(self.begin)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.source.currentIndexChanged.connect(self._on_source)
        self.begin.clicked.connect(self._on_begin)
        self.title_line.returnPressed.connect(self._on_begin)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self, shown: Shown) -> None:
        """Open the line with the groups that may begin a case."""
        from facilitator.exchange.case_bank import case_bank

        counts = [case.group for case in shown.cases]
        free = [g for g in shown.groups if counts.count(g.letter) < CASES_A_GROUP]
        own = self._part.page.own_group
        free = [g for g in free if own is None or g.id == own]
        self.group.clear()
        for group in free:
            self.group.addItem(tr("Group {letter}", letter=group.letter), group.id)
        self.group_field.setVisible(own is None)
        self.source.clear()
        self.source.addItem(tr("A case of our own"), None)
        for stub in case_bank():
            self.source.addItem(stub.title, stub)
        self.title_line.clear()
        self.title_field.show_error("")
        if not free:
            self._part.page.message.tell("info", tr("Every group has two case studies already."))
            return
        self.show()
        start = self.group if own is None else self.source
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_source(self) -> None:
        stub = self.source.currentData()
        self.title_line.setText(stub.title if stub is not None else "")
        said = ""
        if stub is not None:
            agreed = [f"{a.name}, {a.signed}" for a in stub.agreements]
            said = tr(
                "To be verified: {facts}", facts="; ".join([*agreed, *stub.facts, stub.check])
            )
        self.hint.setText(said)

    def _on_begin(self) -> None:
        stub, group_id = self.source.currentData(), self.group.currentData()
        title = self.title_line.text().strip()
        if stub is None:
            command = AddCase(group_id, title)
        else:
            given = stub.begin(group_id)
            command = AddCase(group_id, title, given.country, given.arena, given.notes,
                              given.agreements)  # fmt: skip
        if self._part.page.do(command, field=self.title_field):
            self.hide()
            self.begun.emit(command.case_id)


class Matrix(Part):
    """The table of all cases. Enter opens the step under the cursor."""

    opened = Signal(object, object)
    """Key of the case and the Section."""

    def build(self) -> None:
        self.shown: Shown | None = None
        self.new = NewCase(self)
        self.body.addWidget(self.new)
        self.rows: RowModel[MatrixRow] = RowModel(_columns(), key=lambda r: r.key)
        self.table = Table(tr("Case studies of the groups by steps"))
        self.table.show_model(self.rows, -1)
        self.table.opened.connect(self._on_opened)
        self.card = TableCard(self.table)
        self.empty = EmptyState(
            "briefcase", tr("No case study yet"),
            tr("A case shows how root causes were addressed somewhere: what was done, by whom, with "
               "what evidence. One or two from each group."),
        )  # fmt: skip
        self.empty_button = self.empty.offer(tr("Begin a case"), icon="plus")
        self.empty_button.clicked.connect(self.add_main)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.legend = PlainLabel(
            tr("Enter opens a step. A group's words stay private until it hands them in or you look "
               "in; the lights are always shown."), "caption", "text3", wrap=True,
        )  # fmt: skip
        foot = row(spacing=12)
        foot.addWidget(self.legend, 1)
        self.groupwork = Button(tr("Open or hand out group work"), "ghost", icon="users-round",
                                size="compact")  # fmt: skip
        self.groupwork.clicked.connect(self._to_group_work)
        foot.addWidget(self.groupwork)
        self.body.addLayout(foot)

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        found = [MatrixRow.of(case, shown.rooms.get(case.id), is_private=not self.page.may_see(case))
                 for case in shown.cases]  # fmt: skip
        if self.for_facilitator and found:
            begun = {case.group_id for case in shown.cases}
            found += [MatrixRow(g.letter, g.id) for g in shown.groups if g.id not in begun]
        self.rows.set_rows(sorted(found, key=lambda r: r.group))
        self.stack.setCurrentWidget(self.card if shown.cases else self.empty)
        self.empty_button.setVisible(self.can_edit)
        self.legend.setVisible(self.for_facilitator and bool(shown.cases))
        self.groupwork.setVisible(self.for_facilitator)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Steps of one width, the title as wide as what is left; closer where it gets little."""
        header, last = self.table.horizontalHeader(), len(self.rows.columns) - 1
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        others = [n for n in range(last + 1) if n != 1]
        widths = {n: theme.px(70 if n == 0 else 96) for n in others}
        room = self.table.width() - theme.px(16)
        if room - sum(widths.values()) < theme.px(ROOM_FOR_TITLE):
            for n in others:
                head = paint.text_width(self.rows.columns[n].title, "label") + theme.px(24)
                wanted = int(max(self.table.sizeHintForColumn(n) + theme.px(4), head))
                widths[n] = min(widths[n], wanted) if n != last else wanted
        for n, width in widths.items():
            self.table.setColumnWidth(n, width)
        self.table.setColumnWidth(1, max(theme.px(160), room - sum(widths.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _to_group_work(self) -> None:
        self.page.context.shell.go_to("groupwork")

    def add_main(self) -> None:
        """Begin a case."""
        if self.can_edit and self.shown is not None:
            self.new.ask(self.shown)

    def begin_for(self, group_id: UUID) -> None:
        """Begin a case of this group."""
        self.add_main()
        place = self.new.group.findData(group_id)
        if place >= 0:
            self.new.group.setCurrentIndex(place)
            self.new.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self, key: UUID) -> None:
        column = self.table.currentIndex().column()
        names = [section.value for section in Section]
        name = self.rows.columns[column].name if column >= 0 else ""
        section = Section(name) if name in names else Section.SITUATION
        row_ = next((r for r in self.rows.rows if r.key == key), None)
        if row_ is not None and row_.case is None:
            self.begin_for(row_.key)
        elif key is not None:
            self.opened.emit(key, section)


def has_final(cases: tuple[CaseStudyRow, ...]) -> int:
    """How many cases are final."""
    return sum(1 for case in cases if case.state is CaseState.FINAL)
