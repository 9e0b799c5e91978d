"""Materials counted for the real number of groups."""

from __future__ import annotations

import pytest

from facilitator.domain.materials import Crowd, Per, pieces

CROWD = Crowd(people=35, groups=5)


@pytest.mark.parametrize(
    ("text", "mode", "name", "per", "count"),
    [
        ("Tree sheet", "home groups", "Tree sheet", Per.GROUP, 5),
        ("Tree sheet", "plenary", "Tree sheet", Per.ROOM, 1),
        ("Slides", "home groups", "Slides", Per.ROOM, 1),
        ("Outcome form per table", "plenary", "Outcome form per table", Per.GROUP, 5),
        ("2 x markers per group", "plenary", "markers per group", Per.GROUP, 10),
        ("Badges", "plenary", "Badges", Per.PERSON, 35),
        ("Consent form", "plenary", "Consent form", Per.PERSON, 35),
        ("Forms or kiosk", "individual", "Forms or kiosk", Per.PERSON, 35),
        ("Poll kiosk or cards", "plenary", "Poll kiosk or cards", Per.ROOM, 1),
        ("12 markers", "home groups", "markers", Per.ROOM, 12),
        ("3× Flip chart", "plenary", "Flip chart", Per.ROOM, 3),
        ("Pulse slips", "individual", "Pulse slips", Per.PERSON, 35),
        ("Role sheet", "pairs", "Role sheet", Per.PAIR, 18),
        ("Commitment card", "pairs", "Commitment card", Per.PERSON, 35),
        ("Question cards per person", "plenary", "Question cards per person", Per.PERSON, 35),
        ("2030 Agenda posters", "plenary", "2030 Agenda posters", Per.ROOM, 1),
        ("99999 sheets", "plenary", "99999 sheets", Per.ROOM, 1),
        ("3", "plenary", "3", Per.ROOM, 1),
        ("0 cards", "plenary", "0 cards", Per.ROOM, 1),
    ],
)
def test_count(text: str, mode: str, name: str, per: Per, count: int) -> None:
    (piece,) = pieces(text, mode, CROWD)
    assert (piece.name, piece.per, piece.count) == (name, per, count)


def test_names_are_told_apart_by_commas_semicolons_and_lines() -> None:
    found = pieces("Cards, markers; tape\n glue ,,", "plenary", CROWD)
    assert [piece.name for piece in found] == ["Cards", "markers", "tape", "glue"]
    assert pieces("-", "plenary", CROWD) == pieces("", "", CROWD) == ()


def test_nobody_registered_yet_still_needs_one() -> None:
    (piece,) = pieces("Tree sheet", "home groups", Crowd(0, 0))
    assert piece.count == 1
