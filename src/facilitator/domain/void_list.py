"""The list of an issuer's void certificates, signed with the key that signs the certificates.

The text is `FV1:` and, in base64, a COSE_Sign1 message (RFC 9052) with Ed25519: the key's identifier
in the protected header, and as payload a CBOR map with 1 issuer, 2 day of the list (days since
1970-01-01), 3 void serials. Without the key nobody adds a serial to it or takes one out.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from facilitator.domain.certificate_code import is_signed, key_id_of, signed_part

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX = "FV1:"
_HEADER_ALGORITHM, _HEADER_KEY, _EDDSA, _SIGN1 = 1, 4, -8, 18
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class VoidList:
    """Whose list, of which day, and the serials on it."""

    issuer: str
    on: date
    serials: frozenset[str]


def seal_list(found: VoidList, key: Ed25519PrivateKey) -> str:
    """The list as a signed text."""
    import cbor2

    protected = _protected(key.public_key().public_bytes_raw())
    payload = cbor2.dumps({1: found.issuer, 2: (found.on - _EPOCH).days, 3: sorted(found.serials)})
    signature = key.sign(signed_part(protected, payload))
    message = cbor2.dumps(cbor2.CBORTag(_SIGN1, [protected, {}, payload, signature]))
    return PREFIX + base64.b64encode(message).decode("ascii")


def open_list(text: str, public_key: bytes) -> VoidList | None:
    """The list, or None where the text was altered or signed with another key. Never raises."""
    import cbor2

    try:
        if not text.startswith(PREFIX):
            return None
        message = cbor2.loads(base64.b64decode(text[len(PREFIX) :], validate=True))
        protected, unprotected, payload, signature = message.value
        if message.tag != _SIGN1 or unprotected or protected != _protected(public_key):
            return None
        if not is_signed(public_key, signed_part(protected, payload), signature):
            return None
        return _read(payload)
    except Exception:  # noqa: BLE001 - hostile bytes; libraries raise what they like
        return None


def _protected(public_key: bytes) -> bytes:
    import cbor2

    identifier = bytes.fromhex(key_id_of(public_key))
    return cbor2.dumps({_HEADER_ALGORITHM: _EDDSA, _HEADER_KEY: identifier})


def _read(payload: bytes) -> VoidList:
    import cbor2

    found = cbor2.loads(payload)
    return VoidList(str(found[1]), _EPOCH + timedelta(days=found[2]), frozenset(_serials(found[3])))


def _serials(values: Iterable[object]) -> Iterable[str]:
    return (str(value) for value in values)
