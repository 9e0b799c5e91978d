"""The wall of names on the room's screen: the scene and nothing else."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from facilitator.application.commands.groups import PutGroup
from facilitator.ui.app.controller import Controller
from facilitator.ui.projector.wall import WallGroup, WallScene, pictures
from facilitator.ui.widgets.room_screen import RoomScreen


def room(kept_sample: Controller) -> tuple[Any, RoomScreen]:
    kept_sample.go_to("groups")
    page = kept_sample.page("groups")
    QTest.mouseClick(page.room_button, Qt.MouseButton.LeftButton)
    screen = kept_sample.projector.screen_window
    assert isinstance(screen, RoomScreen)
    assert screen.isVisible()
    return page, screen


def painted(screen: RoomScreen) -> int:
    image = screen.grab().toImage()
    ground = image.pixel(1, 1)
    return sum(
        image.pixel(x, y) != ground
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_the_room_sees_the_wall_and_no_control(kept_sample: Controller) -> None:
    page, screen = room(kept_sample)
    assert screen.findChildren(QWidget) == []
    assert painted(screen) > 1000
    assert "Escape" in kept_sample.window.alarm.text
    assert "Lotus" in screen.accessibleDescription()
    assert "Take away" in page.room_button.label
    QTest.mouseClick(page.room_button, Qt.MouseButton.LeftButton)
    assert not kept_sample.projector.is_live


def test_it_follows_changes_blanks_and_closes_by_key(kept_sample: Controller) -> None:
    page, screen = room(kept_sample)
    group = page.grouping.groups[0]
    kept_sample.document.execute(PutGroup("A", "Renamed", "", group.id))
    QTest.qWait(50)
    assert "Renamed" in screen.accessibleDescription()
    QTest.keyClick(screen, Qt.Key.Key_B)
    assert painted(screen) == 0
    QTest.keyClick(screen, Qt.Key.Key_B)
    assert painted(screen) > 1000
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert not kept_sample.projector.is_live
    assert "On the room" in page.room_button.label


def test_it_goes_with_the_programme(kept_sample: Controller) -> None:
    room(kept_sample)
    kept_sample.close_programme()
    assert not kept_sample.projector.is_live
    assert kept_sample.projector.scene is None


def test_people_in_no_group_yet_make_one_empty_picture() -> None:
    assert pictures(WallScene("Groups", ())) == (WallScene("Groups", ()),)


def test_names_that_would_be_too_small_come_in_several_pictures(kept_sample: Controller) -> None:
    groups = tuple(
        WallGroup(str(n), f"Group {n}", "", tuple(f"Person {n}-{p}" for p in range(6)))
        for n in range(20)
    )
    parts = pictures(WallScene("Groups", groups))
    assert len(parts) > 1
    assert tuple(group for part in parts for group in part.groups) == groups
    assert parts[0].part == f"1 of {len(parts)}"
    small = pictures(WallScene("Groups", groups[:5]))
    assert small == (WallScene("Groups", groups[:5]),)
