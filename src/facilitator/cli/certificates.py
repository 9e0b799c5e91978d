"""Shell commands on signed certificates: verify, signing-key."""

from __future__ import annotations

import argparse
import getpass
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.cli.output import DONE, REFUSED, Commands
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.signing import Issuer
    from facilitator.reports.certificate_check import Finding


def add(commands: Commands) -> None:
    """Declare the commands."""
    verify = commands.add_parser("verify", help=tr("say whether a certificate is genuine"))
    verify.add_argument("what", metavar="FILE.pdf|IMAGE|TEXT")
    verify.add_argument("--issuer", metavar="FILE", type=Path, action="append", default=[],
                        help=tr("an issuer's published file, besides those known here"))  # fmt: skip
    verify.add_argument("--programme", metavar="FILE", type=Path,
                        help=tr("the programme whose register says what is void"))  # fmt: skip
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(act=_verify)
    _add_keys(commands)


def _add_keys(commands: Commands) -> None:
    keys = commands.add_parser("signing-key", help=tr("make, list, use and publish signing keys"))
    what = keys.add_subparsers(dest="what", metavar="WHAT", required=True)
    new = what.add_parser("new", help=tr("make a key, locked with a passphrase"))
    new.add_argument("issuer", metavar="ISSUER", help=tr("in whose name it signs"))
    new.set_defaults(act=_new)
    listing = what.add_parser("list", help=tr("the keys and issuers known here"))
    listing.set_defaults(act=_list)
    sign = what.add_parser("sign", help=tr("sign the certificates that are not signed yet"))
    sign.add_argument("file", metavar="FILE", type=Path)
    sign.set_defaults(act=_sign)
    publish = what.add_parser("publish", help=tr("write what others need to check certificates"))
    publish.add_argument("file", metavar="FILE", type=Path)
    publish.add_argument("target", metavar="TARGET.json", type=Path)
    publish.set_defaults(act=_publish)
    for made in (new, sign, publish):
        made.add_argument("--signing-passphrase-file", metavar="FILE", type=Path,
                          help=tr("the passphrase stands in FILE; else it is asked for"))  # fmt: skip
    trust = what.add_parser("trust", help=tr("know an issuer from now on"))
    trust.add_argument("issuer", metavar="FILE.json", type=Path)
    trust.set_defaults(act=_trust)


# --- verify ------------------------------------------------------------------------------------


def _known(extra: list[Path]) -> dict[str, Issuer]:
    from facilitator.application import signing

    known = signing.issuers()
    for path in extra:
        issuer = signing.read_issuer(path)
        known[issuer.key_id] = issuer
    return known


def _verify(options: argparse.Namespace) -> int:
    from facilitator.application import signing
    from facilitator.application.workspace import Workspace
    from facilitator.reports import certificate_check as checks

    known = _known(options.issuer)
    void: frozenset[str] = frozenset()
    if options.programme is not None:
        with Workspace.open(options.programme, read_only=True) as workspace:
            void = signing.void_codes(workspace)
    if options.what.startswith("FC1:"):
        found = [checks.check_text(options.what, known, void)]
    else:
        found = checks.check_file(Path(options.what), known, void)
    if options.json:
        print(json.dumps([_data(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        from facilitator.reports.certificate_words import lines

        for finding in found:
            print("\n".join(lines(finding)))
    genuine = all(finding.verdict.value == "genuine" for finding in found)
    return DONE if genuine else REFUSED


def _data(finding: Finding) -> dict[str, Any]:
    facts = finding.checked.opened.facts
    data: dict[str, Any] = {"page": finding.page, "verdict": finding.verdict.value,
                            "issuer": finding.checked.issuer,
                            "key": finding.checked.opened.key_id}  # fmt: skip
    if facts is not None:
        data["facts"] = {
            "kind": facts.kind.value, "name": facts.name, "own_script_name": facts.own_script_name,
            "programme": facts.programme, "place": facts.place,
            "first_day": facts.first_day.isoformat(), "last_day": facts.last_day.isoformat(),
            "serial": facts.serial, "issued_on": facts.issued_on.isoformat(),
            "minutes": facts.minutes,
        }  # fmt: skip
    if finding.differs:
        data["differs"] = list(finding.differs)
    return data


# --- keys --------------------------------------------------------------------------------------


def _passphrase(path: Path | None, *, new: bool = False) -> str:
    """The key's passphrase: from the file, or typed; twice where it is new."""
    from facilitator.support.errors import EnvironmentProblem, RuleViolation

    if path is None:
        typed = getpass.getpass(tr("Passphrase of the key: "))
        if new and getpass.getpass(tr("Once more: ")) != typed:
            raise RuleViolation("passphrase-differs", field="again")
        return typed
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem("passphrase-unreadable", path=path) from error


def _new(options: argparse.Namespace) -> int:
    from facilitator.application import signing
    from facilitator.domain.certificate_code import fingerprint

    passphrase = _passphrase(options.signing_passphrase_file, new=True)
    key = signing.make_key(options.issuer, passphrase)
    print(tr("Made {path}. Copy it to a stick: without it and its passphrase nobody can sign.",
             path=key.path))  # fmt: skip
    print(tr("Fingerprint: {text}", text=fingerprint(key.public_key)))
    return DONE


def _list(_options: argparse.Namespace) -> int:
    from facilitator.application import signing
    from facilitator.domain.certificate_code import fingerprint

    own = {key.key_id for key in signing.own_keys()}
    for issuer in signing.issuers().values():
        mark = tr("own key") if issuer.key_id in own else tr("known issuer")
        print(f"{issuer.key_id}  {mark}  {issuer.issuer}\n  {fingerprint(issuer.public_key)}")
    return DONE


def _one_key() -> Any:
    from facilitator.application import signing
    from facilitator.support.errors import EnvironmentProblem

    keys = signing.own_keys()
    if not keys:
        raise EnvironmentProblem("signing-key-missing", path=signing.keys_folder())
    return keys[-1]


def _sign(options: argparse.Namespace) -> int:
    from facilitator.application import signing
    from facilitator.application.workspace import Workspace

    key = signing.unlock(_one_key().path, _passphrase(options.signing_passphrase_file))
    with Workspace.open_to_change(options.file) as workspace:
        count = signing.sign_missing(workspace, key)
    print(tr("Signed: {count}", count=count))
    return DONE


def _publish(options: argparse.Namespace) -> int:
    from facilitator.application import signing
    from facilitator.application.workspace import Workspace
    from facilitator.support.clock import today

    key = _one_key()
    private = signing.unlock(key.path, _passphrase(options.signing_passphrase_file))
    with Workspace.open(options.file, read_only=True) as workspace:
        signing.publish(workspace, key, private, options.target, today())
    print(options.target)
    return DONE


def _trust(options: argparse.Namespace) -> int:
    from facilitator.application import signing
    from facilitator.domain.certificate_code import fingerprint

    issuer = signing.read_issuer(options.issuer)
    signing.remember_issuer(issuer)
    print(tr("Known from now on: {issuer}", issuer=issuer.issuer))
    print(tr("Fingerprint: {text}", text=fingerprint(issuer.public_key)))
    return DONE
