"""The names to offer before one is given: companies that grant or hold rights, those that most articles name first.

An entity carries how many articles name it, and, if it is a party of some claim, a rank made of that, by which the best known are found
without reading the others (:mod:`graph._best_first`). How many rights each grants or holds would have to be counted over all rights, or
kept up with each of them.
"""

from __future__ import annotations

from typing import Final

from graph import queries
from graph._best_first import Store, best_of, spread
from graph.finding import BestKnown, Meant
from graph.gazetteer import load

_TOLD: Final = range(1, 3_001)
"""Articles that are told from each other by rank. Few are named by more; their number orders these."""


_LOOKED: Final = 10_000
"""Parties of claims after which one has looked enough, where few of them grant or hold rights."""


def rank_of(key: str, articles: int) -> str:
    """By what an index finds a party (id) that so many articles name."""
    return spread(min(articles, _TOLD.stop - 1), key)


def best_known(store: Store, most: int) -> BestKnown:
    """At most that many companies of each sort, and the products that rights are over by name."""
    grantors, holders = (_companies(store, role, most) for role in ("GRANTED_BY", "HELD_BY"))
    products = [entity.id for entity in load() if entity.kind == "product"]
    covered = (load().get(row["id"]) for row in store.read(queries.BEST_PRODUCTS, ids=products, most=most))
    return BestKnown(grantors, holders, tuple(Meant(load().party(p).name, p.name) for p in covered if p is not None))


def _companies(store: Store, role: str, most: int) -> tuple[str, ...]:
    found = best_of(store, queries.BEST_KNOWN[role], [], {}, _TOLD, most, look=_LOOKED).rows
    return tuple(name for _, name, _ in sorted(found, key=lambda row: (-row[2], row[1]))[:most])
