"""Shell command that writes documents: export."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.output import DONE, Commands, tell, write
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace
    from facilitator.reports.exports import Export


KINDS = ("certificates", "register", "report", "agenda", "sign-in", "groups", "badges", "name-signs",
         "name-check", "participants", "run-of-show", "agenda-poster", "materials",
         "planned-and-held", "feedback", "cases", "vision", "causes", "data-book", "dump",
         "pack")  # fmt: skip
FORMATS = ("pdf", "pdf-a4", "svg", "png", "ics", "xlsx", "csv", "docx", "md", "json")
WRITTEN = {
    "agenda": {"pdf", "ics", "xlsx", "csv"}, "feedback": {"pdf", "xlsx", "csv"},
    "vision": {"pdf", "docx", "md"}, "report": {"pdf", "docx"}, "dump": {"json", "csv"},
    "data-book": {"xlsx"},
    "causes": {"pdf", "pdf-a4", "svg", "png", "csv"}, "cases": {"pdf", "docx", "csv"},
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
    exporting.add_argument("--unfinished", action="store_true",
                           help=tr("the dump with drafts of groups, preparation sheets before the "
                                   "debrief, and the log of changes"))  # fmt: skip
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
    if options.unfinished and options.what != "dump":
        options.refuse(tr("--unfinished is for the dump"))
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
        elif options.what == "dump":
            written = write(_dump(workspace, folder, options))
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


def _dump(workspace: Workspace, folder: Path, options: argparse.Namespace) -> Export:
    from facilitator.reports import exports

    unfinished: bool = options.unfinished
    if options.format == "csv":
        return exports.csv_dump_export(workspace, folder, unfinished=unfinished)
    path = folder / "programme.json"
    return exports.json_dump_export(workspace, path, unfinished=unfinished)


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


_IN_FOLDER = {
    "certificates": "exports:certificates_export", "groups": "exports:groups_export",
    "participants": "exports:participants_export", "pack": "pack_exports:pack_export",
    "register": "certificate_exports:register_export",
}  # fmt: skip
_OF_A_KIND = {"cases": "case_exports:cases_export", "causes": "cause_exports:causes_export",
              "vision": "vision_exports:vision_export"}  # fmt: skip
_TO_FILE = {
    "run-of-show": ("exports:run_of_show_export", "run-of-show.pdf"),
    "agenda-poster": ("exports:agenda_poster_export", "agenda-poster.pdf"),
    "materials": ("exports:materials_export", "materials.pdf"),
    "sign-in": ("exports:sign_in_export", "sign-in.pdf"),
    "badges": ("exports:badges_export", "badges.pdf"),
    "name-signs": ("exports:name_signs_export", "name-signs.pdf"),
    "name-check": ("exports:name_check_export", "name-check.pdf"),
    "planned-and-held": ("as_run:as_run_export", "planned-and-held.pdf"),
}
_TO_FILE_OF_A_KIND = {
    "agenda": ("exports:agenda_format_export", "agenda"),
    "feedback": ("feedback_exports:feedback_export", "feedback"),
}
"""Where each export is made: module of `reports` and function, and the file's name."""


def _made(what: str, workspace: Workspace, folder: Path, kind: str) -> Export:
    """The export of one kind, ready to run."""
    if what in _IN_FOLDER:
        made = _maker(_IN_FOLDER[what])(workspace, folder)
    elif what in _OF_A_KIND:
        kinds = kind if what == "causes" else (kind,)
        made = _maker(_OF_A_KIND[what])(workspace, folder, kinds)
    elif what in _TO_FILE_OF_A_KIND:
        maker, stem = _TO_FILE_OF_A_KIND[what]
        made = _maker(maker)(workspace, folder / f"{stem}.{kind}", kind)
    else:
        maker, name = _TO_FILE[what]
        made = _maker(maker)(workspace, folder / name)
    return made


def _maker(place: str) -> Callable[..., Export]:
    """The function at a place such as "exports:badges_export"; its module is read only now."""
    module, _, name = place.partition(":")
    maker: Callable[..., Export] = getattr(import_module(f"facilitator.reports.{module}"), name)
    return maker
