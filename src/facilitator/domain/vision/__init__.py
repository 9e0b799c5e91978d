"""The Common Vision: from silent cards to an adopted text (methods 4). Pure rules.

`states` kinds of paragraph and the procedure; `gathering` statements, dots, origins; `brackets` words
in dispute; `differences` word by word; `amendments` order and consolidation; `lint` warnings;
`adoption` rules and polls; `signing` reservations and the signature page.
"""

from facilitator.domain.vision.adoption import (
    BLOCKS,
    NOT_READY,
    OPPOSED,
    SMALL_POLL,
    SUPPORT,
    AdoptionRule,
    Fist,
    Gradient,
    PollOutcome,
    Scale,
    check_poll,
    poll_outcome,
)
from facilitator.domain.vision.states import ParagraphKind, ParagraphState, VisionState

__all__ = [
    "BLOCKS",
    "NOT_READY",
    "OPPOSED",
    "SMALL_POLL",
    "SUPPORT",
    "AdoptionRule",
    "Fist",
    "Gradient",
    "ParagraphKind",
    "ParagraphState",
    "PollOutcome",
    "Scale",
    "VisionState",
    "check_poll",
    "poll_outcome",
]
