"""Where things stand in the network: holders, what they hold, and what joins them from day to day. Pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.answers import Right
from graph.claims import Mode
from ui.layout.groups import STRENGTH, group, group_label, in_order, state
from ui.views.days import world_days
from ui.words import MODES

Look = Literal["live", "disputed", "rumour", "idle"]


@dataclass(frozen=True)
class Span:
    """How an edge looks from one of the network's days on, by that day's place in their order."""

    day: int
    mode: Mode
    look: Look
    text: str


@dataclass(frozen=True)
class Edge:
    """A holder and what it has a right over, by their places, over all days."""

    holder: int
    over: int
    spans: tuple[Span, ...]

    def on(self, day: int) -> Span:
        """How it looks on one of the days."""
        return next(span for span in reversed(self.spans) if span.day <= day)


@dataclass(frozen=True)
class Network:
    """Two columns on every day on which something happens, and on the day that the page stands on (``days[at]``).

    Every holder and thing in scope has a place whatever the day, so that nothing jumps as the day moves.
    """

    holders: tuple[str, ...]
    things: tuple[str, ...]
    days: tuple[date, ...]
    at: int
    edges: tuple[Edge, ...]


def network(rights: Sequence[Right], at: date) -> Network:
    """Holders to what they hold. Holders are ordered by where their rights point, so that few edges cross."""
    groups = in_order(map(group, rights))
    rank = {g: n for n, g in enumerate(groups)}
    pairs: dict[tuple[str, int], list[Right]] = {}
    for right in rights:
        pairs.setdefault((right.grantee, rank[group(right)]), []).append(right)
    targets: dict[str, list[int]] = {}
    for holder, thing in pairs:
        targets.setdefault(holder, []).extend([thing] * len(pairs[holder, thing]))
    holders = sorted(targets, key=lambda h: (sum(targets[h]) / len(targets[h]), h))
    days = tuple(sorted({at, *world_days(rights)}))
    edges = tuple(Edge(holders.index(holder), thing, _spans(own, days, at)) for (holder, thing), own in sorted(pairs.items()))
    return Network(tuple(holders), tuple(map(group_label, groups)), days, bisect_left(days, at), edges)


def _spans(rights: Sequence[Right], days: Sequence[date], at: date) -> tuple[Span, ...]:
    turns = {0, bisect_left(days, at), *(bisect_left(days, day) for day in _turns(rights))}
    found: list[Span] = []
    for place in sorted(turn for turn in turns if turn < len(days)):
        day = days[place]
        span = _span(min(rights, key=lambda r: _weight(r, day)), place, day)
        if not found or (found[-1].mode, found[-1].look, found[-1].text) != (span.mode, span.look, span.text):
            found.append(span)
    return tuple(found)


def _turns(rights: Iterable[Right]) -> set[date]:
    """The days on which an edge may come to look different."""
    bounds = (
        (r.valid_from, r.valid_to, r.disputed_since, r.disputed_until, *(d for x in r.disputes for d in (x.since, x.until))) for r in rights
    )
    return {day for days in bounds for day in days if day is not None}


def _span(right: Right, place: int, day: date) -> Span:
    disputed = right.disputed_on(day)
    look: Look = "idle" if not right.in_force(day) else "rumour" if not right.heard else "disputed" if disputed else "live"
    return Span(place, right.mode, look, f"{MODES[right.mode]}, {state(right, day)}" + (", disputed" if disputed else ""))


def _weight(right: Right, day: date) -> tuple[bool, bool, int, float]:
    """The right that is drawn between two nodes: what is in force first, then what is heard, then the stronger mode."""
    return not right.in_force(day), not right.heard, STRENGTH[right.mode], -right.credence
