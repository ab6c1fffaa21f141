"""What analysts say on the command line: one event each, the graph follows, and it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import ask
from saga import told_home
from telling import Telling, right

from graph.blobs import BlobStore
from graph.events import article_id
from graph.home import Home
from graph.log import EventLog
from ui.cli import run

TEXT = "Marrick sells Oslund's soups alone."
QUESTION = ("exclusivity", "--grantor", "Oslund Foods", "--grantee", "Marrick", "--at", "2025-06-01")


@pytest.fixture(scope="module")
def folder(home_folder: Path) -> Path:
    """Two outlets that say the same of one right; the text of the first is in the store, its page shared with the second."""
    blobs, told = BlobStore(home_folder / "blobs"), Telling()
    own, shared = blobs.put_text(TEXT), blobs.put(b"<p>")
    claims = right("Oslund Foods", "Marrick", valid_from="2025-03-01")
    told.say("a", "2025-03-01", claims, source="Norwick Daily", raw=shared)
    told.say("b", "2025-03-02", claims, source="Stackline", raw=shared)
    told.events = [_with(event, text=own) if event.data["article"] == article_id("https://a") else event for event in told.events]
    told.finish()
    return told_home(home_folder, told).folder


def _with(event: Any, **data: Any) -> Any:
    return type(event)(event.type, event.stream, {**event.data, **data})


def types(home: Home) -> list[str]:
    log = EventLog.open(home.log_url)
    try:
        return [event.type for event in log.read()]
    finally:
        log.close()


def test_a_rejected_claim_no_longer_carries_an_answer(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    claim = ask(capsys, *QUESTION)["supporting"][-1]["claim"]
    written = ask(capsys, "review", claim, "reject", "--why", "misread")
    assert (written["type"], written["data"]["by"], written["graph"]) == ("claim.reviewed", "Ada", None)
    assert claim not in [e["claim"] for e in ask(capsys, *QUESTION)["supporting"]]
    told = ask(capsys, "evidence", claim)
    assert told["evidence"]["review"]["verdict"] == "reject"
    assert (told["supports"], told["opposes"]) == ([], [])
    ask(capsys, "review", claim, "reopen", "--why", "read it again")
    assert claim in [e["claim"] for e in ask(capsys, *QUESTION)["supporting"]]
    assert types(cli_home)[-2:] == ["claim.reviewed", "claim.reviewed"]


@pytest.mark.usefixtures("cli_home")
def test_an_amendment_moves_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    for evidence in ask(capsys, *QUESTION)["supporting"]:
        ask(
            capsys,
            "review",
            evidence["claim"],
            "amend",
            "--set",
            "mode=preferred",
            "--set",
            "field_of_use=distribution, media",
            "--why",
            "w",
        )
    answer = ask(capsys, *QUESTION)
    assert (answer["answer"], answer["mode"]) == ("no", "preferred")
    assert {field for r in answer["rights"] for field in r["field_of_use"]} == {"distribution", "media"}
    for evidence in answer["supporting"]:
        ask(capsys, "review", evidence["claim"], "reopen", "--why", "w")
    assert ask(capsys, *QUESTION)["answer"] == "yes"


@pytest.mark.usefixtures("cli_home")
def test_sources_are_listed_and_rated(capsys: pytest.CaptureFixture[str]) -> None:
    before = {row["source"]: row for row in ask(capsys, "sources")["sources"]}
    assert set(before) == {"Norwick Daily", "Stackline"}
    assert before["Stackline"]["by"] == "bundled table"
    credence = ask(capsys, *QUESTION)["credence"]
    ask(capsys, "sources", "rate", "stackline", "0.05", "--why", "often wrong")
    after = {row["source"]: row for row in ask(capsys, "sources")["sources"]}
    assert (after["Stackline"]["rating"], after["Stackline"]["by"], after["Stackline"]["why"]) == (0.05, "Ada", "often wrong")
    assert after["Norwick Daily"] == before["Norwick Daily"]
    assert ask(capsys, *QUESTION)["credence"] < credence
    ask(capsys, "sources", "rate", "Stackline", "default", "--why", "was unfair")
    assert ask(capsys, *QUESTION)["credence"] == credence


def test_a_withdrawn_article_counts_no_more_and_its_text_is_gone(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    blobs = BlobStore(cli_home.blobs_dir)
    own = blobs.put_text(TEXT)
    both = {article_id("https://a"), article_id("https://b")}
    assert {e["article"] for e in ask(capsys, *QUESTION)["supporting"]} == both
    written = ask(capsys, "withdraw", "https://a", "--why", "the outlet took it back")
    assert written["erased"] == 1
    assert not blobs.erase(own)
    assert blobs.get(BlobStore(cli_home.blobs_dir).put(b"<p>")) == b"<p>"
    answer = ask(capsys, *QUESTION)
    assert {e["article"] for e in answer["supporting"]} == {article_id("https://b")}
    ask(capsys, "withdraw", article_id("https://a"), "--undo", "--why", "it stands again")
    assert {e["article"] for e in ask(capsys, *QUESTION)["supporting"]} == both


def test_whatif_compares_and_writes_nothing(cli_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = types(cli_home)
    (moved,) = ask(capsys, "whatif", "--without-source", "Stackline")["changes"]
    assert (moved["change"], moved["before"]["grantee"]) == ("moved", "Marrick")
    assert moved["after"]["credence"] < moved["before"]["credence"]
    assert [said["article"] for said in moved["because"]] == [article_id("https://b")]
    claim = json.dumps({"grantor": "Oslund Foods", "grantee": "Tallow", "mode": "exclusive", "field_of_use": ["media"]})
    (added,) = ask(capsys, "whatif", "--claim", claim, "--published", "2026-01-01", "--source", "Reuters")["changes"]
    assert (added["change"], added["before"], added["after"]["valid_from"]) == ("added", None, "2026-01-01")
    assert run(["whatif", "--without-article", "https://a"]) == 0
    assert "would move" in capsys.readouterr().out
    assert types(cli_home) == before


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        (("review", "c-0000000000000000", "reject", "--why", "w"), "no claim"),
        (("review", "c-0000000000000000", "burn", "--why", "w"), "no verdict"),
        (("review", "c-0000000000000000", "amend", "--why", "w"), "at least one"),
        (("review", "c-0000000000000000", "amend", "--set", "mode", "--why", "w"), "sets nothing"),
        (("review", "c-0000000000000000", "reject", "--why", " "), "a reason"),
        (("sources", "rate", "Nobody", "0.5", "--why", "w"), "no article is from"),
        (("sources", "rate", "Stackline", "1.5", "--why", "w"), "between 0 and 1"),
        (("sources", "rate", "Stackline", "good", "--why", "w"), "no rating"),
        (("withdraw", "https://nowhere.example", "--why", "w"), "no article"),
        (("whatif",), "nothing is supposed"),
        (("whatif", "--without-source", "Nobody"), "no article is from"),
        (("whatif", "--without-article", "https://nowhere.example"), "no article"),
        (("whatif", "--claim", "no file"), "neither JSON nor a file"),
        (("whatif", "--claim", '{"grantor": "Oslund Foods"}'), "not a right claim"),
    ],
)
def test_wrong_words_write_nothing(cli_home: Home, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], trouble: str) -> None:
    before = types(cli_home)
    assert trouble in ask(capsys, *words, status=2)["error"]["message"]
    assert types(cli_home) == before


def test_nobody_writes_without_a_name(cli_home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEALGRAPH_REVIEWER")
    before = types(cli_home)
    error = ask(capsys, "withdraw", "https://a", "--why", "w", status=2)["error"]
    assert "DEALGRAPH_REVIEWER" in error["hint"]
    assert types(cli_home) == before
    assert ask(capsys, "sources")["sources"]


@pytest.mark.usefixtures("cli_home")
def test_a_reader_sees_who_said_what(capsys: pytest.CaptureFixture[str]) -> None:
    claim = ask(capsys, *QUESTION)["supporting"][0]["claim"]
    assert run(["review", claim, "confirm", "--why", "read the page"]) == 0
    assert run(["evidence", claim]) == 0
    assert "confirmed by Ada" in capsys.readouterr().out
    ask(capsys, "review", claim, "reopen", "--why", "w")
    assert run(["sources"]) == 0
    assert "Norwick Daily" in capsys.readouterr().out
