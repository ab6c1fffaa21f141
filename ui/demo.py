"""The demo: the bundled sample from feed to answer to page, by the commands that a user would type.

Everything lives in a folder of its own. A page's address is what tells it from others, so the port at which the sample is
served belongs to that folder: the usual one, or, if that was taken when the folder was made, the one found then. A second demo
in the same folder therefore finds every page known, and appends nothing but its polls and its run.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from graph.home import Home
from graph.log import EventLog
from ui.errors import PortTaken
from ui.sample import DEFAULT_PORT, SampleServer, load_sample, sample_file

QUESTIONS: Final = (
    (
        "Does Microsoft alone host OpenAI's stateless APIs, a month after OpenAI's deal with Amazon?",
        "exclusivity --grantor OpenAI --grantee Microsoft --use hosting.stateless_api --at 2026-03-31",
    ),
    ("Which of OpenAI's rights stood against each other then?", "conflicts --grantor OpenAI --at 2026-03-31"),
    ("What did Microsoft win and lose in 2025?", "diff --grantor OpenAI --grantee Microsoft --from 2025-01-01 --to 2025-12-31"),
)
"""What the demo asks: the question in words, and as a command."""

_GRACE: Final = 15.0
"""Seconds that the pages' server has to end by itself."""


def run_demo(*, ui: bool, port: int | None, folder: Path) -> int:
    """Runs the demo in ``folder`` and returns the exit status of the first command that failed, else 0.

    With ``ui`` it then serves the analysts' pages, at ``port`` if given, until it is interrupted. Raises
    :class:`~ui.errors.PortTaken` when the port of this folder's sample is in use.
    """
    home = Home.at(folder).create()
    with ExitStack() as stack:
        server = stack.enter_context(_serve(home.folder / "sample-port"))
        env = _environment(home, server)
        _say(f"The demo lives in {folder}; your own data is not touched.")
        _say(f"{len(load_sample().pages)} pages and {len(load_sample().feeds)} feeds of made-up outlets are served at {server.origin}")
        opml = sample_file("feeds.opml").read_text(encoding="utf-8").replace(load_sample().origin, server.origin)
        (home.folder / "feeds.opml").write_text(opml, encoding="utf-8")
        if _is_loaded(home):
            _say("The sample has been read before: the nightly run looks for what is new")
        else:
            _say("The nightly run reads the feeds and their pages")
            if status := _dealgraph("ingest --recheck none", env):
                return status
            _say("An outlet has put another text in the place of one page, without a word; the next run reads known pages again")
        server.version = 2
        if status := _dealgraph("ingest --recheck all", env):
            return status
        for question, command in QUESTIONS:
            _say(question)
            if status := _dealgraph(command, env):
                return status
        if not ui:
            _say(f"More of them: DEALGRAPH_HOME={shlex.quote(str(folder))} {shlex.quote(sys.argv[0])} --help")
            return 0
        _say("The same answers as pages; Ctrl-C ends the demo")
        return _dealgraph("ui" + (f" --port {port}" if port else ""), env)


def _serve(kept: Path) -> SampleServer:
    """The sample's server, at the port that ``kept`` names, or at the one that it names from now on."""
    if kept.is_file():
        port = int(kept.read_text(encoding="ascii"))
        try:
            return SampleServer(port).start()
        except OSError as e:
            raise PortTaken(
                f"port {port}, which is part of this demo's addresses, cannot be used: {e.strerror}",
                "Is the demo running already? Stop it first, or start another one with --folder.",
            ) from None
    try:
        server = SampleServer(DEFAULT_PORT).start()
    except OSError:
        server = SampleServer(0).start()
    kept.write_text(f"{server.port}\n", encoding="ascii")
    return server


def _is_loaded(home: Home) -> bool:
    """Whether a nightly run has finished here."""
    with EventLog.open(home.log_url) as log:
        return any(event.data["kind"] == "ingest" for event in log.read(types=("run.finished",)))


def _environment(home: Home, server: SampleServer) -> Mapping[str, str]:
    """This process's environment, but with the demo's home, log and graph, and only the sample's address let through the guard."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")}
    return env | {"DEALGRAPH_HOME": str(home.folder), "DEALGRAPH_ALLOW_PRIVATE_HOSTS": server.address}


def _dealgraph(command: str, env: Mapping[str, str]) -> int:
    """Runs one command as a user would, and returns its exit status. An interruption is the command's to answer."""
    print(f"$ dealgraph {command}", flush=True)
    child = subprocess.Popen([sys.executable, "-P", "-c", "from ui.cli import main; main()", *shlex.split(command)], env=env)
    before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        status = child.wait()
    except KeyboardInterrupt:  # the terminal has told the child as well
        try:
            status = child.wait(_GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            status = child.wait()
    finally:
        signal.signal(signal.SIGTERM, before)
    return status if status >= 0 else 128 - status


def _say(words: str) -> None:
    print(f"\n== {words}", flush=True)
