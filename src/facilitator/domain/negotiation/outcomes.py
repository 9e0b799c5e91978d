"""What a table may record (methods 3.5): deal, partial deal or none, signatures, satisfaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.negotiation.kit import Kit
from facilitator.support.errors import RuleViolation

SIDE_TERMS_LIMIT = 200
RATING = (1, 7)
FEWEST_RATINGS = 3
"""A table's mean of fewer ratings would tell what one person said."""


class Agreed(StrEnum):
    """How the negotiation of a table ended."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"


FACETS = ("interests", "outcome", "own_part", "process", "relationship")
"""What people rate from 1 to 7: how far interests were met, and the four subjective values."""


def check_outcome(
    kit: Kit, agreed: Agreed, options: Mapping[str, str], signatories: Sequence[str]
) -> None:
    """Whether an outcome can be recorded.

    Raises RuleViolation: an unknown option or role, a whole agreement with an open question or
    without enough signatures, or terms where there is no deal.
    """
    for issue_id, option_id in options.items():
        known = [issue for issue in kit.scored if issue.id == issue_id]
        if option_id and (not known or known[0].place(option_id) < 0):
            raise RuleViolation("outcome-option-unknown", field="options", option=option_id,
                                issue=str(known[0].title) if known else issue_id)  # fmt: skip
    for role_id in signatories:
        if role_id not in kit.role_ids:
            raise RuleViolation("value-not-allowed", field="signatories", text=role_id)
    given = any(options.values())
    if agreed is Agreed.NO and (given or signatories):
        raise RuleViolation("outcome-no-deal-with-terms", field="agreed")
    if agreed is not Agreed.YES:
        return
    missing = [issue.title.in_language() for issue in kit.scored if not options.get(issue.id)]
    if missing:
        raise RuleViolation("outcome-incomplete", field="options", missing=", ".join(missing))
    if not kit.agreement.holds(signatories, kit.role_ids):
        raise RuleViolation("outcome-signatures", field="signatories")


def check_rating(value: int | None) -> int | None:
    """A rating from 1 to 7, or none."""
    if value is not None and not RATING[0] <= value <= RATING[1]:
        raise RuleViolation("rating-out-of-range", field="rating")
    return value


@dataclass(frozen=True, slots=True)
class Means:
    """Means of a table's ratings by facet; None where too few people rated it."""

    people: int
    by_facet: Mapping[str, float | None]


def means(ratings: Sequence[Mapping[str, int | None]]) -> Means:
    """The means of a table. Persons are never told apart, and few are not shown at all."""
    found: dict[str, float | None] = {}
    for facet in FACETS:
        given = [value for rating in ratings if (value := rating.get(facet)) is not None]
        found[facet] = sum(given) / len(given) if len(given) >= FEWEST_RATINGS else None
    return Means(len(ratings), found)
