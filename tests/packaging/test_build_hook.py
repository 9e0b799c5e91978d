"""The build hook: forms become typed modules that speak our languages, resources travel along."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.support import i18n

ROOT = Path(__file__).resolve().parents[2]
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>GreetingPage</class>
 <widget class="QWidget" name="GreetingPage">
  <layout class="QVBoxLayout" name="layout">
   <item><widget class="QLabel" name="label">
    <property name="text"><string>&amp;Name of "Đặng" {0}
100 %</string></property>
    <property name="buddy"><cstring>edit</cstring></property>
   </widget></item>
   <item><widget class="QLineEdit" name="edit">
    <property name="accessibleName"><string comment="of a person">Name</string></property>
   </widget></item>
  </layout>
 </widget>
</ui>
"""


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hook() -> ModuleType:
    return loaded(ROOT / "packaging" / "build_hook.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small checkout: one form, one resource, one hidden file."""
    (tmp_path / "forms" / "pages").mkdir(parents=True)
    (tmp_path / "forms" / "pages" / "greeting.ui").write_text(FORM, encoding="utf-8")
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    (tmp_path / "resources" / "icons" / "x.svg").write_bytes(b"<svg/>\r\n")
    (tmp_path / "resources" / ".hidden").write_bytes(b"")
    return tmp_path


def built_files(tree: Path) -> set[str]:
    built = tree / "src" / "facilitator" / "_built"
    return {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}


def test_forms_and_resources_arrive(hook: ModuleType, tree: Path) -> None:
    hook.build(tree)
    assert built_files(tree) == {
        "__init__.py",
        "forms/__init__.py",
        "forms/pages/__init__.py",
        "forms/pages/greeting.py",
        "resources/icons/x.svg",
    }
    copy = tree / "src" / "facilitator" / "_built" / "resources" / "icons" / "x.svg"
    assert copy.read_bytes() == b"<svg/>\r\n", "byte for byte"


def test_only_what_changed_is_written(hook: ModuleType, tree: Path) -> None:
    assert len(hook.build(tree)) == 5
    assert hook.build(tree) == []
    form = tree / "forms" / "pages" / "greeting.ui"
    form.write_text(FORM.replace("Name of", "Names of"), encoding="utf-8")
    assert [path.name for path in hook.build(tree)] == ["greeting.py"]


def test_what_lost_its_source_goes(hook: ModuleType, tree: Path) -> None:
    hook.build(tree)
    cache = tree / "src" / "facilitator" / "_built" / "forms" / "pages" / "__pycache__"
    cache.mkdir()
    (cache / "greeting.cpython-311.pyc").write_bytes(b"")
    shutil.rmtree(tree / "forms" / "pages")
    (tree / "resources" / "icons" / "x.svg").unlink()
    hook.build(tree)
    assert built_files(tree) == {"__init__.py", "forms/__init__.py"}
    assert not cache.parent.exists()


def test_a_broken_form_is_named(hook: ModuleType, tree: Path) -> None:
    (tree / "forms" / "broken.ui").write_text("<ui><widget", encoding="utf-8")
    with pytest.raises(hook.FormError, match=r"forms/broken\.ui"):
        hook.build(tree)


def test_texts_pass_through_the_catalogue(
    hook: ModuleType, tree: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.build(tree)
    built = tree / "src" / "facilitator" / "_built"
    form = loaded(built / "forms" / "pages" / "greeting.py").Ui_GreetingPage()
    widget = QWidget()
    qtbot.addWidget(widget)
    form.setupUi(widget)
    assert form.label.text() == '&Name of "Đặng" {0}\n100 %'
    assert form.edit.accessibleName() == "Name"
    monkeypatch.setattr(i18n, "_translation", i18n._PseudoTranslations())
    form.retranslateUi(widget)
    assert form.edit.accessibleName() == "[Name~~]"


def test_mypy_knows_the_widgets_of_a_form(hook: ModuleType, tree: Path) -> None:
    hook.build(tree)
    use = tree / "use.py"
    use.write_text(
        "from PySide6.QtWidgets import QWidget\n"
        "from greeting import Ui_GreetingPage\n"
        "form = Ui_GreetingPage()\n"
        "form.setupUi(QWidget())\n"
        "reveal_type(form.edit)\n",
        encoding="utf-8",
    )
    folder = tree / "src" / "facilitator" / "_built" / "forms" / "pages"
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(use)]
    environment = {"MYPYPATH": f"{folder}:{ROOT / 'src'}", "PATH": ""}
    run = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    assert 'Revealed type is "PySide6.QtWidgets.QLineEdit"' in run.stdout, run.stdout + run.stderr
    assert run.returncode == 0


@pytest.mark.slow
def test_a_wheel_holds_forms_and_resources(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("packaging", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("_built", "__pycache__")
    )
    (tmp_path / ".gitignore").write_text("/src/facilitator/_built/\n", encoding="utf-8")
    (tmp_path / "forms" / "pages").mkdir(parents=True)
    (tmp_path / "forms" / "pages" / "greeting.ui").write_text(FORM, encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert "facilitator/_built/forms/pages/greeting.py" in names
    shipped = {
        path.relative_to(ROOT / "resources").as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert {f"facilitator/_built/resources/{name}" for name in shipped} <= names
    licences = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "OFL-Inter.txt", "OFL-Noto.txt", "LICENSE-lucide.txt"}
