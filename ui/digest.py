"""What changed for a watchlist, or for everybody, between two days on both clocks: what Home shows, and what is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.answers import Changes, Moved
from graph.deals import DealGraph
from graph.errors import UnknownName
from ui.watchlists import Watchlist

EVERYBODY = Watchlist("Everybody")
"""Stands for no watchlist."""


@dataclass(frozen=True)
class Digest:
    """``world`` is what began, ended and came into dispute, ``beliefs`` what was learnt, dropped and revised. ``unknown`` are sentences
    on companies that no claim names.
    """

    watchlist: Watchlist
    world: Changes
    beliefs: Changes
    unknown: tuple[str, ...] = ()

    @property
    def news(self) -> tuple[Moved, ...]:
        """What moved in beliefs beside what ``world`` tells."""
        told = {right for m in self.world.moved for right in _rights(m)}
        return tuple(m for m in self.beliefs.moved if not told & _rights(m))


def digest(
    graph: DealGraph, watchlist: Watchlist, world: tuple[date, date], knowledge: tuple[date, date], known: date, limit: int = 200
) -> Digest:
    """The changes after the first day and up to the second of each clock, the world's as known on a day."""
    companies, unknown = _companies(graph, watchlist.companies)
    if watchlist.companies and not companies:
        return Digest(watchlist, Changes(*world, True, ()), Changes(*knowledge, True, ()), unknown)
    uses = watchlist.fields
    happened = graph.happened(*world, companies=companies, uses=uses, known_at=known, limit=limit)
    learnt = graph.learnt(*knowledge, companies=companies, uses=uses, limit=limit)
    return Digest(watchlist, happened, learnt, unknown)


def _companies(graph: DealGraph, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that the graph knows, and a sentence on each of the others."""
    known, unknown = [], []
    for name in names:
        try:
            known.append(graph.company(name))
        except UnknownName as error:
            unknown.append(f"{error.message}. {error.hint}")
    return tuple(known), tuple(unknown)


def _rights(moved: Moved) -> set[str]:
    return {right.id for right in (moved.before, moved.after) if right is not None}
