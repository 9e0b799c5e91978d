"""XLSForm: what we write, pyxform takes; what we read comes back; every fault has its row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pyxform import xls2xform

from facilitator.application.queries.feedback import categories
from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import (
    Form,
    FormKind,
    Item,
    ItemKind,
    Option,
    for_objectives,
)  # fmt: skip
from facilitator.exchange import feedback_answers, xlsform
from facilitator.exchange.instruments import instruments
from facilitator.exchange.tables.guarded import read_here

OBJECTIVES = [("k1", "Map a conflict (in a tree)"), ("k2", "Negotiate on interests")]


def whole(form: Form) -> Form:
    return for_objectives(form, OBJECTIVES)


def written(form: Form, path: Path) -> Path:
    xlsform.write_form(form, categories(form.dimension), path, "our_form")
    return path


@pytest.mark.parametrize("one", instruments(), ids=lambda one: one.key)
def test_pyxform_takes_what_we_write(one: Any, tmp_path: Path) -> None:
    path = written(whole(one.form), tmp_path / "form.xlsx")
    result = xls2xform.convert(xlsform=str(path))
    assert "<h:html" in result.xform
    for item in whole(one.form).items:
        assert item.name in result.xform


@pytest.mark.parametrize("one", instruments(), ids=lambda one: one.key)
def test_a_form_comes_back_as_it_went(one: Any, tmp_path: Path) -> None:
    form = whole(one.form)
    path = written(form, tmp_path / "form.xlsx")
    back, faults = xlsform.from_sheets(read_here(path.read_bytes()))
    assert faults == []
    assert back is not None
    assert [(i.name, i.kind, i.texts, i.right, i.objective) for i in back.items] == [
        (i.name, i.kind, i.texts, i.right, i.objective) for i in form.items
    ]
    assert [[o.name for o in i.choices] for i in back.items] == [
        [o.name for o in i.choices] for i in form.items
    ]
    assert (back.kind, back.k, back.with_code, back.dimension, back.titles) == (
        form.kind, form.k, form.with_code, form.dimension, form.titles,
    )  # fmt: skip
    assert (back.intros, back.languages) == (form.intros, form.languages)
    assert form.languages == ("en", "fr")


def test_languages_relevance_and_groups_pass_pyxform_and_come_back(tmp_path: Path) -> None:
    form = Form(
        FormKind.OTHER, {"fr": "Bilan"}, languages=("fr", "lo"), dimension=Dimension.SEX, items=(
            Item("rythme", ItemKind.CHOICE, {"fr": "Le rythme", "lo": "ຈັງຫວະ"},
                 (Option("lent", {"fr": "Lent", "lo": "ຊ້າ"}), Option("vite", {"fr": "Rapide"})),
                 required=True, stated_only=True),
            Item("pourquoi", ItemKind.TEXT, {"fr": "=Pourquoi ?"}, relevant="${rythme} = 'vite'"),
        ),
    )  # fmt: skip
    path = written(form, tmp_path / "form.xlsx")
    xform = xls2xform.convert(xlsform=str(path)).xform
    assert "ຈັງຫວະ" in xform
    assert "relevant=" in xform
    back, faults = xlsform.from_sheets(read_here(path.read_bytes()))
    assert faults == []
    assert back is not None
    assert back.languages == ("fr", "lo")
    assert back.items[0].texts == {"fr": "Le rythme", "lo": "ຈັງຫວະ"}
    assert back.items[0].required
    assert back.items[0].stated_only
    assert back.items[1].relevant == "${rythme} = 'vite'"
    assert back.dimension is Dimension.SEX


def book(path: Path, **sheets: list[list[str]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def faults(path: Path) -> list[tuple[str, int, str]]:
    form, found = xlsform.from_sheets(read_here(path.read_bytes()))
    assert (form is None) == bool(found)
    return [(fault.sheet, fault.row, fault.code) for fault in found]


def test_a_form_made_by_others_is_read(tmp_path: Path) -> None:
    path = book(
        tmp_path / "kobo.xlsx",
        survey=[["type", "name", "label::English (en)", "label::Français (fr)", "Required", "hint"],
                ["select_one yn", "useful", "Useful?", "Utile ?", "yes", "x"], [],
                ["select_multiple topics", "next", "Next topics", "Suite"], ["integer", "years", "Years"]],
        choices=[["list_name", "name", "label::English (en)"], ["yn", "yes", "Yes"], ["yn", "no", "No"],
                 ["topics", "cyber", "Cyber"], ["topics", "mines", "Mines"]],
        settings=[["form_title", "default_language"], ["Our form", "Français (fr)"]],
    )  # fmt: skip
    form, found = xlsform.from_sheets(read_here(path.read_bytes()))
    assert found == []
    assert form is not None
    assert form.languages == ("fr", "en")
    assert form.titles == {"fr": "Our form"}
    assert [(i.name, i.kind, i.required) for i in form.items] == [
        ("useful", ItemKind.CHOICE, True), ("next", ItemKind.CHOICES, False),
        ("years", ItemKind.NUMBER, False),
    ]  # fmt: skip


def test_every_fault_is_told_with_sheet_and_row_and_nothing_is_read(tmp_path: Path) -> None:
    path = book(
        tmp_path / "bad.xlsx",
        survey=[["type", "name", "label", "relevant"], ["text", "a", "A"], ["geopoint", "b", "B"],
                ["text", "a", "Again"], ["select_one nowhere", "c", "C"],
                ["text", "d", "D", "${e} = 'x'"], ["text", "e", "E", "${d} = 'x'"],
                ["text", "f", "", ""], ["deviceid", "g"], ["text", "2h", "H"],
                ["text", "i", "I", "${a} ==== 1"], ["text", "j", "J", "${zz} = 'q'"],
                ["select_one l", "k", "K"]],
        choices=[["list_name", "name", "label"], ["l", "x", "X"], ["l", "x", "Y"], ["", "z", "Z"],
                 ["l", "y", "Y"]],
    )  # fmt: skip
    assert faults(path) == [
        ("choices", 3, "form-choice-twice"), ("choices", 4, "form-choice-bare"),
        ("survey", 3, "form-type-unknown"), ("survey", 4, "form-name-twice"),
        ("survey", 5, "form-list-missing"), ("survey", 5, "form-few-choices"),
        ("survey", 6, "form-relevance-loop"), ("survey", 7, "form-relevance-loop"),
        ("survey", 8, "form-no-text"), ("survey", 9, "form-type-unknown"),
        ("survey", 10, "form-name-bad"), ("survey", 11, "form-relevance-bad"),
        ("survey", 12, "form-relevance-unknown"),
    ]  # fmt: skip


def test_a_workbook_without_a_survey_is_told_so(tmp_path: Path) -> None:
    assert faults(book(tmp_path / "a.xlsx", other=[["x"]])) == [("survey", 1, "form-no-survey")]
    assert faults(book(tmp_path / "b.xlsx", survey=[["kind", "title"], ["a", "b"]])) == [
        ("survey", 1, "form-no-survey")
    ]


def test_answers_come_in_without_times_and_devices(tmp_path: Path) -> None:
    form = next(one.form for one in instruments() if one.key == "follow-up")
    path = book(tmp_path / "kobo.xlsx", answers=[
        ["start", "end", "deviceid", "page/code", "used", "used_what", "did_action", "confidence", "hindered"],
        ["2026-01-01T10:00", "x", "phone-7", "MA15", "often", "analysis network", "yes", "4.0", "Time"],
        ["2026-01-02T10:00", "x", "phone-8", "SO03", "not_yet", "", "no", "na", ""],
        ["2026-01-02T10:00", "x", "phone-9", "", "", "", "", "", ""],
    ])  # fmt: skip
    answers, found = feedback_answers.from_sheets(form, read_here(path.read_bytes()))
    assert found == []
    assert answers == [
        {"code": "MA15", "used": "often", "used_what": ["analysis", "network"], "did_action": "yes",
         "confidence": "4", "hindered": "Time"},
        {"code": "SO03", "used": "not_yet", "did_action": "no", "confidence": "na"},
    ]  # fmt: skip


def test_a_table_with_a_wrong_value_is_not_read_at_all(tmp_path: Path) -> None:
    form = next(one.form for one in instruments() if one.key == "follow-up")
    path = book(tmp_path / "bad.xlsx", answers=[["used", "confidence"], ["often", "4"], ["daily", "5"],
                                                ["often", "9"]])  # fmt: skip
    answers, found = feedback_answers.from_sheets(form, read_here(path.read_bytes()))
    assert answers == []
    assert [(f.row, f.code, f.values["column"]) for f in found] == [
        (3, "answers-bad-value", "used"), (4, "answers-bad-value", "confidence"),
    ]  # fmt: skip
    empty = book(tmp_path / "other.xlsx", answers=[["name", "age"], ["x", "3"]])
    assert (
        feedback_answers.from_sheets(form, read_here(empty.read_bytes()))[1][0].code
        == "answers-no-columns"
    )


def test_the_answer_sheet_of_the_pack_can_be_filled_and_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    form = whole(next(one.form for one in instruments() if one.key == "end-of-programme"))
    path = tmp_path / "answers.xlsx"
    feedback_answers.write_answer_sheet(form, path)
    filled = load_workbook(path)
    head = [cell.value for cell in filled.active[1]]
    filled.active.append(
        [{"useful": 5, "objective_1_then": "2", "objective_1_now": 4}.get(name) for name in head]
    )
    filled.save(path)
    answers, found = feedback_answers.from_sheets(form, read_here(path.read_bytes()))
    assert found == []
    assert answers == [{"useful": "5", "objective_1": ["2", "4"]}]
