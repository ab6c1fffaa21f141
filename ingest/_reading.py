"""Texts to claims: which texts are still to be read, and how one that cannot be read leaves the others alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from graph.blobs import BlobStore
from graph.errors import BlobMissing
from graph.ledger import Ledger
from ingest import times
from ingest.state import ArticleState, Known
from nlp import Extraction, ModelReader, Passage, extract

Text = tuple[ArticleState, str]
"""An article and the hash of one of its texts."""

_AT_ONCE: Final = 480
"""Texts held in memory together."""

_MANY: Final = 200
"""Texts from which on it pays to start processes that each load the language model."""


def unread(known: Known) -> list[Text]:
    """The texts, older versions of an article included, that no extractor has read."""
    return [(article, text) for article in _kept(known) for text in article.texts if text not in article.read]


def read_otherwise(known: Known, ledger: Ledger, extractor: str) -> list[Text]:
    """The texts whose claims are another extractor's."""
    texts = ((article, text, ledger.reading(article.id, text)) for article in _kept(known) for text in article.texts)
    return [(article, text) for article, text, reading in texts if reading is not None and reading.extractor != extractor]


def _kept(known: Known) -> Iterator[ArticleState]:
    return (article for article in known.articles.values() if not article.withdrawn)


def readings(
    texts: Sequence[Text], blobs: BlobStore, reader: ModelReader | None = None, rules: bool = True
) -> Iterator[tuple[ArticleState, str, Extraction | str]]:
    """Each text with its extraction, or with what went wrong, in order.

    With a model, what it reads of some hundred texts comes first, then the rules' readings of those that it leaves to them; unless
    ``rules``, these are left out.
    """
    processes = min(os.cpu_count() or 1, 8) if len(texts) >= _MANY else 1
    stream = iter(texts)
    while batch := list(islice(stream, _AT_ONCE)):
        ready: list[tuple[ArticleState, str, Passage]] = []
        for article, text in batch:
            try:
                ready.append((article, text, _passage(article, text, blobs)))
            except BlobMissing as e:
                yield article, text, e.message
        if reader is not None:
            left = []
            for each, read in zip(ready, reader.read([passage for _, _, passage in ready]), strict=True):
                if read is not None:
                    yield *each[:2], read
                elif rules:
                    left.append(each)
            ready = left
        done = 0
        try:
            for found in extract([passage for _, _, passage in ready], processes=processes):
                yield *ready[done][:2], found
                done += 1
        except Exception:  # whatever text breaks an extractor, the others are read
            for article, text, passage in ready[done:]:
                yield article, text, _alone(passage)


def _alone(passage: Passage) -> Extraction | str:
    try:
        return next(iter(extract([passage])))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def _passage(article: ArticleState, text: str, blobs: BlobStore) -> Passage:
    version = article.texts[text]
    return Passage(
        id=article.id,
        title=version.title or "",
        text=blobs.get_text(text),
        published_at=times.day(version.published_at),
        source=version.source or "",
    )
