"""Attendance and groups through commands and queries, in a real file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from facilitator.application.commands import attendance, groups, people
from facilitator.application.queries import agenda as agenda_queries
from facilitator.application.queries import attendance as attendance_queries
from facilitator.application.queries import certificates as certificate_queries
from facilitator.application.queries import groups as group_queries
from facilitator.application.queries import people as people_queries
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import AttendanceRules, Mark
from facilitator.domain.grouping.model import PairKind, Rule, RuleKind
from facilitator.domain.groups import USUAL_RULES, GroupRole, PlanKind, letters, told_apart
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.support.errors import RuleViolation


@pytest.fixture
def week(sample: Workspace) -> Workspace:
    return sample


def _named(w: Workspace, name: str) -> Any:
    return next(p for p in w.query(people_queries.participants) if p.certificate_name == name)


def _attender(w: Workspace, key: UUID) -> Any:
    return next(p for p in w.query(attendance_queries.the_attendance).people if p.id == key)


def test_the_grid_of_the_sample(week: Workspace) -> None:
    grid = week.query(attendance_queries.the_attendance)
    assert len(grid.half_days) == 10
    assert len(grid.people) == 35
    assert all(column.taken and column.minutes for column in grid.half_days)
    for column in grid.half_days:
        assert sum(grid.count(column.key, mark) for mark in Mark) == 35
        assert grid.unmarked(column.key) == ()


def test_certificates_follow_the_grid(week: Workspace) -> None:
    """What the grid says is what certificates are decided by, whatever the setting."""

    def agree() -> list[bool]:
        grid = week.query(attendance_queries.the_attendance)
        record = {p.id: p.standing.so_far for p in grid.people}
        found = week.query(certificate_queries.candidates)
        assert all(row.presence == record[row.participant_id] for row in found)
        return [row.eligibility.kind is not None for row in found]

    grid = week.query(attendance_queries.the_attendance)
    for person, mark in zip(grid.people, (Mark.LATE, Mark.EXCUSED), strict=False):
        week.execute(attendance.MarkAttendance(tuple(
            attendance.HalfDayMark(person.id, column.day_id, column.half, mark)
            for column in grid.half_days[:4]
        )))  # fmt: skip
    assert agree()[:2] == [True, False]
    week.execute(attendance.SetAttendanceRules(AttendanceRules(late_weight=0)))
    assert agree()[:2] == [False, False]
    week.execute(attendance.SetAttendanceRules(AttendanceRules(excused_counts=True)))
    assert agree()[:2] == [True, True]


def test_who_joined_on_tuesday_is_not_absent_on_monday(week: Workspace) -> None:
    days = week.query(agenda_queries.days)
    person = week.query(people_queries.participants)[0]
    monday = tuple(
        attendance.HalfDayMark(person.id, days[0].id, half, Mark.ABSENT) for half in Half
    )
    week.execute(attendance.MarkAttendance(monday))
    before = _attender(week, person.id)
    week.execute(attendance.PutLateJoining(person.id, days[1].id, Half.MORNING, "Visa came late"))
    after = _attender(week, person.id)
    assert after.standing.so_far.held < before.standing.so_far.held
    assert after.standing.so_far.attended == before.standing.so_far.attended
    assert after.standing.so_far.percent > before.standing.so_far.percent
    assert after.before == {(days[0].id, half) for half in Half}
    grid = week.query(attendance_queries.the_attendance)
    assert after.id not in {p.id for p in grid.unmarked((days[0].id, Half.MORNING))}
    with pytest.raises(RuleViolation, check=lambda e: e.code == "joining-needs-reason"):
        week.execute(attendance.PutLateJoining(person.id, days[1].id, Half.MORNING, "  "))


def test_who_can_no_longer_qualify_is_listed_before_the_week_is_over(week: Workspace) -> None:
    grid = week.query(attendance_queries.the_attendance)
    person = grid.people[0]
    late_days = grid.half_days[5:]
    week.execute(
        attendance.MarkAttendance(
            tuple(
                attendance.HalfDayMark(p.id, column.day_id, column.half, None)
                for p in grid.people
                for column in late_days
            )
        )
    )
    week.execute(
        attendance.MarkAttendance(
            tuple(
                attendance.HalfDayMark(person.id, column.day_id, column.half, Mark.ABSENT)
                for column in grid.half_days[:5]
            )
        )
    )
    now = week.query(attendance_queries.the_attendance)
    assert person.id in {p.id for p in now.out_of_reach}
    assert [column.taken for column in now.half_days] == [True] * 5 + [False] * 5
    found = _attender(week, person.id).standing
    assert found.so_far.held < found.week.held


def test_a_mark_knows_when_it_was_set_and_marking_again_changes_nothing(week: Workspace) -> None:
    grid = week.query(attendance_queries.the_attendance)
    person, column = grid.people[2], grid.half_days[0]
    wish = attendance.HalfDayMark(person.id, column.day_id, column.half, Mark.PRESENT)
    assert _attender(week, person.id).marks[column.key].mark is Mark.PRESENT
    assert week.execute(attendance.MarkAttendance((wish,))).changes == ()


# Groups


def test_using_groups_keeps_who_stays_and_gives_new_letters(week: Workspace) -> None:
    before = week.query(group_queries.the_grouping)
    keep = before.home()[0]
    rest = [key for group in before.home()[1:] for key in group]
    wanted = (keep, *(tuple(rest[n::6]) for n in range(6)))
    week.execute(groups.UseGroups(wanted, 5, 100, USUAL_RULES, (3.0,)))
    after = week.query(group_queries.the_grouping)
    assert [group.letter for group in after.groups] == list("ABCDEFG")
    assert {frozenset(group) for group in after.home()} == {frozenset(group) for group in wanted}
    assert [p.role for p in after.members(after.groups[0].id)] == [
        p.role for p in before.members(before.groups[0].id)
    ]
    assert after.draw is not None
    assert (after.draw.seed, after.draw.rules[0]) == (5, "not_alone:sex")
    week.undo()
    assert week.query(group_queries.the_grouping) == before


def test_fewer_groups_leave_those_with_work_standing_empty(week: Workspace) -> None:
    before = week.query(group_queries.the_grouping)
    everybody = [p.id for p in before.people]
    week.execute(groups.UseGroups((tuple(everybody[::2]), tuple(everybody[1::2]))))
    after = week.query(group_queries.the_grouping)
    assert [len(group) for group in after.home()][:2] == [18, 17]
    assert len(after.groups) == 5  # each group of the sample has a tree or a case
    assert all(not after.members(group.id) for group in after.groups[2:])


def test_locks_become_part_of_the_wish_and_go_with_a_move(week: Workspace) -> None:
    there = week.query(group_queries.the_grouping)
    person = there.members(there.groups[2].id)[0]
    week.execute(groups.LockMembers((person.id,), locked=True))
    assert week.query(group_queries.the_grouping).wish(5).locks == {person.id: 2}
    week.execute(groups.PlaceInGroup((person.id,), there.groups[0].id))
    assert week.query(group_queries.the_grouping).wish(5).locks == {}


def test_two_people_of_one_name_are_told_apart_and_placed_by_key(week: Workspace) -> None:
    twins = (uuid4(), uuid4())
    offices = ("Ministry of Water", "Centre for Dialogue")
    week.execute(
        people.AddParticipants(
            tuple(
                (
                    key,
                    {
                        "certificate_name": "Nguyen Van An",
                        "institution": office,
                        "country": "Viet Nam",
                    },
                )
                for key, office in zip(twins, offices, strict=True)
            )
        )
    )
    there = week.query(group_queries.the_grouping)
    names = there.names()
    assert {names[key] for key in twins} == {f"Nguyen Van An ({office})" for office in offices}
    week.execute(groups.PlaceInGroup((twins[0],), there.groups[0].id))
    week.execute(groups.PlaceInGroup((twins[1],), there.groups[1].id))
    now = week.query(group_queries.the_grouping)
    assert [now.person(key).group_id for key in twins] == [g.id for g in there.groups[:2]]


def test_names_without_any_difference_are_numbered() -> None:
    one, two, other = uuid4(), uuid4(), uuid4()
    shown = told_apart({one: "An", two: "an", other: "Bo"}, {one: ("X",), two: ("X",)})
    assert sorted(shown[key].casefold() for key in (one, two)) == ["an (1)", "an (2)"]
    assert shown[other] == "Bo"


def test_letters() -> None:
    assert letters(3, ["a", "C"]) == ["B", "D", "E"]
    assert letters(28)[-2:] == ["AA", "AB"]


def test_the_reason_of_a_pair_stays_out_of_the_log(week: Workspace) -> None:
    first, second = week.query(people_queries.participants)[:2]
    week.execute(groups.PutGroupPair(PairKind.APART, first.id, second.id, "An old quarrel"))
    assert week.query(group_queries.the_grouping).pairs[0].reason == "An old quarrel"
    log = week.query(lambda s: [str(row.changes) + row.label for row in s.query(ChangeLogEntry)])
    assert not any("quarrel" in line for line in log)


def test_a_plan_of_rounds_is_kept_with_its_seed(week: Workspace) -> None:
    home = week.query(group_queries.the_grouping).home()
    rounds = (home, home[::-1])
    week.execute(groups.PutTablePlan(PlanKind.TABLES, "Tables", rounds, seed=11, weights=(3.0,)))
    plan = week.query(group_queries.the_grouping).plans[0]
    assert plan.seed == 11
    assert [[set(t) for t in r] for r in plan.rounds] == [[set(t) for t in r] for r in rounds]
    for wrong in ((), rounds * 7):
        with pytest.raises(RuleViolation, check=lambda e: e.code == "rounds-out-of-range"):
            week.execute(groups.PutTablePlan(PlanKind.TABLES, "Tables", wrong))


def test_rules_are_checked(week: Workspace) -> None:
    twice = (Rule(RuleKind.SPREAD, "sex"),) * 2
    wrong = (Rule(RuleKind.BALANCE, "sex"),)
    for rules in (twice, wrong, (Rule(RuleKind.SPREAD, "religion"),)):
        with pytest.raises(RuleViolation):
            week.execute(groups.SetGroupRules(rules))
    week.execute(groups.SetGroupRules((Rule(RuleKind.SPREAD, "sex"),)))
    assert week.query(group_queries.the_grouping).rules == (Rule(RuleKind.SPREAD, "sex"),)


def test_withdrawn_people_are_in_no_group(week: Workspace, tmp_path: Path) -> None:
    person = week.query(people_queries.participants)[0]
    week.execute(people.EditParticipant(person.id, {"withdrawn": True}))
    there = week.query(group_queries.the_grouping)
    assert there.person(person.id) is None
    assert sum(len(group) for group in there.home()) == 34
    with pytest.raises(RuleViolation, check=lambda e: e.code == "groups-stale"):
        week.execute(groups.UseGroups(((person.id,),)))


def test_roles_are_kept_when_somebody_is_put_where_they_are(week: Workspace) -> None:
    there = week.query(group_queries.the_grouping)
    leader = next(p for p in there.people if p.role is GroupRole.FACILITATOR)
    week.execute(groups.PlaceInGroup((leader.id,), leader.group_id, leader.role))
    assert week.query(group_queries.the_grouping).person(leader.id).role is GroupRole.FACILITATOR


def test_an_office_without_country_is_the_only_one_of_its_name(week: Workspace) -> None:
    found = week.query(group_queries.the_grouping)
    first, other = found.people[:2]
    there = replace(first, institution="MFA", country="Laos")
    unknown = replace(other, institution="MFA", country="")
    known = [p.values["institution"] for p in replace(found, people=(there, unknown)).persons()]
    assert known == ["MFA (Laos)"] * 2
