"""The user's settings on this machine. Declared once, here; a damaged file means the defaults."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from facilitator.support.files import make_folder, write_atomically
from facilitator.support.paths import settings_file

THEMES = ("system", "light", "dark", "contrast")
TEXT_SCALES = (100, 115, 125, 150)
ROOM_THEMES = ("light", "dark", "contrast")
LOCK_AFTER = (0, 2, 5, 10, 20, 60)
MOST_RECENT = 12


BOARD_VOTE, VISION_DOTS, VISION_POLL = "board-vote", "vision-dots", "vision-poll"
"""What `Settings.kiosk` holds in place of a collection while people vote on root causes, on the
themes of the vision, or on its text."""


@dataclass
class Settings:
    """`theme` is one of THEMES, `text_scale` one of TEXT_SCALES (per cent), `language` a code.

    `recent` holds paths of programmes, latest first; `window` the geometry as base64.
    `room_theme` is how the room's screen looks, one of ROOM_THEMES; `letter_keys` whether single
    letters work while a session runs. `lock_after` is in minutes without a touch, one of
    LOCK_AFTER; 0 never locks; only protected programmes are locked. `group_pin` is the hash of the
    facilitator's PIN; `group_mode` the programme and the team while a group works at this laptop,
    so that the app comes back to the group's cover page after a crash; `kiosk` the programme and the
    collection, or BOARD_VOTE, VISION_DOTS or VISION_POLL, while people answer a form or vote here,
    for the same reason.
    """

    theme: str = "system"
    text_scale: int = 100
    language: str = "en"
    recent: list[str] = field(default_factory=list)
    window: str = ""
    agenda_ripple: bool = True
    room_theme: str = "light"
    letter_keys: bool = True
    lock_after: int = 10
    group_pin: str = ""
    group_mode: list[str] = field(default_factory=list)
    kiosk: list[str] = field(default_factory=list)

    @classmethod
    def load(cls) -> Settings:
        """The stored settings; values that are missing or not allowed take their default."""
        try:
            stored = json.loads(settings_file().read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return cls()
        return cls(**_allowed(stored)) if isinstance(stored, dict) else cls()

    def save(self) -> None:
        """Write the settings; raises EnvironmentProblem."""
        make_folder(settings_file().parent)
        with write_atomically(settings_file()) as stream:
            stream.write(json.dumps(asdict(self), indent=1).encode())

    def opened(self, path: Path) -> None:
        """Put a programme at the head of the recent ones."""
        name = str(path.resolve())
        self.recent = [name, *(other for other in self.recent if other != name)][:MOST_RECENT]

    def forget(self, path: str) -> None:
        """Take a programme off the recent list; the file is left alone."""
        self.recent = [other for other in self.recent if other != path]


def _allowed(stored: dict[str, Any]) -> dict[str, Any]:
    defaults = asdict(Settings())
    kept = {f.name: stored[f.name] for f in fields(Settings)
            if type(stored.get(f.name)) is type(defaults[f.name])}  # fmt: skip
    if kept.get("theme") not in THEMES:
        kept.pop("theme", None)
    if kept.get("room_theme") not in ROOM_THEMES:
        kept.pop("room_theme", None)
    if kept.get("lock_after") not in LOCK_AFTER:
        kept.pop("lock_after", None)
    if kept.get("text_scale") not in TEXT_SCALES:
        kept.pop("text_scale", None)
    for name in ("recent", "group_mode", "kiosk"):
        if not all(isinstance(text, str) for text in kept.get(name, [])):
            kept.pop(name)
    return kept
