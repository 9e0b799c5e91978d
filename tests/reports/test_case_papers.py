"""Papers of the cases: seven slides at least, two pages, labels, and nothing private in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from report_pages import text_of

from facilitator.application.commands.case_parts import AddCase, EditCase
from facilitator.application.commands.case_presentations import PutCaseReview
from facilitator.application.jobs import Job
from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.cli.run import run
from facilitator.domain.root_causes import Sensitivity
from facilitator.reports import case_papers
from facilitator.reports.case_exports import CSV, DOCX, PDF, TABLE, TRACE, cases_export
from facilitator.reports.case_slides import SMALL, slides_of
from facilitator.reports.drawing import Words, bounds
from facilitator.support.errors import EnvironmentProblem

MARK = "XPRIVATEX"


def all_text(path: Path) -> str:
    """What a reader of the file sees."""
    if path.suffix == ".pdf":
        return "".join(text_of(path))
    if path.suffix == ".docx":
        return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    return path.read_text("utf-8")


def test_slides_are_legible_and_within_their_frame(sample: Workspace) -> None:
    for case in sample.query(case_studies):
        long = replace(case, title="A title " * 11, causes=tuple(
            replace(c, evidence="evidence " * 80) for c in case.causes))  # fmt: skip
        for slide in (*slides_of(case), *slides_of(long)):
            for shape in (s for s in slide.drawing.shapes if isinstance(s, Words)):
                left, top, right, bottom = bounds(shape)
                assert (left, top) >= (0, 0), slide.title
                assert right <= 1920, slide.title
                assert bottom <= 1020, slide.title
                assert shape.size >= SMALL
        assert len(slides_of(case)) >= 7


def test_nothing_private_goes_out(sample: Workspace, tmp_path: Path) -> None:
    first, second, *_ = sample.query(case_studies)
    group = sample.query(home_groups)[2]
    hidden = AddCase(group.id, f"{MARK} unfinished")
    sample.execute(hidden)
    sample.execute(EditCase(first.id, {"notes": MARK}))
    sample.execute(EditCase(second.id, {"sensitivity": Sensitivity.FACILITATOR}))
    sample.execute(PutCaseReview(first.id, (MARK, MARK), MARK, MARK))
    cases_export(sample, tmp_path / "a", (PDF, DOCX, CSV)).write(Job())
    made = sorted((tmp_path / "a").iterdir())
    assert len(made) == 3 * 4 + 3 + 1
    for path in made:
        said = all_text(path)
        assert MARK not in said, path.name
        assert second.title not in said, path.name
    asked = cases_export(sample, tmp_path / "b", (CSV,), also=frozenset({hidden.case_id}))
    asked.write(Job())
    assert (tmp_path / "b" / TABLE).exists()


def test_handout_is_two_pages_even_when_all_limits_are_used(
    sample: Workspace, tmp_path: Path
) -> None:
    facts, case = sample.query(the_programme), sample.query(case_studies)[0]
    full = replace(
        case, situation="word " * 120, process="word " * 150, triggers="word " * 100,
        unresolved="word " * 100, negative_comparison="word " * 60,
        causes=tuple(replace(c, evidence="word " * 60, explanation="word " * 60)
                     for c in case.causes),
    )  # fmt: skip
    for number, row in enumerate((case, full)):
        path = tmp_path / f"{number}.pdf"
        case_papers.write_handout(row, facts, path)
        pages = text_of(path)
        assert len(pages) == 2
        assert all("Open to all" in page for page in pages)
    assert "High confidence" in "".join(text_of(tmp_path / "0.pdf"))


def test_review_forms_ask_for_no_name_and_the_thread_is_one_page(
    sample: Workspace, tmp_path: Path
) -> None:
    cases_export(sample, tmp_path).write(Job())
    pages = text_of(tmp_path / "case-reviews.pdf")
    assert len(pages) == 2 * len(sample.query(case_studies))
    assert all("No name on this sheet" in page or "no name, please" in page for page in pages)
    assert "Transferability argued honestly" in pages[0]
    (trace,) = text_of(tmp_path / TRACE)
    assert "Where the thread is broken" in trace
    compared = "".join(text_of(tmp_path / "cases-compared.pdf"))
    assert "not averaged" in compared
    assert "People in the room" in compared  # the narrowest label of all that is in it


def test_the_document_to_edit_has_all_that_the_handout_has(
    sample: Workspace, tmp_path: Path
) -> None:
    facts, case = sample.query(the_programme), sample.query(case_studies)[0]
    case_papers.write_handout_docx(case, facts, tmp_path / "case.docx")
    said = all_text(tmp_path / "case.docx")
    for text in (case.title, "Open to all", case.situation, case.causes[0].evidence, case.process,
                 case.lessons[0], case.agreements[0].name, "High confidence"):  # fmt: skip
        assert text in said, text


def test_the_shell_writes_them_and_says_when_there_are_none(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "cases", str(sample_path), str(tmp_path / "t"), "--format", "csv"]) == 0
    lines = (tmp_path / "t" / TABLE).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Group,Case,Country or area,Root cause")
    with Workspace.open_to_change(sample_path) as workspace:
        for case in workspace.query(case_studies):
            workspace.execute(EditCase(case.id, {"sensitivity": Sensitivity.FACILITATOR}))
        with pytest.raises(EnvironmentProblem, match="no case study"):
            cases_export(workspace, tmp_path / "n")
