"""Run of show, wall poster and materials: what each holds, and for whom it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from report_pages import assert_embedded, assert_sound, text_of, tool
from report_rows import HOSTILE, agenda, key, programme

from facilitator.application.jobs import Cancelled, Job
from facilitator.application.queries.agenda_materials import rolled_up
from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.rows.running import RunRecordRow, RunRow, RunStateRow
from facilitator.domain.materials import Crowd, Per
from facilitator.reports.agenda_materials import write_materials
from facilitator.reports.agenda_poster import write_poster
from facilitator.reports.agenda_run_of_show import AsRun, as_run_of, write_run_of_show
from facilitator.support.errors import EnvironmentProblem

CROWD = Crowd(people=35, groups=5)


def squeezed(path: Path) -> str:
    return "".join("".join(page.split()) for page in text_of(path))


def run_of_show(rows: AgendaRow, path: Path, **more: object) -> list[str]:
    write_run_of_show(rows, programme(), CROWD, path, **more)  # type: ignore[arg-type]
    return text_of(path)


def test_run_of_show_has_every_item_with_its_columns(tmp_path: Path) -> None:
    pages = run_of_show(agenda(), tmp_path / "run.pdf")
    whole = squeezed(tmp_path / "run.pdf")
    for item in agenda().items:
        assert "".join(item.title.split()) in whole
    first = pages[0]
    for head in ("No.", "Planned", "Lead, co-lead", "Room, set-up", "Method", "AV, slides",
                 "Decision, notes (private)"):  # fmt: skip
        assert head in first, head
    for fact in ("08:30", "30 min", "to 09:00", "Lan Tran", "Mekong Hall", "5 × Cards",
                 "Then 09:00"):  # fmt: skip
        assert fact in " ".join(text.replace("\r\n", " ") for text in pages), fact


def test_run_of_show_says_on_each_page_that_it_is_private(tmp_path: Path) -> None:
    pages = run_of_show(agenda(), tmp_path / "run.pdf")
    assert len(pages) > 5
    assert all("holds private notes. Do not hand out." in page for page in pages)
    assert "PRIVATE: watch" in pages[0]


def test_run_of_show_prints_what_really_happened(tmp_path: Path) -> None:
    first, second = agenda().items[:2]
    real = {first.id: AsRun(512, 550), second.id: AsRun(551, None)}
    page = run_of_show(agenda(), tmp_path / "run.pdf", as_run=real)[0]
    assert "08:32" in page
    assert "09:10" in page
    assert "+10 min" in page
    assert "09:11" in page


def test_plan_of_record_is_read_by_the_clock_of_the_programme() -> None:
    item = agenda().items[0]
    record = RunRecordRow(key("r"), item.day_id, item.id, item.title, 510, 30,
                          datetime(2024, 11, 4, 1, 32, tzinfo=UTC), None, "Start with the groups")  # fmt: skip
    gone = replace(record, item_id=None)
    found = as_run_of(RunRow(RunStateRow(), {}, (record, gone)), "Asia/Vientiane")
    assert found == {item.id: AsRun(8 * 60 + 32, None, 540, "Start with the groups")}


def test_variance_is_against_the_plan_of_record(tmp_path: Path) -> None:
    first = agenda().items[0]
    real = {first.id: AsRun(512, 550, 530, "Decided: shorter opening")}
    page = run_of_show(agenda(), tmp_path / "run.pdf", as_run=real)[0]
    assert "+20 min" in page
    assert "Decided: shorter" in page


def test_endless_notes_go_on_over_pages_and_lose_no_word(tmp_path: Path) -> None:
    words = [f"word{n}" for n in range(900)]
    item = replace(agenda().items[0], private_notes=" ".join(words))
    run_of_show(replace(agenda(), items=(item,)), tmp_path / "run.pdf")
    whole = squeezed(tmp_path / "run.pdf")
    assert all(word in whole for word in words)
    assert whole.count("Registrationandwelcome") == 1


def test_poster_is_one_landscape_a3_with_every_item(tmp_path: Path) -> None:
    write_poster(agenda(), programme(), tmp_path / "poster.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "poster.pdf")
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    assert sizes == [(1191, 842)]
    whole = squeezed(tmp_path / "poster.pdf")
    for item in agenda().items:
        assert "".join(item.title.split())[:12] in whole


def test_materials_by_day_for_the_real_groups(tmp_path: Path) -> None:
    rows = rolled_up(agenda(), CROWD)
    cards = rows.days[0].rows[0]
    assert (cards.name, cards.count, cards.per) == ("Cards", 35, Per.PERSON)
    assert len(cards.uses) == 13
    assert cards.total > cards.count
    write_materials(rows, programme(), tmp_path / "m.pdf")
    pages = text_of(tmp_path / "m.pdf")
    assert len(pages) == 5
    for fact in ("Counted for 35 people in 5 groups.", "Cards", "35", "one for each person",
                 "10:35 Group work"):  # fmt: skip
        assert fact in pages[0], fact


def test_what_participants_may_see_has_nothing_private(tmp_path: Path) -> None:
    hidden = programme().resource_persons[1]
    rows = replace(agenda(), items=tuple(replace(item, lead_id=hidden.id, lead=hidden.name)
                                         for item in agenda().items))  # fmt: skip
    write_poster(rows, programme(), tmp_path / "poster.pdf")
    write_materials(rolled_up(rows, CROWD), programme(), tmp_path / "materials.pdf")
    for name in ("poster.pdf", "materials.pdf"):
        text = " ".join(text_of(tmp_path / name))
        assert "PRIVATE" not in text
        assert hidden.name not in text


def test_papers_are_sound_and_print_hostile_texts(tmp_path: Path) -> None:
    some = agenda().items_of(agenda().days[0].id)[: len(HOSTILE)]
    items = tuple(replace(item, title=text, materials=text, private_notes=text, mode=text)
                  for item, text in zip(some, HOSTILE, strict=True))  # fmt: skip
    rows = replace(agenda(), items=items)
    run_of_show(rows, tmp_path / "run.pdf")
    write_poster(rows, programme(), tmp_path / "poster.pdf")
    write_materials(rolled_up(rows, CROWD), programme(), tmp_path / "materials.pdf")
    for name in ("run.pdf", "poster.pdf", "materials.pdf"):
        assert_sound(tmp_path / name)
        assert_embedded(tmp_path / name)
    for text in HOSTILE:
        assert "".join(text.split()) in squeezed(tmp_path / "run.pdf")


def test_tables_are_tables_for_who_has_them_read_aloud(tmp_path: Path) -> None:
    run_of_show(agenda(), tmp_path / "run.pdf")
    tree = tool("pdfinfo")("-struct-text", tmp_path / "run.pdf")
    assert tree.count("Table (block)") == len(text_of(tmp_path / "run.pdf"))
    heads = len(text_of(tmp_path / "run.pdf"))
    assert tree.count("/Scope /Column") == 11 * heads
    assert tree.count("\n      TR") == len(agenda().items) + heads


def test_nothing_to_print_is_said(tmp_path: Path) -> None:
    empty = replace(agenda(), items=())
    for write in (
        lambda path: write_run_of_show(empty, programme(), CROWD, path),
        lambda path: write_poster(empty, programme(), path),
        lambda path: write_materials(rolled_up(empty, CROWD), programme(), path),
    ):
        with pytest.raises(EnvironmentProblem) as caught:
            write(tmp_path / "x.pdf")
        assert caught.value.code == "nothing-to-export"
    assert list(tmp_path.iterdir()) == []


def test_cancel_leaves_no_file(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_run_of_show(agenda(), programme(), CROWD, tmp_path / "run.pdf", job)
    assert list(tmp_path.iterdir()) == []
