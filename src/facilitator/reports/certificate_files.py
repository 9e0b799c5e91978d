"""Certificates as files: one PDF a person in a folder or a ZIP, in a chosen order, safely named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from facilitator.application.jobs import Job
from facilitator.application.rows.certificates import CertificateSheet, DesignRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.people import fold
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import certificates, fonts, pdf
from facilitator.reports.pdf_batch import BatchCanvas
from facilitator.reports.text import printable
from facilitator.support.files import make_folder, write_atomically

TOGETHER = 200
"""Sheets that share fonts: more would only take memory."""
_THEN = (1980, 1, 1, 0, 0, 0)
"""The same input makes the same ZIP, so its members have no date of today."""


class Order(StrEnum):
    """How sheets follow each other for the printer."""

    NUMBER = "number"
    NAME = "name"
    GROUP = "group"
    SEAT = "seat"


def in_order(sheets: Sequence[CertificateSheet], order: Order) -> list[CertificateSheet]:
    """The sheets in this order; who is in no group comes last."""
    if order is Order.NUMBER:
        return list(sheets)
    keys: dict[Order, Callable[[CertificateSheet], tuple[object, ...]]] = {
        Order.NAME: lambda sheet: (fold(sheet.name), sheet.serial),
        Order.GROUP: lambda sheet: (not sheet.group, fold(sheet.group), fold(sheet.name)),
        Order.SEAT: lambda sheet: (not sheet.group, sheet.seat, fold(sheet.group)),
    }
    return sorted(sheets, key=keys[order])


def single_files(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, design: DesignRow,
    job: Job | None = None,
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """File name and bytes of each certificate, in the order given; names are unique."""
    used: set[str] = set()
    done = 0
    for start in range(0, len(sheets), TOGETHER):
        some = sheets[start : start + TOGETHER]
        with fonts.MAKING:
            made = list(_made(some, programme, design, job))
        for sheet, data in zip(some, made, strict=True):
            pdf.check(job)
            done += 1
            name = _unused(certificates.file_name(sheet), used)
            used.add(name)
            yield name, data
            pdf.advance(job, done, len(sheets), name)


def _made(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, design: DesignRow,
    job: Job | None,
) -> Iterator[bytes]:  # fmt: skip
    fonts.registered("Inter-Regular")
    wide, high = certificates.layout_of(design.layout).size
    canvas = BatchCanvas((wide * pdf.MM, high * pdf.MM), design.language)
    organisers = ", ".join(programme.named(OrganisationRole.ORGANISER)) or programme.title
    pdf.describe(canvas, pdf.About("", organisers, programme.title, design.language))
    certificates.draw_all(canvas, sheets, programme, design, lambda *_: pdf.check(job))
    titles = [
        printable(f"{certificates.heading(sheet.kind, design.language)}: {sheet.name}")
        for sheet in sheets
    ]
    return canvas.files(titles)


def write_certificate_files(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, directory: Path,
    job: Job | None = None, design: DesignRow | None = None,
) -> list[Path]:  # fmt: skip
    """Write one PDF a person into the directory, made if it is not there; the files in order.

    A file written before a cancel stays: each is whole.
    """
    make_folder(directory)
    pdf.check(job)
    written: list[Path] = []
    for name, data in single_files(sheets, programme, design or DesignRow(), job):
        path = directory / name
        with write_atomically(path) as stream:
            stream.write(data)
        written.append(path)
    return written


def write_certificate_zip(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, path: Path,
    job: Job | None = None, design: DesignRow | None = None,
) -> None:  # fmt: skip
    """Write one PDF a person into a ZIP; nothing is left of it when the job is cancelled."""
    pdf.check(job)
    with write_atomically(path) as stream, zipfile.ZipFile(stream, "w") as packed:
        for name, data in single_files(sheets, programme, design or DesignRow(), job):
            member = zipfile.ZipInfo(name, _THEN)
            member.external_attr = 0o644 << 16
            packed.writestr(member, data, zipfile.ZIP_DEFLATED)


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number where this export has used it: serials may differ only in signs."""
    stem, number, free = name.removesuffix(".pdf"), 2, name
    while free in used:
        free, number = f"{stem}-{number}.pdf", number + 1
    return free
