"""What every test may use: a home of its own, and the sample week in a real file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("project")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with slow tests first, rules last: so no process waits long for the other at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, HERE / "domain" in item.path.parents))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of settings, copies and logs; never the real one."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FACILITATOR_HOME", str(folder))
    return folder


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys are made of passphrases at once; those of this run are forgotten afterwards."""
    from facilitator.persistence import keys

    monkeypatch.setattr(keys, "PASSES", 1)
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)
    yield
    keys._unlocked.clear()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample week, built once; not to be changed."""
    from facilitator.exchange.sample_week import build_sample

    path = tmp_path_factory.mktemp("sample") / "vientiane-2024.programme"
    build_sample(path).close()
    return path


@pytest.fixture
def sample_path(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample week that the test may change."""
    return Path(shutil.copy(built_sample, tmp_path / built_sample.name))


@pytest.fixture
def sample(sample_path: Path) -> Iterator[object]:
    """The sample week, open for writing."""
    from facilitator.application.workspace import Workspace

    with Workspace.open(sample_path) as workspace:
        yield workspace
