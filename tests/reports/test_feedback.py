"""Feedback on paper and as files: the protected numbers, the same in every format, and no other."""

from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from facilitator.application.commands.feedback import NoteClosing, OpenRound, PutForm
from facilitator.application.jobs import Job
from facilitator.application.queries import feedback as queries
from facilitator.application.workspace import Workspace
from facilitator.domain.disclosure import Dimension, explain
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, option_label
from facilitator.reports.feedback_exports import feedback_export, form_export
from facilitator.reports.feedback_lines import lines_of, pair_lines, shifts
from facilitator.support.errors import EnvironmentProblem

EN = {"en": "Question"}


def text_of(path: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


def export(workspace: Workspace, path: Path) -> Path:
    feedback_export(workspace, path, path.suffix[1:]).write(Job())
    return path


def lines_in(workspace: Workspace) -> list[tuple[str, str, str, str, str]]:
    """(question, group, n, answer, count) of every shown count, from the one query."""
    return [
        (line.question, line.group or "All", str(line.n), label, str(count))
        for row in workspace.query(queries.protected_results).rounds for line in lines_of(row)
        if line.counts is not None for label, count in zip(line.labels, line.counts, strict=True)
    ]  # fmt: skip


def test_table_and_workbook_hold_the_numbers_of_the_query_and_no_others(
    sample: Workspace, tmp_path: Path
) -> None:
    expected = lines_in(sample)
    assert len(expected) > 200
    with export(sample, tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [(r[5], r[6], r[7], r[9], r[10]) for r in rows[1:] if r[10]] == expected
    book = load_workbook(export(sample, tmp_path / "f.xlsx"))
    sheet = [[str(cell) if cell is not None else "" for cell in row]
             for row in book["Answers"].iter_rows(values_only=True)]  # fmt: skip
    assert [(r[5], r[6], r[7], r[9], r[10]) for r in sheet[1:] if r[10]] == expected


def test_the_paper_has_the_same_bases_and_figures(sample: Workspace, tmp_path: Path) -> None:
    path = export(sample, tmp_path / "f.pdf")
    said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    text = re.sub(r"\s+", " ", said.stdout)
    assert "31 of 35 answered (89 %)" in text
    assert "1: 0, 2: 0, 3: 4, 4: 9, 5: 18" in text
    assert "net score +39 ± 25 (n = 31)" in text
    assert "29 pairs matched by code" in text


def hidden_in_every_format(workspace: Workspace, tmp_path: Path) -> str:
    out = [export(workspace, tmp_path / f"f.{kind}") for kind in ("csv", "xlsx", "pdf")]
    book = load_workbook(out[1])
    cells = [
        str(c) for s in book for row in s.iter_rows(values_only=True) for c in row if c is not None
    ]
    return "\n".join([out[0].read_text(encoding="utf-8-sig"), *cells, text_of(out[2])])


def test_a_breakdown_that_would_expose_two_people_is_in_no_file(
    tmp_path: Path, sample: Workspace
) -> None:
    """15 women, 14 men, 2 not stated: the total only, and a sentence why."""
    form = Form(
        FormKind.OTHER,
        {"en": "Only total"},
        (Item("x", ItemKind.RATING, EN),),
        dimension=Dimension.SEX,
    )
    command = PutForm(form)
    opened = OpenRound(command.form_id, "Only total")
    sample.execute(command)
    sample.execute(opened)
    answers = [
        {"group": g, "x": str(1 + n % 5)} for n, g in enumerate(["woman"] * 15 + ["man"] * 14)
    ]
    box = sample.secret_box(f"feedback/{opened.round_id}/1")
    box.put_all([*answers, {"x": "2"}, {"x": "5"}])
    box.close()
    sample.execute(NoteClosing(opened.round_id))
    row = sample.query(queries.round_results, opened.round_id)
    assert row is not None
    lines = lines_of(row)
    assert [(line.group, line.n) for line in lines] == [("", 31)]
    assert explain(row.results.items[0].shown.parts_why, 5) in lines[0].note  # type: ignore[union-attr, arg-type]
    assert "2 who did not state" in lines[0].note
    with export(sample, tmp_path / "g.csv").open(encoding="utf-8-sig", newline="") as stream:
        mine = [r for r in csv.reader(stream) if r[0] == "Only total"]
    assert {r[6] for r in mine} == {"All"}
    assert {r[7] for r in mine} == {"31"}


def test_unscreened_comments_and_codes_are_in_no_file(sample: Workspace, tmp_path: Path) -> None:
    everything = hidden_in_every_format(sample, tmp_path)
    for row in sample.query(queries.rounds):
        for comment in sample.query(queries.comments_to_screen, row.id):
            assert comment.text not in everything
    assert "Bade01" not in everything
    assert "bade01" not in everything


def test_nothing_is_exported_before_a_collection_is_closed(tmp_path: Path) -> None:
    from datetime import date

    from facilitator.exchange.templates import new_programme

    with new_programme(tmp_path / "n.programme", "blank", date(2026, 3, 2), "My week") as workspace:
        with pytest.raises(EnvironmentProblem, check=lambda e: e.code == "nothing-to-export"):
            feedback_export(workspace, tmp_path / "f.csv", "csv")
        command = PutForm(Form(FormKind.OTHER, EN, (Item("x", ItemKind.RATING, EN),)))
        opened = OpenRound(command.form_id, "Open")
        workspace.execute(command)
        workspace.execute(opened)
        workspace.secret_box(f"feedback/{opened.round_id}/1").put_all([{"x": "1"}] * 9)
        with pytest.raises(EnvironmentProblem, check=lambda e: e.code == "nothing-to-export"):
            feedback_export(workspace, tmp_path / "f.csv", "csv")


def test_the_paper_form_shows_every_option_and_asks_for_no_name(
    sample: Workspace, tmp_path: Path
) -> None:
    for row in sample.query(queries.feedback_forms):
        path = tmp_path / f"{row.form.kind.value}.pdf"
        form_export(sample, row.id, path).write(Job())
        text = re.sub(r"\s+", " ", text_of(path))
        for item in row.form.items:
            for option in item.choices:
                assert option_label(option, "en") in text
        assert "Please write no name" in text
        boxes = sum(len(i.choices) for i in row.form.items)
        assert text.count("Not applicable") == sum(i.has_not_applicable for i in row.form.items)
        assert boxes == 0 or len(text) > boxes


def test_what_was_learned_is_told_for_each_objective(sample: Workspace) -> None:
    found = sample.query(queries.protected_results)
    (pair,) = found.pairs
    said = "\n".join(pair_lines(pair))
    assert len(pair.objectives) == 5
    for key, text in pair.objectives:
        one = dict(pair.paired.subjects)[key]
        told = f"{one.mean_before} % right before, {one.mean_after} % after."
        assert f"{text.rstrip('.')}: {told}" in said
    # A question of the knowledge check may be tied to the same objective: it lends no words here.
    assert [one.question.split(":")[0] for one in shifts(found)] == [
        "How able before the programme, and now"
    ] * 5


def test_the_paper_speaks_the_forms_language_throughout(sample: Workspace, tmp_path: Path) -> None:
    form = Form(
        FormKind.OTHER, {"fr": "Bilan"}, languages=("fr",), with_code=True, dimension=Dimension.SEX,
        items=(Item("a", ItemKind.RATING, {"fr": "Utile"}), Item("b", ItemKind.THEN_NOW, {"fr": "Niveau"})),
    )  # fmt: skip
    command = PutForm(form)
    sample.execute(command)
    path = tmp_path / "form.pdf"
    form_export(sample, command.form_id, path).write(Job())
    told = text_of(path)
    for words in ("Sans objet", "Avant", "Maintenant", "Mon code", "Femmes", "Non précisé",
                  "Tout à fait d'accord", "Très élevé", "Anonyme et facultatif"):  # fmt: skip
        assert words in told
    for words in ("Not applicable", "Before", "My code", "Women", "agree", "high", "Anonymous"):
        assert words not in told


def test_a_net_score_of_few_is_hidden_and_says_why(sample: Workspace) -> None:
    command = PutForm(Form(FormKind.OTHER, EN, (Item("would", ItemKind.SCALE, EN),)))
    opened = OpenRound(command.form_id, "Few")
    for one in (command, opened):
        sample.execute(one)
    box = sample.secret_box(queries.box_of(opened.round_id, 1))
    box.put_all([{"would": value} for value in ("3", "5", "7", "8", "9", "9", "10")])
    box.close()
    row = sample.query(queries.round_results, opened.round_id)
    assert row is not None
    (line,) = lines_of(row)
    assert (line.n, line.figures) == (7, ("median 8",))
    assert "at least ten answers" in line.note
