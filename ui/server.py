"""Serves the pages: Streamlit as a child process with our configuration, on the loopback address."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.home import Home
from ui.errors import PortTaken

HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8501

_HERE: Final = Path(__file__).parent
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 5.0


def run_ui(home: Home, port: int | None, headless: bool) -> int:
    """Serves the pages on a home's graph until it is interrupted, and opens a browser unless ``headless``.

    Without a port it is 8501, or the next free one where that is taken; raises :class:`~ui.errors.PortTaken` for a given one.
    Returns the exit status: 0 once it is interrupted, 3 if the server did not start or ended by itself.
    """
    chosen = _choose(port)
    if port is None and chosen != DEFAULT_PORT:
        print(f"Port {DEFAULT_PORT} is taken; using {chosen}.", file=sys.stderr)
    previous = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        # between our look at a port and the server's own bind, another program may take it
        while not _serve(home, chosen, headless):
            free = _choose(port)
            if free == chosen:
                print(f"The pages could not be served on {_address(chosen)}; what went wrong stands above.", file=sys.stderr)
                return 3
            print(f"Port {chosen} was taken meanwhile; using {free}.", file=sys.stderr)
            chosen = free
        print("The pages are no longer served: the server ended by itself.", file=sys.stderr)
        return 3
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        signal.signal(signal.SIGTERM, previous)


def _serve(home: Home, port: int, headless: bool) -> bool:
    """Serves until the server ends by itself; whether it ever served."""
    child = subprocess.Popen(command(port), env=_environment(home), stdin=subprocess.DEVNULL, stdout=2, preexec_fn=_end_with_parent)
    try:
        if not _healthy(child, port):
            return False
        print(f"Serving {_address(port)} (Ctrl+C ends it)", flush=True)
        if not headless and _has_screen():
            webbrowser.open(_address(port))
        child.wait()
        return True
    finally:
        _end(child)


def _address(port: int) -> str:
    return f"http://{HOST}:{port}"


def command(port: int) -> list[str]:
    """How Streamlit is started: the pages, with the lines of ``streamlit.toml`` as options."""
    options = tomllib.loads((_HERE / "streamlit.toml").read_text(encoding="utf-8"))
    flags = [f"--{name}={one if isinstance(one, str) else json.dumps(one)}" for name, one in _flat(options)]
    return [sys.executable, "-m", "ui.desk", "run", str(_HERE / "desk" / "app.py"), *flags, f"--server.port={port}"]


def _flat(options: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Each option by its full name; one that is a list once for each item, as the command line has it."""
    for key, value in options.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield from ((before + key, item) for item in (value if isinstance(value, list) else [value]))


def _environment(home: Home) -> dict[str, str]:
    """The home by the variables that name it, whatever the caller's environment says."""
    names = ("DEALGRAPH_HOME", "DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL")
    kept = {k: v for k, v in os.environ.items() if k not in names and not k.startswith("STREAMLIT_")}
    given = {"DEALGRAPH_HOME": str(home.folder), "DEALGRAPH_LOG_URL": home.log_url, "DEALGRAPH_GRAPH_URL": home.graph_url or ""}
    return kept | given | {"PYTHONSAFEPATH": "1"}


def _choose(port: int | None) -> int:
    """The wanted port; without one the usual, or the next free one where that is taken."""
    for candidate in (*range(DEFAULT_PORT, DEFAULT_PORT + 20), 0) if port is None else (port,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise PortTaken(f"port {port} is in use", "Free it, or leave --port out: then the next free one is taken.")


def _healthy(child: subprocess.Popen[bytes], port: int) -> bool:
    """Waits until the pages answer, and until it is the child that answers: whoever has its port meanwhile is another's server."""
    deadline = time.monotonic() + _START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with opener.open(f"{_address(port)}/_stcore/health", timeout=2) as answer:
                if answer.status == 200 and _listens(child.pid, port):
                    return True
        except OSError:  # nobody answers yet, or the child closed a file while we looked
            pass
        time.sleep(0.1)
    return False


def _listens(pid: int, port: int) -> bool:
    """Whether the process listens at the port, where the kernel tells (Linux); elsewhere it is taken for granted."""
    if sys.platform != "linux":
        return True
    rows = [row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    listening = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port}
    return any(str(held.readlink()) in listening for held in Path(f"/proc/{pid}/fd").iterdir())


def _has_screen() -> bool:
    """Whether a browser could be seen; without a screen, Python would open one in the terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _end_with_parent() -> None:
    """Where the kernel can (Linux), a child whose parent is killed ends too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
