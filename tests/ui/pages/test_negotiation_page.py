"""The Negotiation page: by keyboard from kit to debrief; what is confidential never gets out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers
from tests.ui.look import cut_off, describe, shown, tab_stops, walk

from facilitator.application.commands.negotiation import (
    AddExercise,
    AssignRoles,
    GivePhaseMinutes,
    MarkSeatAbsent,
    PutPreparation,
)
from facilitator.application.queries import negotiation as queries
from facilitator.domain.negotiation.assignment import Duty
from facilitator.domain.negotiation.debrief import Reveal, debrief_of
from facilitator.domain.negotiation.kit_text import read
from facilitator.domain.negotiation.outcomes import Agreed
from facilitator.domain.negotiation.phases import Phase
from facilitator.domain.negotiation.preparation import TEXT_NAMES
from facilitator.support import i18n
from facilitator.support.resources import resource
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.negotiation import draft
from facilitator.ui.pages.negotiation.page import NegotiationPage
from facilitator.ui.projector import canvas
from facilitator.ui.projector.canvas import HEIGHT, WIDTH
from facilitator.ui.projector.exercise import (
    ChartScene,
    Scene,
    call_text,
    clock_text,
    debrief_scene,
    issues_scene,
    phase_scene,
)
from facilitator.ui.projector.paint_exercise import paint_scene, spoken
from facilitator.ui.widgets.buttons import Button, Kind

PARTS = ("overview", "roles", "run", "outcomes", "debrief", "sheets", "edit")
NORTH = "You speak for Norrland"


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> NegotiationPage:
    kept_sample.go_to("negotiation")
    kept_sample.window.activateWindow()
    qtbot.waitUntil(kept_sample.window.isActiveWindow)
    found = kept_sample.page("negotiation")
    assert isinstance(found, NegotiationPage)
    settle(qtbot, found)
    return found


def settle(qtbot: QtBot, page: NegotiationPage) -> None:
    """Until no work is under way and everything said has been heard."""
    qtbot.waitUntil(lambda: not page.context.runner.is_busy)
    for _ in range(4):
        QApplication.processEvents()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def tab_to(target: QWidget) -> None:
    """Tab until the target has the focus."""
    for _ in range(120):
        focus = QApplication.focusWidget()
        if focus is target or (focus is not None and focus.parentWidget() is target):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(
        f"Tab never reaches {describe(target)}; last {describe(QApplication.focusWidget() or target)}"
    )


def tab_to_part(page: NegotiationPage, key: str) -> None:
    """Reach the tabs by Tab and the part by arrows."""
    proxy = page.tabs.focusProxy()
    assert proxy is not None
    tab_to(proxy)
    for _ in range(len(PARTS)):
        if page.tabs.key == key:
            return
        press(Qt.Key.Key_Right)
    raise AssertionError(key)


def test_by_keyboard_from_the_kit_to_the_debrief(page: NegotiationPage, qtbot: QtBot) -> None:
    page.setFocus()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.chooser.use_buttons[0])
    tab_to(page.chooser.use_buttons[2])
    press(Qt.Key.Key_Space)
    settle(qtbot, page)
    assert [row.title for row in page.exercises] == ["River Crossing", "Lake Meriva"]
    assert page.row is not None
    assert page.row.title == "Lake Meriva"

    tab_to_part(page, "roles")
    roles: Any = page.parts["roles"]
    tab_to(roles.remainder)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert roles.remainder.currentText() == "Chair"
    tab_to(roles.assign)
    press(Qt.Key.Key_Space)
    settle(qtbot, page)
    assert len(roles.seats) == 35

    tab_to_part(page, "run")
    run: Any = page.parts["run"]
    tab_to(run.phase_buttons[Phase.NEGOTIATE])
    press(Qt.Key.Key_Space)
    settle(qtbot, page)
    assert page.row.clock.phase is Phase.NEGOTIATE

    tab_to_part(page, "outcomes")
    outcomes: Any = page.parts["outcomes"]
    for box in outcomes.options.values():
        tab_to(box)
        press(Qt.Key.Key_Down)
    tab_to(outcomes.record)
    press(Qt.Key.Key_Space)
    settle(qtbot, page)
    table = page.document.query(queries.tables, page.row.id)[0]
    assert table.outcome is not None
    assert table.outcome.agreed is Agreed.YES
    assert set(table.outcome.options.values()) == {"none", "three", "open", "each"}

    tab_to(page.picker)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.row is not None
    assert page.row.title == "River Crossing"
    tab_to_part(page, "debrief")
    settle(qtbot, page)
    tab_to(page.debrief.next)
    seen = []
    for _ in range(len(Reveal) - 1):
        seen.append(page.debrief.reveal)
        press(Qt.Key.Key_Space)
    assert page.debrief.reveal is Reveal.TRANSFER
    assert seen == list(Reveal)[:-1]
    assert page.debrief.debrief is not None
    assert [s.letter for s in page.debrief.debrief.standings] == list("ABCDE")


def test_each_part_is_whole(page: NegotiationPage, qtbot: QtBot, kept_sample: Controller) -> None:
    """Names, targets, Tab, one primary, nothing cut off: on every part, revealed where it can be."""
    for size in ((1440, 900), (1280, 720)):
        kept_sample.window.resize(*size)
        for key in PARTS:
            show(page, key, qtbot)
            assert cut_off(page) == [], (key, size)
    for key in PARTS:
        show(page, key, qtbot)
        stops = tab_stops(kept_sample.window)
        assert [describe(w) for w in stops if not w.accessibleName()] == [], key
        assert [describe(w) for w in tab_stops(page) if min(w.width(), w.height()) < 24] == [], key
        primary = [w.label for w in shown(page) if isinstance(w, Button) and w.kind is Kind.PRIMARY]
        assert len(primary) <= 1, key
        reached = walk(kept_sample.window)
        assert [describe(w) for w in tab_stops(kept_sample.window) if w not in reached] == [], key


def show(page: NegotiationPage, key: str, qtbot: QtBot) -> None:
    page.show_part(key)
    settle(qtbot, page)
    if key == "roles":
        page.parts["roles"]._on_reveal()  # type: ignore[attr-defined]
    if key == "sheets":
        page.sheets.table.setCurrentIndex(1)
        page.sheets._on_reveal()
    if key == "edit":
        editor: Any = page.parts["edit"]
        editor.section.setCurrentIndex(editor.section.count() - 1)
        editor._on_reveal()
    settle(qtbot, page)


def test_longer_languages_have_room_in_every_part(qtbot: QtBot, with_sample: Controller) -> None:
    i18n.set_language(i18n.PSEUDO)
    with_sample._renew_window()
    with_sample.window.resize(1440, 900)
    with_sample.go_to("negotiation")
    renewed = with_sample.page("negotiation")
    assert isinstance(renewed, NegotiationPage)
    for key in PARTS:
        show(renewed, key, qtbot)
        assert cut_off(renewed) == [], key


# Confidential --------------------------------------------------------------------------------------


def said_on(root: QWidget) -> str:
    """Every text that a widget below `root` holds, shown or not."""
    found = []
    for widget in root.findChildren(QWidget):
        found += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        ]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
    return "\n".join(found)


@pytest.mark.parametrize("leave", ["part", "page", "role", "table", "window", "exercise", "again"])
def test_a_revealed_sheet_conceals_itself(
    leave: str, page: NegotiationPage, kept_sample: Controller, qtbot: QtBot
) -> None:
    page.document.execute(
        AddExercise(resource("exercises", "second-ferry.toml").read_text(encoding="utf-8"))
    )
    settle(qtbot, page)
    page.show_part("sheets")
    assert NORTH not in said_on(kept_sample.window)
    page.sheets.table.setCurrentIndex(2)
    page.sheets._on_reveal()
    settle(qtbot, page)
    prepared = "Widen the western road"
    assert NORTH in said_on(kept_sample.window)
    assert prepared in said_on(page.sheets)
    if leave == "part":
        page.show_part("overview")
    elif leave == "page":
        kept_sample.go_to("agenda")
    elif leave == "role":
        page.sheets.role.setCurrentIndex(1)
    elif leave == "table":
        page.sheets.table.setCurrentIndex(1)
    elif leave == "window":
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(lambda: not kept_sample.window.isActiveWindow())
        QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
        other.close()
    elif leave == "exercise":
        page.picker.setCurrentIndex(1)
        page._on_picked()
    else:
        page.sheets._on_reveal()
    settle(qtbot, page)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert NORTH not in said_on(kept_sample.window)
    assert prepared not in said_on(kept_sample.window)
    assert page.sheets.sheet is None


def test_who_plays_whom_is_concealed_until_revealed(
    page: NegotiationPage, kept_sample: Controller
) -> None:
    page.show_part("roles")
    roles: Any = page.parts["roles"]
    assert roles.model.rows == ()
    roles._on_reveal()
    assert len(roles.model.rows) == 35
    page.show_part("run")
    assert roles.model.rows == ()
    page.show_part("roles")
    assert roles.model.rows == ()


def test_what_was_copied_out_of_a_sheet_does_not_stay_on_the_clipboard(
    page: NegotiationPage, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("something of the user's own")
    page.show_part("sheets")
    page.sheets.table.setCurrentIndex(2)
    page.sheets._on_reveal()
    page.show_part("overview")
    assert clipboard.text() == "something of the user's own"
    page.show_part("sheets")
    page.sheets._on_reveal()
    options = page.sheets.fields["batna"].control
    assert isinstance(options, QPlainTextEdit)
    options.selectAll()
    options.copy()
    assert "western road" in clipboard.text()
    page.show_part("overview")
    assert clipboard.text() == ""
    labels = [
        w
        for w in page.sheets.findChildren(QLabel)
        if w.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    ]
    assert labels == []


def test_no_scene_holds_a_marker_or_a_name(page: NegotiationPage, qtbot: QtBot) -> None:
    """A marker in every confidential text of every kit; every scene that there is."""
    from dataclasses import replace

    from facilitator.domain.negotiation.kit import Words
    from facilitator.domain.negotiation.kit_text import write
    from facilitator.support.clock import now

    names = [seat.name for seat in page.document.query(queries.seats, page.exercises[0].id)]
    for key in ("river-crossing", "second-ferry", "lake-meriva"):
        kit, _ = read(resource("exercises", f"{key}.toml").read_text(encoding="utf-8"))
        assert kit is not None
        marked = Words(tuple((code, "ZEPHYRQUUX") for code in kit.languages))
        roles = tuple(
            replace(r, instructions=marked, batna=marked, may_reveal=marked, keep_back=marked)
            for r in kit.roles
        )
        command = AddExercise(write(replace(kit, roles=roles, teaching_note=marked)))
        page.document.execute(command)
        page.document.execute(AssignRoles(command.exercise_id))
        table = page.document.query(queries.tables, command.exercise_id)[0]
        for role in kit.role_ids:
            page.document.execute(
                PutPreparation(table.id, role, dict.fromkeys(TEXT_NAMES, "ZEPHYRQUUX"))
            )
    settle(qtbot, page)
    scenes = []
    for row in page.exercises:
        played = page.document.query(queries.played, row.id)
        scenes += [phase_scene(row, now()), issues_scene(row)]
        scenes += [debrief_scene(debrief_of(played), step) for step in Reveal]
        page.exercise_id = row.id
        for part in PARTS:
            show(page, part, qtbot)
            assert page.projector_scene is not None
            scenes.append(page.projector_scene)
    assert len(scenes) == 4 * (2 + len(Reveal) + len(PARTS))
    for scene in scenes:
        held = repr(scene) + spoken(scene)
        assert "ZEPHYRQUUX" not in held
        assert not [name for name in names if name in held]


def test_scenes_reveal_one_layer_after_the_other(page: NegotiationPage) -> None:
    found = debrief_of(page.document.query(queries.played, page.exercises[0].id))
    charts = {step: debrief_scene(found, step).chart for step in Reveal}
    assert [step for step, chart in charts.items() if chart] == [
        Reveal.VALUES, Reveal.ALTERNATIVES, Reveal.FRONTIER, Reveal.REFERENCE]  # fmt: skip
    values, batna, frontier, nash = (
        charts[step]
        for step in (Reveal.VALUES, Reveal.ALTERNATIVES, Reveal.FRONTIER, Reveal.REFERENCE)
    )
    assert values
    assert batna
    assert frontier
    assert nash
    assert (values.batna, values.frontier, values.nash) == ((), (), None)
    assert (batna.batna, batna.frontier) == ((45, 48), ())
    assert (len(frontier.frontier), frontier.nash) == (10, None)
    assert nash.nash == (76, 73)
    assert values.tables == (
        ("A", (69, 68)),
        ("B", (66, 75)),
        ("C", (26, 48)),
        ("D", (33, 100)),
        ("E", (45, 48)),
    )
    assert debrief_scene(found, Reveal.TABLES).grid[1] == (
        "Ended",
        "Deal",
        "Deal",
        "Deal",
        "Deal",
        "No deal",
    )


def test_every_scene_is_painted(page: NegotiationPage, app: QApplication) -> None:
    found = debrief_of(page.document.query(queries.played, page.exercises[0].id))
    pictures = []
    for step in Reveal:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_scene(painter, debrief_scene(found, step))
        painter.end()
        dark = [
            (x, y)
            for x in range(0, WIDTH, 8)
            for y in range(0, HEIGHT, 8)
            if image.pixelColor(x, y).lightness() < 90
        ]
        assert len(dark) > 20
        pictures.append(dark)
    assert all(one != other for one, other in pairwise(pictures))


def test_no_option_of_the_tables_is_cut_in_the_room(
    page: NegotiationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = debrief_of(page.document.query(queries.played, page.exercises[0].id))
    scene = debrief_scene(found, Reveal.TABLES)
    drawn: list[str] = []
    monkeypatch.setattr(
        canvas, "_draw", lambda _painter, _box, text, *_rest, **_more: drawn.append(text)
    )
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_scene(painter, scene)
    painter.end()
    assert {text for line in scene.grid for text in line if text} <= set(drawn)


def test_more_than_two_roles_are_painted_as_bars(app: QApplication) -> None:
    chart = ChartScene(("One", "Two", "Three"), (("A", (20, 90, 50)), ("B", (0, 10, 100))), (40, 40, 40),
                       reach=((40, 40, 40),))  # fmt: skip
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_scene(painter, Scene("Three", "Values", chart=chart))
    painter.end()
    assert not chart.is_scatter
    columns = {
        x // 60
        for x in range(0, WIDTH, 4)
        for y in range(300, 700, 4)
        if image.pixelColor(x, y).lightness() < 90
    }
    assert len(columns) > 8


def test_words_of_the_clock() -> None:
    assert (clock_text(725), clock_text(-40), clock_text(0)) == ("12:05", "+ 0:40", "0:00")
    assert call_text(22 * 60 + 30, 45) == "Half of the time is over."
    assert call_text(600, 45) == "10 minutes left."
    assert call_text(600, 20) == "Half of the time is over."
    assert call_text(60, 45) == "One minute left."
    assert call_text(0, 45) == "Time is up."


def test_the_clock_calls_the_time(
    page: NegotiationPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    shell: Any = page.context.shell
    shell.exercise_calls.called.connect(told.append)
    monkeypatch.setenv("FACILITATOR_NOW", "2024-11-06T10:00:00+00:00")
    page.show_part("run")
    run: Any = page.parts["run"]
    run._on_phase(Phase.NEGOTIATE)
    settle(qtbot, page)
    for moment, said in (("10:22:29", None), ("10:22:30", "Half of the time is over."), ("10:35:01", "10 minutes left."),
                         ("10:44:05", "One minute left."), ("10:45:00", "Time is up.")):  # fmt: skip
        monkeypatch.setenv("FACILITATOR_NOW", f"2024-11-06T{moment}+00:00")
        before = len(told)
        shell.exercise_calls.tick()
        assert told[before:] == ([said] if said else [])
    monkeypatch.setenv("FACILITATOR_NOW", "2024-11-06T10:45:40+00:00")
    run.tick()
    assert "+ 0:40" in run.view.scene.words


# Other acts ----------------------------------------------------------------------------------------


def test_a_damaged_kit_is_refused_with_each_fault_and_nothing_is_written(
    page: NegotiationPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    text = resource("exercises", "river-crossing.toml").read_text(encoding="utf-8")
    path = tmp_path / "kit.toml"
    path.write_text(
        text.replace("prepare = 30", "prepare = 0").replace("24h = 15", "24h = 14"),
        encoding="utf-8",
    )
    answers.answer = path
    page.add_main()
    page.chooser.open_button.click()
    settle(qtbot, page)
    assert "meta.prepare" in page.chooser.faults.text
    assert "roles.north.points" in page.chooser.faults.text
    assert len(page.exercises) == 1
    path.write_text(text, encoding="utf-8")
    page.chooser.open_button.click()
    settle(qtbot, page)
    assert len(page.exercises) == 2


def test_absent_and_late_take_two_clicks(page: NegotiationPage, qtbot: QtBot) -> None:
    page.show_part("roles")
    roles: Any = page.parts["roles"]
    roles._on_reveal()
    seat = roles.model.rows[0]
    roles.table.choose(seat.participant_id)
    roles.absent.click()
    settle(qtbot, page)
    assert next(s for s in roles.seats if s.participant_id == seat.participant_id).absent
    assert roles.late.currentData() == seat.participant_id
    roles.late_button.click()
    settle(qtbot, page)
    assert not next(s for s in roles.seats if s.participant_id == seat.participant_id).absent


def test_a_recorded_outcome_asks_why(page: NegotiationPage, qtbot: QtBot) -> None:
    page.show_part("outcomes")
    outcomes: Any = page.parts["outcomes"]
    outcomes.side_terms.setText("Other terms")
    outcomes.record.click()
    settle(qtbot, page)
    assert "say why" in outcomes.reason_field.field.error
    outcomes.reason.setText("Typed wrong")
    outcomes.record.click()
    settle(qtbot, page)
    outcome = page.document.query(queries.tables, page.exercises[0].id)[0].outcome
    assert outcome.side_terms == "Other terms"
    assert [edit.reason for edit in outcome.edits] == ["Typed wrong"]


def test_a_slip_does_not_undo_what_is_being_typed(page: NegotiationPage, qtbot: QtBot) -> None:
    page.show_part("outcomes")
    outcomes: Any = page.parts["outcomes"]
    outcomes.side_terms.setText("Half typed")
    outcomes.ratings["process"].setValue(6)
    outcomes.add_slip.click()
    settle(qtbot, page)
    assert outcomes.side_terms.text() == "Half typed"
    assert "7" in outcomes.slips.text()


def test_a_role_that_nobody_plays_is_told(page: NegotiationPage, qtbot: QtBot) -> None:
    key = page.exercises[0].id
    page.show_part("roles")
    roles: Any = page.parts["roles"]
    for seat in page.document.query(queries.seats, key):
        if seat.duty is not Duty.PLAYER or seat.role_id == "north":
            page.document.execute(MarkSeatAbsent(key, seat.participant_id))
    settle(qtbot, page)
    assert "Table A" in roles.unfilled.text
    assert "Envoy of Norrland" in roles.unfilled.text


def test_notes_and_slips(page: NegotiationPage, qtbot: QtBot) -> None:
    page.show_part("debrief")
    settle(qtbot, page)
    page.debrief.note.setPlainText("Ask about time next week.")
    page.debrief.add_note.click()
    settle(qtbot, page)
    notes = page.document.query(queries.notes, page.exercises[0].id)
    assert notes[-1].text == "Ask about time next week."
    page.show_part("outcomes")
    outcomes: Any = page.parts["outcomes"]
    outcomes.ratings["process"].setValue(6)
    outcomes.add_slip.click()
    settle(qtbot, page)
    assert page.document.query(queries.tables, page.exercises[0].id)[0].means.people == 7


def test_packs_and_charts_are_written(
    page: NegotiationPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.answer = tmp_path
    page.print_out()
    settle(qtbot, page)
    assert (tmp_path / "river-crossing" / "role-north.pdf").read_bytes().startswith(b"%PDF-")
    page.show_part("debrief")
    settle(qtbot, page)
    page.debrief.save.click()
    settle(qtbot, page)
    assert (tmp_path / "river-crossing-debrief.pdf").exists()
    assert list(tmp_path.glob("*.png"))
    answers.answer = tmp_path / "kit.toml"
    page.show_part("overview")
    page.overview.save_kit.click()
    settle(qtbot, page)
    kit, faults = read((tmp_path / "kit.toml").read_text(encoding="utf-8"))
    assert kit is not None
    assert faults == []


def test_the_editor_saves_a_kit_and_names_its_faults(page: NegotiationPage, qtbot: QtBot) -> None:
    command = AddExercise(resource("exercises", "second-ferry.toml").read_text(encoding="utf-8"))
    page.document.execute(command)
    settle(qtbot, page)
    page.exercise_id = command.exercise_id
    page.show_part("edit")
    editor: Any = page.parts["edit"]
    settle(qtbot, page)
    title = next(c for e, c in editor._controls if isinstance(c, QLineEdit))
    title.setText("The Third Ferry")
    editor.save.click()
    settle(qtbot, page)
    assert [row.title for row in page.exercises] == ["River Crossing", "The Third Ferry"]
    editor.add_issue.click()
    settle(qtbot, page)
    assert "issues.issue-1" in editor.faults.text
    editor.save.click()
    settle(qtbot, page)
    assert "(fr)" in page.message.text
    editor.forget.click()
    editor.section.setCurrentIndex(editor.section.count() - 1)
    assert not [c for _, c in editor._controls if isinstance(c, QPlainTextEdit)]
    editor.reveal.click()
    number = next(c for e, c in editor._controls if isinstance(c, QSpinBox))
    number.setValue(20)
    editor.save.click()
    settle(qtbot, page)
    sheet = page.document.query(queries.confidential_sheet, command.exercise_id, "yard")
    assert sheet.batna_value == 20


def test_every_entry_of_the_editor_changes_what_it_names() -> None:
    for name in ("river-crossing", "lake-meriva", "second-ferry"):
        kit, _ = read(resource("exercises", f"{name}.toml").read_text(encoding="utf-8"))
        assert kit is not None
        for _, section in draft.section_names(kit):
            for entry in draft.entries(kit, section, kit.languages[0]):
                assert entry.put(kit, entry.value) == kit, entry.label
                new: object = {
                    draft.Kind.LINE: "Something else", draft.Kind.TEXT: "one = One\ntwo = Two",
                    draft.Kind.NUMBER: 7, draft.Kind.CHECK: not entry.value,
                    draft.Kind.CHOICE: next((k for _, k in entry.choices if k != entry.value), ""),
                }[entry.kind]  # fmt: skip
                assert entry.put(kit, new) != kit, entry.label
        grown = draft.with_role(draft.with_issue(draft.with_language(kit, "lo")))
        assert grown.is_scorable
        assert len(grown.roles) == len(kit.roles) + 1
        assert draft.without(grown, f"role:{len(kit.roles)}").role_ids == kit.role_ids


def test_nothing_can_be_changed_in_a_read_only_programme(
    shell: Controller, sample_path: Path, qtbot: QtBot
) -> None:
    assert shell.open_programme(sample_path, read_only=True)
    shell.go_to("negotiation")
    page = shell.page("negotiation")
    assert isinstance(page, NegotiationPage)
    for key in PARTS:
        show(page, key, qtbot)
    roles: Any = page.parts["roles"]
    assert not roles.assign.isEnabled()
    assert not page.parts["edit"].save.isEnabled()  # type: ignore[attr-defined]
    assert not page.parts["outcomes"].form.isEnabled()  # type: ignore[attr-defined]


def test_who_is_absent_is_shown_after_undo(page: NegotiationPage, qtbot: QtBot) -> None:
    page.show_part("roles")
    roles: Any = page.parts["roles"]
    roles._on_reveal()
    before = roles.seats
    page.document.execute(MarkSeatAbsent(page.exercises[0].id, before[0].participant_id))
    settle(qtbot, page)
    assert roles.seats != before
    page.document.undo()
    settle(qtbot, page)
    assert roles.seats == before


def test_the_debrief_is_revealed_step_by_step_in_the_room(
    page: NegotiationPage, qtbot: QtBot, kept_sample: Controller
) -> None:
    projector = kept_sample.projector
    show(page, "debrief", qtbot)
    page.room_button.click()
    settle(qtbot, page)
    seen = []
    for _ in range(len(Reveal) - 1):
        assert projector.shown is not None
        seen.append(projector.shown.words)
        page.debrief.next.click()
        settle(qtbot, page)
    assert projector.shown is not None
    assert len({*seen, projector.shown.words}) == len(Reveal)
    assert "69, 68" not in seen[1]
    assert "69, 68" in seen[2]
    page.room_button.click()
    assert not projector.is_live


def test_the_clock_in_the_room_goes_on_and_follows_changes_from_other_pages(
    page: NegotiationPage, qtbot: QtBot, kept_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    projector = kept_sample.projector
    show(page, "run", qtbot)
    monkeypatch.setenv("FACILITATOR_NOW", "2024-11-06T10:00:00+00:00")
    run: Any = page.parts["run"]
    run._on_phase(Phase.NEGOTIATE)
    settle(qtbot, page)
    page.room_button.click()
    kept_sample.go_to("agenda")
    monkeypatch.setenv("FACILITATOR_NOW", "2024-11-06T10:01:40+00:00")
    projector.tick()
    assert projector.shown is not None
    assert "43:20" in projector.shown.words
    row = page.exercises[0]
    page.document.execute(GivePhaseMinutes(row.id, 5))
    settle(qtbot, page)
    projector.tick()
    assert "48:20" in projector.shown.words
    projector.close()
