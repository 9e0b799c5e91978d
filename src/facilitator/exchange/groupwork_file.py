"""Hand-over files (`*.groupwork`): written, and read as a stranger's. See docs/groupwork.md.

A line that names the form, a line with the digest, then packed JSON: no database, no archive, no
names of files inside. With a passphrase the whole is encrypted by age. Reading checks size, digest,
counts and every single value before anything is made of it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from facilitator.application.groupwork.keeping import HandedOut
from facilitator.application.groupwork.packing import (
    Vocabulary,
    compress,
    expand,
    pack,
    unpack,
    unpack_vocabulary,
)  # fmt: skip
from facilitator.application.groupwork.private import PrivateWork
from facilitator.application.groupwork.sealing import age_secret
from facilitator.domain.groupwork import Team
from facilitator.domain.merging import Work
from facilitator.support.clock import now
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import file_problem, write_atomically

SUFFIX = ".groupwork"
FORMAT = "facilitator-groupwork"
VERSION = 1
MOST_BYTES = 8 << 20
_PLAIN = b"FACILITATOR-GROUPWORK\n"
_SEALED = b"FACILITATOR-GROUPWORK-AGE\n"
_HEX = 64
_SALT = 16
_PARTS = {"format", "version", "programme", "team", "given_at", "vocabulary", "work"}


@dataclass(frozen=True, slots=True, repr=False)
class Seal:
    """The age key of an encrypted file, and the salt that makes it from the passphrase."""

    secret: str
    salt: bytes


@dataclass(frozen=True, slots=True)
class GroupWorkFile:
    """What a hand-over file holds."""

    programme_id: UUID
    team: Team
    given_at: datetime
    vocabulary: Vocabulary = field(repr=False)
    work: Work = field(repr=False)
    seal: Seal | None = None

    def with_work(self, work: Work) -> GroupWorkFile:
        """The file after the team went on."""
        return replace(self, work=work)


def make(programme_id: UUID, out: HandedOut, passphrase: str = "") -> GroupWorkFile:
    """A file for a team; with a passphrase it is encrypted."""
    seal = new_seal(passphrase) if passphrase else None
    return GroupWorkFile(programme_id, out.team, now(), out.vocabulary, out.work, seal)


# Writing --------------------------------------------------------------------------------------


def write(path: Path, content: GroupWorkFile) -> str:
    """Write the file whole or not at all, read it back, and return its digest.

    Raises EnvironmentProblem.
    """
    packed = as_bytes(content)
    with write_atomically(path) as stream:
        stream.write(packed)
    try:
        back = path.read_bytes()
    except OSError as error:
        raise file_problem(error, path) from error
    if back != packed:
        raise EnvironmentProblem("file-error", path=path, reason="it did not arrive whole")
    return hashlib.sha256(packed).hexdigest()


def as_bytes(content: GroupWorkFile) -> bytes:
    """The file's bytes."""
    plain = _framed(_PLAIN, compress({
        "format": FORMAT, "version": VERSION, "programme": str(content.programme_id),
        "team": content.team.key, "given_at": content.given_at.isoformat(),
        "vocabulary": content.vocabulary, "work": pack(content.work),
    }))  # fmt: skip
    if content.seal is None:
        return plain
    from pyrage import encrypt, x25519

    identity = x25519.Identity.from_str(content.seal.secret)
    return _framed(_SEALED, content.seal.salt + encrypt(plain, [identity.to_public()]))


def _framed(mark: bytes, body: bytes) -> bytes:
    return mark + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def new_seal(passphrase: str) -> Seal:
    """A key for one hand-over."""
    return _seal(passphrase, os.urandom(_SALT))


def _seal(passphrase: str, salt: bytes) -> Seal:
    """The age key that the passphrase makes: by Argon2id with fixed costs (0.2 s, 64 MiB).

    age's own passphrase mode lets the file say how much work it wants; a stranger's file may not.
    """
    return Seal(age_secret(passphrase, salt), salt)


# Reading --------------------------------------------------------------------------------------


def read(path: Path, passphrase: str = "") -> GroupWorkFile:
    """Read a file. Raises EnvironmentProblem, with nothing made of it then."""
    return read_content(_bytes_of(path), path, passphrase)


def read_content(raw: bytes, path: Path, passphrase: str = "") -> GroupWorkFile:
    """Read a file's bytes; `path` is only what it is called. Raises EnvironmentProblem."""
    try:
        return _read(raw, path, passphrase)
    except (ValueError, OverflowError, KeyError) as error:
        reason = str(error)[:80] or type(error).__name__
        raise EnvironmentProblem("groupwork-unusable", path=path, reason=reason) from error


def is_sealed(path: Path) -> bool:
    """Whether the file needs a passphrase. Raises EnvironmentProblem."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SEALED)) == _SEALED
    except OSError as error:
        raise file_problem(error, path) from error


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise EnvironmentProblem("not-a-file" if path.exists() else "file-missing", path=path)
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            raise file_problem(error, path) from error
        raise EnvironmentProblem("path-unusable", path=repr(str(path))) from error
    if len(raw) > MOST_BYTES:
        raise EnvironmentProblem("groupwork-too-large", path=path)
    return raw


def _read(raw: bytes, path: Path, passphrase: str) -> GroupWorkFile:
    seal = None
    if raw.startswith(_SEALED):
        seal, raw = _unsealed(_body(_SEALED, raw), path, passphrase)
    if not raw.startswith(_PLAIN):
        raise EnvironmentProblem("groupwork-not-ours", path=path)
    content = expand(_body(_PLAIN, raw))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise EnvironmentProblem("groupwork-not-ours", path=path)
    version = content.get("version")
    if type(version) is int and version > VERSION:
        raise EnvironmentProblem("groupwork-newer", path=path)
    if version != VERSION or set(content) != _PARTS:
        raise ValueError("parts are missing or unknown")
    return _made(content, seal)


def _body(mark: bytes, raw: bytes) -> bytes:
    start = len(mark)
    digest, body = raw[start : start + _HEX], raw[start + _HEX + 1 :]
    if raw[start + _HEX : start + _HEX + 1] != b"\n":
        raise ValueError("cut short")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        raise ValueError("the digest does not agree")
    return body


def _unsealed(body: bytes, path: Path, passphrase: str) -> tuple[Seal, bytes]:
    if not passphrase:
        raise EnvironmentProblem("groupwork-needs-passphrase", path=path)
    from pyrage import DecryptError, decrypt, x25519

    seal = _seal(passphrase, body[:_SALT].ljust(_SALT, b"\0"))
    try:
        return seal, decrypt(body[_SALT:], [x25519.Identity.from_str(seal.secret)])
    except DecryptError as error:
        raise EnvironmentProblem("groupwork-wrong-passphrase", path=path) from error


def _made(content: dict[str, Any], seal: Seal | None) -> GroupWorkFile:
    given_at = datetime.fromisoformat(_text(content["given_at"]))
    if given_at.tzinfo is None:
        raise ValueError("a time without a zone")
    team = Team.from_key(_text(content["team"]))
    vocabulary, work = unpack_vocabulary(content["vocabulary"]), unpack(content["work"])
    programme_id = UUID(_text(content["programme"]))
    if str(programme_id) not in vocabulary["programme"]:
        raise ValueError("two programmes")
    made = GroupWorkFile(programme_id, team, given_at, vocabulary, work, seal)
    PrivateWork(Path("check"), team, vocabulary, work).close()  # it fits together
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise ValueError("a text")
    return value
