"""The commands, one module a feature: frozen dataclasses and their handlers."""

from importlib import import_module

FEATURES = (
    "programme", "agenda", "agenda_import", "agenda_moves", "agenda_plan", "carry_over", "people",
    "attendance", "groups", "root_causes", "conflict_trees", "analysis_sheets", "case_studies",
    "case_parts", "case_presentations", "negotiation", "vision", "vision_text",
    "vision_amendments", "vision_adoption", "certificates", "feedback", "running",
    "data_protection", "report", "groupwork",
)  # fmt: skip


def load_all() -> None:
    """Register the commands of every feature; who gives one has its module loaded anyway."""
    for feature in FEATURES:
        import_module(f"{__name__}.{feature}")
