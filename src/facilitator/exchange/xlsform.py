"""XLSForm in and out: the subset that Kobo and ODK users know, checked against pyxform in the tests.

Types text, integer, decimal, select_one and select_multiple; required, relevant, choices, labels by
language. Columns of ours (kind, right, objective, stated_only, title and intro by language) say what
XLSForm cannot; other tools pass over them. A form with any fault is not read at all: each fault is
told with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.application.form_words import choice_label, group_labels, word
from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import (
    NOT_APPLICABLE,
    Fault,
    Form,
    FormKind,
    Item,
    ItemKind,
    Option,
    Texts,
    faults_of,
    text_in,
)  # fmt: skip
from facilitator.domain.people import clean_lines
from facilitator.exchange.tables.guarded import read_table
from facilitator.exchange.tables.sheet import Sheet
from facilitator.support.cells import put_as_text
from facilitator.support.i18n import tr
from facilitator.support.office_files import write_office

_BY_LANGUAGE = re.compile(
    r"(?P<what>label|title|intro)(?:(?:::?|\s(?=\())\s*(?P<language>.+))?", re.IGNORECASE
)
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?)\)\s*$")
_SIMPLE = {"text": ItemKind.TEXT, "integer": ItemKind.NUMBER, "decimal": ItemKind.NUMBER}
_TRUE = frozenset({"yes", "true", "true()", "1"})
THEN, NOW = "_then", "_now"


# Out -------------------------------------------------------------------------------------------


def write_form(form: Form, groups: Sequence[tuple[str, str]], path: Path, name: str) -> None:
    """Write a form as XLSForm; `groups` are the categories of its breakdown, `name` its id.

    Raises EnvironmentProblem; the file is whole or not there.
    """
    from openpyxl import Workbook

    book = Workbook()
    survey = [*_survey_head(form), *_survey_rows(form, groups)]
    _fill(book.active, "survey", survey)
    _fill(book.create_sheet(), "choices", list(_choices(form, groups)))
    head = ["form_title", "form_id", "default_language", "kind", "dimension", "k"]
    facts = [text_in(form.titles, form.languages[0]), name, _language(form.languages[0]),
             form.kind.value, form.dimension.value, str(form.k)]  # fmt: skip
    for what, texts in (("title", form.titles), ("intro", form.intros)):
        head += [f"{what} ({code})" for code in form.languages]  # with colons pyxform would read it
        facts += [texts.get(code, "") for code in form.languages]
    _fill(book.create_sheet(), "settings", [head, facts])
    write_office(path, book.save)


def _fill(sheet: Any, title: str, rows: Sequence[Sequence[str]]) -> None:
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            put_text(sheet.cell(number, place), text)


def put_text(cell: Any, text: str) -> Any:
    """Put a text into a workbook's cell that no spreadsheet program works out; returns the cell."""
    return put_as_text(cell, clean_lines(text))


def _language(code: str) -> str:
    return f"{code} ({code})"


def _labels(form: Form, texts: Mapping[str, str], fallback: str = "") -> list[str]:
    return [texts.get(code) or text_in(texts, code) or fallback for code in form.languages]


def _each(form: Form, key: str) -> list[str]:
    """A word of the form's furniture in each of its languages."""
    return [word(key, code) for code in form.languages]


def _survey_head(form: Form) -> list[list[str]]:
    labels = [f"label::{_language(code)}" for code in form.languages]
    return [["type", "name", *labels, "required", "relevant", "constraint", "kind", "right",
             "objective", "stated_only"]]  # fmt: skip


def _survey_rows(form: Form, groups: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    if form.with_code:
        yield ["text", "code", *_each(form, "own_code"), "", "", "", "code", "", "", ""]
    if form.dimension is not Dimension.NONE and groups:
        yield ["select_one group", "group", *_each(form, "counted_among"), "", "", "", "group",
               "", "", ""]  # fmt: skip
    for item in form.items:
        yield from _item_rows(form, item)


def _item_rows(form: Form, item: Item) -> Iterator[list[str]]:
    labels = _labels(form, item.texts, item.name)
    rest = [item.right, item.objective, "yes" if item.stated_only else ""]
    required = "yes" if item.required else ""
    if item.kind is ItemKind.THEN_NOW:
        for ending, when in ((THEN, "before"), (NOW, "now")):
            told = [f"{label} ({words.lower()})"
                    for label, words in zip(labels, _each(form, when), strict=True)]  # fmt: skip
            yield [f"select_one {item.name}", item.name + ending, *told, required, item.relevant, "",
                   "then_now", *rest]  # fmt: skip
        return
    limits = ""
    kind = {ItemKind.TEXT: "text", ItemKind.NUMBER: "decimal", ItemKind.SCALE: "integer"}.get(
        item.kind
    )
    if item.kind is ItemKind.SCALE:
        limits = ". >= 0 and . <= 10"
    if kind is None:
        choosing = "select_multiple" if item.kind is ItemKind.CHOICES else "select_one"
        kind = f"{choosing} {item.name}"
    yield [kind, item.name, *labels, required, item.relevant, limits, item.kind.value, *rest]


def _choices(form: Form, groups: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    yield ["list_name", "name", *[f"label::{_language(code)}" for code in form.languages]]
    if form.dimension is not Dimension.NONE:
        spoken = [group_labels(groups, code) for code in form.languages]
        for place, (key, _) in enumerate(groups):
            yield ["group", key, *[labels[place][1] for labels in spoken]]
    for item in form.items:
        if item.kind is ItemKind.SCALE:
            continue
        for option in item.choices:
            yield [
                item.name,
                option.name,
                *[choice_label(item, option, code) for code in form.languages],
            ]
        if item.has_not_applicable:
            yield [item.name, NOT_APPLICABLE, *_each(form, "not_applicable")]


# In --------------------------------------------------------------------------------------------


@dataclass
class _Reading:
    """What has been read so far."""

    faults: list[Fault] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    with_code: bool = False
    then: tuple[int, Item] | None = None

    def fault(self, row: int, code: str, sheet: str = "survey", **values: object) -> None:
        self.faults.append(Fault(row, code, values, sheet))


def read_form(path: Path) -> tuple[Form | None, list[Fault]]:
    """The form of an XLSForm workbook, or None with every fault that it has.

    Raises EnvironmentProblem where the file cannot be read as a workbook.
    """
    return from_sheets(read_table(path))


def from_sheets(sheets: Sequence[Sheet]) -> tuple[Form | None, list[Fault]]:
    """Like `read_form`, from sheets that were read."""
    by_name = {sheet.name.strip().lower(): sheet for sheet in sheets}
    reading = _Reading()
    survey = _table(by_name.get("survey"))
    if not survey or not {"type", "name"} <= set(survey[0][1]):
        reading.fault(1, "form-no-survey")
        return None, reading.faults
    choices = _read_choices(_table(by_name.get("choices")), reading)
    for row, cells in survey:
        _read_item(row, cells, choices, reading)
    form = _form(by_name, reading)
    faults = sorted(
        [*reading.faults, *faults_of(form, reading.rows)], key=lambda f: (f.sheet, f.row)
    )
    if not form.items and not faults:
        faults.append(Fault(1, "form-no-survey"))
    return (None, faults) if faults else (form, [])


def _table(sheet: Sheet | None) -> list[tuple[int, dict[str, str]]]:
    """Rows below the head, each with its number, by column."""
    if sheet is None or not sheet.rows:
        return []
    head = [cell.strip() for cell in sheet.rows[0].cells]
    found = []
    for row in sheet.rows[1:]:
        cells = [cell.strip() for cell in row.cells] + [""] * len(head)
        # The kind of a column does not depend on its case; a language keeps its own.
        found.append((row.number, {name if ":" in name else name.lower(): cells[place]
                                   for place, name in enumerate(head) if name}))  # fmt: skip
    return found


def _texts(cells: Mapping[str, str], reading: _Reading, what: str = "label") -> Texts:
    texts: Texts = {}
    for name, text in cells.items():
        match = _BY_LANGUAGE.fullmatch(name)
        if match is None or not text or match["what"].lower() != what:
            continue
        spoken = match["language"] or "en"
        code = _CODE.search(spoken)
        language = (code[1] if code else spoken.strip()).lower()[:8]
        texts[language] = text
        if language not in reading.languages:
            reading.languages.append(language)
    return texts


def _read_choices(
    rows: Sequence[tuple[int, dict[str, str]]], reading: _Reading
) -> dict[str, list[Option]]:
    lists: dict[str, list[Option]] = {}
    for row, cells in rows:
        name, list_name = cells.get("name", ""), cells.get("list_name", cells.get("list name", ""))
        if not name or not list_name:
            reading.fault(row, "form-choice-bare", "choices")
            continue
        options = lists.setdefault(list_name, [])
        if any(option.name == name for option in options):
            reading.fault(row, "form-choice-twice", "choices", name=list_name, choice=name)
            continue
        options.append(Option(name, _texts(cells, reading)))
    return lists


def _read_item(
    row: int, cells: Mapping[str, str], choices: Mapping[str, list[Option]], reading: _Reading
) -> None:
    kind_text, _, list_name = cells.get("type", "").partition(" ")
    if cells.get("kind") in {"code", "group"}:
        reading.with_code = reading.with_code or cells["kind"] == "code"
        return
    if kind_text in {"select_one", "select_multiple"}:
        options = choices.get(list_name.strip())
        if options is None:
            reading.fault(row, "form-list-missing", name=list_name.strip())
            options = []
        kind = ItemKind.CHOICE if kind_text == "select_one" else ItemKind.CHOICES
    elif cells.get("type", "") in _SIMPLE:
        kind, options = _SIMPLE[cells["type"]], []
    else:
        reading.fault(row, "form-type-unknown", type=cells.get("type", ""))
        return
    item = _item(cells, _our_kind(kind, cells.get("kind", "")), options, reading)
    if cells.get("kind") == ItemKind.THEN_NOW.value:
        _read_side(row, item, reading)
        return
    reading.items.append(item)
    reading.rows.append(row)


def _our_kind(kind: ItemKind, ours: str) -> ItemKind:
    """The kind that our column says, as far as the XLSForm type allows it."""
    allowed = {ItemKind.CHOICE: {"rating", "knowledge", "then_now"}, ItemKind.NUMBER: {"scale"}}
    return ItemKind(ours) if ours in allowed.get(kind, set()) else kind


def _item(
    cells: Mapping[str, str], kind: ItemKind, options: Sequence[Option], reading: _Reading
) -> Item:
    if kind is ItemKind.RATING:
        options = [option for option in options if option.name != NOT_APPLICABLE]
    return Item(
        name=cells.get("name", ""), kind=kind, texts=_texts(cells, reading),
        options=() if kind is ItemKind.SCALE else tuple(options),
        required=cells.get("required", "").lower() in _TRUE, relevant=cells.get("relevant", ""),
        objective=cells.get("objective", ""), right=cells.get("right", ""),
        stated_only=cells.get("stated_only", "").lower() in _TRUE,
    )  # fmt: skip


def _read_side(row: int, item: Item, reading: _Reading) -> None:
    """The two questions of a then/now item stand one below the other."""
    if item.name.endswith(THEN):
        reading.then = (row, item)
        return
    first = reading.then
    base = item.name.removesuffix(NOW)
    if first is None or first[1].name != base + THEN:
        reading.fault(row, "form-then-missing", name=item.name)
        return
    texts = {code: _without_ending(text) for code, text in first[1].texts.items()}
    reading.items.append(Item(base, ItemKind.THEN_NOW, texts, item.options, item.required,
                              item.relevant, item.objective))  # fmt: skip
    reading.rows.append(first[0])
    reading.then = None


def _without_ending(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", text)


def _form(sheets: Mapping[str, Sheet], reading: _Reading) -> Form:
    settings = _table(sheets.get("settings"))
    facts = settings[0][1] if settings else {}
    titles, intros = (_texts(facts, reading, what) for what in ("title", "intro"))
    languages = reading.languages or ["en"]
    spoken = facts.get("default_language", "")
    code = _CODE.search(spoken)
    first = (code[1] if code else spoken).lower()
    if first in languages:
        languages = [first, *(one for one in languages if one != first)]
    kinds, dimensions = {k.value for k in FormKind}, {d.value for d in Dimension}
    k = facts.get("k", "")
    return Form(
        kind=FormKind(facts["kind"]) if facts.get("kind") in kinds else FormKind.OTHER,
        titles=titles or {languages[0]: facts.get("form_title") or tr("Form")}, intros=intros,
        items=tuple(reading.items),
        languages=tuple(languages), with_code=reading.with_code,
        dimension=Dimension(facts["dimension"]) if facts.get("dimension") in dimensions
        else Dimension.NONE, k=max(4, min(20, int(k))) if k.isdecimal() and len(k) < 3 else 5,
    )  # fmt: skip
