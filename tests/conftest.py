"""What every test may use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from graph import embedded
from graph.home import Home

# a machine that does other things meanwhile is no reason to fail
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("patient"), max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))

for name in ("DEALGRAPH_LLM_URL", "DEALGRAPH_LLM_MODEL", "DEALGRAPH_LLM_KEY"):
    os.environ.pop(name, None)  # a developer's own model is not asked by the tests

pytest_plugins = ["fixtures_servers", "fixtures_pages", "fixtures_nightly", "fixtures_commands"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the checkout; tests that need it skip, loudly, where it is missing."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "gold" / "GUIDE.md").is_file():
        pytest.skip(f"no shared data at {folder.name}/ beside the checkout: this case was NOT tested")
    return folder


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The home that ``dealgraph demo`` makes, for tests that only read it."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")}
    command = [sys.executable, "-P", "-c", "from ui.cli import main; main()", "demo", "--no-ui", "--folder", str(folder)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    yield Home.at(folder)
    embedded.stop(folder / "graph")
