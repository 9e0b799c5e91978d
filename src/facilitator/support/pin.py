"""The facilitator's PIN for leaving group mode, kept as a hash. It prevents accidents, not attacks."""

from __future__ import annotations

import hashlib
import hmac
import os
import re

from facilitator.support.errors import RuleViolation

_FORM = re.compile(r"[0-9]{4,8}")
_COST = {"n": 2**14, "r": 8, "p": 1}


def hashed(pin: str) -> str:
    """The PIN as it is kept. Raises RuleViolation `pin-form` unless it is four to eight digits."""
    if not _FORM.fullmatch(pin):
        raise RuleViolation("pin-form", field="pin")
    salt = os.urandom(16)
    return f"{salt.hex()}${_hash(pin, salt).hex()}"


def fits(pin: str, kept: str) -> bool:
    """Whether this is the PIN that was kept; False where none is."""
    salt, _, digest = kept.partition("$")
    try:
        return hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), bytes.fromhex(digest))
    except ValueError:
        return False


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST)
