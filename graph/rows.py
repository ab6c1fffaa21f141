"""The rows that a projection writes: nodes and relationships of the graph, and the batch that carries them.

The labels and relationship types are those of :mod:`graph.schema`. A node's first label is its *primary* one: under it
the string ``id`` is unique. Property values are what both servers keep unchanged: strings, 64-bit integers, finite
floats, booleans and lists of strings. ``None`` means that the property is absent. Days are ISO strings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.schema import EDGES, NODES

LABELS: Final = tuple(NODES)
"""The primary labels. ``Projection`` is the store's own."""

KINDS: Final = ("Company", "Product", "Person", "Regulator", "Place")
"""What an ``Entity`` may be labelled beside."""

TYPES: Final = tuple(EDGES)
"""The relationship types."""

Value = str | int | float | bool | Sequence[str] | None
Key = tuple[str, str]
"""A node by its primary label and id."""


@dataclass(frozen=True)
class Node:
    """A node that is to be as given: its properties replace the former ones, its relationships stay."""

    label: str
    id: str
    props: Mapping[str, Value] = field(default_factory=dict)
    extra_labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.label not in LABELS:
            raise ValueError(f"no node is labelled {self.label!r}; the primary labels are {', '.join(LABELS)}")
        if any(extra not in KINDS for extra in self.extra_labels) or (self.extra_labels and self.label != "Entity"):
            raise ValueError(f"{self.label} cannot be labelled {list(self.extra_labels)} too")
        if not self.id:
            raise ValueError(f"a {self.label} without an id")
        _check(self.props, f"{self.label} {self.id}", reserved="id")

    @property
    def key(self) -> Key:
        return self.label, self.id


@dataclass(frozen=True)
class Edge:
    """A relationship that is to be as given. There is one for each type, start and end.

    Where there may be several (an owner who sold and bought back), each has a ``key`` that tells it from the others; it
    becomes the property ``key``. Two nodes are joined either by one without a key or by those with keys. Raises
    ``ValueError`` when it is no relationship of the schema.
    """

    type: str
    start: Key
    end: Key
    props: Mapping[str, Value] = field(default_factory=dict)
    key: str = ""

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"no relationship is of type {self.type!r}; the types are {', '.join(TYPES)}")
        for label, _ in (self.start, self.end):
            if label not in LABELS:
                raise ValueError(f"{self.type} joins nodes by their primary labels ({', '.join(LABELS)}), not by {label!r}")
        _check(self.props, f"{self.type} from {self.start[1]} to {self.end[1]}", reserved="key")


def line_of(row: Node | Edge) -> str:
    """The row as one line of JSON: the same for the same content, whichever way it came about."""
    if isinstance(row, Node):
        return node_line([row.label, *sorted(row.extra_labels)], {"id": row.id, **_kept(row.props)})
    return edge_line(row.type, row.start, row.end, {"key": row.key, **_kept(row.props)} if row.key else _kept(row.props))


def node_line(labels: Sequence[str], props: Mapping[str, object]) -> str:
    """A node, its primary label first."""
    return _line({"labels": labels, "props": props})


def edge_line(type_: str, start: Key, end: Key, props: Mapping[str, object]) -> str:
    """A relationship, its ends by primary label and id."""
    return _line({"type": type_, "start": list(start), "end": list(end), "props": props})


def _line(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _kept(props: Mapping[str, Value]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in props.items() if value is not None}


@dataclass(frozen=True)
class Batch:
    """What the events up to and including ``seq`` change in the graph, applied in one transaction.

    First the nodes of ``delete`` go, with their relationships; then ``nodes`` are written, then ``edges``. A node may
    be deleted and written in the same batch: so it loses its former relationships. ``run`` and ``known`` name the last
    completed run and the day that readers ask about, ``event`` is the id of the last event and ``program`` the fingerprint of
    what made the rows; ``None`` leaves what the graph has. A batch that is ``partial`` leaves the position where it is: others
    with the same ``seq`` follow.
    """

    seq: int
    nodes: Sequence[Node] = ()
    edges: Sequence[Edge] = ()
    delete: Sequence[Key] = ()
    run: str | None = None
    known: str | None = None
    event: str | None = None
    program: str | None = None
    partial: bool = False

    def __post_init__(self) -> None:
        if self.seq < 1:
            raise ValueError(f"a batch ends with an event, and events are counted from 1, not {self.seq}")
        if len({node.key for node in self.nodes}) != len(self.nodes):
            raise ValueError("a batch holds the same node twice")
        if len({(edge.type, edge.start, edge.end, edge.key) for edge in self.edges}) != len(self.edges):
            raise ValueError("a batch holds the same relationship twice")
        plain = {(edge.type, edge.start, edge.end) for edge in self.edges if not edge.key}
        if any(edge.key and (edge.type, edge.start, edge.end) in plain for edge in self.edges):
            raise ValueError("a batch joins the same nodes with and without a key")


def _check(props: Mapping[str, Value], what: str, reserved: str) -> None:
    for name, value in props.items():
        if name == reserved:
            raise ValueError(f"{what}: {reserved!r} is no property to set")
        ok = (
            value is None
            or isinstance(value, str)
            or (isinstance(value, int) and -(2**63) <= value < 2**63)
            or (isinstance(value, float) and math.isfinite(value))
            or (isinstance(value, list | tuple) and all(isinstance(item, str) for item in value))
        )
        if not ok:
            raise ValueError(f"{what}: {name} cannot be {value!r}")
