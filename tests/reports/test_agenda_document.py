"""The agenda on paper: every item where it belongs, nothing that is the facilitator's alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from report_pages import assert_embedded, assert_sound, text_of
from report_rows import HOSTILE, agenda, key, programme

from facilitator.application.jobs import Cancelled, Job
from facilitator.application.rows.agenda import AgendaRow, DayRow
from facilitator.reports.agenda import write_agenda


def written(rows: AgendaRow, tmp_path: Path) -> Path:
    path = tmp_path / "agenda.pdf"
    write_agenda(rows, programme(), path)
    return path


def page_sizes(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    sizes = [page.get_size() for page in document]
    document.close()
    return ["landscape" if width > height else "portrait" for width, height in sizes]


def test_a_week_is_one_landscape_page_and_a_sheet_a_day(tmp_path: Path) -> None:
    path = written(agenda(), tmp_path)
    assert page_sizes(path) == ["landscape"] + ["portrait"] * 5
    week, *days = text_of(path)
    for item in agenda().items:
        assert item.title.split()[0] in week
    for number, day in enumerate(days):
        for item in agenda().items_of(agenda().days[number].id):
            assert "".join(item.title.split()) in "".join(day.split())
    assert "Page 1 of 6" in week
    assert "Page 6 of 6" in days[-1]


def test_day_sheet_has_objective_materials_lead_and_room(tmp_path: Path) -> None:
    sheet = text_of(written(agenda(), tmp_path))[1]
    for fact in ("Everyone can say what was learnt", "Materials: Cards, markers", "Lan Tran",
                 "Mekong Hall", "Monday, 4 November 2024", "08:30", "85 min"):  # fmt: skip
        assert fact in sheet, fact


def test_private_notes_never_appear(tmp_path: Path) -> None:
    assert all(item.private_notes for item in agenda().items)
    path = written(agenda(), tmp_path)
    assert all("PRIVATE" not in page for page in text_of(path))
    assert b"PRIVATE" not in path.read_bytes()


def test_who_does_not_wish_to_be_named_appears_by_role(tmp_path: Path) -> None:
    hidden = programme().resource_persons[1]
    items = tuple(replace(i, lead_id=hidden.id, lead=hidden.name) for i in agenda().items)
    pages = text_of(written(replace(agenda(), items=items), tmp_path))
    assert all(hidden.name not in page for page in pages)
    assert all(hidden.role in page.replace("\r\n", " ") for page in pages[1:])


def test_fonts_and_file_are_sound(tmp_path: Path) -> None:
    path = written(agenda(), tmp_path)
    assert_sound(path)
    assert_embedded(path)


@pytest.mark.parametrize(("days", "pages"), [(1, 1), (7, 1), (8, 2), (30, 5)])
def test_longer_programmes_take_more_week_pages(days: int, pages: int, tmp_path: Path) -> None:
    first = agenda().days[0]
    rows = tuple(
        replace(first, id=key(f"long{n}"), number=n + 1, date=date(2024, 11, 4) + timedelta(n))
        for n in range(days)
    )
    items = tuple(
        replace(item, id=key(f"{day.number}{item.id}"), day_id=day.id)
        for day in rows
        for item in agenda().items_of(first.id)
    )
    sizes = page_sizes(written(AgendaRow(rows, items, ()), tmp_path))
    assert sizes.count("landscape") == pages
    assert sizes.count("portrait") == days


def test_empty_agenda_is_a_page_with_the_days(tmp_path: Path) -> None:
    empty = replace(agenda(), items=())
    assert "Monday 4" in text_of(written(empty, tmp_path))[0]
    assert text_of(written(AgendaRow((), (), ()), tmp_path))


def test_hostile_and_endless_titles_print_on_their_sheet(tmp_path: Path) -> None:
    day: DayRow = agenda().days[0]
    some = agenda().items_of(day.id)[: len(HOSTILE)]
    items = tuple(
        replace(item, title=title, objective=title, lead=title, materials="word " * 120)
        for item, title in zip(some, HOSTILE, strict=True)
    )
    path = written(AgendaRow((day,), items, ()), tmp_path)
    sheets = "".join("".join(text.split()) for text in text_of(path)[1:])
    for title in HOSTILE:
        assert "".join(title.split()) in sheets, title


def test_cancel_leaves_no_file(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_agenda(agenda(), programme(), tmp_path / "agenda.pdf", job)
    assert list(tmp_path.iterdir()) == []
