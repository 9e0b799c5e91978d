"""The Common Vision page: line ends on the screen, a group's window, pictures for the room, papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import icu
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.reports.report_rows import vision as vision_row
from tests.reports.test_vision_documents import WORDS, nine_hundred
from tests.ui.conftest import Answers
from tests.ui.look import cut_off, describe, tab_stops

from facilitator.application.commands.vision import OpenDotVote
from facilitator.application.commands.vision_adoption import BeginNewVersion, OpenPoll
from facilitator.application.commands.vision_text import FreezeRevision, MoveVisionTo
from facilitator.application.queries import vision as queries
from facilitator.application.queries import vision_work
from facilitator.application.queries.groups import home_groups
from facilitator.application.rows.vision import DotVoteRow
from facilitator.domain.dot_vote import VoteRules
from facilitator.domain.vision import AdoptionRule, VisionState, poll_outcome
from facilitator.domain.vision.amendments import AmendmentState
from facilitator.domain.vision.differences import differences
from facilitator.domain.vision.signing import SignOn
from facilitator.support import i18n
from facilitator.support.segments import without_soft_breaks
from facilitator.ui.app.controller import Controller
from facilitator.ui.app.document import Document
from facilitator.ui.pages.vision.page import VisionPage
from facilitator.ui.pages.vision.part import TextEdit
from facilitator.ui.pages.vision.words import point_words, rule_sentence, rule_words, standing
from facilitator.ui.projector import canvas
from facilitator.ui.projector.scenes import SceneName
from facilitator.ui.projector.vision import scene_of
from facilitator.ui.widgets.difference_view import DifferenceView
from facilitator.ui.widgets.soft_lines import LINE_END

RULE = [rule_words(AdoptionRule.CONSENSUS), rule_sentence(AdoptionRule.CONSENSUS),
        *(f"point {n}" for n in range(1, 9))]  # fmt: skip


def line_ends(view: QPlainTextEdit) -> list[int]:
    """Where the lines on the screen end, counted without zero-width spaces."""
    shown, ends = view.document().toRawText(), []
    block = view.document().begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            end = block.position() + line.textStart() + line.textLength()
            ends.append(len(without_soft_breaks(shown[:end]).replace(LINE_END, "")))
        block = block.next()
    return ends


@pytest.mark.parametrize("script", WORDS)
@pytest.mark.parametrize("kind", ["editor", "differences"])
def test_nine_hundred_words_break_at_legal_places(script: str, kind: str, app: QApplication, qtbot: QtBot) -> None:
    text = nine_hundred(script)
    if kind == "editor":
        view: QPlainTextEdit = TextEdit()
        view.show_text(text)  # type: ignore[attr-defined]
        assert view.text == text  # type: ignore[attr-defined]
    else:
        view = DifferenceView("Differences")
        view.show_blocks([("", differences("", text))])
    qtbot.addWidget(view)
    view.resize(500, 900)
    view.show()
    QApplication.processEvents()
    iterator = icu.BreakIterator.createLineInstance(icu.Locale("en"))
    iterator.setText(text)
    legal = set(iterator)
    ends = line_ends(view)
    assert len(ends) > 30
    assert [end for end in ends if end not in legal] == []
    assert view.raw == text
    view.resize(380, 900)
    QApplication.processEvents()
    assert [end for end in line_ends(view) if end not in legal] == []
    view.hide()


@pytest.mark.parametrize("script", WORDS)
def test_typing_and_undo_keep_the_text(script: str, app: QApplication, qtbot: QtBot) -> None:
    view = TextEdit()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    typed = ""
    for word in WORDS[script].split() * 3:
        view.insertPlainText(word)
        typed += word
        assert view.text == typed
    view.undo()
    assert typed.startswith(view.text)
    view.redo()
    assert view.text == typed
    view.selectAll()
    assert view.selection() == (0, len(typed))
    view.hide()


def page_of(controller: Controller) -> VisionPage:
    controller.go_to("vision")
    QApplication.processEvents()
    page = controller.page("vision")
    assert isinstance(page, VisionPage)
    return page


def test_each_state_opens_at_its_step(kept_sample: Controller) -> None:
    page = page_of(kept_sample)
    assert (page.tabs.key, page.next.label) == ("sign", "Begin a new version")
    assert page.bracket_badge.text == ""


def test_a_group_that_does_not_hold_the_other_amendment_is_told_no_number(kept_sample: Controller) -> None:
    row = kept_sample.document.query(vision_work.amendments)[0]
    for state in (AmendmentState.FALLEN, AmendmentState.MERGED):
        assert "0" not in standing(replace(row, state=state, merged_into=0))
        assert "3" in standing(replace(row, state=state, merged_into=3))


def test_signing_is_closed_until_the_text_is_adopted(kept_sample: Controller) -> None:
    page = page_of(kept_sample)
    page.show_part("sign")
    sign = page.sign
    assert sign.choices[SignOn.SIGN].isEnabled()
    assert not sign.closed.isVisibleTo(sign)
    kept_sample.document.execute(BeginNewVersion())
    page.refresh(None)
    page.show_part("sign")
    assert not sign.choices[SignOn.SIGN].isEnabled()
    assert sign.closed.isVisibleTo(sign)


def test_an_adopted_text_offers_nothing_that_would_be_refused(kept_sample: Controller) -> None:
    page = page_of(kept_sample)

    def shut() -> list[str]:
        page.show_part("gather")
        found = ["card"] if not page.gather.card.isEnabled() else []
        page.show_part("draft")
        draft = page.draft
        controls = {"agree": draft.agree, "origins": draft.origins.list, "team": draft.team,
                    "freeze": draft.revisions.freeze}  # fmt: skip
        return found + [name for name, control in controls.items() if not control.isEnabled()]

    assert shut() == ["card", "agree", "origins", "team", "freeze"]
    assert "locked" in page.draft.closed.text()
    kept_sample.document.execute(BeginNewVersion())
    page.refresh(None)
    assert shut() == []


def test_a_reservation_cannot_be_typed_where_it_cannot_be_kept(
    kept_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(kept_sample)
    page.show_part("adopt")
    assert page.adopt.text_field.isEnabled()
    with monkeypatch.context() as patch:
        patch.setattr(type(kept_sample.document), "may_change", property(lambda _self: False))
        page.refresh(None)
        assert not page.adopt.text_field.isEnabled()
        assert not page.adopt.name.isEnabled()
    page.refresh(None)


def test_words_are_closed_while_the_room_has_the_text(kept_sample: Controller) -> None:
    page = page_of(kept_sample)
    page.show_part("draft")
    assert page.draft.text.isReadOnly()
    assert not page.draft.add.isEnabled()
    kept_sample.document.execute(BeginNewVersion())
    QApplication.processEvents()
    assert not page.draft.text.isReadOnly()
    assert page.draft.add.isEnabled()


def test_selected_words_are_put_into_brackets(kept_sample: Controller) -> None:
    kept_sample.document.execute(BeginNewVersion())
    page = page_of(kept_sample)
    page.show_part("draft")
    row = kept_sample.document.query(queries.the_vision).paragraphs[7]
    page.draft.table.choose(row.id)
    cursor = page.draft.text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    page.draft.text.setTextCursor(cursor)
    page.draft.bracket.click()
    QApplication.processEvents()
    assert kept_sample.document.query(queries.the_vision).paragraphs[7].text.startswith("[Affirm] that")
    assert page.bracket_badge.text == "1 open bracket"


def test_a_refused_paste_stays_in_the_field(kept_sample: Controller) -> None:
    kept_sample.document.execute(BeginNewVersion())
    page = page_of(kept_sample)
    page.show_part("gather")
    first = page.gather.fields[0]
    first.control.setMaxLength(200_000)  # type: ignore[attr-defined]
    first.control.setText("peace " * 16_667)  # type: ignore[attr-defined]
    page.gather.add.click()
    assert "characters" in first.field.error
    assert len(first.control.text()) > 100_000  # type: ignore[attr-defined]


def painted(scene) -> QImage:  # type: ignore[no-untyped-def]
    image = QImage(canvas.CANVAS, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    scene.paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize("step", ["gather", "cluster", "draft", "amend", "adopt", "sign"])
def test_each_step_has_a_picture(step: str, app: QApplication) -> None:
    scene = scene_of(vision_row(), step, 12, words=RULE)
    assert scene.name in (SceneName.VISION, SceneName.VOTE)
    image = painted(scene)
    inked = {image.pixelColor(x, y).name() for x in range(0, 1920, 8) for y in range(0, 1080, 8)}
    assert len(inked) > 3
    assert len(scene.words) > 20


def test_the_room_sees_no_count_before_the_vote_is_closed(app: QApplication) -> None:
    row = replace(vision_row(), vote=DotVoteRow(is_open=True, dots=2, present=30))
    words = scene_of(row, "cluster", 12).words
    assert "22" not in words
    assert "2 dots each" in words


@pytest.mark.parametrize(("voters", "shown"), [(5, False), (6, True)])
def test_the_room_sees_only_the_outcome_of_a_small_poll(voters: int, shown: bool, app: QApplication) -> None:
    row = vision_row()
    assert row.poll is not None
    counts = (voters, 0, 0, 0, 0, 0, 0, 0)
    outcome = poll_outcome(AdoptionRule.CONSENSUS, {1: voters}, voters)
    row = replace(row, poll=replace(row.poll, counts=counts, outcome=outcome, present=voters))
    words = scene_of(row, "adopt", 12, words=RULE).words
    assert "The rule is met" in words
    assert (f"point 1: {voters}" in words) is shown


def test_what_a_block_does_is_on_the_screen_before_the_vote(app: QApplication) -> None:
    row = replace(vision_row(), poll=None, state=VisionState.FINAL_TEXT)
    assert "One block stops the text" in scene_of(row, "adopt", 12, words=RULE).words
    for rule in AdoptionRule:
        assert "block" in rule_sentence(rule).lower()


def test_open_brackets_are_counted_on_the_screen(app: QApplication) -> None:
    row = vision_row()
    bracketed = replace(row.paragraphs[3], text="Encourage [open / public] registers;")
    row = replace(row, paragraphs=(*row.paragraphs[:3], bracketed))
    assert row.brackets == 1
    painted(scene_of(row, "draft", 12))


def test_every_point_has_words() -> None:
    from facilitator.domain.vision import Scale
    from facilitator.domain.vision.adoption import SETS

    for scale in Scale:
        assert len({point_words(value, scale) for value in SETS[scale].values}) == SETS[scale].points


def test_differences_are_saved_beside_the_text(kept_sample: Controller, answers: Answers, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(kept_sample)
    page.show_part("draft")
    page.draft.side_tabs.choose("revisions")
    page.draft._on_side("revisions")
    panel = page.draft.revisions
    assert [panel.old.currentText()[:10], panel.new.currentText()[:10]] == ["Revision 0", "Revision 1"]
    assert "minorities" in panel.view.toPlainText()
    answers.answer = tmp_path / "differences.pdf"
    panel.save.click()
    qtbot.waitUntil(answers.answer.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not kept_sample.context.runner.is_busy, timeout=10_000)
    assert len(kept_sample.document.query(vision_work.revisions)) == 2


def test_a_group_gathers_and_amends_and_sees_nothing_else(
    kept_sample: Controller, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document of a group's session; its records are cut out elsewhere."""
    document = kept_sample.document
    document.execute(BeginNewVersion())
    document.execute(FreezeRevision(date(2024, 11, 8)))
    page = page_of(kept_sample)
    group = document.query(home_groups)[2]
    monkeypatch.setattr(Document, "is_group_session", True)
    monkeypatch.setattr(Document, "group_id", group.id)
    page.refresh(None)
    assert list(page.tabs._buttons) == ["gather", "amend"]
    assert not any(b.isVisible() for b in (page.next, page.room, page.papers))
    page.show_part("amend")
    assert not page.amend.panel.isVisible()
    assert not page.amend.bracket_panel.isVisible()
    assert [page.amend.by.itemText(n) for n in range(page.amend.by.count())] == ["Group C"]
    page.amend.action.choose("delete")
    page.amend._on_action("delete")
    page.amend.paragraph.setCurrentIndex(8)
    page.amend.submit.click()
    filed = document.query(vision_work.amendments)[0]
    assert (filed.action, filed.proposer, filed.state) == ("delete", "C", "submitted")


def test_no_more_ballots_than_people(kept_sample: Controller) -> None:
    document = kept_sample.document
    document.execute(BeginNewVersion())
    page = page_of(kept_sample)
    page.show_part("cluster")
    vote = page.cluster.vote
    vote.present.setValue(2)
    vote.dots.setValue(2)
    vote.open.click()
    spins = list(vote._spins.values())
    for spin in spins[:3]:
        spin.setValue(1)
    vote.put.click()
    assert "2" in vote.error.text()  # three dots are too many, and stay to be seen
    assert [spin.value() for spin in spins[:3]] == [1, 1, 1]
    spins[0].setValue(0)
    for _ in range(3):
        vote.put.click()
        spins[1].setValue(1)
    assert "3" in vote.error.text()
    vote.close_vote.click()
    assert document.query(queries.the_vision).vote.voters == 2


def test_totals_counted_on_paper(kept_sample: Controller) -> None:
    document = kept_sample.document
    document.execute(BeginNewVersion())
    page = page_of(kept_sample)
    page.show_part("cluster")
    vote = page.cluster.vote
    vote.present.setValue(20)
    vote.open.click()
    vote.way.choose("totals")
    vote._on_way("totals")
    for spin, dots in zip(vote._spins.values(), (9, 8, 7, 6, 5, 4, 1), strict=True):
        spin.setValue(dots)
    vote.turnout.setValue(21)  # cannot be: 20 were there
    assert vote.turnout.value() == 20
    vote.close_vote.click()
    row = document.query(queries.the_vision)
    assert [theme.dots for theme in row.clusters] == [9, 8, 7, 6, 5, 4, 1]
    assert [theme.above_cut for theme in row.clusters] == [True] * 5 + [False] * 2


def test_refused_words_stay_in_the_editor_whatever_else_is_done(kept_sample: Controller) -> None:
    kept_sample.document.execute(BeginNewVersion())
    page = page_of(kept_sample)
    page.show_part("draft")
    row = kept_sample.document.query(queries.the_vision).paragraphs[7]
    page.draft.table.choose(row.id)
    page.draft.text.setPlainText("Affirm [peace")
    page.draft._on_save()
    assert "bracket" in page.draft.text_field.field.error
    item = page.draft.origins.list.item(0)
    item.setCheckState(item.checkState().__class__.Checked)
    QApplication.processEvents()
    page.draft.table.selectRow(2)
    assert page.draft.text.text == "Affirm [peace"
    assert page.draft.paragraph_id == row.id
    page.draft.text.setPlainText("Affirm peace;")
    page.draft._on_save()
    assert kept_sample.document.query(queries.the_vision).paragraphs[7].text == "Affirm peace;"


STEPS = ("gather", "cluster", "draft", "amend", "adopt", "sign")


@pytest.mark.parametrize("language", ["en", i18n.PSEUDO])
def test_every_step_in_every_state_has_room_and_names(with_sample: Controller, language: str) -> None:
    i18n.set_language(language)
    with_sample._renew_window()
    with_sample.window.resize(1280, 720)
    page = page_of(with_sample)
    faults: dict[str, list[str]] = {}

    def look(state: str) -> None:
        for step in STEPS:
            for side in ("origins", "warnings", "revisions", "team") if step == "draft" else ("",):
                page.show_part(step)
                if side:
                    page.draft.side_tabs.choose(side)
                    page.draft._on_side(side)
                for _ in range(2):
                    QApplication.processEvents()
                wrong = cut_off(page) + [describe(w) for w in tab_stops(page) if not w.accessibleName()]
                if wrong:
                    faults[f"{state} {step} {side}"] = wrong

    look("adopted")
    document = with_sample.document
    document.execute(BeginNewVersion())
    document.execute(OpenDotVote(VoteRules(2), 30))
    document.execute(FreezeRevision(date(2024, 11, 8)))
    document.execute(MoveVisionTo(VisionState.FINAL_TEXT, date(2024, 11, 8)))
    document.execute(OpenPoll(30))
    QApplication.processEvents()
    look("voting")
    assert faults == {}
