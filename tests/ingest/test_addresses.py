"""What makes two addresses the same page."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.addresses import normalise
from ingest.errors import FetchRefused

HOSTS = st.sampled_from(["example.org", "News.Example.ORG", "bücher.example", "127.0.0.1", "[::1]", "xn--bcher-kva.example"])
PATHS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="?#\\"), max_size=8), max_size=4).map("/".join)
QUERIES = st.lists(
    st.tuples(st.sampled_from(["id", "page", "utm_source", "UTM_Medium", "fbclid", "q"]), st.text("abc 1é%&=", max_size=5)), max_size=4
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    scheme = draw(st.sampled_from(["http", "https", "HTTP"]))
    port = draw(st.sampled_from(["", ":80", ":443", ":8080"]))
    query = "&".join(f"{k}={v}" for k, v in draw(QUERIES))
    fragment = draw(st.sampled_from(["", "#top", "#a/b?c"]))
    return f"{scheme}://{draw(HOSTS)}{port}/{draw(PATHS)}{'?' + query if query else ''}{fragment}"


@given(addresses())
@example("http://example.org//a")
@example("http://example.org/a/../b/./c")
@example("http://example.org/%zz?%")
def test_normalising_twice_changes_nothing(address: str) -> None:
    try:
        once = normalise(address)
    except FetchRefused:
        return
    assert normalise(once) == once
    parts = urlsplit(once)
    assert once.isascii()
    assert not parts.fragment
    assert "utm_" not in parts.query.lower()
    assert parts.path.startswith("/")


@given(addresses(), st.sampled_from(["#x", "#"]))
def test_a_fragment_makes_no_difference(address: str, fragment: str) -> None:
    bare = address.partition("#")[0]
    try:
        expected = normalise(bare)
    except FetchRefused:
        return
    assert normalise(bare + fragment) == expected


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:80/a", "https://example.org:80/a"),
        ("http://example.org/a?utm_source=x&id=7&UTM_campaign=y#top", "http://example.org/a?id=7"),
        ("http://example.org/a?id=7&fbclid=abc", "http://example.org/a?id=7"),
        ("http://example.org/a?", "http://example.org/a"),
        ("http://example.org/a?b=&c", "http://example.org/a?b=&c"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("http://example.org/a%20b", "http://example.org/a%20b"),
        ("http://example.org/x/../a", "http://example.org/a"),
        ("  http://example.org/a\n", "http://example.org/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_one_spelling(address: str, same: str) -> None:
    assert normalise(address) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://example.org/a"),
        ("http://example.org/a", "http://example.org/a/"),
        ("http://example.org/a", "http://example.org/A"),
        ("http://example.org/?a=1&b=2", "http://example.org/?b=2&a=1"),
        ("http://example.org/", "http://www.example.org/"),
        ("http://example.org/a?page=1", "http://example.org/a?page=2"),
    ],
)
def test_what_a_server_may_tell_apart_stays_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "address", ["http://", "http:///a", "http://a b/", "http://-a.example/", "http://exa mple/", "http://a:b/", "http://a:99999/"]
)
def test_what_has_no_host_is_refused(address: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        normalise(address)
    assert refused.value.code == "bad_address"
