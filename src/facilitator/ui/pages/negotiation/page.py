"""The Negotiation page: which exercise, which part of it, and the long work of its papers.

Each part is a module of its own. Whenever a part or the page is left, the parts conceal what only
one role may read. The rules are elsewhere; this page asks and shows.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from facilitator.application.commands.negotiation import AddExercise
from facilitator.application.queries import negotiation as queries
from facilitator.application.rows.negotiation import ExerciseRow
from facilitator.support.errors import FacilitatorError
from facilitator.support.files import make_folder, slug
from facilitator.support.i18n import tr
from facilitator.support.paths import documents_folder
from facilitator.ui.app.paper_writer import PaperWriter
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.negotiation.choose import ChoosePart
from facilitator.ui.pages.negotiation.debrief_part import DebriefPart
from facilitator.ui.pages.negotiation.editor import EditorPart
from facilitator.ui.pages.negotiation.outcomes_part import OutcomesPart
from facilitator.ui.pages.negotiation.overview import OverviewPart
from facilitator.ui.pages.negotiation.part import Part
from facilitator.ui.pages.negotiation.roles import RolesPart
from facilitator.ui.pages.negotiation.run_part import RunPart
from facilitator.ui.pages.negotiation.sheets import SheetsPart
from facilitator.ui.projector.paint_exercise import exercise_scene
from facilitator.ui.projector.scenes import ProjectorScene, SceneName, blank_scene
from facilitator.ui.widgets.controls import choose as choose_in
from facilitator.ui.widgets.controls import combo, fill, scrolled
from facilitator.ui.widgets.progress import ProgressStrip
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.reports.exports import Export
    from facilitator.ui.app.document import Document
    from facilitator.ui.projector.exercise import Scene

TABLES = frozenset(
    {
        "exercise",
        "exercise_table",
        "exercise_seat",
        "preparation",
        "offer",
        "table_outcome",
        "outcome_edit",
        "satisfaction",
        "debrief_note",
        "participant",
        "membership",
        "home_group",
        "programme",
    }
)


class NegotiationPage(Page):
    """Exercise, roles, run, outcomes, debrief, sheets, kit."""

    page_id: ClassVar[str] = "negotiation"

    def build(self) -> None:
        self.exercises: tuple[ExerciseRow, ...] = ()
        self.exercise_id: UUID | None = None
        self._choosing = False
        self._in_room: tuple[str, UUID | None] = ("", None)
        self._room_row: ExerciseRow | None = None
        self._room_stale = False
        self.room_button = self.header.add_action(tr("On the room's screen"), icon="presentation")
        self.picker = combo([])
        self.picker.setAccessibleName(tr("Exercise"))
        self.picker.setMinimumContentsLength(16)
        self.picker.activated.connect(self._on_picked)
        self.header.add_widget(self.picker)
        self.tabs = SegmentedControl(_tabs(), tr("Parts of the exercise"))
        self.tabs.chosen.connect(self.show_part)
        self.content.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeading)
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress)
        self.content.addWidget(self.progress)
        self.stack = QStackedWidget()
        self.content.addWidget(self.stack, 1)
        self.chooser = ChoosePart(self)
        self.parts: dict[str, Part] = {
            "overview": OverviewPart(self), "roles": RolesPart(self), "run": RunPart(self),
            "outcomes": OutcomesPart(self), "debrief": DebriefPart(self), "sheets": SheetsPart(self),
            "edit": EditorPart(self),
        }  # fmt: skip
        self._frames: dict[Part, QScrollArea] = {}
        for part in (self.chooser, *self.parts.values()):
            self._frames[part] = scrolled(part, self.spec.title)
            self.stack.addWidget(self._frames[part])
        self._connect()

    def _connect(self) -> None:
        self.chooser.chosen.connect(self._on_kit)
        self.chooser.cancelled.connect(self._leave_choosing)
        self.room_button.clicked.connect(self.show_in_room)
        self.context.projector.changed.connect(self._show_room_button)
        self.debrief.revealed.connect(self._on_revealed)
        overview, debrief, sheets = self.overview, self.debrief, self.sheets
        overview.packs_requested.connect(self.print_out)
        overview.save_kit_requested.connect(self._on_save_kit)
        overview.add_requested.connect(self.add_main)
        debrief.save_requested.connect(self._on_save_debrief)
        sheets.print_requested.connect(self._on_print_preparation)

    @property
    def overview(self) -> OverviewPart:
        """The part with facts and papers."""
        part = self.parts["overview"]
        assert isinstance(part, OverviewPart)  # noqa: S101 - built above
        return part

    @property
    def debrief(self) -> DebriefPart:
        """The part with charts."""
        part = self.parts["debrief"]
        assert isinstance(part, DebriefPart)  # noqa: S101 - built above
        return part

    @property
    def sheets(self) -> SheetsPart:
        """The part behind a reveal."""
        part = self.parts["sheets"]
        assert isinstance(part, SheetsPart)  # noqa: S101 - built above
        return part

    @property
    def row(self) -> ExerciseRow | None:
        """The exercise in front."""
        return next((row for row in self.exercises if row.id == self.exercise_id), None)

    @property
    def projector_scene(self) -> Scene | None:
        """What a projector may show of this page now; never anything confidential."""
        from facilitator.domain.negotiation.phases import Phase
        from facilitator.support.clock import now
        from facilitator.ui.projector.exercise import issues_scene, phase_scene

        row = self.row
        if row is None or self._choosing:
            return None
        if self.tabs.key == "debrief" and self.debrief.scene is not None:
            return self.debrief.scene
        return issues_scene(row) if row.clock.phase is Phase.NOT_BEGUN else phase_scene(row, now())

    # The room's screen ----------------------------------------------------------------------------

    def show_in_room(self) -> None:
        """Put up what the part in front has for the room; press again to take it away."""
        projector, scene = self.context.projector, self.projector_scene
        if scene is None:
            return
        part = "debrief" if self.tabs.key == "debrief" else "phase"
        shown = (part, self.exercise_id)
        if projector.name is SceneName.EXERCISE and self._in_room == shown:
            projector.close()
            return
        self._in_room, self._room_row = shown, self.row
        again = None if part == "debrief" else self._phase_now
        projector.show(exercise_scene(scene), again)

    def _phase_now(self) -> ProjectorScene:
        """The clock of the exercise in the room, whatever page is in front here."""
        from facilitator.domain.negotiation.phases import Phase
        from facilitator.support.clock import now
        from facilitator.ui.projector.exercise import issues_scene, phase_scene

        if self._room_stale:
            rows = self.document.query(queries.exercises)
            self._room_row = next((r for r in rows if r.id == self._in_room[1]), None)
            self._room_stale = False
        row = self._room_row
        if row is None:
            return blank_scene()
        begun = row.clock.phase is not Phase.NOT_BEGUN
        return exercise_scene(phase_scene(row, now()) if begun else issues_scene(row))

    def mark_stale(self) -> None:
        super().mark_stale()
        self._room_stale = True

    def _on_revealed(self) -> None:
        if self._in_room == ("debrief", self.exercise_id) and self.debrief.scene is not None:
            self.context.projector.renew(exercise_scene(self.debrief.scene))

    def _show_room_button(self) -> None:
        up = self.context.projector.name is SceneName.EXERCISE
        self.room_button.setText(
            tr("Take away from the room") if up else tr("On the room's screen")
        )

    # Showing --------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self.exercise_id, self._choosing = None, False
        self._conceal()
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        self.exercises = self.document.query(queries.exercises)
        self._room_stale = True
        if self.row is None:
            self.exercise_id = self.exercises[0].id if self.exercises else None
        fill(self.picker, [(f"{row.number}  {row.title}", row.id) for row in self.exercises])
        choose_in(self.picker, self.exercise_id)
        self.chooser.set_locked(self.document.read_only, tr("This programme is open to read only."))
        self._show()

    def _show(self) -> None:
        row = self.row
        choosing = row is None or self._choosing
        self.picker.setVisible(len(self.exercises) > 1 and not choosing)
        self.tabs.setVisible(not choosing)
        self.room_button.setVisible(not choosing)
        self.chooser.cancel_button.setVisible(row is not None)
        if choosing or row is None:
            self._show_widget(self.chooser)
            return
        part = self.parts[self.tabs.key]
        part.show_exercise(row)
        self._show_widget(part)

    def _show_widget(self, part: Part) -> None:
        frame = self._frames[part]
        if self.stack.currentWidget() is not frame:
            self._conceal()
            self.stack.setCurrentWidget(frame)

    def show_part(self, key: str) -> None:
        """Show one part of the exercise in front."""
        self._choosing = False
        self.tabs.choose(key)
        self._show()

    def _conceal(self) -> None:
        for part in self.parts.values():
            part.conceal()

    def hideEvent(self, event: QHideEvent) -> None:
        self._conceal()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._conceal()

    def _on_picked(self) -> None:
        self._conceal()
        key = self.picker.currentData()
        self.exercise_id = key if isinstance(key, UUID) else None
        self._show()

    # Acts ------------------------------------------------------------------------------------------

    def add_main(self) -> None:
        if self.document.read_only:
            return
        self._choosing = True
        self._show()
        start = self.chooser.start()
        if start is not None:
            start.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_choosing(self) -> None:
        self._choosing = False
        self._show()

    def _on_kit(self, text: str) -> None:
        command = AddExercise(text)
        if self.do(command, tell=True):
            self.exercise_id, self._choosing = command.exercise_id, False
            self.tabs.choose("overview")
            self.refresh(None)
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save_kit(self) -> None:
        row = self.row
        if row is None:
            return
        start = documents_folder() / f"{slug(row.title)}.toml"
        kinds = f"{tr('Exercise kits')} (*.toml)"
        self.context.files.to_save(self, tr("Save the kit"), kinds, start, self._write_kit)

    def _write_kit(self, path: Path) -> None:
        from facilitator.domain.negotiation.kit_text import stored
        from facilitator.exchange.exercise_kit import write_file

        if self.row is None:
            return
        text = self.document.query(queries.kit_text_of, self.row.id)
        try:
            write_file(stored(text), path)
        except FacilitatorError as problem:
            self.message.tell("danger", str(problem))
        else:
            self.context.shell.tell(tr("{name} is written.", name=path.name))

    def print_out(self) -> None:
        """Ask for a folder and write packs and forms into it."""
        row = self.row
        if row is None:
            return
        self.context.files.folder(self, tr("Folder for packs and forms"), documents_folder(),
                                  self._write_packs)  # fmt: skip

    def _write_packs(self, folder: Path) -> None:
        from facilitator.reports.negotiation_exports import packs_export

        if self.row is not None:
            target = folder / slug(self.row.title)
            key = self.row.id
            self._run(lambda: packs_export(self.document.workspace, key, target), target)

    def _on_save_debrief(self) -> None:
        self.context.files.folder(
            self, tr("Folder for the charts"), documents_folder(), self._write_debrief
        )

    def _write_debrief(self, folder: Path) -> None:
        from facilitator.reports.negotiation_exports import debrief_export

        if self.row is not None:
            key = self.row.id
            self._run(lambda: debrief_export(self.document.workspace, key, folder), folder)

    def _on_print_preparation(self, table: UUID, role: str) -> None:
        start = documents_folder() / "preparation-sheet.pdf"

        def chosen(path: Path) -> None:
            from facilitator.reports.negotiation_exports import preparation_export

            workspace = self.document.workspace
            self._run(lambda: preparation_export(workspace, table, role, path), path.parent)

        self.context.files.to_save(self, tr("Save the sheet"), "PDF (*.pdf)", start, chosen)

    def _run(self, make: Callable[[], Export], folder: Path) -> None:
        def with_folder() -> Export:
            export = make()
            make_folder(folder)
            return export

        self.writer.write(with_folder)


def _tabs() -> list[tuple[str, str, str]]:
    return [
        ("overview", tr("Exercise"), "handshake"), ("roles", tr("Roles"), "users"),
        ("run", tr("Run"), "timer"), ("outcomes", tr("Outcomes"), "lock"),
        ("debrief", tr("Debrief"), "chart-column"), ("sheets", tr("Sheets"), "eye-off"),
        ("edit", tr("Edit"), "pencil"),
    ]  # fmt: skip


PAGE = NegotiationPage
