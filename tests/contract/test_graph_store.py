"""What a graph store promises of batches, its position and what it reads, on each server that may hold the graph."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from one_right import FIRST, GRANTED, HELD, MICROSOFT, OPENAI, RIGHT

from graph._links import work
from graph.errors import BadQuery
from graph.rows import KINDS, LABELS, TYPES, Batch, Edge, Key, Node, Value
from graph.store import INDEXES, GraphStore, Position


def test_an_empty_graph_is_at_the_beginning(any_graph: GraphStore) -> None:
    assert any_graph.position() == Position(seq=0, run=None, known=None, nodes=0, relationships=0)
    assert list(any_graph.dump()) == []
    assert any_graph.verify() is None


def test_a_batch_moves_the_position_and_counts(any_graph: GraphStore) -> None:
    assert any_graph.apply(FIRST) is True
    assert any_graph.position() == Position(seq=3, run="run-1", known="2026-03-02", nodes=3, relationships=2)
    counts = any_graph.counts()
    assert {name: n for name, n in counts.items() if n} == {"Entity": 2, "Right": 1, "GRANTED_BY": 1, "HELD_BY": 1}
    assert set(counts) == {*LABELS, *TYPES}
    assert any_graph.verify() is None


def test_a_run_that_is_not_completed_keeps_what_readers_ask_about(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    any_graph.apply(Batch(seq=4))
    assert any_graph.position() == Position(seq=4, run="run-1", known="2026-03-02", nodes=3, relationships=2)


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_batch_that_the_graph_is_past_changes_nothing(any_graph: GraphStore, seq: int) -> None:
    any_graph.apply(FIRST)
    before = (any_graph.position(), list(any_graph.dump()))
    assert any_graph.apply(Batch(seq=seq, nodes=(Node("Story", "s"),), delete=(RIGHT.key,), run="other")) is False
    assert (any_graph.position(), list(any_graph.dump())) == before


def test_a_node_is_replaced_and_keeps_its_relationships(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    any_graph.apply(Batch(seq=4, nodes=(Node("Right", "r1", {"mode": "preferred"}),)))
    assert any_graph.read("MATCH (r:Right {id: 'r1'})-[:HELD_BY]->(c) RETURN properties(r) AS r, c.name AS name") == [
        {"r": {"id": "r1", "mode": "preferred"}, "name": "Microsoft"}
    ]


def test_a_deleted_node_loses_its_relationships_even_if_it_is_written_again(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    any_graph.apply(Batch(seq=4, nodes=(RIGHT,), edges=(HELD,), delete=(RIGHT.key, ("Claim", "never was"))))
    assert any_graph.counts()["GRANTED_BY"] == 0
    assert any_graph.position() == Position(seq=4, run="run-1", known="2026-03-02", nodes=3, relationships=1)
    assert any_graph.verify() is None


def test_an_entity_may_change_its_kind(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    for seq, kind in enumerate(("Product", "Person", "Company"), start=4):
        any_graph.apply(
            Batch(seq=seq, nodes=(Node("Entity", "openai", {"name": kind}, (kind,)),), edges=(Edge("COVERS", RIGHT.key, OPENAI.key),))
        )
        rows = any_graph.read("MATCH (r:Right)-[:GRANTED_BY]->(e) RETURN e")
        assert rows == [{"e": {"labels": sorted(["Entity", kind]), "id": "openai", "name": kind}}]
        assert any_graph.verify() is None


def test_a_key_tells_relationships_between_the_same_nodes_apart(any_graph: GraphStore) -> None:
    def owned(day: str, share: int) -> Edge:
        return Edge("OWNED_BY", OPENAI.key, MICROSOFT.key, {"valid_from": day, "share": share}, key=day)

    any_graph.apply(Batch(seq=1, nodes=(OPENAI, MICROSOFT), edges=(owned("2019-01-01", 1), owned("2023-01-01", 2))))
    any_graph.apply(Batch(seq=2, edges=(owned("2023-01-01", 3),)))
    rows = any_graph.read("MATCH ()-[o:OWNED_BY]->() RETURN o.valid_from AS day, o.share AS share ORDER BY day")
    assert rows == [{"day": "2019-01-01", "share": 1}, {"day": "2023-01-01", "share": 3}]


def test_a_relationship_to_nowhere_is_an_error_and_nothing_is_written(any_graph: GraphStore) -> None:
    with pytest.raises(ValueError, match="HELD_BY names Entity 'microsoft'"):
        any_graph.apply(Batch(seq=1, nodes=(OPENAI, RIGHT), edges=(GRANTED, HELD)))
    assert any_graph.position().seq == 0
    assert list(any_graph.dump()) == []


def test_what_is_looked_up_is_indexed_also_in_a_graph_that_was_made_before(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    work(any_graph._link, lambda session: session.run("DROP INDEX right_valid_from").consume(), write=True)
    any_graph.ensure_schema()
    found = {(row["labelsOrTypes"][0], *row["properties"]) for row in any_graph.read("SHOW INDEXES") if row["labelsOrTypes"]}
    assert set(INDEXES) <= found


def test_a_range_of_days_is_found_with_what_was_known(any_graph: GraphStore) -> None:
    days = ["2024-12-31", "2025-01-01", "2025-01-15", "2025-01-31", "2025-02-01", None]
    rights = [
        Node("Right", f"{day}/{known}/{until}", {"valid_from": day, "known_from": known, "known_to": until})
        for day in days
        for known, until in (("2024-06-01", None), ("2024-06-01", "2025-01-01"), ("2026-01-01", None))
    ]
    any_graph.apply(Batch(seq=1, nodes=rights))
    found = any_graph.read(
        "MATCH (r:Right) WHERE r.valid_from >= $start AND r.valid_from <= $end "
        "WITH r WHERE r.known_from <= $end AND (r.known_to IS NULL OR r.known_to > $end) RETURN r.id AS id ORDER BY r.valid_from",
        start="2025-01-01",
        end="2025-01-31",
    )
    assert [row["id"] for row in found] == [f"{day}/2024-06-01/None" for day in ("2025-01-01", "2025-01-15", "2025-01-31")]


def test_more_rows_than_go_into_one_statement(any_graph: GraphStore) -> None:
    articles = [Node("Article", f"a{n}", {"title": f"No. {n}"}) for n in range(4500)]
    any_graph.apply(Batch(seq=1, nodes=(OPENAI, *articles), edges=[Edge("MENTIONS", article.key, OPENAI.key) for article in articles]))
    assert any_graph.position() == Position(seq=1, run=None, known=None, nodes=4501, relationships=4500)
    any_graph.apply(Batch(seq=2, delete=[article.key for article in articles[1:]]))
    assert any_graph.position() == Position(seq=2, run=None, known=None, nodes=2, relationships=1)
    assert any_graph.verify() is None


def test_clear_begins_anew(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    any_graph.clear()
    assert any_graph.position() == Position()
    assert list(any_graph.dump()) == []
    assert any_graph.apply(FIRST) is True


def test_the_dump_is_sorted_lines_of_json_without_the_position(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    assert list(any_graph.dump()) == [
        '{"labels":["Entity","Company"],"props":{"id":"microsoft","name":"Microsoft"}}',
        '{"labels":["Entity","Company"],"props":{"id":"openai","name":"OpenAI"}}',
        '{"labels":["Right"],"props":{"credence":0.9,"id":"r1","mode":"exclusive","rules":["hold","begin"],"valid_from":"2019-07-22"}}',
        '{"end":["Entity","microsoft"],"props":{},"start":["Right","r1"],"type":"HELD_BY"}',
        '{"end":["Entity","openai"],"props":{},"start":["Right","r1"],"type":"GRANTED_BY"}',
    ]


def test_what_the_store_reads_it_cannot_write(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    with pytest.raises(BadQuery):
        any_graph.read("MATCH (r:Right) SET r.mode = 'none' RETURN r")
    assert any_graph.read("MATCH (r:Right) RETURN r.mode AS mode") == [{"mode": "exclusive"}]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_batches_leave_what_they_say_on_any_server(any_graph: GraphStore, data: st.DataObject) -> None:
    seq = any_graph.position().seq + 1
    any_graph.apply(
        Batch(seq=seq, delete=[(line["labels"][0], line["props"]["id"]) for line in map(json.loads, any_graph.dump()) if "labels" in line])
    )
    model = Model()
    for _ in range(data.draw(st.integers(1, 3))):
        seq += 1
        batch = data.draw(batches(seq, model))
        model.apply(batch)
        assert any_graph.apply(batch) is True
    assert list(any_graph.dump()) == model.dump()
    assert any_graph.verify() is None


# A model of the graph, to compare with


class Model:
    """What batches say, in plain dictionaries."""

    def __init__(self) -> None:
        self.nodes: dict[Key, Node] = {}
        self.edges: dict[tuple[str, Key, Key, str], Edge] = {}

    def apply(self, batch: Batch) -> None:
        for key in batch.delete:
            self.nodes.pop(key, None)
            self.edges = {name: edge for name, edge in self.edges.items() if key not in (edge.start, edge.end)}
        self.nodes |= {node.key: node for node in batch.nodes}
        self.edges |= {(edge.type, edge.start, edge.end, edge.key): edge for edge in batch.edges}

    def dump(self) -> list[str]:
        nodes = [{"labels": [n.label, *sorted(n.extra_labels)], "props": {"id": n.id, **_present(n.props)}} for n in self.nodes.values()]
        edges = [
            {"type": e.type, "start": e.start, "end": e.end, "props": ({"key": e.key} if e.key else {}) | _present(e.props)}
            for e in self.edges.values()
        ]
        lines = [[json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows] for rows in (nodes, edges)]
        return sorted(lines[0]) + sorted(lines[1])


def _present(props: Any) -> dict[str, Any]:
    return {name: value for name, value in props.items() if value is not None}


def _values() -> st.SearchStrategy[Value]:
    return st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=20),
        st.dates().map(str),
        st.lists(st.text(max_size=5), max_size=3),
    )


def _props() -> st.SearchStrategy[dict[str, Value]]:
    return st.dictionaries(st.sampled_from(["mode", "valid_from", "credence", "quote", "rules", "name", "grantor"]), _values(), max_size=4)


@st.composite
def batches(draw: st.DrawFn, seq: int, model: Model) -> Batch:
    """A batch that fits the model: its relationships join nodes that are there."""
    keys = st.tuples(st.sampled_from(LABELS), st.sampled_from(["a", "b", "ü", "it's `odd`"]))
    delete = draw(st.lists(keys, max_size=3, unique=True))
    nodes = []
    for label, name in draw(st.lists(keys, max_size=6, unique=True)):
        extra = (draw(st.sampled_from(KINDS)),) if label == "Entity" else ()
        nodes.append(Node(label, name, draw(_props()), extra))
    there = sorted({node.key for node in nodes} | (set(model.nodes) - set(delete)))
    edges: dict[tuple[str, Key, Key, str], Edge] = {}
    if there:
        for _ in range(draw(st.integers(0, 5))):
            kind = draw(st.sampled_from(TYPES))
            apart = draw(st.sampled_from(["k", "2020-01-01"])) if kind in ("OWNED_BY", "PARTY") else ""
            edge = Edge(kind, draw(st.sampled_from(there)), draw(st.sampled_from(there)), draw(_props()), apart)
            edges[edge.type, edge.start, edge.end, edge.key] = edge
    return Batch(seq=seq, nodes=nodes, edges=list(edges.values()), delete=delete)
