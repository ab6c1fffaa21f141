"""What the log knows of feeds and articles: one pass over the events that matter to ingest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from graph.events import Event, article_id

TYPES: Final = (
    "run.started",
    "run.finished",
    "feed.polled",
    "item.seen",
    "article.captured",
    "article.revised",
    "article.fetch_failed",
    "story.linked",
    "claims.extracted",
    "article.withdrawn",
)


@dataclass(frozen=True, slots=True)
class Version:
    """What was recorded of an article with one of its texts; ``text`` is the text's hash."""

    text: str
    via: str
    title: str | None
    source: str | None
    published_at: str | None
    published_from: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Version:
        """From the data of an event."""
        # logs are long, and few of these words are different ones
        source = sys.intern(data["source"]) if data["source"] else None
        return cls(data["text"], sys.intern(data["via"]), data["title"], source, data["published_at"], sys.intern(data["published_from"]))


@dataclass(slots=True)
class FeedState:
    """A feed. ``items`` are the articles it has listed, by item id; ``checked_at`` is when a run last looked after its known pages."""

    address: str
    version: int = 0
    etag: str | None = None
    last_modified: str | None = None
    items: dict[str, str] = field(default_factory=dict)
    checked_at: datetime | None = None


@dataclass(slots=True)
class ArticleState:
    """An article. ``texts`` holds what was recorded of it, by the text's hash; ``current`` is the newest of them.

    ``failure`` is the reason and status of the last failure to fetch it; ``read`` are the texts that some extractor has read.
    A ``withdrawn`` article is left alone: its texts are erased.
    """

    id: str
    url: str
    first_seen: datetime
    version: int = 0
    title: str | None = None
    published_at: str | None = None
    texts: dict[str, Version] = field(default_factory=dict)
    current: Version | None = None
    failure: tuple[str, int | None] | None = None
    read: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    feeds: set[str] = field(default_factory=set)
    withdrawn: bool = False


class Known:
    """The fold. Feed it events in the order of the log."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.feeds: dict[str, FeedState] = {}
        self.articles: dict[str, ArticleState] = {}
        self._polls: dict[str | None, list[tuple[str, datetime]]] = {}
        self._idle_runs: set[str | None] = set()
        self.fold(events)

    def fold(self, events: Iterable[Event]) -> None:
        """Takes the events in."""
        for event in events:
            if event.type not in TYPES:
                continue
            data = event.data
            if event.type.startswith("run."):
                self._run(event)
            elif event.type == "article.withdrawn":
                self._article(data["article"], "", event.recorded_at).withdrawn = data["withdrawn"]
            elif event.type in ("feed.polled", "item.seen"):
                feed = self.feed(data["feed"])
                feed.version = event.version
                if event.type == "item.seen":
                    article = article_id(data["url"])
                    known = self._article(article, data["url"], event.recorded_at)
                    feed.items[data["item"]] = known.id
                    known.feeds.add(feed.address)
                    known.title, known.published_at = known.title or data["title"], known.published_at or data["published_at"]
                elif data["status"] == "ok":
                    feed.etag, feed.last_modified = data["etag"], data["last_modified"]
                if event.type == "feed.polled":
                    self._polls.setdefault(event.correlation_id, []).append((feed.address, event.recorded_at))
            else:
                self._told(event)

    def feed(self, address: str) -> FeedState:
        """The state of a feed, a blank one where it is new."""
        return self.feeds.setdefault(address, FeedState(address))

    def checked_at(self, article: ArticleState) -> datetime | None:
        """When a run last looked after this page, by way of any of its feeds."""
        return max((at for address in article.feeds if (at := self.feed(address).checked_at)), default=None)

    def _article(self, article: str, url: str, seen: datetime) -> ArticleState:
        return self.articles.setdefault(article, ArticleState(article, url, seen))

    def _run(self, event: Event) -> None:
        run = event.correlation_id
        if event.type == "run.started":
            if event.data.get("recheck") == "none":
                self._idle_runs.add(run)
            return
        for address, at in self._polls.pop(run, ()):
            if run not in self._idle_runs:
                self.feed(address).checked_at = at

    def _told(self, event: Event) -> None:
        data = event.data
        article = self._article(data["article"], data.get("url", ""), event.recorded_at)
        article.version = event.version
        if event.type in ("article.captured", "article.revised"):
            article.current = article.texts[data["text"]] = Version.of(data)
        elif event.type == "article.fetch_failed":
            article.failure = (data["reason"], data["http_status"])
        elif event.type == "story.linked":
            article.links.add(data["other"])
        elif event.type == "claims.extracted":
            article.read.add(data["text"])
