"""What is weightiest, found first by one index, without reading the rest: however much there is, little is read.

Nodes have a *rank*: a number that is the greater the more they weigh, and of those that weigh the same the later they are, written with
leading noughts, because the embedded server finds ranges of texts by an index and ranges of numbers by reading all. They are looked through
from the greatest rank down; a span of ranks in which too many lie is halved. So the server has nothing to sort, and it needs no more
than a range index on one property, which both kinds of server have.

The questions (:mod:`graph.queries`) are given how many nodes to look at (``most``). They answer how many they ``looked`` at, and which of
these they ``found`` to be wanted: rows that begin with the rank and what tells nodes of one rank from each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol
from zlib import crc32

AT_ONCE: Final = 500
"""Nodes that are looked at by one question, at first: twice as many by each that follows one which was not enough."""

MOST: Final = 200_000
"""Nodes after which one has looked enough, where little of very much is wanted."""

_FIRST: Final = date(1990, 1, 1).toordinal()
_DAYS: Final = 2**15
"""Days that are told from each other, from 1990 on."""

_ALL: Final = 1_000_000


class Store(Protocol):
    """What is asked."""

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Best:
    """What is wanted, the weightiest first; ``complete`` if it is all there is."""

    rows: list[list[Any]]
    complete: bool


def rank(weight: int, day: date | None) -> str:
    """By what an index finds what weighs so much and is of that day."""
    return _written(weight * _DAYS + (_number(day) if day else 0))


def spread(weight: int, key: str) -> str:
    """The same of what has no day: those of one weight are in some order that stays, so that some of very many can be taken."""
    return _written(weight * _DAYS + crc32(key.encode()) % _DAYS)


def all_of(store: Store, query: str, given: Mapping[str, Any]) -> Best:
    """All that is wanted of what another index finds."""
    return Best(_ordered(_look(store, query, given, _ALL)[1]), True)


def best_of(
    store: Store,
    query: str,
    narrow: Sequence[str],
    given: Mapping[str, Any],
    weights: range,
    enough: int,
    until: date = date.max,
    look: int | None = None,
) -> Best:
    """At least ``enough`` of some weights, if so many are wanted: only where that takes more than about ``look`` (:data:`MOST`) looks,
    fewer.

    ``query`` finds nodes from rank ``low`` (included) to ``high``. Those of ``narrow`` find what is wanted by other indexes: where one of
    them has few nodes to look at, these are all. What is later than ``until`` is wanted by none of them.
    """
    for other in narrow:
        looked, wanted = _look(store, other, given, AT_ONCE + 1)
        if looked <= AT_ONCE:
            return Best(_ordered(wanted), True)
    found: list[list[Any]] = []
    todo, at_once, seen = [_Span(weights.start * _DAYS, weights.stop * _DAYS)], AT_ONCE, 0
    while todo and len(found) < enough and seen < (look or MOST):
        span = todo.pop()
        high = _no_later(span.high, until)
        if high <= span.low:
            continue
        one = high - span.low == 1
        looked, wanted = _look(store, query, {**given, "low": _written(span.low), "high": _written(high)}, _ALL if one else at_once + 1)
        if looked > at_once and not one:
            todo += _halves(span.low, high)
            continue
        found += wanted
        seen, at_once = seen + looked, 2 * at_once if looked else at_once
        if not looked and span.upper and high == span.high and todo[-1].high - todo[-1].low > 1:  # all that is too much is in the other
            lower = todo.pop()
            todo += _halves(lower.low, lower.high)
    return Best(_ordered(found), not todo)


def _look(store: Store, query: str, given: Mapping[str, Any], most: int) -> tuple[int, list[list[Any]]]:
    (row,) = store.read(query, **given, most=most)
    return row["looked"], row["found"]


def _ordered(rows: list[list[Any]]) -> list[list[Any]]:
    """The greatest rank first, and of one rank by the ids that follow."""
    return sorted(rows, key=lambda row: (-int(row[0]), row[1:3]))


@dataclass(frozen=True)
class _Span:
    """Ranks from ``low`` (included) to ``high``; ``upper`` if it is the upper half of a span in which too many lie."""

    low: int
    high: int
    upper: bool = False


def _halves(low: int, high: int) -> list[_Span]:
    """The lower and the upper one: between weights, while there are several."""
    step = _DAYS if high - low > _DAYS else 1
    middle = max((low + high) // 2 // step, low // step + 1) * step
    return [_Span(low, middle), _Span(middle, high, upper=True)]


def _no_later(high: int, until: date) -> int:
    """Passes over the ranks of one weight whose day is too late."""
    weight, day = divmod(high - 1, _DAYS)
    return weight * _DAYS + min(day, _number(until)) + 1


def _written(rank: int) -> str:
    return f"{rank:08}"


def _number(day: date) -> int:
    return min(max(day.toordinal() - _FIRST, 0), _DAYS - 1)
