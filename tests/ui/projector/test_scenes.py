"""Pictures for the room: lists are set in one size, so that none of their lines whispers."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QApplication
from tests.reports.report_rows import vision
from tests.ui.recorder import texts

from facilitator.application.rows.running import PublicDay, PublicItem
from facilitator.domain.agenda import Category
from facilitator.ui.projector.run_scenes import agenda_scene
from facilitator.ui.projector.vision import scene_of

TITLES = ("Break", "Exercise 1: two-party negotiation (unprepared), with its debrief in plenary")


def test_all_titles_of_a_day_are_as_large_as_each_other(app: QApplication) -> None:
    items = tuple(
        PublicItem(uuid4(), TITLES[n % 2], Category.PLENARY, 480 + 30 * n, 30, "", ())
        for n in range(16)
    )
    day = PublicDay("Week", "Here", 1, 5, date(2024, 11, 4), "Monday", items)
    titles = [d for d in texts(agenda_scene(day, None).paint) if d.text[:5] in ("Break", "Exerc")]
    assert len(titles) == 16
    assert len({title.pixels for title in titles}) == 1


def test_all_points_of_a_scale_are_as_large_as_each_other(app: QApplication) -> None:
    points = ["Whole-hearted endorsement", "Agreement with a minor point of contention, of words",
              *("Word" for _ in range(6))]  # fmt: skip
    scene = scene_of(vision(), "adopt", 12, words=("Consensus", "One block stops.", *points))
    labels = [d for d in texts(scene.paint) if d.text[:1].isdigit() and "  " in d.text]
    assert len(labels) == 8
    assert len({label.pixels for label in labels}) == 1
