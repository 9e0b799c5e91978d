"""Every document of the sample conforms to PDF/A-2a and PDF/UA-1, asked of veraPDF itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from report_pages import assert_embedded, assert_sound
from verapdf import missing

from facilitator.cli.exports import KINDS
from facilitator.cli.run import run

VALIDATOR = Path(__file__).with_name("verapdf.py")


def validator() -> None:
    """Skip, saying why, where veraPDF cannot run; where changes are taken in, fail instead."""
    lacks = missing()
    if lacks and os.environ.get("CI"):
        pytest.fail(f"veraPDF cannot run here: {lacks} is missing")
    if lacks:
        pytest.skip(f"NOT CHECKED by veraPDF: {lacks} is missing")


def ask(*files: Path) -> dict[str, dict[str, list[str]]]:
    """What veraPDF finds wrong with the files, by the file's name."""
    command = [sys.executable, str(VALIDATOR), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(line.pop("file")).name: line for line in lines}


@pytest.fixture(scope="module")
def documents(
    built_sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Path]]:
    """All PDFs of the sample, by kind."""
    folder = tmp_path_factory.mktemp("documents")
    programme = Path(shutil.copy(built_sample, folder / "sample.programme"))
    found: dict[str, list[Path]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(folder / "home"))
        for kind in KINDS:
            if run(["export", kind, str(programme), str(folder / kind)]) == 0:
                found[kind] = sorted((folder / kind).rglob("*.pdf"))
        run(["exercise", "packs", str(programme), "1", str(folder / "packs")])
        found["packs"] = sorted((folder / "packs").rglob("*.pdf"))
    return found


@pytest.mark.slow
def test_every_document_conforms(documents: dict[str, list[Path]]) -> None:
    validator()
    # of many that are made alike, two
    files = [path for some in documents.values() for path in some[:2]]
    assert {"certificates", "report", "agenda", "badges", "packs"} <= documents.keys()
    wrong = {name: found for name, found in ask(*files).items() if any(found.values())}
    assert wrong == {}


@pytest.mark.slow
def test_every_document_is_whole_and_embeds_its_fonts(documents: dict[str, list[Path]]) -> None:
    for path in (path for some in documents.values() for path in some[:2]):
        assert_sound(path)
        assert_embedded(path)


@pytest.mark.slow
def test_the_validator_sees_what_is_wrong(documents: dict[str, list[Path]], tmp_path: Path) -> None:
    """An untagged copy must not pass, or the test above says nothing."""
    validator()
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(documents["agenda"][0]) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.Metadata
        pdf.save(broken)
    found = ask(broken)["broken.pdf"]
    assert found["2a"]
    assert found["ua1"]


def test_the_same_input_makes_the_same_bytes(built_sample: Path, tmp_path: Path) -> None:
    """Whatever the process made before, and in another process."""
    made = {}
    for turn, kinds in enumerate((("badges", "report"), ("report",))):
        for kind in kinds:
            folder = tmp_path / f"{turn}-{kind}"
            code = "import sys; from facilitator.cli.run import run; sys.exit(run(sys.argv[1:]))"
            words = ["export", kind, str(built_sample), str(folder)]
            if turn == 0:
                assert run(words) == 0
            else:
                subprocess.run([sys.executable, "-c", code, *words], check=True,
                               capture_output=True)  # fmt: skip
            made[turn, kind] = next(folder.glob("*.pdf")).read_bytes()
    assert made[0, "report"] == made[1, "report"]


def test_files_say_who_made_them_and_hold_no_date(documents: dict[str, list[Path]]) -> None:
    with pikepdf.open(documents["report"][0]) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("Summary report")
        assert "/CreationDate" not in pdf.docinfo
        assert str(pdf.Root.Lang) == "en"
        with pdf.open_metadata() as data:
            assert data["pdfaid:part"] == "2"
            assert data["pdfaid:conformance"] == "A"
            assert data["pdfuaid:part"] == "1"


def test_tables_have_headers_and_go_on_over_pages(documents: dict[str, list[Path]]) -> None:
    kinds = kinds_in(documents["report"][0])
    assert kinds["/H1"] > 5
    assert kinds["/L"] >= 3
    assert kinds["/Table"] >= 5


@pytest.mark.parametrize("kind", ["participants", "name-check", "sign-in"])
def test_lists_of_people_are_tables(documents: dict[str, list[Path]], kind: str) -> None:
    for path in documents[kind]:
        kinds = kinds_in(path)
        with pikepdf.open(path) as pdf:
            assert kinds["/Table"] == len(pdf.pages)
        assert kinds["/TR"] > 5 * kinds["/Table"]


def kinds_in(path: Path) -> dict[str, int]:
    """How many of each kind of tag; each table has a head of columns, and rows as wide as it."""
    kinds: dict[str, int] = {}

    def walk(node: pikepdf.Object) -> None:
        if not isinstance(node, pikepdf.Dictionary):
            return
        kind = str(node.get("/S", ""))
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "/Table":
            rows = list(node.K)
            first = rows[0]
            assert all(cell.S == "/TH" for cell in first.K)
            assert all(cell.A.Scope == "/Column" for cell in first.K)
            assert len({len(row.K) for row in rows}) == 1
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    with pikepdf.open(path) as pdf:
        walk(pdf.Root.StructTreeRoot.K[0])
    return kinds
