"""Whole stories through the front door: served, ingested by the nightly command, asked by the judge's questions."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph import embedded

pytestmark = pytest.mark.timeout(900)
PROGRAM = [sys.executable, "-P", "-c", "from ui.cli import main; main()"]
FLOOR = 42
"""Of 44. A step backwards fails; what is reached is told in bench/README.md."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(sagas: Path, port: int, version: int) -> Iterator[None]:
    server = subprocess.Popen(
        [sys.executable, sagas / "serve.py", "--port", str(port), "--version", str(version)], stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(10)


def test_the_sagas_are_read_and_answered(shared: Path, tmp_path: Path) -> None:
    sagas, home, port = shared / "sagas", tmp_path / "home", free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")}
    env |= {"DEALGRAPH_HOME": str(home), "DEALGRAPH_ALLOW_PRIVATE_HOSTS": f"127.0.0.1:{port}"}
    feeds = [f"http://127.0.0.1:{port}/{path.relative_to(sagas).as_posix()}" for path in sorted(sagas.glob("*/feeds/*.xml"))]
    try:
        counts = []
        for version in (1, 2):
            with served(sagas, port, version):
                command = [*PROGRAM, "ingest", *feeds, "--recheck", "all", "--json"]
                done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stdout + done.stderr
                counts.append(json.loads(done.stdout)["counts"])
        assert counts[0]["captured"] == 24
        assert (counts[1]["captured"], counts[1]["revised"]) == (0, 1)
        judge = [sys.executable, str(sagas / "judge.py"), "--version", "2", "--cmd", shlex.join(PROGRAM), "--json"]
        verdict = json.loads(subprocess.run(judge, env=env, capture_output=True, text=True, check=False).stdout)
        assert verdict["total"] == 44
        assert verdict["passed"] >= FLOOR, [q["id"] for q in verdict["questions"] if not q["pass"]]
    finally:
        embedded.stop(home / "graph")
