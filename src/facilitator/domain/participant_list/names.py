"""Names as lists write them: honorifics inside the name, "Surname, Given", who is the same person.

Letters are never changed and capitals stay: a name is what its owner writes. Nothing is guessed
here that would alter it; an honorific is taken out only where a name is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.people import Sex, clean_line, fold

_WOMAN = ("mrs", "ms", "miss", "mme", "mlle", "madame", "madam", "mdm", "mademoiselle", "lady",
          "dame",
          "ibu", "puan", "cik", "datin", "dona", "sra", "senhora", "srta")  # fmt: skip
_MAN = ("mr", "monsieur", "sir", "bapak", "bpk", "encik", "tuan", "senhor", "dato", "datuk")  # fmt: skip
_EITHER = ("dr", "drs", "dra", "prof", "professor", "associate professor", "assoc prof",
           "assistant professor",
           "asst prof", "h e", "he", "s e", "hon", "the hon", "the honourable", "honourable",
           "his excellency",
           "her excellency", "son excellence", "amb", "ambassador", "ambassadeur", "mx", "rev",
           "ven",
           "gen", "general", "lt gen", "maj gen", "brig gen", "col", "colonel", "lt col",
           "maj", "major", "capt",
           "captain", "cdr", "commander", "lt", "lieutenant", "tan sri", "sdr", "ir", "eng", "me",
           "atty")  # fmt: skip
_SEX_OF = {**dict.fromkeys(map(fold, _WOMAN), Sex.WOMAN), **dict.fromkeys(map(fold, _MAN), Sex.MAN),
           "her excellency": Sex.WOMAN, "his excellency": Sex.MAN, "m": Sex.MAN, "dra": Sex.WOMAN,
           "ທ່ານ ນາງ": Sex.WOMAN, "ທ່ານນາງ": Sex.WOMAN, "ນາງ": Sex.WOMAN, "ນາງສາວ": Sex.WOMAN,
           "ທ້າວ": Sex.MAN, "นาย": Sex.MAN, "นาง": Sex.WOMAN, "นางสาว": Sex.WOMAN, "น ส": Sex.WOMAN,
           "លោក": Sex.MAN, "លោកស្រី": Sex.WOMAN, "កញ្ញា": Sex.WOMAN, "အရှင်": Sex.MAN,
           "ba": Sex.WOMAN, "ong": Sex.MAN}  # fmt: skip
_OWN_SCRIPT = ("ທ່ານ ນາງ", "ທ່ານນາງ", "ທ່ານ", "ນາງສາວ", "ນາງ", "ທ້າວ", "ดร", "นางสาว", "นาย",
               "นาง", "น ส",
               "លោកស្រី", "លោក", "កញ្ញា", "ឯកឧត្តម", "លោកជំទាវ")  # fmt: skip
_LEADING = frozenset(
    key
    for key in (*map(fold, _EITHER), *map(fold, _OWN_SCRIPT), *_SEX_OF)
    if key not in {"m", "ba", "ong"}
)
_ONLY_WITH_POINT = frozenset({"he", "me", "lt", "ir", "eng", "gen", "col", "maj",
                              "cdr", "sdr", "hon", "rev", "ven", "amb", "dame", "lady", "co",
                              "general",
                              "major", "cik", "drs", "dra", "sir", "don"})  # fmt: skip
"""Honorifics that are also names or parts of names; taken only with a full stop after them."""
_GLUED = ("นางสาว", "นาย", "นาง", "ທ່ານ", "ນາງສາວ")
"""Honorifics that their scripts write without a space before the name."""
_AFTER_COMMA = frozenset({"phd", "ph d", "md", "ma", "ba", "msc", "mba", "llm", "ll m", "jr",
                          "sr", "esq", "ii",
                          "iii", "cpa", "bsc"})  # fmt: skip
_MOST_HONORIFIC_WORDS = 3


class NameOrder(StrEnum):
    """In which order a list's two columns of names make the name."""

    GIVEN_FIRST = "given_first"
    FAMILY_FIRST = "family_first"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: what a certificate shows, the honorific, the family name where known."""

    name: str
    honorific: str = ""
    family_name: str = ""


def _key(text: str) -> str:
    return " ".join(re.sub(r"[.’']", " ", fold(text)).split())


def sex_of_honorific(honorific: str) -> Sex | None:
    """The sex that an honorific suggests; a proposal only. None where it tells nothing."""
    whole = _key(honorific)
    if whole in _SEX_OF:
        return _SEX_OF[whole]
    told = {_SEX_OF[word] for word in whole.split() if word in _SEX_OF}
    return told.pop() if len(told) == 1 else None


def knows_honorific(text: str) -> bool:
    """Whether the text is made of honorifics alone."""
    words = clean_line(text).text.split()
    return (
        bool(words) and all(_key(word) in _LEADING or _key(word) in _SEX_OF for word in words)
    ) or _key(text) in _LEADING


def take_honorific(text: str, *, french: bool = False) -> tuple[str, str]:
    """(honorific, name) of a text such as "H.E. Dr. Somchai Dee"; ("", text) without one.

    `french` also takes "M.", which elsewhere is somebody's first letter.
    """
    line = clean_line(text).text
    held = re.fullmatch(r"(.*\S)\s*\(([^()]{1,20})\)", line)
    if held and _is_honorific(held[2], french=french):
        return held[2], held[1]
    glued = next((g for g in _GLUED if line.startswith(g) and len(line) > len(g) + 1), "")
    if glued and _is_letter(line[len(glued)]):
        return glued, line[len(glued) :].strip()
    words = re.sub(r"(?<=[A-Za-z]{2})\.(?=[A-Z][a-z])", ". ", line).split(" ")
    taken = 0
    while taken < len(words) - 1:
        longest = min(_MOST_HONORIFIC_WORDS, len(words) - 1 - taken)
        length = next((n for n in range(longest, 0, -1)
                       if _is_honorific(" ".join(words[taken : taken + n]), french=french)),
                      0)  # fmt: skip
        if not length:
            break
        taken += length
    return " ".join(words[:taken]), " ".join(words[taken:]) if taken else line


def _is_letter(char: str) -> bool:
    import unicodedata

    return unicodedata.category(char) == "Lo"


def _is_honorific(text: str, *, french: bool) -> bool:
    key = _key(text)
    if key == "m":
        return french and text.endswith(".")
    if key in _ONLY_WITH_POINT:
        return text.endswith(".") or key.isupper()
    return key in _LEADING


def read_name(
    text: str, *, french: bool = False, order: NameOrder = NameOrder.GIVEN_FIRST
) -> PersonName:
    """A name from one column: honorific apart, "Surname, Given" put into the order asked for."""
    honorific, line = take_honorific(text, french=french)
    family, comma, given = (part.strip() for part in line.partition(","))
    if not comma or not given or not family or "," in given or _key(given) in _AFTER_COMMA:
        return PersonName(line.strip(" ,"), honorific)
    inner, given = take_honorific(given, french=french)
    joined = join_name(given, family, order)
    return PersonName(joined, honorific or inner, family)


def join_name(given: str, family: str, order: NameOrder) -> str:
    """Given and family name in the order asked for."""
    parts = (given, family) if order is NameOrder.GIVEN_FIRST else (family, given)
    return " ".join(part for part in parts if part)


def name_key(name: str) -> str:
    """What two spellings of one name share: no case, accents, spacing, points or honorific."""
    _, bare = take_honorific(name)
    plain = re.sub(r"[.’'`´,]", "", fold(bare))
    return " ".join(re.sub(r"[-‐‑–]", " ", plain).split())


def alike(first: str, second: str) -> bool:
    """Whether two names may be one person's: a word shared, or nearly all letters."""
    from difflib import SequenceMatcher

    one, other = name_key(first), name_key(second)
    if {word for word in one.split() if len(word) > 2} & set(other.split()):
        return True
    return SequenceMatcher(None, one, other).ratio() >= 0.75
