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
from facilitator.application.commands.running import PutStep
from facilitator.application.jobs import Job
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.workspace import Workspace
from facilitator.reports import exports

MARK, HIDDEN = "XPRIVATEX", "Xhidden Namex"


@pytest.fixture(scope="module")
def marked(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample week with the mark in each item's notes and in what is said at a step of it; each is
    sensitive, and led by somebody not to be named."""
    path = tmp_path_factory.mktemp("marked") / "week.programme"
    _mark(Path(shutil.copy(built_sample, path)), sensitive=True)
    return path


@pytest.fixture(scope="module")
def not_sensitive(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same week, where no session is called sensitive."""
    path = tmp_path_factory.mktemp("plain") / "week.programme"
    _mark(Path(shutil.copy(built_sample, path)), sensitive=False)
    return path


def _mark(path: Path, *, sensitive: bool) -> None:
    person = PutPart(
        "resource_person", {"name": HIDDEN, "role": "A quiet guest", "show_name": False}
    )
    with Workspace.open_to_change(path) as workspace:
        workspace.execute(person)
        for item in workspace.query(the_agenda).items:
            changes = {"private_notes": f"{MARK} {item.title}", "lead_id": person.part_id,
                       "sensitive": sensitive}  # fmt: skip
            workspace.execute(EditAgendaItem(item.id, changes))
            workspace.execute(PutStep(item.id, "Quietly", 5, "", f"{MARK} to say"))


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


FOR_PARTICIPANTS = pytest.mark.parametrize(
    ("name", "make"),
    [("agenda.pdf", exports.agenda_export), ("poster.pdf", exports.agenda_poster_export),
     ("materials.pdf", exports.materials_export), ("agenda.ics", _table("ics")),
     ("agenda.xlsx", _table("xlsx")), ("agenda.csv", _table("csv")),
     ("sign-in.pdf", exports.sign_in_export), ("report.pdf", exports.report_export)],
)  # fmt: skip


@FOR_PARTICIPANTS
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


def plain_text(path: Path) -> str:
    """What a reader sees of the file, without the moment when it was made."""
    if path.suffix == ".pdf":
        return "\n".join(text_of(path))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as packed:
            return " ".join(packed.read(name).decode() for name in sorted(packed.namelist())
                            if name.startswith("xl/"))  # fmt: skip
    volatile = ("DTSTAMP", "SEQUENCE", "LAST-MODIFIED")
    lines = path.read_bytes().decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith(volatile))


@FOR_PARTICIPANTS
def test_that_a_topic_is_sensitive_is_the_facilitator_s_alone(
    name: str, make: Callable[[Workspace, Path], exports.Export], marked: Path,
    not_sensitive: Path, tmp_path: Path,
) -> None:  # fmt: skip
    found = []
    for number, week in enumerate((marked, not_sensitive)):
        target = tmp_path / str(number) / name
        target.parent.mkdir()
        with Workspace.open(week, read_only=True) as workspace:
            make(workspace, target).write(Job())
        found.append(plain_text(target))
    assert len(found[0]) > 500
    assert found[0] == found[1]


def test_the_run_of_show_is_what_has_them(marked: Path, tmp_path: Path) -> None:
    with Workspace.open(marked, read_only=True) as workspace:
        exports.run_of_show_export(workspace, tmp_path / "run.pdf").write(Job())
    pages = text_of(tmp_path / "run.pdf")
    assert sum(page.count(MARK) for page in pages) == 73
    assert all("Do not hand out" in page for page in pages)
