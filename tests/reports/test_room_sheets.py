"""Sign-in sheets, group sheets, table signs, wall list and rounds: who must be on them, what must not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from report_pages import assert_embedded, assert_sound, text_of
from report_rows import HOSTILE

from facilitator.application.commands.attendance import PutLateJoining
from facilitator.application.commands.groups import PutGroupPair, PutTablePlan
from facilitator.application.jobs import Cancelled, Job
from facilitator.application.queries.attendance import the_attendance
from facilitator.application.queries.groups import the_grouping
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.groups import GroupingRow
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import Half
from facilitator.domain.grouping.model import PairKind
from facilitator.domain.groups import PlanKind
from facilitator.reports.attendance import BLANK_LINES, write_sign_in_sheets
from facilitator.reports.groups import (
    write_group_sheets,
    write_rounds,
    write_table_signs,
    write_wall_list,
)
from facilitator.support.errors import EnvironmentProblem


def plain(text: str) -> str:
    return "".join(text.split())


def test_a_sign_in_sheet_for_each_day_with_everybody_and_lines_for_others(
    sample: Workspace, tmp_path: Path
) -> None:
    grid = sample.query(the_attendance)
    path = tmp_path / "sheets.pdf"
    write_sign_in_sheets(grid, sample.query(the_programme), path)
    pages = text_of(path)
    assert len(pages) == 10
    for day in range(5):
        both = plain("".join(pages[2 * day : 2 * day + 2]))
        assert all(plain(person.name) in both for person in grid.people)
        assert both.count("CAPITALS") == BLANK_LINES
        assert "Morning" in both
        assert "Afternoon" in both
    assert_embedded(path)
    assert_sound(path)


def test_who_joins_later_and_who_withdrew(sample: Workspace, tmp_path: Path) -> None:
    grid = sample.query(the_attendance)
    late, gone = grid.people[0], grid.people[1]
    second = grid.half_days[2]
    sample.execute(PutLateJoining(late.id, second.day_id, Half.AFTERNOON, "Visa"))
    from facilitator.application.commands.people import EditParticipant

    sample.execute(EditParticipant(gone.id, {"withdrawn": True}))
    path = tmp_path / "sheets.pdf"
    write_sign_in_sheets(sample.query(the_attendance), sample.query(the_programme), path)
    pages = [plain(page) for page in text_of(path)]
    assert not any(plain(gone.name) in page for page in pages)
    assert not any(plain(late.name) in page for page in pages[:2])
    assert any(plain(late.name) in page and "joinslater" in page for page in pages[2:4])


def test_groups_on_paper(sample: Workspace, tmp_path: Path) -> None:
    first, second = sample.query(the_grouping).people[:2]
    sample.execute(PutGroupPair(PairKind.APART, first.id, second.id, "SECRETREASON"))
    grouping, facts = sample.query(the_grouping), sample.query(the_programme)
    sample.execute(PutTablePlan(PlanKind.TABLES, "Mixed tables", (grouping.home(),), seed=4321))
    grouping = sample.query(the_grouping)
    files = {name: tmp_path / f"{name}.pdf" for name in ("sheets", "signs", "wall", "rounds")}
    write_group_sheets(grouping, facts, files["sheets"])
    write_table_signs(grouping, facts, files["signs"])
    write_wall_list(grouping, facts, files["wall"])
    write_rounds(grouping.plans[0], grouping, facts, files["rounds"])
    read = {name: plain("".join(text_of(path))) for name, path in files.items()}
    for person in grouping.people:
        for name in ("sheets", "wall", "rounds"):
            assert plain(person.name) in read[name], (name, person.name)
    for group in grouping.groups:
        assert read["signs"].count(plain(group.name)) == 2  # one for each side of the fold
    assert "4321" in read["rounds"]
    for name, path in files.items():
        assert "SECRET" not in read[name]
        assert "assessment" not in read[name].casefold()
        assert_sound(path)
        assert_embedded(path)


def test_everybodys_table_is_the_one_they_sit_at(sample: Workspace, tmp_path: Path) -> None:
    home = sample.query(the_grouping).home()
    sample.execute(PutTablePlan(PlanKind.TABLES, "Mixed", (home, home[::-1]), seed=1))
    grouping = sample.query(the_grouping)
    path = tmp_path / "rounds.pdf"
    write_rounds(grouping.plans[0], grouping, sample.query(the_programme), path)
    lines = [line.strip() for line in text_of(path)[0].splitlines()]
    text = " ".join(lines)
    person = grouping.person(home[1][0])
    assert person is not None
    assert f"{person.name} 2 4" in text


def test_hostile_names_stay_text(sample: Workspace, tmp_path: Path) -> None:
    there = sample.query(the_grouping)
    people = tuple(
        replace(person, name=f"{HOSTILE[n % len(HOSTILE)]}{n}")
        for n, person in enumerate(there.people)
    )
    grouping = replace(there, people=people)
    facts = sample.query(the_programme)
    for number, write in enumerate((write_group_sheets, write_table_signs, write_wall_list)):
        path = tmp_path / f"{number}.pdf"
        write(grouping, facts, path)
        assert_sound(path)


def test_a_large_programme_takes_more_pages(sample: Workspace, tmp_path: Path) -> None:
    there = sample.query(the_grouping)
    many = replace(there, people=there.people * 6)
    path = tmp_path / "wall.pdf"
    write_wall_list(many, sample.query(the_programme), path)
    assert len(text_of(path)) >= 2


def test_without_groups_or_people_there_is_nothing(sample: Workspace, tmp_path: Path) -> None:
    facts = sample.query(the_programme)
    empty = GroupingRow((), (), (), (), None, ())
    for write in (write_group_sheets, write_table_signs, write_wall_list):
        with pytest.raises(EnvironmentProblem, check=lambda e: e.code == "nothing-to-export"):
            write(empty, facts, tmp_path / "x.pdf")
    grid = replace(sample.query(the_attendance), people=())
    with pytest.raises(EnvironmentProblem, check=lambda e: e.code == "nothing-to-export"):
        write_sign_in_sheets(grid, facts, tmp_path / "x.pdf")
    assert not list(tmp_path.glob("x.pdf"))


def test_a_cancelled_document_leaves_nothing(sample: Workspace, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_group_sheets(
            sample.query(the_grouping), sample.query(the_programme), tmp_path / "x.pdf", job
        )
    assert not list(tmp_path.glob("*.pdf"))
