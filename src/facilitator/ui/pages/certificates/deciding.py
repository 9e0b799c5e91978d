"""What is decided for the person beside the list: issued, confirmed, made void, reissued, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from facilitator.application.commands.certificates import (
    DecideCertificate,
    FollowCertificateRules,
    IssueCertificates,
    ReissueCertificate,
    VoidCertificate,
)  # fmt: skip
from facilitator.application.commands.people import EditParticipant
from facilitator.domain.certificates import CertificateKind
from facilitator.support.clock import today

if TYPE_CHECKING:
    from facilitator.ui.pages.certificates.page import CertificatesPage


class Decisions(QObject):
    """Carries out on the page's document what the detail and its rooms wish."""

    def __init__(self, page: CertificatesPage) -> None:
        super().__init__(page)
        self._page = page
        detail = page.detail
        detail.issue_requested.connect(self._on_issue)
        detail.void_requested.connect(self._on_void)
        detail.confirm_requested.connect(self._on_confirm)
        detail.reissue_room.asked.connect(self._on_reissue)
        detail.decide_room.decided.connect(self._on_decide)
        detail.decide_room.rules_asked.connect(self._on_follow_rules)

    def _on_issue(self) -> None:
        entry = self._page.detail.entry
        if entry is not None:
            self._page.do(IssueCertificates((entry.candidate.participant_id,), today()), tell=True)

    def _on_confirm(self) -> None:
        entry = self._page.detail.entry
        if entry is not None:
            changes = {"name_confirmed": True}
            self._page.do(EditParticipant(entry.candidate.participant_id, changes), tell=True)

    def _on_void(self, reason: str) -> None:
        page, detail = self._page, self._page.detail
        if detail.entry is None or detail.entry.candidate.issued is None:
            return
        command = VoidCertificate(detail.entry.candidate.issued.id, reason)
        if page.do(command, tell=True, field=detail.reason_field):
            detail.end_void()
            page.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            detail.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reissue(self, name: str, own: str, reason: str) -> None:
        page, entry, room = self._page, self._page.detail.entry, self._page.detail.reissue_room
        if entry is None or entry.candidate.issued is None:
            return
        command = ReissueCertificate(entry.candidate.issued.id, name, own, reason, today())
        field = room.name_field if not name.strip() else room.reason_field
        if page.do(command, tell=True, field=field):
            room.hide()
            page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decide(self, kind: CertificateKind | None, reason: str) -> None:
        entry, room = self._page.detail.entry, self._page.detail.decide_room
        if entry is None:
            return
        command = DecideCertificate(entry.candidate.participant_id, kind, reason, today())
        if self._page.do(command, tell=True, field=room.reason_field):
            room.hide()

    def _on_follow_rules(self) -> None:
        detail = self._page.detail
        if detail.entry is not None and self._page.do(
            FollowCertificateRules(detail.entry.candidate.participant_id), tell=True
        ):
            detail.decide_room.hide()
