"""What several questions to the graph need: rights with their evidence, conflicts, and who owned whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graph import queries
from graph._decide import clash, on_day
from graph._read import date_of, evidence_of, ownerships, right_of, stories
from graph.answers import Clash, Evidence, Right
from graph.dates import Interval
from graph.finding import names_of
from graph.gazetteer import entity_id
from graph.owners import Owners
from graph.store import GraphStore


def owners_of(store: GraphStore, companies: Iterable[str], known: date) -> Owners:
    """Who owned these companies (ids), and whom they owned, as far as is known."""
    seen, todo, rows = set[str](), set(companies), dict[str, Mapping[str, Any]]()
    while todo:
        seen |= todo
        found = store.read(queries.TAKEOVERS, ids=sorted(todo), known=known.isoformat())
        rows |= {row["c"]["id"]: row["c"] for row in found}
        todo = {row["c"][side] for row in found for side in ("owner", "owned")} - seen
    return Owners(ownerships(rows.values()))


def dressed(store: GraphStore, rows: Sequence[Mapping[str, Any]]) -> tuple[Right, ...]:
    """The rights of these rows (``r``) with names, evidence and conflicts."""
    found = [row["r"] for row in rows]
    ids = [r["id"] for r in found]
    if not ids:
        return ()
    names = names_of(store, (key for r in found for key in (r["grantor"], r["grantee"])))
    told: dict[tuple[str, str], list[tuple[int, Evidence]]] = {}
    for row in store.read(queries.EVIDENCE, ids=ids):
        told.setdefault((row["right"], row["side"]), []).append((row["place"], evidence_of(row["c"], row["a"])))
    rivals: dict[str, set[str]] = {}
    for row in store.read(queries.RIVALS, ids=ids):
        rivals.setdefault(row["right"], set()).add(row["rival"])
    return tuple(
        replace(
            right_of(r, names),
            supporting=stories(told.get((r["id"], "supporting"), ())),
            opposing=stories(told.get((r["id"], "opposing"), ())),
            conflicts=tuple(sorted(rivals.get(r["id"], ()))),
        )
        for r in found
    )


def clashes(
    store: GraphStore, rows: Sequence[Mapping[str, Any]], rights: Mapping[str, Right], at: date | None, known: date
) -> tuple[Clash, ...]:
    """Rows of conflicts between some rights (by id), without the days on which both sides are one owner's; on a day, or ever."""
    owners = owners_of(store, {entity_id(rights[row[side]].grantee) for row in rows for side in ("left", "right")}, known)
    found = []
    for row in rows:
        left, right = (on_day(rights[row[side]], at) for side in ("left", "right"))
        during = Interval(date_of(row["since"]), date_of(row["until"]))
        parts = owners.apart(entity_id(left.grantee), entity_id(right.grantee), during)
        found += [clash(row["kind"], part, left, right, at) for part in parts if at is None or at in part]
    return tuple(found)
