"""A date that may be typed in any usual way; nothing typed is corrected or dropped in silence."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from facilitator.support.i18n import tr

_DAY_FIRST = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})")
_WITH_NAME = ("d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy", "d-MMMM-yyyy", "d-MMM-yyyy")
_STEPS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def date_of(text: str, locale: QLocale) -> date | None:
    """The date of `1 March 2027`, `1/3/2027`, `01.03.2027` or `2027-03-01`; None for no date.

    In numbers the day comes before the month, unless the year is first. The year has four figures.
    """
    plain = " ".join(text.replace(",", " ").split())
    for pattern, order in ((_DAY_FIRST, -1), (_YEAR_FIRST, 1)):
        found = pattern.fullmatch(plain)
        if found:
            year, month, day = (int(part) for part in found.groups()[::order])
            known = QDate(year, month, day)
            return date(year, month, day) if known.isValid() else None
    for names in (locale, QLocale.c()):
        for form in _WITH_NAME:
            known = names.toDate(plain, form)
            if known.isValid():
                return date(known.year(), known.month(), known.day())
    return None


class DateEdit(QDateEdit):
    """Takes plain typing; `take_typed` reads it, and `problem` says why it could not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self.setKeyboardTracking(False)
        # Qt's own check swallows every key that does not fit its format, and says nothing.
        self.lineEdit().setValidator(None)  # type: ignore[arg-type]
        self.dateChanged.connect(self._on_date)

    def _on_date(self) -> None:
        self.problem = ""

    def setDate(self, day: QDate) -> None:
        """Show a date in place of whatever stood there."""
        self.problem = ""
        super().setDate(day)
        self.lineEdit().setText(self.textFromDateTime(self.dateTime()))

    def take_typed(self) -> str:
        """Read what was typed. Returns why it is refused, or ''; what is refused stays to be seen."""
        typed = self.lineEdit().text()
        if typed == self.textFromDateTime(self.dateTime()):
            self.problem = ""
            return ""
        found = date_of(typed, self.locale())
        if not typed.strip():
            self.problem = tr("Write a date, like 1 March 2027 or 1/3/2027.")
        elif found is None:
            self.problem = tr(
                "“{text}” is no date. Write it like 1 March 2027 or 1/3/2027.", text=typed
            )
        elif (
            not self.minimumDate()
            <= QDate(found.year, found.month, found.day)
            <= self.maximumDate()
        ):
            self.problem = tr("The year {year} is too far away.", year=found.year)
        else:
            self.setDate(QDate(found.year, found.month, found.day))
        return self.problem

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENDS:
            self.take_typed()
            event.ignore()  # the dialog's main button may want it
        elif event.key() in _STEPS:
            if not self.take_typed():
                super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            super().keyPressEvent(event)
        else:
            self.lineEdit().event(event)  # plain typing: Qt would jump from part to part

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take_typed()
        typed, before = self.lineEdit().text(), self.date()
        refused = self.problem
        super().focusOutEvent(event)  # reads the text by Qt's own rule
        if refused:
            super().setDate(before)
            self.lineEdit().setText(typed)
            self.problem = refused
