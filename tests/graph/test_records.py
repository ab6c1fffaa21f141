"""How a source has fared, and how its feeds do: from the graph and the index of the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import tables
from saga import told_home
from tables import telling
from telling import Telling, dispute, right

from graph import embedded
from graph.deals import DealGraph
from graph.events import Event, NewEvent, feed_stream
from graph.home import Home
from graph.ledger import Ledger
from graph.records import Record
from graph.reviews import claim_reviewed


@dataclass(frozen=True)
class Case:
    """What was told of a grantor of its own, and how many of Stackline's claims were contradicted later of how many."""

    name: str
    told: tuple[str, ...]
    counted: tuple[int, int]
    known: str = "2026-11-01"


BEGINS = "2025-03-01 Stackline: Orsk grants Vell exclusive supply, from 2025-03-01"
DENIALS = tuple(f"2025-04-05 {outlet}: Orsk grants Vell exclusive supply, holds, denied" for outlet in ("Reuters", "The Quay", "Norwick"))

CASES = (
    Case("nobody says otherwise", (BEGINS,), (0, 1)),
    Case("a term runs out", (f"{BEGINS}, until 2025-06-30",), (0, 1)),
    Case("an end in the world", (BEGINS, "2025-09-01 Reuters: Orsk grants Vell exclusive supply, ends"), (0, 1)),
    Case("another mode takes its place later", (BEGINS, "2025-09-01 Reuters: Orsk grants Vell preferred supply, from 2025-09-01"), (0, 1)),
    Case("a denial that leaves the right disputed", (BEGINS, DENIALS[0]), (0, 1)),
    Case("denials that leave no credence", (f"{BEGINS}, reported", *DENIALS), (1, 1)),
    Case("the same, before they were published", (f"{BEGINS}, reported", *DENIALS), (0, 1), known="2025-04-04"),
    Case("a denial carries nothing", ("2025-03-01 Stackline: Orsk grants Vell exclusive supply, denied",), (0, 0)),
    Case(
        "others know that it had ended long before",
        (
            "2020-01-10 Reuters: Orsk grants Vell exclusive supply, from 2020-01-10",
            "2025-03-01 Stackline: Orsk grants Vell exclusive supply, holds",
            "2025-09-01 Reuters: Orsk grants Vell exclusive supply, ends, until 2021-05-31",
        ),
        (1, 1),
    ),
    Case(
        "it says so itself",
        (
            "2020-01-10 Reuters: Orsk grants Vell exclusive supply, from 2020-01-10",
            "2025-03-01 Stackline: Orsk grants Vell exclusive supply, holds",
            "2025-09-01 Stackline: Orsk grants Vell exclusive supply, ends, until 2021-05-31",
        ),
        (0, 2),
    ),
    Case(
        "others give the same day another mode",
        (
            f"{BEGINS}, reported",
            "2025-03-20 Reuters: Orsk grants Vell preferred supply, from 2025-03-01",
            "2025-03-21 The Quay: Orsk grants Vell preferred supply, from 2025-03-01",
        ),
        (1, 1),
    ),
    Case(
        "the page takes it back",
        (f"{BEGINS}, reported", "2025-03-20 Stackline corrects 1: nothing", *DENIALS),
        (0, 0),
    ),
    Case(
        "another holder gets the same right",
        (BEGINS, "2025-04-01 Reuters: Orsk grants Tarn exclusive supply, from 2025-04-01"),
        (0, 1),
    ),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """All cases in one graph, each with a grantor and a Stackline of its own; a copy and a misread claim beside them."""
    rows: list[str] = []
    for n, case in enumerate(CASES):
        first = len(rows) + 1
        rows += [
            row.replace("Orsk", f"Orsk {n}").replace("Stackline", f"Stackline {n}").replace("corrects 1", f"corrects {first}")
            for row in case.told
        ]
    told = telling(tables.Case("record", "all", tuple(rows), ()))
    told.say("original", "2025-03-01", right("Oslund Foods", "Marrick"), source="Wire")
    told.say("copy", "2025-03-02", right("Oslund Foods", "Marrick"), source="Norwick Daily", like=["original"])
    told.say("quarrel", "2025-03-06", dispute("Sandmoor", "Oslund Foods"), source="Wire")
    wrong = told.say("wrong", "2025-03-01", right("Oslund Foods", "Kirin", "preferred"), source="Misread Times")
    (claim,) = told.ledger().statements(wrong)
    told.events.append(claim_reviewed(claim.id, wrong, "reject", {}, by="Ada", why="w"))
    told.finish()
    home = told_home(tmp_path_factory.mktemp("records"), told)
    yield home
    embedded.stop(home.graph_dir)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_others_contradicted_later(home: Home, case: Case) -> None:
    with DealGraph.open(home) as graph:
        record = graph.record(f"Stackline {CASES.index(case)}", known_at=date.fromisoformat(case.known))
    assert (record.contradicted, record.weighed) == case.counted


def test_copies_are_counted_as_known(home: Home) -> None:
    with DealGraph.open(home) as graph:
        assert graph.record("Wire") == Record(articles=2, claims=1, weighed=1, contradicted=0, copying=0, copied=1)
        assert graph.record("Norwick Daily") == Record(articles=1, claims=1, weighed=1, contradicted=0, copying=1, copied=0)
        assert graph.record("Wire", known_at=date(2025, 3, 1)) == Record(1, 1, 1, 0, 0, copied=0)
        assert graph.record("Wire", known_at=date(2025, 2, 28)) == Record(0, 0, 0, 0, 0, 0)


def test_a_misread_claim_is_not_the_sources_fault(home: Home) -> None:
    with DealGraph.open(home) as graph:
        assert graph.record("Misread Times").share is None


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
