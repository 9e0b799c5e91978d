"""Shell command that writes documents: export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.output import DONE, Commands, tell, write
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace
    from facilitator.reports.exports import Export


KINDS = ("certificates", "register", "report", "agenda", "sign-in", "groups", "badges", "name-signs",
         "name-check", "participants", "run-of-show", "agenda-poster", "materials",
         "planned-and-held", "feedback", "cases", "vision", "causes", "data-book", "dump", "pack")  # fmt: skip
FORMATS = ("pdf", "pdf-a4", "svg", "png", "ics", "xlsx", "csv", "docx", "md", "json")
WRITTEN = {
    "agenda": {"pdf", "ics", "xlsx", "csv"}, "feedback": {"pdf", "xlsx", "csv"},
    "vision": {"pdf", "docx", "md"}, "report": {"pdf", "docx"}, "dump": {"json", "csv"},
    "data-book": {"xlsx"},
    "causes": {"pdf", "pdf-a4", "svg", "png", "csv"}, "cases": {"pdf", "csv"},
}  # fmt: skip
"""What can be written in more ways than as PDF, and how."""


def add(commands: Commands) -> None:
    """Declare the command."""
    _add_export(commands)


def _add_export(commands: Commands) -> None:
    exporting = commands.add_parser("export", help=tr("write documents into a folder"))
    exporting.add_argument("what", choices=KINDS)
    exporting.add_argument("file", metavar="FILE", type=Path)
    exporting.add_argument("folder", metavar="DIR", type=Path)
    exporting.add_argument(
        "--format",
        choices=FORMATS,
        default="",
        help=tr("how to write it, where there is a choice (default: pdf; causes on A3)"),
    )
    exporting.add_argument("--names", choices=("none", "initials", "names"),
                           help=tr("how the report names those who agreed"))  # fmt: skip
    exporting.add_argument("--draft", action="store_true",
                           help=tr("the report with marked places, as a draft"))  # fmt: skip
    exporting.add_argument("--all", action="store_true",
                           help=tr("everybody's certificates, marked as proofs"))  # fmt: skip
    exporting.add_argument("--order", choices=("number", "name", "group", "seat"), default="number",
                           help=tr("how certificates follow each other"))  # fmt: skip
    exporting.add_argument("--zip", action="store_true",
                           help=tr("single certificates in one ZIP, not in a folder"))  # fmt: skip
    exporting.set_defaults(act=_export, refuse=exporting.error)


def _export(options: argparse.Namespace) -> int:
    from facilitator.application.workspace import Workspace
    from facilitator.reports import exports
    from facilitator.support.files import make_folder

    folder: Path = options.folder
    kinds = WRITTEN.get(options.what, {"pdf"})
    options.format = options.format or ("pdf" if "pdf" in kinds else max(kinds))
    if options.format not in kinds:
        options.refuse(tr("{what} is not written as {format}", what=options.what,
                          format=options.format))  # fmt: skip
    only = options.all or options.zip or options.order != "number"
    if only and options.what != "certificates":
        options.refuse(tr("--all, --order and --zip are for certificates"))
    if (options.names or options.draft) and options.what not in {"report", "data-book"}:
        options.refuse(tr("--names and --draft are for the report"))
    issues = options.what == "certificates" and not options.all
    with Workspace.open(options.file, read_only=False) as workspace:
        make_folder(folder)
        if issues:
            exports.issue_missing(workspace)
        if only:
            written = [
                path for made in _certificates(workspace, folder, options) for path in write(made)
            ]
        elif options.what in {"report", "data-book"}:
            written = write(_report(workspace, folder, options))
        else:
            written = write(_made(options.what, workspace, folder, options.format))
    tell(written)
    return DONE


def _report(workspace: Workspace, folder: Path, options: argparse.Namespace) -> Export:
    """The report or the data book, with the names and the form asked for."""
    from facilitator.domain.report import Naming
    from facilitator.reports import exports

    naming = Naming(options.names) if options.names else None
    if options.what == "data-book":
        return exports.data_book_export(workspace, folder / "data-book.xlsx", naming)
    path = (folder / exports.REPORT).with_suffix(f".{options.format}")
    return exports.report_export(workspace, path, naming, draft=options.draft)


def _certificates(workspace: Workspace, folder: Path, options: argparse.Namespace) -> list[Export]:
    """The exports that the words after `certificates` ask for."""
    from facilitator.reports import exports
    from facilitator.reports.certificate_exports import PACKED, PROOFS

    if options.all:
        return [exports.certificate_proofs(workspace, folder / PROOFS)]
    made = [exports.certificates_print(workspace, folder / exports.CERTIFICATES, options.order)]
    if options.zip:
        made.append(exports.certificates_zip(workspace, folder / PACKED))
    return made


def _made(what: str, workspace: Workspace, folder: Path, kind: str) -> Export:
    """The export of one kind, ready to run."""
    from facilitator.reports import exports
    from facilitator.reports.certificate_exports import register_export

    if what == "agenda":
        return exports.agenda_format_export(workspace, folder / f"agenda.{kind}", kind)
    if what == "feedback":
        from facilitator.reports.feedback_exports import feedback_export

        return feedback_export(workspace, folder / f"feedback.{kind}", kind)
    if what == "cases":
        from facilitator.reports.case_exports import cases_export

        return cases_export(workspace, folder, (kind,))
    if what == "causes":
        from facilitator.reports.cause_exports import causes_export

        return causes_export(workspace, folder, kind)
    if what == "vision":
        from facilitator.reports.vision_exports import vision_export

        return vision_export(workspace, folder, {kind})
    if what == "dump":
        if kind == "csv":
            return exports.csv_dump_export(workspace, folder)
        return exports.json_dump_export(workspace, folder / "programme.json")
    if what == "pack":
        from facilitator.reports.pack_exports import pack_export

        return pack_export(workspace, folder)
    in_folder = {
        "certificates": exports.certificates_export,
        "groups": exports.groups_export,
        "participants": exports.participants_export,
        "register": register_export,
    }
    if what in in_folder:
        return in_folder[what](workspace, folder)
    if what == "planned-and-held":
        from facilitator.reports.as_run import FILE, as_run_export

        return as_run_export(workspace, folder / FILE)
    to_file = {
        "run-of-show": (exports.run_of_show_export, exports.RUN_OF_SHOW),
        "agenda-poster": (exports.agenda_poster_export, exports.AGENDA_POSTER),
        "materials": (exports.materials_export, exports.MATERIALS),
        "sign-in": (exports.sign_in_export, exports.SIGN_IN),
        "badges": (exports.badges_export, exports.BADGES),
        "name-signs": (exports.name_signs_export, exports.NAME_SIGNS),
        "name-check": (exports.name_check_export, exports.NAME_CHECK),
    }
    make, name = to_file[what]
    return make(workspace, folder / name)
