"""The commands, one module a feature: frozen dataclasses and their handlers."""

from importlib import import_module

FEATURES = ("programme", "agenda", "agenda_moves", "people", "attendance", "groups", "root_causes",
            "case_studies", "negotiation", "vision", "certificates")  # fmt: skip


def load_all() -> None:
    """Register the commands of every feature."""
    for feature in FEATURES:
        import_module(f"{__name__}.{feature}")
