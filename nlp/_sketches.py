"""Sketches of texts by MinHash, and which of them are alike. Loaded when first used: it computes over many texts at once by numpy."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from nlp._copies import WORDS
from nlp.stories import Sketch

LEAD: Final = 120
"""Words of a text's beginning, which is what a cut copy keeps."""
ALIKE: Final = 10
"""Equal hashes of the 128 that two sketches have, below which the texts are not compared: they share a phrase."""
CROWD: Final = 100
"""Texts with one hash in common beyond which each is compared only with those that are most like it."""
_NEIGHBOURS: Final = 20
_PERMUTATIONS: Final = 128


def draw(shingles: Sequence[str]) -> Sketch:
    """The sketch of a text by its shingles, in order."""
    rows = []
    for part in (shingles, shingles[: LEAD - WORDS + 1]):
        drawn = _blank().copy()
        drawn.update_batch([s.encode() for s in set(part)])
        rows.append(drawn.hashvalues.astype(np.uint32).view(np.uint64))
    return np.stack(rows)


@cache
def _blank() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS)


def candidates(sketches: Mapping[str, Sketch], new: Container[str]) -> list[tuple[str, str]]:
    """Pairs of keys, one of them new, whose sketches have a band of hashes in common."""
    keys = sorted(sketches)
    if len(keys) < 2:
        return []
    bands = np.stack([sketches[key] for key in keys], axis=1).reshape(2 * len(keys), -1)
    owner = np.tile(np.arange(len(keys)), 2)
    fresh = np.array([key in new for key in keys])
    found = []
    for n in range(bands.shape[1]):
        order = np.argsort(bands[:, n], kind="stable")
        cuts = np.flatnonzero(np.diff(bands[order, n])) + 1
        for start, end in zip((0, *cuts), (*cuts, len(order)), strict=True):
            if end - start > 1 and fresh[owner[order[start:end]]].any():
                found.append(_pairs(order[start:end], bands, owner, n))
    pairs = np.unique(np.concatenate(found), axis=0) if found else np.empty((0, 2), np.int64)
    pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & (fresh[pairs].any(axis=1))]
    return [(keys[i], keys[j]) for i, j in _likest(pairs, bands.reshape(2, len(keys), -1))]


def _pairs(rows: npt.NDArray[np.int64], bands: Sketch, owner: npt.NDArray[np.int64], n: int) -> npt.NDArray[np.int64]:
    """Pairs of the owners of some rows with one band in common; in a crowd, those next to one another when sorted by other bands."""
    if len(rows) <= CROWD:
        left, right = np.triu_indices(len(rows), 1)
        pairs = np.stack([owner[rows[left]], owner[rows[right]]], axis=1)
    else:
        by = np.roll(bands[rows], -n - 1, axis=1)[:, :4]
        rows = rows[np.lexsort(by.T[::-1])]
        pairs = np.concatenate([np.stack([owner[rows[:-k]], owner[rows[k:]]], axis=1) for k in (1, 2)])
    return np.asarray(np.sort(pairs, axis=1))


def _likest(pairs: npt.NDArray[np.int64], bands: Sketch) -> npt.NDArray[np.int64]:
    """The pairs whose sketches are alike; of a text that is in very many, only those with the texts that are most like it."""
    parts = np.array_split(pairs, len(pairs) // 10_000 + 1)
    hashes = bands.view(np.uint32)
    like = np.concatenate([(hashes[:, part[:, 0]] == hashes[:, part[:, 1]]).sum(axis=2).max(axis=0) for part in parts])
    pairs, like = pairs[like >= ALIKE], like[like >= ALIKE]
    if not len(pairs) or np.bincount(pairs.ravel()).max() <= _NEIGHBOURS:
        return pairs
    ends = pairs.T.ravel()
    order = np.lexsort((pairs[:, ::-1].T.ravel(), -np.tile(like, 2), ends))
    rank = np.empty(len(ends), np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(ends[order], ends[order])
    return np.asarray(pairs[rank.reshape(2, -1).min(axis=0) < _NEIGHBOURS])
