"""A graph in memory that answers the named queries: for tables of questions, which need no server to be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from telling import Telling

from graph import queries
from graph.deals import DealGraph
from graph.project import batches
from graph.rows import Edge, Node
from graph.store import Position

Row = dict[str, Any]
T = TypeVar("T")


class MemoryGraph:
    """What :class:`~graph.deals.DealGraph` needs of a store, over the rows of one telling."""

    def __init__(self, told: Telling) -> None:
        (batch,) = batches(told.ledger(), self, 0, size=1_000_000)
        self._position = Position(seq=batch.seq, known=told.recorded.date().isoformat(), program=batch.program)
        self._nodes: dict[tuple[str, str], Row] = {n.key: {"id": n.id, **_present(n)} for n in batch.nodes}
        self._edges: tuple[Edge, ...] = tuple(batch.edges)

    def position(self) -> Position:
        return self._position

    def close(self) -> None:
        """Nothing is held."""

    def once(self, question: object, answer: Callable[[], T]) -> T:  # noqa: ARG002 - nothing is remembered
        return answer()

    def read(self, cypher: str, **params: Any) -> list[Row]:
        """The rows of a named query."""
        return list(_QUERIES[cypher](self, params))

    def all(self, label: str) -> list[Row]:
        return [props for (kind, _), props in sorted(self._nodes.items()) if kind == label]

    def edges(self, type_: str, starts: Iterable[str]) -> list[tuple[Edge, Row, Row]]:
        wanted = set(starts)
        return [(e, self._nodes[e.start], self._nodes[e.end]) for e in self._edges if e.type == type_ and e.start[1] in wanted]

    def stating(self, claim: str) -> Row:
        return next(self._nodes[e.start] for e in self._edges if e.type == "STATES" and e.end[1] == claim)


def _present(node: Node) -> Row:
    return {name: value for name, value in node.props.items() if value is not None}


def _known(row: Mapping[str, Any], day: str) -> bool:
    return row["known_from"] <= day and (row.get("known_to") is None or row["known_to"] > day)


def _rights(graph: MemoryGraph, p: Row) -> list[Row]:
    found = [r for r in graph.all("Right") if _known(r, p["known"]) and ("grantors" not in p or r["grantor"] in p["grantors"])]
    return [{"r": r} for r in sorted(found, key=lambda r: (r.get("valid_from") or "", r["id"]))]


def _evidence(graph: MemoryGraph, p: Row) -> Iterable[Row]:
    for type_, side in (("SUPPORTED_BY", "supporting"), ("OPPOSED_BY", "opposing")):
        for edge, right, claim in graph.edges(type_, p["ids"]):
            yield {"right": right["id"], "side": side, "place": edge.props["order"], "c": claim, "a": graph.stating(claim["id"])}


def _claims_on(graph: MemoryGraph, p: Row) -> Iterable[Row]:
    found = [c for c in graph.all("Claim") if c.get("grantor") in p["grantors"] and _known(c, p["known"])]
    return [{"c": c, "a": graph.stating(c["id"])} for c in sorted(found, key=lambda c: (c["known_from"], c["id"]))]


def _takeovers(graph: MemoryGraph, p: Row) -> Iterable[Row]:
    return [{"c": c} for c in graph.all("Claim") if {c.get("owner"), c.get("owned")} & set(p["ids"]) and _known(c, p["known"])]


def _conflicts(graph: MemoryGraph, p: Row) -> Iterable[Row]:
    for e, left, right in graph.edges("CONFLICTS_WITH", p["ids"]):
        if right["id"] in p["ids"] and _known(e.props, p["known"]):
            yield {"left": left["id"], "right": right["id"], **{key: e.props[key] for key in ("kind", "since", "until")}}


def _versions(graph: MemoryGraph, p: Row) -> Iterable[Row]:
    ours = [r for r in graph.all("Right") if p.get("grantor", r["grantor"]) == r["grantor"] and r["known_from"] <= p["later"]]
    return [{"r": r} for r in ours if r.get("known_to") is None or r["known_to"] > p["earlier"]]


_QUERIES: dict[str, Callable[[MemoryGraph, Row], Iterable[Row]]] = {
    queries.RIGHTS: _rights,
    queries.ALL_RIGHTS: _rights,
    queries.RIGHTS_BY_ID: lambda g, p: [{"r": r} for r in g.all("Right") if r["id"] in p["ids"]],
    queries.EVIDENCE: _evidence,
    queries.CLAIMS_ON: _claims_on,
    queries.TAKEOVERS: _takeovers,
    queries.CONFLICTS: _conflicts,
    queries.VERSIONS: _versions,
    queries.ALL_VERSIONS: _versions,
    queries.RIVALS: lambda g, p: [
        row
        for e, a, b in g.edges("CONFLICTS_WITH", [r["id"] for r in g.all("Right")])
        for row in _both(a["id"], b["id"])
        if row["right"] in p["ids"]
    ],
    queries.NAMES: lambda g, p: [{"id": e["id"], "name": e["name"]} for e in g.all("Entity") if e["id"] in p["ids"]],
    queries.ENTITY: lambda g, p: [{"id": e["id"], "name": e["name"]} for e in g.all("Entity") if e["id"] == p["id"]],
    queries.ALIAS: lambda g, p: [{"id": e["id"], "name": e["name"]} for e in g.all("Entity") if p["id"] in e.get("aliases", ())],
    queries.ENTITIES: lambda g, _: [
        {"id": e["id"], "name": e["name"], "kind": e["kind"], "aliases": e.get("aliases")} for e in g.all("Entity")
    ],
}


def _both(a: str, b: str) -> list[Row]:
    return [{"right": a, "rival": b}, {"right": b, "rival": a}]


def answering(told: Telling) -> DealGraph:
    """Answers from a telling."""
    return DealGraph(MemoryGraph(told))  # type: ignore[arg-type]
