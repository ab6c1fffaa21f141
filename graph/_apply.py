"""A batch as statements of Cypher, and its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.rows import KINDS, Batch, Edge, Key, Node

if TYPE_CHECKING:
    import neo4j

CHUNK: Final = 2_000
"""Rows to a statement."""

_LOCK: Final = """
MERGE (p:Projection {name: 'beliefs'})
ON CREATE SET p.seq = 0, p.nodes = 0, p.relationships = 0
SET p.applying = $seq"""
_READ: Final = "MATCH (p:Projection {name: 'beliefs'}) RETURN p.seq AS seq, p.nodes AS nodes, p.relationships AS relationships"
_MOVE: Final = """
MATCH (p:Projection {name: 'beliefs'})
SET p.seq = $seq, p.nodes = $nodes, p.relationships = $relationships, p.run = coalesce($run, p.run), p.known = coalesce($known, p.known),
    p.event = coalesce($event, p.event), p.program = coalesce($program, p.program)
REMOVE p.applying"""


@dataclass
class _Totals:
    nodes: int
    relationships: int

    def add(self, counters: neo4j.SummaryCounters) -> None:
        self.nodes += counters.nodes_created - counters.nodes_deleted
        self.relationships += counters.relationships_created - counters.relationships_deleted


def apply(tx: neo4j.Transaction, batch: Batch) -> bool:
    """Writes the batch and the position, unless the position is already there; the caller commits.

    Raises ``ValueError`` when a relationship names a node that is neither in the graph nor in the batch.
    """
    tx.run(_LOCK, seq=batch.seq).consume()  # whoever writes the position first keeps others out until it is done
    before = tx.run(_READ).single(strict=True)
    if before["seq"] >= batch.seq:
        return False
    totals = _Totals(before["nodes"], before["relationships"])
    _delete(tx, batch, totals)
    fresh = _write_nodes(tx, batch.nodes, totals)
    _write_edges(tx, batch.edges, fresh, totals)
    moved = {"nodes": totals.nodes, "relationships": totals.relationships, "event": batch.event, "program": batch.program}
    if batch.partial:
        tx.run(_MOVE, {**moved, "seq": before["seq"], "run": None, "known": None}).consume()
    else:
        tx.run(_MOVE, {**moved, "seq": batch.seq, "run": batch.run, "known": batch.known}).consume()
    return True


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _delete(tx: neo4j.Transaction, batch: Batch, totals: _Totals) -> None:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for label, node in batch.delete:
        groups[label].append(node)
    for label, ids in groups.items():
        for rows in _chunks(ids):
            totals.add(tx.run(f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", rows=rows).consume().counters)


def _write_nodes(tx: neo4j.Transaction, nodes: Sequence[Node], totals: _Totals) -> set[Key]:
    """Writes the nodes and returns those that were not there before."""
    groups: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.label].append(node)
    fresh: set[Key] = set()
    for label, members in groups.items():
        for chunk in _chunks(members):
            fresh |= _write_chunk(tx, label, chunk, totals)
    return fresh


def _write_chunk(tx: neo4j.Transaction, label: str, nodes: Sequence[Node], totals: _Totals) -> set[Key]:
    """What is there is asked first: MERGE costs more, and one server's MERGE finds no index for a node of two labels."""
    found = tx.run(f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, labels(n) AS labels", rows=[n.id for n in nodes])
    known = {id: set(labels) for id, labels in found}
    groups: defaultdict[tuple[tuple[str, ...], bool], list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        if node.id in known and known[node.id] != {label, *node.extra_labels}:
            wrong = "".join(f" REMOVE n:{kind}" for kind in KINDS if kind in known[node.id] and kind not in node.extra_labels)
            right = "".join(f" SET n:{kind}" for kind in node.extra_labels)
            # without its id meanwhile: one server relabels by making a new record, and would see its own key twice
            tx.run(f"MATCH (n:{label} {{id: $id}}) REMOVE n.id{wrong}{right} SET n.id = $id", id=node.id).consume()
        groups[node.extra_labels, node.id in known].append({"id": node.id, **_plain(node.props)})
    for (extra, exists), rows in groups.items():
        find = f"MATCH (n:{label} {{id: row.id}})" if exists else f"CREATE (n:{':'.join((label, *extra))})"
        totals.add(tx.run(f"UNWIND $rows AS row {find} SET n = row", rows=rows).consume().counters)
    return {node.key for node in nodes if node.id not in known}


def _write_edges(tx: neo4j.Transaction, edges: Sequence[Edge], fresh: set[Key], totals: _Totals) -> None:
    """A node that was not there before has no relationships that would have to be looked for."""
    groups: defaultdict[tuple[str, str, str, bool, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        new = edge.start in fresh or edge.end in fresh
        groups[edge.type, edge.start[0], edge.end[0], bool(edge.key), new].append(edge)
    for (kind, start, end, keyed, new), members in groups.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
            f"{'CREATE' if new else 'MERGE'} (a)-[r:{kind}{' {key: row.key}' if keyed else ''}]->(b) SET r = row.props RETURN count(r) AS n"
        )
        for chunk in _chunks(members):
            result = tx.run(text, rows=[_edge_row(edge) for edge in chunk])
            written = result.single(strict=True)["n"]
            totals.add(result.consume().counters)
            if written != len(chunk):
                raise ValueError(_missing(tx, kind, start, end, chunk))


def _missing(tx: neo4j.Transaction, kind: str, start: str, end: str, edges: Sequence[Edge]) -> str:
    for label, ids in ((start, {edge.start[1] for edge in edges}), (end, {edge.end[1] for edge in edges})):
        found = tx.run(f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id", rows=sorted(ids))
        if lost := sorted(ids - {record["id"] for record in found}):
            return f"{kind} names {label} {lost[0]!r}, which is neither in the graph nor in the batch ({len(lost)} such)"
    return f"{kind} from {start} to {end}: not every relationship was written"


def _edge_row(edge: Edge) -> dict[str, Any]:
    props = _plain(edge.props)
    return {"a": edge.start[1], "b": edge.end[1], "key": edge.key, "props": {"key": edge.key, **props} if edge.key else props}


def _plain(props: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in props.items() if value is not None}
