"""What becomes of every text that a programme holds when personal data is wiped.

Each column that can hold words stands in one of three places here: it is always emptied, it is free
text that may name people and goes unless the facilitator keeps it, or it stays for a reason. A test
derives the columns from the tables, so that a new one cannot be forgotten. This module reads nothing.
"""

from __future__ import annotations

ALWAYS: dict[str, tuple[str, ...]] = {
    "agenda_item": ("private_notes",),
    "case_study": ("authors", "notes"),
    "data_protection": ("responsible", "contact"),
    "export_entry": ("purpose",),
    "harm_check": ("note", "signed_by"),
    "outcome_edit": ("reason", "before"),
    "programme": ("notes",),
    "resource_person": ("name",),
    "run_record": ("note",),
    "satisfaction": ("learned",),
    "session_step": ("say",),
    "signatory": ("name",),
    "vision_reservation": ("name",),
    "vision_statement": ("token",),
}
"""What was written for the facilitator's eyes, and names outside the list of people."""

FREE_ROWS = ("debrief_note", "offer", "report_text")
"""Free text that may name people, and nothing else: the whole line goes."""

FREE: dict[str, tuple[str, ...]] = {
    "case_review": ("strengths", "question", "missing_perspective"),
    "case_source": ("note",),
    "check_dismissal": ("reason",),
    "feedback_round": ("you_said", "we_changed"),
    "table_outcome": ("open_text", "side_terms"),
    "vision_amendment": ("reason", "decision_reason"),
    "vision_revision": ("note",),
    "vision_warning": ("reason",),
}
"""Free text that may name people, beside what stays."""

_ADOPTED = "the common text and how it came about: it is public, and signed by none of its authors"
_ANALYSIS = "the groups' analysis: it names no author, and actors are institutions"
_CASE = "the case study: published sources and institutions"
_PLAN = "the plan of the week"
_CODES = "keys, codes and settings of the app's own"
_EXERCISE = "an invented exercise: its roles are no people"

KEPT: dict[str, tuple[str, tuple[str, ...]]] = {
    "agenda_item": (_PLAN, ("title", "mode", "objective", "materials")),
    "analysis_sheet": (_ANALYSIS, ("title", "put_aside", "period_from", "period_to", "viewpoint")),
    "attachment": (
        "logos and pictures of the layout; others are deleted",
        ("sha256", "media_type", "file_name", "content"),
    ),
    "case_agreement": (
        _CASE,
        ("name", "signed", "stage", "kind", "parties", "third_parties", "link"),
    ),
    "case_cause": (_CASE, ("explanation", "evidence")),
    "case_measure": (_CASE, ("measure", "actor", "when_text")),
    "case_party": (_CASE, ("name", "type", "interest")),
    "case_point": (_CASE, ("text",)),
    "case_review": (_CODES, ("marks",)),
    "case_source": (
        "published sources are quoted with their authors",
        ("author", "title", "date", "publisher", "locator", "accessed"),
    ),
    "case_study": (
        _CASE,
        (
            "title",
            "country",
            "situation",
            "triggers",
            "process",
            "unresolved",
            "negative_comparison",
        ),
    ),
    "cause_card": (_ANALYSIS, ("text", "cluster")),
    "certificate_design": ("the certificates' layout", ("language", "layout")),
    "check_dismissal": (_CODES, ("finding",)),
    "conflict_tree": (
        _ANALYSIS,
        ("title", "core_problem", "solution", "put_aside", "period_from", "period_to", "viewpoint"),
    ),
    "counter": (_CODES, ("name",)),
    "data_protection": ("the notice that was given", ("controller", "more")),
    "day": (_PLAN, ("title",)),
    "exercise": (_EXERCISE, ("title", "kit", "language")),
    "exercise_table": (_CODES, ("letter",)),
    "export_entry": ("the log of what went out, by kind", ("what",)),
    "feedback_form": ("questions of a form", ("content",)),
    "feedback_round": (
        "questions of a form, and comments that were screened for names",
        ("title", "content", "printable"),
    ),
    "group_draw": (_CODES, ("rules", "weights")),
    "group_rule": (_CODES, ("attribute",)),
    "harm_check": ("which paper was checked, for whom", ("what", "audience")),
    "home_group": ("groups without their members", ("letter", "name", "table_label")),
    "kept_certificate": ("the register without names", ("serial",)),
    "kept_statistic": ("statistics", ("name",)),
    "objective": (_PLAN, ("text",)),
    "organisation": ("the organisers", ("name",)),
    "programme": (
        _PLAN,
        ("title", "subtitle", "place", "venue", "time_zone", "donor_line", "serial_format"),
    ),
    "report_setting": (_CODES, ("left_out",)),
    "resource_person": ("what the person was there for, without a name", ("role",)),
    "revision_paragraph": (_ADOPTED, ("heading", "text", "second_text", "sources")),
    "room": (_PLAN, ("name",)),
    "run_record": (_PLAN, ("title",)),
    "secret_answers": (
        "closed answers: codes are replaced, comments as they may be printed",
        ("subject", "content", "about"),
    ),
    "session_step": (_PLAN, ("title", "task")),
    "sheet_entry": (_ANALYSIS, ("kind", "text", "fields")),
    "signatory": ("the office that signed", ("title",)),
    "table_outcome": (_EXERCISE, ("options", "signatories", "walked_out")),
    "table_plan": (_CODES, ("title", "rules", "weights")),
    "tree_node": (_ANALYSIS, ("text", "affected", "evidence", "solution")),
    "vision": (_ADOPTED, ("adopted_place", "second_language")),
    "vision_amendment": (_ADOPTED, ("action", "text", "state", "against", "decided_text")),
    "vision_cluster": (_ADOPTED, ("name",)),
    "vision_paragraph": (_ADOPTED, ("heading", "text", "second_text", "sources")),
    "vision_poll": (_CODES, ("counts",)),
    "vision_reservation": (_ADOPTED, ("text", "paragraphs")),
    "vision_revision": (_ADOPTED, ("place",)),
    "vision_statement": (_ADOPTED, ("text",)),
    "vision_warning": (_ADOPTED, ("finding", "words")),
}
"""What stays, and why."""
