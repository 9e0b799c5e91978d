"""The agenda out of and into the shell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.cli.test_cli import facilitator, here, refused

from facilitator.application.queries.agenda import the_agenda
from facilitator.application.workspace import Workspace


@pytest.mark.slow
def test_agenda_in_four_formats_and_back(sample_path: Path, tmp_path: Path) -> None:
    for kind, start in (("pdf", b"%PDF"), ("ics", b"BEGIN:VCALENDAR\r\n"), ("xlsx", b"PK"),
                        ("csv", b"\xef\xbb\xbfDay,Date")):  # fmt: skip
        run = facilitator if kind == "pdf" else here
        done = run("export", "agenda", sample_path, tmp_path, "--format", kind)
        assert (done.returncode, done.stdout.strip()) == (0, str(tmp_path / f"agenda.{kind}"))
        assert (tmp_path / f"agenda.{kind}").read_bytes().startswith(start)
    events = Calendar.from_ical((tmp_path / "agenda.ics").read_bytes()).events
    with Workspace.open(sample_path, read_only=True) as workspace:
        assert [event["UID"] for event in events] == [
            str(item.id) for item in workspace.query(the_agenda).items
        ]
    path = tmp_path / "week.programme"
    shutil.copy(sample_path, path)
    done = facilitator("import", "agenda", path, tmp_path / "agenda.xlsx", "--json")
    told = json.loads(done.stdout)
    assert (told["rows"], told["there_already"], told["ready"], told["refused"]) == (73, 73, 0, [])


@pytest.mark.slow
def test_bad_rows_are_named_and_a_dry_run_writes_nothing(sample_path: Path, tmp_path: Path) -> None:
    path, table = tmp_path / "week.programme", tmp_path / "draft.csv"
    shutil.copy(sample_path, path)
    table.write_text("Day,Start,Minutes,Title\n1,06:00,30,Walk\n9,06:00,30,Lost\n1,6,2000,Long\n")
    before = path.read_bytes()
    dry = here("import", "agenda", path, table, "--dry-run")
    assert "3 rows: 1 would be added, 0 there already, 2 refused" in dry.stdout
    assert path.read_bytes() == before
    done = here("import", "agenda", path, table)
    assert "row 3: “9” is outside the programme" in done.stdout
    assert "row 4: 2000 minutes are not possible" in done.stdout
    with Workspace.open(path, read_only=True) as workspace:
        assert len(workspace.query(the_agenda).items) == 74


def test_a_table_of_people_and_a_wrong_format_are_refused(
    sample_path: Path, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Name,Country\nLan,Laos\n")
    refused(here("import", "agenda", sample_path, table), "people.csv", "column of sessions")
    wrong = here("export", "badges", sample_path, tmp_path, "--format", "ics")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert not (tmp_path / "badges.pdf").exists()
