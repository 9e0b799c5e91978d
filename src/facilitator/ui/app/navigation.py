"""The list of pages in three stages; an icon rail where the window is narrow.

One tab stop: Tab reaches the page in front, arrows move, Enter or Space shows the page.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QSpacerItem, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.catalogue import AFTER, BEFORE, FOOT, ROOM, page_specs, stage_title
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column

WIDTH, RAIL = 232, 60
ITEM, ICON, GAP = 34, 18, 14
"""Height of an entry, side of its icon, room between two stages, at 100 % text size."""
SMALLEST_TARGET = 24
STATES = {
    "done": ("circle-check", "ok"), "warning": ("triangle-alert", "warn"),
    "live": ("circle-dot", "now"),
}  # fmt: skip


def _state_words(state: str) -> str:
    words = {"done": tr("complete"), "warning": tr("needs attention"), "live": tr("running")}
    return words.get(state, "")


class NavItem(Themed, QAbstractButton):
    """One page in the list: icon, name, count, state."""

    def __init__(self, page_id: str, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_id = page_id
        self.title = title
        self._icon = icon
        self._count = ""
        self._state = ""
        self._rail = False
        self._low = 0
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_state(self, count: str, state: str) -> None:
        """Show a count ("24", "22/24" or '') and a state: a key of STATES or ''."""
        if (count, state) != (self._count, self._state):
            self._count, self._state = count, state
            self._describe()
            self.update()

    def set_rail(self, rail: bool) -> None:  # noqa: FBT001 - one switch, named
        """Show the icon alone."""
        self._rail = rail
        self._describe()
        self.updateGeometry()
        self.update()

    def set_low(self, height: int) -> None:
        """Be only this many pixels high; 0 for the natural height."""
        if height != self._low:
            self._low = height
            self.updateGeometry()

    def _describe(self) -> None:
        parts = [self.title, self._count, _state_words(self._state)]
        words = ", ".join(part for part in parts if part)
        self.setAccessibleName(words)
        self.setToolTip(words if self._rail else "")

    def sizeHint(self) -> QSize:
        natural = max(theme.px(ITEM), paint.line_height(self.title, "body_medium") + theme.px(10))
        return QSize(theme.px(40 if self._rail else 200), self._low or natural)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        here = self.isChecked()
        box = QRectF(self.rect())
        if here:
            paint.fill_round(painter, box, theme.radius("control"), theme.colour("accent_soft"))
            edge = min(theme.px(7), self.height() / 5)
            bar = QRectF(0, edge, theme.px(3), self.height() - 2 * edge)
            paint.fill_round(painter, paint.mirrored(self, bar), 1.5, theme.colour("accent"))
        elif self.underMouse():
            paint.fill_round(painter, box, theme.radius("control"), theme.colour("border"))
        side = theme.px(ICON)
        start = (self.width() - side) / 2 if self._rail else theme.px(12)
        place = QRectF(start, (self.height() - side) / 2, side, side)
        token = "accent_text" if here else "text2"
        paint_icon(painter, paint.mirrored(self, place), self._icon, theme.colour(token))
        if self._rail:
            self._paint_rail_state(painter)
        else:
            self._paint_words(painter, here=here)

    def _paint_words(self, painter: QPainter, *, here: bool) -> None:
        end = float(self.width() - theme.px(11))
        middle = self.height() / 2
        if self._state:
            side = theme.px(16)
            name, token = STATES[self._state]
            place = QRectF(end - side, middle - side / 2, side, side)
            paint_icon(painter, paint.mirrored(self, place), name, theme.colour(token))
            end -= side + theme.px(7)
        if self._count:
            wide = paint.text_width(self._count, "caption_strong", numbers=True) + 2
            painter.setFont(theme.font("caption_strong", numbers=True))
            painter.setPen(theme.colour("text2"))
            place = paint.mirrored(self, QRectF(end - wide, 0, wide, self.height()))
            paint.draw_text(painter, place, self._count, widget=self, align="end", elide=False)
            end -= wide + theme.px(6)
        start = theme.px(40)
        painter.setFont(theme.font("body_strong" if here else "body_medium"))
        painter.setPen(theme.colour("text" if here else "text2"))
        place = paint.mirrored(self, QRectF(start, 0, end - start, self.height()))
        paint.draw_text(painter, place, self.title, widget=self)

    def _paint_rail_state(self, painter: QPainter) -> None:
        if self._state not in {"warning", "live"}:
            return
        side = theme.px(8)
        spot = QRectF(self.width() - theme.px(15), theme.px(6), side, side)
        spot = paint.mirrored(self, spot)
        painter.setPen(QPen(theme.colour("sidebar"), 1.5))
        painter.setBrush(theme.colour(STATES[self._state][1]))
        painter.drawEllipse(spot)


class Navigation(Themed, QWidget):
    """The stages and their pages; `page_requested` says what the user wants to see."""

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages"))
        self._items: dict[str, NavItem] = {}
        self._headings: list[QWidget] = []
        self._gaps: list[QSpacerItem] = []
        self._rail = False
        inner = QWidget()
        self._list = column(inner, (8, 12, 8, 8), spacing=2)
        for stage in (BEFORE, ROOM, AFTER):
            self._add_stage(stage)
        self._list.addStretch(1)
        self._scroll = scrolled(inner)
        foot = column(margins=(8, 4, 8, 10), spacing=2)
        for spec in page_specs():
            if spec.stage == FOOT:
                foot.addWidget(self._add_item(spec.id, spec.title, spec.icon))
        whole = column(self, (0, 0, 1, 0))
        whole.addWidget(self._scroll, 1)
        whole.addLayout(foot)
        self.show_page("")
        self.restyle()

    def _add_stage(self, stage: str) -> None:
        heading = PlainLabel(stage_title(stage), "caption_strong", "text3")
        holder = QWidget()
        column(holder, (12, 0, 8, 4)).addWidget(heading)
        if stage != BEFORE:
            gap = QSpacerItem(0, theme.px(GAP), hData=QSizePolicy.Policy.Minimum,
                              vData=QSizePolicy.Policy.Fixed)  # fmt: skip
            self._gaps.append(gap)
            self._list.addItem(gap)
        self._headings.append(holder)
        self._list.addWidget(holder)
        for spec in page_specs():
            if spec.stage == stage:
                self._list.addWidget(self._add_item(spec.id, spec.title, spec.icon))

    def _add_item(self, page_id: str, title: str, icon: str) -> NavItem:
        item = NavItem(page_id, title, icon)
        item.clicked.connect(self._on_clicked)
        item.installEventFilter(self)
        self._items[page_id] = item
        return item

    def show_page(self, page_id: str) -> None:
        """Mark the page in front."""
        stop = page_id if page_id in self._items else next(iter(self._items))
        for key, item in self._items.items():
            item.setChecked(key == page_id)
            policy = Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(policy)
        if page_id in self._items:
            self._scroll.ensureWidgetVisible(self._items[page_id], 0, theme.px(20))

    def show_state(self, page_id: str, count: str = "", state: str = "") -> None:
        """Show a page's count and state (see NavItem)."""
        self._items[page_id].show_state(count, state)

    def item(self, page_id: str) -> NavItem:
        """The list's entry for a page."""
        return self._items[page_id]

    def set_rail(self, rail: bool) -> None:  # noqa: FBT001 - one switch, named
        """Show icons alone, in 60 pixels."""
        self._rail = rail
        for item in self._items.values():
            item.set_rail(rail)
        for heading in self._headings:
            heading.setVisible(not rail)
        bars = Qt.ScrollBarPolicy
        wanted = bars.ScrollBarAlwaysOff if rail else bars.ScrollBarAsNeeded  # no room for a bar
        self._scroll.setVerticalScrollBarPolicy(wanted)
        self.restyle()

    @property
    def is_rail(self) -> bool:
        """Whether only icons are shown."""
        return self._rail

    def restyle(self) -> None:
        self.setFixedWidth(theme.px(RAIL if self._rail else WIDTH))
        self._fit_height()
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Draw the entries closer where the window is low: the last one stays whole."""
        listed = [item for item in self._items.values() if self._list.indexOf(item) >= 0]
        foot = [item for item in self._items.values() if item not in listed]
        heads = 0 if self._rail else sum(head.sizeHint().height() for head in self._headings)
        for item in (*listed, *foot):
            item.set_low(0)
        room = self.height() - self._foot_height(foot) - heads
        whole = max(item.sizeHint().height() for item in listed)
        natural = self._list_height(len(listed), whole, theme.px(2), theme.px(GAP))
        tight = natural > room
        gap = theme.px(GAP // 2 if tight else GAP)
        low = 0
        if tight:
            fixed = self._list_height(len(listed), 0, 0, gap) + self._foot_height([]) + heads
            spare = self.height() - fixed
            low = max(self._least(listed), spare // (len(listed) + len(foot)))
            low = min(low, whole)
        for item in (*listed, *foot):
            item.set_low(low)
        self._list.setSpacing(0 if tight else theme.px(2))
        for space in self._gaps:
            space.changeSize(0, gap, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._list.invalidate()

    def _least(self, listed: list[NavItem]) -> int:
        """How low an entry may be: a target to hit, with its icon and its words whole."""
        words = 0 if self._rail else max(paint.line_height(i.title, "body_medium") for i in listed)
        return max(SMALLEST_TARGET, theme.px(ICON), words + theme.px(4))

    def _foot_height(self, foot: list[NavItem]) -> int:
        """The height of the entries that never scroll, with their margins and spacing."""
        edges = theme.px(4) + theme.px(10) + theme.px(2)
        return sum(item.sizeHint().height() for item in foot) + edges

    def _list_height(self, count: int, item: int, spacing: int, gap: int) -> int:
        """The height of a list of `count` entries without the words of its headings."""
        edges = self._list.contentsMargins()
        heads = 0 if self._rail else len(self._headings)
        spaces = (count + heads + len(self._gaps)) * spacing
        return count * item + spaces + len(self._gaps) * gap + edges.top() + edges.bottom()

    def _on_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            item.setChecked(True)
            self.page_requested.emit(item.page_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A Qt button takes arrow keys itself and looks for any button nearby.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._move(event)
        return super().eventFilter(watched, event)

    def _move(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        items = list(self._items.values())
        focused = next((number for number, item in enumerate(items) if item.hasFocus()), None)
        key = Qt.Key(event.key())
        if focused is None or key not in {*steps, Qt.Key.Key_Home, Qt.Key.Key_End}:
            return False
        if key in steps:
            target = (focused + steps[key]) % len(items)
        else:
            target = 0 if key == Qt.Key.Key_Home else len(items) - 1
        items[target].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(items[target])
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sidebar"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0 if mirrored else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), theme.colour("border"))
