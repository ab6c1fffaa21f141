"""Agreements read from the graph: one by its id, or a page of those of somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graph import queries
from graph._fetch import dressed
from graph._read import evidence_of, stories
from graph.agreements import Agreement, agreement
from graph.errors import BadInput, UnknownId
from graph.store import GraphStore


def listed(store: GraphStore, party: str | None, known: date, most: int, skip: int) -> tuple[Agreement, ...]:
    """See :meth:`graph.deals.DealGraph.agreements`; ``party`` is an id."""
    page = {"known": known.isoformat(), "most": most, "skip": skip}
    rows = store.read(queries.AGREEMENTS_OF, party=party, **page) if party else store.read(queries.AGREEMENTS, **page)
    return _made(store, [row["deal"] for row in rows], known)


def one(store: GraphStore, id: str, known: date) -> Agreement:
    """See :meth:`graph.deals.DealGraph.agreement`."""
    deal = id.partition("@")[0]  # an amendment is shown with what it amends
    found = _made(store, [deal], known)
    if not found:
        since = min((row["c"]["known_from"] for row in store.read(queries.AGREEMENT_CLAIMS, deals=[deal])), default=None)
        if since is None:
            raise UnknownId("agreement", id)
        hint = f"It was first told of on {since}: ask for that day, or a later one."
        raise BadInput(f"nothing was known of the agreement {deal} on {known}", hint)
    asked = {
        "deal": deal,
        "parties": [row["id"] for row in store.read(queries.AGREEMENT_PARTIES, deals=[deal])],
        "known": known.isoformat(),
    }
    told = stories(enumerate(evidence_of(row["c"], row["a"]) for row in store.read(queries.OBJECTIONS, **asked)))
    return replace(found[0], disputes=told, rights=dressed(store, store.read(queries.RIGHTS_TOLD_WITH, **asked)))


def _made(store: GraphStore, deals: Sequence[str], known: date) -> tuple[Agreement, ...]:
    """The agreements in the order of their ids here, without those of which nothing counts on the day."""
    if not deals:
        return ()
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in store.read(queries.AGREEMENT_CLAIMS, deals=list(deals)):
        rows.setdefault(row["deal"], []).append(row)
    names: dict[str, dict[str, str]] = {}
    for row in store.read(queries.AGREEMENT_PARTIES, deals=list(deals)):
        names.setdefault(row["deal"], {})[row["id"]] = row["name"]
    made = (agreement(deal, rows[deal], names[deal], known) for deal in deals if deal in rows)
    return tuple(found for found in made if found is not None)
