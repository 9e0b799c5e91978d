"""Templates: the model agenda as it is described, and no template that its own checks find fault with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.application.commands.agenda import AddAgendaItem
from facilitator.application.queries.agenda import days, the_agenda
from facilitator.application.queries.agenda_checks import checked_agenda, plan_of
from facilitator.application.queries.programme import the_programme
from facilitator.domain.agenda_checks import input_share
from facilitator.exchange.templates import fill_agenda, new_programme, template, templates
from facilitator.support.errors import RuleViolation

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
