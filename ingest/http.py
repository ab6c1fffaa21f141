"""The guarded HTTP client: one GET at a time, to public addresses, within caps on bytes, time and redirects.

httpcore is used as it is, under no client that would add proxies, cookies or credentials from the environment. Each
request has connections of its own: they share nothing, and all of them end at the request's deadline.
"""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from functools import cache
from importlib.metadata import version
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpcore

from ingest._guard import Guard
from ingest.addresses import ascii_host, normalise
from ingest.errors import FetchFailed

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_HINT_OF: Final[Mapping[int, str]] = {
    401: "The server wants a login, which dealgraph does not have.",
    403: "The server does not let programs read this.",
    404: "Check the address: nothing lies there.",
    410: "The server says that it is gone for good: take it off the list.",
    429: "The server asks for fewer visits: run less often.",
}


@dataclass(frozen=True)
class Limits:
    """What one request may cost: bytes after decompression, seconds from the first lookup to the last byte, redirects."""

    max_bytes: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True)
class Response:
    """An answer. ``status`` is 200 or 304; header names are in lower case; ``encoding`` is the charset that the server names.

    ``cut``: the connection ended before the whole body had come.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    encoding: str | None
    cut: bool = False

    @property
    def media_type(self) -> str:
        """Such as ``text/html``, in lower case; empty where the server names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Client:
    """Fetches pages and feeds; safe to share between threads. ``allowed`` are the private ``host:port`` that may be reached."""

    def __init__(self, allowed: frozenset[str] = frozenset(), limits: Limits | None = None) -> None:
        self._allowed = allowed
        self._limits = limits or Limits()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """The page or feed at ``url``; given an earlier answer's validators, perhaps only the news that it has not changed (304).

        Raises :class:`~ingest.errors.FetchRefused` and :class:`~ingest.errors.FetchFailed`.
        """
        deadline = time.monotonic() + self._limits.seconds
        conditions = [(k, v) for k, v in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if v and _fits_header(v)]
        here = normalise(url)
        for _ in range(self._limits.redirects + 1):
            try:
                answer = self._one(here, conditions, deadline)
            except httpcore.TimeoutException:
                raise FetchFailed(f"{here} did not answer whole within {self._limits.seconds:g} s", code="timeout") from None
            except httpcore.ConnectError as e:
                raise FetchFailed(str(e), "Is the address right, and the network up?", code="unreachable") from None
            except (httpcore.ProtocolError, httpcore.NetworkError) as e:
                raise FetchFailed(f"{here} answered in a way that is no HTTP: {e}", code="broken") from None
            if isinstance(answer, Response):
                return Response(url, here, answer.status, answer.headers, answer.body, answer.encoding, answer.cut)
            here = normalise(urljoin(here, answer))
        raise FetchFailed(f"{url} redirects more than {self._limits.redirects} times", code="too_many_redirects")

    def _one(self, url: str, conditions: list[tuple[str, str]], deadline: float) -> Response | str:
        """The answer at this very address, or the address that it redirects to."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        target = httpcore.URL(
            scheme=parts.scheme,
            host=ascii_host(parts).strip("[]"),
            port=parts.port,
            target=parts.path + (f"?{parts.query}" if parts.query else ""),
        )
        headers = [("Host", parts.netloc), *_headers(), *conditions]
        with (
            httpcore.ConnectionPool(
                ssl_context=certificates() if secure else None,
                max_keepalive_connections=0,
                network_backend=Guard(self._allowed, deadline),
            ) as pool,
            pool.stream("GET", target, headers=headers) as raw,
        ):
            found = {_header(name).lower(): _header(value) for name, value in raw.headers}
            if raw.status in _REDIRECTS and found.get("location"):
                return found["location"]
            if raw.status == 304 and conditions:
                return Response(url, url, 304, found, b"", None)
            if raw.status not in (200, 203):
                raise FetchFailed(f"{url} answered {raw.status}", _HINT_OF.get(raw.status, ""), code="http_status", http_status=raw.status)
            body, cut = self._body(url, raw, found)
            return Response(url, url, 200, found, body, _charset(found.get("content-type", "")), cut)

    def _body(self, url: str, raw: httpcore.Response, headers: Mapping[str, str]) -> tuple[bytes, bool]:
        """The decompressed body, and whether it was cut short."""
        too_big = FetchFailed(f"{url} is larger than {self._limits.max_bytes:,} bytes", code="too_big", http_status=200)
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("gzip", "x-gzip", "identity", ""):
            raise FetchFailed(f"{url} is sent in the coding {coding[:40]!r}, which was not asked for", code="broken", http_status=200)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._limits.max_bytes:
            raise too_big
        unpack = _Gunzip() if "gzip" in coding else None
        body, cut = bytearray(), False
        try:
            for chunk in raw.iter_stream():
                room = self._limits.max_bytes + 1 - len(body)
                body += unpack.feed(chunk, room) if unpack else chunk[:room]
                if len(body) > self._limits.max_bytes:
                    raise too_big
        except zlib.error as e:
            raise FetchFailed(f"{url} is damaged: {e}", code="broken", http_status=200) from None
        except (httpcore.RemoteProtocolError, httpcore.ReadError):
            cut = True
        return bytes(body), cut or (unpack is not None and not unpack.whole)


class _Gunzip:
    """Decompresses piece by piece, never giving more than there is room for: a bomb is not unpacked."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    def feed(self, chunk: bytes, room: int) -> bytes:
        out = b""
        while chunk and len(out) < room:
            if self._inner.eof:
                if chunk[:1] != b"\x1f":
                    break  # padding after the last member
                self._inner = zlib.decompressobj(wbits=31)
            out += self._inner.decompress(chunk, room - len(out))
            chunk = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return out

    @property
    def whole(self) -> bool:
        return self._inner.eof


def _header(value: bytes) -> str:
    """Headers are ASCII; addresses in them may be UTF-8 against all rules."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _charset(content_type: str) -> str | None:
    message = Message()
    message["content-type"] = re.sub(r"[^\x20-\x7e]", "", content_type)
    charset = message.get_param("charset")
    return charset.strip().strip("'\"") or None if isinstance(charset, str) else None


def _fits_header(value: str) -> bool:
    return value.isascii() and value.isprintable()


@cache
def _headers() -> tuple[tuple[str, str], ...]:
    return (
        ("User-Agent", f"dealgraph/{version('dealgraph')} (reads news feeds)"),
        ("Accept", "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    )


@cache
def certificates() -> ssl.SSLContext:
    """Whose word counts for the names of servers: Mozilla's list, or the operator's own (``SSL_CERT_FILE``)."""
    import httpx

    return httpx.create_ssl_context()
