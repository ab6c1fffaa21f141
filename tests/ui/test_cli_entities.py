"""Names in question on the command line: asked, answered, and answered otherwise; the beliefs follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from saga import told_home
from telling import Telling, right

from graph import embedded
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import rebuild
from graph.store import GraphStore
from ui.cli import run

QUESTION = ("exclusivity", "--at", "2025-06-01", "--grantor")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two articles that misspell one company, and one of another with nearly its name."""
    folder = tmp_path_factory.mktemp("home")
    told = Telling()
    told.say("a", "2025-03-01", right("Osterveen Drives", "Zed Industries", valid_from="2025-03-01"))
    told.say("b", "2025-03-02", right("Ostervern Drives", "Marrick", "exclusive", "distribution", valid_from="2025-03-01"))
    told.say("c", "2025-03-03", right("Delta Ferries", "Marrick"), right("Delta Widgets", "Pell Foods"))
    told.say("d", "2025-03-04", right("Delta", "Umber Works"))
    told.finish()
    told_home(folder, told)
    yield folder
    embedded.stop(folder / "graph")


@pytest.fixture
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALGRAPH_HOME", str(folder))
    monkeypatch.setenv("DEALGRAPH_REVIEWER", "Ada")
    return Home.at(folder)


def ask(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    assert run([*words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def events(home: Home) -> int:
    log = EventLog.open(home.log_url)
    try:
        return log.last_seq()
    finally:
        log.close()


def dumps(home: Home) -> tuple[list[str], list[str]]:
    """The graph as it has grown, and as it is made anew."""
    log = EventLog.open(home.log_url)
    try:
        with GraphStore.open(home.graph_url, home.graph_dir) as store, Ledger.open(home.index_file, log) as ledger:
            grown = list(store.dump())
            rebuild(log, store, ledger)
            return [str(row) for row in grown], [str(row) for row in store.dump()]
    finally:
        log.close()


def test_names_in_question_are_listed_with_what_they_may_mean(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = events(home)
    asked = {q["name"]: q for q in ask(capsys, "entities")["questions"]}
    assert [c["name"] for c in asked["Delta"]["candidates"]] == ["Delta Ferries", "Delta Widgets"]
    assert asked["Osterveen Drives"]["candidates"][0]["id"] == "ostervern-drives"
    assert 0.5 <= asked["Osterveen Drives"]["candidates"][0]["confidence"] < 0.95
    assert run(["entities"]) == 0
    assert "Delta Ferries" in capsys.readouterr().out
    assert events(home) == before


def test_an_answer_joins_two_names_and_another_parts_them(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    apart = ask(capsys, *QUESTION, "Osterveen Drives")
    assert {r["grantee"] for r in apart["rights"]} == {"Zed Industries"}
    written = ask(capsys, "entities", "same", "Ostervern Drives", "Osterveen Drives", "--why", "a misprint")
    assert (written["type"], written["data"]["by"], written["graph"]) == ("entity.judged", "Ada", None)
    joined = ask(capsys, *QUESTION, "Ostervern Drives")
    assert joined["question"]["grantor"] == "Osterveen Drives"
    assert {r["grantee"] for r in joined["rights"]} == {"Zed Industries", "Marrick"}
    assert "Osterveen Drives" not in {q["name"] for q in ask(capsys, "entities")["questions"]}
    assert ask(capsys, "entities", "--name", "Ostervern Drives")["id"] == "osterveen-drives"
    grown, anew = dumps(home)
    assert grown == anew
    ask(capsys, "entities", "different", "Osterveen Drives", "Ostervern Drives", "--why", "two after all")
    assert {r["grantee"] for r in ask(capsys, *QUESTION, "Osterveen Drives")["rights"]} == {"Zed Industries"}
    assert {r["grantee"] for r in ask(capsys, *QUESTION, "Ostervern Drives")["rights"]} == {"Marrick"}
    grown, anew = dumps(home)
    assert grown == anew


@pytest.mark.usefixtures("home")
def test_who_is_not_sure_is_not_asked_again_and_keeps_the_two_apart(capsys: pytest.CaptureFixture[str]) -> None:
    ask(capsys, "entities", "unsure", "Delta", "Delta Widgets", "--why", "no telling")
    asked = {q["name"]: [c["name"] for c in q["candidates"]] for q in ask(capsys, "entities")["questions"]}
    assert asked["Delta"] == ["Delta Ferries"]
    assert {r["grantee"] for r in ask(capsys, *QUESTION, "Delta Widgets")["rights"]} == {"Pell Foods"}


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        (("same", "Delta", "Nobody Ever", "--why", "w"), "no article"),
        (("same", "Delta", "DELTA Inc", "--why", "w"), "one name"),
        (("different", "Delta", "Delta Ferries", "--why", " "), "a reason"),
    ],
)
def test_wrong_words_write_nothing(home: Home, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], trouble: str) -> None:
    before = events(home)
    assert trouble in ask(capsys, "entities", *words, status=2)["error"]["message"]
    assert events(home) == before


def test_nobody_answers_without_a_name(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEALGRAPH_REVIEWER")
    before = events(home)
    error = ask(capsys, "entities", "same", "Delta", "Delta Ferries", "--why", "w", status=2)["error"]
    assert "DEALGRAPH_REVIEWER" in error["hint"]
    assert events(home) == before
    assert ask(capsys, "entities")["questions"]
