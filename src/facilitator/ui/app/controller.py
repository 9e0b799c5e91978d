"""What the shell does: open and close programmes, move between pages, undo, settings.

It owns the document and the window and carries out what `wiring` connects to it. No rule, no
layout.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from facilitator.support.errors import EnvironmentProblem, FacilitatorError, RuleViolation
from facilitator.support.i18n import set_language, tr
from facilitator.support.paths import documents_folder
from facilitator.support.settings import (
    BOARD_VOTE,
    TEXT_SCALES,
    VISION_DOTS,
    VISION_POLL,
    Settings,
)
from facilitator.ui.app import theme
from facilitator.ui.app.actions import Action, ActionRegistry
from facilitator.ui.app.catalogue import page_specs, spec_of
from facilitator.ui.app.context import Context
from facilitator.ui.app.document import Document
from facilitator.ui.app.exercise_calls import ExerciseCalls
from facilitator.ui.app.files import FileChooser
from facilitator.ui.app.group_mode import SUFFIX as GROUPWORK
from facilitator.ui.app.group_mode import GroupMode
from facilitator.ui.app.guard import Guard
from facilitator.ui.app.run_clock import RunClock
from facilitator.ui.app.shell_actions import shell_actions
from facilitator.ui.app.summary import Summary, SummaryReader
from facilitator.ui.app.window import MainWindow
from facilitator.ui.pages.base import Page
from facilitator.ui.projector.service import Projector
from facilitator.ui.tasks.runner import Runner

if TYPE_CHECKING:
    from facilitator.domain.groupwork import Team

SUFFIX = ".programme"


class Controller(QObject):
    """One for the whole run; the window may be made anew (change of language)."""

    quit_requested = Signal()
    summary_changed = Signal(object)
    """The Summary of the open programme, or None."""

    def __init__(
        self, app: QApplication, settings: Settings, files: FileChooser | None = None
    ) -> None:
        super().__init__(app)
        self.app = app
        self.settings = settings
        self.document = Document(self)
        self.runner = Runner(self)
        self.files = files or FileChooser()
        self.projector = Projector(lambda: self.window, settings, self)
        self.run_clock = RunClock(self.document, self.projector.awake, self)
        self.exercise_calls = ExerciseCalls(self.document, self.run_clock, self)
        self._summary: Summary | None = None
        self._reader = SummaryReader()
        self._language = settings.language
        self.has_quit = False
        self.guard = Guard(self)
        self.group_mode = GroupMode(self)
        self.make_window()

    def make_window(self) -> None:
        """Make the window and wire it; an earlier one is put away."""
        from facilitator.ui.app.wiring import wire

        self.window = MainWindow()
        self.actions = ActionRegistry(self.window)
        self.context = Context(
            self.document,
            self.runner,
            self.settings,
            self.actions,
            self.files,
            self,
            self.projector,
            self.run_clock,
        )
        self.actions.add(shell_actions(self))
        wire(self, self.window)
        self.window.restore_place(self.settings.window)
        self.go_to("start")

    # Pages ------------------------------------------------------------------------------------

    def page(self, page_id: str) -> Page:
        """The page, made on first need."""
        return self.window.pages.page(page_id, self.context)

    def go_to(self, page_id: str) -> None:
        """Show a page. Without a programme, pages that need one give way to Start."""
        if spec_of(page_id).needs_programme and not self.document.is_open:
            page_id = "start"
        try:
            self.window.show_page(self.page(page_id))
        except EnvironmentProblem as problem:  # the file went away or is held by another program
            self.show_problem(problem)

    def bring(self, page_id: str) -> Page:
        """Show a page and return it, for acts that belong to it."""
        self.go_to(page_id)
        return self.page(page_id)

    def page_offers(self, act: str) -> bool:
        """Whether the page in front has this act (find_here, add_main, print_out)."""
        front = self.window.pages.front
        return front is not None and front.offers(act)

    def on_page(self, act: str) -> None:
        """Have the page in front do this act."""
        front = self.window.pages.front
        if front is not None:
            getattr(front, act)()

    def toggle_projector(self) -> None:
        """Open the room's screen with what it showed last, or close it."""
        if self.projector.is_live:
            self.projector.close()
        elif self.document.is_open:
            self.projector.open()

    def next_region(self, step: int) -> None:
        """Move the focus between the parts of the window."""
        self.window.next_region(step)

    def toggle_full_screen(self) -> None:
        """Full screen, or back."""
        self.window.toggle_full_screen()

    def open_palette(self) -> None:
        """Search or do anything."""
        self.window.palette_overlay.open_with("")

    # Programmes -------------------------------------------------------------------------------

    def open_programme(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a programme; a problem is shown on the Start page. Returns whether it is open.

        A hand-over file opens in the group's window instead.
        """
        if path.suffix.lower() == GROUPWORK:
            self.group_mode.open_file(path)
            return False
        return self.adopt(lambda: self.document.open(path, read_only=read_only))

    def adopt(self, opening: Callable[[], object]) -> bool:
        """Open by `opening`, which puts a workspace into the document."""
        self.finish_editing()
        try:
            opening()
        except FacilitatorError as problem:
            if problem.code == "passphrase-needed":
                self.guard.ask(Path(str(problem.params["path"])), lambda: self.adopt(opening))
            else:
                self.show_problem(problem)
            return False
        return True

    def choose_programme(self) -> None:
        """Ask for a programme and open it."""
        both = f"{tr('Programmes and group work')} (*{SUFFIX} *{GROUPWORK})"
        kinds = f"{both};;{tr('All files')} (*)"
        self.files.to_open(
            self.window, tr("Open a programme"), kinds, documents_folder(), self.open_programme
        )

    def resume_kiosk(self) -> bool:
        """After a crash while one person after the other sat here: that again, not the programme.

        What cannot come up again, since it was closed or its programme is gone or protected, is
        forgotten.
        """
        kept, self.settings.kiosk = self.settings.kiosk, []
        opened = len(kept) == 2 and self.open_programme(Path(kept[0]))
        if opened:
            page = {BOARD_VOTE: "root_causes", VISION_DOTS: "vision", VISION_POLL: "vision"}
            self.bring(page.get(kept[1], "feedback")).reveal(kept[1])
        if kept and not self.settings.kiosk:
            self.save_settings()
        return opened

    def start_group_mode(self, team: Team, minutes: int) -> None:
        """Hand this laptop to a team."""
        self.group_mode.start(team, minutes)

    def begin_programme(self) -> None:
        """Ask for the four facts of a new programme."""
        from facilitator.ui.dialogs.new_programme import NewProgramme

        def choose(chosen: Callable[[Path], object]) -> None:
            kinds = f"{tr('Programmes')} (*{SUFFIX})"
            title = tr("Which programme to take over")
            self.files.to_open(self.window, title, kinds, documents_folder(), chosen)

        dialog = NewProgramme(self.window, [Path(name) for name in self.settings.recent], choose)
        dialog.wanted.connect(self._on_new_wanted)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_new_wanted(self, wish: object) -> None:
        from facilitator.ui.dialogs.new_programme import Wish

        if not isinstance(wish, Wish):
            return
        start = documents_folder() / wish.file_name(SUFFIX)

        def create(path: Path) -> None:
            if self.adopt(lambda: self.document.adopt(wish.create(path))) and wish.is_like_another:
                self._tell_what_was_taken_over()

        self.files.to_save(
            self.window, tr("Where to keep the programme"), f"{tr('Programmes')} (*{SUFFIX})",
            start, create,
        )  # fmt: skip

    def _tell_what_was_taken_over(self) -> None:
        """Above the agenda: what falls on another weekday now."""
        from facilitator.application.queries.programme import the_programme

        notes = self.document.query(the_programme).notes
        self.go_to("agenda")
        self.page("agenda").message.tell("info", notes)

    def open_sample(self) -> None:
        """Write the sample week to a new file of its own and open it."""
        folder = documents_folder()
        number = 1
        path = folder / f"{tr('Sample week')}{SUFFIX}"
        while path.exists():
            number += 1
            path = folder / f"{tr('Sample week')} {number}{SUFFIX}"

        def create() -> None:
            from facilitator.exchange.sample_week import build_sample
            from facilitator.support.files import make_folder

            make_folder(folder)
            self.document.adopt(build_sample(path))

        self.adopt(create)

    def save_copy_as(self) -> None:
        """Ask for a place and write a complete copy there."""
        path = self.document.path
        if path is None:
            return
        self.finish_editing()
        start = path.with_stem(tr("{name} copy", name=path.stem))
        kinds = f"{tr('Programmes')} (*{SUFFIX})"
        self.files.to_save(self.window, tr("Save a copy"), kinds, start, self._write_copy)

    def _write_copy(self, target: Path) -> None:
        try:
            self.document.workspace.save_copy(target)
        except EnvironmentProblem as problem:
            self.show_problem(problem)
        else:
            self.tell(tr("Copy saved as {name}", name=target.name))

    def finish_editing(self) -> None:
        """Leave the field that is being edited, so that what was typed is saved."""
        focus = self.window.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def close_programme(self) -> None:
        """Close the programme and show Start. Of a protected one no window keeps what it showed."""
        self.finish_editing()
        was_protected = self.guard.is_protected
        self.document.close()
        if was_protected:
            self._renew_window()
            self.app.clipboard().clear()

    # What the document says -------------------------------------------------------------------

    def on_opened(self) -> None:
        """A programme was opened: remember it, show it."""
        path = self.document.path
        if path is not None:
            self.settings.opened(path)
            self.save_settings()
        try:
            self.renew_summary()
        except EnvironmentProblem as problem:
            self.document.close()
            self.show_problem(problem)
            return
        self.window.alarm.dismiss()
        if self.document.read_only:
            self.window.alarm.tell("warn", str(self.document.workspace.why_read_only()))
        self._declare_page_actions()
        for page in self.window.pages.made:
            page.open(self.document)
        self.window.show_programme_parts(shown=True)
        self.go_to("programme")
        self._keep_copy()

    def ask_to_protect(self) -> None:
        """Let the user set, change or take off the programme's passphrase."""
        self.guard.protect()

    def read_all_again(self) -> None:
        """Rows changed past the commands (a wipe): read everything anew."""
        self.renew_summary()
        for page in self.window.pages.made:
            page.mark_stale()
        front = self.window.pages.front
        if front is not None:
            front.bring_up_to_date()
        self.document.state_changed.emit()

    def _keep_copy(self) -> None:
        try:
            self.document.workspace.keep_copy("opened")
        except EnvironmentProblem as problem:  # the programme is fine; its safety net is not
            self.window.alarm.tell("warn", str(problem))

    def on_closed(self) -> None:
        """No programme is open any more."""
        self.projector.forget()
        self._summary, self._reader = None, SummaryReader()
        self.summary_changed.emit(None)
        self.window.show_programme_parts(shown=False)
        for page in self.window.pages.made:
            page.mark_stale()
        self.go_to("start")

    def on_changed(self, change_set: object, _origin: object) -> None:
        """Rows changed: the page in front reads again, the others when they are shown."""
        if not self.document.is_open or self.group_mode.is_on:
            return  # a group's changes are read when it has left (see `GroupMode.end`)
        from facilitator.ui.app.crash import remember_command

        remember_command(str(getattr(change_set, "command", "")))
        try:
            self.renew_summary(getattr(change_set, "tables", None))
            self._tell_pages(change_set)
        except EnvironmentProblem as problem:
            self.show_problem(problem)

    def _tell_pages(self, change_set: object) -> None:
        front = self.window.pages.front
        for page in self.window.pages.made:
            if page is front:
                page.refresh(change_set)  # type: ignore[arg-type]
            else:
                page.mark_stale()

    @property
    def summary(self) -> Summary | None:
        """The open programme at a glance, or None."""
        return self._summary

    def renew_summary(self, tables: frozenset[str] | None = None) -> None:
        """Read again what header, navigation and palette show, by the tables that changed."""
        self._summary = self._reader.read(self.document.query, tables)
        self.summary_changed.emit(self._summary)

    def _declare_page_actions(self) -> None:
        """Register the acts that pages declare (see `ui/pages/base.py`)."""
        for spec in page_specs():
            name = spec.module.rpartition(".")[0] + ".actions"
            if importlib.util.find_spec(name) is None:
                continue
            declare: Callable[..., list[Action]] = importlib.import_module(name).declare
            self.actions.add(declare(self.context, partial(self.bring, spec.id)))

    # Undo and messages ------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last command back."""
        self._step(self.document.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self.document.redo)

    def _step(self, act: Callable[[], None]) -> None:
        try:
            act()
        except RuleViolation as refusal:
            self.tell(str(refusal))

    def offer_undo(self, label: str) -> None:
        """Tell what was done, with Undo."""
        self.tell(tr("Done: {what}", what=label), tr("Undo"), self.undo)

    def tell_undone(self, label: str) -> None:
        """Tell what was undone."""
        self.tell(tr("Undone: {what}", what=label))

    def tell_redone(self, label: str) -> None:
        """Tell what was done again."""
        self.tell(tr("Done again: {what}", what=label))

    def tell(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a toast."""
        self.window.toast.tell(text, action, act)

    def show_problem(self, problem: Exception) -> None:
        """Show the red bar, with ways out where there are some."""
        fixes: list[tuple[str, Callable[[], object]]] = []
        if self.document.is_open and not self.document.read_only:
            fixes = [(tr("Save a copy to…"), self.save_copy_as)]
        self.window.alarm.tell("danger", str(problem), tuple(fixes))

    # Settings ---------------------------------------------------------------------------------

    @property
    def text_scale(self) -> int:
        """Text size in per cent."""
        return self.settings.text_scale

    def toggle_theme(self) -> None:
        """Light where it is dark, dark where it is light."""
        self.choose_theme("light" if theme.current().is_dark else "dark")

    def choose_theme(self, name: str) -> None:
        """Use the theme "system", "light", "dark" or "contrast" from now on."""
        self.settings.theme = name
        self.apply_settings()

    def step_text_scale(self, step: int) -> None:
        """One step larger or smaller."""
        place = TEXT_SCALES.index(self.settings.text_scale) + step
        self.settings.text_scale = TEXT_SCALES[max(0, min(len(TEXT_SCALES) - 1, place))]
        self.apply_settings()

    def apply_settings(self) -> None:
        """Show everything by the settings, and keep them."""
        self.guard.watch()
        show_theme(self.app, self.settings)
        self.save_settings()
        if self.settings.language != self._language:
            self._language = self.settings.language
            set_language(self._language)
            self._renew_window()

    def _renew_window(self) -> None:
        old, front = self.window, self.window.pages.front
        self.settings.window = old.geometry_text()
        self.make_window()
        if self.document.is_open:
            self.on_opened()
            self.document.state_changed.emit()
        self.window.show()
        self.go_to(front.id if front is not None else "start")
        old.hide()
        old.deleteLater()

    def save_settings(self) -> None:
        """Keep the settings; a disk that refuses is shown but stops nothing."""
        try:
            self.settings.save()
        except EnvironmentProblem as problem:
            self.show_problem(problem)

    def quit(self) -> None:
        """Put everything away and ask the loop to end."""
        self.group_mode.end()
        self.finish_editing()
        self.settings.window = self.window.geometry_text()
        self.save_settings()
        self.projector.forget()
        self.runner.close()
        self.document.close()
        self.has_quit = True
        self.quit_requested.emit()


def show_theme(app: QApplication, settings: Settings) -> None:
    """Use the theme and text size of the settings."""
    name = theme.chosen(settings.theme)
    asked_by_system = settings.theme == "system" and name == "contrast"
    if asked_by_system:
        theme.use(app, theme.contrast_from(app.style().standardPalette(), settings.text_scale))
    else:
        theme.use(app, theme.load(name, settings.text_scale))
