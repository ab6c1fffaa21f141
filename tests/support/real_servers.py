"""Real servers to test and measure with: Neo4j from Maven, PostgreSQL from Debian. Each runs while a block runs."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]
_NEO4J = "5.26.30"
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang")


class Lacking(Exception):
    """A server that cannot be had, and why."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} cannot be had: {why}")


# Neo4j


@contextmanager
def serve_neo4j(home: Path, *, heap: str = "512m", page_cache: str = "64m") -> Iterator[str]:
    """Gives the address, with user and password, of a Neo4j 5 that may be emptied.

    ``DEALGRAPH_TEST_NEO4J_URL`` if it is given; else a server of our own, in the empty folder ``home``, from the libraries
    that Maven fetches once. Raises :class:`Lacking`.
    """
    if given := os.environ.get("DEALGRAPH_TEST_NEO4J_URL"):
        yield given
        return
    java = shutil.which("java")
    if not java:
        raise Lacking("Neo4j", "there is no java; Debian has it as openjdk-17-jre-headless")
    libraries = _neo4j_libraries()
    port, password = _free_port(), secrets.token_hex(16)
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        "server.http.enabled=false\n"
        "server.https.enabled=false\n"
        f"server.memory.pagecache.size={page_cache}\n"
        "dbms.security.allow_csv_import_from_file_urls=false\n"
        "dbms.usage_report.enabled=false\n",
        encoding="utf-8",
    )
    env = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [java, "-Xms256m", f"-Xmx{heap}", *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS), "-cp", f"{libraries}/*"]
    _succeed([*command, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password], "Neo4j", env=env)
    main = [*command, "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with _served(main, home / "console.log", lambda: _listens(port), "Neo4j", env=env):
        yield f"bolt://neo4j:{password}@127.0.0.1:{port}"


def _neo4j_libraries() -> Path:
    folder = _CHECKOUT / ".cache" / f"neo4j-{_NEO4J}"
    if (folder / "complete").is_file():
        return folder
    maven = shutil.which("mvn")
    if not maven:
        raise Lacking("Neo4j", "there is no mvn; Debian has it as maven")
    pom = _CHECKOUT / "tests" / "servers" / "neo4j" / "pom.xml"
    goal = ["dependency:copy-dependencies", f"-Dneo4j.version={_NEO4J}", f"-DoutputDirectory={folder}"]
    _succeed([maven, "-q", "-B", "-f", str(pom), *goal], "Neo4j")
    (folder / "complete").touch()
    return folder


# PostgreSQL


@contextmanager
def serve_postgres(folder: Path) -> Iterator[str]:
    """Gives the SQLAlchemy address of a PostgreSQL of our own in the empty ``folder``, which others must be able to reach.

    Raises :class:`Lacking`.
    """
    programs = _postgres_programs()
    port, password = _free_port(), secrets.token_hex(16)
    (folder / "password").write_text(password, encoding="ascii")
    other = _unprivileged(folder)
    initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "dealgraph", "-E", "UTF8", "--locale=C.UTF-8"]
    initdb += ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "--no-sync"]
    _succeed([*other, *initdb], "PostgreSQL", cwd=folder)
    main = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), "-h", "127.0.0.1"]
    main += ["-c", "unix_socket_directories=", "-c", "fsync=off"]
    url = f"postgresql+psycopg://dealgraph:{password}@127.0.0.1:{port}/postgres"
    with _served(main, folder / "console.log", lambda: _answers_sql(url), "PostgreSQL", cwd=folder, before=other, sign=signal.SIGINT):
        yield url


def _postgres_programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise Lacking("PostgreSQL", "there is no initdb; Debian has it as postgresql-15")


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
    raise Lacking("PostgreSQL", "it does not run as root, and there is neither a user postgres nor a user nobody")


def _answers_sql(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url.replace("+psycopg", ""), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


# Both


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _succeed(command: list[str], what: str, *, cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)
    if done.returncode:
        raise Lacking(what, f"{Path(command[0]).name} failed: {(done.stderr or done.stdout)[-2000:]}")


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
                raise Lacking(what, f"it did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(sign)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
