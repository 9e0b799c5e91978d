"""Words and line ends in scripts without spaces: nothing is lost, nothing is cut inside a syllable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.support.segments import (
    line_pieces,
    with_soft_breaks,
    without_soft_breaks,
    word_count,
    words,
)

SENTENCES = {
    "Lao": ("ພວກເຮົາຢືນຢັນວ່າສັນຕິພາບເປັນຂອງທຸກຄົນ", "ສັນຕິພາບ"),
    "Thai": ("เรายืนยันว่าสันติภาพเป็นของทุกคน", "สันติภาพ"),
    "Khmer": ("យើងបញ្ជាក់ថាសន្តិភាពជារបស់មនុស្សទាំងអស់", "សន្តិភាព"),
    "Burmese": ("ငြိမ်းချမ်းရေးသည်လူတိုင်းအတွက်ဖြစ်သည်", "လူတိုင်း"),
}


@pytest.mark.parametrize(("text", "word"), SENTENCES.values(), ids=list(SENTENCES))
def test_lines_may_end_between_words_and_nowhere_else(text: str, word: str) -> None:
    pieces = line_pieces(text)
    assert "".join(pieces) == text
    assert len(pieces) > 3
    assert not any(unicodedata.category(piece[0]) in {"Mn", "Mc"} for piece in pieces)
    at = text.index(word)
    ends = [sum(map(len, pieces[:n])) for n in range(len(pieces))]
    assert at in ends
    assert 4 <= word_count(text) <= 14


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    assert "".join(words(text)) == text
    assert "".join(line_pieces(text)) == text
    plain = without_soft_breaks(text)
    assert without_soft_breaks(with_soft_breaks(plain)) == plain


def test_characters_beyond_sixteen_bits_do_not_shift_the_breaks() -> None:
    text = "😀😀" + SENTENCES["Lao"][0]
    assert "".join(line_pieces(text)) == text
    assert line_pieces(text)[-1] == line_pieces(SENTENCES["Lao"][0])[-1]


def test_english_words() -> None:
    assert words("It's a well-meant text.") == (
        "It's",
        " ",
        "a",
        " ",
        "well-meant",
        " ",
        "text",
        ".",
    )
    assert word_count("It's a well-meant text.") == 4
    assert with_soft_breaks("No need here") == "No need here"
