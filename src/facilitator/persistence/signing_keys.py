"""Keys that sign certificates: private ones locked with a passphrase in the user's folder, and the
public ones of issuers one knows. Never in a programme file.

A key file is JSON: the private key encrypted with ChaCha20-Poly1305 under a key that Argon2id makes
of the passphrase, and the public key in clear. Whoever has the file and the passphrase can sign, so
a copy of the file on a stick, and the passphrase somewhere else, is the backup.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.domain.certificate_code import key_id_of
from facilitator.domain.void_list import open_list
from facilitator.persistence.keys import secret_of
from facilitator.support.errors import EnvironmentProblem, RuleViolation
from facilitator.support.files import file_problem, make_folder, write_atomically
from facilitator.support.paths import user_folder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "signing"
SUFFIX, ISSUER_SUFFIX = ".signing-key", ".issuer.json"
LEAST_CHARACTERS = 10
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key of one's own, locked."""

    path: Path
    issuer: str
    key_id: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class Issuer:
    """Somebody's public key, and the serials that they declared void; `signed` is that list as it
    was signed (`domain.void_list`), empty where there is none.
    """  # fmt: skip

    issuer: str
    key_id: str
    public_key: bytes
    void: frozenset[str] = frozenset()
    signed: str = ""


def keys_folder() -> Path:
    """Where one's own keys and the issuers one knows are kept; it may not exist yet."""
    return user_folder() / FOLDER


def make_key(issuer: str, passphrase: str) -> KeyFile:
    """Make a key and keep it locked. Raises RuleViolation on a short passphrase."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if len(passphrase) < LEAST_CHARACTERS or len(set(passphrase)) < 4:
        raise RuleViolation("passphrase-weak", field="passphrase", least=LEAST_CHARACTERS)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    salt, nonce = os.urandom(16), os.urandom(12)
    locked = ChaCha20Poly1305(secret_of(passphrase, salt)).encrypt(
        nonce, private.private_bytes_raw(), public
    )
    content = {"format": 1, "issuer": issuer, "public_key": _text(public), "salt": _text(salt),
               "nonce": _text(nonce), "locked_key": _text(locked)}  # fmt: skip
    make_folder(keys_folder())
    path = keys_folder() / f"{key_id_of(public)}{SUFFIX}"
    with write_atomically(path) as stream:
        stream.write(json.dumps(content, indent=1, ensure_ascii=False).encode())
    with contextlib.suppress(OSError):  # a stick may know no rights
        path.chmod(0o600)
    return KeyFile(path, issuer, key_id_of(public), public)


def unlock(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """The private key. Raises RuleViolation `signing-passphrase-wrong`, or EnvironmentProblem."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    content = _read(path)
    try:
        salt, nonce, locked, public = (
            _bytes(content[name]) for name in ("salt", "nonce", "locked_key", "public_key")
        )
        box = ChaCha20Poly1305(secret_of(passphrase, salt))
        return Ed25519PrivateKey.from_private_bytes(box.decrypt(nonce, locked, public))
    except InvalidTag:
        raise RuleViolation("signing-passphrase-wrong", field="passphrase") from None
    except (KeyError, TypeError, ValueError) as error:
        raise EnvironmentProblem("signing-key-unreadable", path=path) from error


def own_keys() -> tuple[KeyFile, ...]:
    """One's own keys, the newest last; unreadable files are left out."""
    found = []
    for path in sorted(keys_folder().glob(f"*{SUFFIX}"), key=_age):
        try:
            content = _read(path)
            public = _bytes(content["public_key"])
            found.append(KeyFile(path, str(content["issuer"]), key_id_of(public), public))
        except (EnvironmentProblem, KeyError, TypeError, ValueError):
            continue
    return tuple(found)


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:
        return 0.0, path.name


def known_issuers() -> tuple[Issuer, ...]:
    """Issuers whose public keys were taken in here."""
    found = []
    for path in sorted(keys_folder().glob(f"*{ISSUER_SUFFIX}")):
        try:
            found.append(read_issuer(path))
        except EnvironmentProblem:
            continue
    return tuple(found)


def read_issuer(path: Path) -> Issuer:
    """An issuer's published file.

    Raises EnvironmentProblem where it is none, or `void-list-altered` where the list of void
    certificates is not the one that the issuer's key signed.
    """
    content = _read(path)
    try:
        public = _bytes(content["public_key"])
        issuer, signed, void = content["issuer"], content["void_signed"], content["void"]
        if len(public) != 32 or not all(isinstance(text, str) for text in (issuer, signed, *void)):
            raise ValueError("no issuer's file")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EnvironmentProblem("signing-key-unreadable", path=path) from error
    found = open_list(signed, public)
    if found is None or found.issuer != issuer or found.serials != frozenset(void):
        raise EnvironmentProblem("void-list-altered", path=path)
    return Issuer(issuer[:400], key_id_of(public), public, found.serials, signed)


def write_issuer(issuer: Issuer, path: Path) -> None:
    """Write what others need to check certificates: the public key and the void serials."""
    content = {"format": 2, "issuer": issuer.issuer, "key_id": issuer.key_id,
               "public_key": _text(issuer.public_key), "void": sorted(issuer.void),
               "void_signed": issuer.signed}  # fmt: skip
    with write_atomically(path) as stream:
        stream.write(json.dumps(content, indent=1, ensure_ascii=False).encode())


def remember_issuer(issuer: Issuer) -> None:
    """Keep an issuer, so that their certificates are known from now on."""
    make_folder(keys_folder())
    write_issuer(issuer, keys_folder() / f"{issuer.key_id}{ISSUER_SUFFIX}")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise file_problem(error, path) from error
    try:
        content = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise EnvironmentProblem("signing-key-unreadable", path=path)
    return content


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
