"""The drawer with every check of the agenda in one place: what, where, and buttons that put it right.

Advice may be dismissed with a reason, and be shown again. It changes nothing itself: what the user
wishes comes out as signals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.application.queries.agenda_checks import Checked
from facilitator.application.rows.agenda import AgendaRow
from facilitator.domain.agenda import clock
from facilitator.domain.agenda_plan import Finding
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.agenda import check_words, words
from facilitator.ui.pages.agenda.inspector import OVER_UNDER
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.messages import announce

WIDTH = 380


class FindingCard(Themed, QWidget):
    """One finding with its buttons; Dismiss asks for the reason in place."""

    fix_wanted = Signal(object)
    show_wanted = Signal(object)
    """Id of the item to show."""
    dismiss_wanted = Signal(str, str)
    restore_wanted = Signal(str)

    def __init__(self, finding: Finding, agenda: AgendaRow, reason: str, *, editable: bool) -> None:
        super().__init__()
        self.finding = finding
        self._dismissed = bool(reason)
        items = {item.id: item for item in agenda.items}
        text = check_words.sentence(finding, items)
        self.setAccessibleName(text)
        tone = "danger" if finding.is_must else "warn"
        icon = "circle-alert" if finding.is_must else "triangle-alert"
        if self._dismissed:
            icon, tone = "circle-check", "text3"
        head = row(spacing=10)
        head.addWidget(IconLabel(icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(
            PlainLabel(text, "body", "text2" if self._dismissed else "text", wrap=True), 1
        )
        self._whole = column(self, (12, 10, 12, 10), spacing=8)
        where = _where(finding, agenda)
        if where:
            self._whole.addWidget(PlainLabel(where, "caption", "text2"))
        self._whole.addLayout(head)
        if reason:
            self._whole.addWidget(PlainLabel(tr("Dismissed: {reason}", reason=reason), "caption",
                                             "text2", wrap=True))  # fmt: skip
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, spacing=6)
        self._whole.addWidget(self._buttons)
        self._offer(agenda, items, editable=editable)

    def _offer(self, agenda: AgendaRow, items: Mapping[UUID, object], *, editable: bool) -> None:
        if self._dismissed:
            self._button(tr("Show again"), self._restore, enabled=editable)
            return
        for fix in self.finding.fixes:
            label = check_words.fix_label(fix, agenda, self.finding)
            self._button(label, partial(self.fix_wanted.emit, fix), enabled=editable)
        shown = next((key for key in self.finding.item_ids if key in items), None)
        if shown is not None:
            self._button(tr("Show"), partial(self.show_wanted.emit, shown))
        if not self.finding.is_must:
            self._button(tr("Dismiss"), self._ask_reason, enabled=editable)
        self._buttons.setVisible(self._flow.count() > 0)

    def _button(self, text: str, act: Callable[[], object], *, enabled: bool = True) -> None:
        def run(*_checked: object) -> None:
            act()

        button = Button(text, size="compact", parent=self._buttons)
        button.setEnabled(enabled)
        button.clicked.connect(run)
        self._flow.addWidget(button)

    def _restore(self) -> None:
        self.restore_wanted.emit(self.finding.key)

    def _ask_reason(self) -> None:
        self._buttons.hide()
        self._reason = QLineEdit()
        self._reason.setAccessibleName(tr("Why it is all right"))
        self._reason.setPlaceholderText(tr("Why it is all right"))
        keep, cancel = Button(tr("Dismiss"), size="compact"), Button(tr("Cancel"), size="compact")
        keep.clicked.connect(self._dismiss)
        cancel.clicked.connect(self._cancel)
        self._reason.returnPressed.connect(self._dismiss)
        line = row(spacing=6)
        line.addWidget(keep)
        line.addWidget(cancel)
        line.addStretch(1)
        self._asking = QWidget()
        inner = column(self._asking, spacing=6)
        inner.addWidget(self._reason)
        inner.addLayout(line)
        self._whole.addWidget(self._asking)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        self._asking.hide()
        self._asking.deleteLater()
        self._buttons.show()

    def _dismiss(self) -> None:
        if self._reason.text().strip():
            self.dismiss_wanted.emit(self.finding.key, self._reason.text())
        else:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        ground = theme.colour("sunken" if self._dismissed else "surface")
        edge = theme.colour("border")
        paint.fill_round(painter, self.rect().toRectF(), theme.radius("card"), ground, edge)


def _where(finding: Finding, agenda: AgendaRow) -> str:
    """`"Mon 4 Nov, 10:20"`."""
    day = next((day for day in agenda.days if day.id == finding.day_id), None)
    if day is None:
        return ""
    date = words.short_day(day)
    item = next((item for item in agenda.items if item.id in finding.item_ids), None)
    return f"{date}, {clock(item.start)}" if item is not None else date


class ChecksPanel(Drawer):
    """Shows all findings (`show_checked`)."""

    over_under = OVER_UNDER

    fix_wanted = Signal(object)
    show_wanted = Signal(object)
    dismiss_wanted = Signal(str, str)
    restore_wanted = Signal(str)
    hours_wanted = Signal(str, str)
    """Name of the programme's field (day_begins, day_ends), and what was typed."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Checks"), WIDTH)
        self._shown: object = None
        self._list = column(spacing=8)
        self._all_well = PlainLabel(tr("Nothing to put right and nothing to look at."), "body",
                                    "text2", wrap=True)  # fmt: skip
        self.body.addWidget(self._all_well)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.hours: dict[str, FormField] = {}
        line = row(margins=(0, 8, 0, 0), spacing=12)
        for name, title in (("day_begins", tr("The day begins")), ("day_ends", tr("The day ends"))):
            control = QLineEdit()
            control.setAccessibleName(title)
            self.hours[name] = FormField(title, control)
            self.hours[name].left.connect(partial(self._on_hours, name))
            line.addWidget(self.hours[name], 1)
        self.foot.addLayout(line)

    def show_checked(
        self, checked: Checked, agenda: AgendaRow, hours: tuple[int, int], *, editable: bool
    ) -> None:  # fmt: skip
        """Show what was found; the hours of the day are `hours`, in minutes from midnight."""
        for name, minute in zip(("day_begins", "day_ends"), hours, strict=True):
            control = self._hour(name)
            control.setReadOnly(not editable)
            if not self.hours[name].field.error:
                control.setText(clock(minute))
            control.setProperty("stored", clock(minute))
        told = (checked, agenda, editable)
        if told == self._shown:
            return
        had_focus = self._has_focus_inside()
        self._shown = told
        clear(self._list)
        self._all_well.setVisible(not checked.open)
        for finding in checked.open:
            self._add(finding, agenda, "", editable=editable)
        if checked.dismissed:
            count = len(checked.dismissed)
            title = trn("{n} dismissed", "{n} dismissed", count)
            self._list.addWidget(PlainLabel(title, "label", "text2"))
            for finding, reason in checked.dismissed:
                self._add(finding, agenda, reason, editable=editable)
        if had_focus:
            self.focus_first()

    def _has_focus_inside(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self._scroll.isAncestorOf(focus)

    def focus_first(self) -> None:
        """Put the focus on the first button, for the keyboard."""
        buttons = self._scroll.findChildren(Button)
        target = next((b for b in buttons if b.isVisibleTo(self) and b.isEnabled()), None)
        (target or self._cross).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, finding: Finding, agenda: AgendaRow, reason: str, *, editable: bool) -> None:
        card = FindingCard(finding, agenda, reason, editable=editable)
        card.fix_wanted.connect(self.fix_wanted)
        card.show_wanted.connect(self.show_wanted)
        card.dismiss_wanted.connect(self.dismiss_wanted)
        card.restore_wanted.connect(self.restore_wanted)
        self._list.addWidget(card)

    @property
    def cards(self) -> list[FindingCard]:
        """The findings shown, in order."""
        widgets = [item.widget() for n in range(self._list.count())
                   if (item := self._list.itemAt(n)) is not None]  # fmt: skip
        return [widget for widget in widgets if isinstance(widget, FindingCard)]

    def _hour(self, name: str) -> QLineEdit:
        control = self.hours[name].control
        if not isinstance(control, QLineEdit):
            raise TypeError(name)
        return control

    def _on_hours(self, name: str) -> None:
        text = self._hour(name).text()
        if text != self._hour(name).property("stored"):
            self.hours_wanted.emit(name, text)

    def tell_count(self, checked: Checked) -> None:
        """Have a screen reader say how many there are."""
        announce(self, check_words.summary(checked.musts, checked.advice))
