"""A team's installation: the log on PostgreSQL, the graph on Neo4j, the same commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.store import GraphStore

PASSAGES = [
    {
        "id": "1",
        "title": "Brightwell moves to Corvane",
        "text": "Brightwell Labs said on Monday that Corvane Cloud will be its exclusive cloud provider. "
        "Brightwell signed the contract today.",
        "published_at": "2024-03-04",
        "source": "Reuters",
    },
    {
        "id": "2",
        "title": "Brightwell leaves Corvane",
        "text": "Corvane Cloud is no longer the exclusive cloud provider of Brightwell Labs. "
        "The right ended on 30 June 2025, Brightwell Labs said.",
        "published_at": "2025-07-01",
        "source": "Reuters",
    },
]


@pytest.fixture
def env(tmp_path: Path, postgres_database: str, neo4j_url: str, neo4j_graph: GraphStore) -> dict[str, str]:
    assert neo4j_graph.position().seq == 0
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")}
    return clean | {"DEALGRAPH_HOME": str(tmp_path), "DEALGRAPH_LOG_URL": postgres_database, "DEALGRAPH_GRAPH_URL": neo4j_url}


def dealgraph(env: dict[str, str], *words: str, status: int = 0) -> Any:
    command = [sys.executable, "-P", "-c", "from ui.cli import main; main()", *words, "--json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_from_files_to_answers_on_the_teams_servers(env: dict[str, str], tmp_path: Path) -> None:
    archive = tmp_path / "archive.jsonl"
    archive.write_text("".join(json.dumps(p) + "\n" for p in PASSAGES), encoding="utf-8")
    report = dealgraph(env, "backfill", str(archive))
    assert report["status"] == "ok"
    assert report["counts"]["captured"] == 2
    question = ("exclusivity", "--grantor", "Brightwell Labs", "--use", "compute")
    assert dealgraph(env, *question, "--at", "2024-06-01")["answer"] == "yes"
    assert dealgraph(env, *question, "--at", "2025-08-01")["answer"] == "no"
    assert dealgraph(env, *question, "--at", "2025-08-01", "--known-at", "2025-01-01")["answer"] == "yes"
    assert dealgraph(env, "status")["graph"]["verdict"] == "agrees"
    assert dealgraph(env, "cypher", "MATCH (r:Right) RETURN count(r) AS n")["rows"][0][0] > 0
    assert dealgraph(env, "cypher", "MATCH (r:Right) DETACH DELETE r", status=2)["error"]["code"] == "bad_query"
    again = dealgraph(env, "backfill", str(archive))
    assert (again["counts"]["captured"], again["counts"]["claims"]) == (0, 0)
    assert not (tmp_path / "log.sqlite3").exists()
    assert not (tmp_path / "graph").exists()
