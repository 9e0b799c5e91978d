"""Shell commands on negotiation exercises: check a kit, print the packs of an exercise."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.output import DONE, REFUSED, Commands, tell, write
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.exchange.exercise_kit import Checked


def add(commands: Commands) -> None:
    """Declare the commands."""
    exercise = commands.add_parser("exercise", help=tr("negotiation exercises: check, packs"))
    what = exercise.add_subparsers(dest="what", metavar="WHAT", required=True)
    check = what.add_parser("check", help=tr("check a kit and count its outcomes"))
    check.add_argument("kit", metavar="KIT", help=tr("a file, or the key of a kit that ships"))
    check.add_argument("--json", action="store_true")
    check.set_defaults(act=_check)
    packs = what.add_parser("packs", help=tr("print role packs and forms, one role a file"))
    packs.add_argument("file", metavar="FILE", type=Path)
    packs.add_argument("exercise", metavar="EXERCISE", help=tr("its number, kit key or title"))
    packs.add_argument("folder", metavar="DIR", type=Path)
    packs.set_defaults(act=_packs)


def _check(options: argparse.Namespace) -> int:
    from facilitator.exchange.exercise_kit import check_file, facts, shipped_kit

    path = Path(options.kit)
    checked = (None if path.exists() else shipped_kit(options.kit)) or check_file(path)
    if options.json:
        print(json.dumps(facts(checked), ensure_ascii=False, indent=2))
    else:
        _print_facts(checked, facts(checked))
    return DONE if checked.is_usable else REFUSED


def _print_facts(checked: Checked, found: dict[str, object]) -> None:
    for fault in checked.sentences(must=True):
        print(f"facilitator: {fault}", file=sys.stderr)
    for name, value in found.items():
        if name == "warnings":
            for warning in checked.sentences(must=False):
                print(tr("should: {warning}", warning=warning))
        elif name != "faults":
            print(f"{name.replace('_', ' ')}: {_shown(value)}")


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(f"({_shown(v)})" if isinstance(v, list | tuple) else str(v) for v in value)
    return str(value)


def _packs(options: argparse.Namespace) -> int:
    from facilitator.application.workspace import Workspace
    from facilitator.reports.negotiation_exports import packs_export
    from facilitator.support.files import make_folder

    with Workspace.open(options.file, read_only=True) as workspace:
        export = packs_export(workspace, options.exercise, options.folder)
    make_folder(options.folder)
    tell(write(export))
    return DONE
