"""What changed for a watchlist, or for everybody, between two days on both clocks: what Home shows, and what is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.answers import Changes, Moved
from graph.deals import DealGraph
from graph.errors import UnknownName
from ui.views.changes import Change, Clock, changes
from ui.watchlists import Watchlist
from ui.words import raised

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


@dataclass(frozen=True)
class Part:
    """One clock's changes in words, the latest first. ``since`` is the day after which it has all, where there is more before."""

    clock: Clock
    title: str
    shown: tuple[Change, ...]
    since: date | None


def parts(digest: Digest) -> tuple[Part, Part]:
    """What a digest says: of the world, and of beliefs what ``world`` has not told."""

    def part(clock: Clock, title: str, found: Changes, moved: Sequence[Moved]) -> Part:
        return Part(clock, title, changes(moved[::-1], clock), None if found.complete else found.since)

    world = part("world", "In the world", digest.world, digest.world.moved)
    return world, part("knowledge", "In what was known", digest.beliefs, digest.news)


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
            unknown.append(f"{raised(error.message)}. {error.hint}")
    return tuple(known), tuple(unknown)


def _rights(moved: Moved) -> set[str]:
    return {right.id for right in (moved.before, moved.after) if right is not None}
