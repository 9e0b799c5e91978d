"""The board of cards: keys, mouse and quick entry wish the same acts."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.ui.widgets.board.board import CardBoard
from facilitator.ui.widgets.board.content import BoardCard, BoardColumn

pytestmark = pytest.mark.usefixtures("app")


def columns(*counts: int) -> list[BoardColumn]:
    return [
        BoardColumn(f"c{n}", f"Column {n}", tuple(
            BoardCard(uuid4(), f"Idea {k} of column {n}", "Structural", votes=k) for k in range(count)
        ))
        for n, count in enumerate(counts)
    ]  # fmt: skip


@pytest.fixture
def board(qtbot: QtBot) -> CardBoard:
    made = CardBoard("Board")
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_columns(columns(3, 0, 2))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    return made


def key(board: CardBoard, *keys: Qt.Key, alt: bool = False) -> None:
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    for one in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, one, modifier)


def test_arrows_go_from_card_to_card_and_skip_empty_columns(board: CardBoard) -> None:
    key(board, Qt.Key.Key_Down, Qt.Key.Key_Right)
    current = board.current()
    assert current is not None
    assert current.text == "Idea 1 of column 2"


def test_the_board_is_one_tab_stop(board: CardBoard) -> None:
    stops = [w for c in board.columns for w in c.cards
             if w.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert len(stops) == 1


def test_alt_arrow_moves_to_the_next_column_even_an_empty_one(
    board: CardBoard, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(board.move_wished) as wish:
        key(board, Qt.Key.Key_Right, alt=True)
    assert wish.args == [board.columns[0].cards[0].card.key, "c1"]


def test_quick_entry_stays_for_the_next_card_until_it_is_taken(
    board: CardBoard, qtbot: QtBot
) -> None:
    key(board, Qt.Key.Key_N)
    entry = board.columns[0].entry
    assert entry.hasFocus()
    QTest.keyClicks(entry, "Wells dry up")
    with qtbot.waitSignal(board.add_wished) as wish:
        key(board, Qt.Key.Key_Return)
    assert wish.args == ["c0", "Wells dry up"]
    assert entry.text() == "Wells dry up"  # a refused text is not lost
    board.entry_taken("c0")
    assert entry.text() == ""
    QTest.keyClicks(entry, "Half")
    key(board, Qt.Key.Key_Right, alt=True)
    assert board.columns[1].entry.text() == "Half"
    key(board, Qt.Key.Key_Escape)
    assert board.columns[0].cards[0].hasFocus()


def test_a_card_dropped_on_a_card_is_merged_and_on_a_column_moved(
    board: CardBoard, qtbot: QtBot
) -> None:
    first, other = board.columns[0].cards[0], board.columns[2].cards[1]

    def drag_to(target: QPoint) -> None:
        QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        QTest.mouseMove(first, QPoint(40, 40))
        QTest.mouseMove(first, target)
        QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=target)

    with qtbot.waitSignal(board.merge_wished) as merged:
        drag_to(first.mapFrom(board.ground, other.mapTo(board.ground, other.rect().center())))
    assert merged.args == [first.card.key, other.card.key]
    empty = board.columns[1]
    with qtbot.waitSignal(board.move_wished) as moved:
        drag_to(first.mapFrom(board.ground, empty.mapTo(board.ground, empty.rect().center())))
    assert moved.args == [first.card.key, "c1"]
    assert board.dragging is None


def test_read_only_wishes_nothing_but_the_menu(board: CardBoard, qtbot: QtBot) -> None:
    board.show_columns([made.content for made in board.columns], editable=False)
    board.take_focus()
    with qtbot.assertNotEmitted(board.move_wished), qtbot.assertNotEmitted(board.delete_wished):
        key(board, Qt.Key.Key_Right, alt=True)
        key(board, Qt.Key.Key_Delete)
    with qtbot.waitSignal(board.menu_wished):
        key(board, Qt.Key.Key_Return)


def test_the_cursor_stays_on_its_card_when_others_change(board: CardBoard) -> None:
    key(board, Qt.Key.Key_Down)
    kept = board.current()
    assert kept is not None
    shown = [made.content for made in board.columns]
    first = shown[0]
    moved = [BoardColumn("c0", first.title, first.cards[::2]),
             BoardColumn("c1", "Column 1", (kept,)), shown[2]]  # fmt: skip
    board.show_columns(moved)
    assert board.current() == kept
    assert board.columns[1].cards[0].hasFocus()
