"""Shows the pages of a PDF as it will be printed; draws them off the GUI thread.

PDFium is not safe on two threads at once, so all previews share one thread of their own.
"""

from __future__ import annotations

import math
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QWidget

from facilitator.support.i18n import tr
from facilitator.support.pdfium import PDFIUM
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_GAP = 16
_KEEP = 24
"""Drawn pages that are kept, so that a long report does not fill the memory."""


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="preview")


def close_previews() -> None:
    """Wait for the drawing thread and end it, when the app ends."""
    if _thread.cache_info().currsize:
        for document in tuple(_documents):  # the thread takes them out meanwhile
            _thread().submit(_close, document)
        _thread().shutdown(wait=True)
        _thread.cache_clear()


_documents: list[Any] = []
"""Documents that are open; only the drawing thread touches them."""


@dataclass(frozen=True)
class _Opened:
    """A document as the drawing thread found it; page sizes in points."""

    document: Any
    sizes: tuple[tuple[float, float], ...]


def _open(content: bytes) -> _Opened:
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        _documents.append(document)
        sizes = tuple(document.get_page_size(number) for number in range(len(document)))
    return _Opened(document, sizes)


def _close(document: Any) -> None:
    if document in _documents:
        _documents.remove(document)
        with PDFIUM:
            document.close()


def _draw(document: Any, number: int, scale: float) -> QImage:
    with PDFIUM:
        page = document[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        kept = bytes(bitmap.buffer)
        size = (bitmap.width, bitmap.height, bitmap.stride)
        bitmap.close()
        page.close()
    return QImage(kept, *size, QImage.Format.Format_RGBX8888).copy()


class PdfView(Themed, QAbstractScrollArea):
    """The pages one below the other, fitted to the width times `zoom`."""

    page_changed = Signal(int, int)
    """Number of the page in view (from 1) and how many there are."""
    failed = Signal(object)
    _opened = Signal(int, object)
    _drawn = Signal(int, int, float, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fit_whole_page = False
        self.zoom = 1.0
        self._run = 0
        self._loading = False
        self._document: _Opened | None = None
        self._images: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self._opened.connect(self._on_opened)
        self._drawn.connect(self._on_drawn)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(60)
        self._soon.timeout.connect(self._ask_for_pages)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def show_pdf(self, content: bytes) -> None:
        """Show this PDF; the place in the text stays where it was."""
        self._run += 1
        self._loading = True
        run = self._run

        def done(future: Future[_Opened]) -> None:
            self._opened.emit(run, future.exception() or future.result())

        _thread().submit(_open, content).add_done_callback(done)

    def clear(self) -> None:
        """Show nothing."""
        self._run += 1
        self._loading = False
        self._let_go()
        self._forget()
        self._arrange()

    def _let_go(self) -> None:
        if self._document is not None:
            _thread().submit(_close, self._document.document)
        self._document = None

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._document.sizes) if self._document else 0

    @property
    def is_busy(self) -> bool:
        """Whether a document is being opened or a page in view is still to be drawn."""
        return self._loading or bool(self._asked) or self._soon.isActive()

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view has been drawn at the present size."""
        visible = self._visible()
        return self.page_count > 0 and all(
            number in self._images and self._images[number][0] == self._scale(number)
            for number in visible
        )

    def go_to(self, number: int) -> None:
        """Scroll to page `number` (from 1)."""
        if self.page_count:
            number = max(1, min(number, self.page_count))
            self.verticalScrollBar().setValue(self._places()[number - 1].top() - theme.px(_GAP))

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for number, place in enumerate(self._places(), 1):
            if place.bottom() + theme.px(_GAP) >= middle:
                return number
        return self.page_count

    def set_zoom(self, zoom: float) -> None:
        """Zoom against the fitted size, from 0.5 to 3."""
        self.zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        self._arrange()

    def zoom_by(self, steps: int) -> None:
        """One step of ZOOMS larger (1) or smaller (-1)."""
        nearest = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - self.zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))])

    # Geometry -------------------------------------------------------------------------------

    def _scale(self, number: int) -> float:
        """Device pixels a point, for this page."""
        return self._logical_scale(number) * self.devicePixelRatioF()

    def _logical_scale(self, number: int) -> float:
        if self._document is None:
            return 1.0
        width, height = self._document.sizes[number]
        room = max(60, self.viewport().width() - 2 * theme.px(_GAP))
        scale = room / width
        if self.fit_whole_page:
            scale = min(scale, max(60, self.viewport().height() - 2 * theme.px(_GAP)) / height)
        return scale * self.zoom

    def _places(self) -> list[QRect]:
        """Where each page lies on the long sheet, scrolled to the top."""
        places: list[QRect] = []
        top = theme.px(_GAP)
        for number, (width, height) in enumerate(self._document.sizes if self._document else ()):
            scale = self._logical_scale(number)
            size = QSize(round(width * scale), round(height * scale))
            left = max(theme.px(_GAP), (self.viewport().width() - size.width()) // 2)
            places.append(QRect(QPoint(left, top), size))
            top += size.height() + theme.px(_GAP)
        if len(places) == 1:
            places[0].moveTop(
                max(places[0].top(), (self.viewport().height() - places[0].height()) // 2)
            )
        return places

    def page_place(self, number: int) -> QRect:
        """Where a page (from 0) lies on the viewport now; empty where there is no such page."""
        places = self._places()
        if number >= len(places):
            return QRect()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return places[number].translated(-across, -down)

    def _visible(self) -> list[int]:
        view = QRect(0, self.verticalScrollBar().value(), 1, self.viewport().height())
        return [
            number for number, place in enumerate(self._places())
            if place.top() <= view.bottom() and place.bottom() >= view.top()
        ]  # fmt: skip

    def _arrange(self) -> None:
        places = self._places()
        height = places[-1].bottom() + theme.px(_GAP) if places else 0
        width = max((place.right() for place in places), default=0) + theme.px(_GAP)
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(40))
        bar.setRange(0, max(0, height - self.viewport().height()))
        side.setPageStep(self.viewport().width())
        side.setRange(0, max(0, width - self.viewport().width()))
        self.viewport().update()
        self._soon.start()
        self._say_page()

    def _say_page(self) -> None:
        page, count = self.page, self.page_count
        self.setAccessibleDescription(
            tr("Page {page} of {count}", page=page, count=count) if count else ""
        )
        self.page_changed.emit(page, count)

    # Drawing ----------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._images.clear()
        self._asked.clear()

    def _ask_for_pages(self) -> None:
        if self._document is None:
            return
        run, document = self._run, self._document.document
        visible = self._visible()
        self._asked = {number: scale for number, scale in self._asked.items() if number in visible}
        for number in visible:
            scale = self._scale(number)
            drawn = self._images.get(number)
            if (drawn and drawn[0] == scale) or self._asked.get(number) == scale:
                continue
            self._asked[number] = scale
            self._ask(run, document, number, scale)

    def _ask(self, run: int, document: Any, number: int, scale: float) -> None:
        def done(future: Future[QImage]) -> None:
            if not future.cancelled():
                self._drawn.emit(run, number, scale, future.exception() or future.result())

        _thread().submit(_draw, document, number, scale).add_done_callback(done)

    def _on_opened(self, run: int, outcome: object) -> None:
        if run != self._run:
            if isinstance(outcome, _Opened):
                _thread().submit(_close, outcome.document)
            return
        self._loading = False
        if not isinstance(outcome, _Opened):
            self.failed.emit(outcome)
            return
        self._let_go()
        self._document = outcome
        self._asked.clear()
        # Old pictures stay in view, stretched, until the new ones are there: nothing flickers.
        self._images = {
            number: (math.nan, image) for number, (_, image) in self._images.items()
            if number < len(outcome.sizes)
        }  # fmt: skip
        self._arrange()
        self._ask_for_pages()

    def _on_drawn(self, run: int, number: int, scale: float, outcome: object) -> None:
        if run != self._run:
            return
        self._asked.pop(number, None)
        if not isinstance(outcome, QImage):
            self.failed.emit(outcome)
            return
        self._images[number] = (scale, outcome)
        for other in list(self._images)[: max(0, len(self._images) - _KEEP)]:
            if other not in self._visible():
                del self._images[other]
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        places = self._places()
        for number in self._visible():
            box = QRectF(places[number].translated(-across, -down))
            painter.setPen(theme.colour("border_strong" if theme.outlined() else "border"))
            painter.setBrush(Qt.GlobalColor.white)  # paper is white in every theme
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
            drawn = self._images.get(number)
            if drawn is not None:
                painter.drawImage(box, drawn[1])
        painter.end()

    # Input ------------------------------------------------------------------------------------

    def _on_scroll(self) -> None:
        self.viewport().update()
        self._soon.start()
        self._say_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        self._arrange()
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_PageDown: lambda: self.go_to(self.page + 1),
            Qt.Key.Key_PageUp: lambda: self.go_to(self.page - 1),
            Qt.Key.Key_Home: lambda: self.go_to(1),
            Qt.Key.Key_End: lambda: self.go_to(self.page_count),
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            act()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)


class PdfPreview(Themed, QWidget):
    """A PdfView in its frame with page and zoom controls; more buttons go into `tools`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView(name)
        self.tools: QHBoxLayout = row(spacing=2)
        self._page = PlainLabel("", "small", "text2", numbers=True)
        self._page.setProperty("mayElide", True)  # the buttons beside it do not give way
        previous = IconButton("chevron-up", tr("Previous page"), size="compact")
        following = IconButton("chevron-down", tr("Next page"), size="compact")
        smaller = IconButton("zoom-out", tr("Zoom out"), size="compact")
        larger = IconButton("zoom-in", tr("Zoom in"), size="compact")
        previous.clicked.connect(self._previous)
        following.clicked.connect(self._next)
        smaller.clicked.connect(self._smaller)
        larger.clicked.connect(self._larger)
        bar = row(margins=(12, 6, 8, 6), spacing=2)
        bar.addWidget(self._page)
        bar.addWidget(previous)
        bar.addWidget(following)
        bar.addStretch(1)
        bar.addLayout(self.tools)
        bar.addWidget(smaller)
        bar.addWidget(larger)
        whole = column(self, (1, 1, 1, 1))
        whole.addLayout(bar)
        whole.addWidget(self.view, 1)
        self.view.page_changed.connect(self._on_page)
        self._on_page(0, 0)

    def show_pdf(self, content: bytes) -> None:
        """Show this PDF."""
        self.view.show_pdf(content)

    def clear(self) -> None:
        """Show nothing."""
        self.view.clear()

    def _on_page(self, page: int, count: int) -> None:
        self._page.setText(tr("Page {page} of {count}", page=page, count=count) if count else "")

    def _previous(self) -> None:
        self.view.go_to(self.view.page - 1)

    def _next(self) -> None:
        self.view.go_to(self.view.page + 1)

    def _smaller(self) -> None:
        self.view.zoom_by(-1)

    def _larger(self) -> None:
        self.view.zoom_by(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        corner = theme.radius("panel")
        edge = theme.colour("border")
        paint.fill_round(painter, self.rect().toRectF(), corner, theme.colour("sunken"), edge)
