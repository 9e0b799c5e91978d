"""Forms and collections: versions freeze at the first answer; paired forms stay closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.application.commands.feedback import (
    OpenRound,
    PutForm,
    RecordAssessment,
    RemoveForm,
    ReopenRound,
    ScreenComment,
)  # fmt: skip
from facilitator.application.queries import feedback as queries
from facilitator.application.queries.people import participants
from facilitator.application.rows.feedback import RoundRow
from facilitator.application.workspace import Workspace
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind
from facilitator.support.errors import RuleViolation

EN = {"en": "Question"}


def broken(code: str) -> object:
    return pytest.raises(RuleViolation, check=lambda error: error.code == code)


def a_form(w: Workspace, *items: Item, with_code: bool = False) -> PutForm:
    form = Form(
        FormKind.OTHER,
        {"en": "Mine"},
        items or (Item("x", ItemKind.RATING, EN),),
        with_code=with_code,
    )
    command = PutForm(form)
    w.execute(command)
    return command


def a_round(w: Workspace, form: PutForm) -> RoundRow:
    opened = OpenRound(form.form_id, "Mine")
    w.execute(opened)
    return the_round(w, opened)


def the_round(w: Workspace, opened: OpenRound | RoundRow) -> RoundRow:
    key = opened.round_id if isinstance(opened, OpenRound) else opened.id
    return next(row for row in w.query(queries.rounds) if row.id == key)


def changed(w: Workspace, form: PutForm, text: str) -> None:
    item = replace(form.form.items[0], texts={"en": text})
    w.execute(PutForm(replace(form.form, items=(item,)), form.form_id))


def version(w: Workspace, form: PutForm) -> int:
    return next(row.version for row in w.query(queries.feedback_forms) if row.id == form.form_id)


def test_a_form_is_frozen_at_its_first_answer(sample: Workspace) -> None:
    form = a_form(sample)
    row = a_round(sample, form)
    assert (row.invited, row.answered, row.is_open) == (35, 0, True)
    changed(sample, form, "Before anybody answered")
    assert (version(sample, form), the_round(sample, row).form.items[0].texts["en"]) == (
        1, "Before anybody answered",
    )  # fmt: skip
    seen = the_round(sample, row)
    sample.secret_box(row.subject, queries.about_form(seen)).put("", {"x": "4"})
    sample.undo()  # the edit is taken back; what people saw is not
    assert the_round(sample, row).form.items[0].texts["en"] == "Before anybody answered"
    changed(sample, form, "After the first answer")
    assert version(sample, form) == 2
    assert the_round(sample, row).form.items[0].texts["en"] == "Before anybody answered"
    changed(sample, form, "Once more")
    assert version(sample, form) == 2  # nobody has seen version 2 yet
    sample.execute(RemoveForm(form.form_id))
    assert the_round(sample, row).answered == 1


def test_a_form_with_faults_collects_nothing(sample: Workspace) -> None:
    form = a_form(sample, Item("x", ItemKind.CHOICE, EN))
    with broken("form-has-faults"):
        sample.execute(OpenRound(form.form_id, "Mine"))
    with broken("k-too-small"):
        sample.execute(PutForm(replace(form.form, k=3)))


def test_late_forms_go_into_a_box_of_their_own(sample: Workspace) -> None:
    row = a_round(sample, a_form(sample))
    with broken("round-is-open"):
        sample.execute(ReopenRound(row.id))
    sample.secret_box(row.subject).put_all([{"x": str(1 + n % 5)} for n in range(9)])
    sample.secret_box(row.subject).close()
    sample.execute(ReopenRound(row.id))
    late = the_round(sample, row)
    assert (late.is_open, late.batch, late.answered) == (True, 2, 9)
    assert late.subject != row.subject


def test_forms_matched_by_code_are_not_opened_again(sample: Workspace) -> None:
    row = a_round(sample, a_form(sample, with_code=True))
    sample.secret_box(row.subject).put("", {"x": "4", "code": "MA15"})
    sample.secret_box(row.subject).close()
    with broken("paired-form-stays-closed"):
        sample.execute(ReopenRound(row.id))


def test_no_result_leaves_before_the_box_is_closed(sample: Workspace) -> None:
    row = a_round(sample, a_form(sample))
    sample.secret_box(row.subject).put_all([{"x": str(1 + n % 5)} for n in range(20)])
    found = sample.query(queries.round_results, row.id)
    assert found is not None
    assert found.results is None
    sample.secret_box(row.subject).close()
    found = sample.query(queries.round_results, row.id)
    assert found is not None
    assert found.results is not None
    assert found.results.items[0].shown.counts == (4, 4, 4, 4, 4)


def test_the_same_question_has_the_same_answer_each_time(sample: Workspace) -> None:
    assert sample.query(queries.protected_results) == sample.query(queries.protected_results)


def test_screened_words_stay_out_of_the_change_log(sample_path: Path) -> None:
    with Workspace.open(sample_path) as sample:
        row = sample.query(queries.rounds)[0]
        comment = sample.query(queries.comments_to_screen, row.id)[0]
        sample.execute(ScreenComment(row.id, comment.key, "marker-screened"))
        logged = sample.query(lambda s: s.connection().exec_driver_sql(
            "SELECT group_concat(changes) FROM change_log").scalar())  # fmt: skip
        assert "marker-screened" not in logged
        assert comment.text not in logged


def test_the_better_of_two_tries_counts(sample: Workspace) -> None:
    key = sample.query(participants)[0].id

    def reached() -> int | None:
        return next(p.assessment_percent for p in sample.query(participants) if p.id == key)

    sample.execute(RecordAssessment(key, 96))
    sample.execute(RecordAssessment(key, 40))
    assert reached() == 96
    with broken("percent-out-of-range"):
        sample.execute(RecordAssessment(key, 101))
