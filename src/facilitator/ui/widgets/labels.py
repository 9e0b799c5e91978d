"""Text that is shown as it is: never as markup, cut with an ellipsis or wrapped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.tips import plain_tip


class PlainLabel(Themed, QLabel):
    """A label in a font role and colour token.

    `wrap` breaks lines at words; otherwise the text is one line that is elided where the room
    ends, its full length in the tooltip.
    """

    def __init__(
        self, text: str | QWidget | None = "", role: str = "body", ink: str = "text", *,
        wrap: bool = False, numbers: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        if isinstance(text, QWidget):  # compiled forms pass the parent first
            text, parent = None, text
        super().__init__(parent)
        self._role = role
        self._token = ink
        self._numbers = numbers
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.restyle()
        self.setText(text or "")

    def set_style(self, role: str | None = None, ink: str | None = None) -> None:
        """Change the font role or the colour token."""
        self._role = role or self._role
        self._token = ink or self._token
        self.restyle()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def restyle(self) -> None:
        self.setFont(theme.font(self._role, numbers=self._numbers))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(self._token))
        self.setPalette(palette)
        self._fit()
        super().restyle()

    def _fit(self) -> None:
        if self.wordWrap():
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self.wordWrap():
            return super().sizeHint()
        return QSize(
            paint.text_width(self.text(), self._role, numbers=self._numbers) + 1,
            paint.line_height(self.text(), self._role),
        )

    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return super().minimumSizeHint()
        shortest = min(self.sizeHint().width(), theme.px(28))
        return QSize(shortest, self.sizeHint().height())

    @property
    def is_cut(self) -> bool:
        """Whether the text is longer than its room."""
        return not self.wordWrap() and self.sizeHint().width() > self.width() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        own = self.property("ownTooltip")
        if not own:
            self.setToolTip(plain_tip(self.text()) if self.is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        enabled = self._token if self.isEnabled() else "disabled"
        painter.setPen(theme.colour(enabled))
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        at_end = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        align = "center" if centred else "end" if at_end else "start"
        paint.draw_text(painter, self.rect().toRectF(), self.text(), widget=self, align=align)

    def changeEvent(self, event: QEvent) -> None:
        # A changed layout direction moves the text without any resize.
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()
        super().changeEvent(event)


class IconLabel(Themed, QWidget):
    """One icon in a token's colour; its meaning is its accessible name."""

    def __init__(
        self, name: str, ink: str = "text2", size: int = 16, *, meaning: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name = name
        self._token = ink
        self._size = size
        self.setAccessibleName(meaning)
        self.setToolTip(plain_tip(meaning))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, ink: str | None = None, meaning: str = "") -> None:
        """Show another icon; the empty name shows nothing."""
        self._name = name
        self._token = ink or self._token
        self.setAccessibleName(meaning)
        self.setToolTip(plain_tip(meaning))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        from facilitator.ui.app.icons import paint_icon

        if self._name:
            painter = paint.smooth(self)
            paint_icon(painter, self.rect().toRectF(), self._name, theme.colour(self._token))
