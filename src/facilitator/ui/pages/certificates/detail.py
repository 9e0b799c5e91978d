"""The right half of the page: why the chosen person gets what, the acts, and the sheet itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.certificates.entries_list import state_icon, state_words
from facilitator.ui.pages.certificates.rooms import DecideRoom, ReissueRoom
from facilitator.ui.pages.certificates.words import Entry, caution
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.pdf_preview import PdfPreview


class ProofMark(QWidget):
    """The word PROOF across a sheet that has no number; lets every click through."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Proof, not a certificate"))
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def showEvent(self, _event: QShowEvent) -> None:
        self.setGeometry(self._over.rect())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        # The ground is paper in every theme, so the ink is fixed by its strength alone.
        painter.setOpacity(0.13)
        painter.setPen(Qt.GlobalColor.black)
        font = theme.font("display")
        font.setPixelSize(max(24, min(self.width(), self.height()) // 4))
        painter.setFont(font)
        painter.translate(QPointF(self.rect().center()))
        painter.rotate(-24)
        box = self.rect().toRectF()
        box.moveCenter(QPointF(0, 0))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), tr("PROOF"))
        painter.end()


class Detail(Themed, QWidget):
    """Shows one entry (`show_entry`), its acts, and the sheet (`show_pdf`)."""

    issue_requested = Signal()
    void_requested = Signal(str)
    """The reason, as typed."""
    confirm_requested = Signal()
    """The spelling of the name is right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self._lock_reason = ""
        self.preview = PdfPreview(tr("The certificate as it is printed"))
        self.preview.view.fit_whole_page = True
        self.mark = ProofMark(self.preview.view.viewport())
        self.caution = InlineMessage()
        self._card = Card()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)  # the reason may need a second line
        self._card.setSizePolicy(policy)
        self._card.body.addLayout(self._head())
        self._card.body.addWidget(self._void_room())
        self.reissue_room, self.decide_room = ReissueRoom(), DecideRoom()
        self._card.body.addWidget(self.reissue_room)
        self._card.body.addWidget(self.decide_room)
        whole = column(self, spacing=12)
        whole.addWidget(self._card)
        whole.addWidget(self.caution)
        whole.addWidget(self.preview, 1)

    def _head(self) -> QVBoxLayout:
        self._icon = IconLabel("circle", "text2", 20)
        self._name = PlainLabel("", "subtitle")
        self._own_script = PlainLabel("", "body", "text2")
        self._state = PlainLabel("", "small_strong", "text2", numbers=True)
        self._sum = PlainLabel("", "small", "text2", wrap=True)
        self.issue = Button(tr("Issue"), icon="badge-check")
        self.void = Button(tr("Void…"), icon="ban")
        self.issue.clicked.connect(self.issue_requested)
        self.void.clicked.connect(self._on_void)
        self.reissue = Button(tr("Put right…"), icon="refresh-cw")
        self.reissue.clicked.connect(self._on_reissue)
        self.decide = Button(tr("Decide…"), icon="scale")
        self.decide.clicked.connect(self._on_decide)
        names = row(spacing=10)
        names.addWidget(self._name)
        names.addWidget(self._own_script, 1)
        words = column(spacing=3)
        words.addLayout(names)
        words.addWidget(self._state)
        words.addWidget(self._sum)
        line = row(spacing=12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        for button in (self.issue, self.decide, self.reissue, self.void):
            buttons.addWidget(button)
        whole = column(spacing=8)
        whole.addLayout(line)
        whole.addLayout(buttons)
        return whole

    def _void_room(self) -> QWidget:
        self.reason = QLineEdit()
        self.reason_field = FormField(
            tr("Why is it void?"), self.reason, tr("Kept in the register with the number")
        )
        self.reason.returnPressed.connect(self._on_void_confirmed)
        self.confirm_void = Button(tr("Void the certificate"), Kind.DANGER)
        self.cancel_void = Button(tr("Keep it"), Kind.OUTLINE)
        self.confirm_void.clicked.connect(self._on_void_confirmed)
        self.cancel_void.clicked.connect(self.end_void)
        buttons = row(margins=(0, 22, 0, 0), spacing=8)
        buttons.addWidget(self.confirm_void, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addWidget(self.cancel_void, 0, Qt.AlignmentFlag.AlignTop)
        self.void_room = QWidget()
        line = row(self.void_room, spacing=12)
        line.addWidget(self.reason_field, 1)
        line.addLayout(buttons)
        self.void_room.hide()
        return self.void_room

    # Showing --------------------------------------------------------------------------------------

    def set_locked(self, reason: str) -> None:
        """Allow changes where `reason` is empty; else show why there can be none."""
        self._lock_reason = reason
        self._show_acts()

    def show_entry(self, entry: Entry | None) -> None:
        """Show who it is, what the rules say and what can be done."""
        if self.entry is None or entry is None or not _same(self.entry, entry):
            self.end_void()
            self.reissue_room.hide()
            self.decide_room.hide()
        self.entry = entry
        self._card.setVisible(entry is not None)
        if entry is None:
            self.caution.dismiss()
            self.mark.hide()
            self.preview.clear()
            return
        row_, issued = entry.candidate, entry.candidate.issued
        self._icon.set_icon(*state_icon(entry))
        self._name.setText(row_.name)
        self._own_script.setText(row_.own_script_name)
        serial = issued.serial if issued else ""
        former = tr("void: {serials}", serials=", ".join(entry.void_serials))
        parts = [serial, state_words(entry), former if entry.void_serials else ""]
        self._state.setText(" · ".join(part for part in parts if part))
        self._sum.setText(entry.sum[:1].upper() + entry.sum[1:] + ".")
        self._show_caution(entry)
        self._show_acts()

    def _show_caution(self, entry: Entry) -> None:
        text = caution(entry)
        if not text:
            self.caution.dismiss()
            return
        may_confirm = not entry.is_issued and not self._lock_reason
        fixes = ((tr("The spelling is right"), self.confirm_requested.emit),) if may_confirm else ()
        if self.caution.text != text or not self.caution.isVisible():
            self.caution.tell("warn", text, fixes)

    def _show_acts(self) -> None:
        entry = self.entry
        issued = entry is not None and entry.is_issued
        self.void.setVisible(issued)
        self.issue.setVisible(entry is not None and not issued and entry.is_eligible)
        self.reissue.setVisible(issued)
        self.decide.setVisible(entry is not None and not issued)
        for button in (self.issue, self.void, self.confirm_void, self.reissue, self.decide):
            button.setEnabled(not self._lock_reason)
            button.setToolTip(self._lock_reason)

    def show_pdf(self, content: bytes) -> None:
        """Show the sheet; across a proof stands that it is one."""
        self.preview.show_pdf(content)
        self.mark.setVisible(self.entry is not None and not self.entry.is_issued)

    # Voiding --------------------------------------------------------------------------------------

    def _on_reissue(self) -> None:
        if self.entry is not None:
            self.end_void()
            self.reissue_room.ask(self.entry)

    def _on_decide(self) -> None:
        if self.entry is not None:
            self.decide_room.ask(self.entry)

    def _on_void(self) -> None:
        self.reissue_room.hide()
        self.void_room.show()
        self.void.setEnabled(False)
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_void_confirmed(self) -> None:
        self.void_requested.emit(self.reason.text())

    def end_void(self) -> None:
        """Put the question for the reason away."""
        self.void_room.hide()
        self.reason.clear()
        self.reason_field.show_error("")
        self._show_acts()


def _same(before: Entry, now: Entry) -> bool:
    one, other = before.candidate, now.candidate
    return one.participant_id == other.participant_id and one.issued == other.issued
