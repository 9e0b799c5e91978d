"""The Common Vision through its commands: bad input, locks, readings, adoption, undo."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from facilitator.application.commands import vision, vision_adoption, vision_amendments, vision_text
from facilitator.application.commands.people import AddParticipant
from facilitator.application.queries import vision as queries
from facilitator.application.queries import vision_work
from facilitator.application.registry import Audience
from facilitator.application.workspace import Workspace
from facilitator.domain.dot_vote import Tally, VoteRules
from facilitator.domain.people import InstitutionType, ParticipantRole, Sex
from facilitator.domain.vision import AdoptionRule, ParagraphKind, Scale, VisionState
from facilitator.domain.vision.amendments import Action, AmendmentState
from facilitator.domain.vision.signing import SignOn, SignOrder
from facilitator.persistence.base import Base
from facilitator.support.errors import RuleViolation

DAY = date(2024, 11, 8)


def database(workspace: Workspace) -> dict[str, list[str]]:
    """Every row of every table of the vision."""

    def read(session: Any) -> dict[str, list[str]]:
        return {
            table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if "vision" in table.name or "paragraph" in table.name
        }

    return workspace.query(read)


PASTE = "peace " * 16_667
assert len(PASTE) > 100_000


@contextmanager
def refused(workspace: Workspace, code: str) -> Iterator[None]:
    """Refused with this reason, said in a sentence, and nothing lost."""
    before = database(workspace)
    with pytest.raises(RuleViolation) as caught:
        yield
    assert caught.value.code == code
    assert len(str(caught.value)) > 10
    assert database(workspace) == before


def row(workspace: Workspace) -> Any:
    return workspace.query(queries.the_vision)


def text(workspace: Workspace) -> list[tuple[Any, str]]:
    return [(p.id, p.text) for p in row(workspace).paragraphs]


@pytest.fixture
def draft(sample: Workspace) -> Workspace:
    sample.execute(vision_adoption.BeginNewVersion())
    return sample


@pytest.fixture
def reading(draft: Workspace) -> Workspace:
    draft.execute(vision_text.FreezeRevision(DAY))
    draft.execute(vision_text.MoveVisionTo(VisionState.FIRST_READING, DAY))
    return draft


@pytest.fixture
def final(reading: Workspace) -> Workspace:
    reading.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    return reading


@pytest.mark.parametrize("paste", [
    lambda w: vision.AddStatements((PASTE,), "token"),
    lambda w: vision.AddTheme(PASTE),
    lambda w: vision_text.PutParagraph(text=PASTE),
    lambda w: vision_text.PutParagraph(text="Affirm.", second_text=PASTE),
    lambda w: vision_amendments.SubmitAmendment(Action.REPLACE, text(w)[8][0], PASTE),
    lambda w: vision_amendments.SubmitAmendment(Action.DELETE, text(w)[8][0], reason=PASTE),
])  # fmt: skip
def test_a_paste_of_a_hundred_thousand_characters(paste: Callable[[Workspace], Any], draft: Workspace) -> None:
    draft.execute(vision_text.FreezeRevision(DAY))
    with refused(draft, "text-too-long"):
        draft.execute(paste(draft))


def test_a_long_reservation(final: Workspace) -> None:
    final.execute(vision_adoption.RecordPoll(9, (9, 0, 0, 0, 0, 0, 0, 0), DAY))
    with refused(final, "text-too-long"):
        final.execute(vision_adoption.AddReservation(PASTE))
    with refused(final, "reservation-too-long"):
        final.execute(vision_adoption.AddReservation("word " * 101))


@pytest.mark.parametrize("counts", [(10, 0, 0, 0, 0, 0, 0, 0), (9, 0, 0, 0, 0, 0, 0), (-1, 0, 0, 0, 0, 0, 0, 0)])
def test_a_poll_that_cannot_have_happened(counts: tuple[int, ...], final: Workspace) -> None:
    with refused(final, "poll-impossible"):
        final.execute(vision_adoption.RecordPoll(9, counts, DAY))


def test_a_rule_changed_after_the_lock(reading: Workspace) -> None:
    for rule, scale in ((AdoptionRule.CONSENSUS_WITH_RESERVATIONS, Scale.GRADIENTS),
                        (AdoptionRule.CONSENSUS, Scale.FIST_TO_FIVE)):  # fmt: skip
        with refused(reading, "vision-rule-locked"):
            reading.execute(vision_adoption.ChooseAdoptionRule(rule, scale))
    reading.execute(vision_text.MoveVisionTo(VisionState.OUTLINE, DAY))
    with refused(reading, "vision-rule-locked"):  # going back does not open the lock
        reading.execute(vision_adoption.ChooseAdoptionRule(AdoptionRule.CONSENSUS_WITH_RESERVATIONS))


def test_the_fallback_needs_consent_beforehand(draft: Workspace) -> None:
    with refused(draft, "vision-fallback-not-agreed"):
        draft.execute(vision_adoption.ChooseAdoptionRule(AdoptionRule.QUALIFIED_MAJORITY))
    draft.execute(vision_adoption.ChooseAdoptionRule(AdoptionRule.QUALIFIED_MAJORITY, fallback_agreed=True))


def test_an_adopted_text_is_locked(sample: Workspace) -> None:
    one = row(sample).paragraphs[8]
    for command in (vision_text.PutParagraph(one.id, one.kind, "Other words;"), vision_text.DeleteParagraph(one.id),
                    vision.PutVisionText(()), vision_text.MoveVisionTo(VisionState.OUTLINE, DAY),
                    vision_amendments.SubmitAmendment(Action.DELETE, one.id), vision_adoption.EndWithoutAdoption(),
                    vision_adoption.RecordPoll(9, (9, 0, 0, 0, 0, 0, 0, 0), DAY), vision.AddTheme("Late"),
                    vision_adoption.AdoptVision(DAY, "Elsewhere")):  # fmt: skip
        with refused(sample, "vision-adopted"):
            sample.execute(command)
    adopted = sample.query(vision_work.revisions)[-1]
    assert (adopted.adopted, adopted.place, adopted.frozen_on) == (True, "Vientiane", DAY)
    sample.execute(vision_adoption.BeginNewVersion())
    sample.execute(vision_text.PutParagraph(one.id, one.kind, "Other words;"))
    assert sample.query(vision_work.revisions)[-1] == adopted


def test_only_the_drafting_team_changes_words(reading: Workspace) -> None:
    one = row(reading).paragraphs[8]
    with refused(reading, "vision-text-closed"):
        reading.execute(vision_text.PutParagraph(one.id, one.kind, "Other words;"))
    for command in (vision_text.PutParagraph, vision_amendments.DecideAmendment, vision_adoption.RecordPoll):
        with pytest.raises(PermissionError):
            reading.execute(object.__new__(command), audience=Audience.GROUP)
    reading.execute(vision_amendments.SubmitAmendment(Action.DELETE, one.id), audience=Audience.GROUP)
    reading.execute(vision.AddStatements(("Peace begins with water",), "x"), audience=Audience.GROUP)


def test_no_final_text_with_brackets(reading: Workspace) -> None:
    one = row(reading).paragraphs[8]
    reading.execute(vision_amendments.SubmitAmendment(Action.REPLACE, one.id, "Commit [to ask / to say];"))
    with refused(reading, "vision-amendments-open"):
        reading.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    reading.execute(vision_amendments.DecideAmendment(6, AmendmentState.ACCEPTED))
    reading.execute(vision_amendments.ConsolidateAmendments(DAY))
    assert row(reading).brackets == 1
    with refused(reading, "vision-brackets-open"):
        reading.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    reading.execute(vision_text.ResolveBracket(one.id, 0, 1))
    reading.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    last = reading.query(vision_work.revisions)[-1]
    assert next(p.text for p in last.paragraphs if p.id == one.id) == "Commit to say;"
    with pytest.raises(RuleViolation):
        reading.execute(vision_amendments.SubmitAmendment(Action.REPLACE, one.id, "[open"))


def test_re_polls_and_adoption(final: Workspace) -> None:
    disagreeing, willing = (8, 0, 0, 0, 0, 0, 1, 0), (8, 1, 0, 0, 0, 0, 0, 0)
    final.execute(vision_adoption.RecordPoll(9, disagreeing, DAY))
    with refused(final, "vision-discuss-first"):
        final.execute(vision_adoption.AdoptVision(DAY, "Vientiane"))
    final.execute(vision_text.MoveVisionTo(VisionState.REV1, DAY))
    with refused(final, "vision-not-final"):
        final.execute(vision_adoption.RecordPoll(9, willing, DAY))
    final.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    final.execute(vision_adoption.RecordPoll(9, disagreeing, DAY))
    with refused(final, "vision-not-carried"):
        final.execute(vision_adoption.AdoptVision(DAY, "Vientiane"))
    final.execute(vision_adoption.RecordPoll(9, willing, DAY))
    with refused(final, "poll-no-more-rounds"):
        final.execute(vision_adoption.RecordPoll(9, willing, DAY))
    final.execute(vision_adoption.AdoptVision(DAY, "Vientiane"))
    assert row(final).state is VisionState.ADOPTED
    assert [poll.round for poll in row(final).polls] == [1, 2, 3]


def test_five_or_fewer_show_only_the_outcome(final: Workspace) -> None:
    final.execute(vision_adoption.RecordPoll(5, (5, 0, 0, 0, 0, 0, 0, 0), DAY))
    assert not row(final).poll.outcome.may_show_distribution


def test_votes_that_cannot_have_happened(draft: Workspace) -> None:
    theme = row(draft).clusters[0].id
    draft.execute(vision.OpenDotVote(VoteRules(1), 5))
    for tally, voters, code in ((Tally(3, 3), 6, "vote-more-than-present"), (Tally(4, 4), 3, "vote-more-than-present"),
                                (Tally(3, 2), 5, "votes-impossible")):
        with refused(draft, code):
            draft.execute(vision.CountDotVote(((theme, tally),), voters))
    with refused(draft, "vote-has-begun"):
        draft.execute(vision.AddTheme("One more"))
    draft.execute(vision.CountDotVote(((theme, Tally(5, 5)),), 5))
    with refused(draft, "vote-not-open"):
        draft.execute(vision.CountDotVote(((theme, Tally(5, 5)),), 5))


def test_three_statements_a_card(draft: Workspace) -> None:
    draft.execute(vision.AddStatements(("One good idea", "Another good idea"), "card"))
    with refused(draft, "statement-too-many"):
        draft.execute(vision.AddStatements(("A third good idea", "A fourth good idea"), "card"))


def test_merging_keeps_the_originals_and_can_be_taken_back(draft: Workspace) -> None:
    one, other = draft.query(queries.statements)[:2]
    draft.execute(vision.MergeStatement(one.id, other.id))
    merged = next(s for s in draft.query(queries.statements) if s.id == other.id)
    assert merged.originals == ((one.id, one.text),)
    draft.execute(vision.MergeStatement(one.id, None))
    assert one.id in {s.id for s in draft.query(queries.statements)}
    first, second, *_ = row(draft).clusters
    draft.execute(vision.MergeTheme(first.id, second.id))
    shown = row(draft).clusters
    assert shown[0].id == second.id
    assert set(shown[0].statements) == {*first.statements, *second.statements}
    draft.undo()
    assert row(draft).clusters[0].statements == first.statements


def test_what_is_overtaken_falls_and_rises_again(reading: Workspace) -> None:
    one = row(reading).paragraphs[8].id
    for action, said in ((Action.REPLACE, "Commit ourselves to ask;"), (Action.DELETE, "")):
        reading.execute(vision_amendments.SubmitAmendment(action, one, said))
    queue = [a for a in reading.query(vision_work.amendments) if a.state is AmendmentState.SUBMITTED]
    assert [a.action for a in queue] == [Action.DELETE, Action.REPLACE]  # furthest first
    reading.execute(vision_amendments.DecideAmendment(7, AmendmentState.ACCEPTED))
    states = {a.number: a.state for a in reading.query(vision_work.amendments)}
    assert states[6] is AmendmentState.FALLEN
    with refused(reading, "amendment-overtaken"):
        reading.execute(vision_amendments.DecideAmendment(6, AmendmentState.ACCEPTED))
    reading.execute(vision_amendments.DecideAmendment(7, AmendmentState.SUBMITTED))
    states = {a.number: a.state for a in reading.query(vision_work.amendments)}
    assert states[6] is AmendmentState.SUBMITTED
    with refused(reading, "amendment-needs-reason"):
        reading.execute(vision_amendments.DecideAmendment(6, AmendmentState.NOT_ACCEPTED))


def test_nobody_is_listed_until_ticked(sample: Workspace) -> None:
    person = next(s for s in sample.query(vision_work.signers) if s.choice is SignOn.NOT_LISTED)
    sample.execute(vision_adoption.ChooseSignOn(person.id, SignOn.PRESENT))
    sample.execute(vision_adoption.ChooseSignOn(person.id, SignOn.NOT_LISTED))
    again = next(s for s in sample.query(vision_work.signers) if s.id == person.id)
    assert again.choice is SignOn.NOT_LISTED


def test_the_signature_page_is_in_order_of_family_names_or_of_countries(sample: Workspace) -> None:
    names = [signer.name for signer in sample.query(vision_work.signers)]
    expected = ["Tanvir Hasan Bhuiyan", "Emmanuel Dimaandal", "Lê Thị Ánh Tuyết", "Lim Chee Hoong",
                "Nguyen Thi Thu Huong"]  # fmt: skip
    assert [name for name in names if name in expected] == expected
    sample.execute(vision_adoption.ChooseSignOrder(SignOrder.COUNTRY))
    countries = [signer.country for signer in sample.query(vision_work.signers)]
    assert countries == sorted(countries)


def test_only_what_was_polled_ends_without_adoption(draft: Workspace) -> None:
    with refused(draft, "vision-needs-poll"):
        draft.execute(vision_adoption.EndWithoutAdoption())


def test_a_facilitator_may_hold_the_pen_and_the_team_shows_its_balance(draft: Workspace) -> None:
    """One facilitator as pen-holder; country, sex and sector of each are there to balance (4.2)."""
    key = uuid4()
    draft.execute(AddParticipant({"certificate_name": "Zoe Penholder", "sex": Sex.WOMAN,
                                  "role": ParticipantRole.FACILITATOR}, participant_id=key))
    other = next(row for row in draft.query(vision_work.could_draft) if row.id != key)
    draft.execute(vision_text.SetDraftingTeam((key, other.id)))
    people = {row.id: row for row in draft.query(vision_work.could_draft)}
    assert {row.id: row.pen_holder for row in people.values() if row.drafts} == {
        key: True, other.id: False}  # fmt: skip
    assert (people[key].sex, people[key].sector) == (Sex.WOMAN, InstitutionType.OTHER)
    assert len({row.sector for row in people.values()}) > 2


def test_nobody_signs_a_text_that_is_not_adopted(draft: Workspace) -> None:
    listed = next(s for s in draft.query(vision_work.signers) if s.choice is not SignOn.NOT_LISTED)
    with refused(draft, "sign-needs-adopted"):
        draft.execute(vision_adoption.ChooseSignOn(listed.id, SignOn.PRESENT))
    draft.execute(vision_adoption.ChooseSignOn(listed.id, SignOn.NOT_LISTED))  # leaving stays free


@pytest.mark.parametrize("seed", range(4))
def test_undo_of_any_sequence_returns_the_same_text(seed: int, reading: Workspace) -> None:
    """Random amendments, decisions and consolidations; what waits is never lost on the way."""
    chance = random.Random(seed)
    before, texts, steps = database(reading), text(reading), 0
    waiting: set[int] = set()
    for _ in range(22):
        command = _random_command(chance, reading)
        try:
            reading.execute(command)
        except RuleViolation:
            continue
        steps += 1
        rows = {a.number: a for a in reading.query(vision_work.amendments)}
        now = {n for n, a in rows.items() if a.state in (AmendmentState.SUBMITTED, AmendmentState.PARKED)}
        decided = getattr(command, "number", 0)
        lost = {n for n in waiting - now - {decided} if rows[n].state is not AmendmentState.FALLEN}
        assert not lost
        waiting = now
        for paragraph in row(reading).paragraphs:
            assert sum(length for length, _ in paragraph.sources) == len(paragraph.text)
    assert steps > 8
    for _ in range(steps):
        reading.undo()
    assert text(reading) == texts
    assert database(reading) == before


def _random_command(chance: random.Random, workspace: Workspace) -> Any:
    paragraphs = row(workspace).paragraphs
    numbers = [a.number for a in workspace.query(vision_work.amendments) if not a.consolidated]
    kind = chance.choice(["file", "file", "decide", "decide", "consolidate"])
    if kind == "consolidate" or not paragraphs:
        return vision_amendments.ConsolidateAmendments(DAY)
    if kind == "decide" and numbers:
        state = chance.choice(list(AmendmentState))
        return vision_amendments.DecideAmendment(chance.choice(numbers), state, "because", "Affirm what was said;",
                                                 chance.choice(numbers) if state is AmendmentState.MERGED else 0)
    target, after = chance.choice(paragraphs), chance.choice(paragraphs)
    words = target.text.split()
    words[chance.randrange(len(words))] = chance.choice(["peace", "ສັນຕິພາບ", "water"])
    return vision_amendments.SubmitAmendment(chance.choice(list(Action)), target.id, " ".join(words), "why",
                                             after=after.id, kind=ParagraphKind.OPERATIVE)


def test_the_second_column_follows_until_adoption(reading: Workspace) -> None:
    one = row(reading).paragraphs[8]
    reading.execute(vision_text.PutParagraph(one.id, one.kind, one.text, "ຢືນຢັນ [ສັນຕິພາບ / ຄວາມໄວ້ວາງໃຈ];", one.heading))
    assert row(reading).brackets == 1
    with refused(reading, "vision-brackets-open"):
        reading.execute(vision_text.MoveVisionTo(VisionState.FINAL_TEXT, DAY))
    reading.execute(vision_text.ResolveBracket(one.id, 0, 0, second=True))
    assert row(reading).paragraphs[8].second_text == "ຢືນຢັນ ສັນຕິພາບ;"
    assert row(reading).paragraphs[8].text == one.text


def test_a_text_adopted_before_revisions_were_kept_is_frozen(sample: Workspace) -> None:
    from facilitator.persistence.models.vision import VisionRevision

    sample.execute(vision_adoption.BeginNewVersion())
    sample.undo()
    with sample._file.engine.begin() as connection:
        connection.execute(VisionRevision.__table__.delete())
    assert sample.query(vision_work.revisions) == ()
    sample.execute(vision_adoption.BeginNewVersion())
    (kept,) = sample.query(vision_work.revisions)
    assert (kept.adopted, kept.place, kept.frozen_on) == (True, "Vientiane", DAY)
