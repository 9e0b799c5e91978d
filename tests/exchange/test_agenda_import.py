"""Items from tables: what is understood, what is refused in words, and that nothing is written before."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import openpyxl
import pytest

from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.agenda import AgendaRow, DayRow, RoomRow
from facilitator.application.rows.programme import ResourcePersonRow
from facilitator.application.workspace import Workspace
from facilitator.domain import agenda_list
from facilitator.domain.agenda import ItemType, clock
from facilitator.domain.people import fold
from facilitator.exchange.agenda_items.matching import best_match, choose, match_sheet
from facilitator.exchange.agenda_items.plan import ItemPlan, Place, PlannedItem, State, make_plan
from facilitator.exchange.tables import text_table
from facilitator.exchange.tables.guarded import read_here
from facilitator.exchange.templates import new_programme
from facilitator.reports.agenda_tables import write_agenda_table, write_agenda_workbook
from facilitator.reports.cells import plain_text
from facilitator.reports.labels import label
from facilitator.support.errors import EnvironmentProblem, RuleViolation

DAYS = tuple(
    DayRow(uuid5(NAMESPACE_URL, f"day{n}"), n, date(2024, 11, 3) + timedelta(n), "")
    for n in range(1, 6)
)
LAN = ResourcePersonRow(uuid5(NAMESPACE_URL, "lan"), "Lan Tran", "Lead facilitator", show_name=True)
HALL = RoomRow(uuid5(NAMESPACE_URL, "hall"), "Mekong Hall")
WORDS = {fold(label(kind)): kind for kind in ItemType}
PLACE = Place(AgendaRow(DAYS, (), (HALL,)), (LAN,), WORDS)


def plan_of(text: str, place: Place = PLACE) -> ItemPlan:
    return make_plan(match_sheet(text_table.read_text(text)), place)


def row_of(cells: str, head: str = "Day,Start,End,Minutes,Title") -> PlannedItem:
    (row,) = plan_of(f"{head}\n{cells}\n").rows
    return row


def refusal(row: PlannedItem) -> str:
    assert row.state is State.TO_FIX
    assert row.reason
    assert row.reason[0].isupper() or row.reason.startswith(("“", *"0123456789"))
    return row.problem


# --- what is understood ----------------------------------------------------------------------------


def test_a_plain_table() -> None:
    plan = plan_of(
        "Day,Time,Duration,Session,Facilitator,Room,Notes\n"
        "1,08:30–09:00,,Registration,,Foyer,Two desks\n"
        ",,45 min,Opening ceremony,Lan Tran,Mekong Hall,\n"
        ",,20,Coffee break,,,\n"
        "Day 2,9.00,1h30,Group work: the tree,lead facilitator,mekong hall,\n"
    )
    assert [row.state for row in plan.rows] == [State.READY] * 4
    values = [row.values for row in plan.rows]
    assert [(v["start"], v["minutes"]) for v in values] == [
        (510, 30),
        (540, 45),
        (585, 20),
        (540, 90),
    ]
    assert [v["type"] for v in values] == [ItemType.ADMIN, ItemType.CEREMONY, ItemType.BREAK,
                                           ItemType.GROUP_WORK]  # fmt: skip
    assert [v["day_id"] for v in values] == [DAYS[0].id] * 3 + [DAYS[1].id]
    assert values[1]["lead_id"] == values[3]["lead_id"] == LAN.id
    assert values[0]["private_notes"] == "Two desks"
    assert plan.new_rooms == ("Foyer",)
    command = plan.command
    assert command.items[1]["room_id"] == command.items[3]["room_id"] == HALL.id
    assert command.items[0]["room_id"] == command.rooms[0][0]


def test_titles_above_the_headings_and_days_as_rows_of_their_own() -> None:
    plan = plan_of(
        "Agenda of the training\n\n"
        "Start,End,Activity\n"
        "Day 1: Meeting each other\n"
        "09:00,10:00,Welcome\n"
        '"Tuesday, 5 November 2024"\n'
        "09:00,10:00,Reading conflict\n"
        "Start,End,Activity\n"
        "10:00,10:20,Break\n"
    )
    assert [(row.day.number if row.day else 0, row.values["title"]) for row in plan.rows] == [
        (1, "Welcome"), (2, "Reading conflict"), (2, "Break")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("Day 2", 2), ("2024-11-06", 3), ("06/11/2024", 3), ("11/06/2024", 3), ("6.11.24", 3),
     ("Mon", 1), ("Monday 4 November", 1), ("Nov 8, 2024", 5), ("45600", 1), ("Jour 3", 3)],
)  # fmt: skip
def test_days(text: str, number: int) -> None:
    assert agenda_list.read_day(text, DAYS).number == number


@pytest.mark.parametrize(
    ("text", "code"),
    [("2024-12-01", "item-day-outside"), ("9", "item-day-outside"), ("0", "item-day-outside"),
     ("Day 12", "item-day-outside"), ("Someday", "item-day-unknown"), ("32/13/2024", "item-day-unknown"),
     ("", "item-day-unknown"), ("Saturday", "item-day-unknown"), ("99999999999", "item-day-unknown")],
)  # fmt: skip
def test_days_that_are_none(text: str, code: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        agenda_list.read_day(text, DAYS)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("9", "09:00", ""), ("8h30", "08:30", ""), ("08:30:00", "08:30", ""), ("2:15 PM", "14:15", ""),
     ("12 am", "00:00", ""), ("0.354166667", "08:30", ""), ("1899-12-30 08:30:00", "08:30", ""),
     ("09:00–10:30", "09:00", "10:30"), ("9 to 10.15", "09:00", "10:15"),
     ("1:00-2:30 pm", "13:00", "14:30"), ("11-1 pm", "11:00", "13:00")],
)  # fmt: skip
def test_times(text: str, start: str, end: str) -> None:
    begins, ends = agenda_list.read_span(text)
    assert (clock(begins), clock(ends) if ends is not None else "") == (start, end)


# --- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ("1,10:00,09:00,,Backwards", "end"),
        ("1,10:00-09:00,,,Backwards", "start"),
        ("1,10:00,,0,No time at all", "minutes"),
        ("1,00:00,,2000,Two days long", "minutes"),
        ("1,23:30,,60,Over midnight", "start"),
        ("1,10:00,,-5,Negative", "minutes"),
        ("1,10:00,11:00,45,Does not add up", "minutes"),
        ("9,10:00,11:00,,Ninth day", "day"),
        ("2031-01-01,10:00,11:00,,Another year", "day"),
        ("soon,10:00,11:00,,No day", "day"),
        (",10:00,11:00,,No day", "day"),
        ("1,25:00,,30,No such hour", "start"),
        ("1,noon,,30,In words", "start"),
        ("1,10:00,11:xx,,End in letters", "end"),
        ("1,,,30,No start", "start"),
        ("1,10:00,,,No end", "minutes"),
        ("1,10:00,11:00,,", "title"),
        (f"1,10:00,11:00,,{'x' * 400}", "title"),
    ],
)
def test_bad_rows_name_the_field_and_say_why(cells: str, field: str) -> None:
    row = row_of(cells)
    assert refusal(row) == field
    assert plan_of(f"Day,Start,End,Minutes,Title\n{cells}\n").command.items == ()


def test_only_a_fixed_moment_takes_no_time() -> None:
    row = row_of("1,17:00,0,Bus leaves,yes", "Day,Start,Minutes,Title,Fixed")
    assert (row.state, row.values["minutes"], row.values["anchored"]) == (State.READY, 0, True)


def test_a_refused_row_lets_the_next_not_follow_it() -> None:
    first, second = plan_of("Day,Start,Minutes,Title\n1,9:00,x,Bad\n,,30,Follows\n").rows
    assert (first.state, second.state, second.problem) == (State.TO_FIX, State.TO_FIX, "start")


def test_a_fix_is_read_at_once_and_helps_the_rows_below() -> None:
    plan = plan_of("Day,Start,Minutes,Title\n1,9:00,x,Bad\n,,30,Follows\n").fixed(
        2, "minutes", "45"
    )
    assert [row.state for row in plan.rows] == [State.READY] * 2
    assert plan.rows[1].values["start"] == 585


def test_rows_outside_the_programme_stay_refused_below_their_heading() -> None:
    plan = plan_of("Start,End,Title\nDay 8\n09:00,10:00,Lost\nDay 1\n09:00,10:00,Found\n")
    assert [row.state for row in plan.rows] == [State.TO_FIX, State.READY]


def test_twice_in_the_table_is_taken_once() -> None:
    plan = plan_of("Day,Start,Minutes,Title\n1,9:00,30,Welcome\n1,9:00,30,welcome\n")
    assert [row.state for row in plan.rows] == [State.READY, State.SAME]
    assert len(plan.command.items) == 1


def test_unknown_types_and_people_are_said_and_left_open() -> None:
    row = row_of("1,9:00,30,Break,sonata,Nobody", "Day,Start,Minutes,Title,Type,Lead")
    assert row.state is State.READY
    assert row.values["type"] is ItemType.BREAK
    assert row.values["lead_id"] is None
    assert len(row.notes) == 2


@pytest.mark.parametrize("text", ["a\n1\n", "Name,Country\nLan,Laos\n", "x,y,z\n1,2,3\n"])
def test_a_table_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        choose(Path("list.csv"), (text_table.read_text(text),))
    assert caught.value.code == "table-no-title-column"
    assert "list.csv" in str(caught.value)


def test_columns_that_are_named_by_hand() -> None:
    sheet = text_table.read_text("x,y,z,w\n1,09:00,30,Welcome\n")
    match = choose(Path("a.csv"), (sheet,), None,
                   {"title": "D", "day": "A", "start": "B", "minutes": "C"})  # fmt: skip
    plan = make_plan(match, PLACE)
    assert [row.state for row in plan.rows][-1] is State.READY
    with pytest.raises(EnvironmentProblem):
        choose(Path("a.csv"), (sheet,), None, {"title": "Q"})
    with pytest.raises(EnvironmentProblem):
        choose(Path("a.csv"), (sheet,), None, {"colour": "A"})


# --- there and back --------------------------------------------------------------------------------


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "week.programme"
    with new_programme(path, "asean-week", date(2024, 11, 4)) as workspace:
        yield workspace


def test_own_exports_come_back_whole_as_one_step(week: Workspace, tmp_path: Path) -> None:
    before, facts = week.query(the_agenda), week.query(the_programme)
    write_agenda_workbook(before, facts, tmp_path / "a.xlsx")
    write_agenda_table(before, facts, tmp_path / "a.csv")
    for name in ("a.xlsx", "a.csv"):
        sheets = read_here((tmp_path / name).read_bytes())
        again = make_plan(best_match(sheets), Place(before, facts.resource_persons, WORDS))
        assert {row.state for row in again.rows} == {State.SAME}, name
        empty = Place(AgendaRow(before.days, (), ()), facts.resource_persons, WORDS)
        plan = make_plan(best_match(sheets), empty)
        assert len(plan.of(State.READY)) == len(before.items) == 73
        for item, row in zip(before.items, plan.rows, strict=True):
            for field in ("start", "minutes", "floor", "anchored", "title", "type", "day_id"):
                assert row.values[field] == getattr(item, field), (name, field, item.title)


def test_import_is_one_step_of_undo(week: Workspace) -> None:
    before = week.query(the_agenda)
    place = Place(before, week.query(the_programme).resource_persons)
    plan = plan_of("Day,Start,Minutes,Title,Room\n1,06:00,30,Walk,Garden\n2,06:00,30,Walk,Garden\n",
                   place)  # fmt: skip
    week.execute(plan.command)
    after = week.query(the_agenda)
    assert len(after.items) == len(before.items) + 2
    assert {item.room for item in after.items if item.title == "Walk"} == {"Garden"}
    week.undo()
    assert week.query(the_agenda) == before
    week.redo()
    assert week.query(the_agenda) == after


def test_a_formula_in_a_workbook_is_not_worked_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Day", "Start", "Minutes", "Title"])
    book.active.append([1, "09:00", 30, '=HYPERLINK("http://x","y")'])
    book.save(tmp_path / "a.xlsx")
    (row,) = make_plan(best_match(read_here((tmp_path / "a.xlsx").read_bytes())), PLACE).rows
    assert row.state is State.TO_FIX  # what the formula last showed is nothing


@pytest.mark.parametrize("title", ["=1+1", "＝ten", "＠home", "'quoted", "Break"])
def test_a_title_comes_back_from_a_text_table_as_it_was(title: str) -> None:
    row = row_of(f"1,09:00,10:00,60,{plain_text(title)}")
    assert row.values["title"] == title


def test_the_apostrophe_of_a_text_table_comes_off() -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["Day", "Start", "Minutes", "Title"], [1, "9:00", 30, "'=Sum up"]])
    (row,) = plan_of(text.getvalue()).rows
    assert row.values["title"] == "=Sum up"


def test_twenty_thousand_rows_are_planned_soon() -> None:
    lines = "".join(f"{n % 5 + 1},{n % 24}:00,30,Item {n}\n" for n in range(19_990))
    assert len(plan_of(f"Day,Start,Minutes,Title\n{lines}").rows) == 19_990
