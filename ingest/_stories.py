"""Stories: near-copies of one text, looked for among articles of nearby days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Final

from graph.blobs import BlobStore
from graph.errors import BlobMissing
from graph.events import NewEvent, article_stream
from ingest import times
from ingest.state import ArticleState, Known
from nlp import near_copies

NEARBY: Final = timedelta(days=10)
"""Copies of a text appear within days; the same words a year later are a new statement."""

_AT_ONCE: Final = 500


def links(known: Known, fresh: Sequence[ArticleState], blobs: BlobStore) -> Iterator[list[NewEvent]]:
    """The links of fresh articles to each other and to those of nearby days, a batch at a time, none that is known already."""
    days = {article.id: _day(article) for article in known.articles.values() if article.current}
    stream = iter(sorted(fresh, key=lambda article: (days[article.id], article.id)))
    waiting = {article.id for article in fresh}
    while batch := list(islice(stream, _AT_ONCE)):
        first, last = days[batch[0].id] - NEARBY, days[batch[-1].id] + NEARBY
        waiting -= {article.id for article in batch}
        older = [a for a in known.articles.values() if a.id in days and first <= days[a.id] <= last and a.id not in waiting]
        new = _texts(batch, blobs)
        old = _texts((a for a in older if a.id not in new), blobs)
        events = []
        for link in near_copies(new, old):
            pair = known.articles[link.article], known.articles[link.other]
            if abs(days[link.article] - days[link.other]) > NEARBY or pair[1].id in pair[0].links or pair[0].id in pair[1].links:
                continue
            data = {"article": link.article, "other": link.other, "similarity": round(link.similarity, 4), "method": link.method}
            events.append(NewEvent("story.linked", article_stream(link.article), data))
        if events:
            yield events


def _day(article: ArticleState) -> date:
    return times.day(article.current.published_at if article.current else None) or article.first_seen.date()


def _texts(articles: Iterator[ArticleState] | Sequence[ArticleState], blobs: BlobStore) -> dict[str, str]:
    out = {}
    for article in articles:
        if article.current is None:
            continue
        try:
            out[article.id] = blobs.get_text(article.current.text)
        except BlobMissing:
            continue  # reading it for claims will say so
    return out
