"""Words of the case studies' page. Translated when they are shown."""

from __future__ import annotations

from facilitator.application.rows.case_studies import CaseRoomRow, CaseStudyRow
from facilitator.domain.case_studies import CaseState
from facilitator.support.i18n import tr


def state_words(case: CaseStudyRow, room: CaseRoomRow | None) -> str:
    """How far a case is, for the facilitator."""
    if case.state is CaseState.FINAL:
        return tr("Final")
    return tr("Handed in") if room is not None and room.handed_in else tr("Working")


def state_tone(case: CaseStudyRow, room: CaseRoomRow | None) -> str:
    """The badge's colour."""
    if case.state is CaseState.FINAL:
        return "ok"
    return "accent" if room is not None and room.handed_in else "neutral"
