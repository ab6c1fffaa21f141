"""Serving the pages: on the loopback address only, at a free port, gone when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from graph.home import Home
from ui.errors import PortTaken
from ui.server import DEFAULT_PORT, command, run_ui

START = [sys.executable, "-P", "-c", "from ui.cli import main; main()", "ui", "--headless"]


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")} | {"DEALGRAPH_HOME": str(folder)}
    return subprocess.Popen([*START, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def gone(pid: int) -> bool:
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or ") Z " in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda s: s.name)
def test_it_serves_at_a_free_port_until_it_is_ended_and_takes_its_child_along(tmp_path: Path, sign: signal.Signals) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", DEFAULT_PORT))
            taken.listen()
        except OSError:
            pass  # somebody else has it: as good
        with start(tmp_path) as server:
            assert server.stdout is not None
            line = server.stdout.readline()
            assert line.startswith("Serving http://127.0.0.1:")
            assert f":{DEFAULT_PORT} " not in line
            address = line.split()[1]
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                assert answer.status == 200
            (child,) = children(server.pid)
            server.send_signal(sign)
            assert server.wait(20) == (-sign if sign is signal.SIGKILL else 0)
            assert gone(child)
            assert server.stderr is not None
            assert f"Port {DEFAULT_PORT} is taken" in server.stderr.read()


def test_two_that_start_at_once_serve_each_its_own_pages(tmp_path: Path) -> None:
    """Both find the same port free; the one that comes too late takes another, and never shows what the first one serves."""
    with start(tmp_path / "one") as one, start(tmp_path / "two") as two:
        try:
            addresses = set()
            for server in (one, two):
                assert server.stdout is not None
                line = server.stdout.readline()
                assert line.startswith("Serving http://127.0.0.1:")
                addresses.add(line.split()[1])
            assert len(addresses) == 2
        finally:
            for server in (one, two):
                server.terminate()
                server.wait(20)


def test_a_given_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken):
            run_ui(Home.at(tmp_path), taken.getsockname()[1], headless=True)


def test_what_streamlit_is_told() -> None:
    words = command(8600)
    assert {
        "--server.address=127.0.0.1",
        "--server.port=8600",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
    } <= set(words)
    assert {"--runner.magicEnabled=false", "--client.toolbarMode=minimal", "--server.headless=true"} <= set(words)
    assert [w for w in words if w.startswith("--server.allowedHosts")] == [
        "--server.allowedHosts=localhost",
        "--server.allowedHosts=127.0.0.1",
    ]


def test_another_host_name_gets_no_session(saga_pages: str) -> None:
    """A page elsewhere whose name is made to lead here (DNS rebinding) must not read the graph."""
    port = saga_pages.rpartition(":")[2]
    key = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    for host, status in ((f"127.0.0.1:{port}", 101), ("evil.example", 403)):
        with socket.create_connection(("127.0.0.1", int(port)), timeout=10) as line:
            headers = {"Host": host, "Origin": f"http://{host}", **key}
            line.sendall(("GET /_stcore/stream HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n").encode())
            assert line.recv(200).split(b" ")[1] == str(status).encode()
