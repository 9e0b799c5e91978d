"""Templates: the model agenda as it is described, and no template that its own checks find fault with."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.commands.agenda import AddAgendaItem, EditAgendaItem
from facilitator.application.queries.agenda import days, the_agenda
from facilitator.application.queries.agenda_checks import checked_agenda, plan_of
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda_checks import input_share
from facilitator.exchange.clone import clone_programme
from facilitator.exchange.sample_week import build_sample
from facilitator.exchange.templates import fill_agenda, new_programme, template, templates
from facilitator.persistence.base import Base
from facilitator.support.errors import EnvironmentProblem, RuleViolation

MONDAY = date(2025, 3, 3)


def test_the_model_agenda_passes_its_checks_with_its_known_sums(tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", "asean-week", MONDAY) as workspace:
        plan = plan_of(workspace.query(the_agenda), workspace.query(the_programme))
        assert len(plan.items) == 73
        assert round(sum(day.learning for day in plan.days) / 60, 1) == 30.9
        assert input_share(plan.days) == 14
        assert workspace.query(checked_agenda).open == ()


@pytest.mark.parametrize("key", [each.key for each in templates()])
def test_no_template_fails_a_check(key: str, tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", key, MONDAY) as workspace:
        assert workspace.query(checked_agenda).open == ()
        assert len(workspace.query(days)) == len(template(key).days)


def test_an_empty_programme_starts_from_the_model_in_one_step(tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", "blank", MONDAY) as workspace:
        empty = workspace.query(the_agenda)
        workspace.execute(fill_agenda(template("asean-week")))
        filled = workspace.query(the_agenda)
        assert len(filled.items) == 73
        assert filled.days[0].title == "Trust, interests and a common start"
        assert [day.date for day in filled.days] == [day.date for day in empty.days]
        assert workspace.query(checked_agenda).open == ()
        workspace.undo()
        assert workspace.query(the_agenda) == empty


def test_a_plan_with_items_is_never_written_over(tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", "blank", MONDAY) as workspace:
        day = workspace.query(days)[0]
        workspace.execute(AddAgendaItem(
            {"day_id": day.id, "start": 540, "minutes": 30, "title": "Mine", "type": "game"}))  # fmt: skip
        before = workspace.query(the_agenda)
        with pytest.raises(RuleViolation) as refusal:
            workspace.execute(fill_agenda(template("three-days")))
        assert refusal.value.code == "agenda-not-empty"
        assert workspace.query(the_agenda) == before


def _everything(workspace: Workspace) -> str:
    """All rows as text."""

    def read(session: Session) -> str:
        tables = Base.metadata.sorted_tables
        return "\n".join(
            str(tuple(row)) for table in tables for row in session.execute(select(table))
        )

    return workspace.query(read)


def test_a_clone_carries_the_plan_and_nobody(tmp_path: Path) -> None:
    source = tmp_path / "sample.programme"
    with build_sample(source) as sample:
        plan = sample.query(the_agenda)
        programme = sample.query(the_programme)
        people = sample.query(participants)
        item = next(i for i in plan.items if i.private_notes)
        name = people[0].certificate_name.split()[-1]
        sample.execute(EditAgendaItem(item.id, {"private_notes": f"Ask {name.upper()}, please"}))
    before = source.read_bytes()
    wednesday = date(2026, 3, 4)
    cloned = clone_programme(source, tmp_path / "new.programme", wednesday, "Second week", "Dili")
    assert source.read_bytes() == before
    with cloned.workspace as clone:
        new = clone.query(the_agenda)
        shown = [(i.start, i.minutes, i.title, i.anchored, i.objective, i.room) for i in new.items]
        assert shown == [(i.start, i.minutes, i.title, i.anchored, i.objective, i.room)
                         for i in plan.items]  # fmt: skip
        assert not {i.id for i in new.items} & {i.id for i in plan.items}, (
            "calendars must tell them apart"
        )
        assert [day.date for day in new.days] == [wednesday + timedelta(days=n) for n in range(5)]
        assert [day.title for day in new.days] == [day.title for day in plan.days]
        facts = clone.query(the_programme)
        assert (facts.title, facts.place, facts.is_sample) == ("Second week", "Dili", False)
        assert [o.text for o in facts.objectives] == [o.text for o in programme.objectives]
        tied = {o.id: o.text for o in facts.objectives}
        was = {o.id: o.text for o in programme.objectives}
        assert [tied.get(i.objective_id) for i in new.items] == [was.get(i.objective_id)
                                                                 for i in plan.items]  # fmt: skip
        assert not facts.resource_persons
        assert not facts.signatories
        assert not clone.query(participants)
        text = _everything(clone)
    for person in people:
        assert person.certificate_name not in text
    assert name.upper() not in text
    assert all(p.name not in text for p in programme.resource_persons if p.name)
    friday = [line for line in cloned.notes if "Friday prayer" in line]
    assert friday == ["“Lunch and Friday prayer; drafting team issues Rev.1” was on a Friday and now falls "
                      "on a Sunday: check it."]  # fmt: skip
    assert facts.notes.splitlines() == list(cloned.notes)


def test_a_clone_of_the_same_weekdays_has_nothing_to_look_at(tmp_path: Path) -> None:
    source = tmp_path / "a.programme"
    new_programme(source, "asean-week", MONDAY).close()
    cloned = clone_programme(source, tmp_path / "b.programme", MONDAY + timedelta(days=371))
    with cloned.workspace as clone:
        assert len(cloned.notes) == 1
        assert clone.query(checked_agenda).open == ()
        assert clone.query(the_programme).title == "ASEAN week"


@pytest.mark.parametrize("source", ["missing.programme", "text.programme"])
def test_what_is_no_programme_is_not_cloned_and_leaves_nothing(source: str, tmp_path: Path) -> None:
    (tmp_path / "text.programme").write_text("a list of people")
    with pytest.raises(EnvironmentProblem):
        clone_programme(tmp_path / source, tmp_path / "new.programme", MONDAY)
    assert not list(tmp_path.glob("new*"))
