"""Carries out one command line. Front end only: it reads words, calls, prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.cli.parser import build_parser
from facilitator.support.errors import EnvironmentProblem, FacilitatorError
from facilitator.support.i18n import tr

DONE, REFUSED = 0, 1


def run(words: Sequence[str]) -> int:
    """Carry out the command; returns the exit code. Wrong usage ends the process with code 2."""
    options = build_parser().parse_args(words)
    try:
        return _COMMANDS[options.command](options)
    except FacilitatorError as refusal:
        print(f"facilitator: {refusal}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # The reader (head, less) has gone; what it did not want is not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _demo(options: argparse.Namespace) -> int:
    from facilitator.exchange.sample_week import NAME, build_sample
    from facilitator.reports import exports
    from facilitator.support.files import make_folder

    folder: Path = options.folder
    make_folder(folder)
    path = folder / f"{NAME}.programme"
    _remove_old_sample(path)
    with build_sample(path) as workspace:
        written = [path]
        for export in (
            exports.certificates_export(workspace, folder),
            exports.report_export(workspace, folder / exports.REPORT),
            exports.agenda_export(workspace, folder / exports.AGENDA),
        ):
            written += _write(export)
    _tell(written)
    return DONE


def _remove_old_sample(path: Path) -> None:
    """Make way for a new sample, but only where a sample is what stands there."""
    if not path.exists():
        return
    from facilitator.application.queries.programme import the_programme
    from facilitator.application.workspace import Workspace

    with Workspace.open(path, read_only=True) as workspace:
        if not workspace.query(the_programme).is_sample:
            raise EnvironmentProblem("file-exists", path=path)
    Workspace.open_to_change(path).close()  # nobody may have it open
    path.unlink()


def _write(export: object) -> list[Path]:
    from facilitator.application.jobs import Job
    from facilitator.reports.exports import Export

    assert isinstance(export, Export)  # noqa: S101 - the import is late so that --help is quick
    return list(export.write(Job()))


def _tell(written: Sequence[Path]) -> None:
    folders: dict[Path, int] = {}
    for path in written:
        folders[path.parent] = folders.get(path.parent, 0) + 1
    for path in written:
        if folders[path.parent] <= 10:
            print(path)
    for folder, count in folders.items():
        if count > 10:
            print(tr("{folder} ({count} files)", folder=f"{folder}{os.sep}", count=count))


def _new(options: argparse.Namespace) -> int:
    from facilitator.exchange.templates import new_programme

    with new_programme(
        options.file, options.template, options.first_day, options.title, options.place,
        options.time_zone,
    ) as workspace:  # fmt: skip
        print(workspace.path)
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


def _import(options: argparse.Namespace) -> int:
    from facilitator.application.queries.people import participants
    from facilitator.application.workspace import Workspace
    from facilitator.exchange.participants_table import read_table

    if options.dry_run:
        opened = Workspace.open(options.file, read_only=True)
    else:
        opened = Workspace.open_to_change(options.file)
    with opened as workspace:
        plan = read_table(options.sheet, workspace.query(participants))
        summary = plan.summary()
        if not options.dry_run and summary["ready"]:
            workspace.execute(plan.command)
    if options.json:
        print(json.dumps(summary, ensure_ascii=False))
        return DONE
    done = tr("would be added") if options.dry_run else tr("added")
    print(tr("{rows} rows: {ready} {done}, {duplicates} duplicates, {refused} refused",
             rows=summary["rows"], ready=summary["ready"], done=done,
             duplicates=summary["duplicates"], refused=len(summary["refused"])))  # fmt: skip
    for refusal in summary["refused"]:
        print(tr("row {row}: {reason}", **refusal))
    return DONE


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
        else:
            export = exports.agenda_export(workspace, folder / exports.AGENDA)
        make_folder(folder)
        written = _write(export)
    _tell(written)
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


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "new": _new,
    "info": _info,
    "import": _import,
    "export": _export,
    "check": _check,
    "self-test": _self_test,
}
