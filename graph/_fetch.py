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


class Ownerships:
    """Who owned whom, as far as was known on a day; each company is asked about once, when it comes up."""

    def __init__(self, store: GraphStore, known: date) -> None:
        self._store, self._known = store, known
        self._asked = set[str]()
        self._claims = dict[str, Mapping[str, Any]]()

    def of(self, companies: Iterable[str]) -> Owners:
        """Who owned these companies (ids), and whom they owned, and so on; and all that was asked for before."""
        todo = set(companies) - self._asked
        while todo:
            self._asked |= todo
            found = self._store.read(queries.TAKEOVERS, ids=sorted(todo), known=self._known.isoformat())
            self._claims |= {row["c"]["id"]: row["c"] for row in found}
            todo = {row["c"][side] for row in found for side in ("owner", "owned")} - self._asked
        return Owners(ownerships(self._claims.values()))


def dressed(store: GraphStore, rows: Sequence[Mapping[str, Any]]) -> tuple[Right, ...]:
    """The rights of these rows (``r``) with names, evidence and conflicts."""
    found = [row["r"] for row in rows]
    return store.once(("dressed", *(r["id"] for r in found)), lambda: _dressed(store, found)) if found else ()


def _dressed(store: GraphStore, found: Sequence[Mapping[str, Any]]) -> tuple[Right, ...]:
    ids = [r["id"] for r in found]
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
    owners = Ownerships(store, known).of(entity_id(rights[row[side]].grantee) for row in rows for side in ("left", "right"))
    found = []
    for row in rows:
        left, right = (on_day(rights[row[side]], at) for side in ("left", "right"))
        during = Interval(date_of(row["since"]), date_of(row["until"]))
        parts = owners.apart(entity_id(left.grantee), entity_id(right.grantee), during)
        found += [clash(row["kind"], part, left, right, at) for part in parts if at is None or at in part]
    return tuple(found)
