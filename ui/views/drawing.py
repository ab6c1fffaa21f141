"""Nodes and relationships laid out to be drawn. The same ones always lie in the same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import networkx as nx

from graph.claims import Mode
from graph.schema import NODES
from graph.store import Found, Subgraph
from ui.words import MODES, field_label, shortened

MOST: Final = 200
"""Nodes that are drawn; more would hide each other."""

Place = tuple[float, float]

_SEED: Final = 7
_NAMES: Final = ("name", "quote", "title", "id")
_LONGEST: Final = 28


@dataclass(frozen=True)
class Dot:
    """A node at ``x``, ``y`` from 0 to 1. ``kind`` is its primary label, ``told`` all that is known of it in a line."""

    x: float
    y: float
    kind: str
    label: str
    told: str
    mode: Mode | None = None


@dataclass(frozen=True)
class Line:
    """A relationship from one place to another, in the words of the schema."""

    start: Place
    end: Place
    type: str
    told: str


@dataclass(frozen=True)
class Drawing:
    """What is drawn, and how many nodes there were."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    nodes: int


def drawing(found: Subgraph) -> Drawing:
    """The first :data:`MOST` nodes and what joins them, laid out by forces (Fruchterman and Reingold 1991)."""
    nodes = dict(list(found.nodes.items())[:MOST])
    edges = [e for e in found.edges.values() if e.start in nodes and e.end in nodes]
    numbers = {key: n for n, key in enumerate(nodes)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from((numbers[e.start], numbers[e.end]) for e in edges if e.start != e.end)
    places = _spread(graph)
    dots = tuple(_dot(places[numbers[key]], node) for key, node in nodes.items())
    names = {key: dot.label for key, dot in zip(nodes, dots, strict=True)}
    lines = tuple(
        Line(
            places[numbers[e.start]], places[numbers[e.end]], e.type, f"{names[e.start]} {e.type} {names[e.end]}{_properties(e.properties)}"
        )
        for e in edges
    )
    return Drawing(dots, lines, len(found.nodes))


def _spread(graph: nx.Graph) -> dict[int, Place]:
    if not graph:
        return {}
    laid = nx.spring_layout(graph, k=1.6 / sqrt(len(graph)), iterations=120, seed=_SEED)
    (left, width), (low, height) = (_span([float(place[n]) for place in laid.values()]) for n in (0, 1))
    return {node: (round((float(x) - left) / width, 4), round((float(y) - low) / height, 4)) for node, (x, y) in laid.items()}


def _span(axis: Sequence[float]) -> tuple[float, float]:
    return min(axis), (max(axis) - min(axis)) or 1.0


def _dot(place: Place, node: Found) -> Dot:
    kind = next((label for label in node.labels if label in NODES), "")
    properties = node.properties
    told = f"{kind}{_properties(properties)}"
    if kind == "Right":
        mode = Mode(properties["mode"])
        return Dot(*place, kind, f"{MODES[mode]} · {field_label(properties['field_of_use'])}", told, mode)
    name = next((str(properties[key]) for key in _NAMES if properties.get(key)), "(not returned)")
    return Dot(*place, kind, shortened(name, _LONGEST), told)


def _properties(given: Mapping[str, Any]) -> str:
    """The telling ones, in brief."""
    told = [f"{key} {shortened(str(value), 60)}" for key, value in given.items() if value not in (None, [], "")]
    return f": {', '.join(told[:8])}" if told else ""
