"""Conflicts of everybody or of one grantor, what matters most first, a page at a time: without reading all that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph import queries
from graph._best_first import Best, all_of, best_of
from graph._conflict_rows import GRADES
from graph._fetch import clashes, dressed
from graph.answers import HEARD, Clash, Clashes, Wanted
from graph.store import GraphStore

COUNTED: Final = 1_000
"""Everybody's conflicts that are counted and can be turned to."""


@dataclass(frozen=True)
class Asked:
    """Which conflicts: ``grantor`` is an id, ``fields`` are those near what is wanted."""

    wanted: Wanted
    grantor: str | None
    fields: Sequence[str] | None
    at: date
    known: date


def clashing(store: GraphStore, asked: Asked, most: int, skip: int) -> Clashes:
    """See :meth:`graph.deals.DealGraph.clashing`."""
    found = _ranked(store, asked, COUNTED)
    rows = found.rows if asked.grantor else found.rows[:COUNTED]
    complete = found.complete and len(rows) == len(found.rows)
    return Clashes(_between(store, rows[skip : skip + most], None, asked.known), len(rows), complete)


def open_on(store: GraphStore, at: date, known: date, most: int) -> tuple[Clash, ...]:
    """See :meth:`graph.deals.DealGraph.open_conflicts`."""
    found = _ranked(store, Asked(Wanted(on_day=True), None, None, at, known), most)
    return _between(store, found.rows[:most], at, known)


def _between(store: GraphStore, rows: Sequence[Sequence[Any]], at: date | None, known: date) -> tuple[Clash, ...]:
    if not rows:
        return ()
    told = [dict(zip(("left", "right", "kind", "since", "until"), row[1:], strict=True)) for row in rows]
    ids = sorted({row[side] for row in told for side in ("left", "right")})
    rights = {r.id: r for r in dressed(store, store.read(queries.RIGHTS_BY_ID, ids=ids))}
    return clashes(store, told, rights, at, known)


def _ranked(store: GraphStore, asked: Asked, enough: int) -> Best:
    """Those that are open on the day, and then the others, if they are wanted."""
    found = _open(store, asked, enough, open_=True)
    if asked.wanted.on_day or not found.complete:
        return found
    others = _open(store, asked, enough - len(found.rows), open_=False)
    return Best([*found.rows, *others.rows], others.complete)


def _open(store: GraphStore, asked: Asked, enough: int, *, open_: bool) -> Best:
    """Those that are open on the day, or those that are not."""
    wanted, at = asked.wanted, asked.at.isoformat()
    given: Mapping[str, Any] = {
        "at": at,
        "open": open_,
        "day": at if wanted.on_day else None,
        "known": asked.known.isoformat(),
        "heard": HEARD,
        "kind": wanted.kind,
        "fields": asked.fields,
        "disputed": wanted.disputed,
    }
    if asked.grantor:
        return all_of(store, queries.CLASHES_AMONG["grantor"], {**given, "grantor": asked.grantor})
    narrow = [queries.CLASHES_AMONG[among] for among in (("known", "begun", "lasting") if open_ else ("known",))]
    weights = GRADES[wanted.kind] if wanted.kind else range(GRADES["overlap"].stop)
    return best_of(store, queries.CLASHES, narrow, given, weights, enough, asked.at if open_ else date.max)
