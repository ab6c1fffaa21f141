"""The demo as a new user meets it: one command, five answers, and a second run that finds nothing new."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.home import Home
from graph.log import EventLog
from ui.demo import QUESTIONS
from ui.sample import DEFAULT_PORT, HOST, load_sample

pytestmark = pytest.mark.timeout(600)
DEALGRAPH = Path(sys.executable).with_name("dealgraph")


@dataclass(frozen=True)
class Demo:
    """A demo that has run once."""

    folder: Path
    env: dict[str, str]
    output: str

    def ask(self, *words: str) -> Any:
        """The JSON that one command prints."""
        env = self.env | {"DEALGRAPH_HOME": str(self.folder)}
        done = subprocess.run([DEALGRAPH, *words, "--json"], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def again(self) -> str:
        done = run(self.folder, self.env)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def events(self) -> Counter[str]:
        log = EventLog.open(Home.at(self.folder).log_url)
        try:
            return Counter(event.type for event in log.read())
        finally:
            log.close()


def run(folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([DEALGRAPH, "demo", "--no-ui", "--folder", folder], env=env, capture_output=True, text=True, check=False)


@contextmanager
def taken(port: int) -> Iterator[None]:
    """While entered, nobody else can have the port."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):  # somebody has it already, which is as good
            holder.bind((HOST, port))
            holder.listen()
        yield


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    base = tmp_path_factory.mktemp("demo")
    env = dict(os.environ)
    # what a user may have set for data of their own, which the demo must leave alone
    env |= {"DEALGRAPH_HOME": str(base / "mine"), "DEALGRAPH_LOG_URL": f"sqlite:///{base / 'mine.sqlite3'}"}
    with taken(DEFAULT_PORT):
        done = run(base / "demo", env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in base.iterdir()} == {"demo"}
    del env["DEALGRAPH_LOG_URL"]
    return Demo(base / "demo", env, done.stdout)


def exclusivity(demo: Demo, use: str, at: str, *more: str) -> Any:
    return demo.ask("exclusivity", "--grantor", "OpenAI", "--grantee", "Microsoft", "--use", use, "--at", at, *more)


def outlets(evidence: list[dict[str, Any]]) -> set[str]:
    return {shown["source"] for shown in evidence}


def test_it_shows_three_questions_with_their_answers(demo: Demo) -> None:
    for question, command in QUESTIONS:
        shown = demo.output.partition(f"== {question}\n$ dealgraph {command}\n")[2].partition("\n== ")[0]
        assert shown.strip(), question


def test_every_page_was_read_and_one_was_corrected(demo: Demo) -> None:
    events = demo.events()
    assert events["article.captured"] == len(load_sample().pages)
    assert events["article.revised"] == 1
    assert events["article.fetch_failed"] == 0
    assert events["story.linked"] >= 3


def test_exclusive_compute_in_2021(demo: Demo) -> None:
    answer = exclusivity(demo, "compute", "2021-06-30")
    assert (answer["answer"], answer["mode"]) == ("yes", "exclusive")
    assert outlets(answer["supporting"]) & {"Meridian Wire", "Stackline"}


def test_first_refusal_on_compute_in_june_2025(demo: Demo) -> None:
    answer = exclusivity(demo, "compute", "2025-06-15")
    assert (answer["answer"], answer["mode"]) == ("no", "first_refusal")


def test_neither_on_compute_in_december_2025(demo: Demo) -> None:
    answer = exclusivity(demo, "compute", "2025-12-15")
    assert answer["answer"] == "no"
    assert answer["mode"] in {"none", "non_exclusive", "preferred"}


def test_hosting_of_stateless_apis_is_disputed_in_march_2026(demo: Demo) -> None:
    answer = exclusivity(demo, "hosting.stateless_api", "2026-03-31")
    assert (answer["answer"], answer["mode"], answer["disputed"]) == ("yes", "exclusive", True)
    settled = exclusivity(demo, "hosting.stateless_api", "2026-05-15")
    assert (settled["answer"], settled["disputed"]) == ("no", False)


def test_what_changed_in_2025(demo: Demo) -> None:
    moved = demo.ask("diff", "--grantor", "OpenAI", "--from", "2025-01-01", "--to", "2025-12-31")["changes"]
    sides = {
        (change["date"], side, right["grantee"], right["mode"])
        for change in moved
        for side, right in (("before", change["before"]), ("after", change["after"]))
        if right and any(use.startswith("compute") for use in right["field_of_use"])
    }
    assert ("2025-01-21", "before", "Microsoft", "exclusive") in sides
    assert ("2025-01-21", "after", "Microsoft", "first_refusal") in sides
    assert ("2025-10-28", "before", "Microsoft", "first_refusal") in sides


def test_the_silent_correction_is_told_by_the_day_of_knowing(demo: Demo) -> None:
    """Until March 2nd one outlet said that the right had ended; its page now says the contrary, under the old date."""
    before, after = (exclusivity(demo, "hosting.stateless_api", "2026-03-01", "--known-at", day) for day in ("2026-02-28", "2026-03-03"))
    assert "Pennant Finance" in outlets(before["opposing"])
    assert "Pennant Finance" not in outlets(after["opposing"])
    assert after["mode"] == "exclusive"


def test_a_demo_keeps_the_port_that_it_began_with(demo: Demo) -> None:
    """Its usual port was taken when it began; a page's address must stay what it was then."""
    port = int((demo.folder / "sample-port").read_text())
    assert port != DEFAULT_PORT
    evidence = exclusivity(demo, "compute", "2021-06-30")["supporting"]
    assert evidence
    assert all(shown["url"].startswith(f"http://{HOST}:{port}/pages/") for shown in evidence)
    before = demo.events()
    with taken(port):
        done = run(demo.folder, demo.env)
    assert done.returncode == 3
    assert f"port {port}" in done.stderr
    assert demo.events() == before


def test_a_second_run_appends_only_its_polls_and_itself(demo: Demo) -> None:
    before = demo.events()
    shown = demo.again()
    assert "looks for what is new" in shown
    assert set(demo.events() - before) == {"run.started", "feed.polled", "run.finished"}
