"""The thread of the week: cause, case, lesson, paragraph; and what hangs loose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.application.queries.vision_work import trace
from facilitator.application.rows.vision import TraceRow
from facilitator.support.i18n import tr
from facilitator.ui.pages.case_studies.part import Part, Shown
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row


class ThreadPart(Part):
    """What the one-page sheet prints, and what to do about each loose end."""

    def build(self) -> None:
        self.empty = EmptyState(
            "link", tr("No thread yet"),
            tr("It runs from a root cause of the board to a case, its lessons, and the paragraphs of "
               "the Common Vision that take them up."),
        )  # fmt: skip
        self.body.addWidget(self.empty, 1)
        self.inside = QWidget()
        self.stack = column(self.inside, (0, 0, 10, 0), spacing=12)
        self.frame = scrolled(self.inside, tr("The thread of the week"))
        self.body.addWidget(self.frame, 1)
        self._now: TraceRow | None = None

    def show_rows(self, shown: Shown) -> None:  # noqa: ARG002 - it reads its own rows
        found: TraceRow = self.page.document.query(trace)
        some = bool(found.causes or found.causes_without_case)
        self.empty.setVisible(not some)
        self.frame.setVisible(some)
        if found == self._now:
            return
        self._now = found
        while (item := self.stack.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.stack.addWidget(self._loose(found))
        self.stack.addWidget(_threads(found))
        self.stack.addStretch(1)

    def _loose(self, found: TraceRow) -> QWidget:
        panel = Panel(tr("What hangs loose"))
        ends = (
            (tr("Root cause carried forward, without a case"), found.causes_without_case),
            (tr("Case without a lesson"), found.cases_without_lesson),
            (tr("Paragraph without an origin"), found.without_origin),
            (tr("Theme voted high and not used"), found.unused_themes),
        )
        for title, names in ends:
            for name in names:
                line = row(spacing=8)
                line.addWidget(IconLabel("unlink", "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
                said = tr("{what}: {name}", what=title, name=name)
                line.addWidget(PlainLabel(said, "body", wrap=True), 1)
                panel.body.addLayout(line)
        if not any(names for _, names in ends):
            panel.body.addWidget(PlainLabel(tr("Nothing. Every link is there."), "body", "ok"))
        return_to = Button(tr("Link paragraphs in the vision"), icon="sparkles", size="compact")
        return_to.clicked.connect(self._to_vision)
        panel.tools.addWidget(return_to)
        note = tr("Only cases that are open to all are followed: the sheet may hang on the wall.")
        panel.body.addWidget(PlainLabel(note, "caption", "text3", wrap=True))
        return panel

    def _to_vision(self) -> None:
        self.page.context.shell.go_to("vision")


def _threads(found: TraceRow) -> QWidget:
    panel = Panel(tr("From causes to vision"))
    for thread in found.causes:
        panel.body.addWidget(PlainLabel(thread.cause, "body_strong", wrap=True))
        if thread.marks:
            said = tr("Straight into {where}", where=", ".join(thread.marks))
            panel.body.addWidget(_indented(said, 1, "accent_text"))
        for case in thread.cases:
            panel.body.addWidget(_indented(case.title, 1, "text"))
            for lesson, marks in case.lessons:
                where = ", ".join(marks) if marks else tr("not taken up")
                panel.body.addWidget(_indented(f"{lesson}  →  {where}", 2, "text2"))
    return panel


def _indented(text: str, depth: int, ink: str) -> QWidget:
    made = QWidget()
    made.setProperty("clear", True)
    line = row(made, (20 * depth, 0, 0, 0), spacing=0)
    line.addWidget(PlainLabel(text, "body" if depth == 1 else "caption", ink, wrap=True), 1)
    return made
