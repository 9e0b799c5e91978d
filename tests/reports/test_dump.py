"""All data as open files: whole, described, with every reference leading somewhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from facilitator.application.commands.people import AddParticipant
from facilitator.application.jobs import Cancelled, Job
from facilitator.application.queries.dump import LEFT_OUT
from facilitator.application.workspace import Workspace
from facilitator.domain.case_studies import CaseState
from facilitator.domain.conflict_tree import SheetStatus
from facilitator.domain.negotiation.phases import Phase
from facilitator.persistence.base import Base
from facilitator.persistence.models.case_studies import CaseParty, CaseStudy
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.feedback import FeedbackRound
from facilitator.persistence.models.negotiation import Exercise, Preparation
from facilitator.persistence.models.root_causes import ConflictTree, TreeNode
from facilitator.persistence.models.vision import VisionPoll
from facilitator.reports.exports import csv_dump_export, json_dump_export


@pytest.fixture
def dumped(sample: Workspace, tmp_path: Path) -> dict[str, dict[str, list[dict[str, object]]]]:
    path = tmp_path / "all.json"
    json_dump_export(sample, path).write(Job())
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert (whole["format"], whole["version"]) == ("facilitator-programme", 1)
    tables: dict[str, dict[str, list[dict[str, object]]]] = whole["tables"]
    return tables


def test_every_table_is_there_with_all_its_rows_and_a_description(
    sample: Workspace, dumped: dict[str, dict[str, list[dict[str, object]]]]
) -> None:
    assert set(dumped) == set(Base.metadata.tables) - LEFT_OUT
    for name, table in dumped.items():
        counted = sample.query(
            lambda s, t=Base.metadata.tables[name]: s.scalar(select(func.count()).select_from(t))
        )
        assert len(table["rows"]) == counted - (name == "export_entry"), name
        assert table["about"], name
        columns = [column["name"] for column in table["columns"]]
        assert all(list(row) == columns for row in table["rows"])


def test_every_reference_leads_to_a_row(
    dumped: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    keys = {name: {row.get("id") for row in table["rows"]} for name, table in dumped.items()}
    for name, table in dumped.items():
        for column in table["columns"]:
            target = str(column.get("refers_to", "")).partition(".")[0]
            if not target or target in LEFT_OUT:
                continue
            found = {row[str(column["name"])] for row in table["rows"]} - {None}
            assert found <= keys[target], (name, column["name"])


def test_tables_of_text_hold_no_formula_and_read_back(sample: Workspace, tmp_path: Path) -> None:
    nasty = '=HYPERLINK("http://x","y")'
    sample.execute(AddParticipant({"certificate_name": "Ana Sample", "notes": nasty}))
    written = csv_dump_export(sample, tmp_path / "tables").write(Job())
    assert (tmp_path / "tables" / "schema.json") in written
    for path in written:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                cells = [cell for row in csv.reader(stream) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    people = (tmp_path / "tables" / "participant.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in people


def test_a_cancelled_dump_leaves_nothing(sample: Workspace, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        json_dump_export(sample, tmp_path / "all.json").write(job)
    assert list(tmp_path.glob("*.json")) == []


def test_a_small_polls_split_and_keys_of_comments_are_not_in_it(
    sample: Workspace, tmp_path: Path
) -> None:
    def few(session: Session) -> None:
        session.execute(update(VisionPoll).values(counts=[3, 0, 0, 0, 0, 0, 0, 1]))
        form = session.scalars(select(FeedbackRound)).first()
        assert form is not None
        form.printable = {"0123456789abcdef": "Good week", "fedcba9876543210": ""}

    sample.change_for_good(few)
    path = tmp_path / "all.json"
    json_dump_export(sample, path).write(Job())
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    assert [row["counts"] for row in tables["vision_poll"]["rows"]] == [[]]
    assert ["Good week"] in [row["printable"] for row in tables["feedback_round"]["rows"]]
    assert "0123456789abcdef" not in path.read_text(encoding="utf-8")


def test_what_groups_have_not_finished_is_in_it_only_when_asked_for(
    sample: Workspace, tmp_path: Path
) -> None:
    """Drafts with their parts, preparation before the debrief, and what the log holds of them."""

    def draft(session: Session) -> None:
        case = session.scalars(select(CaseStudy)).first()
        tree = session.scalars(select(ConflictTree)).first()
        assert case is not None
        assert tree is not None
        case.state, case.situation = CaseState.DRAFT, "ZEBRA case"
        tree.status = SheetStatus.DRAFT
        session.execute(
            update(CaseParty).where(CaseParty.case_id == case.id).values(name="ZEBRA party")
        )
        session.execute(
            update(TreeNode).where(TreeNode.tree_id == tree.id).values(text="ZEBRA node")
        )
        session.execute(update(Preparation).values(batna="ZEBRA sheet"))
        session.execute(update(Exercise).values(phase=Phase.NEGOTIATE))
        session.execute(update(ChangeLogEntry).values(changes=["ZEBRA log"]))

    sample.execute(AddParticipant({"certificate_name": "Ana Sample"}))
    sample.change_for_good(draft)
    whole, held = tmp_path / "whole.json", tmp_path / "held.json"
    json_dump_export(sample, whole, unfinished=True).write(Job())
    json_dump_export(sample, held).write(Job())
    csv_dump_export(sample, tmp_path / "tables").write(Job())
    marks = ("ZEBRA case", "ZEBRA party", "ZEBRA node", "ZEBRA sheet", "ZEBRA log")
    assert [mark for mark in marks if mark not in whole.read_text(encoding="utf-8")] == []
    assert "ZEBRA" not in held.read_text(encoding="utf-8")
    for path in (tmp_path / "tables").iterdir():
        assert "ZEBRA" not in path.read_text(encoding="utf-8-sig"), path.name
    tables = [json.loads(path.read_text(encoding="utf-8"))["tables"] for path in (whole, held)]
    assert len(tables[0]["case_study"]["rows"]) == len(tables[1]["case_study"]["rows"])

    sample.change_for_good(
        lambda session: session.execute(update(Exercise).values(phase=Phase.DEBRIEF))
    )
    json_dump_export(sample, held).write(Job())
    assert "ZEBRA sheet" in held.read_text(encoding="utf-8")
