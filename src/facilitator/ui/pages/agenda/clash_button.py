"""How many clashes there are, as a pill in the page's header; pressed, it shows the next one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.agenda.words import clash_count
from facilitator.ui.widgets import paint


class ClashButton(Themed, QAbstractButton):
    """Hidden while nothing clashes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("Show the next clash (F8)"))
        self.hide()

    def show_count(self, number: int) -> None:
        """Show how many there are."""
        words = clash_count(number)
        self.setText(words)
        self.setAccessibleName(tr("{count}: show the next one", count=words) if words else "")
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = paint.text_width(self.text(), "caption_strong") + theme.px(38)
        return QSize(wide, theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        ink = theme.colour("danger")
        edge = ink if self.underMouse() or theme.outlined() else None
        box = QRectF(self.rect())
        paint.fill_round(painter, box, box.height() / 2, theme.colour("danger_soft"), edge)
        side = theme.px(14)
        place = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        paint_icon(painter, paint.mirrored(self, place), "triangle-alert", ink)
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(ink)
        room = QRectF(theme.px(28), 0, self.width() - theme.px(36), self.height())
        paint.draw_text(painter, paint.mirrored(self, room), self.text(), widget=self)
