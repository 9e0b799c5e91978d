"""Shell command that writes documents: export."""

from __future__ import annotations

import argparse
from pathlib import Path

from facilitator.cli.output import DONE, Commands, tell, write
from facilitator.support.i18n import tr


def add(commands: Commands) -> None:
    """Declare the command."""
    _add_export(commands)


def _add_export(commands: Commands) -> None:
    exporting = commands.add_parser("export", help=tr("write documents into a folder"))
    exporting.add_argument(
        "what", choices=("certificates", "report", "agenda", "sign-in", "groups")
    )
    exporting.add_argument("file", metavar="FILE", type=Path)
    exporting.add_argument("folder", metavar="DIR", type=Path)
    exporting.set_defaults(act=_export)


def _export(options: argparse.Namespace) -> int:
    from facilitator.application.workspace import Workspace
    from facilitator.reports import exports
    from facilitator.support.files import make_folder

    folder: Path = options.folder
    with Workspace.open(options.file) as workspace:
        if options.what == "certificates":
            if not workspace.read_only:
                exports.issue_missing(workspace)
            export = exports.certificates_export(workspace, folder)
        elif options.what == "report":
            export = exports.report_export(workspace, folder / exports.REPORT)
        elif options.what == "sign-in":
            export = exports.sign_in_export(workspace, folder / exports.SIGN_IN)
        elif options.what == "groups":
            export = exports.groups_export(workspace, folder)
        else:
            export = exports.agenda_export(workspace, folder / exports.AGENDA)
        make_folder(folder)
        written = write(export)
    tell(written)
    return DONE
