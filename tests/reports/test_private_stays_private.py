"""A mark in every private field of the agenda: nothing that participants get has it, by any way out."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from report_pages import text_of

from facilitator.application.commands.agenda import EditAgendaItem
from facilitator.application.commands.programme import PutPart
from facilitator.application.jobs import Job
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.workspace import Workspace
from facilitator.reports import exports

MARK, HIDDEN = "XPRIVATEX", "Xhidden Namex"


@pytest.fixture(scope="module")
def marked(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample week with the mark in each item's notes, each led by somebody not to be named."""
    path = tmp_path_factory.mktemp("marked") / "week.programme"
    shutil.copy(built_sample, path)
    person = PutPart(
        "resource_person", {"name": HIDDEN, "role": "A quiet guest", "show_name": False}
    )
    with Workspace.open_to_change(path) as workspace:
        workspace.execute(person)
        for item in workspace.query(the_agenda).items:
            changes = {"private_notes": f"{MARK} {item.title}", "lead_id": person.part_id}
            workspace.execute(EditAgendaItem(item.id, changes))
    return path


def everything_in(path: Path) -> str:
    """All text that the file holds, packed or not."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return " ".join(text_of(path)).replace("\r\n", " ") + content.decode("latin-1")
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as packed:
            return " ".join(packed.read(name).decode() for name in packed.namelist())
    return content.replace(b"\r\n ", b"").decode()


def _table(kind: str) -> Callable[[Workspace, Path], exports.Export]:
    return lambda workspace, path: exports.agenda_format_export(workspace, path, kind)


@pytest.mark.parametrize(
    ("name", "make"),
    [("agenda.pdf", exports.agenda_export), ("poster.pdf", exports.agenda_poster_export),
     ("materials.pdf", exports.materials_export), ("agenda.ics", _table("ics")),
     ("agenda.xlsx", _table("xlsx")), ("agenda.csv", _table("csv")),
     ("sign-in.pdf", exports.sign_in_export), ("report.pdf", exports.report_export)],
)  # fmt: skip
def test_what_participants_get(
    name: str, make: Callable[[Workspace, Path], exports.Export], marked: Path, tmp_path: Path
) -> None:
    with Workspace.open(marked, read_only=True) as workspace:
        make(workspace, tmp_path / name).write(Job())
    found = everything_in(tmp_path / name)
    assert MARK not in found
    assert HIDDEN not in found
    if name in {"agenda.ics", "agenda.csv", "agenda.xlsx", "agenda.pdf"}:
        assert "quiet guest" in found  # the lead is there, by role


def test_the_run_of_show_is_what_has_them(marked: Path, tmp_path: Path) -> None:
    with Workspace.open(marked, read_only=True) as workspace:
        exports.run_of_show_export(workspace, tmp_path / "run.pdf").write(Job())
    pages = text_of(tmp_path / "run.pdf")
    assert sum(page.count(MARK) for page in pages) == 73
    assert all("Do not hand out" in page for page in pages)
