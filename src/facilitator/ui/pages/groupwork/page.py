"""The Group work page: start group mode, hand files out, take them in, choose, accept, send back.

Texts that a group has not handed in are not shown here; a preview shows what a file brings.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.application.commands.groupwork import (
    ChooseText,
    DecideHandIn,
    GiveGroupWork,
    TakeGroupWork,
)  # fmt: skip
from facilitator.application.groupwork.words import task_title
from facilitator.application.queries import groupwork as queries
from facilitator.application.rows.groupwork import ChoiceRow, HandInRow, TeamRow
from facilitator.domain.groupwork import HandInState
from facilitator.exchange import groupwork_file
from facilitator.exchange.groupwork_file import SUFFIX, GroupWorkFile
from facilitator.support.errors import EnvironmentProblem, FacilitatorError
from facilitator.support.files import slug
from facilitator.support.i18n import tr, trn
from facilitator.support.paths import documents_folder
from facilitator.ui.groupmode.dialogs import AskComment, AskPassphrase, StartGroupMode
from facilitator.ui.groupmode.parts import team_title
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.groupwork.preview import ChoicesPart, PreviewPart
from facilitator.ui.pages.groupwork.teams import TeamList, state_words
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.ui.app.document import Document

TABLES = {"team_work", "hand_in", "hand_over", "home_group", "membership", "participant",
          "exercise", "exercise_table", "exercise_seat"}  # fmt: skip


class GroupWorkPage(Page):
    """See the module."""

    page_id = "groupwork"

    def build(self) -> None:
        self._returned: GroupWorkFile | None = None
        self._name = ""
        self.choices_badge = self.header.add_badge("", "warn", "git-fork")
        self.take_button = self.header.add_action(tr("Take a file in…"), icon="download")
        self.take_button.clicked.connect(self.choose_file)
        self.start_button = self.header.add_action(tr("Group mode…"), Kind.PRIMARY, icon="lock")
        self.start_button.clicked.connect(self.start_front)
        self.teams = TeamList()
        self.teams.chosen.connect(self._on_team)
        self.teams.started.connect(self.start_front)
        self.preview = PreviewPart()
        self.preview.taken.connect(self._on_taken)
        self.preview.cancelled.connect(self._on_not_taken)
        self.choices = ChoicesPart()
        self.choices.chosen.connect(self._on_chosen)
        self.team_part = QWidget()
        self.team_body = column(self.team_part, spacing=12)
        self.side = QStackedWidget()
        for part in (self.team_part, self.preview, self.choices):
            self.side.addWidget(part)
        work = QWidget()
        line = row(work, spacing=20)
        line.addWidget(self.teams, 2)
        line.addWidget(self.side, 5)
        self.empty = EmptyState(
            "users-round", tr("No groups yet"),
            tr("Groups work here, or on laptops of their own, once they are made."),
        )  # fmt: skip
        self.empty.offer(tr("Make groups"), icon="group").clicked.connect(self._to_groups)
        self.whole = QStackedWidget()
        self.whole.addWidget(work)
        self.whole.addWidget(self.empty)
        self.content.addWidget(self.whole, 1)

    def _to_groups(self) -> None:
        self.context.shell.go_to("groups")

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self._returned = None
        super().open(document)

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        groups = self.document.query(queries.group_teams)
        roles = self.document.query(queries.role_teams)
        self._hand_ins: tuple[HandInRow, ...] = self.document.query(queries.hand_ins)
        self._choices: tuple[ChoiceRow, ...] = self.document.query(queries.choices)
        self.teams.show_teams((*groups, *roles), self._hand_ins)
        self.whole.setCurrentIndex(0 if groups else 1)
        can = bool(groups) and not self.document.read_only
        self.start_button.setVisible(can)
        self.take_button.setVisible(can)
        n = len(self._choices)
        self.choices_badge.show_text(
            trn("{n} text to choose", "{n} texts to choose", n) if n else ""
        )
        self.choices.show_choices(self._choices)
        self._show_team(self.teams.front)
        if self._returned is None:
            self.side.setCurrentWidget(self.choices if self._choices else self.team_part)

    def _on_team(self, team: TeamRow | None) -> None:
        self._returned = None
        self._show_team(team)
        self.side.setCurrentWidget(self.team_part)

    def _show_team(self, team: TeamRow | None) -> None:
        clear(self.team_body)
        if team is None:
            return
        self.team_body.addWidget(PlainLabel(team_title(team), "subtitle", wrap=True))
        self.team_body.addWidget(PlainLabel(", ".join(team.members), "body", "text2", wrap=True))
        self.team_body.addWidget(self._files(team))
        self.team_body.addWidget(self._handed_in(team))
        self.team_body.addStretch(1)

    def _files(self, team: TeamRow) -> QWidget:
        panel = Panel(tr("A laptop of their own"))
        said = tr("The file holds this team's work and what it needs to read, and nothing of anybody "
                  "else. The team opens it with this app and brings it back on a stick.")  # fmt: skip
        panel.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        give = Button(tr("Hand out a file…"), icon="upload")
        give.clicked.connect(partial(self.hand_out, team))
        give.setEnabled(not self.document.read_only)
        line = row()
        line.addWidget(give)
        line.addStretch(1)
        panel.body.addLayout(line)
        for entry in self.document.query(queries.hand_overs, team.team)[:6]:
            words = tr("{when} handed out {file}") if entry.given else tr("{when} taken in {file}")
            when = entry.at.astimezone().strftime("%a %H:%M")
            text = words.replace("{when}", when).replace("{file}", entry.file_name)
            panel.body.addWidget(PlainLabel(text, "caption", "text3"))
        return panel

    def _handed_in(self, team: TeamRow) -> QWidget:
        panel = Panel(tr("Handed in"))
        mine = [entry for entry in self._hand_ins if entry.team == team.team]
        if not mine:
            panel.body.addWidget(PlainLabel(tr("Nothing yet."), "body", "text2"))
        for entry in mine:
            when = entry.at.astimezone().strftime("%a %H:%M")
            said = tr("{task}: {state}, version {n} of {when}", task=task_title(entry.task),
                      state=state_words(entry), n=entry.number, when=when)  # fmt: skip
            panel.body.addWidget(PlainLabel(said, "body_medium", wrap=True))
            if entry.comment:
                panel.body.addWidget(PlainLabel(entry.comment, "body", "text2", wrap=True))
            line = row(spacing=8)
            for title, act in self._decisions(entry):
                button = Button(title, size="compact")
                button.clicked.connect(act)
                line.addWidget(button)
            line.addStretch(1)
            panel.body.addLayout(line)
        return panel

    def _decisions(self, entry: HandInRow) -> list[tuple[str, partial[None]]]:
        if self.document.read_only:
            return []
        accept = (tr("Accept"), partial(self._decide, entry, HandInState.ACCEPTED))
        reopen = (tr("Reopen"), partial(self._decide, entry, HandInState.REOPENED))
        back = (tr("Send back…"), partial(self._ask_comment, entry))
        if entry.state is HandInState.HANDED_IN:
            return [accept, back, reopen]
        return [back, reopen] if entry.state is HandInState.ACCEPTED else []

    def _decide(self, entry: HandInRow, state: HandInState, comment: str = "") -> None:
        self.do(DecideHandIn(entry.team, entry.task, state, comment), tell=True)

    def _ask_comment(self, entry: HandInRow) -> None:
        dialog = AskComment(self.window())
        dialog.given.connect(lambda text: self._decide(entry, HandInState.SENT_BACK, text))
        dialog.open()

    # Group mode -------------------------------------------------------------------------------------

    def start_front(self) -> None:
        """Ask for minutes (and the PIN at first use), then start group mode for the team in front."""
        team = self.teams.front
        if team is None or self.document.read_only:
            return
        needs_pin = not self.context.settings.group_pin
        dialog = StartGroupMode(team_title(team), needs_pin=needs_pin, parent=self.window())
        dialog.wanted.connect(partial(self._start, team))
        dialog.open()

    def _start(self, team: TeamRow, minutes: int, new_pin: str) -> None:
        if new_pin:
            self.context.settings.group_pin = new_pin
        self.context.shell.start_group_mode(team.team, minutes)

    # Files ------------------------------------------------------------------------------------------

    def hand_out(self, team: TeamRow) -> None:
        """Ask for a passphrase and a place, then write the team's file."""
        dialog = AskPassphrase(new=True, parent=self.window())
        dialog.given.connect(partial(self._ask_place, team))
        dialog.open()

    def _ask_place(self, team: TeamRow, secret: str) -> None:
        start = self.paper_path(f"{slug(team_title(team))}{SUFFIX}")
        kinds = f"{tr('Group work')} (*{SUFFIX})"
        self.context.files.to_save(
            self.window(), tr("Hand out a file"), kinds, start, partial(self._write, team, secret)
        )

    def _write(self, team: TeamRow, secret: str, path: Path) -> None:
        if not self.do(GiveGroupWork(team.team, path.name)) and self.message.isVisible():
            return
        workspace = self.document.workspace
        try:
            out = self.document.query(queries.handed_out, team.team)
            groupwork_file.write(path, groupwork_file.make(workspace.programme_id, out, secret))
            workspace.note_export(tr("Group work of one team"))
        except EnvironmentProblem as problem:
            self.message.tell("danger", str(problem))
        else:
            said = tr("{name} is written and was read back. It may go out now.")
            self.message.tell("ok", said.replace("{name}", path.name))

    def choose_file(self) -> None:
        """Ask for a returned file and show what it brings."""
        kinds = f"{tr('Group work')} (*{SUFFIX});;{tr('All files')} (*)"
        path = self.document.path
        start = path.parent if path else documents_folder()
        self.context.files.to_open(
            self.window(), tr("Take group work in"), kinds, start, self.show_file
        )

    def show_file(self, path: Path, secret: str = "") -> None:
        """Read a returned file and show what it brings; nothing is changed yet."""
        try:
            if not secret and groupwork_file.is_sealed(path):
                dialog = AskPassphrase(new=False, parent=self.window())
                dialog.given.connect(partial(self.show_file, path))
                dialog.open()
                return
            returned = groupwork_file.read(path, secret)
            if returned.programme_id != self.document.workspace.programme_id:
                raise EnvironmentProblem("groupwork-other-programme", path=path)
            found = self.document.query(queries.take_preview, returned.team, returned.work)
        except FacilitatorError as problem:
            self.message.tell("danger", str(problem))
            return
        self.message.dismiss()
        self._returned, self._name = returned, path.name
        self.preview.show_preview(found, path.name)
        self.side.setCurrentWidget(self.preview)
        self.preview.take.setFocus()

    def _on_taken(self) -> None:
        returned, self._returned = self._returned, None
        if returned is None:
            return
        self.do(TakeGroupWork(returned.team, returned.work, self._name), tell=True)
        self.refresh(None)

    def _on_not_taken(self) -> None:
        self._returned = None
        self.side.setCurrentWidget(self.choices if self._choices else self.team_part)

    def _on_chosen(self, found: ChoiceRow, value: object) -> None:
        self.do(ChooseText(found.team, found.place, found.field, value), tell=True)


PAGE = GroupWorkPage
