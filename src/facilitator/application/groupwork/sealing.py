"""The key of an encrypted hand-over file, made from its passphrase. Knows no files."""

from __future__ import annotations

from facilitator.persistence.keys import secret_of

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"


def age_secret(passphrase: str, salt: bytes) -> str:
    """The age key that a passphrase makes, by Argon2id with fixed costs (0.2 s, 64 MiB)."""
    return bech32(secret_of(passphrase, salt))


def bech32(raw: bytes) -> str:
    """32 bytes as age writes a secret key (Bech32, BIP 173)."""
    number = int.from_bytes(raw, "big") << 4  # 256 bits in 52 letters of 5
    values = [number >> shift & 31 for shift in range(255, -1, -5)]
    head = [ord(char) >> 5 for char in _PREFIX] + [0] + [ord(char) & 31 for char in _PREFIX]
    check = _polymod([*head, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return (_PREFIX + "1" + "".join(_LETTERS[value] for value in values)).upper()


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if top >> bit & 1 else 0
    return check
