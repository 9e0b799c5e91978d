"""Start: three ways to begin, and the programmes of before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from facilitator.reports.words import date_text
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row

WIDTH = 840
SHOWN_RECENT = 8


class ChoiceCard(Themed, QAbstractButton):
    """A large button: icon, title, one sentence; the main one is filled."""

    def __init__(self, icon: str, title: str, sentence: str, *, main: bool = False) -> None:
        super().__init__()
        self._icon, self._title, self._sentence, self._main = icon, title, sentence, main
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.height_for(theme.px(240)))

    def height_for(self, width: int) -> int:
        """The height that the sentence needs at this width."""
        box = QRectF(0, 0, width - 2 * theme.px(18), 1000).toRect()
        measures = QFontMetrics(theme.font("body"))
        words = measures.boundingRect(box, Qt.TextFlag.TextWordWrap, self._sentence)
        return theme.px(96) + words.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        colour, main = theme.colour, self._main
        hot = self.underMouse() or self.isDown()
        if main:
            fill, edge = colour("accent_hover" if hot else "accent"), None
        else:
            fill = colour("sunken" if hot else "surface")
            edge = colour("border_strong" if hot or theme.outlined() else "border")
        paint.fill_round(painter, QRectF(self.rect()), theme.radius("panel"), fill, edge)
        pad, side = theme.px(18), theme.px(24)
        place = paint.mirrored(self, QRectF(pad, pad, side, side))
        paint_icon(painter, place, self._icon, colour("on_accent" if main else "accent_text"))
        painter.setPen(colour("on_accent" if main else "text"))
        painter.setFont(theme.font("subtitle"))
        wide = self.width() - 2 * pad
        paint.draw_text(painter, QRectF(pad, theme.px(50), wide, theme.px(24)), self._title,
                        widget=self)  # fmt: skip
        self._paint_sentence(painter, QRectF(pad, theme.px(78), wide, self.height()))

    def _paint_sentence(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("on_accent" if self._main else "text2"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = int(side) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, self._sentence)


class Choices(QWidget):
    """The cards side by side, all as high as the one with the longest sentence."""

    def __init__(self, cards: tuple[ChoiceCard, ...]) -> None:
        super().__init__()
        self._cards = cards
        line = row(self, spacing=16)
        for card in cards:
            line.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gaps = (len(self._cards) - 1) * theme.px(16)
        width = (self.width() - gaps) // len(self._cards)
        tallest = max(card.height_for(width) for card in self._cards)
        for card in self._cards:
            card.setFixedHeight(tallest)


class RecentRow(Themed, QWidget):
    """One programme of before; greyed with Locate and Remove where its file is gone."""

    open_requested = Signal(str)
    locate_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, path: Path, *, first: bool) -> None:
        super().__init__()
        self._path = path
        self._first = first
        there = path.exists()
        tone, grey = ("text", "text2") if there else ("text3", "text3")
        words = column(spacing=1)
        for label in (PlainLabel(path.stem, "body_strong", tone),
                      PlainLabel(str(path.parent), "small", grey)):  # fmt: skip
            label.setProperty("mayElide", True)
            words.addWidget(label)
        line = row(self, (16, 8, 8, 8), spacing=12)
        line.addWidget(IconLabel("file-text" if there else "circle-help", grey, 20))
        line.addLayout(words, 1)
        name = path.stem
        if there:
            when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            changed = tr("changed {day}, {time}", day=date_text(when), time=when.strftime("%H:%M"))
            line.addWidget(PlainLabel(changed, "small", "text2", numbers=True))
            act = Button(tr("Open"), size="compact")
            act.setAccessibleName(tr("Open {name}", name=name))
            act.clicked.connect(self._on_open)
        else:
            line.addWidget(PlainLabel(tr("File not found"), "small", "text2"))
            act = Button(tr("Locate…"), size="compact")
            act.setAccessibleName(tr("Locate {name}", name=name))
            act.clicked.connect(self._on_locate)
        line.addWidget(act)
        remove = IconButton("x", tr("Remove {name} from this list", name=name), size="compact")
        remove.clicked.connect(self._on_remove)
        line.addWidget(remove)

    def _on_open(self) -> None:
        self.open_requested.emit(str(self._path))

    def _on_locate(self) -> None:
        self.locate_requested.emit(str(self._path))

    def _on_remove(self) -> None:
        self.remove_requested.emit(str(self._path))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._first:
            QPainter(self).fillRect(0, 0, self.width(), 1, theme.colour("border"))


class StartPage(Page):
    """Shown without a programme, and by wish."""

    def build(self) -> None:
        self.header.hide()
        inner = QWidget()
        self._middle = QWidget()
        across = row(inner, spacing=0)
        across.addStretch(1)
        across.addWidget(self._middle, 100)
        across.addStretch(1)
        self._scroll = scrolled(inner, across=True)
        self.content.addWidget(self._scroll, 1)
        body = column(self._middle, (0, 40, 0, 24), spacing=0)
        title = tr("Prepare, run and close a training week")
        body.addWidget(PlainLabel(title, "headline", wrap=True))
        body.addSpacing(6)
        intro = tr("Everything stays in one file on this computer. No internet is needed.")
        body.addWidget(PlainLabel(intro, "body", "text2", wrap=True))
        body.addSpacing(24)
        body.addWidget(self._choices())
        body.addSpacing(28)
        self._recent_title = PlainLabel(tr("Recent programmes"), "subtitle")
        body.addWidget(self._recent_title)
        body.addSpacing(10)
        self._recent = Card(padding=1)
        theme.space(self._recent.body, (1, 0, 1, 1), 0)
        body.addWidget(self._recent)
        body.addStretch(1)
        self._fit()

    def _choices(self) -> Choices:
        self.sample = ChoiceCard(
            "sparkles", tr("Try with sample data"),
            tr("A whole week with invented people, to look round and print from."), main=True,
        )  # fmt: skip
        new = ChoiceCard("file-plus", tr("New programme"),
                         tr("Four facts, and a template fills in the rest."))  # fmt: skip
        there = ChoiceCard("folder-open", tr("Open"),
                           tr("A programme file from this computer or a stick."))  # fmt: skip
        self.sample.clicked.connect(self._on_sample)
        new.clicked.connect(self._on_new)
        there.clicked.connect(self._on_open)
        return Choices((self.sample, new, there))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_recent()
        if not self.context.settings.recent:
            self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        self._middle.setMaximumWidth(theme.px(WIDTH))

    def _show_recent(self) -> None:
        clear(self._recent.body)
        recent = self.context.settings.recent[:SHOWN_RECENT]
        for number, name in enumerate(recent):
            line = RecentRow(Path(name), first=number == 0)
            line.open_requested.connect(self._open)
            line.locate_requested.connect(self._locate)
            line.remove_requested.connect(self._remove)
            self._recent.body.addWidget(line)
        self._recent.setVisible(bool(recent))
        self._recent_title.setVisible(bool(recent))
        self._fit()

    def _on_sample(self) -> None:
        self.context.actions.run("sample")

    def _on_new(self) -> None:
        self.context.actions.run("new")

    def _on_open(self) -> None:
        self.context.actions.run("open")

    def _open(self, name: str) -> None:
        self.context.shell.open_programme(Path(name))

    def _locate(self, name: str) -> None:
        def chosen(path: Path) -> None:
            self.context.settings.forget(name)
            self.context.shell.open_programme(path)

        title = tr("Where is {name}?", name=Path(name).stem)
        kinds = f"{tr('Programmes')} (*.programme);;{tr('All files')} (*)"
        self.context.files.to_open(self, title, kinds, Path(name).parent, chosen)

    def _remove(self, name: str) -> None:
        self.context.settings.forget(name)
        self.context.shell.apply_settings()
        self._show_recent()


PAGE = StartPage
