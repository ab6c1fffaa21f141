"""A graph in two dictionaries that a projection is written to, with the same promises as a server's: for many generated cases."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from graph.project import Target
from graph.rows import Batch, Edge, Key, Node, line_of
from graph.store import Position


class RowStore:
    """What :func:`~graph.project.project` needs of a store, and the store's canonical dump."""

    def __init__(self) -> None:
        self._nodes: dict[Key, Node] = {}
        self._edges: dict[tuple[str, Key, Key, str], Edge] = {}
        self._position = Position()

    def ensure_schema(self) -> None:
        """There is none."""

    def position(self) -> Position:
        return self._position

    def clear(self) -> None:
        self._nodes.clear()
        self._edges.clear()
        self._position = Position()

    def apply(self, batch: Batch) -> bool:
        if self._position.seq >= batch.seq:
            return False
        for key in batch.delete:
            if self._nodes.pop(key, None):
                self._edges = {name: edge for name, edge in self._edges.items() if key not in (edge.start, edge.end)}
        self._nodes |= {node.key: node for node in batch.nodes}
        for edge in batch.edges:
            assert edge.start in self._nodes, edge
            assert edge.end in self._nodes, edge
            self._edges[edge.type, edge.start, edge.end, edge.key] = edge
        moved: dict[str, Any] = {
            "nodes": len(self._nodes),
            "relationships": len(self._edges),
            "event": batch.event,
            "program": batch.program,
        }
        if not batch.partial:
            moved |= {"seq": batch.seq, "run": batch.run, "known": batch.known}
        self._position = replace(self._position, **{name: value for name, value in moved.items() if value is not None})
        return True

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """The projection's own look-ups."""
        asked = re.fullmatch(r"MATCH \(n:(\w+)\) WHERE n\.(\w+) IN \$keys RETURN n\.id AS id", cypher)
        assert asked is not None, cypher
        return [{"id": n.id} for (label, _), n in self._nodes.items() if label == asked[1] and n.props[asked[2]] in params["keys"]]

    def dump(self) -> list[str]:
        """As :meth:`graph.store.GraphStore.dump` has it."""
        return sorted(map(line_of, self._nodes.values())) + sorted(map(line_of, self._edges.values()))


class Died(Exception):
    """The process is gone."""


class Dying:
    """Any store, written to by a process that dies when it has written so many batches."""

    def __init__(self, store: Target, batches: int) -> None:
        self._store, self._left = store, batches
        self.ensure_schema, self.position, self.clear, self.read = store.ensure_schema, store.position, store.clear, store.read

    def apply(self, batch: Batch) -> bool:
        if not self._left:
            raise Died
        self._left -= 1
        return self._store.apply(batch)
