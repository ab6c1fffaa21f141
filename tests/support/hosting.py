"""A web server on loopback for tests: what lies at an address is a few bytes, or a function that does as it likes with the socket."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from graph.home import Home

Answer = Callable[["Handler"], None]


@dataclass
class Site:
    """``pages`` maps a path to what is served there. ``asked`` keeps the requests in order: path and headers;
    ``posted`` the bodies of those that had one.
    """

    pages: dict[str, Answer | tuple[str, bytes | str]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    posted: list[bytes] = field(default_factory=list)
    port: int = 0
    ending: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def times(self, path: str) -> int:
        """How often the path was asked for."""
        return sum(asked == path for asked, _ in self.asked)


class Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"
    body = b""

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.site.posted.append(self.body)
        self.do_GET()

    def do_GET(self) -> None:
        self.site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        found = self.site.pages.get(self.path)
        try:
            if callable(found):
                found(self)
            elif found is None:
                self.answer(404, b"nothing here")
            else:
                kind, body = found
                self.answer(200, body.encode() if isinstance(body, str) else body, {"Content-Type": kind})
        except OSError:
            self.close_connection = True  # the client had enough

    def answer(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """Sends a whole answer; a Content-Length that is given stands."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keeps still."""


@contextmanager
def hosted(pages: Mapping[str, Answer | tuple[str, bytes | str]] | None = None, *, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serves a site for the time of the block, with ``tls`` over HTTPS."""
    site = Site(dict(pages or {}))
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer of that status without a body."""
    return lambda handler: handler.answer(code, b"", headers)


def redirect(to: str, code: int = 302) -> Answer:
    return status(code, {"Location": to})


def sending(raw: bytes) -> Answer:
    """Sends these bytes and nothing else."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(raw)
        handler.close_connection = True

    return answer


def trickle(start: bytes, drop: bytes, seconds: float = 0.05) -> Answer:
    """Sends ``start`` as it is, then a drop now and again for ever: it ends when the test does."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(start)
        while not handler.site.ending.wait(seconds):
            handler.wfile.write(drop)
            handler.wfile.flush()

    return answer


def cut(kind: str, body: bytes, missing: int = 1000) -> Answer:
    """Promises more than it sends."""
    return lambda handler: handler.answer(200, body, {"Content-Type": kind, "Content-Length": str(len(body) + missing)})


def rss(*items: str, title: str = "Wire") -> tuple[str, str]:
    """An RSS feed of ready items."""
    text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title><link>http://wire.example/</link>'
    return "application/rss+xml", text + "".join(items) + "</channel></rss>"


def rss_item(link: str, title: str = "A title", date: str = "Mon, 03 Nov 2025 14:00:00 -0500", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


STORY = (
    "Norvane Robotics has granted Aldermoor Logistics the exclusive right to distribute its sorting arms in Norway, the companies said.",
    "The contract runs for three years from 1 January 2026. Neither side disclosed a price for the arms or for the service with them.",
)


def story(
    title: str, *paragraphs: str, published: str | None = "2025-11-03T14:00:00-05:00", modified: str | None = None
) -> tuple[str, str]:
    """A page with an article, as a small newspaper would have it."""
    stamps = [("published", published), ("modified", modified)]
    meta = "".join(f'<meta property="article:{name}_time" content="{value}">' for name, value in stamps if value)
    text = "".join(f"<p>{p}</p>" for p in paragraphs or STORY)
    return "text/html; charset=utf-8", (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily Test</title>{meta}'
        f'<meta property="og:site_name" content="The Daily Test"></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        f"<article><h1>{title}</h1>{text}</article><footer>© The Daily Test</footer></body></html>"
    )


def home_for(folder: Path, *sites: Site) -> Home:
    """A home that may reach these sites, and whose graph server is down: ingest's tests need none."""
    hosts = ",".join(site.host for site in sites)
    return Home.at(folder, DEALGRAPH_ALLOW_PRIVATE_HOSTS=hosts, DEALGRAPH_GRAPH_URL="bolt://127.0.0.1:9")
