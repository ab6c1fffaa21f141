"""What the last run did, as the log has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from telling import Telling, right

from graph.events import NewEvent, feed_stream, run_stream
from graph.log import EventLog
from graph.runs import last_run


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        yield log


def polled(feed: str, status: str, error: str | None) -> NewEvent:
    data = {"feed": feed, "status": status, "http_status": None, "etag": None, "last_modified": None, "items": 0, "new": 0}
    return NewEvent("feed.polled", feed_stream(feed), {**data, "error": error})


def night(name: str, run: str, status: str) -> list[NewEvent]:
    t = Telling()
    t.say(name, "2025-01-02", right("Osterveen", "Brackholm"))
    return [*t.events, NewEvent("run.finished", run_stream(run), {"kind": "ingest", "status": status, "counts": {"captured": 1}})]


def test_before_the_first_run_there_is_none(log: EventLog) -> None:
    assert last_run(log) is None


def test_a_run_knows_what_it_read_and_what_failed(log: EventLog) -> None:
    log.append([polled("https://old.example/feed", "failed", "gone"), *night("a", "run-1", "ok")])
    first = last_run(log)
    log.append([polled("https://b.example/feed", "failed", "timeout"), polled("https://c.example/feed", "ok", None)])
    log.append(night("b", "run-2", "partial"))
    log.append(night("c", "run-3", "ok")[:-1])  # of a run that has not finished
    second = last_run(log)
    assert first is not None
    assert second is not None
    assert (first.status, first.after, first.failed) == ("ok", None, (("https://old.example/feed", "gone"),))
    assert (second.status, second.after, second.failed) == ("partial", first.finished, (("https://b.example/feed", "timeout"),))
    assert (second.kind, dict(second.counts), second.whole) == ("ingest", {"captured": 1}, True)
    assert len(first.claims) == len(second.claims) == 1
    assert first.claims != second.claims
