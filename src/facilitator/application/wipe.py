"""Taking personal data out of a programme: the wipe at the end, and a redacted copy at any time.

Neither is a command: what is gone must not come back by undo. The file is written anew afterwards,
so that nothing is left in free pages, and the automatic copies go. What the wipe leaves: the agenda,
the groups' work (which names no author), the adopted text, results of feedback, and, without names,
the register of certificates and a few statistics.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from facilitator.application.queries.certificates import candidates, register
from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.domain.certificates import CertificateState
from facilitator.domain.data_protection import Person, kept_counts
from facilitator.domain.people import InstitutionType, Sex
from facilitator.persistence import copies
from facilitator.persistence.models.agenda import AgendaItem
from facilitator.persistence.models.certificates import Certificate
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.data_protection import (
    DataProtection,
    KeptCertificate,
    KeptStatistic,
)  # fmt: skip
from facilitator.persistence.models.groups import GroupPair
from facilitator.persistence.models.groupwork import HandIn, HandOver, TeamWork
from facilitator.persistence.models.negotiation import Preparation
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.programme import Programme, ResourcePerson
from facilitator.persistence.models.secret_box import SecretAnswers, SecretTokens
from facilitator.persistence.models.vision import VisionReservation


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was wiped and what stays."""

    people: int
    certificates: int
    copies: int


_GONE = (ChangeLogEntry, SecretTokens, TeamWork, HandIn, HandOver, Preparation, GroupPair)
"""Tables that a wiped programme does not need; those that refer to people go with them."""


def wipe(workspace: Workspace, today: date) -> Receipt:
    """Take everybody out of the open programme, its log and its copies, for good.

    Raises EnvironmentProblem: before anything was wiped, or when only a copy could not be removed.
    """
    people = len(workspace.query(participants))
    given = len(workspace.query(register))
    counts = workspace.query(_counts)
    workspace.change_for_good(lambda session: _take_out(session, counts, today))
    removed = copies.remove_all(workspace.programme_id)
    return Receipt(people, given, removed)


def _counts(session: Session) -> dict[str, int]:
    known = {row.participant_id: row for row in candidates(session)}
    everybody = [
        Person(person.sex.value, person.institution_type.value, _percent(known.get(person.id)))
        for person in participants(session) if person.takes_part
    ]  # fmt: skip
    kinds = [row.kind.value for row in register(session) if row.state is CertificateState.ISSUED]
    return kept_counts(everybody, kinds)


def _percent(candidate: object) -> int | None:
    presence = getattr(candidate, "presence", None)
    return round(presence.percent) if presence is not None else None


def _take_out(session: Session, counts: dict[str, int], today: date) -> None:
    for row in register(session):
        session.add(KeptCertificate(serial=row.serial, kind=row.kind, state=row.state,
                                    issued_on=row.issued_on))  # fmt: skip
    for position, (name, value) in enumerate(counts.items()):
        session.add(KeptStatistic(position=position, name=name, value=value))
    session.flush()
    for table in (*_GONE, Participant):  # what refers to people goes along, in the database
        session.execute(delete(table))
    session.execute(delete(SecretAnswers).where(SecretAnswers.is_closed.is_(False)))
    session.execute(update(ResourcePerson).values(name=""))
    session.execute(update(AgendaItem).values(private_notes=""))
    session.execute(update(VisionReservation).values(name=""))
    session.execute(update(Programme).values(notes=""))
    if session.scalar(select(func.count()).select_from(DataProtection)) == 0:
        session.add(DataProtection())
        session.flush()
    session.execute(update(DataProtection).values(wiped_on=today))


def write_redacted_copy(workspace: Workspace, target: Path) -> None:
    """Write a copy of the programme in which nobody can be known: for an archive or a colleague.

    People become "Participant 1" and so on, in random order, without sex, country, institution or
    address; the log and all private notes are left out. Raises EnvironmentProblem; `target` is whole
    or as it was.
    """
    temporary = target.with_name(f".{uuid4().hex}.programme")
    try:
        workspace.save_copy(temporary)
        with Workspace.open_to_change(temporary) as copy:
            copy.change_for_good(_redact)
        copies.replace_database(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _redact(session: Session) -> None:
    for table in _GONE:
        session.execute(delete(table))
    session.execute(delete(SecretAnswers).where(SecretAnswers.is_closed.is_(False)))
    keys = sorted(session.scalars(select(Participant.id)), key=lambda _key: uuid4())
    for number, key in enumerate(keys, 1):
        session.execute(update(Participant).where(Participant.id == key).values(
            certificate_name=f"Participant {number}", badge_name="", own_script_name="",
            family_name="", honorific="", family_name_first=False, sex=Sex.NOT_STATED, country="",
            institution="", institution_type=InstitutionType.OTHER, position="", email="", notes="",
            withdrawn_reason="", listed={},
        ))  # fmt: skip
        session.execute(update(Certificate).where(Certificate.participant_id == key).values(
            name=f"Participant {number}", own_script_name="", void_reason=""))  # fmt: skip
    session.execute(update(ResourcePerson).values(name=""))
    session.execute(update(AgendaItem).values(private_notes=""))
    session.execute(update(VisionReservation).values(name=""))
    session.execute(update(Programme).values(notes=""))
