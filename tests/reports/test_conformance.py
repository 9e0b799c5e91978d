"""Every document of the sample conforms to PDF/A-2a and PDF/UA-1, asked of veraPDF itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pytest
from report_pages import assert_embedded, assert_sound
from verapdf import missing

from facilitator.application.commands.groups import PutTablePlan
from facilitator.application.commands.running import EndItem, StartItem
from facilitator.application.jobs import Job
from facilitator.application.queries import (
    agenda,
    certificates,
    feedback,
    groups,
    negotiation,
    root_causes,
    vision,
)  # fmt: skip
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.certificates import DesignRow
from facilitator.application.workspace import Workspace
from facilitator.cli.exports import KINDS
from facilitator.cli.run import run
from facilitator.domain.certificate_layout import SHIPPED
from facilitator.domain.groups import PlanKind
from facilitator.domain.report import Naming
from facilitator.persistence.signing_keys import make_key
from facilitator.reports import exports
from facilitator.reports.as_run import as_run_export
from facilitator.reports.cause_exports import tree_export
from facilitator.reports.certificate_key_sheet import write_key_sheet
from facilitator.reports.certificates import write_certificates
from facilitator.reports.feedback_exports import form_export
from facilitator.reports.negotiation_exports import debrief_export, preparation_export
from facilitator.reports.privacy_notice import notices
from facilitator.reports.protection_exports import held_data_export, privacy_notice_export
from facilitator.reports.recovery_sheet import write_recovery_sheet
from facilitator.reports.vision_exports import differences_export

VALIDATOR = Path(__file__).with_name("verapdf.py")


def validator() -> None:
    """Skip, saying why, where veraPDF cannot run; where changes are taken in, fail instead."""
    lacks = missing()
    if lacks and os.environ.get("CI"):
        pytest.fail(f"veraPDF cannot run here: {lacks} is missing")
    if lacks:
        pytest.skip(f"NOT CHECKED by veraPDF: {lacks} is missing")


def ask(files: Iterable[Path]) -> dict[Path, dict[str, list[str]]]:
    """What veraPDF finds wrong with the files."""
    command = [sys.executable, str(VALIDATOR), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(line.pop("file")): line for line in lines}


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


@pytest.fixture(scope="module")
def papers(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What the window alone writes: notices, keys, forms, debrief, proofs and the like."""
    folder = tmp_path_factory.mktemp("papers")
    programme = Path(shutil.copy(built_sample, folder / "sample.programme"))
    with pytest.MonkeyPatch.context() as patch, Workspace.open(programme) as sample:
        patch.setenv("FACILITATOR_HOME", str(folder / "home"))
        for export in _in_the_window(sample, folder):
            export.write(Job())
        facts = sample.query(the_programme)
        write_key_sheet(make_key("Centre", "a passphrase of the test"), facts, folder / "key.pdf")
        some = sample.query(certificates.proof_sheets, facts.last_day)[:2]
        for layout, language in zip(SHIPPED, ("my", "km", "lo"), strict=True):
            name = folder / f"proofs in {layout}.pdf"
            write_certificates(some, facts, name, None, DesignRow(layout, language))
    write_recovery_sheet("-".join(["ABCDE"] * 11), "week.programme", folder / "recovery.pdf")
    return sorted(folder.rglob("*.pdf"))


def _in_the_window(sample: Workspace, folder: Path) -> Iterator[exports.Export]:
    """The exports behind its menus, each with something in it."""
    home = sample.query(groups.the_grouping).home()
    sample.execute(PutTablePlan(PlanKind.TABLES, "Mixed tables", (home,), seed=1))
    yield exports.rounds_export(sample, sample.query(groups.the_grouping).plans[0].id,
                                folder / "rounds.pdf")  # fmt: skip
    session = sample.query(agenda.the_agenda).items[0]
    sample.execute(StartItem(session.id))
    sample.execute(EndItem())
    yield as_run_export(sample, folder / "as-run.pdf")
    yield privacy_notice_export(sample, [n.code for n in notices()], folder / "notices.pdf")
    person = sample.query(participants)[0]
    yield held_data_export(sample, person.id, folder / "held.pdf")
    forms = sample.query(feedback.feedback_forms)
    for number, form in enumerate(forms):
        yield form_export(sample, form.id, folder / f"form-{number}.pdf")
    (exercise,) = sample.query(negotiation.exercises)
    table, role = sample.query(negotiation.tables, exercise.id)[0], exercise.roles[0]
    yield debrief_export(sample, exercise.id, folder)
    yield preparation_export(sample, table.id, role.id, folder / "filled.pdf")
    tree = sample.query(root_causes.root_causes).trees[0]
    yield tree_export(sample, tree.id, folder / "solution.pdf", "A4", solution=True)
    text = sample.query(vision.the_vision)
    assert text is not None
    yield differences_export(sample, text.paragraphs[:2], text.paragraphs[1:], ("1", "2"),
                             folder / "differences.pdf")  # fmt: skip
    yield exports.report_export(sample, folder / "donor.pdf", Naming.NONE)
    yield exports.report_export(sample, folder / "draft.pdf", draft=True)


def one_of_each(documents: dict[str, list[Path]]) -> list[Path]:
    """Of files that are made alike but for a number, a group or a person, the first."""
    found: dict[tuple[str, str], Path] = {}
    for kind, paths in documents.items():
        for path in paths:
            alike = re.sub(r"\d+|_.*|-[a-e]-\d+(-the-.*)?", "", path.stem)
            found.setdefault((kind, alike), path)
    return list(found.values())


@pytest.fixture(scope="module")
def broken(documents: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untagged copy of a document."""
    path = tmp_path_factory.mktemp("broken") / "broken.pdf"
    with pikepdf.open(documents["agenda"][0]) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.Metadata
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def verdicts(
    documents: dict[str, list[Path]], papers: list[Path], broken: Path
) -> dict[Path, dict[str, list[str]]]:
    """What veraPDF says of them all; asked once, since Java takes seconds to start, and of files
    that are the same to the byte, as in the pack, only of one.
    """
    validator()
    files = {path: path.read_bytes() for path in (*one_of_each(documents), *papers, broken)}
    first = {content: path for path, content in reversed(files.items())}
    found = ask(first.values())
    return {path: found[first[content]] for path, content in files.items()}


@pytest.mark.slow
def test_every_document_conforms(
    documents: dict[str, list[Path]], verdicts: dict[Path, dict[str, list[str]]]
) -> None:
    files = one_of_each(documents)
    assert set(KINDS) - documents.keys() <= {"planned-and-held", "data-book", "dump"}
    assert {"case--slides", "tree", "stakeholders", "table-signs", "outcome-form"} <= {
        re.sub(r"\d+|-[a-e]-\d+.*", "", path.stem) for path in files
    }  # fmt: skip
    assert {path: verdicts[path] for path in files if any(verdicts[path].values())} == {}


@pytest.mark.slow
def test_every_paper_of_the_window_conforms(
    papers: list[Path], verdicts: dict[Path, dict[str, list[str]]]
) -> None:
    assert len(papers) > 18
    assert {path: verdicts[path] for path in papers if any(verdicts[path].values())} == {}


@pytest.mark.slow
def test_every_document_is_whole_and_embeds_its_fonts(
    documents: dict[str, list[Path]], papers: list[Path]
) -> None:
    for path in (*one_of_each(documents), *papers):
        assert_sound(path)
        assert_embedded(path)


@pytest.mark.slow
def test_the_validator_sees_what_is_wrong(
    broken: Path, verdicts: dict[Path, dict[str, list[str]]]
) -> None:
    """An untagged copy must not pass, or the tests above say nothing."""
    assert verdicts[broken]["2a"]
    assert verdicts[broken]["ua1"]


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


@pytest.mark.parametrize(
    ("kind", "name", "least"),
    [("groups", "group-sheets", 35), ("groups", "groups-wall-list", 35), ("badges", "badges", 35),
     ("name-signs", "name-signs", 35)],
)  # fmt: skip
def test_people_who_stand_together_are_a_list(
    documents: dict[str, list[Path]], kind: str, name: str, least: int
) -> None:
    """Read out, each person is one item, with all that stands on the badge or the line."""
    (path,) = (path for path in documents[kind] if path.stem == name)
    kinds = kinds_in(path)
    assert kinds["/L"] >= 1
    assert kinds["/LI"] == kinds["/LBody"] >= least


def test_rounds_are_a_table_and_lists(papers: list[Path]) -> None:
    (path,) = (path for path in papers if path.stem == "rounds")
    kinds = kinds_in(path)
    assert kinds["/Table"] == 1
    assert kinds["/TR"] == 36
    assert kinds["/LI"] == 35


def test_what_stands_twice_for_the_fold_is_read_once(documents: dict[str, list[Path]]) -> None:
    (signs,) = (path for path in documents["groups"] if path.stem == "table-signs")
    kinds = kinds_in(signs)
    assert kinds["/P"] == 3 * kinds["/Sect"]  # letter, name, table


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
