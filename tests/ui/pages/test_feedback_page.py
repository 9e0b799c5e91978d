"""The Feedback page: one person after another at the kiosk, paper by keyboard, results once closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers
from tests.ui.look import tab_stops

from facilitator.application.commands.feedback import OpenRound, PutForm, RemoveForm
from facilitator.application.rows.feedback import RoundRow
from facilitator.domain.disclosure import rules_in_words
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option
from facilitator.exchange.instruments import instruments
from facilitator.support import pin
from facilitator.ui.app.controller import Controller
from facilitator.ui.groupmode.pin_dialogs import AskKeptPin, AskNewPin
from facilitator.ui.pages.feedback.collect_part import CollectPart
from facilitator.ui.pages.feedback.kiosk import KioskWindow
from facilitator.ui.pages.feedback.page import FeedbackPage

PIN = "4711"


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> FeedbackPage:
    return as_shown(kept_sample, qtbot)


def as_shown(controller: Controller, qtbot: QtBot) -> FeedbackPage:
    controller.settings.group_pin = pin.hashed(PIN)
    controller.go_to("feedback")
    found = controller.page("feedback")
    assert isinstance(found, FeedbackPage)
    qtbot.waitUntil(lambda: bool(found.forms))
    return found


def opened(page: FeedbackPage, qtbot: QtBot, kind: FormKind, title: str) -> RoundRow:
    form = next(one for one in page.forms if one.form.kind is kind)
    assert page.do(OpenRound(form.id, title))
    qtbot.waitUntil(lambda: any(one.round.title == title for one in page.feedback.rounds))
    return the_round(page, title)


def the_round(page: FeedbackPage, title: str) -> RoundRow:
    page.read_again()
    return next(one.round for one in page.feedback.rounds if one.round.title == title)


def texts(widget: QWidget) -> str:
    for _ in range(3):  # what was just put into a layout is shown only now
        QApplication.processEvents()
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def begun(page: FeedbackPage, row: RoundRow) -> KioskWindow | None:
    """The kiosk, once the PIN that was set before has been typed."""
    page.open_kiosk(row)
    dialog = page.window().findChild(AskKeptPin)
    assert dialog is not None
    dialog.typed.control.setText(PIN)  # type: ignore[attr-defined]
    dialog.ok.click()
    return page.sitting.window


@pytest.fixture
def kiosk(page: FeedbackPage, qtbot: QtBot) -> Any:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    window = begun(page, row)
    assert isinstance(window, KioskWindow)
    yield window
    if page.sitting.window is not None:
        window.leave()


def fill(kiosk: KioskWindow, energy: int, words: str) -> None:
    kiosk.begin()
    kiosk.questions[0].sides[0].buttons[energy - 1].click()
    lines = kiosk.questions[2].lines
    assert lines is not None
    lines.setPlainText(words)


def test_one_person_after_another(page: FeedbackPage, kiosk: KioskWindow) -> None:
    assert not page.window().isVisible()
    for n in range(6):
        fill(kiosk, 1 + n % 5, f"comment {n}")
        kiosk.hand_in()
        assert kiosk.stack.currentWidget() is kiosk.cover
        assert kiosk.title.text() == "Thank you"
        assert f"comment {n}" not in texts(kiosk)
        assert not kiosk.questions  # nothing of it is left for the next person
    row = the_round(page, "Day 4")
    assert (row.answered, row.is_open) == (6, True)
    assert page.feedback.rounds[-1].results is None


def test_a_form_can_be_taken_back_until_the_next_person_begins(
    page: FeedbackPage, kiosk: KioskWindow
) -> None:
    fill(kiosk, 3, "regret")
    kiosk.hand_in()
    kiosk.take_back.click()
    assert the_round(page, "Day 4").answered == 0
    assert kiosk.title.text() == "Your form is gone"
    fill(kiosk, 3, "stays")
    kiosk.hand_in()
    kiosk.begin()
    kiosk.show_cover()
    assert not kiosk.take_back.isVisibleTo(kiosk)
    assert the_round(page, "Day 4").answered == 1


def test_the_kiosk_speaks_the_language_that_was_chosen(app: QApplication) -> None:
    form = Form(
        FormKind.OTHER, {"en": "Review", "fr": "Bilan"}, languages=("en", "fr"), with_code=True,
        items=(Item("a", ItemKind.RATING, {"en": "Useful", "fr": "Utile"}),
               Item("b", ItemKind.THEN_NOW, {"en": "Level", "fr": "Niveau"})),
    )  # fmt: skip
    kiosk = KioskWindow(form, [("woman", "Women")], lambda: None, pin.hashed(PIN))  # type: ignore[arg-type, return-value]
    kiosk.show()
    kiosk.languages.buttons[1].click()
    kiosk.begin()
    told = texts(kiosk) + "|".join(
        b.label for q in kiosk.questions for s in q.sides for b in s.buttons
    )
    for words in ("Votre propre code", "Avant", "Maintenant", "Sans objet", "Très élevé"):
        assert words in told
    assert "Not applicable" not in told
    assert (kiosk.start.label, kiosk.send.label) == ("Commencer", "Remettre")
    kiosk.leave()
    kiosk.deleteLater()


@pytest.mark.parametrize(
    ("language", "empty", "short", "range_", "needed", "thanks", "again"),
    [
        (0, "Nothing is filled in yet", "at least 4 letters", "between 1 and 40", "needs an answer",
         "Thank you", "Take my form back"),
        (1, "Rien n'est encore rempli", "au moins 4 lettres", "entre 1 et 40", "demande une réponse",
         "Merci", "Reprendre mon formulaire"),
    ],
)  # fmt: skip
def test_what_the_kiosk_refuses_it_says_in_the_language_that_was_chosen(
    app: QApplication, language: int, empty: str, short: str, range_: str, needed: str, thanks: str,
    again: str,
) -> None:  # fmt: skip
    """A ready form with two more questions, in both languages that it ships in."""
    shipped = next(one.form for one in instruments() if one.key == "daily-pulse")
    more = (Item("years", ItemKind.NUMBER, {"en": "Years", "fr": "Années"}, least=1, most=40),
            Item("last", ItemKind.RATING, {"en": "Last", "fr": "Fin"}, required=True,
                 relevant="${energy} = '1'"))  # fmt: skip
    form = replace(shipped, items=(*shipped.items, *more), with_code=True)
    kept: list[dict[str, Any]] = []

    class Box:
        def put(self, _token: str, answer: dict[str, Any]) -> None:
            kept.append(answer)

        def withdraw(self, _token: str, answer: dict[str, Any]) -> None:
            kept.remove(answer)

    kiosk = KioskWindow(form, [], Box, pin.hashed(PIN))
    kiosk.show()
    kiosk.languages.buttons[language].click()
    kiosk.begin()
    kiosk.hand_in()
    assert empty in texts(kiosk)
    number, last = kiosk.questions[4], kiosk.questions[5]
    kiosk.questions[0].sides[0].buttons[0].click()
    kiosk.hand_in()
    assert needed in last.error.text()
    last.sides[0].buttons[0].click()
    assert kiosk.code is not None
    kiosk.code.setText("a")
    kiosk.hand_in()
    assert short in texts(kiosk)
    kiosk.code.setText("anne12")
    assert number.line is not None
    number.line.setText("99")
    kiosk.hand_in()
    assert range_ in number.error.text()
    number.line.setText("10")
    kiosk.hand_in()
    assert (kiosk.title.text(), kiosk.take_back.label, len(kept)) == (thanks, again, 1)
    kiosk.leave()
    kiosk.deleteLater()


def test_without_a_form_the_way_to_the_forms_is_shown(page: FeedbackPage, qtbot: QtBot) -> None:
    for one in page.forms:
        page.do(RemoveForm(one.id))
    qtbot.waitUntil(lambda: not page.forms)
    for key in ("assessment", "collect"):
        page.show_part(key)
        part = page.parts[key]
        assert "Choose a form above" not in texts(part)
        assert not any(box.isVisibleTo(part) for box in part.findChildren(QComboBox))
        part.to_forms.click()  # type: ignore[attr-defined]
        assert page.tabs.key == "forms"


def test_one_press_brings_all_the_ready_forms(page: FeedbackPage, qtbot: QtBot) -> None:
    for one in page.forms:
        page.do(RemoveForm(one.id))
    qtbot.waitUntil(lambda: not page.forms)
    page.show_part("collect")
    part = page.parts["collect"]
    assert isinstance(part, CollectPart)
    part.take_all.click()
    qtbot.waitUntil(lambda: len(page.forms) == len(instruments()))
    assert {one.form.kind for one in page.forms} == set(FormKind)
    assert part.form.count() == len(instruments())
    assert not any(item.per_objective for one in page.forms for item in one.form.items)
    page.document.undo()
    qtbot.waitUntil(lambda: not page.forms)


def test_an_empty_form_is_not_handed_in(page: FeedbackPage, kiosk: KioskWindow) -> None:
    kiosk.begin()
    kiosk.hand_in()
    assert kiosk.stack.currentWidget() is kiosk.sheet
    assert "Nothing is filled in yet" in kiosk.message.text
    assert the_round(page, "Day 4").answered == 0
    kiosk.questions[0].sides[0].buttons[0].click()
    assert not kiosk.message.isVisibleTo(kiosk)


def test_what_was_left_half_filled_is_forgotten(page: FeedbackPage, kiosk: KioskWindow) -> None:
    fill(kiosk, 2, "half a thought")
    assert kiosk._idle.isActive()
    kiosk._idle.timeout.emit()
    assert kiosk.stack.currentWidget() is kiosk.cover
    kiosk.begin()
    assert kiosk.answers() == {}
    assert the_round(page, "Day 4").answered == 0


def test_only_the_pin_leads_out(page: FeedbackPage, kiosk: KioskWindow) -> None:
    kiosk.close()
    assert kiosk.isVisible()
    assert kiosk.stack.currentWidget() is kiosk.pin_pad
    kiosk.pin_pad.entry.setText("0000")
    kiosk.pin_pad.enter.click()
    assert kiosk.isVisible()
    assert page.sitting.window is kiosk
    kiosk.pin_pad._wait.stop()
    kiosk.pin_pad.enter.setEnabled(True)
    kiosk.pin_pad.entry.setText(PIN)
    kiosk.pin_pad.enter.click()
    assert page.sitting.window is None
    assert page.window().isVisible()


def test_the_first_kiosk_asks_for_a_pin(page: FeedbackPage, qtbot: QtBot) -> None:
    page.context.settings.group_pin = ""
    page.open_kiosk(opened(page, qtbot, FormKind.PULSE, "Day 4"))
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, AskNewPin))
    assert page.sitting.window is None
    first, second = dialog.first.control, dialog.second.control
    first.setText("4711")  # type: ignore[attr-defined]
    second.setText("4712")  # type: ignore[attr-defined]
    dialog.ok.click()
    assert page.sitting.window is None
    second.setText("4711")  # type: ignore[attr-defined]
    dialog.ok.click()
    assert isinstance(page.sitting.window, KioskWindow)
    assert pin.fits("4711", page.context.settings.group_pin)
    page.sitting.window.leave()


def test_a_pin_set_earlier_is_asked_for_before_the_screen_is_locked(
    page: FeedbackPage, qtbot: QtBot
) -> None:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    page.open_kiosk(row)
    asked = page.window().findChild(AskKeptPin)
    assert asked is not None
    asked.typed.control.setText("0000")  # type: ignore[attr-defined]
    asked.ok.click()
    assert "not your PIN" in texts(asked)
    assert page.sitting.window is None
    asked.other.click()
    anew = next(w for w in page.window().findChildren(AskNewPin) if w.isVisible())
    for line in (anew.first.control, anew.second.control):
        line.setText("1122")  # type: ignore[attr-defined]
    anew.ok.click()
    assert isinstance(page.sitting.window, KioskWindow)
    assert pin.fits("1122", page.context.settings.group_pin)
    page.sitting.window.leave()


def test_the_kiosk_works_by_keyboard(page: FeedbackPage, kiosk: KioskWindow, qtbot: QtBot) -> None:
    kiosk.activateWindow()
    kiosk.begin()
    assert all(w.accessibleName() for w in tab_stops(kiosk))
    first = kiosk.questions[0].sides[0]
    first.buttons[0].setFocus()
    QTest.keyClick(first.buttons[0], Qt.Key.Key_Right)
    assert (
        first.buttons[1].hasFocus() or first.buttons[1].focusPolicy() is Qt.FocusPolicy.StrongFocus
    )
    QTest.keyClick(first.buttons[1], Qt.Key.Key_Return)
    assert kiosk.questions[0].value == "2"
    QTest.keyClick(first.buttons[1], Qt.Key.Key_Return)
    assert kiosk.questions[0].value is None


def test_a_question_that_is_needed_is_shown_and_not_handed_in(
    page: FeedbackPage, qtbot: QtBot
) -> None:
    form = page.forms[0].form
    item = Item(
        "must", ItemKind.CHOICE, {"en": "Needed"}, (Option("a"), Option("b")), required=True
    )
    follow = Item("why", ItemKind.TEXT, {"en": "Why b"}, relevant="${must} = 'b'")
    command = PutForm(type(form)(FormKind.OTHER, {"en": "Short"}, (item, follow)))
    assert page.do(command)
    page.do(OpenRound(command.form_id, "Short"))
    kiosk = begun(page, the_round(page, "Short"))
    assert kiosk is not None
    kiosk.begin()
    kiosk.hand_in()
    assert kiosk.questions[0].error.isVisibleTo(kiosk)
    assert not kiosk.questions[1].isVisibleTo(kiosk)
    kiosk.questions[0].sides[0].buttons[1].click()
    assert kiosk.questions[1].isVisibleTo(kiosk)
    kiosk.hand_in()
    assert the_round(page, "Short").answered == 1
    kiosk.leave()


# Paper -------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_35_paper_forms_of_20_questions_by_keyboard(page: FeedbackPage, qtbot: QtBot) -> None:
    """Every key is pressed on the real page; at most 1.3 an answer."""
    items = tuple(
        Item(f"q{n}", ItemKind.RATING if n % 2 else ItemKind.CHOICE, {"en": f"Question {n}"},
             () if n % 2 else (Option("a"), Option("b"), Option("c")))
        for n in range(20)
    )  # fmt: skip
    command = PutForm(type(page.forms[0].form)(FormKind.OTHER, {"en": "Paper"}, items))
    assert page.do(command)
    assert page.do(OpenRound(command.form_id, "Paper"))
    page._on_typing(the_round(page, "Paper"))
    keys = 0
    for form in range(35):
        for n in range(20):
            QTest.keyClicks(page.typing.panel.card, str(1 + (form + n) % 3))
            keys += 1
        QTest.keyClick(page.typing.panel.card, Qt.Key.Key_Return)
        keys += 1
    assert the_round(page, "Paper").answered == 35
    assert keys / (35 * 20) <= 1.3
    page.typing.done.click()
    assert page.stack.currentWidget() is page._frames["collect"]


def test_double_entry_shows_what_differs(page: FeedbackPage, qtbot: QtBot) -> None:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    page._on_typing(row)
    page.typing.double.setChecked(True)
    card = page.typing.panel.card

    def once(keys: str) -> None:
        QTest.keyClicks(card, keys)
        for _ in range(2):
            QTest.keyClick(page.typing.panel.line, Qt.Key.Key_Return)
        QTest.keyClick(card, Qt.Key.Key_Return)

    once("45")
    assert "second time" in texts(page.typing)
    once("43")
    assert "first Strongly agree, then Neither" in texts(page.typing)
    assert the_round(page, "Day 4").answered == 0
    QTest.keyClicks(card, "5")
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert the_round(page, "Day 4").answered == 1


# Results -----------------------------------------------------------------------------------------


def test_results_come_when_it_is_closed_and_late_forms_wait(
    page: FeedbackPage, qtbot: QtBot
) -> None:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    box = page.box(row)
    box.put_all(
        [{"energy": str(1 + n % 5), "clarity": "3", "keep": f"keep {n}"} for n in range(12)]
    )
    page.read_again()
    assert "keep 3" not in texts(page.results)
    page.close_round(the_round(page, "Day 4"))
    assert page.tabs.key == "results"
    assert page.results.picker.currentText() == "Day 4"
    shown = texts(page.results)
    assert "12 of 35 answered (34 %)" in shown
    assert "all or nearly all: Neither" in shown
    assert all(f"{n}. {rule}" in shown for n, rule in enumerate(rules_in_words(), 1))
    assert len(rules_in_words()) == 10
    page._on_reopen(the_round(page, "Day 4"))
    late = the_round(page, "Day 4")
    assert (late.is_open, late.batch) == (True, 2)
    page.box(late).put_all([{"energy": "1"}] * 3)
    page.box(late).close()
    page.read_again()
    page.results.choose(late.id)
    assert "3 late forms are not counted yet" in texts(page.results)
    assert "12 of 35 answered (34 %)" in texts(page.results)


def test_a_collection_closed_with_too_few_forms_does_not_call_them_late(
    page: FeedbackPage, qtbot: QtBot
) -> None:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    page.box(row).put("", {"energy": "1"})
    page.close_round(the_round(page, "Day 4"))
    shown = texts(page.results)
    assert "1 of 35 answered (3 %) · results are shown from 5 forms on" in shown
    assert "not counted yet" not in shown


def test_a_comment_is_printed_only_when_it_was_screened(page: FeedbackPage, qtbot: QtBot) -> None:
    row = next(one for one in page.feedback.rounds if one.round.title == "Day 1")
    assert all(not texts_ for _, texts_ in row.printable)
    page.show_part("results")
    page.results.choose(row.round.id)
    from facilitator.ui.pages.feedback.results_part import _Comment

    comment = page.results.findChildren(_Comment)[0]
    comment.text.setPlainText("Without the name")
    comment.tick.setChecked(True)
    qtbot.waitUntil(lambda: any(
        "Without the name" in texts_ for one in page.feedback.rounds for _, texts_ in one.printable
    ))  # fmt: skip


@pytest.mark.slow
def test_an_undo_does_not_bring_a_closed_box_back(page: FeedbackPage, qtbot: QtBot) -> None:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    page.box(row).put_all([{"energy": str(1 + n % 5)} for n in range(9)])
    page.close_round(the_round(page, "Day 4"))
    page.document.undo()
    closed = the_round(page, "Day 4")
    assert (closed.is_open, closed.answered) == (False, 9)


def test_throwing_away_asks_first_and_leaves_nothing(page: FeedbackPage, qtbot: QtBot) -> None:
    row = opened(page, qtbot, FormKind.PULSE, "Day 4")
    page.box(row).put("", {"keep": "marker-thrown-away"})
    page._on_remove(the_round(page, "Day 4"))
    dialog = next(w for w in page.window().findChildren(QDialog) if w.isVisible())
    dialog.ok.click()  # type: ignore[attr-defined]
    page.read_again()
    assert all(one.round.title != "Day 4" for one in page.feedback.rounds)
    path = page.document.path
    assert path is not None
    for file in path.parent.glob(f"{path.name}*"):
        assert b"marker-thrown-away" not in file.read_bytes()


# Files -------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_follow_up_pack_goes_out_and_answers_come_in(
    page: FeedbackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    row = opened(page, qtbot, FormKind.FOLLOW_UP, "After four months")
    files = page.context.files
    assert isinstance(files, Answers)
    files.answer = tmp_path
    page._on_pack(row)
    paths = [
        tmp_path / name
        for name in ("follow-up.pdf", "follow-up-xlsform.xlsx", "follow-up-answers.xlsx")
    ]
    qtbot.waitUntil(lambda: all(path.exists() for path in paths), timeout=8000)
    book = load_workbook(paths[2])
    head = [cell.value for cell in book.active[1]]
    for n in range(6):
        given = {"code": f"Bade0{n}", "used": "often", "confidence": 3 + n % 3}
        book.active.append([given.get(name) for name in head])
    book.save(paths[2])
    files.answer = paths[2]
    page._on_answers(row)
    qtbot.waitUntil(lambda: the_round(page, "After four months").answered == 6, timeout=8000)


def test_a_bad_form_is_not_read_and_every_fault_is_told(
    page: FeedbackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "survey"
    for line in (
        ["type", "name", "label"],
        ["text", "a", "A"],
        ["text", "a", "B"],
        ["map", "c", "C"],
    ):
        book.active.append(line)
    book.save(tmp_path / "bad.xlsx")
    before = len(page.forms)
    page.read_form(tmp_path / "bad.xlsx")
    qtbot.waitUntil(lambda: "row 4" in page.message.text, timeout=8000)
    assert "survey, row 3: The name “a” stands here and in row 2" in page.message.text
    page.read_again()
    assert len(page.forms) == before


def test_a_form_is_edited_and_answers_keep_the_words_they_saw(
    page: FeedbackPage, qtbot: QtBot
) -> None:
    page.show_part("forms")
    part = page.forms_part
    row = page.forms[0]
    part.choose(row.id)
    part.items.text.setPlainText("My energy tonight")
    part.items._on_fields()
    qtbot.waitUntil(lambda: page.forms[0].version == 2)
    assert page.forms[0].form.items[0].texts["en"] == "My energy tonight"
    old = next(one.round for one in page.feedback.rounds if one.round.title == "Day 1")
    assert old.version == 1
    assert old.form.items[0].texts["en"] == "My energy at the end of today"
    part.new_language.setText("lo")
    part._on_language()
    qtbot.waitUntil(lambda: page.forms[0].form.languages == ("en", "fr", "lo"))
    part.language.setCurrentIndex(part.language.findData("fr"))
    part.fewer.click()
    qtbot.waitUntil(lambda: page.forms[0].form.languages == ("en", "lo"))
    part.items._on_add()
    qtbot.waitUntil(lambda: len(page.forms[0].form.items) == 5)
    part.items._on_delete()
    qtbot.waitUntil(lambda: len(page.forms[0].form.items) == 4)


def test_an_assessment_by_name_feeds_the_certificate_and_feedback_never(
    page: FeedbackPage, qtbot: QtBot
) -> None:
    from facilitator.application.queries.people import participants

    page.show_part("assessment")
    part = page.assessment
    person = part.people[0]
    assert part.person.currentText() == person.certificate_name
    right = [item.right for item in part.form.items]  # type: ignore[union-attr]
    for letter in right:
        QTest.keyClicks(part.panel.card, str(1 + "abcd".index(letter)))
    QTest.keyClick(part.panel.card, Qt.Key.Key_Return)

    def reached() -> int | None:
        people = page.document.query(participants)
        found: int | None = next(p.assessment_percent for p in people if p.id == person.id)
        return found

    assert reached() == 100
    assert part.person.currentText() == part.people[1].certificate_name


def test_after_a_crash_the_kiosk_comes_back_and_not_the_programme(
    with_sample: Controller, qtbot: QtBot
) -> None:
    page = as_shown(with_sample, qtbot)
    kiosk = begun(page, opened(page, qtbot, FormKind.PULSE, "Day 4"))
    assert isinstance(kiosk, KioskWindow)
    kept = list(page.context.settings.kiosk)
    assert kept == [str(page.document.path), str(the_round(page, "Day 4").id)]
    kiosk.leave()
    assert page.context.settings.kiosk == []
    with_sample.settings.kiosk = kept
    assert with_sample.resume_kiosk()
    again = page.sitting.window
    assert isinstance(again, KioskWindow)
    assert not page.window().isVisible()
    again.leave()


def test_what_we_changed_goes_to_the_rooms_screen(page: FeedbackPage, qtbot: QtBot) -> None:
    day = next(one.round for one in page.feedback.rounds if one.round.title == "Day 1")
    page.show_part("results")
    page.results.choose(day.id)
    page.results._show_in_room(day)
    shown = page.context.projector.shown
    assert shown is not None
    assert "We changed: Two more microphones" in shown.words
    page.context.projector.close()


def test_an_idle_kiosk_does_not_lose_its_programme(
    page: FeedbackPage, kiosk: KioskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = page.context.shell.guard
    locked: list[bool] = []
    monkeypatch.setattr(guard, "lock", lambda: locked.append(True))
    guard._on_idle()
    assert locked == []
    guard._idle.stop()
    kiosk.leave()
    guard._on_idle()
    assert locked == [True]


def test_a_form_that_cannot_be_taken_back_is_told(page: FeedbackPage, kiosk: KioskWindow) -> None:
    fill(kiosk, 3, "too late")
    kiosk.hand_in()
    page.box(the_round(page, "Day 4")).close()
    kiosk.take_back.click()
    assert kiosk.title.text() == "That did not work"
    fill(kiosk, 3, "later still")
    kiosk.hand_in()
    assert "closed" in kiosk.message.text
    assert kiosk.answers()["energy"] == "3"
