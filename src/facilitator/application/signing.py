"""Signing certificates, and knowing whose signatures and which void serials there are.

Keys lie in the user's folder, locked (`persistence.signing_keys`); a programme file holds only what
was signed. Nothing here asks for a passphrase: whoever calls brings the unlocked key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.application.commands.certificates import SignCertificates
from facilitator.application.queries import certificates
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.certificates import IssuedRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.certificate_code import Facts, Opened, Verdict, open_code, seal
from facilitator.domain.certificates import CertificateState
from facilitator.domain.programme import OrganisationRole
from facilitator.domain.void_list import VoidList, seal_list
from facilitator.persistence import signing_keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from facilitator.application.workspace import Workspace

Issuer = signing_keys.Issuer
KeyFile = signing_keys.KeyFile
LEAST_CHARACTERS = signing_keys.LEAST_CHARACTERS
own_keys = signing_keys.own_keys
make_key = signing_keys.make_key
unlock = signing_keys.unlock
keys_folder = signing_keys.keys_folder
read_issuer = signing_keys.read_issuer
remember_issuer = signing_keys.remember_issuer


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be said of one code; `issuer` is empty where the key is not known."""

    opened: Opened
    issuer: str = ""

    @property
    def verdict(self) -> Verdict:
        """The verdict alone."""
        return self.opened.verdict


def facts_of(row: IssuedRow, programme: ProgrammeRow) -> Facts:
    """The facts of a certificate as it was issued."""
    return Facts(
        row.kind, row.name, row.own_script_name, row.programme_title or programme.title,
        row.first_day or programme.first_day, row.last_day or programme.last_day,
        row.place or programme.place, row.serial, row.issued_on, row.learning_minutes,
    )  # fmt: skip


def unsigned(workspace: Workspace) -> tuple[IssuedRow, ...]:
    """The certificates in force that nobody has signed."""
    return tuple(
        row for row in workspace.query(certificates.register)
        if row.state is CertificateState.ISSUED and not row.code
    )  # fmt: skip


def sign_missing(workspace: Workspace, key: Ed25519PrivateKey) -> int:
    """Sign all certificates in force that are not signed; returns how many."""
    programme = workspace.query(the_programme)
    codes = tuple((row.id, seal(facts_of(row, programme), key)) for row in unsigned(workspace))
    if codes:
        workspace.execute(SignCertificates(codes))
    return len(codes)


def issuer_name(programme: ProgrammeRow) -> str:
    """In whose name a new key of this programme is made."""
    return ", ".join(programme.named(OrganisationRole.ORGANISER)) or programme.title


def publish(
    workspace: Workspace, key: KeyFile, private: Ed25519PrivateKey, path: Path, on: date
) -> None:
    """Write the file that others need to check: the public key, and what is void on that day.

    The list is signed with the key itself, so that nobody else can change it.
    """
    void = frozenset(
        row.serial for row in workspace.query(certificates.register)
        if row.state is CertificateState.VOID
    )  # fmt: skip
    signed = seal_list(VoidList(key.issuer, on, void), private)
    signing_keys.write_issuer(Issuer(key.issuer, key.key_id, key.public_key, void, signed), path)


def issuers() -> dict[str, Issuer]:
    """Everybody whose signature is known here, oneself included, by key."""
    found = {key.key_id: Issuer(key.issuer, key.key_id, key.public_key) for key in own_keys()}
    for issuer in signing_keys.known_issuers():
        before = found.get(issuer.key_id)
        void = issuer.void | (before.void if before else frozenset())
        found[issuer.key_id] = replace(issuer, void=void)
    return found


def void_codes(workspace: Workspace) -> frozenset[str]:
    """The codes of this programme's void certificates."""
    return frozenset(
        row.code for row in workspace.query(certificates.register)
        if row.state is CertificateState.VOID and row.code
    )  # fmt: skip


def check_code(
    text: str, known: Mapping[str, Issuer], void: frozenset[str] = frozenset()
) -> Checked:
    """Check a code against the issuers that are known; `void` are codes known to be void."""
    opened = open_code(text, {key: issuer.public_key for key, issuer in known.items()})
    issuer = known.get(opened.key_id)
    if opened.verdict is not Verdict.GENUINE or issuer is None or opened.facts is None:
        return Checked(opened, issuer.issuer if issuer else "")
    if text.strip() in void or opened.facts.serial in issuer.void:
        opened = Opened(Verdict.VOID, opened.key_id, opened.facts)
    return Checked(opened, issuer.issuer)
