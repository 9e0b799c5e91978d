"""Exercise kits as files: reading with every fault named, writing, and those that ship with the app.

The format itself is docs/exercise-kit.md and `domain.negotiation.kit_text`. A kit with a broken
must is never handed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from facilitator.domain.negotiation.analysis import Analysis, analyse
from facilitator.domain.negotiation.kit import Kit
from facilitator.domain.negotiation.kit_rules import Fault, is_usable
from facilitator.domain.negotiation.kit_text import MOST_CHARACTERS, read, write
from facilitator.support.errors import RuleViolation
from facilitator.support.files import file_problem, write_atomically
from facilitator.support.messages import text_of
from facilitator.support.resources import resource

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Checked:
    """A kit's text with what is wrong with it; `kit` is None where nothing could be read."""

    text: str
    kit: Kit | None
    faults: tuple[Fault, ...]

    @property
    def is_usable(self) -> bool:
        """Whether it may be used: no must is broken."""
        return self.kit is not None and is_usable(self.faults)

    def sentences(self, *, must: bool | None = None) -> tuple[str, ...]:
        """The faults in words, all of them or the musts or the shoulds alone."""
        return tuple(sentence(f) for f in self.faults if must is None or f.must is must)


def sentence(fault: Fault) -> str:
    """A fault in words, with its place in the file."""
    said = text_of(fault.code, fault.params)
    return f"{fault.where}: {said}" if fault.where else said


def check_text(text: str) -> Checked:
    """Check the text of a kit."""
    kit, faults = read(text)
    return Checked(text, kit, tuple(faults))


def check_file(path: Path) -> Checked:
    """Read a file and check it. Raises EnvironmentProblem where it cannot be read at all."""
    try:
        with path.open("rb") as stream:
            content = stream.read(4 * MOST_CHARACTERS + 1)
    except OSError as error:
        raise file_problem(error, path) from error
    if len(content) > 4 * MOST_CHARACTERS:
        fault = Fault("kit-too-large", "", params={"limit": MOST_CHARACTERS})
        return Checked("", None, (fault,))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Checked("", None, (Fault("kit-not-utf8", ""),))
    return check_text(text.replace("\r\n", "\n"))


def usable_file(path: Path) -> Checked:
    """A kit file that may be used. Raises RuleViolation `kit-refused` that names each fault."""
    checked = check_file(path)
    if not checked.is_usable:
        raise RuleViolation(
            "kit-refused", path=path, faults="; ".join(checked.sentences(must=True))
        )
    return checked


def write_file(kit: Kit, path: Path) -> None:
    """Write a kit. Raises EnvironmentProblem; the file is whole or as it was."""
    with write_atomically(path) as stream:
        stream.write(write(kit).encode())


@cache
def shipped() -> tuple[Checked, ...]:
    """The kits that ship with the app, easiest first."""
    found = [check_file(path) for path in sorted(resource("exercises").glob(f"*{SUFFIX}"))]
    order = {
        level: number for number, level in enumerate(("introductory", "intermediate", "advanced"))
    }
    return tuple(sorted(found, key=lambda c: order.get(c.kit.level.value, 9) if c.kit else 9))


def shipped_kit(key: str) -> Checked | None:
    """A shipped kit by its key."""
    return next((c for c in shipped() if c.kit is not None and c.kit.key == key), None)


def facts(checked: Checked) -> dict[str, Any]:
    """What a check found, as plain data: the faults, and the numbers where there can be any."""
    found: dict[str, Any] = {
        "usable": checked.is_usable,
        "faults": list(checked.sentences(must=True)),
        "warnings": list(checked.sentences(must=False)),
    }
    if checked.kit is not None and checked.is_usable:
        found |= _numbers(checked.kit, analyse(checked.kit.scoring()))
    return found


def _numbers(kit: Kit, analysis: Analysis) -> dict[str, Any]:
    nash = analysis.nash
    roles = kit.role_ids

    def holds(willing: frozenset[int]) -> bool:
        return kit.agreement.holds([roles[number] for number in willing], roles)

    return {
        "title": str(kit.title), "key": kit.key, "languages": list(kit.languages),
        "roles": list(roles), "exact": analysis.exact, "outcomes": analysis.outcomes,
        "zopa": analysis.zopa, "passing": analysis.passing(holds),
        "frontier": len(analysis.frontier), "frontier_feasible": len(analysis.feasible_frontier),
        "frontier_feasible_values": sorted({p.values for p in analysis.feasible_frontier}),
        "max_joint": analysis.max_joint, "nash": list(nash.values) if nash else None,
        "nash_choices": list(nash.choices) if nash else None,
        "nash_product": analysis.nash_product, "left_on_table": analysis.left_on_table,
    }  # fmt: skip
