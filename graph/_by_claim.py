"""Claims by their ids, read from the graph: where they stand, and the rights that they speak for and against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from graph import queries
from graph._aside import to_itself
from graph._fetch import dressed
from graph._read import counted, evidence_of, right_of, speaks_of
from graph.answers import Evidence, Right, Stand, Told
from graph.errors import UnknownId
from graph.finding import names_of
from graph.store import GraphStore


def told(store: GraphStore, claim: str) -> Told:
    """See :meth:`graph.deals.DealGraph.evidence`."""
    rows = store.read(queries.CLAIM, ids=[claim])
    if not rows:
        raise UnknownId("claim", claim)
    sides = store.read(queries.RIGHTS_OF_CLAIM, id=claim)
    rights = {r.id: r for r in dressed(store, store.read(queries.RIGHTS_BY_ID, ids=sorted({row["right"] for row in sides})))}
    supports, opposes = (tuple(rights[row["right"]] for row in sides if row["side"] == side) for side in ("supports", "opposes"))
    return Told(evidence_of(rows[0]["c"], rows[0]["a"]), rows[0]["c"], supports, opposes, to_itself(rows[0]["c"]))


def known_of(store: GraphStore, ids: Sequence[str], at: date | None, known: date) -> tuple[tuple[Evidence, str], ...]:
    """See :meth:`graph.deals.DealGraph.claims`."""
    rows = store.read(queries.CLAIMS_KNOWN, ids=list(ids), known=known.isoformat())
    found = [row for row in rows if counted(row["c"], known) and (at is None or speaks_of(row["c"], at))]
    return tuple((evidence_of(row["c"], row["a"]), row["a"]["text"]) for row in found)


def stands(store: GraphStore, ids: Sequence[str], known: date) -> Mapping[str, Stand]:
    """See :meth:`graph.deals.DealGraph.stands`."""
    rows = store.read(queries.STANDS, ids=list(ids), known=known.isoformat())
    names = names_of(store, {key for row in rows for key in (row["r"]["grantor"], row["r"]["grantee"])})
    sides: dict[tuple[str, str], list[Right]] = {}
    for row in sorted(rows, key=lambda row: (row["r"].get("valid_from") or "", row["r"]["id"])):
        sides.setdefault((row["claim"], row["side"]), []).append(right_of(row["r"], names))
    return {claim: Stand(*(tuple(sides.get((claim, side), ())) for side in ("supports", "opposes"))) for claim in ids}
