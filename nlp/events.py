"""Which texts tell of the same event, each in its own words.

Not to be mixed up with stories (:mod:`nlp.stories`): two reports of one event are two witnesses. Groups of them help a reader, and no
belief rests on them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nlp._reversals import stem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

APART: Final = 0.68
"""Mean distance of two groups from which on they tell of different events; chosen on labelled news (``bench/story.py``)."""
COMMON: Final = 0.2
"""Share of the texts from which on a word in them tells nothing."""
COMMON_AT_LEAST: Final = 25
"""Texts that a word may be in however few there are."""
AMONG: Final = 700
"""Words weigh at least as though the texts stood among so many: few texts say little about which words are rare."""

_WORD: Final = re.compile(r"[^\W_]+")
_SENTENCE: Final = re.compile(r"\n|[.!?] ")


def events(texts: Sequence[str]) -> tuple[int, ...]:
    """For each text the number of its event, from 0 in order of first appearance.

    Texts are alike by three measures in equal parts: words and pairs of words, names and numbers, and meaning (MiniLM). Groups are
    joined as long as their members are, on average, closer than :data:`APART`. Raises :class:`~nlp.errors.ModelUnavailable`.
    """
    if len(texts) < 2:
        return tuple(range(len(texts)))
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    groups = fcluster(linkage(squareform(1 - likeness(texts), checks=False), "average"), APART, "distance")
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(int(group), len(numbers)) for group in groups)


def likeness(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """How alike each text is to each, from 0 to 1: a symmetric matrix."""
    import numpy as np

    from nlp.embeddings import embed

    vectors = embed(texts).astype(np.float64)
    meaning = np.clip(vectors @ vectors.T, 0, 1)
    alike = (_alike(texts, _words) + _alike(texts, _names) + meaning) / 3
    np.fill_diagonal(alike, 1)
    return np.asarray((alike + alike.T) / 2)


def _alike(texts: Sequence[str], terms: Callable[[str], list[str]]) -> npt.NDArray[np.float64]:
    """Cosines of the texts by their terms, the rare ones weighing more."""
    import numpy as np
    from scipy.sparse import csr_array

    counted = [Counter(terms(text)) for text in texts]
    spread = Counter(term for counts in counted for term in counts)
    most = max(COMMON * len(texts), COMMON_AT_LEAST)
    number = {term: n for n, term in enumerate(t for t, df in spread.items() if df <= most)}
    cells = [
        (row, number[term], (1 + math.log(count)) * (math.log((1 + len(texts)) / (1 + spread[term])) + 1))
        for row, counts in enumerate(counted)
        for term, count in counts.items()
        if term in number
    ]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    table = csr_array((values, (rows, columns)), shape=(len(texts), max(len(number), 1)), dtype=np.float64)
    cosines = (table @ table.T).toarray()
    sizes = np.sqrt(np.maximum(cosines.diagonal(), 1e-12))
    return np.asarray(cosines / sizes[:, None] / sizes[None, :])


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
