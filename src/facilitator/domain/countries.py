"""Names of States as the United Nations use them, and the other spellings that lists contain.

Only what the programmes of this region need; a name that is not here is kept as it was typed.
"""

from __future__ import annotations

from facilitator.domain.people import clean_line, fold

_SPELLINGS = {
    "Australia": "au aus",
    "Bangladesh": "bd bgd|people's republic of bangladesh",
    "Brunei Darussalam": "bn brn brunei|negara brunei darussalam",
    "Cambodia": "kh khm kampuchea cambodge|kingdom of cambodia",
    "China": "cn chn prc chine|people's republic of china",
    "India": "in ind inde|republic of india",
    "Indonesia": "id idn indonesie|republic of indonesia",
    "Japan": "jp jpn japon",
    "Lao PDR": "la lao laos|lao people's democratic republic|lao p.d.r.|lao pdr|lao dpr",
    "Malaysia": "my mys malaisie",
    "Maldives": "mv mdv",
    "Mongolia": "mn mng mongolie",
    "Myanmar": "mm mmr burma birmanie|union of myanmar|republic of the union of myanmar",
    "Nepal": "np npl",
    "New Zealand": "nz nzl",
    "Pakistan": "pk pak",
    "Papua New Guinea": "pg png",
    "Philippines": "ph phl|the philippines|republic of the philippines",
    "Republic of Korea": "kr kor|south korea|korea (republic of)|rok",
    "Singapore": "sg sgp singapour|republic of singapore",
    "Sri Lanka": "lk lka",
    "Thailand": "th tha thailande|kingdom of thailand",
    "Timor-Leste": "tl tls timor|east timor|timor leste|timor oriental",
    "Viet Nam": "vn vnm vietnam|viet nam|socialist republic of viet nam|viet-nam",
}


def _names() -> dict[str, str]:
    names = {}
    for name, spellings in _SPELLINGS.items():
        words, *phrases = spellings.split("|")
        for spelling in (name, *words.split(), *phrases):
            names[fold(spelling)] = name
    return names


_NAMES = _names()
SHORT_NAMES = tuple(_SPELLINGS)
"""The names offered when a country is typed."""


def country_name(text: str) -> str:
    """The UN short name for any spelling that we know; otherwise the text, cleaned."""
    line = clean_line(text).text
    return _NAMES.get(fold(line), line)
