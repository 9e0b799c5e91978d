"""A table of many rows: told once of a change, it keeps cursor and selection all the same."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.ui.models.rows import MANY, Column, RowModel
from facilitator.ui.widgets.tables import Table


@dataclass(frozen=True)
class Line:
    key: int
    text: str = "same"


COUNT = 2 * MANY
COLUMNS = (
    Column[Line]("key", "Key", lambda line: f"{line.key:05}"),
    Column[Line]("text", "Text", lambda line: line.text),
)


@pytest.fixture
def table(app: QApplication, qtbot: QtBot) -> Table:
    model: RowModel[Line] = RowModel(COLUMNS, key=lambda line: line.key)
    model.set_rows([Line(n) for n in range(COUNT)])
    made = Table("Lines")
    made.show_model(model)
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def test_cursor_and_selection_stay_on_their_rows(table: Table) -> None:
    model = table.row_model()
    flags = QItemSelectionModel.SelectionFlag
    for key in (100, 101, 700):
        table.selectionModel().select(model.index_of(key), flags.Select | flags.Rows)
    table.selectionModel().setCurrentIndex(model.index_of(700, 1), flags.NoUpdate)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.set_filter(lambda line: line.key % 2 == 0)
    assert len(model.rows) == MANY
    assert table.selected_keys() == [100, 700]
    assert (model.rows[table.currentIndex().row()].key, table.currentIndex().column()) == (700, 1)
    assert table.visualRect(table.currentIndex()).intersects(table.viewport().rect())
    model.set_filter(None)
    assert table.selected_keys() == [100, 700]
    assert len(resets) == 2  # and not a thousand times


def test_a_row_that_is_filtered_away_leaves_no_cursor(table: Table) -> None:
    model = table.row_model()
    table.choose(701)
    model.set_filter(lambda line: line.key % 2 == 0)
    assert not table.currentIndex().isValid()
    assert table.selected_keys() == []


def test_changed_values_reset_nothing(table: Table) -> None:
    model = table.row_model()
    table.choose(5)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.modelReset.connect(lambda: changed.append(-1))
    model.set_rows([Line(n, "other" if n == 7 else "same") for n in range(COUNT)])
    assert changed == [7]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.rows[0].key == COUNT - 1
    assert table.selected_keys() == [5]
