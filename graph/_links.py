"""Connections to a graph server by the official driver, and what its errors mean."""

from __future__ import annotations

import contextlib
import logging
import random
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from graph import embedded
from graph.errors import BadInput, BadQuery, GraphError, GraphUnavailable, QueryTimeout

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
LIVES: Final = 3
"""How often a lost connection is tried before it is reported."""

_ATTEMPTS: Final = 8
_CONNECT_SECONDS: Final = 5.0


class Link(Protocol):
    """A way to one server.

    ``where`` names it without its secrets, ``remedy`` says what to do when it is away, ``damage`` which rows it is known to
    have lost.
    """

    where: str
    remedy: str
    database: str | None

    @property
    def damage(self) -> str | None: ...

    def driver(self, *, write: bool) -> neo4j.Driver:
        """The driver of the user who may write, or of the one who may only read."""

    def revive(self, failed: neo4j.Driver, error: Exception) -> bool:
        """Whether the error means that the connection was lost and it is worth trying again, with a driver asked for anew."""

    def close(self) -> None: ...


class RemoteLink:
    """A server that somebody else runs: ``scheme://user:password@host:port/database``, all but the host optional."""

    remedy = "Start it, or correct DEALGRAPH_GRAPH_URL; new events are kept meanwhile."
    damage: str | None = None

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        hint = "Write DEALGRAPH_GRAPH_URL as neo4j://user:password@host:7687, or leave it unset for the embedded server."
        try:
            port = parts.port or 7687
        except ValueError:
            raise BadInput("the address of the graph server has an impossible port", hint) from None
        if parts.scheme not in SCHEMES or not parts.hostname or parts.query or parts.fragment:
            raise BadInput(f"the address of the graph server must be one of {', '.join(s + '://…' for s in SCHEMES)}", hint)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self.where = f"{parts.scheme}://{host}:{port}"
        self.database = unquote(parts.path.strip("/")) or None
        load_driver()
        self._auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        self._driver: neo4j.Driver | None = None
        self._lock = threading.Lock()

    def driver(self, *, write: bool) -> neo4j.Driver:  # noqa: ARG002 - the server has one user; the session's mode tells
        with self._lock:
            if self._driver is None:
                self._driver = _open_driver(self.where, self._auth)
            return self._driver

    def revive(self, failed: neo4j.Driver, error: Exception) -> bool:  # noqa: ARG002 - the driver reconnects by itself
        return _is_loss(error)

    def close(self) -> None:
        with self._lock:
            if self._driver is not None:
                self._driver.close()
                self._driver = None


class EmbeddedLink:
    """The embedded server of a folder, started when it is first needed and again when it has gone."""

    database: str | None = "beliefs"

    def __init__(self, folder: Path, *, idle: float) -> None:
        self.folder = folder
        self.where = f"the embedded server in {folder}"
        self.remedy = f"Try again; what it has to say is in {folder / 'server.log'}. New events are kept meanwhile."
        self._idle = idle
        self._lock = threading.Lock()
        self._drivers: dict[bool, neo4j.Driver] = {}
        load_driver()
        self._server = embedded.attach(folder, idle=idle)

    @property
    def damage(self) -> str | None:
        return self._server.damage

    def driver(self, *, write: bool) -> neo4j.Driver:
        with self._lock:
            if write not in self._drivers:
                self._drivers[write] = _open_driver(self._server.url, self._server.writer if write else self._server.reader)
            return self._drivers[write]

    def revive(self, failed: neo4j.Driver, error: Exception) -> bool:
        with self._lock:
            if failed not in self._drivers.values():
                return True  # another thread has brought the server back
            if not _is_loss(error) and self._server.serves():
                return False  # a server that is ending refuses passwords and queries in many words before it hangs up
            lost = self._server.pid
            self._drop()
            deadline = time.monotonic() + _CONNECT_SECONDS
            while True:
                self._server = embedded.attach(self.folder, idle=self._idle)
                if self._server.pid != lost or self._server.listens() or time.monotonic() > deadline:
                    return True
                self._server.release()
                time.sleep(0.05)  # a killed process closes its port a moment before it lets go of its lock

    def replace(self, end: Callable[[Path], object]) -> None:
        """Ends the server by ``end`` and starts it anew."""
        with self._lock:
            self._drop()
            end(self.folder)
            self._server = embedded.attach(self.folder, idle=self._idle)

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        for driver in self._drivers.values():
            with contextlib.suppress(Exception):
                driver.close()
        self._drivers.clear()
        self._server.release()


def work(link: Link, task: Callable[[neo4j.Session], T], *, write: bool = False) -> T:
    """Runs ``task`` in a session, again while the server says that a retry may help or can be brought back.

    The task must be one that may run twice. Raises the errors of :mod:`graph.errors` only.
    """
    from neo4j.exceptions import DriverError, Neo4jError

    lost = 0
    for attempt in range(1, _ATTEMPTS + 1):
        driver = link.driver(write=write)
        try:
            with driver.session(database=link.database, default_access_mode="WRITE" if write else "READ") as session:
                return task(session)
        except (Neo4jError, DriverError, OSError) as error:
            if link.revive(driver, error):
                lost += 1
                if lost < LIVES:
                    continue
            elif attempt < _ATTEMPTS and _is_race(error):
                time.sleep(min(2.0, 0.02 * 2**attempt) * random.uniform(0.5, 1.5))
                continue
            raise translate(error, link) from error
    raise AssertionError("unreachable")


def _is_loss(error: Exception) -> bool:
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    return isinstance(error, ServiceUnavailable | SessionExpired | OSError)


def _is_race(error: Exception) -> bool:
    """Whether somebody else wrote at the same time: the embedded server notices late what Neo4j prevents by locks.

    It finds a key taken, or, between two statements, does not find the row that the other is just committing.
    """
    from neo4j.exceptions import ConstraintError, Neo4jError, ResultNotSingleError

    return isinstance(error, ConstraintError | ResultNotSingleError) or (isinstance(error, Neo4jError) and error.is_retryable())


def translate(error: Exception, link: Link, *, given: bool = False) -> GraphError:
    """The driver's error in our words; ``given`` says that the query was somebody else's, and so is what is wrong with it."""
    from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DatabaseError, Neo4jError

    where = link.where
    code, said = (error.code or "", error.message or error) if isinstance(error, Neo4jError) else ("", error)
    text = " ".join(str(said).split())
    if isinstance(error, AuthError) and "Forbidden" not in code:
        return GraphUnavailable(f"{where} refuses the user or the password", "Correct them in DEALGRAPH_GRAPH_URL.")
    if "TransactionTimedOut" in code or code.endswith(("Transaction.Terminated", "TransactionTerminated", "LockClientStopped")):
        return QueryTimeout(f"{where} ended the query: it took longer than allowed", "Narrow it, or allow it more time.")
    if code.endswith(("Security.Forbidden", "Statement.AccessMode")):
        return BadQuery(
            "the query would change the graph, and here it can only be read",
            "The graph is made from the event log; `dealgraph ingest` and `dealgraph backfill` add to it.",
        )
    if isinstance(error, ClientError) and (".Statement." in code or ".Procedure." in code):
        why, place = _placed(text)
        return BadQuery(f"the graph server does not understand the query: {why}", "The README shows queries that it does.", place)
    if given and isinstance(error, TypeError | ValueError):
        return BadQuery(f"a parameter cannot be sent: {text}", "Send strings, numbers, booleans, days, lists and maps of them.")
    if given and isinstance(error, DatabaseError):
        return BadQuery(f"the graph server gave the query up: {text}", "Ask for less at once.")
    if _is_loss(error) or isinstance(error, ConfigurationError):
        return GraphUnavailable(f"{where} cannot be reached: {text}", link.remedy)
    return GraphUnavailable(f"{where} failed: {code} {text}".replace("  ", " "), link.remedy)


_PLACES: Final = (
    (re.compile(r" \(line (\d+), column (\d+) .*"), 1),  # Neo4j, with the line itself after it
    (re.compile(r"^Syntax error at line (\d+):(\d+) - "), 0),  # the embedded server, which counts columns from 0
    (re.compile(r" at line (\d+), column (\d+) .*"), 0),
)


def _placed(text: str) -> tuple[str, tuple[int, int] | None]:
    """What a server says of a query, with the line and column at the end, in one form for all servers; and these two, from 1."""
    for form, first in _PLACES:
        if found := form.search(text):
            place = int(found[1]), int(found[2]) + 1 - first
            return f"{form.sub('', text)} (line {place[0]}, column {place[1]})", place
    return text, None


def _open_driver(url: str, auth: tuple[str, str] | None) -> neo4j.Driver:
    import neo4j

    return neo4j.GraphDatabase.driver(
        url,
        auth=auth,
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=4 * _CONNECT_SECONDS,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="dealgraph",
    )


_FRAMES: Final = ("numpy", "pandas", "pyarrow")
_import_lock = threading.Lock()


def load_driver() -> None:
    """Imports the driver without the data frame libraries that it would look for.

    It uses them only to take and give arrays, which this program does not ask of it; they would cost a command on the
    terminal a third of its second. A program that has loaded one of them already keeps what it has.
    """
    with _import_lock:
        hidden = () if "neo4j" in sys.modules or any(name in sys.modules for name in _FRAMES) else _FRAMES
        sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
        try:
            import neo4j  # noqa: F401
        finally:
            for name in hidden:
                del sys.modules[name]
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # a lost connection is ours to report, not to print
