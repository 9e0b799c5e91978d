"""The allow-list: which rows and columns of the programme a team may hold, and which come back.

Every table and every column of the store is named here: what is not allowed is written down as
withheld, and a test fails as long as a new column is in neither list. Nothing else decides what
leaves the programme towards a group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain.groupwork import Task
from facilitator.domain.negotiation.preparation import NUMBERS, TEXT_NAMES


@dataclass(frozen=True, slots=True)
class Holding:
    """One table. `given` columns go out with the team's own rows and come back from it, `shown`
    ones go out to be read, `withheld` ones never leave.

    `owner` names the columns that say whose row it is: they go by the team, never by the file.
    `above` are columns of own rows that name a row which must be there, with its table; `key` the
    columns by which two rows of a link say the same. `fill` stands in a private workspace where
    the store wants a value that is withheld. What is `posted` comes in and leaves no trace of whose
    it was: such a row is nobody's from then on.
    """

    given: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    key: tuple[str, ...] = ()
    fill: Mapping[str, Any] = field(default_factory=dict)
    task: Task | None = None
    posted: bool = False


_OF_TEAM = ("group_id", "table_id", "role_id")
_SHEET = ("sensitivity", "put_aside", "status", "arena", "period_from", "period_to", "viewpoint",
          "made_on")  # fmt: skip
_CASE = (("case_id", "case_study"),)

OWN: Mapping[str, Holding] = {
    "cause_card": Holding(
        given=("text", "dimension", "level"), shown=("carried_forward", "cluster"),
        withheld=("dots", "voters", "merged_into_id", "is_earlier_wording"), task=Task.CAUSES,
    ),
    "card_group": Holding(
        given=("card_id",), owner=("group_id",), above=(("card_id", "cause_card"),),
        key=("card_id",), task=Task.CAUSES,
    ),
    "conflict_tree": Holding(
        given=("title", "school", "core_problem", "solution", *_SHEET), owner=("group_id",),
        task=Task.CAUSES,
    ),
    "tree_node": Holding(
        given=("tree_id", "parent_id", "position", "kind", "text", "level", "dimension",
               "influence", "agreement", "affected", "evidence", "solution", "card_id"),
        above=(("tree_id", "conflict_tree"), ("parent_id", "tree_node")), task=Task.CAUSES,
    ),
    "tree_feedback": Holding(
        given=("effect_id", "root_id"), key=("effect_id", "root_id"),
        above=(("effect_id", "tree_node"), ("root_id", "tree_node")), task=Task.CAUSES,
    ),
    "analysis_sheet": Holding(
        given=("tool", "title", *_SHEET), owner=("group_id",), task=Task.CAUSES,
    ),
    "sheet_entry": Holding(
        given=("sheet_id", "parent_id", "other_id", "position", "kind", "text", "fields"),
        above=(("sheet_id", "analysis_sheet"), ("parent_id", "sheet_entry"),
               ("other_id", "sheet_entry")), task=Task.CAUSES,
    ),
    "case_study": Holding(
        given=("position", "title", "country", "arena", "conflict_from", "conflict_to",
               "response_from", "response_to", "status", "situation", "triggers", "process",
               "unresolved", "negative_comparison", "notes", "sensitivity", "state",
               "consent_to_share", "no_third_parties", "authors", "finished_on"),
        shown=("presented",), owner=("group_id",), task=Task.CASES,
    ),
    "case_party": Holding(
        given=("case_id", "position", "is_third_party", "name", "type", "interest"),
        above=_CASE, task=Task.CASES,
    ),
    "case_source": Holding(
        given=("case_id", "position", "type", "author", "title", "date", "publisher", "locator",
               "independence", "accessed", "note"),
        above=_CASE, task=Task.CASES,
    ),
    "case_agreement": Holding(
        given=("case_id", "position", "name", "signed", "stage", "kind", "parties",
               "third_parties", "link"),
        above=_CASE, task=Task.CASES,
    ),
    "case_point": Holding(
        given=("case_id", "position", "kind", "text"), above=_CASE, task=Task.CASES,
    ),
    "case_cause": Holding(
        given=("case_id", "card_id", "position", "level", "explanation", "evidence", "grade",
               "works_since", "works_until", "sources_disagree"),
        above=(*_CASE, ("card_id", "cause_card")), task=Task.CASES,
    ),
    "case_measure": Holding(
        given=("cause_id", "position", "measure", "actor", "level", "instrument", "when_text"),
        above=(("cause_id", "case_cause"),), task=Task.CASES,
    ),
    "cause_source": Holding(
        given=("cause_id", "source_id"), key=("cause_id", "source_id"),
        above=(("cause_id", "case_cause"), ("source_id", "case_source")), task=Task.CASES,
    ),
    "vision_statement": Holding(
        given=("text",), withheld=("cluster_id", "token", "merged_into_id"), task=Task.VISION,
        posted=True,
    ),
    "vision_amendment": Holding(
        given=("paragraph_id", "action", "text", "reason", "against", "after_key", "new_key",
               "kind", "revision"),
        shown=("state", "decision_reason", "number", "decided_text"),
        withheld=("merged_into", "consolidated"), owner=("group_id",), task=Task.VISION,
    ),
    "preparation": Holding(
        given=(*TEXT_NAMES, *NUMBERS), owner=("table_id", "role_id"), task=Task.PREPARATION,
    ),
    "hand_in": Holding(
        given=("task", "number", "at", "state", "comment"), withheld=("content",), owner=_OF_TEAM,
    ),
}  # fmt: skip
"""Tables whose rows a team makes and changes; parents before what hangs on them."""

VOCABULARY: Mapping[str, Holding] = {
    "programme": Holding(
        shown=("title", "subtitle", "place", "venue", "time_zone", "first_day", "is_sample",
               "dots_each", "board_voters"),
        withheld=("donor_line", "notes", "attendance_percent", "offers_completion",
                  "needs_assessment", "pass_percent", "needs_case", "serial_format", "day_begins",
                  "day_ends"),
        fill={"serial_format": "{number}"},
    ),
    "home_group": Holding(shown=("letter", "name", "table_label")),
    "participant": Holding(
        shown=("certificate_name", "badge_name"),
        withheld=("own_script_name", "family_name", "honorific", "family_name_first", "role", "sex",
                  "country", "institution", "institution_type", "position", "email", "notes",
                  "consent_photo", "consent_photo_on", "consent_name_in_report",
                  "consent_name_in_report_on", "consent_share_contact", "consent_share_contact_on",
                  "name_confirmed", "withdrawn", "withdrawn_on", "withdrawn_reason",
                  "replaced_by_id", "assessment_percent", "listed"),
    ),
    "membership": Holding(shown=("group_id", "participant_id", "role"), withheld=("locked",)),
    "vision": Holding(
        shown=("state", "rule", "version", "scale", "rule_locked", "second_language"),
        withheld=("adopted_on", "adopted_place", "fallback_agreed", "sign_order", "vote_is_open",
                  "vote_dots", "vote_most_per_theme", "vote_present", "vote_voters", "places",
                  "poll_is_open", "poll_present"),
    ),
    "vision_paragraph": Holding(
        shown=("position", "kind", "heading", "text", "second_text", "agreed", "is_new"),
        withheld=("sources",),
    ),
    "vision_revision": Holding(
        shown=("version", "number", "frozen_on"), withheld=("note", "adopted", "place", "rule"),
    ),
    "exercise": Holding(
        shown=("position", "title", "kit", "language"),
        withheld=("phase", "phase_minutes", "phase_began", "phase_used"),
    ),
    "exercise_table": Holding(shown=("exercise_id", "position", "letter")),
}  # fmt: skip
"""Tables that a team may read. Of people only the names they are called by, and only its own
members; of a kit only the open parts and the sheet of the team's own role."""

NEVER: frozenset[str] = frozenset({
    "attachment", "organisation", "objective", "signatory", "resource_person", "room", "day",
    "agenda_item", "group_rule", "group_pair", "group_draw", "table_plan", "table_round",
    "table_seat", "counter", "change_log", "attendance_mark", "late_joining", "attendance_setting",
    "certificate", "exercise_seat", "offer", "table_outcome", "outcome_edit", "satisfaction",
    "debrief_note", "vision_cluster", "paragraph_origin", "vision_poll", "vision_reservation",
    "feedback_form", "feedback_round", "secret_answers", "secret_tokens", "team_work", "hand_over",
    "board_vote", "certificate_design", "report_setting", "report_text",
    "certificate_decision", "check_dismissal", "data_protection", "export_entry", "harm_check",
    "case_presentation", "case_speaker", "case_review", "kept_certificate", "kept_statistic",
    "revision_paragraph", "vision_drafter",
    "vision_signature", "vision_warning", "run_record", "run_state", "session_step",
})  # fmt: skip
"""Tables of which nothing leaves."""

PARENTS = {table: holding.above for table, holding in OWN.items() if holding.above}
OF_TASK = {
    task: tuple(table for table, holding in OWN.items() if holding.task is task) for task in Task
}
