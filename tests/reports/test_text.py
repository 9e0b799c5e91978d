"""Setting text: nothing is parsed, nothing is clipped, everything can be found again."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_pages import assert_embedded, assert_sound, text_of, tool
from report_rows import HOSTILE, NAMES
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Frame

import facilitator.reports
from facilitator.domain.people import BIDI_CONTROLS
from facilitator.reports import fonts, pdf, text
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.text import RisingText, Style, fit_text, para, printable, width_em

ANY_TEXT = st.text(max_size=60)
WORDS = st.text(alphabet=st.sampled_from("abcdefgWMil 'éạ-ສກខ្មោ์ရေகி"), min_size=1, max_size=200)


def test_reportlab_forgets_its_rise_and_ours_does_not() -> None:
    """Two rises in a row: ReportLab 5.1 keeps the first one in mind, ours the last."""

    def risen(kind: type[PDFTextObject]) -> PDFTextObject:
        made = kind(Canvas(io.BytesIO()), 0, 100)
        for rise in (3, -2, 0):
            made.setRise(rise)
        return made

    assert risen(PDFTextObject)._rise == 3, "the fault is mended upstream: drop RisingText"
    mended = risen(RisingText)
    assert (mended._rise, mended._y) == (0, 100)
    assert [part for part in mended._code if part.endswith(" Ts")] == ["0.0000 Ts"]


@pytest.mark.parametrize("weight", list(Weight))
def test_every_weight_of_every_family_is_shipped(weight: Weight) -> None:
    for family in Family:
        assert fonts.font_for("a", Face(family, weight)) == fonts.latin_font(Face(family, weight))
    for script in fonts.SCRIPTS:
        fonts.registered(script.font_name(weight))


def page_with(tmp_path: Path, lines: list[str]) -> Path:
    """Each line drawn for itself, and again as a paragraph of a story."""
    path = tmp_path / "page.pdf"
    with pdf.document(path, A4, pdf.About("Test", "Test")) as canvas:
        for number, line in enumerate(lines):
            text.draw_line(canvas, 40, 780 - 26 * number, printable(line), Style(size=14))
        Frame(40, 40, 500, 400).addFromList([para(line, Style()) for line in lines], canvas)
        canvas.showPage()
    return path


def test_hostile_text_prints_as_typed(tmp_path: Path) -> None:
    found = text_of(page_with(tmp_path, list(HOSTILE)))[0]
    for line in HOSTILE:
        assert found.count(line) == 2, line


@pytest.mark.parametrize("script", [s for s in NAMES if s != "Arabic"])
def test_name_in_its_script_is_found_by_search(script: str, tmp_path: Path) -> None:
    name = NAMES[script][1]
    path = page_with(tmp_path, [name])
    assert text_of(path)[0].count(name) == 2
    assert tool("pdftotext")(path, "-").count(name) == 2


def test_arabic_reads_back_in_pdfium_without_help(tmp_path: Path) -> None:
    assert text_of(page_with(tmp_path, [NAMES["Arabic"][1]]))[0].count(NAMES["Arabic"][1]) == 2


def test_character_without_a_font_is_visible_named_and_kept_for_search(tmp_path: Path) -> None:
    name = "Li 李明"
    assert fonts.missing_glyphs(name) == ("李", "明")
    assert [run.text for run in text.runs(name, Face())] == ["Li ", fonts.MISSING * 2]
    assert "李明" in text_of(page_with(tmp_path, [name]))[0]


def test_all_fonts_are_embedded_and_the_file_is_sound(tmp_path: Path) -> None:
    path = page_with(tmp_path, [name for pair in NAMES.values() for name in pair])
    assert_embedded(path, 9)
    assert_sound(path)


def test_marks_stay_with_their_letters_whatever_the_font() -> None:
    """Inter draws n but not the mark under it: both must come from the font that has both."""
    letter = "n\N{COMBINING GRAVE ACCENT BELOW}"
    assert not fonts.draws("Inter-Regular", letter[1])
    (run,) = text.runs(letter, Face())
    assert run.font == "NotoSans-Regular"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Ms محمد ok", ["Ms ", "محمد", " ok"]),
        ("محمد Tom عبد", ["عبد", " Tom ", "محمد"]),
        ("محمد 12 عبد", ["عبد", "12", "محمد"]),
    ],
)
def test_right_to_left_runs_stand_in_reading_order(typed: str, seen: list[str]) -> None:
    order = text.in_visual_order(text.runs(typed, Face()))
    joined = [run.text.strip() for run in order if run.text.strip()]
    assert joined == [part.strip() for part in seen]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("កម្ពុជា", ["ក", "ម្ពុ", "ជា"]),
        ("เชียงใหม่", ["เชี", "ย", "ง", "ให", "ม่"]),
        ("ນ້ຳ", ["ນ້ຳ"]),
        ("သန္တာ", ["သ", "န္တာ"]),
        ("क्षि", ["क्षि"]),
    ],
)
def test_no_break_inside_a_cluster(word: str, parts: list[str]) -> None:
    assert text.clusters(word) == parts


def test_word_wider_than_the_line_breaks_between_clusters() -> None:
    name = NAMES["Khmer"][1].replace(" ", "") * 6
    lines = text.wrap_text(name, Style(size=12), 90)
    assert len(lines) > 3
    assert "".join(span.text for line in lines for span in line.spans) == name
    assert all(line.width <= 90.5 for line in lines)


@given(ANY_TEXT)
def test_printable_has_no_control_or_direction_characters(typed: str) -> None:
    shown = printable(typed)
    assert not BIDI_CONTROLS & set(shown)
    odd = [char for char in shown if not (char.isprintable() or char in "\n\u200c\u200d ")]
    assert all("\u0600" <= char <= "\u06dd" or char == "\u08e2" for char in odd)
    assert printable(shown) == shown


@given(st.text(alphabet="<>&;/ ab'\"=!-[]", max_size=40))
def test_markup_is_only_text(typed: str) -> None:
    """What is drawn is what was typed, white space at the ends aside."""
    lines = text.wrap_text(typed, Style(), 100_000)
    drawn = " ".join("".join(span.text for span in line.spans) for line in lines)
    assert drawn == " ".join(typed.split())


@given(WORDS, st.integers(30, 600), st.integers(1, 3))
def test_fitted_text_is_whole_and_inside_its_box(typed: str, room: int, most: int) -> None:
    fitted = fit_text(typed, Face(), 40.0, float(room), 20.0, most)
    assert 1 <= len(fitted.lines) <= most
    assert fitted.size <= 40
    assert all(width_em(line, Face()) * fitted.size <= room + 0.5 for line in fitted.lines)
    squeezed = "".join("".join(fitted.lines).split())
    assert squeezed == "".join(printable(typed).split())


def test_fitting_shrinks_to_the_floor_before_it_wraps() -> None:
    name = "Vilay Phommachanh Souvannavong"
    wide = width_em(name, Face())
    just = fit_text(name, Face(), 40, wide * 21, 20, 2)
    assert (just.lines, round(just.size)) == ((name,), 21)
    wrapped = fit_text(name, Face(), 40, wide * 19, 20, 2)
    assert len(wrapped.lines) == 2
    assert wrapped.size > 20


def test_no_document_parses_markup() -> None:
    """ReportLab's Paragraph, XPreformatted and friends open files named in people's text."""
    folder = Path(facilitator.reports.__file__).parent
    modules = list(folder.glob("*.py"))
    assert len(modules) > 10
    banned = re.compile(r"\b(Paragraph|XPreformatted|Preformatted|ParaParser|paraparser)\b")
    for module in modules:
        source = module.read_text("utf-8")
        code = re.sub(r'""".*?"""|#.*', "", source, flags=re.DOTALL)
        assert not banned.search(code), module.name
        assert module.name == "text.py" or "PDFTextObject" not in code, module.name
        assert "drawString" not in code, module.name
