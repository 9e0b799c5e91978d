"""Tries on this machine what the app lives by: its files, the store, undo, a document."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path


def self_test(say: Callable[[str], None]) -> bool:
    """Run every check and say how each went; True if all went well."""
    results = [_passes(name, check, say) for name, check in CHECKS.items()]
    return all(results)


def _passes(name: str, check: Callable[[Path], str], say: Callable[[str], None]) -> bool:
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        try:
            found = check(Path(folder))
        except Exception as error:  # noqa: BLE001 - a self-test reports whatever went wrong
            say(f"FAILED  {name}: {error!r}")
            return False
    say(f"ok      {name}: {found}")
    return True


def _files(_folder: Path) -> str:
    from facilitator.support.resources import resources

    counts = {
        kind: len(list(resources().glob(f"{kind}/*"))) for kind in ("fonts", "icons", "themes")
    }
    if not all(counts.values()):
        raise FileNotFoundError(str(counts))
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def _sqlite(_folder: Path) -> str:
    from facilitator.application.maintenance import OLDEST_SAFE_SQLITE, sqlite_version

    version = sqlite_version()
    if version < OLDEST_SAFE_SQLITE:
        raise RuntimeError(f"SQLite {version} is too old")
    return ".".join(map(str, version))


def _store(folder: Path) -> str:
    from facilitator.application.commands.people import AddParticipant
    from facilitator.application.maintenance import check
    from facilitator.application.queries.report import facts
    from facilitator.exchange.sample_week import build_sample

    path = folder / "sample.programme"
    with build_sample(path) as workspace:
        before = workspace.query(facts)
        workspace.execute(AddParticipant({"certificate_name": "Self Test"}))
        workspace.undo()
        if workspace.query(facts) != before:
            raise RuntimeError("undo left a difference")
    faults = check(path)
    if faults or list(folder.iterdir()) != [path]:
        raise RuntimeError(f"{faults} {list(folder.iterdir())}")
    return f"{before['participants']} people, {before['agenda_items']} agenda items"


def _documents(folder: Path) -> str:
    from facilitator.application.jobs import Job
    from facilitator.exchange.sample_week import build_sample
    from facilitator.reports import exports

    with build_sample(folder / "sample.programme") as workspace:
        made = [*exports.certificates_export(workspace, folder).write(Job())]
        made += exports.report_export(workspace, folder / exports.REPORT).write(Job())
        made += exports.agenda_export(workspace, folder / exports.AGENDA).write(Job())
    if not all(path.read_bytes().startswith(b"%PDF-") for path in made):
        raise RuntimeError("a document is not a PDF")
    return f"{len(made)} documents"


CHECKS: dict[str, Callable[[Path], str]] = {
    "files that ship with the app": _files,
    "SQLite": _sqlite,
    "store, undo and check": _store,
    "documents": _documents,
}
