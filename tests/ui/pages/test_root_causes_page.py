"""The Root causes page: board and vote, the tree by mouse and keys, sheets, the room, papers."""

from __future__ import annotations

import shutil
from itertools import chain
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.look import cut_off, describe, tab_stops

from facilitator.application.commands.conflict_trees import EditConflictTree
from facilitator.application.commands.root_causes import OpenBoardVote
from facilitator.application.queries.root_causes import root_causes, sheets
from facilitator.application.rows.root_causes import ConflictTreeRow, RootCausesRow
from facilitator.application.workspace import Workspace
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.domain.dot_vote import VoteState
from facilitator.domain.root_causes import NodeKind
from facilitator.exchange.sample_week import _Sample
from facilitator.support import i18n, pin
from facilitator.support.errors import RuleViolation
from facilitator.support.resources import resource
from facilitator.support.settings import BOARD_VOTE
from facilitator.ui.app import theme
from facilitator.ui.app.controller import Controller
from facilitator.ui.groupmode.ballot_window import BallotWindow
from facilitator.ui.groupmode.ballots import DotBallot
from facilitator.ui.groupmode.pin_dialogs import AskKeptPin
from facilitator.ui.pages.root_causes.board_tab import BoardTab
from facilitator.ui.pages.root_causes.gallery import gallery_scene, pages_of
from facilitator.ui.pages.root_causes.page import RootCausesPage
from facilitator.ui.pages.root_causes.scenes import board_scene
from facilitator.ui.pages.root_causes.sheet_tab import SheetTab
from facilitator.ui.pages.root_causes.tree.tab import TreeTab

PIN = "2468"
TOOLS = ("board", "tree", *(tool.value for tool in SheetTool))


@pytest.fixture(scope="module")
def kept_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's groups with their root causes, and nothing else."""
    path = tmp_path_factory.mktemp("causes") / "causes.programme"
    sample = _Sample(resource("sample", "vientiane-2024"))
    filling = chain(sample._parts(), sample._people_and_groups(), sample._root_causes())
    Workspace.create(path, sample.facts, sample.days, filling).close()
    return path


@pytest.fixture
def page(kept_sample: Controller) -> RootCausesPage:
    return as_shown(kept_sample)


@pytest.fixture
def own_page(shell: Controller, kept_file: Path, tmp_path: Path) -> RootCausesPage:
    """The page in a window of its own."""
    assert shell.open_programme(Path(shutil.copy(kept_file, tmp_path / "week.programme")))
    return as_shown(shell)


def as_shown(controller: Controller) -> RootCausesPage:
    controller.go_to("root_causes")
    QApplication.processEvents()
    made = controller.page("root_causes")
    assert isinstance(made, RootCausesPage)
    return made


def causes(page: RootCausesPage) -> RootCausesRow:
    return page.document.query(root_causes)  # type: ignore[no-any-return]


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def board(page: RootCausesPage) -> BoardTab:
    made = page.part("board")
    assert isinstance(made, BoardTab)
    return made


def tree_tab(page: RootCausesPage) -> TreeTab:
    page.show_tool("tree")
    settle()
    made = page.part("tree")
    assert isinstance(made, TreeTab)
    return made


def first_tree(page: RootCausesPage) -> ConflictTreeRow:
    return causes(page).trees[0]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settle()


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


# How it looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scale"), [(1024, 100), (1440, 150)])
def test_every_tool_is_whole_and_named(own_page: RootCausesPage, width: int, scale: int) -> None:
    page, window = own_page, own_page.window()
    window.resize(width, 720)
    page.context.settings.text_scale = scale
    page.context.shell.apply_settings()
    for tool in TOOLS:
        page.show_tool(tool)
        settle()
        assert (tool, cut_off(page)) == (tool, [])
        assert [describe(w) for w in tab_stops(window) if not w.accessibleName()] == []


def test_longer_languages_have_room(own_page: RootCausesPage, shell: Controller) -> None:
    i18n.set_language("pseudo")
    shell._renew_window()
    shell.window.resize(1280, 720)
    again = as_shown(shell)
    for tool in TOOLS:
        again.show_tool(tool)
        settle()
        assert (tool, cut_off(again)) == (tool, [])


# The board --------------------------------------------------------------------------------------------


def test_a_card_is_written_moved_merged_and_taken_apart_by_keyboard(page: RootCausesPage) -> None:
    tab = board(page)
    before = len(causes(page).cards)
    page.write_card()
    write("Bridges are guarded by one side")
    press(Qt.Key.Key_Return)
    assert len(causes(page).cards) == before + 1
    assert tab.board.columns[0].entry.text() == ""
    press(Qt.Key.Key_Escape)
    card = next(c for c in causes(page).cards if c.text.startswith("Bridges"))
    assert card.groups == ("A",)
    tab.board.go_to(card.id)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert next(c for c in causes(page).cards if c.id == card.id).dimension != card.dimension
    other = causes(page).cards[0]
    tab.board.merge_wished.emit(card.id, other.id)
    settle()
    merged = next(c for c in causes(page).cards if c.id == other.id)
    assert card.text in merged.originals
    page.document.undo()
    settle()
    assert any(c.id == card.id for c in causes(page).cards)


def test_a_refused_card_keeps_its_text(page: RootCausesPage) -> None:
    tab = board(page)
    page.write_card()
    write("Shor")
    press(Qt.Key.Key_Return)
    assert tab.board.columns[0].entry.text() == "Shor"
    assert page.message.isVisible()


def voting(page: RootCausesPage) -> BallotWindow:
    """The vote at this laptop, begun with the facilitator's PIN."""
    page.context.settings.group_pin = pin.hashed(PIN)
    board(page).vote.voter_button.click()
    dialog = page.window().findChild(AskKeptPin)
    assert isinstance(dialog, AskKeptPin)
    write_into(dialog.typed.control, PIN)
    dialog.on_ok()
    made = board(page).sitting.window
    assert isinstance(made, BallotWindow)
    return made


def ballot_of(window: BallotWindow) -> DotBallot:
    assert isinstance(window.panel, DotBallot)
    return window.panel


def write_into(line: QWidget, text: str) -> None:
    assert isinstance(line, QLineEdit)
    line.setText(text)


def open_vote(page: RootCausesPage) -> BoardTab:
    tab = board(page)
    tab.vote.clear_button.click()
    settle()
    tab.vote.dots.setValue(2)
    tab.vote.open_button.click()
    settle()
    return tab


def test_the_vote_is_secret_until_it_is_closed_and_then_shown_at_once(page: RootCausesPage) -> None:
    tab = open_vote(page)
    first, second = (c.id for c in causes(page).cards[:2])
    window = voting(page)
    ballot = ballot_of(window)
    assert not page.window().isVisible()
    for choice in ((first, second), (first, first), (first,)):
        assert not window.panel._scroll.isVisible(), "a cover stands between two people"
        window.panel.begin_button.click()
        for key in choice:  # the second dot on one card is refused: one is the most
            ballot.lines[key].more.click()
        assert all(card.dots == 0 for card in causes(page).cards)
        window.panel.cast_button.click()
        assert (ballot.dots, ballot.lines) == ({}, {}), "nothing is kept on the screen"
    window.close()  # the system's own way asks for the PIN as well
    assert window.isVisible()
    assert window.stack.currentWidget() is window.pin_pad
    write_into(window.pin_pad.entry, PIN)
    window.pin_pad.enter.click()
    settle()
    assert page.window().isVisible()
    shown = [card.card.votes for column in tab.board.columns for card in column.cards]
    assert set(shown) == {None}
    tab.vote.close_button.click()
    settle()
    counted = {c.id: (c.dots, c.voters, c.carried_forward) for c in causes(page).cards}
    assert counted[first] == (3, 3, True)
    assert counted[second] == (1, 1, True)
    assert causes(page).voters == 3
    assert causes(page).vote.state is VoteState.COUNTED
    with pytest.raises(RuleViolation, match="nobody can be traced"):  # the ballots are gone for good
        page.document.undo()
    assert causes(page).vote.state is VoteState.COUNTED
    assert causes(page).voters == 3


def test_a_ballot_that_was_left_is_forgotten_and_a_refused_one_is_told(page: RootCausesPage) -> None:
    open_vote(page)
    window = voting(page)
    ballot = ballot_of(window)
    key = causes(page).cards[0].id
    window.panel.begin_button.click()
    ballot.lines[key].more.click()
    window._idle.timeout.emit()
    assert ballot.lines == {}
    window.panel.begin_button.click()
    ballot.lines[key].more.click()
    board(page)._box().close()
    window.panel.cast_button.click()
    assert "closed" in window.panel.left.text()
    assert ballot.dots == {key: 1}, "it is still there"
    window.leave()


def test_after_a_crash_the_vote_comes_back_and_not_the_programme(own_page: RootCausesPage, shell: Controller) -> None:
    page = own_page
    open_vote(page)
    voting(page)
    kept = list(page.context.settings.kiosk)
    assert kept == [str(page.document.path), BOARD_VOTE]
    assert board(page).sitting.window is not None
    board(page).sitting.window.leave()
    assert page.context.settings.kiosk == []
    page.context.settings.kiosk = kept
    assert shell.resume_kiosk()
    again = board(page).sitting.window
    assert isinstance(again, BallotWindow)
    assert not page.window().isVisible()
    again.leave()


def test_totals_from_paper_that_cannot_be_are_refused(page: RootCausesPage) -> None:
    tab = board(page)
    tab.vote.clear_button.click()
    settle()
    tab.vote.totals_button.click()
    tab.totals.voters.setValue(3)
    key, dots, voters = tab.totals._rows[0]
    dots.setValue(9)  # type: ignore[attr-defined]
    voters.setValue(2)  # type: ignore[attr-defined]
    tab.totals.record_button.click()
    assert page.message.isVisible()
    dots.setValue(2)  # type: ignore[attr-defined]
    tab.totals.record_button.click()
    settle()
    assert next(c for c in causes(page).cards if c.id == key).dots == 2


# The tree ---------------------------------------------------------------------------------------------


def test_a_tree_grows_is_walked_and_joined_by_keyboard(page: RootCausesPage) -> None:
    tab = tree_tab(page)
    tab.canvas.choose(None)
    press(Qt.Key.Key_Down)
    start = tab.canvas.chosen
    press(Qt.Key.Key_A)
    write("Papers were burnt in the war")
    press(Qt.Key.Key_Return)
    node = next(n for n in first_tree(page).nodes if n.text.startswith("Papers"))
    assert node.parent_id == start
    press(Qt.Key.Key_Escape)
    assert tab.canvas.chosen == start
    press(Qt.Key.Key_Down)
    tab.canvas.choose(node.id)
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert next(n for n in first_tree(page).nodes if n.id == node.id).parent_id is None
    effect = next(n for n in first_tree(page).nodes if n.kind is NodeKind.EFFECT)
    tab.canvas.choose(effect.id)
    press(Qt.Key.Key_L)
    tab.canvas.choose(node.id)
    settle()
    assert (effect.id, node.id) in first_tree(page).feedback


def test_a_card_dragged_onto_another_hangs_there_and_a_loop_is_refused(
    page: RootCausesPage,
) -> None:
    tab = tree_tab(page)
    tree = first_tree(page)
    parent = next(n for n in tree.nodes if n.kind is NodeKind.ROOT and n.parent_id is None)
    child = next(n for n in tree.nodes if n.parent_id == parent.id)
    other = next(n for n in tree.nodes
                 if n.kind is NodeKind.ROOT and n.parent_id is None and n.id != parent.id)  # fmt: skip

    def drag(key: UUID, onto: UUID) -> None:
        card, aim = tab.canvas.cards[key], tab.canvas.cards[onto]
        QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        QTest.mouseMove(card, QPoint(30, 30))
        target = card.mapFrom(tab.canvas, aim.geometry().center())
        QTest.mouseMove(card, target)
        QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=target)
        settle()

    drag(child.id, other.id)
    assert next(n for n in first_tree(page).nodes if n.id == child.id).parent_id == other.id
    drag(other.id, child.id)
    assert page.message.isVisible()
    assert next(n for n in first_tree(page).nodes if n.id == other.id).parent_id is None


def test_a_warning_is_put_aside_and_comes_back(page: RootCausesPage) -> None:
    tab = tree_tab(page)
    tree = first_tree(page)
    page.document.query(root_causes)
    tab.changes.change_node(tree.nodes[0].id, {"text": "Papers and maps differ"})
    settle()
    hints = tab.findings(first_tree(page))
    assert [h.code for h in hints] == ["tree-two-ideas"]
    tab.panel.aside_wished.emit(hints[0].key)
    settle()
    assert tab.findings(first_tree(page)) == []
    tab.panel.aside_wished.emit("")
    settle()
    assert len(tab.findings(first_tree(page))) == 1


def test_turning_over_shows_solutions(page: RootCausesPage) -> None:
    tab = tree_tab(page)
    tab.turn.click()
    said = {card.said for card in tab.canvas.cards.values()}
    assert "A court sits in the valley once a month" in said
    assert "(Fields near the line lie fallow)" in said


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_core_problem_by_mouse_and_what_cannot_be_deleted(page: RootCausesPage) -> None:
    tab = tree_tab(page)
    for opened in (
        tab.add.click,
        lambda: QTest.mouseClick(
            tab.canvas, Qt.MouseButton.RightButton, pos=tab.canvas.trunk_rect().toRect().center()
        ),
    ):
        opened()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.actions()[1].trigger()
        menu.close()
        assert tab.new_card.isVisible()
        assert tab.new_card.kind is NodeKind.EFFECT
        tab.new_card.close_line()
    tab.canvas.choose(None)
    QTest.keyClick(tab.canvas, Qt.Key.Key_Delete)
    assert page.message.isVisible()


def test_six_columns_fit_the_commonest_small_window(page: RootCausesPage) -> None:
    page.window().resize(1366, 768)
    tab = board(page)
    settle()
    assert tab.board.verticalScrollBar().isVisible()
    assert tab.board.horizontalScrollBar().maximum() == 0


def test_lines_to_fill_in_are_no_wider_than_they_read_well(page: RootCausesPage) -> None:
    page.window().resize(1440, 900)
    tab = tree_tab(page)
    tab.new_button.click()
    settle()
    assert tab.begin.problem.width() == theme.px(460)
    assert abs(tab.begin.problem.mapTo(tab.begin, QPoint(230, 0)).x() - tab.begin.width() // 2) <= 10


def test_beginning_a_tree_has_room_in_a_low_window_and_a_way_back(page: RootCausesPage) -> None:
    page.window().resize(1366, 768)
    tab = tree_tab(page)
    tab.new_button.click()
    tab.begin.title.setText("A tree")
    tab.begin.problem.setText("too short")
    tab.begin.begin.click()
    settle()
    message, field = tab.begin.problem_field.field.message, tab.begin.problem_field
    assert message.geometry().top() > tab.begin.problem.geometry().bottom()
    assert field.rect().contains(message.geometry())
    tab.begin.cancel.click()
    assert tab.stack.currentWidget() is tab.frame
    assert (tab.begin.problem.text(), field.field.error) == ("", "")


def test_a_tree_is_begun_deleted_and_brought_back(page: RootCausesPage) -> None:
    tab = tree_tab(page)
    trees = len(causes(page).trees)
    tab.new_button.click()
    tab.begin.title.setText("A second tree")
    tab.begin.problem.setText("Lack of water in the upper villages")
    tab.begin.begin.click()
    assert "what is wrong instead" in tab.begin.problem_field.field.error
    tab.begin.problem.setText("Wells of the upper villages run dry each spring")
    tab.begin.begin.click()
    settle()
    assert tab.tree is not None
    assert tab.tree.title == "A second tree"
    tab.canvas.choose(None)
    tab.panel.open_drawer()
    tab.panel.tree_gone.emit()
    settle()
    assert len(causes(page).trees) == trees
    page.document.undo()
    settle()
    assert len(causes(page).trees) == trees + 1


# Sheets -----------------------------------------------------------------------------------------------


def test_a_chain_of_whys_is_typed_without_the_mouse_and_sent_to_the_tree(
    page: RootCausesPage,
) -> None:
    page.show_tool("five_whys")
    tab = page.part("five_whys")
    assert isinstance(tab, SheetTab)
    nodes = len(first_tree(page).nodes)
    tab.form.begin_new()
    for text in (
        "The ferry stopped",
        "Nobody pays the crew",
        "Two offices each wait for the other",
    ):
        write(text)
        press(Qt.Key.Key_Return)
    sheet = next(s for s in page.document.query(sheets) if s.tool is SheetTool.FIVE_WHYS)
    last = next(e for e in sheet.entries if e.text.startswith("Two offices"))
    above = sheet.entry(last.parent_id)
    assert above is not None
    assert above.text == "Nobody pays the crew"
    tab.form.send_wished.emit(last.id)
    settle()
    assert len(first_tree(page).nodes) == nodes + 2


def test_a_map_without_names_names_nobody(page: RootCausesPage) -> None:
    page.show_tool("stakeholders")
    tab = page.part("stakeholders")
    assert isinstance(tab, SheetTab)
    assert tab.sheet is not None
    names = [actor.text for actor in tab.sheet.of_kind("actor")]
    tab.names.click()
    drawing = tab.drawing_in_front()
    assert drawing is not None
    said = " ".join(
        [drawing.words, *(" ".join(s.lines) for s in drawing.shapes if hasattr(s, "lines"))]
    )
    assert not [name for name in names if name in said]


# The room and a group's session ------------------------------------------------------------------------


def test_the_room_sees_no_counts_while_voting_is_open(page: RootCausesPage) -> None:
    page.document.execute(OpenBoardVote(3))
    before = board_scene(causes(page), "dimension")
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    before.paint(painter)
    painter.end()
    assert "dot" not in before.words


def test_the_gallery_shows_every_card_of_every_tree_in_readable_pages(page: RootCausesPage) -> None:
    for tree in causes(page).trees:
        pages = pages_of(tree)
        shown = [node.id for one in pages for column in one.columns for _, node in column]
        assert sorted(shown) == sorted(node.id for node in tree.nodes)
        assert all(len(one.columns) <= 3 for one in pages)
        scene = gallery_scene(pages[-1])
        image = QImage(1920, 1080, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        scene.paint(painter)
        painter.end()


def test_a_groups_session_has_no_vote_no_merging_and_no_room(
    page: RootCausesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(page.document), "is_group_session", property(lambda _: True))
    page.refresh(None)
    tab = board(page)
    hidden: list[QWidget] = [tab.vote, page.room_button]
    assert not any(widget.isVisible() for widget in hidden)
    assert not tab.board.can_merge
    assert not tree_tab(page).gallery.isVisible()


def test_what_is_in_front_is_saved_by_its_ending(
    page: RootCausesPage, answers, qtbot: QtBot, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    for tool, name in (("board", "b.csv"), ("tree", "t.svg"), ("onion", "o.pdf")):
        page.show_tool(tool)
        answers.answer = tmp_path / name
        page.export_button.click()
        qtbot.waitUntil(
            lambda path=tmp_path / name: path.exists() and path.stat().st_size > 100, timeout=8000
        )
        settle()
    assert "Selindra" in (tmp_path / "t.svg").read_text("utf-8")


def test_a_tree_for_the_facilitator_alone_never_goes_on_the_rooms_screen(
    page: RootCausesPage,
) -> None:
    page.show_tool("tree")
    settle()
    tree = tree_tab(page).tree_in_front()
    assert tree is not None
    page.document.execute(EditConflictTree(tree.id, {"sensitivity": "facilitator"}))
    settle()
    page.show_in_room()
    assert not page.context.projector.is_live
    assert "facilitator alone" in page.message.text
