"""Commands on the programme's own facts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.certificates import DEFAULT_SERIAL_FORMAT, check_serial_format
from facilitator.domain.programme import OrganisationRole, day_dates
from facilitator.persistence import rows
from facilitator.persistence.base import Base
from facilitator.persistence.models.agenda import Day, Room
from facilitator.persistence.models.certificates import CertificateDesign
from facilitator.persistence.models.programme import (
    Attachment,
    Objective,
    Organisation,
    Programme,
    ResourcePerson,
    Signatory,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def _serial_format(field_name: str, value: Any) -> str:
    text = fields.needed_line(field_name, value)
    check_serial_format(text)
    return text


PROGRAMME_FIELDS: dict[str, fields.Cleaner] = {
    "title": fields.needed_line,
    "subtitle": fields.line,
    "place": fields.line,
    "venue": fields.line,
    "time_zone": fields.time_zone,
    "first_day": fields.day,
    "donor_line": fields.line,
    "notes": fields.text,
    "is_sample": fields.flag,
    "attendance_percent": fields.percent,
    "offers_completion": fields.flag,
    "needs_assessment": fields.flag,
    "pass_percent": fields.percent,
    "needs_case": fields.flag,
    "serial_format": _serial_format,
    "day_begins": fields.minute_of_day,
    "day_ends": fields.minute_of_day,
}


NamedDays = Sequence[tuple[UUID, str]]
"""Keys and themes of a new programme's days, in order."""


def begin_programme(session: Session, facts: Mapping[str, Any], days: NamedDays) -> None:
    """Add the first rows of a new programme file; not a command, since nothing can be undone to."""
    values = {"serial_format": DEFAULT_SERIAL_FORMAT, **facts}
    programme = Programme(**fields.clean(PROGRAMME_FIELDS, values))
    rows.add(session, programme)
    dates = day_dates(programme.first_day, len(days))
    for date, (key, title) in zip(dates, days, strict=True):
        rows.add(session, Day(id=key, date=date, title=fields.line("title", title)))


@dataclass(frozen=True, slots=True)
class EditProgramme(Command):
    """Change fields of the programme; a new first day moves all days along."""

    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit the programme")

    @property
    def merge_key(self) -> str:
        return f"programme/{'+'.join(self.changes)}" if len(self.changes) == 1 else ""


@handles(EditProgramme)
def edit_programme(session: Session, command: EditProgramme) -> None:
    programme = session.scalars(select(Programme)).one()
    before = programme.first_day
    fields.apply(programme, PROGRAMME_FIELDS, command.changes)
    day_dates(programme.first_day, 1)  # refuses a day in another age
    if programme.day_begins >= programme.day_ends:
        raise RuleViolation("day-hours", field="day_ends")
    shift = programme.first_day - before
    if shift:
        for day in session.scalars(select(Day)):
            day.date += shift


_PARTS: dict[str, tuple[type[Base], dict[str, fields.Cleaner]]] = {
    "organisation": (
        Organisation, {"name": fields.needed_line, "role": fields.choice(OrganisationRole)},
    ),
    "objective": (Objective, {"text": fields.needed_text}),
    "signatory": (Signatory, {"name": fields.name, "title": fields.line}),
    "resource_person": (
        ResourcePerson,
        {"name": fields.optional_name, "role": fields.line, "show_name": fields.flag,
         "from_day": fields.optional_day, "until_day": fields.optional_day},
    ),
    "room": (Room, {"name": fields.needed_line}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PutPart(Command):
    """Add a part of the programme, or change fields of one that is there.

    `part` is organisation, objective, signatory, resource_person or room. A new part comes last.
    """

    part: str
    changes: Mapping[str, Any]
    part_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit the programme")

    @property
    def merge_key(self) -> str:
        return f"part/{self.part_id}/{'+'.join(self.changes)}"


@handles(PutPart)
def put_part(session: Session, command: PutPart) -> None:
    model, cleaners = _PARTS[command.part]
    row = session.get(model, command.part_id)
    if row is not None:
        fields.apply(row, cleaners, command.changes)
        _check_days(row)
        return
    last = session.scalar(select(func.max(model.__table__.c.position)))
    values = fields.clean(cleaners, command.changes)
    _check_days(rows.add(session, model(id=command.part_id, position=(last or 0) + 1, **values)))


def _check_days(row: Base) -> None:
    if not isinstance(row, ResourcePerson) or not row.from_day or not row.until_day:
        return
    if row.until_day < row.from_day:
        raise RuleViolation("person-days", field="until_day")


@dataclass(frozen=True, slots=True)
class RemovePart(Command):
    """Remove a part of the programme; agenda items that named it stay, without it."""

    part: str
    part_id: UUID

    @property
    def label(self) -> str:
        return tr("Remove from the programme")


@handles(RemovePart)
def remove_part(session: Session, command: RemovePart) -> None:
    model, _ = _PARTS[command.part]
    rows.delete(session, rows.find(session, model, command.part_id))


@dataclass(frozen=True, slots=True)
class OrderParts(Command):
    """Put the parts of one kind into this order."""

    part: str
    part_ids: tuple[UUID, ...]

    @property
    def label(self) -> str:
        return tr("Change the order")


@handles(OrderParts)
def order_parts(session: Session, command: OrderParts) -> None:
    model, _ = _PARTS[command.part]
    for position, key in enumerate(command.part_ids, 1):
        setattr(rows.find(session, model, key), "position", position)  # noqa: B010 - any model


@dataclass(frozen=True, slots=True)
class SetPicture(Command):
    """Give an organisation its logo or a signatory a signature; no content takes it away."""

    part: str
    part_id: UUID
    content: bytes
    media_type: str = "image/png"
    file_name: str = ""

    @property
    def label(self) -> str:
        return tr("Change a picture")


@handles(SetPicture)
def set_picture(session: Session, command: SetPicture) -> None:
    model, _ = _PARTS[command.part]
    row = rows.find(session, model, command.part_id)
    attachment = _stored(session, command).id if command.content else None
    if isinstance(row, Organisation):
        before, row.logo_id = row.logo_id, attachment
    elif isinstance(row, Signatory):
        before, row.signature_id = row.signature_id, attachment
    else:
        raise TypeError(command.part)
    session.flush()
    _drop_unused(session, before)


def _drop_unused(session: Session, attachment_id: UUID | None) -> None:
    """A picture that nobody shows any more does not stay in the file."""
    if attachment_id is None:
        return
    for column in (Organisation.logo_id, Signatory.signature_id):
        if session.scalars(select(column).where(column == attachment_id)).first() is not None:
            return
    picture = rows.find(session, Attachment, attachment_id)
    if not any(
        picture.sha256 in layout for layout in session.scalars(select(CertificateDesign.layout))
    ):
        rows.delete(session, picture)


def _stored(session: Session, command: SetPicture) -> Attachment:
    _check_picture(command.content)
    sha256 = hashlib.sha256(command.content).hexdigest()
    found = session.scalars(select(Attachment).where(Attachment.sha256 == sha256)).one_or_none()
    if found is not None:
        return found
    return rows.add(
        session,
        Attachment(
            sha256=sha256, media_type=command.media_type, content=command.content,
            file_name=fields.line("file_name", command.file_name),
        ),
    )  # fmt: skip


PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PICTURE_LIMIT = 5_000_000


def _check_picture(content: bytes) -> None:
    if not content.startswith(PICTURE_STARTS) or len(content) > PICTURE_LIMIT:
        raise RuleViolation("picture-not-usable", field="picture", megabytes=5)
