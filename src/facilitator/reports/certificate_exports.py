"""Exports of certificates: read a programme's rows, then write. The same for window and shell."""

from __future__ import annotations

from pathlib import Path

from facilitator.application.jobs import Job
from facilitator.application.queries import certificates
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.reports.exports import Export, noted
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder
from facilitator.support.i18n import tr

REGISTER, REGISTER_TABLE = "register.pdf", "register.xlsx"
PROOFS, PACKED = "proofs.pdf", "certificates.zip"


@noted
def register_export(workspace: Workspace, folder: Path) -> Export:
    """The register of certificates in `folder`, to print and as a workbook."""
    rows, facts = workspace.query(certificates.register), workspace.query(the_programme)
    if not rows:
        raise EnvironmentProblem("nothing-to-export", what=tr("no certificate has been issued"))

    def write(job: Job) -> tuple[Path, ...]:
        from facilitator.reports import certificate_register as documents

        make_folder(folder)
        documents.write_register(rows, facts, folder / REGISTER, job)
        documents.write_register_workbook(rows, folder / REGISTER_TABLE)
        return (folder / REGISTER, folder / REGISTER_TABLE)

    return Export(tr("Register of certificates"), write)
