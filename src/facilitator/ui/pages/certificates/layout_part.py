"""The look of certificates: layout, language, colours, background, and each box, with a live sheet.

A layout is data (`domain.certificate_layout`); every change is one command, and the sheet beside is
the real PDF with the longest or the hardest name of this programme.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator.application.commands.certificates import DesignCertificates
from facilitator.application.queries import certificates as queries
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.certificates import CertificateSheet, DesignRow
from facilitator.domain import certificate_layout as layouts
from facilitator.domain.certificate_layout import Box, BoxKind, Layout, Ornament, Paper
from facilitator.domain.certificates import serial
from facilitator.support.clock import today
from facilitator.support.errors import FacilitatorError
from facilitator.support.files import file_problem, write_atomically
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.certificates import backgrounds
from facilitator.ui.pages.certificates.layout_box import BoxForm, kind_word
from facilitator.ui.pages.certificates.placing import PlacingArea
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.pdf_preview import PdfPreview
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.application.jobs import Job
    from facilitator.application.registry import Command
    from facilitator.application.rows.programme import ProgrammeRow
    from facilitator.ui.app.context import Context
    from facilitator.ui.tasks.runner import Task

LONGEST, HARDEST, FIRST = "longest", "hardest", "first"
SETTLE = 250
OWN = "own"
SUFFIX = ".certificate-layout"


class LayoutPart(QWidget):
    """Reads in `refresh`, gives its commands to `do`."""

    problem_told = Signal(str)

    def __init__(
        self, context: Context, do: Callable[[Command], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._do = context, do
        self.layout_now = Layout("")
        self.design = DesignRow()
        self._programme: ProgrammeRow | None = None
        self._sheets: tuple[CertificateSheet, ...] = ()
        self._drawing: Task | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._draw)
        line = row(self, spacing=16)
        line.addWidget(self._controls())
        line.addLayout(self._sheet(), 1)

    # Building -------------------------------------------------------------------------------------

    def _controls(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("clear", True)
        whole = column(inner, spacing=12)
        whole.addWidget(self._look())
        whole.addWidget(self._boxes())
        whole.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFixedWidth(theme.px(400))
        area.setAccessibleName(tr("How certificates look"))
        return area

    def _look(self) -> QWidget:
        from facilitator.reports.certificate_wording import languages

        panel = Panel(tr("Look"))
        self.which = _combo([*((name, _layout_word(name)) for name in layouts.SHIPPED),
                             (OWN, tr("Own layout"))])  # fmt: skip
        self.which.activated.connect(self._on_which)
        self.language = _combo(list(languages().items()))
        self.language.activated.connect(self._on_language)
        self.paper = _combo([
            ("a4", tr("A4, landscape")), ("a4 upright", tr("A4, upright")),
            ("letter", tr("Letter, landscape")), ("letter upright", tr("Letter, upright")),
        ])  # fmt: skip
        self.paper.activated.connect(self._on_paper)
        self.ornament = _combo([
            (Ornament.WAVES, tr("Waves")), (Ornament.RULES, tr("Rules")),
            (Ornament.BAND, tr("Band")), (Ornament.NONE, tr("None")),
        ])  # fmt: skip
        self.ornament.activated.connect(self._on_ornament)
        for word, control in (
            (tr("Layout"), self.which), (tr("Language of the certificate"), self.language),
            (tr("Paper"), self.paper), (tr("Ornament"), self.ornament),
        ):  # fmt: skip
            panel.body.addWidget(FormField(word, control))
        self.ink = Button(tr("First colour…"), icon="contrast")
        self.second = Button(tr("Second colour…"), icon="contrast")
        self.ink.clicked.connect(lambda: self._ask_colour("ink"))
        self.second.clicked.connect(lambda: self._ask_colour("second"))
        self.background = Button(tr("Background…"), icon="image")
        self.background.clicked.connect(self._on_background)
        self.bare = Button(tr("No background"), icon="x")
        self.bare.clicked.connect(lambda: self._change(background=b""))
        self.load = Button(tr("Open a layout…"), icon="folder-open")
        self.load.clicked.connect(self._on_load)
        self.keep = Button(tr("Save as a file…"), icon="save")
        self.keep.clicked.connect(self._on_keep)
        for pair in ((self.ink, self.second), (self.background, self.bare), (self.load, self.keep)):
            line = row(spacing=8)
            for button in pair:
                line.addWidget(button)
            line.addStretch(1)
            panel.body.addLayout(line)
        return panel

    def _boxes(self) -> QWidget:
        panel = Panel(tr("Boxes"))
        self.boxes = QListWidget()
        self.boxes.setAccessibleName(tr("Boxes of the layout"))
        self.boxes.setFixedHeight(theme.px(190))
        self.boxes.currentRowChanged.connect(self._on_box)
        panel.body.addWidget(self.boxes)
        self.add = _combo([("", tr("Add a box…")), *((kind, kind_word(kind)) for kind in BoxKind)])
        self.add.setAccessibleName(tr("Add a box"))
        self.add.activated.connect(self._on_add)
        self.remove = Button(tr("Remove the box"), icon="trash-2")
        self.remove.clicked.connect(self._on_remove)
        line = row(spacing=8)
        line.addWidget(self.add, 1)
        line.addWidget(self.remove)
        panel.body.addLayout(line)
        self.form = BoxForm()
        self.form.changed.connect(self._on_box_changed)
        panel.body.addWidget(self.form)
        return panel

    def _sheet(self) -> QVBoxLayout:
        self.whose = SegmentedControl(
            ((LONGEST, tr("Longest name"), ""), (HARDEST, tr("Hardest name"), ""),
             (FIRST, tr("First name"), "")), tr("Whose name the sheet shows"),
        )  # fmt: skip
        self.whose.chosen.connect(lambda _key: self._settle.start())
        self.shown_name = PlainLabel("", "small", "text2")
        self.preview = PdfPreview(tr("The certificate as it is printed"))
        self.preview.view.fit_whole_page = True
        self.placing = PlacingArea(self.preview.view)
        self.placing.chosen.connect(self.boxes.setCurrentRow)
        self.placing.placed.connect(self._on_box_changed)
        whole = column(spacing=12)
        tools = row(spacing=12)
        tools.addWidget(self.whose)
        tools.addWidget(self.shown_name, 1)
        whole.addLayout(tools)
        whole.addWidget(self.preview, 1)
        return whole

    # Showing --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the design and the names, and show them."""
        from facilitator.reports.certificates import layout_of

        document = self._context.document
        self.design = document.query(queries.design)
        self.layout_now = layout_of(self.design.layout)
        self._programme = document.query(the_programme)
        self._sheets = document.workspace.query(queries.proof_sheets, today())
        is_own = self.design.layout.lstrip().startswith("{")
        name = OWN if is_own else self.design.layout or layouts.SHIPPED[0]
        now = self.layout_now
        for combo, key in (
            (self.which, name), (self.language, self.design.language), (self.ornament, now.ornament),
            (self.paper, now.paper + (" upright" if now.upright else "")),
        ):  # fmt: skip
            combo.setCurrentIndex(max(0, combo.findData(str(key))))
        self.bare.setEnabled(bool(now.background))
        self._show_boxes()
        for widget in (self.which, self.language, self.paper, self.ornament, self.ink, self.second,
                       self.background, self.load, self.add, self.remove, self.form,
                       self.placing):  # fmt: skip
            widget.setEnabled(not document.read_only)
        self._settle.start()

    def _show_boxes(self) -> None:
        texts = [_box_word(box) for box in self.layout_now.boxes]
        if [self.boxes.item(n).text() for n in range(self.boxes.count())] != texts:
            at = max(0, self.boxes.currentRow())
            self.boxes.blockSignals(True)
            self.boxes.clear()
            self.boxes.addItems(texts)
            self.boxes.setCurrentRow(min(at, len(texts) - 1))
            self.boxes.blockSignals(False)
        self._on_box(self.boxes.currentRow())

    def _on_box(self, number: int) -> None:
        inside = 0 <= number < len(self.layout_now.boxes)
        self.form.show_box(self.layout_now.boxes[number] if inside else None)
        self.placing.show_layout(self.layout_now, number if inside else -1)

    def _draw(self) -> None:
        from facilitator.reports import certificates as documents

        programme = self._programme
        if programme is None:
            return
        pick = {LONGEST: documents.widest, HARDEST: documents.hardest}.get(self.whose.key)
        sheet = pick(self._sheets) if pick else next(iter(self._sheets), None)
        if sheet is None:
            self.shown_name.setText(tr("Nobody is there yet; the sheet shows an invented name."))
            sheet = invented()
        else:
            self.shown_name.setText(sheet.name)
        number = serial(programme.serial_format, programme.first_day, 1)
        sheet = replace(sheet, serial=number, is_proof=False)
        design = self.design

        def work(job: Job) -> bytes:
            import io

            job.check()
            stream = io.BytesIO()
            documents.write_proof(stream, sheet, programme, design)
            return stream.getvalue()

        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = self._context.runner.start(work)
        self._drawing.finished.connect(self._on_drawn)
        self._drawing.failed.connect(self._on_failed)

    def _on_drawn(self, content: bytes) -> None:
        if self.sender() is self._drawing:
            self.preview.show_pdf(content)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, FacilitatorError):
            raise error
        self.problem_told.emit(str(error))

    # Changing -------------------------------------------------------------------------------------

    def _give(self, layout: str, language: str) -> None:
        now = self._context.document.query(queries.design)
        if (layout, language) != (now.layout, now.language):
            self._do(DesignCertificates(layout, language))
            self.refresh()

    def _change(self, **changes: object) -> None:
        """Make the layout one's own, with these changes."""
        layout = replace(self.layout_now, **changes)  # type: ignore[arg-type]
        text = layouts.written(replace(layout, name=layout.name or tr("Own layout")))
        self._give(text, self.design.language)

    def _on_which(self) -> None:
        key = self.which.currentData()
        if key == OWN:
            self._change()
        else:
            self._give(key, self.design.language)

    def _on_language(self) -> None:
        self._give(self.design.layout or layouts.SHIPPED[0], self.language.currentData())

    def _on_paper(self) -> None:
        paper, _, upright = str(self.paper.currentData()).partition(" ")
        changed = replace(self.layout_now, paper=Paper(paper), upright=bool(upright))
        self._change(paper=changed.paper, upright=changed.upright,
                     boxes=_moved(self.layout_now, changed.size))  # fmt: skip

    def _on_ornament(self) -> None:
        self._change(ornament=Ornament(self.ornament.currentData()))

    def _ask_colour(self, name: str) -> None:
        dialog = QColorDialog(QColor(getattr(self.layout_now, name)), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(
            lambda chosen: self._change(**{name: QColor(chosen).name().upper()})
        )
        dialog.open()

    def _on_background(self) -> None:
        kinds = f"{tr('Pictures, drawings and PDF')} ({backgrounds.KINDS})"
        self._context.files.to_open(self, tr("Which background?"), kinds, Path.home(),
                                    self.take_background)  # fmt: skip

    def take_background(self, path: Path) -> None:
        """Use the picture in the file as background."""
        try:
            self._change(background=backgrounds.picture_from(path, self.layout_now.size))
        except FacilitatorError as problem:
            self.problem_told.emit(str(problem))

    def _on_load(self) -> None:
        kinds = f"{tr('Layouts of certificates')} (*{SUFFIX} *.json)"
        self._context.files.to_open(self, tr("Which layout?"), kinds, Path.home(), self.take_layout)

    def take_layout(self, path: Path) -> None:
        """Use the layout in the file."""
        try:
            try:
                with path.open("rb") as stream:
                    data = stream.read(layouts.MOST_BYTES + 1)
            except OSError as error:
                raise file_problem(error, path) from error
            text = data.decode("utf-8", "replace")
            self._give(layouts.written(layouts.parse(text)), self.design.language)
        except FacilitatorError as problem:
            self.problem_told.emit(str(problem))

    def _on_keep(self) -> None:
        kinds = f"{tr('Layouts of certificates')} (*{SUFFIX})"
        start = self._context.document.workspace.path.with_suffix(SUFFIX)
        self._context.files.to_save(self, tr("Where to keep the layout"), kinds, start,
                                    self.keep_layout)  # fmt: skip

    def keep_layout(self, path: Path) -> None:
        """Write the layout as a file that other programmes can use."""
        try:
            with write_atomically(path) as stream:
                stream.write(layouts.written(self.layout_now).encode())
        except FacilitatorError as problem:
            self.problem_told.emit(str(problem))

    def _on_box_changed(self, box: Box) -> None:
        at = self.boxes.currentRow()
        boxes = list(self.layout_now.boxes)
        if 0 <= at < len(boxes) and boxes[at] != box:
            boxes[at] = box
            self._change(boxes=tuple(boxes))

    def _on_add(self, index: int) -> None:
        key = self.add.itemData(index)
        self.add.setCurrentIndex(0)
        if not key:
            return
        kind = BoxKind(key)
        if kind is BoxKind.PICTURE:
            kinds = f"{tr('Pictures, drawings and PDF')} ({backgrounds.KINDS})"
            self._context.files.to_open(self, tr("Which picture?"), kinds, Path.home(),
                                        self.take_picture)  # fmt: skip
            return
        size = (32.0, 32.0) if kind is BoxKind.CODE else (80.0, 10.0)
        self._added(Box(kind, 20, 20, *size, text=tr("New text") if kind is BoxKind.TEXT else ""))

    def take_picture(self, path: Path) -> None:
        """Add the picture in the file as a box."""
        try:
            picture = backgrounds.picture_from(path, (60, 60))
        except FacilitatorError as problem:
            self.problem_told.emit(str(problem))
            return
        self._added(Box(BoxKind.PICTURE, 20, 20, 40, 20, text=path.stem, picture=picture))

    def _added(self, box: Box) -> None:
        self._change(boxes=(*self.layout_now.boxes, box))
        self.boxes.setCurrentRow(self.boxes.count() - 1)

    def _on_remove(self) -> None:
        at = self.boxes.currentRow()
        boxes = tuple(b for n, b in enumerate(self.layout_now.boxes) if n != at)
        if len(boxes) < len(self.layout_now.boxes):
            self._change(boxes=boxes)


def invented() -> CertificateSheet:
    """A sheet with an invented name, where nobody is there yet."""
    from facilitator.domain.certificates import CertificateKind

    return CertificateSheet("", CertificateKind.PARTICIPATION, "Vilayvanh Phommachanh (sample)", "",
                            today(), 30.0, is_proof=True)  # fmt: skip


def _moved(layout: Layout, size: tuple[float, float]) -> tuple[Box, ...]:
    """The boxes, moved and narrowed in proportion to another paper."""
    across, down = size[0] / layout.size[0], size[1] / layout.size[1]
    return tuple(
        replace(box, x=round(box.x * across, 1), width=round(box.width * across - 0.05, 1),
                y=round(box.y * down, 1), height=round(box.height * down - 0.05, 1))
        for box in layout.boxes
    )  # fmt: skip


def _combo(choices: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    for key, word in choices:
        box.addItem(word, str(key))
    return box


def _layout_word(name: str) -> str:
    return {"waves": tr("Waves"), "rules": tr("Rules"), "band": tr("Band")}[name]


def _box_word(box: Box) -> str:
    text = box.text.replace("\n", " ")
    return f"{kind_word(box.kind)}: {text}" if text else kind_word(box.kind)
