"""The register of certificates, void ones too: to print, and as a workbook. Every cell is text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitator.application.jobs import Job
from facilitator.application.rows.certificates import IssuedRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.certificates import CertificateKind, CertificateState
from facilitator.reports import styles
from facilitator.reports.cells import put_text
from facilitator.reports.flowables import heading, table
from facilitator.reports.negotiation import write_story
from facilitator.reports.text import para
from facilitator.reports.words import date_text
from facilitator.reports.workbooks import Book, let_filter
from facilitator.support.i18n import tr, trn

_WIDTHS = (96.0, 146.0, 72.0, 90.0, 83.0)
_COLUMNS = (20, 34, 26, 16, 16, 10, 40, 20, 10)


def write_register(
    rows: Sequence[IssuedRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the register as PDF. Raises EnvironmentProblem; the file is whole or not there."""
    void = sum(row.state is CertificateState.VOID for row in rows)
    told = trn("{n} number was given", "{n} numbers were given", len(rows))
    if void:
        told += ", " + trn("{n} of them is void", "{n} of them are void", void)
    head = (tr("Serial number"), tr("Name"), tr("Certificate"), tr("Date of issue"), tr("State"))
    story = [
        *heading(tr("Register of certificates"), 1, "register"),
        para(f"{programme.title}. {told}.", styles.muted()),
        table(_WIDTHS, head, [_line(row) for row in rows]),
    ]
    write_story(path, story, tr("Register of certificates"), programme, job=job)


def _line(row: IssuedRow) -> list[Any]:
    plain = styles.cell()
    name = row.name + (f"\n{row.own_script_name}" if row.own_script_name else "")
    return [
        para(row.serial, styles.cell_strong()), para(name, plain), para(_kind(row), plain),
        para(date_text(row.issued_on), plain), para(_state(row), plain),
    ]  # fmt: skip


def _kind(row: IssuedRow) -> str:
    return tr("Completion") if row.kind is CertificateKind.COMPLETION else tr("Participation")


def _state(row: IssuedRow) -> str:
    parts = [tr("in force")]
    if row.state is CertificateState.VOID:
        parts = [tr("void: {reason}", reason=row.void_reason)]
    if row.replaces:
        parts.append(tr("in place of {serial}", serial=row.replaces))
    if row.code:
        parts.append(tr("signed"))
    return "; ".join(parts)


def write_register_workbook(rows: Sequence[IssuedRow], path: Path) -> None:
    """Write the register as XLSX. Raises EnvironmentProblem; the file is whole or not there."""
    book = Book()
    titles = (tr("Serial number"), tr("Name"), tr("Name in own script"), tr("Certificate"),
              tr("Date of issue"), tr("State"), tr("Why void"), tr("In place of"),
              tr("Signed"))  # fmt: skip
    sheet = book.begin(tr("Register"), titles, _COLUMNS, stays="B2")
    for line, row in enumerate(rows, 2):
        void = row.state is CertificateState.VOID
        texts = (row.serial, row.name, row.own_script_name, _kind(row), row.issued_on.isoformat(),
                 tr("void") if void else tr("in force"), row.void_reason, row.replaces,
                 tr("yes") if row.code else tr("no"))  # fmt: skip
        for place, text in enumerate(texts, 1):
            put_text(sheet.cell(line, place), text)
    let_filter(sheet, len(rows))
    book.write(path)
