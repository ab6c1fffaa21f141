"""Real servers for the tests: Neo4j from Maven, PostgreSQL from Debian, the embedded graph server.

A server that cannot be had fails the run where ``CI`` is set, and elsewhere skips its tests, loudly.
"""

from __future__ import annotations

import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest

from graph import embedded
from graph.store import GraphStore

_CHECKOUT = Path(__file__).resolve().parents[1]
_NEO4J = "5.26.30"
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang")


# Neo4j


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address, with user and password, of a Neo4j 5 whose content the tests may delete.

    ``DEALGRAPH_TEST_NEO4J_URL`` if it is given; else a server of our own from the libraries that Maven fetches.
    """
    if given := os.environ.get("DEALGRAPH_TEST_NEO4J_URL"):
        yield given
        return
    java = shutil.which("java") or _lacking("Neo4j", "there is no java; Debian has it as openjdk-17-jre-headless")
    libraries = _neo4j_libraries()
    home = tmp_path_factory.mktemp("neo4j")
    port, password = _free_port(), secrets.token_urlsafe(16)
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        "server.http.enabled=false\n"
        "server.https.enabled=false\n"
        "server.memory.pagecache.size=64m\n"
        "dbms.security.allow_csv_import_from_file_urls=false\n"
        "dbms.usage_report.enabled=false\n",
        encoding="utf-8",
    )
    env = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [java, "-Xms256m", "-Xmx512m", *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS), "-cp", f"{libraries}/*"]
    admin = subprocess.run(
        [*command, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if admin.returncode:
        _lacking("Neo4j", f"its password could not be set: {admin.stderr or admin.stdout}")
    main = [*command, "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with _served(main, home / "console.log", lambda: _listens(port), "Neo4j", env=env):
        yield f"bolt://neo4j:{password}@127.0.0.1:{port}"


def _neo4j_libraries() -> Path:
    folder = _CHECKOUT / ".cache" / f"neo4j-{_NEO4J}"
    if (folder / "complete").is_file():
        return folder
    maven = shutil.which("mvn") or _lacking("Neo4j", "there is no mvn; Debian has it as maven")
    pom = _CHECKOUT / "tests" / "servers" / "neo4j" / "pom.xml"
    command = [
        maven,
        "-q",
        "-B",
        "-f",
        str(pom),
        f"-Dneo4j.version={_NEO4J}",
        "dependency:copy-dependencies",
        f"-DoutputDirectory={folder}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        _lacking("Neo4j", f"Maven could not fetch it: {done.stdout[-2000:]}")
    (folder / "complete").touch()
    return folder


# PostgreSQL


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The SQLAlchemy address of a PostgreSQL of our own, in which the tests may do what they like."""
    programs = _postgres_programs() or _lacking("PostgreSQL", "there is no initdb; Debian has it as postgresql-15")
    folder = Path(tempfile.mkdtemp(prefix="dealgraph-postgres-"))  # not in pytest's own, which others cannot enter
    try:
        port, password = _free_port(), secrets.token_urlsafe(16)
        (folder / "password").write_text(password, encoding="ascii")
        other = _unprivileged(folder)
        initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "dealgraph", "-E", "UTF8", "--locale=C.UTF-8"]
        initdb += ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "--no-sync"]
        done = subprocess.run([*other, *initdb], capture_output=True, text=True, check=False, cwd=folder)
        if done.returncode:
            _lacking("PostgreSQL", f"initdb failed: {done.stderr}")
        main = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), "-h", "127.0.0.1"]
        main += ["-c", "unix_socket_directories=", "-c", "fsync=off"]
        url = f"postgresql+psycopg://dealgraph:{password}@127.0.0.1:{port}/postgres"
        with _served(main, folder / "console.log", lambda: _answers_sql(url), "PostgreSQL", cwd=folder, before=other, sign=signal.SIGINT):
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_database(postgres_url: str) -> str:
    """The SQLAlchemy address of a fresh, empty database."""
    import psycopg

    name = f"test_{next(_numbers)}_{os.getpid()}"
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{postgres_url.rpartition('/')[0]}/{name}"


_numbers = itertools.count(1)


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").is_file() and (folder / "postgres").is_file()), None)


def _unprivileged(folder: Path) -> list[str]:
    """What to put before a command so that it runs as somebody who is not root, as PostgreSQL insists; the folder is made theirs."""
    if os.getuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
    _lacking("PostgreSQL", "it does not run as root, and there is neither a user postgres nor a user nobody")


def _answers_sql(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url.replace("+psycopg", ""), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


# The graph


@pytest.fixture(scope="session")
def shared_graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of one embedded server that tests share, because each start takes a second or two."""
    folder = tmp_path_factory.mktemp("graph")
    yield folder
    embedded.stop(folder)


@pytest.fixture
def embedded_graph(shared_graph_folder: Path) -> Iterator[GraphStore]:
    """An empty graph on the embedded server."""
    with GraphStore.open(None, shared_graph_folder, idle=60) as store:
        server = embedded.attach(shared_graph_folder)
        _empty(server.url, server.writer, "beliefs")
        server.release()
        yield store


@pytest.fixture
def neo4j_graph(neo4j_url: str, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty graph on Neo4j."""
    parts = urlsplit(neo4j_url)
    _empty(f"{parts.scheme}://{parts.hostname}:{parts.port}", (parts.username or "", parts.password or ""), None)
    with GraphStore.open(neo4j_url, tmp_path) as store:
        yield store


@pytest.fixture(params=["embedded", "neo4j"])
def any_graph(request: pytest.FixtureRequest) -> GraphStore:
    """An empty graph, on each of the two servers in turn."""
    store = request.getfixturevalue(f"{request.param}_graph")
    assert isinstance(store, GraphStore)
    return store


@pytest.fixture
def graph_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for an embedded server of the test's own, which ends with the test."""
    folder = tmp_path / "graph"
    yield folder
    embedded.stop(folder, kill=True)


def _empty(url: str, user: tuple[str, str], database: str | None) -> None:
    import neo4j

    with neo4j.GraphDatabase.driver(url, auth=user) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=database)


# All of them


def _lacking(what: str, why: str) -> NoReturn:
    message = f"{what} cannot be had, so its tests did NOT run: {why}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _served(
    command: list[str],
    log: Path,
    ready: Callable[[], bool],
    what: str,
    *,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    before: Sequence[str] = (),
    sign: signal.Signals = signal.SIGTERM,
) -> Iterator[None]:
    """Runs a server while the block runs; it dies with this process, however that dies, where the system can arrange it."""
    tether = ["setpriv", "--pdeathsig=KILL", "--"] if shutil.which("setpriv") else []
    with log.open("wb") as output:
        process = subprocess.Popen([*before, *tether, *command], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=cwd, env=env)
    try:
        deadline = time.monotonic() + 90
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                _lacking(what, f"it did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(sign)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
