"""Shell commands on people: import."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from facilitator.cli.output import DONE, Commands
from facilitator.support.i18n import tr


def add(commands: Commands) -> None:
    """Declare the commands."""
    _add_import(commands)


def _add_import(commands: Commands) -> None:
    importing = commands.add_parser("import", help=tr("add people from a table"))
    what = importing.add_subparsers(dest="what", metavar="WHAT", required=True)
    people = what.add_parser("participants", help=tr("participants from a CSV or TSV file"))
    people.add_argument("file", metavar="FILE", type=Path)
    people.add_argument("sheet", metavar="SHEET", type=Path)
    people.add_argument("--dry-run", action="store_true", help=tr("only say what would be done"))
    people.add_argument("--json", action="store_true")
    people.set_defaults(act=_import)


def _import(options: argparse.Namespace) -> int:
    from facilitator.application.queries.people import participants
    from facilitator.application.workspace import Workspace
    from facilitator.exchange.participants_table import read_table

    if options.dry_run:
        opened = Workspace.open(options.file, read_only=True)
    else:
        opened = Workspace.open_to_change(options.file)
    with opened as workspace:
        plan = read_table(options.sheet, workspace.query(participants))
        summary = plan.summary()
        if not options.dry_run and summary["ready"]:
            workspace.execute(plan.command)
    if options.json:
        print(json.dumps(summary, ensure_ascii=False))
        return DONE
    done = tr("would be added") if options.dry_run else tr("added")
    print(tr("{rows} rows: {ready} {done}, {duplicates} duplicates, {refused} refused",
             rows=summary["rows"], ready=summary["ready"], done=done,
             duplicates=summary["duplicates"], refused=len(summary["refused"])))  # fmt: skip
    for refusal in summary["refused"]:
        print(tr("row {row}: {reason}", **refusal))
    return DONE
