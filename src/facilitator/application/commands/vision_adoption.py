"""Commands on adopting the Common Vision: the rule, polls, reservations, adoption, sign-on.

Counts and reservations stay out of the change log; marks never come here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.application.vision_store import (
    freeze,
    open_brackets,
    open_row,
    pending,
    polls_held,
    revision_rows,
    the_row,
)  # fmt: skip
from facilitator.domain.vision import AdoptionRule, Scale, VisionState, check_poll, poll_outcome
from facilitator.domain.vision.adoption import (
    PollOutcome,
    by_point,
    check_adoption,
    check_round,
    check_rule,
)  # fmt: skip
from facilitator.domain.vision.signing import (
    SignOn,
    SignOrder,
    check_reservation,
    check_sign_on,
)  # fmt: skip
from facilitator.domain.vision.states import check_clean
from facilitator.persistence import rows
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.vision import (
    Vision,
    VisionAmendment,
    VisionPoll,
    VisionReservation,
    VisionSignature,
)  # fmt: skip
from facilitator.support.clock import today
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

BALLOT_STATES = frozenset({VisionState.FINAL_TEXT, VisionState.POLLED, VisionState.NOT_ADOPTED})


@dataclass(frozen=True, slots=True)
class ChooseAdoptionRule(Command):
    """Choose the rule and the scale; refused once the first reading has begun."""

    rule: AdoptionRule
    scale: Scale = Scale.GRADIENTS
    fallback_agreed: bool = False

    @property
    def label(self) -> str:
        return tr("Choose the rule of adoption")


@handles(ChooseAdoptionRule)
def choose_adoption_rule(session: Session, command: ChooseAdoptionRule) -> None:
    vision = open_row(session)
    if vision.rule_locked and command.scale is not vision.scale:
        raise RuleViolation("vision-rule-locked", field="scale")
    agreed = vision.fallback_agreed if vision.rule_locked else command.fallback_agreed
    check_rule(command.rule, locked=vision.rule_locked, now=vision.rule, fallback_agreed=agreed)
    vision.rule, vision.scale, vision.fallback_agreed = command.rule, command.scale, agreed


@dataclass(frozen=True, slots=True)
class OpenPoll(Command):
    """Open a poll on the final text; `present` is everybody in the room."""

    present: int

    @property
    def label(self) -> str:
        return tr("Open the poll")


@handles(OpenPoll)
def open_poll(session: Session, command: OpenPoll) -> None:
    vision = _ready_to_poll(session)
    if command.present < 1:
        raise RuleViolation("vote-nobody-present", field="present")
    vision.poll_is_open, vision.poll_present = True, command.present


def _ready_to_poll(session: Session) -> Vision:
    vision = open_row(session)
    if vision.state not in BALLOT_STATES:
        raise RuleViolation("vision-not-final")
    check_clean(open_brackets(session), pending(session))
    check_round(polls_held(session, vision.version))
    return vision


@dataclass(frozen=True, slots=True)
class RecordPoll(Command):
    """Record a counted poll under the rule that was fixed; the rounds count themselves.

    `counts` holds the voters in the order of the scale; the change log keeps neither them nor the
    reservations.
    """

    present: int
    counts: tuple[int, ...]
    held_on: date
    reservations: tuple[str, ...] = ()
    poll_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Record the poll on the Common Vision")


@handles(RecordPoll)
def record_poll(session: Session, command: RecordPoll) -> None:
    vision = _ready_to_poll(session)
    check_poll(command.counts, command.present, vision.scale)
    frozen = revision_rows(session, vision.version)
    poll = rows.add(session, VisionPoll(
        id=command.poll_id, round=polls_held(session, vision.version) + 1, rule=vision.rule,
        present=command.present, counts=list(command.counts), scale=vision.scale,
        version=vision.version, revision=frozen[-1].number if frozen else 0,
        held_on=command.held_on,
    ))  # fmt: skip
    for position, text in enumerate(command.reservations, 1):
        _add_reservation(session, poll.id, position, text, "", "")
    vision.state, vision.poll_is_open = VisionState.POLLED, False


def _add_reservation(
    session: Session, poll_id: UUID, position: int, text: str, name: str, paragraphs: str
) -> None:
    cleaned = fields.needed_text("reservation", text)
    check_reservation(cleaned)
    rows.add(session, VisionReservation(
        poll_id=poll_id, position=position, text=cleaned, name=fields.line("name", name),
        paragraphs=fields.line("paragraphs", paragraphs),
    ))  # fmt: skip


def last_poll(session: Session, version: int) -> VisionPoll | None:
    """The last poll of this version."""
    wanted = select(VisionPoll).filter_by(version=version).order_by(VisionPoll.round.desc())
    return session.scalars(wanted).first()


def outcome_of(poll: VisionPoll) -> PollOutcome:
    """What a stored poll comes to."""
    return poll_outcome(poll.rule, by_point(poll.counts, poll.scale), poll.present, poll.scale)


@dataclass(frozen=True, slots=True)
class AddReservation(Command):
    """Add a reservation to the last poll; with a name only where that person chose so."""

    text: str
    paragraphs: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        return tr("Add a reservation")


@handles(AddReservation)
def add_reservation(session: Session, command: AddReservation) -> None:
    poll = last_poll(session, the_row(session).version)
    if poll is None:
        raise RuleViolation("vision-needs-poll")
    wanted = select(VisionReservation.position).filter_by(poll_id=poll.id)
    last = max(session.scalars(wanted), default=0)
    _add_reservation(session, poll.id, last + 1, command.text, command.name, command.paragraphs)


@dataclass(frozen=True, slots=True)
class DeleteReservation(Command):
    """Take a reservation away, as the person wishes."""

    reservation_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a reservation")


@handles(DeleteReservation)
def delete_reservation(session: Session, command: DeleteReservation) -> None:
    rows.delete(session, rows.find(session, VisionReservation, command.reservation_id))


@dataclass(frozen=True, slots=True)
class AdoptVision(Command):
    """Adopt the text that the last poll carries: it is locked, with date, place and rule."""

    on: date
    place: str

    @property
    def label(self) -> str:
        return tr("Adopt the Common Vision")


@handles(AdoptVision)
def adopt_vision(session: Session, command: AdoptVision) -> None:
    vision = open_row(session)
    if vision.state is not VisionState.POLLED:
        raise RuleViolation("vision-needs-poll")
    check_clean(open_brackets(session), pending(session))
    poll = last_poll(session, vision.version)
    check_adoption(outcome_of(poll) if poll else None, polls_held(session, vision.version))
    place = fields.line("place", command.place)
    freeze(session, vision, command.on, "")
    revision = revision_rows(session, vision.version)[-1]
    revision.adopted, revision.place, revision.rule = True, place, vision.rule
    vision.state, vision.adopted_on, vision.adopted_place = VisionState.ADOPTED, command.on, place


@dataclass(frozen=True, slots=True)
class EndWithoutAdoption(Command):
    """Say that the room does not adopt the text; it may still be taken up again."""

    @property
    def label(self) -> str:
        return tr("End without adopting")


@handles(EndWithoutAdoption)
def end_without_adoption(session: Session, _command: EndWithoutAdoption) -> None:
    vision = open_row(session)
    if vision.state is not VisionState.POLLED:
        raise RuleViolation("vision-needs-poll")
    vision.state, vision.poll_is_open = VisionState.NOT_ADOPTED, False


@dataclass(frozen=True, slots=True)
class BeginNewVersion(Command):
    """Begin the next version from an adopted text, which stays as it was adopted."""

    @property
    def label(self) -> str:
        return tr("Begin a new version of the Common Vision")


@handles(BeginNewVersion)
def begin_new_version(session: Session, _command: BeginNewVersion) -> None:
    vision = the_row(session)
    if vision.state is not VisionState.ADOPTED:
        raise RuleViolation("vision-not-adopted")
    frozen = revision_rows(session, vision.version)
    if not any(revision.adopted for revision in frozen):  # adopted before revisions were kept
        day = vision.adopted_on or today()
        kept = freeze(session, vision, day, "") or frozen[-1]
        kept.adopted, kept.place, kept.rule = True, vision.adopted_place, vision.rule
    vision.version += 1
    vision.state, vision.rule_locked, vision.fallback_agreed = VisionState.OUTLINE, False, False
    vision.adopted_on, vision.adopted_place = None, ""
    for amendment in session.scalars(select(VisionAmendment)):
        amendment.consolidated = True


@dataclass(frozen=True, slots=True)
class ChooseSignOn(Command):
    """How somebody stands on the signature page; nobody is listed until this was chosen."""

    participant_id: UUID
    choice: SignOn

    @property
    def label(self) -> str:
        return tr("Choose how to sign on")


@handles(ChooseSignOn)
def choose_sign_on(session: Session, command: ChooseSignOn) -> None:
    person = rows.find(session, Participant, command.participant_id)
    check_sign_on(the_row(session).state, command.choice)
    found = session.scalars(select(VisionSignature).filter_by(participant_id=person.id)).first()
    if command.choice is SignOn.NOT_LISTED:
        if found is not None:
            rows.delete(session, found)
        return
    row = found or VisionSignature(participant_id=person.id)
    row.choice = command.choice
    rows.add(session, row)


@dataclass(frozen=True, slots=True)
class ChooseSignOrder(Command):
    """By family name or by country; never by rank."""

    order: SignOrder

    @property
    def label(self) -> str:
        return tr("Order the signature page")


@handles(ChooseSignOrder)
def choose_sign_order(session: Session, command: ChooseSignOrder) -> None:
    the_row(session).sign_order = command.order
