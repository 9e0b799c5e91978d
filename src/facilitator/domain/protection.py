"""Rules for protecting a programme with a passphrase."""

from __future__ import annotations

from facilitator.support.errors import RuleViolation

SHORTEST_PASSPHRASE = 10
LONGEST_PASSPHRASE = 1000


def check_passphrase(passphrase: str, again: str) -> None:
    """Raise RuleViolation when a new passphrase is too short, too plain, or was mistyped once."""
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < SHORTEST_PASSPHRASE // 2:
        raise RuleViolation("passphrase-weak", field="passphrase", least=SHORTEST_PASSPHRASE)
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise RuleViolation("passphrase-long", field="passphrase", most=LONGEST_PASSPHRASE)
    if passphrase != again:
        raise RuleViolation("passphrase-differs", field="again")
