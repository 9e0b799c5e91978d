"""Certificates: whole, searchable, inside their frame, and never half written."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from report_pages import assert_embedded, assert_sound, ink_box, picture, text_of, tool
from report_rows import HOSTILE, NAMES, key, programme, sheet, sheets

from facilitator.application.jobs import Cancelled, Job
from facilitator.application.rows.certificates import DesignRow
from facilitator.application.rows.programme import OrganisationRow, SignatoryRow
from facilitator.domain.certificate_layout import SHIPPED
from facilitator.domain.certificates import CertificateKind
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import certificate_art as art
from facilitator.reports import pdf, pictures
from facilitator.reports.certificate_boxes import Place
from facilitator.reports.certificate_files import write_certificate_files
from facilitator.reports.certificates import (
    file_name,
    layout_of,
    plain_facts,
    write_certificates,
)
from facilitator.support.errors import EnvironmentProblem

WIDTH, HEIGHT = pdf.LANDSCAPE
NAME_TOP, NAME_BOTTOM = 397.0, 299.0
"""Between these heights the first layout sets the names, in points."""
LONG = (
    "Wan Nur Fatimah Az-Zahra binti Tengku Abdul Rahman Shah al-Haj ibni Sultan Muhammad",
    "W" * 200,
    "x" * 200,
    "Maria de los Angeles " * 9,
)


@pytest.fixture(scope="module")
def all_scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One certificate for each script, in one file."""
    path = tmp_path_factory.mktemp("certificates") / "all.pdf"
    write_certificates(sheets(), programme(), path)
    return path


def logo(colour: tuple[int, int, int, int] = (11, 106, 114, 128)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (80, 40), colour).save(stream, "PNG")
    return stream.getvalue()


def test_each_page_has_its_names_and_its_own_serial(all_scripts: Path) -> None:
    pages = text_of(all_scripts)
    rows = sheets()
    assert len(pages) == len(rows)
    for page, row in zip(pages, rows, strict=True):
        assert row.name in page
        assert row.serial in page
        assert row.own_script_name in page
    assert len({row.serial for row in rows}) == len(rows)


def test_pdftotext_finds_latin_names_and_serials(all_scripts: Path) -> None:
    found = tool("pdftotext")(all_scripts, "-")
    for row in sheets():
        assert row.name in found
        assert found.count(row.serial) == 1


def test_kind_programme_dates_and_hours_are_printed(all_scripts: Path) -> None:
    completion, participation, *_ = text_of(all_scripts)
    assert "Certificate of Completion" in completion
    assert "Certificate of Participation" in participation
    assert "a case study presented with a group" in completion
    assert "requirements" not in participation
    for page in (completion, participation):
        for fact in ("Confidence Building in the Region", "4 to 8 November 2024", "30.9 hours",
                     "Centre for Dialogue (sample)", "From the people of Sampleland",
                     "Amara Keovong", "8 November 2024", "Sample"):  # fmt: skip
            assert fact in page, fact


def test_file_is_sound_described_and_embeds_all_its_fonts(all_scripts: Path) -> None:
    assert_sound(all_scripts)
    assert_embedded(all_scripts)
    document = pypdfium2.PdfDocument(all_scripts)
    about = document.get_metadata_dict()
    document.close()
    assert about["Title"] == "Certificates: Confidence Building in the Region"
    assert about["Author"] == "Centre for Dialogue (sample)"


def test_code_holds_the_plain_facts(all_scripts: Path) -> None:
    for number, row in enumerate(sheets()):
        (read,) = zxingcpp.read_barcodes(picture(all_scripts, number, scale=3))
        assert read.text == plain_facts(row, programme())
        assert row.serial in read.text


def rectangle(
    image: Image.Image, box: tuple[float, float, float, float], scale: float
) -> Image.Image:
    left, bottom, right, top = (value * scale for value in box)
    high = HEIGHT * scale
    return image.crop((int(left), int(high - top), int(right), int(high - bottom)))


@pytest.mark.parametrize("name", [*LONG, *HOSTILE])
@pytest.mark.parametrize("own", ["", NAMES["Burmese"][1] * 9, NAMES["Khmer"][1] * 9])
def test_any_name_stays_between_its_neighbours_and_inside_the_frame(
    name: str, own: str, tmp_path: Path
) -> None:
    """The strips beside and between the texts stay as they are on a sheet without a name."""
    long_file, blank_file = tmp_path / "long.pdf", tmp_path / "blank.pdf"
    write_certificates([sheet(2, name, own)], programme(is_sample=False), long_file)
    write_certificates([sheet(2, "", "")], programme(is_sample=False), blank_file)
    scale = 2.0
    long, blank = picture(long_file, scale=scale), picture(blank_file, scale=scale)
    for box in (
        (0, 0, art.FRAME + 8, HEIGHT), (WIDTH - art.FRAME - 8, 0, WIDTH, HEIGHT),
        (art.FRAME, NAME_TOP + 1, WIDTH - art.FRAME, HEIGHT),
        (art.FRAME, 170, WIDTH - art.FRAME, NAME_BOTTOM - 1),
    ):  # fmt: skip
        assert rectangle(long, box, scale).tobytes() == rectangle(blank, box, scale).tobytes(), box
    band = rectangle(long, (art.FRAME, NAME_BOTTOM, WIDTH - art.FRAME, NAME_TOP), scale)
    assert ink_box(band)
    squeezed = "".join(text_of(long_file)[0].split())
    assert "".join(name.split()) in squeezed


def test_name_that_no_font_draws_still_gives_a_certificate(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    write_certificates([sheet(1, "Li Ming", "李明")], programme(), path)
    assert "李明" in text_of(path)[0]


def test_one_file_a_person_named_by_person(tmp_path: Path) -> None:
    rows = [sheet(1, "Nguyễn Thị Ánh"), sheet(2, "CON"), sheet(3, "../../etc/passwd"),
            sheet(4, "李明"), sheet(5, "Nguyễn Thị Ánh"), sheet(6, "a" * 200)]  # fmt: skip
    written = write_certificate_files(rows, programme(), tmp_path / "new" / "folder")
    assert [path.name for path in written][:5] == [
        "2024-11-001_nguyen-thi-anh.pdf", "2024-11-002_unnamed.pdf", "2024-11-003_etc-passwd.pdf",
        "2024-11-004_unnamed.pdf", "2024-11-005_nguyen-thi-anh.pdf",
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        path.name for path in written
    )
    assert [len(text_of(path)) for path in written] == [1] * 6
    assert "Nguyễn Thị Ánh" in text_of(written[0])[0]


@given(st.text(max_size=120), st.integers(1, 9999))
def test_file_names_are_safe_everywhere(name: str, number: int) -> None:
    made = file_name(sheet(number, name))
    stem = made.removesuffix(".pdf")
    assert made.endswith(".pdf")
    assert stem.isascii()
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert stem.startswith(f"2024-11-{number:03d}_")
    assert len(made) <= 110


class StopsAfter(Job):
    """A job that the user cancels after so many steps."""

    def __init__(self, steps: int) -> None:
        super().__init__(progress=self._count)
        self.seen: list[tuple[int, int]] = []
        self.steps = steps

    def _count(self, done: int, total: int, _what: str) -> None:
        self.seen.append((done, total))
        if len(self.seen) >= self.steps:
            self.cancel()


def test_cancel_leaves_no_file_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    path.write_bytes(b"old")
    job = StopsAfter(3)
    with pytest.raises(Cancelled):
        write_certificates(sheets(), programme(), path, job)
    assert [done for done, _ in job.seen] == [1, 2, 3]
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["all.pdf"]


def test_cancelled_single_files_are_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_certificate_files(sheets(), programme(), tmp_path, StopsAfter(3))
    assert len(list(tmp_path.iterdir())) == 3
    assert all(len(text_of(path)) == 1 for path in tmp_path.iterdir())


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    job = StopsAfter(1000)
    write_certificates(sheets(), programme(), tmp_path / "all.pdf", job)
    assert job.seen[-1] == (len(sheets()), len(sheets()))


def test_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        write_certificates(sheets(), programme(), tmp_path / "missing" / "all.pdf")


def pictures_in(path: Path) -> int:
    """Pictures with transparency; the code is drawn in the page's own stream."""
    with pikepdf.open(path) as document:
        return sum("/SMask" in part for part in document.objects
                   if isinstance(part, pikepdf.Stream))  # fmt: skip


def test_pictures_are_drawn_and_broken_ones_left_out(tmp_path: Path) -> None:
    plain, decorated = tmp_path / "plain.pdf", tmp_path / "decorated.pdf"
    row = programme(is_sample=False)
    organisations = (
        OrganisationRow(key("l1"), "Centre", OrganisationRole.ORGANISER, logo()),
        OrganisationRow(key("l2"), "School", OrganisationRole.PARTNER, b"no picture at all"),
        OrganisationRow(key("l3"), "Other", OrganisationRole.PARTNER, logo()[:60]),
    )
    signatories = (SignatoryRow(key("s"), "Amara Keovong", "Director", logo((0, 0, 0, 255))),)
    write_certificates([sheet(1, "A")], row, plain)
    write_certificates(
        [sheet(1, "A")], replace(row, organisations=organisations, signatories=signatories),
        decorated,
    )  # fmt: skip
    assert [pictures_in(path) for path in (plain, decorated)] == [0, 2]
    assert_sound(decorated)


def test_huge_picture_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("1", (6000, 6000)).save(stream, "PNG")
    assert pictures.picture(stream.getvalue()) is None


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 6])
def test_any_number_of_signatories(count: int, tmp_path: Path) -> None:
    people = tuple(
        SignatoryRow(key(str(n)), f"Signatory Number{n}", "Director General of the Department of "
                     "Peace and Reconciliation, Ministry of Sample Affairs")
        for n in range(count)
    )  # fmt: skip
    path = tmp_path / "one.pdf"
    write_certificates([sheet(1, "A B")], programme(signatories=people), path)
    found = text_of(path)[0]
    assert [n for n in range(count) if f"Number{n}" in found] == list(range(min(count, 4)))


def test_bare_programme_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    bare = programme(organisations=(), objectives=(), signatories=(), subtitle="", donor_line="",
                     venue="", is_sample=False)  # fmt: skip
    write_certificates([sheet(1, "A B", kind=CertificateKind.PARTICIPATION, hours=0.0)], bare, path)
    found = text_of(path)[0]
    assert "hours" not in found
    assert "Sample" not in found


def test_serials_that_differ_only_in_signs_keep_their_files(tmp_path: Path) -> None:
    rows = [sheet(1, "A", serial="X/1"), sheet(1, "A", serial="X-1"), sheet(1, "A", serial="X.1")]
    written = write_certificate_files(rows, programme(), tmp_path)
    assert [path.name for path in written] == ["x-1_a.pdf", "x-1_a-2.pdf", "x-1_a-3.pdf"]
    assert ["X.1" in text_of(path)[0] for path in written] == [False, False, True]


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_endless_facts_stay_off_the_signatures_and_the_heading(
    kind: CertificateKind, tmp_path: Path
) -> None:
    long_file, short_file = tmp_path / "long.pdf", tmp_path / "short.pdf"
    short = programme(is_sample=False, objectives=())
    endless = "Confidence and Dialogue among Neighbours of the Great River and the Islands "
    organisations = tuple(
        OrganisationRow(
            key(f"o{n}"), f"Institute Number {n} for Dialogue", OrganisationRole.PARTNER
        )
        for n in range(6)
    )
    long = replace(
        short, title=(endless * 3)[:160], subtitle=endless * 3, place=endless, donor_line=endless * 2,
        organisations=organisations,
        objectives=tuple(replace(o, text=endless) for o in programme().objectives * 3),
    )  # fmt: skip
    write_certificates([sheet(2, "A B", kind=kind)], long, long_file)
    write_certificates([sheet(2, "A B", kind=kind)], short, short_file)
    first, second = picture(long_file, scale=2), picture(short_file, scale=2)
    for box in (
        (0, 0, art.FRAME + 8, HEIGHT), (art.FRAME, NAME_BOTTOM, WIDTH - art.FRAME, 474),
        (150, 80, WIDTH - 165, 151),
    ):  # fmt: skip
        assert rectangle(first, box, 2).tobytes() == rectangle(second, box, 2).tobytes(), box
    found = "".join(text_of(long_file)[0].split())
    assert "".join((endless * 3)[:160].split()) in found
    assert all(f"InstituteNumber{n}" in found for n in range(6))


def test_no_sheets_is_a_page_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    write_certificates([], programme(), path)
    assert text_of(path) == ["No certificate has been issued yet."]


@pytest.mark.slow
def test_a_thousand_certificates_stay_small_and_searchable(tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    names = [latin for latin, _ in NAMES.values()]
    rows = [sheet(n, f"{names[n % 10]} {n}") for n in range(1, 1001)]
    write_certificates(rows, programme(), path)
    serials = re.findall(r"2024-11-\d+", "\n".join(text_of(path)))
    assert sorted(serials) == sorted(row.serial for row in rows)
    assert path.stat().st_size < 3_000_000


@pytest.mark.parametrize("layout", SHIPPED)
def test_four_signatories_with_long_names_stay_inside_their_box(
    layout: str, tmp_path: Path
) -> None:
    """Below their box a sheet is the same, dot by dot, as one without signatories."""
    long = SignatoryRow(key("s"), "Dr. Somsak Wongsuwannakit na Ayutthaya",
                        "Permanent Secretary for Regional Cooperation and Dialogue", b"")  # fmt: skip
    pages = []
    for people in ((), (long,) * 4):
        path = tmp_path / f"{len(people)}.pdf"
        week = replace(programme(is_sample=False), signatories=people)
        write_certificates([sheet(1, "A")], week, path, None, DesignRow(layout, "en"))
        pages.append(picture(path, scale=2.0))
    chosen = layout_of(layout)
    (box,) = (box for box in chosen.boxes if box.kind == "signatories")
    place = Place.of(box, chosen)
    inside = tuple(round(2 * v) for v in (place.x - 1, HEIGHT - place.y - place.height - 1,
                                          place.x + place.width + 1, HEIGHT - place.y + 1))  # fmt: skip
    difference = ImageChops.difference(*pages)
    assert difference.getbbox() is not None
    difference.paste(0, inside)
    assert difference.getbbox() is None
