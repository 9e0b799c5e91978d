"""Flowables set on sheets: fills page after page, with the head and foot that sheets share.

For papers that are not the summary report. It knows nothing of what the flowables say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from facilitator.reports.sheets import FOOT, MARGIN, Page

Head = Callable[[Canvas], float]
"""Draws a page's head and returns where the content begins, in points from the foot of the page."""
Placed = tuple[Flowable, float, float]


def paged(
    story: Sequence[Flowable], size: tuple[float, float], head: Head, top: float,
    margin: float = MARGIN,
) -> list[Page]:  # fmt: skip
    """The story on pages of `size`; content goes from `top` down to the foot, inside `margin`."""
    sheets: list[list[Placed]] = [[]]
    y, room = top, size[0] - 2 * margin
    waiting = list(story)
    while waiting:
        flowable = waiting.pop(0)
        _, height = flowable.wrap(room, y - FOOT)
        if height <= y - FOOT + 0.01:
            y -= height
            sheets[-1].append((flowable, margin, y))
            continue
        parts = flowable.split(room, y - FOOT)
        if len(parts) > 1 and parts[0].wrap(room, y - FOOT)[1] <= y - FOOT + 0.01:
            sheets[-1].append((parts[0], margin, y - parts[0].wrap(room, y - FOOT)[1]))
            sheets.append([])
            waiting[:0] = parts[1:]
            y = top
        elif sheets[-1]:
            sheets.append([])
            waiting.insert(0, flowable)
            y = top
        else:  # higher than a whole page and in one piece: it goes to the edge
            sheets[-1].append((flowable, margin, y - height))
            y = FOOT
    return [(size, _drawing(placed, head)) for placed in sheets if placed]


def _drawing(placed: Sequence[Placed], head: Head) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        head(canvas)
        for flowable, x, y in placed:
            flowable.drawOn(canvas, x, y)

    return draw
