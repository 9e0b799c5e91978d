"""Signed facts: they come back, any change is seen, and other software reads them."""

from __future__ import annotations

import random
from datetime import date

import base45
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.certificate_code import (
    PREFIX,
    Facts,
    Verdict,
    key_id_of,
    open_code,
    seal,
)  # fmt: skip
from facilitator.domain.certificates import CertificateKind

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
KNOWN = {key_id_of(PUBLIC): PUBLIC}
FACTS = Facts(
    CertificateKind.COMPLETION, "Vilay Phommachanh", "ວິໄລ ພົມມະຈັນ",
    "Building Confidence in the ASEAN Region", date(2024, 11, 4), date(2024, 11, 8),
    "Vientiane, Lao PDR", "VTE-2024-11-001", date(2024, 11, 8), 1855,
)  # fmt: skip


def test_facts_come_back_and_fit_a_small_code() -> None:
    text = seal(FACTS, KEY)
    opened = open_code(text, KNOWN)
    assert (opened.verdict, opened.facts) == (Verdict.GENUINE, FACTS)
    assert len(text) < 420
    assert seal(FACTS, KEY) == text


@given(st.text(max_size=200), st.text(max_size=200), st.integers(0, 100_000))
def test_any_words_come_back(name: str, place: str, minutes: int) -> None:
    name = name.encode("utf-8", "ignore").decode()
    place = place.encode("utf-8", "ignore").decode()
    facts = Facts(CertificateKind.PARTICIPATION, name, "", "P", date(2024, 1, 1), date(2024, 1, 2),
                  place, "1", date(1969, 1, 1), minutes)  # fmt: skip
    assert open_code(seal(facts, KEY), KNOWN).facts == facts


def test_a_thousand_changes_none_verifies() -> None:
    """Changed letters of the code, and changed bytes of the message inside it."""
    rng = random.Random(7)
    text = seal(FACTS, KEY)
    data = bytes(base45.b45decode(text[len(PREFIX) :]))
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
    seen = set()
    for turn in range(1_000):
        if turn % 2:
            changed = bytearray(data)
            match rng.randrange(4):
                case 0:
                    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
                case 1:
                    del changed[rng.randrange(len(changed))]
                case 2:
                    changed.insert(rng.randrange(len(changed) + 1), rng.randrange(256))
                case _:
                    first, second = sorted(rng.sample(range(len(changed)), 2))
                    changed[first:second] = reversed(changed[first:second])
            if bytes(changed) == data:
                continue
            forged = PREFIX + base45.b45encode(bytes(changed)).decode()
        else:
            place = rng.randrange(len(PREFIX), len(text))
            forged = text[:place] + rng.choice(letters) + text[place + 1 :]
            if forged == text:
                continue
        verdict = open_code(forged, KNOWN).verdict
        seen.add(verdict)
        assert verdict is not Verdict.GENUINE, forged
    assert Verdict.ALTERED in seen


def test_a_signature_under_other_facts_is_altered() -> None:
    """The signature of one certificate must not carry over to another's facts."""
    import cbor2

    first = cbor2.loads(base45.b45decode(seal(FACTS, KEY)[len(PREFIX) :])).value
    other = Facts(*(getattr(FACTS, n) if n != "name" else "Somebody Else"
                    for n in Facts.__dataclass_fields__))  # fmt: skip
    second = cbor2.loads(base45.b45decode(seal(other, KEY)[len(PREFIX) :])).value
    mixed = cbor2.CBORTag(18, [first[0], {}, second[2], first[3]])
    forged = PREFIX + base45.b45encode(cbor2.dumps(mixed)).decode()
    assert open_code(forged, KNOWN).verdict is Verdict.ALTERED


def test_another_key_is_unknown_and_a_key_under_a_known_name_is_altered() -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(bytes(32))
    text = seal(FACTS, stranger)
    opened = open_code(text, KNOWN)
    assert opened.verdict is Verdict.UNKNOWN_KEY
    assert open_code(text, {opened.key_id: PUBLIC}).verdict is Verdict.ALTERED


@pytest.mark.parametrize("text", ["", "hello", "HC1:ABC", "https://example.org"])
def test_what_is_no_code_is_called_so(text: str) -> None:
    assert open_code(text, KNOWN).verdict is Verdict.NO_CODE


@pytest.mark.parametrize("rest", ["", "\0", "é" * 40, "0" * 5000, "QQQQQ", ":::::"])
def test_rubbish_is_altered_and_never_raises(rest: str) -> None:
    assert open_code(PREFIX + rest, KNOWN).verdict is Verdict.ALTERED


@given(st.binary(max_size=300))
def test_any_bytes_are_altered_and_never_raise(data: bytes) -> None:
    text = PREFIX + base45.b45encode(data).decode()
    assert open_code(text, KNOWN).verdict is Verdict.ALTERED


def test_another_library_verifies_the_message() -> None:
    """COSE_Sign1 as RFC 9052 has it, read by software that is not ours."""
    from cwt import COSE, COSEKey
    from cwt.enums import COSEAlgs, COSEKeyParams, COSEKeyTypes

    key = COSEKey.new({
        COSEKeyParams.KTY: COSEKeyTypes.OKP, COSEKeyParams.ALG: COSEAlgs.EDDSA,
        COSEKeyParams.KID: bytes.fromhex(key_id_of(PUBLIC)), COSEKeyParams.CRV: 6,
        COSEKeyParams.X: PUBLIC,
    })  # fmt: skip
    data = bytes(base45.b45decode(seal(FACTS, KEY)[len(PREFIX) :]))
    import cbor2

    payload = cbor2.loads(COSE.new().decode(data, key))
    assert payload[2] == "Vilay Phommachanh"
    assert payload[8] == "VTE-2024-11-001"
