"""Claims found by a question in words, with their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from graph.answers import Evidence, to_json
from graph.blobs import BlobStore
from graph.deals import DealGraph
from graph.errors import BadInput, BlobMissing
from graph.home import Home
from ui.errors import NotReady

if TYPE_CHECKING:
    from nlp import Searcher

_AT_FIRST: Final = 200
_THEN: Final = 2000
"""Claims that are asked for together: few, as they mostly suffice, then many, where most of the best were not known on the day."""


@dataclass(frozen=True)
class Result:
    """A claim with its score from 0 to 1. Results of one ``event`` (a number, from 0 in order) come from reports of the same event."""

    evidence: Evidence
    score: float
    event: int

    def to_json(self) -> dict[str, object]:
        """The evidence's fields with two more."""
        return {**to_json(self.evidence), "score": self.score, "event": self.event}


@dataclass(frozen=True)
class Results:
    """What a search found, best first. ``problem`` says why only words counted, where that is so."""

    question: str
    at: date | None
    known_at: date
    results: tuple[Result, ...]
    problem: str | None

    def to_json(self) -> dict[str, object]:
        """The shape of ``--json``."""
        asked = {"text": self.question, "at": to_json(self.at), "known_at": to_json(self.known_at)}
        return {"question": asked, "results": [result.to_json() for result in self.results], "problem": self.problem}


@dataclass(frozen=True)
class Opened:
    """What a search reads, opened: the graph, the index in memory, and the texts."""

    deals: DealGraph
    searcher: Searcher
    blobs: BlobStore


def search(home: Home, question: str, *, at: date | None = None, known_at: date | None = None, limit: int = 10) -> Results:
    """:func:`ask` of a home that is opened for this one question. Raises :class:`~ui.errors.NotReady` without an index."""
    _check(question)
    with DealGraph.open(home) as deals:
        return ask(Opened(deals, load(home), BlobStore(home.blobs_dir)), question, at=at, known_at=known_at, limit=limit)


def load(home: Home) -> Searcher:
    """The index of a home, in memory. Raises :class:`~ui.errors.NotReady` where there is none."""
    from nlp import ClaimIndex, IndexMissing  # the driver starts faster without the arrays that this brings

    try:
        return ClaimIndex(home.search_file).load()
    except IndexMissing as e:
        raise NotReady(e.message, e.hint) from None


def ask(opened: Opened, question: str, *, at: date | None = None, known_at: date | None = None, limit: int = 10) -> Results:
    """Claims by what they say, as known on a day: one for each story and thing said, the best first.

    What an analyst has rejected and what was withdrawn is left out. Of a question that very many claims are about, the best
    20,000 are looked through.
    """
    _check(question)
    found = opened.searcher.find(question)
    hits = iter(found.hits)
    known = known_at or opened.deals.known
    first: dict[tuple[object, ...], tuple[Evidence, float, str]] = {}
    batch = _AT_FIRST
    while len(first) < limit and (some := list(islice(hits, batch))):
        batch = _THEN
        scores = {hit.claim: hit.score for hit in some}
        told = opened.deals.claims(list(scores), at=at, known_at=known)
        stands = [pair for pair in told if _stands(pair[0])]
        for item, text in sorted(stands, key=lambda pair: (-scores[pair[0].claim], pair[0].known_from, pair[0].claim)):
            best, score, of = first.setdefault(item.said, (item, scores[item.claim], text))
            if item.article != best.article and item.url not in best.copies:
                first[item.said] = replace(best, copies=(*best.copies, item.url)), score, of
    kept = list(first.values())[:limit]
    numbers = _events(opened, {text: item.known_from for item, _, text in kept}, [text for _, _, text in kept])
    results = tuple(Result(item, score, number) for (item, score, _), number in zip(kept, numbers, strict=True))
    return Results(question, at, known, results, found.problem)


def _check(question: str) -> None:
    if not question.strip():
        raise BadInput("an empty question finds nothing", 'Ask in words, such as "who may host the models".')


def _stands(evidence: Evidence) -> bool:
    return not evidence.withdrawn and not (evidence.review and evidence.review.verdict == "reject")


def _events(opened: Opened, days: Mapping[str, date], texts: Sequence[str]) -> list[int]:
    """The number of each text's event; a text without an embedding is an event of its own."""
    import numpy as np

    from nlp import same_event

    vectors = opened.searcher.vectors(days)
    read = {text: words for text in vectors if (words := _text(opened.blobs, text))}
    rows = np.array([vectors[text] for text in read])
    of = dict(zip(read, same_event(list(read.values()), rows, [days[text] for text in read]), strict=True))
    numbers: dict[object, int] = {}
    return [numbers.setdefault(of.get(text, text), len(numbers)) for text in texts]


def _text(blobs: BlobStore, text: str) -> str | None:
    try:
        return blobs.get_text(text)
    except BlobMissing:
        return None
