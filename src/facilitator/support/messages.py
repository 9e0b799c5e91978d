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
    "folder-missing": "There is no folder {path}. Nothing was written. Choose another place, or make "
    "the folder first.",
    "not-a-folder": "{path} is a file, so nothing can be put into it. Nothing was written. Choose a "
    "folder.",
    "path-unusable": "{path} cannot be used as a file name here. Choose a shorter or plainer name.",
    "file-exists": "{path} exists already and was left as it is. Choose another name.",
    "file-error": "{path} could not be used: {reason}. Nothing was changed. Try again, or choose "
    "another place.",
    "file-not-ours": "{path} is not a programme made by Facilitator. It was left as it is.",
    "passphrase-needed": "{path} is protected. Open it with its passphrase or its recovery key; "
    "without a window, name a file that holds it: --passphrase-file FILE.",
    "passphrase-wrong": "That passphrase does not open {path}. Nothing was changed. Look at capital "
    "letters and the keyboard's language, or use the recovery key from the printed sheet.",
    "passphrase-or-damage": "{path} did not open: either the passphrase is wrong or the beginning of "
    "the file is damaged, and nothing here can tell which. It was left as it is. Try the passphrase "
    "once more, then the recovery key, then an automatic copy in {copies}.",
    "passphrase-present": "That is not the passphrase of this programme. Nothing was changed. The "
    "recovery key from the printed sheet will do too.",
    "passphrase-weak": "Take at least {least} characters, not always the same: four or five words "
    "that only you would put together are best.",
    "passphrase-long": "A passphrase can have {most} characters at most.",
    "passphrase-differs": "The two entries differ. Type the same passphrase again.",
    "retention-days": "Keep personal data for 0 to {most} days after the last day.",
    "not-a-number": "Write a whole number here, such as 180.",
    "notice-incomplete": "Fill in who is responsible and how to reach them: a privacy notice without "
    "that is none. Nothing was written.",
    "passphrase-unreadable": "The passphrase could not be read from {path}.",
    "file-damaged": "{path} is damaged and cannot be read. It was left as it is. Open one of the "
    "automatic copies in {copies}, or the copy on your stick.",
    "file-from-newer-version": "{path} was made by a newer version of Facilitator (file version "
    "{version}, this app reads up to {known}). It was left as it is. Update the app to open it.",
    "file-in-use": "{path} is open in another copy of Facilitator ({owner}). Close it there first, "
    "or open it here to read only.",
    "file-busy": "Another program is writing to {path} at this moment, so nothing was changed. Your "
    "earlier work is safe. Try again in a few seconds.",
    "file-replaced": "{path} was moved, deleted or replaced while it was open. The last change was "
    "not saved; everything before it is in the automatic copies in {copies}. Save a copy now.",
    "read-only": "This programme is open to read only, so nothing can be changed here.",
    "not-a-file": "{path} is a folder or a device, not a programme file.",
    "file-tampered": "{path} holds things that Facilitator never writes, so it was not opened and left "
    "as it is. Ask whoever gave it to you, or open a copy of your own.",
    "copy-onto-itself": "{path} is the programme that is open. Choose another name for the copy.",
    "copy-is-read-only": "{path} is an automatic copy and opens to read only. To go on from it, save "
    "it under a name of your own.",
    "migration-failed": "{path} comes from an older version ({version}) and could not be brought up to "
    "date. It was left as it is, and a copy was set aside. Open it with the older version.",
    "does-not-fit": "This does not fit together with what is already there. Nothing was changed.",
    "check-failed": "{path} has faults: {faults}. Open one of the automatic copies in {copies}.",
    "nothing-to-export": "There is nothing to export yet: {what}.",
    # Group work: hand-over files and merging
    "groupwork-not-ours": "{path} is not a group work file made by Facilitator. Nothing was changed.",
    "groupwork-unusable": "{path} is damaged, or was changed by something else than Facilitator, so it "
    "is not read ({reason}). Nothing was changed. Ask the group for the file again.",
    "groupwork-too-large": "{path} is larger than group work can be. It was not read, and nothing was "
    "changed.",
    "groupwork-newer": "{path} was made by a newer version of Facilitator. Nothing was changed. Update "
    "this app to read it.",
    "groupwork-other-programme": "{path} belongs to another programme. Nothing was changed.",
    "groupwork-needs-passphrase": "{path} is protected by a passphrase.",
    "groupwork-wrong-passphrase": "{path} does not open with this passphrase, or it is damaged. "
    "Nothing was changed.",
    "passphrase-missing": "A passphrase is needed. Nothing was written.",
    "groupwork-replaced": "{path} was moved, or replaced by another file, while it was open. The last "
    "change was not saved. Save the work under another name now.",
    "team-not-here": "This group or role is not in the programme any more. Nothing was changed.",
    "group-unknown": "There is no group “{name}” in this programme. Known ones: {known}.",
    "not-of-this-team": "This is everybody's, or another group's, so it can only be read here. Nothing "
    "was changed.",
    "nothing-to-choose": "Somebody has chosen between these texts already.",
    "handed-in-already": "This is handed in already. The facilitator can reopen it.",
    "nothing-handed-in": "Nothing was handed in yet.",
    "pin-form": "A PIN has four to eight digits.",
    # Secret boxes
    "already-answered": "This answer was given before: each person answers once.",
    "box-closed": "Collecting is closed, so no answer can be added or taken back.",
    "no-such-answer": "This answer is not there, so it cannot be taken back.",
    # Root causes: board, tree, sheets
    "vote-rules": "A person gets from 1 to 10 dots, and at most 2 of them on one card.",
    "vote-places": "From {least} to {most} causes are carried forward.",
    "vote-is-open": "Voting is open, so no card can be added, deleted or merged now. Close the vote "
    "first.",
    "ballot-too-many": "All {most} dots are used: take one back.",
    "ballot-too-many-on-one": "At most {most} on one card.",
    "merge-itself": "These two cards cannot be merged.",
    "not-merged": "This card was not merged from others.",
    "tree-missing-solution": "“{text}” names a solution that is not there. Say what is wrong instead: "
    "what do people see or suffer?",
    "tree-root-level": "Say whether this cause is structural or proximate. A trigger with a date "
    "belongs "
    "on the timeline.",
    "tree-effect-level": "An effect has no level.",
    "tree-evidence": "A card has at most {most} sources.",
    "tree-parent-elsewhere": "That card is not in this tree.",
    "tree-parent-kind": "“{text}” is on the other side of the trunk. Causes hang on causes, effects on "
    "effects; use a feedback loop to join an effect to a cause.",
    "tree-loop": "“{text}” hangs on this card itself, so the two would run in a circle.",
    "tree-feedback-direction": "A feedback loop goes from an effect to a cause.",
    "tree-few-roots": "A tree that is shared needs at least {least} causes; this one has {have}.",
    "tree-few-effects": "A tree that is shared needs at least {least} effects; this one has {have}.",
    "tree-no-structural": "A tree that is shared needs at least {least} structural cause.",
    "tree-no-feedback": "Can one of the effects become a cause? Join them by a feedback loop.",
    "tree-one-level": "The causes stand on one level. Ask why once more: what lies underneath?",
    "tree-many-levels": "The causes go {levels} levels deep; two or three are easier to read.",
    "tree-few-dimensions": "The causes touch {have} of 6 dimensions; look at three or more.",
    "tree-many-roots": "{have} causes are hard to discuss; put them into clusters of at most {most}.",
    "tree-many-effects": "{have} effects are hard to discuss; put them into clusters of at most {most}.",
    "tree-two-ideas": "“{text}” may hold two ideas: one card for each.",
    "tree-name-or-insult": "“{text}” may name a living person or insult somebody. Name the institution "
    "or the practice instead.",
    "sheet-full": "A sheet has at most {most} lines.",
    "sheet-parent": "This line cannot stand there.",
    "sheet-other": "Choose what this line leads to.",
    "sheet-too-many": "There are {most} here already; choose the most important ones.",
    "sheet-date": "“{text}” is no date. Write a year, a month or a day, such as 1998, 1998-05 or "
    "1998-05-21.",
    "sheet-viewpoint": "Say whose analysis this is: an analysis is always from a viewpoint.",
    "sheet-few-parties": "At least {least} parties belong on this sheet; there are {have}.",
    "sheet-few-sides": "A timeline has at least {least} sides; there are {have}.",
    "sheet-few-actors": "At least {least} actors belong on the map; there are {have}. Put yourselves on "
    "it too.",
    "sheet-no-link": "Draw at least one line between two actors.",
    "onion-layer-empty": "{party} has no {layer} yet.",
    "roles-empty": "No factor has the role “{role}” yet.",
    "whys-few-chains": "Make at least {least} chains, each by another pair; there are {have}.",
    "whys-short": "“{text}” has fewer than {least} steps.",
    "whys-too-many": "After {most} whys the answer lies outside anybody's reach: stop here.",
    "whys-no-step": "Choose the last answer of a chain.",
    # Feedback
    "answer-empty": "Nothing is filled in yet. Answer at least one question, or stop and leave it.",
    "answer-missing": "This question needs an answer.",
    "number-out-of-range": "The number must lie between {least} and {most}.",
    "code-too-short": "The code needs at least {least} letters or digits.",
    "form-has-faults": "This form cannot be used yet: mend what is listed beside it first.",
    "form-too-long": "A form has {most} questions at most.",
    "form-name-twice": "The name “{name}” stands here and in row {first}; each name once.",
    "form-name-bad": "“{name}” cannot be a name: letters, digits and _ only, beginning with a letter, "
    "and not “code” or “group”.",
    "form-no-text": "The question “{name}” has no text.",
    "form-few-choices": "The question “{name}” needs at least two choices.",
    "form-many-choices": "The question “{name}” has more than {most} choices.",
    "form-choice-twice": "The choice “{choice}” stands twice in the question “{name}”.",
    "form-right-missing": "The question “{name}” does not say which answer is right.",
    "form-relevance-bad": "“{text}” is not understood as a condition, from “{place}” on.",
    "form-relevance-unknown": "The condition names “{item}”, and there is no such question.",
    "form-relevance-loop": "Whether “{name}” is asked depends on itself.",
    "form-relevance-later": "The condition looks at “{item}”, which is asked later.",
    "form-no-survey": "There is no sheet “survey” with the columns “type” and “name” and a question.",
    "form-type-unknown": "“{type}” is not a kind of question that can be used here: text, integer, "
    "decimal, select_one and select_multiple can.",
    "form-list-missing": "There is no list of choices “{name}” on the sheet “choices”.",
    "form-choice-bare": "A choice needs a list_name and a name.",
    "form-then-missing": "“{name}” has no question “before” above it.",
    "answers-empty": "There is no answer in this table.",
    "answers-no-columns": "No column of this table has the name of a question of this form.",
    "answers-bad-value": "Column {column}: {problem}",
    "round-is-open": "This collection is open already.",
    "paired-form-stays-closed": "A form that is matched by code cannot be opened again: comparing the "
    "results would show what the late ones said.",
    "k-too-small": "The smallest number of answers that is shown must be {least} or more.",
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
    "date-out-of-range": "A programme lies between the years {first} and {last}.",
    "date-malformed": "“{text}” is not a date. Write it like 2024-11-04.",
    "template-unknown": "There is no template “{name}”. Known ones: {known}.",
    # Items from a table
    "item-day-unknown": "“{text}” is no day that can be read. Write a date such as 2024-11-04, or the "
    "number of the day.",
    "item-day-outside": "“{text}” is outside the programme, which lasts from {first} to {last}.",
    "item-day-missing": "The row does not say on which day it is, and no row before it does.",
    "item-end-before-start": "It ends at {end}, before it starts at {start}.",
    "item-length-differs": "{minutes} minutes do not go from {start} to {end}. Correct one of the "
    "three.",
    "item-length-missing": "The row has neither an end nor a number of minutes.",
    "item-length-impossible": "{minutes} minutes are not possible. An item lasts from 1 minute to 24 "
    "hours; only one at a fixed time may last none.",
    "item-length-unknown": "“{text}” is no length that can be read. Write the minutes, like 45.",
    "item-start-missing": "The row has no start, and there is no row before it that it could follow.",
    "table-no-title-column": "{path} has no column of sessions that Facilitator knows. Nothing was "
    "imported. Say which column it is.",
    "table-no-such-item-field": "“{name}” is no field of an agenda item. Nothing was imported. Fields: "
    "{known}.",
    "agenda-bad-time": "“{text}” is not a time. Write it like 09:30.",
    "agenda-negative-length": "An item cannot last less than zero minutes.",
    "agenda-outside-day": "The item would not fit inside its day. It must start and end between "
    "00:00 and 24:00.",
    "agenda-floor-above-length": "The shortest useful length cannot be longer than the item.",
    "agenda-no-gap": "There is no free time here to fill. Push the rest instead.",
    "agenda-bad-split": "An item of {minutes} minutes cannot be cut there. Each part needs a minute "
    "at least.",
    "agenda-nothing-to-merge": "Nothing follows that could become one with this item: an item with a "
    "fixed time, or several side by side, stay as they are.",
    "agenda-day-not-empty": "That day has {items} items already.",
    "agenda-same-day": "Choose another day than this one.",
    "agenda-needs-reason": "Say in a few words why it is all right.",
    "agenda-not-empty": "The agenda has items already. Delete them first, or start a new programme.",
    "day-hours": "The day must end after it begins.",
    "person-days": "The last day here cannot be before the first.",
    "method-minutes": "A method lasts between 1 and 1,440 minutes.",
    "method-unreadable": "The method file {path} cannot be read, so it was left out.",
    # Attendance and groups
    "badge-not-ours": "This is not the code of a badge of this programme. Scan the badge once more, or "
    "mark the person in the grid.",
    "badge-unknown": "This badge belongs to nobody in the list of participants.",
    "badge-withdrawn": "{name} is marked as withdrawn. Nothing was marked.",
    "badge-no-participant": "{name} is in the room in another role; attendance is taken of "
    "participants. Nothing was marked.",
    "half-day-before-joining": "{name} joined later than that half-day. Nothing was marked.",
    "joining-needs-reason": "Say why the person joined later; the reason stands beside the sum.",
    "groups-impossible": "{people} people cannot make {groups} groups. Choose at least one group, and "
    "no more groups than people.",
    "groups-too-many-people": "Groups can be suggested for up to {limit} people.",
    "groups-lock-full": "{locked} people are locked to group {number}, which has {places} places. "
    "Unlock one of them, or ask for fewer groups.",
    "groups-none-yet": "There are no groups yet. Suggest groups first.",
    "groups-letter-taken": "There is a group {letter} already.",
    "groups-stale": "The list of people changed since these groups were suggested. Suggest again.",
    "group-pair-same": "A pair needs two different people.",
    "group-rule-twice": "This rule is in the list already.",
    "exchange-impossible": "With these people there can be 1 to {most} rounds in which nobody meets "
    "the same person twice.",
    "rounds-out-of-range": "There can be 1 to {most} rounds.",
    "group-has-work": "Group {letter} has a conflict tree or a case study. Move its people instead; "
    "the work stays with the group.",
    "participant-has-certificate": "{name} has a certificate in the register. Mark the person as "
    "withdrawn instead; nothing was deleted.",
    "picture-not-usable": "The picture cannot be used. Choose a PNG or JPEG of at most {megabytes} "
    "MB.",
    "certificate-already-issued": "{name} already has the certificate {serial}.",
    "signing-passphrase-wrong": "That passphrase does not open the signing key. Nothing was changed.",
    "signing-key-unreadable": "{path} is not a signing key or an issuer's file, or it is damaged. "
    "It was "
    "left as it is.",
    "void-list-altered": "List altered: the list of void certificates in {path} is not the one that "
    "its issuer signed. Ask the issuer for the file anew.",
    "signing-key-missing": "There is no signing key here yet. Make one, or put your copy of it into the "
    "folder {path}.",
    "layout-invalid": "This is not a layout for certificates: {where} is not as it has to be. "
    "Nothing was "
    "changed.",
    "layout-unknown-field": "The layout asks for “{text}”, which no certificate has. Nothing was "
    "changed.",
    "layout-name-not-alone": "The name needs a line of its own: beside it, other words could not be "
    "told from what somebody has added later. Put them on another line.",
    "layout-without-name": "A layout needs a box with the name on it. Nothing was changed.",
    "picture-unreadable": "{path} is no picture, drawing or PDF page that can be used here, or it "
    "is too "
    "large. Nothing was changed.",
    "no-certificate-code": "{path} holds no certificate's code that could be read.",
    "certificate-already-void": "The certificate {serial} is void already.",
    "certificate-needs-reason": "Say why, so that the register can tell later.",
    "votes-impossible": "{dots} dots from {voters} voters cannot be: nobody gives more than {most} "
    "dots, and no card has more voters than dots.",
    "poll-impossible": "The counts name {voters} voters, but {present} were present.",
    "tree-core-problem-length": "The core problem takes {least} to {most} characters.",
    "cause-text-length": "A card takes {least} to {most} characters.",
    "case-years": "A period runs from an earlier year to a later one, such as 1997 to 2014.",
    "work-of-another-group": "This belongs to another group and stays with it; it was not moved to "
    "group {letter}.",
    "name-without-letters": "A name has at least one letter.",
    "case-enough": "Group {letter} has {most} case studies already; a week has room for no more.",
    "case-list-full": "This list takes at most {most} entries.",
    "case-cause-twice": "The case addresses this root cause already.",
    "case-has-third-parties": "Third parties are listed below. Remove them first.",
    "case-minutes": "A time runs from 1 to {most} minutes.",
    "case-marks": "A mark is 0, 1, 2 or 3, or left out.",
    "case-not-final": "The case cannot be final yet. {missing}.",
    "certificate-not-eligible": "{name} is not eligible for a certificate under the programme's "
    "rules.",
    "certificate-name-unconfirmed": "{name} has not confirmed the spelling of the name yet.",
    "not-found": "What you wanted to change is no longer there. Nothing was changed.",
    "nothing-to-undo": "There is nothing to undo.",
    "nothing-to-redo": "There is nothing to redo.",
    "undo-overtaken": "“{label}” cannot be undone any more, because a later change touched the same "
    "thing. Nothing was changed.",
    "undo-final": "“{label}” cannot be undone, and nothing before it: the ballots or forms themselves "
    "are deleted, so that nobody can be traced.",
    "undo-box-filled": "“{label}” cannot be undone while ballots or forms are in the box: nobody could "
    "reach them any more. Close it and count, or end it without a count.",
    "redo-box-filled": "“{label}” cannot be done again by redo: ballots or forms have come in since "
    "and would be left out. Close it and count, or end it without a count.",
    # Lists of participants that are read
    "table-not-text": "{path} cannot be read as a table: it is neither a workbook nor text. Nothing "
    "was imported. Save the sheet as XLSX or as CSV (UTF-8) and try again.",
    "table-cells-unreadable": "{path} cannot be read as a table: a cell in it never ends. Nothing was "
    "imported. Save the sheet as XLSX and try again.",
    "table-too-large": "{path} is larger than {megabytes} MB, too large for a list. Nothing "
    "was imported. Copy the list alone to a new file and try again.",
    "table-too-long": "{path} has more than {most} rows, too many for one programme. Nothing was "
    "imported. Check that it is the right list.",
    "table-too-wide": "{path} has thousands of columns, so it is no list. Nothing was imported.",
    "table-takes-too-long": "{path} takes too long to read; it may be damaged, or formatted down to "
    "the last row. Nothing was imported. Copy the list alone to a new file and try again.",
    "table-takes-too-much": "{path} would need too much memory to read; it may be damaged, or hold far "
    "more than a list. Nothing was imported. Copy the list alone to a new file and try again.",
    "table-empty": "{path} has no rows. Nothing was imported.",
    "table-no-name-column": "{path} has no column of names that Facilitator knows. Nothing was "
    'imported. Give one column the heading "Name", or say which one it is with --map '
    "certificate_name=HEADING.",
    "table-no-such-sheet": "There is no sheet “{sheet}” in {path}. Nothing was imported. It has: "
    "{known}.",
    "table-no-such-column": "There is no column “{column}” in {path}. Nothing was imported. Its "
    "columns: {known}.",
    "table-no-such-field": "“{name}” is no field of a participant. Nothing was imported. Fields: "
    "{known}.",
    "workbook-damaged": "{path} is damaged or cut off, so it cannot be read as a workbook. Nothing was "
    "imported. Ask for the file once more, or save it again as XLSX.",
    "workbook-protected": "{path} is protected by a password. Nothing was imported. Open it in your "
    "spreadsheet program, save it without a password and try again.",
    "workbook-old": "{path} is a workbook in the old XLS format. Nothing was imported. Open it in your "
    "spreadsheet program, save it as XLSX or CSV and try again.",
    "workbook-other-kind": "{path} is a packed file, but no XLSX workbook. Nothing was imported. Save "
    "the list as XLSX or CSV and try again.",
    "workbook-swells": "{path} would unpack to far more than a list, so it was not opened. "
    "Nothing was imported. Copy the list alone to a new file and try again.",
    "person-withdrawn-already": "{name} has been marked as withdrawn already.",
    # Negotiation exercises: a kit's faults, each shown after its place in the file
    "kit-refused": "{path} cannot be used as an exercise: {faults}. Nothing was changed.",
    "kit-not-toml": "this is not readable as TOML: {reason}",
    "kit-not-utf8": "the file is not UTF-8 text",
    "kit-too-large": "longer than {limit} characters; no kit needs that much",
    "kit-format": "must be {known}, the format that this app reads",
    "kit-key-unknown": "“{name}” is not part of a kit",
    "kit-not-a-table": "is missing or not a table",
    "kit-not-a-list": "is not a list",
    "kit-not-a-text": "is not a text",
    "kit-not-a-number": "is missing or not a whole number",
    "kit-not-yes-or-no": "is neither true nor false",
    "kit-value-unknown": "“{text}” is none of {known}",
    "kit-id-malformed": "“{id}” is no id: small letters, digits and hyphens, 32 at most",
    "kit-hidden-characters": "holds {count} characters that cannot be seen",
    "kit-language-malformed": "“{language}” is no language code such as en or lo",
    "kit-language-unknown": "has a text in “{language}”, which is not among the kit's languages",
    "kit-text-missing": "is missing",
    "kit-text-too-long": "has {length} characters; {limit} is the most",
    "kit-minutes": "must be from {least} to {most} minutes",
    "kit-short-debrief": "the debrief is shorter than half of the negotiation",
    "kit-real-country": "“{name}” is a real country; exercises use fictional ones",
    "kit-count": "there are {count}; {least} to {most} are allowed",
    "kit-text-issue-options": "an issue that is worded freely has no options",
    "kit-nothing-scored": "no issue has options with points",
    "kit-id-twice": "“{id}” stands there twice",
    "kit-role-unknown": "there is no role “{id}”",
    "kit-issue-unknown": "there is no issue “{id}” with options",
    "kit-option-unknown": "there is no option “{id}”",
    "kit-votes": "must be from {least} to {most} signatures",
    "kit-votes-unused": "a veto and a number of signatures only go with the rule “votes”",
    "kit-points-missing": "has no points",
    "kit-points-range": "must be from {least} to {most}",
    "kit-best-total": "the best options add up to {total}; for each role it must be {wanted}",
    "kit-no-deal-undeclared": "no outcome leaves every role as well off as no deal; declare it with "
    "no_deal_exercise = true if that is meant",
    "kit-deal-possible": "declared as an exercise without a deal, but {count} outcomes suit every role",
    "kit-sampled": "{count} outcomes are possible; more than {limit} are judged by a sample",
    "kit-no-tension": "one outcome is the best for every role, so there is nothing to negotiate",
    "kit-no-distributive": "no issue sets two roles against each other",
    "kit-no-compatible": "no issue has an option that is the best for every role",
    "kit-no-integrative": "no two issues can be traded, since no opposed roles weigh them differently",
    # Negotiation exercises: the rules of running one
    "exercise-unknown": "There is no exercise “{name}” in this programme. Known ones: {known}.",
    "exercise-kit-fixed": "Outcomes are recorded for this exercise, so the roles, issues, options and "
    "points of its kit stay as they are. Texts may still change.",
    "exercise-roles-fixed": "People hold roles of this exercise, so its roles stay as they are.",
    "exercise-few-people": "{people} people are too few for the {roles} roles of this exercise.",
    "exercise-played": "Outcomes are recorded at these tables, so people are no longer dealt anew. "
    "Single people can still be moved.",
    "exercise-two-sheets": "{name} has been handed the sheet of another role of this exercise. Nobody "
    "may know two sheets. Make the person an observer instead.",
    "exercise-own-side": "{name} may not play this role: it stands for the person's own country or "
    "institution, or for a party to a dispute of that country.",
    "exercise-person-seated": "{name} has a place in this exercise already.",
    "exercise-nobody-in-role": "Table {table} has nobody for “{role}”.",
    "outcome-incomplete": "A whole agreement needs an option for every question. Still open: "
    "{missing}. Record it as partial if these stayed open.",
    "outcome-option-unknown": "“{option}” is no option of “{issue}”.",
    "outcome-signatures": "These signatures make no deal under the rule of this exercise.",
    "outcome-no-deal-with-terms": "Without a deal there are no options and no signatures.",
    "outcome-locked": "The outcome of table {table} is recorded. To change it, say why; the change is "
    "kept on record.",
    "rating-out-of-range": "Satisfaction goes from 1 to 7.",
    "relationship-out-of-range": "The relationship is rated from 1 to 5.",
    "points-out-of-range": "Points go from {least} to {most}.",
    # The running day
    "nothing-runs": "No session is running. Start one first.",
    "slip-below-floor": "“{title}” cannot be made shorter than {floor} minutes, or is fixed to the "
    "clock.",
    "too-many-steps": "A session has at most {most} steps.",
    "minutes-out-of-range": "Minutes go from 0 to {most}.",
    "too-many-languages": "The kit has no text in “{language}”.",
    # The Common Vision
    "statement-length": "A statement has from {least} to {most} characters; this one has {length}.",
    "statement-too-many": "At most {most} statements a person. Begin the next card first.",
    "theme-too-long": "The name of a theme has at most {limit} characters; this one has {length}.",
    "merge-into-itself": "That one lies under it already, so it cannot be put under it.",
    "vote-has-begun": "The vote on the themes is open: themes and merges stay as they are until it is "
    "counted.",
    "vote-nobody-present": "Say how many people are in the room: at least one.",
    "vote-no-themes": "There is no theme to vote on yet.",
    "vote-not-open": "The vote on the themes is not open.",
    "vote-more-than-present": "{voters} voters, but there are only {present}. Count again.",
    "vote-too-many-dots": "There are more dots than the voters had: {most} at most. Count again.",
    "vision-adopted": "The text is adopted and locked. Begin a new version to go on from it.",
    "vision-not-adopted": "A new version begins from an adopted text, and this one is not adopted.",
    "vision-text-closed": "The text is before the room. Change it by amendments, or take it back to the "
    "drafting team first.",
    "vision-no-revision": "Freeze a revision first: amendments and readings speak of a numbered text.",
    "vision-no-text": "There is no paragraph yet.",
    "sign-needs-adopted": "Signing opens when the text is adopted: there is nothing to put a name to "
    "yet.",
    "vision-nothing-new": "The newest revision says the very same, so there is nothing to freeze.",
    "vision-needs-poll": "There is no poll on the final text yet.",
    "vision-not-final": "The text is not final yet. Finish the readings first.",
    "vision-brackets-open": "{count} brackets are open. Settle each of them first.",
    "vision-amendments-open": "{count} amendments wait for a decision. Decide each of them first.",
    "vision-rule-locked": "The rule was locked before the first reading and cannot be changed any more.",
    "vision-fallback-not-agreed": "The qualified majority is a fallback: first the room agrees by "
    "consensus that it may be used.",
    "vision-discuss-first": "Somebody needs more discussion or seriously disagrees. After a first poll "
    "that means: discuss, revise, poll again.",
    "vision-not-carried": "The last poll does not carry the text under the rule that was fixed.",
    "bracket-unbalanced": "A square bracket lacks its other half.",
    "bracket-gone": "That bracket or option is not there any more. Look at the text again.",
    "amendment-no-paragraph": "The paragraph is not there any more. Choose another one.",
    "amendment-changes-nothing": "It changes nothing.",
    "amendment-needs-reason": "Say why it is not accepted: its proposers will ask.",
    "amendment-needs-other": "Say into which other amendment it is merged.",
    "amendment-overtaken": "Amendment {number} was accepted and overtakes it. Open that one again "
    "first.",
    "amendment-does-not-fit": "The words that amendment {number} changes are not there any more. "
    "Accept it "
    "as amended, with words for the text as it is now.",
    "amendment-consolidated": "It is part of a frozen revision already. File a new amendment.",
    "nothing-to-consolidate": "No amendment was accepted since the last revision.",
    "mark-not-chosen": "Choose a mark first.",
    "mark-not-on-scale": "{mark} is not on the scale.",
    "poll-no-more-rounds": "The text had a poll and {most} re-polls. More talk is needed, not more "
    "polls.",
    "reservation-too-long": "A reservation has at most {limit} words; this one has {length}.",
    "team-one-pen-holder": "Exactly one member of the drafting team holds the pen.",
    # What a preparation sheet should still have (methods 3.1)
    "preparation-interests": "Two to six interests of your own, each with its why",
    "preparation-options": "At least three options",
    "preparation-standard": "At least one outside standard",
    "preparation-batna": "The best alternative to an agreement",
    "preparation-reservation": "The reservation value lies below what no deal is worth ({value})",
    "preparation-interest-is-position": "“{text}” stands as an interest and as a position: ask for the "
    "reason behind it",
    # What a case study still lacks (methods 2.5)
    "case-field-empty": "“{name}” is empty",
    "case-too-many-words": "“{name}” is longer than {limit} words",
    "case-title-too-long": "The title is longer than {limit} characters",
    "case-period-missing": "The years of the conflict or of the response are missing",
    "case-parties-count": "A case has two to eight parties",
    "case-causes-count": "A case addresses one to four root causes",
    "case-consent-missing": "The authors have not agreed to share it",
    "case-cause-no-explanation": "Cause {number} has no explanation",
    "case-cause-no-measure": "Cause {number} has no measure: what was done about it?",
    "case-cause-missing-solution": "Cause {number} names a missing solution, not a cause. Choose or "
    "word another card",
    "case-cause-own-alone": "Cause {number} rests on own experience alone",
    "case-cause-not-sustained": "Cause {number} is graded as sustained: give years that show five "
    "years or more",
    "case-cause-one-source": "Cause {number} rests on one source; two are better",
    "case-cause-not-independent": "Cause {number} has no source that is independent of the parties",
    "case-third-parties": "Name the third parties, or say that there were none",
    "case-no-agreement": "No agreement is named",
    "case-quotation": "A direct quotation is longer than {limit} words",
    "case-body-words": "The text has {words} words; {least} to {most} fit four pages",
    "case-cause-no-evidence": "Cause {number} has no evidence of implementation",
    "case-cause-no-grade": "Cause {number} has no outcome grade",
    "case-cause-no-source": "Cause {number} has no source",
    "case-cause-too-many-words": "Cause {number}: “{name}” is longer than {limit} words",
    "case-points-count": "“{kind}” needs {least} to {most} entries",
    "case-sources-count": "A case needs {least} to {most} sources",
    "case-no-independent-source": "No source is independent of the parties",
    "case-sources-uncited": "Sources that no cause cites: {count}",
}


def text_of(code: str, params: dict[str, object]) -> str:
    """The sentence of a code, filled in."""
    return tr(SENTENCES[code], **{name: _quoted(name, value) for name, value in params.items()})


LONGEST_QUOTE, LONGEST_LIST = 120, 2000
_PLACES = frozenset({"path", "folder", "file", "place"})
"""Facts that somebody has to find again: said whole."""


def _quoted(name: str, value: object) -> str:
    """A fact of the sentence; of a text that somebody pasted no more than its beginning, of what there
    is to choose from (`known`) as much as can be read.
    """
    most = LONGEST_LIST if name == "known" else LONGEST_QUOTE
    if isinstance(value, str) and len(value) > most and name not in _PLACES:
        return f"{value[:most].rstrip()}…"
    return str(value)


def sentence(error: FacilitatorError) -> str:
    """The sentence of an error."""
    return text_of(error.code, error.params)
