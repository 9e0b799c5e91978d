"""What a board shows: plain columns and cards, made by a page from its rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One idea. `tag` is a word in the column's or its own tone; `votes` None shows no count.

    `groups` are letters, never persons. `originals` counts the cards merged into this one.
    """

    key: UUID
    text: str
    tag: str = ""
    tone: str = "plenary"
    icon: str = ""
    groups: str = ""
    votes: int | None = None
    originals: int = 0
    marked: str = ""
    """A word for what stands out, such as "carried forward"."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = [self.text, self.tag, self.groups, self.marked]
        if self.votes is not None:
            parts.append(str(self.votes))
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column; `tone` is a family of the theme, `summary` a few words at the end of its head."""

    key: str
    title: str
    cards: tuple[BoardCard, ...] = ()
    tone: str = "plenary"
    icon: str = ""
    summary: str = ""
    renamable: bool = False
