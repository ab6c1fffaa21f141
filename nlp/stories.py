"""Which texts tell the same story: near-copies, found by MinHash over word shingles and checked by counting the shingles.

Syndicated copies, cut copies and copies under a new headline share most shingles of the shorter text. Two outlets' own reports on one
deal share few. Between the two, where a text was rewritten here and there, sentence embeddings have to agree as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

WORDS: Final = 4
"""Words in a shingle."""
COPY: Final = 0.5
"""Share of the shorter text's shingles from which on it is a copy."""
DIFFERENT: Final = 0.22
"""Share below which it is none."""
ALIKE: Final = 0.9
"""Cosine that makes a copy of what lies between the two."""
_CANDIDATE: Final = 0.12
_PERMUTATIONS: Final = 128
_LEAST: Final = 12


@dataclass(frozen=True)
class Link:
    """``article`` is a near-copy of ``other``. ``similarity`` is the share of the shorter text's shingles that both have; ``method`` "
    "how it was decided."""

    article: str
    other: str
    similarity: float
    method: str


def near_copies(new: Mapping[str, str], old: Mapping[str, str]) -> tuple[Link, ...]:
    """Links from each new text to the old and the earlier new ones that it is a near-copy of, the most similar first.

    Texts of fewer than a dozen shingles are copies only of the very same words.
    """
    if not new:
        return ()
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    shingles: dict[str, frozenset[str]] = {}
    texts = {**old, **new}
    for key, text in old.items():
        shingles[key] = _shingles(text)
        index.insert(key, _minhash(shingles[key]))
    out: list[Link] = []
    for key, text in new.items():
        if key in shingles:
            continue
        shingles[key] = mine = _shingles(text)
        sketch = _minhash(mine)
        found = [link for other in sorted(map(str, index.query(sketch))) if (link := _compare(key, other, mine, shingles[other], texts))]
        out += sorted(found, key=lambda link: (-link.similarity, link.other))
        index.insert(key, sketch)
    return tuple(out)


def _compare(key: str, other: str, mine: frozenset[str], theirs: frozenset[str], texts: Mapping[str, str]) -> Link | None:
    small = min(len(mine), len(theirs))
    if small < _LEAST:
        return Link(key, other, 1.0, "same-words") if mine and mine == theirs else None
    share = len(mine & theirs) / small
    if share >= COPY:
        return Link(key, other, round(share, 4), "shingles")
    if share < DIFFERENT:
        return None
    from nlp.embeddings import cosine

    return Link(key, other, round(share, 4), "shingles+embeddings") if cosine(texts[key], texts[other]) >= ALIKE else None


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'", ""))
    if len(words) < WORDS:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


def _minhash(shingles: frozenset[str]) -> Any:
    from datasketch import MinHash

    sketch = MinHash(num_perm=_PERMUTATIONS)
    sketch.update_batch([s.encode() for s in shingles])
    return sketch
