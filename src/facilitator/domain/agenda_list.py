"""How a table of agenda items says days, times, lengths and kinds; texts become values or a reason.

Days are those of the programme: a date that could be read in two ways is read as the one inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Protocol, TypeVar

from facilitator.domain.agenda import MINUTES_IN_DAY, ItemType, minute_of
from facilitator.domain.participant_list.values import read_yes
from facilitator.domain.people import fold
from facilitator.support.errors import RuleViolation

FIELDS = (
    "day", "start", "end", "minutes", "title", "type", "lead", "room", "mode", "objective",
    "materials", "floor", "anchored", "private_notes",
)  # fmt: skip
"""Fields that a column can be matched to, in the order in which they are offered."""

_HEADINGS: Mapping[str, str] = {
    "day": "day|date|day no|day number|jour|dia|hari|tanggal|ngày|ວັນທີ|ວັນ|วันที่|วัน|ថ្ងៃ|ရက်",
    "start": "start|starts|start time|from|begin|begins|time|times|hour|hours|debut|heure|horaire|"
    "de|mulai|waktu|jam|inicio|hora|bắt đầu|thời gian|giờ|ເວລາ|เวลา|ម៉ោង|အချိန်",
    "end": "end|ends|end time|to|until|finish|fin|a|jusqu'a|selesai|fim|kết thúc",
    "minutes": "minutes|min|mins|duration|length|duree|durasi|duracao|thời lượng|ໄລຍະເວລາ|ระยะเวลา",
    "title": "title|session|sessions|item|activity|activities|topic|agenda|programme|program|subject|"
    "titre|activite|sujet|kegiatan|acara|judul|topik|sesi|titulo|atividade|sessao|tema|nội dung|"
    "hoạt động|chủ đề|ກິດຈະກຳ|ຫົວຂໍ້|กิจกรรม|หัวข้อ|សកម្មភាព|အစီအစဉ်",
    "type": "type|kind|category|format|genre|jenis|tipo|loại",
    "lead": "lead|leader|facilitator|facilitators|speaker|speakers|presenter|by|responsible|trainer|"
    "resource person|who|animateur|intervenant|responsable|fasilitator|pemateri|narasumber|"
    "facilitador|responsavel|người trình bày|giảng viên|วิทยากร|ຜູ້ນຳ",
    "room": "room|venue|place|location|where|salle|lieu|ruang|ruangan|tempat|sala|local|phòng|"
    "địa điểm|ຫ້ອງ|ห้อง|สถานที่",
    "mode": "mode|method|methods|setting|set-up|setup|working form|methode|metode|metodo|phương pháp",
    "objective": "objective|objectives|goal|goals|purpose|outcome|outcomes|aim|objectif|objectifs|"
    "tujuan|objetivo|mục tiêu|description",
    "materials": "materials|material|handouts|equipment|resources|materiel|supports|bahan|materiais|"
    "tài liệu",
    "floor": "floor|shortest|minimum|shortest useful|at least|least minutes",
    "anchored": "anchored|fixed|fixed time|fixed start|locked",
    "private_notes": "notes|private notes|note|remarks|comments|remarques|catatan|notas|ghi chú",
}

_TITLES: tuple[tuple[ItemType, str], ...] = (
    (ItemType.MEAL, "lunch|dinner|breakfast|dejeuner|diner|makan|almoço|almoco"),
    (ItemType.BREAK, "break|coffee|tea|pause|istirahat|intervalo|refreshments"),
    (ItemType.SOCIAL, "reception|excursion|cultural|evening"),
    (ItemType.BUFFER, "buffer|reserve"),
    (ItemType.CEREMONY, "opening|closing|ceremony|photograph|group photo"),
    (ItemType.ADMIN, "registration|check-in|logistics|housekeeping"),
    (ItemType.RECAP, "recap|review of day"),
    (ItemType.REFLECTION, "reflection|temperature check"),
    (ItemType.EVALUATION, "evaluation|feedback|knowledge check|questionnaire|baseline"),
    (ItemType.DEBRIEF, "debrief|debriefing"),
    (ItemType.ENERGISER, "energiser|energizer|stretch"),
    (ItemType.SIMULATION, "simulation|negotiation exercise|role play|role-play"),
    (ItemType.PRESENTATION, "presentations|presentation"),
    (ItemType.GROUP_WORK, "group work|groups|breakout"),
    (ItemType.WORKSHOP, "workshop"),
    (ItemType.RESOURCE_TALK, "resource person|keynote|guest"),
    (ItemType.BRIEFING, "briefing|introduction|overview"),
    (ItemType.INPUT, "lecture|talk|input"),
)
_ALSO_YES = frozenset({"a", "fixed", "x"})


class ProgrammeDay(Protocol):
    """A day of the programme; `number` counts from 1."""

    @property
    def number(self) -> int: ...
    @property
    def date(self) -> date: ...


D = TypeVar("D", bound=ProgrammeDay)


# --- headings --------------------------------------------------------------------------------------


@cache
def _by_heading() -> dict[str, str]:
    return {fold(word): field for field, words in _HEADINGS.items() for word in words.split("|")}


def guess_heading(cell: str) -> str:
    """The field that a heading means, or ''."""
    plain = " ".join(re.sub(r"\(.*?\)|[:*/]", " ", fold(cell)).split()).strip(" .-")
    known = _by_heading()
    return known.get(plain, known.get(plain.removesuffix("s"), ""))


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """The heading row among the first forty and its fields by column; (-1, {}) where none is one."""
    best: tuple[int, dict[int, str]] = (-1, {})
    for place, cells in enumerate(rows[:40]):
        fields = fields_of(cells)
        telling = "title" in fields.values() or len(fields) > 2
        if telling and len(fields) > max(1, len(best[1])):
            best = (place, fields)
    return best


def fields_of(cells: Sequence[str]) -> dict[int, str]:
    """The fields that a row of headings means, by column; a field has one column."""
    fields: dict[int, str] = {}
    for index, cell in enumerate(cells):
        field = guess_heading(cell)
        if field and field not in fields.values():
            fields[index] = field
    return fields


# --- days ------------------------------------------------------------------------------------------

_DAY_WORD = re.compile(r"^(?:day|jour|dia|hari|ngay|tag|d|วันที่|ວັນທີ)\s*[.:#-]?\s*(\d{1,2})\b")
_NUMBERS = re.compile(r"\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SERIAL_FROM = date(1899, 12, 30)
"""Day 0 of spreadsheet programs."""


def read_day(text: str, days: Sequence[D]) -> D:
    """The day of the programme that a text means.

    Raises RuleViolation `item-day-unknown`, or `item-day-outside` for one that is understood but is
    no day of the programme.
    """
    plain = fold(text).strip()
    by_number = {day.number: day for day in days}
    by_date = {day.date: day for day in days}
    said = _DAY_WORD.match(plain) or re.fullmatch(r"(\d{1,3})", plain)
    dates = [] if said and re.fullmatch(r"\d{1,3}", plain) else list(_dates(plain, days))
    for found in dates:
        if found in by_date:
            return by_date[found]
    if dates:
        raise _outside(text, days)
    if said:
        if int(said[1]) in by_number:
            return by_number[int(said[1])]
        raise _outside(text, days)
    named = [day for day in days if _WEEKDAYS[day.date.weekday()][:3] == plain[:3]]
    if (
        len(named) == 1
        and plain
        and _WEEKDAYS[named[0].date.weekday()].startswith(plain.rstrip("."))
    ):
        return named[0]
    raise RuleViolation("item-day-unknown", field="day", text=text)


def _outside(text: str, days: Sequence[ProgrammeDay]) -> RuleViolation:
    first, last = days[0].date.isoformat(), days[-1].date.isoformat()
    return RuleViolation("item-day-outside", field="day", text=text, first=first, last=last)


def _dates(plain: str, days: Sequence[ProgrammeDay]) -> Iterator[date]:
    """Every date that the text may mean, the likeliest first."""
    iso = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})", plain)
    if iso:
        yield from _date(*map(int, iso.groups()))
        return
    if re.fullmatch(r"\d{5}", plain):
        yield _SERIAL_FROM + timedelta(days=int(plain))
        return
    years = [int(n) for n in _NUMBERS.findall(plain) if len(n) == 4]
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", plain)), 0)
    small = [int(n) for n in _NUMBERS.findall(_DAY_WORD.sub("", plain)) if len(n) <= 2]
    usual = years[:1] or sorted({day.date.year for day in days})
    if month and small:
        for year in usual:
            yield from _date(year, month, small[0])
    elif re.search(r"\d{1,2}[./-]\d{1,2}", plain) and len(small) > 1:
        if not years and len(small) > 2:
            usual = [2000 + small[2]]
        for year in usual:
            yield from _date(year, small[1], small[0])
            yield from _date(year, small[0], small[1])


def _date(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


# --- times and lengths -----------------------------------------------------------------------------

_SPAN = re.compile(r"\s*(?:-|–|—|−|~|\bto\b|\buntil\b|\ba\b|\bsampai\b)\s*")
_HALVES = re.compile(r"\s*([ap])\.?\s*m\.?$")


def read_time(text: str, field: str = "start") -> int:
    """Minute of the day, 24:00 included. Raises RuleViolation `agenda-bad-time`."""
    plain = fold(text).strip()
    if re.fullmatch(
        r"0?[.,]\d{3,}|1(?:[.,]0+)", plain
    ):  # the share of a day, as spreadsheets keep it
        return round(float(plain.replace(",", ".")) * MINUTES_IN_DAY)
    if plain.startswith("1 day, 0:00") or re.fullmatch(r"24[:.h]00(?::00)?", plain):
        return MINUTES_IN_DAY
    plain = re.sub(r"^\d{4}-\d\d-\d\d[ t]", "", plain)
    half = _HALVES.search(plain)
    plain = _HALVES.sub("", plain)
    plain = re.sub(r"^(\d{1,2}[:.]\d\d)[:.]\d\d(?:\.\d+)?$", r"\1", plain)
    plain = re.sub(r"\s*(?:hrs?|uhr|o'clock)$", "", plain).replace(" ", "")
    try:
        minute = minute_of(plain)
    except RuleViolation as refusal:
        raise RuleViolation("agenda-bad-time", field=field, text=text) from refusal
    if half:
        if not 60 <= minute < 13 * 60:
            raise RuleViolation("agenda-bad-time", field=field, text=text)
        minute = minute % (12 * 60) + (12 * 60 if half[1] == "p" else 0)
    return minute


def read_span(text: str) -> tuple[int, int | None]:
    """Start, and end where the text has both, as "09:00–10:30". Raises `agenda-bad-time`."""
    parts = _SPAN.split(fold(text).strip(), maxsplit=1)
    iso = re.match(r"^\d{4}-\d\d-\d\d", text.strip())
    if len(parts) < 2 or iso:
        return read_time(text), None
    first, second = (part.strip() for part in parts)
    half = _HALVES.search(second)
    if half and not _HALVES.search(first):
        start, end = read_time(first), read_time(second, "end")
        afternoon = (start % (12 * 60)) + 12 * 60
        return (afternoon if half[1] == "p" and afternoon < end else start), end
    return read_time(first), read_time(second, "end")


_HOURS = re.compile(
    r"^(\d{1,2})\s*(?:h|hr|hrs|hour|hours)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes)?)?$"
)
_DECIMAL = re.compile(r"^(\d{1,2}[.,]\d{1,2})\s*(?:h|hr|hrs|hour|hours)$")


def read_minutes(text: str, field: str = "minutes") -> int:
    """A length in minutes: "45", "45 min", "1h30", "1:30", "1.5 h".

    Raises RuleViolation `item-length-unknown`.
    """
    plain = fold(text).strip()
    whole = re.fullmatch(r"(\d{1,6})\s*(?:m|min|mins|minutes?|'|′)?\.?", plain)
    if whole:
        return int(whole[1])
    clock = re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d)?", plain)
    hours = _HOURS.match(plain)
    if clock or hours:
        found = clock or hours
        assert found is not None  # noqa: S101 - one of the two is there
        return int(found[1]) * 60 + int(found[2] or 0)
    decimal = _DECIMAL.match(plain)
    if decimal:
        return round(float(decimal[1].replace(",", ".")) * 60)
    raise RuleViolation("item-length-unknown", field=field, text=text)


# --- kinds -----------------------------------------------------------------------------------------


def read_type(text: str, words: Mapping[str, ItemType]) -> ItemType | None:
    """The type that a text names; `words` are its names in the user's language, folded."""
    plain = fold(text).strip()
    try:
        return ItemType(plain.replace(" ", "_").replace("-", "_"))
    except ValueError:
        return words.get(plain)


def type_of_title(title: str) -> ItemType | None:
    """The type that a title suggests, such as a break or a debrief."""
    plain = fold(title)
    for kind, words in _TITLES:
        if re.search(rf"\b(?:{words})\b", plain):
            return kind
    return None


def says_yes(text: str) -> bool:
    """Whether a cell says that something holds."""
    return read_yes(text) is True or fold(text) in _ALSO_YES
