"""The palette finds every act, every person and every agenda item by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.ui.app.controller import Controller
from facilitator.ui.app.palette import ACT, PERSON, Entry, find, match


def entry(title: str, kind: str = ACT) -> Entry:
    return Entry(title, "", "play", lambda: None, kind)


@pytest.mark.parametrize(
    ("query", "text", "letters"),
    [
        ("vote", "Close vote on root causes", (6, 7, 8, 9)),
        ("VOTE", "Close vote", (6, 7, 8, 9)),
        ("cert go", "Go to Certificates", (0, 1, 6, 7, 8, 9)),
        ("nguyen", "Nguyễn Thị Lan", (0, 1, 2, 3, 4, 5)),
        ("gtc", "Go to Certificates", (0, 3, 6)),
        ("ວັນ", "ສະບາຍດີ ວັນ", (8, 9, 10)),
    ],
)
def test_match_finds_letters(query: str, text: str, letters: tuple[int, ...]) -> None:
    found = match(query, text)
    assert found is not None
    assert found[1] == letters


@pytest.mark.parametrize(("query", "text"), [("xyz", "Go to Agenda"), ("aq", "Agenda"), ("cert", "Welcome reception"),
                                             ("q", "Agenda")])  # fmt: skip
def test_match_refuses(query: str, text: str) -> None:
    assert match(query, text) is None


def test_words_that_begin_come_first() -> None:
    entries = [entry("Unvoted"), entry("Close the vote"), entry("Vote now")]
    assert [hit.entry.title for hit in find("vote", entries)] == [
        "Vote now", "Close the vote", "Unvoted"]  # fmt: skip


def test_signs_choose_kinds() -> None:
    entries = [entry("Print"), entry("Prin Somchai", PERSON)]
    assert [hit.entry.title for hit in find("@prin", entries)] == ["Prin Somchai"]
    assert [hit.entry.title for hit in find(">prin", entries)] == ["Print"]
    assert len(find("prin", entries)) == 2


def test_every_act_that_can_be_done_is_found(with_sample: Controller) -> None:
    palette = with_sample.window.palette_overlay
    for action in with_sample.actions.all():
        if action.id == "palette" or not action.enabled():
            continue
        palette.open_with(f">{action.title}")
        assert action.title in [hit.entry.title for hit in palette.hits], action.id
    palette.close_palette()


def test_keyboard_finds_a_person_and_shows_the_page(with_sample: Controller) -> None:
    palette = with_sample.window.palette_overlay
    assert with_sample.summary is not None
    person = with_sample.summary.people[4]
    QTest.keyClick(with_sample.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette.isVisible()
    QTest.keyClicks(palette._field, f"@{person.certificate_name}")
    assert palette.hits[0].entry.title == person.certificate_name
    QTest.keyClick(palette._field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert with_sample.window.pages.front is with_sample.page("participants")


def test_arrows_choose_and_escape_gives_the_focus_back(with_sample: Controller) -> None:
    item = with_sample.window.navigation.item("programme")
    with_sample.window.activateWindow()
    item.setFocus()
    palette = with_sample.window.palette_overlay
    palette.open_with("go to")
    QTest.keyClick(palette._field, Qt.Key.Key_Down)
    assert palette._list.currentIndex().row() == 1
    QTest.keyClick(palette._field, Qt.Key.Key_Up)
    QTest.keyClick(palette._field, Qt.Key.Key_Up)
    assert palette._list.currentIndex().row() == len(palette.hits) - 1
    QTest.keyClick(palette._field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert item.hasFocus()


def test_certificates_are_three_inputs_away(with_sample: Controller) -> None:
    palette = with_sample.window.palette_overlay
    palette.open_with("")
    QTest.keyClicks(palette._field, "cert")
    titles = [hit.entry.title for hit in palette.hits]
    assert any("ertificate" in title for title in titles[:2])


def test_nothing_found_says_so(with_sample: Controller) -> None:
    palette = with_sample.window.palette_overlay
    palette.open_with("zzzzqqq")
    assert palette.hits == []
    assert palette._none.isVisible()
    palette.close_palette()


class Repainted(QObject):
    """Notes which part of a widget is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_a_shorter_list_leaves_no_shadow_behind(with_sample: Controller) -> None:
    palette = with_sample.window.palette_overlay
    palette.open_with("")
    for _ in range(3):
        QApplication.processEvents()
    before = palette._box.height()
    painted = Repainted()
    palette.installEventFilter(painted)
    palette._field.setText("zzzzqqq")
    QApplication.processEvents()
    assert palette._box.height() < before
    assert painted.region == QRegion(palette.rect())
    palette.removeEventFilter(painted)
    palette.close_palette()
