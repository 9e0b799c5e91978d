"""The words of the shell. Nothing is done here."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from facilitator import __version__
from facilitator.support.i18n import tr

EXIT_CODES = "Exit codes: 0 done, 1 refused (the reason stands on standard error), 2 wrong usage."
WITHOUT_WINDOW = ("demo", "new", "info", "import", "export", "check", "self-test")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="facilitator",
        usage="facilitator [FILE]\n       facilitator COMMAND ...",
        description=tr(
            "Opens the window, on FILE if one is named; with a command, works without it."
        ),
        epilog=tr(EXIT_CODES),
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_demo(commands)
    _add_new(commands)
    _add_info(commands)
    _add_import(commands)
    _add_export(commands)
    _add_check(commands)
    commands.add_parser(
        "self-test", help=tr("try store, documents and files that ship with the app")
    )
    return parser


_Commands = Any  # argparse has no public name for what add_subparsers returns


def _add_demo(commands: _Commands) -> None:
    demo = commands.add_parser("demo", help=tr("write the sample week and its documents"))
    demo.add_argument("folder", metavar="DIR", type=Path)


def _add_new(commands: _Commands) -> None:
    new = commands.add_parser("new", help=tr("create a programme from a template"))
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument("--template", default="asean-week", metavar="NAME",
                     help=tr("asean-week or blank (default: %(default)s)"))  # fmt: skip
    new.add_argument("--first-day", required=True, type=_date, metavar="DATE",
                     help=tr("first day, such as 2024-11-04"))  # fmt: skip
    new.add_argument("--title", default="")
    new.add_argument("--place", default="")
    new.add_argument("--time-zone", default="UTC", metavar="ZONE",
                     help=tr("such as Asia/Vientiane (default: %(default)s)"))  # fmt: skip


def _add_info(commands: _Commands) -> None:
    info = commands.add_parser("info", help=tr("the facts of a programme"))
    info.add_argument("file", metavar="FILE", type=Path)
    info.add_argument("--json", action="store_true")


def _add_import(commands: _Commands) -> None:
    importing = commands.add_parser("import", help=tr("add people from a table"))
    what = importing.add_subparsers(dest="what", metavar="WHAT", required=True)
    people = what.add_parser("participants", help=tr("participants from a CSV or TSV file"))
    people.add_argument("file", metavar="FILE", type=Path)
    people.add_argument("sheet", metavar="SHEET", type=Path)
    people.add_argument("--dry-run", action="store_true", help=tr("only say what would be done"))
    people.add_argument("--json", action="store_true")


def _add_export(commands: _Commands) -> None:
    exporting = commands.add_parser("export", help=tr("write documents into a folder"))
    exporting.add_argument("what", choices=("certificates", "report", "agenda"))
    exporting.add_argument("file", metavar="FILE", type=Path)
    exporting.add_argument("folder", metavar="DIR", type=Path)


def _add_check(commands: _Commands) -> None:
    check = commands.add_parser("check", help=tr("look for faults in a programme file"))
    check.add_argument("file", metavar="FILE", type=Path)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            tr("not a date like 2024-11-04: {text}", text=text)
        ) from error
