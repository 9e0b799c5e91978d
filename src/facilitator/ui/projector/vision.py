"""What the room may see of the Common Vision, a picture a step.

Made from the text, themes, totals and outcomes; statements' cards, ballots, marks and names are not
in it. How a small poll was split is not shown either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from facilitator.application.rows.vision import AmendmentRow, PollRow, VisionClusterRow, VisionRow
from facilitator.domain.vision import AdoptionRule, VisionState
from facilitator.domain.vision.adoption import SETS
from facilitator.reports.words import date_text
from facilitator.support.i18n import tr, trn
from facilitator.support.segments import with_soft_breaks
from facilitator.ui.app import theme
from facilitator.ui.projector import canvas
from facilitator.ui.projector.canvas import HEIGHT, MARGIN, SMALLEST, WIDTH
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.soft_lines import with_line_ends

ROOM = WIDTH - 2 * MARGIN
HEAD = 200.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a ranking: words, a number, whether it stands above the line."""

    words: str
    number: int
    note: str = ""
    strong: bool = True


@dataclass(frozen=True, slots=True)
class VisionScene:
    """All that the projector is given: a head, lines of text, or bars."""

    kicker: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    bars: tuple[Bar, ...] = ()
    foot: str = ""
    brackets: int | None = None
    """Open brackets of the text shown; None where no text is shown."""


def scene_of(
    vision: VisionRow | None, step: str, statements: int, first: int = 0,
    amendment: AmendmentRow | None = None, words: Sequence[str] = (),
) -> ProjectorScene:  # fmt: skip
    """The picture of a step. `first`: the paragraph to begin with; `words`: the page's own words
    of the rule of adoption and of the points of its scale.
    """
    if vision is None or step == "gather":
        made = _gather(statements)
    elif step == "cluster":
        made = _themes(vision)
    elif step == "draft":
        made = _text(vision, first)
    elif step == "amend":
        made = _amendment(vision, amendment)
    elif step == "adopt":
        made = _adoption(vision, words)
    else:
        made = _adopted(vision)
    name = SceneName.VOTE if step in ("cluster", "adopt") else SceneName.VISION
    return ProjectorScene(name, partial(paint_scene, scene=made), _spoken(made))


def _spoken(scene: VisionScene) -> str:
    lines = [f"{mark} {text}" for mark, text in scene.lines]
    bars = [f"{bar.words}: {bar.note or bar.number}" for bar in scene.bars]
    return ". ".join(
        part for part in (scene.kicker, scene.title, *lines, *bars, scene.foot) if part
    )


def _gather(statements: int) -> VisionScene:
    return VisionScene(
        tr("Common Vision"), tr("In ten years, our region …"),
        (("1", tr("Write in silence: one idea a card, at most three cards.")),
         ("2", tr("No name on the card. Nobody will ask whose it was.")),
         ("3", tr("Say what you want to see, not what you are against."))),
        foot=trn("{n} statement so far", "{n} statements so far", statements),
    )  # fmt: skip


def _themes(vision: VisionRow) -> VisionScene:
    vote, themes = vision.vote, vision.clusters
    if vote.is_open:
        dots = trn("{n} dot each", "{n} dots each", vote.dots)
        lines = tuple(("•", theme.name) for theme in themes)
        most = tr("At most {most} on a theme. In silence.", most=vote.most_per_theme)
        return VisionScene(tr("Vote"), dots, lines, foot=most)
    if vote.held:
        ranked = sorted(themes, key=lambda theme: -theme.dots)
        bars = tuple(Bar(t.name, t.dots, _votes(t), t.above_cut) for t in ranked)
        turnout = tr("{voters} of {present} voted. Ties at the line are all kept.",
                     voters=vote.voters, present=vote.present)  # fmt: skip
        return VisionScene(tr("Vote"), tr("Themes"), bars=bars, foot=turnout)
    lines = tuple(("•", f"{t.name} ({len(t.statements)})") for t in themes)
    return VisionScene(tr("Common Vision"), tr("Themes"), lines)


def _votes(theme: VisionClusterRow) -> str:
    dots = trn("{n} dot", "{n} dots", theme.dots)
    return tr("{dots}, {voters}", dots=dots,
              voters=trn("{n} voter", "{n} voters", theme.voters))  # fmt: skip


def _text(vision: VisionRow, first: int) -> VisionScene:
    body = vision.paragraphs[first:]
    lines = tuple((p.mark, p.text) for p in body if p.text != vision.title)
    return VisionScene(_standing(vision), vision.title or tr("Common Vision"), lines,
                       brackets=vision.brackets)  # fmt: skip


def _standing(vision: VisionRow) -> str:
    return (
        tr("Common Vision, adopted") if vision.state is VisionState.ADOPTED else tr("Common Vision")
    )


def _amendment(vision: VisionRow, row: AmendmentRow | None) -> VisionScene:
    if row is None:
        return _text(vision, 0)
    by = tr("Group {letter}", letter=row.proposer) if row.proposer else tr("anonymous")
    lines = [(tr("now"), row.text_now)] if row.text_now else []
    if row.text:
        lines.append((tr("new"), row.decided_text or row.text))
    if row.reason:
        lines.append((tr("why"), row.reason))
    title = tr("Amendment {number} to {place}", number=row.number, place=row.mark or tr("the text"))
    return VisionScene(tr("Amendments"), title, tuple(lines), foot=by, brackets=vision.brackets)


def _adoption(vision: VisionRow, words: Sequence[str]) -> VisionScene:
    rule, sentence, *points = words or [vision.rule.value, ""]
    poll = vision.poll
    if poll is None or vision.poll_is_open:
        values = SETS[vision.scale].values
        lines = tuple((str(v), said) for v, said in zip(values, points, strict=False))
        return VisionScene(rule, sentence, lines, foot=tr("Mark in private. All is shown at once."))
    verdict = tr("The rule is met") if poll.outcome.adopted else tr("Not yet")
    return VisionScene(rule, verdict, bars=_counts(poll, points), foot=_outcome(vision, poll))


def _counts(poll: PollRow, points: Sequence[str]) -> tuple[Bar, ...]:
    if not poll.outcome.may_show_distribution:
        return ()
    sets = SETS[poll.scale]
    return tuple(
        Bar(f"{value}  {said}", count, strong=value in sets.support)
        for value, said, count in zip(sets.values, points, poll.counts, strict=False)
    )


def _outcome(vision: VisionRow, poll: PollRow) -> str:
    if not poll.outcome.may_show_distribution:
        return tr("Round {round}", round=poll.round)
    said = tr("Round {round}: {support} of {voters} voters support the text", round=poll.round,
              support=poll.outcome.support, voters=poll.outcome.voters)  # fmt: skip
    if vision.rule is AdoptionRule.QUALIFIED_MAJORITY and poll.outcome.adopted:
        said += ". " + tr("A minority note is printed")
    return said


def _adopted(vision: VisionRow) -> VisionScene:
    if vision.state is not VisionState.ADOPTED or vision.adopted_on is None:
        return _text(vision, 0)
    where = tr("Adopted in {place}, {date}", place=vision.adopted_place,
               date=date_text(vision.adopted_on))  # fmt: skip
    line = tr("Signing is voluntary and in a personal capacity; it binds no government and no "
              "institution.")  # fmt: skip
    return VisionScene(where, vision.title or tr("Common Vision"), (("", line),))


# --- painting -------------------------------------------------------------------------------------


def paint_scene(painter: QPainter, scene: VisionScene) -> None:
    """Draw the scene on the canvas."""
    canvas.ground(painter)
    painter.fillRect(QRectF(0, 0, WIDTH, 12), theme.colour("accent"))
    canvas.line(
        painter, QRectF(MARGIN, 44, ROOM - 420, 48), scene.kicker, 36, "accent_text", bold=True
    )
    if scene.brackets is not None:
        words = trn("[ ] {n} open bracket", "[ ] {n} open brackets", scene.brackets)
        ink = "warn" if scene.brackets else "ok"
        place = QRectF(WIDTH - MARGIN - 460, 44, 460, 48)
        canvas.line(painter, place, words, 36, ink, bold=True, align="end")
    box = QRectF(MARGIN, 100, ROOM, 190)
    title = with_soft_breaks(scene.title)
    size = 68 if len(scene.title) < 60 else 46
    used = canvas.paragraph(painter, box, title, size, bold=True)
    body = QRectF(MARGIN, 130 + used, ROOM, HEIGHT - 130 - used - (110 if scene.foot else 50))
    if scene.bars:
        _paint_bars(painter, body, scene.bars)
    else:
        _paint_lines(painter, body, scene.lines)
    if scene.foot:
        foot = QRectF(MARGIN, HEIGHT - 90, ROOM, 50)
        canvas.line(painter, foot, scene.foot, 36, "text2")


def _paint_lines(painter: QPainter, box: QRectF, lines: Sequence[tuple[str, str]]) -> None:
    """Lines with their marks, as large as all of them allow; what has no room is left for later."""
    indent = 140.0 if any(mark for mark, _ in lines) else 0.0
    width = box.width() - indent
    soft = [(mark, with_soft_breaks(text)) for mark, text in lines]
    size, shown = 56.0, _set(soft, width, 56.0)
    while size > SMALLEST and _height(shown, width, size) > box.height():
        size -= 2
        shown = _set(soft, width, size)
    y, gap = box.top(), size * 0.6
    for mark, text in shown:
        need = canvas.height_of(text, width, size)
        if y + need > box.bottom() and y > box.top():
            canvas.line(painter, QRectF(box.left() + indent, box.bottom() - 40, width, 40), "…",
                        SMALLEST, "text3")  # fmt: skip
            return
        if mark:
            place = QRectF(box.left(), y, indent - 20, size * 1.3)
            canvas.line(painter, place, mark, size, "accent_text", bold=True)
        room = QRectF(box.left() + indent, y, width, min(need, box.bottom() - y))
        canvas.paragraph(painter, room, text, size)
        y += need + gap


def _set(lines: Sequence[tuple[str, str]], width: float, size: float) -> list[tuple[str, str]]:
    metrics = QFontMetricsF(canvas.font(size))
    return [(mark, with_line_ends(text, width - 8, metrics)) for mark, text in lines]


def _height(lines: Sequence[tuple[str, str]], width: float, size: float) -> float:
    return sum(canvas.height_of(text, width, size) + size * 0.6 for _, text in lines)


def _paint_bars(painter: QPainter, box: QRectF, bars: Sequence[Bar]) -> None:
    most = max((bar.number for bar in bars), default=0) or 1
    step = min(96.0, box.height() / max(1, len(bars)))
    size = max(SMALLEST, min(44, step * 0.5))
    label, room = box.width() * 0.46, box.width() * 0.32
    size = canvas.one_size((bar.words for bar in bars), label - 24, size, bold=True)
    for number, bar in enumerate(bars):
        y = box.top() + number * step
        ink = "text" if bar.strong else "text2"
        canvas.line(painter, QRectF(box.left(), y, label - 24, step), bar.words, size, ink,
                    bold=bar.strong)  # fmt: skip
        wide = room * bar.number / most
        fill = theme.colour("accent" if bar.strong else "border_strong")
        strip = QRectF(box.left() + label, y + step * 0.25, max(4.0, wide), step * 0.5)
        paint.fill_round(painter, strip, 8, fill)
        said = bar.note or str(bar.number)
        place = QRectF(strip.right() + 18, y, box.right() - strip.right() - 18, step)
        canvas.line(painter, place, said, size, ink, numbers=True)
