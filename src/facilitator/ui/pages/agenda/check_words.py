"""The sentences of the checks and of their fixes. No widget and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow
from facilitator.domain.agenda import Clash, clock
from facilitator.domain.agenda_plan import Check, Finding, Fix, FixKind
from facilitator.support.i18n import tr
from facilitator.ui.pages.agenda import words

LONGEST_ON_BUTTON = 14
_SENTENCES = {
    Check.CLASH: "“{first}” and “{second}” cannot go on at the same time.",
    Check.PERSON_AWAY: "{person} is not there on that day, and leads “{title}”.",
    Check.OUTSIDE_DAY: "“{title}” lies outside the hours of the day; only social events and "
    "drafting may.",
    Check.OVERRUN: "“{title}” cannot begin in time: what comes before it is {minutes} minutes over.",
    Check.LONG_BLOCK: "“{title}” is one block of {minutes} minutes; {most} are enough to sit.",
    Check.LONG_TALK: "“{title}” has up to {talk} minutes of talk; after {most} people should do "
    "something. State the talk in the aim, like “20 talk, 25 questions”.",
    Check.NO_MORNING_BREAK: "No break in the middle of the morning.",
    Check.NO_AFTERNOON_BREAK: "No break in the middle of the afternoon.",
    Check.SHORT_BREAK: "“{title}” is a break of {minutes} minutes; {least} are the least.",
    Check.NO_LUNCH: "A full day without lunch; it needs {least} minutes.",
    Check.SHORT_LUNCH: "“{title}” has {minutes} minutes; lunch needs {least}.",
    Check.FRIDAY_LUNCH: "“{title}” falls on a Friday and has {minutes} minutes; with prayer it needs "
    "{least}.",
    Check.MUCH_LEARNING: "{hours} hours of learning in one day; more than {most} stay with nobody.",
    Check.MUCH_INPUT_DAY: "{share} % of the day's learning is input; keep it to {most} %.",
    Check.MUCH_INPUT_WEEK: "{share} % of the week's learning is input; keep it to {most} %.",
    Check.TALK_AFTER_LUNCH: "“{title}” is a talk right after lunch.",
    Check.TWO_INPUTS: "“{before}” and “{title}” are two talks in a row.",
    Check.LONG_LISTENING: "{minutes} minutes of the same listening in plenary up to “{title}”; change "
    "the method after {most}.",
    Check.LONG_WORK: "{minutes} minutes of work without a pause from “{title}” on; {most} are the most.",
    Check.NO_RECAP: "The day does not begin with a recap.",
    Check.LONG_RECAP: "“{title}” takes {minutes} minutes; {most} are enough for a recap.",
    Check.NO_REFLECTION: "The day does not end with a reflection.",
    Check.LONG_REFLECTION: "“{title}” takes {minutes} minutes; {most} are enough at the end of a day.",
    Check.NO_BUFFER: "The day has no buffer; {least} minutes take up what runs over.",
    Check.NO_DEBRIEF: "“{title}” is an exercise without a debrief.",
    Check.EVALUATION_AFTER_CLOSING: "“{title}” comes after the closing, when people have left.",
    Check.NO_OBJECTIVE: "“{title}” has no aim.",
    Check.NO_OWNER: "Nobody leads “{title}” yet.",
    Check.NO_MATERIALS: "“{title}” has no materials; write “-” where none are needed.",
    Check.SENSITIVE: "“{title}” is sensitive, and stands on the first morning or last in its day.",
    Check.OBJECTIVES_NUMBER: "The programme has {number} objectives; two to five can be kept in mind.",
    Check.OBJECTIVE_UNTIED: "No session serves the objective “{text}”.",
    Check.OBJECTIVE_VERB: "“{text}” cannot be seen happening. Begin with a verb like explain, "
    "draft, compare.",
}  # fmt: skip

_OF_SEVERAL = {
    Check.NO_OBJECTIVE: "“{title}” and {more} more of the day have no aim.",
    Check.NO_OWNER: "Nobody leads “{title}” and {more} more of the day yet.",
    Check.NO_MATERIALS: "“{title}” and {more} more of the day have no materials; write “-” where "
    "none are needed.",
}  # fmt: skip

_TITLES = {
    "break": "Break", "meal": "Lunch", "recap": "Recap", "reflection": "Reflection",
    "buffer": "Buffer", "debrief": "Debrief",
}  # fmt: skip
_FIELDS = {
    "lead_id": "Change lead", "room_id": "Choose a room", "start": "Change the time",
    "objective": "Write the aim", "materials": "Write the materials", "type": "Change the type",
}  # fmt: skip
_FIELDS_OF = {
    "minutes": "Change the length of “{title}”", "type": "Change the type of “{title}”",
    "objective_id": "Tie “{title}” to an objective",
}  # fmt: skip


def sentence(finding: Finding, items: Mapping[UUID, AgendaItemRow]) -> str:
    """What was found, in words; a clash says what the two have in common."""
    if finding.check is Check.CLASH:
        first, second = (items.get(_key(key)) for key in finding.item_ids)
        if first is not None and second is not None:
            clash = Clash(first, second, finding.reasons)
            return f"“{second.title}”: {words.clash_sentence(clash, second)}"
    facts = {name: str(value) for name, value in finding.facts}
    if facts.get("more", "0") != "0":
        return tr(_OF_SEVERAL[finding.check], **facts)
    return tr(_SENTENCES[finding.check], **facts)


def fix_label(fix: Fix, agenda: AgendaRow, finding: Finding) -> str:
    """What is on a fix's button; an item that the finding does not name is named here."""
    if fix.kind is FixKind.MOVE:
        return _move_label(fix, agenda, finding)
    title = "" if fix.item_id in finding.item_ids else _title(fix, agenda)
    if fix.kind is FixKind.OPEN:
        return tr(_FIELDS_OF[fix.field], title=title) if title else tr(_FIELDS[fix.field])
    if fix.kind is FixKind.ADD:
        return tr("Add {what} at {time}", what=added_title(fix), time=clock(fix.start))
    if fix.kind is FixKind.LENGTH and title:
        return tr("Set “{title}” to {n} min", title=title, n=fix.number)
    return {
        FixKind.LENGTH: tr("Set to {n} min", n=fix.number),
        FixKind.CLOSE_GAPS: tr("Close the gaps"),
        FixKind.RELEASE: tr("Release the fixed time"),
        FixKind.SWAP: tr("Swap with the next"),
        FixKind.SPLIT: tr("Split in two"),
        FixKind.OBJECTIVES: tr("Edit the objectives"),
    }[fix.kind]


def _title(fix: Fix, agenda: AgendaRow) -> str:
    """The title of the item that a fix is about, as far as a button has room for it."""
    return _short(next((item.title for item in agenda.items if item.id == fix.item_id), ""))


def _move_label(fix: Fix, agenda: AgendaRow, finding: Finding) -> str:
    item = next((item for item in agenda.items if item.id == fix.item_id), None)
    day = next((day for day in agenda.days if day.id == fix.day_id), None)
    title = _title(fix, agenda)
    if item is not None and day is not None and item.day_id != day.id:
        if fix.item_id in finding.item_ids:
            return tr("Move to {day}", day=words.short_day(day))
        return tr("Move “{title}” to {time}", title=title, time=words.short_day(day))
    return tr("Move “{title}” to {time}", title=title, time=clock(fix.number))


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_ON_BUTTON else f"{title[:LONGEST_ON_BUTTON].rstrip()}…"


def added_title(fix: Fix) -> str:
    """The title of what a fix adds: `"Break"`."""
    return tr(_TITLES[fix.type.value]) if fix.type is not None else ""


def _key(key: object) -> UUID:
    if not isinstance(key, UUID):
        raise TypeError(key)
    return key


def overrun(minutes: int) -> str:
    """What stands in the inspector of an anchor that cannot begin in time."""
    return tr("What comes before it is {n} minutes over.", n=minutes)


def summary(musts: int, advice: int) -> str:
    """`"2 faults, 3 to look at"`, for the button's tooltip and screen readers."""
    if not musts and not advice:
        return tr("All checks pass")
    return tr("{faults} to put right, {advice} to look at", faults=musts, advice=advice)
