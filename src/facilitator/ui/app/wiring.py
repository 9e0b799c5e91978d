"""Every connection between the parts of the shell, readable in one place.

Parts say what is wished or what happened; here stands who answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from facilitator.support import clock
from facilitator.support.i18n import tr
from facilitator.ui.app.icons import CATEGORY_ICONS
from facilitator.ui.app.summary import Summary

if TYPE_CHECKING:
    from facilitator.ui.app.controller import Controller
    from facilitator.ui.app.palette import Entry
    from facilitator.ui.app.window import MainWindow


def wire(controller: Controller, window: MainWindow) -> Wiring:
    """Connect a new window with the controller and the document."""
    return Wiring(controller, window)


class Wiring(QObject):
    """The few small answers that belong to no part alone. Lives as long as its window."""

    def __init__(self, controller: Controller, window: MainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._of_the_room = ""
        """What the bar says of the room's screen."""
        self._header()
        self._pages()
        self._document()
        self._palette()
        self._room()
        self._system()

    def _header(self) -> None:
        header, controller = self._window.header, self._controller
        header.search_requested.connect(controller.open_palette)
        header.undo_requested.connect(controller.undo)
        header.redo_requested.connect(controller.redo)
        header.theme_requested.connect(controller.toggle_theme)
        header.run_requested.connect(self._run)
        header.protect_requested.connect(controller.guard.protect)

    def _pages(self) -> None:
        self._window.navigation.page_requested.connect(self._controller.go_to)
        self._window.close_requested.connect(self._controller.quit)

    def _document(self) -> None:
        document, controller = self._controller.document, self._controller
        for signal, answer in (
            (document.opened, self._on_opened), (document.closed, self._on_closed),
            (document.state_changed, self._on_state),
            (document.problem, self._on_problem), (document.recovered, self._on_recovered),
        ):  # fmt: skip
            signal.connect(answer)
        document.changed.connect(self._on_changed)
        document.done.connect(self._on_done)
        document.undone.connect(self._on_undone)
        document.redone.connect(self._on_redone)
        controller.summary_changed.connect(self._on_summary)

    def _palette(self) -> None:
        self._window.palette_sources += [self._acts, self._people, self._agenda_items]

    def _room(self) -> None:
        projector = self._controller.projector
        projector.advised.connect(self._on_advised)
        projector.changed.connect(self._on_projector)
        projector.end_asked.connect(self._on_end_asked)
        self._controller.exercise_calls.called.connect(self._on_called)

    def _system(self) -> None:
        hints = QGuiApplication.styleHints()
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_look)
        hints.colorSchemeChanged.connect(self._on_system_look)

    # Answers ------------------------------------------------------------------------------------
    # A window that was put away still lives until the event loop deletes it: it stays silent.

    @property
    def _is_current(self) -> bool:
        return self._controller.window is self._window

    def _run(self) -> None:
        self._controller.go_to("run")

    def _on_opened(self) -> None:
        if self._is_current:
            self._controller.on_opened()

    def _on_closed(self) -> None:
        if self._is_current:
            self._controller.on_closed()

    def _on_changed(self, change_set: object, origin: object) -> None:
        if self._is_current:
            self._controller.on_changed(change_set, origin)

    def _on_done(self, label: str) -> None:
        if self._is_current:
            self._controller.offer_undo(label)

    def _on_undone(self, label: str) -> None:
        if self._is_current:
            self._controller.tell_undone(label)

    def _on_redone(self, label: str) -> None:
        if self._is_current:
            self._controller.tell_redone(label)

    def _on_called(self, said: str) -> None:
        if self._is_current:
            self._window.toast.tell(said, urgent=True)

    def _on_problem(self, problem: Exception) -> None:
        self._controller.show_problem(problem)

    def _on_recovered(self) -> None:
        self._window.alarm.dismiss()
        self._on_state()

    def _on_state(self) -> None:
        controller, header = self._controller, self._window.header
        document = controller.document
        header.show_undo(document.undo_label, document.redo_label)
        header.show_protected(protected=controller.guard.is_protected)
        if document.has_problem:
            header.show_not_saved()
        elif document.read_only:
            header.show_read_only(document.locked_by)
        else:
            at = document.last_saved
            header.show_saved(at.astimezone() if at else None)

    def _on_advised(self, words: str) -> None:
        if self._is_current:
            self._of_the_room = words
            self._window.alarm.tell("info", words)

    def _on_projector(self) -> None:
        """The room's screen was ended: what was said about it holds no more."""
        if self._of_the_room and not self._controller.projector.is_live:
            if self._window.alarm.text == self._of_the_room:
                self._window.alarm.dismiss()
            self._of_the_room = ""

    def _on_end_asked(self) -> None:
        if self._is_current:
            self._of_the_room = tr(
                "Escape was pressed on the room's screen. It stays until you end it."
            )
            self._window.alarm.tell(
                "info", self._of_the_room, ((tr("End the room's screen"), self._end_screen),),
            )  # fmt: skip

    def _end_screen(self) -> None:
        self._window.alarm.dismiss()
        self._controller.projector.close()

    def _on_summary(self, summary: Summary | None) -> None:
        header, navigation = self._window.header, self._window.navigation
        if summary is None:
            header.show_programme("", "")
            return
        header.show_programme(summary.title, summary.facts(clock.today()))
        for page_id, state in summary.nav.items():
            navigation.show_state(page_id, state.count, state.state)

    def _on_system_look(self) -> None:
        from facilitator.ui.app.controller import show_theme

        if self._is_current and self._controller.settings.theme == "system":
            show_theme(self._controller.app, self._controller.settings)

    # What the palette finds -----------------------------------------------------------------------

    def _acts(self) -> Iterator[Entry]:
        from facilitator.ui.app.palette import Entry

        actions = self._controller.actions
        for action in actions.all():
            if action.enabled() and action.id != "palette":
                run = actions.qaction(action.id).trigger
                yield Entry(action.title, action.keys, action.icon, run)

    def _people(self) -> Iterator[Entry]:
        from facilitator.ui.app.palette import PERSON, Entry

        summary = self._controller.summary
        for person in summary.people if summary else ():
            detail = ", ".join(part for part in (person.country, person.institution) if part)
            yield Entry(person.certificate_name, detail, "user",
                        _Showing(self._controller, "participants", person.id), PERSON)  # fmt: skip

    def _agenda_items(self) -> Iterator[Entry]:
        summary = self._controller.summary
        if summary is None:
            return
        from facilitator.domain.agenda import clock as clock_text
        from facilitator.reports.words import weekday
        from facilitator.ui.app.palette import OTHER, Entry

        names = {day.id: weekday(day.date)[:3] for day in summary.agenda.days}
        for item in summary.agenda.items:
            when = tr("{day} {time}", day=names[item.day_id], time=clock_text(item.start))
            yield Entry(item.title, when, CATEGORY_ICONS[item.category],
                        _Showing(self._controller, "agenda", item.id), OTHER)  # fmt: skip


class _Showing:
    """Brings a page to the front and has it show one thing, if it knows how (`reveal`)."""

    def __init__(self, controller: Controller, page_id: str, key: object) -> None:
        self._controller, self._page_id, self._key = controller, page_id, key

    def __call__(self) -> None:
        page = self._controller.bring(self._page_id)
        page.reveal(self._key)
