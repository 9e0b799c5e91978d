"""A marker in every private text of a programme: no scene of the room's screen, no paper for
participants, no report, log or clipboard may hold it.

Each way of looking is shown to find the marker where it is in a public text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from tests.ui.recorder import texts

from facilitator.application.commands.negotiation import AddExercise, AssignRoles, PutPreparation
from facilitator.application.commands.running import (
    EndItem,
    GoToStep,
    PutRunNote,
    PutStep,
    StartItem,
)
from facilitator.application.jobs import Job
from facilitator.application.queries import negotiation as exercise_queries
from facilitator.application.workspace import Workspace
from facilitator.cli import exports as shell
from facilitator.domain.negotiation.kit import Words
from facilitator.domain.negotiation.kit_text import read, write
from facilitator.domain.negotiation.phases import RUNNING, Phase
from facilitator.domain.negotiation.preparation import TEXT_NAMES
from facilitator.persistence.base import Base
from facilitator.reports.exports import report_export
from facilitator.support.paths import user_folder
from facilitator.support.resources import resource
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.run.page import RunPage
from facilitator.ui.projector.canvas import SMALLEST
from facilitator.ui.projector.scenes import ProjectorScene, SceneName

MARKER = "ZEPHYRQUUX"
PRIVATE = {
    "agenda_item": {"private_notes"}, "participant": {"email", "notes", "withdrawn_reason"},
    "programme": {"notes"}, "run_record": {"note"}, "session_step": {"say"},
    "attendance_mark": {"note"}, "late_joining": {"reason"}, "group_pair": {"reason"},
    "harm_check": {"note"}, "case_study": {"notes"}, "certificate_decision": {"reason"},
    "offer": {"text"}, "satisfaction": {"learned"}, "outcome_edit": {"reason", "before"},
}  # fmt: skip
"""Texts for the facilitator alone, by table, beside those of preparation sheets and kits."""
PRIVATE_WORDS = ("private", "note", "say", "reason", "email", "diet", "allerg", "phone", "birth")
KNOWN_PUBLIC = {"vision_revision.note", "case_source.note", "vision_amendment.reason",
                "vision_warning.reason", "check_dismissal.reason", "certificate.void_reason",
                "vision_amendment.decision_reason"}  # fmt: skip
PAPERS = ("agenda", "agenda-poster", "sign-in", "groups", "badges", "name-signs", "certificates",
          "vision", "causes", "report")  # fmt: skip
"""Exports that participants get, or the organiser: the report."""
FOR_ALL = ("outcome-form.pdf", "preparation-sheet.pdf", "table-signs.pdf")


def fill(workspace: Workspace, table: str, column: str) -> int:
    """Put the marker into a column of every row, past the commands; returns the rows."""

    def work(session: Any) -> int:
        target = Base.metadata.tables[table]
        value = f"x@{MARKER.lower()}.example" if column == "email" else f"{MARKER} {table} {column}"
        done = session.execute(sa.update(target).values({column: value}))
        session.commit()
        return int(done.rowcount)

    return workspace.query(work)


def marked_exercise(workspace: Workspace, key: str) -> Any:
    """A kit whose confidential texts hold the marker, with roles and preparation sheets."""
    kit, _ = read(resource("exercises", f"{key}.toml").read_text(encoding="utf-8"))
    assert kit is not None
    words = Words(tuple((code, MARKER) for code in kit.languages))
    roles = tuple(replace(r, instructions=words, batna=words, may_reveal=words, keep_back=words)
                  for r in kit.roles)  # fmt: skip
    command = AddExercise(write(replace(kit, roles=roles, teaching_note=words)))
    workspace.execute(command)
    workspace.execute(AssignRoles(command.exercise_id))
    table = workspace.query(exercise_queries.tables, command.exercise_id)[0]
    for role in kit.role_ids:
        workspace.execute(PutPreparation(table.id, role, dict.fromkeys(TEXT_NAMES, MARKER)))
    return command.exercise_id


def fill_all(workspace: Workspace) -> None:
    """Something private of every kind, each with the marker."""
    items = workspace.query(_agenda).items
    for item in items[:40:9]:
        workspace.execute(PutStep(item.id, "Alone", 5, "Write", "Quietly"))
        workspace.execute(PutStep(item.id, "Together", 5, "", ""))
        workspace.execute(StartItem(item.id))
        workspace.execute(PutRunNote(item.id, "Late"))
    workspace.execute(EndItem())
    for key in ("river-crossing", "lake-meriva"):
        marked_exercise(workspace, key)
    workspace.query(_all_sensitive)
    filled = {(t, c): fill(workspace, t, c) for t, columns in PRIVATE.items() for c in columns}
    for must in (("agenda_item", "private_notes"), ("session_step", "say"), ("run_record", "note"),
                 ("participant", "notes"), ("programme", "notes")):  # fmt: skip
        assert filled[must] > 0, must


def _all_sensitive(session: Any) -> None:
    """Every session is on a sensitive topic, which is for the facilitator to know."""
    session.execute(sa.update(Base.metadata.tables["agenda_item"]).values(sensitive=True))
    session.commit()


def _agenda(session: Any) -> Any:
    from facilitator.application.queries.agenda import the_agenda

    return the_agenda(session)


@pytest.fixture
def marked(sample: Workspace) -> Workspace:
    """The sample week, open, with the marker in all that is private."""
    fill_all(sample)
    return sample


@pytest.fixture
def cockpit(sample_path: Path, shell_window: Controller) -> Iterator[RunPage]:
    """The cockpit on the marked week."""
    shell_window.go_to("run")
    page = shell_window.page("run")
    assert isinstance(page, RunPage)
    yield page
    page.context.projector.close()


@pytest.fixture
def shell_window(sample_path: Path, shell: Controller) -> Controller:
    """The window with the marked week open."""
    with Workspace.open(sample_path) as workspace:
        fill_all(workspace)
    assert shell.open_programme(sample_path)
    QApplication.processEvents()
    return shell


# The list itself -----------------------------------------------------------------------------------


def test_every_column_that_sounds_private_is_on_the_list() -> None:
    found = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_text = isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
            sounds = any(word in column.name for word in PRIVATE_WORDS)
            if is_text and sounds and column.name not in PRIVATE.get(table.name, set()):
                found.add(f"{table.name}.{column.name}")
    assert found <= KNOWN_PUBLIC, found - KNOWN_PUBLIC


# Scenes ----------------------------------------------------------------------------------------------


def said(scene: ProjectorScene) -> str:
    """All that a scene paints or says."""
    return "\n".join([scene.words, *(drawn.text for drawn in texts(scene.paint))])


def cockpit_scenes(page: RunPage) -> Iterator[ProjectorScene]:
    """Every scene of the cockpit, while each item with steps runs, and in every phase."""
    page.scenes.notice = "Back at ten"
    for item in page.run.read.agenda.items[:40:9]:
        page.start_item(item.id)
        for step in range(max(1, len(page.run.steps))):
            if step:
                page.do(GoToStep(step))
            QApplication.processEvents()
            yield from (page.scenes.make(name) for name in SceneName)
    for phase in RUNNING:
        row = page.scenes.exercise()
        assert row is not None
        from facilitator.application.commands.negotiation import StartPhase

        page.document.execute(StartPhase(row.id, phase, 20))
        QApplication.processEvents()
        assert page.scenes.exercise().clock.phase is phase  # type: ignore[union-attr]
        yield page.scenes.make(SceneName.EXERCISE)
    assert Phase.DEBRIEF is RUNNING[-1]


def other_scenes(controller: Controller) -> Iterator[tuple[str, ProjectorScene]]:
    """What every page with a button for the room puts up."""
    from facilitator.ui.app.catalogue import page_specs

    for spec in page_specs():
        controller.go_to(spec.id)
        QApplication.processEvents()
        button = getattr(controller.page(spec.id), "room_button", None)
        if button is not None and button.isVisible() and button.isEnabled():
            button.click()
            QApplication.processEvents()
            shown = controller.projector.shown
            if shown is not None:
                yield spec.id, shown
            controller.projector.close()


def small_texts(scene: ProjectorScene) -> list[str]:
    """Texts that cannot be read from the back row."""
    return [drawn.text for drawn in texts(scene.paint) if drawn.pixels < SMALLEST]


def test_no_scene_of_the_cockpit_holds_the_marker_or_a_small_text(cockpit: RunPage) -> None:
    seen = set()
    for scene in cockpit_scenes(cockpit):
        seen.add(scene.name)
        assert MARKER.lower() not in said(scene).lower(), scene.name
        assert "sensitive" not in said(scene).lower(), scene.name
        assert small_texts(scene) == [], scene.name
    assert {"welcome", "task", "timer", "agenda", "groups", "notice", "exercise", "blank"} <= seen


def test_no_scene_of_any_page_holds_the_marker_or_a_small_text(shell_window: Controller) -> None:
    shown = dict(other_scenes(shell_window))
    assert {"groups", "negotiation"} <= set(shown)
    for page_id, scene in shown.items():
        assert MARKER.lower() not in said(scene).lower(), page_id
        assert small_texts(scene) == [], page_id
    assert MARKER not in QApplication.clipboard().text()


def test_a_marker_in_a_public_text_is_found_in_its_scene(
    sample_path: Path, shell: Controller
) -> None:
    with Workspace.open(sample_path) as workspace:
        item = workspace.query(_agenda).items[0]
        workspace.execute(PutStep(item.id, "Alone", 5, f"Write {MARKER}", ""))
        fill(workspace, "agenda_item", "title")
        fill(workspace, "home_group", "name")
    assert shell.open_programme(sample_path)
    shell.go_to("run")
    page = shell.page("run")
    page.start_item(item.id)
    QApplication.processEvents()
    for name in (SceneName.TASK, SceneName.AGENDA, SceneName.GROUPS):
        scene = page.scenes.make(name)
        assert MARKER in "".join(drawn.text for drawn in texts(scene.paint)), name


def test_a_small_text_is_found() -> None:
    def paint(painter: QPainter) -> None:
        font = painter.font()
        font.setPixelSize(SMALLEST - 1)
        painter.setFont(font)
        painter.drawText(10, 10, "small")

    assert small_texts(ProjectorScene(SceneName.NOTICE, paint, "")) == ["small"]


# Papers ---------------------------------------------------------------------------------------------


def paper_text(path: Path) -> str:
    """The text of a PDF, or of any other file as bytes."""
    if path.suffix != ".pdf":
        return path.read_bytes().decode("utf-8", "ignore")
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.slow
def test_no_paper_holds_the_marker(marked: Workspace, tmp_path: Path) -> None:
    for what in PAPERS:
        folder = tmp_path / what
        folder.mkdir()
        if what == "report":
            made = report_export(marked, folder / "report.pdf").write(Job())
        else:
            made = shell._made(what, marked, folder, "pdf").write(Job())
        assert made, what
        for path in made:
            assert MARKER.lower() not in paper_text(path).lower(), path.name


def test_a_marker_in_a_public_text_is_found_in_its_paper(sample: Workspace, tmp_path: Path) -> None:
    fill(sample, "agenda_item", "title")
    (path,) = shell._made("agenda", sample, tmp_path, "pdf").write(Job())
    assert MARKER in paper_text(path)


def test_a_role_s_texts_stand_in_its_own_pack_and_in_no_other_paper(
    sample: Workspace, tmp_path: Path
) -> None:
    from facilitator.reports.negotiation_exports import debrief_export, packs_export

    exercise = marked_exercise(sample, "river-crossing")
    made = packs_export(sample, exercise, tmp_path).write(Job())
    with_marker = {path.name for path in made if MARKER in paper_text(path)}
    roles = {path.name for path in made if path.name.startswith("role-")}
    assert len(roles) == 2
    assert roles <= with_marker  # the way of looking finds it
    assert with_marker - roles <= {"teaching-note.pdf"}  # the facilitator's own
    played = sample.query(exercise_queries.exercises)[0].id
    for path in debrief_export(sample, played, tmp_path / "debrief").write(Job()):
        assert MARKER not in paper_text(path)


# Log and file log -----------------------------------------------------------------------------------


def test_the_logs_hold_no_confidential_text(sample: Workspace) -> None:
    """What only one role may read never gets into the change log, nor into a local log file."""
    marked_exercise(sample, "lake-meriva")

    def log(session: Any) -> str:
        table = Base.metadata.tables["change_log"]
        return repr(session.execute(sa.select(table)).all())

    assert MARKER not in sample.query(log)
    files = [path for path in user_folder().rglob("*.log") if path.is_file()]
    assert not [path for path in files if MARKER in path.read_text(errors="ignore")]
    sample.execute(PutStep(sample.query(_agenda).items[0].id, f"Public {MARKER}"))
    assert MARKER in sample.query(log)  # the way of looking finds it
