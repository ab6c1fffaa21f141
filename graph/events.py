"""What the log holds: facts about feeds, articles, claims and runs, each with the shape of its data.

Data by type, and the stream that it belongs to:

* ``run.started`` (``run/RUN``): ``kind`` (ingest, backfill, reextract), ``program``
* ``run.finished`` (``run/RUN``): ``kind``, ``status`` (ok, partial), ``counts``
* ``feed.polled`` (``feed/ADDRESS``): ``feed``, ``status`` (ok, unchanged, failed), ``http_status``, ``etag``, ``last_modified``,
  ``items``, ``new``, ``error``
* ``item.seen`` (``feed/ADDRESS``): ``feed``, ``item``, ``url``, ``title``, ``published_at``
* ``article.captured`` (``article/ARTICLE``): ``article``, ``url``, ``canonical_url``, ``title``, ``source``, ``genre`` (news,
  press_release, blog, opinion or null), ``published_at``, ``published_from``, ``modified_at``, ``language``, ``text``, ``raw``
  (SHA-256), ``via`` (page, feed, file)
* ``article.revised`` (``article/ARTICLE``): the same, and ``previous``: the text that it takes the place of
* ``article.fetch_failed`` (``article/ARTICLE``): ``article``, ``url``, ``reason``, ``http_status``, ``message``
* ``story.linked`` (``article/ARTICLE``): ``article``, ``other``, ``similarity``, ``method``
* ``claims.extracted`` (``article/ARTICLE``): ``article``, ``text``, ``extractor``, ``claims``, ``mentions``, and ``language``
  where it can be told (no claims are read from what is not English)
* ``entity.judged`` (``entity/ID``): ``name``, ``other``, ``verdict`` (same, different, unsure, reopen), ``by``, ``why``; of the same
  two, ``other`` is the name that is kept
* ``claim.reviewed`` (``claim/ID``): ``claim``, ``article``, ``verdict`` (confirm, reject, amend, reopen), ``changes`` (attributes
  of the claim by name), ``by``, ``why``
* ``source.rated`` (``source/NAME``): ``source``, ``rating`` (0 to 1, or null: as the bundled table has it), ``by``, ``why``
* ``article.withdrawn`` (``withdrawal/ARTICLE``, so that a run which is going on is not disturbed): ``article``, ``withdrawn``
  (false takes it back), ``by``, ``why``

What takes back an event of an analyst's has that event as its cause. Times are ISO 8601. ``published_at`` and ``modified_at`` keep the
page's own zone, since days are those of the page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

SCHEMA_VERSIONS: Final[Mapping[str, int]] = {
    "run.started": 1,
    "run.finished": 1,
    "feed.polled": 1,
    "item.seen": 1,
    "article.captured": 2,
    "article.revised": 2,
    "article.fetch_failed": 1,
    "story.linked": 1,
    "claims.extracted": 1,
    "entity.judged": 1,
    "claim.reviewed": 1,
    "source.rated": 1,
    "article.withdrawn": 1,
}
"""The current version of each type's data. Older ones are raised by :mod:`graph.upcasters` as they are read."""


@dataclass(frozen=True)
class NewEvent:
    """A fact that is to be appended. ``data`` is JSON: its shape is the table's in this module."""

    type: str
    stream: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """A fact of the log. ``seq`` counts all events from 1 without a gap, ``version`` those of the stream."""

    seq: int
    event_id: str
    stream: str
    version: int
    type: str
    schema_version: int
    recorded_at: datetime
    correlation_id: str | None
    causation_id: str | None
    data: Mapping[str, Any]


def article_id(address: str) -> str:
    """The id of the article at an address: the same on every machine and in every run."""
    return "a-" + hashlib.sha256(address.encode("utf-8")).hexdigest()[:16]


def article_stream(article: str) -> str:
    """The stream of one article's events."""
    return f"article/{article}"


def feed_stream(address: str) -> str:
    """The stream of one feed's polls and items."""
    return f"feed/{address}"


def entity_stream(entity: str) -> str:
    """The stream of the judgements about one entity."""
    return f"entity/{entity}"


def claim_stream(claim: str) -> str:
    """The stream of the reviews of one claim."""
    return f"claim/{claim}"


def source_stream(source: str) -> str:
    """The stream of the ratings of one source, by its folded name."""
    return f"source/{source}"


def withdrawal_stream(article: str) -> str:
    """The stream of the withdrawals of one article."""
    return f"withdrawal/{article}"


def run_stream(run: str) -> str:
    """The stream of one run."""
    return f"run/{run}"
