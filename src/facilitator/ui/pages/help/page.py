"""Help, all of it offline: how things are done, every shortcut, the licences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)  # fmt: skip

from facilitator import __version__
from facilitator.support.i18n import tr
from facilitator.support.resources import resource
from facilitator.ui.app import theme
from facilitator.ui.app.actions import shown
from facilitator.ui.app.catalogue import page_specs
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.help.tasks import tasks
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet

WIDTH = 820


class KeyCaps(Themed, QWidget):
    """A shortcut drawn as keys."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._caps = keys.split(" ")
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _width(self, cap: str) -> int:
        return max(theme.px(24), paint.text_width(cap, "caption_medium") + theme.px(14))

    def sizeHint(self) -> QSize:
        gaps = theme.px(4) * (len(self._caps) - 1)
        return QSize(sum(self._width(cap) for cap in self._caps) + gaps, theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        painter.setFont(theme.font("caption_medium"))
        left = 0
        for cap in self._caps:
            box = paint.mirrored(self, QRectF(left, 0, self._width(cap), self.height()))
            edge = theme.colour("border_strong" if theme.outlined() else "border")
            paint.fill_round(painter, box, theme.radius("chip"), theme.colour("sunken"), edge)
            painter.setPen(theme.colour("text"))
            paint.draw_text(painter, box, cap, widget=self, align="center")
            left += self._width(cap) + theme.px(4)


class HelpPage(Page):
    """Three parts, one at a time."""

    def build(self) -> None:
        self._parts = SegmentedControl(
            [("tasks", tr("How to"), "list-checks"), ("keys", tr("Shortcuts"), "keyboard"),
             ("about", tr("About and licences"), "info")], tr("Parts of Help"),
        )  # fmt: skip
        self._parts.chosen.connect(self._on_part)
        self.header.add_widget(self._parts)
        self._stack = QStackedWidget()
        self._keys_column = column(spacing=16)
        self._stack.addWidget(self._scrolling(self._tasks))
        self._stack.addWidget(self._scrolling(self._keys))
        self._stack.addWidget(self._about())
        self.content.addWidget(self._stack, 1)
        self.context.actions.changed.connect(self.mark_stale)

    def refresh(self, _change_set: ChangeSet | None) -> None:
        clear(self._keys_column)
        self._list_keys()

    def show_keys(self) -> None:
        """Show the shortcuts."""
        self._parts.choose("keys")
        self._on_part("keys")

    def _on_part(self, key: str) -> None:
        self._stack.setCurrentIndex(["tasks", "keys", "about"].index(key))

    def _scrolling(self, fill: Callable[[QWidget], None]) -> QScrollArea:
        middle = QWidget()
        middle.setMaximumWidth(theme.px(WIDTH))
        fill(middle)
        inner = QWidget()
        inner.setProperty("clear", True)
        across = row(inner)
        across.addWidget(middle, 1, Qt.AlignmentFlag.AlignTop)
        across.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(tr("Help"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        return scroll

    def _tasks(self, middle: QWidget) -> None:
        whole = column(middle, spacing=16)
        for task in tasks():
            panel = Panel(task.title)
            panel.body.addWidget(PlainLabel(task.text, "body", "text2", wrap=True))
            if task.page:
                button = Button(tr("Show me"), icon="arrow-right", size="compact")
                button.setAccessibleName(tr("Show me: {what}", what=task.title))
                button.setProperty("page", task.page)
                button.clicked.connect(self._on_show_me)
                panel.tools.addWidget(button)
            whole.addWidget(panel)

    def _on_show_me(self) -> None:
        self.context.shell.go_to(str(self.sender().property("page")))

    def _keys(self, middle: QWidget) -> None:
        whole = column(middle)
        whole.addLayout(self._keys_column)

    def _list_keys(self) -> None:
        titles = {spec.id: spec.title for spec in page_specs()}
        groups: dict[str, list[tuple[str, list[str]]]] = {}
        for action in self.context.actions.all():
            is_move = action.id.startswith("go.")
            heading = tr("Pages") if is_move else titles.get(action.page, tr("Everywhere"))
            keys = [shown(shortcut) for shortcut in action.shortcuts]
            groups.setdefault(heading, []).append((action.title, keys))
        for heading, lines in groups.items():
            panel = Panel(heading)
            theme.space(panel.body, (16, 14, 16, 12), 6)
            for title, keys in lines:
                panel.body.addLayout(_key_line(title, keys))
            self._keys_column.addWidget(panel)

    def _about(self) -> QWidget:
        page = QWidget()
        whole = column(page, spacing=12)
        words = tr("Facilitator {version}. Free software under the MIT licence. It asks nothing "
                   "of the internet and sends nothing.", version=__version__)  # fmt: skip
        whole.addWidget(PlainLabel(words, "body", "text", wrap=True))
        text = QPlainTextEdit(_licences())
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr("Licences"))
        whole.addWidget(text, 1)
        page.setMaximumWidth(theme.px(WIDTH))
        return page


def _key_line(title: str, keys: list[str]) -> QHBoxLayout:
    line = row(spacing=8)
    words = PlainLabel(title)
    words.setMinimumHeight(theme.px(24))
    line.addWidget(words, 1)
    for key in keys:
        line.addWidget(KeyCaps(key))
    return line


def _licences() -> str:
    names = ("fonts/OFL-Inter.txt", "fonts/OFL-Noto.txt", "icons/LICENSE-lucide.txt")
    parts = [tr("Qt and PySide6: LGPL 3, https://www.qt.io/licensing")]
    for name in names:
        path = resource(*name.split("/"))
        if path.exists():
            parts.append(path.read_text(encoding="utf-8"))
    return ("\n\n" + "-" * 60 + "\n\n").join(parts)


PAGE = HelpPage
