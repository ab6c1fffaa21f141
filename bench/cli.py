"""How long a warm answer on the command line takes, process start included, and what a process needs at its peak.

    python bench/cli.py [--runs 9]

Side by side in one run: an interpreter that does nothing, ``dealgraph --help``, an ``exclusivity`` answer from a warm embedded
server, and the bare Cypher of the same rights by the driver in a process of its own. The graph is the bundled sample.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_BARE = """
from pathlib import Path
from graph.home import Home
from graph.store import GraphStore
home = Home.from_env()
with GraphStore.open(home.graph_url, home.graph_dir) as store:
    store.read("MATCH (r:Right) WHERE r.grantor = 'openai' RETURN r")
"""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Time of a warm answer on the command line.")
    parser.add_argument("--runs", type=int, default=9, help="counted runs of each command")
    runs = parser.parse_args().runs
    program = [sys.executable, "-P", "-c", "from ui.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        subprocess.run([*program, "demo", "--no-ui", "--folder", str(demo)], check=True, stdout=subprocess.DEVNULL)
        env = {**os.environ, "DEALGRAPH_HOME": str(demo)}
        question = ["exclusivity", "--grantor", "OpenAI", "--grantee", "Microsoft", "--use", "compute", "--at", "2021-06-30", "--json"]
        commands = {
            "python, nothing": [sys.executable, "-c", "pass"],
            "dealgraph --help": [*program, "--help"],
            "the rights by bare Cypher": [sys.executable, "-P", "-c", _BARE],
            "dealgraph exclusivity": [*program, *question],
        }
        for command in commands.values():
            _seconds(command, env)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(_seconds(command, env))
        _stop(demo)
    base = statistics.median(times["dealgraph --help"])
    print(f"{'':28}{'median s':>9}{'worst s':>9}{'x --help':>10}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:28}{median:9.2f}{max(seconds):9.2f}{median / base:10.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process of all, the reading of the sample included: {peak:.0f} MB")


def _seconds(command: Sequence[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _stop(home: Path) -> None:
    from graph import embedded

    embedded.stop(home / "graph")


if __name__ == "__main__":
    main()
