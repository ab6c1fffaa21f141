"""What a graph store promises, on each server that may hold the graph."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph._links import work
from graph.errors import BadInput, BadQuery, GraphUnavailable, QueryTimeout
from graph.rows import KINDS, LABELS, TYPES, Batch, Edge, Key, Node, Value
from graph.store import INDEXES, GraphStore, Position

OPENAI = Node("Entity", "openai", {"name": "OpenAI"}, ("Company",))
MICROSOFT = Node("Entity", "microsoft", {"name": "Microsoft"}, ("Company",))
RIGHT = Node(
    "Right", "r1", {"mode": "exclusive", "valid_from": "2019-07-22", "valid_to": None, "credence": 0.9, "rules": ("hold", "begin")}
)
GRANTED = Edge("GRANTED_BY", RIGHT.key, OPENAI.key)
HELD = Edge("HELD_BY", RIGHT.key, MICROSOFT.key)
FIRST = Batch(seq=3, nodes=(OPENAI, MICROSOFT, RIGHT), edges=(GRANTED, HELD), run="run-1", known="2026-03-02")

ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 1000) AS c RETURN count(*) AS n"


class Torn(tuple[Edge, ...]):
    """Relationships that break off, once armed: when a batch is being written, after its nodes have been."""

    armed = False

    def __iter__(self) -> Iterator[Edge]:
        if self.armed:
            raise RuntimeError("the writer breaks off")
        return super().__iter__()


class Contract:
    """The tests; each server is a subclass with its own fixtures ``graph`` (an empty graph) and ``url``."""

    def test_an_empty_graph_is_at_the_beginning(self, graph: GraphStore) -> None:
        assert graph.position() == Position(seq=0, run=None, known=None, nodes=0, relationships=0)
        assert list(graph.dump()) == []
        assert graph.verify() is None

    def test_a_batch_moves_the_position_and_counts(self, graph: GraphStore) -> None:
        assert graph.apply(FIRST) is True
        assert graph.position() == Position(seq=3, run="run-1", known="2026-03-02", nodes=3, relationships=2)
        counts = graph.counts()
        assert {name: n for name, n in counts.items() if n} == {"Entity": 2, "Right": 1, "GRANTED_BY": 1, "HELD_BY": 1}
        assert set(counts) == {*LABELS, *TYPES}
        assert graph.verify() is None

    def test_a_run_that_is_not_completed_keeps_what_readers_ask_about(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        graph.apply(Batch(seq=4))
        assert graph.position() == Position(seq=4, run="run-1", known="2026-03-02", nodes=3, relationships=2)

    @pytest.mark.parametrize("seq", [1, 2, 3])
    def test_a_batch_that_the_graph_is_past_changes_nothing(self, graph: GraphStore, seq: int) -> None:
        graph.apply(FIRST)
        before = (graph.position(), list(graph.dump()))
        assert graph.apply(Batch(seq=seq, nodes=(Node("Story", "s"),), delete=(RIGHT.key,), run="other")) is False
        assert (graph.position(), list(graph.dump())) == before

    def test_a_node_is_replaced_and_keeps_its_relationships(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        graph.apply(Batch(seq=4, nodes=(Node("Right", "r1", {"mode": "preferred"}),)))
        assert graph.read("MATCH (r:Right {id: 'r1'})-[:HELD_BY]->(c) RETURN properties(r) AS r, c.name AS name") == [
            {"r": {"id": "r1", "mode": "preferred"}, "name": "Microsoft"}
        ]

    def test_a_deleted_node_loses_its_relationships_even_if_it_is_written_again(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        graph.apply(Batch(seq=4, nodes=(RIGHT,), edges=(HELD,), delete=(RIGHT.key, ("Claim", "never was"))))
        assert graph.counts()["GRANTED_BY"] == 0
        assert graph.position() == Position(seq=4, run="run-1", known="2026-03-02", nodes=3, relationships=1)
        assert graph.verify() is None

    def test_an_entity_may_change_its_kind(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        for seq, kind in enumerate(("Product", "Person", "Company"), start=4):
            graph.apply(
                Batch(seq=seq, nodes=(Node("Entity", "openai", {"name": kind}, (kind,)),), edges=(Edge("COVERS", RIGHT.key, OPENAI.key),))
            )
            rows = graph.read("MATCH (r:Right)-[:GRANTED_BY]->(e) RETURN e")
            assert rows == [{"e": {"labels": sorted(["Entity", kind]), "id": "openai", "name": kind}}]
            assert graph.verify() is None

    def test_a_key_tells_relationships_between_the_same_nodes_apart(self, graph: GraphStore) -> None:
        def owned(day: str, share: int) -> Edge:
            return Edge("OWNED_BY", OPENAI.key, MICROSOFT.key, {"valid_from": day, "share": share}, key=day)

        graph.apply(Batch(seq=1, nodes=(OPENAI, MICROSOFT), edges=(owned("2019-01-01", 1), owned("2023-01-01", 2))))
        graph.apply(Batch(seq=2, edges=(owned("2023-01-01", 3),)))
        rows = graph.read("MATCH ()-[o:OWNED_BY]->() RETURN o.valid_from AS day, o.share AS share ORDER BY day")
        assert rows == [{"day": "2019-01-01", "share": 1}, {"day": "2023-01-01", "share": 3}]

    def test_a_relationship_to_nowhere_is_an_error_and_nothing_is_written(self, graph: GraphStore) -> None:
        with pytest.raises(ValueError, match="HELD_BY names Entity 'microsoft'"):
            graph.apply(Batch(seq=1, nodes=(OPENAI, RIGHT), edges=(GRANTED, HELD)))
        assert graph.position().seq == 0
        assert list(graph.dump()) == []

    def test_a_writer_that_breaks_off_leaves_nothing(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        before = (graph.position(), list(graph.dump()))
        torn = Torn()
        batch = Batch(seq=4, nodes=(Node("Story", "s"),), edges=torn, delete=(OPENAI.key,))
        torn.armed = True
        with pytest.raises(RuntimeError, match="breaks off"):
            graph.apply(batch)
        assert (graph.position(), list(graph.dump())) == before
        assert graph.verify() is None

    def test_a_writer_that_is_killed_leaves_nothing_and_no_lock(self, graph: GraphStore, url: str | None, home: Path) -> None:
        graph.apply(FIRST)
        before = list(graph.dump())
        program = """
            import sys, time
            from pathlib import Path
            from graph.rows import Batch, Node
            from graph.store import GraphStore

            class Stuck(tuple):
                armed = False
                def __iter__(self):
                    if self.armed:
                        print("half-way", flush=True)
                        time.sleep(60)
                    return super().__iter__()

            store = GraphStore.open(sys.argv[1] or None, Path(sys.argv[2]))
            stuck = Stuck()
            batch = Batch(seq=4, nodes=[Node("Story", str(i)) for i in range(3000)], edges=stuck)
            stuck.armed = True
            store.apply(batch)
        """
        writer = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program), url or "", str(home)], stdout=subprocess.PIPE, text=True)
        with writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "half-way\n"
            writer.kill()
        assert list(graph.dump()) == before
        assert graph.apply(Batch(seq=4, nodes=(Node("Story", "s"),))) is True
        assert graph.verify() is None

    def test_what_is_looked_up_is_indexed_also_in_a_graph_that_was_made_before(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        work(graph._link, lambda session: session.run("DROP INDEX right_valid_from").consume(), write=True)
        graph.ensure_schema()
        found = {(row["labelsOrTypes"][0], *row["properties"]) for row in graph.read("SHOW INDEXES") if row["labelsOrTypes"]}
        assert set(INDEXES) <= found

    def test_a_range_of_days_is_found_with_what_was_known(self, graph: GraphStore) -> None:
        days = ["2024-12-31", "2025-01-01", "2025-01-15", "2025-01-31", "2025-02-01", None]
        rights = [
            Node("Right", f"{day}/{known}/{until}", {"valid_from": day, "known_from": known, "known_to": until})
            for day in days
            for known, until in (("2024-06-01", None), ("2024-06-01", "2025-01-01"), ("2026-01-01", None))
        ]
        graph.apply(Batch(seq=1, nodes=rights))
        found = graph.read(
            "MATCH (r:Right) WHERE r.valid_from >= $start AND r.valid_from <= $end "
            "WITH r WHERE r.known_from <= $end AND (r.known_to IS NULL OR r.known_to > $end) RETURN r.id AS id ORDER BY r.valid_from",
            start="2025-01-01",
            end="2025-01-31",
        )
        assert [row["id"] for row in found] == [f"{day}/2024-06-01/None" for day in ("2025-01-01", "2025-01-15", "2025-01-31")]

    def test_writers_at_the_same_time_apply_each_batch_once(self, graph: GraphStore, url: str | None, home: Path) -> None:
        batches = [Batch(seq=n, nodes=(Node("Story", f"s{n}"), Node("Source", "same", {"seq": n}))) for n in range(1, 13)]
        outcomes: list[list[bool | Exception]] = []

        def write() -> None:
            mine: list[bool | Exception] = []
            outcomes.append(mine)
            with GraphStore.open(url, home) as store:
                for batch in batches:
                    try:
                        mine.append(store.apply(batch))
                    except Exception as error:
                        mine.append(error)

        graph.ensure_schema()
        writers = [threading.Thread(target=write) for _ in range(3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [[outcome for outcome in mine if not isinstance(outcome, bool)] for mine in outcomes] == [[], [], []]
        assert [sum(mine[n] is True for mine in outcomes) for n in range(len(batches))] == [1] * len(batches)
        assert graph.position() == Position(seq=12, run=None, known=None, nodes=13, relationships=0)
        assert graph.verify() is None

    def test_first_batches_at_the_same_moment(self, graph: GraphStore, url: str | None, home: Path) -> None:
        """What is raced for is the making of the position: forty times by three writers."""
        graph.ensure_schema()
        rounds, writers = 40, 3
        start = threading.Barrier(writers, action=lambda: _forget_position(graph))
        outcomes: list[bool | Exception] = []

        def write() -> None:
            with GraphStore.open(url, home) as store:
                store.ensure_schema()
                for _ in range(rounds):
                    start.wait(timeout=60)
                    try:
                        outcomes.append(store.apply(Batch(seq=1, nodes=(Node("Source", "same"),))))
                    except Exception as error:
                        outcomes.append(error)

        threads = [threading.Thread(target=write) for _ in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [outcome for outcome in outcomes if not isinstance(outcome, bool)] == []
        assert sum(outcome is True for outcome in outcomes) == rounds

    def test_more_rows_than_go_into_one_statement(self, graph: GraphStore) -> None:
        articles = [Node("Article", f"a{n}", {"title": f"No. {n}"}) for n in range(4500)]
        graph.apply(Batch(seq=1, nodes=(OPENAI, *articles), edges=[Edge("MENTIONS", article.key, OPENAI.key) for article in articles]))
        assert graph.position() == Position(seq=1, run=None, known=None, nodes=4501, relationships=4500)
        graph.apply(Batch(seq=2, delete=[article.key for article in articles[1:]]))
        assert graph.position() == Position(seq=2, run=None, known=None, nodes=2, relationships=1)
        assert graph.verify() is None

    def test_clear_begins_anew(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        graph.clear()
        assert graph.position() == Position()
        assert list(graph.dump()) == []
        assert graph.apply(FIRST) is True

    def test_the_dump_is_sorted_lines_of_json_without_the_position(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        assert list(graph.dump()) == [
            '{"labels":["Entity","Company"],"props":{"id":"microsoft","name":"Microsoft"}}',
            '{"labels":["Entity","Company"],"props":{"id":"openai","name":"OpenAI"}}',
            '{"labels":["Right"],"props":{"credence":0.9,"id":"r1","mode":"exclusive","rules":["hold","begin"],"valid_from":"2019-07-22"}}',
            '{"end":["Entity","microsoft"],"props":{},"start":["Right","r1"],"type":"HELD_BY"}',
            '{"end":["Entity","openai"],"props":{},"start":["Right","r1"],"type":"GRANTED_BY"}',
        ]

    # Researchers

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
    def test_a_researcher_cannot_write(self, graph: GraphStore, query: str) -> None:
        graph.apply(FIRST)
        before = list(graph.dump())
        with pytest.raises(BadQuery, match="can only be read"):
            graph.research(query)
        assert list(graph.dump()) == before
        assert graph.verify() is None

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
    def test_a_researcher_cannot_reach_out(self, graph: GraphStore, query: str) -> None:
        with pytest.raises(BadQuery, match="refuse"):
            graph.research(query)

    @pytest.mark.parametrize(
        "query", ["", "  ;", "// nothing", "MATHC (n) RETURN n", "MATCH (n RETURN n", "RETURN x", "RETURN $p", "RETURN 1 / 0"]
    )
    def test_what_is_not_cypher_says_so(self, graph: GraphStore, query: str) -> None:
        with pytest.raises(BadQuery, match=r"empty|does not understand") as caught:
            graph.research(query)
        assert caught.value.hint
        assert "\n" not in caught.value.message

    @pytest.mark.parametrize(
        ("query", "place"), [("MATCH (n:Right\n RETURN n", (2, 2)), ("MATCH (n)\n  RETURN n)", (2, 11)), ("RETURN $p", None)]
    )
    def test_a_mistake_has_its_place(self, graph: GraphStore, query: str, place: tuple[int, int] | None) -> None:
        with pytest.raises(BadQuery) as caught:
            graph.research(query)
        assert caught.value.place == place
        assert place is None or caught.value.message.endswith(f" (line {place[0]}, column {place[1]})")

    def test_nodes_and_relationships_among_the_rows_are_a_graph(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        query = "MATCH (g)<-[a:GRANTED_BY]-(r:Right)-[b:HELD_BY]->(h) "
        found = graph.research(query + "RETURN g.name AS name, [a, {held: b}] AS both, g, h, r").subgraph
        names = {key: node.properties["id"] for key, node in found.nodes.items()}
        assert sorted(names.values()) == ["microsoft", "openai", "r1"]
        joined = {(names[e.start], e.type, names[e.end]) for e in found.edges.values()}
        assert joined == {("r1", "GRANTED_BY", "openai"), ("r1", "HELD_BY", "microsoft")}
        path = graph.research("MATCH p = (:Right)-[:HELD_BY]->() RETURN p").subgraph
        assert (len(path.nodes), len(path.edges)) == (2, 1)
        alone = graph.research(query + "RETURN a").subgraph
        assert [(node.labels, len(node.properties)) for node in alone.nodes.values()] == [((), 0)] * 2

    def test_a_parameter_that_cannot_be_sent_is_the_callers_mistake(self, graph: GraphStore) -> None:
        with pytest.raises(BadQuery, match="parameter"):
            graph.research("RETURN $x", params={"x": object()})

    def test_a_researcher_gets_plain_values(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        table = graph.research(
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

    def test_the_query_of_the_readme_for_a_day(self, graph: GraphStore) -> None:
        past = Node("Right", "r0", {"valid_from": "2016-01-01", "valid_to": "2019-07-22"})
        graph.apply(Batch(seq=1, nodes=(past, RIGHT)))
        query = "MATCH (r:Right) WHERE r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at) RETURN r.id"
        found = {
            day: graph.research(query, params={"at": day}).rows
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
    def test_a_table_that_was_cut_says_so(self, graph: GraphStore, limit: int, truncated: bool) -> None:
        table = graph.research("UNWIND [1, 2, 3] AS n RETURN n", limit=limit)
        assert (table.rows, table.truncated) == (((1,), (2,), (3,))[:limit], truncated)

    def test_a_cut_does_not_wait_for_the_rest(self, graph: GraphStore) -> None:
        graph.position()
        started = time.monotonic()
        table = graph.research(
            "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN c", limit=5, timeout=20
        )
        assert table.truncated
        assert time.monotonic() - started < 10

    def test_a_query_without_end_is_ended(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match="2 seconds"):
            graph.research(ENDLESS, timeout=2)
        assert time.monotonic() - started < 6
        assert graph.position().seq == 3

    def test_what_the_store_reads_it_cannot_write(self, graph: GraphStore) -> None:
        graph.apply(FIRST)
        with pytest.raises(BadQuery):
            graph.read("MATCH (r:Right) SET r.mode = 'none' RETURN r")
        assert graph.read("MATCH (r:Right) RETURN r.mode AS mode") == [{"mode": "exclusive"}]


class TestEmbedded(Contract):
    @pytest.fixture
    def graph(self, embedded_graph: GraphStore) -> GraphStore:
        return embedded_graph

    @pytest.fixture
    def url(self) -> None:
        return None

    @pytest.fixture
    def home(self, shared_graph_folder: Path) -> Path:
        return shared_graph_folder


class TestNeo4j(Contract):
    @pytest.fixture
    def graph(self, neo4j_graph: GraphStore) -> GraphStore:
        return neo4j_graph

    @pytest.fixture
    def url(self, neo4j_url: str) -> str:
        return neo4j_url

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        return tmp_path

    def test_rows_that_went_missing_are_noticed(self, graph: GraphStore, neo4j_url: str) -> None:
        import neo4j

        graph.apply(FIRST)
        _, _, rest = neo4j_url.partition("://")
        (user, _, password), host = rest.rpartition("@")[0].partition(":"), rest.rpartition("@")[2]
        with neo4j.GraphDatabase.driver(f"bolt://{host}", auth=(user, password)) as driver:
            driver.execute_query("MATCH (r:Right) DETACH DELETE r")
        assert graph.verify() == "2 nodes and 0 relationships where the last batch left 3 and 2"

    def test_a_wrong_password_is_said_and_not_shown(self, neo4j_url: str, tmp_path: Path) -> None:
        host = neo4j_url.rpartition("@")[2]
        with (
            GraphStore.open(f"bolt://neo4j:sesame-open@{host}", tmp_path) as store,
            pytest.raises(GraphUnavailable, match="password") as caught,
        ):
            store.position()
        assert "sesame" not in caught.value.message + caught.value.hint + repr(caught.value.__cause__)


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


class TestAServerThatIsAway:
    def test_it_is_named_without_its_password(self, tmp_path: Path) -> None:
        with GraphStore.open("bolt://neo4j:sesame@127.0.0.1:1", tmp_path) as store:
            for ask in (
                store.position,
                store.verify,
                lambda: store.read("RETURN 1 AS x"),
                lambda: store.research("RETURN 1"),
                lambda: store.apply(FIRST),
            ):
                with pytest.raises(GraphUnavailable, match=r"bolt://127\.0\.0\.1:1 cannot be reached") as caught:
                    ask()
                assert "sesame" not in caught.value.message + caught.value.hint
                assert caught.value.hint

    @pytest.mark.parametrize("url", ["http://localhost:7474", "localhost:7687", "bolt://", "bolt://host:99999", "neo4j://host?policy=x"])
    def test_an_impossible_address_is_the_callers_mistake(self, url: str, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="address of the graph server"):
            GraphStore.open(url, tmp_path)


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


def _forget_position(graph: GraphStore) -> None:
    """As :meth:`GraphStore.clear` leaves it, without the seconds that a new server takes."""
    work(graph._link, lambda session: session.run("MATCH (p:Projection) DELETE p").consume(), write=True)


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
