"""The nightly run with an optional model: who reads what, what is said of it, and what a model that is away costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chatting import MODEL, PATH, chatting, content, environment, question, right, saying
from hosting import STORY, Site, home_for, hosted, rss, rss_item, status, story
from nightly import events

from graph import embedded
from graph.events import Event, article_id
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from ingest import RunReport, ingest, reextract
from nlp import EXTRACTOR, ChatModel
from ui.cli import run as dealgraph

BY_MODEL = f"llm:{MODEL}"
QUOTE = "Norvane Robotics has granted Aldermoor Logistics the exclusive right to distribute its sorting arms in Norway"
CLAIM = right(QUOTE, "Norvane Robotics", "Aldermoor Logistics", territory="Norway", subject="sorting arms", valid_from="2026-01-01")
INVENTED = right("Norvane Robotics gave everything away", "Norvane Robotics", "Aldermoor Logistics")
SECOND = (
    "Calder Foods has named Pellworm Shipping its exclusive carrier for frozen goods in Denmark, the two companies announced on Monday.",
    "Pellworm Shipping will carry the goods under a contract that runs until the end of 2027, said a person at the harbour of Aarhus.",
)


@pytest.fixture
def site() -> Iterator[Site]:
    with hosted() as site:
        site.pages["/feed"] = rss(rss_item("/a", title="A deal"))
        site.pages["/a"] = story("A deal")
        site.pages["/b"] = story("A carrier", *SECOND)
        yield site


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Home:
    return home_for(tmp_path / "home", site)


@pytest.fixture
def server() -> Iterator[Site]:
    with chatting(saying(CLAIM, INVENTED)) as server:
        yield server


def run(home: Home, site: Site, server: Site | None) -> RunReport:
    return ingest([site.at("/feed")], home=home, model=ChatModel.from_env(environment(server)) if server else None)


def readings(home: Home) -> list[Event]:
    return events(home, "claims.extracted")


def counted(home: Home, article: str) -> str:
    """Whose reading of the article's text counts."""
    log = EventLog.open(home.log_url)
    try:
        with Ledger.open(home.index_file, log) as ledger:
            ledger.follow(log)
            reading = ledger.reading(article, ledger.versions(article)[-1].text)
            assert reading is not None
            return reading.extractor
    finally:
        log.close()


def test_a_night_with_a_model_and_a_night_without_news(home: Home, site: Site, server: Site) -> None:
    report = run(home, site, server)
    (reading,) = readings(home)
    assert reading.data["extractor"] == BY_MODEL
    assert [claim["quote"] for claim in reading.data["claims"]] == [QUOTE]
    assert "\n\n".join(STORY) in question(server.posted[0])
    assert report.status == "ok"
    assert report.notes == ()
    assert report.counts["claims"] == 1
    assert {name: n for name, n in report.counts.items() if "model" in name} == {"model_texts": 1, "model_dropped_quote": 1}
    assert events(home, "run.finished")[-1].data["counts"] == dict(report.counts)
    run(home, site, server)
    assert len(readings(home)) == 1
    assert len(server.posted) == 1


def test_what_a_model_could_not_read_the_rules_read_and_reading_again_asks_once_more(home: Home, site: Site, server: Site) -> None:
    server.pages[PATH] = content("I would rather not.")
    first = run(home, site, server)
    assert first.counts["model_failed_nonsense"] == 1
    assert "nonsense 1" in first.notes[0]
    assert "1 texts were read by another extractor" in first.notes[1]
    assert first.status == "ok"
    run(home, site, server)
    assert [e.data["extractor"] for e in readings(home)] == [EXTRACTOR]
    assert len(server.posted) == 1
    model = ChatModel.from_env(environment(server))
    failed = reextract(home, model=model, adopt=True)
    assert "nonsense 1" in failed.problems[0]
    assert [e.data["extractor"] for e in readings(home)] == [EXTRACTOR]
    server.pages[PATH] = saying(CLAIM)
    found = reextract(home, model=model, adopt=True)
    assert (found.extractor, found.former, found.problems) == (BY_MODEL, {EXTRACTOR: 1}, ())
    assert found.report is not None
    assert found.report.counts["model_texts"] == 1
    assert counted(home, article_id(site.at("/a"))) == BY_MODEL


def test_set_or_unset_it_concerns_new_texts_until_it_is_asked_to_read_again(home: Home, site: Site, server: Site) -> None:
    run(home, site, None)
    assert "read by another extractor" in run(home, site, server).notes[0]
    site.pages["/feed"] = rss(rss_item("/a"), rss_item("/b"))
    run(home, site, server)
    assert [e.data["extractor"] for e in readings(home)] == [EXTRACTOR, BY_MODEL]
    assert ["Calder" in question(body) for body in server.posted] == [True]
    assert reextract(home, adopt=True).former == {BY_MODEL: 1}
    assert counted(home, article_id(site.at("/b"))) == EXTRACTOR


def test_by_the_command_line_to_the_answer(
    site: Site, server: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "home"
    key = "sk-night-and-day"
    env = environment(server, DEALGRAPH_LLM_KEY=key, DEALGRAPH_HOME=str(folder), DEALGRAPH_ALLOW_PRIVATE_HOSTS=site.host)
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    def ask(*words: str) -> Any:
        assert dealgraph([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    try:
        assert ask("ingest", site.at("/feed"))["counts"]["model_texts"] == 1
        answer = ask("exclusivity", "--grantor", "Norvane Robotics", "--territory", "Norway", "--at", "2026-02-01")
        assert answer["answer"] == "yes"
        assert [(e["extractor"], e["quote"], e["rule"]) for e in answer["supporting"]] == [(BY_MODEL, QUOTE, "model")]
        assert ask("status")["log"]["last_run"]["counts"]["model_dropped_quote"] == 1
        assert dealgraph(["status"]) == 0
        assert "its model: dropped quote 1, texts 1" in capsys.readouterr().out
        server.pages[PATH] = status(500)
        site.pages["/feed"] = rss(rss_item("/b"))
        assert dealgraph(["ingest", site.at("/feed")]) == 0
        said = capsys.readouterr()
        assert "http error 1" in said.err
        blobs = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix in (".sqlite3", ".log", ".sqlite3-wal"))
        assert key not in said.out + said.err
        assert key.encode() not in blobs
    finally:
        embedded.stop(folder / "graph")
