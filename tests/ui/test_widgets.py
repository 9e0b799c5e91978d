"""The toolkit: fields, lists, tables, long work, previews."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from facilitator.application.jobs import Cancelled, Job
from facilitator.support.settings import Settings
from facilitator.ui.app import theme
from facilitator.ui.app.controller import show_theme
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.base import PageHeader
from facilitator.ui.tasks.runner import Runner
from facilitator.ui.widgets import controls
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import Field, FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.paint import direction_of
from facilitator.ui.widgets.part_list import GrowingText, PartField, PartList
from facilitator.ui.widgets.pdf_preview import PdfPreview
from facilitator.ui.widgets.progress import QUIET_FOR, ProgressStrip
from facilitator.ui.widgets.search import FilterField
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table

pytestmark = pytest.mark.usefixtures("app")


def shown(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


# Buttons and labels ---------------------------------------------------------------------------


def test_an_ampersand_is_a_letter_not_a_shortcut(qtbot: QtBot) -> None:
    button = Button("Q & A")
    qtbot.addWidget(button)
    assert button.label == button.accessibleName() == "Q & A"
    assert button.shortcut().isEmpty()


def test_markup_in_labels_is_shown_as_typed(qtbot: QtBot) -> None:
    label = PlainLabel("<b>A</b> & B", wrap=True)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>A</b> & B"


def test_a_label_that_is_cut_has_its_text_in_the_tooltip(qtbot: QtBot) -> None:
    host = QWidget()
    line = QHBoxLayout(host)
    label = PlainLabel("Building confidence in the region")
    line.addWidget(label)
    shown(qtbot, host, 80, 40)
    assert label.is_cut
    assert label.toolTip() == label.text()
    host.resize(600, 40)
    QApplication.processEvents()
    assert not label.is_cut
    assert label.toolTip() == ""


@pytest.mark.parametrize("text", ["မြန်မာ", "ខ្មែរ", "ປະເທດລາວ"])
def test_rows_are_as_high_as_their_script(qtbot: QtBot, text: str) -> None:
    latin, other = PlainLabel("Latin"), PlainLabel(text)
    for label in (latin, other):
        qtbot.addWidget(label)
    assert other.sizeHint().height() >= latin.sizeHint().height()
    drawn = other.fontMetrics().boundingRect(text).height()
    assert other.sizeHint().height() >= drawn


def test_direction_comes_from_the_text() -> None:
    assert direction_of("سلام") is Qt.LayoutDirection.RightToLeft
    assert direction_of("09:00-10:30") is Qt.LayoutDirection.LeftToRight
    assert direction_of("«ABC»") is Qt.LayoutDirection.LeftToRight


def test_badge_hides_without_text(qtbot: QtBot) -> None:
    host = QWidget()
    badge = Badge("1 clash", "danger", "triangle-alert", parent=host)
    shown(qtbot, host)
    assert badge.isVisible()
    badge.show_text("")
    assert not badge.isVisible()
    badge.show_text("2 clashes")
    assert badge.isVisible()
    assert badge.accessibleName() == "2 clashes"


def test_segmented_control_is_one_stop_with_arrows(qtbot: QtBot) -> None:
    control = SegmentedControl([("a", "A", ""), ("b", "B", ""), ("c", "C", "")], "Views")
    shown(qtbot, control)
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    buttons = control.findChildren(Button)
    stops = [b for b in buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.label for b in stops] == ["A"]
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    QTest.keyClick(buttons[1], Qt.Key.Key_Right)
    QTest.keyClick(buttons[2], Qt.Key.Key_Right)
    assert chosen == ["b", "c", "a"]
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert (control.key, chosen[-1]) == ("b", "b")
    control.choose("c")
    assert chosen[-1] == "b", "choosing by code is no wish of the user"


# Layout ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight,
                                       Qt.LayoutDirection.RightToLeft])  # fmt: skip
def test_flow_wraps_and_mirrors(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    host = QWidget()
    host.setLayoutDirection(direction)
    flow = FlowLayout(host, spacing=8)
    boxes = [QLabel() for _ in range(5)]
    for box in boxes:
        box.setFixedSize(90, 20)
        flow.addWidget(box)
    shown(qtbot, host, 300, 100)
    tops = [box.y() for box in boxes]
    assert tops == [0, 0, 0, 28, 28]
    first = boxes[0].x() if direction is Qt.LayoutDirection.LeftToRight else (
        300 - boxes[0].geometry().right() - 1)  # fmt: skip
    assert first == 0
    assert flow.heightForWidth(300) == 48
    assert flow.heightForWidth(1000) == 20
    assert not any(a.geometry().intersects(b.geometry()) for a in boxes for b in boxes if a is not b)


def test_drawer_lies_beside_or_over(qtbot: QtBot) -> None:
    page = QWidget()
    line = QHBoxLayout(page)
    line.addWidget(QWidget(), 1)
    drawer = Drawer(page, "Session")
    drawer.dock(line)
    shown(qtbot, page, 1200, 600)
    drawer.open_drawer()
    QApplication.processEvents()
    assert line.indexOf(drawer) >= 0
    page.resize(800, 600)
    QApplication.processEvents()
    assert line.indexOf(drawer) < 0
    assert drawer.geometry() == QRect(QPoint(800 - drawer.width(), 0), drawer.size())
    assert drawer.height() == 600
    closed: list[bool] = []
    drawer.closed.connect(lambda: closed.append(True))
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert closed == [True]
    assert not drawer.isVisible()


# Messages and fields ---------------------------------------------------------------------------


def test_inline_message_offers_fixes(qtbot: QtBot) -> None:
    message = InlineMessage()
    done: list[str] = []
    shown(qtbot, message)
    message.tell("danger", "L. Tran is already leading", (
        ("Move to 15:00", lambda: done.append("moved")), ("Change lead", lambda: None),
    ))  # fmt: skip
    buttons = [b for b in message.findChildren(Button) if not isinstance(b, IconButton)]
    assert [b.label for b in buttons] == ["Move to 15:00", "Change lead"]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["moved"]
    assert message.accessibleName() == "L. Tran is already leading"


def test_field_speaks_when_it_is_left_not_per_key(qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    field = FormField("E-mail", QLineEdit(), "Not printed")
    column.addWidget(field)
    other = QLineEdit()
    column.addWidget(other)
    shown(qtbot, host)
    left: list[bool] = []
    field.left.connect(lambda: left.append(True))
    field.control.setFocus()
    QTest.keyClicks(field.control, "somchai@example")
    assert left == []
    other.setFocus()
    assert left == [True]
    field.show_error("It needs an ending such as .org.")
    assert field.control.property("invalid") == "true"
    assert field.field.message.text == "It needs an ending such as .org."
    assert field.control.accessibleDescription() == "It needs an ending such as .org."
    field.show_error("")
    assert field.field.message.text == "Not printed"
    assert field.field.error == ""


def test_a_field_that_goes_while_it_has_the_focus_takes_nothing_with_it(qtbot: QtBot) -> None:
    """Its control loses the focus while it is torn down; touching it then ended the process."""
    host = QWidget()
    whole = QVBoxLayout(host)
    field = FormField("E-mail", QLineEdit())
    whole.addWidget(field)
    shown(qtbot, host)
    field.control.setFocus()
    QTest.keyClicks(field.control, "typed")
    assert field.control.hasFocus()
    left: list[bool] = []
    field.left.connect(lambda: left.append(True))
    delete(field.control)
    assert QApplication.focusWidget() is None
    assert left == []


def test_adopted_field_has_its_buddy(qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    label, control = QLabel("Place"), QLineEdit()
    column.addWidget(label)
    column.addWidget(control)
    qtbot.addWidget(host)
    field = Field.adopt(label, control, "Town and country")
    assert label.buddy() is control
    assert control.accessibleName() == "Place"
    assert column.indexOf(field.message) == column.indexOf(control) + 1


def test_empty_state_shows_its_whole_sentence(qtbot: QtBot) -> None:
    sentence = "Import a list from a sheet, or type names one by one. " * 3
    state = EmptyState("users", "No participants yet", sentence)
    state.offer("Import a list", primary=True)
    shown(qtbot, state, 900, 600)
    label = next(x for x in state.findChildren(PlainLabel) if x.text() == sentence)
    assert label.width() == 460
    assert label.height() >= label.heightForWidth(460)


def test_part_list_puts_only_what_says_something(qtbot: QtBot) -> None:
    parts = PartList()
    parts.describe([PartField("name", "Name"), PartField("role", "Role", (("a", "A"), ("b", "B")))],
                   "Add one")  # fmt: skip
    shown(qtbot, parts, 600, 300)
    key, second = uuid4(), uuid4()
    parts.show_parts([(key, {"name": "First", "role": "a"}), (second, {"name": "2", "role": "b"})])
    put: list[tuple[object, object]] = []
    orders: list[tuple[object, ...]] = []
    removed: list[object] = []
    parts.put_requested.connect(lambda part, values: put.append((part, values)))
    parts.order_requested.connect(orders.append)
    parts.remove_requested.connect(removed.append)
    lines = parts._rows
    line = lines[0].findChild(QLineEdit)
    line.setFocus()
    line.setText("Renamed")
    parts._add.setFocus()
    assert put == [(key, {"name": "Renamed"})]
    QTest.mouseClick(parts._add, Qt.MouseButton.LeftButton)
    new = parts._rows[2]
    assert new.findChild(QLineEdit).hasFocus()
    parts._add.setFocus()
    assert len(put) == 1, "an empty line is not put"
    new.findChild(QLineEdit).setText("Third")
    new.left.emit()
    assert put[1] == (new.part_id, {"name": "Third", "role": "a"})
    lines[1].up_requested.emit()
    assert orders == [(second, key)]
    lines[0].remove_requested.emit()
    assert removed == [key]


def test_growing_text_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    text = GrowingText()
    shown(qtbot, text, 300, 40)
    assert text.height() == 36
    text.setPlainText("word " * 60)
    lines = round(text.document().size().height())
    assert lines > 3
    assert text.height() >= lines * text.fontMetrics().lineSpacing()
    assert text.verticalScrollBar().maximum() == 0


# Tables ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    country: str


COLUMNS = [
    Column[Person]("name", "Name", lambda p: p.name, edit=lambda p: p.name),
    Column[Person]("country", "Country", lambda p: p.country, sort=lambda p: p.country),
]
PEOPLE = [Person(1, "Mei", "SG"), Person(2, "arif", "ID"), Person(3, "Sokha", "KH")]


def model_of(people: list[Person]) -> RowModel[Person]:
    model = RowModel(COLUMNS, lambda p: p.id)
    model.set_rows(people)
    return model


def test_rows_keep_selection_and_say_only_what_changed(qtbot: QtBot) -> None:
    from PySide6.QtTest import QAbstractItemModelTester

    model = model_of(PEOPLE)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    table = Table("People")
    table.show_model(model)
    shown(qtbot, table)
    assert [p.name for p in model.rows] == ["arif", "Mei", "Sokha"]
    table.choose(1)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.set_rows([Person(1, "Zoe", "SG"), PEOPLE[1], Person(4, "Bao", "VN")])
    assert [p.name for p in model.rows] == ["arif", "Bao", "Zoe"]
    assert table.selected_keys() == [1]
    assert len(changed) == 1
    assert resets == []
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [p.country for p in model.rows] == ["VN", "SG", "ID"]
    assert table.selected_keys() == [1]
    model.set_filter(lambda p: p.country == "ID")
    assert [p.id for p in model.rows] == [2]
    del tester


def test_editing_asks_and_does_not_write(qtbot: QtBot) -> None:
    model = model_of(PEOPLE)
    wishes: list[tuple[object, str, object]] = []
    model.edit_requested.connect(lambda *wish: wishes.append(wish))
    cell = model.index_of(2)
    assert model.flags(cell) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index_of(2, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(cell, "arif")
    assert model.setData(cell, "Arif")
    assert wishes == [(2, "name", "Arif")]
    assert model.data(cell) == "arif"


def test_table_keys_and_no_tab_trap(qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    table, after = Table("People"), QLineEdit()
    column.addWidget(table)
    column.addWidget(after)
    table.show_model(model_of(PEOPLE))
    shown(qtbot, host)
    opened: list[object] = []
    deleted: list[object] = []
    table.opened.connect(opened.append)
    table.delete_requested.connect(deleted.extend)
    table.setFocus()
    table.choose(2)
    QTest.keyClick(table, Qt.Key.Key_Return)
    table.selectionModel().select(
        table.row_model().index_of(3),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert opened == [2]
    assert deleted == [2, 3]
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


# Long work -------------------------------------------------------------------------------------


@pytest.fixture
def runner() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def test_runner_reports_in_the_gui_thread_and_returns(qtbot: QtBot, runner: Runner) -> None:
    threads: list[threading.Thread] = []
    connected = threading.Event()

    def work(job: Job) -> str:
        threads.append(threading.current_thread())
        assert connected.wait(60)
        job.advance(1, 2, "one")
        return "done"

    task = runner.start(work)
    heard: list[threading.Thread] = []
    task.progressed.connect(lambda *_: heard.append(threading.current_thread()))
    connected.set()
    with qtbot.waitSignal(task.finished) as finished:
        pass
    assert finished.args == ["done"]
    assert heard == [threading.main_thread()]
    assert threads[0] is not threading.main_thread()
    assert not runner.is_busy


def test_work_that_ends_at_once_is_still_heard(qtbot: QtBot, runner: Runner) -> None:
    def work(_job: Job) -> None:
        raise OSError("disk")

    task = runner.start(work)
    assert task.future is not None
    while not task.future.done():
        time.sleep(0.001)
    with qtbot.waitSignal(task.failed) as failed:
        pass
    assert isinstance(failed.args[0], OSError)


def test_work_can_be_awaited_in_the_event_loop_of_the_app(
    app: QApplication, runner: Runner
) -> None:
    import qasync

    def endless(job: Job) -> None:
        while True:
            job.check()
            time.sleep(0.002)

    async def story() -> list[object]:
        seen: list[object] = [await runner.start(lambda _job: "done").result()]
        task = runner.start(endless)
        task.cancel()
        try:
            await task.result()
        except Cancelled:
            seen.append("cancelled")
        return seen

    loop = qasync.QEventLoop(app)
    try:
        assert loop.run_until_complete(story()) == ["done", "cancelled"]
    finally:
        loop.close()


def test_progress_strip_shows_counts_and_cancels(qtbot: QtBot, runner: Runner) -> None:
    strip = ProgressStrip()
    host = QWidget()
    QVBoxLayout(host).addWidget(strip)
    shown(qtbot, host)
    steps: list[int] = []

    def work(job: Job) -> None:
        for step in range(2000):
            job.advance(step, 2000)
            steps.append(step)
            time.sleep(0.005)

    task = runner.start(work)
    strip.follow(task, "Writing certificates")
    assert not strip.isVisible(), "short work shows nothing"
    qtbot.waitUntil(strip.isVisible, timeout=QUIET_FOR + 3000)
    assert strip._count.text().endswith("of 2000")
    with qtbot.waitSignal(task.cancelled):
        QTest.mouseClick(strip._cancel, Qt.MouseButton.LeftButton)
    assert len(steps) < 2000
    assert not strip.isVisible()


def test_closing_the_runner_cancels_and_waits(qtbot: QtBot, runner: Runner) -> None:
    started = threading.Event()

    def work(job: Job) -> None:
        started.set()
        while True:
            job.check()
            time.sleep(0.002)

    runner.start(work)
    assert started.wait(60)
    runner.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("facilitator")]


# Preview ---------------------------------------------------------------------------------------


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "pages.pdf"
    canvas = Canvas(str(path), pagesize=(300, 400))
    for colour in ("#FF0000", "#00FF00", "#0000FF"):
        canvas.setFillColor(HexColor(colour))
        canvas.rect(0, 0, 300, 400, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


def test_preview_draws_fits_and_turns_pages(qtbot: QtBot, pdf: bytes) -> None:
    preview = PdfPreview("Report")
    shown(qtbot, preview, 500, 420)
    view = preview.view
    preview.show_pdf(pdf)
    qtbot.waitUntil(lambda: view.is_drawn, timeout=10_000)
    assert view.page_count == 3
    assert view.page == 1
    middle = view.viewport().grab().toImage()
    colour = middle.pixelColor(middle.width() // 2, middle.height() // 2)
    assert colour.name() == "#ff0000"
    assert view.horizontalScrollBar().maximum() == 0
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    qtbot.waitUntil(lambda: view.is_drawn and not view.is_busy)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#00ff00"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 3
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == 2
    assert view.accessibleDescription() == "Page 2 of 3"


def test_preview_zooms_and_keeps_within_bounds(qtbot: QtBot, pdf: bytes) -> None:
    preview = PdfPreview("Report")
    shown(qtbot, preview, 500, 420)
    view = preview.view
    preview.show_pdf(pdf)
    qtbot.waitUntil(lambda: view.is_drawn, timeout=10_000)
    width = view._places()[0].width()
    view.zoom_by(1)
    assert view._places()[0].width() == pytest.approx(width * 1.25, abs=2)
    for _ in range(20):
        view.zoom_by(1)
    assert view.zoom == 3.0
    qtbot.waitUntil(lambda: not view.is_busy)
    preview.clear()
    assert view.page_count == 0


def test_preview_says_when_a_file_is_no_pdf(qtbot: QtBot) -> None:
    preview = PdfPreview("Report")
    shown(qtbot, preview)
    with qtbot.waitSignal(preview.view.failed):
        preview.show_pdf(b"not a pdf")
    assert preview.view.page_count == 0
    qtbot.waitUntil(lambda: not preview.view.is_busy)


# Headers and search ---------------------------------------------------------------------------


def test_badges_then_buttons_give_way_to_the_title(qtbot: QtBot) -> None:
    host = QWidget()
    header = PageHeader("Participants")
    first, second = header.add_badge("35 people"), header.add_badge("14 countries")
    button = header.add_action("Add person")
    QVBoxLayout(host).addWidget(header)
    shown(qtbot, host, 700, 120)

    def settle(width: int) -> None:
        host.resize(width, 120)
        for _ in range(3):
            QApplication.processEvents()
        assert not header.title.is_cut
        assert button.width() == button.sizeHint().width()

    def places() -> tuple[bool, bool, bool]:
        below = button.mapTo(header, QPoint(0, 0)).y() >= header.title.geometry().bottom()
        return not first.size().isEmpty(), not second.size().isEmpty(), below

    settle(700)
    assert places() == (True, True, False)
    needed = header.title.sizeHint().width() + button.sizeHint().width() + 60
    settle(needed + first.sizeHint().width())
    assert places() == (True, False, False)
    settle(needed - 50)
    assert places()[2]
    settle(700)
    assert places() == (True, True, False)


@pytest.mark.parametrize("scale", [100, 150])
def test_the_icon_of_a_filter_grows_with_the_text_and_leaves_it_room(
    app: QApplication, qtbot: QtBot, scale: int
) -> None:
    field = FilterField("Find a person")
    shown(qtbot, field, 300, 60)
    show_theme(app, Settings(theme="light", text_scale=scale))
    field.setText("x")
    field.home(False)
    box = field.icon_box()
    assert box.width() == theme.px(16)
    assert box.center().y() == field.height() / 2
    assert 0 < field.cursorRect().left() - box.right() < theme.px(20)
    assert field.textMargins().right() == 0
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field.icon_box().right() == field.width() - box.left()
    assert (field.textMargins().left(), field.textMargins().right()) == (0, theme.px(24))


def test_fields_side_by_side_stand_in_line_whatever_is_said_below_them(
    app: QApplication, qtbot: QtBot
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    line = row(ground)
    why, by = FormField("Why", QLineEdit(), "Up to 200 characters"), FormField("By", QLineEdit())
    line.addWidget(why, 2)
    line.addWidget(by, 1)
    ground.show()
    app.processEvents()
    assert why.y() == by.y()
    assert why.width() > 1.5 * by.width()
    by.show_error("Nobody is called so.")
    why.show_error("Too long, by far too long, and then a little more than that. " * 3)
    app.processEvents()
    assert why.y() == by.y()


def test_a_list_of_choices_ends_in_dots_where_its_text_has_no_room(
    app: QApplication, qtbot: QtBot
) -> None:
    made = controls.combo([("1: [and celebrate / without doubt]", 0)])
    qtbot.addWidget(made)
    made.resize(150, 36)
    made.show()
    app.processEvents()
    assert made.shown_text().endswith("…")
    made.resize(600, 36)
    app.processEvents()
    assert made.shown_text() == "1: [and celebrate / without doubt]"
