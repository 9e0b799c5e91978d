"""Answers leave the programme as protected figures and in no other way: nothing else can reach them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import facilitator

SOURCES = Path(facilitator.__file__).parent
BOX = "persistence/secret_box.py"
QUERIES = "application/queries/feedback.py"
WIPE = "application/wipe.py"

MAY_USE = {
    "SecretAnswers": {"persistence/models/secret_box.py", BOX, WIPE},
    "secret_answers": {"persistence/models/secret_box.py", "application/queries/dump.py",
                       "application/groupwork/holdings.py", "application/wiped_columns.py"},
    "closed_answers": {BOX, QUERIES, WIPE},
    "all_answers": {QUERIES, WIPE},
    "results_of": {"domain/feedback/results.py", QUERIES},
    "learning_between": {"domain/feedback/results.py", QUERIES},
    "changes_between": {"domain/feedback/results.py", QUERIES},
    "protected_results": {QUERIES, WIPE, "application/queries/report.py",
                          "reports/feedback_exports.py", "ui/pages/feedback/page.py"},
}  # fmt: skip
"""Each name of what holds or counts answers, and the only modules that know it: the dump and a
group's hand-over to leave the table out, the wipe's list to say what becomes of it."""


def users(name: str) -> set[str]:
    found = set()
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if name in text and name in names_in(text) and "migrations" not in path.parts:
            found.add(path.relative_to(SOURCES).as_posix())
    return found


def names_in(text: str) -> set[str]:
    """What a module imports, calls, defines or writes as a text of its own."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


@pytest.mark.parametrize("name", MAY_USE)
def test_what_counts_answers_is_known_to_few(name: str) -> None:
    assert users(name) == MAY_USE[name]
