"""What every import of a table has in common on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace
    from facilitator.exchange.tables.sheet import Sheet

Match = TypeVar("Match")


def add_options(parser: argparse.ArgumentParser, sheet: str) -> None:
    """Declare FILE, SHEET and the options; `sheet` is the help of `--sheet`."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("sheet_file", metavar="SHEET", type=Path)
    parser.add_argument("--sheet", metavar="NAME", help=sheet)
    parser.add_argument("--map", metavar="FIELD=COLUMN", nargs="+", action="extend", default=[],
                        type=_wish,
                        help=tr("read a field from a column, by its heading or its letter"))  # fmt: skip


def add_last_options(parser: argparse.ArgumentParser) -> None:
    """Declare what comes after an import's own options."""
    parser.add_argument("--dry-run", action="store_true", help=tr("only say what would be done"))
    parser.add_argument("--json", action="store_true")


def _wish(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not (equals and field.strip() and column.strip()):
        raise argparse.ArgumentTypeError(tr("not like field=column: {text}", text=text))
    return field.strip(), column.strip()


def read(
    options: argparse.Namespace,
    choose: Callable[[Path, Sequence[Sheet], str | None, Mapping[str, str]], Match],
) -> tuple[Match, Workspace]:
    """The table as `choose` understands it, and the programme, for writing unless it is a dry run.

    First the table: one that is refused must not so much as open the programme. The caller closes
    the workspace. Raises EnvironmentProblem.
    """
    from facilitator.application.workspace import Workspace
    from facilitator.exchange.tables.guarded import read_table

    sheets = read_table(options.sheet_file)
    match = choose(options.sheet_file, sheets, options.sheet, dict(options.map))
    if options.dry_run:
        return match, Workspace.open(options.file, read_only=True)
    return match, Workspace.open_to_change(options.file)
