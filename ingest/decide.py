"""What an answer means, given what is known: pure functions from outcomes to events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from graph.claims import Claim, claim_to_dict
from graph.events import NewEvent, article_id, article_stream, feed_stream
from graph.statements import Reading
from ingest.errors import IngestError
from ingest.feeds import Feed, Item
from ingest.http import Response
from ingest.pages import Page, host
from ingest.state import ArticleState, FeedState

Recheck = Literal["all", "due", "none"]

MILESTONES: Final = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""Ages, counted from the first sight, at which a known page is read again."""

PATIENCE: Final = timedelta(days=2)
"""For so long a page that fails is tried in every run; later at the milestones only."""


def poll(known: FeedState, outcome: Response | IngestError, feed: Feed | IngestError | None) -> list[NewEvent]:
    """The events of one poll: the items that are new, and the poll itself.

    ``feed`` is what the answer holds, ``None`` where there was none or it has not changed. Validators are kept only of
    answers that could be read whole, so that a broken one is asked for again.
    """
    failure = outcome if isinstance(outcome, IngestError) else feed if isinstance(feed, IngestError) else None
    items = feed.items if isinstance(feed, Feed) else ()
    new = [item for item in items if item.id not in known.items]
    lost = feed.lost if isinstance(feed, Feed) else None
    answered = outcome if isinstance(outcome, Response) else None
    whole = failure is None and lost is None
    polled = {
        "feed": known.address,
        "status": "failed" if failure else "ok" if isinstance(feed, Feed) else "unchanged",
        "http_status": answered.status if answered else failure.http_status if failure else None,
        "etag": answered.headers.get("etag") if answered and whole else None,
        "last_modified": answered.headers.get("last-modified") if answered and whole else None,
        "items": len(items),
        "new": len(new),
        "error": {"code": failure.code, "message": failure.message}
        if failure
        else {"code": "truncated", "message": lost}
        if lost
        else None,
    }
    stream = feed_stream(known.address)
    seen = [
        NewEvent(
            "item.seen",
            stream,
            {"feed": known.address, "item": item.id, "url": item.url, "title": item.title, "published_at": item.published_at},
        )
        for item in new
    ]
    return [*seen, NewEvent("feed.polled", stream, polled)]


def due(article: ArticleState, now: datetime, checked_at: datetime | None, recheck: Recheck) -> bool:
    """Whether a page is to be fetched in this run. ``checked_at``: when a finished run last looked after it."""
    if article.withdrawn:
        return False
    if article.current is None and article.failure is None:
        return True
    if recheck == "all":
        return True
    age = now - article.first_seen
    wanting = article.current is None or article.current.via == "feed"
    if wanting and age < PATIENCE:
        return True
    if recheck == "none":
        return False
    return any(article.first_seen + m <= now and (checked_at is None or checked_at < article.first_seen + m) for m in MILESTONES)


@dataclass(frozen=True)
class Capture:
    """What was read of an article: the data of its event, and the blobs that the data names."""

    data: Mapping[str, Any]
    text: str
    raw: bytes


def capture(
    article: ArticleState,
    page: Page,
    raw: bytes,
    *,
    via: Literal["page", "feed", "file"],
    item: Item | None = None,
    published: str | None = None,
    source: str | None = None,
) -> Capture:
    """An article's facts: the page's own words first, then the feed's, then what was known, then what the caller gives."""
    before = article.current
    dates = (
        (page.published_at, page.published_from),
        (before.published_at, before.published_from) if before else (None, None),
        (item.published_at if item else None, "feed"),
        (article.published_at, "feed"),
        (published, "given"),
    )
    published_at, published_from = next((found for found in dates if found[0]), (None, "unknown"))
    text = page.text
    data = {
        "article": article.id,
        "url": article.url,
        "canonical_url": page.canonical_url,
        "title": page.title or (item.title if item else None) or article.title or (before.title if before else None),
        "source": page.source or (item.source if item else None) or (before.source if before else None) or source or host(article.url),
        "genre": page.genre,
        "published_at": published_at,
        "published_from": published_from,
        "modified_at": page.modified_at,
        "language": page.language,
        "text": sha256(text.encode("utf-8")),
        "raw": sha256(raw),
        "via": via,
    }
    return Capture(data, text, raw)


def page(known: ArticleState, outcome: Capture | IngestError, fallback: Capture | None = None) -> list[NewEvent]:
    """The events of one fetch: the article captured or revised, or the failure to fetch it where that is news.

    ``fallback`` is what the feed itself brought; it counts only while no text is known. A page whose text has not
    changed has not changed: bytes, menus and time stamps do.
    """
    stream = article_stream(known.id)
    if isinstance(outcome, IngestError):
        events = []
        if known.failure != (outcome.code, outcome.http_status):
            data = {
                "article": known.id,
                "url": known.url,
                "reason": outcome.code,
                "http_status": outcome.http_status,
                "message": outcome.message,
            }
            events.append(NewEvent("article.fetch_failed", stream, data))
        if fallback is not None and known.current is None:
            events.append(NewEvent("article.captured", stream, fallback.data))
        return events
    if known.current is None:
        return [NewEvent("article.captured", stream, outcome.data)]
    if known.current.text == outcome.data["text"]:
        return []
    return [NewEvent("article.revised", stream, {**outcome.data, "previous": known.current.text})]


def reading(
    article: str, text: str, extractor: str, claims: Sequence[Claim], mentions: Sequence[str], language: str | None = None
) -> NewEvent:
    """The event of one reading. A claim's id depends on the article, its text, the extractor and the claim alone."""
    rows = []
    for number, claim in enumerate(claims):
        row = claim_to_dict(claim)
        rows.append({**row, "id": "c-" + sha256(f"{article}|{text}|{extractor}|{number}|{claim.quote}".encode())[:16]})
    return NewEvent(
        "claims.extracted",
        article_stream(article),
        {"article": article, "text": text, "extractor": extractor, "claims": rows, "mentions": list(mentions)}
        | ({"language": language} if language else {}),
    )


def read(article: str, text: str, reading: Reading) -> NewEvent:
    """The event of a reading that is at hand."""
    data = {
        "article": article,
        "text": text,
        "extractor": reading.extractor,
        "claims": list(reading.claims),
        "mentions": list(reading.mentions),
    }
    return NewEvent("claims.extracted", article_stream(article), data)


def new_article(url: str, now: datetime) -> ArticleState:
    """The state of an article that nobody has told of yet."""
    return ArticleState(article_id(url), url, now)


def sha256(content: bytes) -> str:
    """The hash by which blobs are named."""
    return hashlib.sha256(content).hexdigest()
