"""The command palette: every act, every page, every person and agenda item, by a few letters.

`>` looks among acts only, `@` among people only. It finds; what is found does itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextLayout,
)  # fmt: skip
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row

ACT, PERSON, OTHER = "act", "person", "other"
WIDTH, ROW, SHOWN, MOST = 640, 46, 7, 40
_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """Something that the palette finds; `detail` stands at the end of its line."""

    title: str
    detail: str
    icon: str
    run: Callable[[], object]
    kind: str = ACT


@dataclass(frozen=True)
class Hit:
    """An entry with how well it fits and which letters of its title do."""

    entry: Entry
    score: float
    letters: tuple[int, ...] = field(default=())


Source = Callable[[], Iterable[Entry]]


def _plain(text: str) -> str:
    """One plain lower-case letter for each letter, so that positions stay the same."""
    return "".join(unicodedata.normalize("NFKD", char)[0].lower() for char in text)


def match(query: str, text: str) -> tuple[float, tuple[int, ...]] | None:
    """How well `query` fits `text` (more is better) and the positions that fit, or None.

    Words of the query may stand in any order; each must begin a word, stand inside one, or be
    spread over the text in order, in falling value.
    """
    plain, total, letters = _plain(text), 0.0, set[int]()
    for word in _plain(query).split():
        found = _match_word(word, plain)
        if found is None:
            return None
        total += found[0]
        letters.update(found[1])
    return total - len(text) / 200, tuple(sorted(letters))


def _match_word(word: str, plain: str) -> tuple[float, range | list[int]] | None:
    start = plain.find(word)
    best: tuple[float, range | list[int]] | None = None
    while start >= 0:
        begins = start == 0 or not plain[start - 1].isalnum()
        value = len(word) * (3.0 if begins else 2.0) + (1.0 if start == 0 else 0.0)
        if best is None or value > best[0]:
            best = (value, range(start, start + len(word)))
        start = plain.find(word, start + 1)
    return best or _spread(word, plain)


def _spread(word: str, plain: str) -> tuple[float, list[int]] | None:
    """The letters begin words, one after the other, or stand close together in order."""
    if len(word) < 2:  # one letter that begins nothing says nothing
        return None
    starts = [n for n, c in enumerate(plain) if c.isalnum() and not plain[n - 1 : n].isalnum()]
    initials = _in_order(word, plain, starts)
    if initials is not None:
        return len(word) * 1.5, initials
    places = _in_order(word, plain, range(len(plain)))
    if places is None or places[-1] - places[0] >= 2 * len(word):
        return None
    return len(word) * len(word) / (places[-1] - places[0] + 1), places


def _in_order(word: str, plain: str, places: Iterable[int]) -> list[int] | None:
    """Where the word's letters stand among `places`, each after the one before."""
    found: list[int] = []
    for place in places:
        if len(found) < len(word) and plain[place] == word[len(found)]:
            found.append(place)
    return found if len(found) == len(word) else None


def find(query: str, entries: Iterable[Entry]) -> list[Hit]:
    """The entries that fit, best first."""
    query = query.strip()
    kinds = {">": ACT, "@": PERSON}
    kind = kinds.get(query[:1])
    words = query[1:].strip() if kind else query
    hits = []
    for entry in entries:
        if kind and entry.kind != kind:
            continue
        found = match(words, entry.title) if words else (0.0, ())
        if found is None and words:
            beside = match(words, entry.detail)
            found = (beside[0] / 2, ()) if beside else None
        if found is not None:
            hits.append(Hit(entry, found[0], found[1]))
    hits.sort(key=lambda hit: -hit.score)
    return hits[:MOST]


class _Hits(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not 0 <= index.row() < len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (hit.entry.title, hit.entry.detail) if part)
        return hit if role == _ENTRY_ROLE else None


class _Delegate(QStyledItemDelegate):
    """Draws one line: icon, title with the fitting letters in bold, detail at the end."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        hit = index.data(_ENTRY_ROLE)
        widget = option.widget
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            edge = theme.colour("accent") if theme.outlined() else None
            box = rect.adjusted(theme.px(8), 1, -theme.px(8), -1)
            paint.fill_round(painter, box, theme.radius("control"), theme.colour("accent_soft"),
                             edge)  # fmt: skip
        self._content(painter, rect, hit, widget, chosen=chosen)
        painter.restore()

    def _content(
        self, painter: QPainter, rect: QRectF, hit: Hit, widget: QWidget, *, chosen: bool
    ) -> None:
        mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def place(start: float, width: float) -> QRectF:
            left = rect.right() - start - width if mirrored else rect.x() + start
            return QRectF(left, rect.y(), width, rect.height())

        side = theme.px(18)
        icon_box = place(theme.px(20), side)
        icon_box = QRectF(icon_box.x(), rect.center().y() - side / 2, side, side)
        ink = theme.colour("accent_text" if chosen else "text2")
        paint_icon(painter, icon_box, hit.entry.icon, ink)
        wide = min(paint.text_width(hit.entry.detail, "small") + 4, int(rect.width() * 0.4))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text2"))
        end = rect.width() - theme.px(20) - wide
        paint.draw_text(painter, place(end, wide), hit.entry.detail, widget=widget, align="end")
        start = theme.px(52)
        self._title(painter, place(start, end - start - theme.px(12)), hit, widget)

    def _title(self, painter: QPainter, box: QRectF, hit: Hit, widget: QWidget) -> None:
        from PySide6.QtGui import QFontMetrics

        font = theme.font("body_medium")
        title = hit.entry.title
        text = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, int(box.width()))
        layout = QTextLayout(text, font)
        bold = QTextCharFormat()
        bold.setFontWeight(700)
        bold.setForeground(theme.colour("accent_text"))
        shown = len(text) if text == title else len(text) - 1
        layout.setFormats([_range(at, bold) for at in hit.letters if at < shown])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(box.width() + 20)
        layout.endLayout()
        left = box.x()
        if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = box.right() - line.naturalTextWidth()
        painter.setPen(theme.colour("text"))
        layout.draw(painter, QRectF(left, box.center().y() - line.height() / 2, 0, 0).topLeft())


def _range(at: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = at, 1, look
    return made


class Palette(Themed, QWidget):
    """Lies over the whole window; `open_with` starts it, Esc or a press outside closes it."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._sources: list[Source] = []
        self._entries: list[Entry] = []
        self._before: QWidget | None = None
        self._box = _Box(self)
        self._field = QLineEdit()
        self._field.setFrame(False)
        self._field.setProperty("bare", True)
        self._field.setAccessibleName(tr("Search or do anything"))
        self._field.setPlaceholderText(tr("Search or do anything"))
        self._model = _Hits(self)
        self._list = QListView()
        self._list.setAccessibleName(tr("Found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._none = PlainLabel(tr("Nothing found. Try fewer letters."), "body", "text2")
        self._hint = PlainLabel("", "small", "text2")
        self._lay_out()
        self._field.textChanged.connect(self._on_text)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._on_clicked)
        self._list.entered.connect(self._list.setCurrentIndex)
        window.installEventFilter(self)
        self.hide()
        self.restyle()

    def _lay_out(self) -> None:
        head = row(margins=(18, 12, 16, 12), spacing=14)
        head.addWidget(IconLabel("search", "text2", 20))
        head.addWidget(self._field, 1)
        inner = column(self._box, (1, 1, 1, 1))
        inner.addLayout(head)
        inner.addWidget(_Line())
        inner.addSpacing(6)
        inner.addWidget(self._list)
        self._nothing = QWidget()
        row(self._nothing, (20, 12, 20, 12)).addWidget(self._none)
        inner.addWidget(self._nothing)
        foot = row(margins=(20, 6, 20, 12))
        foot.addWidget(self._hint)
        inner.addLayout(foot)

    def add_source(self, source: Source) -> None:
        """Have `source()` asked for entries whenever the palette opens."""
        self._sources.append(source)

    def open_with(self, text: str = "") -> None:
        """Show the palette with `text` typed in."""
        self._entries = [entry for source in self._sources for entry in source()]
        self._before = self.window().focusWidget()
        self._hint.setText(
            tr("↑ ↓ choose   Enter run   Esc close   type > for actions, @ for people")
        )
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self._field.setText(text)
        self._on_text(text)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    @property
    def hits(self) -> list[Hit]:
        """What is found for the letters typed."""
        return self._model.hits

    def restyle(self) -> None:
        self._field.setFont(theme.font("search"))
        clear = self._list.palette()
        clear.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        self._list.setPalette(clear)
        self._arrange()
        super().restyle()

    def _on_text(self, text: str) -> None:
        self._model.show(find(text, self._entries))
        self._list.setCurrentIndex(self._model.index(0))
        found = bool(self._model.hits)
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        self._arrange()

    def _arrange(self) -> None:
        rows = min(SHOWN, len(self._model.hits))
        self._list.setFixedHeight(rows * theme.px(ROW) + 1)
        width = min(theme.px(WIDTH), self.width() - theme.px(32))
        self._box.setFixedWidth(max(theme.px(280), width))
        layout = self._box.layout()
        if layout is not None:
            layout.activate()
        self._box.resize(self._box.sizeHint())
        self._box.move((self.width() - self._box.width()) // 2, theme.px(110))
        self.update()  # the shadow lies on the veil, outside the box

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def _run(self, index: QModelIndex) -> None:
        hit = index.data(_ENTRY_ROLE)
        if isinstance(hit, Hit):
            self.close_palette()
            hit.entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.KeyPress:
            if isinstance(event, QKeyEvent) and self._on_key(event):
                return True
        elif watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
            self._arrange()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5,
                 Qt.Key.Key_PageUp: -5}  # fmt: skip
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self._list.currentIndex())
        elif key in steps and self._model.hits:
            count = len(self._model.hits)
            step = steps[Qt.Key(key)]
            now = self._list.currentIndex().row()
            target = (now + step) % count if abs(step) == 1 else max(0, min(count - 1, now + step))
            self._list.setCurrentIndex(self._model.index(target))
        else:
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        veil = theme.colour("scrim")
        veil.setAlphaF(0.38)
        painter.fillRect(self.rect(), veil)
        box = QRectF(self._box.geometry())
        paint.shadow(painter, box, theme.radius("dialog"), theme.px(18))


class _Box(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        edge = theme.colour("border_strong" if theme.outlined() else "border")
        paint.fill_round(painter, QRectF(self.rect()), theme.radius("dialog"),
                         theme.colour("surface"), edge)  # fmt: skip

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


class _Line(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(10, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("border"))
