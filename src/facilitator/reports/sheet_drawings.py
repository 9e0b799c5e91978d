"""The picture of each sheet of the analysis, made once for window, PDF and SVG.

Signs of the stakeholder map are the conventional ones (Fisher and colleagues; methods 1.6).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from facilitator.application.rows.root_causes import SheetRow
from facilitator.domain.analysis_sheets import EVENT_KINDS, ROLES, SAVES, Entry, SheetTool
from facilitator.reports.drawing import Drawing, Oval, Rect, Sketch, Stroke, arrow, height_of
from facilitator.reports.text import Align
from facilitator.support.i18n import tr

Called = Mapping[UUID, str]
"""What actors are called by key."""
TEXT, SMALL = 9.0, 7.6
PADDING = 8.0
TONES = ("lecture", "exercise", "case", "negotiate", "reflect", "plenary")


def draw_sheet(sheet: SheetRow, *, names: bool = True) -> Drawing:
    """The sheet's picture; without `names` the actors of a stakeholder map are letters."""
    sketch = Sketch()
    called = actor_names(sheet, names=names)
    PAINTERS[sheet.tool](sketch, sheet, called)
    title = f"{tr('Group {letter}', letter=sheet.group)}: {sheet.title}"
    return sketch.drawing(
        title, "; ".join(called.get(e.id, e.text) for e in sheet.entries if e.text)
    )


def actor_names(sheet: SheetRow, *, names: bool) -> dict[UUID, str]:
    """What actors are called on the map: their names, or letters in a version for sharing."""
    return {actor.id: actor.text if names else tr("Actor {letter}", letter=_letter(number))
            for number, actor in enumerate(sheet.of_kind("actor"))}  # fmt: skip


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"{chr(ord('A') + number % 26)}{number // 26}"


def _box(
    sketch: Sketch, x: float, y: float, w: float, said: str, *, fill: str = "surface",
    edge: str = "border_strong", bold: bool = False, small: str = "", least: float = 0.0,
) -> float:  # fmt: skip
    """A card with a text and a smaller line; returns its height."""
    inner = w - 2 * PADDING
    tall = height_of(said, inner, TEXT, bold=bold) + 2 * PADDING
    if small:
        tall += height_of(small, inner, SMALL) + 2
    tall = max(tall, least)
    sketch.add(Rect(x, y, w, tall, fill, edge, 4))
    used = sketch.words(x + PADDING, y + PADDING, inner, said, size=TEXT, bold=bold)
    if small:
        sketch.words(x + PADDING, y + PADDING + used + 2, inner, small, size=SMALL, ink="text2")
    return tall


def _said(entry: Entry) -> str:
    """Inferred things are printed with "~" (methods 1.5)."""
    return f"{'~' if entry.value('basis') == 'inferred' else '–'} {entry.text}"


# Onion ----------------------------------------------------------------------------------------------


def _onion(sketch: Sketch, sheet: SheetRow, _called: Called) -> None:
    layers = (("position", tr("Positions: what is said"), "lecture.fill"),
              ("interest", tr("Interests: what is wanted"), "exercise.fill"),
              ("need", tr("Needs: what must be"), "negotiate.fill"))  # fmt: skip
    for number, party in enumerate(sheet.of_kind("party")):
        x, w = number * 300.0, 280.0
        sketch.words(x, 0, w, party.text, size=12, bold=True, align=Align.CENTRE)
        y = 22.0
        parts = [(label, fill, [_said(e) for e in sheet.under(party.id, kind)])
                 for kind, label, fill in layers]  # fmt: skip
        heights = [sum(height_of(t, w - 2 * (30 + 16 * n), TEXT) + 3 for t in texts) + 26
                   for n, (_, _, texts) in enumerate(parts)]  # fmt: skip
        total = sum(heights) + 3 * 14
        inset = 0.0
        for n, (label, fill, texts) in enumerate(parts):
            tall = total - (y - 22.0) - n * 14
            sketch.add(Rect(x + inset, y, w - 2 * inset, tall, fill, "border_strong", 34))
            at = y + 10
            at += sketch.words(x + inset + 14, at, w - 2 * inset - 28, label, size=SMALL, bold=True,
                               align=Align.CENTRE) + 2  # fmt: skip
            for said in texts:
                at += sketch.words(x + inset + 18, at, w - 2 * inset - 36, said, size=TEXT) + 3
            y += heights[n]
            inset += 16


# Stakeholder map --------------------------------------------------------------------------------------


def _stakeholders(sketch: Sketch, sheet: SheetRow, called: Called) -> None:
    actors, issues = sheet.of_kind("actor"), sheet.of_kind("issue")
    places = _around(actors, issues)
    for link in sheet.of_kind("link"):
        start, end = places.get(link.parent_id), places.get(link.other_id)  # type: ignore[arg-type]
        if start is not None and end is not None:
            _relation(sketch, start, end, link.value("type"), int(link.value("strength", "2")))
    for actor in actors:
        _actor(sketch, places[actor.id], actor, called[actor.id])
    for issue in issues:
        x, y, r = places[issue.id]
        sketch.add(Rect(x - r, y - r * 0.6, 2 * r, 1.2 * r, "surface", "text", 0, 1.2))
        tall = height_of(issue.text, 2 * r - 12, SMALL)
        sketch.words(
            x - r + 6, y - tall / 2, 2 * r - 12, issue.text, size=SMALL, align=Align.CENTRE
        )
    _legend(sketch, max((y + r for _, y, r in places.values()), default=0) + 46)


def _around(
    actors: Sequence[Entry], issues: Sequence[Entry]
) -> dict[UUID, tuple[float, float, float]]:
    """Actors on an ellipse in their order, issues in the middle; x, y and radius."""
    count = max(1, len(actors))
    wide, tall = 120 + 22 * count, 90 + 15 * count
    places: dict[UUID, tuple[float, float, float]] = {}
    for number, actor in enumerate(actors):
        turn = -math.pi / 2 + 2 * math.pi * number / count
        radius = 15.0 + 7.0 * int(actor.value("power", "3"))
        places[actor.id] = (wide * math.cos(turn), tall * math.sin(turn), radius)
    for number, issue in enumerate(issues):
        across = (number - (len(issues) - 1) / 2) * 120
        places[issue.id] = (across, 0.0, 46.0)
    return places


def _actor(sketch: Sketch, place: tuple[float, float, float], actor: Entry, said: str) -> None:
    x, y, r = place
    external = actor.value("type") == "external"
    fill = (
        "border" if external else "accent_soft" if actor.value("type") == "primary" else "surface"
    )
    if external:
        sketch.add(Oval(x - r, y - r, 2 * r, 2 * r, "surface", ""))
    sketch.add(Oval(x - r, y - r, 2 * r, 2 * r, fill, "accent", 1.3, half=external))
    width = max(2 * r - 8, 96.0)
    tall = height_of(said, width, TEXT, bold=True)
    inside = tall < 1.3 * r and width <= 2 * r
    top = y - tall / 2 if inside else y + r + 3
    if not inside:  # lines that pass behind a name must not strike it out
        sketch.add(Rect(x - width / 2, top, width, tall, "surface", "", 0))
    sketch.words(x - width / 2, top, width, said, size=TEXT, bold=True, align=Align.CENTRE)


def _relation(
    sketch: Sketch, start: tuple[float, float, float], end: tuple[float, float, float], sign: str,
    strength: int,
) -> None:  # fmt: skip
    """The conventional sign of a relation between two parties."""
    (x0, y0, r0), (x1, y1, r1) = start, end
    length = max(1.0, math.hypot(x1 - x0, y1 - y0))
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    a = (x0 + ux * (r0 + 3), y0 + uy * (r0 + 3))
    b = (x1 - ux * (r1 + 3), y1 - uy * (r1 + 3))
    thick = 0.6 + 0.5 * strength
    if sign == "alliance":
        for side in (-2.4, 2.4):
            moved = ((a[0] - uy * side, a[1] + ux * side), (b[0] - uy * side, b[1] + ux * side))
            sketch.add(Stroke(moved, "text2", thick))
    elif sign == "discord":
        sketch.add(Stroke(_zigzag(a, b, ux, uy), "danger", thick))
    elif sign == "broken":
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        sketch.add(Stroke((a, b), "text2", thick))
        for shift in (-3, 3):
            cx, cy = middle[0] + ux * shift, middle[1] + uy * shift
            sketch.add(
                Stroke(((cx - uy * 8, cy + ux * 8), (cx + uy * 8, cy - ux * 8)), "danger", 1.6)
            )
    else:
        sketch.add(Stroke((a, b), "text2", thick, dashed=sign == "weak"))
        if sign == "influence":
            sketch.add(arrow((a, b), "text2", thick, 7))


def _zigzag(
    a: tuple[float, float], b: tuple[float, float], ux: float, uy: float
) -> tuple[tuple[float, float], ...]:
    steps = max(4, int(math.hypot(b[0] - a[0], b[1] - a[1]) / 7))
    points = [a]
    for step in range(1, steps):
        share, side = step / steps, 4.0 if step % 2 else -4.0
        x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        points.append((x - uy * side, y + ux * side))
    return (*points, b)


def _legend(sketch: Sketch, y: float) -> None:
    signs = (("close", tr("Fairly close")), ("alliance", tr("Alliance")),
             ("weak", tr("Informal or weak")), ("discord", tr("Discord")), ("broken", tr("Broken")),
             ("influence", tr("Influence")))  # fmt: skip
    x = -330.0
    for sign, said in signs:
        _relation(sketch, (x, y, 0), (x + 34, y, 0), sign, 2)
        sketch.words(x + 40, y - 5, 76, said, size=SMALL, ink="text2")
        x += 114
    note = tr(
        "Circle: party, its size is power on this issue. Half shaded: external. Square: issue."
    )
    sketch.words(-330, y + 14, 660, note, size=SMALL, ink="text2")


# ABC ------------------------------------------------------------------------------------------------


def _abc(sketch: Sketch, sheet: SheetRow, _called: Called) -> None:
    for number, party in enumerate(sheet.of_kind("party")):
        x = number * 400.0
        sketch.words(x, 0, 370, tr("As seen by {party}", party=party.text), size=12, bold=True,
                     align=Align.CENTRE)  # fmt: skip
        top, left, right = (x + 185, 120.0), (x + 60, 300.0), (x + 310, 300.0)
        sketch.add(Stroke((top, left, right, top), "accent", 1.6))
        centre = next(iter(sheet.under(party.id, "centre")), None)
        corners = (("attitude", tr("Attitudes"), x + 95, 26.0, 180.0, True),
                   ("behaviour", tr("Behaviour"), x, 312.0, 178.0, False),
                   ("context", tr("Context"), x + 192, 312.0, 178.0, False))  # fmt: skip
        for kind, label, cx, cy, w, _ in corners:
            at = cy + sketch.words(cx, cy, w, label, size=TEXT, bold=True, ink="accent_text")
            for item in sheet.under(party.id, kind):
                at += sketch.words(cx, at, w, f"– {item.text}", size=TEXT) + 2
        if centre is not None:
            tall = height_of(centre.text, 120, TEXT, bold=True)
            sketch.words(x + 125, 250 - tall / 2, 120, centre.text, size=TEXT, bold=True,
                         align=Align.CENTRE)  # fmt: skip


# Timeline ---------------------------------------------------------------------------------------------


def _timeline(sketch: Sketch, sheet: SheetRow, _called: Called) -> None:
    sides = sheet.of_kind("side")
    width, gap = 200.0, 84.0
    kinds = dict(EVENT_KINDS)
    for number, side in enumerate(sides):
        x = gap + number * (width + 16)
        sketch.words(x, 0, width, side.text, size=11, bold=True, align=Align.CENTRE)
    whole = max(1, len(sides)) * (width + 16) - 16
    y = 24.0
    for event in sorted(sheet.of_kind("event"), key=lambda e: (e.value("date"), e.text)):
        place = next((n for n, side in enumerate(sides) if side.id == event.parent_id), None)
        x, w = (gap, whole) if place is None else (gap + place * (width + 16), width)
        violent = event.value("kind") == "violence"
        meaning = event.value("meaning")
        small = tr(kinds.get(event.value("kind"), "Event")) + (f": {meaning}" if meaning else "")
        tall = _box(
            sketch,
            x,
            y,
            w,
            event.text,
            small=small,
            fill="danger_soft" if violent else "surface" if place is not None else "sunken",
        )
        sketch.add(Oval(gap - 22, y + 9, 8, 8, "accent", ""))
        sketch.words(
            0, y + 8, gap - 28, event.value("date"), size=TEXT, bold=True, align=Align.RIGHT
        )
        y += tall + 8
    if y > 24:
        sketch.shapes.insert(0, Stroke(((gap - 18, 24), (gap - 18, y)), "border_strong", 1.2))


# Connectors and dividers ------------------------------------------------------------------------------


def _connectors(sketch: Sketch, sheet: SheetRow, _called: Called) -> None:
    columns = (
        ("divider", tr("What divides"), "reflect"),
        ("connector", tr("What connects"), "exercise"),
    )
    categories = dict(SAVES)
    signs = {"up": "↑", "down": "↓", "flat": "→"}
    for number, (kind, title, tone) in enumerate(columns):
        x, y, w = number * 330.0, 0.0, 310.0
        sketch.add(Rect(x, y, w, 24, f"{tone}.bar", "", 3))
        sketch.words(x, y + 5, w, title, size=10.5, bold=True, ink="surface", align=Align.CENTRE)
        y = 32.0
        items = [e for e in sheet.of_kind("item") if e.value("kind") == kind]
        for item in sorted(items, key=lambda e: (-int(e.value("strength", "2")), e.text)):
            dots = "●" * int(item.value("strength", "2")) + f" {signs.get(item.value('trend'), '')}"
            small = f"{tr(categories.get(item.value('category'), ''))}  {dots}\n{item.value('how')}"
            if item.value("change"):
                small += f"\n{tr('Our action')}: {item.value('change')}"
            y += _box(sketch, x, y, w, item.text, small=small, bold=True, fill=f"{tone}.fill") + 8


# Roles, five whys -------------------------------------------------------------------------------------


def _roles(sketch: Sketch, sheet: SheetRow, _called: Called) -> None:
    for number, (key, title, about) in enumerate(ROLES):
        x, w, tone = number * 158.0, 148.0, TONES[number]
        sketch.add(Rect(x, 0, w, 46, f"{tone}.fill", f"{tone}.bar", 4))
        sketch.words(x + 6, 6, w - 12, tr(title), size=10.5, bold=True)
        sketch.words(x + 6, 21, w - 12, tr(about), size=6.6, ink="text2")
        y = 54.0
        for factor in sheet.of_kind("factor"):
            if factor.value("role") == key:
                small = "\n".join(t for t in (factor.value("note"), factor.value("actors")) if t)
                y += _box(sketch, x, y, w, factor.text, small=small) + 7


def _whys(sketch: Sketch, sheet: SheetRow, _called: Called) -> None:
    words = {"fact": tr("Fact"), "testimony": tr("Testimony"), "assumption": tr("Assumption")}
    column = 0

    def steps(entry: Entry, y: float, depth: int) -> None:
        nonlocal column
        below = sheet.under(entry.id, "why")
        for number, step in enumerate(below):
            if number:
                column += 1
            x = column * 218.0
            sketch.add(Stroke(((x + 100, y), (x + 100, y + 18)), "border_strong", 1.2),
                       arrow(((x + 100, y), (x + 100, y + 18)), "border_strong"))  # fmt: skip
            sketch.words(x + 106, y + 3, 90, tr("Why? {n}", n=depth), size=SMALL, ink="text2")
            tall = _box(sketch, x, y + 20, 200, step.text,
                        small=words.get(step.value("basis"), ""))  # fmt: skip
            steps(step, y + 20 + tall, depth + 1)

    for chain in sheet.of_kind("chain"):
        x = column * 218.0
        tall = _box(sketch, x, 0, 200, chain.text, bold=True, fill="accent_soft", edge="accent")
        steps(chain, tall, 1)
        column += 1


PAINTERS: dict[SheetTool, Callable[[Sketch, SheetRow, Called], None]] = {
    SheetTool.ONION: _onion, SheetTool.STAKEHOLDERS: _stakeholders, SheetTool.ABC: _abc,
    SheetTool.TIMELINE: _timeline, SheetTool.CONNECTORS: _connectors, SheetTool.ROLES: _roles,
    SheetTool.FIVE_WHYS: _whys,
}  # fmt: skip
