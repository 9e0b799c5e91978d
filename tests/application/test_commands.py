"""Every registered command: done, undone, done again, on the sample week in a real file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from facilitator.application.commands import (
    agenda,
    agenda_import,
    agenda_moves,
    agenda_plan,
    analysis_sheets,
    attendance,
    carry_over,
    case_parts,
    case_presentations,
    case_studies,
    certificates,
    conflict_trees,
    data_protection,
    feedback,
    groups,
    groupwork,
    negotiation,
    people,
    programme,
    report,
    root_causes,
    running,
    vision,
    vision_adoption,
    vision_amendments,
    vision_text,
)
from facilitator.application.groupwork.holdings import PARENTS
from facilitator.application.queries import agenda as agenda_queries
from facilitator.application.queries import certificates as certificate_queries
from facilitator.application.queries import feedback as feedback_queries
from facilitator.application.queries import groupwork as groupwork_queries
from facilitator.application.queries import negotiation as exercise_queries
from facilitator.application.queries import people as people_queries
from facilitator.application.queries import programme as programme_queries
from facilitator.application.queries import report as report_queries
from facilitator.application.queries import root_causes as cause_queries
from facilitator.application.queries import vision as vision_queries
from facilitator.application.registry import Audience, Command, all_commands
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import Half
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.domain.attendance import AttendanceRules, Mark
from facilitator.domain.dot_vote import Tally, VoteRules
from facilitator.domain.feedback.forms import Form, FormKind
from facilitator.domain.grouping.model import PairKind
from facilitator.domain.groups import USUAL_RULES, GroupRole, PlanKind
from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.domain.merging import Work, recorded, shown
from facilitator.domain.negotiation.assignment import Duty
from facilitator.domain.negotiation.outcomes import Agreed
from facilitator.domain.negotiation.phases import Phase
from facilitator.domain.report import Naming, SectionKey
from facilitator.domain.root_causes import Dimension, Level, NodeKind
from facilitator.domain.vision import AdoptionRule, ParagraphKind, VisionState
from facilitator.domain.vision.amendments import Action, AmendmentState
from facilitator.domain.vision.signing import SignOn, SignOrder
from facilitator.persistence.base import Base
from facilitator.support.resources import resource

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
NOT_UNDONE = {"change_log", "counter"}
"""The log grows with each act; numbers that left the house on paper never go back."""


def database(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that undo must restore."""

    def read(session: Any) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_UNDONE
        }

    return workspace.query(read)


def _report(w: Workspace) -> Any:
    return w.query(report_queries.the_report)


def _person(w: Workspace) -> Any:
    return w.query(people_queries.participants)[3]


def _without_certificate(w: Workspace) -> Any:
    return next(r for r in w.query(certificate_queries.candidates) if r.issued is None)


def _item(w: Workspace, number: int = 5) -> Any:
    return w.query(agenda_queries.the_agenda).items[number]


def _with_steps(w: Workspace) -> Any:
    """Two steps in the running item; returns the first."""
    first = running.PutStep(_item(w).id, "Alone", 5)
    w.execute(first)
    w.execute(running.PutStep(_item(w).id, "Together", 30))
    w.execute(running.StartItem(_item(w).id))
    return first.new_id


def _day_with_a_gap(w: Workspace) -> Any:
    tea = w.query(agenda_queries.the_agenda).items[3]
    w.execute(agenda_moves.SetLength(tea.id, tea.title, 15, ripple=False))
    return tea.day_id


def _emptied(w: Workspace) -> agenda_plan.FillAgenda:
    for item in w.query(agenda_queries.the_agenda).items:
        w.execute(agenda.DeleteAgendaItem(item.id, item.title))
    return agenda_plan.FillAgenda(
        "Short", ("One",), {"hall": "Hall"}, {"a": "Draft a text."},
        ({"day": 1, "start": 540, "minutes": 30, "title": "Start", "type": "ceremony",
          "room": "hall", "serves": "a"},))  # fmt: skip


def _part(w: Workspace) -> Any:
    return w.query(programme_queries.the_programme)


def _lesson_and_card(w: Workspace) -> tuple[Any, Any]:
    from facilitator.persistence.models.case_studies import CasePoint

    lesson = w.query(lambda s: s.scalars(select(CasePoint.id).filter_by(kind="lesson")).first())
    return lesson, _report(w).root_causes.cards[0].id


def _tree(w: Workspace) -> root_causes.PutConflictTree:
    root, effect = uuid4(), uuid4()
    there = _report(w).root_causes.trees[0]
    return root_causes.PutConflictTree(
        group_id=_report(w).groups[0].id,
        title="New tree",
        tree_id=there.id,
        core_problem="Two villages dispute one well",
        nodes=(
            root_causes.TreeNodeContent(
                root, None, NodeKind.ROOT, "One well for two", Dimension.ECONOMIC, Level.STRUCTURAL
            ),
            root_causes.TreeNodeContent(
                uuid4(),
                root,
                NodeKind.ROOT,
                "No map of water",
                Dimension.POLITICAL,
                Level.PROXIMATE,
            ),
            root_causes.TreeNodeContent(
                effect, None, NodeKind.EFFECT, "Fights at dawn", Dimension.SECURITY
            ),
        ),
        feedback=((effect, root),),
    )


def _review(w: Workspace) -> case_presentations.RemoveCaseReview:
    put = case_presentations.PutCaseReview(_report(w).case_studies[0].id, ("Clear", ""), "", "")
    w.execute(put)
    return case_presentations.RemoveCaseReview(put.review_id)


def _case(w: Workspace) -> case_studies.PutCaseStudy:
    lesson, card = _lesson_and_card(w)
    there = _report(w).case_studies[0]
    return case_studies.PutCaseStudy(
        group_id=_report(w).groups[0].id,
        title="Rewritten",
        case_id=there.id,
        causes=(case_studies.CauseContent(card, Level.STRUCTURAL, "why", "", None),),
        points=(case_studies.PointContent(case_studies.PointKind.LESSON, "Ask first", lesson),),
    )


def _sheet(w: Workspace, tool: SheetTool = SheetTool.TIMELINE) -> Any:
    return next(row for row in w.query(cause_queries.sheets) if row.tool is tool)


def _vote(w: Workspace) -> root_causes.RecordBoardVote:
    cards = _report(w).root_causes.cards
    return root_causes.RecordBoardVote(
        tuple((c.id, Tally(i, i)) for i, c in enumerate(cards)), 30, 7
    )


def _void(w: Workspace) -> certificates.VoidCertificate:
    return certificates.VoidCertificate(w.query(certificate_queries.register)[0].id, "misspelt")


def _reissue(w: Workspace) -> certificates.ReissueCertificate:
    first = w.query(certificate_queries.register)[0]
    return certificates.ReissueCertificate(
        first.id, "Vilayvanh Sample", "", "the name was misspelt", date(2024, 11, 9)
    )


def _decide(w: Workspace) -> certificates.DecideCertificate:
    person = w.query(certificate_queries.candidates)[0]
    return certificates.DecideCertificate(
        person.participant_id, None, "left on Wednesday for good reasons", date(2024, 11, 8)
    )


def _follow_rules(w: Workspace) -> certificates.FollowCertificateRules:
    decided = _decide(w)
    w.execute(decided)
    return certificates.FollowCertificateRules(decided.participant_id)


def _sign(w: Workspace) -> certificates.SignCertificates:
    return certificates.SignCertificates(
        tuple((row.id, "FC1:ABC") for row in w.query(certificate_queries.register)[:2])
    )


def _issue(w: Workspace) -> certificates.IssueCertificates:
    person = _without_certificate(w)
    day = w.query(agenda_queries.days)
    w.execute(
        attendance.MarkAttendance(
            tuple(
                attendance.HalfDayMark(person.participant_id, d.id, h, Mark.PRESENT)
                for d in day
                for h in Half
            )
        )
    )
    return certificates.IssueCertificates((person.participant_id,), date(2024, 11, 8))


def _paragraphs(w: Workspace) -> vision.PutVisionText:
    _drafted(w)
    lesson, card = _lesson_and_card(w)
    cluster = _report(w).vision.clusters[0].id
    content = vision.ParagraphContent(
        ParagraphKind.OPERATIVE, "Encourage talks;", clusters=(cluster,), lessons=(lesson,),
        cards=(card,))  # fmt: skip
    return vision.PutVisionText((content,))


def _drafted(w: Workspace) -> Any:
    """The adopted text as the draft of a new version; returns its paragraphs."""
    w.execute(vision_adoption.BeginNewVersion())
    return _report(w).vision.paragraphs


def _read(w: Workspace) -> Any:
    """A draft in its first reading, with one amendment filed; returns its paragraphs."""
    paragraphs = _drafted(w)
    w.execute(vision_text.FreezeRevision(date(2024, 11, 8)))
    w.execute(vision_text.MoveVisionTo(VisionState.FIRST_READING, date(2024, 11, 8)))
    w.execute(
        vision_amendments.SubmitAmendment(Action.DELETE, paragraphs[-2].id, reason="Too long")
    )
    return paragraphs


def _final(w: Workspace) -> None:
    _read(w)
    w.execute(vision_amendments.DecideAmendment(6, AmendmentState.WITHDRAWN))
    w.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, date(2024, 11, 8)))


def _after(
    w: Workspace, prepare: Callable[[Workspace], Any], command: Callable[[Any], Command]
) -> Command:
    return command(prepare(w))


def _carried(w: Workspace) -> vision_adoption.AdoptVision:
    _final(w)
    w.execute(vision_adoption.RecordPoll(30, (20, 5, 0, 5, 0, 0, 0, 0), date(2024, 11, 8)))
    return vision_adoption.AdoptVision(date(2024, 11, 8), "Vientiane")


def _voting(w: Workspace) -> vision.CountDotVote:
    _drafted(w)
    w.execute(vision.OpenDotVote(VoteRules(2), 30))
    return vision.CountDotVote(((_report(w).vision.clusters[1].id, Tally(9, 9)),), 12)


def _accepted(w: Workspace) -> vision_amendments.ConsolidateAmendments:
    _read(w)
    w.execute(vision_amendments.DecideAmendment(6, AmendmentState.ACCEPTED))
    return vision_amendments.ConsolidateAmendments(date(2024, 11, 8))


def _bracketed(w: Workspace) -> vision_text.ResolveBracket:
    one = _drafted(w)[7]
    w.execute(vision_text.PutParagraph(one.id, one.kind, "Affirm [peace / trust];"))
    return vision_text.ResolveBracket(one.id, 0, 1)


def _statement(w: Workspace) -> Any:
    _drafted(w)
    return w.query(vision_queries.statements)


def _merged_theme(w: Workspace) -> vision.MergeTheme:
    _drafted(w)
    first, second, *_ = _report(w).vision.clusters
    return vision.MergeTheme(first.id, second.id)


def _reservation(w: Workspace) -> Any:
    return _report(w).vision.poll.reservation_rows[0].id


def _three_groups(w: Workspace) -> Any:
    people = [p.id for p in w.query(people_queries.participants)]
    return tuple(tuple(people[n::3]) for n in range(3))


def _pair_to_remove(w: Workspace) -> groups.RemoveGroupPair:
    first, second = (p.id for p in w.query(people_queries.participants)[:2])
    pair = groups.PutGroupPair(PairKind.TOGETHER, first, second)
    w.execute(pair)
    return groups.RemoveGroupPair(pair.pair_id)


def _plan_to_delete(w: Workspace) -> groups.DeleteTablePlan:
    plan = groups.PutTablePlan(PlanKind.TODAY, "Today", (_three_groups(w),))
    w.execute(plan)
    return groups.DeleteTablePlan(plan.plan_id, plan.title)


def _joining_to_remove(w: Workspace) -> attendance.RemoveLateJoining:
    w.execute(attendance.PutLateJoining(_person(w).id, _item(w).day_id, Half.MORNING, "Visa"))
    return attendance.RemoveLateJoining(_person(w).id)


def _kit(key: str) -> str:
    return resource("exercises", f"{key}.toml").read_text(encoding="utf-8")


def _exercise(w: Workspace) -> Any:
    return w.query(exercise_queries.exercises)[0]


def _table(w: Workspace) -> Any:
    return w.query(exercise_queries.tables, _exercise(w).id)[0]


def _seat(w: Workspace) -> Any:
    return w.query(exercise_queries.seats, _exercise(w).id)[0]


def _new_exercise(w: Workspace, key: str = "lake-meriva") -> Any:
    command = negotiation.AddExercise(_kit(key))
    w.execute(command)
    return command.exercise_id


def _french(w: Workspace) -> Command:
    return negotiation.SetExerciseLanguage(_new_exercise(w, "second-ferry"), "fr")


def _late(w: Workspace) -> Command:
    w.execute(negotiation.MarkSeatAbsent(_exercise(w).id, _seat(w).participant_id))
    absent = next(s for s in w.query(exercise_queries.seats, _exercise(w).id) if s.absent)
    return negotiation.SeatLate(_exercise(w).id, absent.participant_id)


def _seated(w: Workspace) -> Command:
    key = _new_exercise(w)
    w.execute(negotiation.AssignRoles(key))
    return negotiation.HandOutSheets(key)


def _paused(w: Workspace) -> Command:
    w.execute(negotiation.StartPhase(_exercise(w).id, Phase.BRIEF, 5))
    return negotiation.PausePhase(_exercise(w).id)


def _new_group_to_delete(w: Workspace) -> groups.DeleteGroup:
    new = groups.PutGroup("G")
    w.execute(new)
    w.execute(groups.PlaceInGroup((_person(w).id,), new.group_id))
    return groups.DeleteGroup(new.group_id, "G")


ROOM = uuid4()


def _round(w: Workspace) -> Any:
    return w.query(feedback_queries.rounds)[0]


def _reopened(w: Workspace) -> Any:
    row = _round(w)
    w.execute(feedback.ReopenRound(row.id))
    box = w.secret_box(w.query(feedback_queries.rounds)[0].subject)
    box.put("", {"energy": "3"})
    box.close()
    return row.id


def _unseen_form(w: Workspace) -> Any:
    return w.query(feedback_queries.feedback_forms)[-1].id


def _changed_form(w: Workspace) -> feedback.PutForm:
    row = w.query(feedback_queries.feedback_forms)[0]
    return feedback.PutForm(replace(row.form, titles={"en": "Another title"}), row.id)


def _team(w: Workspace) -> Team:
    return w.query(groupwork_queries.team_named, "C")


def _written_apart(w: Workspace, who: str, title: str) -> Work:
    """Group C's work after a member gave its case another title on a laptop of their own."""
    work = w.query(groupwork_queries.current_work, _team(w))
    records = shown(work, PARENTS)
    place = next(p for p in sorted(records) if p[0] == "case_study")
    return recorded(work, {**records, place: {**records[place], "title": title}}, PARENTS, who)


def _contest(w: Workspace) -> Command:
    w.execute(groupwork.GiveGroupWork(_team(w)))
    one, two = (_written_apart(w, f"g-0000000{n}", f"Title {n}") for n in (1, 2))
    w.execute(groupwork.TakeGroupWork(_team(w), one, "one.groupwork"))
    w.execute(groupwork.TakeGroupWork(_team(w), two, "two.groupwork"))
    (choice,) = w.query(groupwork_queries.choices)
    return groupwork.ChooseText(_team(w), choice.place, choice.field, "Title 1")


def _handed_in(w: Workspace) -> Command:
    w.execute(groupwork.HandInTask(_team(w), Task.CASES))
    return groupwork.DecideHandIn(_team(w), Task.CASES, HandInState.SENT_BACK, "Name a source")


def _their_work(w: Workspace) -> Command:
    w.execute(groupwork.GiveGroupWork(_team(w)))
    return groupwork.TakeGroupWork(
        _team(w), _written_apart(w, "g-00000001", "New title"), "c.groupwork"
    )


EXAMPLES: dict[type[Command], Callable[[Workspace], Command]] = {
    report.ChooseNaming: lambda _: report.ChooseNaming(Naming.NONE),
    report.SwitchSection: lambda _: report.SwitchSection(SectionKey.GROUPS, shown=False),
    report.WriteReportText: lambda _: report.WriteReportText(SectionKey.METHODS, "By doing."),
    data_protection.EditDataProtection: lambda _: data_protection.EditDataProtection({"contact": "new@example.org"}),
    data_protection.RecordHarmCheck: lambda _: data_protection.RecordHarmCheck(
        date(2024, 11, 8), "Report", exposes=False, divides=True, leak_harms=False, signed_by="Ada Sample"),
    programme.EditProgramme: lambda _: programme.EditProgramme(
        {"title": "Another week", "first_day": "2025-03-03"}),
    programme.PutPart: lambda _: programme.PutPart("signatory", {"name": "Ny Navn", "title": "Chair"}),
    programme.RemovePart: lambda w: programme.RemovePart("resource_person", next(
        i.lead_id for i in w.query(agenda_queries.the_agenda).items if i.lead_id)),
    programme.OrderParts: lambda w: programme.OrderParts(
        "objective", tuple(o.id for o in reversed(_part(w).objectives))),
    programme.SetPicture: lambda w: programme.SetPicture("organisation", _part(w).organisations[0].id, PNG),
    agenda.AddAgendaItem: lambda w: agenda.AddAgendaItem(
        {"day_id": _item(w).day_id, "start": 600, "minutes": 30, "title": "Tea", "type": "break"}),
    agenda_import.ImportAgendaItems: lambda w: agenda_import.ImportAgendaItems(
        ({"day_id": _item(w).day_id, "start": 420, "minutes": 30, "title": "Walk", "type": "social",
          "room_id": ROOM},), ((ROOM, "Garden"),)),
    agenda.EditAgendaItem: lambda w: agenda.EditAgendaItem(_item(w).id, {"minutes": 10, "title": "Short"}),
    agenda.MoveAgendaItem: lambda w: agenda.MoveAgendaItem(
        _item(w).id, "x", w.query(agenda_queries.days)[3].id, 480),
    agenda.DeleteAgendaItem: lambda w: agenda.DeleteAgendaItem(_item(w).id, "x"),
    running.StartItem: lambda w: running.StartItem(_item(w).id, "x"),
    running.BackToItem: lambda w: (w.execute(running.StartItem(_item(w, 6).id)),
                                   running.BackToItem(_item(w).id, "x"))[1],
    running.EndItem: lambda w: (w.execute(running.StartItem(_item(w).id)), running.EndItem())[1],
    running.GoToStep: lambda w: (_with_steps(w), running.GoToStep(1))[1],
    running.PauseRun: lambda w: (w.execute(running.StartItem(_item(w).id)), running.PauseRun())[1],
    running.GiveMinutes: lambda w: (w.execute(running.StartItem(_item(w).id)), running.GiveMinutes(5))[1],
    running.SetClock: lambda w: (w.execute(running.StartItem(_item(w).id)), running.SetClock(90))[1],
    running.ConfirmSlip: lambda w: running.ConfirmSlip(((_item(w).id, 690, 31),), (_item(w, 7).id,)),
    running.PutRunNote: lambda w: running.PutRunNote(_item(w).id, "The projector was late."),
    running.PutStep: lambda w: running.PutStep(_item(w).id, "Alone first", 5, "Write", "Take your time"),
    running.MoveStep: lambda w: running.MoveStep(_with_steps(w), 1),
    running.DeleteStep: lambda w: running.DeleteStep(_with_steps(w)),
    agenda.EditDay: lambda w: agenda.EditDay(_item(w).day_id, "Another theme"),
    agenda.AddDay: lambda _: agenda.AddDay("Saturday"),
    agenda.RemoveLastDay: lambda w: (w.execute(agenda.AddDay()), agenda.RemoveLastDay())[1],
    agenda_moves.SetLength: lambda w: agenda_moves.SetLength(_item(w).id, "Baseline", 20),
    agenda_moves.InsertItem: lambda w: agenda_moves.InsertItem(
        {"day_id": _item(w).day_id, "start": 635, "minutes": 20, "title": "Song", "type": "game"}),
    agenda_moves.CloseGaps: lambda w: agenda_moves.CloseGaps(_day_with_a_gap(w)),
    agenda_moves.StretchToFill: lambda w: agenda_moves.StretchToFill(_day_with_a_gap(w)),
    agenda_moves.MoveItemsToDay: lambda w: agenda_moves.MoveItemsToDay(
        (_item(w).id,), w.query(agenda_queries.days)[2].id, "Baseline"),
    agenda_moves.CopyDay: lambda w: agenda_moves.CopyDay(
        _item(w).day_id, w.query(agenda_queries.days)[4].id, replace=True),
    agenda_moves.SplitItem: lambda w: agenda_moves.SplitItem(_item(w).id, "Baseline", 15),
    agenda_moves.MergeItems: lambda w: agenda_moves.MergeItems(
        w.query(agenda_queries.the_agenda).items[3].id, "Break"),
    agenda_moves.SwapWithNext: lambda w: agenda_moves.SwapWithNext(
        w.query(agenda_queries.the_agenda).items[3].id, "Break"),
    agenda_plan.FillAgenda: _emptied,
    carry_over.CarryOver: lambda _: carry_over.CarryOver(
        (("room", {"id": uuid4(), "position": 9, "name": "Annex"}),), "Last year"),
    agenda_moves.DismissCheck: lambda _: agenda_moves.DismissCheck("sitting/1", "They stand"),
    agenda_moves.RestoreCheck: lambda w: (
        w.execute(agenda_moves.DismissCheck("sitting/1", "They stand")),
        agenda_moves.RestoreCheck("sitting/1"))[1],
    people.AddParticipant: lambda _: people.AddParticipant({"certificate_name": "Name Nova", "sex": "woman"}),
    people.AddParticipants: lambda _: people.AddParticipants(
        ((uuid4(), {"certificate_name": "One"}), (uuid4(), {"certificate_name": "Two"}))),
    people.EditParticipant: lambda w: people.EditParticipant(
        _person(w).id, {"certificate_name": "Renamed", "assessment_percent": None}),
    people.ImportParticipants: lambda w: people.ImportParticipants(
        (people.ListedPerson(uuid4(), {"certificate_name": "Listed"}, {"certificate_name": "Listed"}),),
        (people.ListedPerson(_person(w).id, {"country": "Nepal", "consent_photo": False}, {"country": "Nepal"}),)),
    people.WithdrawParticipants: lambda w: people.WithdrawParticipants((_person(w).id,), "ill"),
    people.ReplaceParticipant: lambda w: people.ReplaceParticipant(_person(w).id, {"certificate_name": "Stead"}),
    people.DeleteParticipants: lambda w: people.DeleteParticipants((_without_certificate(w).participant_id,)),
    attendance.MarkAttendance: lambda w: attendance.MarkAttendance((
        attendance.HalfDayMark(_person(w).id, _item(w).day_id, Half.MORNING, None),
        attendance.HalfDayMark(_person(w).id, _item(w).day_id, Half.AFTERNOON, Mark.EXCUSED))),
    groups.PutGroup: lambda _: groups.PutGroup("F", "Sixth"),
    groups.PlaceInGroup: lambda w: groups.PlaceInGroup(
        (_person(w).id,), _report(w).groups[4].id, GroupRole.CRITIC),
    groups.DeleteGroup: _new_group_to_delete,
    groups.LockMembers: lambda w: groups.LockMembers((_person(w).id,), locked=True),
    groups.UseGroups: lambda w: groups.UseGroups(
        _three_groups(w), seed=7, steps=9, rules=USUAL_RULES, weights=(1.0,)),
    groups.SetGroupRules: lambda _: groups.SetGroupRules(USUAL_RULES[::-1]),
    groups.PutGroupPair: lambda w: groups.PutGroupPair(
        PairKind.APART, *(p.id for p in w.query(people_queries.participants)[:2]), "Private"),
    groups.RemoveGroupPair: _pair_to_remove,
    groups.PutTablePlan: lambda w: groups.PutTablePlan(
        PlanKind.TABLES, "Tables", (_three_groups(w), _three_groups(w)[::-1]), seed=3),
    groups.DeleteTablePlan: _plan_to_delete,
    attendance.PutLateJoining: lambda w: attendance.PutLateJoining(
        _person(w).id, _item(w).day_id, Half.AFTERNOON, "Visa"),
    attendance.RemoveLateJoining: _joining_to_remove,
    attendance.SetAttendanceRules: lambda _: attendance.SetAttendanceRules(
        AttendanceRules(excused_counts=True, late_weight=50)),
    root_causes.PutCauseCard: lambda w: root_causes.PutCauseCard(
        "A new cause here", Dimension.SECURITY, Level.PROXIMATE, (_report(w).groups[0].id,),
        _report(w).root_causes.cards[0].id),
    root_causes.DeleteCauseCard: lambda w: root_causes.DeleteCauseCard(_report(w).root_causes.cards[0].id),
    root_causes.RecordBoardVote: _vote,
    root_causes.PutConflictTree: _tree,
    root_causes.EditCauseCard: lambda w: root_causes.EditCauseCard(
        _report(w).root_causes.cards[0].id, {"cluster": "Elsewhere", "level": "proximate"}),
    root_causes.MergeCauseCards: lambda w: root_causes.MergeCauseCards(
        *(card.id for card in _report(w).root_causes.cards[:2]), "Both in one"),
    root_causes.SplitCauseCard: lambda w: root_causes.SplitCauseCard(
        next(card.id for card in _report(w).root_causes.cards if card.originals)),
    root_causes.NameCluster: lambda _: root_causes.NameCluster("Memory and news", "Memory"),
    root_causes.OpenBoardVote: lambda _: root_causes.OpenBoardVote(7, 2, 6, 34),
    root_causes.DropBoardVote: lambda _: root_causes.DropBoardVote(),
    conflict_trees.AddConflictTree: lambda w: conflict_trees.AddConflictTree(
        _report(w).groups[0].id, "Second tree", "Two villages quarrel over one spring"),
    conflict_trees.EditConflictTree: lambda w: conflict_trees.EditConflictTree(
        _report(w).root_causes.trees[0].id, {"status": "final", "viewpoint": "Ours", "arena": "national"}),
    conflict_trees.AddTreeNode: lambda w: conflict_trees.AddTreeNode(
        _report(w).root_causes.trees[0].id, root_causes.TreeNodeContent(
            uuid4(), None, NodeKind.EFFECT, "The ferry stops", Dimension.ECONOMIC)),
    conflict_trees.EditTreeNode: lambda w: conflict_trees.EditTreeNode(
        _report(w).root_causes.trees[0].nodes[0].id,
        {"text": "Two sets of papers", "affected": ["women"], "evidence": ["Register"], "influence": ""}),
    conflict_trees.MoveTreeNode: lambda w: conflict_trees.MoveTreeNode(
        _report(w).root_causes.trees[0].nodes[1].id, None),
    conflict_trees.DeleteTreeNode: lambda w: conflict_trees.DeleteTreeNode(
        _report(w).root_causes.trees[0].nodes[0].id),
    conflict_trees.PutFeedback: lambda w: conflict_trees.PutFeedback(
        *_report(w).root_causes.trees[0].feedback[0], there=False),
    conflict_trees.PutAside: lambda w: conflict_trees.PutAside(
        _report(w).root_causes.trees[0].id, "tree-no-feedback:"),
    conflict_trees.SendRootsToBoard: lambda w: conflict_trees.SendRootsToBoard(
        _report(w).root_causes.trees[0].id),
    analysis_sheets.AddSheet: lambda w: analysis_sheets.AddSheet(
        _report(w).groups[0].id, SheetTool.ONION, "Onion"),
    analysis_sheets.EditSheet: lambda w: analysis_sheets.EditSheet(_sheet(w).id, {"title": "Other", "arena": "regional"}),
    analysis_sheets.DeleteSheet: lambda w: analysis_sheets.DeleteSheet(_sheet(w).id),
    analysis_sheets.PutSheetEntry: lambda w: analysis_sheets.PutSheetEntry(
        _sheet(w).id, "side", "A third side"),
    analysis_sheets.DeleteSheetEntry: lambda w: analysis_sheets.DeleteSheetEntry(_sheet(w).entries[0].id),
    analysis_sheets.PutSheetHintAside: lambda w: analysis_sheets.PutSheetHintAside(_sheet(w).id, "sheet-viewpoint:"),
    analysis_sheets.SendWhysToTree: lambda w: analysis_sheets.SendWhysToTree(
        _sheet(w, SheetTool.FIVE_WHYS).of_kind("why")[2].id, _report(w).root_causes.trees[0].id),
    root_causes.DeleteConflictTree: lambda w: root_causes.DeleteConflictTree(
        _report(w).root_causes.trees[1].id),
    case_studies.PutCaseStudy: _case,
    case_parts.AddCase: lambda w: case_parts.AddCase(
        _report(w).groups[0].id, "Another case", "Nepal", notes="verify",
        agreements=(case_parts.StubAgreement("An accord", "2006"),)),
    case_parts.EditCase: lambda w: case_parts.EditCase(
        _report(w).case_studies[0].id, {"title": "Another title", "conflict_to": "2012"}),
    case_parts.FinishCase: lambda w: case_parts.FinishCase(_report(w).case_studies[0].id, final=False),
    case_parts.PutCasePart: lambda w: case_parts.PutCasePart(
        case_parts.PartKind.MEASURE, _report(w).case_studies[0].causes[1].id, {"measure": "A fund"}),
    case_parts.RemoveCasePart: lambda w: case_parts.RemoveCasePart(
        case_parts.PartKind.SOURCE, _report(w).case_studies[0].sources[0].id),
    case_parts.OrderCaseParts: lambda w: case_parts.OrderCaseParts(
        case_parts.PartKind.PARTY, _report(w).case_studies[0].id,
        tuple(p.id for p in _report(w).case_studies[0].parties)[::-1]),
    case_parts.CiteSource: lambda w: case_parts.CiteSource(
        _report(w).case_studies[0].causes[0].id, _report(w).case_studies[0].sources[0].id, cited=False),
    case_presentations.OrderPresentations: lambda w: case_presentations.OrderPresentations(
        tuple(c.id for c in _report(w).case_studies[:2])),
    case_presentations.SetPresentationTimes: lambda w: case_presentations.SetPresentationTimes(
        _report(w).case_studies[0].id, 12, 6),
    case_presentations.SetSpeakers: lambda w: case_presentations.SetSpeakers(
        _report(w).case_studies[0].id, (_person(w).id,)),
    case_presentations.MarkPresented: lambda w: case_presentations.MarkPresented(
        _report(w).case_studies[0].id, presented=False),
    case_presentations.PutCaseReview: lambda w: case_presentations.PutCaseReview(
        _report(w).case_studies[0].id, ("Clear", ""), "And then?", "", (3, *[None] * 7)),
    case_presentations.RemoveCaseReview: _review,
    case_studies.DeleteCaseStudy: lambda w: case_studies.DeleteCaseStudy(_report(w).case_studies[0].id),
    negotiation.AddExercise: lambda _: negotiation.AddExercise(_kit("second-ferry"), "fr"),
    negotiation.PutExerciseKit: lambda w: negotiation.PutExerciseKit(
        _exercise(w).id, _kit("river-crossing").replace('title = "River Crossing"', 'title = "The Bridge"')),
    negotiation.SetExerciseLanguage: _french,
    negotiation.DeleteExercise: lambda w: negotiation.DeleteExercise(_exercise(w).id),
    negotiation.AssignRoles: lambda w: negotiation.AssignRoles(_new_exercise(w), 7),
    negotiation.MoveSeat: lambda w: negotiation.MoveSeat(
        _exercise(w).id, _seat(w).participant_id, _seat(w).table_id, Duty.OBSERVER),
    negotiation.MarkSeatAbsent: lambda w: negotiation.MarkSeatAbsent(
        _exercise(w).id, _seat(w).participant_id),
    negotiation.SeatLate: _late,
    negotiation.SetLeadSpeaker: lambda w: negotiation.SetLeadSpeaker(
        _exercise(w).id, w.query(exercise_queries.seats, _exercise(w).id)[1].participant_id),
    negotiation.HandOutSheets: _seated,
    negotiation.StartPhase: lambda w: negotiation.StartPhase(_exercise(w).id, Phase.NEGOTIATE, 45),
    negotiation.PausePhase: _paused,
    negotiation.GivePhaseMinutes: lambda w: negotiation.GivePhaseMinutes(_exercise(w).id, 5),
    negotiation.PutPreparation: lambda w: negotiation.PutPreparation(
        _table(w).id, "north", {"options": "One\nTwo\nThree", "reservation": 50}),
    negotiation.PutOffer: lambda w: negotiation.PutOffer(_table(w).id, "All week", "south", 20),
    negotiation.DeleteOffer: lambda w: negotiation.DeleteOffer(_table(w).offers[0].id),
    negotiation.RecordOutcome: lambda w: negotiation.RecordOutcome(
        _table(w).id, Agreed.NO, reason="The form was read wrong."),
    negotiation.PutSatisfaction: lambda w: negotiation.PutSatisfaction(
        _table(w).id, {"process": 6}, "To ask why"),
    negotiation.DeleteSatisfaction: lambda w: negotiation.DeleteSatisfaction(
        w.query(exercise_queries.ratings, _table(w).id)[0].id),
    negotiation.PutDebriefNote: lambda w: negotiation.PutDebriefNote(
        _exercise(w).id, "Ask again on Friday.", _table(w).id),
    negotiation.DeleteDebriefNote: lambda w: negotiation.DeleteDebriefNote(
        w.query(exercise_queries.notes, _exercise(w).id)[0].id),
    vision.PutVisionCluster: lambda w: _after(w, _drafted, lambda _: vision.PutVisionCluster(
        "Renamed", ("Only one statement",), Tally(3, 3), cluster_id=_report(w).vision.clusters[0].id)),
    vision.PutVisionText: _paragraphs,
    vision.AddStatements: lambda w: _after(w, _drafted, lambda _: vision.AddStatements(
        ("Peace begins at home", "We listen first"), "a-random-token")),
    vision.EditStatement: lambda w: vision.EditStatement(_statement(w)[0].id, "We listen before we speak"),
    vision.DeleteStatement: lambda w: vision.DeleteStatement(_statement(w)[0].id),
    vision.EndGathering: lambda w: _after(w, _drafted, lambda _: (
        w.execute(vision.AddStatements(("Peace begins at home",), "token")), vision.EndGathering())[1]),
    vision.MoveStatement: lambda w: vision.MoveStatement(_statement(w)[0].id, None),
    vision.MergeStatement: lambda w: vision.MergeStatement(
        _statement(w)[0].id, w.query(vision_queries.statements)[1].id),
    vision.AddTheme: lambda w: _after(w, _drafted, lambda _: vision.AddTheme("Water")),
    vision.RenameTheme: lambda w: _after(w, _drafted, lambda _: vision.RenameTheme(
        _report(w).vision.clusters[0].id, "Water")),
    vision.DeleteTheme: lambda w: _after(w, _drafted, lambda _: vision.DeleteTheme(
        _report(w).vision.clusters[0].id)),
    vision.MergeTheme: _merged_theme,
    vision.OpenDotVote: lambda w: _after(w, _drafted, lambda _: vision.OpenDotVote(VoteRules(2), 30)),
    vision.CountDotVote: _voting,
    vision.SetCutOff: lambda w: _after(w, _drafted, lambda _: vision.SetCutOff(3)),
    vision_text.PutParagraph: lambda w: _after(w, _drafted, lambda paragraphs: vision_text.PutParagraph(
        paragraphs[7].id, ParagraphKind.OPERATIVE, "Affirm peace;", "ຢືນຢັນ;", "Peace")),
    vision_text.DeleteParagraph: lambda w: vision_text.DeleteParagraph(_drafted(w)[8].id),
    vision_text.MoveParagraph: lambda w: vision_text.MoveParagraph(_drafted(w)[8].id, -1),
    vision_text.LinkParagraph: lambda w: vision_text.LinkParagraph(_drafted(w)[8].id, is_new=True),
    vision_text.AgreeParagraph: lambda w: vision_text.AgreeParagraph(_drafted(w)[8].id),
    vision_text.ResolveBracket: _bracketed,
    vision_text.SetSecondLanguage: lambda w: _after(w, _drafted, lambda _: vision_text.SetSecondLanguage("ລາວ")),
    vision_text.SetDraftingTeam: lambda w: _after(w, _drafted, lambda _: vision_text.SetDraftingTeam((_person(w).id,))),
    vision_text.SetWarningAside: lambda w: vision_text.SetWarningAside(
        "opening", _drafted(w)[8].id, "Commit", "It is meant so"),
    vision_text.FreezeRevision: lambda w: _after(w, _drafted, lambda _: vision_text.FreezeRevision(
        date(2024, 11, 8), "Before lunch")),
    vision_text.MoveVisionTo: lambda w: _after(w, _drafted, lambda _: vision_text.MoveVisionTo(
        VisionState.CLUSTERING, date(2024, 11, 8))),
    vision_amendments.SubmitAmendment: lambda w: vision_amendments.SubmitAmendment(
        Action.REPLACE, _read(w)[8].id, "Commit ourselves to ask;", "Shorter", _report(w).groups[0].id),
    vision_amendments.DecideAmendment: lambda w: _after(w, _read, lambda _: vision_amendments.DecideAmendment(
        6, AmendmentState.PARKED)),
    vision_amendments.ConsolidateAmendments: _accepted,
    vision_adoption.ChooseAdoptionRule: lambda w: _after(w, _drafted, lambda _: vision_adoption.ChooseAdoptionRule(
        AdoptionRule.QUALIFIED_MAJORITY, fallback_agreed=True)),
    vision_adoption.OpenPoll: lambda w: _after(w, _final, lambda _: vision_adoption.OpenPoll(30)),
    vision_adoption.RecordPoll: lambda w: _after(w, _final, lambda _: vision_adoption.RecordPoll(
        30, (20, 5, 0, 5, 0, 0, 0, 0), date(2024, 11, 8), ("One reserve",))),
    vision_adoption.AddReservation: lambda _: vision_adoption.AddReservation("One more word on rivers", "5"),
    vision_adoption.DeleteReservation: lambda w: vision_adoption.DeleteReservation(_reservation(w)),
    vision_adoption.AdoptVision: _carried,
    vision_adoption.EndWithoutAdoption: lambda w: _after(w, _carried, lambda _: vision_adoption.EndWithoutAdoption()),
    vision_adoption.BeginNewVersion: lambda _: vision_adoption.BeginNewVersion(),
    vision_adoption.ChooseSignOn: lambda w: vision_adoption.ChooseSignOn(_person(w).id, SignOn.PRESENT),
    vision_adoption.ChooseSignOrder: lambda _: vision_adoption.ChooseSignOrder(SignOrder.COUNTRY),
    certificates.IssueCertificates: _issue,
    certificates.VoidCertificate: _void,
    certificates.ReissueCertificate: _reissue,
    certificates.DecideCertificate: _decide,
    certificates.FollowCertificateRules: _follow_rules,
    certificates.SignCertificates: _sign,
    certificates.DesignCertificates: lambda _w: certificates.DesignCertificates("band", "fr"),
    feedback.PutForm: _changed_form,
    feedback.TakeForms: lambda _w: feedback.TakeForms((Form(FormKind.OTHER, {"en": "Another"}),)),
    feedback.RemoveForm: lambda w: feedback.RemoveForm(_unseen_form(w)),
    feedback.OpenRound: lambda w: feedback.OpenRound(_unseen_form(w), "Once more"),
    feedback.ReopenRound: lambda w: feedback.ReopenRound(_round(w).id),
    feedback.NoteClosing: lambda w: feedback.NoteClosing(_reopened(w)),
    feedback.EditRound: lambda w: feedback.EditRound(_round(w).id, {"we_changed": "More breaks."}),
    feedback.RemoveRound: lambda w: feedback.RemoveRound(_round(w).id),
    feedback.ScreenComment: lambda w: feedback.ScreenComment(
        _round(w).id, w.query(feedback_queries.comments_to_screen, _round(w).id)[0].key, "Fine."
    ),
    groupwork.GiveGroupWork: lambda w: groupwork.GiveGroupWork(_team(w), "c.groupwork"),
    groupwork.TakeGroupWork: _their_work,
    groupwork.ChooseText: _contest,
    groupwork.HandInTask: lambda w: groupwork.HandInTask(_team(w), Task.CASES),
    groupwork.DecideHandIn: _handed_in,
    feedback.RecordAssessment: lambda w: feedback.RecordAssessment(_person(w).id, 100),
}  # fmt: skip


def test_every_command_has_an_example() -> None:
    assert set(EXAMPLES) == set(all_commands())


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)
def test_done_undone_and_redone(kind: type[Command], sample: Workspace, sample_path: Path) -> None:
    command = EXAMPLES[kind](sample)
    before = database(sample)
    change_set = sample.execute(command)
    after = database(sample)
    assert change_set.changes, "the example changes nothing"
    assert after != before
    assert sample.undo_label == command.label
    sample.undo()
    assert database(sample) == before
    sample.redo()
    assert database(sample) == after
    sample.undo()
    assert database(sample) == before


def test_a_group_may_call_only_what_is_meant_for_groups(sample: Workspace) -> None:
    before = database(sample)
    for kind, entry in all_commands().items():
        if entry.audience is not Audience.GROUP:
            with pytest.raises(PermissionError):
                sample.execute(_blank(kind), audience=Audience.GROUP)
    assert database(sample) == before
    assert any(entry.audience is Audience.GROUP for entry in all_commands().values())


def _blank(kind: type[Command]) -> Command:
    """A command that must be turned away before anybody looks inside it."""
    return object.__new__(kind)
