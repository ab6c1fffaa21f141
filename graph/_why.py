"""What one right rests on and stands beside, read from the graph."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graph import queries
from graph._aside import aside
from graph._chain import chain
from graph._fetch import Ownerships, clashes, dressed
from graph._read import evidence_of, right_of
from graph.answers import Carried, Clash, Related, Right, Why
from graph.errors import UnknownId
from graph.finding import names_of
from graph.gazetteer import entity_id
from graph.rules import RULES
from graph.store import GraphStore


def why(store: GraphStore, right: str) -> Why:
    """See :meth:`graph.deals.DealGraph.why`."""
    node = _node(store, right)
    parties = {"grantor": node["grantor"], "grantee": node["grantee"]}
    rows = store.read(queries.LINE, field=node["field_of_use"], territory=node.get("territory") or "", **parties)
    versions = dressed(store, rows)
    chosen = next(v for v in versions if v.id == right)
    told = store.read(queries.CLAIMS_BETWEEN, **parties)
    names = names_of(store, parties.values())
    carried: dict[str, list[Right]] = {}
    for row in store.read(queries.CARRIED, ids=[row["c"]["id"] for row in told]):
        carried.setdefault(row["claim"], []).append(right_of(row["r"], names))
    meanings = {name: RULES[name].meaning for name in chosen.rules}
    set_aside = aside(chosen, [(row["c"], evidence_of(row["c"], row["a"])) for row in told], carried)
    return Why(chosen, meanings, versions, set_aside, chain(chosen))


def related(store: GraphStore, right: str, at: date, known_at: date) -> Related:
    """See :meth:`graph.deals.DealGraph.related`."""
    (own,) = dressed(store, [{"r": _node(store, right)}])
    known = max(own.known_from, min(known_at, (own.known_to or date.max) - timedelta(days=1)))
    sides: dict[str, list[dict[str, Any]]] = {"after": [], "before": []}
    for row in store.read(queries.SUCCESSIONS, id=right, known=known.isoformat()):
        sides[row["side"]].append(row)
    after, before = (dressed(store, sides[side]) for side in ("after", "before"))
    told = store.read(queries.AGREEMENTS_TOLD_WITH, id=right, known=known.isoformat())
    agreements = tuple((row["deal"], row["name"]) for row in told)
    return Related(known, after, before, _conflicts(store, own, known), _owned(store, own, at, known), agreements)


def _node(store: GraphStore, right: str) -> dict[str, Any]:
    found = store.read(queries.RIGHTS_BY_ID, ids=[right])
    if not found:
        raise UnknownId("right", right)
    node: dict[str, Any] = found[0]["r"]
    return node


def _conflicts(store: GraphStore, own: Right, known: date) -> tuple[Clash, ...]:
    rows = store.read(queries.CONFLICTS_OF, id=own.id, known=known.isoformat()) if own.heard else []
    rivals = dressed(store, store.read(queries.RIGHTS_BY_ID, ids=[row["right"] for row in rows])) if rows else ()
    heard = {r.id: r for r in (own, *rivals) if r.heard}
    return clashes(store, [row for row in rows if row["right"] in heard], heard, None, known)


def _owned(store: GraphStore, own: Right, at: date, known: date) -> tuple[Carried, ...]:
    parties = {entity_id(own.grantee), entity_id(own.grantor)}
    owners = Ownerships(store, known).of(parties)
    steps = [step for party in sorted(parties) for step in owners.above(party, at)]
    names = names_of(store, (key for step in steps for key in (step.owner, step.owned)))
    return tuple(Carried(names[o.owner], names[o.owned], o.during.start, o.claim) for o in steps)
