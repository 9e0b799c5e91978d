"""What the Certificates page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.certificates.page import CertificatesPage


def declare(context: Context, page: Callable[[], CertificatesPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    from facilitator.ui.pages.certificates import more_papers

    def is_open() -> bool:
        return context.document.is_open

    def save_all() -> None:
        page().saving.save_all()

    return [
        Action("certificates.save", tr("Save the certificates as PDF"), "download",
               save_all, page="certificates", enabled=is_open),
        Action("certificates.one_file", tr("Save one PDF of all certificates for the printer"),
               "printer", lambda: page().print_out(), page="certificates", enabled=is_open),
        Action("certificates.proofs", tr("Print proofs of everybody to check names"), "printer",
               lambda: more_papers.ask_proofs(page()), page="certificates", enabled=is_open),
        Action("certificates.register", tr("Save the register of certificates"), "table",
               lambda: more_papers.ask_register(page()), page="certificates", enabled=is_open),
        Action("certificates.verify", tr("Check whether a certificate is genuine"), "shield-check",
               lambda: page().show_part("check"), page="certificates", enabled=is_open),
    ]  # fmt: skip
