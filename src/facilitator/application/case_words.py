"""How fields, steps and gaps of a case study are called: in the form, in refusals, on paper."""

from __future__ import annotations

from facilitator.domain.case_completeness import Missing
from facilitator.domain.case_studies import (
    AgreementKind,
    AgreementStage,
    Confidence,
    Criterion,
    Light,
    Section,
)  # fmt: skip
from facilitator.domain.root_causes import Sensitivity
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of


def field_words(name: str) -> str:
    """The name of a field of the form."""
    return {
        "title": tr("Title"), "country": tr("Country or area"),
        "situation": tr("Situation in brief"), "triggers": tr("Proximate causes and triggers"),
        "process": tr("How agreement was reached"), "unresolved": tr("What remains unresolved"),
        "negative_comparison": tr("A similar case where it failed"),
        "explanation": tr("Why it is a root cause"), "measure": tr("What was done"),
        "evidence": tr("Evidence of implementation"), "authors": tr("Authors"),
        "success_factor": tr("Success factors"),
        "condition": tr("Conditions that may not transfer"),
        "lesson": tr("Lessons for the region"),
    }.get(name, name)  # fmt: skip


def section_words(section: Section) -> str:
    """The name of a step."""
    return {
        Section.SITUATION: tr("Situation"), Section.PARTIES: tr("Parties"),
        Section.CAUSES: tr("Causes and measures"), Section.PROCESS: tr("Process"),
        Section.LESSONS: tr("Lessons"), Section.SOURCES: tr("Sources"),
        Section.SHARING: tr("Sharing"),
    }[section]  # fmt: skip


def short_section_words(section: Section) -> str:
    """The name of a step where there is little room."""
    return tr("Causes") if section is Section.CAUSES else section_words(section)


def light_words(light: Light) -> str:
    """Where a step stands."""
    return {
        Light.NOT_BEGUN: tr("Not begun"), Light.MUST: tr("Needed for final"),
        Light.SHOULD: tr("Could be better"), Light.DONE: tr("Complete"),
    }[light]  # fmt: skip


def gap_words(gap: Missing) -> str:
    """What is missing, as a sentence."""
    params = dict(gap.params)
    for key in ("name", "kind"):
        if key in params:
            params[key] = field_words(str(params[key]))
    return text_of(gap.code, params)


def confidence_words(confidence: Confidence | None) -> str:
    """What the sources of a claim earn it."""
    if confidence is None:
        return tr("No source")
    return {
        Confidence.HIGH: tr("High confidence"), Confidence.MEDIUM: tr("Medium confidence"),
        Confidence.LOW: tr("Low confidence"),
    }[confidence]  # fmt: skip


def grade_guide() -> tuple[str, ...]:
    """What each grade from 0 to 5 means, in the words of the method (2.4)."""
    return (
        tr("0 Not addressed: nothing was done about this cause."),
        tr("1 On paper only: agreed or enacted, not carried out."),
        tr("2 Started: first steps are taken."),
        tr("3 Partly working: some of it works; evidence and a source are needed."),
        tr("4 Substantially working: most of it works, with evidence."),
        tr("5 Sustained: at least five years without relapse; give the years."),
    )


def criterion_words(criterion: Criterion) -> str:
    """What a peer review marks."""
    return {
        Criterion.RELEVANCE: tr("Relevance to the cause"),
        Criterion.PROCESS: tr("Process: quality and inclusion"),
        Criterion.INSTITUTION: tr("An institution or reform that handles grievances"),
        Criterion.SECURITY: tr("People's security"),
        Criterion.RELATIONS: tr("Relations between groups"),
        Criterion.DURABILITY: tr("Durability"),
        Criterion.EVIDENCE: tr("Quality of evidence"),
        Criterion.TRANSFER: tr("Transferability argued honestly"),
    }[criterion]  # fmt: skip


def agreement_kind_words(kind: str) -> str:
    """Who agreed with whom."""
    words: dict[str, str] = {
        AgreementKind.INTER: tr("Between States"),
        AgreementKind.INTER_INTRA: tr("Between States, about an internal conflict"),
        AgreementKind.INTRA: tr("Within a State"), AgreementKind.LOCAL: tr("Local"),
    }  # fmt: skip
    return words.get(kind, kind)


def stage_words(stage: str) -> str:
    """How far an agreement went."""
    words: dict[str, str] = {
        AgreementStage.PRE_NEGOTIATION: tr("Before negotiation"),
        AgreementStage.CEASEFIRE: tr("Ceasefire"),
        AgreementStage.SUBSTANTIVE_PARTIAL: tr("Substantive, partial"),
        AgreementStage.SUBSTANTIVE_COMPREHENSIVE: tr("Substantive, comprehensive"),
        AgreementStage.IMPLEMENTATION: tr("Implementation"),
        AgreementStage.RENEWAL: tr("Renewal"), AgreementStage.OTHER: tr("Other"),
    }  # fmt: skip
    return words.get(stage, stage)


def sensitivity_words(level: Sensitivity) -> str:
    """Who may see a case; printed on every sheet of it."""
    return {
        Sensitivity.OPEN: tr("Open to all"), Sensitivity.GROUP: tr("People in the room"),
        Sensitivity.FACILITATOR: tr("Facilitators alone"),
    }[level]  # fmt: skip
