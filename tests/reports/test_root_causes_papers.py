"""Papers of the root causes: whole PDFs with every text, drawings that escape, tables that are safe."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from itertools import chain
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest

from facilitator.application.commands.root_causes import PutCauseCard
from facilitator.application.jobs import Job
from facilitator.application.queries.root_causes import root_causes, sheets
from facilitator.application.workspace import Workspace
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.domain.root_causes import Dimension, Level
from facilitator.exchange.sample_week import _Sample
from facilitator.reports.cause_exports import FORMATS, board_export, causes_export
from facilitator.reports.cause_papers import roles_paragraph, sheet_tables
from facilitator.reports.drawing import Sketch, svg
from facilitator.reports.sheet_drawings import draw_sheet
from facilitator.reports.tree_drawing import draw_tree
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.resources import resource

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    sample = _Sample(resource("sample", "vientiane-2024"))
    filling = chain(sample._parts(), sample._people_and_groups(), sample._root_causes())
    path = tmp_path_factory.mktemp("papers") / "w.programme"
    made = Workspace.create(path, sample.facts, sample.days, filling)
    yield made
    made.close()


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_everything_is_written_in_every_format(week: Workspace, tmp_path: Path) -> None:
    trees, others = week.query(root_causes).trees, week.query(sheets)
    for kind in set(FORMATS) - {"png"}:
        made = causes_export(week, tmp_path / kind, kind).write(Job())
        ending = f".{kind.partition('-')[0]}"
        assert {path.suffix for path in made} == {ending}
        maps = sum(sheet.tool is SheetTool.STAKEHOLDERS for sheet in others)
        links = len(trees) if kind == "csv" else 0
        assert len(made) == 1 + len(trees) + links + len(others) + maps
    page = pypdfium2.PdfDocument(next((tmp_path / "pdf").glob("tree-a*")))[0]
    small = pypdfium2.PdfDocument(next((tmp_path / "pdf-a4").glob("tree-a*")))[0]
    assert [round(side) for side in page.get_size()] == [1191, 842]
    assert [round(side) for side in small.get_size()] == [842, 595]


def test_a_picture_is_a_whole_png(week: Workspace, tmp_path: Path) -> None:
    board_export(week, tmp_path / "b.png").write(Job())
    image = (tmp_path / "b.png").read_bytes()
    assert image.startswith(b"\x89PNG")
    assert image.endswith(b"IEND\xaeB`\x82")
    assert max(int.from_bytes(image[at : at + 4]) for at in (16, 20)) in range(3190, 3210)


def test_a_tree_on_paper_says_all_its_texts_its_label_and_its_counts(
    week: Workspace, tmp_path: Path
) -> None:
    causes_export(week, tmp_path, "pdf").write(Job())
    tree = week.query(root_causes).trees[0]
    said = words_of(next(tmp_path.glob("tree-a*")))
    for text in (
        tree.core_problem,
        *(node.text for node in tree.nodes),
        "2 loops",
        "Open",
        "Contested",
    ):
        assert text in said, text


def test_a_timeline_lists_what_only_one_side_remembers(week: Workspace) -> None:
    sheet = next(s for s in week.query(sheets) if s.tool is SheetTool.TIMELINE)
    told = [row[0] for row in sheet_tables(sheet, names=True)[-1][1:]]
    assert len(told) == 4
    assert "The land office opens in the capital" not in told
    roles = next(s for s in week.query(sheets) if s.tool is SheetTool.ROLES)
    assert roles_paragraph(roles).startswith(
        "Reasons: Provincial posts are filled from the capital."
    )


def test_the_version_for_sharing_names_no_actor(week: Workspace, tmp_path: Path) -> None:
    for kind in ("pdf", "svg", "csv"):
        causes_export(week, tmp_path / kind, kind).write(Job())
        (path,) = (tmp_path / kind).glob("*without-names*")
        said = words_of(path) if kind == "pdf" else path.read_text("utf-8")
        sheet = next(s for s in week.query(sheets) if s.tool is SheetTool.STAKEHOLDERS)
        assert not [actor.text for actor in sheet.of_kind("actor") if actor.text in said]
        assert "Actor A" in said


def test_an_svg_is_well_formed_whatever_people_typed(week: Workspace) -> None:
    sketch = Sketch()
    sketch.words(0, 0, 200, "<script>&amp; \"x\" 'y' ]]> \u200f\u0001")
    root = ET.fromstring(svg(sketch.drawing("<&>", "</desc>")))  # noqa: S314 - our own text
    assert not list(root.iter(f"{SVG}script"))
    for tree in week.query(root_causes).trees:
        drawn = ET.fromstring(svg(draw_tree(tree)))  # noqa: S314
        shown = " ".join(node.text or "" for node in drawn.iter(f"{SVG}text"))
        assert all(word in shown for node in tree.nodes for word in node.text.split())
        dashed = [path for path in drawn.iter(f"{SVG}path") if path.get("stroke-dasharray")]
        assert len(dashed) == len(tree.feedback)
    for sheet in week.query(sheets):
        ET.fromstring(svg(draw_sheet(sheet)))  # noqa: S314


def test_nothing_is_drawn_outside_its_frame(week: Workspace) -> None:
    from facilitator.reports.drawing import bounds

    drawings = [draw_tree(tree, solution=turned) for tree in week.query(root_causes).trees
                for turned in (False, True)]  # fmt: skip
    drawings += [draw_sheet(sheet) for sheet in week.query(sheets)]
    for drawing in drawings:
        for shape in drawing.shapes:
            left, top, right, bottom = bounds(shape)
            assert left >= 0 <= top
            assert right <= drawing.width
            assert bottom <= drawing.height


def test_tables_hold_links_and_no_formula(week: Workspace, tmp_path: Path) -> None:
    causes_export(week, tmp_path, "csv").write(Job())
    with next(tmp_path.glob("tree-a*links*")).open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    tree = week.query(root_causes).trees[0]
    assert len(rows) == len(tree.nodes) + len(tree.feedback)
    assert sum(row["kind"] == "feeds back" for row in rows) == len(tree.feedback)
    week.execute(PutCauseCard("=HYPERLINK(1)", Dimension.SOCIAL, Level.STRUCTURAL, (), uuid4()))
    board_export(week, tmp_path / "b.csv").write(Job())
    week.undo()
    assert "'=HYPERLINK" in (tmp_path / "b.csv").read_text("utf-8")


def test_an_empty_board_says_so(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "e.programme", {"title": "E", "first_day": "2026-01-05"},
                          [(uuid4(), "Monday")], ()) as empty:  # fmt: skip
        with pytest.raises(EnvironmentProblem):
            board_export(empty, tmp_path / "b.pdf")
        with pytest.raises(EnvironmentProblem):
            causes_export(empty, tmp_path / "all")
