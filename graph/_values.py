"""What the driver returns, as plain values; and the nodes and relationships among it, as a graph that can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    """A node among the values of a query. One that a returned relationship only ends at has neither labels nor properties."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Joined:
    """A relationship among them; ``start`` and ``end`` are keys of nodes."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Any]


@dataclass
class Subgraph:
    """The different nodes and relationships that rows hold, by the server's own keys, which mean nothing beyond one answer."""

    nodes: dict[str, Found] = field(default_factory=dict)
    edges: dict[str, Joined] = field(default_factory=dict)

    def take(self, value: Any) -> None:
        """Takes in what a value of the driver holds, however deep in lists and maps."""
        from neo4j.graph import Node, Path, Relationship

        if isinstance(value, Node):
            if value.labels or value.element_id not in self.nodes:
                self.nodes[value.element_id] = Found(tuple(sorted(value.labels)), _properties(value))
        elif isinstance(value, Relationship):
            ends = value.start_node, value.end_node
            if ends[0] is not None and ends[1] is not None:
                for end in ends:
                    self.take(end)
                self.edges[value.element_id] = Joined(value.type, ends[0].element_id, ends[1].element_id, _properties(value))
        elif isinstance(value, Path):
            for part in (*value.nodes, *value.relationships):
                self.take(part)
        elif isinstance(value, list | dict):
            for item in value.values() if isinstance(value, dict) else value:
                self.take(item)


def plain(value: Any) -> Any:
    """A value of the driver as JSON could have it."""
    if value is None or isinstance(value, str | int | float | bool):
        return value  # most are, and an import costs more than that
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **_properties(value)}
    if isinstance(value, Relationship):
        return {"type": value.type, **_properties(value)}
    if isinstance(value, Path):
        steps: list[Any] = [plain(value.start_node)] if value.start_node is not None else []
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(relationship), plain(node)]
        return steps
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return str(value.iso_format()) if hasattr(value, "iso_format") else str(value)


def _properties(value: Any) -> dict[str, Any]:
    return {k: plain(v) for k, v in sorted(value.items())}
