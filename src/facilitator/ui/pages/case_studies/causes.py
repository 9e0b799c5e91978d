"""The causes of a case: why each is one, what was done, with what evidence, sources and grade."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.application.case_words import confidence_words, field_words, grade_guide
from facilitator.application.commands.case_parts import (
    CiteSource,
    OrderCaseParts,
    PartKind,
    PutCasePart,
    RemoveCasePart,
)  # fmt: skip
from facilitator.application.rows.case_studies import CaseCauseRow, CaseStudyRow
from facilitator.domain.case_studies import (
    WORD_LIMITS,
    ActorLevel,
    Confidence,
    Instrument,
    OutcomeGrade,
)  # fmt: skip
from facilitator.domain.case_studies import Section as Step
from facilitator.domain.root_causes import Level
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.pages.case_studies.entries import EntryList
from facilitator.ui.pages.case_studies.form import Form
from facilitator.ui.pages.case_studies.part import Shown
from facilitator.ui.pages.case_studies.sections import SectionPart
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column

TONES = {Confidence.HIGH: "ok", Confidence.MEDIUM: "accent", Confidence.LOW: "warn"}


class CauseCard(Panel):
    """One cause of the case."""

    def __init__(self, section: CausesPart, key: UUID) -> None:
        super().__init__("")
        self.section, self.key = section, key
        self.row: CaseCauseRow | None = None
        self.confidence = Badge("", parent=self)
        self.tools.addWidget(self.confidence)
        up = IconButton("arrow-up", tr("Move this cause up"))
        up.clicked.connect(self._on_up)
        remove = IconButton("trash-2", tr("Remove this cause from the case"))
        remove.clicked.connect(self._on_remove)
        self.tools.addWidget(up)
        self.tools.addWidget(remove)
        self.head, self.claim = Form(), Form()
        for form in (self.head, self.claim):
            form.changed.connect(partial(self._on_changed, form))
        self._describe()

    def _describe(self) -> None:
        head, claim = self.head, self.claim
        head.add_choice("card_id", tr("Root cause of the board"), (), wide=9)
        head.add_choice("level", tr("Level"), [(label(level), level) for level in Level], wide=3)
        head.add_text(
            "explanation", field_words("explanation"), 4, limit=WORD_LIMITS["explanation"]
        )
        self.body.addWidget(head)
        self.measures = EntryList(
            _measure_form, "measure", lambda n: tr("Measure {n}", n=n), tr("Add a measure")
        )
        self.measures.put_requested.connect(self._on_measure)
        self.measures.remove_requested.connect(self._on_measure_gone)
        self.body.addWidget(self.measures)
        claim.add_text("evidence", field_words("evidence"), 4, limit=WORD_LIMITS["evidence"])
        self.body.addWidget(claim)
        self.cites = column(margins=(0, 0, 0, 4), spacing=4)
        claim.add_widget(PlainLabel(tr("Sources that carry the claim (two or more, one independent)"),
                             "label", "text2", wrap=True))  # fmt: skip
        room = QWidget()
        room.setProperty("clear", True)
        room.setLayout(self.cites)
        claim.add_widget(room)
        claim.add_flag("sources_disagree", tr("The sources disagree"))
        grades = [
            (tr("not graded"), None),
            *((f"{g.value}  {label(g)}", int(g)) for g in OutcomeGrade),
        ]
        claim.add_choice("grade", tr("Outcome by what was carried out"), grades, wide=6)
        claim.add_line("works_since", tr("Works since (year)"), wide=3)
        claim.add_line("works_until", tr("seen until (year)"), wide=3)
        self.guide = PlainLabel("", "caption", "text3", wrap=True)
        claim.add_widget(self.guide)

    def show_cause(self, row: CaseCauseRow, case: CaseStudyRow, shown: Shown, number: int) -> None:
        """Show the cause."""
        self.row = row
        self.set_title(tr("Cause {number}", number=number))
        used = {cause.card_id for cause in case.causes} - {row.card_id}
        cards = _choices(shown, used)
        if row.card_id not in {key for _, key in cards}:
            cards.insert(0, (row.card, row.card_id))
        self.head.set_choices("card_id", cards)
        self.head.show_values({"card_id": row.card_id, "level": row.level,
                               "explanation": row.explanation})  # fmt: skip
        self.claim.show_values({
            "evidence": row.evidence, "grade": None if row.grade is None else int(row.grade),
            "sources_disagree": row.sources_disagree,
            "works_since": str(row.works_since or ""), "works_until": str(row.works_until or ""),
        })  # fmt: skip
        names = ("measure", "actor", "when", "level", "instrument")
        self.measures.show_entries(
            [(m.id, {name: getattr(m, name) for name in names}) for m in row.measures]
        )
        self.guide.setText(grade_guide()[row.grade] if row.grade is not None
                           else tr("Grade what was implemented, not what a text promises."))  # fmt: skip
        tone = TONES[row.confidence] if row.confidence is not None else "neutral"
        self.confidence.show_text(confidence_words(row.confidence), tone)
        self._show_sources(case, row)

    def _show_sources(self, case: CaseStudyRow, row: CaseCauseRow) -> None:
        wanted = [(s.id, f"{n}. {s.title}  [{label(s.independence).lower()}]")
                  for n, s in enumerate(case.sources, 1)]  # fmt: skip
        boxes = [w for w in self._boxes() if isinstance(w, QCheckBox)]
        if [(box.property("source"), box.property("words")) for box in boxes] != wanted:
            clear(self.cites)
            for key, words in wanted:
                self.cites.addWidget(self._box(key, words))
            if not wanted:
                said = tr("No source yet: add some in the step Sources.")
                self.cites.addWidget(PlainLabel(said, "caption", "text3", wrap=True))
            boxes = [w for w in self._boxes() if isinstance(w, QCheckBox)]
        for number, box in enumerate(boxes, 1):
            box.setChecked(number in row.sources)

    def _box(self, key: UUID, words: str) -> QCheckBox:
        shown = words if len(words) < 90 else f"{words[:88]}…"
        box = QCheckBox(shown.replace("&", "&&"))
        box.setAccessibleName(words)
        box.setProperty("source", key)
        box.setProperty("words", words)
        box.clicked.connect(self._on_cited)
        return box

    def _boxes(self) -> list[QWidget]:
        items = (self.cites.itemAt(n) for n in range(self.cites.count()))
        return [
            widget for item in items if item is not None and (widget := item.widget()) is not None
        ]

    # What happens -----------------------------------------------------------------------------

    def _on_changed(self, form: Form, name: str, value: object) -> None:
        command = PutCasePart(PartKind.CAUSE, self.section.case_id, {name: value}, self.key)
        self.section.page.do(command, field=form.fields.get(name))

    def _on_cited(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self.section.page.do(CiteSource(self.key, box.property("source"), box.isChecked()))

    def _on_measure(self, key: UUID, said: dict[str, object]) -> None:
        form = self.measures.form(key)
        field = form.fields.get(next(iter(said))) if form else None
        self.section.page.do(PutCasePart(PartKind.MEASURE, self.key, said, key), field=field)

    def _on_measure_gone(self, key: UUID) -> None:
        self.section.page.do(RemoveCasePart(PartKind.MEASURE, key), tell=True)

    def _on_remove(self) -> None:
        self.section.page.do(RemoveCasePart(PartKind.CAUSE, self.key), tell=True)

    def _on_up(self) -> None:
        self.section.move_up(self.key)


def _choices(shown: Shown, used: set[UUID]) -> list[tuple[str, object]]:
    """The causes of the board that the case does not address yet."""
    return [
        (tr("{text}  (carried forward)", text=c.text) if c.carried_forward else c.text, c.id)
        for c in shown.causes if c.id not in used
    ]  # fmt: skip


def _measure_form(form: Form) -> None:
    form.add_text("measure", field_words("measure"), 2, limit=WORD_LIMITS["measure"])
    form.add_line("actor", tr("By whom"), wide=8)
    form.add_line("when", tr("When"), wide=4)
    form.add_choice("level", tr("Level"), [(label(v), v) for v in ActorLevel])
    form.add_choice("instrument", tr("Instrument"), [(label(v), v) for v in Instrument])


class CausesPart(SectionPart):
    """Fields 8, 10, 13 and 14: one to four causes."""

    section = Step.CAUSES

    def describe(self) -> None:
        hint = tr(
            "One to four root causes from the board. For each: what was done, by whom, with what "
            "evidence, and how well it works. A cause that nobody addressed is graded 0."
        )
        self.form.add_widget(PlainLabel(hint, "body", "text2", wrap=True))
        self.cards: list[CauseCard] = []
        self._lines = column(spacing=12)
        self.body.addLayout(self._lines)
        self.new = Form()
        self.new.add_choice("card_id", tr("Add a root cause from the board"), (), wide=9)
        self.body.addWidget(self.new)
        self.add_button = Button(tr("Add this cause"), icon="plus")
        self.add_button.clicked.connect(self.add_cause)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.none = PlainLabel(tr("The board has no root cause yet. Collect some on the page Root "
                                  "causes first."), "body", "text2", wrap=True)  # fmt: skip
        self.body.addWidget(self.none)

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:
        super().show_case(case, shown)
        wanted = [cause.id for cause in case.causes]
        have = {card.key: card for card in self.cards}
        for card in self.cards:
            if card.key not in wanted:
                self._lines.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.cards = [have.get(key) or CauseCard(self, key) for key in wanted]
        for place, card in enumerate(self.cards):
            if self._lines.indexOf(card) != place:
                self._lines.removeWidget(card)
                self._lines.insertWidget(place, card)
            card.show_cause(case.causes[place], case, shown, place + 1)
        used = {cause.card_id for cause in case.causes}
        free = _choices(shown, used)
        self.new.set_choices("card_id", free)
        box = self.new.controls["card_id"]
        if box.currentIndex() < 0 and free:  # type: ignore[union-attr]
            box.setCurrentIndex(0)  # type: ignore[union-attr]
        for widget in (self.new, self.add_button):
            widget.setVisible(bool(free) and len(case.causes) < 4)
        self.none.setVisible(not shown.causes)

    def start(self) -> QWidget:
        return self.cards[0].head.start() if self.cards else self.new.start()

    def add_cause(self) -> None:
        """Have the case address the chosen cause, and put the cursor into its explanation."""
        box = self.new.controls["card_id"]
        key, card_id = uuid4(), box.currentData()  # type: ignore[union-attr]
        if card_id is None:
            return
        level = next((c.level for c in self.page.shown.causes if c.id == card_id), Level.STRUCTURAL)
        said = {"card_id": card_id, "level": level}
        if self.page.do(PutCasePart(PartKind.CAUSE, self.case_id, said, key)):
            self.page.refresh(None)
            card = next(card for card in self.cards if card.key == key)
            card.head.controls["explanation"].setFocus(Qt.FocusReason.OtherFocusReason)

    def move_up(self, key: UUID) -> None:
        """Put a cause one place higher."""
        order = [card.key for card in self.cards]
        place = order.index(key)
        if place:
            order[place - 1], order[place] = order[place], order[place - 1]
            self.page.do(OrderCaseParts(PartKind.CAUSE, self.case_id, tuple(order)))
