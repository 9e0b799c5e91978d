"""What the parts of the page share: the exercise they show, and ways to ask the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.application.rows.negotiation import ExerciseRow, TableRow
from facilitator.ui.app import theme
from facilitator.ui.pages import base
from facilitator.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(base.Part):
    """One part of the page."""

    exercise: ExerciseRow | None = None

    @property
    def row(self) -> ExerciseRow:
        """The exercise shown; only called where there is one."""
        if self.exercise is None:
            raise RuntimeError("no exercise is shown")
        return self.exercise

    def show_exercise(self, row: ExerciseRow) -> None:
        """Show this exercise."""
        self.exercise = row
        self.update_part()

    def update_part(self) -> None:
        """Read again what is shown."""

    def conceal(self) -> None:
        """Hide what only one role may read; called whenever the part or the page is left."""


def widths(table: Table, *columns: int) -> None:
    """Widths of the columns at 100 % text size; the last one takes the rest."""
    for number, width in enumerate(columns):
        table.setColumnWidth(number, theme.px(width))


def letters_of(tables: Sequence[TableRow]) -> list[tuple[str, object]]:
    """Tables as choices."""
    return [(table.letter, table.id) for table in tables]
