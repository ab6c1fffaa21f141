"""Researchers' Cypher, on each server that may hold the graph: what it gives, what is refused, and how it is ended."""

from __future__ import annotations

import json
import time

import pytest
from one_right import FIRST, RIGHT

from graph.errors import BadQuery, QueryTimeout
from graph.rows import Batch, Node
from graph.store import GraphStore

ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 1000) AS c RETURN count(*) AS n"


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Right {id: 'x'})",
        "CREATE (n:Fresh)",
        "MERGE (n:Right {id: 'x'}) RETURN n",
        "MATCH (r:Right) SET r.mode = 'none'",
        "MATCH (r:Right) SET r.mode = 'none' RETURN r",
        "MATCH (r:Right) REMOVE r.mode",
        "MATCH (n) DETACH DELETE n",
        "MATCH ()-[h:HELD_BY]->() DELETE h",
        "MATCH (a:Entity), (b:Entity) CREATE (a)-[:OWNED_BY]->(b)",
        "CREATE INDEX FOR (r:Right) ON (r.mode)",
        "DROP CONSTRAINT right_id",
        "CREATE CONSTRAINT FOR (r:Right) REQUIRE r.mode IS UNIQUE",
    ],
)
def test_a_researcher_cannot_write(any_graph: GraphStore, query: str) -> None:
    any_graph.apply(FIRST)
    before = list(any_graph.dump())
    with pytest.raises(BadQuery, match="can only be read"):
        any_graph.research(query)
    assert list(any_graph.dump()) == before
    assert any_graph.verify() is None


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "load /* quietly */ csv from 'http://127.0.0.1:1/x' AS line RETURN line",
        "LOAD \\u0043SV FROM 'file:///etc/hostname' AS line RETURN line",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CALL `apoc`.`load`.json('http://127.0.0.1:1/x')",
        "RETURN apoc.util.sha1(['x'])",
    ],
)
def test_a_researcher_cannot_reach_out(any_graph: GraphStore, query: str) -> None:
    with pytest.raises(BadQuery, match="refuse"):
        any_graph.research(query)


@pytest.mark.parametrize(
    "query", ["", "  ;", "// nothing", "MATHC (n) RETURN n", "MATCH (n RETURN n", "RETURN x", "RETURN $p", "RETURN 1 / 0"]
)
def test_what_is_not_cypher_says_so(any_graph: GraphStore, query: str) -> None:
    with pytest.raises(BadQuery, match=r"empty|does not understand") as caught:
        any_graph.research(query)
    assert caught.value.hint
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("query", "place"), [("MATCH (n:Right\n RETURN n", (2, 2)), ("MATCH (n)\n  RETURN n)", (2, 11)), ("RETURN $p", None)]
)
def test_a_mistake_has_its_place(any_graph: GraphStore, query: str, place: tuple[int, int] | None) -> None:
    with pytest.raises(BadQuery) as caught:
        any_graph.research(query)
    assert caught.value.place == place
    assert place is None or caught.value.message.endswith(f" (line {place[0]}, column {place[1]})")


def test_nodes_and_relationships_among_the_rows_are_a_graph(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    query = "MATCH (g)<-[a:GRANTED_BY]-(r:Right)-[b:HELD_BY]->(h) "
    found = any_graph.research(query + "RETURN g.name AS name, [a, {held: b}] AS both, g, h, r").subgraph
    names = {key: node.properties["id"] for key, node in found.nodes.items()}
    assert sorted(names.values()) == ["microsoft", "openai", "r1"]
    joined = {(names[e.start], e.type, names[e.end]) for e in found.edges.values()}
    assert joined == {("r1", "GRANTED_BY", "openai"), ("r1", "HELD_BY", "microsoft")}
    path = any_graph.research("MATCH p = (:Right)-[:HELD_BY]->() RETURN p").subgraph
    assert (len(path.nodes), len(path.edges)) == (2, 1)
    alone = any_graph.research(query + "RETURN a").subgraph
    assert [(node.labels, len(node.properties)) for node in alone.nodes.values()] == [((), 0)] * 2


def test_a_parameter_that_cannot_be_sent_is_the_callers_mistake(any_graph: GraphStore) -> None:
    with pytest.raises(BadQuery, match="parameter"):
        any_graph.research("RETURN $x", params={"x": object()})


def test_a_researcher_gets_plain_values(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    table = any_graph.research(
        "MATCH p = (r:Right {id: $id})-[h:HELD_BY]->(c) "
        "RETURN c, h, p, date('2025-06-30') AS day, [1, 2.5, null, true] AS list, {a: 'b'} AS map",
        params={"id": "r1"},
    )
    company = {"labels": ["Company", "Entity"], "id": "microsoft", "name": "Microsoft"}
    right = {
        "labels": ["Right"],
        "credence": 0.9,
        "id": "r1",
        "mode": "exclusive",
        "rules": ["hold", "begin"],
        "valid_from": "2019-07-22",
    }
    assert table.columns == ("c", "h", "p", "day", "list", "map")
    assert table.rows == (
        (company, {"type": "HELD_BY"}, [right, {"type": "HELD_BY"}, company], "2025-06-30", [1, 2.5, None, True], {"a": "b"}),
    )
    json.dumps(table.rows)


def test_the_query_of_the_readme_for_a_day(any_graph: GraphStore) -> None:
    past = Node("Right", "r0", {"valid_from": "2016-01-01", "valid_to": "2019-07-22"})
    any_graph.apply(Batch(seq=1, nodes=(past, RIGHT)))
    query = "MATCH (r:Right) WHERE r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at) RETURN r.id"
    found = {
        day: any_graph.research(query, params={"at": day}).rows
        for day in ("2015-12-31", "2016-01-01", "2019-07-21", "2019-07-22", "2026-01-01")
    }
    assert found == {
        "2015-12-31": (),
        "2016-01-01": (("r0",),),
        "2019-07-21": (("r0",),),
        "2019-07-22": (("r1",),),
        "2026-01-01": (("r1",),),
    }


@pytest.mark.parametrize(("limit", "truncated"), [(2, True), (3, False), (4, False)])
def test_a_table_that_was_cut_says_so(any_graph: GraphStore, limit: int, truncated: bool) -> None:
    table = any_graph.research("UNWIND [1, 2, 3] AS n RETURN n", limit=limit)
    assert (table.rows, table.truncated) == (((1,), (2,), (3,))[:limit], truncated)


def test_a_cut_does_not_wait_for_the_rest(any_graph: GraphStore) -> None:
    any_graph.position()
    started = time.monotonic()
    table = any_graph.research(
        "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN c", limit=5, timeout=20
    )
    assert table.truncated
    assert time.monotonic() - started < 10


def test_a_query_without_end_is_ended(any_graph: GraphStore) -> None:
    any_graph.apply(FIRST)
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match="2 seconds"):
        any_graph.research(ENDLESS, timeout=2)
    assert time.monotonic() - started < 6
    assert any_graph.position().seq == 3
