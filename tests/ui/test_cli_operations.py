"""What operators ask on the command line: verify finds every kind of damage, rebuild mends it; exports in files."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import neo4j
import pandas as pd
import pytest
from saga import told_home
from telling import Telling, agreement, right

from graph import embedded
from graph.blobs import BlobStore
from graph.home import Home
from graph.store import GraphStore
from ui.cli import run


@pytest.fixture(scope="module")
def folder(home_folder: Path) -> Path:
    """A small archive whose texts are in the store."""
    blobs, told = BlobStore(home_folder / "blobs"), Telling()
    claims = right("Oslund Foods", "Marrick", valid_from="2025-03-01")
    told.say("a", "2025-03-01", claims, raw=blobs.put(b"<p>"))
    told.say("b", "2025-06-02", claims, agreement("Oslund Foods", "Marrick"), raw=blobs.put(b"<p>"), like=["a"])
    names = {e.data["text"]: blobs.put_text(f"text {n}") for n, e in enumerate(told.events) if "url" in e.data}
    told.events = [
        type(e)(e.type, e.stream, {**e.data, **({"text": names[e.data["text"]]} if "text" in e.data else {})}) for e in told.events
    ]
    told.finish()
    return told_home(home_folder, told).folder


def checks(capsys: pytest.CaptureFixture[str], status: int) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["verify", "--json"]) == status
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] == (status == 0)
    return {check["name"]: check["findings"] for check in found["checks"]}


def by_hand(home: Home, cypher: str) -> None:
    server = embedded.attach(home.graph_dir)
    try:
        with neo4j.GraphDatabase.driver(server.url, auth=server.writer) as driver, driver.session(database="beliefs") as session:
            session.run(cypher).consume()
    finally:
        server.release()


@pytest.mark.usefixtures("cli_home")
def test_nothing_is_wrong_with_a_whole_home(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks(capsys, 0) == {"log": [], "blobs": [], "index": [], "graph": []}
    assert run(["verify"]) == 0
    assert "as it should be" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cypher", "told"),
    [
        ("MATCH (r:Right) SET r.mode = 'preferred'", ["Right r-", ': mode is "preferred", not "exclusive"']),
        ("MATCH (:Right)-[e:HELD_BY]->() DELETE e", ["relationships where the last batch left", "-[HELD_BY]-> Entity marrick"]),
        ("CREATE (:Entity:Company {id: 'made-up', name: 'Made Up'})", ["nodes and", 'in the graph alone: Entity made-up {"id": "made-up"']),
        ("MATCH (:Article)-[s:STATES]->() SET s.start = 7", ["-[STATES]-> Claim c-", ": start is 7, not 0"]),
        ("MATCH (e:Entity {id: 'marrick'}) SET e:Person", ["Entity marrick: it is labelled Entity:Company:Person, not Entity:Company"]),
    ],
)
def test_a_graph_edited_by_hand_is_found_and_mended(
    cli_home: Home, capsys: pytest.CaptureFixture[str], cypher: str, told: list[str]
) -> None:
    by_hand(cli_home, cypher)
    found = "\n".join(checks(capsys, 1)["graph"])
    assert all(words in found for words in told), found
    assert run(["rebuild"]) == 0
    checks(capsys, 0)


def test_a_missing_and_a_damaged_text_are_found(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    blob = next(path for path in cli_home.blobs_dir.rglob("*.zst"))
    content = blob.read_bytes()
    blob.unlink()
    assert "is missing" in checks(capsys, 1)["blobs"][0]
    blob.write_bytes(b"not what it was")
    assert "is damaged" in checks(capsys, 1)["blobs"][0]
    blob.write_bytes(content)
    checks(capsys, 0)


def test_an_index_that_says_something_else_is_found_and_mended(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(cli_home.index_file) as index:
        index.execute("UPDATE spelt SET articles = 7")
    index.close()
    assert checks(capsys, 1)["index"] == ["the table spelt of the index is not what the log says"]
    assert run(["rebuild"]) == 0
    checks(capsys, 0)
    cli_home.index_file.write_bytes(b"x" * 5000)
    assert "damaged" in checks(capsys, 1)["index"][0]
    assert run(["rebuild"]) == 0
    checks(capsys, 0)


def test_a_gap_in_the_log_is_found(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    file = cli_home.folder / "log.sqlite3"
    with sqlite3.connect(file) as log:
        kept = log.execute("SELECT sql FROM sqlite_master WHERE name = 'events_no_update'").fetchone()[0]
        log.execute("DROP TRIGGER events_no_update")
        log.execute("UPDATE events SET seq = seq + 100, version = version + 100 WHERE type = 'run.finished'")
    findings = checks(capsys, 1)
    assert list(findings) == ["log"]
    assert [finding.split()[-3:] for finding in findings["log"]] == [["1", "to", "106"], ["lacks", "an", "event"]]
    with sqlite3.connect(file) as log:
        log.execute("UPDATE events SET seq = seq - 100, version = version - 100 WHERE type = 'run.finished'")
        log.execute(kept)
    checks(capsys, 0)


def test_the_export_is_the_graph(cli_home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["export", "--output", str(tmp_path / "all.jsonl")]) == 0
    with GraphStore.open(None, cli_home.graph_dir) as store:
        assert (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines() == list(store.dump())
    capsys.readouterr()
    assert run(["export", "--known-at", "2025-04-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if '"labels":["Article"]' in line]) == 1
    assert not any('"Agreement"' in line for line in lines)


@pytest.mark.usefixtures("cli_home")
def test_tables_are_files_by_label_and_type(tmp_path: Path) -> None:
    assert run(["export", "--format", "csv", "--output", str(tmp_path / "csv")]) == 0
    assert run(["export", "--format", "parquet", "--output", str(tmp_path / "parquet")]) == 0
    with (tmp_path / "csv" / "Right.csv").open(encoding="utf-8") as file:
        rights = list(csv.DictReader(file))
    assert {r["grantor"] for r in rights} == {"oslund-foods"}
    assert json.loads(rights[0]["rules"])
    frame = pd.read_parquet(tmp_path / "parquet" / "HELD_BY.parquet")
    assert set(frame["from"]) == {r["id"] for r in rights}
    assert sorted(p.stem for p in (tmp_path / "csv").iterdir()) == sorted(p.stem for p in (tmp_path / "parquet").iterdir())


@pytest.mark.usefixtures("cli_home")
@pytest.mark.parametrize("words", [["--format", "csv"], ["--format", "csv", "--output", "."], ["--known-at", "soon"]])
def test_an_export_that_cannot_be_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", *words]) == 2
    assert capsys.readouterr().err
