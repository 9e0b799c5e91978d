"""Ten thousand people: the import of their workbook, and the table that shows them.

Import. The subject is `facilitator import participants`, whole process: the workbook read in its
guarded child, columns guessed, names and values cleaned, duplicates looked for, one undoable
command. The reference reads the same workbook with openpyxl and puts the cells, as they are, into a
bare SQLite table in one transaction.

Table. The subject is the Participants page in the real window: a step of scrolling with the whole
viewport painted, and a filter typed until the list is painted, each the median of many. The
reference is Qt's own: a QStandardItemModel under a QSortFilterProxyModel in a QTableView of the
same size with the same texts. A frame of a 60 Hz screen is 16.7 ms. Processor time is measured, so
that other work on the machine does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from benchmarks.harness import Line, Scale

PEOPLE = 10_000
IMPORT_AIM = 10.0
FRAME = 16.7
STEPS = 60
TYPED = ("s", "si", "sis", "sisa", "sisavath", "sisavath 12", "", "tan", "tan 7", "")
_GIVEN = "Mali Ana Somchai Đức Thida Arif Siti Paolo Kanya Vilay Sokha Nur".split()  # noqa: SIM905
_FAMILY = "Sisavath Cruz Dee Phạm Aung Hidayat Rahma Reyes Wong Chea Aziz Tan".split()  # noqa: SIM905
HEADINGS = ("No.", "Full name", "Sex", "Country", "Institution", "Position", "E-mail")


def _rows() -> list[tuple[object, ...]]:
    import random

    rng = random.Random(1)
    countries = ("Laos", "Vietnam", "Thailand", "Burma", "Singapore")
    return [
        (n, f"{rng.choice(_GIVEN)} {rng.choice(_GIVEN)} {rng.choice(_FAMILY)} {n}", rng.choice("FM"),
         rng.choice(countries), f"Ministry {n % 300}", "Officer", f"p{n}@example.org")
        for n in range(1, PEOPLE + 1)
    ]  # fmt: skip


def _write_workbook(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Participants")
    sheet.append(["List of participants"])
    sheet.append(HEADINGS)
    for row in _rows():
        sheet.append(row)
    book.save(path)


# --- import -----------------------------------------------------------------------------------------


def importing(folder: str, sheet: str) -> None:
    """The subject: a fresh programme takes the list."""
    import contextlib
    import io
    import time
    from datetime import date
    from uuid import uuid4

    from facilitator.cli.run import run
    from facilitator.exchange.templates import new_programme

    path = Path(folder) / f"{uuid4().hex}.programme"
    new_programme(path, "blank", date(2026, 3, 2), "Bench", "", "UTC").close()
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = run(["import", "participants", str(path), sheet])
    took = time.perf_counter() - began
    path.unlink()
    if code or f"{PEOPLE} added" not in said.getvalue():
        raise SystemExit(said.getvalue())
    probe.say(seconds=took)


def bare_import(folder: str, sheet: str) -> None:
    """The reference: cells into a table, nothing looked at."""
    import sqlite3
    import time
    from uuid import uuid4

    import openpyxl

    path = Path(folder) / f"{uuid4().hex}.sqlite"
    began = time.perf_counter()
    read = openpyxl.load_workbook(sheet, read_only=True, data_only=True)
    rows = list(read.active.iter_rows(min_row=3, values_only=True))
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE person (n, name, sex, country, institution, position, email)")
    connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    took = time.perf_counter() - began
    path.unlink()
    probe.say(seconds=took)


# --- table ------------------------------------------------------------------------------------------


def _measure(table: QTableView, type_in: Callable[[str], object]) -> dict[str, float]:
    """Median processor time of a step of scrolling and of a filter typed, each painted."""
    import statistics
    import time

    from PySide6.QtWidgets import QApplication

    bar = table.verticalScrollBar()

    def timed(act: Callable[[], object]) -> float:
        began = time.process_time()
        act()
        table.viewport().update()  # all of it, where the view would only move what it has
        QApplication.processEvents()
        return time.process_time() - began

    timed(lambda: bar.setValue(10))
    ends = [(step + 1) * bar.maximum() // STEPS for step in range(STEPS)]
    scrolled = [timed(lambda end=end: bar.setValue(end)) for end in ends]
    filtered = [timed(lambda text=text: type_in(text)) for text in TYPED]
    return {"scroll": statistics.median(scrolled), "filter": statistics.median(filtered)}


def page(programme: str) -> None:
    """The subject: the page in its window."""
    from benchmarks.app import window_on

    controller = window_on(programme)
    controller.go_to("participants")
    controller.app.processEvents()
    shown = controller.page("participants")
    figures = _measure(shown.table, shown.filter.setText)
    if len(shown.table.people.rows) != PEOPLE:
        raise SystemExit("the table does not show everybody")
    probe.say(**figures)


def stock(_programme: str) -> None:
    """The reference: Qt's own model, filter and table."""
    from PySide6.QtCore import QSortFilterProxyModel, Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    app = QApplication([])
    model = QStandardItemModel(0, len(HEADINGS))
    for row in _rows():
        model.appendRow([QStandardItem(str(cell)) for cell in row])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    table = QTableView()
    table.setModel(proxy)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(40)
    table.resize(1160, 620)
    table.show()
    app.processEvents()
    probe.say(**_measure(table, proxy.setFilterFixedString))


def measure(scale: Scale, folder: Path) -> list[Line]:
    """The lines; a quick run makes fewer rounds over the same ten thousand."""
    from datetime import date

    from benchmarks.harness import alternate, run_apart
    from facilitator.cli.run import run
    from facilitator.exchange.templates import new_programme

    sheet, programme = folder / "people.xlsx", folder / "people.programme"
    _write_workbook(sheet)
    new_programme(programme, "blank", date(2026, 3, 2), "Bench", "", "UTC").close()
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()):
        run(["import", "participants", str(programme), str(sheet)])
    taken = alternate(
        min(scale.rounds, 3), lambda: run_apart(importing, folder, sheet),
        lambda: run_apart(bare_import, folder, sheet),
    )  # fmt: skip
    looked = alternate(
        min(scale.rounds, 3),
        lambda: run_apart(page, programme),
        lambda: run_apart(stock, programme),
    )
    many = f"{PEOPLE:,} people"
    return [
        taken.line(f"{many}: import of an XLSX list", "seconds", "s", aim=IMPORT_AIM,
                   aim_is_absolute=True),
        taken.peak(f"{many}: import"),
        looked.line(f"{many}: a step of scrolling, painted", "scroll", "ms", times=1000, aim=FRAME,
                    aim_is_absolute=True),
        looked.line(f"{many}: a filter typed, painted", "filter", "ms", times=1000, aim=FRAME,
                    aim_is_absolute=True),
    ]  # fmt: skip
