"""The claims that are most worth a second look, with the rights that hang on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph import queries
from graph._read import evidence_of, right_of
from graph.answers import Doubtful
from graph.finding import names_of
from graph.stakes import LEVELS
from graph.store import GraphStore


def doubtful_claims(
    store: GraphStore,
    grantor: str | None,
    at: date | None,
    alone: bool,
    disputed: bool,
    known: date,
    most: int,
) -> tuple[Doubtful, ...]:
    """Those of one grantor (by id) or of all, the claims of most at stake first; ``most`` rights are looked at."""
    asked = {"grantor": grantor, "at": at.isoformat() if at else None, "known": known.isoformat()}
    found: list[dict[str, Any]] = []
    for level in LEVELS:  # so that little is left to sort, however many rights there are
        found += store.read(queries.STAKES, **asked, alone=alone, disputed=disputed, percents=list(level), most=most - len(found))
        if len(found) == most:
            break
    by_claim: dict[str, list[Mapping[str, Any]]] = {}
    for row in found:
        by_claim.setdefault(row["r"]["stake_claim"], []).append(row["r"])
    told = {row["c"]["id"]: row for row in store.read(queries.CLAIM, ids=sorted(by_claim))}
    names = names_of(store, (row["r"][side] for row in found for side in ("grantor", "grantee")))
    return tuple(
        Doubtful(
            evidence_of(told[claim]["c"], told[claim]["a"]),
            rights[0]["stake"],
            rights[0]["witnesses"],
            tuple(right_of(r, names) for r in rights),
        )
        for claim, rights in by_claim.items()
    )
