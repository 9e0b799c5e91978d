"""Queries on feedback. Answers leave this module as protected figures and in no other way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.people import participants
from facilitator.application.rows.feedback import (
    CommentRow,
    FeedbackRow,
    FormRow,
    PairRow,
    RoundResults,
    RoundRow,
    box_of,
)  # fmt: skip
from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import (
    Form,
    FormKind,
    ItemKind,
    faults_of,
    from_plain,
    to_plain,
)
from facilitator.domain.feedback.results import (
    PairedResults,
    changes_between,
    learning_between,
    results_of,
)  # fmt: skip
from facilitator.domain.people import InstitutionType, Sex
from facilitator.persistence.models.feedback import FeedbackForm, FeedbackRound
from facilitator.persistence.models.programme import Objective
from facilitator.persistence.secret_box import answers_in, asked_about, closed_answers, is_closed
from facilitator.support.i18n import tr


def feedback_forms(session: Session) -> tuple[FormRow, ...]:
    """The forms in their order."""
    found = session.scalars(select(FeedbackForm).order_by(FeedbackForm.position, FeedbackForm.id))
    return tuple(_form_row(row) for row in found)


def _form_row(row: FeedbackForm) -> FormRow:
    form = from_plain(row.content)
    return FormRow(row.id, row.version, form, len(faults_of(form)))


def rounds(session: Session) -> tuple[RoundRow, ...]:
    """The collections in the order in which they were opened."""
    found = session.scalars(
        select(FeedbackRound).order_by(FeedbackRound.position, FeedbackRound.id)
    )
    return tuple(_round_row(session, row) for row in found)


def _round_row(session: Session, row: FeedbackRound) -> RoundRow:
    boxes = [box_of(row.id, batch) for batch in range(1, row.batches + 1)]
    return RoundRow(
        id=row.id, form_id=row.form_id, title=row.title, version=row.version,
        form=_form_seen(session, row, boxes[0]), invited=row.invited,
        answered=sum(answers_in(session, box) for box in boxes),
        is_open=not is_closed(session, boxes[-1]), batch=row.batches,
        you_said=row.you_said, we_changed=row.we_changed,
    )  # fmt: skip


def _form_seen(session: Session, row: FeedbackRound, box: str) -> Form:
    """The form as it stood at the first answer; before it, as the collection has it now."""
    seen = asked_about(session, box)
    return from_plain(json.loads(seen) if seen else row.content)


def about_form(row: RoundRow) -> str:
    """What is kept with the first answer of a collection."""
    return json.dumps(to_plain(row.form), ensure_ascii=False)


def number_invited(session: Session) -> int:
    """How many people a form is for, as the programme stands: participants who take part."""
    return sum(1 for row in participants(session) if row.takes_part)


def objectives(session: Session) -> tuple[tuple[str, str], ...]:
    """(key, text) of the learning objectives."""
    found = session.scalars(select(Objective).order_by(Objective.position))
    return tuple((str(row.id), row.text) for row in found)


# Results ---------------------------------------------------------------------------------------


def protected_results(session: Session) -> FeedbackRow:
    """The protected figures of every collection: for report, data book, export and screen alike."""
    found = [_results(session, row) for row in rounds(session)]
    return FeedbackRow(tuple(found), tuple(_pairs(session, [one.round for one in found])))


def round_results(session: Session, round_id: UUID) -> RoundResults | None:
    """The protected figures of one collection; None where it is gone."""
    row = next((one for one in rounds(session) if one.id == round_id), None)
    return None if row is None else _results(session, row)


def _results(session: Session, row: RoundRow) -> RoundResults:
    named = categories(row.form.dimension)
    batches = _batches(session, row)
    if not batches:
        return RoundResults(row, None, named)
    results = results_of(row.form, batches, row.invited, [key for key, _ in named])
    printable = _printable(session, row)
    comments = tuple(
        (one.item.name, tuple(printable[key] for key in map(comment_key, one.comments)
                              if printable.get(key)))
        for one in results.items if one.comments is not None
    )  # fmt: skip
    return RoundResults(row, results, named, comments)


def _batches(session: Session, row: RoundRow) -> list[list[dict[str, Any]]]:
    found = (closed_answers(session, box_of(row.id, b)) for b in range(1, row.batch + 1))
    return [batch for batch in found if batch is not None]


def categories(dimension: Dimension) -> tuple[tuple[str, str], ...]:
    """(key, label) of the groups by which a form may be broken down, in order."""
    return {
        Dimension.SEX: ((Sex.WOMAN.value, tr("Women")), (Sex.MAN.value, tr("Men"))),
        Dimension.INSTITUTION_TYPE: (
            (InstitutionType.GOVERNMENT.value, tr("Government")),
            (InstitutionType.CIVIL_SOCIETY.value, tr("Civil society")),
            (InstitutionType.ACADEMIA.value, tr("Academia")),
            (InstitutionType.REGIONAL_BODY.value, tr("Regional body")),
            (InstitutionType.OTHER.value, tr("Other")),
        ),
        Dimension.REGION: (
            ("mainland", tr("Mainland Southeast Asia")),
            ("maritime", tr("Maritime Southeast Asia")), ("elsewhere", tr("Elsewhere")),
        ),
    }.get(dimension, ())  # fmt: skip


def comment_key(text: str) -> str:
    """By what a comment is found again when it was screened; it tells nothing but the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _printable(session: Session, row: RoundRow) -> dict[str, str]:
    return dict(session.scalars(
        select(FeedbackRound.printable).where(FeedbackRound.id == row.id)
    ).one())  # fmt: skip


def comments_to_screen(session: Session, round_id: UUID) -> tuple[CommentRow, ...]:
    """The comments that may be read, for deciding which may be printed and how."""
    found = round_results(session, round_id)
    if found is None or found.results is None:
        return ()
    printable = _printable(session, found.round)
    return tuple(
        CommentRow(comment_key(text), one.item.name, text, printable.get(comment_key(text)))
        for one in found.results.items
        for text in one.comments or ()
    )


# Pairs -----------------------------------------------------------------------------------------


def _pairs(session: Session, found: Iterable[RoundRow]) -> Iterable[PairRow]:
    coded = [row for row in found if row.form.with_code and not row.is_open]
    befores = [row for row in coded if row.form.kind is FormKind.BEFORE]
    afters = [row for row in coded if row.form.kind is FormKind.AFTER]
    named = objectives(session) if coded else ()
    if befores and afters:  # the first of each: another choice later could be compared with it
        yield PairRow(befores[0], afters[0], _compare(session, befores[0], afters[0]), named)
    earlier = afters or befores
    beside = befores[:1] if afters else []
    for row in coded:
        if row.form.kind is FormKind.FOLLOW_UP and earlier:
            yield PairRow(earlier[0], row, _compare(session, earlier[0], row, beside), named)
            beside = [*beside, row]


def _compare(
    session: Session, first: RoundRow, second: RoundRow, beside: Sequence[RoundRow] = ()
) -> PairedResults:
    """`beside`: the others that the first one is compared with."""
    left, right = all_answers(session, first), all_answers(session, second)
    if any(item.kind is ItemKind.KNOWLEDGE for item in second.form.items):
        others = [all_answers(session, row) for row in beside]
        return learning_between(first.form, left, second.form, right, others)
    groups = [[key for key, _ in categories(row.form.dimension)] for row in (first, second)]
    return changes_between(first.form, left, second.form, right, (groups[0], groups[1]))


def all_answers(session: Session, row: RoundRow) -> list[dict[str, Any]]:
    """The answers of a closed collection as they are: for figures and the wipe, never to be shown."""
    return [answer for batch in _batches(session, row) for answer in batch]
