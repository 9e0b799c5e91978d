"""Shell commands that protect a programme file with a passphrase, or take that off."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from facilitator.cli.output import DONE, Commands
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr


def add(commands: Commands) -> None:
    """Declare the commands."""
    protect = commands.add_parser("protect", help=tr("encrypt a programme with a passphrase"))
    protect.add_argument("file", metavar="FILE", type=Path)
    protect.add_argument(
        "--new-passphrase-file", metavar="FILE", type=Path,
        help=tr("the new passphrase is the first line of FILE; else it is asked for"),
    )  # fmt: skip
    protect.add_argument("--recovery-sheet", metavar="PDF", type=Path,
                         help=tr("where to write the recovery key, to print"))  # fmt: skip
    protect.set_defaults(act=_protect)
    unprotect = commands.add_parser("unprotect", help=tr("take the passphrase off a programme"))
    unprotect.add_argument("file", metavar="FILE", type=Path)
    unprotect.set_defaults(act=_unprotect)


def asked_passphrase(options: argparse.Namespace) -> str:
    """The passphrase of the programme: from the file named, or typed; empty where neither is."""
    if options.passphrase_file is not None:
        return _first_line(options.passphrase_file)
    return getpass.getpass(tr("Passphrase: ")) if sys.stdin.isatty() else ""


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as stream:
            return stream.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem("passphrase-unreadable", path=path) from error


def _new_passphrase(options: argparse.Namespace) -> tuple[str, str]:
    if options.new_passphrase_file is not None:
        passphrase = _first_line(options.new_passphrase_file)
        return passphrase, passphrase
    return getpass.getpass(tr("New passphrase: ")), getpass.getpass(tr("Once more: "))


def _protect(options: argparse.Namespace) -> int:
    from facilitator.application import protection
    from facilitator.application.jobs import Job
    from facilitator.application.workspace import Workspace
    from facilitator.cli.output import tell, write
    from facilitator.reports.exports import recovery_sheet_export

    with Workspace.open_to_change(options.file) as workspace:
        key = protection.new_key(*_new_passphrase(options))
        workspace.protect(key)
        protection.protect_copies(workspace.programme_id, key, Job())
        if options.recovery_sheet is not None:
            tell(write(recovery_sheet_export(workspace, options.recovery_sheet)))
        print(tr("{path} is protected.", path=workspace.path))
        print(tr("Recovery key, to be written down: {key}", key=workspace.recovery_key))
    return DONE


def _unprotect(options: argparse.Namespace) -> int:
    from facilitator.application import protection
    from facilitator.application.jobs import Job
    from facilitator.application.workspace import Workspace

    with Workspace.open_to_change(options.file) as workspace:
        workspace.protect(None)
        protection.protect_copies(workspace.programme_id, None, Job())
        print(tr("{path} is not protected any more.", path=workspace.path))
    return DONE
