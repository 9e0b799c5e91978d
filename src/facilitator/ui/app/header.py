"""The line at the top: which programme, whether it is saved, search, undo, theme, Run."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.actions import shown
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button, IconButton, Kind
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.search import SearchBox

HEIGHT = 64


class Mark(Themed, QWidget):
    """The app's sign: two rings that share ground."""

    def __init__(self, side: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = QRectF(self.rect())
        paint.fill_round(painter, box, box.width() / 4.2, theme.colour("accent"))
        self._rings(painter, box)

    def _rings(self, painter: QPainter, box: QRectF) -> None:
        """Two rings that hold each other: the right one lies above at the top, below elsewhere."""
        unit = box.width() / 128
        paper, ink = theme.colour("accent"), theme.colour("on_accent")
        side = 54 * unit
        left = QRectF(box.x() + 22 * unit, box.center().y() - side / 2, side, side)
        right = left.translated(30 * unit, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 9 * unit))
        painter.drawEllipse(right)
        painter.setPen(QPen(paper, 17 * unit))
        painter.drawArc(left, 25 * 16, 55 * 16)
        painter.setPen(QPen(ink, 9 * unit))
        painter.drawEllipse(left)
        painter.setPen(QPen(paper, 17 * unit))
        painter.drawArc(right, 205 * 16, 55 * 16)
        painter.setPen(QPen(ink, 9 * unit))
        painter.drawArc(right, 185 * 16, 85 * 16)


class Header(Themed, QWidget):
    """Programme, save state and the acts that are always at hand; it says what is wished."""

    search_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    theme_requested = Signal()
    run_requested = Signal()
    protect_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stated, self._protected = "", False
        self._title = PlainLabel("", "body_strong")
        self._facts = PlainLabel("", "small", "text2")
        self._saved_icon = IconLabel("circle-check", "ok", 16)
        self._saved = PlainLabel("", "body", "text2", numbers=True)
        self._protect = IconButton("lock-open", tr("Not protected by a passphrase"))
        self._search = SearchBox(tr("Search or do anything"), shown("Ctrl+K"))
        self._undo = IconButton("undo-2", tr("Undo"))
        self._redo = IconButton("redo-2", tr("Redo"))
        self._theme = IconButton("moon", tr("Dark theme"))
        self._run = Button(tr("Run"), Kind.PRIMARY, icon="play")
        self._search.clicked.connect(self.search_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._redo.clicked.connect(self.redo_requested)
        self._theme.clicked.connect(self.theme_requested)
        self._run.clicked.connect(self.run_requested)
        self._protect.clicked.connect(self.protect_requested)
        self._lay_out()
        self._shown_parts: tuple[QWidget, ...] = ()
        self._programme_parts = (
            self._protect, self._saved_icon, self._saved, self._undo, self._redo,
        )  # fmt: skip
        self.show_programme("", "")
        self.restyle()

    def _lay_out(self) -> None:
        names = column(spacing=1)
        names.addStretch(1)
        names.addWidget(self._title)
        names.addWidget(self._facts)
        names.addStretch(1)
        line = row(self, (16, 0, 16, 1), spacing=14)
        line.addWidget(Mark())
        line.addLayout(names, 1)
        saved = row(spacing=7)
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved)
        line.addLayout(saved)
        line.addWidget(self._protect)
        line.addWidget(self._search)
        self._search.setFixedWidth(self._search.smallest)
        tools = row(spacing=4)
        for tool in (self._undo, self._redo, self._theme):
            tools.addWidget(tool)
        line.addLayout(tools)
        line.addWidget(self._run)

    def show_programme(self, title: str, facts: str) -> None:
        """Show the programme's title and facts; an empty title means that none is open."""
        self._title.setText(title or tr("Facilitator"))
        self._stated = facts
        self._show_facts()
        self._shown_parts = self._programme_parts if title else ()
        for part in self._programme_parts:
            part.setVisible(bool(title))
        self._run.setVisible(bool(title))
        self._share_room()

    def _show_facts(self) -> None:
        warning = tr("not encrypted") if self._stated and not self._protected else ""
        self._facts.setText("  ·  ".join(part for part in (self._stated, warning) if part))
        self._facts.setVisible(bool(self._stated))

    @property
    def programme_title(self) -> str:
        """The title shown, or '' where no programme is open."""
        return self._title.text() if self._undo.isVisibleTo(self) else ""

    def show_saved(self, at: datetime | None) -> None:
        """Say when the last change was saved (local time), quietly."""
        text = tr("Saved {time}", time=at.strftime("%H:%M")) if at else ""
        self._show_state("circle-check", "ok", text)

    def show_read_only(self, who: str) -> None:
        """Say that nothing can be changed, and who has the file."""
        self._show_state("lock", "warn", tr("Read only"))
        tip = tr("Open in another copy: {who}", who=who) if who else tr("The file is read-only")
        self._saved.setProperty("ownTooltip", True)
        self._saved.setToolTip(tip)

    def show_protected(self, *, protected: bool) -> None:
        """Say whether the file is encrypted; where it is not, anybody can read a lost laptop."""
        self._protected = protected
        self._show_facts()
        if protected:
            self._protect.set_icon("lock")
            self._protect.set_name(tr("Protected by a passphrase"))
        else:
            self._protect.set_icon("lock-open")
            self._protect.set_name(tr("Not encrypted: anybody with the file can read it"))

    def show_not_saved(self) -> None:
        """Say that the last change could not be saved."""
        self._show_state("circle-alert", "danger", tr("Not saved"))

    def _show_state(self, icon: str, token: str, text: str) -> None:
        self._saved_icon.set_icon(icon if text else "", token)
        self._saved.setText(text)
        self._saved.setToolTip("")
        self._share_room()

    def show_undo(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; an empty name disables the button."""
        self._undo.setEnabled(bool(undo))
        self._redo.setEnabled(bool(redo))
        self._undo.set_name(tr("Undo: {what}", what=undo) if undo else tr("Undo"))
        self._redo.set_name(tr("Redo: {what}", what=redo) if redo else tr("Redo"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Let the search box give way before the programme's title does."""
        layout = self.layout()
        if layout is None:
            return
        self._search.setFixedWidth(self._search.smallest)
        gives_way = [(part, part in self._shown_parts) for part in (self._protect, self._saved)]
        gives_way.insert(1, (self._theme, True))
        for part, wanted in gives_way:
            part.setVisible(wanted)
        for part, _ in gives_way:  # each is said or done elsewhere too; the title is not
            layout.activate()
            if layout.sizeHint().width() <= self.width():
                break
            part.setVisible(False)
        self._name_run(tr("Run"))
        layout.activate()
        others = layout.sizeHint().width() - self._search.minimumWidth()  # its width is fixed
        beyond_title = max(0, self._facts.sizeHint().width() - self._title.sizeHint().width())
        if others - beyond_title + self._search.smallest > self.width():
            self._name_run("")  # its icon stays; the title comes first
            layout.activate()
            others = layout.sizeHint().width() - self._search.minimumWidth()
        room = self.width() - others
        wide = min(max(theme.px(270), self._search.whole), room)
        self._search.setFixedWidth(wide if wide >= self._search.whole else self._search.smallest)

    def _name_run(self, text: str) -> None:
        if self._run.label != text:
            self._run.setText(text)
            self._run.setAccessibleName(tr("Run"))
            self._run.setToolTip("" if text else tr("Run"))

    def restyle(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
        dark = theme.current().is_dark
        self._theme.set_icon("sun" if dark else "moon")
        self._theme.set_name(tr("Light theme") if dark else tr("Dark theme"))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
