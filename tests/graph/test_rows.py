"""Rows that are no rows of the schema are refused where they are made."""

from __future__ import annotations

from typing import Any

import pytest

from graph.rows import Batch, Edge, Node, Value

A, B = ("Entity", "a"), ("Entity", "b")


@pytest.mark.parametrize(
    ("label", "name", "props", "extra"),
    [
        ("Company", "x", {}, ()),
        ("Entity) DETACH DELETE (n", "x", {}, ()),
        ("Entity", "", {}, ()),
        ("Entity", "x", {}, ("Villain",)),
        ("Right", "x", {}, ("Company",)),
        ("Right", "x", {"id": "y"}, ()),
        ("Right", "x", {"credence": float("nan")}, ()),
        ("Right", "x", {"credence": float("inf")}, ()),
        ("Right", "x", {"seen": 2**63}, ()),
        ("Right", "x", {"rules": ["a", 1]}, ()),
        ("Right", "x", {"nested": {"a": 1}}, ()),
    ],
)
def test_nodes(label: str, name: str, props: dict[str, Any], extra: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"label|id|cannot be|property"):
        Node(label, name, props, extra)


@pytest.mark.parametrize(
    ("kind", "start", "end", "props"),
    [("LIKES", A, B, {}), ("OWNED_BY", ("Company", "a"), B, {}), ("OWNED_BY", A, B, {"key": "x"}), ("OWNED_BY", A, B, {"share": object()})],
)
def test_edges(kind: str, start: tuple[str, str], end: tuple[str, str], props: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"type|labels|cannot be|property"):
        Edge(kind, start, end, props)


@pytest.mark.parametrize(
    ("seq", "nodes", "edges"),
    [
        (0, [], []),
        (1, [Node(*A), Node(*A, {"name": "other"})], []),
        (1, [], [Edge("OWNED_BY", A, B), Edge("OWNED_BY", A, B, {"share": 1})]),
        (1, [], [Edge("OWNED_BY", A, B), Edge("OWNED_BY", A, B, key="2019")]),
    ],
)
def test_batches(seq: int, nodes: list[Node], edges: list[Edge]) -> None:
    with pytest.raises(ValueError, match=r"batch"):
        Batch(seq=seq, nodes=nodes, edges=edges)


def test_what_is_of_the_schema_passes() -> None:
    props: dict[str, Value] = {
        "mode": "exclusive",
        "n": -(2**63),
        "credence": 0.5,
        "disputed": False,
        "rules": ("a",),
        "territory": None,
        "territories": [],
    }
    batch = Batch(
        seq=1,
        nodes=[Node(*A, {}, ("Company",)), Node(*B), Node("Right", "a", props)],
        edges=[Edge("OWNED_BY", A, B, key="1"), Edge("OWNED_BY", A, B, key="2"), Edge("OWNED_BY", B, A), Edge("OWNED_BY", A, A)],
    )
    assert [node.key for node in batch.nodes] == [A, B, ("Right", "a")]
