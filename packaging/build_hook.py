#!/usr/bin/env python3
"""Writes `src/facilitator/_built`: the forms as typed Python modules, and a copy of `resources/`.

Hatchling runs it for every wheel and every editable install; a developer who has changed a form
or a resource runs it alone (`make built`). It writes only what changed, removes what has lost its
source, and must not touch anything outside `_built`, which git ignores.

The forms are compiled with the Qt of the environment that builds. Texts of a form pass through
the catalogue that the whole app uses, not through Qt's own.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script it works without hatchling
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent.parent

# uic writes tr("text", None) or tr("text", "comment"); our catalogue takes the text alone.
HEADER = '''\
"""The form {source}, compiled by packaging/build_hook.py: change that, not this."""

from facilitator.support.i18n import tr as _catalogue


def tr(text: str, _comment: str | None = None) -> str:
    return _catalogue(text)


'''
PACKAGE = '"""Written by packaging/build_hook.py; not for editing."""\n'


class FormError(Exception):
    """A form that cannot be compiled: which, and what uic said."""


class FacilitatorBuildHook(BuildHookInterface):  # type: ignore[misc,type-arg,unused-ignore]
    """Hatchling's way in."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Before files are collected, for a wheel (`standard`) and an editable install alike."""
        build(Path(self.root))


def build(root: Path) -> list[Path]:
    """Bring `_built` up to date; returns the files that were written or removed."""
    built = root / "src" / "facilitator" / "_built"
    wanted: dict[Path, bytes] = {built / "__init__.py": PACKAGE.encode()}
    wanted.update(compiled_forms(root / "forms", built / "forms"))
    wanted.update(copied_resources(root / "resources", built / "resources"))
    return [*written(wanted), *removed(built, set(wanted))]


def compiled_forms(forms: Path, target: Path) -> Iterator[tuple[Path, bytes]]:
    """Each `name.ui` as `name.py` in the same sub-folder, and each folder as a package."""
    yield target / "__init__.py", PACKAGE.encode()
    for form in sorted(forms.rglob("*.ui")):
        module = target / form.relative_to(forms).with_suffix(".py")
        if module.parent != target:
            yield module.parent / "__init__.py", PACKAGE.encode()
        yield module, compiled(form, form.relative_to(forms.parent)).encode()


def compiled(form: Path, name: Path) -> str:
    """The Python module of one form, with our texts and with types for its two methods."""
    command: list[str | Path] = [uic(), "-g", "python", "--tr", "tr", "--no-autoconnection", form]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode or not run.stdout:
        raise FormError(f"{name}: {run.stderr.strip() or 'uic wrote nothing'}")
    return HEADER.format(source=name.as_posix()) + typed(run.stdout, form)


def typed(module: str, form: Path) -> str:
    """uic's two methods with annotations: mypy looks into annotated functions alone."""
    top = ET.parse(form).getroot().find("widget")  # noqa: S314 - our own files
    if top is None:
        raise FormError(f"{form.name}: no top widget")
    name, kind = top.attrib["name"], top.attrib["class"]
    for method in ("setupUi", "retranslateUi"):
        bare = f"def {method}(self, {name}):"
        if bare not in module:
            raise FormError(f"{form.name}: uic no longer writes {bare!r}")
        module = module.replace(bare, f"def {method}(self, {name}: {kind}) -> None:")
    return module


def uic() -> Path:
    """Qt's form compiler, inside the PySide6 of this environment."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise FormError("PySide6 is not installed here: pip install PySide6-Essentials")
    folder = Path(spec.submodule_search_locations[0])
    return folder / "uic.exe" if sys.platform == "win32" else folder / "Qt" / "libexec" / "uic"


def copied_resources(resources: Path, target: Path) -> Iterator[tuple[Path, bytes]]:
    """Every shipped file, hidden ones left out."""
    for path in sorted(resources.rglob("*")):
        parts = path.relative_to(resources).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield target.joinpath(*parts), path.read_bytes()


def written(wanted: dict[Path, bytes]) -> Iterator[Path]:
    """Write what is new or different, so that an unchanged file keeps its time."""
    for path, content in wanted.items():
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path


def removed(built: Path, keep: set[Path]) -> Iterator[Path]:
    """Remove files without a source (Python's own caches apart), then empty folders."""
    for path in sorted(built.rglob("*"), reverse=True):
        if "__pycache__" in path.relative_to(built).parts:
            continue
        if path.is_dir():
            drop_if_hollow(path)
        elif path not in keep:
            path.unlink()
            yield path


def drop_if_hollow(folder: Path) -> None:
    """Remove a folder that holds nothing, or nothing but caches of modules that are gone."""
    if any(path.is_file() and path.suffix != ".pyc" for path in folder.rglob("*")):
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()


if __name__ == "__main__":
    for changed in build(ROOT):
        print(changed.relative_to(ROOT))
