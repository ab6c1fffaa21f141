"""The rights around a company, hop by hop, read from the graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph import queries
from graph._fetch import Ownerships
from graph._read import right_of
from graph.answers import Neighbourhood
from graph.finding import names_of
from graph.store import GraphStore


def around(store: GraphStore, centre: str, at: date, hops: int, known: date, most: int) -> Neighbourhood:
    """See :meth:`graph.deals.DealGraph.around`; ``centre`` is the company's id."""
    found: dict[str, Mapping[str, Any]] = {}
    todo, seen, cut = {centre}, set[str](), False
    for _ in range(hops):
        rows = store.read(queries.AROUND, ids=sorted(todo), known=known.isoformat(), most=most)
        cut |= any(sum(row["r"][side] in todo for row in rows) >= most for side in ("grantor", "grantee"))
        seen |= todo
        found |= {row["r"]["id"]: row["r"] for row in rows}
        todo = {row["r"][side] for row in rows for side in ("grantor", "grantee")} - seen
    companies = {centre} | {r[side] for r in found.values() for side in ("grantor", "grantee")}
    owners = Ownerships(store, known).of(companies)
    above = {key: steps[0].owner for key in companies if (steps := owners.above(key, at))}
    names = names_of(store, companies | set(above.values()))
    rights = tuple(right_of(r, names) for _, r in sorted(found.items()))
    return Neighbourhood(names[centre], rights, cut, {names[owned]: names[owner] for owned, owner in sorted(above.items())})
