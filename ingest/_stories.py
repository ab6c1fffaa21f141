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
from nlp import Sketch, links_between, sketch

NEARBY: Final = timedelta(days=10)
"""Copies of a text appear within days; the same words a year later are a new statement."""

_AT_ONCE: Final = 2000


def links(known: Known, fresh: Sequence[ArticleState], blobs: BlobStore) -> Iterator[list[NewEvent]]:
    """The links of fresh articles to each other and to those of nearby days, a batch at a time, none that is known already.

    Every text is read once for its sketch, which is held as long as its day is near; only texts whose sketches are alike are
    compared.
    """
    days = {article.id: _day(article) for article in known.articles.values() if article.current}
    by_day = sorted(days, key=lambda article: (days[article], article))
    stream = iter(sorted((article.id for article in fresh), key=lambda article: (days[article], article)))
    waiting = {article.id for article in fresh}
    sketches: dict[str, Sketch | None] = {}
    while batch := list(islice(stream, _AT_ONCE)):
        waiting.difference_update(batch)
        first, last = days[batch[0]] - NEARBY, days[batch[-1]] + NEARBY
        near = [article for article in by_day if first <= days[article] <= last and article not in waiting]
        sketches = {article: sketches[article] if article in sketches else _sketch(known.articles[article], blobs) for article in near}
        drawn = {article: found for article, found in sketches.items() if found is not None}
        events = []
        for link in links_between(drawn, batch, lambda article: _text(known.articles[article], blobs) or ""):
            pair = known.articles[link.article], known.articles[link.other]
            if abs(days[link.article] - days[link.other]) > NEARBY or pair[1].id in pair[0].links or pair[0].id in pair[1].links:
                continue
            data = {"article": link.article, "other": link.other, "similarity": round(link.similarity, 4), "method": link.method}
            events.append(NewEvent("story.linked", article_stream(link.article), data))
        if events:
            yield events


def _day(article: ArticleState) -> date:
    return times.day(article.current.published_at if article.current else None) or article.first_seen.date()


def _sketch(article: ArticleState, blobs: BlobStore) -> Sketch | None:
    text = _text(article, blobs)
    return sketch(text) if text else None


def _text(article: ArticleState, blobs: BlobStore) -> str | None:
    try:
        return blobs.get_text(article.current.text) if article.current else None
    except BlobMissing:
        return None  # reading it for claims will say so
