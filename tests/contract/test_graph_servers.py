"""What a graph store promises where writers break off or write at once, and where its server is away, another, or edited by hand."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from one_right import FIRST, OPENAI

from graph._links import work
from graph.errors import BadInput, GraphUnavailable
from graph.rows import Batch, Edge, Node
from graph.store import GraphStore, Position


class Torn(tuple[Edge, ...]):
    """Relationships that break off, once armed: when a batch is being written, after its nodes have been."""

    armed = False

    def __iter__(self) -> Iterator[Edge]:
        if self.armed:
            raise RuntimeError("the writer breaks off")
        return super().__iter__()


class Contract:
    """The tests; each server is a subclass with fixtures: an empty ``graph``, and its ``url`` and ``home`` for others to open."""

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


def _forget_position(graph: GraphStore) -> None:
    """As :meth:`GraphStore.clear` leaves it, without the seconds that a new server takes."""
    work(graph._link, lambda session: session.run("MATCH (p:Projection) DELETE p").consume(), write=True)
