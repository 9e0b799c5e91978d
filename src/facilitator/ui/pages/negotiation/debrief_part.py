"""The debrief: step by step, the picture as the room sees it, the script beside it, notes below."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from facilitator.application.commands.negotiation import DeleteDebriefNote, PutDebriefNote
from facilitator.application.queries import negotiation as queries
from facilitator.application.rows.negotiation import DebriefNoteRow
from facilitator.domain.negotiation.debrief import Debrief, Played, Reveal, Standing, debrief_of
from facilitator.reports.negotiation_debrief import number_cells, role_heads
from facilitator.support.i18n import tr
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.negotiation.outcomes_part import facet_words
from facilitator.ui.pages.negotiation.part import Part, letters_of, widths
from facilitator.ui.projector.exercise import Scene, debrief_scene, reveal_words, script
from facilitator.ui.projector.paint_exercise import exercise_scene
from facilitator.ui.projector.preview import ScenePreview
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.tables import Table, TableCard


class DebriefPart(Part):
    """Steps, picture, script, numbers, notes."""

    save_requested = Signal()
    revealed = Signal()
    """The picture is another one."""

    def build(self) -> None:
        self.debrief: Debrief | None = None
        self.reveal = Reveal.QUESTION
        self._played: Played | None = None
        self.body.addLayout(self._steps())
        top = row(spacing=16)
        self.view = ScenePreview(tr("What the room may see"), self.page.context.projector)
        top.addWidget(self.view, 3)
        top.addWidget(self._script_card(), 2)
        self.body.addLayout(top, 1)
        self.body.addWidget(self._numbers_card())
        self.body.addWidget(self._notes_card())

    def _steps(self) -> QHBoxLayout:
        line = row(spacing=8)
        self.back = Button(tr("Back a step"), icon="chevron-left")
        self.next = Button(tr("Reveal the next step"), Kind.PRIMARY, icon="chevron-right")
        self.step = PlainLabel("", "body_strong")
        self.step.setProperty("mayElide", True)
        self.save = Button(tr("Save charts as PDF and PNG…"), icon="download")
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.save.clicked.connect(self.save_requested)
        line.addWidget(self.back)
        line.addWidget(self.next)
        line.addWidget(self.step, 1)
        line.addWidget(self.save)
        return line

    def _script_card(self) -> QWidget:
        self.script_card = Panel(tr("Script"))
        self.lines = column(spacing=8)
        self.script_card.body.addLayout(self.lines)
        self.script_card.body.addStretch(1)
        return self.script_card

    def _numbers_card(self) -> QWidget:
        self.numbers_card = Panel(tr("The tables in numbers"))
        self.model: RowModel[Standing] = RowModel([], key=lambda s: s.letter, parent=self)
        self.table = Table(tr("The tables in numbers"))
        self.table.setMinimumHeight(260)
        self.numbers_card.body.addWidget(TableCard(self.table))
        said = tr(
            "Points are scaled to each role. Results belong to tables; persons are never ranked."
        )
        self.numbers_card.body.addWidget(PlainLabel(said, "small", "text2", wrap=True))
        return self.numbers_card

    def _notes_card(self) -> QWidget:
        card = Panel(tr("Debrief notes"))
        self.notes_model: RowModel[DebriefNoteRow] = RowModel(
            [Column("table", tr("Table"), lambda n: n.table or tr("all")),
             Column("report", tr("Report"), lambda n: tr("yes") if n.in_report else tr("no")),
             Column("text", tr("Note"), lambda n: n.text)],
            key=lambda note: note.id, parent=self,
        )  # fmt: skip
        self.notes = Table(tr("Debrief notes"))
        self.notes.show_model(self.notes_model, -1)
        widths(self.notes, 72, 84)
        self.notes.setMinimumHeight(150)
        self.notes.delete_requested.connect(self._on_delete)
        card.body.addWidget(TableCard(self.notes))
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(72)
        self.note_field = FormField(tr("New note"), self.note)
        card.body.addWidget(self.note_field)
        line = row(spacing=12)
        self.note_table = combo([])
        self.in_report = QCheckBox(tr("Into the report"))
        self.in_report.setChecked(True)
        self.in_report.setAccessibleName(tr("Into the report"))
        self.add_note = Button(tr("Add the note"), icon="plus")
        self.add_note.clicked.connect(self._on_note)
        line.addWidget(FormField(tr("About table"), self.note_table), 1)
        line.addWidget(self.in_report)
        line.addWidget(self.add_note)
        line.addStretch(2)
        card.body.addLayout(line)
        return card

    # Showing --------------------------------------------------------------------------------------

    def show_exercise(self, row: object) -> None:
        before = self.exercise
        if before is None or getattr(row, "id", None) != before.id:
            self.reveal, self.debrief, self._played = Reveal.QUESTION, None, None
        super().show_exercise(row)  # type: ignore[arg-type]

    def update_part(self) -> None:
        query = self.page.document.query
        played = query(queries.played, self.row.id)
        tables = query(queries.tables, self.row.id)
        fill(self.note_table, [(tr("all"), None), *letters_of(tables)])
        self.notes_model.set_rows(query(queries.notes, self.row.id))
        self.add_note.setEnabled(not self.page.document.read_only)
        if played != self._played:
            self._played, self.debrief = played, None
            self._analyse(played)
        self._show()

    def _analyse(self, played: Played) -> None:
        """Count off the GUI thread; a newer question makes an older answer void."""
        if not played.tables:
            return
        task = self.page.context.runner.start(lambda job: (played, debrief_of(played, job.check)))
        task.finished.connect(self._on_analysed)

    def _on_analysed(self, answer: tuple[Played, Debrief]) -> None:
        if answer[0] == self._played:
            self.debrief = answer[1]
            self._show()

    @property
    def scene(self) -> Scene | None:
        """What the room may see at this step."""
        return debrief_scene(self.debrief, self.reveal) if self.debrief is not None else None

    def _show(self) -> None:
        ready = self.debrief is not None
        nothing = self._played is not None and not self._played.tables
        waiting = (
            tr("No table has recorded an outcome yet.") if nothing else tr("Counting agreements …")
        )
        scene = self.scene or Scene(self.row.title, tr("Debrief"), (waiting,))
        self.view.show_scene(exercise_scene(scene))
        self.revealed.emit()
        self.back.setEnabled(ready and self.reveal > Reveal.QUESTION)
        self.next.setEnabled(ready and self.reveal < Reveal.TRANSFER)
        self.save.setEnabled(ready)
        number = int(self.reveal) + 1
        self.step.setText(
            tr(
                "Step {n} of {all}: {name}",
                n=number,
                all=len(Reveal),
                name=reveal_words(self.reveal),
            )
        )
        clear(self.lines)
        for text in script(self.reveal):
            self.lines.addWidget(PlainLabel(text, "body", "text", wrap=True))
        self._show_numbers()

    def _show_numbers(self) -> None:
        """Numbers only once the step has come: this screen may be the one on the wall."""
        debrief = self.debrief
        visible = debrief is not None and self.reveal >= Reveal.REFERENCE
        self.numbers_card.setVisible(visible)
        if debrief is None or not visible:
            return
        heads = [tr("Table"), tr("Ended"), *role_heads(debrief), tr("Joint"), tr("Share"),
                 tr("Dominated"), tr("Claims")]  # fmt: skip
        columns = [Column(f"c{n}", head, _cell(debrief, n)) for n, head in enumerate(heads)] + [
            Column(f, facet_words(f), _mean(f)) for f in ("interests", "process", "relationship")
        ]
        self.model = RowModel(columns, key=lambda s: s.letter, parent=self)
        self.model.set_rows(debrief.standings)
        self.table.show_model(self.model, -1)
        roles = (150 if len(debrief.roles) < 4 else 60 for _ in debrief.roles)
        widths(self.table, 64, 90, *roles, 64, 80, 96, 110, 110, 90)

    # Acts ------------------------------------------------------------------------------------------

    def _on_next(self) -> None:
        if self.debrief is not None and self.reveal < Reveal.TRANSFER:
            self.reveal = Reveal(self.reveal + 1)
            self._show()

    def _on_back(self) -> None:
        if self.reveal > Reveal.QUESTION:
            self.reveal = Reveal(self.reveal - 1)
            self._show()

    def _on_note(self) -> None:
        table = self.note_table.currentData()
        command = PutDebriefNote(
            self.row.id,
            self.note.toPlainText(),
            table if isinstance(table, UUID) else None,
            self.in_report.isChecked(),
        )
        if self.page.do(command, field=self.note_field):
            self.note.clear()
            self.page.refresh(None)

    def _on_delete(self, keys: list[object]) -> None:
        for key in keys:
            if isinstance(key, UUID) and not self.page.document.read_only:
                self.page.do(DeleteDebriefNote(key), tell=True)

    def start(self) -> QWidget | None:
        return self.next


def _cell(debrief: Debrief, number: int) -> Callable[[Standing], str]:
    def text(standing: Standing) -> str:
        return number_cells(debrief, standing)[number]

    return text


def _mean(facet: str) -> Callable[[Standing], str]:
    def text(standing: Standing) -> str:
        mean = standing.result.means.by_facet.get(facet)
        return "–" if mean is None else f"{mean:.1f}"

    return text
