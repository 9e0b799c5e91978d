"""Keys of protected programme files that were unlocked in this run. They are never on a disk.

A protected file is a SQLCipher database. Its first 16 bytes are its salt, which begins with a mark
of ours; from a passphrase and the salt Argon2id makes the key of the file (see
docs/decisions/protected-files.md). The same key in letters is the recovery key that people print.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.persistence import open_files

MARK = b"Fac\x01"
"""How a protected file begins; the last byte says how the key is derived."""
PAGE = 4096
"""A protected file is a whole number of these."""
SALT_BYTES, KEY_BYTES = 16, 32
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
"""Argon2id's costs: about 0.2 s on a laptop (reliability: encryption at rest)."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that a tired reader takes for a digit."""
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CHECK_BYTES = 2
_RECOVERY_LENGTH = 55


@dataclass(frozen=True, slots=True, repr=False)
class FileKey:
    """The salt of a file and the 256 bits that open it."""

    salt: bytes
    secret: bytes

    def __repr__(self) -> str:
        return "FileKey(...)"  # a key must never reach a log

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it: raw, so that it derives nothing itself."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    @property
    def recovery(self) -> str:
        """The key in eleven groups of five letters, the last ones a check against slips."""
        check = hashlib.sha256(self.secret).digest()[:_CHECK_BYTES]
        plain = base64.b32encode(self.secret + check).decode().rstrip("=")
        letters = plain.translate(str.maketrans(_BASE32, _LETTERS))
        return "-".join(letters[at : at + 5] for at in range(0, len(letters), 5))


def new_salt() -> bytes:
    """The salt of a file that is about to be protected."""
    return MARK + os.urandom(SALT_BYTES - len(MARK))


def derived(passphrase: str, salt: bytes) -> FileKey:
    """The key that a passphrase makes with a file's salt; takes some 0.2 s on purpose."""
    return FileKey(salt, secret_of(passphrase, salt))


def secret_of(passphrase: str, salt: bytes) -> bytes:
    """The 256 bits that Argon2id makes of a passphrase, for whatever it locks (0.2 s, 64 MiB)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    function = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return function.derive(unicodedata.normalize("NFKC", passphrase).encode())


def from_recovery(text: str, salt: bytes) -> FileKey | None:
    """The key that somebody copied from the printed sheet; None where the letters are not one."""
    letters = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()
    letters = letters.translate(str.maketrans("ILO", "110"))
    if len(letters) != _RECOVERY_LENGTH or set(letters) - set(_LETTERS):
        return None
    plain = letters.translate(str.maketrans(_LETTERS, _BASE32))
    raw = base64.b32decode(plain + "=" * (-len(plain) % 8))
    secret, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    return (
        FileKey(salt, secret) if hashlib.sha256(secret).digest()[:_CHECK_BYTES] == check else None
    )


# The keys of this run --------------------------------------------------------------------------

_unlocked: dict[bytes, FileKey] = {}


def keep(key: FileKey) -> None:
    """Hold the key until `forget`, for every file with its salt: the programme and its copies."""
    _unlocked[key.salt] = key


def forget(salt: bytes) -> None:
    """Drop a key: its files need the passphrase again."""
    _unlocked.pop(salt, None)


def forget_all_but(salts: Container[bytes]) -> None:
    """Drop every key but those of these salts."""
    for salt in [salt for salt in _unlocked if salt not in salts]:
        forget(salt)


def kept(salt: bytes) -> FileKey | None:
    """The key of files with this salt, where it is known."""
    return _unlocked.get(salt)


def salt_of(path: Path) -> bytes | None:
    """The salt of a protected file; None for any other or a missing one. Raises OSError."""
    if open_files.is_open(path):
        return open_files.salt_of(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(SALT_BYTES)
    except FileNotFoundError:
        return None
    return head if len(head) == SALT_BYTES and head.startswith(MARK) else None


def key_of(path: Path) -> FileKey | None:
    """The kept key of a protected file; None where it is not protected or not unlocked."""
    salt = salt_of(path)
    return kept(salt) if salt is not None else None


def give(connection: Any, key: FileKey | None) -> None:
    """Tell a fresh connection the key, before anything else is asked of it."""
    if key is None:
        return
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told once, by us
    connection.execute(f'PRAGMA key = "{key.pragma}"')
