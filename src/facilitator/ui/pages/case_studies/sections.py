"""The forms of a case's steps, but for the causes, which are a module of their own."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.application.case_words import (
    agreement_kind_words,
    field_words,
    section_words,
    sensitivity_words,
    stage_words,
)  # fmt: skip
from facilitator.application.commands.case_parts import (
    EditCase,
    OrderCaseParts,
    PartKind,
    PutCasePart,
    RemoveCasePart,
)  # fmt: skip
from facilitator.application.rows.case_studies import CaseStudyRow, PartyRow
from facilitator.domain.case_studies import (
    WORD_LIMITS,
    AgreementKind,
    AgreementStage,
    Arena,
    ConflictStatus,
    Independence,
    PointKind,
    Section,
    SourceType,
)  # fmt: skip
from facilitator.domain.root_causes import Sensitivity
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.pages.case_studies.entries import EntryList
from facilitator.ui.pages.case_studies.form import Form
from facilitator.ui.pages.case_studies.part import Part, Shown
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.part_list import PartField, PartList

YEARS = {
    "conflict_from": "conflict_to", "conflict_to": "conflict_from",
    "response_from": "response_to", "response_to": "response_from",
}  # fmt: skip
"""The two ends of a period."""


class SectionPart(Part):
    """A step of the form. Its fields save themselves by `EditCase`."""

    section: Section

    def build(self) -> None:
        self.case: CaseStudyRow | None = None
        self.form = Form()
        self.form.changed.connect(self._on_changed)
        self.panel = Panel(section_words(self.section))
        self.panel.body.addWidget(self.form)
        self.body.addWidget(self.panel)
        self.describe()
        self.body.addStretch(1)

    def describe(self) -> None:
        """Make the fields."""

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:  # noqa: ARG002 - some need it
        """Show a case; another one than before begins with empty fields."""
        if self.case is None or self.case.id != case.id:
            self.form.forget()
        self.case = case
        self.form.show_values({name: getattr(case, name) for name in self.form.controls
                               if hasattr(case, name)})  # fmt: skip

    def start(self) -> QWidget:
        """Where the focus goes when the step is opened."""
        return self.form.start()

    @property
    def case_id(self) -> UUID:
        """The case in front."""
        assert self.case is not None  # noqa: S101 - fields are shown with a case alone
        return self.case.id

    def _on_changed(self, name: str, value: object) -> None:
        field = self.form.fields.get(name)
        self.page.do(EditCase(self.case_id, {name: value}), field=field)

    # Lists line by line -----------------------------------------------------------------------

    def lines(self, kind: PartKind, title: str, fields: tuple[PartField, ...], add: str,
              hint: str = "") -> PartList:  # fmt: skip
        """A list of short lines in a panel of its own."""
        panel = Panel(title)
        if hint:
            panel.body.addWidget(PlainLabel(hint, "caption", "text3", wrap=True))
        made = PartList()
        made.describe(fields, add)
        made.put_requested.connect(partial(self._put, kind, made))
        made.remove_requested.connect(partial(self._remove, kind))
        made.order_requested.connect(partial(self._order, kind))
        panel.body.addWidget(made)
        self.body.addWidget(panel)
        return made

    def _put(self, kind: PartKind, lines: PartList, key: UUID, changes: dict[str, str]) -> None:
        self.page.try_do(
            PutCasePart(kind, self.case_id, changes, key),
            lambda refusal: lines.show_error(key, str(refusal)),
        )

    def _remove(self, kind: PartKind, key: UUID) -> None:
        self.page.do(RemoveCasePart(kind, key), tell=True)

    def _order(self, kind: PartKind, order: tuple[UUID, ...]) -> None:
        self.page.do(OrderCaseParts(kind, self.case_id, order))

    # Lists of cards ---------------------------------------------------------------------------

    def entries(self, kind: PartKind, made: EntryList) -> None:
        """Have a list of cards save itself."""
        made.put_requested.connect(partial(self._put_entry, kind, made))
        made.remove_requested.connect(partial(self._remove, kind))
        self.body.addWidget(made)

    def _put_entry(
        self, kind: PartKind, made: EntryList, key: UUID, said: dict[str, object]
    ) -> None:
        form = made.form(key)
        field = form.fields.get(next(iter(said))) if form else None
        self.page.do(PutCasePart(kind, self.case_id, said, key), field=field)


class SituationPart(SectionPart):
    """Fields 1 to 5 of methods 2.2."""

    section = Section.SITUATION

    def describe(self) -> None:
        form = self.form
        form.add_line("title", field_words("title"), hint=tr("At most 90 characters"))
        form.add_line("country", field_words("country"), wide=8)
        form.add_choice("arena", tr("Arena"), [(label(a), a) for a in Arena], wide=4)
        still_open = tr("Empty: still open")
        form.add_line("conflict_from", tr("Conflict from"), wide=3, hint=tr("Year"))
        form.add_line("conflict_to", tr("Conflict to"), wide=3, hint=still_open)
        form.add_line("response_from", tr("Response from"), wide=3, hint=tr("Year"))
        form.add_line("response_to", tr("Response to"), wide=3, hint=still_open)
        form.add_choice("status", tr("Status"), [(label(s), s) for s in ConflictStatus], wide=12)
        form.add_text("situation", field_words("situation"), 7, limit=WORD_LIMITS["situation"])
        form.add_text("notes", tr("Notes of the group, never printed"), 3)

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:
        super().show_case(case, shown)
        names = ("conflict_from", "conflict_to", "response_from", "response_to")
        years = zip(names, case.years, strict=True)
        self.form.show_values({name: str(year) if year else "" for name, year in years})

    def _on_changed(self, name: str, value: object) -> None:
        """A year that was refused for its other end is tried again with that end."""
        other = YEARS.get(name, "")
        beside = self.form.fields.get(other)
        line = self.form.controls.get(other)
        if beside is None or not isinstance(line, QLineEdit) or not beside.field.error:
            super()._on_changed(name, value)
            return
        changes = {name: value, other: line.text()}
        if self.page.do(EditCase(self.case_id, changes), field=self.form.fields[name]):
            beside.show_error("")


class PartiesPart(SectionPart):
    """Fields 6 and 7."""

    section = Section.PARTIES

    def describe(self) -> None:
        named = (PartField("name", tr("Name"), stretch=3), PartField("type", tr("Type"), stretch=2),
                 PartField("interest", tr("Interest"), stretch=4, wraps=True))  # fmt: skip
        role = tr("Role: mediator, facilitator, guarantor, monitor, host, donor")
        third = (PartField("name", tr("Name"), stretch=3),
                 PartField("interest", role, stretch=4, wraps=True))  # fmt: skip
        hint = tr("Two to eight. Name institutions or groups, not persons.")
        self.parties = self.lines(PartKind.PARTY, tr("Parties to the conflict"), named,
                                  tr("Add a party"), hint)  # fmt: skip
        self.third = self.lines(PartKind.THIRD_PARTY, tr("Third parties"), third,
                                tr("Add a third party"))  # fmt: skip
        self.form.add_flag("no_third_parties", tr("There were no third parties"))
        self.panel.hide()
        below = self.third.parentWidget()
        if isinstance(below, Panel):
            below.body.addWidget(self.form)

    def start(self) -> QWidget:
        lines = self.parties.findChildren(QLineEdit)
        return lines[0] if lines else self.parties.findChildren(Button)[-1]

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:
        super().show_case(case, shown)
        self.parties.show_parts([_party(row) for row in case.parties])
        self.third.show_parts([_party(row) for row in case.third_parties])


def _party(row: PartyRow) -> tuple[UUID, dict[str, str]]:
    return row.id, {"name": row.name, "type": row.type, "interest": row.interest}


class ProcessPart(SectionPart):
    """Fields 9, 11 and 12."""

    section = Section.PROCESS

    def describe(self) -> None:
        self.form.add_text("triggers", field_words("triggers"), 4, limit=WORD_LIMITS["triggers"])
        self.form.add_text("process", field_words("process"), 7, limit=WORD_LIMITS["process"])
        said = tr(
            "The steps; how women, youth and civil society took part; how interests were used."
        )
        self.form.add_widget(PlainLabel(said, "caption", "text3", wrap=True))
        self.agreements = EntryList(
            _agreement_form, "name", lambda n: tr("Agreement {n}", n=n), tr("Add an agreement")
        )
        self.entries(PartKind.AGREEMENT, self.agreements)

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:
        super().show_case(case, shown)
        self.agreements.show_entries([
            (row.id, {name: getattr(row, name) for name in
                      ("name", "signed", "stage", "kind", "parties", "third_parties", "link")})
            for row in case.agreements
        ])  # fmt: skip


def _agreement_form(form: Form) -> None:
    stages = [("–", ""), *((stage_words(stage), stage.value) for stage in AgreementStage)]
    kinds = [("–", ""), *((agreement_kind_words(kind), kind.value) for kind in AgreementKind)]
    form.add_line("name", tr("Name of the agreement"), wide=8)
    form.add_line("signed", tr("Date signed"), wide=4)
    form.add_choice("stage", tr("Stage"), stages, wide=6)
    form.add_choice("kind", tr("Kind"), kinds, wide=6)
    form.add_line("parties", tr("Signed by"), wide=6)
    form.add_line("third_parties", tr("Third parties"), wide=6)
    form.add_line("link", tr("Link or archive number"), wide=12)


class LessonsPart(SectionPart):
    """Fields 15 to 18, and 21."""

    section = Section.LESSONS

    def describe(self) -> None:
        form = self.form
        form.add_text("unresolved", tr("What remains unresolved; who lost or was left out"), 5,
                  limit=WORD_LIMITS["unresolved"])  # fmt: skip
        form.add_text("negative_comparison", tr("A similar case where it failed, and why"), 3,
                  limit=WORD_LIMITS["negative_comparison"])  # fmt: skip
        self.points: dict[PointKind, PartList] = {}
        for kind, part, hint, add in (
            (PointKind.SUCCESS_FACTOR, PartKind.SUCCESS_FACTOR, tr("Two to five, 30 words each."),
             tr("Add a success factor")),
            (PointKind.CONDITION, PartKind.CONDITION, tr("One to three."), tr("Add a condition")),
            (PointKind.LESSON, PartKind.LESSON,
             tr("Two to four, 30 words each. Begin with a verb: what should others do?"),
             tr("Add a lesson")),
        ):  # fmt: skip
            title = field_words(kind.value)
            field = PartField("text", title, wraps=True)
            self.points[kind] = self.lines(part, title, (field,), add, hint)

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:
        super().show_case(case, shown)
        for kind, lines in self.points.items():
            lines.show_parts([(p.id, {"text": p.text}) for p in case.points if p.kind is kind])


class SourcesPart(SectionPart):
    """Field 19: three to fifteen sources."""

    section = Section.SOURCES

    def describe(self) -> None:
        hint = tr(
            "Three to fifteen, at least one independent of the parties; each is cited by a cause. "
            "Own experience never stands alone. A participant's account is cited as “participant, "
            "name withheld”. A quotation has 40 words at most."
        )
        self.form.add_widget(PlainLabel(hint, "body", "text2", wrap=True))
        self.sources = EntryList(
            _source_form, "title", lambda n: tr("Source {n}", n=n), tr("Add a source")
        )
        self.entries(PartKind.SOURCE, self.sources)

    def start(self) -> QWidget:
        cards = self.sources.cards
        return cards[0].form.start() if cards else self.sources.add_button

    def show_case(self, case: CaseStudyRow, shown: Shown) -> None:
        super().show_case(case, shown)
        names = ("title", "type", "independence", "author", "date", "publisher", "locator",
                 "accessed", "note")  # fmt: skip
        self.sources.show_entries(
            [(row.id, {name: getattr(row, name) for name in names}) for row in case.sources]
        )


def _source_form(form: Form) -> None:
    form.add_line("title", tr("Title"), wide=12)
    form.add_choice("type", tr("Kind of source"), [(label(t), t) for t in SourceType], wide=6)
    form.add_choice("independence", tr("How near to the parties"),
                [(label(i), i) for i in Independence], wide=6)  # fmt: skip
    form.add_line("author", tr("Author"), wide=6)
    form.add_line("date", tr("Date"), wide=3)
    form.add_line("accessed", tr("Accessed"), wide=3)
    form.add_line("publisher", tr("Publisher"), wide=6)
    form.add_line("locator", tr("Page, paragraph or link"), wide=6)
    form.add_line("note", tr("Note"), wide=12)


class SharingPart(SectionPart):
    """Field 20, and what may become of the case."""

    section = Section.SHARING

    def describe(self) -> None:
        form = self.form
        form.add_line("authors", tr("Authors, as they wish to be named"))
        levels = [(sensitivity_words(level), level) for level in Sensitivity]
        form.add_choice("sensitivity", tr("Who may see it"), levels, wide=12)
        said = tr(
            "The label is printed on every sheet. Only what is open to all goes into the report."
        )
        form.add_widget(PlainLabel(said, "caption", "text3", wrap=True))
        form.add_flag("consent_to_share", tr("All authors agree that it is shared in this way"))
