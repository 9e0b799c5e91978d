"""The sentence for each error code: what happened, what is safe, what to do. No codes, no blame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.support.errors import FacilitatorError

SENTENCES: dict[str, str] = {
    # Files and the machine
    "disk-full": "The disk is full, so {path} could not be written. What was there before is "
    "untouched. Free some space or choose another place, then try again.",
    "not-allowed": "{path} may not be changed: the file or its folder is read-only. Nothing was "
    "written. Choose another place, or ask for the right to write there.",
    "file-missing": "{path} is not there. It may have been moved or renamed, or the stick may be "
    "out. Nothing was changed.",
    "path-unusable": "{path} cannot be used as a file name here. Choose a shorter or plainer name.",
    "file-exists": "{path} exists already and was left as it is. Choose another name.",
    "file-error": "{path} could not be used: {reason}. Nothing was changed. Try again, or choose "
    "another place.",
    "file-not-ours": "{path} is not a programme made by Facilitator. It was left as it is.",
    "file-damaged": "{path} is damaged or protected by a passphrase and cannot be read. It was left "
    "as it is. Open one of the automatic copies in {copies}, or the copy on your stick.",
    "file-from-newer-version": "{path} was made by a newer version of Facilitator (file version "
    "{version}, this app reads up to {known}). It was left as it is. Update the app to open it.",
    "file-in-use": "{path} is open in another copy of Facilitator ({owner}). Close it there first, "
    "or open it here to read only.",
    "file-busy": "Another program is writing to {path} at this moment, so nothing was changed. Your "
    "earlier work is safe. Try again in a few seconds.",
    "file-replaced": "{path} was moved, deleted or replaced while it was open. The last change was "
    "not saved; everything before it is in the automatic copies in {copies}. Save a copy now.",
    "read-only": "This programme is open to read only, so nothing can be changed here.",
    "check-failed": "{path} has faults: {faults}. Open one of the automatic copies in {copies}.",
    "table-not-readable": "{path} cannot be read as a table: {reason}. Nothing was imported. Save "
    "the sheet as CSV (UTF-8) and try again.",
    "table-no-name-column": "{path} has no column of names that Facilitator knows. Nothing was "
    'imported. Give one column the heading "Name".',
    "nothing-to-export": "There is nothing to export yet: {what}.",
    # Rules
    "name-empty": "A name is needed.",
    "name-too-long": "The name has {length} characters; {limit} is the most.",
    "email-malformed": "“{text}” does not look like an e-mail address: it needs one @ and an ending "
    "such as .org.",
    "text-empty": "This cannot be empty.",
    "text-too-long": "This text has {length} characters; {limit} is the most.",
    "percent-out-of-range": "A percentage lies between 0 and 100.",
    "value-not-allowed": "“{text}” is not one of the possible values.",
    "serial-format-invalid": "“{text}” cannot number certificates. Use {{number}} once, and {{year}} "
    "or {{month}} if you like, for example {{year}}-{{month:02d}}-{{number:03d}}.",
    "programme-length": "A programme lasts from 1 to {most} days.",
    "programme-day-not-empty": "Day {number} still has {items} agenda items and {marks} attendance "
    "marks. Move or delete them first.",
    "time-zone-unknown": "“{text}” is not a known time zone. Asia/Vientiane is an example.",
    "date-malformed": "“{text}” is not a date. Write it like 2024-11-04.",
    "template-unknown": "There is no template “{name}”. Known ones: {known}.",
    "agenda-bad-time": "“{text}” is not a time. Write it like 09:30.",
    "agenda-negative-length": "An item cannot last less than zero minutes.",
    "agenda-outside-day": "The item would not fit inside its day. It must start and end between "
    "00:00 and 24:00.",
    "agenda-floor-above-length": "The shortest useful length cannot be longer than the item.",
    "assessment-out-of-range": "An assessment lies between 0 and 100 per cent.",
    "group-member-elsewhere": "{name} is already in group {letter}.",
    "group-has-work": "Group {letter} has a conflict tree or a case study. Move its people instead; "
    "the work stays with the group.",
    "participant-has-certificate": "{name} has a certificate in the register. Mark the person as "
    "withdrawn instead; nothing was deleted.",
    "picture-not-usable": "The picture cannot be used. Choose a PNG or JPEG of at most {megabytes} "
    "MB.",
    "certificate-already-issued": "{name} already has the certificate {serial}.",
    "certificate-already-void": "The certificate {serial} is void already.",
    "certificate-needs-reason": "Say why, so that the register can tell later.",
    "votes-impossible": "{dots} dots from {voters} voters cannot be: nobody gives more than {most} "
    "dots, and no card has more voters than dots.",
    "poll-impossible": "The counts name {voters} voters, but {present} were present.",
    "tree-core-problem-length": "The core problem takes {least} to {most} characters.",
    "cause-text-length": "A card takes {least} to {most} characters.",
    "case-not-final": "The case cannot be final yet. {missing}.",
    "certificate-not-eligible": "{name} is not eligible for a certificate under the programme's "
    "rules.",
    "certificate-name-unconfirmed": "{name} has not confirmed the spelling of the name yet.",
    "not-found": "What you wanted to change is no longer there. Nothing was changed.",
    "nothing-to-undo": "There is nothing to undo.",
    "nothing-to-redo": "There is nothing to redo.",
    "undo-overtaken": "“{label}” cannot be undone any more, because a later change touched the same "
    "thing. Nothing was changed.",
    "cancelled": "Cancelled. Nothing was written.",
    # What a case study still lacks (methods 2.5)
    "case-field-empty": "“{name}” is empty",
    "case-too-many-words": "“{name}” is longer than {limit} words",
    "case-title-too-long": "The title is longer than {limit} characters",
    "case-period-missing": "The years of the conflict or of the response are missing",
    "case-parties-count": "A case has two to eight parties",
    "case-causes-count": "A case addresses one to four root causes",
    "case-consent-missing": "The authors have not agreed to share it",
    "case-cause-no-explanation": "Cause {number} has no explanation",
    "case-cause-no-measure": "Cause {number} needs one to four measures",
    "case-cause-no-evidence": "Cause {number} has no evidence of implementation",
    "case-cause-no-grade": "Cause {number} has no outcome grade",
    "case-cause-no-source": "Cause {number} has no source",
    "case-cause-too-many-words": "Cause {number}: “{name}” is longer than {limit} words",
    "case-points-count": "“{kind}” needs {least} to {most} entries",
    "case-sources-count": "A case needs {least} to {most} sources",
    "case-no-independent-source": "No source is independent of the parties",
    "case-sources-uncited": "{count} sources are not cited by any cause",
}


def text_of(code: str, params: dict[str, object]) -> str:
    """The sentence of a code, filled in."""
    return tr(SENTENCES[code], **{name: str(value) for name, value in params.items()})


def sentence(error: FacilitatorError) -> str:
    """The sentence of an error."""
    return text_of(error.code, error.params)
