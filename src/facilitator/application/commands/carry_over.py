"""Command: take over rows of another programme, as `queries.carry_over` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator.application.layout_pictures import lean
from facilitator.application.queries.carry_over import CARRIED
from facilitator.application.registry import Command, handles
from facilitator.persistence import rows
from facilitator.persistence.models.certificates import CertificateDesign
from facilitator.support.i18n import tr

_MODELS = {model.__tablename__: model for model in CARRIED}


@dataclass(frozen=True, slots=True)
class CarryOver(Command):
    """Add rows (table, values) whose keys are new; only tables that may go along."""

    rows: tuple[tuple[str, Mapping[str, Any]], ...]
    title: str = ""

    @property
    def label(self) -> str:
        return tr("Take over from “{title}”", title=self.title)


@handles(CarryOver)
def carry_over(session: Session, command: CarryOver) -> None:
    for table, values in command.rows:
        made = _MODELS[table](**values)
        if isinstance(made, CertificateDesign):
            made.layout = lean(session, made.layout)
        rows.add(session, made)
