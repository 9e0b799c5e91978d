"""The signed facts of a certificate, as the text of its QR code, checkable with no network.

The text is `FC1:` and, in base45 (RFC 9285), a COSE_Sign1 message (RFC 9052): algorithm EdDSA with
Ed25519, the key's identifier in the protected header, and as payload a CBOR map with these keys:

    1 kind ("p" participation, "c" completion)   5 first day   8 serial
    2 name   3 name in its own script            6 last day    9 day of issue
    4 programme                                  7 place      10 learning minutes

Days are days since 1970-01-01. A reader in any language needs CBOR, Ed25519 and the public key.
Keys are made and kept elsewhere; nothing here touches a file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from facilitator.domain.certificates import CertificateKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX = "FC1:"
MOST_CHARACTERS = 4296
"""No QR code holds more."""
_ALGORITHM, _KEY_ID, _EDDSA, _SIGN1 = 1, 4, -8, 18
_EPOCH = date(1970, 1, 1)
_LETTERS = {CertificateKind.PARTICIPATION: "p", CertificateKind.COMPLETION: "c"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a certificate states, and its signature vouches for."""

    kind: CertificateKind
    name: str
    own_script_name: str
    programme: str
    first_day: date
    last_day: date
    place: str
    serial: str
    issued_on: date
    minutes: int


class Verdict(StrEnum):
    """What can be said of a certificate."""

    GENUINE = "genuine"
    ALTERED = "altered"
    VOID = "void"
    UNKNOWN_KEY = "unknown_key"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True)
class Opened:
    """A code that was read: the facts it holds (None where it cannot be read) and the verdict."""

    verdict: Verdict
    key_id: str = ""
    facts: Facts | None = None


def key_id_of(public_key: bytes) -> str:
    """The identifier of a public key of 32 bytes: the first 8 bytes of its SHA-256, in hex."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def fingerprint(public_key: bytes) -> str:
    """The public key's SHA-256 in groups of four, to compare by eye."""
    text = hashlib.sha256(public_key).hexdigest().upper()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def signed_part(protected: bytes, payload: bytes) -> bytes:
    """What a COSE_Sign1 signature is made over."""
    import cbor2

    return cbor2.dumps(["Signature1", protected, b"", payload])


def seal(facts: Facts, key: Ed25519PrivateKey) -> str:
    """The text of the code for the facts, signed with the key."""
    import base45
    import cbor2

    identifier = bytes.fromhex(key_id_of(key.public_key().public_bytes_raw()))
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: identifier})
    payload = cbor2.dumps(_as_map(facts))
    signature = key.sign(signed_part(protected, payload))
    message = cbor2.CBORTag(_SIGN1, [protected, {}, payload, signature])
    return PREFIX + str(base45.b45encode(cbor2.dumps(message)).decode("ascii"))


def _as_map(facts: Facts) -> dict[int, str | int]:
    found: dict[int, str | int] = {
        1: _LETTERS[facts.kind], 2: facts.name, 3: facts.own_script_name, 4: facts.programme,
        5: (facts.first_day - _EPOCH).days, 6: (facts.last_day - _EPOCH).days, 7: facts.place,
        8: facts.serial, 9: (facts.issued_on - _EPOCH).days, 10: facts.minutes,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in {"", 0}}


def open_code(text: str, public_keys: Mapping[str, bytes]) -> Opened:
    """Read a code and check its signature with the key that it names.

    `public_keys` are 32 bytes each, by identifier. Never raises: what cannot be read is altered,
    what is no code of ours is no code.
    """
    text = text.strip()
    if not text.startswith(PREFIX):
        return Opened(Verdict.NO_CODE)
    try:
        protected, payload, signature = _parts(text)
        key_id = _key_id_in(protected)
        facts = _from_map(payload)
    except Exception:  # noqa: BLE001 - hostile bytes; libraries raise what they like
        return Opened(Verdict.ALTERED)
    public = public_keys.get(key_id)
    if public is None:
        return Opened(Verdict.UNKNOWN_KEY, key_id, facts)
    if not is_signed(public, signed_part(protected, payload), signature):
        return Opened(Verdict.ALTERED, key_id)
    return Opened(Verdict.GENUINE, key_id, facts)


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    import base45
    import cbor2

    if len(text) > MOST_CHARACTERS:
        raise ValueError("too long")
    data = bytes(base45.b45decode(text[len(PREFIX) :]))
    message: Any = cbor2.loads(data)
    if not isinstance(message, cbor2.CBORTag) or message.tag != _SIGN1:
        raise ValueError("no COSE_Sign1")
    protected, unprotected, payload, signature = message.value
    if unprotected or not all(isinstance(p, bytes) for p in (protected, payload, signature)):
        raise ValueError("not as we write it")
    # one way of writing each message: nothing may hang on after it or be spelt otherwise
    if cbor2.dumps(message) != data or base45.b45encode(data).decode() != text[len(PREFIX) :]:
        raise ValueError("not as we write it")
    return protected, payload, signature


def _key_id_in(protected: bytes) -> str:
    import cbor2

    head = cbor2.loads(protected)
    if head[_ALGORITHM] != _EDDSA or set(head) != {_ALGORITHM, _KEY_ID}:
        raise ValueError("another algorithm")
    return bytes(head[_KEY_ID]).hex()


def _from_map(payload: bytes) -> Facts:
    import cbor2

    found = cbor2.loads(payload)
    words = {key: found.get(key, "") for key in (2, 3, 4, 7, 8)}
    numbers = {key: found.get(key, 0) for key in (5, 6, 9, 10)}
    if not all(isinstance(word, str) for word in words.values()):
        raise TypeError("words expected")
    if not all(type(number) is int for number in numbers.values()):
        raise TypeError("numbers expected")
    day = {key: _EPOCH + timedelta(days=numbers[key]) for key in (5, 6, 9)}
    return Facts(_KINDS[found[1]], words[2], words[3], words[4], day[5], day[6], words[7], words[8],
                 day[9], numbers[10])  # fmt: skip


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key of 32 bytes signed the message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
