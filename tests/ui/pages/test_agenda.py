"""The Agenda page with the sample week in a real file, by real key and mouse events."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.look import cut_off, outside_parent
from tests.ui.pages.conftest import empty

from facilitator.application.commands.agenda import (
    AddDay,
    DeleteAgendaItem,
    EditAgendaItem,
    MoveAgendaItem,
)  # fmt: skip
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import clock, minute_of, overlaps
from facilitator.support.i18n import set_language
from facilitator.support.settings import Settings
from facilitator.ui.app.controller import Controller, show_theme
from facilitator.ui.pages.agenda.block import Block
from facilitator.ui.pages.agenda.page import AgendaPage
from facilitator.ui.widgets.toast import Toast

Key, Held = Qt.Key, Qt.KeyboardModifier
NOTHING = Held.NoModifier
POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform has no window manager that could raise a popup, and says so."""
TIMELINE, DEBRIEF, TALK = "Timeline in two columns", "Debrief 2", "Resource person 2"


@pytest.fixture
def page(agenda_page: AgendaPage) -> AgendaPage:
    """The Agenda page in front, its window active."""
    return agenda_page


def stored(page: AgendaPage, start_of_title: str) -> AgendaItemRow:
    """The item as it stands in the file."""
    rows = page.document.query(the_agenda).items
    return next(row for row in rows if row.title.startswith(start_of_title))


def day_number(page: AgendaPage, row: AgendaItemRow) -> int:
    return next(day.number for day in page.agenda.days if day.id == row.day_id)


def block(page: AgendaPage, start_of_title: str) -> Block:
    return page.grid.block(stored(page, start_of_title).id)


def pick(page: AgendaPage, start_of_title: str) -> Block:
    """Bring an item into the middle of the view and click it; the click also inspects it."""
    found = block(page, start_of_title)
    bar, high = page.grid.area.verticalScrollBar(), page.grid.area.viewport().height()
    bar.setValue(found.geometry().center().y() - high // 2)
    QApplication.processEvents()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, NOTHING, found.rect().center())
    QApplication.processEvents()
    return found


def press(key: Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def focused_title() -> str:
    focus = QApplication.focusWidget()
    assert isinstance(focus, Block), focus
    return focus.item.title


def toast(page: AgendaPage) -> str:
    (found,) = page.window().findChildren(Toast)
    return found.text if found.isVisible() else ""


def type_into(page: AgendaPage, name: str, text: str) -> QWidget:
    """Put a text into a field of the inspector as a user does, and leave the field."""
    control = page.inspector.controls[name]
    control.setFocus()
    QTest.keyClick(control, Key.Key_A, Held.ControlModifier)
    if text:
        QTest.keyClicks(control, text)
    else:
        QTest.keyClick(control, Key.Key_Delete)
    QTest.keyClick(control, Key.Key_Tab)
    QApplication.processEvents()
    return control


def drag(page: AgendaPage, found: Block, begin: QPoint, to_global: QPoint, *, drop: bool = True) -> None:
    """Press at `begin` (of the block), move in steps to a global point, let go there."""
    start = found.mapToGlobal(begin)
    QTest.mousePress(found, Qt.MouseButton.LeftButton, NOTHING, begin)
    for step in range(1, 9):
        at = start + (to_global - start) * step / 8
        QTest.mouseMove(found, found.mapFromGlobal(at))
        QApplication.processEvents()
    if drop:
        at = found.mapFromGlobal(to_global)
        QTest.mouseRelease(found, Qt.MouseButton.LeftButton, NOTHING, at)
        QApplication.processEvents()


def make_clash(page: AgendaPage) -> None:
    """Two talks of one person in one room at the same time."""
    talk, debrief = stored(page, TALK), stored(page, DEBRIEF)
    page.document.execute(MoveAgendaItem(talk.id, talk.title, talk.day_id, debrief.start))
    page.document.execute(EditAgendaItem(talk.id, {"lead_id": debrief.lead_id}))
    QApplication.processEvents()


# What it shows -----------------------------------------------------------------------------------


def test_every_item_is_a_named_button_in_the_column_of_its_day(page: AgendaPage) -> None:
    blocks = page.grid.blocks
    assert len(blocks) == 73
    for found in blocks:
        face = QAccessible.queryAccessibleInterface(found)
        assert face.role() == QAccessible.Role.Button
        name = face.text(QAccessible.Text.Name)
        row = found.item
        assert name.startswith(row.title)
        assert clock(row.start) in name
        assert clock(row.end) in name
        assert row.lead in name
        day = next(day for day in page.agenda.days if day.id == row.day_id)
        column = found.parentWidget()
        assert column is not None
        assert day.title in column.accessibleName()


def test_blocks_stand_where_their_times_say(page: AgendaPage) -> None:
    for found in page.grid.blocks:
        for other in page.grid.blocks:
            if found is not other and found.parentWidget() is other.parentWidget():
                assert not found.geometry().intersects(other.geometry())
    early, late = block(page, "Recap by a participant"), block(page, TIMELINE)
    minutes = late.item.start - early.item.start
    assert (late.y() - early.y()) / minutes == pytest.approx(1.6, abs=0.02)


def test_a_quarter_of_an_hour_is_large_enough_and_its_title_is_written(page: AgendaPage) -> None:
    quarters = [found for found in page.grid.blocks if found.item.minutes == 15]
    assert quarters
    for found in quarters:
        assert found.height() + 2 >= 24  # the two pixels are the gap to the next target
        assert found.shown_lines[0]
    for found in page.grid.blocks:
        assert found.height() >= 14
        assert found.shown_lines[0]


def test_titles_break_between_words_only(page: AgendaPage) -> None:
    for found in page.grid.blocks:
        words = found.item.title.split()
        lines = found.shown_lines
        together = " ".join(lines)
        for word in words[:2]:
            assert word in together or len(lines) == 1


def test_the_grid_is_one_tab_stop(page: AgendaPage) -> None:
    by_tab = [found for found in page.grid.blocks
              if found.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert len(by_tab) == 1
    pick(page, TIMELINE)
    by_tab = [found for found in page.grid.blocks
              if found.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert [found.item.title for found in by_tab] == [stored(page, TIMELINE).title]


def test_peoples_words_are_data_in_tooltips(page: AgendaPage) -> None:
    row = stored(page, TIMELINE)
    page.document.execute(EditAgendaItem(row.id, {"title": "A & B <b>bold</b>"}))
    QApplication.processEvents()
    found = page.grid.block(row.id)
    assert "&lt;b&gt;bold&lt;/b&gt;" in found.toolTip()
    assert "A & B <b>bold</b>" in found.accessibleName()


# Arrow keys ---------------------------------------------------------------------------------------


def test_arrows_move_between_blocks_by_where_they_stand(page: AgendaPage) -> None:
    pick(page, TIMELINE)  # Tuesday 14:30 to 15:15
    press(Key.Key_Up)
    assert focused_title().startswith("Group work 2")
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert focused_title() == "Break"
    press(Key.Key_Up)
    press(Key.Key_Right)  # Wednesday at 14:30
    assert focused_title().startswith("Break (facilitators")
    press(Key.Key_Left)
    press(Key.Key_Left)  # Monday at 14:30
    assert focused_title().startswith("Debrief 1")
    press(Key.Key_Left)
    assert focused_title().startswith("Debrief 1")
    press(Key.Key_Home)
    assert focused_title().startswith("Registration")
    press(Key.Key_End)
    assert focused_title() == "Welcome reception"
    bar = page.grid.area.verticalScrollBar()
    assert bar.value() > 300  # the view followed


def test_right_to_left_turns_left_and_right_round(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    window = page.window()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    press(Key.Key_Left)
    assert focused_title().startswith("Break (facilitators")
    columns = [found.parentWidget().x() for found in page.grid.blocks]  # type: ignore[union-attr]
    assert columns == sorted(columns, reverse=True)
    window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_enter_opens_the_inspector_and_escape_comes_back(page: AgendaPage) -> None:
    page.grid.blocks[0].setFocus()
    press(Key.Key_Down)
    title = focused_title()
    assert not page.inspector.isVisible()
    press(Key.Key_Return)
    assert page.inspector.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == title
    press(Key.Key_Escape)
    assert not page.inspector.isVisible()
    assert focused_title() == title


def test_escape_in_the_grid_closes_the_inspector_and_keeps_the_place(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    assert page.inspector.isVisible()
    press(Key.Key_Escape)
    assert not page.inspector.isVisible()
    assert focused_title().startswith(TIMELINE)


def test_undoing_what_was_added_leaves_the_focus_in_the_grid(page: AgendaPage) -> None:
    page.add_main()
    QApplication.processEvents()
    assert page.inspector.isVisible()
    page.document.undo()
    QApplication.processEvents()
    assert not page.inspector.isVisible()
    assert page.grid.has_focus


# Moving and resizing by keyboard ------------------------------------------------------------------


def test_alt_and_arrows_move_and_undo_brings_back(page: AgendaPage) -> None:
    before = stored(page, TIMELINE)
    pick(page, TIMELINE)
    for _ in range(3):  # three presses without a pause: each counts
        press(Key.Key_Down, Held.AltModifier)
    assert stored(page, TIMELINE).start == before.start + 45
    press(Key.Key_Up, Held.AltModifier)
    assert stored(page, TIMELINE).start == before.start + 30
    assert "15:00" in toast(page)
    press(Key.Key_Right, Held.AltModifier)
    assert day_number(page, stored(page, TIMELINE)) == 3
    assert focused_title() == before.title
    assert block(page, TIMELINE).is_selected
    for _ in range(5):
        press(Key.Key_Z, Held.ControlModifier)
    assert stored(page, TIMELINE) == before
    assert block(page, TIMELINE).item == before


def test_a_move_stops_at_the_edges_of_the_week(page: AgendaPage) -> None:
    pick(page, "Registration")
    before = stored(page, "Registration")
    press(Key.Key_Left, Held.AltModifier)
    assert stored(page, "Registration") == before
    assert not page.document.can_undo


def test_shift_alt_and_arrows_resize(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    press(Key.Key_Down, Held.AltModifier | Held.ShiftModifier)
    assert stored(page, TIMELINE).minutes == 50
    assert "50" in toast(page)
    press(Key.Key_Up, Held.AltModifier | Held.ShiftModifier)
    press(Key.Key_Up, Held.AltModifier | Held.ShiftModifier)
    assert stored(page, TIMELINE).minutes == 40


# Moving and resizing by mouse ---------------------------------------------------------------------


def test_dragging_moves_to_another_day_and_time(page: AgendaPage) -> None:
    found = pick(page, TIMELINE)
    target = block(page, "Drafting team")  # a block of Thursday
    column = target.parentWidget()
    assert column is not None
    begin = found.rect().center()
    aim = QPoint(column.mapToGlobal(QPoint(column.width() // 2, 0)).x(),
                 found.mapToGlobal(begin).y() + 65)  # fmt: skip
    drag(page, found, begin, aim)
    moved = stored(page, TIMELINE)
    assert day_number(page, moved) == 4
    assert moved.start == minute_of("15:10")  # 65 px at 1.6 px a minute, on the grid of five
    assert moved.minutes == 45
    assert block(page, TIMELINE).parentWidget() is column
    assert "15:10" in toast(page)
    press(Key.Key_Z, Held.ControlModifier)
    assert day_number(page, stored(page, TIMELINE)) == 2


def test_dragging_to_the_edge_scrolls_and_the_item_follows_the_mouse(page: AgendaPage) -> None:
    found = block(page, TIMELINE)
    view, bar = page.grid.area.viewport(), page.grid.area.verticalScrollBar()
    bar.setValue(bar.minimum())
    begin = QPoint(found.width() // 2, 8)
    page.grid.area.ensureVisible(0, found.y() + 60)
    QApplication.processEvents()
    before = bar.value()
    start = found.mapToGlobal(begin)
    bottom = QPoint(start.x(), view.mapToGlobal(QPoint(0, view.height() - 4)).y())
    drag(page, found, begin, bottom, drop=False)
    for _ in range(5):  # trembling at the edge scrolls on
        for shift in (-1, 1):
            QTest.mouseMove(found, found.mapFromGlobal(bottom + QPoint(shift, 0)))
            QApplication.processEvents()
    scrolled = bar.value() - before
    assert scrolled > 0
    QTest.mouseRelease(found, Qt.MouseButton.LeftButton, NOTHING, found.mapFromGlobal(bottom))
    QApplication.processEvents()
    minutes = stored(page, TIMELINE).start - minute_of("14:30")
    assert minutes == pytest.approx((bottom.y() - start.y() + scrolled) / 1.6, abs=18)


def test_a_press_scrolls_nothing(page: AgendaPage) -> None:
    found = block(page, TIMELINE)
    bar = page.grid.area.verticalScrollBar()
    bar.setValue(found.y() - page.grid.area.viewport().height() + 30)  # its upper edge alone
    QApplication.processEvents()
    before = bar.value()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, NOTHING, QPoint(20, 12))
    QApplication.processEvents()
    assert bar.value() == before


def test_a_successful_move_takes_the_wrong_time_away(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    control = type_into(page, "start", "25:99")
    found = block(page, TIMELINE)
    found.setFocus()
    press(Key.Key_Down, Held.AltModifier)
    assert isinstance(control, QLineEdit)
    assert control.text() == "14:45"
    assert not page.inspector.fields["start"].error


def test_a_small_tremble_is_a_click_and_moves_nothing(page: AgendaPage) -> None:
    found = block(page, "Speed exchange")
    begin = found.rect().center()
    drag(page, found, begin, found.mapToGlobal(begin + QPoint(2, 2)))
    assert not page.document.can_undo
    assert page.inspector.isVisible()


def test_escape_cancels_a_drag(page: AgendaPage) -> None:
    found = pick(page, TIMELINE)
    before = stored(page, TIMELINE)
    begin = found.rect().center()
    drag(page, found, begin, found.mapToGlobal(begin + QPoint(0, 60)), drop=False)
    assert page.grid.is_dragging
    press(Key.Key_Escape)
    assert not page.grid.is_dragging
    QTest.mouseMove(found, begin + QPoint(0, 90))
    QTest.mouseRelease(found, Qt.MouseButton.LeftButton, NOTHING, begin + QPoint(0, 90))
    QApplication.processEvents()
    assert not page.grid.is_dragging
    assert stored(page, TIMELINE) == before
    assert not page.document.can_undo


def test_dragging_the_lower_edge_makes_longer_and_the_upper_one_starts_earlier(
    page: AgendaPage,
) -> None:
    found = pick(page, TIMELINE)
    edge = QPoint(found.width() // 2, found.height() - 2)
    drag(page, found, edge, found.mapToGlobal(edge + QPoint(0, 24)))
    longer = stored(page, TIMELINE)
    assert (longer.start, longer.minutes) == (minute_of("14:30"), 60)
    found = block(page, TIMELINE)
    edge = QPoint(found.width() // 2, 1)
    drag(page, found, edge, found.mapToGlobal(edge - QPoint(0, 32)))
    earlier = stored(page, TIMELINE)
    assert (earlier.start, earlier.minutes) == (minute_of("14:10"), 80)
    press(Key.Key_Z, Held.ControlModifier)
    assert stored(page, TIMELINE).start == minute_of("14:30")


# The inspector ------------------------------------------------------------------------------------


def test_a_field_is_stored_when_it_is_left(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    type_into(page, "title", "Timeline in three columns")
    assert stored(page, "Timeline in three").title == "Timeline in three columns"
    assert block(page, "Timeline in three").shown_lines[0].startswith("Timeline in")
    type_into(page, "private_notes", "Ask the archive first.")
    assert stored(page, "Timeline in three").private_notes == "Ask the archive first."
    type_into(page, "end", "15.30")
    assert stored(page, "Timeline in three").minutes == 60
    minutes = page.inspector.controls["minutes"]
    assert isinstance(minutes, QLineEdit)
    assert minutes.text() == "60"
    type_into(page, "start", "1445")
    assert stored(page, "Timeline in three").start == minute_of("14:45")
    assert "14:45" in toast(page)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("start", "25:99", "is not a time"), ("end", "half past", "is not a time"),
     ("end", "13:00", "less than zero"), ("minutes", "soon", "as a number"),
     ("minutes", "2000", "inside its day"), ("title", "", "cannot be empty"),
     ("floor", "-5", "shortest useful length")],
)  # fmt: skip
def test_what_cannot_be_is_said_under_the_field_and_stays_there(
    page: AgendaPage, name: str, text: str, words: str
) -> None:
    before = stored(page, TIMELINE)
    pick(page, TIMELINE)
    control = type_into(page, name, text)
    field = page.inspector.fields[name]
    assert words in field.error
    assert field.message.isVisible()
    assert isinstance(control, QLineEdit)
    assert control.text() == text
    assert stored(page, TIMELINE) == before
    pick(page, "Gallery walk")
    assert not field.error
    pick(page, TIMELINE)
    assert control.text() == text  # nothing lost while another item was looked at
    assert words in field.error
    good = {"title": before.title}.get(name, {"start": "14:35", "end": "15:20"}.get(name, "30"))
    type_into(page, name, good)
    assert not field.error


def test_escape_in_a_field_takes_back_what_was_typed(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    control = page.inspector.controls["title"]
    assert isinstance(control, QLineEdit)
    control.setFocus()
    QTest.keyClicks(control, "xyz")
    press(Key.Key_Escape)
    assert control.text() == stored(page, TIMELINE).title
    assert page.inspector.isVisible()
    assert not page.document.can_undo


def test_room_lead_day_and_type_are_chosen(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    for name, wanted in (("room_id", "Library room"), ("lead_id", "Mateus Adarna"),
                         ("day_id", "Thursday 7 November"), ("type", "Workshop")):  # fmt: skip
        combo = page.inspector.controls[name]
        combo.setFocus()
        place = combo.findText(wanted)  # type: ignore[attr-defined]
        assert place >= 0, wanted
        steps = place - combo.currentIndex()  # type: ignore[attr-defined]
        for _ in range(abs(steps)):
            press(Key.Key_Down if steps > 0 else Key.Key_Up)
        press(Key.Key_Tab)
    row = stored(page, TIMELINE)
    assert (row.room, row.lead, row.type.value) == ("Library room", "Mateus Adarna", "workshop")
    assert day_number(page, row) == 4
    page.inspector.ui.anchored.click()
    QApplication.processEvents()
    assert stored(page, TIMELINE).anchored


def test_what_is_being_typed_survives_a_change_elsewhere(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    control = page.inspector.controls["objective"]
    control.setFocus()
    QTest.keyClicks(control, "Half a sen")
    other = stored(page, "Gallery walk")
    page.document.execute(MoveAgendaItem(other.id, other.title, other.day_id, other.start + 5))
    QApplication.processEvents()
    assert "Half a sen" in control.toPlainText()  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is control


# Adding, copying, deleting ------------------------------------------------------------------------


def test_delete_goes_on_to_the_next_and_undo_brings_back(page: AgendaPage) -> None:
    before = page.document.query(the_agenda)
    pick(page, TIMELINE)
    press(Key.Key_Escape) if page.inspector.isAncestorOf(QApplication.focusWidget()) else None
    press(Key.Key_Delete)
    assert len(page.grid.blocks) == 72
    assert "Timeline" in toast(page)
    assert focused_title() == "Break"
    press(Key.Key_Z, Held.ControlModifier)
    assert page.document.query(the_agenda) == before
    assert len(page.grid.blocks) == 73


def test_ctrl_n_adds_after_the_chosen_item_and_takes_the_title(page: AgendaPage) -> None:
    chosen = stored(page, "Buffer")  # Monday, 17:15 to 17:25
    page.grid.choose(chosen.id, focus=True)
    page._on_chosen(chosen.id)
    press(Key.Key_N, Held.ControlModifier)
    focus = QApplication.focusWidget()
    assert focus is page.inspector.controls["title"]
    QTest.keyClicks(focus, "Tea for the team")
    QTest.keyClick(focus, Key.Key_Return)
    QApplication.processEvents()
    added = stored(page, "Tea for the team")
    assert (added.day_id, added.start, added.minutes) == (chosen.day_id, minute_of("17:25"), 45)


def test_a_press_on_the_empty_ground_chooses_where_to_add(page: AgendaPage) -> None:
    column = block(page, TIMELINE).parentWidget()
    assert column is not None
    y = round(block(page, TIMELINE).y() + (minute_of("18:10") - minute_of("14:30")) * 1.6)
    QTest.mouseClick(column, Qt.MouseButton.LeftButton, NOTHING, QPoint(40, y))
    assert page.grid.slot is not None
    press_on = page.window()
    QTest.keyClick(press_on, Key.Key_N, Held.ControlModifier)
    QApplication.processEvents()
    added = stored(page, "New session")
    assert (day_number(page, added), added.start) == (2, minute_of("18:00"))


def test_copying_puts_the_twin_after_it(page: AgendaPage) -> None:
    pick(page, "Drafting team")
    twin_of = stored(page, "Drafting team")
    page.inspector._copy.click()
    QApplication.processEvents()
    twins = [row for row in page.document.query(the_agenda).items if row.title == twin_of.title]
    assert [row.start for row in twins] == [twin_of.start, twin_of.end]
    assert twins[1].private_notes == twin_of.private_notes


def test_a_copy_takes_no_place_that_is_taken(page: AgendaPage) -> None:
    """Something follows the first debrief at once: the twin goes where it clashes with nothing."""
    pick(page, "Debrief 1")
    page.inspector._copy.click()
    QApplication.processEvents()
    first, twin = (row for row in page.document.query(the_agenda).items
                   if row.title.startswith("Debrief 1"))  # fmt: skip
    assert twin.start > first.end
    assert twin.day_id == first.day_id
    assert not page._clashes
    assert page.grid.block(twin.id).visibleRegion().boundingRect().height() > 0


@POPUP
def test_the_context_menu_does_every_act(page: AgendaPage) -> None:
    found = pick(page, TIMELINE)
    before = stored(page, TIMELINE)
    page.grid.menu_wanted.emit(found.item.id, found.mapToGlobal(QPoint(5, 5)))
    menu = page.findChild(QMenu)
    assert isinstance(menu, QMenu)
    later = next(a for a in menu.actions() if a.text().startswith("Later"))
    later.trigger()
    QApplication.processEvents()
    assert stored(page, TIMELINE).start == before.start + 15
    longer = next(a for a in menu.actions() if a.text().startswith("Longer"))
    longer.trigger()
    assert stored(page, TIMELINE).minutes == before.minutes + 5
    menu.close()


# Clashes ------------------------------------------------------------------------------------------


def test_a_clash_is_counted_marked_explained_and_fixed(page: AgendaPage) -> None:
    assert not page.clash_button.isVisible()
    make_clash(page)
    assert page.clash_button.text() == "1 clash"
    marked = {found.item.title[:9] for found in page.grid.blocks if found.is_clashing}
    assert marked == {"Debrief 2", "Resource "}
    assert "clashes with" in block(page, TALK).accessibleName()
    message = page.inspector.clash
    for other in ("Resource person 2", "Debrief 2"):  # each press goes on to the next of the two
        page.clash_button.click()
        QApplication.processEvents()
        assert message.isVisible()
        assert other in message.text
    fix = next(b for b in message.findChildren(QWidget) if b.accessibleName() == "Move to 16:15")
    QTest.mouseClick(fix, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert stored(page, TALK).start == minute_of("16:15")
    assert not page.clash_button.isVisible()
    assert not message.isVisible()
    assert not any(found.is_clashing for found in page.grid.blocks)


@POPUP
def test_the_other_fix_goes_to_the_field(page: AgendaPage) -> None:
    make_clash(page)
    QTest.keyClick(page.window(), Key.Key_F8)
    QApplication.processEvents()
    fix = next(b for b in page.inspector.clash.findChildren(QWidget)
               if b.accessibleName() == "Change lead")  # fmt: skip
    QTest.mouseClick(fix, Qt.MouseButton.LeftButton)
    combo = page.inspector.controls["lead_id"]
    assert combo.hasFocus() or combo.view().isVisible()  # type: ignore[attr-defined]
    combo.hidePopup()  # type: ignore[attr-defined]


def test_overlapping_items_stand_side_by_side_in_a_wider_day(page: AgendaPage) -> None:
    make_clash(page)
    talk, debrief = block(page, TALK), block(page, DEBRIEF)
    assert not talk.geometry().intersects(debrief.geometry())
    assert talk.parentWidget() is debrief.parentWidget()
    other = block(page, TIMELINE).parentWidget()
    assert talk.parentWidget().width() / other.width() == pytest.approx(1.55, abs=0.03)  # type: ignore[union-attr]


def test_on_a_small_screen_every_day_stays_in_sight_beside_the_inspector(page: AgendaPage) -> None:
    page.window().resize(1366, 768)
    make_clash(page)
    pick(page, TALK)
    assert page.inspector.isVisible()
    area = page.grid.area
    assert area.horizontalScrollBar().maximum() == 0
    columns = [c for c in page.grid._columns if c.isVisible()]
    assert len(columns) == 5
    for column in columns:
        right = column.mapTo(area.viewport(), column.rect().topRight()).x()
        assert right < area.viewport().width()
    crowded = block(page, TALK).parentWidget()
    assert crowded is not None
    assert crowded.width() / columns[0].width() == pytest.approx(1.2, abs=0.03)


def test_two_sessions_for_everybody_clash_in_different_rooms(page: AgendaPage) -> None:
    first = stored(page, TIMELINE)
    rooms = [room.id for room in page.agenda.rooms if room.id != first.room_id]
    page._add_at(first.day_id, first.start)
    added = stored(page, "New session")
    page.document.execute(EditAgendaItem(added.id, {"room_id": rooms[0], "mode": "plenary"}))
    QApplication.processEvents()
    assert page.clash_button.isVisible()
    assert "Everybody is in" in page.inspector.clash.text
    assert first.title in page.inspector.clash.text
    buttons = {b.accessibleName() for b in page.inspector.clash.findChildren(QWidget)}
    assert not buttons & {"Choose a room", "Change room"}


def test_a_session_is_added_in_the_next_free_time(page: AgendaPage) -> None:
    """After the first item of a full day: not on the one that follows, but where there is room."""
    first = stored(page, TIMELINE)
    page._choose(first.id, focus=True)
    page.add_main()
    QApplication.processEvents()
    added = stored(page, "New session")
    assert added.day_id == first.day_id
    assert added.start > first.end
    assert added.minutes == 45
    others = [row for row in page.agenda.items_of(added.day_id) if row.id != added.id]
    assert not any(overlaps(added, other) for other in others)
    assert not page.clash_button.isVisible()


# List and day --------------------------------------------------------------------------------------


def test_the_list_says_all_that_the_grid_shows(page: AgendaPage) -> None:
    by_grid = [
        (row.title, f"{clock(row.start)}–{clock(row.end)}", str(row.minutes), row.lead, row.room)
        for row in (found.item for found in page.grid.blocks)
    ]
    page.show_view("list")
    model = page.table.model()
    columns = {page.table.lines.columns[n].name: n for n in range(model.columnCount())}
    wanted = ("title", "time", "minutes", "lead", "room")
    by_list = [
        tuple(model.index(row, columns[name]).data() for name in wanted)
        for row in range(model.rowCount())
    ]
    assert by_list == by_grid
    assert page.table.isVisible()
    page._choose(stored(page, TIMELINE).id, focus=True)
    page.inspector.open_drawer()
    page.window().resize(1280, 720)
    QApplication.processEvents()
    assert page.table.horizontalScrollBar().maximum() == 0


def test_the_list_moves_deletes_and_opens_by_keyboard(page: AgendaPage) -> None:
    page.show_view("list")
    row = stored(page, TIMELINE)
    page.table.setFocus()
    page.table.choose(row.id)
    press(Key.Key_Down, Held.AltModifier)
    assert stored(page, TIMELINE).start == row.start + 15
    press(Key.Key_Right, Held.AltModifier)
    assert day_number(page, stored(page, TIMELINE)) == 3
    press(Key.Key_Down, Held.AltModifier | Held.ShiftModifier)
    assert stored(page, TIMELINE).minutes == row.minutes + 5
    assert page.table.selected_keys() == [row.id]
    press(Key.Key_Return)
    assert page.inspector.isVisible()
    press(Key.Key_Escape)
    assert page.table.hasFocus()
    press(Key.Key_Delete)
    assert page.table.model().rowCount() == 72


def test_the_view_of_one_day_shows_that_day_and_walks_to_the_next(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    page.show_view("day")
    assert {day_number(page, found.item) for found in page.grid.blocks} == {2}
    assert block(page, TIMELINE).is_selected
    found = block(page, TIMELINE)
    found.setFocus()
    press(Key.Key_Right)
    assert {day_number(page, found.item) for found in page.grid.blocks} == {3}
    page.before.click()
    page.before.click()
    assert {day_number(page, found.item) for found in page.grid.blocks} == {1}
    assert not page.before.isEnabled()
    assert page.after.isEnabled()


def test_choice_and_scroll_survive_a_change_elsewhere(page: AgendaPage) -> None:
    pick(page, TIMELINE)
    bar = page.grid.area.verticalScrollBar()
    bar.setValue(333)
    other = stored(page, "Gallery walk")
    page.document.execute(DeleteAgendaItem(other.id, other.title))
    QApplication.processEvents()
    assert bar.value() == 333
    assert block(page, TIMELINE).is_selected
    assert len(page.grid.blocks) == 72


def test_zoom_keeps_the_middle(page: AgendaPage) -> None:
    found = block(page, TIMELINE)
    height = found.height()
    page.grid.larger.click()
    QApplication.processEvents()
    assert found.height() > height * 1.2
    page.grid.smaller.click()
    QApplication.processEvents()
    assert found.height() == height
    assert not page.grid.smaller.isEnabled()


def test_ctrl_and_wheel_zoom_and_the_wheel_alone_is_left_to_scroll(page: AgendaPage) -> None:
    found = block(page, TIMELINE)
    height = found.height()
    turn(page, 120, Held.ControlModifier)
    assert found.height() > height
    turn(page, -120, Held.ControlModifier)
    assert found.height() == height
    assert not turn(page, -120, NOTHING)  # left to the scroll area
    assert found.height() == height


def turn(page: AgendaPage, angle: int, held: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over the ground of the grid; returns whether the grid took it."""
    target = page.grid.area.widget()
    at = QPointF(200, 200)
    event = QWheelEvent(at, QPointF(target.mapToGlobal(at.toPoint())), QPoint(0, 0),
                        QPoint(0, angle), Qt.MouseButton.NoButton, held,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(target, event)
    QApplication.processEvents()
    return event.isAccepted()


def test_scripts_that_need_more_height_stay_inside_their_block(page: AgendaPage) -> None:
    for name, title in ((TIMELINE, "ယုံကြည်မှုတည်ဆောက်ခြင်း"), ("Recap by", "ယုံကြည်မှု"),
                        ("Gallery walk", "ការកសាងទំនុកចិត្ត")):  # fmt: skip
        row = stored(page, name)
        page.document.execute(EditAgendaItem(row.id, {"title": title}))
        QApplication.processEvents()
        found = page.grid.block(row.id)
        text = found._texts()
        needed = text.title.height + sum(part.height for part in text.rest)
        slack = 0 if text.middle else 4
        assert needed + slack <= found.height() + 3, title


# Today ----------------------------------------------------------------------------------------------


def test_now_is_marked_and_the_clock_runs_only_while_the_page_is_seen(
    own_page: AgendaPage, with_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = own_page
    assert page.grid.gutter.now is None  # the sample week is over
    assert not page._minute.isActive()
    monkeypatch.setenv("FACILITATOR_NOW", "2024-11-06T14:22:00")
    page.refresh(None)
    QApplication.processEvents()
    assert page.grid.gutter.now == minute_of("14:22")
    assert page._minute.isActive()
    running = block(page, "Exercise 2: second round")
    assert running._face is not None
    assert running._face.elapsed == pytest.approx(52 / 60)
    assert block(page, TIMELINE)._face.passed  # type: ignore[union-attr]
    assert not block(page, DEBRIEF)._face.passed  # type: ignore[union-attr]
    with_sample.go_to("participants")
    assert not page._minute.isActive()


# Other files -----------------------------------------------------------------------------------------


def test_a_programme_without_items_offers_the_first_one(page: AgendaPage) -> None:
    empty(page)
    assert not page.add_button.isVisible()
    QTest.mouseClick(page._add_first, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    row = stored(page, "New session")
    assert (day_number(page, row), row.start) == (1, minute_of("09:00"))
    assert page.grid.isVisible()
    assert QApplication.focusWidget() is page.inspector.controls["title"]


def test_ten_days_scroll_sideways_and_keep_their_heads(page: AgendaPage) -> None:
    for _ in range(7):
        page.document.execute(AddDay("More"))
    QApplication.processEvents()
    bar = page.grid.area.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    for column, head in zip(page.grid._columns, page.grid._heads, strict=True):
        assert head.mapToGlobal(QPoint(0, 0)).x() == column.mapToGlobal(QPoint(0, 0)).x()
        assert head.width() == column.width()


def test_read_only_can_be_read_and_changes_nothing(
    shell: Controller, sample_path: Path, qtbot: QtBot
) -> None:
    assert shell.open_programme(sample_path, read_only=True)
    shell.go_to("agenda")
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    page = shell.page("agenda")
    assert isinstance(page, AgendaPage)
    QApplication.processEvents()
    before, said = page.document.query(the_agenda), page.window().alarm.text  # type: ignore[attr-defined]
    assert not page.add_button.isEnabled()
    assert "read" in page.add_button.toolTip()
    found = pick(page, TIMELINE)
    assert page.inspector.isVisible()
    assert page.inspector._reason.isVisible()
    title = page.inspector.controls["title"]
    assert isinstance(title, QLineEdit)
    assert title.isReadOnly()
    assert not page.inspector.controls["room_id"].isEnabled()
    found.setFocus()
    press(Key.Key_Down, Held.AltModifier)
    press(Key.Key_Delete)
    begin = found.rect().center()
    drag(page, found, begin, found.mapToGlobal(begin + QPoint(0, 60)))
    QTest.keyClick(page.window(), Key.Key_N, Held.ControlModifier)
    QApplication.processEvents()
    assert page.document.query(the_agenda) == before
    assert page.window().alarm.text == said  # type: ignore[attr-defined]
    assert not page.message.isVisible()


# Printing ---------------------------------------------------------------------------------------------


def test_ctrl_p_writes_the_agenda(
    page: AgendaPage, answers: object, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "agenda.pdf"
    answers.answer = target  # type: ignore[attr-defined]
    press_on = page.window()
    QTest.keyClick(press_on, Key.Key_P, Held.ControlModifier)
    qtbot.waitUntil(lambda: "agenda.pdf" in toast(page), timeout=15000)
    assert target.read_bytes().startswith(b"%PDF")
    assert page.export_button.isEnabled()


def test_a_target_that_cannot_be_written_is_said_on_the_page(
    page: AgendaPage, answers: object, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.answer = tmp_path / "no-folder" / "agenda.pdf"  # type: ignore[attr-defined]
    page.print_out()
    qtbot.waitUntil(page.message.isVisible, timeout=15000)
    assert "agenda.pdf" in page.message.text or "no-folder" in page.message.text
    assert page.export_button.isEnabled()


# Sizes, themes, languages --------------------------------------------------------------------------


def test_under_1180_pixels_the_inspector_lies_over_the_grid(
    own_page: AgendaPage, with_sample: Controller
) -> None:
    page = own_page
    pick(page, TIMELINE)
    beside = page.grid.width()
    with_sample.window.resize(1160, 720)
    QApplication.processEvents()
    assert page.inspector.isVisible()
    assert page.grid.geometry().right() > page.inspector.x()
    with_sample.window.resize(1440, 900)
    QApplication.processEvents()
    assert page.grid.width() == beside


def test_larger_text_makes_blocks_higher(own_page: AgendaPage, with_sample: Controller) -> None:
    page = own_page
    found = block(page, TIMELINE)
    height = found.height()
    show_theme(with_sample.app, Settings(theme="dark", text_scale=150))
    QApplication.processEvents()
    assert found.height() == pytest.approx(height * 1.5, abs=3)
    assert found.grab().size() != QSize(0, 0)


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_nothing_is_cut_off_beside_the_inspector(
    with_sample: Controller, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    with_sample._renew_window()
    with_sample.window.resize(*size)
    with_sample.go_to("agenda")
    page = with_sample.page("agenda")
    assert isinstance(page, AgendaPage)
    make_clash(page)
    page.show_next_clash()
    QApplication.processEvents()
    assert page.inspector.isVisible()
    assert cut_off(page) == []
    assert outside_parent(page) == []
    page.show_view("list")
    QApplication.processEvents()
    assert cut_off(page) == []


def test_the_pseudo_language_reaches_every_word(with_sample: Controller) -> None:
    set_language("pseudo")
    with_sample._renew_window()
    with_sample.go_to("agenda")
    QApplication.processEvents()
    page = with_sample.page("agenda")
    assert isinstance(page, AgendaPage)
    assert page.views._buttons["week"].label.startswith("[")
    assert page.add_button.label.startswith("[")
    assert page.inspector.ui.title_label.text().startswith("[")
