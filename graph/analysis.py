"""Measures of a network of rights on a day: dependency, concentration, brokers, and who is hurt if a right ends. Pure functions.

All take rights as known on one day (:meth:`graph.deals.DealGraph.timeline`, :meth:`graph.deals.DealGraph.around`) and count those that
are in force on ``day`` and heard. They measure shares of *known rights*, not of money or of volume: what nobody has told of is not in
them. A field of use counts under its own name; a right over several fields counts in each.

A right weighs its credence, in full if it is exclusive and half otherwise, as who grants another right may still turn to others
(a convention of ours).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import networkx as nx

from graph.answers import Right
from graph.claims import Mode
from graph.network import network

Side = Literal["grantor", "holder"]
"""Whether a company is looked at as who grants (and depends on its holders) or as who holds (and depends on who grants)."""

CONCENTRATED: Final = 0.18
"""From here on a market is highly concentrated: 1,800 points of 10,000 (U.S. Merger Guidelines 2023, guideline 1)."""
MODERATE: Final = 0.10
"""From here on it is moderately concentrated: 1,000 points."""

_HALF: Final = 0.5


def weight(right: Right) -> float:
    """What a right weighs in all shares, 0 to 1."""
    return right.credence * (1.0 if right.mode is Mode.EXCLUSIVE else _HALF)


def in_force(rights: Iterable[Right], day: date) -> tuple[Right, ...]:
    """Those that count on a day, in an order that does not depend on theirs."""
    return tuple(sorted((r for r in rights if r.in_force(day) and r.heard), key=lambda r: r.id))


def dependency(rights: Iterable[Right], company: str, day: date, side: Side = "grantor") -> Mapping[str, float]:
    """How much a company depends on each counterparty: shares that sum to 1, or nothing without a right in force.

    In each of its fields of use a counterparty's share is its part of the weight of the rights there; the dependency is the mean over the
    fields. 1 means that all rights in all fields are with one counterparty.
    """
    fields: dict[str, dict[str, float]] = {}
    for right in in_force(rights, day):
        own, other = (right.grantor, right.grantee) if side == "grantor" else (right.grantee, right.grantor)
        if own == company:
            for field in right.field_of_use:
                held = fields.setdefault(field, {})
                held[other] = held.get(other, 0.0) + weight(right)
    found: dict[str, float] = {}
    for _, held in sorted(fields.items()):
        for other, share in _shares(held).items():
            found[other] = found.get(other, 0.0) + share / len(fields)
    return _ranked(found)


def concentration(rights: Iterable[Right], day: date) -> Mapping[str, float]:
    """The Herfindahl–Hirschman index of each field of use: the sum of the squared shares of its holders, from 1/n for n equal ones to 1.

    Hirschman, National Power and the Structure of Foreign Trade (1945), and The Paternity of an Index, American Economic Review 54
    (1964); Herfindahl, Concentration in the Steel Industry (1950).
    """
    fields: dict[str, dict[str, float]] = {}
    for right in in_force(rights, day):
        for field in right.field_of_use:
            held = fields.setdefault(field, {})
            held[right.grantee] = held.get(right.grantee, 0.0) + weight(right)
    return _ranked({field: sum(share**2 for share in _shares(held).values()) for field, held in fields.items()})


def brokers(rights: Iterable[Right], day: date) -> Mapping[str, float]:
    """The betweenness of each company: on what part of the shortest ways between two others it lies, 0 to 1, whichever way rights run.

    Freeman, A Set of Measures of Centrality Based on Betweenness, Sociometry 40 (1977); computed by the algorithm of Brandes,
    A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25 (2001).
    """
    bound = network(in_force(rights, day), day)
    plain = nx.Graph()
    plain.add_nodes_from(sorted(bound))
    plain.add_edges_from(sorted({tuple(sorted(pair)) for pair in bound.edges() if pair[0] != pair[1]}))
    return _ranked(nx.betweenness_centrality(plain, normalized=True))


def loss(rights: Iterable[Right], ends: Right, day: date) -> float:
    """The part of all that its holder holds which goes with a right: 0 for one that is not in force on the day."""
    held = [r for r in in_force(rights, day) if r.grantee == ends.grantee]
    return weight(ends) / sum(map(weight, held)) if any(r.id == ends.id for r in held) else 0.0


@dataclass(frozen=True)
class Step:
    """One link of a chain: ``to`` depends on ``of``, by a right (its id) or as its owner (without one)."""

    of: str
    to: str
    share: float
    right: str | None


@dataclass(frozen=True)
class Exposed:
    """A company that is hurt if a right ends: the ``share`` of what it rests on that goes, and the chain that leads to it."""

    company: str
    share: float
    path: tuple[Step, ...]


def exposed(
    rights: Iterable[Right], ends: Right, day: date, *, steps: int = 3, owner: Callable[[str], str | None] = lambda _: None
) -> tuple[Exposed, ...]:
    """Who is hurt if a right ends, beside its two parties, the hardest hit first.

    Its holder loses a part of all that it holds (:func:`loss`). Whoever holds rights of that holder's rests on it by its
    :func:`dependency`, and so on, at most ``steps`` further; an owner (``owner`` names it) is hit by as much as what it owns. Shares are
    multiplied along a chain, as those of indirect shareholdings are (Brioschi, Buzzacchi and Colombo, Risk Capital Financing and the
    Separation of Ownership and Control in Business Groups, Journal of Banking & Finance 13, 1989); of several chains the strongest
    counts, and no chain comes by a company twice. A right that is not in force on the day, or of whose holder nobody holds anything,
    hurts nobody.
    """
    live = in_force(rights, day)
    if not (lost := loss(live, ends, day)):
        return ()
    granted: dict[str, list[Right]] = {}
    for right in live:
        granted.setdefault(right.grantor, []).append(right)
    found: dict[str, Exposed] = {}
    todo: list[tuple[str, float, tuple[Step, ...]]] = [(ends.grantee, lost, ())]
    while todo:
        company, share, path = todo.pop(0)
        if len(path) >= steps:
            continue
        seen = {ends.grantor, ends.grantee, *(step.to for step in path)}
        for step in _onward(company, granted.get(company, ()), live, day, owner(company)):
            chain = Exposed(step.to, share * step.share, (*path, step))
            if step.to not in seen and (step.to not in found or chain.share > found[step.to].share):
                found[step.to] = chain
                todo.append((step.to, chain.share, chain.path))
    return tuple(sorted(found.values(), key=lambda e: (-e.share, e.company)))


def _onward(company: str, granted: Sequence[Right], live: Sequence[Right], day: date, owner: str | None) -> list[Step]:
    """Who rests on a company: the holders of its rights, each by the strongest of them, and its owner."""
    best: dict[str, Right] = {}
    for right in sorted(granted, key=lambda r: (-weight(r), r.id)):
        best.setdefault(right.grantee, right)
    steps = [Step(company, holder, dependency(live, holder, day, "holder")[company], right.id) for holder, right in sorted(best.items())]
    return [*steps, Step(company, owner, 1.0, None)] if owner else steps


def turning_days(rights: Iterable[Right], start: date, end: date, most: int = 60) -> tuple[date, ...]:
    """The days from ``start`` to ``end`` on which any measure can change, both included: the first days of rights and those after them.

    Where there are more than ``most``, evenly spread ones of them.
    """
    turns = {day for r in rights if r.heard for day in (r.valid_from, r.valid_to) if day is not None and start < day < end}
    days = [start, *sorted(turns), *([end] if end > start else [])]
    if len(days) <= most:
        return tuple(days)
    return tuple(days[round(n * (len(days) - 1) / (most - 1))] for n in range(most))


def over_time(measure: Callable[[date], Mapping[str, float]], days: Sequence[date]) -> Mapping[str, tuple[float | None, ...]]:
    """A measure on several days: for each name its values in their order, ``None`` where it has none."""
    values = [measure(day) for day in days]
    return {name: tuple(found.get(name) for found in values) for name in dict.fromkeys(n for found in values for n in found)}


def _shares(held: Mapping[str, float]) -> Mapping[str, float]:
    total = sum(held.values())
    return {name: part / total for name, part in held.items()}


def _ranked(found: Mapping[str, float]) -> Mapping[str, float]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
