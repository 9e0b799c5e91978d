"""What the next step is, and what its button does: one command, one tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.application.commands.vision import EndGathering
from facilitator.application.commands.vision_adoption import AdoptVision, BeginNewVersion
from facilitator.application.commands.vision_amendments import ConsolidateAmendments
from facilitator.application.commands.vision_text import FreezeRevision, MoveVisionTo
from facilitator.application.queries import vision_work
from facilitator.application.rows.vision import VisionRow
from facilitator.domain.vision import VisionState
from facilitator.domain.vision.amendments import PASSED
from facilitator.support.clock import today
from facilitator.support.i18n import tr
from facilitator.ui.pages.vision.words import rule_sentence, rule_words, scale_words

if TYPE_CHECKING:
    from facilitator.application.registry import Command
    from facilitator.ui.pages.vision.page import VisionPage

Make = Callable[["VisionPage"], "Command"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Words of the button, the tab that comes next, the command, and what is asked before it.

    `look` is the tab on which what would be locked can be seen and changed.
    """

    text: str
    tab: str
    command: Make | None = None
    confirm: str = ""
    confirm_button: str = ""
    look: str = ""
    look_button: str = ""


def next_step(vision: VisionRow | None) -> NextStep:
    """The step after the state of the vision."""
    state = vision.state if vision else VisionState.GATHERING
    steps = {
        VisionState.GATHERING: NextStep(tr("End the gathering"), "cluster", _end_gathering),
        VisionState.CLUSTERING: NextStep(tr("Begin the draft"), "draft", _to(VisionState.OUTLINE)),
        VisionState.OUTLINE: NextStep(tr("Freeze the first draft"), "draft", _freeze),
        VisionState.REV0: _first_reading(vision),
        VisionState.FIRST_READING: NextStep(
            tr("Consolidate and end the reading"), "amend", _consolidate(VisionState.REV1)
        ),
        VisionState.REV1: NextStep(
            tr("Begin the second reading"), "amend", _to(VisionState.SECOND_READING)
        ),
        VisionState.SECOND_READING: NextStep(
            tr("Make it the final text"), "adopt", _consolidate(VisionState.FINAL_TEXT)
        ),
        VisionState.FINAL_TEXT: NextStep(tr("Go to the poll"), "adopt"),
        VisionState.POLLED: NextStep(
            tr("Adopt the text"), "sign", _adopt,
            tr("Adopting locks the text, with date, place and rule. A slip can be undone at once; "
               "after that only a new version changes the text."), tr("Adopt and lock"),
        ),
        VisionState.ADOPTED: NextStep(
            tr("Begin a new version"), "draft", _begin_new,
            tr("A new version begins from the adopted text, which stays as it was adopted."),
            tr("Begin a new version"),
        ),
        VisionState.NOT_ADOPTED: NextStep(
            tr("Take it up again"), "amend", _to(VisionState.REV1)
        ),
    }  # fmt: skip
    if state is VisionState.POLLED and vision is not None and not _may_adopt(vision):
        return NextStep(tr("Revise the text"), "draft", _to(VisionState.REV1))
    return steps[state]


def _first_reading(vision: VisionRow | None) -> NextStep:
    """It locks the rule of adoption, which is shown before."""
    words, make = tr("Begin the first reading"), _to(VisionState.FIRST_READING)
    if vision is None or vision.rule_locked:
        return NextStep(words, "amend", make)
    told = tr("The first reading locks the rule of adoption and the scale: {rule}, {scale}. {sentence}",
              rule=rule_words(vision.rule), scale=scale_words(vision.scale),
              sentence=rule_sentence(vision.rule))  # fmt: skip
    return NextStep(words, "amend", make, told, words, "adopt", tr("Look at the rule"))


def _may_adopt(vision: VisionRow) -> bool:
    poll = vision.poll
    if poll is None or not poll.outcome.adopted:
        return False
    return not (poll.round == 1 and poll.outcome.asks_to_discuss)


def _end_gathering(_page: VisionPage) -> Command:
    return EndGathering()


def _freeze(_page: VisionPage) -> Command:
    return FreezeRevision(today())


def _to(state: VisionState) -> Make:
    return lambda _page: MoveVisionTo(state, today())


def _consolidate(state: VisionState) -> Make:
    """Put what was accepted into the text first; where nothing was, go on at once."""

    def make(page: VisionPage) -> Command:
        rows = page.document.query(vision_work.amendments)
        if any(row.state in PASSED and not row.consolidated for row in rows):
            return ConsolidateAmendments(today())
        return MoveVisionTo(state, today())

    return make


def _adopt(page: VisionPage) -> Command:
    day = page.adopt.on.date().toPython()
    return AdoptVision(day, page.adopt.place.text())  # type: ignore[arg-type]


def _begin_new(_page: VisionPage) -> Command:
    return BeginNewVersion()
