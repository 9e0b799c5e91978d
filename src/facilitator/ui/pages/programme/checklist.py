"""What is still open before Monday, worked out from the summary."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.agenda import clashes
from facilitator.support.i18n import tr, trn
from facilitator.ui.app.summary import Summary


@dataclass(frozen=True)
class Check:
    """One line: whether it is done, what it says, the page that helps, and the step in words."""

    done: bool
    text: str
    page: str
    step: str


def checks(summary: Summary) -> tuple[Check, ...]:
    """The checks in the order in which a facilitator would see to them."""
    return (_facts(summary), _signatories(summary), _people(summary), _names(summary),
            _agenda(summary), _clashes(summary), _groups(summary))  # fmt: skip


def _facts(summary: Summary) -> Check:
    programme = summary.programme
    missing = [name for name, value in (
        (tr("a place"), programme.place), (tr("an organiser"), programme.organisations),
        (tr("objectives"), programme.objectives),
    ) if not value]  # fmt: skip
    if missing:
        text = tr("Still needed: {what}", what=", ".join(missing))
        return Check(done=False, text=text, page="programme", step=tr("Complete the facts"))
    return Check(done=True, text=tr("Place, organisers and objectives are there"),
                 page="programme", step="")  # fmt: skip


def _signatories(summary: Summary) -> Check:
    number = len(summary.programme.signatories)
    text = (trn("{n} signatory for the certificates", "{n} signatories for the certificates",
                number) if number else tr("Nobody signs the certificates yet"))  # fmt: skip
    return Check(bool(number), text, "programme", tr("Name who signs"))


def _people(summary: Summary) -> Check:
    number = sum(1 for person in summary.people if person.takes_part)
    text = trn("{n} participant", "{n} participants", number) if number else tr(
        "No participants yet")  # fmt: skip
    return Check(bool(number), text, "participants", tr("Add participants"))


def _names(summary: Summary) -> Check:
    present = [person for person in summary.people if person.takes_part]
    open_names = sum(1 for person in present if not person.name_confirmed)
    if open_names or not present:
        text = trn("{n} name is not confirmed", "{n} names are not confirmed", open_names)
        return Check(done=not present, text=text, page="participants", step=tr("Confirm the names"))
    return Check(done=True, text=tr("Every name is confirmed for the certificate"),
                 page="participants", step="")  # fmt: skip


def _agenda(summary: Summary) -> Check:
    empty = [day for day in summary.agenda.days if not summary.agenda.items_of(day.id)]
    if empty:
        text = trn("{n} day has no agenda", "{n} days have no agenda", len(empty))
        return Check(done=False, text=text, page="agenda", step=tr("Fill the agenda"))
    return Check(done=True, text=tr("Every day has an agenda"), page="agenda", step="")


def _clashes(summary: Summary) -> Check:
    found = len(clashes(summary.agenda.items))
    if found:
        text = trn("{n} clash in the agenda", "{n} clashes in the agenda", found)
        return Check(done=False, text=text, page="agenda", step=tr("Resolve the clashes"))
    return Check(done=True, text=tr("No clashes in the agenda"), page="agenda", step="")


def _groups(summary: Summary) -> Check:
    state = summary.nav["groups"]
    texts = {
        "done": tr("Everybody has a home group"), "warning": tr("Some people have no home group"),
    }  # fmt: skip
    text = texts.get(state.state, tr("No home groups yet"))
    return Check(state.state == "done", text, "groups", tr("Make the groups"))
