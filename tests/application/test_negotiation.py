"""Exercises in a programme: musts of assignment, locked outcomes, nothing confidential in the log."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from facilitator.application.commands.groups import PlaceInGroup
from facilitator.application.commands.negotiation import (
    AddExercise,
    AssignRoles,
    GivePhaseMinutes,
    HandOutSheets,
    MarkSeatAbsent,
    MoveSeat,
    PausePhase,
    PutExerciseKit,
    PutOffer,
    PutPreparation,
    PutSatisfaction,
    RecordOutcome,
    SeatLate,
    StartPhase,
)  # fmt: skip
from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries import negotiation as q
from facilitator.application.workspace import Workspace
from facilitator.domain.negotiation.assignment import Duty, Remainder
from facilitator.domain.negotiation.debrief import debrief_of
from facilitator.domain.negotiation.outcomes import Agreed
from facilitator.domain.negotiation.phases import Phase
from facilitator.support.errors import RuleViolation
from facilitator.support.resources import resource

MARKER = "ZEPHYRINE"


def kit(key: str) -> str:
    return resource("exercises", f"{key}.toml").read_text(encoding="utf-8")


def add(w: Workspace, key: str = "lake-meriva", **wish: object) -> UUID:
    command = AddExercise(kit(key))
    w.execute(command)
    w.execute(AssignRoles(command.exercise_id, **wish))  # type: ignore[arg-type]
    return command.exercise_id


def test_the_sample_holds_one_played_exercise(sample: Workspace) -> None:
    (row,) = sample.query(q.exercises)
    assert (row.title, row.tables, row.outcomes) == ("River Crossing", 5, 5)
    found = debrief_of(sample.query(q.played, row.id))
    assert [s.rating.values if s.rating else None for s in found.standings] == [
        (69, 68), (66, 75), (26, 48), (33, 100), None]  # fmt: skip
    assert [s.rating.dominators for s in found.standings if s.rating] == [3, 1, 132, 0]


def test_five_tables_of_seven_have_six_roles_and_a_chair(sample: Workspace) -> None:
    key = add(sample, remainder=Remainder.CHAIR)
    seats = sample.query(q.seats, key)
    assert len(seats) == 35
    assert Counter(s.duty for s in seats) == {Duty.PLAYER: 30, Duty.CHAIR: 5}
    for table in "ABCDE":
        roles = [s.role_id for s in seats if s.table == table and s.duty is Duty.PLAYER]
        assert sorted(roles) == sorted(
            ["water", "energy", "fishers", "farmers", "guardians", "northshore"]
        )
    assert len({s.participant_id for s in seats}) == 35
    assert all(v.held for v in sample.query(q.verdicts_of, key) if v.rule.value == "own-side")


@pytest.mark.parametrize("remainder", list(Remainder))
def test_an_odd_number_at_two_party_tables(sample: Workspace, remainder: Remainder) -> None:
    key = add(sample, "second-ferry", by_groups=False, remainder=remainder)
    seats = sample.query(q.seats, key)
    assert len(seats) == 35
    assert len({s.table for s in seats}) == 17
    left_over = [s for s in seats if s.duty is not Duty.PLAYER]
    assert len(left_over) == (0 if remainder is Remainder.DOUBLE else 1)
    for table in {s.table for s in seats}:
        for role in ("council", "yard"):
            assert sum(s.lead for s in seats if s.table == table and s.role_id == role) == 1


def test_the_same_seed_gives_the_same_tables(sample: Workspace) -> None:
    key = add(sample, seed=5)

    def dealt(seed: int) -> list[object]:
        sample.execute(AssignRoles(key, seed))
        return [(s.participant_id, s.table, s.role_id, s.lead) for s in sample.query(q.seats, key)]

    one, other, again = dealt(5), dealt(6), dealt(5)
    assert one == again
    assert one != other


def test_nobody_plays_the_own_country_or_institution(sample: Workspace) -> None:
    text = kit("lake-meriva").replace(
        'strength = "even"\nbatna_value = 50',
        'strength = "even"\nnot_for = ["Viet Nam", "Laos"]\nbatna_value = 50',
    )
    command = AddExercise(text)
    sample.execute(command)
    sample.execute(AssignRoles(command.exercise_id))
    seats = sample.query(q.seats, command.exercise_id)
    barred = [s for s in seats if s.country in {"Viet Nam", "Lao PDR"}]
    assert len(barred) > 2
    assert all(s.role_id != "farmers" for s in barred)
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(
            MoveSeat(
                command.exercise_id,
                barred[0].participant_id,
                barred[0].table_id,
                Duty.PLAYER,
                "farmers",
            )
        )
    assert refusal.value.code == "exercise-own-side"
    own = next(s for s in seats if s.country == "Cambodia")
    sample.execute(
        EditParticipant(own.participant_id, {"institution": "Town council of Northshore"})
    )
    with pytest.raises(RuleViolation):
        sample.execute(
            MoveSeat(
                command.exercise_id, own.participant_id, own.table_id, Duty.PLAYER, "northshore"
            )
        )


def test_nobody_gets_two_sheets(sample: Workspace) -> None:
    key = add(sample)
    sample.execute(HandOutSheets(key))
    seat = sample.query(q.seats, key)[0]
    other = next(r.id for r in sample.query(q.exercises)[1].roles if r.id != seat.role_id)
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(MoveSeat(key, seat.participant_id, seat.table_id, Duty.PLAYER, other))
    assert refusal.value.code == "exercise-two-sheets"
    sample.execute(MoveSeat(key, seat.participant_id, seat.table_id, Duty.OBSERVER))
    with pytest.raises(RuleViolation):
        sample.execute(MoveSeat(key, seat.participant_id, seat.table_id, Duty.PLAYER, other))


def test_somebody_absent_is_replaced_by_the_observer_and_late_people_fit_in(
    sample: Workspace,
) -> None:
    key = add(sample)
    sample.execute(HandOutSheets(key))
    before = sample.query(q.seats, key)
    gone = next(s for s in before if s.table == "B" and s.role_id == "fishers")
    sample.execute(MarkSeatAbsent(key, gone.participant_id))
    after = sample.query(q.seats, key)
    now = next(s for s in after if s.table == "B" and s.role_id == "fishers" and not s.absent)
    was = next(s for s in before if s.participant_id == now.participant_id)
    assert (was.table, was.duty) == ("B", Duty.OBSERVER)
    assert now.lead
    moved = [
        a
        for a, b in zip(
            sorted(after, key=lambda s: s.name), sorted(before, key=lambda s: s.name), strict=True
        )
        if a != b
    ]
    assert len(moved) == 2
    sample.execute(SeatLate(key, gone.participant_id))
    back = next(s for s in sample.query(q.seats, key) if s.participant_id == gone.participant_id)
    assert (back.role_id, back.absent) == ("fishers", False)
    sample.undo()
    sample.undo()
    assert sample.query(q.seats, key) == before


def test_too_few_people_are_told(sample: Workspace) -> None:
    group_e = [
        s.participant_id
        for s in sample.query(q.seats, sample.query(q.exercises)[0].id)
        if s.table == "E"
    ]
    sample.execute(PlaceInGroup(tuple(group_e[:2]), None))
    for person in group_e[:2]:
        sample.execute(EditParticipant(person, {"withdrawn": True}))
    command = AddExercise(kit("lake-meriva"))
    sample.execute(command)
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(AssignRoles(command.exercise_id))
    assert refusal.value.code == "exercise-few-people"


def test_an_outcome_is_locked_and_edits_are_kept(sample: Workspace) -> None:
    key = sample.query(q.exercises)[0].id
    table = sample.query(q.tables, key)[0]
    whole = {
        "monitoring": "none",
        "market-days": "two",
        "buffer": "500-m",
        "hotline": "none",
        "announcement": "none",
    }
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(RecordOutcome(table.id, Agreed.YES, whole, ("north", "south")))
    assert refusal.value.code == "outcome-locked"
    sample.execute(
        RecordOutcome(table.id, Agreed.YES, whole, ("north", "south"), reason="Read wrong")
    )
    outcome = sample.query(q.tables, key)[0].outcome
    assert outcome is not None
    assert outcome.options == whole
    assert [e.reason for e in outcome.edits] == ["Read wrong"]
    assert "joint" in outcome.edits[0].before
    with pytest.raises(RuleViolation) as played:
        sample.execute(AssignRoles(key))
    assert played.value.code == "exercise-played"


@pytest.mark.parametrize(("agreed", "options", "signed", "code"), [
    (Agreed.YES, {"monitoring": "joint"}, ("north", "south"), "outcome-incomplete"),
    (Agreed.NO, {"monitoring": "joint"}, (), "outcome-no-deal-with-terms"),
    (Agreed.PARTIAL, {"monitoring": "sometimes"}, (), "outcome-option-unknown"),
    (Agreed.PARTIAL, {}, ("west",), "value-not-allowed"),
    (Agreed.YES, {"monitoring": "none", "market-days": "two", "buffer": "500-m", "hotline": "none",
                  "announcement": "none"}, ("north",), "outcome-signatures"),
])  # fmt: skip
def test_what_cannot_be_recorded(
    sample: Workspace, agreed: Agreed, options: dict[str, str], signed: tuple[str, ...], code: str
) -> None:
    table = sample.query(q.tables, sample.query(q.exercises)[0].id)[0]
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(RecordOutcome(table.id, agreed, options, signed, reason="x"))
    assert refusal.value.code == code


def test_the_kit_of_a_played_exercise_keeps_its_points(sample: Workspace) -> None:
    key = sample.query(q.exercises)[0].id
    text = sample.query(q.kit_text_of, key)
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(PutExerciseKit(key, text.replace("batna_value = 45", "batna_value = 44")))
    assert refusal.value.code == "exercise-kit-fixed"
    with pytest.raises(RuleViolation) as broken:
        sample.execute(PutExerciseKit(key, text.replace("24h = 15", "24h = 14")))
    assert "roles.north.points" in str(broken.value)
    sample.execute(
        PutExerciseKit(key, text.replace("You speak for Norrland.", "You speak for the North."))
    )
    assert "the North" in sample.query(q.confidential_sheet, key, "north").instructions


def test_the_clock(sample: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    key = sample.query(q.exercises)[0].id
    start = datetime(2024, 11, 6, 10, 0, tzinfo=UTC)

    def at(minutes: float) -> datetime:
        moment = start + timedelta(minutes=minutes)
        monkeypatch.setenv("FACILITATOR_NOW", moment.isoformat())
        return moment

    at(0)
    sample.execute(StartPhase(key, Phase.NEGOTIATE, 45))
    moment = at(15)
    assert sample.query(q.exercises)[0].clock.left(moment) == 30 * 60
    sample.execute(PausePhase(key))
    moment = at(40)
    assert sample.query(q.exercises)[0].clock.left(moment) == 30 * 60
    sample.execute(PausePhase(key, paused=False))
    sample.execute(GivePhaseMinutes(key, 5))
    moment = at(50)
    clock = sample.query(q.exercises)[0].clock
    assert clock.left(moment) == 25 * 60
    assert clock.call_between(601, 600) == 600
    assert clock.call_between(599, 590) is None
    assert clock.call_between(2, -1) == 0
    with pytest.raises(RuleViolation):
        sample.execute(GivePhaseMinutes(key, 10_000))


def test_a_sheet_says_what_is_missing(sample: Workspace) -> None:
    table = sample.query(q.tables, sample.query(q.exercises)[0].id)[0]
    sample.execute(PutPreparation(table.id, "north", {
        "positions": "Two days", "interests_ours": "two  DAYS\nQuiet nights", "reservation": "30"}))  # fmt: skip
    gaps = dict(sample.query(q.preparation, table.id, "north").gaps)
    assert set(gaps) == {"interests_ours", "options", "batna", "standards", "reservation"}
    assert "45" in gaps["reservation"]
    with pytest.raises(RuleViolation):
        sample.execute(PutPreparation(table.id, "north", {"relationship_now": 6}))


def test_nothing_confidential_reaches_the_change_log(sample: Workspace, sample_path: Path) -> None:
    text = kit("river-crossing").replace(
        "You speak for Norrland.", f"{MARKER} You speak for Norrland."
    )
    command = AddExercise(text)
    sample.execute(command)
    key = command.exercise_id
    sample.execute(AssignRoles(key))
    sample.execute(HandOutSheets(key))
    table = sample.query(q.tables, key)[0]
    sample.execute(PutPreparation(table.id, "north", {"batna": MARKER, "options": MARKER}))
    sample.execute(PutPreparation(table.id, "north", {"batna": f"{MARKER} again"}))
    sample.execute(PutOffer(table.id, MARKER, "north"))
    sample.execute(PutSatisfaction(table.id, {"process": 6}, MARKER))
    sample.execute(PutExerciseKit(key, text.replace(MARKER, f"{MARKER} 2")))
    sample.undo()
    sample.redo()
    connection = sqlite3.connect(sample_path)
    log = "\n".join(str(row) for row in connection.execute("SELECT * FROM change_log"))
    connection.close()
    assert MARKER not in log
    assert "withheld" in log
    assert MARKER in sample.query(q.confidential_sheet, key, "north").instructions
    assert MARKER not in repr(sample.query(q.confidential_sheet, key, "north"))
    assert MARKER not in repr(command)


def test_who_holds_which_role_is_not_in_the_log(sample: Workspace, sample_path: Path) -> None:
    add(sample)
    connection = sqlite3.connect(sample_path)
    rows = [row[0] for row in connection.execute("SELECT changes FROM change_log")]
    connection.close()
    seats = [c for row in rows for c in json.loads(row) if c["table"] == "exercise_seat"]
    assert len(seats) >= 70
    assert {c["after"]["role_id"] for c in seats if c["after"] and "role_id" in c["after"]} == {
        "(withheld)"
    }


def test_few_ratings_are_not_shown(sample: Workspace) -> None:
    key = add(sample)
    table = sample.query(q.tables, key)[0]
    for value in (7, 6):
        sample.execute(PutSatisfaction(table.id, {"process": value}))
    assert sample.query(q.tables, key)[0].means.by_facet["process"] is None
    sample.execute(PutSatisfaction(table.id, {"process": 5}))
    assert sample.query(q.tables, key)[0].means.by_facet["process"] == 6
    with pytest.raises(RuleViolation):
        sample.execute(PutSatisfaction(table.id, {"process": 8}))
