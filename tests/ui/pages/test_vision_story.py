"""From gathering to the signature page, by keyboard alone, on the sample week."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers
from tests.ui.look import describe

from facilitator.application.commands.vision_adoption import BeginNewVersion
from facilitator.application.queries import vision as queries
from facilitator.application.queries import vision_work
from facilitator.domain.vision import VisionState
from facilitator.domain.vision.signing import SignOn
from facilitator.support.errors import RuleViolation
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.vision.page import VisionPage
from facilitator.ui.pages.vision.words import rule_sentence

K = Qt.Key


class Hands:
    """Only keys, sent to whatever has the focus."""

    def __init__(self, controller: Controller) -> None:
        self.window = controller.window
        self.page = controller.page("vision")
        assert isinstance(self.page, VisionPage)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def reach(self, wanted: QWidget) -> None:
        """Tab on until the control has the focus."""
        target = wanted.focusProxy() or wanted
        for _ in range(250):
            focus = QApplication.focusWidget()
            if focus is target or (focus is not None and target.isAncestorOf(focus)):
                return
            QTest.keyClick(focus or self.window, K.Key_Tab)
        raise AssertionError(f"Tab never reaches {describe(wanted)}")

    def press(self, button: QWidget) -> None:
        self.reach(button)
        self.key(K.Key_Space)

    def tab(self, key: str) -> None:
        """Go to a step by the arrows of the step strip."""
        self.reach(self.page.tabs)
        for _ in range(7):
            if self.page.tabs.key == key:
                return
            self.key(K.Key_Right)
        raise AssertionError(key)

    def pick(self, box: QWidget, row: int) -> None:
        """Choose in a list of choices by the arrows."""
        self.reach(box)
        for _ in range(row - box.currentIndex()):  # type: ignore[attr-defined]
            self.key(K.Key_Down)
        for _ in range(box.currentIndex() - row):  # type: ignore[attr-defined]
            self.key(K.Key_Up)


@pytest.fixture
def hands(with_sample: Controller) -> Hands:
    with_sample.document.execute(BeginNewVersion())
    with_sample.go_to("vision")
    QApplication.processEvents()
    return Hands(with_sample)


def vision_of(controller: Controller):  # type: ignore[no-untyped-def]
    return controller.document.query(queries.the_vision)


def button_of(page: VisionPage, name: str) -> QWidget:
    """A button of the page's banner."""
    return next(b for b in page.message.findChildren(QWidget) if b.accessibleName() == name)


@pytest.mark.slow
def test_from_gathering_to_the_signature_page(
    with_sample: Controller, hands: Hands, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    page = hands.page
    document = with_sample.document
    before = len(document.query(queries.statements))

    # Gather: a card with two statements; Enter goes on, an empty line puts the card in.
    hands.tab("gather")
    hands.reach(page.gather.fields[0].control)
    hands.type("Water is shared by all who live along it")
    hands.key(K.Key_Return)
    hands.type("Nobody speaks about us without us")
    hands.key(K.Key_Return)
    hands.key(K.Key_Return)
    rows = document.query(queries.statements)
    assert len(rows) == before + 2

    # Cluster: a theme, and the card moved under the first theme by Alt+Right.
    hands.tab("cluster")
    hands.reach(page.cluster.name)
    hands.type("Water")
    hands.key(K.Key_Return)
    assert vision_of(with_sample).clusters[-1].name == "Water"
    loose = next(row for row in rows if row.text.startswith("Water"))
    hands.reach(page.cluster.board)
    for _ in range(60):
        current = page.cluster.board.current()
        if current is not None and current.key == loose.id:
            break
        hands.key(K.Key_Down if current is not None and current.key in {r.id for r in document.query(queries.statements) if r.cluster_id is None} else K.Key_Left)
    hands.key(K.Key_Right, Qt.KeyboardModifier.AltModifier)
    moved = next(row for row in document.query(queries.statements) if row.id == loose.id)
    assert moved.cluster_id == vision_of(with_sample).clusters[0].id

    # Vote: open, three ballots, close.
    vote = page.cluster.vote
    hands.press(vote.open)
    assert vision_of(with_sample).vote.is_open
    for ballot in ((0, 7), (0, 1), (7, 2)):
        spins = list(vote._spins.values())
        for place in ballot:
            hands.reach(spins[place])
            hands.key(K.Key_Up)
        hands.press(vote.put)
    hands.press(vote.close_vote)
    voted = vision_of(with_sample)
    assert [theme.dots for theme in voted.clusters] == [2, 1, 1, 0, 0, 0, 0, 2]
    assert voted.vote.voters == 3
    with pytest.raises(RuleViolation, match="nobody can be traced"):  # the ballots are gone for good
        document.undo()
    assert not vision_of(with_sample).vote.is_open

    # Draft: one paragraph more, its origin ticked; freeze; first reading.
    hands.tab("draft")
    hands.reach(page.draft.table)
    hands.key(K.Key_End, Qt.KeyboardModifier.ControlModifier)
    hands.key(K.Key_Up)
    hands.key(K.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.reach(page.draft.text)
    hands.key(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.type("that rivers are shared.")
    hands.key(K.Key_Tab)
    added = next(p for p in vision_of(with_sample).paragraphs if "rivers" in p.text)
    assert added.text == "Affirm that rivers are shared."
    origins = page.draft.origins.list
    hands.reach(origins)
    hands.key(K.Key_Home)
    for _ in range(7):
        hands.key(K.Key_Down)
    hands.key(K.Key_Space)
    linked = next(p for p in vision_of(with_sample).paragraphs if p.id == added.id)
    assert linked.clusters == (voted.clusters[-1].id,)
    hands.press(page.next)
    assert vision_of(with_sample).state is VisionState.REV0
    hands.press(page.next)  # the rule is shown before it is locked
    assert vision_of(with_sample).state is VisionState.REV0
    assert rule_sentence(vision_of(with_sample).rule) in page.message.text
    hands.press(button_of(page, "Begin the first reading"))
    assert vision_of(with_sample).state is VisionState.FIRST_READING
    assert vision_of(with_sample).rule_locked

    # Amend: other words with a bracket, accepted, consolidated, the bracket settled.
    amend = page.amend
    texts = [p.id for p in vision_of(with_sample).paragraphs]
    hands.pick(amend.paragraph, texts.index(added.id))
    hands.key(K.Key_Return)
    hands.reach(amend.text)
    hands.key(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("Affirm that [rivers / waters] are shared.")
    hands.reach(amend.why)
    hands.type("Lakes too")
    hands.press(amend.submit)
    (filed,) = [a for a in document.query(vision_work.amendments) if a.state == "submitted"]
    hands.reach(amend.table)
    hands.key(K.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert amend.number == filed.number
    from facilitator.domain.vision.amendments import AmendmentState

    hands.press(amend.decide[AmendmentState.ACCEPTED])
    hands.press(page.next)
    assert vision_of(with_sample).state is VisionState.REV1
    assert vision_of(with_sample).brackets == 1
    hands.press(page.next)
    assert vision_of(with_sample).state is VisionState.SECOND_READING
    hands.press(page.next)  # refused: a bracket is open
    assert vision_of(with_sample).state is VisionState.SECOND_READING
    assert page.message.isVisible()
    hands.pick(amend.option, 1)
    hands.press(amend.settle)
    hands.press(page.next)
    final = vision_of(with_sample)
    assert final.state is VisionState.FINAL_TEXT
    assert any(p.text == "Affirm that waters are shared." for p in final.paragraphs)

    # Adopt: seven marks in the box, closed, adopted after the one question.
    adopt = page.adopt
    hands.reach(adopt.present)
    hands.key(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("7")
    assert not page.next.isVisible()  # it would lead to where we are
    hands.press(adopt.open)
    hands.press(adopt.put)
    assert adopt.error.text() == "Choose a mark first."
    for mark in (1, 1, 2, 3, 4, 1, 2):
        hands.pick(adopt.mark, mark - 1)
        hands.press(adopt.put)
    hands.press(adopt.put)  # an eighth mark from seven people
    assert "7" in adopt.error.text()
    hands.press(adopt.close_poll)
    polled = vision_of(with_sample)
    assert polled.poll.counts == (3, 2, 1, 1, 0, 0, 0, 0)
    hands.press(page.next)
    assert vision_of(with_sample).state is VisionState.POLLED
    hands.press(button_of(page, "Adopt and lock"))
    adopted = vision_of(with_sample)
    assert adopted.state is VisionState.ADOPTED
    assert adopted.adopted_place

    # Sign: the first person, with a reservation; the papers.
    sign = page.sign
    hands.reach(sign.table)
    hands.key(K.Key_Home, Qt.KeyboardModifier.ControlModifier)
    hands.press(sign.choices[SignOn.WITH_RESERVATION])
    signers = document.query(vision_work.signers)
    assert signers[0].choice is SignOn.WITH_RESERVATION
    answers.answer = tmp_path / "papers"
    hands.press(page.papers)
    qtbot.waitUntil((tmp_path / "papers" / "vision.md").exists, timeout=20_000)
    qtbot.waitUntil(lambda: not with_sample.context.runner.is_busy, timeout=20_000)
    with pypdfium2.PdfDocument(tmp_path / "papers" / "vision-signatures.pdf") as paper:
        text = "".join(paper[n].get_textpage().get_text_range() for n in range(len(paper)))
    assert signers[0].name in text
    assert "personal capacity" in text
    assert "waters are shared" in (tmp_path / "papers" / "vision.md").read_text(encoding="utf-8")
