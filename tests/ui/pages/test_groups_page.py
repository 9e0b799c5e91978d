"""The Groups page with real keys and mouse: moving, locking, drafts, rounds, today, the wall."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.application.commands.people import AddParticipants
from facilitator.application.rows.groups import GroupPersonRow
from facilitator.domain.grouping.model import PairKind, Rule, RuleKind
from facilitator.domain.groups import PlanKind
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.groups import papers
from facilitator.ui.pages.groups.page import GroupsPage
from facilitator.ui.projector.wall import wall_scene

PATIENCE = 30_000


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> GroupsPage:
    kept_sample.go_to("groups")
    kept_sample.window.activateWindow()
    qtbot.waitUntil(kept_sample.window.isActiveWindow)
    found = kept_sample.page("groups")
    assert isinstance(found, GroupsPage)
    settle()
    return found


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def first_of(page: GroupsPage, letter: str) -> GroupPersonRow:
    assert page.grouping is not None
    group = next(g for g in page.grouping.groups if g.letter == letter)
    return page.grouping.members(group.id)[0]


def letter_of(page: GroupsPage, key: UUID) -> str:
    assert page.grouping is not None
    place = page.grouping.person(key)
    assert place is not None
    return next((g.letter for g in page.grouping.groups if g.id == place.group_id), "")


def searched(page: GroupsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.search.is_busy, timeout=PATIENCE)
    settle()


def test_alt_with_an_arrow_moves_a_person_and_says_what_broke(page: GroupsPage) -> None:
    person = first_of(page, "A")
    assert page.board.go_to(person.id)
    card = page.board.card_of(person.id)
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert letter_of(page, person.id) == "B"
    now = page.board.card_of(person.id)
    assert now is not None
    assert now.hasFocus()
    page.document.undo()
    settle()
    assert letter_of(page, person.id) == "A"


def test_arrows_go_from_card_to_card(page: GroupsPage) -> None:
    person = first_of(page, "A")
    page.board.go_to(person.id)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        card = page.board.card_of(page.board.current().id)  # type: ignore[union-attr]
        QTest.keyClick(card, key)
    current = page.board.current()
    assert current is not None
    assert current.id == first_of(page, "B").id


def test_a_card_is_dragged_and_the_balance_is_shown_on_the_way(page: GroupsPage) -> None:
    person = first_of(page, "A")
    card = page.board.card_of(person.id)
    assert card is not None
    target = page.board.columns[2]
    goal = card.mapFromGlobal(target.mapToGlobal(QPoint(40, 60)))
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(card, QPoint(60, 30))
    QTest.mouseMove(card, goal)
    settle()
    assert target.is_target
    assert page.balance.isVisible()
    assert "If dropped here" in page.balance.title.text()
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=goal)
    settle()
    assert letter_of(page, person.id) == "C"


def test_escape_lets_a_dragged_card_go_back(page: GroupsPage) -> None:
    person = first_of(page, "A")
    card = page.board.card_of(person.id)
    assert card is not None
    card.setFocus()
    goal = card.mapFromGlobal(page.board.columns[1].mapToGlobal(QPoint(40, 60)))
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(card, goal)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=goal)
    settle()
    assert letter_of(page, person.id) == "A"


def test_the_locked_stay_when_groups_are_suggested(page: GroupsPage, qtbot: QtBot) -> None:
    person = first_of(page, "C")
    page.board.go_to(person.id)
    QTest.keyClick(page.board.card_of(person.id), Qt.Key.Key_L)
    settle()
    before = page.grouping
    page.drafting.begin()
    searched(page, qtbot)
    assert page.grouping == before  # nothing is kept before it is used
    assert page._stack.currentWidget() is page.drafts
    assert len(page.drafts.drafts) == 3
    draft = page.drafts.drafts[0]
    assert draft.outcomes.held == draft.outcomes.total
    assert person.id in draft.groups[2]
    page.drafting.use(draft)
    settle()
    assert page.grouping is not None
    assert {frozenset(g) for g in page.grouping.home()} == {frozenset(g) for g in draft.groups}
    assert page.grouping.draw is not None
    assert page.grouping.draw.seed == draft.seed
    page.document.undo()
    settle()
    assert page.grouping == before


def test_drafts_can_be_left_without_a_trace(page: GroupsPage, qtbot: QtBot) -> None:
    before = page.grouping
    page.drafting.begin()
    searched(page, qtbot)
    seeds = {draft.seed for draft in page.drafts.drafts}
    qtbot.mouseClick(page.drafts.more, Qt.MouseButton.LeftButton)
    searched(page, qtbot)
    assert seeds.isdisjoint(draft.seed for draft in page.drafts.drafts)
    qtbot.mouseClick(page.drafts.back, Qt.MouseButton.LeftButton)
    settle()
    assert page._stack.currentWidget() is page._board_view
    assert page.grouping == before


def test_late_arrivals_go_to_the_smallest_groups(page: GroupsPage) -> None:
    twins = [uuid4(), uuid4()]
    page.document.execute(
        AddParticipants(
            tuple(
                (key, {"certificate_name": "Nguyen Van An", "institution": name, "sex": "man"})
                for key, name in zip(
                    twins, ("Ministry of Water", "Centre for Dialogue"), strict=True
                )
            )
        )
    )
    settle()
    assert page.pool_badge.text.startswith("2")
    page.moving.place_pool()
    settle()
    assert page.grouping is not None
    sizes = sorted(len(group) for group in page.grouping.home())
    assert sizes == [7, 7, 7, 8, 8]
    assert all(letter_of(page, key) for key in twins)
    assert letter_of(page, twins[0]) != letter_of(page, twins[1])


def test_absent_today_proposes_and_leaves_the_home_groups(page: GroupsPage) -> None:
    before = page.grouping
    assert before is not None
    page.day.show_drawer()
    absent = before.home()[0][:2]
    for key in absent:
        page.today._boxes[key].click()
    settle()
    found = page.day.proposal
    assert found is not None
    sizes = [len(group) for group in found.groups]
    assert max(sizes) - min(sizes) <= 1
    page.today.use.click()
    settle()
    assert page.grouping is not None
    assert page.grouping.home() == before.home()
    plan = page.grouping.plans[-1]
    assert plan.kind is PlanKind.TODAY
    assert not set(absent) & {key for group in plan.rounds[0] for key in group}


def test_rounds_are_suggested_used_and_deleted(page: GroupsPage, qtbot: QtBot) -> None:
    page.show_view("rounds")
    page.rounds.tables.setValue(7)
    page.rounds.rounds.setValue(2)
    page.rounds.rules.setChecked(False)
    page.rounds.home.setChecked(False)
    qtbot.mouseClick(page.rounds.suggest, Qt.MouseButton.LeftButton)
    searched(page, qtbot)
    assert page.grouping is not None
    assert page.grouping.plans == ()
    qtbot.mouseClick(page.rounds.use, Qt.MouseButton.LeftButton)
    settle()
    plan = page.grouping.plans[0]
    assert len(plan.rounds) == 2
    assert plan.seed > 0
    page.plans.delete(plan.id)
    settle()
    assert page.grouping.plans == ()


def test_a_speed_exchange(page: GroupsPage, qtbot: QtBot) -> None:
    page.show_view("rounds")
    page.rounds.kind._buttons["exchange"].click()
    assert page.rounds.rounds.value() == 7
    page.plans.suggest(page.rounds.wish())
    searched(page, qtbot)
    page.plans.use()
    settle()
    assert page.grouping is not None
    plan = page.grouping.plans[0]
    assert plan.kind is PlanKind.EXCHANGE
    assert all(len(pair) == 2 for groups in plan.rounds for pair in groups)


def test_rules_are_ordered_added_and_removed(page: GroupsPage) -> None:
    page.show_rules()
    rules = page.grouping.rules if page.grouping else ()
    page.rules.rules_wished.emit((rules[1], rules[0], *rules[2:]))
    settle()
    assert page.grouping is not None
    assert page.grouping.rules[0] == rules[1]
    page.rules.kind.setCurrentIndex(page.rules.kind.findData(RuleKind.BALANCE))
    page.rules._on_kind()
    page.rules._add.click()
    settle()
    assert page.grouping.rules[-1] == Rule(RuleKind.BALANCE, "assessment")
    page.rules._add.click()
    settle()
    assert page.message.isVisible()  # the same rule twice
    page.rules.second.setCurrentIndex(page.rules.first.currentIndex())
    page.rules._add_pair.click()
    settle()
    assert page.rules.pair_fields[2].field.error
    page.rules.second.setCurrentIndex(3)
    page.rules.reason.setText("Old quarrel")
    page.rules._add_pair.click()
    settle()
    pair = page.grouping.pairs[0]
    assert (pair.kind, pair.reason) == (PairKind.APART, "Old quarrel")
    assert page.rules.reason.text() == ""
    page.rules.pair_removed.emit(pair.id)
    settle()
    assert page.grouping.pairs == ()


def test_a_group_is_renamed_with_f2(page: GroupsPage) -> None:
    page.board.go_to(first_of(page, "A").id)
    QTest.keyClick(page.board.card_of(first_of(page, "A").id), Qt.Key.Key_F2)
    settle()
    page.edit_card.name.setText("Orchid")
    page.edit_card.letter.setText("B")
    page.edit_card.keep.click()
    settle()
    assert page.edit_card.letter_field.field.error
    page.edit_card.letter.setText("A")
    page.edit_card.keep.click()
    settle()
    assert page.grouping is not None
    assert page.grouping.groups[0].name == "Orchid"
    assert not page.edit_card.isVisible()


def test_the_wall_shows_short_names_and_nothing_else(page: GroupsPage) -> None:
    assert page.grouping is not None
    scene = wall_scene(page.grouping)
    shown = repr(scene)
    for person in page.grouping.people:
        assert person.first_name in shown
        assert person.institution not in shown
        assert str(person.id) not in shown
    page.show_view("wall")
    settle()
    assert not page.wall.grab().isNull()


def test_documents_are_saved(page: GroupsPage, qtbot: QtBot, tmp_path: Path) -> None:
    papers.save_documents(page, tmp_path / "docs")
    wanted = {"group-sheets.pdf", "table-signs.pdf", "groups-wall-list.pdf"}
    qtbot.waitUntil(
        lambda: wanted <= {p.name for p in (tmp_path / "docs").glob("*.pdf")}, timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: not page.context.runner.is_busy, timeout=PATIENCE)
    settle()


def test_number_and_size_of_groups_follow_each_other(page: GroupsPage) -> None:
    page.tools.count.setValue(6)
    assert page.tools.people_each.value() == 6
    assert page.tools.count_note.text() == "5 of 6, 1 of 5"
    page.tools.people_each.setValue(4)
    assert page.tools.count.value() == 9
    page.tools.count.setValue(7)
    assert (page.tools.people_each.value(), page.tools.count_note.text()) == (5, "")


def test_a_seed_that_was_printed_draws_the_same_again(page: GroupsPage, qtbot: QtBot) -> None:
    page.rules.seed.setText("4711")
    page.drafting.begin()
    searched(page, qtbot)
    first = next(draft for draft in page.drafts.drafts if draft.seed == 4711)
    page.drafting.begin()
    searched(page, qtbot)
    assert first in page.drafts.drafts
    page.show_view("rounds")
    page.rounds.rounds.setValue(1)
    page.rounds.seed.setText("12")
    page.plans.suggest(page.rounds.wish())
    searched(page, qtbot)
    once = page.plans.suggested
    page.plans.suggest(page.rounds.wish())
    searched(page, qtbot)
    assert once is not page.plans.suggested
    assert once == page.plans.suggested
