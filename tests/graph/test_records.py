"""How a source has fared, and how its feeds do: from the graph and the index of the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from saga import told_home
from telling import Telling, dispute, right

from graph import embedded
from graph.deals import DealGraph
from graph.events import Event, NewEvent, feed_stream
from graph.home import Home
from graph.ledger import Ledger
from graph.records import Record
from graph.reviews import claim_reviewed


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Norwick copies Stackline, the Slow Lane denies what both say, and three outlets deny what Stackline has heard."""
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick"), source="Stackline")
    told.say("copy", "2025-03-02", right("Oslund Foods", "Marrick"), source="Norwick Daily", like=["a"])
    told.say("b", "2025-03-01", right("Vexhall", "Kettling", valid_from="2025-03-01", stance="reported"), source="Stackline")
    for source in ("Reuters", "Pennant Finance", "Meridian Wire"):
        told.say(f"no {source}", "2025-03-05", right("Vexhall", "Kettling", change="holds", stance="denied"), source=source)
    told.say("c", "2025-03-06", dispute("Sandmoor", "Oslund Foods"), source="Stackline")
    told.say("d", "2025-03-07", right("Oslund Foods", "Marrick", change="holds", stance="denied"), source="The Slow Lane")
    told.finish()
    home = told_home(tmp_path_factory.mktemp("records"), told)
    yield home
    embedded.stop(home.graph_dir)


def test_what_speaks_against_a_believed_right_or_carries_none_any_more_was_contradicted(home: Home) -> None:
    with DealGraph.open(home) as graph:
        record = graph.record("Stackline")
        assert (record.articles, record.copied, record.copying) == (3, 1, 0)
        assert (record.claims, record.weighed) == (3, 2)
        assert record.share == 0.0
        assert graph.record("The Slow Lane").share == 1.0
        norwick = graph.record("Norwick Daily")
        assert (norwick.copying, norwick.copied, norwick.share) == (1, 0, 0.0)
        assert graph.record("Nobody") == Record(0, 0, 0, 0, 0, 0)
        assert graph.record("Nobody").share is None


def test_a_claim_whose_right_was_revised_away_was_contradicted(tmp_path: Path) -> None:
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", stance="reported"), source="Stackline")
    told.say("b", "2025-03-01", right("Oslund Foods", "Tallow", "preferred"), source="Stackline")
    wrong = told.say("c", "2025-03-01", right("Oslund Foods", "Kirin", "preferred"), source="Norwick Daily")
    (claim,) = told.ledger().statements(wrong)
    told.events.append(claim_reviewed(claim.id, wrong, "reject", {}, by="Ada", why="w"))
    told.finish()
    home = told_home(tmp_path, told)
    with DealGraph.open(home) as graph:
        assert graph.record("Stackline").share == 0.0
        assert graph.record("Norwick Daily").share is None, "a misread claim is not the source's fault"
    embedded.stop(home.graph_dir)


def polled(feed: str, status: str, error: str | None = None) -> NewEvent:
    data = {"feed": feed, "status": status, "http_status": 500 if error else 200, "etag": None, "last_modified": None, "items": 3, "new": 1}
    return NewEvent("feed.polled", feed_stream(feed), {**data, "error": {"code": "x", "message": error} if error else None})


def test_feeds_are_kept_as_they_were_last_polled(tmp_path: Path) -> None:
    good, bad = "https://a.example/feed", "https://b.example/feed"
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick"), source="Stackline")
    seen = NewEvent("item.seen", feed_stream(good), {"feed": good, "item": "1", "url": "https://a", "title": None, "published_at": None})
    new = [*told.events, seen, polled(good, "ok"), polled(bad, "ok"), polled(bad, "failed", "gone"), polled(bad, "failed", "gone")]
    with Ledger(tmp_path / "index") as ledger:
        for n, event in enumerate(new, 1):
            at = datetime(2026, 1, 1, n, tzinfo=UTC)
            ledger.fold([Event(n, f"e{n}", event.stream, n, event.type, 2, at, None, None, event.data)])
        first, second = ledger.feeds()
        assert (first.address, first.status, first.failures, first.error) == (bad, "failed", 2, "gone")
        assert first.answered is not None
        assert first.answered < first.polled
        assert (second.address, second.failures, second.error, second.articles) == (good, 0, None, 1)
        assert ledger.feeds("stackline") == (second,)
        assert ledger.feeds("Nobody") == ()
