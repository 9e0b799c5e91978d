"""What the room's screen may show: a closed list of names, and a scene that paints itself.

A scene is made from public frozen dataclasses alone, never from rows that hold a note, a contact
or a confidential sheet: what is not in it cannot get on the wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPainter

from facilitator.support.i18n import tr


class SceneName(StrEnum):
    """The allow-list. Nothing else is ever shown to the room."""

    WELCOME = "welcome"
    TASK = "task"
    TIMER = "timer"
    AGENDA = "agenda"
    GROUPS = "groups"
    BOARD = "board"
    TREE = "tree"
    VOTE = "vote"
    VISION = "vision"
    EXERCISE = "exercise"
    SLIDES = "slides"
    NOTICE = "notice"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class ProjectorScene:
    """One picture for the room.

    `paint` draws it on a canvas of 1920 by 1080 (`canvas.py`; no text below 32 pixels), `words`
    say it to a screen reader.
    """

    name: SceneName
    paint: Callable[[QPainter], None]
    words: str

    def __post_init__(self) -> None:
        SceneName(self.name)  # a name off the list is a mistake of ours


def scene_title(name: SceneName) -> str:
    """The scene's name for people."""
    return {
        SceneName.WELCOME: tr("Welcome"), SceneName.TASK: tr("Task and timer"),
        SceneName.TIMER: tr("Big timer"), SceneName.AGENDA: tr("Agenda of the day"),
        SceneName.GROUPS: tr("Groups"), SceneName.BOARD: tr("Board"),
        SceneName.TREE: tr("Tree"), SceneName.VOTE: tr("Vote"),
        SceneName.VISION: tr("Common Vision"), SceneName.EXERCISE: tr("Exercise"),
        SceneName.SLIDES: tr("Slides"), SceneName.NOTICE: tr("Notice"),
        SceneName.BLANK: tr("Blank"),
    }[name]  # fmt: skip


def _nothing(_painter: QPainter) -> None:
    """A blank screen is the ground alone."""


def blank_scene() -> ProjectorScene:
    """Nothing at all."""
    return ProjectorScene(SceneName.BLANK, _nothing, tr("Blank"))
