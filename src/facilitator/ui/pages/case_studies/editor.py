"""One case in front: its head, the rail of steps, and the form of the step."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from facilitator.application.case_words import gap_words, section_words, sensitivity_words
from facilitator.application.commands.case_parts import FinishCase
from facilitator.application.commands.case_studies import DeleteCaseStudy
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.domain.case_studies import CaseState, Section
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.pages.case_studies.causes import CausesPart
from facilitator.ui.pages.case_studies.part import Part, Shown
from facilitator.ui.pages.case_studies.rail import Rail, share_words
from facilitator.ui.pages.case_studies.sections import (
    LessonsPart,
    PartiesPart,
    ProcessPart,
    SectionPart,
    SharingPart,
    SituationPart,
    SourcesPart,
)  # fmt: skip
from facilitator.ui.pages.case_studies.versions import changes
from facilitator.ui.pages.case_studies.words import state_tone, state_words
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, IconButton, Kind
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.messages import InlineMessage

PARTS: dict[Section, type[SectionPart]] = {
    Section.SITUATION: SituationPart, Section.PARTIES: PartiesPart, Section.CAUSES: CausesPart,
    Section.PROCESS: ProcessPart, Section.LESSONS: LessonsPart, Section.SOURCES: SourcesPart,
    Section.SHARING: SharingPart,
}  # fmt: skip


NARROW = 800
"""Pixels of width, at 100 % text size, below which the rail gives way to the form."""


class Editor(Part):
    """Shows the case with the key `case_id`; `closed` leads back to all cases."""

    closed = Signal()

    def build(self) -> None:
        self.case_id: UUID | None = None
        self.section = Section.SITUATION
        self.shown: Shown | None = None
        self.parts: dict[Section, SectionPart] = {}
        self._frames: dict[Section, QScrollArea] = {}
        self.body.addLayout(self._head())
        self.notice = InlineMessage()
        self.body.addWidget(self.notice)
        self.since = InlineMessage()
        self.body.addWidget(self.since)
        self.gaps = PlainLabel("", "caption", "text2", wrap=True)
        self.body.addWidget(self.gaps)
        self.rail = Rail()
        self.rail.chosen.connect(self.show_step)
        self.stack = QStackedWidget()
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.go_to_case, step))
        line = row(spacing=16)
        line.addWidget(self.rail)
        line.addWidget(self.stack, 1)
        self.body.addLayout(line, 1)

    def _head(self) -> QHBoxLayout:
        self.back = Button(tr("All cases"), Kind.GHOST, icon="arrow-left")
        self.back.clicked.connect(self.closed)
        self.title = PlainLabel("", "subtitle")
        self.title.setProperty("mayElide", True)
        self.title.setMinimumWidth(0)
        self.state, self.label = Badge("", parent=self), Badge("", icon="eye", parent=self)
        self.finish = Button("", icon="check")
        self.finish.clicked.connect(self._on_finish)
        self.versions = Button(tr("Versions"), icon="history")
        self.versions.clicked.connect(self._on_versions)
        self.remove = IconButton("trash-2", tr("Delete this case"))
        self.remove.clicked.connect(self._on_remove)
        line = row(spacing=8)
        line.addWidget(self.back)
        line.addWidget(self.title, 1)
        for widget in (self.state, self.label, self.versions, self.finish, self.remove):
            line.addWidget(widget)
        return line

    @property
    def case(self) -> CaseStudyRow | None:
        """The case in front."""
        return self.shown.case(self.case_id) if self.shown else None

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        case = self.case
        if case is None:
            return
        room = shown.rooms.get(case.id)
        self.title.setText(tr("{group}: {title}", group=case.group, title=case.title))
        self.state.show_text(state_words(case, room), state_tone(case, room))
        self.label.show_text(sensitivity_words(case.sensitivity))
        final = case.state is CaseState.FINAL
        self.finish.setText(tr("Go on with it") if final else tr("Call it final"))
        self.finish.set_icon("rotate-ccw" if final else "check")
        self.finish.setEnabled(self.can_edit)
        self._show_since(case)
        self.remove.setVisible(self.for_facilitator)
        self.rail.show_completeness(case.completeness)
        if not case.missing:
            self.notice.dismiss()
        part = self.part(self.section)
        part.show_case(case, shown)
        part.setEnabled(self.can_edit)
        self._make_room()

    def _show_since(self, case: CaseStudyRow) -> None:
        """Offer the versions, and say where the case is no longer as it was handed in."""
        versions = self.page.versions(case.id) if self.for_facilitator else ()
        self.versions.setVisible(bool(versions))
        if not versions or not changes(versions[-1], case):
            self.since.dismiss()
        elif self.since.isHidden():
            said = tr("Changed since it was handed in. “Versions” shows each word; what was handed "
                      "in is kept.")  # fmt: skip
            self.since.tell("info", said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the page is narrow the rail is slim, and the gaps stand above."""
        narrow = self.width() < theme.px(NARROW)
        self.rail.set_narrow(narrow)
        case = self.case
        if case is not None:
            here = [gap_words(g) for g in case.completeness.missing if g.section is self.section]
            self.gaps.setText("; ".join([share_words(case.completeness), *here]))
        self.gaps.setVisible(narrow and case is not None)

    def open_case(self, case_id: UUID, section: Section = Section.SITUATION) -> None:
        """Bring a case to the front."""
        if case_id != self.case_id:
            self.notice.dismiss()
        self.case_id = case_id
        self.show_step(section)

    def go_to_case(self, step: int) -> None:
        """The same step of the next group's case, or of the one before."""
        cases = self.shown.cases if self.shown else ()
        keys = [case.id for case in cases]
        if self.case_id in keys and len(keys) > 1:
            self.page.open_case(keys[(keys.index(self.case_id) + step) % len(keys)], self.section)

    def part(self, section: Section) -> SectionPart:
        """The form of a step; made when it is first shown."""
        if section not in self.parts:
            made = PARTS[section](self.page)
            self._add_next(made, section)
            self.parts[section] = made
            self._frames[section] = scrolled(made, section_words(section))
            self.stack.addWidget(self._frames[section])
        return self.parts[section]

    def _add_next(self, part: SectionPart, section: Section) -> None:
        steps = list(Section)
        place = steps.index(section) + 1
        if place == len(steps):
            return
        button = Button(tr("Next: {step}", step=section_words(steps[place])), icon="arrow-right")
        button.clicked.connect(partial(self.go_to_step, steps[place]))
        part.body.insertWidget(part.body.count() - 1, button, 0, Qt.AlignmentFlag.AlignTrailing)

    def show_step(self, section: Section) -> None:
        """Show the form of a step."""
        self.section = section
        self.rail.show_step(section)
        part = self.part(section)
        if self.shown is not None and self.case is not None:
            part.show_case(self.case, self.shown)
        self.stack.setCurrentWidget(self._frames[section])
        self._make_room()

    def go_to_step(self, section: Section) -> None:
        """Show a step and put the cursor into it."""
        self.show_step(section)
        self._frames[section].verticalScrollBar().setValue(0)
        self.start().setFocus(Qt.FocusReason.TabFocusReason)

    def start(self) -> QWidget:
        """Where the focus goes when a case is opened by keyboard."""
        return self.part(self.section).start()

    # What happens -----------------------------------------------------------------------------

    def _on_finish(self) -> None:
        case = self.case
        if case is None:
            return
        final = case.state is not CaseState.FINAL
        if final and case.missing:
            count = len(case.missing)
            said = trn("{n} thing is needed before the case can be final. It is listed on the left.",
                       "{n} things are needed before the case can be final. They are listed on the "
                       "left.", count)  # fmt: skip
            self.notice.tell("warn", said)
            self.show_step(case.missing[0].section)
            self.start().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.notice.dismiss()
        self.page.do(FinishCase(case.id, final), tell=True)

    def _on_remove(self) -> None:
        if self.case_id is not None and self.page.do(DeleteCaseStudy(self.case_id), tell=True):
            self.closed.emit()

    def _on_versions(self) -> None:
        if self.case is not None:
            self.page.show_versions(self.case)
