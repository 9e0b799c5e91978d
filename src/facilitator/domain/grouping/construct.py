"""Tables without repeats by construction: lines of a finite plane (methods 6.4).

Everybody gets a place (stratum i, number j). In round r they sit at table j + r * i, reckoned in
the finite field with as many elements as there are tables. Two people of different strata then
share a table exactly once in as many rounds as there are tables; people of one stratum never do.
Works where the number of tables is a prime or one of 4, 8, 9, and there are no more people to a
table than tables; with more, strata share a multiplier and meet again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_POWERS = {4: (2, 0b111), 8: (2, 0b1011), 9: (3, 0)}
"""Prime powers that have a field here, with the prime and, for 2, the polynomial that reduces."""
LARGEST = 97


@dataclass(frozen=True, slots=True)
class Field:
    """Adding and multiplying the numbers 0 to size - 1 as a finite field."""

    size: int
    add: Callable[[int, int], int]
    multiply: Callable[[int, int], int]


def field_of(size: int) -> Field | None:
    """The field with `size` elements, or None where there is none here."""
    if size in (4, 8):
        return Field(size, lambda a, b: a ^ b, lambda a, b: _carryless(a, b, size))
    if size == 9:
        return Field(9, _add_by_three, _multiply_by_three)
    if 2 <= size <= LARGEST and all(size % n for n in range(2, int(size**0.5) + 1)):
        return Field(size, lambda a, b: (a + b) % size, lambda a, b: a * b % size)
    return None


def _carryless(a: int, b: int, size: int) -> int:
    """Product in the field of 4 or 8 elements: polynomials over 0 and 1."""
    product = 0
    for bit in range(size.bit_length() - 1):
        if b >> bit & 1:
            product ^= a << bit
    polynomial = _POWERS[size][1]
    while product >= size:
        product ^= polynomial << (product.bit_length() - polynomial.bit_length())
    return product


def _add_by_three(a: int, b: int) -> int:
    return (a // 3 + b // 3) % 3 * 3 + (a + b) % 3


def _multiply_by_three(a: int, b: int) -> int:
    """Product in the field of 9 elements: numbers x + y*i over 0, 1, 2 with i*i = -1."""
    y, x, v, u = a // 3, a % 3, b // 3, b % 3
    return (x * v + y * u) % 3 * 3 + (x * u - y * v) % 3


def most_rounds(people: int, tables: int) -> int:
    """For how many rounds nobody meets twice by construction; 0 where it does not apply."""
    strata = -(-people // tables)
    if field_of(tables) is None or strata > tables:
        return 0
    return tables + (strata == tables and people == tables * tables)


def lines(people: int, tables: int, rounds: int, first: int = 0) -> list[list[int]] | None:
    """For each round the table of each place; place `i * tables + j` is number j of stratum i.

    Begins with round `first`; None where there is no field of that size or there are more rounds
    than it has lines. Tables differ by at most one in size, since every stratum but the last is
    full.
    """
    numbers = field_of(tables)
    strata = -(-people // tables)
    square = strata == tables and people == tables * tables
    if numbers is None or first + rounds > tables + square:
        return None
    return [
        [_table(numbers, place // tables, place % tables, number) for place in range(people)]
        for number in range(first, first + rounds)
    ]


def _table(numbers: Field, stratum: int, place: int, number: int) -> int:
    if number == numbers.size:  # the lines that run along the strata
        return stratum
    return numbers.add(place, numbers.multiply(number, stratum % numbers.size))
