"""What was found about a certificate, in words, for window and shell."""

from __future__ import annotations

from facilitator.domain.certificate_code import Facts, Verdict
from facilitator.reports.certificate_check import Finding
from facilitator.reports.certificates import heading
from facilitator.reports.words import date_range, date_text, hours_text
from facilitator.support.i18n import tr


def verdict_word(verdict: Verdict) -> str:
    """The verdict in a word."""
    return {
        Verdict.GENUINE: tr("Genuine"), Verdict.ALTERED: tr("Altered"), Verdict.VOID: tr("Void"),
        Verdict.UNKNOWN_KEY: tr("Unknown key"), Verdict.NO_CODE: tr("No code"),
    }[verdict]  # fmt: skip


def explanation(finding: Finding) -> str:
    """What the verdict means."""
    if finding.differs:
        return tr("The code is genuine, but the sheet does not say the same: {facts}.",
                  facts=", ".join(_fact_word(name) for name in finding.differs))  # fmt: skip
    issuer = finding.checked.issuer
    return {
        Verdict.GENUINE: tr("Signed by {issuer}. Compare the facts with the sheet in your hand.",
                            issuer=issuer),
        Verdict.ALTERED: tr("The code was changed or is damaged: nothing in it can be trusted."),
        Verdict.VOID: tr("Signed by {issuer}, who has declared it void since.", issuer=issuer),
        Verdict.UNKNOWN_KEY: tr("Whether the code is right cannot be said: its key {key} is not known "
                                "here. Ask the issuer for their public key.",
                                key=finding.checked.opened.key_id),
        Verdict.NO_CODE: tr("There is no signed code that could be read. A certificate that was "
                            "never signed cannot be checked; its plain code proves nothing."),
    }[finding.verdict]  # fmt: skip


def _fact_word(name: str) -> str:
    return {
        "name": tr("name"), "own_script_name": tr("name in its own script"),
        "serial": tr("serial number"), "programme": tr("programme"), "place": tr("place"),
        "kind": tr("kind of certificate"),
    }[name]  # fmt: skip


def fact_lines(facts: Facts) -> list[tuple[str, str]]:
    """The facts, each with what it is."""
    name = facts.name
    if facts.own_script_name:
        name = f"{name}  ({facts.own_script_name})"
    lines = [
        (tr("Name"), name), (tr("Certificate"), heading(facts.kind)),
        (tr("Programme"), facts.programme), (tr("Place"), facts.place),
        (tr("Dates"), date_range(facts.first_day, facts.last_day)),
        (tr("Learning"), hours_text(facts.minutes / 60) if facts.minutes else ""),
        (tr("Serial number"), facts.serial), (tr("Date of issue"), date_text(facts.issued_on)),
    ]  # fmt: skip
    return [line for line in lines if line[1]]


def lines(finding: Finding) -> list[str]:
    """All that is to be said, line by line."""
    word = verdict_word(finding.verdict)
    if finding.page:
        word = tr("Page {number}: {word}", number=finding.page, word=word)
    said = [f"{word}. {explanation(finding)}"]
    facts = finding.checked.opened.facts
    if facts is not None:
        said += [f"  {name}: {value}" for name, value in fact_lines(facts)]
    return said
