"""Settings: kept, repaired, recent programmes in order; messages and translation."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import facilitator
from facilitator.support import i18n
from facilitator.support.messages import SENTENCES
from facilitator.support.paths import settings_file
from facilitator.support.settings import MOST_RECENT, Settings


def test_settings_come_back(home: Path) -> None:
    settings = Settings(theme="dark", text_scale=125)
    settings.opened(home / "a.programme")
    settings.save()
    assert Settings.load() == settings
    assert settings_file().is_relative_to(home)


@pytest.mark.parametrize("content", [
    "", "[]", "{", '{"theme": "pink", "text_scale": 7, "recent": [1]}', '{"theme": 5, "other": 1}', "\x00\xff",
])  # fmt: skip
def test_damaged_settings_mean_the_defaults(content: str, home: Path) -> None:
    settings_file().write_text(content, encoding="latin-1")
    assert Settings.load() == Settings()


def test_recent_programmes_latest_first_each_once(tmp_path: Path) -> None:
    settings = Settings()
    for number in (*range(MOST_RECENT + 3), 4):
        settings.opened(tmp_path / str(number))
    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0].endswith("4")
    assert len(set(settings.recent)) == MOST_RECENT
    settings.forget(settings.recent[0])
    assert not settings.recent[0].endswith("/4")


def _raised() -> dict[str, set[str]]:
    """Codes of all errors that the package raises, with the parameters given each time."""
    found: dict[str, set[str]] = {}
    for path in Path(facilitator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name)):
                continue
            code = node.args[0]
            if node.func.id in KINDS and isinstance(code, ast.Constant):
                given = {key.arg for key in node.keywords}
                if None not in given:  # **params are checked where they are made
                    found.setdefault(code.value, set(map(str, given))).intersection_update(given)
    return found


KINDS = {"RuleViolation", "EnvironmentProblem"}


def test_every_error_has_a_sentence_that_its_parameters_fill() -> None:
    faults = []
    for code, given in _raised().items():
        names = {n for _, n, _, _ in string.Formatter().parse(SENTENCES.get(code, "")) if n}
        if code not in SENTENCES or not names <= given:
            faults.append((code, sorted(names - given)))
    assert faults == []


def test_every_sentence_is_said_somewhere() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(facilitator.__file__).parent.rglob("*.py")
        if path.name != "messages.py"
    )
    assert [code for code in SENTENCES if f'"{code}"' not in source] == []


def test_the_pseudo_locale_lengthens_and_keeps_the_values() -> None:
    i18n.set_language(i18n.PSEUDO)
    try:
        assert i18n.tr("Save {name}", name="Report").startswith("[Save Report~")
        assert i18n.trn("{n} person", "{n} people", 3).startswith("[3 people~")
    finally:
        i18n.set_language("en")
    assert i18n.tr("Save") == "Save"
