"""Set-up: done once, repeated when its reasons change, and honest where it may not install."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONG_AGO = 1_000_000_000
STAMPS = (
    ".app-is-installed",
    ".test-tools-are-installed",
    ".forms-and-resources-are-built",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, its path with a space in it, where everything is set up already."""
    root = tmp_path / "check out"
    (root / "forms").mkdir(parents=True)
    (root / "resources").mkdir()
    shutil.copytree(
        ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    (root / "forms" / "page.ui").write_text("<ui/>", encoding="utf-8")
    for path in [root / "forms", root / "resources", *root.rglob("*.*"), root / "Makefile"]:
        os.utime(path, (LONG_AGO, LONG_AGO))
    (root / ".venv").mkdir()
    for age, name in enumerate(STAMPS, start=1):
        (root / ".venv" / name).touch()
        os.utime(root / ".venv" / name, (LONG_AGO + age, LONG_AGO + age))
    return root


def planned(checkout: Path, target: str) -> str:
    command = ["make", "--dry-run", target]
    return subprocess.run(
        command, cwd=checkout, check=True, capture_output=True, text=True, env=make_free()
    ).stdout


def make_free() -> dict[str, str]:
    """The environment without what an outer make tells an inner one."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


@pytest.mark.parametrize("target", ["demo", "test", "run", "check"])
def test_a_second_make_sets_nothing_up(checkout: Path, target: str) -> None:
    plan = planned(checkout, target)
    assert "setup.sh" not in plan
    assert "build_hook.py" not in plan


def test_new_requirements_are_installed(checkout: Path) -> None:
    (checkout / "pyproject.toml").touch()
    assert "setup.sh app" in planned(checkout, "demo")
    assert "setup.sh test" not in planned(checkout, "demo"), "the demo needs no test tools"
    assert "setup.sh test" in planned(checkout, "test")


@pytest.mark.parametrize("change", ["changed", "added", "deleted"])
def test_changed_forms_are_built_without_an_installation(checkout: Path, change: str) -> None:
    form = checkout / "forms" / "page.ui"
    if change == "changed":
        form.touch()
    elif change == "added":
        (checkout / "forms" / "other.ui").touch()
        os.utime(checkout / "forms" / "other.ui", (LONG_AGO, LONG_AGO))
    else:
        form.unlink()
    plan = planned(checkout, "run")
    assert "build_hook.py" in plan
    assert "setup.sh" not in plan


@pytest.fixture
def bare_system(tmp_path: Path) -> dict[str, str]:
    """An environment whose loader knows no library, and whose user may not install any."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, answer in (("ldconfig", ""), ("id", "1000"), ("uname", "Linux")):
        script = tools / name
        script.write_text(f"#!/bin/sh\necho {answer}\n", encoding="utf-8")
        script.chmod(0o755)
    return {**make_free(), "PATH": f"{tools}:{os.environ['PATH']}"}


def test_what_may_not_be_installed_is_named(checkout: Path, bare_system: dict[str, str]) -> None:
    shutil.rmtree(checkout / ".venv")
    run = subprocess.run(
        ["make", "demo"],
        cwd=checkout,
        env=bare_system,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "libGL.so.1" in run.stderr
    assert "libxcb-cursor0" in run.stderr
    assert not (checkout / ".venv").exists(), "nothing begun that cannot be finished"
