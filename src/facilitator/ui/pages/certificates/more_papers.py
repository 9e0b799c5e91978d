"""The other papers of certificates: proofs, the register, a ZIP, one PDF in another order."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.ui.pages.certificates.page import CertificatesPage


def menu(page: CertificatesPage) -> QMenu:
    """What the button "More papers" offers."""
    made = QMenu(page)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.addAction(tr("Proofs of everybody, to check names…"), lambda: ask_proofs(page))
    made.addAction(tr("Register, PDF and XLSX…"), lambda: ask_register(page))
    made.addAction(tr("Single certificates in one ZIP…"), lambda: ask_zip(page))
    made.addSeparator()
    for order, words in (
        ("number", tr("One PDF in order of number…")), ("name", tr("One PDF in order of name…")),
        ("group", tr("One PDF in order of group…")), ("seat", tr("One PDF in order of seat…")),
    ):  # fmt: skip
        made.addAction(words, partial(ask_ordered, page, order))
    return made


def _pdf() -> str:
    return f"{tr('PDF documents')} (*.pdf)"


def ask_proofs(page: CertificatesPage) -> None:
    """Proofs of everybody, marked as such."""
    page.context.files.to_save(page, tr("Where to save the proofs"), _pdf(),
                               page.paper_path("proofs.pdf"), partial(save_proofs, page))  # fmt: skip


def save_proofs(page: CertificatesPage, path: Path) -> None:
    """Write the proofs; that file is whole, or as it was."""
    from facilitator.reports.exports import certificate_proofs

    page.saving.write(lambda: certificate_proofs(page.document.workspace, path))


def ask_zip(page: CertificatesPage) -> None:
    """One PDF a person in one ZIP."""
    page.context.files.to_save(page, tr("Where to save the ZIP"), "ZIP (*.zip)",
                               page.paper_path("certificates.zip"), partial(save_zip, page))  # fmt: skip


def save_zip(page: CertificatesPage, path: Path) -> None:
    """Write the ZIP; that file is whole, or as it was."""
    from facilitator.reports.exports import certificates_zip

    page.saving.write(lambda: certificates_zip(page.document.workspace, path))


def ask_register(page: CertificatesPage) -> None:
    """The register, to print and as a workbook."""
    page.context.files.folder(page, tr("Where to save the register"),
                              page.paper_path("register").parent,
                              lambda folder: save_register(page, folder))  # fmt: skip


def save_register(page: CertificatesPage, folder: Path) -> None:
    """Write both files of the register."""
    from facilitator.reports.certificate_exports import register_export

    page.saving.write(lambda: register_export(page.document.workspace, folder))


def ask_ordered(page: CertificatesPage, order: str) -> None:
    """One PDF for the printer in this order."""
    page.context.files.to_save(
        page, tr("Save one PDF for the printer"), _pdf(), page.paper_path(f"{tr('certificates')}.pdf"),
        lambda path: save_ordered(page, path, order),
    )  # fmt: skip


def save_ordered(page: CertificatesPage, path: Path, order: str) -> None:
    """Write all certificates into one PDF; that file is whole, or as it was."""
    from facilitator.reports.exports import certificates_print

    page.saving.write(lambda: certificates_print(page.document.workspace, path, order))
