"""The Case studies page: what may be read, the form, presentations, comparison, thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers
from tests.ui.look import cut_off, describe, outside_parent, tab_stops, walk

from facilitator.application.commands.case_parts import AddCase, EditCase, PartKind, PutCasePart
from facilitator.application.commands.case_presentations import SetSpeakers
from facilitator.application.commands.case_studies import DeleteCaseStudy
from facilitator.application.commands.groupwork import DecideHandIn, HandInTask
from facilitator.application.queries.case_studies import case_rooms, case_studies
from facilitator.domain.case_studies import CaseState, Light, Section
from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.domain.vision.differences import Change
from facilitator.support import i18n
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.case_studies.page import CaseStudiesPage
from facilitator.ui.pages.case_studies.presentations import PresentationsPart
from facilitator.ui.pages.case_studies.versions import changes
from facilitator.ui.projector.scenes import SceneName

MARKER = "Zebracrossing"


@pytest.fixture
def page(kept_sample: Controller) -> CaseStudiesPage:
    kept_sample.go_to("case_studies")
    found = kept_sample.page("case_studies")
    assert isinstance(found, CaseStudiesPage)
    return found


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def _everywhere(page: CaseStudiesPage) -> Iterator[str]:
    """Each state of the page, brought to the front."""
    yield "matrix"
    for section in Section:
        page.open_case(page.shown.cases[0].id, section)
        _settle()
        yield section.value
    for tab in ("present", "compare", "thread"):
        page.show_tab(tab)
        _settle()
        yield tab
    page.show_tab("cases")
    page.add_main()
    _settle()
    yield "new"


def test_everywhere_names_and_tab(page: CaseStudiesPage) -> None:
    for where in _everywhere(page):
        stops = tab_stops(page)
        assert not [describe(w) for w in stops if not w.accessibleName()], where
        small = [describe(w) for w in stops if min(w.width(), w.height()) < 24]
        assert not small, where
        reached = walk(page.window())
        assert not [describe(w) for w in stops if w not in reached], where


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_everywhere_nothing_is_cut_off(page: CaseStudiesPage, size: tuple[int, int]) -> None:
    page.window().resize(*size)
    _settle()
    wrong = {where: cut_off(page) + outside_parent(page) for where in _everywhere(page)}
    assert {where: what for where, what in wrong.items() if what} == {}


def test_longer_languages_have_room(with_sample: Controller) -> None:
    i18n.set_language(i18n.PSEUDO)
    with_sample._renew_window()
    with_sample.window.resize(1280, 720)
    with_sample.go_to("case_studies")
    page = with_sample.page("case_studies")
    assert isinstance(page, CaseStudiesPage)
    wrong = {where: cut_off(page) for where in _everywhere(page)}
    assert {where: what for where, what in wrong.items() if what} == {}


def _texts(root: QWidget) -> str:
    found = []
    for widget in root.findChildren(QWidget):
        for name in ("text", "toPlainText", "accessibleName", "toolTip"):
            said = getattr(widget, name, "")
            found.append(str(said() if callable(said) else said))
    return "\n".join(found)


def test_unfinished_words_are_private_until_look_in(page: CaseStudiesPage) -> None:
    group = page.shown.groups[0]
    begun = AddCase(group.id, MARKER)
    page.document.execute(begun)
    page.document.execute(EditCase(begun.case_id, {"situation": MARKER}))
    _settle()
    for _ in _everywhere(page):
        shown = _texts(page) + str([[model.data(model.index(r, c)) for c in range(3)]
                                    for model in (page.matrix.rows,)
                                    for r in range(model.rowCount())])  # fmt: skip
        assert MARKER not in shown
    page.open_case(begun.case_id)
    assert page.stack.currentWidget() is page.private
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.stack.currentWidget() is page.editor
    assert MARKER in page.editor.title.text()


def test_a_field_saves_itself_when_it_is_left(page: CaseStudiesPage) -> None:
    case = page.shown.cases[2]
    page.open_case(case.id)
    form = page.editor.part(Section.SITUATION).form
    title = form.controls["title"]
    title.setFocus()
    QTest.keyClicks(title, "Read: ")
    QTest.keyClick(title, Qt.Key.Key_Tab)
    _settle()
    assert page.shown.case(case.id).title == f"Read: {case.title}"
    years = form.controls["conflict_from"]
    years.setFocus()
    years.selectAll()
    QTest.keyClicks(years, "long ago")
    QTest.keyClick(years, Qt.Key.Key_Tab)
    _settle()
    assert form.fields["conflict_from"].field.error
    assert page.shown.case(case.id).years == case.years


def test_a_refused_year_stays_with_its_error_until_the_period_is_right(
    page: CaseStudiesPage,
) -> None:
    case = page.shown.cases[0]
    page.document.execute(EditCase(case.id, {"conflict_from": "", "conflict_to": "1850"}))
    page.open_case(case.id)
    part = page.editor.part(Section.SITUATION)
    first, last = part.form.fields["conflict_from"], part.form.fields["conflict_to"]
    for field, year in ((first, "1990"), (last, "1850")):
        field.control.setText(year)
        field.field.left.emit()
    page.editor.finish.click()
    assert (first.control.text(), bool(first.field.error)) == ("1990", True)
    last.control.setText("1995")
    last.field.left.emit()
    stored = {row.id: row.years for row in page.document.query(case_studies)}
    assert stored[case.id][:2] == (1990, 1995)
    assert (first.field.error, last.field.error) == ("", "")


def test_what_is_typed_is_saved_at_a_pause_while_the_cursor_stays(
    page: CaseStudiesPage, qtbot: QtBot
) -> None:
    case = page.shown.cases[2]
    page.open_case(case.id)
    box = page.editor.part(Section.SITUATION).form.controls["situation"]
    box.setFocus()
    QTest.keyClicks(box, MARKER)
    qtbot.waitUntil(lambda: page.shown.case(case.id).situation.startswith(MARKER), timeout=2000)
    assert box.textCursor().position() == len(MARKER)
    page.show_all()
    page.open_case(case.id, Section.PARTIES)
    lines = page.editor.part(Section.PARTIES).parties
    name = next(w for w in tab_stops(lines) if w.accessibleName() == "Name 1")
    name.setFocus()
    QTest.keyClicks(name, MARKER)
    qtbot.waitUntil(
        lambda: page.shown.case(case.id).parties[0].name.startswith(MARKER), timeout=2000
    )
    assert name.cursorPosition() == len(MARKER)


def test_final_is_refused_with_what_is_missing_and_a_broken_must_makes_a_draft(
    page: CaseStudiesPage,
) -> None:
    draft, final = page.shown.cases[2], page.shown.cases[0]
    page.open_case(draft.id)
    page.editor.finish.click()
    assert "4 things are needed" in page.editor.notice.text
    assert page.editor.section is draft.missing[0].section
    assert page.shown.case(draft.id).state is CaseState.DRAFT
    assert final.state is CaseState.FINAL
    page.document.execute(EditCase(final.id, {"unresolved": ""}))
    _settle()
    assert page.shown.case(final.id).state is CaseState.DRAFT
    page.document.undo()
    _settle()
    assert page.shown.case(final.id).state is CaseState.FINAL


def test_new_lines_of_sources_are_put_once_they_have_a_title(page: CaseStudiesPage) -> None:
    case = page.shown.cases[2]
    page.open_case(case.id, Section.SOURCES)
    sources = page.editor.part(Section.SOURCES).sources
    sources.add_button.setFocus()
    QTest.keyClick(sources.add_button, Qt.Key.Key_Space)
    card = sources.cards[-1]
    card.form.controls["author"].setFocus()
    QTest.keyClicks(card.form.controls["author"], "A. Writer")
    QTest.keyClick(card.form.controls["author"], Qt.Key.Key_Tab)
    _settle()
    assert len(page.shown.case(case.id).sources) == len(case.sources)
    card.form.controls["title"].setFocus()
    QTest.keyClicks(card.form.controls["title"], "A report")
    QTest.keyClick(card.form.controls["title"], Qt.Key.Key_Tab)
    _settle()
    new = page.shown.case(case.id).sources[-1]
    assert (new.title, new.author) == ("A report", "A. Writer")


def test_slides_go_to_the_room_with_the_clock_and_without_notes(page: CaseStudiesPage) -> None:
    page.document.execute(EditCase(page.shown.cases[0].id, {"notes": MARKER}))
    page.show_tab("present")
    part = page.part("present")
    assert isinstance(part, PresentationsPart)
    said = []
    for _ in part.slides:
        scene = part.scene()
        assert scene.name is SceneName.SLIDES
        said.append(scene.words)
        part.step(1)
    assert len(said) >= 7
    assert MARKER not in "".join(said)
    part.show_slide()
    assert page.context.projector.name is SceneName.SLIDES
    part.table.setFocus()
    last = part.number
    QTest.keyClick(part.table, Qt.Key.Key_PageUp)
    assert part.number == last - 1
    assert page.context.projector.scene.words == said[last - 1]
    QTest.keyClick(part.table, Qt.Key.Key_PageDown)
    assert part.number == last
    part.clock.start.click()
    assert "Presentation" in part.scene().words
    part.clock.go_on.click()
    assert "Questions" in part.scene().words
    part.clock.reset.click()
    assert part.scene().words == said[-1]
    page.context.projector.close()


def test_order_speakers_and_reviews_by_commands(page: CaseStudiesPage) -> None:
    page.show_tab("present")
    part = page.part("present")
    assert isinstance(part, PresentationsPart)
    part.plan_all()
    _settle()
    first = part.key
    part.shift_turn(1)
    rooms = page.document.query(case_rooms)
    assert rooms[first].presentation.position == 2
    page.document.execute(SetSpeakers(first, ()))
    _settle()
    boxes = [box for box in part.people_room.findChildren(QWidget) if box.property("person")]
    assert not part.advice.isHidden()
    for box in boxes:
        box.click()
        _settle()
    assert part.advice.isHidden()
    part.reviews.ask()
    form = part.reviews.form
    form.controls["question"].setFocus()
    QTest.keyClicks(form.controls["question"], "And the border?")
    part.reviews.marks[0].setCurrentIndex(4)
    part.reviews.save.setFocus()
    part.reviews.save.click()
    reviews = page.document.query(case_rooms)[first].reviews
    assert len(reviews) == len(rooms[first].reviews) + 1
    review = next(r for r in reviews if r.question == "And the border?")
    assert (review.question, review.marks[:2]) == ("And the border?", (3, None))


def test_a_group_without_a_case_stands_in_the_matrix_and_begins_one(page: CaseStudiesPage) -> None:
    gone = page.shown.cases[4]
    page.document.execute(DeleteCaseStudy(gone.id))
    _settle()
    table = page.matrix.table
    model = page.matrix.rows
    last = [model.data(model.index(4, n)) for n in range(2)]
    assert last == ["E", "No case yet"]
    table.setFocus()
    table.choose(gone.group_id)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.matrix.new.group.currentData() == gone.group_id
    line = page.matrix.new.title_line
    line.setFocus()
    QTest.keyClicks(line, "A market that two towns share")
    QTest.keyClick(line, Qt.Key.Key_Return)
    _settle()
    assert page.shown.cases[4].title == "A market that two towns share"
    assert page.stack.currentWidget() is page.editor


def test_the_next_case_by_keys_stops_at_a_private_one(page: CaseStudiesPage) -> None:
    begun = AddCase(page.shown.groups[4].id, MARKER)
    page.document.execute(begun)
    _settle()
    page.open_case(page.shown.cases[4].id, Section.LESSONS)
    page.editor.go_to_case(1)
    assert page.stack.currentWidget() is page.private
    page.open_case(page.shown.cases[0].id, Section.LESSONS)
    page.editor.go_to_case(1)
    assert (page.editor.case_id, page.editor.section) == (page.shown.cases[1].id, Section.LESSONS)


def test_versions_show_each_word_that_changed(page: CaseStudiesPage) -> None:
    case = page.shown.cases[2]
    team = Team(group_id=case.group_id)
    page.document.execute(HandInTask(team, Task.CASES))
    page.document.execute(DecideHandIn(team, Task.CASES, HandInState.REOPENED))
    page.document.execute(EditCase(case.id, {"situation": f"{case.situation} {MARKER}"}))
    page.document.execute(
        PutCasePart(PartKind.PARTY, case.id, {"interest": MARKER}, case.parties[0].id)
    )
    _settle()
    page.open_case(case.id)
    assert page.editor.versions.isVisible()
    assert page.editor.since.isVisible()
    (version,) = page.versions(case.id)
    found = changes(version, page.shown.case(case.id))
    assert [name for name, _ in found] == ["Situation in brief", "Party"]
    added = "".join(s.text for _, steps in found for s in steps if s.change is Change.ADDED)
    assert added.count(MARKER) == 2


def test_papers_are_written_where_asked(
    page: CaseStudiesPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.answer = tmp_path / "papers"
    page.papers_button.click()
    folder = tmp_path / "papers"
    qtbot.waitUntil((folder / "cases-compared.csv").exists, timeout=30_000)
    qtbot.waitUntil(lambda: not page.progress.isVisible(), timeout=10_000)
    assert len(list(folder.glob("case-*-slides.pdf"))) == len(page.shown.cases)
    assert len(list(folder.glob("case-*.docx"))) == len(page.shown.cases)


def test_lights_follow_the_work(page: CaseStudiesPage) -> None:
    case = page.shown.cases[3]
    assert case.completeness.light(Section.LESSONS) is Light.MUST
    page.document.execute(EditCase(case.id, {"unresolved": "The field's pipeline"}))
    found = next(c for c in page.document.query(case_studies) if c.id == case.id)
    assert found.completeness.light(Section.LESSONS) is not Light.MUST
    assert found.completeness.percent > case.completeness.percent
