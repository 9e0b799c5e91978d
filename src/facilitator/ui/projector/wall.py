"""The wall of names: what the room may see of the groups, and the painter that shows it.

The scene holds nothing but letters, names of groups and tables, and short names of people. Where
they are too many to be read from the back row, they are spread over several pictures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from facilitator.application.rows.groups import GroupingRow
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.projector import canvas
from facilitator.ui.projector.canvas import HEIGHT, SMALLEST, WIDTH
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.widgets import paint

LARGEST = 48
"""Pixels of the largest name."""
LINE, HEAD = 1.3, 2.6
"""Height of a name and of a group's head, in sizes of a name."""
GAP, EDGE, FOOT, INSIDE = 24.0, 48.0, 52.0, 22.0


@dataclass(frozen=True, slots=True)
class WallGroup:
    """A group on the wall."""

    letter: str
    name: str
    table: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallScene:
    """All that the projector is given. `part` is "1 of 2" where one picture does not hold all."""

    title: str
    groups: tuple[WallGroup, ...]
    part: str = ""


def wall_scene(grouping: GroupingRow) -> WallScene:
    """The scene of the home groups: short names only, nothing else about a person."""
    return WallScene(
        tr("Groups"),
        tuple(
            WallGroup(group.letter, group.name, group.table,
                      tuple(person.first_name for person in grouping.members(group.id)))
            for group in grouping.groups if grouping.members(group.id)
        ),
    )  # fmt: skip


def pictures(scene: WallScene) -> tuple[WallScene, ...]:
    """The scene in as many pictures as it needs for its names to be large enough."""
    count = len(scene.groups)
    for parts in range(1, max(2, count)):
        each = max(1, math.ceil(count / parts))  # no group: one empty picture
        cut = [scene.groups[n : n + each] for n in range(0, count, each)] or [()]
        made = [WallScene(scene.title, groups,
                          tr("{n} of {all}", n=n + 1, all=len(cut)) if len(cut) > 1 else "")
                for n, groups in enumerate(cut)]  # fmt: skip
        if all(_size(part) >= SMALLEST for part in made):
            return tuple(made)
    return tuple(WallScene(scene.title, (group,), group.letter) for group in scene.groups)


def groups_scene(scene: WallScene) -> ProjectorScene:
    """The wall as a picture for the room."""
    words = "; ".join(
        f"{group.letter} {group.name}: {', '.join(group.people)}" for group in scene.groups
    )
    return ProjectorScene(SceneName.GROUPS, partial(paint_wall, scene=scene), words)


def paint_wall(painter: QPainter, scene: WallScene) -> None:
    """Paint the scene on the canvas; the text fits itself."""
    canvas.ground(painter)
    if not scene.groups:
        return
    across, _ = _shape(len(scene.groups))
    width, height = _room(scene)
    size = max(SMALLEST, _size(scene))
    for number, group in enumerate(scene.groups):
        x = EDGE + (number % across) * (width + GAP)
        y = EDGE + (number // across) * (height + GAP)
        _paint_group(painter, group, QRectF(x, y, width, height), size)
    if scene.part:
        box = QRectF(EDGE, HEIGHT - EDGE - 4, WIDTH - 2 * EDGE, 44)
        canvas.line(painter, box, scene.part, SMALLEST, "text2", align="end")


def _shape(count: int) -> tuple[int, int]:
    """Columns and rows for so many groups on a wide wall."""
    across = count if count <= 6 else math.ceil(math.sqrt(count * 1.9))
    return across, math.ceil(count / across)


def _room(scene: WallScene) -> tuple[float, float]:
    """Width and height of a group's card."""
    across, deep = _shape(len(scene.groups))
    below = EDGE if not scene.part else FOOT + 8
    return ((WIDTH - 2 * EDGE - GAP * (across - 1)) / across,
            (HEIGHT - EDGE - below - GAP * (deep - 1)) / deep)  # fmt: skip


def _size(scene: WallScene) -> float:
    """The largest size at which every group keeps its height and most names their column."""
    if not scene.groups:
        return LARGEST
    width, height = _room(scene)
    most = max(len(group.people) for group in scene.groups)
    head = HEAD + (1.0 if any(group.table for group in scene.groups) else 0.0)
    size = min(LARGEST, (height - 28) / (most * LINE + head))
    widths = sorted(canvas.width_of(n, 100) for g in scene.groups for n in g.people) or [1.0]
    usual = widths[int(0.95 * (len(widths) - 1))]  # a very long name is set smaller by itself
    wanted = 0.98 * (width - 2 * INSIDE) / usual * 100
    return size if size < SMALLEST else max(SMALLEST, min(size, wanted))


def _paint_group(painter: QPainter, group: WallGroup, box: QRectF, size: float) -> None:
    paint.fill_round(painter, box, 16, theme.colour("surface"), theme.colour("border"), 2)
    left, width = box.x() + INSIDE, box.width() - 2 * INSIDE
    top = box.y() + 14
    title = f"{group.letter}  {group.name}" if group.name else group.letter
    canvas.line(painter, QRectF(left, top, width, size * 2.0), title, size * 1.5, "accent_text",
                bold=True)  # fmt: skip
    top += size * 2.1
    if group.table:
        table = QRectF(left, top, width, size * 1.1)
        canvas.line(painter, table, group.table, size * 0.8, "text2")
        top += size * 1.3
    for number, name in enumerate(group.people):
        line = QRectF(left, top + number * size * LINE, width, size * LINE)
        canvas.line(painter, line, name, size)
