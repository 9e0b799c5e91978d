"""The agenda as participants may see it: one place that decides, for paper, tables and calendars.

Private notes and the mark of a sensitive topic are gone, and who does not wish to be named appears
by role. Outputs for participants are made from what this returns and never from the rows themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow
from facilitator.application.rows.programme import ProgrammeRow


def for_participants(agenda: AgendaRow, programme: ProgrammeRow) -> AgendaRow:
    """The same agenda without what is the facilitator's alone."""
    roles = {
        person.id: person.role for person in programme.resource_persons if not person.show_name
    }
    return replace(agenda, items=tuple(_public(item, roles) for item in agenda.items))


def _public(item: AgendaItemRow, roles: Mapping[UUID, str]) -> AgendaItemRow:
    lead = roles.get(item.lead_id, item.lead) if item.lead_id is not None else item.lead
    return replace(item, private_notes="", sensitive=False, lead=lead)


def said(text: str) -> str:
    """The text, or nothing where a dash stands for nothing."""
    return "" if text.strip() in {"-", "–", "—"} else text.strip()
