"""Work that teams do apart: what leaves, what comes back, and that nobody else's is in it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import String, select, update
from sqlalchemy.orm import Session

from facilitator.application.commands.case_studies import (
    PointContent,
    PutCaseStudy,
    SourceContent,
)  # fmt: skip
from facilitator.application.commands.groupwork import (
    ChooseText,
    DecideHandIn,
    GiveGroupWork,
    HandInTask,
    TakeGroupWork,
)  # fmt: skip
from facilitator.application.commands.negotiation import PutPreparation
from facilitator.application.commands.programme import EditProgramme
from facilitator.application.commands.root_causes import PutCauseCard
from facilitator.application.commands.vision import AddStatements
from facilitator.application.groupwork.holdings import NEVER, OWN, PARENTS, VOCABULARY
from facilitator.application.groupwork.packing import compress, pack
from facilitator.application.groupwork.private import PrivateWork
from facilitator.application.queries import groupwork as queries
from facilitator.application.queries import negotiation as exercises
from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.root_causes import root_causes
from facilitator.application.workspace import Workspace
from facilitator.domain.case_studies import CaseState, Independence, PointKind, SourceType
from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.domain.merging import State, shown
from facilitator.domain.root_causes import Dimension, Level
from facilitator.persistence.base import Base
from facilitator.persistence.models.case_studies import CaseStudy
from facilitator.persistence.models.groups import HomeGroup
from facilitator.support.errors import RuleViolation

MARKER = "NOT-FOR-OTHERS"


def team_of(workspace: Workspace, letter: str) -> Team:
    return workspace.query(queries.team_named, letter)


def given_to(workspace: Workspace, team: Team) -> PrivateWork:
    workspace.execute(GiveGroupWork(team, "work.groupwork"))
    out = workspace.query(queries.handed_out, team)
    return PrivateWork(Path("work"), team, out.vocabulary, out.work)


def rows_of(workspace: Workspace) -> dict[str, list[Any]]:
    """All rows but logs and merge state."""

    def read(session: Session) -> dict[str, list[Any]]:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in {"change_log", "team_work", "hand_over"}
        }

    return workspace.query(read)


def new_case(team: Team, title: str, lesson: str = "") -> PutCaseStudy:
    assert team.group_id is not None
    points = (PointContent(PointKind.LESSON, lesson),) if lesson else ()
    return PutCaseStudy(group_id=team.group_id, title=title, points=points)


# The allow-list ---------------------------------------------------------------------------------


def test_every_table_and_column_is_decided() -> None:
    for table in Base.metadata.sorted_tables:
        places = [table.name in OWN, table.name in VOCABULARY, table.name in NEVER]
        assert sum(places) == 1, f"{table.name}: decide in holdings.py who may hold it"
        if table.name in NEVER:
            continue
        holding = OWN.get(table.name) or VOCABULARY[table.name]
        named = [*holding.given, *holding.shown, *holding.withheld, *holding.owner]
        columns = sorted(column.name for column in table.columns if column.name != "id")
        assert sorted(set(named)) == columns, f"{table.name}: a column is not decided"


def test_what_is_confidential_leaves_only_with_its_own_team() -> None:
    allowed = {"preparation", "exercise", "hand_in"}
    for name, holding in {**OWN, **VOCABULARY}.items():
        for column in Base.metadata.tables[name].columns:
            if column.info.get("confidential") and name not in allowed:
                assert column.name in holding.withheld, f"{name}.{column.name}"


# Leaks ------------------------------------------------------------------------------------------


def _mark_all_others(session: Session, team: Team) -> None:
    """Put the marker into every text that the team must not see; rows of its own stay."""
    out = queries.handed_out(session, team)
    held = {
        *out.work.fields,
        *((name, key) for name in out.vocabulary for key in out.vocabulary[name]),
    }
    for table in Base.metadata.sorted_tables:
        if table.name in {"change_log", "programme", "home_group", "exercise", "exercise_table"}:
            continue
        if table.name in {"vision", "vision_paragraph", "vision_revision"}:
            continue  # everybody's
        texts = [c for c in table.columns
                 if type(c.type) in {String, type(CaseStudy.__table__.c.notes.type)}
                 and not c.foreign_keys]  # fmt: skip
        unique = {c.name for c in table.columns if c.unique}
        for key in session.scalars(select(table.c.id)):
            if (table.name, str(key)) in held:
                continue
            values = {c.name: f"{MARKER} {key}" for c in texts
                      if c.name not in unique and c.name not in {"role_id", "action"}}  # fmt: skip
            if values:
                session.execute(update(table).where(table.c.id == key).values(values))


def _with_markers(workspace: Workspace, team: Team) -> None:
    with Session(workspace._file.engine) as session, session.begin():
        _mark_all_others(session, team)


def test_no_text_of_anybody_else_is_in_what_a_group_gets(sample: Workspace) -> None:
    team = team_of(sample, "C")
    _with_markers(sample, team)
    assert MARKER in repr(rows_of(sample))
    work = given_to(sample, team)
    content = repr((pack(work.work), work.vocabulary))
    assert MARKER not in content
    inside = rows_of(work.workspace)
    assert MARKER not in repr(inside)
    assert {row[1] for row in inside["home_group"]} == {"A", "B", "C", "D", "E"}
    assert len(inside["case_study"]) == 1
    assert len(inside["participant"]) == 7
    for name in NEVER - {"change_log", "team_work", "hand_over"}:
        assert inside[name] == [], name
    work.close()


def test_a_participant_is_known_by_the_badge_name_alone(sample: Workspace) -> None:
    work = given_to(sample, team_of(sample, "C"))
    for row in work.vocabulary["participant"].values():
        assert set(row) == {"certificate_name", "badge_name"}
        assert row["certificate_name"] == row["badge_name"]
    work.close()


def test_a_role_team_gets_its_own_sheet_and_no_other(sample: Workspace) -> None:
    row = sample.query(exercises.exercises)[0]
    teams = [
        t for t in sample.query(queries.role_teams) if t.team.role_id in {r.id for r in row.roles}
    ]
    mine, other = (
        teams[0].team,
        next(t.team for t in teams if t.team.role_id != teams[0].team.role_id),
    )
    assert other.table_id is not None
    assert mine.table_id is not None
    sample.execute(PutPreparation(mine.table_id, other.role_id, {"batna": f"{MARKER} sheet"}))
    sample.execute(PutPreparation(mine.table_id, mine.role_id, {"batna": "ours"}))
    text = sample.query(exercises.kit_text_of, row.id)
    kit = sample.query(exercises.confidential_sheet, row.id, other.role_id)
    secret = kit.instructions.split("\n")[0][:60]
    assert secret in text
    work = given_to(sample, mine)
    content = repr((pack(work.work), work.vocabulary, rows_of(work.workspace)))
    assert MARKER not in content
    assert secret not in content
    assert "ours" in content
    sheet = work.workspace.query(exercises.preparation, mine.table_id, mine.role_id)
    assert sheet.texts["batna"] == "ours"
    work.workspace.execute(PutPreparation(mine.table_id, mine.role_id, {"batna": "better"}))
    sample.execute(TakeGroupWork(mine, work.collect()))
    assert (
        sample.query(exercises.preparation, mine.table_id, mine.role_id).texts["batna"] == "better"
    )
    work.close()


def test_a_group_may_do_only_what_a_group_may(sample: Workspace) -> None:
    work = given_to(sample, team_of(sample, "C"))
    with pytest.raises(PermissionError):
        work.workspace.execute(EditProgramme({"title": "ours now"}))
    work.close()


def test_what_is_everybodys_can_only_be_read(sample: Workspace) -> None:
    """What would not come back must not look as if it were saved."""
    team = team_of(sample, "C")
    work = given_to(sample, team)
    shared = UUID(next(k for k, r in work.vocabulary["cause_card"].items() if "text" in r))
    before = rows_of(work.workspace)
    with pytest.raises(RuleViolation, match="only be read"):
        work.workspace.execute(
            PutCauseCard("These are ours now", Dimension.SOCIAL, Level.STRUCTURAL, (), shared)
        )
    assert rows_of(work.workspace) == before
    work.close()


# Taking back ------------------------------------------------------------------------------------


def test_taking_what_was_not_touched_changes_nothing(sample: Workspace) -> None:
    team = team_of(sample, "C")
    work = given_to(sample, team)
    before = rows_of(sample)
    assert not sample.execute(TakeGroupWork(team, work.collect())).changes
    assert rows_of(sample) == before
    work.close()


def test_what_a_group_wrote_comes_back_and_twice_changes_nothing(sample: Workspace) -> None:
    team = team_of(sample, "C")
    work = given_to(sample, team)
    work.workspace.execute(new_case(team, "A second case", "listen first"))
    assert team.group_id is not None
    work.workspace.execute(PutCauseCard("Water runs out", Dimension.ENVIRONMENTAL, Level.STRUCTURAL,
                                        (team.group_id,)))  # fmt: skip
    preview = sample.query(queries.take_preview, team, work.collect())
    assert preview.count(State.NEW) == len(preview.records) == 4
    sample.execute(TakeGroupWork(team, work.collect(), "c.groupwork"))
    mine = [case.title for case in sample.query(case_studies) if case.group == "C"]
    assert "A second case" in mine
    assert any(card.text == "Water runs out" for card in sample.query(root_causes).cards)
    before = rows_of(sample)
    again = sample.execute(TakeGroupWork(team, work.work, "c.groupwork"))
    assert not again.changes
    assert rows_of(sample) == before
    assert sample.query(queries.take_preview, team, work.work).changes_nothing
    sample.undo()
    assert "A second case" not in [case.title for case in sample.query(case_studies)]
    work.close()


def test_the_rest_of_the_programme_is_not_touched(sample: Workspace) -> None:
    team = team_of(sample, "C")
    work = given_to(sample, team)
    before = rows_of(sample)
    work.workspace.execute(new_case(team, "A second case"))
    sample.execute(TakeGroupWork(team, work.collect()))
    after = rows_of(sample)
    assert {name for name in after if before[name] != after[name]} == {"case_study"}
    assert len(after["case_study"]) == len(before["case_study"]) + 1
    work.close()


def _set_situation(workspace: Workspace, text: str) -> None:
    """Type into the group's case as a page does."""

    def case(session: Session) -> CaseStudy:
        return session.scalars(select(CaseStudy).join(HomeGroup, HomeGroup.id == CaseStudy.group_id)
                               .where(HomeGroup.letter == "C", CaseStudy.situation != "")).one()  # fmt: skip

    row = workspace.query(case)
    with Session(workspace._file.engine) as session, session.begin():
        session.execute(update(CaseStudy).where(CaseStudy.id == row.id).values(situation=text))


def test_two_members_who_worked_apart_are_merged_and_both_texts_kept(sample: Workspace) -> None:
    team = team_of(sample, "C")
    one, two = given_to(sample, team), given_to(sample, team)
    _set_situation(one.workspace, "The longer account of what happened there")
    _set_situation(two.workspace, "Another account")
    two.workspace.execute(new_case(team, "Only the second member's"))
    sample.execute(TakeGroupWork(team, one.collect(), "one.groupwork"))
    preview = sample.query(queries.take_preview, team, two.collect())
    assert preview.count(State.CONFLICT) == 1
    sample.execute(TakeGroupWork(team, two.collect(), "two.groupwork"))
    (choice,) = sample.query(queries.choices)
    assert choice.values == ("The longer account of what happened there", "Another account")
    assert choice.label == "Situation"
    sample.execute(ChooseText(team, choice.place, choice.field, "Another account"))
    assert sample.query(queries.choices) == ()
    case = next(c for c in sample.query(case_studies) if c.group == "C" and c.situation)
    assert case.situation == "Another account"
    sample.execute(TakeGroupWork(team, one.work, "one.groupwork"))
    assert sample.query(queries.choices) == ()
    with pytest.raises(RuleViolation, match="chosen"):
        sample.execute(ChooseText(team, choice.place, choice.field, "Another account"))
    one.close()
    two.close()


def test_a_root_cause_that_was_deleted_meanwhile_is_named_and_the_rest_taken(
    sample: Workspace,
) -> None:
    team = team_of(sample, "C")
    work = given_to(sample, team)
    (card_id,) = [UUID(k) for k, r in work.vocabulary["cause_card"].items() if len(r) > 2][:1]
    from facilitator.application.commands.case_studies import CauseContent
    from facilitator.application.commands.root_causes import DeleteCauseCard

    cause = CauseContent(card_id, Level.STRUCTURAL, "what this was about", "", None)
    assert team.group_id is not None
    work.workspace.execute(
        PutCaseStudy(group_id=team.group_id, title="On a cause", causes=(cause,))
    )
    sample.execute(DeleteCauseCard(card_id))
    preview = sample.query(queries.take_preview, team, work.collect())
    assert "what this was about" in preview.aside
    sample.execute(TakeGroupWork(team, work.work))
    assert "On a cause" in [case.title for case in sample.query(case_studies)]
    work.close()


def test_statements_for_the_vision_come_in_without_a_trace(sample: Workspace) -> None:
    team = team_of(sample, "C")
    from facilitator.domain.vision import VisionState

    with Session(sample._file.engine) as session, session.begin():
        session.execute(update(Base.metadata.tables["vision"]).values(state=VisionState.GATHERING))
    work = given_to(sample, team)
    text = "We see valleys where water is shared without fear"
    work.workspace.execute(AddStatements((text,), "card-1"))
    sample.execute(TakeGroupWork(team, work.collect()))
    statements = rows_of(sample)["vision_statement"]
    assert sum(text in row for row in statements) == 1
    sample.execute(TakeGroupWork(team, work.work))
    assert rows_of(sample)["vision_statement"] == statements
    assert not [
        p for p in sample.query(queries.current_work, team).fields if p[0] == "vision_statement"
    ]
    work.workspace.undo()
    sample.execute(TakeGroupWork(team, work.collect()))
    assert not any(text in row for row in rows_of(sample)["vision_statement"])
    work.close()


def test_a_final_case_that_no_longer_is_complete_is_a_draft_again(sample: Workspace) -> None:
    team = team_of(sample, "C")
    work = given_to(sample, team)
    with Session(sample._file.engine) as session, session.begin():
        session.execute(update(CaseStudy).values(state=CaseState.FINAL))
    _set_situation(work.workspace, "")
    sample.execute(TakeGroupWork(team, work.collect()))
    case = next(c for c in sample.query(case_studies) if c.group == "C")
    assert case.state is CaseState.DRAFT
    work.close()


# Handing in -------------------------------------------------------------------------------------


def test_handed_in_work_is_kept_locked_sent_back_and_handed_in_again(sample: Workspace) -> None:
    team = team_of(sample, "C")
    work = given_to(sample, team)
    work.workspace.execute(HandInTask(team, Task.CASES))
    with pytest.raises(RuleViolation, match="handed in"):
        work.workspace.execute(HandInTask(team, Task.CASES))
    sample.execute(TakeGroupWork(team, work.collect()))
    (row,) = sample.query(queries.hand_ins, team)
    assert (row.task, row.number, row.state.is_locked) == (Task.CASES, 1, True)
    case = next(c for c in sample.query(case_studies) if c.group == "C")
    (version,) = sample.query(queries.case_versions, case.id)
    assert version.fields["title"] == case.title
    assert len(version.parts["case_cause"]) == len(case.causes)
    with pytest.raises(RuleViolation):
        sample.execute(DecideHandIn(team, Task.CASES, HandInState.SENT_BACK))
    sample.execute(DecideHandIn(team, Task.CASES, HandInState.SENT_BACK, "Name a source"))
    again = given_to(sample, team)
    (row,) = again.workspace.query(queries.hand_ins)
    assert (row.state, row.comment) == (HandInState.SENT_BACK, "Name a source")
    _set_situation(again.workspace, "Now with a source")
    again.workspace.execute(HandInTask(team, Task.CASES))
    sample.execute(TakeGroupWork(team, again.collect()))
    first, second = sample.query(queries.case_versions, case.id)
    assert first.fields["situation"] != second.fields["situation"] == "Now with a source"
    assert (first.number, second.number) == (1, 2)
    work.close()
    again.close()


def test_nothing_is_decided_about_what_was_not_handed_in(sample: Workspace) -> None:
    with pytest.raises(RuleViolation, match="handed in"):
        sample.execute(DecideHandIn(team_of(sample, "A"), Task.CAUSES, HandInState.ACCEPTED))


# Any order --------------------------------------------------------------------------------------


def _week_of_edits(workspace: Workspace, team: Team, dice: random.Random, who: str) -> set[str]:
    """What a member does apart; returns the sentences that must still be somewhere."""
    written = set()
    assert team.group_id is not None
    for number in range(dice.randrange(1, 4)):
        sentence = f"{who} wrote {number}"
        what = dice.randrange(3)
        if what == 0:
            _set_situation(workspace, sentence)
            written = {s for s in written if not s.startswith(f"{who} situation")} | {sentence}
        elif what == 1:
            workspace.execute(new_case(team, sentence, f"lesson of {sentence}"))
            written |= {sentence, f"lesson of {sentence}"}
        else:
            case = PutCaseStudy(
                group_id=team.group_id, title=f"case {sentence}", notes=sentence, case_id=uuid4(),
                sources=(SourceContent(SourceType.NGO, sentence, Independence.INDEPENDENT),),
            )  # fmt: skip
            workspace.execute(case)
            written.add(sentence)
    return written


@pytest.mark.slow
@settings(max_examples=3)
@given(st.integers(0, 2**32))
def test_files_in_any_order_give_the_same_programme(built_sample: Path, seed: int) -> None:
    import shutil
    import tempfile

    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        start = Path(shutil.copy(built_sample, Path(folder) / "start.programme"))
        files, sentences = [], set()
        with Workspace.open(start) as workspace:
            team = team_of(workspace, "C")
            for who in ("Ana", "Bo", "Chi"):
                work = given_to(workspace, team)
                sentences |= _week_of_edits(work.workspace, team, dice, who)
                files.append(work.collect())
                work.close()
        results = []
        for number in range(2):
            path = Path(shutil.copy(start, Path(folder) / f"{number}.programme"))
            order = [*dice.sample(files, 3), *dice.choices(files, k=2)]
            with Workspace.open(path) as workspace:
                for work_ in order:
                    workspace.execute(TakeGroupWork(team, work_, "x.groupwork"))
                results.append((rows_of(workspace), workspace.query(queries.choices)))
        assert results[0] == results[1]
        rows, choices = results[0]
        kept = repr(rows) + repr([choice.values for choice in choices])
        replaced = {s for s in sentences if kept.count(s) == 0}
        assert not [s for s in replaced if not _was_replaced(s, sentences)]


def _was_replaced(sentence: str, sentences: set[str]) -> bool:
    """The same member typed over it later."""
    who, _, number = sentence.rpartition(" wrote ")
    return any(s.startswith(f"{who} wrote ") and int(s[-1]) > int(number) for s in sentences)


def test_the_state_is_packed_the_same_way_twice(sample: Workspace) -> None:
    out = sample.query(queries.handed_out, team_of(sample, "C"))
    assert compress(pack(out.work)) == compress(pack(replace(out.work)))
    assert shown(out.work, PARENTS)
