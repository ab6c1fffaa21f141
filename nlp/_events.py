"""Groups of texts that tell of one event: likeness by words, names, numbers and meaning, and average linkage. Needs numpy."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from nlp._reversals import stem

if TYPE_CHECKING:
    import numpy.typing as npt

APART: Final = 0.68
"""Mean distance of two groups from which on they tell of different events; chosen on labelled news (``bench/story.py``)."""
WITHIN: Final = 7
"""Days in which an event is told of as news."""
COMMON: Final = 0.2
"""Share of the texts from which on a word in them tells nothing."""
COMMON_AT_LEAST: Final = 25
"""Texts that a word may be in however few there are."""
AMONG: Final = 700
"""Words weigh at least as though the texts stood among so many: few texts say little about which words are rare."""

_WORD: Final = re.compile(r"[^\W_]+")
_SENTENCE: Final = re.compile(r"\n|[.!?] ")


def same_event(texts: Sequence[str], vectors: npt.NDArray[np.float32] | None, days: Sequence[date] | None) -> tuple[int, ...]:
    """The event of each text, of two or more: what :func:`nlp.events.same_event` says."""
    alike = likeness(texts, vectors)
    if days is not None:
        ordinals = np.array([day.toordinal() for day in days])
        alike[abs(ordinals[:, None] - ordinals[None, :]) > WITHIN] = -np.inf
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(group, len(numbers)) for group in grouped(alike, APART))


def grouped(alike: npt.NDArray[np.float64], apart: float) -> list[int]:
    """For each item the first of its group: average linkage, until no two groups are closer than ``apart`` on average."""
    distance = 1 - alike
    np.fill_diagonal(distance, np.inf)
    sizes = np.ones(len(alike))
    group = np.arange(len(alike))
    while True:
        kept, gone = sorted(divmod(int(distance.argmin()), len(alike)))
        if not distance[kept, gone] < apart:
            return [int(first) for first in group]
        total = sizes[kept] + sizes[gone]
        row = (distance[kept] * sizes[kept] + distance[gone] * sizes[gone]) / total
        row[kept] = np.inf
        distance[kept], distance[:, kept] = row, row
        distance[gone], distance[:, gone] = np.inf, np.inf
        sizes[kept] = total
        group[group == gone] = kept


def likeness(texts: Sequence[str], vectors: npt.NDArray[np.float32] | None = None) -> npt.NDArray[np.float64]:
    """How alike each text is to each, from 0 to 1: a symmetric matrix."""
    from nlp.embeddings import embed

    rows = np.asarray(embed(texts) if vectors is None else vectors, np.float64)
    meaning = np.clip(rows @ rows.T, 0, 1)
    alike = (_alike(texts, _words) + _alike(texts, _names) + meaning) / 3
    np.fill_diagonal(alike, 1)
    return np.asarray((alike + alike.T) / 2)


def _alike(texts: Sequence[str], terms: Callable[[str], list[str]]) -> npt.NDArray[np.float64]:
    """Cosines of the texts by their terms, the rare ones weighing more."""
    counted = [Counter(terms(text)) for text in texts]
    places: dict[str, list[int]] = {}
    for row, counts in enumerate(counted):
        for term in counts:
            places.setdefault(term, []).append(row)
    products = np.zeros((len(texts), len(texts)))
    squares = np.full(len(texts), 1e-12)
    for term, rows in places.items():
        if len(rows) > max(COMMON * len(texts), COMMON_AT_LEAST):
            continue
        rare = math.log((1 + max(len(texts), AMONG)) / (1 + len(rows))) + 1
        weights = np.array([(1 + math.log(counted[row][term])) * rare for row in rows])
        squares[rows] += weights**2
        if len(rows) > 1:
            products[np.ix_(rows, rows)] += np.outer(weights, weights)
    return np.asarray(products / np.sqrt(squares)[:, None] / np.sqrt(squares)[None, :])


def _words(text: str) -> list[str]:
    words = [stem(word) for word in _WORD.findall(text.casefold())]
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def _names(text: str) -> list[str]:
    """Words with a capital that begin no sentence, numbers, and pairs of them that stand together."""
    found = []
    for sentence in _SENTENCE.split(text):
        words = _WORD.findall(sentence)
        names = [word[0].isupper() or word[0].isdigit() for word in words]
        found += [w.casefold() for w, name in zip(words[1:], names[1:], strict=True) if name]
        found += [f"{a} {b}".casefold() for a, b, n, m in zip(words, words[1:], names, names[1:], strict=False) if n and m]
    return found
