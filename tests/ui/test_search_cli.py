"""``dealgraph search`` on a told home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from saga import told_home
from telling import Telling, agreement, right

from graph import embedded
from graph.answers import Evidence
from graph.blobs import BlobStore
from graph.home import Home
from graph.log import EventLog
from nlp import ClaimIndex
from ui.cli import run

QUOTE = "Only Aldermoor may sell Norvane's ferries in the Baltic"
REPORTS = (
    "Norvane gives its Baltic ferries to Aldermoor. The shipyard in Gdansk said on Monday that Aldermoor alone may sell them.",
    "From Monday on Aldermoor alone sells the ferries that Norvane builds in Gdansk, in all ports of the Baltic, the yard said.",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("search")
    blobs = BlobStore(folder / "blobs")
    texts = [blobs.put_text(text) for text in (*REPORTS, "Harrow and Tessel signed for wheat.")]
    t = Telling()
    t.say("a.example/1", "2024-01-02", right("Norvane", "Aldermoor", "exclusive", "distribution", quote=QUOTE, valid_to="2026-01-01"))
    t.say("b.example/2", "2024-01-03", right("Norvane", "Aldermoor", "exclusive", "distribution", quote=QUOTE + ", it said"))
    t.say("c.example/3", "2025-03-01", agreement("Tessel", "Harrow", type="supply", quote="Tessel will sell wheat to Harrow", char_end=32))
    copied = right("Norvane", "Aldermoor", "exclusive", "distribution", quote=QUOTE, valid_to="2026-01-01")
    t.say("d.example/4", "2024-01-04", copied, like=["a.example/1"])
    for n, text in enumerate(texts):
        for at in (2 * n, 2 * n + 1):
            t.events[at] = replace(t.events[at], data={**t.events[at].data, "text": text})
    t.finish()
    home = told_home(folder, t)
    log = EventLog.open(home.log_url)
    assert ClaimIndex(home.search_file).update(log, blobs.get_text) is None
    log.close()
    yield home
    embedded.stop(folder / "graph")


def ask(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALGRAPH_HOME", str(home.folder))
    assert run(["search", *words]) == status
    out = capsys.readouterr().out
    return json.loads(out) if "--json" in words else out


def test_json_has_evidence_scores_and_events(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(home, monkeypatch, capsys, "who may sell ships on the sea", "--json")
    assert found["question"] == {"text": "who may sell ships on the sea", "at": None, "known_at": found["question"]["known_at"]}
    assert found["problem"] is None
    first, second = found["results"][:2]
    assert set(first) == {*Evidence.__dataclass_fields__, "score", "event"}
    assert {first["title"], second["title"]} == {"a.example/1", "b.example/2"}
    assert first["event"] == second["event"] == 0
    copied = next(row for row in found["results"] if row["title"] == "a.example/1")
    assert copied["copies"] == ["https://d.example/4"]


def test_events_months_apart_are_two(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(home, monkeypatch, capsys, "who sells wheat or ferries", "--json")
    assert {row["title"]: row["event"] for row in found["results"]}["c.example/3"] not in [
        row["event"] for row in found["results"] if row["title"] != "c.example/3"
    ]


def test_both_clocks_and_the_limit_count(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def titles(*more: str) -> set[str]:
        return {row["title"] for row in ask(home, monkeypatch, capsys, "ferries and wheat that are sold", "--json", *more)["results"]}

    assert titles() == {"a.example/1", "b.example/2", "c.example/3"}
    assert titles("--known-at", "2024-01-02") == {"a.example/1"}
    assert titles("--at", "2026-06-01") == {"b.example/2", "c.example/3"}
    assert titles("--at", "2024-06-01") == {"a.example/1", "b.example/2"}
    assert titles("--at", "2020-01-01") == set()
    assert len(titles("--limit", "1")) == 1


def test_what_an_analyst_has_rejected_is_not_found_until_it_is_opened_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def titles() -> set[str]:
        return {row["title"] for row in ask(home, monkeypatch, capsys, "who sells wheat", "--json")["results"]}

    wheat = ask(home, monkeypatch, capsys, "who sells wheat", "--json")["results"][0]
    assert wheat["title"] == "c.example/3"
    monkeypatch.setenv("DEALGRAPH_REVIEWER", "Ann")
    assert run(["review", wheat["claim"], "reject", "--why", "it is barley"]) == 0
    try:
        assert "c.example/3" not in titles()
    finally:
        assert run(["review", wheat["claim"], "reopen", "--why", "it is wheat after all"]) == 0
    assert "c.example/3" in titles()


def test_the_page_groups_reports_of_one_event(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = ask(home, monkeypatch, capsys, "who sells the ferries")
    assert page.count("a.example/1\n") >= 1
    assert "Using only what was known on" in page
    assert "No claim is about that." in ask(home, monkeypatch, capsys, "a choir that sings in the rain")


def test_bad_words_and_a_missing_index(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(home, monkeypatch, capsys, " ", "--json", status=2)["error"]["code"] == "bad_input"
    assert ask(home, monkeypatch, capsys, "a", "--limit", "0", "--json", status=2)["error"]["code"] == "usage"
    assert ask(home, monkeypatch, capsys, "a", "--at", "soon", "--json", status=2)["error"]["code"] == "bad_date"
    kept = home.search_file.rename(tmp_path / "kept")
    try:
        error = ask(home, monkeypatch, capsys, "ferries", "--json", status=3)["error"]
    finally:
        kept.rename(home.search_file)
    assert error["code"] == "index_missing"
    assert "rebuild" in error["hint"]
