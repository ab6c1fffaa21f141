"""What answers mean: tables from what is known and what came to the events that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.claims import claim_from_dict
from graph.events import NewEvent
from ingest import decide
from ingest.errors import FetchFailed, FetchRefused, IngestError, NotAFeed, NoText
from ingest.feeds import Feed, Item
from ingest.http import Response
from ingest.pages import Page
from ingest.state import ArticleState, FeedState, Version

FEED = "http://wire.example/feed.xml"
URL = "http://wire.example/a"
SEEN = datetime(2025, 11, 3, 3, 0, tzinfo=UTC)
ITEM = Item("g1", URL, "From the feed", "2025-11-03T14:00:00-05:00", None, "Wire")
PAGE = Page(
    "From the page", "http://wire.example/canonical", "The Wire", "news", "2025-11-03T13:59:00-05:00", "json-ld", None, "en", "Text."
)
NOTHING = Page(None, None, None, None, None, None, None, None, "Text.")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def answer(status: int = 200, **headers: str) -> Response:
    return Response(FEED, FEED, status, headers, b"", None)


def failure(code: str = "http_status", http_status: int | None = 503) -> FetchFailed:
    return FetchFailed("it failed", code=code, http_status=http_status)


def article(current: Version | None = None, **more: Any) -> ArticleState:
    return ArticleState("a-1", URL, SEEN, current=current, **more)


def captured(text: str = "Text.", via: str = "page", **more: Any) -> Version:
    facts = {"title": None, "source": None, "published_at": None, "published_from": "unknown", **more}
    return Version(text=decide.sha256(text.encode()), via=via, **facts)


def types(events: list[NewEvent]) -> list[str]:
    return [event.type for event in events]


# Polls


def test_a_first_poll_tells_of_every_item_then_of_itself() -> None:
    events = decide.poll(FeedState(FEED), answer(200, **{"etag": '"v1"', "last-modified": "Mon"}), Feed((ITEM, replace(ITEM, id="g2"))))
    assert types(events) == ["item.seen", "item.seen", "feed.polled"]
    assert {event.stream for event in events} == {f"feed/{FEED}"}
    assert events[0].data == {"feed": FEED, "item": "g1", "url": URL, "title": ITEM.title, "published_at": ITEM.published_at}
    assert events[2].data == {
        "feed": FEED,
        "status": "ok",
        "http_status": 200,
        "etag": '"v1"',
        "last_modified": "Mon",
        "items": 2,
        "new": 2,
        "error": None,
    }


def test_items_that_are_known_are_no_news() -> None:
    events = decide.poll(FeedState(FEED, items={"g1": "a-1"}), answer(), Feed((ITEM, replace(ITEM, id="g2"))))
    assert types(events) == ["item.seen", "feed.polled"]
    assert events[0].data["item"] == "g2"


def test_an_unchanged_feed() -> None:
    (event,) = decide.poll(FeedState(FEED, etag='"v1"'), answer(304), None)
    assert (event.data["status"], event.data["http_status"], event.data["error"]) == ("unchanged", 304, None)


@pytest.mark.parametrize(
    ("outcome", "feed", "code", "http_status"),
    [
        (failure(), None, "http_status", 503),
        (failure("timeout", None), None, "timeout", None),
        (FetchRefused("no", code="private_address"), None, "private_address", None),
        (answer(etag='"v1"'), NotAFeed("a page", code="html"), "html", 200),
    ],
)
def test_a_failed_poll_says_why_and_keeps_no_validators(outcome: Any, feed: Any, code: str, http_status: int | None) -> None:
    (event,) = decide.poll(FeedState(FEED), outcome, feed)
    data = event.data
    assert (data["status"], data["error"]["code"], data["http_status"]) == ("failed", code, http_status)
    assert data["etag"] is None


def test_a_feed_that_breaks_off_gives_its_items_and_is_asked_for_again() -> None:
    events = decide.poll(FeedState(FEED), answer(etag='"v1"'), Feed((ITEM,), lost="it breaks off"))
    assert types(events) == ["item.seen", "feed.polled"]
    data = events[1].data
    assert (data["status"], data["error"], data["etag"]) == ("ok", {"code": "truncated", "message": "it breaks off"}, None)


# When a page is fetched


@pytest.mark.parametrize(
    ("state", "age", "checked", "all_", "due", "none"),
    [
        # never tried
        (article(), 0 * HOUR, None, True, True, True),
        (article(), 90 * DAY, SEEN + 89 * DAY, True, True, True),
        # failed, and no text known
        (article(failure=("timeout", None)), 47 * HOUR, SEEN + 46 * HOUR, True, True, True),
        (article(failure=("timeout", None)), 3 * DAY, SEEN + 2 * DAY, True, False, False),
        (article(failure=("timeout", None)), 8 * DAY, SEEN + 6 * DAY, True, True, False),
        (article(failure=("timeout", None)), 400 * DAY, SEEN + 399 * DAY, True, False, False),
        # the feed's own text stands in for the page
        (article(captured(via="feed"), failure=("timeout", None)), 1 * HOUR, SEEN, True, True, True),
        (article(captured(via="feed"), failure=("timeout", None)), 3 * DAY, SEEN + 2 * DAY, True, False, False),
        # known
        (article(captured()), HOUR / 2, SEEN, True, False, False),
        (article(captured()), HOUR, SEEN, True, True, False),
        (article(captured()), 2 * HOUR, SEEN + HOUR, True, False, False),
        (article(captured()), 2 * HOUR, SEEN + HOUR / 2, True, True, False),
        (article(captured()), 25 * HOUR, SEEN + 2 * HOUR, True, True, False),
        (article(captured()), 8 * DAY, SEEN + 2 * DAY, True, True, False),
        (article(captured()), 8 * DAY, SEEN + 7 * DAY, True, False, False),
        (article(captured()), 31 * DAY, SEEN + 29 * DAY, True, True, False),
        (article(captured()), 400 * DAY, SEEN + 30 * DAY, True, False, False),
        (article(captured()), 400 * DAY, None, True, True, False),
        (article(captured(), failure=("http_status", 404)), 3 * DAY, SEEN + 2 * DAY, True, False, False),
    ],
)
def test_which_pages_are_due(state: ArticleState, age: timedelta, checked: datetime | None, all_: bool, due: bool, none: bool) -> None:
    now = SEEN + age
    assert (decide.due(state, now, checked, "all"), decide.due(state, now, checked, "due"), decide.due(state, now, checked, "none")) == (
        all_,
        due,
        none,
    )


def test_nightly_runs_read_a_page_four_times_in_all() -> None:
    """However long the nights go on: at first sight, and at the first night after a day, a week and a month."""
    checked, reads = None, []
    for night in range(120):
        now = SEEN + night * DAY
        state = article() if night == 0 else article(captured())
        if decide.due(state, now, checked, "due"):
            reads.append(night)
        checked = now
    assert reads == [0, 1, 7, 30]


# What is captured


def capture(page: Page = PAGE, state: ArticleState | None = None, **more: Any) -> Mapping[str, Any]:
    return decide.capture(state or article(), page, b"raw", via="page", **more).data


def test_the_page_has_the_first_word() -> None:
    assert capture(item=ITEM, published="2020-01-01", source="Somebody") == {
        "article": "a-1",
        "url": URL,
        "canonical_url": "http://wire.example/canonical",
        "title": "From the page",
        "source": "The Wire",
        "genre": "news",
        "published_at": "2025-11-03T13:59:00-05:00",
        "published_from": "json-ld",
        "modified_at": None,
        "language": "en",
        "text": decide.sha256(b"Text."),
        "raw": decide.sha256(b"raw"),
        "via": "page",
    }


@pytest.mark.parametrize(
    ("state", "more", "title", "source", "published_at", "published_from"),
    [
        (article(), {"item": ITEM}, "From the feed", "Wire", "2025-11-03T14:00:00-05:00", "feed"),
        (article(title="Seen", published_at="2025-11-03"), {}, "Seen", "wire.example", "2025-11-03", "feed"),
        (
            article(captured(title="Old", source="The Old", published_at="2025-11-01", published_from="meta")),
            {"item": ITEM},
            "From the feed",
            "Wire",
            "2025-11-01",
            "meta",
        ),
        (article(), {"published": "2026-03-02", "source": "a.txt"}, None, "a.txt", "2026-03-02", "given"),
        (article(), {}, None, "wire.example", None, "unknown"),
    ],
)
def test_what_the_page_does_not_say(
    state: ArticleState, more: dict[str, Any], title: str | None, source: str, published_at: str | None, published_from: str
) -> None:
    data = capture(NOTHING, state, **more)
    assert (data["title"], data["source"], data["published_at"], data["published_from"]) == (title, source, published_at, published_from)


# What a fetch means

NEW = decide.capture(article(), PAGE, b"raw", via="page")
FROM_FEED = decide.capture(article(), NOTHING, b"raw", via="feed")


@pytest.mark.parametrize(
    ("known", "outcome", "fallback", "expected"),
    [
        (article(), NEW, None, ["article.captured"]),
        (article(failure=("timeout", None)), NEW, None, ["article.captured"]),
        (article(captured()), NEW, None, []),
        (article(captured("Other text.")), NEW, None, ["article.revised"]),
        (article(captured("Other text.", via="feed")), NEW, None, ["article.revised"]),
        (article(), failure(), None, ["article.fetch_failed"]),
        (article(), failure(), FROM_FEED, ["article.fetch_failed", "article.captured"]),
        (article(failure=("http_status", 503)), failure(), None, []),
        (article(failure=("http_status", 404)), failure(), None, ["article.fetch_failed"]),
        (article(failure=("timeout", None)), failure(), None, ["article.fetch_failed"]),
        (article(failure=("http_status", 503)), failure(), FROM_FEED, ["article.captured"]),
        (article(captured()), failure(), FROM_FEED, ["article.fetch_failed"]),
        (article(captured(), failure=("http_status", 503)), failure(), FROM_FEED, []),
        (article(), NoText("nothing", code="no_text"), FROM_FEED, ["article.fetch_failed", "article.captured"]),
    ],
)
def test_what_a_fetch_means(
    known: ArticleState, outcome: decide.Capture | IngestError, fallback: decide.Capture | None, expected: list[str]
) -> None:
    events = decide.page(known, outcome, fallback)
    assert types(events) == expected
    assert {event.stream for event in events} <= {"article/a-1"}


def test_a_revision_names_the_text_that_it_replaces() -> None:
    (event,) = decide.page(article(captured("Other text.")), NEW)
    assert event.data == {**NEW.data, "previous": decide.sha256(b"Other text.")}


def test_a_failure_says_what_happened() -> None:
    (event,) = decide.page(article(), failure())
    assert event.data == {"article": "a-1", "url": URL, "reason": "http_status", "http_status": 503, "message": "it failed"}


# Readings


def right(quote: str) -> Any:
    values = {"kind": "right", "grantor": "A", "grantee": "B", "mode": "exclusive", "field_of_use": ["compute"], "change": "begins"}
    return claim_from_dict({**values, "stance": "asserted", "quote": quote, "char_start": 0, "char_end": len(quote)})


def ids(article: str = "a-1", text: str = "t", extractor: str = "rules/1") -> list[str]:
    event = decide.reading(article, text, extractor, [right("one"), right("one"), right("two")], ["A", "B"])
    return [claim["id"] for claim in event.data["claims"]]


def test_claims_have_ids_that_depend_on_what_was_read_alone() -> None:
    assert ids() == ids()
    everything = [*ids(), *ids(article="a-2"), *ids(text="u"), *ids(extractor="rules/2")]
    assert len(set(everything)) == len(everything)


def test_a_reading_keeps_claims_and_names() -> None:
    event = decide.reading("a-1", "t", "rules/1", [right("one")], ["A", "B"])
    assert (event.type, event.stream) == ("claims.extracted", "article/a-1")
    assert event.data["mentions"] == ["A", "B"]
    assert event.data["claims"][0]["quote"] == "one"
