"""What tests of the command line share: a home that commands find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import embedded
from graph.home import Home


@pytest.fixture(scope="module")
def home_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for a module's home, whose server ends with the module."""
    folder = tmp_path_factory.mktemp("home")
    yield folder
    embedded.stop(folder / "graph")


@pytest.fixture
def cli_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The home in the module's ``folder``, which commands find by the environment; who writes there is Ada.

    It is one for all tests of the module: each takes back what it has said, and mends what it has broken.
    """
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALGRAPH_HOME", str(folder))
    monkeypatch.setenv("DEALGRAPH_REVIEWER", "Ada")
    return Home.at(folder)
