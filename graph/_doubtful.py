"""The claims that are most worth a second look, with the rights that hang on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph import queries
from graph._best_first import all_of, best_of
from graph._read import evidence_of, right_of
from graph.answers import Doubtful, Waiting
from graph.finding import names_of
from graph.stakes import WEIGHTS, WORTHWHILE
from graph.store import GraphStore


def doubtful_claims(
    store: GraphStore,
    grantor: str | None,
    at: date | None,
    alone: bool,
    disputed: bool,
    known: date,
    most: int,
) -> Waiting:
    """Those of one grantor (by id) or of all, the claims of most at stake first; ``most`` rights are looked at."""
    asked = {"at": at.isoformat() if at else None, "known": known.isoformat(), "alone": alone, "disputed": disputed, "least": WORTHWHILE}
    if grantor:
        found = all_of(store, queries.STAKES_AMONG["grantor"], {**asked, "grantor": grantor})
    else:
        narrow = [queries.STAKES_AMONG["known"], *([queries.STAKES_AMONG["disputed"]] if disputed else [])]
        found = best_of(store, queries.STAKES, narrow, asked, WEIGHTS, most, known)
    ids = [row[1] for row in found.rows[:most]]
    rights = {row["r"]["id"]: row["r"] for row in store.read(queries.RIGHTS_BY_ID, ids=ids)}
    by_claim: dict[str, list[Mapping[str, Any]]] = {}
    for right in (rights[id] for id in ids):
        by_claim.setdefault(right["stake_claim"], []).append(right)
    told = {row["c"]["id"]: row for row in store.read(queries.CLAIM, ids=sorted(by_claim))}
    names = names_of(store, (right[side] for right in rights.values() for side in ("grantor", "grantee")))
    doubtful = (
        Doubtful(
            evidence_of(told[claim]["c"], told[claim]["a"]),
            on_it[0]["stake"],
            on_it[0]["witnesses"],
            tuple(right_of(r, names) for r in on_it),
        )
        for claim, on_it in by_claim.items()
    )
    return Waiting(tuple(doubtful), found.complete and len(found.rows) <= most)
