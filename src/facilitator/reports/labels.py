"""The words that documents use for kinds, levels and grades. Translated when they are shown."""

from __future__ import annotations

from enum import Enum

from facilitator.domain.agenda import Category
from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Independence,
    Instrument,
    OutcomeGrade,
    SourceType,
)  # fmt: skip
from facilitator.domain.groups import GroupRole
from facilitator.domain.people import InstitutionType
from facilitator.domain.root_causes import Agreement, Dimension, Influence, Level
from facilitator.domain.vision import AdoptionRule, Gradient, VisionState
from facilitator.support.i18n import tr

_LABELS: tuple[tuple[Enum, str], ...] = (
    (Category.PLENARY, "Plenary"),
    (Category.LECTURE, "Talk and input"),
    (Category.EXERCISE, "Group work and exercise"),
    (Category.CASE, "Case study"),
    (Category.NEGOTIATE, "Negotiation"),
    (Category.REFLECT, "Reflection"),
    (Category.BREAK, "Break and meal"),
    (InstitutionType.GOVERNMENT, "Government"),
    (InstitutionType.CIVIL_SOCIETY, "Civil society"),
    (InstitutionType.ACADEMIA, "Academia"),
    (InstitutionType.REGIONAL_BODY, "Regional body"),
    (InstitutionType.OTHER, "Other"),
    (GroupRole.MEMBER, "Member"),
    (GroupRole.FACILITATOR, "Facilitator"),
    (GroupRole.RAPPORTEUR, "Rapporteur"),
    (GroupRole.TIMEKEEPER, "Timekeeper"),
    (GroupRole.CRITIC, "Critic"),
    (Level.STRUCTURAL, "Structural"),
    (Level.PROXIMATE, "Proximate"),
    (Dimension.POLITICAL, "Political"),
    (Dimension.ECONOMIC, "Economic"),
    (Dimension.SOCIAL, "Social"),
    (Dimension.SECURITY, "Security"),
    (Dimension.ENVIRONMENTAL, "Environmental"),
    (Dimension.REGIONAL, "Regional"),
    (Influence.HIGH, "High influence"),
    (Influence.MEDIUM, "Medium influence"),
    (Influence.LOW, "Low influence"),
    (Influence.NONE, "No influence"),
    (Agreement.AGREED, "Agreed"),
    (Agreement.CONTESTED, "Contested"),
    (Arena.LOCAL, "Local"),
    (Arena.NATIONAL, "National"),
    (Arena.CROSS_BORDER, "Cross-border"),
    (Arena.REGIONAL, "Regional"),
    (ConflictStatus.ENDED, "Ended"),
    (ConflictStatus.LARGELY_ENDED, "Largely ended"),
    (ConflictStatus.ONGOING_WITH_AGREEMENT, "Ongoing, with an agreement"),
    (ConflictStatus.CONTESTED, "Contested"),
    (CaseState.DRAFT, "Draft"),
    (CaseState.FINAL, "Final"),
    (OutcomeGrade.NOT_ADDRESSED, "Not addressed"),
    (OutcomeGrade.ON_PAPER_ONLY, "On paper only"),
    (OutcomeGrade.STARTED, "Started"),
    (OutcomeGrade.PARTLY_WORKING, "Partly working"),
    (OutcomeGrade.SUBSTANTIALLY_WORKING, "Substantially working"),
    (OutcomeGrade.SUSTAINED, "Sustained"),
    (SourceType.AGREEMENT_TEXT, "Agreement text"),
    (SourceType.OFFICIAL_RECORD, "Official record"),
    (SourceType.UN_OR_REGIONAL_REPORT, "Report of an international or regional body"),
    (SourceType.SCHOLARLY, "Scholarly"),
    (SourceType.NGO, "Non-governmental organisation"),
    (SourceType.MEDIA, "Media"),
    (SourceType.TESTIMONY, "Testimony"),
    (SourceType.OWN_EXPERIENCE, "Own experience"),
    (Independence.PARTY, "A party's own"),
    (Independence.LINKED, "Linked to a party"),
    (Independence.INDEPENDENT, "Independent"),
    (ActorLevel.NATIONAL, "National"),
    (ActorLevel.REGIONAL, "Regional"),
    (ActorLevel.LOCAL, "Local"),
    (Instrument.LAW, "Law"),
    (Instrument.AGREEMENT, "Agreement"),
    (Instrument.INSTITUTION, "Institution"),
    (Instrument.PROGRAMME, "Programme"),
    (Instrument.DIALOGUE, "Dialogue"),
    (Instrument.CONFIDENCE_BUILDING, "Confidence-building"),
    (AdoptionRule.CONSENSUS, "Consensus"),
    (AdoptionRule.CONSENSUS_WITH_RESERVATIONS, "Consensus with reservations"),
    (AdoptionRule.QUALIFIED_MAJORITY, "Qualified majority"),
    (Gradient.WHOLE_HEARTED, "Whole-hearted endorsement"),
    (Gradient.MINOR_CONTENTION, "Agreement with a minor point"),
    (Gradient.SUPPORT_WITH_RESERVATIONS, "Support with reservations"),
    (Gradient.ABSTAIN, "Abstention"),
    (Gradient.MORE_DISCUSSION, "More discussion needed"),
    (Gradient.DISLIKE_BUT_SUPPORT, "Dislike, but will support"),
    (Gradient.SERIOUS_DISAGREEMENT, "Serious disagreement"),
    (Gradient.BLOCK, "Block"),
    (VisionState.GATHERING, "Statements are being gathered"),
    (VisionState.CLUSTERING, "Statements are being clustered"),
    (VisionState.OUTLINE, "Outline"),
    (VisionState.REV0, "Zero draft"),
    (VisionState.FIRST_READING, "First reading"),
    (VisionState.REV1, "First revision"),
    (VisionState.SECOND_READING, "Second reading"),
    (VisionState.FINAL_TEXT, "Final text, not yet polled"),
    (VisionState.POLLED, "Polled"),
    (VisionState.ADOPTED, "Adopted"),
    (VisionState.NOT_ADOPTED, "Not adopted"),
)
_BY_KIND = {(type(value), value.name): words for value, words in _LABELS}
"""By type and name: values of different enums may be equal, as grade 4 and gradient 4 are."""


def label(value: Enum) -> str:
    """The word for a value, in the language of the document."""
    return tr(_BY_KIND[type(value), value.name])
