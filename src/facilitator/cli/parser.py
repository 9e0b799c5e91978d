"""The words of the shell. Nothing is done here; each feature declares its own."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from facilitator import __version__
from facilitator.support.i18n import tr

FEATURES = ("programme", "protection", "people", "exports", "exercise", "groupwork", "certificates")
"""Modules of this package with `add(commands)`; each command sets `act`, which carries it out."""

EXIT_CODES = "Exit codes: 0 done, 1 refused (the reason stands on standard error), 2 wrong usage."
WITHOUT_WINDOW = ("demo", "new", "info", "import", "export", "check", "protect", "unprotect",
                  "exercise", "groupwork", "verify", "signing-key", "self-test",
                  "read-table")  # fmt: skip
"""First words that are commands; any other first word is a file for the window."""


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
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path,
        help=tr("the passphrase of a protected programme is the first line of FILE"),
    )  # fmt: skip
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, prog="facilitator"
    )
    for feature in FEATURES:
        import_module(f"facilitator.cli.{feature}").add(commands)
    return parser
