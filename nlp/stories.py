"""Which texts tell the same story: near-copies, found by MinHash over word shingles and checked word by word.

Syndicated copies, cut copies and copies under a new headline join. Two outlets' own reports on one deal do not, nor does a text that
shares only its boilerplate, a form filled in with other names, or a copy in which a word was changed so that it says something else
(:mod:`nlp._copies`). Whether two texts are copies depends on the two alone, not on what else there is or what came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from nlp._copies import Words, similarity, words_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Sketch: TypeAlias = "npt.NDArray[np.uint64]"
"""A text's MinHash: one row for the whole text and one for its beginning, 64 numbers of two hashes each. A kilobyte."""


@dataclass(frozen=True)
class Link:
    """``article`` is a near-copy of ``other``. ``similarity`` is the share of the shorter text's words that both have; ``method`` how
    it was decided."""

    article: str
    other: str
    similarity: float
    method: str


def near_copies(new: Mapping[str, str], old: Mapping[str, str]) -> tuple[Link, ...]:
    """Links from each new text to the old and the earlier new ones that it is a near-copy of, the most similar first.

    Texts of fewer than a dozen shingles are copies only of the very same words.
    """
    texts = {**old, **new}
    sketches = {key: drawn for key, text in texts.items() if (drawn := sketch(text)) is not None}
    found = links_between(sketches, list(new), texts.__getitem__)
    return tuple(found)


def sketch(text: str) -> Sketch | None:
    """What finds the copies of a text among many others; ``None`` for a text without words."""
    shingles = words_of(text).shingles
    if not shingles:
        return None
    from nlp import _sketches

    return _sketches.draw(shingles)


def links_between(sketches: Mapping[str, Sketch], new: Sequence[str], text_of: Callable[[str], str]) -> Iterator[Link]:
    """The links of the new texts, given everybody's sketches; texts are asked for only where sketches are alike.

    Time grows with the number of texts and of copies, not with its square.
    """
    from nlp import _sketches

    place = {key: n for n, key in enumerate(new)}
    words = lru_cache(maxsize=256)(lambda key: words_of(text_of(key)))
    pairs = [(a, b) if place.get(a, -1) > place.get(b, -1) else (b, a) for a, b in _sketches.candidates(sketches, place)]
    of: dict[str, list[str]] = {}
    for article, other in pairs:
        of.setdefault(article, []).append(other)
    for article in new:
        mine = [link for other in of.get(article, ()) if (link := _compare(article, other, words(article), words(other)))]
        yield from sorted(mine, key=lambda link: (-link.similarity, link.other))


def _compare(key: str, other: str, mine: Words, theirs: Words) -> Link | None:
    share = similarity(mine, theirs)
    if share is None:
        return None
    return Link(key, other, share, "same-words" if mine.plain == theirs.plain else "shingles")
