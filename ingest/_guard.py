"""Connections that go to public addresses only, and end when their time is up.

The name is resolved here and the connection made to the very address that was checked, so a name that resolves
differently a moment later (DNS rebinding) changes nothing. Redirects make new connections and are checked likewise.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from ingest.errors import FetchRefused

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_CONNECT_SECONDS: Final = 10.0


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; IPv4 addresses inside IPv6 ones are seen through."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(v4 is not None and not is_public(str(v4)) for v4 in inner):
            return False
        if ip.ipv4_mapped or ip in _NAT64:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Guard(httpcore.NetworkBackend):
    """Opens connections for one request: to public addresses, or to ``allowed`` ones (``host:port``), until ``deadline``.

    ``deadline`` is a reading of :func:`time.monotonic`. Raises :class:`~ingest.errors.FetchRefused`.
    """

    def __init__(self, allowed: frozenset[str], deadline: float) -> None:
        self._allowed, self._deadline = allowed, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the deadline counts)
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as e:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved: {e}") from None
        named = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        places = [str(entry[4][0]) for entry in found]
        if named not in self._allowed:
            places = [place for place in places if is_public(place)]
        if not places:
            raise FetchRefused(
                f"{named} lies in a private network",
                f"If it is meant, set DEALGRAPH_ALLOW_PRIVATE_HOSTS={named}.",
                code="private_address",
            )
        error: OSError = OSError("no address")
        for place in dict.fromkeys(places):
            try:
                wait = min(_CONNECT_SECONDS, left(self._deadline))
                return Stream(socket.create_connection((place, port), timeout=wait), self._deadline)
            except OSError as e:
                error = e
        raise httpcore.ConnectError(f"no connection to {named}: {error}")


class Stream(httpcore.NetworkStream):
    """A connection whose every read and write ends at the deadline, however slowly the other side trickles."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._arm(timeout)
        try:
            return self._sock.recv(max_bytes)
        except TimeoutError:
            raise httpcore.ReadTimeout("no answer in time") from None
        except OSError as e:
            raise httpcore.ReadError(str(e)) from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._arm(timeout)
        try:
            self._sock.sendall(buffer)
        except TimeoutError:
            raise httpcore.WriteTimeout("the request was not taken in time") from None
        except OSError as e:
            raise httpcore.WriteError(str(e)) from None

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._arm(timeout)
        try:
            return Stream(ssl_context.wrap_socket(self._sock, server_hostname=server_hostname), self._deadline)
        except TimeoutError:
            raise httpcore.ConnectTimeout("no TLS handshake in time") from None
        except OSError as e:
            raise httpcore.ConnectError(f"no TLS connection: {e}") from None

    def get_extra_info(self, info: str) -> Any:
        return {"socket": self._sock}.get(info)

    def _arm(self, timeout: float | None) -> None:
        wait = left(self._deadline)
        self._sock.settimeout(wait if timeout is None else min(wait, timeout))


def left(deadline: float) -> float:
    """Seconds until the deadline; raises :class:`httpcore.ReadTimeout` when it has passed."""
    wait = deadline - time.monotonic()
    if wait <= 0:
        raise httpcore.ReadTimeout("time is up")
    return wait
