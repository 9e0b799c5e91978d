"""One command set for window, shell and tests: each command's handler and audience.

A handler loads, asks the rules, changes attributes. It never commits, prints or shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.orm import Session


class Audience(StrEnum):
    """Who may call a command: the facilitator, or also a group in its own window."""

    FACILITATOR = "facilitator"
    GROUP = "group"


class Command:
    """Base of the frozen dataclasses that say what the user wants."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """What the command does, for "Undo: ..."."""
        raise NotImplementedError

    @property
    def merge_key(self) -> str:
        """Commands with the same key that follow each other closely are one step of undo."""
        return ""


C = TypeVar("C", bound=Command)
Handler = Callable[[Session, C], None]


@dataclass(frozen=True, slots=True)
class Registered:
    """A command's handler and audience."""

    handler: Handler[Any]
    audience: Audience


_registered: dict[type[Command], Registered] = {}


def handles(
    command: type[C], audience: Audience = Audience.FACILITATOR
) -> Callable[[Handler[C]], Handler[C]]:
    """Register the decorated function as the handler of a command."""

    def register(handler: Handler[C]) -> Handler[C]:
        assert command not in _registered, command  # noqa: S101 - a mistake in our own code
        _registered[command] = Registered(handler, audience)
        return handler

    return register


def registered(command: type[Command]) -> Registered:
    """Handler and audience of a command."""
    return _registered[command]


def all_commands() -> dict[type[Command], Registered]:
    """Every command that there is."""
    from facilitator.application import commands

    commands.load_all()
    return dict(_registered)
