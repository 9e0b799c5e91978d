"""Words of the page: kinds of forms and questions, groups, state of a collection."""

from __future__ import annotations

from facilitator.application.rows.feedback import RoundRow
from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.forms import FormKind, ItemKind
from facilitator.domain.feedback.measures import percent
from facilitator.support.i18n import tr


def kind_title(kind: FormKind) -> str:
    """What a form is for."""
    return {
        FormKind.PULSE: tr("Daily pulse"), FormKind.END: tr("End of the programme"),
        FormKind.BEFORE: tr("Before"), FormKind.AFTER: tr("After"),
        FormKind.FOLLOW_UP: tr("Follow-up"), FormKind.OTHER: tr("Other"),
    }[kind]  # fmt: skip


def item_title(kind: ItemKind) -> str:
    """How a question is answered."""
    return {
        ItemKind.RATING: tr("Rating 1 to 5"), ItemKind.CHOICE: tr("One choice"),
        ItemKind.CHOICES: tr("Several choices"), ItemKind.NUMBER: tr("Number"),
        ItemKind.SCALE: tr("Scale 0 to 10"), ItemKind.TEXT: tr("Text"),
        ItemKind.THEN_NOW: tr("Then and now"), ItemKind.KNOWLEDGE: tr("Knowledge check"),
    }[kind]  # fmt: skip


def dimension_title(dimension: Dimension) -> str:
    """By what results may be broken down."""
    return {
        Dimension.NONE: tr("Not broken down"), Dimension.SEX: tr("By sex"),
        Dimension.INSTITUTION_TYPE: tr("By kind of institution"), Dimension.REGION: tr("By region"),
    }[dimension]  # fmt: skip


def rate_words(row: RoundRow) -> str:
    """How many have answered so far."""
    if not row.invited:
        return tr("{n} forms", n=row.answered)
    return tr("{n} of {invited} forms · {rate} %", n=row.answered, invited=row.invited,
              rate=percent(row.answered, row.invited))  # fmt: skip
