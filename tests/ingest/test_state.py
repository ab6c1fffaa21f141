"""The fold: what ingest knows of feeds and articles from the log alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.events import Event, article_id, article_stream, feed_stream, run_stream, withdrawal_stream
from ingest import decide
from ingest._reading import unread
from ingest.state import TYPES, Known

FEED, URL = "http://wire.example/feed.xml", "http://wire.example/a"
ARTICLE = article_id(URL)
NIGHT = datetime(2025, 11, 3, 3, 0, tzinfo=UTC)
POLLED = {"feed": FEED, "status": "ok", "http_status": 200, "etag": '"v1"', "last_modified": "Mon", "items": 1, "new": 1, "error": None}
SEEN = {"feed": FEED, "item": "g1", "url": URL, "title": "Title", "published_at": "2025-11-03"}


class Story:
    """Events as a log would number them."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.versions: dict[str, itertools.count[int]] = {}

    def tell(self, type_: str, stream: str, run: str = "r1", nights: int = 0, **data: Any) -> None:
        version = next(self.versions.setdefault(stream, itertools.count(1)))
        at = NIGHT + nights * timedelta(days=1)
        seq = len(self.events) + 1
        self.events.append(Event(seq, str(seq), stream, version, type_, 1, at, run, None, data))

    def run(self, run: str, nights: int, *, recheck: str = "due", finished: bool = True, **polled: Any) -> None:
        self.tell("run.started", run_stream(run), run, nights, kind="ingest", program="dealgraph", recheck=recheck)
        self.tell("feed.polled", feed_stream(FEED), run, nights, **{**POLLED, **polled})
        if finished:
            self.tell("run.finished", run_stream(run), run, nights, kind="ingest", status="ok", counts={})

    def seen(self, **more: Any) -> None:
        self.tell("item.seen", feed_stream(FEED), **{**SEEN, **more})

    def article(self, type_: str, **data: Any) -> None:
        facts = {"title": "Title", "source": "Wire", "published_at": None, "published_from": "unknown"} if "via" in data else {}
        self.tell(type_, article_stream(ARTICLE), **{"article": ARTICLE, "url": URL, **facts, **data})


def known(story: Story) -> Known:
    return Known(story.events)


def test_nothing_is_known_at_first() -> None:
    state = Known()
    assert (state.feeds, state.articles) == ({}, {})
    assert state.feed(FEED).items == {}


def test_items_lead_to_articles() -> None:
    story = Story()
    story.seen()
    story.seen(item="g2", title="Later title")
    state = known(story)
    assert state.feed(FEED).items == {"g1": ARTICLE, "g2": ARTICLE}
    assert state.feed(FEED).version == 2
    article = state.articles[ARTICLE]
    assert (article.url, article.title, article.first_seen, article.current, article.feeds) == (URL, "Title", NIGHT, None, {FEED})


def test_validators_are_those_of_the_last_answer_that_was_read() -> None:
    story = Story()
    story.run("r1", 0)
    story.run("r2", 1, status="unchanged", etag=None, last_modified=None)
    story.run("r3", 2, status="failed", etag=None, last_modified=None)
    assert (known(story).feed(FEED).etag, known(story).feed(FEED).last_modified) == ('"v1"', "Mon")
    story.run("r4", 3, etag=None, last_modified="Tue")
    assert (known(story).feed(FEED).etag, known(story).feed(FEED).last_modified) == (None, "Tue")


def test_only_runs_that_finished_and_looked_have_checked_the_pages() -> None:
    story = Story()
    story.seen()
    story.run("r1", 0)
    story.run("r2", 1, recheck="none")
    story.run("r3", 2, finished=False)
    state = known(story)
    assert state.checked_at(state.articles[ARTICLE]) == NIGHT
    story.run("r4", 3)
    state = known(story)
    assert state.checked_at(state.articles[ARTICLE]) == NIGHT + timedelta(days=3)


def test_the_texts_of_an_article() -> None:
    story = Story()
    story.article("article.captured", text="t1", via="page")
    story.article("article.revised", text="t2", previous="t1", via="page")
    story.article("article.fetch_failed", reason="http_status", http_status=404, message="gone")
    story.article("claims.extracted", text="t1", extractor="rules/1", claims=[], mentions=[])
    story.article("story.linked", other="a-2", similarity=0.9, method="shingles")
    article = known(story).articles[ARTICLE]
    assert article.current is not None
    assert article.current.text == "t2"
    assert list(article.texts) == ["t1", "t2"]
    assert article.failure == ("http_status", 404)
    assert article.read == {"t1"}
    assert article.links == {"a-2"}
    assert article.version == 5


def test_a_failure_without_a_status_is_one_too() -> None:
    story = Story()
    story.article("article.fetch_failed", reason="timeout", http_status=None, message="slow")
    article = known(story).articles[ARTICLE]
    assert (article.failure, article.current) == (("timeout", None), None)


def test_events_of_other_kinds_are_passed_over() -> None:
    story = Story()
    story.tell("entity.judged", "entity/a", name="A", other="B", verdict="same", by="x", why="y")
    assert known(story).articles == {}


@given(st.lists(st.integers(0, 12), max_size=4))
def test_it_does_not_matter_in_what_batches_events_come(cuts: Sequence[int]) -> None:
    story = Story()
    story.seen()
    story.run("r1", 0)
    story.article("article.captured", text="t1", via="page")
    story.run("r2", 1, recheck="none")
    story.article("claims.extracted", text="t1", extractor="rules/1", claims=[], mentions=[])
    story.run("r3", 2)
    whole, batched = known(story), Known()
    bounds = [0, *sorted(cuts), len(story.events)]
    for start, end in itertools.pairwise(bounds):
        batched.fold(story.events[start:end])
    assert (batched.feeds, batched.articles) == (whole.feeds, whole.articles)
    assert {event.type for event in story.events} <= set(TYPES)


def test_a_withdrawn_article_is_left_alone_until_it_is_reinstated() -> None:
    story = Story()
    story.seen()
    story.article("article.captured", text="t1", via="page")
    (article,) = known(story).articles.values()
    later = NIGHT + timedelta(days=8)
    assert decide.due(article, later, None, "due")
    assert unread(known(story))
    story.tell("article.withdrawn", withdrawal_stream(ARTICLE), article=ARTICLE, withdrawn=True)
    state = known(story)
    assert not decide.due(state.articles[ARTICLE], later, None, "all")
    assert unread(state) == []
    assert state.articles[ARTICLE].version == article.version, "its own stream has not moved"
    story.tell("article.withdrawn", withdrawal_stream(ARTICLE), article=ARTICLE, withdrawn=False)
    assert decide.due(known(story).articles[ARTICLE], later, None, "due")
