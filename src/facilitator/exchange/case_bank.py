"""The starter bank of cases: short stubs with dates and facts, for a group to verify and write out.

It reads shipped files and makes the command that begins a case; it stores nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from facilitator.application.commands.case_parts import AddCase, StubAgreement
from facilitator.domain.case_studies import AgreementStage, Arena
from facilitator.support.i18n import tr
from facilitator.support.resources import resource


@dataclass(frozen=True, slots=True)
class CaseStub:
    """A case of the bank. Everything in it is to be verified."""

    key: str
    title: str
    country: str
    arena: Arena
    agreements: tuple[StubAgreement, ...]
    facts: tuple[str, ...]
    check: str

    def begin(self, group_id: UUID) -> AddCase:
        """The command that begins the case for a group; its notes say what to verify."""
        return AddCase(group_id, self.title, self.country, self.arena, self.notes, self.agreements)

    @property
    def notes(self) -> str:
        """What the group is told to do with it."""
        lines = [tr("From the starter bank: verify every line before you use it."), *self.facts,
                 self.check]  # fmt: skip
        return "\n".join(lines)


@cache
def case_bank() -> tuple[CaseStub, ...]:
    """All stubs that come with the app, in the order of their files."""
    found = []
    for path in sorted(resource("cases").glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
        found += [_stub(entry) for entry in entries]
    return tuple(found)


def _stub(entry: Mapping[str, Any]) -> CaseStub:
    agreements = tuple(
        StubAgreement(a["name"], a["signed"], AgreementStage(a["stage"]))
        for a in entry["agreements"]
    )
    return CaseStub(entry["key"], entry["title"], entry["country"], Arena(entry["arena"]),
                    agreements, tuple(entry["facts"]), entry["check"])  # fmt: skip
