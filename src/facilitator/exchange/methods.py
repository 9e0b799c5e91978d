"""The methods library: building blocks that ship with the app, and the user's own.

The user's own lie in the user's folder, one file each, so that they serve every programme and can be
copied to another machine. A file that cannot be read is left alone and named, never dropped.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from facilitator.domain.agenda import MINUTES_IN_DAY, ItemType
from facilitator.support.errors import RuleViolation
from facilitator.support.files import make_folder, write_atomically
from facilitator.support.paths import user_folder
from facilitator.support.resources import resource

LONGEST_TEXT = 10_000
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Method:
    """A building block of an agenda; lengths in minutes. `own` is the user's."""

    key: str
    name: str
    type: ItemType
    mode: str = ""
    minutes: int = 45
    floor: int = 0
    purpose: str = ""
    steps: tuple[str, ...] = ()
    materials: str = ""
    family: str = ""
    own: bool = False

    def matches(self, words: str) -> bool:
        """Whether every word is somewhere in it, whatever the case."""
        text = " ".join([self.name, self.purpose, *self.steps, self.materials, self.family])
        return all(word in text.casefold() for word in words.casefold().split())

    def values(self) -> dict[str, Any]:
        """Fields of an agenda item made of it, without its place. The steps are the facilitator's."""
        steps = "\n".join(f"{n}. {step}" for n, step in enumerate(self.steps, 1))
        return {
            "title": self.name, "type": self.type, "mode": self.mode, "minutes": self.minutes,
            "floor": self.floor, "objective": self.purpose, "materials": self.materials,
            "private_notes": steps,
        }  # fmt: skip


def own_folder() -> Path:
    """Where the user's own methods lie."""
    return user_folder() / "methods"


@cache
def shipped() -> tuple[Method, ...]:
    """The methods that ship with the app, by family and in their order."""
    found: list[Method] = []
    for path in sorted(resource("methods").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [_method({**entry, "family": content["family"]}) for entry in content["methods"]]
    return tuple(found)


def own() -> tuple[tuple[Method, ...], tuple[Path, ...]]:
    """The user's own methods by name, and the files that cannot be read."""
    found, unread = [], []
    for path in sorted(own_folder().glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            found.append(checked(replace(_method({**content, "key": path.stem}), own=True)))
        except (
            OSError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            RecursionError,
            RuleViolation,
        ):
            unread.append(path)
    return tuple(sorted(found, key=lambda method: method.name.casefold())), tuple(unread)


def _method(entry: dict[str, Any]) -> Method:
    known = {field.name for field in fields(Method)} - {"own"}
    values = {name: value for name, value in entry.items() if name in known}
    kind = ItemType(values.pop("type"))
    steps = tuple(str(step) for step in values.pop("steps", ()))
    return Method(**values, type=kind, steps=steps)


def checked(method: Method) -> Method:
    """The method, cleaned. Raises RuleViolation for one without a name or with impossible minutes."""
    name = " ".join(method.name.split())
    if not name:
        raise RuleViolation("text-empty", field="name")
    for label, text, limit in (
        ("name", name, LONGEST_NAME),
        ("purpose", method.purpose, LONGEST_TEXT),
    ):
        if len(text) > limit:
            raise RuleViolation("text-too-long", field=label, length=len(text), limit=limit)
    if not 0 < method.minutes <= MINUTES_IN_DAY:
        raise RuleViolation("method-minutes", field="minutes", minutes=method.minutes)
    if not 0 <= method.floor <= method.minutes:
        raise RuleViolation("agenda-floor-above-length", field="floor", floor=method.floor)
    steps = tuple(step.strip() for step in method.steps if step.strip())
    return replace(method, name=name, steps=steps)


def save_own(method: Method) -> Method:
    """Keep a method as the user's own: over the own one with its key, or as a new one.

    Raises RuleViolation or EnvironmentProblem.
    """
    kept = checked(method)
    key = method.key if method.own else _free_key(kept.name)
    kept = replace(kept, key=key, own=True)
    content = {**asdict(kept), "steps": list(kept.steps)}
    del content["own"], content["key"], content["family"]
    make_folder(own_folder())
    with write_atomically(own_folder() / f"{key}.json") as stream:
        stream.write(json.dumps(content, ensure_ascii=False, indent=1).encode())
    return kept


def delete_own(method: Method) -> None:
    """Delete a method of the user's own; the shipped ones stay."""
    if method.own:
        (own_folder() / f"{method.key}.json").unlink(missing_ok=True)


def _free_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "method"
    key, number = stem, 1
    while (own_folder() / f"{key}.json").exists():
        number += 1
        key = f"{stem}-{number}"
    return key
