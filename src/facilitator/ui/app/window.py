"""The main window: it hosts header, navigation and pages, and decides nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.catalogue import spec_of
from facilitator.ui.app.context import Context
from facilitator.ui.app.header import Header
from facilitator.ui.app.icons import icon
from facilitator.ui.app.navigation import Navigation
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets.focus_ring import FocusRing
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from facilitator.ui.app.palette import Palette, Source

RAIL_UNDER = 1360
"""Window width (at 100 %) under which the navigation is a rail of icons."""
SMALLEST = (1024, 640)
FIRST_SIZE = (1440, 900)
TITLE_BAR = 32
"""Height kept free for the system's title bar: its own is unknown before the window is shown."""


class PageHost(QStackedWidget):
    """Makes each page when it is first shown and keeps it; only the page in front refreshes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, Page] = {}

    def page(self, page_id: str, context: Context) -> Page:
        """The page, imported and built on first need."""
        if page_id not in self._pages:
            module = importlib.import_module(spec_of(page_id).module)
            make: Callable[..., Page] = module.PAGE
            page = make(context, page_id)
            self._pages[page_id] = page
            self.addWidget(page)
        return self._pages[page_id]

    def bring_forward(self, page: Page) -> None:
        """Show the page, read afresh where it is stale."""
        self.setCurrentWidget(page)
        page.bring_up_to_date()

    @property
    def front(self) -> Page | None:
        """The page that is shown."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def made(self) -> tuple[Page, ...]:
        """All pages made so far."""
        return tuple(self._pages.values())


ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MainWindow(Themed, QWidget):
    """Header above, navigation beside the page; toast, palette and focus ring over them."""

    close_requested = Signal()
    first_painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Facilitator"))
        self.setWindowIcon(icon("facilitator"))
        self.header = Header()
        self.navigation = Navigation()
        self.alarm = InlineMessage(closable=True)
        self.pages = PageHost()
        self._body = QWidget()
        self._painted = False
        self._alarm_room = QWidget()
        column(self._alarm_room, (24, 14, 24, 0)).addWidget(self.alarm)
        self._alarm_room.hide()
        self.alarm.shown.connect(self._alarm_room.setVisible)
        inside = column(self._body)
        inside.addWidget(self._alarm_room)
        inside.addWidget(self.pages, 1)
        below = row(spacing=0)
        below.addWidget(self.navigation)
        below.addWidget(self._body, 1)
        whole = column(self)
        whole.addWidget(self.header)
        whole.addLayout(below, 1)
        self.toast = Toast(self._body)
        self.palette_sources: list[Source] = []
        self._palette: Palette | None = None
        self.ring = FocusRing(self)
        self.show_programme_parts(shown=False)
        self.restyle()
        self.resize(*FIRST_SIZE)

    @property
    def palette_overlay(self) -> Palette:
        """The command palette, made when it is first asked for: it delays the first paint."""
        if self._palette is None:
            from facilitator.ui.app.palette import Palette

            self._palette = Palette(self)
            for source in self.palette_sources:
                self._palette.add_source(source)
        return self._palette

    def show_programme_parts(self, *, shown: bool) -> None:
        """Show the navigation only where there is a programme to move in."""
        self.navigation.setVisible(shown)

    def show_page(self, page: Page) -> None:
        """Bring a page to the front and mark it in the navigation."""
        self.pages.bring_forward(page)
        self.navigation.show_page(page.id)
        programme = self.header.programme_title
        name = page.spec.title
        self.setWindowTitle(f"{name} – {programme}" if programme else tr("Facilitator"))

    def regions(self) -> list[QWidget]:
        """The parts between which F6 moves."""
        parts = [self.header, self.navigation, self.pages]
        return [part for part in parts if part.isVisible()]

    def next_region(self, step: int = 1) -> None:
        """Move the focus to the next part of the window, or the one before."""
        regions = self.regions()
        focus = self.focusWidget()
        here = next((n for n, part in enumerate(regions)
                     if focus is not None and part.isAncestorOf(focus)), -1)  # fmt: skip
        for offset in range(1, len(regions) + 1):
            target = regions[(here + step * offset) % len(regions)]
            first = _first_stop(target)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def toggle_full_screen(self) -> None:
        """Full screen, or back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Place on the screen ----------------------------------------------------------------------

    def geometry_text(self) -> str:
        """Size and place as text for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_place(self, text: str) -> None:
        """Take the place of last time, or the middle of the main screen; always inside a screen."""
        known = bool(text) and self.restoreGeometry(QByteArray.fromBase64(text.encode()))
        if self.isMaximized() or self.isFullScreen():
            return
        screen = QGuiApplication.screenAt(self.geometry().center()) if known else None
        main = QGuiApplication.primaryScreen()
        room = (screen or main).availableGeometry().adjusted(0, TITLE_BAR, 0, 0)
        place = self.geometry()
        if screen is None:
            place.moveCenter(room.center())
        self.setGeometry(inside(place, room))

    # Events -----------------------------------------------------------------------------------

    def restyle(self) -> None:
        self.setMinimumSize(*SMALLEST)
        self._choose_rail()
        super().restyle()

    def _choose_rail(self) -> None:
        rail = self.width() < theme.px(RAIL_UNDER)
        if rail != self.navigation.is_rail:
            self.navigation.set_rail(rail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_rail()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, where the page keeps Space for itself."""
        focus, front = self.focusWidget(), self.pages.front
        wanted = event.key() in ENTER and not event.isAutoRepeat()
        if (
            wanted
            and front is not None
            and front.keeps_space
            and isinstance(focus, QAbstractButton)
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and not self._painted:
            self._painted = True
            self.first_painted.emit()
        return answer

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("window"))


def inside(place: QRect, room: QRect) -> QRect:
    """The place made no larger than the room and moved into it."""
    size = place.size().boundedTo(room.size())
    x = max(room.left(), min(place.x(), room.right() + 1 - size.width()))
    y = max(room.top(), min(place.y(), room.bottom() + 1 - size.height()))
    return QRect(x, y, size.width(), size.height())


def _first_stop(region: QWidget) -> QWidget | None:
    """The first widget of a region that Tab would reach."""
    here: QWidget | None = region
    while (here := here.nextInFocusChain() if here else None) not in {None, region}:
        if here is None or not region.isAncestorOf(here):
            continue
        tabbed = here.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and here.isVisible() and here.isEnabled():
            return here
    return None
