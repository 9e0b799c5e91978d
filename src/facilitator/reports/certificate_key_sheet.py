"""The public key that checks certificates, on a sheet to hang up, to send or to print in a letter."""

from __future__ import annotations

import base64
from pathlib import Path

from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.signing import KeyFile
from facilitator.domain.certificate_code import fingerprint
from facilitator.reports import styles
from facilitator.reports.flowables import heading, small_heading
from facilitator.reports.negotiation import write_story
from facilitator.reports.text import para
from facilitator.support.i18n import tr


def write_key_sheet(key: KeyFile, programme: ProgrammeRow, path: Path) -> None:
    """Write the sheet. Raises EnvironmentProblem; the file is whole or not there."""
    public = base64.b64encode(key.public_key).decode("ascii")
    story = [
        *heading(tr("Public key of {issuer}", issuer=key.issuer), 1, "key"),
        para(tr("Certificates of this issuer carry a square code. It holds the name, the programme, the "
                "dates and the serial number, signed with a key that only the issuer has. Whoever knows "
                "the public key below can check a certificate, also without any network."),
             styles.body()),
        *small_heading(tr("Fingerprint")),
        para(fingerprint(key.public_key), styles.strong()),
        *small_heading(tr("Public key (Ed25519, base64)")),
        para(public, styles.strong()),
        *small_heading(tr("How to check")),
        para(tr("In Facilitator: Certificates, Check and sign, Choose a file; or in the shell: "
                "facilitator verify FILE. Take the issuer's published file in once: facilitator "
                "signing-key trust FILE. Compare its fingerprint with this sheet."), styles.body()),
        para(tr("With other software: the text of the code is FC1: and then base45 (RFC 9285) of a "
                "COSE_Sign1 message (RFC 9052) with Ed25519; its key identifier is {key}.",
                key=key.key_id), styles.body()),
    ]  # fmt: skip
    write_story(path, story, tr("Public key"), programme)
