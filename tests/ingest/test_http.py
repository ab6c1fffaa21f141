"""The guarded client against servers that behave, and servers that do not."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosting import Handler, Site, cut, hosted, redirect, sending, status, trickle

from ingest import http
from ingest._guard import is_public
from ingest.errors import FetchFailed, FetchRefused
from ingest.http import Client, Limits

QUICK = Limits(max_bytes=100_000, seconds=1.0, redirects=3)


@pytest.fixture
def site() -> Iterator[Site]:
    with hosted() as site:
        yield site


def client(*sites: Site) -> Client:
    return Client(frozenset(s.host for s in sites), QUICK)


def test_an_answer_comes_with_its_headers_charset_and_address(site: Site) -> None:
    site.pages["/a"] = ("text/html; charset=ISO-8859-1", b"caf\xe9")
    answer = client(site).get(site.at("/a#part"))
    assert (answer.status, answer.body, answer.encoding, answer.media_type) == (200, b"caf\xe9", "ISO-8859-1", "text/html")
    assert answer.final_url == site.at("/a")
    assert not answer.cut


def test_it_says_who_asks_and_brings_nothing_from_the_environment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.pages["/a"] = ("text/plain", "x")
    client(site).get(site.at("/a"))
    (_, headers) = site.asked[0]
    assert headers["user-agent"].startswith("dealgraph/")
    assert not {"cookie", "authorization"} & set(headers)


def test_validators_are_sent_and_a_304_is_an_answer(site: Site) -> None:
    def page(handler: Handler) -> None:
        same = handler.headers["If-None-Match"] == '"v1"' and handler.headers["If-Modified-Since"] == "Mon, 03 Nov 2025 00:00:00 GMT"
        handler.answer(304 if same else 200, b"" if same else b"new", {"ETag": '"v1"'})

    site.pages["/a"] = page
    assert client(site).get(site.at("/a")).headers["etag"] == '"v1"'
    again = client(site).get(site.at("/a"), etag='"v1"', last_modified="Mon, 03 Nov 2025 00:00:00 GMT")
    assert (again.status, again.body) == (304, b"")


def test_a_304_that_was_not_asked_for_is_no_answer(site: Site) -> None:
    site.pages["/a"] = status(304)
    with pytest.raises(FetchFailed, match="answered 304"):
        client(site).get(site.at("/a"))


def test_validators_cannot_smuggle_headers(site: Site) -> None:
    site.pages["/a"] = ("text/plain", "x")
    client(site).get(site.at("/a"), etag='"v1"\r\nX-Evil: 1')
    assert "x-evil" not in site.asked[0][1]
    assert "if-none-match" not in site.asked[0][1]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, code: int) -> None:
    site.pages["/old"] = redirect("/new?x=1#frag", code)
    site.pages["/new?x=1"] = ("text/plain", "here")
    answer = client(site).get(site.at("/old"))
    assert (answer.url, answer.final_url, answer.body) == (site.at("/old"), site.at("/new?x=1"), b"here")


def test_a_redirect_to_an_address_that_is_not_ascii(site: Site) -> None:
    site.pages["/old"] = sending(b"HTTP/1.1 302 Found\r\nLocation: /caf\xc3\xa9 1\r\nContent-Length: 0\r\n\r\n")
    site.pages["/caf%C3%A9%201"] = ("text/plain", "here")
    assert client(site).get(site.at("/old")).body == b"here"


def test_a_loop_of_redirects_ends(site: Site) -> None:
    site.pages["/a"], site.pages["/b"] = redirect("/b"), redirect("/a")
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code == "too_many_redirects"
    assert len(site.asked) == QUICK.redirects + 1


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 429, 500, 503])
def test_errors_of_the_server_carry_its_status(site: Site, code: int) -> None:
    site.pages["/a"] = status(code)
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert (failed.value.code, failed.value.http_status) == ("http_status", code)


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Slow: ",
        b"HTTP/1.1 ",
        b"",
    ],
    ids=["body", "header", "status line", "nothing"],
)
def test_a_server_that_trickles_for_ever_is_left_in_time(site: Site, start: bytes) -> None:
    site.pages["/a"] = trickle(start, b"x" if start else b"")
    begun = time.monotonic()
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code in ("timeout", "broken")
    assert time.monotonic() - begun < QUICK.seconds + 4


def test_a_body_without_end_is_left_at_the_cap(site: Site) -> None:
    site.pages["/a"] = trickle(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 60_000, 0.001)
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code == "too_big"


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    site.pages["/a"] = status(200, {"Content-Length": "50000000"})
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code == "too_big"


def test_gzip_is_unpacked(site: Site) -> None:
    packed = gzip.compress(b"hello ") + gzip.compress(b"world") + b"\0\0"
    site.pages["/a"] = lambda handler: handler.answer(200, packed, {"Content-Encoding": "gzip"})
    answer = client(site).get(site.at("/a"))
    assert (answer.body, answer.cut) == (b"hello world", False)


def test_a_gzip_bomb_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < QUICK.max_bytes
    site.pages["/a"] = lambda handler: handler.answer(200, bomb, {"Content-Encoding": "gzip"})
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code == "too_big"


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", b"this is no gzip"), ("br", b"x"), ("gzip, gzip", b"x"), ("deflate", zlib.compress(b"x"))],
)
def test_codings_that_are_wrong_or_were_not_asked_for_are_refused(site: Site, coding: str, body: bytes) -> None:
    site.pages["/a"] = lambda handler: handler.answer(200, body, {"Content-Encoding": coding})
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code == "broken"


def test_a_transfer_that_breaks_off_says_so(site: Site) -> None:
    site.pages["/a"] = cut("text/plain", b"half of it")
    packed = gzip.compress(b"all of it")[:-9]
    site.pages["/b"] = lambda handler: handler.answer(200, packed, {"Content-Encoding": "gzip"})
    assert client(site).get(site.at("/a")).cut
    assert client(site).get(site.at("/b")).cut


def test_what_is_no_http_is_a_failure(site: Site) -> None:
    site.pages["/a"] = sending(b"SSH-2.0-OpenSSH_9.2\r\n")
    with pytest.raises(FetchFailed) as failed:
        client(site).get(site.at("/a"))
    assert failed.value.code == "broken"


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(FetchFailed) as failed:
        Client(frozenset({host}), QUICK).get(f"http://{host}/")
    assert failed.value.code == "unreachable"


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(FetchFailed) as failed:
        Client(limits=QUICK).get("http://no-such-host.invalid/")
    assert failed.value.code == "unreachable"


def test_private_addresses_are_refused_however_they_are_written(site: Site) -> None:
    number = int.from_bytes(socket.inet_aton("127.0.0.1"), "big")
    for host in ("127.0.0.1", "localhost", "127.1", str(number), "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"):
        with pytest.raises(FetchRefused) as refused:
            Client(limits=QUICK).get(f"http://{host}:{site.port}/a")
        assert refused.value.code == "private_address"
    assert not site.asked


def test_only_the_very_host_and_port_that_are_named_are_allowed(site: Site) -> None:
    site.pages["/a"] = ("text/plain", "x")
    with pytest.raises(FetchRefused):
        Client(frozenset({f"127.0.0.1:{site.port + 1}"}), QUICK).get(site.at("/a"))
    with pytest.raises(FetchRefused):
        Client(frozenset({f"localhost:{site.port}"}), QUICK).get(site.at("/a"))
    assert Client(frozenset({f"localhost:{site.port}"}), QUICK).get(f"http://LOCALHOST:{site.port}/a").body == b"x"


def test_a_public_name_that_resolves_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", site.port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchRefused):
        client(site).get("http://news.example/a")
    assert not site.asked


def test_a_redirect_into_the_private_network_is_refused() -> None:
    with hosted() as inner, hosted() as outer:
        inner.pages["/secret"] = ("text/plain", "secret")
        outer.pages["/a"] = redirect(inner.at("/secret"))
        outer.pages["/b"] = redirect("file:///etc/passwd")
        with pytest.raises(FetchRefused) as refused:
            client(outer).get(outer.at("/a"))
        assert refused.value.code == "private_address"
        with pytest.raises(FetchRefused) as refused:
            client(outer).get(outer.at("/b"))
        assert refused.value.code == "bad_scheme"
        assert not inner.asked


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "file:///etc/passwd", "gopher://a.example", "javascript:alert(1)", "a.example/x", ""]
)
def test_only_the_web_is_fetched(address: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        Client().get(address)
    assert refused.value.code == "bad_scheme"


def test_addresses_with_a_password_are_refused_without_repeating_it() -> None:
    with pytest.raises(FetchRefused) as refused:
        Client().get("http://me:hunter2@a.example/feed")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("127.0.0.2", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_what_counts_as_public(address: str, public: bool) -> None:
    assert is_public(address) is public


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody vouches for, with its key in the same file."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl: TLS was NOT tested")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(file), "-out", str(file.with_suffix(".crt"))]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + file.with_suffix(".crt").read_text())
    return file


@pytest.fixture
def secure(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with hosted({"/a": ("text/plain", "secret")}, tls=context) as site:
        yield site


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site) -> None:
    with pytest.raises(FetchFailed, match="certificate") as failed:
        Client(frozenset({f"localhost:{secure.port}"}), QUICK).get(f"https://localhost:{secure.port}/a")
    assert failed.value.code == "unreachable"
    assert not secure.asked


def test_an_operators_own_authority_is_trusted_for_its_names(secure: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    http.certificates.cache_clear()
    try:
        allowed = frozenset({f"localhost:{secure.port}", f"127.0.0.1:{secure.port}"})
        assert Client(allowed, QUICK).get(f"https://localhost:{secure.port}/a").body == b"secret"
        with pytest.raises(FetchFailed, match="certificate"):
            Client(allowed, QUICK).get(f"https://127.0.0.1:{secure.port}/a")
    finally:
        http.certificates.cache_clear()
