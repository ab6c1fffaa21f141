"""Addresses: what makes two of them the same page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from ingest.errors import FetchRefused

_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_hsenc|_hsmi")
_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "!$&'()*+,;=:@/-._~%"
_DOTS: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)")
_HOST: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?|\[[0-9a-f:.]+\]")


def normalise(address: str) -> str:
    """The one spelling of a web address: its page's identity.

    Scheme and host in lower case (international names in their ASCII form), no default port, no fragment, no tracking
    parameters; what the server sees otherwise stays as it is. Normalising twice changes nothing more. Raises
    :class:`~ingest.errors.FetchRefused` for what is no http(s) address, or holds a password.
    """
    parts = _split(address)
    host, port = ascii_host(parts), parts.port
    path = quote(parts.path or "/", safe=_SAFE)
    if _DOTS.search(path):
        path = urlsplit(urljoin(f"{parts.scheme}://{host}", path)).path or "/"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0].lower()))
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, path, quote(query, safe=_SAFE + "?[]"), ""))


def ascii_host(parts: SplitResult) -> str:
    """The host as it is looked up, IPv6 addresses in brackets."""
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            raise _bad(urlunsplit(parts), "its host is no name") from None
    if not _HOST.fullmatch(host):
        raise _bad(urlunsplit(parts), "its host is no name")
    return host


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(re.sub(r"[\t\r\n]", "", address).partition("#")[0].strip())
        _ = parts.port
    except ValueError as e:
        raise _bad(address, str(e)) from None
    if parts.scheme not in _PORTS:
        raise FetchRefused(f"{address[:200]!r} is no web address", "Only http:// and https:// are fetched.", code="bad_scheme")
    if "@" in parts.netloc:
        raise _bad(address.rpartition("@")[2], "a user name or password stands before it, which would end up in the log")
    return parts


def _bad(address: str, why: str) -> FetchRefused:
    return FetchRefused(f"{address[:200]!r} is no address to fetch: {why}", code="bad_address")
