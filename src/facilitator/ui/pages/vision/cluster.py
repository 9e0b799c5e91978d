"""Cluster and vote: statements under themes on the board, dots in secret, the cut-off line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from facilitator.application.commands.vision import (
    AddStatements,
    AddTheme,
    DeleteStatement,
    DeleteTheme,
    EditStatement,
    MergeStatement,
    MergeTheme,
    MoveStatement,
    RenameTheme,
)  # fmt: skip
from facilitator.application.queries import vision as queries
from facilitator.application.rows.vision import StatementRow, VisionClusterRow
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.vision.dot_vote import DotVotePanel
from facilitator.ui.pages.vision.part import Part, buttons
from facilitator.ui.widgets.board.board import CardBoard
from facilitator.ui.widgets.board.content import BoardCard, BoardColumn
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import row

TONES = ("lecture", "group", "case", "negotiation", "reflection", "plenary")


class ClusterPart(Part):
    """The board above, themes and the vote below."""

    def build(self) -> None:
        self.board = CardBoard(tr("Board of statements"))
        self.board.setMinimumHeight(330)
        self.body.addWidget(self.board, 1)
        line = row(spacing=16)
        line.addWidget(self._themes(), 2)
        self.vote = DotVotePanel(self)
        line.addWidget(self.vote, 3)
        self.body.addLayout(line)
        self._connect()

    def _connect(self) -> None:
        board = self.board
        board.move_wished.connect(self._on_move)
        board.merge_wished.connect(self._on_merge)
        board.add_wished.connect(self._on_add)
        board.edit_wished.connect(self._on_edit)
        board.menu_wished.connect(self._on_menu)
        board.delete_wished.connect(self._on_delete)
        board.rename_wished.connect(self._on_rename)

    def _themes(self) -> QWidget:
        self.panel = Panel(tr("Themes"))
        self.name = QLineEdit()
        self.name_field = FormField(tr("New theme"), self.name, tr("Enter adds it"))
        self.name.returnPressed.connect(self._on_add_theme)
        self.panel.body.addWidget(self.name_field)
        self.theme = combo()
        self.panel.body.addWidget(FormField(tr("Theme"), self.theme))
        self.into = combo()
        self.panel.body.addWidget(FormField(tr("Under"), self.into))
        self.rename = Button(tr("Rename"), icon="pencil")
        self.merge = Button(tr("Merge themes"), icon="combine")
        self.apart = Button(tr("Take apart"))
        self.remove = Button(tr("Delete theme"))
        self.rename.clicked.connect(self._on_rename_chosen)
        self.merge.clicked.connect(self._on_merge_themes)
        self.apart.clicked.connect(self._on_apart)
        self.remove.clicked.connect(self._on_remove)
        self.panel.body.addLayout(buttons(self.rename, self.merge, self.apart, self.remove))
        return self.panel

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        self.statements: tuple[StatementRow, ...] = self.page.document.query(queries.statements)
        voting = self.vision is not None and self.vision.vote.is_open
        may = self.can_work
        self.board.can_merge = not voting
        self.board.show_columns(self._columns(), editable=may, can_add=may and not voting)
        themes = [(theme.name, theme.id) for theme in self.clusters]
        fill(self.theme, themes)
        fill(self.into, themes)
        for control in (self.name_field, self.rename, self.merge, self.remove):
            control.setEnabled(may and not voting)
        self.apart.setEnabled(may and not voting and any(theme.merged for theme in self.clusters))
        self.vote.show_vision(self.vision)

    @property
    def clusters(self) -> tuple[VisionClusterRow, ...]:
        """The themes that stand on the board."""
        return self.vision.clusters if self.vision else ()

    def _columns(self) -> list[BoardColumn]:
        columns = [BoardColumn("", tr("Without a theme"), self._cards(None), icon="sticky-note")]
        top = {key: theme.id for theme in self.clusters for key, _ in theme.merged}
        shown = self.vision is not None and self.vision.vote.held
        for number, theme in enumerate(self.clusters):
            summary = trn("{n} dot", "{n} dots", theme.dots) if shown else ""
            if shown and theme.above_cut:
                summary = tr("{dots}, above the line", dots=summary)
            merged = [key for key, into in top.items() if into == theme.id]
            columns.append(BoardColumn(
                str(theme.id), theme.name, self._cards(theme.id, *merged),
                TONES[number % len(TONES)], "", summary, renamable=True,
            ))  # fmt: skip
        return columns

    def _cards(self, *themes: UUID | None) -> tuple[BoardCard, ...]:
        return tuple(
            BoardCard(row.id, row.text, originals=len(row.originals))
            for row in self.statements if row.cluster_id in themes
        )  # fmt: skip

    def start(self) -> QWidget | None:
        return self.name

    # Acts on statements ---------------------------------------------------------------------------

    def _do(self, command: Any, *, tell: bool = True) -> bool:
        done = self.page.do(command, tell=tell)
        if done:
            self.page.refresh(None)
        return done

    def _on_move(self, key: UUID, column: str) -> None:
        self._do(MoveStatement(key, UUID(column) if column else None), tell=False)

    def _on_merge(self, key: UUID, into: UUID) -> None:
        self._do(MergeStatement(key, into))

    def _on_add(self, column: str, text: str) -> None:
        if self._do(AddStatements((text,), "", UUID(column) if column else None), tell=False):
            self.board.entry_taken(column)

    def _on_delete(self, key: UUID) -> None:
        self._do(DeleteStatement(key))

    def _statement(self, key: UUID) -> StatementRow | None:
        return next((row for row in self.statements if row.id == key), None)

    def _on_edit(self, key: UUID) -> None:
        found = self._statement(key)
        if found is None:
            return
        self._ask(tr("Edit a statement"), tr("Statement"), found.text,
                  lambda text: self._do(EditStatement(key, text)))  # fmt: skip

    def _ask(self, title: str, label: str, text: str, act: Callable[[str], object]) -> None:
        """Ask for one line; what is confirmed unchanged does nothing."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(lambda said: act(said) if said.strip() != text else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_menu(self, key: UUID, place: QPoint) -> None:
        """Places to move to, cards to merge with, and merged ones to take out again."""
        found = self._statement(key)
        if found is None or not self.can_edit:
            return
        menu = QMenu(self)
        moving = menu.addMenu(tr("Move to"))
        moving.addAction(tr("Without a theme"), partial(self._on_move, key, ""))
        for theme in self.clusters:
            moving.addAction(
                theme.name.replace("&", "&&"), partial(self._on_move, key, str(theme.id))
            )
        if self.board.can_merge:
            merging = menu.addMenu(tr("Merge into"))
            for other in self.statements:
                if other.id != key and other.cluster_id == found.cluster_id:
                    merging.addAction(
                        other.text[:60].replace("&", "&&"),
                        partial(self._on_merge, key, other.id),
                    )
            for original, text in found.originals:
                menu.addAction(
                    tr("Take out “{text}”", text=text[:40]).replace("&", "&&"),
                    partial(self._do, MergeStatement(original, None)),
                )
        menu.popup(place)

    # Acts on themes -------------------------------------------------------------------------------

    def _on_add_theme(self) -> None:
        if self.page.do(AddTheme(self.name.text()), field=self.name_field):
            self.name.clear()
            self.page.refresh(None)

    def _on_rename(self, column: str) -> None:
        if column:
            self._rename(UUID(column))

    def _on_rename_chosen(self) -> None:
        key = self.theme.currentData()
        if isinstance(key, UUID):
            self._rename(key)

    def _rename(self, key: UUID) -> None:
        theme = next((theme for theme in self.clusters if theme.id == key), None)
        if theme is None:
            return
        self._ask(tr("Rename a theme"), tr("Name"), theme.name,
                  lambda text: self._do(RenameTheme(key, text)))  # fmt: skip

    def _on_merge_themes(self) -> None:
        one, other = self.theme.currentData(), self.into.currentData()
        if isinstance(one, UUID) and isinstance(other, UUID) and one != other:
            self._do(MergeTheme(one, other))

    def _on_apart(self) -> None:
        """Take the themes under the chosen one, or under any, out again: the last one first."""
        chosen = self.theme.currentData()
        themes = sorted(self.clusters, key=lambda theme: theme.id != chosen)
        merged = next((theme.merged[-1][0] for theme in themes if theme.merged), None)
        if merged is not None:
            self._do(MergeTheme(merged, None))

    def _on_remove(self) -> None:
        key = self.theme.currentData()
        if isinstance(key, UUID):
            self._do(DeleteTheme(key))
