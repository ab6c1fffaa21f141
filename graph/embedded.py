"""The embedded graph server: one for each home, started when somebody needs it, gone when nobody does.

Everything rests on locks that the kernel drops when their holder dies, however it dies. In the graph's folder lie

* ``clients.lock``: every client holds it shared while it uses the server; the server, before it ends, exclusively;
* ``host.lock``: the server's process, which it names, holds it as long as it lives;
* ``start.lock``: held by the one who is starting or stopping the server;
* ``server.json``: for the owner's eyes only, where the server listens and the passwords of this life of it.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from graph.errors import GraphUnavailable

IDLE_SECONDS: Final = 300.0
"""How long a server outlives its last client."""

_START_SECONDS: Final = 90.0
_STOP_SECONDS: Final = 20.0
_POLL_SECONDS: Final = 0.02


@dataclass(frozen=True)
class Server:
    """A running server. ``writer`` and ``reader`` are (user, password); the reader's server-side rights are to read only.

    ``damage`` says which rows it lost, if it came up with fewer or more than the last batch left. ``lease`` keeps the
    server alive; :meth:`release` gives it back.
    """

    folder: Path
    pid: int
    port: int
    writer: tuple[str, str] = field(repr=False)
    reader: tuple[str, str] = field(repr=False)
    damage: str | None
    lease: BinaryIO = field(repr=False)

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def listens(self) -> bool:
        """Whether a connection to it can be made just now."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def serves(self) -> bool:
        """Whether it is still the folder's server, and not about to end: what it answers to is then its own word."""
        with suppress(FileNotFoundError):
            return bool(json.loads((self.folder / "server.json").read_text(encoding="utf-8"))["pid"] == self.pid)
        return False

    def release(self) -> None:
        """Ends this client's use of the server."""
        self.lease.close()


def attach(folder: Path, *, idle: float = IDLE_SECONDS) -> Server:
    """The server of ``folder``, started if it does not run; ``idle`` counts only for a server that this call starts.

    Raises :class:`~graph.errors.GraphUnavailable` when it does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lease = _open(folder / "clients.lock")
    try:
        _lock(lease, fcntl.LOCK_SH, "the graph server is ending and does not finish", folder)
        os.utime(lease.fileno())
        server = _running(folder, lease)
        if server is None:
            with _start_lock(folder):
                server = _running(folder, lease) or _start(folder, lease, idle)
        return server
    except BaseException:
        lease.close()
        raise


def stop(folder: Path, *, kill: bool = False) -> bool:
    """Ends the server of ``folder``; with ``kill`` at once, without its own clean-up. Returns whether one ran."""
    if not folder.is_dir():
        return False
    with _start_lock(folder):
        return _stop(folder, kill)


def wipe(folder: Path) -> None:
    """Ends the server and deletes its data. The next :func:`attach` starts with an empty graph."""
    import shutil

    if folder.is_dir():
        with _start_lock(folder):
            _stop(folder, kill=False)
            shutil.rmtree(folder / "arcadedb", ignore_errors=True)


def is_running(folder: Path) -> bool:
    """Whether a server process of ``folder`` lives, answering or still starting."""
    try:
        with (folder / "host.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _running(folder: Path, lease: BinaryIO) -> Server | None:
    if not is_running(folder):
        return None
    try:
        info = json.loads((folder / "server.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None  # still starting, or ending
    return Server(
        folder=folder,
        pid=info["pid"],
        port=info["port"],
        writer=(info["writer"][0], info["writer"][1]),
        reader=(info["reader"][0], info["reader"][1]),
        damage=info["damage"],
        lease=lease,
    )


def _start(folder: Path, lease: BinaryIO, idle: float) -> Server:
    log = folder / "server.log"
    started = False
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server := _running(folder, lease):
            return server
        if not is_running(folder):  # else it is ending, or its starter was killed and it is coming up by itself
            if started:
                break
            (folder / "server.json").unlink(missing_ok=True)
            command = [sys.executable, "-P", "-m", "graph._embedded_host", str(folder.absolute()), "--idle", str(idle)]
            with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as output:
                subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder, check=False)
            started = True
        time.sleep(_POLL_SECONDS)
    raise GraphUnavailable(f"the embedded graph server did not start in {folder}", f"Its last words are in {log}: {_last_words(log)}")


def _last_words(log: Path) -> str:
    with suppress(OSError):
        lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
        return lines[-1] if lines else "none"
    return "none"


def _stop(folder: Path, kill: bool) -> bool:
    if not is_running(folder):
        return False
    signs = [signal.SIGKILL] if kill else [signal.SIGTERM, signal.SIGKILL]
    for sign in signs:
        with suppress(ProcessLookupError):
            os.kill(int((folder / "host.lock").read_text(encoding="ascii")), sign)
        deadline = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < deadline:
            if not is_running(folder):
                (folder / "server.json").unlink(missing_ok=True)
                return True
            time.sleep(_POLL_SECONDS)
    raise GraphUnavailable(
        f"the embedded graph server in {folder} does not end", "Its process is named in host.lock there; end it by hand."
    )


@contextmanager
def _start_lock(folder: Path) -> Iterator[None]:
    with _open(folder / "start.lock") as lock:
        _lock(lock, fcntl.LOCK_EX, "another process is starting the graph server and does not finish", folder)
        yield


def _open(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _lock(handle: BinaryIO, kind: int, trouble: str, folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise GraphUnavailable(f"{trouble} in {folder}", "See server.log there; end that process by hand if need be.") from None
            time.sleep(_POLL_SECONDS)
