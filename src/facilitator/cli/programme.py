"""Shell commands on whole programmes: demo, new, info, check, self-test."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from facilitator.cli.output import DONE, REFUSED, Commands, tell, write
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr


def add(commands: Commands) -> None:
    """Declare the commands."""
    _add_demo(commands)
    _add_new(commands)
    _add_info(commands)
    _add_check(commands)
    trying = commands.add_parser(
        "self-test", help=tr("try store, documents and files that ship with the app")
    )
    trying.set_defaults(act=_self_test)


def _add_demo(commands: Commands) -> None:
    demo = commands.add_parser("demo", help=tr("write the sample week and its documents"))
    demo.add_argument("folder", metavar="DIR", type=Path)
    demo.set_defaults(act=_demo)


def _add_new(commands: Commands) -> None:
    new = commands.add_parser("new", help=tr("create a programme from a template"))
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument("--template", default="asean-week", metavar="NAME",
                     help=tr("asean-week, three-days or blank (default: %(default)s)"))  # fmt: skip
    new.add_argument("--from", dest="source", type=Path, metavar="PROGRAMME",
                     help=tr("like this programme: agenda, forms, certificate layout, no people"))
    new.add_argument("--first-day", required=True, type=_date, metavar="DATE",
                     help=tr("first day, such as 2024-11-04"))  # fmt: skip
    new.add_argument("--title", default="")
    new.add_argument("--place", default="")
    new.add_argument("--time-zone", default="UTC", metavar="ZONE",
                     help=tr("such as Asia/Vientiane (default: %(default)s)"))  # fmt: skip
    new.set_defaults(act=_new)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            tr("not a date like 2024-11-04: {text}", text=text)
        ) from error


def _add_info(commands: Commands) -> None:
    info = commands.add_parser("info", help=tr("the facts of a programme"))
    info.add_argument("file", metavar="FILE", type=Path)
    info.add_argument("--json", action="store_true")
    info.set_defaults(act=_info)


def _add_check(commands: Commands) -> None:
    check = commands.add_parser("check", help=tr("look for faults in a programme file"))
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(act=_check)


def _demo(options: argparse.Namespace) -> int:
    from facilitator.application.workspace import Workspace
    from facilitator.exchange.sample_week import NAME
    from facilitator.reports import exports
    from facilitator.support.files import make_folder

    folder: Path = options.folder
    make_folder(folder)
    path = folder / f"{NAME}.programme"
    _put_sample(path)
    with Workspace.open(path) as workspace:
        written = [path]
        for export in (
            exports.certificates_export(workspace, folder),
            exports.report_export(workspace, folder / exports.REPORT),
            exports.agenda_export(workspace, folder / exports.AGENDA),
        ):
            written += write(export)
    tell(written)
    return DONE


def _put_sample(path: Path) -> None:
    """A new sample at `path`; an older sample there is kept among the automatic copies."""
    from facilitator.application.maintenance import replace_programme
    from facilitator.exchange.sample_week import build_sample

    if not path.exists():
        build_sample(path).close()
        return
    _keep_old_sample(path)
    beside = path.with_name(f".new-{path.name}")
    beside.unlink(missing_ok=True)
    build_sample(beside).close()
    replace_programme(beside, path)


def _keep_old_sample(path: Path) -> None:
    from facilitator.application.queries.programme import the_programme
    from facilitator.application.workspace import Workspace

    with Workspace.open(path, read_only=True) as workspace:
        if not workspace.query(the_programme).is_sample:
            raise EnvironmentProblem("file-exists", path=path)
    with Workspace.open_to_change(path) as workspace:
        workspace.keep_copy("replaced")


def _new(options: argparse.Namespace) -> int:
    from facilitator.exchange.templates import new_programme

    path = options.file
    if not path.suffix:
        path = path.with_name(f"{path.name}.programme")
    if options.source is not None:
        return _like(options, path)
    with new_programme(
        path, options.template, options.first_day, options.title, options.place,
        options.time_zone,
    ) as workspace:  # fmt: skip
        print(workspace.path)
    return DONE


def _like(options: argparse.Namespace, path: Path) -> int:
    from facilitator.exchange.clone import clone_programme

    cloned = clone_programme(options.source, path, options.first_day, options.title, options.place)
    with cloned.workspace as workspace:
        print(workspace.path)
        for line in cloned.notes:
            print(line)
    return DONE


def _info(options: argparse.Namespace) -> int:
    from facilitator.application.queries.programme import the_programme
    from facilitator.application.queries.report import facts
    from facilitator.application.workspace import Workspace

    with Workspace.open(options.file, read_only=True) as workspace:
        programme, counts = workspace.query(the_programme), workspace.query(facts)
    stated = {
        "title": programme.title, "place": programme.place,
        "first_day": programme.first_day.isoformat(), "last_day": programme.last_day.isoformat(),
    }  # fmt: skip
    if options.json:
        print(json.dumps({**stated, **counts}, ensure_ascii=False, indent=2))
    else:
        for name, value in {**stated, **counts}.items():
            print(f"{name.replace('_', ' ')}: {value}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from facilitator.application.maintenance import check

    faults = check(options.file)
    if faults:
        from facilitator.support.paths import backups_folder

        raise EnvironmentProblem("check-failed", path=options.file, faults="; ".join(faults),
                                 copies=backups_folder())  # fmt: skip
    print(tr("{path} is sound.", path=options.file))
    return DONE


def _self_test(_options: argparse.Namespace) -> int:
    from facilitator.cli.self_test import self_test

    return DONE if self_test(print) else REFUSED
