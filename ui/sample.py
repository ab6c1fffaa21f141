"""The bundled sample (``data/sample``) and the loopback server that stands in for its outlets.

Version 1 is what was on line at first. Version 2 puts the second text of a page in the place of the first, at the same
address and with the same visible date: a silent correction.
"""

from __future__ import annotations

import hashlib
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8765
"""The port that is written in the feeds; another one is put in as they are served."""


@dataclass(frozen=True)
class SecondVersion:
    """The text that silently takes a page's place."""

    path: str
    modified: datetime


@dataclass(frozen=True)
class SamplePage:
    """One page. ``path`` is its file under ``data/sample`` and its address on the server; times carry the page's own zone.

    ``role`` is primary, report, syndicated, rumour, denial, opinion, correction or no_deal; ``copy_of`` the path of the
    page that a near-copy was taken from.
    """

    path: str
    canonical: str
    outlet: str
    title: str
    published: datetime
    modified: datetime
    role: str
    copy_of: str | None = None
    second: SecondVersion | None = None


@dataclass(frozen=True)
class SampleFeed:
    """One feed. ``kind`` is rss (with summaries), atom or content (RSS with whole texts)."""

    path: str
    kind: str
    title: str


@dataclass(frozen=True)
class Sample:
    """The manifest ``data/sample/sample.toml``: pages by time of publication, and feeds."""

    origin: str
    pages: tuple[SamplePage, ...]
    feeds: tuple[SampleFeed, ...]


def sample_file(path: str) -> Traversable:
    """A file of the sample by its path in the manifest."""
    return files("data").joinpath("sample", *path.split("/"))


@cache
def load_sample() -> Sample:
    """The bundled sample's manifest."""
    table = tomllib.loads(sample_file("sample.toml").read_text(encoding="utf-8"))
    pages = (SamplePage(**{**entry, "second": SecondVersion(**entry["second"]) if "second" in entry else None}) for entry in table["page"])
    feeds = (SampleFeed(**entry) for entry in table["feed"])
    return Sample(table["origin"], tuple(sorted(pages, key=lambda page: page.published)), tuple(feeds))


@dataclass(frozen=True)
class _Answer:
    body: bytes
    content_type: str
    changed: datetime

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def _answers(version: int, origin: str) -> Mapping[str, _Answer]:
    """What each path is answered with; the manifest is the only door to the files."""
    sample = load_sample()
    answers = {}
    for page in sample.pages:
        if version == 2 and page.second:
            path, changed = page.second.path, page.second.modified
        else:
            path, changed = page.path, page.modified
        answers[page.path] = _Answer(sample_file(path).read_bytes(), "text/html; charset=utf-8", changed)
    for feed in sample.feeds:
        body = sample_file(feed.path).read_text(encoding="utf-8").replace(sample.origin + "/", origin + "/")
        kind = "application/atom+xml" if feed.kind == "atom" else "application/rss+xml"
        answers[feed.path] = _Answer(body.encode(), f"{kind}; charset=utf-8", sample.pages[-1].modified)
    return MappingProxyType(answers)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "dealgraph-sample"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        found = self.server.answers.get(self.path.partition("?")[0].removeprefix("/"))
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        unchanged = self._is_unchanged(found)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self.send_header("ETag", found.etag)
        self.send_header("Last-Modified", format_datetime(found.changed.astimezone(UTC), usegmt=True))
        if not unchanged:
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if with_body and not unchanged:
            self.wfile.write(found.body)

    def _is_unchanged(self, found: _Answer) -> bool:
        """Whether the asker has this already; the tag decides where both are given (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return found.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and found.changed <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the run that reads the pages reports them."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    answers: Mapping[str, _Answer]


class SampleServer:
    """Serves the sample on the loopback address between :meth:`start` and :meth:`stop`; port 0 takes any free one."""

    def __init__(self, port: int = DEFAULT_PORT) -> None:
        self._port = port

    def start(self) -> Self:
        """Serves version 1. Raises :class:`OSError` when the port cannot be had."""
        self._server = _Server((HOST, self._port), _Handler)
        self.version = 1
        self._thread = threading.Thread(target=self._server.serve_forever, name="sample-server", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Lets go of the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port that it is served at."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """``host:port``."""
        return f"{HOST}:{self.port}"

    @property
    def origin(self) -> str:
        """``http://host:port``, without a slash at the end."""
        return f"http://{self.address}"

    @property
    def feeds(self) -> tuple[str, ...]:
        """The addresses of the feeds."""
        return tuple(f"{self.origin}/{feed.path}" for feed in load_sample().feeds)

    @property
    def version(self) -> int:
        """1 or 2: which text the corrected page has. May be set while serving."""
        return self._version

    @version.setter
    def version(self, version: int) -> None:
        self._version = version
        self._server.answers = _answers(version, self.origin)
