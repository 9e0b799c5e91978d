"""The shell: answers, exit codes, sentences, no Qt. Each command once as a whole process."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.application.workspace import Workspace
from facilitator.main import main


def facilitator(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the app as the shell does."""
    return subprocess.run([sys.executable, "-m", "facilitator", *map(str, words)], text=True, capture_output=True,
                          check=False)  # fmt: skip


def here(*words: object) -> subprocess.CompletedProcess[str]:
    """The same in this process: a second quicker, for what does not depend on the process."""
    told, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(said):
        try:
            code = main([*map(str, words)])
        except SystemExit as end:  # wrong usage
            assert isinstance(end.code, int)
            code = end.code
    return subprocess.CompletedProcess([*words], code, told.getvalue(), said.getvalue())


def refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """One sentence on standard error, nothing else."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("facilitator: ")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    for part in parts:
        assert part in done.stderr


def test_the_facts_of_the_sample(sample_path: Path) -> None:
    done = facilitator("info", sample_path, "--json")
    told = json.loads(done.stdout)
    expected = {
        "participants": 35,
        "women": 17,
        "countries": 14,
        "agenda_items": 73,
        "days": 5,
        "groups": 5,
    }
    assert {name: told[name] for name in expected} == expected
    assert "participants: 35" in here("info", sample_path).stdout


@pytest.mark.slow
def test_new_info_check(tmp_path: Path) -> None:
    path = tmp_path / "week.programme"
    made = facilitator("new", path, "--template", "asean-week", "--first-day", "2026-03-02", "--title", "Our week",
                       "--time-zone", "Asia/Bangkok")  # fmt: skip
    assert (made.returncode, made.stdout.strip()) == (0, str(path))
    told = json.loads(here("info", path, "--json").stdout)
    assert (told["title"], told["first_day"], told["last_day"]) == (
        "Our week",
        "2026-03-02",
        "2026-03-06",
    )
    assert (told["agenda_items"], told["participants"]) == (73, 0)
    assert facilitator("check", path).returncode == 0
    refused(here("new", path, "--first-day", "2026-03-02"), "exists already")
    refused(
        here("new", tmp_path / "x", "--first-day", "2026-03-02", "--template", "zen"),
        "asean-week, three-days, blank",
    )
    refused(
        here("new", tmp_path / "x", "--first-day", "2026-03-02", "--time-zone", "Moon"),
        "Asia/Vientiane",
    )
    refused(here("export", "certificates", path, tmp_path / "out"), "no certificate")
    assert not (tmp_path / "x").exists()


@pytest.mark.slow
@pytest.mark.parametrize("words", [
    ["info"], ["new", "x.programme"], ["new", "x.programme", "--first-day", "monday"],
    ["export", "posters", "x", "y"], ["import", "rooms", "x", "y"], ["a.programme", "b.programme"], ["--nonsense"],
])  # fmt: skip
def test_wrong_usage_is_exit_code_two(words: list[str], tmp_path: Path) -> None:
    done = (facilitator if len(words) == 1 else here)(*words)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    refused(facilitator("info", tmp_path / "none.programme"), "is not there")
    (tmp_path / "text").write_text("hello" * 50)
    refused(here("check", tmp_path / "text"), "not a programme")
    refused(here("export", "report", tmp_path / "text", tmp_path), "left as it is")


@pytest.mark.slow
def test_import_says_and_does(sample_path: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("Name,Sex,Country\nNew Person,F,Laos\n,F,Laos\n", encoding="utf-8")
    tried = facilitator("import", "participants", sample_path, sheet, "--dry-run", "--json")
    told = json.loads(tried.stdout)
    assert told.pop("refused")[0]["row"] == 3
    assert told == {"rows": 2, "ready": 1, "duplicates": 0, "women": 1, "countries": 1}
    assert "1 added" in here("import", "participants", sample_path, sheet).stdout
    assert (
        "0 added, 1 duplicates" in here("import", "participants", sample_path, sheet).stdout
    )
    assert json.loads(here("info", sample_path, "--json").stdout)["participants"] == 36


@pytest.mark.slow
def test_import_of_a_workbook_by_sheet_and_columns_says_before_and_after(
    sample_path: Path, tmp_path: Path
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Nothing here"])
    sheet = book.create_sheet("Liste")
    for row in (["Teilnehmende"], ["Wer", "Woher", "Post"], ["Anna Muster", "Laos", "anna@example.org"],
                ["Karl Probe", "Burma", "karl@"]):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    words = [
        "import",
        "participants",
        sample_path,
        path,
        "--sheet",
        "liste",
        "--map",
        "name=Wer",
        "email=C",
    ]
    told = json.loads(here(*words, "--json").stdout)
    assert [row["row"] for row in told.pop("refused")] == [4]
    assert told == {"rows": 2, "ready": 1, "duplicates": 0, "women": 0, "countries": 1}
    sheet["A3"] = "Anna Mustermann"
    book.save(path)
    said = here(*words).stdout
    assert "certificate_name “Anna Muster” becomes “Anna Mustermann”" in said
    assert "row 4:" in said
    refused(here(*words[:-1], "shoe size=Zzz"), "is no field", "Nothing was imported")
    refused(here(*words[:5], "Zzz"), "no sheet", "“Liste”")
    assert here(*words[:-2], "name").returncode == 2


def test_a_programme_in_use_is_not_changed_from_the_shell(
    sample_path: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("Name\nNew Person\n")
    with Workspace.open(sample_path):
        refused(
            facilitator("import", "participants", sample_path, sheet),
            "open in another copy",
            "since",
        )
        assert here("info", sample_path).returncode == 0


def test_the_shell_loads_no_qt_and_help_loads_next_to_nothing() -> None:
    code = (
        "import sys; from facilitator.cli import run; from facilitator.cli.parser import build_parser; build_parser();"
        "print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'sqlalchemy', 'reportlab', 'alembic')])"
    )
    assert subprocess.run([sys.executable, "-c", code], text=True, capture_output=True,
                          check=True).stdout == "[]\n"  # fmt: skip


@pytest.mark.slow
def test_a_whole_demo_without_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from facilitator.main import main; code = main(['demo', sys.argv[1]]);"
        "assert not any(m.startswith(('PySide6', 'shiboken')) for m in sys.modules); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "demo")], text=True, capture_output=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = {p.name for p in (tmp_path / "demo").iterdir()}
    assert made == {
        "vientiane-2024.programme",
        "certificates.pdf",
        "certificates",
        "report.pdf",
        "agenda.pdf",
    }
    assert len(list((tmp_path / "demo" / "certificates").glob("*.pdf"))) == 34
    assert "certificates.pdf" in done.stdout
    assert here("demo", tmp_path / "demo").returncode == 0  # again, over its own sample


@pytest.mark.slow
def test_a_demo_never_overwrites_a_real_programme(tmp_path: Path) -> None:
    path = tmp_path / "vientiane-2024.programme"
    here("new", path, "--first-day", "2026-03-02")
    before = path.read_bytes()
    refused(here("demo", tmp_path), "exists already")
    assert path.read_bytes() == before


@pytest.mark.slow
def test_self_test() -> None:
    done = facilitator("self-test")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("ok ") >= 4


@pytest.mark.parametrize("word", ["frobnicate", "gone.programme", "gone.groupwork"])
def test_a_word_that_is_no_command_and_no_file_opens_no_window(
    word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([word]) == 2
    said = capsys.readouterr().err
    assert said.startswith("facilitator: ")
    assert word in said
    assert len(said.splitlines()) == 1
