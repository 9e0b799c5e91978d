"""The report's own rules: initials in every script."""

from __future__ import annotations

import unicodedata

import pytest

from facilitator.domain.report import initials


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vilay Phommachanh", "V. P."),
        ("Nguyễn Thị Hồng Ánh", "N. T. H. Á."),
        ("Anak Agung (Gung De)", "A. A. G. D."),
        ("Az-Zahra binti Tengku", "A. Z. B. T."),
        ("«Zoë» & D'Souza", "Z. D."),
        ("เพชร ไพลิน", "พ. พ."),
        ("ແກ້ວ ໄຊຍະ", "ກ້. ຊ."),
        ("ໄ", "ໄ."),
        ("प्रकाश श्रेष्ठ", "प्र. श्रे."),
        ("ព្រះ ស្រ៊ុន", "ព្រះ. ស្រ៊ុ."),
        ("محمد الأحمدي", "م. ا."),
        ("", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    decomposed = unicodedata.normalize("NFC", initials(name))
    assert decomposed == unicodedata.normalize("NFC", short)
