"""A run that is killed: no event is lost, none is told twice, and the next run goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hosting import Handler, Site, home_for, hosted, rss, rss_item, story
from nightly import events

from graph.home import Home
from ingest import ingest

COUNT = 10
PROGRAM = """
import sys
from graph.errors import AlreadyRunning
from graph.home import Home
from ingest import ingest
try:
    ingest(sys.argv[1:], home=Home.from_env())
except AlreadyRunning:
    sys.exit(7)
"""


def facts(home: Home) -> Counter[tuple[str, str]]:
    """What is known, whoever told it: everything but polls and runs."""
    told = (event for event in events(home) if not event.type.startswith(("run.", "feed.")))
    return Counter((event.type, json.dumps(event.data, sort_keys=True)) for event in told)


def start(home: Home, *feeds: str) -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        "DEALGRAPH_HOME": str(home.folder),
        "DEALGRAPH_ALLOW_PRIVATE_HOSTS": ",".join(home.private_hosts),
        "DEALGRAPH_GRAPH_URL": str(home.graph_url),
    }
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *feeds], env=env)


def kill_when(process: subprocess.Popen[bytes], happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happens():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL


def serve(site: Site, pause: float) -> None:
    for n in range(COUNT):
        body = story(f"Title {n}")[1].encode()

        def page(handler: Handler, body: bytes = body) -> None:
            time.sleep(pause)
            handler.answer(200, body, {"Content-Type": "text/html"})

        site.pages[f"/{n}"] = page
    site.pages["/feed"] = rss(*(rss_item(f"/{n}") for n in range(COUNT)))


def test_killed_at_any_point_the_next_run_completes_it(tmp_path: Path) -> None:
    with hosted() as site:
        serve(site, 0.02)
        twin = home_for(tmp_path / "twin", site)
        ingest([site.at("/feed")], home=twin)
        whole = facts(twin)
        assert whole.total() > 3 * COUNT

        home = home_for(tmp_path / "home", site)
        points: list[Callable[[], bool]] = [
            lambda: site.times("/feed") >= 2,
            lambda: site.times("/2") >= 2,
            lambda: site.times("/8") >= 2,
            lambda: any(event.type == "claims.extracted" for event in events(home)),
        ]
        for point in points:
            kill_when(start(home, site.at("/feed")), point)
            so_far = facts(home)
            assert not so_far - whole
            assert max(so_far.values(), default=1) == 1
        report = ingest([site.at("/feed")], home=home)
        assert report.status == "ok"
        assert facts(home) == whole
        runs = Counter(event.type for event in events(home) if event.type.startswith("run."))
        assert runs["run.finished"] == 1
        before = len(events(home))
        ingest([site.at("/feed")], home=home)
        assert len(events(home)) == before + 3


def test_a_second_process_leaves_at_once(tmp_path: Path) -> None:
    with hosted() as site:
        serve(site, 0.3)
        home = home_for(tmp_path / "home", site)
        first = start(home, site.at("/feed"))
        try:
            while not site.times("/0"):
                assert first.poll() is None
                time.sleep(0.01)
            assert start(home, site.at("/feed")).wait(30) == 7
            assert first.wait(60) == 0
        finally:
            first.kill()
            first.wait()
        assert Counter(event.type for event in events(home))["run.started"] == 1
