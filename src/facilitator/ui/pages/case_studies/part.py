"""What the parts of the page share: what was read for all of them, and how they ask the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from facilitator.application.rows.case_studies import BoardCauseRow, CaseRoomRow, CaseStudyRow
from facilitator.application.rows.groups import GroupRow
from facilitator.domain.case_studies import Light
from facilitator.ui.pages import base

if TYPE_CHECKING:
    from facilitator.ui.pages.case_studies.page import CaseStudiesPage

LIGHTS = {
    Light.NOT_BEGUN: ("circle", "text3"), Light.MUST: ("circle-alert", "danger"),
    Light.SHOULD: ("circle-dot", "warn"), Light.DONE: ("circle-check", "ok"),
}  # fmt: skip
"""Icon and colour of each light; the words stand beside it or are its name."""


@dataclass(frozen=True)
class Shown:
    """What was read for the page, once for all parts."""

    cases: tuple[CaseStudyRow, ...]
    rooms: dict[UUID, CaseRoomRow]
    groups: tuple[GroupRow, ...]
    causes: tuple[BoardCauseRow, ...]

    def case(self, key: object) -> CaseStudyRow | None:
        """The case with this key."""
        return next((case for case in self.cases if case.id == key), None)


class Part(base.Part):
    """One part of the page."""

    page: CaseStudiesPage
    margins = (0, 0, 0, 0)
    spacing = 12

    def show_rows(self, shown: Shown) -> None:
        """Show what is there now."""
