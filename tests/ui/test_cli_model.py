"""``dealgraph extract`` with a model set: it reads, says so, and leaves to the rules what it cannot."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chatting import MODEL, PATH, chatting, environment, right, saying
from hosting import Site, status

from ui.cli import run

QUOTE = "Norvane Robotics has granted Aldermoor Logistics the exclusive right to distribute its sorting arms in Norway"
TEXT = f"{QUOTE}, the companies said."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with chatting(saying(right(QUOTE, "Norvane Robotics", "Aldermoor Logistics"))) as server:
        for name, value in environment(server, DEALGRAPH_LLM_KEY="sk-secret").items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def source(tmp_path: Path) -> str:
    rows = [{"id": str(n), "title": "", "text": TEXT, "published_at": "2025-11-03"} for n in range(2)]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def test_a_file_is_read_by_the_model_and_says_so(server: Site, source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.jsonl"
    assert run(["extract", "--input", source, "--output", str(target), "--explain"]) == 0
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["extractor"] for row in rows] == [f"llm:{MODEL}"] * 2
    assert [(c["rule"], c["quote"], c["explanation"]["attributes"]) for c in rows[0]["claims"]] == [("model", QUOTE, {})]
    said = capsys.readouterr().err
    assert f"the model {MODEL} at {server.host} reads" in said
    assert "sk-secret" not in said


def test_on_standard_output_nothing_is_mixed_in(server: Site, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    server.pages[PATH] = status(500)
    assert run(["extract", "--input", source, "--output", "-"]) == 0
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert ["extractor" in row for row in rows] == [False, False]
    assert all(row["claims"] for row in rows)
    told = " ".join(said.err.split())
    assert "the rules have read some texts" in told
    assert "http error 2" in told


def test_a_page_to_read_has_the_models_claims(server: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TEXT))
    assert run(["extract", "--explain"]) == 0
    assert "Rule model" in capsys.readouterr().out
    assert len(server.posted) == 1


def test_an_address_that_is_none_is_wrong_words(source: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEALGRAPH_LLM_URL", "models.example")
    monkeypatch.setenv("DEALGRAPH_LLM_MODEL", MODEL)
    for words in (["extract", "--input", source, "--output", "-", "--json"], ["ingest", "http://wire.example/feed", "--json"]):
        assert run(words) == 2
        assert "DEALGRAPH_LLM_URL" in json.loads(capsys.readouterr().out)["error"]["message"]
