"""What a reader used to such texts would stumble over (methods 4.6): warnings, never errors.

Opening words, punctuation and tone are looked at in English text alone; length in every script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from facilitator.domain.countries import SHORT_NAMES
from facilitator.domain.vision import brackets
from facilitator.domain.vision.states import ParagraphKind, in_order
from facilitator.support.segments import word_count

TEXT_WORDS = range(400, 801)
PARAGRAPH_WORDS = 60
PREAMBULAR = range(4, 8)
OPERATIVE = range(5, 10)


class Finding(StrEnum):
    """What may be wrong."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    PARAGRAPH_LONG = "paragraph_long"
    OPENING = "opening"
    PUNCTUATION = "punctuation"
    BLAME = "blame"
    PERSON = "person"
    STATE_NAME = "state_name"
    NO_MANDATE = "no_mandate"
    ORDER = "order"
    SECOND_TITLE = "second_title"
    COUNT = "count"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class LintWarning:
    """One warning: about the paragraph at `place` (from 0), or the whole text (-1)."""

    finding: Finding
    place: int = -1
    words: str = ""
    better: str = ""


Parts = Sequence[tuple[ParagraphKind, str]]

_PREAMBULAR_OPENINGS = """
acknowledging affirming alarmed applauding appreciating appalled aspiring aware bearing believing
building celebrating cherishing commending concerned confident conscious considering convinced
deeply deploring desiring desirous determined drawing emphasising emphasizing encouraged
endeavouring expressing feeling firmly fully grateful gratified guided having highlighting
honouring hoping inspired keeping learning looking meeting mindful noting observing reaffirming
realising realizing recalling recognising recognizing referring reflecting regretting reiterating
remembering resolved respecting seeking sharing stressing striving taking thanking trusting
underlining underscoring understanding valuing viewing welcoming wishing
"""
_PREAMBULAR = frozenset(_PREAMBULAR_OPENINGS.split())
_OPERATIVE_OPENINGS = """
acknowledge affirm agree aim appeal appreciate ask aspire believe call celebrate commend commit
condemn confirm consider continue declare dedicate deplore draw emphasise emphasize encourage
endorse envision express foster highlight honour hope intend invite note offer pledge promise
promote propose reaffirm recall recognise recognize recommend reiterate remain request resolve
seek share stress strive suggest support thank trust underline underscore undertake uphold urge
value welcome
"""
_OPERATIVE = frozenset(_OPERATIVE_OPENINGS.split())
_NO_MANDATE = {
    "must": "affirm, encourage", "decides": "invites", "decide": "invite", "demands": "invites",
    "demand": "invite", "shall": "commit ourselves to", "orders": "invites", "requires": "encourages",
}  # fmt: skip
_BLAME = re.compile(
    r"\b(?:aggress\w*|atrocit\w*|at fault|blam\w*|condemn\w*|crimes?|cruel\w*|deplor\w*|guilt\w*|"
    r"illegal\w*|invad\w*|invasion|occup(?:y|ies|ied|ation)|oppress\w*|provok\w*|responsible for|"
    r"terroris\w*|unlawful\w*|violat\w*)\b", re.IGNORECASE,
)  # fmt: skip
_TITLES = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Prime Minister|Minister|King|Queen|Sultan|Prince|"
    r"Princess|General|Colonel|Ambassador|Senator|Chairman|Sir|Datuk|Tan Sri|Tun|Dato|H\.E|U|Daw)"
)
_PERSON = re.compile(rf"\b{_TITLES}\.?\s+(?:[A-ZÀ-Þ][\w'’-]+\s+)*[A-ZÀ-Þ][\w'’-]+")
_NOT_A_PERSON = re.compile(r"\b(?:General (?:Assembly|Secretary|Comment)|Minister(?:s)? of|U\.? ?N\b|"
                           r"President of|King of|Prime Minister of)")  # fmt: skip
_OTHER_NAMES = {
    "Vietnam": "Viet Nam", "Laos": "Lao PDR", "Burma": "Myanmar", "East Timor": "Timor-Leste",
    "Brunei": "Brunei Darussalam", "Kampuchea": "Cambodia", "South Korea": "Republic of Korea",
    "North Korea": "Democratic People's Republic of Korea", "Turkey": "Türkiye",
    "Czech Republic": "Czechia", "Swaziland": "Eswatini", "Ivory Coast": "Côte d'Ivoire",
    "Cape Verde": "Cabo Verde", "Russia": "Russian Federation", "Macedonia": "North Macedonia",
    "Great Britain": "United Kingdom", "Britain": "United Kingdom", "Siam": "Thailand",
}  # fmt: skip


def warnings(parts: Parts) -> tuple[LintWarning, ...]:
    """All warnings on a text, the ones about the whole of it first."""
    return (*_whole(parts), *(found for place, (kind, text) in enumerate(parts)
                              for found in _paragraph(place, kind, text, parts)))  # fmt: skip


def _whole(parts: Parts) -> Iterator[LintWarning]:
    length = sum(word_count(text) for _, text in parts)
    if parts and length < TEXT_WORDS.start:
        yield LintWarning(Finding.TOO_SHORT, words=str(length))
    if length >= TEXT_WORDS.stop:
        yield LintWarning(Finding.TOO_LONG, words=str(length))
    kinds = [kind for kind, _ in parts]
    if not in_order(kinds):
        yield LintWarning(Finding.ORDER)
    for kind, usual in (
        (ParagraphKind.PREAMBULAR, PREAMBULAR),
        (ParagraphKind.OPERATIVE, OPERATIVE),
    ):
        if parts and kinds.count(kind) not in usual:
            yield LintWarning(Finding.COUNT, words=f"{kind.value}:{kinds.count(kind)}",
                           better=f"{usual.start}–{usual.stop - 1}")  # fmt: skip


def _paragraph(place: int, kind: ParagraphKind, text: str, parts: Parts) -> Iterator[LintWarning]:
    if kind is ParagraphKind.TITLE and any(k is kind for k, _ in parts[:place]):
        yield LintWarning(Finding.SECOND_TITLE, place)
    length = word_count(text)
    if length > PARAGRAPH_WORDS:
        yield LintWarning(Finding.PARAGRAPH_LONG, place, str(length))
    if brackets.count(text):
        yield LintWarning(Finding.BRACKET, place, str(brackets.count(text)))
    if not _is_latin(text):
        return
    yield from _opening(place, kind, text)
    yield from _ending(place, kind, text, parts)
    yield from _tone(place, text)


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(ord(c) < 0x250 for c in letters) * 2 > len(letters)


def _opening(place: int, kind: ParagraphKind, text: str) -> Iterator[LintWarning]:
    allowed = {ParagraphKind.PREAMBULAR: _PREAMBULAR, ParagraphKind.OPERATIVE: _OPERATIVE}.get(kind)
    found = re.search(r"[A-Za-z]+", text)
    if allowed is None or found is None:
        return
    word = found.group().lower()
    if word not in allowed and word.removesuffix("s") not in allowed:
        better = (
            "Recalling, Noting" if kind is ParagraphKind.PREAMBULAR else "Affirm, Encourage, Invite"
        )
        yield LintWarning(Finding.OPENING, place, found.group(), better)


def _ending(place: int, kind: ParagraphKind, text: str, parts: Parts) -> Iterator[LintWarning]:
    last = all(other is not ParagraphKind.OPERATIVE for other, _ in parts[place + 1 :])
    wanted = {
        ParagraphKind.PREAMBULAR: ";" if _in_capitals(text) else ",",
        ParagraphKind.OPERATIVE: "." if last else ";",
    }.get(kind)
    if wanted and not text.rstrip().endswith((wanted, "; and", ", and")):
        yield LintWarning(Finding.PUNCTUATION, place, text.rstrip()[-1:], wanted)


def _in_capitals(text: str) -> bool:
    """Whether it opens as leaders' declarations do: RECALLING the Charter;"""
    word = re.search(r"[A-Za-z]+", text)
    return word is not None and len(word.group()) > 1 and word.group().isupper()


def _tone(place: int, text: str) -> Iterator[LintWarning]:
    states = [name for name in _state_names() if re.search(rf"\b{re.escape(name)}\b", text)]
    blame = _BLAME.search(text)
    if states and blame:
        yield LintWarning(Finding.BLAME, place, f"{states[0]}: {blame.group()}")
    for person in _PERSON.finditer(text):
        if not _NOT_A_PERSON.match(person.group()):
            yield LintWarning(Finding.PERSON, place, person.group())
    for name, better in _OTHER_NAMES.items():
        if re.search(rf"\b{re.escape(name)}\b", text.replace(better, "")):
            yield LintWarning(Finding.STATE_NAME, place, name, better)
    for word in re.findall(r"[A-Za-z]+", text):
        if word.lower() in _NO_MANDATE:
            yield LintWarning(Finding.NO_MANDATE, place, word, _NO_MANDATE[word.lower()])


@cache
def _state_names() -> tuple[str, ...]:
    return (*SHORT_NAMES, *_OTHER_NAMES)
