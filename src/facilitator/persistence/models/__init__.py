"""Mapped classes, one module a feature. Importing this package registers every table."""

from facilitator.persistence.models import (
    agenda,
    attendance,
    case_studies,
    certificates,
    change_log,
    counters,
    data_protection,
    feedback,
    groups,
    groupwork,
    negotiation,
    people,
    programme,
    report,
    root_causes,
    running,
    secret_box,
    vision,
)

__all__ = [
    "agenda", "attendance", "case_studies", "certificates", "change_log", "counters",
    "data_protection", "feedback", "groups", "groupwork", "negotiation", "people", "programme",
    "report", "root_causes", "running", "secret_box", "vision",
]  # fmt: skip
