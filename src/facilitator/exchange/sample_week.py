"""The sample week: a programme of invented people, built from resources/sample by commands.

Its dates, people and votes are always the same; only the row keys are new each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from facilitator.application.commands.analysis_sheets import AddSheet, EditSheet, PutSheetEntry
from facilitator.application.commands.attendance import HalfDayMark, MarkAttendance
from facilitator.application.commands.case_presentations import (
    OrderPresentations,
    PutCaseReview,
    SetSpeakers,
)
from facilitator.application.commands.case_studies import (
    AgreementContent,
    CauseContent,
    MeasureContent,
    PartyContent,
    PointContent,
    PutCaseStudy,
    SourceContent,
)  # fmt: skip
from facilitator.application.commands.certificates import IssueCertificates
from facilitator.application.commands.data_protection import EditDataProtection
from facilitator.application.commands.groups import PlaceInGroup, PutGroup
from facilitator.application.commands.negotiation import (
    AddExercise,
    AssignRoles,
    HandOutSheets,
    PutDebriefNote,
    PutOffer,
    PutPreparation,
    PutSatisfaction,
    RecordOutcome,
)  # fmt: skip
from facilitator.application.commands.people import AddParticipants
from facilitator.application.commands.programme import PutPart
from facilitator.application.commands.root_causes import (
    MergeCauseCards,
    PutCauseCard,
    PutConflictTree,
    RecordBoardVote,
    TreeNodeContent,
)  # fmt: skip
from facilitator.application.commands.running import PutStep
from facilitator.application.commands.vision import (
    CountDotVote,
    EndGathering,
    OpenDotVote,
    ParagraphContent,
    PutVisionCluster,
    PutVisionText,
)  # fmt: skip
from facilitator.application.commands.vision_adoption import (
    AdoptVision,
    ChooseAdoptionRule,
    ChooseSignOn,
    RecordPoll,
)  # fmt: skip
from facilitator.application.commands.vision_amendments import (
    ConsolidateAmendments,
    DecideAmendment,
    SubmitAmendment,
)  # fmt: skip
from facilitator.application.commands.vision_text import (
    FreezeRevision,
    MoveVisionTo,
    SetDraftingTeam,
)  # fmt: skip
from facilitator.application.queries import negotiation as exercises
from facilitator.application.queries.certificates import candidates
from facilitator.application.registry import Command
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import Half
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.domain.attendance import Mark
from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Criterion,
    Independence,
    Instrument,
    OutcomeGrade,
    PointKind,
    SourceType,
)  # fmt: skip
from facilitator.domain.dot_vote import Tally, VoteRules
from facilitator.domain.groups import GroupRole
from facilitator.domain.negotiation.assignment import Remainder
from facilitator.domain.negotiation.outcomes import FACETS, Agreed
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
)  # fmt: skip
from facilitator.domain.vision import AdoptionRule, ParagraphKind, VisionState
from facilitator.domain.vision.amendments import Action, AmendmentState
from facilitator.domain.vision.signing import SignOn
from facilitator.exchange import exercise_kit, sample_feedback
from facilitator.exchange.templates import AgendaKeys, Entry, agenda_item, read_toml, template
from facilitator.support.resources import resource

NAME = "vientiane-2024"
MARKS = {"P": Mark.PRESENT, "L": Mark.LATE, "E": Mark.EXCUSED, "A": Mark.ABSENT}


def build_sample(path: Path) -> Workspace:
    """Write the sample week to a new file and open it, certificates issued.

    Raises EnvironmentProblem; a file that exists is left as it is.
    """
    sample = _Sample(resource("sample", NAME))
    workspace = Workspace.create(path, sample.facts, sample.days, sample.commands())
    try:
        for command in _played(workspace, read_toml(resource("sample", NAME) / "negotiation.toml")):
            workspace.execute(command)
        sample_feedback.collect(workspace, read_toml(resource("sample", NAME) / "feedback.toml"))
        eligible = [row for row in workspace.query(candidates) if row.eligibility.kind is not None]
        keys = tuple(row.participant_id for row in eligible)
        workspace.execute(IssueCertificates(keys, sample.last_day))
    except BaseException:
        workspace.close()
        raise
    return workspace


class _Keys(dict[str, UUID]):
    """A new row key for each name that the files use."""

    def __missing__(self, name: str) -> UUID:
        return self.setdefault(name, uuid4())


class _Sample:
    """The sample's files as commands, in an order in which each finds what it refers to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.people, self.groups, self.cards = _Keys(), _Keys(), _Keys()
        self.clusters, self.lessons, self.nodes = _Keys(), _Keys(), _Keys()
        self.rooms, self.leads, self.objectives = _Keys(), _Keys(), _Keys()
        self.days = [(uuid4(), day["title"]) for day in self._programme["days"]]

    def _file(self, name: str) -> dict[str, Any]:
        return read_toml(self._folder / f"{name}.toml")

    @cached_property
    def _programme(self) -> dict[str, Any]:
        return self._file("programme")

    @property
    def facts(self) -> dict[str, Any]:
        """Fields of the programme."""
        stated = {k: v for k, v in self._programme["programme"].items() if k != "days"}
        return {**stated, **self._programme["certificate_rules"]}

    @property
    def last_day(self) -> date:
        """The day on which certificates are handed over."""
        adopted: date = self._file("vision")["vision"]["adopted_on"]
        return adopted

    def commands(self) -> Iterator[Command]:
        """Everything that the sample holds."""
        yield from self._parts()
        yield from self._agenda()
        yield from self._people_and_groups()
        yield self._attendance()
        yield from self._root_causes()
        yield from self._case_studies()
        yield from self._vision()

    def _parts(self) -> Iterator[Command]:
        programme = self._programme
        for part in programme["organisations"]:
            yield PutPart("organisation", part)
        for part in programme["objectives"]:
            yield PutPart("objective", {"text": part["text"]}, self.objectives[part["key"]])
        for part in programme["signatories"]:
            yield PutPart("signatory", part)
        for part in programme["rooms"]:
            yield PutPart("room", {"name": part["name"]}, self.rooms[part["key"]])
        for part in programme["resource_persons"]:
            person = {name: part[name] for name in ("name", "role", "show_name") if name in part}
            yield PutPart("resource_person", person, self.leads[part["key"]])
        yield EditDataProtection(programme["data_protection"])

    def _agenda(self) -> Iterator[Command]:
        agenda = self._file("agenda")
        details = {(d["day"], d["start"]): d for d in agenda["details"]}
        keys = AgendaKeys(
            tuple(key for key, _ in self.days), self.rooms, self.leads, self.objectives
        )
        for item in template(agenda["template"]).items:
            place = (item["day"], item["start"])
            added = agenda_item({**item, **details.get(place, {})}, keys)
            yield added
            for step in self._steps.get(place, ()):
                yield PutStep(added.item_id, **step)

    @cached_property
    def _steps(self) -> dict[tuple[int, str], list[Entry]]:
        """Steps of sessions by day and start."""
        sessions = self._file("running")["sessions"]
        return {(session["day"], session["start"]): session["steps"] for session in sessions}

    def _people_and_groups(self) -> Iterator[Command]:
        first_day = self._programme["programme"]["first_day"]
        people = [(self.people[p["key"]], _person(p, first_day))
                  for p in self._file("participants")["participants"]]  # fmt: skip
        yield AddParticipants(tuple(people))
        for group in self._file("groups")["groups"]:
            key = self.groups[group["letter"]]
            yield PutGroup(group["letter"], group["name"], group.get("table", ""), key)
            for member in group["members"]:
                person = (self.people[member["participant"]],)
                yield PlaceInGroup(person, key, GroupRole(member["role"]))

    def _attendance(self) -> Command:
        places = [(key, half) for key, _ in self.days for half in Half]
        return MarkAttendance(tuple(
            HalfDayMark(self.people[person], day, half, MARKS[letter])
            for person, letters in self._file("attendance")["marks"].items()
            for (day, half), letter in zip(places, letters, strict=True)
        ))  # fmt: skip

    def _root_causes(self) -> Iterator[Command]:
        content = self._file("root_causes")
        cluster_of = {key: name for name, keys in content["clusters"].items() for key in keys}
        for card in content["cards"]:
            yield self._card(card, self.cards[card["key"]], cluster_of[card["key"]])
        for card in content["merged"]:
            key = uuid4()
            yield self._card(card, key, "")
            yield MergeCauseCards(key, self.cards[card["into"]])
        board = content["board"]
        tallies = [(self.cards[c["key"]], Tally(c["dots"], c["voters"])) for c in content["cards"]]
        yield RecordBoardVote(tuple(tallies), board["voters"], board["dots_each"],
                              most_dots_a_card=2)  # fmt: skip
        self._details = content["details"]
        for tree in content["trees"]:
            yield PutConflictTree(
                group_id=self.groups[tree["group"]], title=tree["title"],
                core_problem=tree["core_problem"], school=TreeSchool(tree["school"]),
                sensitivity=Sensitivity(tree["sensitivity"]),
                nodes=tuple(self._node(node) for node in tree["nodes"]),
                feedback=tuple((self.nodes[e], self.nodes[r]) for e, r in tree.get("feedback", ())),
            )  # fmt: skip

        yield from self._sheets()

    def _card(self, card: Entry, key: UUID, cluster: str) -> PutCauseCard:
        groups = tuple(self.groups[letter] for letter in card["groups"])
        return PutCauseCard(card["text"], Dimension(card["dimension"]), Level(card["level"]),
                            groups, key, cluster)  # fmt: skip

    def _sheets(self) -> Iterator[Command]:
        for sheet in self._file("analysis_sheets")["sheets"]:
            begun = AddSheet(self.groups[sheet["group"]], SheetTool(sheet["tool"]), sheet["title"])
            yield begun
            head = {name: sheet[name] for name in ("viewpoint", "sensitivity") if name in sheet}
            yield EditSheet(begun.sheet_id, {**head, "made_on": self._second_day})
            keys = _Keys()
            for entry in sheet["entries"]:
                yield _sheet_entry(begun, entry, keys)

    @property
    def _second_day(self) -> date:
        first: date = self._programme["programme"]["first_day"]
        return first + timedelta(days=1)

    def _node(self, node: Entry) -> TreeNodeContent:
        details = self._details.get(node["key"], {})
        return TreeNodeContent(
            id=self.nodes[node["key"]],
            parent_id=self.nodes[node["parent"]] if node["parent"] else None,
            kind=NodeKind(node["kind"]), text=node["text"], dimension=Dimension(node["dimension"]),
            level=Level(node["level"]) if node.get("level") else None,
            influence=Influence(node["influence"]) if node.get("influence") else None,
            agreement=Agreement(node.get("agreement", "agreed")),
            affected=tuple(details.get("affected", ())),
            evidence=tuple(details.get("evidence", ())), solution=details.get("solution", ""),
        )  # fmt: skip

    def _case_studies(self) -> Iterator[Command]:
        order = []
        for case in self._file("case_studies")["cases"]:
            put = PutCaseStudy(
                group_id=self.groups[case["group"]], title=case["title"], country=case["country"],
                arena=Arena(case["arena"]), status=ConflictStatus(case["status"]),
                conflict=(case["conflict_from"], case["conflict_to"]),
                response=(case["response_from"], case["response_to"]),
                situation=case["situation"], triggers=case["triggers"], process=case["process"],
                unresolved=case["unresolved"], negative_comparison=case["negative_comparison"],
                sensitivity=Sensitivity(case["sensitivity"]), state=CaseState(case["state"]),
                presented=case["presented"], consent_to_share=case["consent_to_share"],
                parties=_parties(case), causes=tuple(self._causes(case)),
                sources=tuple(_source(source) for source in case.get("sources", ())),
                agreements=tuple(AgreementContent(**a) for a in case.get("agreements", ())),
                points=tuple(self._points(case)), authors=case.get("authors", ""),
                no_third_parties=case.get("no_third_parties", False),
                finished_on=case.get("finished_on"), notes=case.get("notes", ""),
            )  # fmt: skip
            yield put
            order.append(put.case_id)
            yield SetSpeakers(put.case_id, tuple(self.people[key] for key in case["speakers"]))
            for review in case.get("reviews", ()):
                marks = [mark if mark >= 0 else None for mark in review["marks"]]
                yield PutCaseReview(
                    put.case_id, tuple(review["strengths"]), review["question"],
                    review["missing_perspective"], tuple(marks) or (None,) * len(Criterion),
                )  # fmt: skip
        yield OrderPresentations(tuple(order))

    def _causes(self, case: Entry) -> Iterator[CauseContent]:
        for cause in case.get("causes", ()):
            yield CauseContent(
                card_id=self.cards[cause["card"]], level=Level(cause["level"]),
                explanation=cause["explanation"], evidence=cause["evidence"],
                grade=OutcomeGrade(cause["grade"]) if "grade" in cause else None,
                measures=tuple(_measure(m) for m in cause.get("measures", ())),
                sources=tuple(cause.get("sources", ())),
                works_since=cause.get("works_since", 0), works_until=cause.get("works_until", 0),
            )  # fmt: skip

    def _points(self, case: Entry) -> Iterator[PointContent]:
        for text in case.get("success_factors", ()):
            yield PointContent(PointKind.SUCCESS_FACTOR, text)
        for text in case.get("conditions", ()):
            yield PointContent(PointKind.CONDITION, text)
        for lesson in case.get("lessons", ()):
            yield PointContent(PointKind.LESSON, lesson["text"], self.lessons[lesson["key"]])

    def _vision(self) -> Iterator[Command]:
        content = self._file("vision")
        head, poll = content["vision"], content["poll"]
        themes = content["clusters"]
        for position, cluster in enumerate(themes, 1):
            yield PutVisionCluster(cluster["name"], tuple(cluster["statements"]), position=position,
                                   cluster_id=self.clusters[cluster["key"]])  # fmt: skip
        yield EndGathering()
        yield OpenDotVote(VoteRules(head["dots_each"]), poll["present"])
        yield CountDotVote(tuple(
            (self.clusters[c["key"]], Tally(c["dots"], c["voters"])) for c in themes
        ), poll["present"])  # fmt: skip
        yield SetDraftingTeam(tuple(self.people[key] for key in head["drafting_team"]))
        yield ChooseAdoptionRule(AdoptionRule(head["rule"]))
        yield from self._readings(content)
        yield RecordPoll(poll["present"], tuple(poll["counts"]), head["adopted_on"],
                         tuple(poll["reservations"]))  # fmt: skip
        yield AdoptVision(head["adopted_on"], head["adopted_place"])
        for choice, keys in content["sign_on"].items():
            for key in keys:
                yield ChooseSignOn(self.people[key], SignOn(choice))

    def _readings(self, content: Entry) -> Iterator[Command]:
        """The draft, its first reading with amendments, and the final text."""
        head = content["vision"]
        paragraphs = [self._paragraph(entry) for entry in content["paragraphs"]]
        before = {entry["paragraph"]: entry["before"] for entry in content["drafts"]}
        yield PutVisionText(tuple(
            replace(p, text=before.get(number, p.text)) for number, p in enumerate(paragraphs, 1)
        ))  # fmt: skip
        yield FreezeRevision(head["drafted_on"])
        yield MoveVisionTo(VisionState.FIRST_READING, head["drafted_on"])
        for amendment in content["amendments"]:
            target = paragraphs[amendment["paragraph"] - 1]
            action = Action(amendment["action"])
            yield SubmitAmendment(
                action, None if action is Action.ADD else target.id,
                amendment.get("text") or target.text, amendment["reason"],
                self.groups[amendment["group"]] if amendment["group"] else None,
                after=target.id if action is Action.ADD else None,
            )  # fmt: skip
        for number, amendment in enumerate(content["amendments"], 1):
            if amendment["decision"]:
                yield DecideAmendment(number, AmendmentState(amendment["decision"]),
                                      amendment["because"])  # fmt: skip
        yield ConsolidateAmendments(head["adopted_on"])
        yield MoveVisionTo(VisionState.SECOND_READING, head["adopted_on"])
        yield MoveVisionTo(VisionState.FINAL_TEXT, head["adopted_on"])

    def _paragraph(self, entry: Entry) -> ParagraphContent:
        def named(kind: str, keys: Mapping[str, UUID]) -> tuple[UUID, ...]:
            names = [origin.partition(":") for origin in entry["origins"]]
            return tuple(keys[name] for found, _, name in names if found == kind)

        return ParagraphContent(
            kind=ParagraphKind(entry["kind"]), text=entry["text"], heading=entry["heading"],
            clusters=named("cluster", self.clusters), lessons=named("lesson", self.lessons),
            cards=named("card", self.cards),
        )  # fmt: skip


def _sheet_entry(sheet: AddSheet, entry: Entry, keys: _Keys) -> PutSheetEntry:
    """A line of a sheet; `type` is the file's name for the field `kind` of a line."""
    own = {"key", "kind", "text", "under", "to"}
    values = {name: value for name, value in entry.items() if name not in own}
    if sheet.tool in {SheetTool.TIMELINE, SheetTool.CONNECTORS} and "type" in values:
        values["kind"] = values.pop("type")
    return PutSheetEntry(
        sheet.sheet_id, entry["kind"], entry.get("text", ""), values,
        keys[entry["under"]] if "under" in entry else None,
        keys[entry["to"]] if "to" in entry else None,
        keys[entry["key"]] if "key" in entry else uuid4(),
    )  # fmt: skip


def _played(workspace: Workspace, content: Entry) -> Iterator[Command]:
    """The exercises as they were played; tables have keys only once the roles are assigned."""
    for entry in content["exercises"]:
        checked = exercise_kit.shipped_kit(entry["kit"])
        assert checked is not None  # noqa: S101 - a mistake in our own files
        added = AddExercise(checked.text, entry["language"])
        key = added.exercise_id
        yield added
        yield AssignRoles(key, entry["seed"], remainder=Remainder(entry["remainder"]))
        yield HandOutSheets(key)
        tables = {row.letter: row.id for row in workspace.query(exercises.tables, key)}
        issues = [i.id for i in workspace.query(exercises.exercises)[-1].issues if i.is_scored]
        for sheet in entry["preparations"]:
            numbers = {k: v for k, v in sheet.items() if isinstance(v, int)}
            yield PutPreparation(tables[sheet["table"]], sheet["role"], sheet["texts"] | numbers)
        for table in entry["tables"]:
            yield from _table(tables[table["table"]], table, issues)
        for note in entry["notes"]:
            yield PutDebriefNote(key, note["text"], tables.get(note["table"]), note["in_report"])


def _table(key: UUID, entry: Entry, issues: list[str]) -> Iterator[Command]:
    for offer in entry.get("offers", ()):
        yield PutOffer(key, offer["text"], offer["role"], offer["minute"])
    yield RecordOutcome(
        key, Agreed(entry["agreed"]), dict(zip(issues, entry["options"], strict=False)),
        tuple(entry["signatories"]), side_terms=entry["side_terms"],
        minutes_used=entry["minutes_used"], offers_made=entry["offers_made"],
    )  # fmt: skip
    for ratings in entry["ratings"]:
        yield PutSatisfaction(key, dict(zip(FACETS, ratings, strict=True)))


def _person(entry: Entry, asked_on: date) -> dict[str, Any]:
    photo, name_in_report, contact = entry["consents"]
    stated = {k: v for k, v in entry.items() if k not in ("key", "consents")}
    consents = {"consent_photo": photo, "consent_name_in_report": name_in_report,
                "consent_share_contact": contact}  # fmt: skip
    return stated | consents | {f"{name}_on": asked_on if given else None
                                for name, given in consents.items()}  # fmt: skip


def _parties(case: Entry) -> tuple[PartyContent, ...]:
    parties = [PartyContent(p["name"], p["type"], p["interest"]) for p in case.get("parties", ())]
    parties += [PartyContent(p["name"], interest=p["role"], is_third_party=True)
                for p in case.get("third_parties", ())]  # fmt: skip
    return tuple(parties)


def _measure(entry: Entry) -> MeasureContent:
    return MeasureContent(entry["measure"], entry["actor"], ActorLevel(entry["level"]),
                          Instrument(entry["instrument"]), entry["when"])  # fmt: skip


def _source(entry: Entry) -> SourceContent:
    return SourceContent(
        type=SourceType(entry["type"]), title=entry["title"],
        independence=Independence(entry["independence"]), author=entry.get("author", ""),
        date=str(entry.get("date", "")), publisher=entry.get("publisher", ""),
        locator=entry.get("locator", ""), accessed=entry.get("accessed", ""),
    )  # fmt: skip
