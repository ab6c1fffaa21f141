"""The process that hosts the embedded graph server: ``python -m graph._embedded_host FOLDER``.

One process holds the Java machine and everything it needs, so that killing it leaves nothing behind. It detaches from
whoever started it, keeps an exclusive lock on ``host.lock`` as its sign of life, writes ``server.json`` once it answers,
and ends when no client has held ``clients.lock`` for a while (see :mod:`graph.embedded`, which speaks for it).
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import secrets
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

DATABASE: Final = "beliefs"
READ_LIMIT_SECONDS: Final = 300
"""No read-only query may run longer, whatever became of its client."""

_HEAP: Final = "768m"
_START_SECONDS: Final = 60
_COUNT_SECONDS: Final = 300
_STOP_SECONDS: Final = 15
"""A start, a count of what is there, or an end that takes longer is ended by the kernel: who hangs would keep every client waiting."""

_JVM_ARGS: Final = (
    "-Xrs",  # signals are this process's own business
    "-Xms64m",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",  # half a server is worse than none: the next client starts a new one
    "-Darcadedb.txWalFlush=1",  # an acknowledged batch is on the disk
    "-Darcadedb.server.saltIterations=1",  # stretching helps guessable passwords, not 256 random bits
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)
_READER_GROUP: Final = {
    "resultSetLimit": -1,
    "readTimeout": READ_LIMIT_SECONDS * 1000,
    "access": [],
    "types": {"*": {"access": ["readRecord"]}},
}
_ADMIN_GROUP: Final = {
    "resultSetLimit": -1,
    "readTimeout": -1,
    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
}
_NOBODY_GROUP: Final = {"resultSetLimit": 0, "readTimeout": 1, "access": [], "types": {"*": {"access": []}}}


def main() -> int:
    parser = argparse.ArgumentParser(description="Hosts the embedded graph server of one home.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--idle", type=float, required=True, help="seconds without a client after which the server ends")
    args = parser.parse_args()
    folder: Path = args.folder
    lock = os.open(folder / "host.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not _lock(lock):
        return 0  # another host was quicker
    if os.fork():
        os._exit(0)  # the lock lives on in the child, and the client need not wait for it as a parent
    os.setsid()
    os.umask(0o077)
    os.truncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    try:
        _serve(folder, args.idle)
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(0)  # no Java thread may keep the process, and with it the lock, alive


def _lock(handle: int) -> bool:
    """Takes the lock unless it is held; who only looks whether it is held has it for a moment."""
    for _ in range(100):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.01)
    return False


def _serve(folder: Path, idle: float) -> None:
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    passwords = {"root": secrets.token_urlsafe(32), "reader": secrets.token_urlsafe(32)}
    signal.alarm(_START_SECONDS)
    server = _start(folder, passwords)
    signal.alarm(_COUNT_SECONDS)
    try:
        info = {
            "pid": os.getpid(),
            "port": _bolt_port(server),
            "writer": ["root", passwords["root"]],
            "reader": ["reader", passwords["reader"]],
            "damage": _damage(server),
        }
        _write_private(folder / "server.json", json.dumps(info))
        signal.alarm(0)
        print(f"graph server: ready on port {info['port']}, process {info['pid']}", file=sys.stderr, flush=True)
        _wait(folder, server, ending, idle)
    finally:
        (folder / "server.json").unlink(missing_ok=True)
        signal.alarm(_STOP_SECONDS)
        server.stop()


def _start(folder: Path, passwords: dict[str, str]) -> Any:
    from arcadedb_embedded.server import ArcadeDBServer

    root = folder / "arcadedb"
    (root / "config").mkdir(parents=True, exist_ok=True)
    (root / "config" / "server-users.jsonl").unlink(missing_ok=True)  # passwords last as long as the server
    for remembered in root.glob("databases/*/statistics.json"):
        remembered.unlink()  # the counts of the last clean end, which would hide what was lost since
    groups = {"admin": _ADMIN_GROUP, "reader": _READER_GROUP, "*": _NOBODY_GROUP}
    _write_private(root / "config" / "server-groups.json", json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}))
    server = ArcadeDBServer(
        str(root),
        passwords["root"],
        config={
            "mode": "development",  # production hides why a query was refused
            "host": "127.0.0.1",
            "http_port": 0,
            "server_httpsIncomingPort": 0,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": 0,
            "bolt_defaultDatabase": DATABASE,
            "serverMetrics": False,
        },
        jvm_kwargs={"heap_size": _HEAP, "jvm_args": [*_JVM_ARGS, f"-XX:ErrorFile={folder / 'java-crash.log'}"]},
    )
    server.start()
    java = server._java_server
    java.getHttpServer().stopService()  # Bolt is the only door
    if DATABASE not in {str(name) for name in java.getDatabaseNames()}:
        server.create_database(DATABASE)
    _add_reader(java, passwords["reader"])
    return server


def _add_reader(java: Any, password: str) -> None:
    import jpype  # type: ignore[import-untyped]

    security = java.getSecurity()
    user = {"name": "reader", "password": str(security.encodePassword(password)), "databases": {DATABASE: ["reader"]}}
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


def _bolt_port(server: Any) -> int:
    return next(int(plugin.getPort()) for plugin in server._java_server.getPlugins() if str(plugin.getName()) == "Neo4j-Bolt")


def _damage(server: Any) -> str | None:
    """What is missing: the server opens a damaged file without a word, so its rows are counted against the last batch's figures."""
    import jpype

    database = server._java_server.getDatabase(DATABASE)
    schema = database.getSchema()
    if not schema.existsType("Projection"):
        return None
    vertex = jpype.JClass("com.arcadedb.schema.VertexType")
    nodes = relationships = 0
    for kind in schema.getTypes():
        count = int(database.countType(kind.getName(), False))
        if not isinstance(kind, vertex):
            relationships += count
        elif str(kind.getName()) != "Projection":
            nodes += count
    rows = database.query("opencypher", "MATCH (p:Projection {name: 'beliefs'}) RETURN p.nodes AS nodes, p.relationships AS relationships")
    if not rows.hasNext():
        return None
    row = rows.next()
    wanted = int(row.getProperty("nodes")), int(row.getProperty("relationships"))
    if wanted == (nodes, relationships):
        return None
    return f"{nodes} nodes and {relationships} relationships where the last batch left {wanted[0]} and {wanted[1]}"


def _wait(folder: Path, server: Any, ending: threading.Event, idle: float) -> None:
    """Returns when the server is no longer wanted: told so, or without a client for ``idle`` seconds."""
    clients = os.open(folder / "clients.lock", os.O_RDWR | os.O_CREAT, 0o600)
    queries = server._java_server.getRunningQueries()
    used, stamp = time.monotonic(), 0
    while not ending.wait(min(1.0, idle / 4)):
        for query in queries.getRunning():
            if str(query.getUser()) == "reader" and query.getElapsedMillis() > READ_LIMIT_SECONDS * 1000:
                query.terminate("time limit")
        try:
            fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            used = time.monotonic()
            continue
        touched = os.fstat(clients).st_mtime_ns
        if touched != stamp:  # somebody came and went between two looks
            used, stamp = time.monotonic(), touched
        elif time.monotonic() - used > idle:
            return  # still holding the lock: a client that comes now waits for the end and starts anew
        fcntl.flock(clients, fcntl.LOCK_UN)


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all, and for the owner's eyes only."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


if __name__ == "__main__":
    sys.exit(main())
