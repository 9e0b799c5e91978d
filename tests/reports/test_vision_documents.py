"""The papers of the Common Vision: scripts, markup in people's text, brackets, small polls, DOCX."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import icu
import pypdfium2
import pytest
from docx import Document
from tests.reports import report_pages
from tests.reports.report_rows import key, programme, vision

from facilitator.application.rows.vision import (
    ParagraphRow,
    PollRow,
    ReservationRow,
    SignerRow,
    TraceCase,
    TraceCause,
    TraceRow,
    VisionPaper,
)
from facilitator.domain.vision import AdoptionRule, ParagraphKind, VisionState, poll_outcome
from facilitator.domain.vision.adoption import by_point
from facilitator.domain.vision.signing import SignOn
from facilitator.reports import vision_paper as papers
from facilitator.reports import vision_text_files as files
from facilitator.reports.text import wrap_text
from facilitator.reports.vision_paper import BODY, MarkedText

WORDS = {
    "Lao": "ພວກເຮົາ ສັນຕິພາບ ປະເທດ ຄວາມ ເຊື່ອໝັ້ນ ແລະ ການ ສົນທະນາ ຊຸມຊົນ ແມ່ຍິງ ຊາວໜຸ່ມ ຮ່ວມມື ພາກພື້ນ ຮັກສາ ຄຳສັນຍາ",
    "Thai": "เรา สันติภาพ ประเทศ ความ เชื่อมั่น และ การ สนทนา ชุมชน ผู้หญิง เยาวชน ร่วมมือ ภูมิภาค รักษา คำสัญญา",
    "Khmer": "យើង សន្តិភាព ប្រទេស ការ ជឿជាក់ និង ពិភាក្សា សហគមន៍ ស្ត្រី យុវជន សហការ តំបន់ រក្សា ពាក្យ សន្យា",
    "Burmese": "ငြိမ်းချမ်းရေး နိုင်ငံ ယုံကြည်မှု နှင့် ဆွေးနွေး အသိုင်းအဝိုင်း အမျိုးသမီး လူငယ် ပူးပေါင်း ဒေသ ထိန်းသိမ်း ကတိ",
}


def nine_hundred(script: str) -> str:
    chance = random.Random(script)
    return "".join(chance.choice(WORDS[script].split()) for _ in range(900))


def legal(text: str) -> set[int]:
    """Where ICU allows a line to end; asked here directly, not through our own code."""
    iterator = icu.BreakIterator.createLineInstance(icu.Locale("en"))
    iterator.setText(text)
    return set(iterator)


def paragraph(kind: ParagraphKind, text: str, mark: str = "", second: str = "") -> ParagraphRow:
    number = int(mark) if kind is ParagraphKind.OPERATIVE else None
    return ParagraphRow(key(text[:40] + mark), kind, number, "", text, (), mark, second)


def paper(*paragraphs: ParagraphRow, **changes: object) -> VisionPaper:
    row = vision()
    if paragraphs:
        row = replace(row, paragraphs=paragraphs)
    row = replace(row, **changes)  # type: ignore[arg-type]
    signers = (SignerRow(key("a"), "Amina <b>Tun</b> & Co", "tun", "Myanmar", SignOn.SIGN),
               SignerRow(key("b"), "Somsak Dee", "dee", "Thailand", SignOn.WITH_RESERVATION),
               SignerRow(key("c"), "Lina Present", "present", "Indonesia", SignOn.PRESENT),
               SignerRow(key("d"), "Hidden Person", "person", "Nepal", SignOn.NOT_LISTED))
    trace = TraceRow((TraceCause("Land was recorded in one name", (TraceCase("A case", (("Ask first", ("1",)), ("Pay later", ()))),), ("PP1",)),),
                     (("Trust", ("PP1",)), ("Voice", ())), ("2",), ("A lonely cause",), ("A bare case",), ("Voice",))
    return VisionPaper(row, (), signers, trace)


def text_of(path: Path) -> str:
    return "\n".join(report_pages.text_of(path))


@pytest.mark.parametrize("script", WORDS)
def test_nine_hundred_words_break_at_legal_places(script: str, tmp_path: Path) -> None:
    text = nine_hundred(script)
    ends, place = legal(text), 0
    lines = wrap_text(text, BODY, 400)
    assert len(lines) > 40
    for line in lines:
        place += sum(len(span.text) for span in line.spans)
        assert place in ends, text[place - 6 : place + 6]
        assert line.width <= 400.1
    assert place == len(text)

    long_one = paragraph(ParagraphKind.OPERATIVE, text, "1")
    block = MarkedText(text, "1.", BODY)
    block.wrap(430, 700)
    assert "".join(span.text for line in block.lines for span in line.spans) == text
    path = tmp_path / "vision.pdf"
    papers.write_text(paper(long_one), programme(), path)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) >= 2
    bilingual = paper(paragraph(ParagraphKind.OPERATIVE, "Affirm.", "1", text), second_language="x")
    papers.write_text(bilingual, programme(), path)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) >= 2


def test_the_text_says_how_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "vision.pdf"
    papers.write_text(paper(), programme(), path)
    adopted = text_of(path)
    assert "Adopted in Vientiane on 8 November 2024 by consensus" in adopted
    open_text = paper(paragraph(ParagraphKind.OPERATIVE, "Affirm [peace / trust];", "1"),
                      state=VisionState.REV1, adopted_on=None)
    papers.write_text(open_text, programme(), path)
    assert "Not adopted" in text_of(path)
    assert "1 open bracket" in text_of(path)


def test_reservations_are_named_only_by_choice(tmp_path: Path) -> None:
    poll = vision().poll
    assert poll is not None
    rows = (ReservationRow(key("r"), "I would add rivers.", "2", "Amina Tun"),
            ReservationRow(key("s"), "I would add lakes.", "", ""))
    path = tmp_path / "vision.pdf"
    papers.write_text(paper(poll=replace(poll, reservation_rows=rows)), programme(), path)
    found = text_of(path)
    assert "Amina Tun (paragraphs 2)" in found
    assert "One participant: I would add lakes." in found


def written(made: VisionPaper, folder: Path) -> list[str]:
    """The text as PDF, Word file and Markdown, in words."""
    papers.write_text(made, programme(), folder / "v.pdf")
    files.write_docx(made, programme(), folder / "v.docx")
    word = Document(str(folder / "v.docx"))
    cells = [cell.text for table in word.tables for line in table.rows for cell in line.cells]
    markdown = files.markdown(made, programme()).replace("\\", "")
    found = (text_of(folder / "v.pdf"), "\n".join([*(p.text for p in word.paragraphs), *cells]), markdown)
    return [" ".join(text.replace("\ufffe", "").split()) for text in found]


def polled(rule: AdoptionRule, counts: tuple[int, ...], *rows: ReservationRow) -> VisionPaper:
    outcome = poll_outcome(rule, by_point(counts), sum(counts))
    assert outcome.adopted
    poll = PollRow(2, rule, sum(counts), counts, outcome, (), reservation_rows=rows)
    return paper(poll=poll, rule=rule)


def test_every_file_of_the_text_says_who_did_not_support_it(tmp_path: Path) -> None:
    """A minority note under a majority; each serious disagreement is a reservation (methods 4.4)."""
    for text in written(polled(AdoptionRule.QUALIFIED_MAJORITY, (20, 10, 0, 4, 0, 0, 0, 1)), tmp_path):
        assert "Minority note" in text
        assert "5 of 35 voters did not support it" in text
        assert "personal capacity" in text
    small = polled(AdoptionRule.QUALIFIED_MAJORITY, (4, 0, 0, 1, 0, 0, 0, 0))
    for text in written(small, tmp_path):
        assert "Minority note" in text
        assert "did not support" not in text
    said = ReservationRow(key("r"), "I would add rivers.", "2", "")
    counts = (20, 9, 4, 0, 0, 0, 3, 0)
    for text in written(polled(AdoptionRule.CONSENSUS_WITH_RESERVATIONS, counts, said), tmp_path):
        assert "One participant (paragraphs 2): I would add rivers." in text
        assert "2 more participants hold a reservation without words." in text
        assert "Minority" not in text


def test_a_text_in_two_languages_keeps_its_headings(tmp_path: Path) -> None:
    for text in written(paper(second_language="Lao"), tmp_path):
        assert "Land and livelihood" in text
        assert "Voice" in text


def test_the_signature_page_lists_who_asked_to_be_listed(tmp_path: Path) -> None:
    path = tmp_path / "signatures.pdf"
    papers.write_signatures(paper(), programme(), path)
    found = text_of(path)
    assert "Amina <b>Tun</b> & Co" in found
    assert "with a reservation" in found
    assert "Lina Present (Indonesia)" in found
    assert "Hidden Person" not in found


def test_the_sheet_of_origins_names_what_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "trace.pdf"
    papers.write_trace(paper(), programme(), path)
    found = " ".join(text_of(path).split())
    for words in ("Land was recorded in one name", "→ 1", "→ not taken up", "A lonely cause", "A bare case",
                  "Voted high and not used: Voice", "Paragraphs without an origin: 2"):
        assert words in found


def test_the_poster_is_one_a3_sheet(tmp_path: Path) -> None:
    path = tmp_path / "poster.pdf"
    papers.write_poster(paper(), programme(), path)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        assert tuple(round(n) for n in document[0].get_size()) == (842, 1191)


def test_differences_are_printed_with_what_was_added_and_taken_away(tmp_path: Path) -> None:
    old = (paragraph(ParagraphKind.OPERATIVE, "Affirm that peace grows slowly;", "1"),
           paragraph(ParagraphKind.OPERATIVE, "Invite all.", "2"))
    new = (replace(old[0], text="Affirm that trust grows slowly;"),)
    path = tmp_path / "d.pdf"
    papers.write_differences(old, new, ("Revision 0", "Revision 1"), programme(), path)
    found = text_of(path)
    assert "Affirm that peace trust grows slowly;" in " ".join(found.split())
    assert "2 (taken out)" in found


def test_word_and_markdown_hold_the_text_as_it_was_typed(tmp_path: Path) -> None:
    odd = "Affirm *that* [a / b] <script> & “ສັນຕິພາບ” # 1_2;"
    made = paper(paragraph(ParagraphKind.TITLE, "Vision | one"), paragraph(ParagraphKind.OPERATIVE, odd, "1"),
                 paragraph(ParagraphKind.CLOSING, "- not a list"))
    files.write_docx(made, programme(), tmp_path / "v.docx")
    words = [p.text for p in Document(str(tmp_path / "v.docx")).paragraphs]
    assert words[:3] == ["Vision | one", f"1.\t{odd}", "- not a list"]
    text = files.markdown(made, programme())
    assert text.startswith("# Vision \\| one\n")
    assert "1. Affirm \\*that\\* \\[a / b\\] \\<script\\> & “ສັນຕິພາບ” \\# 1\\_2;" in text
    assert "\\- not a list" in text


