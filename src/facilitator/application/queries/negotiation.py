"""Queries on negotiation exercises. Confidential texts come out of `confidential_sheet`,
`preparation`, `ratings` and `kit_text_of` alone; no other row holds any.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application.queries.people import participants
from facilitator.application.rows.negotiation import (
    ConfidentialSheet,
    DebriefNoteRow,
    ExerciseReportRow,
    ExerciseRow,
    IssueRow,
    OfferRow,
    OptionRow,
    OutcomeEditRow,
    OutcomeRow,
    PointsRow,
    PreparationRow,
    RatingRow,
    RoleRow,
    SeatRow,
    TableRow,
    TeachingRow,
)  # fmt: skip
from facilitator.domain.negotiation import kit_text
from facilitator.domain.negotiation.assignment import (
    Duty,
    Person,
    Seat,
    Verdict,
    empty_roles,
    verdicts,
)  # fmt: skip
from facilitator.domain.negotiation.debrief import IssueTitles, Played, TableResult
from facilitator.domain.negotiation.kit import AgreementRule, Kit, Strength
from facilitator.domain.negotiation.outcomes import FACETS, means
from facilitator.domain.negotiation.phases import RUNNING, PhaseClock, planned_minutes
from facilitator.domain.negotiation.preparation import NUMBERS, TEXT_NAMES, sheet_gaps
from facilitator.domain.people import fold
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    DebriefNote,
    Exercise,
    ExerciseSeat,
    ExerciseTable,
    Offer,
    OutcomeEdit,
    Preparation,
    Satisfaction,
    TableOutcome,
)  # fmt: skip
from facilitator.persistence.models.people import Participant
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of

# Exercises -------------------------------------------------------------------------------------


def exercises(session: Session) -> tuple[ExerciseRow, ...]:
    """The exercises of the programme, in order."""
    found = session.scalars(select(Exercise).order_by(Exercise.position, Exercise.title)).all()
    return tuple(_exercise(session, entry, number) for number, entry in enumerate(found, 1))


def exercise_named(session: Session, name: str) -> ExerciseRow:
    """The exercise with this number, kit key or title. Raises RuleViolation `exercise-unknown`."""
    known = exercises(session)
    for row in known:
        if fold(name) in {str(row.number), row.key, fold(row.title)}:
            return row
    titles = ", ".join(f"{row.number} {row.title}" for row in known) or tr("none")
    raise RuleViolation("exercise-unknown", name=name, known=titles)


def kit_of(exercise: Exercise) -> Kit:
    """The kit of an exercise, for handlers and queries."""
    return kit_text.stored(exercise.kit)


def kit_text_of(session: Session, exercise_id: UUID) -> str:
    """The whole kit as text, for the facilitator's editor. Confidential."""
    return rows.find(session, Exercise, exercise_id).kit


def _exercise(session: Session, entry: Exercise, number: int) -> ExerciseRow:
    kit = kit_of(entry)
    said = entry.language or kit.languages[0]
    tables = _tables(session, entry.id)
    recorded = session.scalars(
        select(func.count(TableOutcome.id)).where(TableOutcome.table_id.in_([t.id for t in tables]))
    ).one()
    return ExerciseRow(
        id=entry.id, number=number, key=kit.key, title=kit.title.in_language(said),
        author=kit.author, licence=kit.licence, level=kit.level,
        aims=tuple(aim.in_language(said) for aim in kit.aims),
        content_warning=kit.content_warning.in_language(said),
        general=kit.general.in_language(said), agreement=_agreement(kit, said),
        language=said, languages=kit.languages,
        minutes={phase: planned_minutes(kit, phase) for phase in RUNNING},
        roles=tuple(
            RoleRow(r.id, r.name.in_language(said), r.organisation.in_language(said), r.country)
            for r in kit.roles
        ),
        issues=_issues(kit, said),
        clock=PhaseClock(entry.phase, entry.phase_minutes, entry.phase_began, entry.phase_used),
        tables=len(tables), outcomes=recorded,
    )  # fmt: skip


def _issues(kit: Kit, language: str) -> tuple[IssueRow, ...]:
    return tuple(
        IssueRow(i.id, i.title.in_language(language), i.about.in_language(language),
                 tuple(OptionRow(o.id, o.title.in_language(language)) for o in i.options))
        for i in kit.issues
    )  # fmt: skip


def _agreement(kit: Kit, language: str) -> str:
    rule = kit.agreement
    if rule.rule is AgreementRule.ALL:
        if len(kit.roles) == 2:
            return tr("A deal needs the signatures of both parties.")
        return tr("A deal needs the signatures of all {count} parties.", count=len(kit.roles))
    if rule.rule is AgreementRule.ALL_BUT_ONE:
        return tr("A deal needs the signatures of all parties but one.")
    vetoes = ", ".join(kit.role(role_id).name.in_language(language) for role_id in rule.veto)
    needed = tr(
        "A deal needs {count} of {all} signatures.", count=rule.at_least, all=len(kit.roles)
    )
    if not vetoes:
        return needed
    return f"{needed} " + tr("Among them must be: {roles}.", roles=vetoes)


def _tables(session: Session, exercise_id: UUID) -> Sequence[ExerciseTable]:
    wanted = select(ExerciseTable).where(ExerciseTable.exercise_id == exercise_id)
    return session.scalars(wanted.order_by(ExerciseTable.position)).all()


# Tables, seats, outcomes --------------------------------------------------------------------------


def tables(session: Session, exercise_id: UUID) -> tuple[TableRow, ...]:
    """The tables of an exercise with offers and outcome. No names."""
    exercise = rows.find(session, Exercise, exercise_id)
    return tuple(_table(session, exercise, table) for table in _tables(session, exercise_id))


def _table(session: Session, exercise: Exercise, table: ExerciseTable) -> TableRow:
    kit = kit_of(exercise)
    said = exercise.language or kit.languages[0]
    offers = session.scalars(select(Offer).where(Offer.table_id == table.id)).all()
    there = session.scalars(
        select(func.count(ExerciseSeat.id)).where(
            ExerciseSeat.table_id == table.id, ExerciseSeat.absent.is_(False)
        )
    ).one()
    return TableRow(
        id=table.id, letter=table.letter, people=there,
        offers=tuple(
            OfferRow(o.id, o.minute, _role_name(kit, o.role_id, said), o.role_id, o.text)
            for o in sorted(offers, key=lambda o: (o.minute, str(o.id)))
        ),
        outcome=_outcome(session, kit, table.id),
        means=means([_values(rating) for rating in _ratings(session, table.id)]),
    )  # fmt: skip


def _role_name(kit: Kit, role_id: str, language: str) -> str:
    return next((r.name.in_language(language) for r in kit.roles if r.id == role_id), "")


def _outcome(session: Session, kit: Kit, table_id: UUID) -> OutcomeRow | None:
    found = session.scalars(select(TableOutcome).where(TableOutcome.table_id == table_id)).first()
    if found is None:
        return None
    edits = session.scalars(
        select(OutcomeEdit).where(OutcomeEdit.outcome_id == found.id).order_by(OutcomeEdit.at)
    )
    ids = [issue.id for issue in kit.scored]
    return OutcomeRow(
        recorded_at=found.recorded_at, agreed=found.agreed,
        options=dict(zip(ids, found.options, strict=False)),
        open_text=found.open_text, signatories=tuple(found.signatories),
        side_terms=found.side_terms, minutes_used=found.minutes_used,
        offers_made=found.offers_made, walked_out=found.walked_out,
        edits=tuple(OutcomeEditRow(e.at, e.reason, e.before) for e in edits),
    )  # fmt: skip


def seats(session: Session, exercise_id: UUID) -> tuple[SeatRow, ...]:
    """Who sits where and plays whom: the facilitator's own list, in order of table and role."""
    exercise = rows.find(session, Exercise, exercise_id)
    kit = kit_of(exercise)
    said = exercise.language or kit.languages[0]
    order = {role_id: number for number, role_id in enumerate(kit.role_ids)}
    wanted = (
        select(ExerciseSeat, ExerciseTable, Participant)
        .join(ExerciseTable, ExerciseTable.id == ExerciseSeat.table_id)
        .join(Participant, Participant.id == ExerciseSeat.participant_id)
        .where(ExerciseTable.exercise_id == exercise_id)
    )
    found = [
        (table.position, SeatRow(
            person.id, person.certificate_name, person.country, person.institution, table.id,
            table.letter, seat.duty, seat.role_id, _role_name(kit, seat.role_id, said), seat.lead,
            seat.absent, bool(seat.sheet),
        ))
        for seat, table, person in session.execute(wanted)
    ]  # fmt: skip
    found.sort(key=lambda pair: (pair[0], order.get(pair[1].role_id, 99), not pair[1].lead,
                                 fold(pair[1].name), str(pair[1].participant_id)))  # fmt: skip
    return tuple(row for _, row in found)


def verdicts_of(session: Session, exercise_id: UUID) -> tuple[Verdict, ...]:
    """How the musts and shoulds of 3.4 come out for the people who are there."""
    exercise = rows.find(session, Exercise, exercise_id)
    there, _ = seats_for_rules(session, exercise_id)
    everyone = people_for_rules(session, exercise_id)
    return tuple(verdicts(there, everyone, kit_of(exercise).roles)) if there else ()


def unfilled(session: Session, exercise_id: UUID) -> tuple[str, ...]:
    """Sentences on tables where nobody plays a role."""
    exercise = rows.find(session, Exercise, exercise_id)
    kit = kit_of(exercise)
    said = exercise.language or kit.languages[0]
    there, found = seats_for_rules(session, exercise_id)
    return tuple(
        text_of("exercise-nobody-in-role",
                {"table": found[table].letter, "role": _role_name(kit, role_id, said)})
        for table, role_id in empty_roles(there, kit.roles)
    )  # fmt: skip


def seats_for_rules(session: Session, exercise_id: UUID) -> tuple[list[Seat], list[ExerciseTable]]:
    """The seats of those who are there as the rules see them, and the tables by their number."""
    found = list(_tables(session, exercise_id))
    numbers = {table.id: number for number, table in enumerate(found)}
    wanted = select(ExerciseSeat).where(
        ExerciseSeat.table_id.in_(numbers), ExerciseSeat.absent.is_(False)
    )
    made = [
        Seat(s.participant_id, numbers[s.table_id], s.duty, s.role_id, s.lead, s.sheet)
        for s in session.scalars(wanted)
    ]
    return sorted(made, key=lambda seat: (seat.table, seat.role_id, str(seat.person_id))), found


def people_for_rules(session: Session, exercise_id: UUID) -> list[Person]:
    """Everybody who takes part, with what the rules of assignment ask about."""
    earlier, led = _earlier(session, exercise_id)
    return [
        Person(p.id, p.certificate_name, p.sex, p.country, p.institution, p.position, p.group,
               frozenset(earlier.get(p.id, ())), p.id in led)
        for p in participants(session) if p.takes_part
    ]  # fmt: skip


def _earlier(session: Session, exercise_id: UUID) -> tuple[dict[UUID, set[Strength]], set[UUID]]:
    """Strengths of the roles that people play in the other exercises, and who leads there."""
    strengths: dict[UUID, set[Strength]] = {}
    led: set[UUID] = set()
    for exercise in session.scalars(select(Exercise).where(Exercise.id != exercise_id)):
        of_role = {role.id: role.strength for role in kit_of(exercise).roles}
        keys = [table.id for table in _tables(session, exercise.id)]
        for seat in session.scalars(select(ExerciseSeat).where(ExerciseSeat.table_id.in_(keys))):
            if seat.duty is Duty.PLAYER and seat.role_id in of_role and not seat.absent:
                strengths.setdefault(seat.participant_id, set()).add(of_role[seat.role_id])
                if seat.lead:
                    led.add(seat.participant_id)
    return strengths, led


def waiting(session: Session, exercise_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """People without a place in the exercise, by name; those who came late among them."""
    seated = {row.participant_id for row in seats(session, exercise_id) if not row.absent}
    found = [(p.id, p.name) for p in people_for_rules(session, exercise_id) if p.id not in seated]
    return tuple(sorted(found, key=lambda pair: (fold(pair[1]), str(pair[0]))))


# Confidential -----------------------------------------------------------------------------------


def confidential_sheet(session: Session, exercise_id: UUID, role_id: str) -> ConfidentialSheet:
    """What a role alone may know."""
    exercise = rows.find(session, Exercise, exercise_id)
    kit = kit_of(exercise)
    said = exercise.language or kit.languages[0]
    role = next((role for role in kit.roles if role.id == role_id), None)
    if role is None:
        raise RuleViolation("not-found")
    return ConfidentialSheet(
        kit.title.in_language(said), role.id, role.name.in_language(said),
        role.organisation.in_language(said), role.instructions.in_language(said),
        role.batna.in_language(said), role.batna_value, role.may_reveal.in_language(said),
        role.keep_back.in_language(said),
        tuple(
            PointsRow(i.title.in_language(said),
                      tuple((o.title.in_language(said), role.points[i.id][o.id]) for o in i.options))
            for i in kit.scored
        ),
    )  # fmt: skip


def teaching(session: Session, exercise_id: UUID) -> TeachingRow:
    """The teaching note and what observers note."""
    exercise = rows.find(session, Exercise, exercise_id)
    kit = kit_of(exercise)
    said = exercise.language or kit.languages[0]
    return TeachingRow(
        kit.teaching_note.in_language(said),
        tuple(line.in_language(said) for line in kit.observer_sheet),
    )


def preparation(session: Session, table_id: UUID, role_id: str) -> PreparationRow:
    """The preparation sheet of a role team, empty where nothing was written yet."""
    table = rows.find(session, ExerciseTable, table_id)
    kit = kit_of(rows.find(session, Exercise, table.exercise_id))
    wanted = select(Preparation).where(
        Preparation.table_id == table_id, Preparation.role_id == role_id
    )
    sheet = session.scalars(wanted).first()
    texts = {name: getattr(sheet, name, "") for name in TEXT_NAMES}
    numbers = {name: getattr(sheet, name, None) for name in NUMBERS}
    role = next((role for role in kit.roles if role.id == role_id), None)
    if role is None:
        raise RuleViolation("not-found")
    gaps = sheet_gaps(texts, numbers["reservation"], role.batna_value)
    return PreparationRow(
        table_id, role_id, texts, numbers,
        tuple((gap.field, text_of(gap.code, dict(gap.params))) for gap in gaps),
    )  # fmt: skip


def _ratings(session: Session, table_id: UUID) -> Sequence[Satisfaction]:
    wanted = select(Satisfaction).where(Satisfaction.table_id == table_id)
    return sorted(session.scalars(wanted), key=lambda rating: str(rating.id))


def _values(rating: Satisfaction) -> dict[str, int | None]:
    return {facet: getattr(rating, facet) for facet in FACETS}


def ratings(session: Session, table_id: UUID) -> tuple[RatingRow, ...]:
    """The ratings of a table, for typing in; shuffled by key, so that no order tells a person."""
    return tuple(
        RatingRow(rating.id, _values(rating), rating.learned)
        for rating in _ratings(session, table_id)
    )


# Debrief ----------------------------------------------------------------------------------------


def played(session: Session, exercise_id: UUID) -> Played:
    """What the debrief analyses: no names, no confidential text. The analysis runs elsewhere."""
    exercise = rows.find(session, Exercise, exercise_id)
    kit = kit_of(exercise)
    said = exercise.language or kit.languages[0]
    numbers = {role_id: number for number, role_id in enumerate(kit.role_ids)}
    found = []
    for row in tables(session, exercise_id):
        outcome = row.outcome
        if outcome is None:
            continue
        found.append(TableResult(
            letter=row.letter, agreed=outcome.agreed,
            choices=tuple(i.place(outcome.options.get(i.id, "")) for i in kit.scored),
            signatories=tuple(numbers[r] for r in outcome.signatories if r in numbers),
            means=row.means, minutes_used=outcome.minutes_used, offers=outcome.offers_made,
            side_terms=outcome.side_terms,
        ))  # fmt: skip
    return Played(
        kit.title.in_language(said), tuple(role.name.in_language(said) for role in kit.roles),
        tuple(
            IssueTitles(i.title.in_language(said), tuple(o.title.in_language(said) for o in i.options))
            for i in kit.scored
        ),
        kit.scoring(), tuple(found),
    )  # fmt: skip


def notes(session: Session, exercise_id: UUID) -> tuple[DebriefNoteRow, ...]:
    """The notes of the debrief, in order."""
    wanted = (
        select(DebriefNote, ExerciseTable.letter)
        .outerjoin(ExerciseTable, ExerciseTable.id == DebriefNote.table_id)
        .where(DebriefNote.exercise_id == exercise_id)
        .order_by(DebriefNote.position)
    )
    return tuple(
        DebriefNoteRow(note.id, note.table_id, letter or "", note.text, note.in_report)
        for note, letter in session.execute(wanted)
    )


def for_report(session: Session) -> tuple[ExerciseReportRow, ...]:
    """The exercises that were played, for the report: tables by letter, and the notes marked for it."""
    found = []
    for row in exercises(session):
        said = tuple(note for note in notes(session, row.id) if note.in_report)
        if not row.outcomes and not said:
            continue
        result = played(session, row.id) if row.outcomes else None
        found.append(ExerciseReportRow(
            row.title, row.aims, tuple(role.name for role in row.roles), result, said))  # fmt: skip
    return tuple(found)
