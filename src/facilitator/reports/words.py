"""Numbers and dates in words, as a report says them.

Number words are English; where the catalogue has another language, digits stand instead, because
words for numbers are not built from parts in every language.
"""

from __future__ import annotations

from datetime import date

from facilitator.domain.people import SexCount
from facilitator.support.i18n import tr

_UNITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = (
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_words(number: int) -> str:
    """`49` is `"forty-nine"`; digits outside 0 to 999 and in other languages than English."""
    if not 0 <= number <= 999 or tr("one") != "one":
        return str(number)
    hundreds, rest = divmod(number, 100)
    if hundreds and rest:
        return f"{_UNITS[hundreds]} hundred and {_below_hundred(rest)}"
    return f"{_UNITS[hundreds]} hundred" if hundreds else _below_hundred(rest)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens]}-{_UNITS[unit]}" if unit else _TENS[tens]


def capitalised(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def participation_sentence(sexes: SexCount) -> str:
    """How many took part and the share of women, in words."""
    if not sexes.total:
        return tr("Nobody is recorded as having taken part.")
    people = tr("women and men") if sexes.women and sexes.men else tr("people")
    if sexes.total == 1:
        return tr("One person took part.")
    sentence = tr(
        "{count} {people} took part; {percent} per cent were women.",
        count=capitalised(in_words(sexes.total)), people=people,
        percent=in_words(sexes.women_percent),
    )  # fmt: skip
    if sexes.not_stated:
        note = tr("The total includes {count} who did not state their sex.",
                  count=in_words(sexes.not_stated))  # fmt: skip
        return f"{sentence} {note}"
    return sentence


def date_text(day: date) -> str:
    """`"4 November 2024"`."""
    return tr("{day} {month} {year}", day=day.day, month=tr(MONTHS[day.month - 1]), year=day.year)


def weekday(day: date) -> str:
    """`"Monday"`."""
    return tr(WEEKDAYS[day.weekday()])


def date_range(first: date, last: date) -> str:
    """`"4 to 8 November 2024"`, with month and year repeated only where they differ."""
    if first >= last:
        return date_text(first)
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = tr("{day} {month}", day=first.day, month=tr(MONTHS[first.month - 1]))
    else:
        start = date_text(first)
    return tr("{first} to {last}", first=start, last=date_text(last))


def hours_text(hours: float) -> str:
    """`"30.9 hours"`; a whole number without a decimal."""
    rounded = round(hours, 1)
    shown = str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"
    return tr("1 hour") if shown == "1" else tr("{hours} hours", hours=shown)


def listed(names: tuple[str, ...] | list[str]) -> str:
    """`"A, B and C"`."""
    if len(names) < 2:
        return "".join(names)
    return tr("{most} and {last}", most=", ".join(names[:-1]), last=names[-1])
