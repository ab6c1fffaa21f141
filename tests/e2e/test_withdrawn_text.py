"""A text that was erased with its article's withdrawal, and what brings it back: from a site on loopback, and from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ask
from hosting import STORY, Handler, Site, story

from graph import embedded
from graph.blobs import BlobStore
from graph.errors import BlobMissing
from graph.events import article_id
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from ui import analysts
from ui.cli import run

TEXT = "\n\n".join(STORY)
WHY = ("--why", "it stands again")


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home with a graph of its own, which commands find by the environment."""
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DEALGRAPH_REVIEWER", "Ada")
    home = Home.from_env()
    yield home
    embedded.stop(home.graph_dir)


def text(home: Home, article: str) -> str | None:
    """The newest text of the article, as far as it is kept."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        sha = ledger.versions(article)[-1].text
    try:
        return BlobStore(home.blobs_dir).get_text(sha)
    except BlobMissing:
        return None


def test_a_page_read_again_brings_its_text_back(
    own_home: Home, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEALGRAPH_ALLOW_PRIVATE_HOSTS", site.host)
    article = article_id(site.at("/a"))
    ask(capsys, "ingest", site.at("/feed"))
    assert text(own_home, article) == TEXT
    assert ask(capsys, "withdraw", site.at("/a"), "--why", "the outlet took it back")["erased"] == 2
    ask(capsys, "ingest", site.at("/feed"), "--recheck", "all")
    assert text(own_home, article) is None, "it is left alone while it is withdrawn"
    assert run(["withdraw", site.at("/a"), "--undo", *WHY]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "its text was erased when it was withdrawn" in said
    assert "dealgraph ingest --recheck all" in said
    assert text(own_home, article) is None
    ask(capsys, "ingest", site.at("/feed"), "--recheck", "all")
    assert text(own_home, article) == TEXT
    assert ask(capsys, "withdraw", site.at("/a"), "--undo", *WHY)["lost"] is False


def test_a_text_erased_while_a_run_reads_its_page_stays_erased(
    own_home: Home, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEALGRAPH_ALLOW_PRIVATE_HOSTS", site.host)
    article = article_id(site.at("/a"))
    ask(capsys, "ingest", site.at("/feed"))
    kind, page = story("A deal", *STORY)
    erased: list[int] = []

    def withdrawn_meanwhile(handler: Handler) -> None:
        erased.append(analysts.withdraw(own_home, article, why="the outlet took it back").erased)
        handler.answer(200, page.encode(), {"Content-Type": kind})

    site.pages["/a"] = withdrawn_meanwhile
    ask(capsys, "ingest", site.at("/feed"), "--recheck", "all")
    assert erased
    assert text(own_home, article) is None


def test_where_the_page_says_something_else_now_the_text_is_the_new_one(
    own_home: Home, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEALGRAPH_ALLOW_PRIVATE_HOSTS", site.host)
    ask(capsys, "ingest", site.at("/feed"))
    ask(capsys, "withdraw", site.at("/a"), "--why", "w")
    assert ask(capsys, "withdraw", site.at("/a"), "--undo", *WHY)["lost"] is True
    site.pages["/a"] = story("A deal", *STORY, "The two companies would not say what was paid for the rights that one gave the other.")
    assert ask(capsys, "ingest", site.at("/feed"), "--recheck", "all")["counts"]["revised"] == 1
    kept = text(own_home, article_id(site.at("/a")))
    assert kept is not None
    assert kept.startswith(TEXT)


def test_a_file_read_again_brings_its_text_back(own_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deal.txt").write_text(f"A deal\n\n{TEXT}")
    backfill = ("backfill", str(tmp_path / "deal.txt"), "--published", "2026-03-02", "--source", "Wire")
    ask(capsys, *backfill)
    with EventLog.open(own_home.log_url) as log:
        (article,) = (e.data["article"] for e in log.read(types=("article.captured",)))
    assert text(own_home, article) == TEXT
    ask(capsys, "withdraw", article, "--why", "w")
    ask(capsys, *backfill)
    assert text(own_home, article) is None
    ask(capsys, "withdraw", article, "--undo", *WHY)
    ask(capsys, *backfill)
    assert text(own_home, article) == TEXT
