"""Taking personal data out of a programme: the wipe at the end, and a redacted copy at any time.

Neither is a command: what is gone must not come back by undo. The file is written anew afterwards,
so that nothing is left in free pages, and the automatic copies go. What the wipe leaves, column by
column, is in wiped_columns.py: the agenda, the groups' work (which names no author), the adopted text,
results of feedback, and, without names, the register of certificates and a few statistics.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, String, delete, func, or_, select, update
from sqlalchemy.orm import Session

from facilitator.application.queries.certificates import candidates, register
from facilitator.application.queries.data_protection import tables_about_people
from facilitator.application.queries.feedback import (
    all_answers,
    comment_key,
    protected_results,
    rounds,
)  # fmt: skip
from facilitator.application.queries.people import participants
from facilitator.application.rows.feedback import box_of
from facilitator.application.wiped_columns import ALWAYS, FREE, FREE_ROWS
from facilitator.application.workspace import Workspace
from facilitator.domain.certificates import CertificateState
from facilitator.domain.data_protection import Person, kept_counts
from facilitator.domain.feedback.forms import ItemKind
from facilitator.domain.feedback.pairing import match, matching_form
from facilitator.domain.people import InstitutionType, Sex
from facilitator.persistence import copies
from facilitator.persistence.base import Base
from facilitator.persistence.models.attendance import AttendanceMark, LateJoining
from facilitator.persistence.models.certificates import (
    Certificate,
    CertificateDecision,
    CertificateDesign,
)  # fmt: skip
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.data_protection import (
    DataProtection,
    KeptCertificate,
    KeptStatistic,
)  # fmt: skip
from facilitator.persistence.models.feedback import FeedbackRound
from facilitator.persistence.models.groups import GroupPair
from facilitator.persistence.models.groupwork import HandIn, HandOver, TeamWork
from facilitator.persistence.models.negotiation import Preparation
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.programme import (
    Attachment,
    Organisation,
    Signatory,
)  # fmt: skip
from facilitator.persistence.models.secret_box import SecretAnswers, SecretTokens
from facilitator.persistence.secret_box import closed_answers, replace_closed
from facilitator.persistence.sqlite import shuffle_rows
from facilitator.support.files import TEMPORARY_SUFFIX
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was wiped and what stays."""

    people: int
    certificates: int
    copies: int


_GONE = (ChangeLogEntry, SecretTokens, TeamWork, HandIn, HandOver, Preparation, GroupPair)
"""Tables that a wiped programme does not need; those that refer to people go with them."""


def wipe(workspace: Workspace, today: date, *, keep_free_texts: bool = False) -> Receipt:
    """Take everybody out of the open programme, its log and its copies, for good.

    Free texts that may name people go too, unless the facilitator has read them and keeps them.
    Raises EnvironmentProblem; then the programme is as it was, though copies may be gone.
    """
    people = len(workspace.query(participants))
    given = len(workspace.query(register))
    counts = workspace.query(_counts)
    # Copies first: after a kill between the two nobody is told of a wipe that left names behind.
    removed = copies.remove_all(workspace.programme_id)
    workspace.change_for_good(
        lambda session: _take_out(session, counts, today, keep_free_texts=keep_free_texts)
    )
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


def _take_out(
    session: Session, counts: dict[str, int], today: date, *, keep_free_texts: bool
) -> None:
    for row in register(session):
        session.add(KeptCertificate(serial=row.serial, kind=row.kind, state=row.state,
                                    issued_on=row.issued_on))  # fmt: skip
    if (
        session.scalar(select(func.count()).select_from(KeptStatistic)) == 0
    ):  # the first wipe counts
        for position, (name, value) in enumerate(counts.items()):
            session.add(KeptStatistic(position=position, name=name, value=value))
    session.flush()
    for table in (*_GONE, Participant):  # what refers to people goes along, in the database
        session.execute(delete(table))
    _forget_words_about_people(session)
    if not keep_free_texts:
        _forget_free_texts(session)
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
    temporary = target.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
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
    _forget_words_about_people(session)
    _forget_free_texts(session)
    keys = sorted(session.scalars(select(Participant.id)), key=_by_chance)
    for number, key in enumerate(keys, 1):
        session.execute(update(Participant).where(Participant.id == key).values(
            certificate_name=f"Participant {number}", badge_name="", own_script_name="",
            family_name="", honorific="", family_name_first=False, sex=Sex.NOT_STATED, country="",
            institution="", institution_type=InstitutionType.OTHER, position="", email="", notes="",
            withdrawn_reason="", listed={},
        ))  # fmt: skip
        # A serial stands on a sheet that many have seen, and the signed code holds the name.
        session.execute(update(Certificate).where(Certificate.participant_id == key).values(
            name=f"Participant {number}", own_script_name="", void_reason="", code="",
            replaces=""))  # fmt: skip
    last = session.scalar(select(func.max(Certificate.number))) or 0
    for at, key in enumerate(sorted(session.scalars(select(Certificate.id)), key=_by_chance), 1):
        session.execute(update(Certificate).where(Certificate.id == key).values(
            number=last + at, serial=f"redacted-{at}"))  # fmt: skip
    session.execute(update(AttendanceMark).values(note=""))
    session.execute(update(CertificateDecision).values(reason=""))
    session.execute(update(LateJoining).values(reason=""))
    about_people = [table.name for table, _ in tables_about_people()]
    for name in (Participant.__tablename__, *about_people):
        shuffle_rows(session.connection(), name)


def _by_chance(_key: object) -> int:
    return uuid4().int


# Words about people, in both ---------------------------------------------------------------------


def free_texts(session: Session) -> tuple[tuple[str, int], ...]:
    """(what, how many) of the free texts that may name people, for whoever decides on them."""
    found = []
    for name, label in _free_labels().items():
        table = Base.metadata.tables[name]
        texts = [table.c[column] for column in FREE.get(name, ("text",))]
        filled = [column.cast(String).not_in(("", "[]", "{}", "null")) for column in texts]
        found.append((label, session.scalar(select(func.count()).where(or_(*filled))) or 0))
    return tuple((label, n) for label, n in found if n)


def _free_labels() -> dict[str, str]:
    return {
        "report_text": tr("Texts of the report"), "debrief_note": tr("Notes of the debrief"),
        "offer": tr("Offers made in the exercise"),
        "table_outcome": tr("Side terms of the exercise"),
        "feedback_round": tr("“You said, we changed”"), "case_review": tr("Reviews of case studies"),
        "case_source": tr("Notes on sources"), "check_dismissal": tr("Reasons in the agenda"),
        "vision_amendment": tr("Reasons for amendments"),
        "vision_revision": tr("Notes on versions of the common text"),
        "vision_warning": tr("Reasons in the common text"),
    }  # fmt: skip


def _forget_free_texts(session: Session) -> None:
    for name in FREE_ROWS:
        session.execute(delete(Base.metadata.tables[name]))
    _empty(session, FREE)


def _empty(session: Session, columns: Mapping[str, Sequence[str]]) -> None:
    for name, mine in columns.items():
        table = Base.metadata.tables[name]
        bare = {one: [] if isinstance(table.c[one].type, JSON) else "" for one in mine}
        session.execute(update(table).values(bare))


def _forget_words_about_people(session: Session) -> None:
    _empty(session, ALWAYS)
    session.execute(delete(SecretAnswers).where(SecretAnswers.is_closed.is_(False)))
    _screen_answers(session)
    # Pictures of signatures; logos and the pictures of the certificates' layout stay.
    logos = select(Organisation.logo_id).where(Organisation.logo_id.is_not(None))
    session.execute(update(Signatory).values(signature_id=None))
    shown = " ".join(session.scalars(select(CertificateDesign.layout)))
    laid_out = [
        key for key, sha256 in session.execute(select(Attachment.id, Attachment.sha256))
        if sha256 in shown
    ]  # fmt: skip
    session.execute(
        delete(Attachment).where(Attachment.id.not_in(logos), Attachment.id.not_in(laid_out))
    )


def _screen_answers(session: Session) -> None:
    """Of closed feedback, leave the comments as they may be printed, and no code of anybody's own.

    Counts, pairs and printed comments come out as before.
    """
    aliases = _aliases(session)
    for row in rounds(session):
        stored = session.get_one(FeedbackRound, row.id)
        texts = [item.name for item in row.form.items if item.kind is ItemKind.TEXT]
        for box in (box_of(row.id, batch) for batch in range(1, row.batch + 1)):
            answers = closed_answers(session, box)
            if answers is not None:
                screened = [_screened(one, texts, stored.printable, aliases) for one in answers]
                replace_closed(session, box, screened)
        said = [text for text in stored.printable.values() if text]
        stored.printable = {comment_key(text): text for text in said}


def _screened(
    answer: dict[str, Any], texts: list[str], printable: dict[str, str], aliases: dict[str, str]
) -> dict[str, Any]:
    found = dict(answer)
    for name in texts:
        if found.get(name):
            found[name] = printable.get(comment_key(str(found[name]))) or _WITHHELD
    if found.get("code"):
        form = matching_form(str(found["code"]))
        found["code"] = aliases.setdefault(form, uuid4().hex)
    return found


_WITHHELD = "\N{EN DASH}"
"""Stands for a comment that may not be printed, so that the number of comments stays."""


def _aliases(session: Session) -> dict[str, str]:
    """A random code for each code of a pair, the same for both, as people write them differently."""
    found: dict[str, str] = {}
    for pair in protected_results(session).pairs:
        left, right = ([str(answer.get("code", "")) for answer in all_answers(session, row)]
                       for row in (pair.first, pair.second))  # fmt: skip
        for a, b in match(left, right).pairs:
            alias = found.setdefault(matching_form(left[a]), uuid4().hex)
            found.setdefault(matching_form(right[b]), alias)
    return found
