"""Commands on negotiation exercises, a module a subject."""

from facilitator.application.commands.negotiation.clock import (
    GivePhaseMinutes,
    PausePhase,
    StartPhase,
)
from facilitator.application.commands.negotiation.kits import (
    AddExercise,
    DeleteExercise,
    PutExerciseKit,
    SetExerciseLanguage,
)
from facilitator.application.commands.negotiation.outcomes import (
    DeleteDebriefNote,
    DeleteSatisfaction,
    PutDebriefNote,
    PutSatisfaction,
    RecordOutcome,
)
from facilitator.application.commands.negotiation.preparation import (
    DeleteOffer,
    PutOffer,
    PutPreparation,
)
from facilitator.application.commands.negotiation.roles import (
    AssignRoles,
    HandOutSheets,
    MarkSeatAbsent,
    MoveSeat,
    SeatLate,
    SetLeadSpeaker,
)

__all__ = [
    "AddExercise",
    "AssignRoles",
    "DeleteDebriefNote",
    "DeleteExercise",
    "DeleteOffer",
    "DeleteSatisfaction",
    "GivePhaseMinutes",
    "HandOutSheets",
    "MarkSeatAbsent",
    "MoveSeat",
    "PausePhase",
    "PutDebriefNote",
    "PutExerciseKit",
    "PutOffer",
    "PutPreparation",
    "PutSatisfaction",
    "RecordOutcome",
    "SeatLate",
    "SetExerciseLanguage",
    "SetLeadSpeaker",
    "StartPhase",
]
