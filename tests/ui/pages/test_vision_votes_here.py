"""The votes of the Common Vision at this laptop, by keyboard alone: one person after another behind a
cover, only the PIN leads out, the result shown at once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tests.ui.look import cut_off, describe, shown, tab_stops

from facilitator.application.commands.vision import OpenDotVote
from facilitator.application.commands.vision_adoption import (
    BeginNewVersion,
    ChooseAdoptionRule,
    OpenPoll,
)
from facilitator.application.commands.vision_text import FreezeRevision, MoveVisionTo
from facilitator.application.queries import vision as queries
from facilitator.application.rows.vision import VisionRow
from facilitator.domain.dot_vote import VoteRules
from facilitator.domain.vision import AdoptionRule, Scale, VisionState
from facilitator.domain.vision.adoption import SETS
from facilitator.support import pin
from facilitator.support.settings import VISION_DOTS, VISION_POLL
from facilitator.ui.app.controller import Controller
from facilitator.ui.groupmode.ballot_window import BallotWindow
from facilitator.ui.groupmode.ballots import DotBallot, MarkBallot
from facilitator.ui.groupmode.pin_dialogs import AskKeptPin
from facilitator.ui.pages.vision.page import VisionPage
from facilitator.ui.pages.vision.words import rule_sentence
from facilitator.ui.widgets.labels import PlainLabel

PIN = "2468"
DAY = date(2024, 11, 8)
K = Qt.Key


@pytest.fixture
def page(kept_sample: Controller) -> VisionPage:
    kept_sample.document.execute(BeginNewVersion())
    kept_sample.settings.group_pin = pin.hashed(PIN)
    kept_sample.go_to("vision")
    QApplication.processEvents()
    made = kept_sample.page("vision")
    assert isinstance(made, VisionPage)
    return made


def the_vision(page: VisionPage) -> VisionRow:
    row: VisionRow = page.document.query(queries.the_vision)
    return row


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QApplication.processEvents()


def reach(wanted: QWidget) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        press(K.Key_Tab)
    raise AssertionError(f"Tab never reaches {describe(wanted)}")


def type_pin() -> None:
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit), line and describe(line)
    QTest.keyClicks(line, PIN)
    press(K.Key_Return)


def voting(page: VisionPage, button: QWidget) -> BallotWindow:
    """The vote at this laptop, begun with the facilitator's PIN."""
    button.setFocus()
    press(K.Key_Space)
    assert page.sitting.window is None, "the PIN is asked for first"
    dialog = page.window().findChild(AskKeptPin)
    assert isinstance(dialog, AskKeptPin)
    type_pin()
    return window_of(page)


def window_of(page: VisionPage) -> BallotWindow:
    window = page.sitting.window
    assert isinstance(window, BallotWindow)
    assert not page.window().isVisible()
    assert window.isFullScreen()
    QApplication.processEvents()
    return window


def leave(page: VisionPage, window: BallotWindow) -> None:
    """Only the PIN leads out."""
    reach(window.panel.end_button)
    press(K.Key_Space)
    assert window.isVisible()
    type_pin()
    assert page.sitting.window is None
    assert page.window().isVisible()


def words_on(window: QWidget) -> str:
    return "\n".join(label.text() for label in shown(window) if isinstance(label, PlainLabel))


def open_dots(page: VisionPage, present: int) -> None:
    page.document.execute(OpenDotVote(VoteRules(2), present))
    page.show_part("cluster")
    QApplication.processEvents()


def open_poll(page: VisionPage, present: int) -> None:
    page.document.execute(FreezeRevision(DAY))
    page.document.execute(MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    page.document.execute(OpenPoll(present))
    page.show_part("adopt")
    QApplication.processEvents()


def test_dots_one_person_after_another(page: VisionPage) -> None:
    open_dots(page, 2)
    vote, themes = page.cluster.vote, [theme.id for theme in the_vision(page).clusters]
    window = voting(page, vote.here)
    ballot = window.panel
    assert isinstance(ballot, DotBallot)
    for choice in (themes[:2], themes[1:3]):
        assert not any(theme.name in words_on(window) for theme in the_vision(page).clusters)
        press(K.Key_Space)  # the cover's one button has the focus
        for key in choice:
            reach(ballot.lines[key].more)
            press(K.Key_Space)
        reach(ballot.lines[themes[4]].more)
        press(K.Key_Space)  # a third dot where there are two
        assert "All 2 dots are used" in ballot.left.text()
        assert [ballot.dots.get(key, 0) for key in themes[:5]].count(1) == 2
        reach(ballot.cast_button)
        press(K.Key_Space)
        assert (ballot.dots, ballot.lines) == ({}, {}), "nothing is kept on the screen"
    press(K.Key_Space)
    reach(ballot.cast_button)
    press(K.Key_Space)  # a third ballot from two people
    assert "3" in ballot.left.text()
    window._idle.timeout.emit()  # left there: forgotten
    leave(page, window)
    assert all(theme.dots == 0 for theme in the_vision(page).clusters)
    assert QApplication.focusWidget() is vote.close_vote
    press(K.Key_Space)
    counted = {theme.id: (theme.dots, theme.voters) for theme in the_vision(page).clusters}
    assert [counted[key] for key in themes[:4]] == [(1, 1), (2, 2), (1, 1), (0, 0)]
    assert the_vision(page).vote.voters == 2
    QApplication.processEvents()  # labels made by the count are placed
    assert "2 dots" in words_on(vote), "shown at once"


@pytest.mark.parametrize("scale", Scale)
def test_marks_one_person_after_another(page: VisionPage, scale: Scale) -> None:
    page.document.execute(
        ChooseAdoptionRule(AdoptionRule.CONSENSUS_WITH_RESERVATIONS, scale, fallback_agreed=False)
    )
    open_poll(page, 7)
    first, points = SETS[scale].first, SETS[scale].points
    adopt = page.adopt
    window = voting(page, adopt.here)
    ballot = window.panel
    assert isinstance(ballot, MarkBallot)
    for steps in range(7):
        assert "Block" not in words_on(window).splitlines()
        assert rule_sentence(the_vision(page).rule) in words_on(window), "what a block does"
        assert the_vision(page).title in words_on(window), "what is asked"
        press(K.Key_Space)
        assert ballot.answer is None, "no mark is proposed"
        focus = QApplication.focusWidget()
        reach(ballot.cast_button)
        press(K.Key_Space)
        assert "Choose a mark" in ballot.left.text()
        assert focus is not None
        focus.setFocus()
        press(*[K.Key_Down] * (steps % 2), K.Key_Space)
        assert ballot.answer == first + steps % 2
        assert str(ballot.answer) in ballot.left.text(), "not by colour alone"
        reach(ballot.cast_button)
        press(K.Key_Space)
        assert ballot.options is None, "nothing is kept on the screen"
    assert the_vision(page).poll is None
    leave(page, window)
    assert QApplication.focusWidget() is adopt.close_poll
    press(K.Key_Space)
    poll = the_vision(page).poll
    assert poll is not None
    assert poll.counts == (4, 3, *[0] * (points - 2))
    assert "7 of 7 took part" in words_on(adopt), "shown at once"


@pytest.mark.parametrize("vote", [VISION_DOTS, VISION_POLL])
def test_whole_and_named_in_large_text_and_back_after_a_crash(
    page: VisionPage, kept_sample: Controller, vote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_dots if vote == VISION_DOTS else open_poll)(page, 20)
    kept_sample.go_to("help")
    page.context.settings.kiosk = [str(page.document.path), vote]
    page.context.settings.text_scale = 150
    page.context.shell.apply_settings()
    with monkeypatch.context() as patch:
        patch.setattr(kept_sample, "open_programme", lambda _path: True)  # it is open already
        assert kept_sample.resume_kiosk()
    window = window_of(page)
    window.showNormal()
    window.resize(1024, 640)
    QApplication.processEvents()
    for step in (window.panel.begin_ballot, window.panel.show_cover, window.ask_to_leave):
        step()
        QApplication.processEvents()
        assert cut_off(window) == []
        assert [describe(w) for w in tab_stops(window) if not w.accessibleName()] == []
    window.leave()
    assert page.context.settings.kiosk == []
