"""Conflicts of everybody or of one grantor, what matters most first, a page at a time: without reading the rights that are in none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph import queries
from graph._fetch import clashes, dressed
from graph.answers import HEARD, Clashes, Wanted
from graph.store import GraphStore


def clashing(
    store: GraphStore, wanted: Wanted, grantor: str | None, fields: Sequence[str] | None, at: date, known: date, most: int, skip: int
) -> Clashes:
    """See :meth:`graph.deals.DealGraph.clashing`; ``grantor`` is an id, ``fields`` are those near what is wanted."""
    given = {
        "fields": fields,
        "kind": wanted.kind,
        "disputed": wanted.disputed,
        "day": at.isoformat() if wanted.on_day else None,
        "known": known.isoformat(),
        "heard": HEARD,
        **({"grantor": grantor} if grantor else {}),
    }
    page, count = (queries.CLASHES_OF, queries.CLASHES_OF_COUNTED) if grantor else (queries.CLASHES, queries.CLASHES_COUNTED)
    rows = store.read(page, **given, at=at.isoformat(), most=most, skip=skip)
    ids = sorted({row[side] for row in rows for side in ("left", "right")})
    rights = {r.id: r for r in dressed(store, store.read(queries.RIGHTS_BY_ID, ids=ids))} if ids else {}
    return Clashes(clashes(store, rows, rights, None, known) if rows else (), store.read(count, **given)[0]["n"])
