"""Shell commands on people: import of lists, and the child process that reads a table."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli import agenda, table_import
from facilitator.cli.output import DONE, Commands
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.exchange.participants.plan import ImportPlan


def add(commands: Commands) -> None:
    """Declare the commands."""
    _add_import(commands)
    _add_read_table(commands)


def _add_import(commands: Commands) -> None:
    importing = commands.add_parser("import", help=tr("add people or sessions from a table"))
    what = importing.add_subparsers(dest="what", metavar="WHAT", required=True)
    people = what.add_parser(
        "participants", help=tr("participants from an XLSX, CSV or TSV file"),
        usage="facilitator import participants FILE SHEET [--sheet NAME] [--map FIELD=COLUMN ...]\n"
        "       [--family-name-first] [--sex-from-title] [--dry-run] [--json]",
        description=tr(
            "Adds the people of a list, and updates those whom an earlier list named. "
            "What was edited by hand stays. One step of undo takes all of it back."
        ),
    )  # fmt: skip
    most_like = tr("the sheet of a workbook (default: the one most like a list)")
    table_import.add_options(people, most_like)
    people.add_argument("--family-name-first", action="store_true",
                        help=tr("put the family name first where a list has it apart"))  # fmt: skip
    people.add_argument("--sex-from-title", action="store_true",
                        help=tr("where the sex is not stated, take what Mr or Ms suggests"))  # fmt: skip
    table_import.add_last_options(people)
    people.set_defaults(act=_import)
    agenda.add_import(what)


def _add_read_table(commands: Commands) -> None:
    """The word that `exchange.tables.guarded` calls; no help, since nobody else needs it."""
    reading = commands.add_parser("read-table")
    reading.add_argument("table", type=Path)
    reading.add_argument("encoding")
    reading.set_defaults(act=_read_table)


def _read_table(options: argparse.Namespace) -> int:
    from facilitator.exchange.tables.guarded import answer
    from facilitator.exchange.tables.sheet import Encoding

    print(answer(options.table, Encoding(options.encoding)))
    return DONE


def _import(options: argparse.Namespace) -> int:
    from facilitator.application.queries.people import participants_as_listed
    from facilitator.exchange.participants.matching import choose
    from facilitator.exchange.participants.plan import make_plan

    match, opened = table_import.read(options, choose)
    with opened as workspace:
        plan = make_plan(_ordered(match, options), workspace.query(participants_as_listed))
        if options.sex_from_title:
            plan = plan.with_proposals()
        command = plan.command
        if not options.dry_run and (command.new or command.updates):
            workspace.execute(command)
    if options.json:
        print(json.dumps(plan.summary(), ensure_ascii=False))
    else:
        _tell(plan, options)
    return DONE


def _ordered(match: Any, options: argparse.Namespace) -> Any:
    from dataclasses import replace

    from facilitator.domain.participant_list.names import NameOrder

    return replace(match, order=NameOrder.FAMILY_FIRST) if options.family_name_first else match


def _tell(plan: ImportPlan, options: argparse.Namespace) -> None:
    summary = plan.summary()
    done = tr("would be added") if options.dry_run else tr("added")
    print(tr("{rows} rows: {ready} {done}, {duplicates} duplicates, {refused} refused",
             rows=summary["rows"], ready=summary["ready"], done=done,
             duplicates=summary["duplicates"], refused=len(summary["refused"])))  # fmt: skip
    _tell_updates(plan)
    for row in plan.rows:
        if row.draft.problem:
            print(tr("row {row}: {reason}", row=row.number, reason=row.draft.reason))
        for note in row.draft.notes:
            print(tr("row {row}: {reason}", row=row.number, reason=note))
    for number in plan.left_out:
        print(tr("row {row} has no name: left out", row=number))
    if plan.proposals:
        print(tr("{n} people do not state their sex but have a title such as Mr or Ms; "
                 "--sex-from-title takes it from there.", n=len(plan.proposals)))  # fmt: skip
    if plan.not_listed:
        print(tr("{n} people of an earlier list are not in this one; they stay.",
                 n=len(plan.not_listed)))  # fmt: skip


def _tell_updates(plan: ImportPlan) -> None:
    """Before and after of each person whom a newer list changes, and what stays as edited by hand."""
    from facilitator.domain.participant_list.values import stored

    for row in plan.rows:
        if row.person is None:
            continue
        for change in row.changes if row.taken_changes or row.state.value == "update" else ():
            facts = {"row": row.number, "name": row.person.certificate_name, "field": change.field,
                     "before": stored(change.before), "after": stored(change.after)}  # fmt: skip
            if change in row.taken_changes:
                print(tr("row {row}: {name}: {field} “{before}” becomes “{after}”", **facts))
            else:
                print(tr("row {row}: {name}: {field} “{before}” stays, not “{after}”: it was edited "
                         "by hand", **facts))  # fmt: skip
