"""Names in question on the command line: asked, answered, and answered otherwise; the beliefs follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import ask
from saga import told_home
from telling import Telling, right

from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import rebuild
from graph.store import GraphStore
from ui.cli import run

QUESTION = ("exclusivity", "--at", "2025-06-01", "--grantor")


@pytest.fixture(scope="module")
def folder(home_folder: Path) -> Path:
    """Two articles that misspell one company, and one of another with nearly its name."""
    told = Telling()
    told.say("a", "2025-03-01", right("Osterveen Drives", "Zed Industries", valid_from="2025-03-01"))
    told.say("b", "2025-03-02", right("Ostervern Drives", "Marrick", "exclusive", "distribution", valid_from="2025-03-01"))
    told.say("c", "2025-03-03", right("Delta Ferries", "Marrick"), right("Delta Widgets", "Pell Foods"))
    told.say("d", "2025-03-04", right("Delta", "Umber Works"))
    told.finish()
    return told_home(home_folder, told).folder


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


def test_names_in_question_are_listed_with_what_they_may_mean(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = events(cli_home)
    asked = {q["name"]: q for q in ask(capsys, "entities")["questions"]}
    assert [c["name"] for c in asked["Delta"]["candidates"]] == ["Delta Ferries", "Delta Widgets"]
    assert asked["Osterveen Drives"]["candidates"][0]["id"] == "ostervern-drives"
    assert 0.5 <= asked["Osterveen Drives"]["candidates"][0]["confidence"] < 0.95
    assert run(["entities"]) == 0
    assert "Delta Ferries" in capsys.readouterr().out
    assert events(cli_home) == before


def test_an_answer_joins_two_names_and_another_parts_them(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    apart = ask(capsys, *QUESTION, "Osterveen Drives")
    assert {r["grantee"] for r in apart["rights"]} == {"Zed Industries"}
    written = ask(capsys, "entities", "same", "Ostervern Drives", "Osterveen Drives", "--why", "a misprint")
    assert (written["type"], written["data"]["by"], written["graph"]) == ("entity.judged", "Ada", None)
    joined = ask(capsys, *QUESTION, "Ostervern Drives")
    assert joined["question"]["grantor"] == "Osterveen Drives"
    assert {r["grantee"] for r in joined["rights"]} == {"Zed Industries", "Marrick"}
    assert "Osterveen Drives" not in {q["name"] for q in ask(capsys, "entities")["questions"]}
    assert ask(capsys, "entities", "--name", "Ostervern Drives")["id"] == "osterveen-drives"
    grown, anew = dumps(cli_home)
    assert grown == anew
    ask(capsys, "entities", "different", "Osterveen Drives", "Ostervern Drives", "--why", "two after all")
    assert {r["grantee"] for r in ask(capsys, *QUESTION, "Osterveen Drives")["rights"]} == {"Zed Industries"}
    assert {r["grantee"] for r in ask(capsys, *QUESTION, "Ostervern Drives")["rights"]} == {"Marrick"}
    grown, anew = dumps(cli_home)
    assert grown == anew


@pytest.mark.usefixtures("cli_home")
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
def test_wrong_words_write_nothing(cli_home: Home, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], trouble: str) -> None:
    before = events(cli_home)
    assert trouble in ask(capsys, "entities", *words, status=2)["error"]["message"]
    assert events(cli_home) == before


def test_nobody_answers_without_a_name(cli_home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEALGRAPH_REVIEWER")
    before = events(cli_home)
    error = ask(capsys, "entities", "same", "Delta", "Delta Ferries", "--why", "w", status=2)["error"]
    assert "DEALGRAPH_REVIEWER" in error["hint"]
    assert events(cli_home) == before
    assert ask(capsys, "entities")["questions"]
