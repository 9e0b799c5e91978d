"""The steps of a case below each other with their lights, and what is still missing in plain words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from facilitator.application.case_words import (
    gap_words,
    light_words,
    section_words,
    short_section_words,
)  # fmt: skip
from facilitator.domain.case_completeness import Completeness, Missing
from facilitator.domain.case_studies import Light, Section
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.case_studies.part import LIGHTS
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row


class StepButton(Themed, QAbstractButton):
    """One step: its light and its name."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self._light = Light.NOT_BEGUN
        self.narrow = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def _words(self) -> str:
        return short_section_words(self.section) if self.narrow else section_words(self.section)

    @property
    def _role(self) -> str:
        return "label" if self.narrow else "body_medium"

    def show_light(self, light: Light) -> None:
        """Show where the step stands."""
        self._light = light
        self.setAccessibleName(f"{section_words(self.section)}: {light_words(light)}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        words = paint.text_width(self._words, self._role)
        return QSize(words + theme.px(44), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        if self.isChecked() or self.underMouse():
            fill = theme.colour("accent_soft" if self.isChecked() else "sunken")
            paint.fill_round(painter, self.rect().toRectF(), theme.radius("control"), fill)
        side = theme.px(18)
        place = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        icon, ink = LIGHTS[self._light]
        paint_icon(painter, paint.mirrored(self, place), icon, theme.colour(ink))
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.colour("accent_text" if self.isChecked() else "text"))
        left = theme.px(34)
        box = QRectF(left, 0, self.width() - left - theme.px(6), self.height())
        paint.draw_text(painter, paint.mirrored(self, box), self._words, widget=self)


class Rail(QWidget):
    """One tab stop; arrows go from step to step."""

    chosen = Signal(object)
    """The Section."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.setAccessibleName(tr("Steps of the case"))
        inside = QWidget()
        inside.setProperty("clear", True)
        column(self).addWidget(scrolled(inside, tr("Steps of the case")))
        whole = column(inside, spacing=2)
        self.buttons: dict[Section, StepButton] = {}
        for section in Section:
            button = StepButton(section)
            button.setAutoExclusive(True)
            button.clicked.connect(self._on_clicked)
            self.buttons[section] = button
            whole.addWidget(button)
        self.percent = PlainLabel("", "label", "text2", wrap=True)
        whole.addSpacing(theme.px(8))
        whole.addWidget(self.percent)
        self._gap_room = QWidget()
        self._gap_room.setProperty("clear", True)
        self._gaps = column(self._gap_room, (0, 4, 8, 4), spacing=8)
        whole.addWidget(self._gap_room)
        whole.addStretch(1)
        self.show_step(Section.SITUATION)

    def show_step(self, section: Section) -> None:
        """Mark the step in front; it alone is reached by Tab."""
        for key, button in self.buttons.items():
            button.setChecked(key is section)
            stop = Qt.FocusPolicy.StrongFocus if key is section else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
        self.setFocusProxy(self.buttons[section])

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - mirrors Qt's setters
        """Show short names and no gaps where there is little room."""
        self.percent.setVisible(not narrow)
        self._gap_room.setVisible(not narrow)
        for button in self.buttons.values():
            button.narrow = narrow
            button.updateGeometry()
        self.setFixedWidth(theme.px(124 if narrow else 216))

    def show_completeness(self, found: Completeness) -> None:
        """Show the lights, the share, and what is missing."""
        for section, light in found.lights:
            self.buttons[section].show_light(light)
        self.percent.setText(share_words(found))
        clear(self._gaps)
        for gap in sorted(found.missing, key=lambda gap: not gap.is_must):
            self._gaps.addLayout(_gap_line(gap))
        self._gaps.addStretch(1)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.show_step(button.section)
            self.chosen.emit(button.section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        sections = list(Section)
        here = next(n for n, s in enumerate(sections) if self.buttons[s].isChecked())
        if not step:
            super().keyPressEvent(event)
            return
        section = sections[(here + step) % len(sections)]
        self.show_step(section)
        self.buttons[section].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(section)


def share_words(found: Completeness) -> str:
    """How far a case is, and how many musts it lacks."""
    words, musts = tr("{percent} % complete", percent=found.percent), len(found.musts)
    if musts:
        words += ", " + trn("{n} needed for final", "{n} needed for final", musts)
    return words


def _gap_line(gap: Missing) -> QHBoxLayout:
    icon, ink = LIGHTS[Light.MUST if gap.is_must else Light.SHOULD]
    said = light_words(Light.MUST if gap.is_must else Light.SHOULD)
    line = row(spacing=6)
    line.addWidget(IconLabel(icon, ink, 14, meaning=said), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(PlainLabel(gap_words(gap), "caption", "text2", wrap=True), 1)
    return line
