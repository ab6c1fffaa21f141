"""The embedded graph server: one for each folder, whoever starts it and however anybody dies."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import embedded
from graph.errors import GraphUnavailable
from graph.rows import Batch, Edge, Node
from graph.store import GraphStore, Position


def story(n: int) -> Batch:
    """A batch whose rows all say ``n``."""
    nodes = [Node("Story", f"s{n}-{i}", {"seq": n}) for i in range(20)] + [Node("Source", "one", {"seq": n})]
    return Batch(seq=n, nodes=nodes, edges=[Edge("FROM", node.key, ("Source", "one")) for node in nodes[:-1]])


def program(text: str, *args: object) -> subprocess.Popen[str]:
    """A Python of its own, with the store at hand."""
    head = "import sys, time\nfrom pathlib import Path\nfrom graph import embedded\nfrom graph.store import GraphStore\n"
    command = [sys.executable, "-c", head + textwrap.dedent(text), *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill(process: subprocess.Popen[str]) -> None:
    with process:
        process.kill()


def pid_of(folder: Path) -> int:
    return int(json.loads((folder / "server.json").read_text(encoding="utf-8"))["pid"])


def eventually(what: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.1)
    return what()


def alive(pid: int) -> bool:
    """Whether a process of that number runs, and is not merely waiting to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_processes_that_start_together_get_one_server(graph_folder: Path) -> None:
    text = "server = embedded.attach(Path(sys.argv[1]), idle=30); print(server.pid, flush=True); time.sleep(60)"
    starters = [program(text, graph_folder) for _ in range(4)]
    try:
        pids = {first_line(starter) for starter in starters}
        assert pids == {str(pid_of(graph_folder))}
    finally:
        for starter in starters:
            kill(starter)


def test_what_is_secret_is_for_the_owner_only(graph_folder: Path) -> None:
    with GraphStore.open(None, graph_folder, idle=30) as store:
        server = embedded.attach(graph_folder)
        server.release()
        assert stat.S_IMODE((graph_folder / "server.json").stat().st_mode) == 0o600
        assert stat.S_IMODE(graph_folder.stat().st_mode) == 0o700
        for _, password in (server.writer, server.reader):
            assert len(password) >= 32
            assert password not in repr(server) + store.where + (graph_folder / "server.log").read_text(encoding="utf-8")
            assert password not in Path(f"/proc/{server.pid}/cmdline").read_text(encoding="utf-8")


def test_it_listens_on_loopback_and_for_bolt_only(graph_folder: Path) -> None:
    server = embedded.attach(graph_folder, idle=30)
    sockets = {str(link.readlink()) for link in Path(f"/proc/{server.pid}/fd").iterdir() if link.is_symlink()}
    listening = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{server.pid}/net/{table}").read_text(encoding="utf-8").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                address, _, port = fields[1].rpartition(":")
                listening.append((address, int(port, 16)))
    server.release()
    assert [port for _, port in listening] == [server.port]
    assert listening[0][0] in ("0100007F", "0000000000000000FFFF00000100007F")


def test_a_stale_file_of_a_killed_server_misleads_nobody(graph_folder: Path) -> None:
    with GraphStore.open(None, graph_folder, idle=30) as store:
        store.apply(story(1))
        dump = list(store.dump())
    first = pid_of(graph_folder)
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: not embedded.is_running(graph_folder), 10)
    assert (graph_folder / "server.json").is_file()
    with GraphStore.open(None, graph_folder, idle=30) as store:
        assert pid_of(graph_folder) != first
        assert list(store.dump()) == dump
        assert store.verify() is None


def test_a_store_that_is_open_survives_its_servers_death(graph_folder: Path) -> None:
    with GraphStore.open(None, graph_folder, idle=30) as store:
        for n in range(1, 4):
            assert store.apply(story(n)) is True
            os.kill(pid_of(graph_folder), signal.SIGKILL)
            assert store.position().seq == n
        assert store.research("MATCH (s:Story) RETURN count(s)").rows == ((60,),)
        os.kill(pid_of(graph_folder), signal.SIGKILL)
        assert store.research("MATCH (s:Story) RETURN count(s)").rows == ((60,),)


def test_no_acknowledged_batch_is_lost_when_the_server_is_killed(graph_folder: Path) -> None:
    """A writer applies batch after batch while its server is killed at odd moments."""
    acknowledged: list[int] = []
    enough = threading.Event()

    def write() -> None:
        with GraphStore.open(None, graph_folder, idle=30) as store:
            while not enough.is_set():
                store.apply(story(len(acknowledged) + 1))
                acknowledged.append(len(acknowledged) + 1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for pause in (0.0, 0.007, 0.023, 0.061):
            seen = len(acknowledged)
            assert eventually(lambda seen=seen: len(acknowledged) > seen + 2, 60)  # type: ignore[misc]
            time.sleep(pause)
            os.kill(pid_of(graph_folder), signal.SIGKILL)
            known = len(acknowledged)
            with GraphStore.open(None, graph_folder, idle=30) as store:
                assert store.position().seq >= known
                assert store.verify() is None
    finally:
        enough.set()
        writer.join(60)
    total = len(acknowledged)
    with GraphStore.open(None, graph_folder, idle=30) as store:
        assert store.position() == Position(seq=total, run=None, known=None, nodes=20 * total + 1, relationships=20 * total)
        assert store.verify() is None
        assert store.read("MATCH (s:Source) RETURN s.seq AS seq") == [{"seq": total}]


def test_it_ends_by_itself_after_its_client_was_killed(graph_folder: Path) -> None:
    client = program(
        "store = GraphStore.open(None, Path(sys.argv[1]), idle=2); print(store.position().seq, flush=True); time.sleep(60)", graph_folder
    )
    assert first_line(client) == "0"
    pid = pid_of(graph_folder)
    time.sleep(4)
    assert alive(pid)  # still in use, however long that takes
    kill(client)
    assert eventually(lambda: not alive(pid), 10)
    assert not (graph_folder / "server.json").exists()


def test_it_stays_while_clients_come_and_go(graph_folder: Path) -> None:
    GraphStore.open(None, graph_folder, idle=3).close()
    pid = pid_of(graph_folder)
    for _ in range(5):
        time.sleep(1)
        GraphStore.open(None, graph_folder).close()
    assert pid_of(graph_folder) == pid
    assert eventually(lambda: not alive(pid), 15)


def test_a_client_that_comes_while_it_ends_gets_a_new_one(graph_folder: Path) -> None:
    for _ in range(3):
        with GraphStore.open(None, graph_folder, idle=0.5) as store:
            assert store.position().seq == 0
        time.sleep(0.7)


def test_stop_ends_it(graph_folder: Path) -> None:
    assert embedded.stop(graph_folder) is False
    with GraphStore.open(None, graph_folder, idle=30) as store:
        store.apply(story(1))
    pid = pid_of(graph_folder)
    assert embedded.stop(graph_folder) is True
    assert not alive(pid)
    assert not embedded.is_running(graph_folder)
    with GraphStore.open(None, graph_folder, idle=30) as store:
        assert store.position().seq == 1


def test_a_query_that_does_not_listen_takes_the_server_along(graph_folder: Path) -> None:
    with GraphStore.open(None, graph_folder, idle=30) as store, GraphStore.open(None, graph_folder) as neighbour:
        store.apply(story(1))
        pid = pid_of(graph_folder)
        started = time.monotonic()
        with pytest.raises(GraphUnavailable, match="longer than"):
            store.research("RETURN reduce(a = 0, x IN range(1, 4000000) | a + size([y IN range(1, 4000000) WHERE y = x])) AS x", timeout=1)
        assert time.monotonic() - started < 6
        assert not alive(pid)
        assert neighbour.position().seq == 1
        assert store.position().seq == 1


def test_lost_rows_are_said_and_not_answered_around(graph_folder: Path) -> None:
    import neo4j

    with GraphStore.open(None, graph_folder, idle=30) as store:
        store.apply(story(1))
    server = embedded.attach(graph_folder)
    with neo4j.GraphDatabase.driver(server.url, auth=server.writer) as driver:
        driver.execute_query("MATCH (s:Story {id: 's1-3'}) DETACH DELETE s", database_="beliefs")
    server.release()
    embedded.stop(graph_folder)
    with GraphStore.open(None, graph_folder, idle=30) as store:
        with pytest.raises(GraphUnavailable, match="20 nodes and 19 relationships where the last batch left 21 and 20") as caught:
            store.read("MATCH (s:Story) RETURN count(s) AS n")
        assert "rebuild" in caught.value.hint
        with pytest.raises(GraphUnavailable, match="damaged"):
            store.research("MATCH (s:Story) RETURN count(s)")
        assert store.verify()
        store.clear()
        assert store.read("MATCH (s:Story) RETURN count(s) AS n") == [{"n": 0}]


def test_a_damaged_data_file_is_noticed(graph_folder: Path) -> None:
    with GraphStore.open(None, graph_folder, idle=30) as store:
        for n in range(1, 30):
            store.apply(story(n))
    embedded.stop(graph_folder)
    files = sorted(graph_folder.glob("arcadedb/databases/*/Story_*.bucket"), key=lambda path: path.stat().st_size)
    assert files
    for file in files:
        os.truncate(file, 0)
    with pytest.raises(GraphUnavailable), GraphStore.open(None, graph_folder, idle=30) as store:
        store.read("MATCH (s:Story) RETURN count(s) AS n")
    with GraphStore.open(None, graph_folder, idle=30) as store:
        store.clear()
        assert store.apply(story(1)) is True


def test_a_server_that_cannot_start_says_where_its_log_is(graph_folder: Path) -> None:
    graph_folder.mkdir()
    (graph_folder / "arcadedb").write_text("in the way", encoding="utf-8")
    with pytest.raises(GraphUnavailable, match="did not start") as caught:
        GraphStore.open(None, graph_folder)
    assert str(graph_folder / "server.log") in caught.value.hint


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Right {id: 'x'})",
        "MATCH (s:Story) SET s.seq = 0",
        "MATCH (s:Story) DETACH DELETE s",
        "CREATE INDEX FOR (s:Story) ON (s.seq)",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "LOAD CSV FROM 'http://192.0.2.1/x' AS line RETURN line",
    ],
)
def test_the_readers_own_user_may_not_write_or_reach_out(embedded_graph: GraphStore, shared_graph_folder: Path, query: str) -> None:
    """What the server refuses by itself, with nothing of ours before it."""
    import neo4j
    from neo4j.exceptions import ClientError

    embedded_graph.apply(story(1))
    before = list(embedded_graph.dump())
    server = embedded.attach(shared_graph_folder)
    with neo4j.GraphDatabase.driver(server.url, auth=server.reader) as driver, driver.session(database="beliefs") as session:
        started = time.monotonic()
        with pytest.raises(ClientError, match="Forbidden"):
            session.run(query).consume()
        assert time.monotonic() - started < 2
    server.release()
    assert list(embedded_graph.dump()) == before


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_threads_of_one_store_outlive_the_server_together(graph_folder: Path, sign: signal.Signals) -> None:
    """Killed at once, or told to end while it answers."""
    troubles: list[Exception] = []
    enough = threading.Event()

    def ask(store: GraphStore) -> None:
        while not enough.is_set():
            try:
                assert store.read("MATCH (s:Source) RETURN s.seq AS seq") == [{"seq": 1}]
                assert store.research("MATCH (s:Source) RETURN s.seq AS seq").rows == ((1,),)
            except Exception as error:
                troubles.append(error)
                return

    with GraphStore.open(None, graph_folder, idle=30) as store:
        store.apply(story(1))
        readers = [threading.Thread(target=ask, args=(store,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(2):
            time.sleep(0.5)
            pid = pid_of(graph_folder)
            os.kill(pid, sign)
            assert eventually(lambda pid=pid: (graph_folder / "server.json").is_file() and pid_of(graph_folder) != pid, 30)  # type: ignore[misc]
        time.sleep(0.5)
        enough.set()
        for reader in readers:
            reader.join(30)
    assert troubles == []
