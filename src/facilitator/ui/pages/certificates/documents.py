"""What the page has drawn and written, as work for any thread: one sheet, or a folder of them.

No Qt here, and no session: the rows are read before.
"""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

from facilitator.application.jobs import Job
from facilitator.application.rows.certificates import CandidateRow, CertificateSheet, DesignRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.certificates import CertificateKind
from facilitator.reports.exports import Export
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import TEMPORARY_SUFFIX, file_problem, make_folder
from facilitator.support.i18n import tr

Saved = tuple[Path, ...]


def sheet_of(row: CandidateRow, minutes_held: int, today: date) -> CertificateSheet:
    """The sheet of a person: as issued, or a proof without a number."""
    issued = row.issued
    if issued is not None:
        return CertificateSheet(
            issued.serial, issued.kind, issued.name, issued.own_script_name, issued.issued_on,
            issued.learning_minutes / 60, issued.code, issued.programme_title, issued.place,
            issued.first_day, issued.last_day,
        )  # fmt: skip
    kind = row.eligibility.kind or CertificateKind.PARTICIPATION
    return CertificateSheet(tr("PROOF"), kind, row.name, row.own_script_name, today,
                            minutes_held / 60)  # fmt: skip


def drawn(
    sheet: CertificateSheet, programme: ProgrammeRow, design: DesignRow
) -> Callable[[Job], bytes]:
    """Work that makes the PDF of one sheet and returns its bytes."""

    def work(job: Job) -> bytes:
        from facilitator.reports.certificates import write_proof

        job.check()
        stream = io.BytesIO()
        write_proof(stream, sheet, programme, design)
        return stream.getvalue()

    return work


def staging_folder(target: Path) -> Path:
    """A folder beside the final files that nobody else uses."""
    return target / f".{uuid4().hex}{TEMPORARY_SUFFIX}"


def whole(export: Export, staging: Path, target: Path) -> Callable[[Job], Saved]:
    """Work that has `export` write into `staging` and moves all of it to `target` at the end.

    A cancel or a problem before that leaves `target` as it was. EnvironmentProblem names `target`.
    """

    def work(job: Job) -> Saved:
        try:
            made = export.write(job)
            job.check()
            return _moved(made, staging, target)
        except EnvironmentProblem as problem:
            if "path" in problem.params:
                problem.params["path"] = target
            raise
        finally:
            with contextlib.suppress(OSError):
                shutil.rmtree(staging)

    return work


def _moved(made: Saved, staging: Path, target: Path) -> Saved:
    moved = []
    try:
        for path in made:
            place = target / path.relative_to(staging)
            make_folder(place.parent)
            path.replace(place)
            moved.append(place)
    except OSError as error:
        raise file_problem(error, target) from error
    return tuple(moved)
