"""Rows of the materials list."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.application.rows.agenda import DayRow
from facilitator.domain.materials import Crowd, Per


@dataclass(frozen=True, slots=True)
class MaterialUse:
    """Where a material is used: the item, when (minutes from midnight), and how many there."""

    item_id: UUID
    start: int
    title: str
    room: str
    count: int


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of a day.

    `count` is the most that any one item of the day needs, since things are used again; `total`
    is the sum, for what is used up.
    """

    name: str
    per: Per
    count: int
    total: int
    uses: tuple[MaterialUse, ...]


@dataclass(frozen=True, slots=True)
class DayMaterials:
    """The materials of one day, in the order in which they are needed."""

    day: DayRow
    rows: tuple[MaterialRow, ...]


@dataclass(frozen=True, slots=True)
class MaterialsRow:
    """The materials of the week, and the people and groups they are counted for."""

    crowd: Crowd
    days: tuple[DayMaterials, ...]
