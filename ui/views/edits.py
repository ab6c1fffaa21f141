"""What an edit of a page changed, word by word. Pure functions of two texts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["same", "gone", "new"]

AROUND: Final = 90
"""Characters that are shown around a change."""

_LIKE: Final = 0.4
"""Two paragraphs that have this share of their words in common are one that was edited."""


@dataclass(frozen=True)
class Run:
    """Words that both texts have, that only the former had (``gone``), or only the later has (``new``)."""

    kind: Kind
    text: str


Hunk = tuple[Run, ...]
"""A paragraph with what was changed in it; what is the same is cut to the words around."""


def hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """The paragraphs that differ, in their order. Spaces alone make no difference."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Hunk] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _pairs(old[a:b], new[c:d])
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """Edited paragraphs with their successors, then those that went or came whole."""
    left = list(new)
    for paragraph in old:
        like = max(left, key=lambda other: _likeness(paragraph, other), default=None)
        if like is None or _likeness(paragraph, like) < _LIKE:
            yield (Run("gone", paragraph),)
        else:
            left.remove(like)
            yield tuple(_cut(_words(paragraph, like)))
    for paragraph in left:
        yield (Run("new", paragraph),)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _words(before: str, after: str) -> Iterator[Run]:
    old, new = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(old[a:b]))
        else:
            if b > a:
                yield Run("gone", "".join(old[a:b]))
            if d > c:
                yield Run("new", "".join(new[c:d]))


def _cut(runs: Iterable[Run]) -> Iterator[Run]:
    runs = _joined(runs)
    for n, run in enumerate(runs):
        if run.kind != "same":
            yield run
            continue
        first, last = n == 0, n == len(runs) - 1
        if first and len(run.text) > AROUND:
            yield Run("same", "… " + run.text[-AROUND:].partition(" ")[2])
        elif last and len(run.text) > AROUND:
            yield Run("same", run.text[:AROUND].rpartition(" ")[0] + " …")
        elif len(run.text) > 2 * AROUND:
            yield Run("same", f"{run.text[:AROUND].rpartition(' ')[0]} … {run.text[-AROUND:].partition(' ')[2]}")
        else:
            yield run


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Changes that only a space parts are one: so a reader sees phrases, not scraps."""
    found = list(runs)
    out: list[Run] = []
    n = 0
    while n < len(found):
        if found[n].kind == "same":
            out.append(found[n])
            n += 1
            continue
        gone = new = ""
        while n < len(found) and (found[n].kind != "same" or (not found[n].text.strip() and n + 1 < len(found))):
            gone += found[n].text if found[n].kind != "new" else ""
            new += found[n].text if found[n].kind != "gone" else ""
            n += 1
        out += [run for run in (Run("gone", gone), Run("new", new)) if run.text]
    return out
