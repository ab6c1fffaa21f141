"""What is refused before anything is written: a log that a newer program has written to, and a clock that is behind the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from saga import told_home
from telling import Telling, right

from graph import embedded
from graph.events import NewEvent
from graph.home import Home
from graph.log import EventLog
from graph.store import GraphStore
from ui.cli import run

NEWER = {"item.seen": 9, "rumour.heard": 1}
CLAIM = '{"grantor": "Oslund Foods", "grantee": "Tallow", "mode": "exclusive", "field_of_use": ["supply"]}'


def write(folder: Path, type_: str, schema_version: int) -> None:
    """What a newer version of the program does: it starts a run, and tells of something in its own way."""
    started = json.dumps({"kind": "ingest", "program": "dealgraph 9.9.0"})
    rows = [("run/new", "run.started", 1, started), ("feed/new", type_, schema_version, "{}")]
    with closing(sqlite3.connect(folder / "log.sqlite3")) as log:
        for stream, name, version, data in rows:
            log.execute(
                "INSERT INTO events SELECT max(seq) + 1, 'new-' || max(seq), ?, 1, ?, ?, '2026-11-02T03:00:00+00:00', 'new', NULL, ? "
                "FROM events",
                (stream, name, version, data),
            )
        log.commit()


@pytest.fixture(scope="module", params=NEWER)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", valid_from="2025-03-01"), source="Norwick Daily")
    told.say("b", "2025-03-02", right("Oslund Foods", "Marrick Group", valid_from="2025-03-01"), source="Norwick Daily")
    told.finish()
    told_home(folder, told)
    write(folder, request.param, NEWER[request.param])
    (folder / "page.txt").write_text("A page\n\nOslund Foods has granted Marrick an exclusive licence.")
    yield folder
    embedded.stop(folder / "graph")


def held(home: Home) -> list[Any]:
    """Everything that a command could write to."""
    state: list[Any] = []
    for file in ("log.sqlite3", home.index_file.name):
        with closing(sqlite3.connect(home.folder / file)) as rows:
            state.append(list(rows.iterdump()))
    with GraphStore.open(None, home.graph_dir) as store:
        state += [store.position(), list(store.dump())]
    return [*state, home.search_file.exists()]


def commands(home: Home) -> Sequence[Sequence[str]]:
    with GraphStore.open(None, home.graph_dir) as store:
        claim = store.read("MATCH (c:Claim) RETURN c.id AS id")[0]["id"]
    return (
        ("status",),
        ("verify",),
        ("rebuild",),
        ("ingest", "http://127.0.0.1:9/feed"),
        ("backfill", str(home.folder / "page.txt"), "--published", "2025-03-03"),
        ("reextract",),
        ("reextract", "--adopt"),
        ("export", "--known-at", "2026-01-01"),
        ("whatif", "--claim", CLAIM),
        ("review", claim, "confirm", "--why", "read it"),
        ("withdraw", "https://a", "--why", "told to"),
        ("sources",),
        ("sources", "rate", "Norwick Daily", "0.4", "--why", "read it"),
        ("entities",),
        ("entities", "same", "Marrick", "Marrick Group", "--why", "read it"),
    )


def test_every_command_that_reads_the_log_refuses_it_and_writes_nothing(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = held(cli_home)
    for words in commands(cli_home):
        assert run(words) == 3, words
        told = capsys.readouterr()
        assert told.out == "", words
        assert "this program does not know" in told.err, words
        assert "dealgraph 9.9.0 wrote this log: use that version. Nothing was written." in told.err, words
    assert held(cli_home) == before


def test_a_run_by_a_clock_that_is_behind_the_log_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(tmp_path))
    (tmp_path / "page.txt").write_text("A page\n\nOslund Foods has granted Marrick an exclusive licence.")
    with EventLog.open(Home.at(tmp_path).log_url, clock=lambda: datetime.now(UTC) + timedelta(days=3)) as log:
        log.append([NewEvent("item.seen", "feed/a")])
        assert run(["backfill", str(tmp_path / "page.txt"), "--published", "2025-03-03"]) == 3
        said = capsys.readouterr().err
        assert "clock says" in said
        assert f"run again from {datetime.now(UTC) + timedelta(days=2):%Y-%m-%d} on" in said
        assert log.last_seq() == 1


@pytest.mark.usefixtures("cli_home")
def test_answers_come_from_the_graph_and_say_what_it_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exclusivity", "--grantor", "Oslund Foods", "--at", "2025-06-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["answer"] == "yes"
    assert any("lacks 2 events" in warning for warning in answer["warnings"])
