"""Words of the page: states, kinds, actions, points of the scales, warnings."""

from __future__ import annotations

from facilitator.application.rows.vision import AmendmentRow, ParagraphRow
from facilitator.domain.vision import (
    AdoptionRule,
    Fist,
    Gradient,
    ParagraphKind,
    ParagraphState,
    Scale,
    VisionState,
)  # fmt: skip
from facilitator.domain.vision.amendments import Action, AmendmentState
from facilitator.domain.vision.lint import Finding, LintWarning
from facilitator.domain.vision.signing import SignOn
from facilitator.support.i18n import tr, trn


def state_words(state: VisionState) -> str:
    """A state of the procedure."""
    return {
        VisionState.GATHERING: tr("Gathering"), VisionState.CLUSTERING: tr("Clustering and voting"),
        VisionState.OUTLINE: tr("Outline"), VisionState.REV0: tr("Draft"),
        VisionState.FIRST_READING: tr("First reading"), VisionState.REV1: tr("Revised"),
        VisionState.SECOND_READING: tr("Second reading"), VisionState.FINAL_TEXT: tr("Final text"),
        VisionState.POLLED: tr("Polled"), VisionState.ADOPTED: tr("Adopted"),
        VisionState.NOT_ADOPTED: tr("Not adopted"),
    }[state]  # fmt: skip


def kind_words(kind: ParagraphKind) -> str:
    """A kind of paragraph."""
    return {
        ParagraphKind.TITLE: tr("Title"), ParagraphKind.CHAPEAU: tr("Opening"),
        ParagraphKind.PREAMBULAR: tr("Preambular"), ParagraphKind.OPERATIVE: tr("Operative"),
        ParagraphKind.CLOSING: tr("Closing"),
    }[kind]  # fmt: skip


def paragraph_state_words(state: ParagraphState) -> str:
    """How far a paragraph is."""
    return {
        ParagraphState.CLEAN: tr("clean"), ParagraphState.BRACKETED: tr("in brackets"),
        ParagraphState.AGREED: tr("agreed ad referendum"),
    }[state]  # fmt: skip


def called(paragraph: ParagraphRow) -> str:
    """What a paragraph is called: its mark, or its kind."""
    return paragraph.mark or kind_words(paragraph.kind)


def action_words(action: Action) -> str:
    """What an amendment wants."""
    return {
        Action.ADD: tr("Add"), Action.DELETE: tr("Delete"), Action.REPLACE: tr("Replace"),
        Action.MOVE: tr("Move"),
    }[action]  # fmt: skip


def amendment_state_words(state: AmendmentState) -> str:
    """What became of an amendment."""
    return {
        AmendmentState.SUBMITTED: tr("waits"), AmendmentState.ACCEPTED: tr("accepted"),
        AmendmentState.AS_AMENDED: tr("accepted as amended"), AmendmentState.MERGED: tr("merged"),
        AmendmentState.WITHDRAWN: tr("withdrawn"),
        AmendmentState.NOT_ACCEPTED: tr("not accepted"),
        AmendmentState.FALLEN: tr("overtaken, fell"), AmendmentState.PARKED: tr("parked"),
    }[state]  # fmt: skip


def standing(row: AmendmentRow) -> str:
    """The state of an amendment with what it was merged into or overtaken by, where that is known:
    a group's own file does not hold the other one."""
    words = amendment_state_words(row.state)
    if not row.merged_into:
        return words
    if row.state is AmendmentState.MERGED:
        return tr("merged into {number}", number=row.merged_into)
    if row.state is AmendmentState.FALLEN:
        return tr("overtaken by {number}", number=row.merged_into)
    return words


def rule_words(rule: AdoptionRule) -> str:
    """A rule of adoption."""
    return {
        AdoptionRule.CONSENSUS: tr("Consensus"),
        AdoptionRule.CONSENSUS_WITH_RESERVATIONS: tr("Consensus with reservations"),
        AdoptionRule.QUALIFIED_MAJORITY: tr("Qualified majority"),
    }[rule]  # fmt: skip


def rule_sentence(rule: AdoptionRule) -> str:
    """When a rule adopts, and what a block does under it; shown before the vote."""
    return {
        AdoptionRule.CONSENSUS: tr(
            "Adopted if nobody needs more discussion, seriously disagrees or blocks, and at least "
            "half of those present support it. One block stops the text."
        ),
        AdoptionRule.CONSENSUS_WITH_RESERVATIONS: tr(
            "Adopted if nobody blocks, those who need more discussion or seriously disagree are at "
            "most 10 % of the voters, and at least 80 % support it. One block stops the text; each "
            "serious disagreement is recorded as a reservation."
        ),
        AdoptionRule.QUALIFIED_MAJORITY: tr(
            "Adopted if at least 80 % of the voters support it and at most one blocks. One block "
            "does not stop the text; a minority note is printed. Two blocks stop it."
        ),
    }[rule]


def scale_words(scale: Scale) -> str:
    """A scale of agreement."""
    return {
        Scale.GRADIENTS: tr("Eight gradients"),
        Scale.FIST_TO_FIVE: tr("Fist-to-five"),
    }[scale]  # fmt: skip


def point_words(point: int, scale: Scale) -> str:
    """What a point of the scale means."""
    if scale is Scale.FIST_TO_FIVE:
        return {
            Fist.BLOCK: tr("Block"), Fist.SERIOUS: tr("Serious disagreement"),
            Fist.RESERVATIONS: tr("Support with reservations"), Fist.OK: tr("Fine with me"),
            Fist.GOOD: tr("Good"), Fist.LEAD: tr("Will help to lead it"),
        }[Fist(point)]  # fmt: skip
    return {
        Gradient.WHOLE_HEARTED: tr("Whole-hearted endorsement"),
        Gradient.MINOR_CONTENTION: tr("Agreement with a minor point of contention"),
        Gradient.SUPPORT_WITH_RESERVATIONS: tr("Support with reservations"),
        Gradient.ABSTAIN: tr("Abstain"), Gradient.MORE_DISCUSSION: tr("More discussion needed"),
        Gradient.DISLIKE_BUT_SUPPORT: tr("Don't like it but will support it"),
        Gradient.SERIOUS_DISAGREEMENT: tr("Serious disagreement"), Gradient.BLOCK: tr("Block"),
    }[Gradient(point)]  # fmt: skip


def sign_words(choice: SignOn) -> str:
    """How somebody stands on the signature page."""
    return {
        SignOn.SIGN: tr("Signs"), SignOn.WITH_RESERVATION: tr("Signs with a reservation"),
        SignOn.PRESENT: tr("Present, not signing"), SignOn.NOT_LISTED: tr("Not listed"),
    }[choice]  # fmt: skip


def warning_words(warning: LintWarning) -> str:
    """What a warning says."""
    found, better = warning.words, warning.better
    return {
        Finding.TOO_SHORT: tr("The text has {found} words; 400 to 800 are usual.", found=found),
        Finding.TOO_LONG: tr("The text has {found} words; 400 to 800 are usual.", found=found),
        Finding.PARAGRAPH_LONG: tr("{found} words; 60 are enough for a paragraph.", found=found),
        Finding.OPENING: tr("It opens with “{found}”; usual are words such as {better}.",
                            found=found, better=better),
        Finding.PUNCTUATION: tr("It ends with “{found}” and not with “{better}”.", found=found,
                                better=better),
        Finding.BLAME: tr("It may blame a State by name ({found}).", found=found),
        Finding.PERSON: tr("It names a person ({found}).", found=found),
        Finding.STATE_NAME: tr("“{found}”: the official short name is {better}.", found=found,
                               better=better),
        Finding.NO_MANDATE: tr("“{found}”: the room has no mandate for it; better {better}.",
                               found=found, better=better),
        Finding.ORDER: tr("The parts do not stand in their usual order."),
        Finding.SECOND_TITLE: tr("The text has a title already. Choose another kind."),
        Finding.COUNT: _count_words(found, better),
        Finding.BRACKET: trn("{n} bracket is open.", "{n} brackets are open.", int(found or 0))
        if warning.finding is Finding.BRACKET else "",
    }[warning.finding]  # fmt: skip


def _count_words(found: str, better: str) -> str:
    kind, _, number = found.partition(":")
    if kind == ParagraphKind.PREAMBULAR.value:
        return tr(
            "{number} preambular paragraphs; {better} are usual.", number=number, better=better
        )
    return tr("{number} operative paragraphs; {better} are usual.", number=number, better=better)
