"""How an import is put into words: fields, states, what a row came to, and the sum."""

from __future__ import annotations

from facilitator.domain.people import InstitutionType, ParticipantRole, Sex
from facilitator.exchange.participants.plan import Choice, ImportPlan, PlannedRow, RowState
from facilitator.reports.labels import label
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.participants.words import role_word, sex_word

MARKS = {
    RowState.READY: ("circle-check", "ok"), RowState.MISSING: ("info", "text2"),
    RowState.DUPLICATE: ("triangle-alert", "warn"), RowState.UPDATE: ("refresh-cw", "accent_text"),
    RowState.SAME: ("check", "text3"), RowState.TO_FIX: ("circle-alert", "danger"),
}  # fmt: skip
"""Icon and colour of each state; the words stand beside it."""


def field_word(field: str) -> str:
    """A field as the user reads it."""
    words = {
        "certificate_name": tr("Full name"), "family_name": tr("Family name"),
        "given_name": tr("Given name"), "middle_name": tr("Middle name"),
        "badge_name": tr("Name on the badge"),
        "own_script_name": tr("Name in own script"), "honorific": tr("Title"), "sex": tr("Sex"),
        "country": tr("Country"), "institution": tr("Institution"),
        "institution_type": tr("Type of institution"), "position": tr("Position"),
        "email": tr("E-mail"), "role": tr("Role"), "notes": tr("Notes"),
        "consent_photo": tr("Agrees to photographs"),
        "consent_name_in_report": tr("Agrees to be named in the report"),
        "consent_share_contact": tr("Agrees to share the address"),
    }  # fmt: skip
    return words[field]


def value_word(value: object) -> str:
    """A value as the user reads it."""
    if isinstance(value, Sex):
        return sex_word(value)
    if isinstance(value, ParticipantRole):
        return role_word(value)
    if isinstance(value, InstitutionType):
        return label(value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return str(value) or "–"


def state_word(row: PlannedRow) -> str:
    """What a row came to, with the first thing to know about it."""
    if row.state is RowState.TO_FIX:
        return row.draft.reason
    if row.state is RowState.DUPLICATE:
        return _duplicate(row)
    if row.state is RowState.UPDATE:
        return _update(row)
    if row.state is RowState.SAME:
        withdrawn = row.person is not None and row.person.withdrawn
        return (
            tr("In the list, withdrawn: stays so")
            if withdrawn
            else tr("In the list already, unchanged")
        )
    return _with_notes(row, tr("Ready") if row.state is RowState.READY else _missing(row))


def _with_notes(row: PlannedRow, text: str) -> str:
    return ". ".join((text, *row.draft.notes))


def _missing(row: PlannedRow) -> str:
    if row.draft.proposed:
        sex = sex_word(row.draft.proposed["sex"])
        return tr("Ready; the title suggests: {sex}", sex=sex.lower())
    names = ", ".join(field_word(name).lower() for name in row.missing)
    return tr("Ready, without {fields}", fields=names)


def _duplicate(row: PlannedRow) -> str:
    who = (tr("Same as row {row}", row=row.earlier) if row.earlier is not None
           else tr("Seems to be in the list already"))  # fmt: skip
    what = {Choice.SKIP: tr("will be skipped"), Choice.KEEP_BOTH: tr("both are kept"),
            Choice.MERGE: tr("will be merged")}[row.choice]  # fmt: skip
    return f"{who}: {what}"


def _update(row: PlannedRow) -> str:
    taken = row.taken_changes
    kept = len(row.changes) - len(taken)
    text = tr("Update: {fields}", fields=", ".join(field_word(c.field).lower() for c in taken))
    if not taken:
        return trn("{n} hand edit stays", "{n} hand edits stay", kept)
    return f"{text}; " + trn("{n} hand edit stays", "{n} hand edits stay", kept) if kept else text


def summary(plan: ImportPlan, source: str) -> str:
    """The sum of a plan in a sentence or some more."""
    ready = len(plan.of(RowState.READY, RowState.MISSING))
    sentences = [
        trn("{n} row read from {file}", "{n} rows read from {file}", len(plan.rows), file=source)
        + ": "
        + trn("{n} is ready.", "{n} are ready.", ready)
    ]
    updates, same = len(plan.of(RowState.UPDATE)), len(plan.of(RowState.SAME))
    duplicates, faults = len(plan.of(RowState.DUPLICATE)), len(plan.of(RowState.TO_FIX))
    if updates:
        sentences.append(trn("{n} is in the list with other facts.",
                             "{n} are in the list with other facts.", updates))  # fmt: skip
    if same:
        sentences.append(trn("{n} is in the list already, unchanged.",
                             "{n} are in the list already, unchanged.", same))  # fmt: skip
    if duplicates:
        sentences.append(trn("{n} looks like a duplicate; decide, or it is skipped.",
                             "{n} look like duplicates; decide, or they are skipped.",
                             duplicates))  # fmt: skip
    if faults:
        sentences.append(
            trn("{n} needs a fix, or is skipped.", "{n} need a fix, or are skipped.", faults)
        )
    if plan.left_out:
        sentences.append(trn("Row {rows} has no name: left out.", "Rows {rows} have no name: left out.",
                             len(plan.left_out), rows=", ".join(map(str, plan.left_out))))  # fmt: skip
    if plan.not_listed:
        sentences.append(trn("{n} person of an earlier list is not in this one and stays.",
                             "{n} people of an earlier list are not in this one and stay.",
                             len(plan.not_listed)))  # fmt: skip
    return " ".join(sentences)


def button_text(plan: ImportPlan) -> str:
    """What the button will do, with the true number."""
    added, updated = plan.adding, plan.updating
    if added and updated:
        return tr("Import {added}, update {updated}", added=added, updated=updated)
    if updated:
        return trn("Update {n} person", "Update {n} people", updated)
    return (
        trn("Import {n} person", "Import {n} people", added) if added else tr("Nothing to import")
    )
