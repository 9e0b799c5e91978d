"""The drawing of the certificate: border of interlaced waves, rosettes, mark. Knows no texts.

All lines are ours, computed; no emblem of any organisation is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.reports.palette import WHITE, mixed

EDGE = 20.0
"""Points from the paper's edge to the outer rule; desktop printers cannot reach further out."""
BAND = 18.0
"""Width of the band of waves in points."""
FRAME = EDGE + BAND + 9.0
"""Points from the paper's edge to the inner rule: nothing of the text may pass it."""

_QUARTER = (0.3261, 0.5123, 0.6381, 1.0, 1.0, 1.0)
"""A quarter of a sine wave as a Bezier curve: x in quarters, y in amplitudes (error below 1 %)."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the line work: waves, rules and the faint rosette behind the name."""

    line: Color
    rule: Color
    second: Color


def _wave(
    length: float, periods: int, amplitude: float, phase: int, phases: int
) -> Iterator[Curve]:
    """Curves of a sine wave along x from 0 to `length`, shifted by `phase` of `phases`."""
    quarter = length / (4 * periods)
    shift = 4 * phase / phases
    for index in range(-4, 4 * periods):
        yield _quarter_wave((index + shift) * quarter, quarter, amplitude, index % 4)


def _quarter_wave(start: float, quarter: float, amplitude: float, index: int) -> Curve:
    x1, y1, x2, y2, x3, y3 = _QUARTER
    if index % 2:
        x1, y1, x2, y2, x3, y3 = 1 - x2, y2, 1 - x1, y1, 1.0, 0.0
    sign = amplitude if index < 2 else -amplitude
    return tuple((start + x * quarter, sign * y) for x, y in ((x1, y1), (x2, y2), (x3, y3)))  # type: ignore[return-value]


def _draw_side(canvas: Canvas, length: float, periods: int, phases: int) -> None:
    clip = canvas.beginPath()
    clip.rect(0, -BAND, length, 2 * BAND)
    canvas.clipPath(clip, stroke=0, fill=0)
    for amplitude, line in ((BAND / 2 - 0.6, 0.34), (BAND / 4.6, 0.28)):
        canvas.setLineWidth(line)
        for phase in range(phases):
            path = canvas.beginPath()
            curves = list(_wave(length, periods, amplitude, phase, phases))
            first = curves[0]
            path.moveTo(2 * first[0][0] - first[1][0], 0)
            for (x1, y1), (x2, y2), (x3, y3) in curves:
                path.curveTo(x1, y1, x2, y2, x3, y3)
            canvas.drawPath(path)


def rosette(
    canvas: Canvas, centre: Point, radius: float, petals: int, rings: Sequence[float]
) -> None:
    """Closed curves round a centre: each ring a wave on a circle, doubled in antiphase."""
    for ring in rings:
        for antiphase in (0.0, math.pi / petals):
            points = _ring(radius, ring, petals, antiphase)
            path = canvas.beginPath()
            path.moveTo(centre[0] + points[0][0], centre[1] + points[0][1])
            for x, y in points[1:]:
                path.lineTo(centre[0] + x, centre[1] + y)
            path.close()
            canvas.drawPath(path)


def _ring(radius: float, ring: float, petals: int, turn: float) -> list[Point]:
    steps = petals * 14
    middle, swing = radius * ring, radius * 0.17 * (0.4 + ring)
    points = []
    for step in range(steps):
        angle = 2 * math.pi * step / steps
        reach = middle + swing * math.cos(petals * (angle + turn))
        points.append((reach * math.cos(angle), reach * math.sin(angle)))
    return points


def border(canvas: Canvas, width: float, height: float, inks: Inks) -> None:
    """The frame of the page."""
    middle = EDGE + 3 + BAND / 2
    corner = BAND / 2 + 2.6
    canvas.saveState()
    canvas.setStrokeColor(inks.line)
    sides = (
        (middle + corner, middle, 0, width), (width - middle, middle + corner, 90, height),
        (width - middle - corner, height - middle, 180, width),
        (middle, height - middle - corner, 270, height),
    )  # fmt: skip
    for x, y, turn, full in sides:
        length = full - 2 * (middle + corner)
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(turn)
        _draw_side(canvas, length, round(length / 34), 6)
        canvas.restoreState()
    canvas.setLineWidth(0.3)
    for x in (middle, width - middle):
        for y in (middle, height - middle):
            rosette(canvas, (x, y), corner - 0.6, 10, (0.28, 0.5, 0.74))
            canvas.circle(x, y, corner)
    _rules(canvas, width, height, inks)
    canvas.restoreState()


def _rules(canvas: Canvas, width: float, height: float, inks: Inks) -> None:
    canvas.setStrokeColor(inks.rule)
    for inset, line in ((EDGE, 1.1), (FRAME - 3, 0.5)):
        canvas.setLineWidth(line)
        canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset)
    canvas.setStrokeColor(inks.second)
    canvas.setLineWidth(0.9)
    canvas.rect(FRAME + 0.5, FRAME + 0.5, width - 2 * FRAME - 1, height - 2 * FRAME - 1)


def backdrop(canvas: Canvas, centre: Point, radius: float, ink: Color) -> None:
    """The faint rosette behind the name."""
    canvas.saveState()
    canvas.setStrokeColor(mixed(WHITE, ink, 0.16))
    canvas.setLineWidth(0.4)
    rosette(canvas, centre, radius, 24, (0.32, 0.42, 0.52, 0.62, 0.72, 0.82))
    canvas.restoreState()


def mark(canvas: Canvas, centre: Point, size: float, ink: Color) -> None:
    """A neutral mark where no organiser has a logo: a small rosette round a ring."""
    canvas.saveState()
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(0.45)
    rosette(canvas, centre, size / 2, 12, (0.42, 0.6, 0.78))
    canvas.setLineWidth(1.0)
    canvas.circle(*centre, size * 0.13)
    canvas.restoreState()


def ornament(canvas: Canvas, centre: Point, reach: float, ink: Color) -> None:
    """A rule with a lozenge in its middle, under the heading."""
    x, y = centre
    canvas.saveState()
    canvas.setStrokeColor(ink)
    canvas.setFillColor(ink)
    canvas.setLineWidth(0.7)
    canvas.line(x - reach, y, x - 9, y)
    canvas.line(x + 9, y, x + reach, y)
    path = canvas.beginPath()
    path.moveTo(x - 5, y)
    for dx, dy in ((0, 2.6), (5, 0), (0, -2.6)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def rules(canvas: Canvas, width: float, height: float, inks: Inks) -> None:
    """A quiet frame: a heavy rule between two fine ones, cut off at the corners by quarter circles."""
    canvas.saveState()
    for inset, line, ink, bite in (
        (EDGE, 0.5, inks.second, 17.0), (EDGE + 5, 2.0, inks.line, 17.0),
        (EDGE + 10, 0.5, inks.second, 17.0),
    ):  # fmt: skip
        canvas.setStrokeColor(ink)
        canvas.setLineWidth(line)
        left, low, right, high = inset, inset, width - inset, height - inset
        path = canvas.beginPath()
        path.moveTo(left + bite, low)
        path.lineTo(right - bite, low)
        path.curveTo(right - bite, low + bite * 0.55, right - bite * 0.55, low + bite, right,
                     low + bite)  # fmt: skip
        path.lineTo(right, high - bite)
        path.curveTo(right - bite * 0.55, high - bite, right - bite, high - bite * 0.55,
                     right - bite, high)  # fmt: skip
        path.lineTo(left + bite, high)
        path.curveTo(left + bite, high - bite * 0.55, left + bite * 0.55, high - bite, left,
                     high - bite)  # fmt: skip
        path.lineTo(left, low + bite)
        path.curveTo(left + bite * 0.55, low + bite, left + bite, low + bite * 0.55, left + bite,
                     low)  # fmt: skip
        canvas.drawPath(path)
    canvas.setStrokeColor(inks.second)
    canvas.setLineWidth(0.35)
    for x in (EDGE + 3.5, width - EDGE - 3.5):
        for y in (EDGE + 3.5, height - EDGE - 3.5):
            rosette(canvas, (x, y), 8.5, 8, (0.42, 0.74))
    canvas.restoreState()


def band(canvas: Canvas, width: float, height: float, inks: Inks) -> None:
    """A strong left edge, and circles that go out from the upper right corner."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, 0, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(mixed(WHITE, inks.line, 0.2))
    canvas.setLineWidth(0.7)
    for ring in range(1, 10):
        canvas.circle(width * 0.91, height * 0.885, 42.0 + 27.0 * (ring - 1))
    canvas.setFillColor(inks.line)
    canvas.rect(0, 0, 13, height, stroke=0, fill=1)
    canvas.setFillColor(inks.second)
    canvas.rect(13, 0, 2, height, stroke=0, fill=1)
    canvas.restoreState()
