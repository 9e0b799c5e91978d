"""Shell commands on hand-over files: give one to a group, take one back."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli.output import DONE, Commands
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.rows.groupwork import TakePreview
    from facilitator.exchange.groupwork_file import GroupWorkFile


def add(commands: Commands) -> None:
    """Declare the commands."""
    words = commands.add_parser("groupwork", help=tr("hand group work out and take it back"))
    what = words.add_subparsers(dest="what", metavar="WHAT", required=True)
    giving = what.add_parser("give", help=tr("write a hand-over file for one group"))
    giving.add_argument("file", metavar="FILE", type=Path)
    giving.add_argument("group", metavar="GROUP", help=tr("its letter or name"))
    giving.add_argument("out", metavar="OUT", type=Path)
    giving.add_argument("--encrypt", action="store_true", help=tr("protect it by a passphrase"))
    _add_passphrase(giving)
    giving.add_argument("--json", action="store_true")
    giving.set_defaults(act=_give)
    taking = what.add_parser("take", help=tr("merge a returned file into the programme"))
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("returned", metavar="IN", type=Path)
    taking.add_argument("--dry-run", action="store_true", help=tr("only say what would be done"))
    _add_passphrase(taking)
    taking.add_argument("--json", action="store_true")
    taking.set_defaults(act=_take)


def _add_passphrase(words: argparse.ArgumentParser) -> None:
    words.add_argument("--hand-over-passphrase", metavar="FILE", type=Path,
                       help=tr("the first line of FILE is its passphrase; else asked for"))  # fmt: skip


def _give(options: argparse.Namespace) -> int:
    from facilitator.application.commands.groupwork import GiveGroupWork
    from facilitator.application.queries.groupwork import handed_out, team_named
    from facilitator.application.workspace import Workspace
    from facilitator.domain.protection import check_passphrase
    from facilitator.exchange import groupwork_file
    from facilitator.support.errors import EnvironmentProblem

    if options.out.exists():  # it may hold work that was not taken in yet
        raise EnvironmentProblem("file-exists", path=options.out)
    with Workspace.open_to_change(options.file) as workspace:
        team = workspace.query(team_named, options.group)
        secret = _passphrase(options) if options.encrypt else ""
        if secret:
            typed = options.hand_over_passphrase is None
            check_passphrase(secret, getpass.getpass(tr("Once more: ")) if typed else secret)
        workspace.execute(GiveGroupWork(team, options.out.name))
        made = groupwork_file.make(
            workspace.programme_id, workspace.query(handed_out, team), secret
        )
        digest = groupwork_file.write(options.out, made)
        workspace.note_export(tr("Group work of one team"))
    records = len(made.work.fields)
    if options.json:
        print(json.dumps({"file": str(options.out), "records": records, "sha256": digest}))
    else:
        print(tr("{path}: {n} records", path=options.out, n=records))
    return DONE


def _take(options: argparse.Namespace) -> int:
    from facilitator.application.commands.groupwork import TakeGroupWork
    from facilitator.application.queries.groupwork import take_preview
    from facilitator.application.workspace import Workspace
    from facilitator.support.errors import EnvironmentProblem

    # First the file: one that is refused must not so much as open the programme.
    returned = _read(options.returned, options)
    if options.dry_run:
        opened = Workspace.open(options.file, read_only=True)
    else:
        opened = Workspace.open_to_change(options.file)
    with opened as workspace:
        if returned.programme_id != workspace.programme_id:
            raise EnvironmentProblem("groupwork-other-programme", path=options.returned)
        preview = workspace.query(take_preview, returned.team, returned.work)
        if not options.dry_run and not preview.changes_nothing:
            name = options.returned.name
            workspace.execute(TakeGroupWork(returned.team, returned.work, name))
    if options.json:
        print(json.dumps(_facts(preview), ensure_ascii=False))
    else:
        _tell(preview)
    return DONE


def _read(path: Path, options: argparse.Namespace) -> GroupWorkFile:
    from facilitator.exchange import groupwork_file

    secret = _passphrase(options) if groupwork_file.is_sealed(path) else ""
    return groupwork_file.read(path, secret)


def _passphrase(options: argparse.Namespace) -> str:
    from facilitator.support.errors import RuleViolation

    if options.hand_over_passphrase is not None:
        given: str = options.hand_over_passphrase.read_text(encoding="utf-8")
        text = given.partition("\n")[0].strip()
    else:
        text = getpass.getpass(tr("Passphrase of the file: ")) if sys.stdin.isatty() else ""
    if not text:
        raise RuleViolation("passphrase-missing")
    return text


def _facts(preview: TakePreview) -> dict[str, Any]:
    from facilitator.domain.merging import State

    return {
        "group": preview.team.letter,
        **{state.value: preview.count(state) for state in State if state is not State.SAME},
        "same": preview.same,
        "handed_in": [task.value for task in preview.hand_ins],
        "set_aside": list(preview.aside),
        "records": [
            {
                "kind": record.kind, "title": record.title, "state": record.state.value,
                "fields": [
                    {"name": f.label, "before": f.before, "after": f.after, "kept": list(f.others)}
                    for f in record.fields
                ],
            }
            for record in preview.records
        ],
    }  # fmt: skip


def _tell(preview: TakePreview) -> None:
    from facilitator.domain.merging import State

    print(tr("Group {letter}: {new} new, {changed} changed, {gone} deleted, {same} the same, "
             "{conflict} to choose between", letter=preview.team.letter, same=preview.same,
             new=preview.count(State.NEW), changed=preview.count(State.CHANGED),
             gone=preview.count(State.GONE), conflict=preview.count(State.CONFLICT)))  # fmt: skip
    for record in preview.records:
        print(f"{record.state.value}: {record.kind}: {record.title}")
        for found in record.fields:
            print(tr("  {field}: “{before}” becomes “{after}”", field=found.label,
                     before=found.before, after=found.after))  # fmt: skip
            for other in found.others:
                print(tr("    kept beside it: “{text}”", text=other))
    for name in preview.aside:
        print(tr("could not be placed, what it belongs to is gone: {name}", name=name))
