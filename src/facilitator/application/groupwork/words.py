"""How records and fields of group work are called in previews. Words only."""

from __future__ import annotations

from facilitator.domain.groupwork import Task
from facilitator.domain.merging import THERE, Value
from facilitator.support.i18n import tr

TECHNICAL = {"position", "group_id", "case_id", "cause_id", "tree_id", "source_id", "card_id",
             "parent_id", "other_id", "sheet_id",
             "after_key", "new_key", "effect_id", "root_id", "paragraph_id", "number", "at"}  # fmt: skip
TITLES = ("title", "core_problem", "name", "text", "measure", "explanation", "positions", "batna")


def kind_of(table: str) -> str:
    """What a record of this table is."""
    return {
        "cause_card": tr("Root cause"), "card_group": tr("Group of a root cause"),
        "conflict_tree": tr("Conflict tree"), "tree_node": tr("Card of a tree"),
        "tree_feedback": tr("Feedback loop"), "case_study": tr("Case study"),
        "analysis_sheet": tr("Sheet"), "sheet_entry": tr("Line of a sheet"),
        "case_party": tr("Party"), "case_source": tr("Source"), "case_agreement": tr("Agreement"),
        "case_point": tr("Lesson or condition"), "case_cause": tr("Cause in a case"),
        "case_measure": tr("Measure"), "cause_source": tr("Citation"),
        "vision_statement": tr("Statement for the vision"),
        "vision_amendment": tr("Amendment"), "preparation": tr("Preparation sheet"),
        "hand_in": tr("Hand-in"),
    }.get(table, table.replace("_", " ").capitalize())  # fmt: skip


def field_label(name: str) -> str:
    """The name of a field in words."""
    if name == THERE:
        return tr("There at all")
    known = {"text": tr("Text"), "title": tr("Title"), "situation": tr("Situation"),
             "core_problem": tr("Core problem"), "evidence": tr("Evidence"),
             "when_text": tr("When"), "measure": tr("What was done"), "comment": tr("Comment"),
             "explanation": tr("Explanation")}  # fmt: skip
    return known.get(name) or tr(name.replace("_", " ").capitalize())


def value_text(name: str, value: Value) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        if name == THERE:
            return tr("Keep it") if value else tr("Delete it")
        return tr("Yes") if value else tr("No")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def task_title(task: Task) -> str:
    """What a task is called."""
    return {
        Task.CAUSES: tr("Root causes"), Task.CASES: tr("Case studies"),
        Task.VISION: tr("Common Vision"), Task.PREPARATION: tr("Preparation sheet"),
    }[task]  # fmt: skip
