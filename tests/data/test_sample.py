"""The bundled sample is consistent: manifest, pages, feeds and the server that stands in for the outlets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

import feedparser
import httpx
import pytest
import trafilatura

from ui.sample import SamplePage, SampleServer, load_sample, sample_file

PAGES = load_sample().pages
FEEDS = load_sample().feeds
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)


def text_of(path: str) -> str:
    """The article's text as the nightly run would see it."""
    found = trafilatura.extract(sample_file(path).read_text(encoding="utf-8"), include_comments=False)
    assert found, f"{path} has no text"
    return found


def shingles(path: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text_of(path).lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def likeness(one: str, other: str) -> float:
    """Jaccard similarity of five-word shingles."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


class _Links(HTMLParser):
    """Collects what a browser would load by itself, and the links in the head."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.canonical: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"img", "iframe", "embed", "object", "video", "audio", "source", "input"}:
            self.loaded += [given[name] for name in ("src", "srcset", "data") if name in given]
        if tag == "script" and "src" in given:
            self.loaded.append(given["src"])
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "preload", "preconnect"}:
            self.loaded.append(given["href"])
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical.append(given["href"])


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer(port=0).start() as running:
        yield running


def test_it_has_enough_of_everything() -> None:
    roles = Counter(page.role for page in PAGES)
    assert len(PAGES) >= 18
    assert roles["primary"] >= 10
    assert roles["syndicated"] >= 2
    assert min(roles[role] for role in ("rumour", "denial", "opinion", "correction", "no_deal")) >= 1
    assert {feed.kind for feed in FEEDS} == {"rss", "atom", "content"}
    assert len({page.outlet for page in PAGES}) >= 5
    assert (PAGES[0].published.year, PAGES[-1].published.year) == (2019, 2026)


def test_no_file_lies_about_unused() -> None:
    named = {page.path for page in PAGES} | {page.second.path for page in PAGES if page.second} | {feed.path for feed in FEEDS}
    lying = {
        f"{folder}/{sub.name}/{file.name}" if sub.is_dir() else f"{folder}/{sub.name}"
        for folder in ("pages", "feeds")
        for sub in sample_file(folder).iterdir()
        for file in (sub.iterdir() if sub.is_dir() else [sub])
    }
    assert lying == named


@each_page
def test_page_and_manifest_agree(page: SamplePage) -> None:
    html = sample_file(page.path).read_text(encoding="utf-8")
    found = trafilatura.extract_metadata(html)
    assert found.title == page.title
    assert found.date == page.published.date().isoformat()
    assert f'datetime="{page.published.isoformat()}"' in html
    links = _Links()
    links.feed(html)
    assert links.canonical == [page.canonical]
    assert urlsplit(page.canonical).hostname is not None
    assert str(urlsplit(page.canonical).hostname).endswith(".example")


@each_page
def test_times_carry_the_pages_own_zone(page: SamplePage) -> None:
    assert page.published.tzinfo is not None
    assert page.modified >= page.published
    assert page.modified.utcoffset() == page.published.utcoffset()


@each_page
def test_page_loads_nothing_from_elsewhere(page: SamplePage) -> None:
    html = sample_file(page.path).read_text(encoding="utf-8")
    links = _Links()
    links.feed(html)
    assert links.loaded == []
    assert not re.search(r"url\(|@import|<base\b", html)
    assert all(
        str(urlsplit(address).hostname).endswith((".example", "schema.org", "w3.org", "ogp.me"))
        for address in re.findall(r'https?://[^"\s<]+', html)
    )
    assert "Sample page of the dealgraph project" in html


@each_page
def test_page_has_the_length_of_a_news_story_and_no_furniture(page: SamplePage) -> None:
    text = text_of(page.path)
    assert 140 <= len(text.split()) <= 450
    for furniture in ("cookie", "privacy", "Most read", "Most viewed", "Read next", "Trending", "Sample page"):
        assert furniture not in text


def test_near_copies_are_near_and_others_are_not() -> None:
    copies = [page for page in PAGES if page.copy_of]
    by_path = {page.path: page for page in PAGES}
    for page in copies:
        assert page.copy_of is not None
        assert likeness(page.path, page.copy_of) >= 0.6
        assert by_path[page.copy_of].published < page.published
    originals = [page.path for page in PAGES if not page.copy_of]
    assert max(likeness(a, b) for i, a in enumerate(originals) for b in originals[i + 1 :]) < 0.1
    titles = {page.path: page.title for page in PAGES}
    assert any(page.title != titles[str(page.copy_of)] for page in copies), "one copy has a new headline"
    assert any(len(text_of(page.path)) < 0.85 * len(text_of(str(page.copy_of))) for page in copies), "one copy is cut"


def test_the_correction_is_silent() -> None:
    corrected = [page for page in PAGES if page.second]
    assert [page.role for page in corrected] == ["correction"]
    for page in corrected:
        assert page.second is not None
        first, second = (sample_file(path).read_text(encoding="utf-8") for path in (page.path, page.second.path))
        visible = f'<time datetime="{page.published.isoformat()}">'
        assert visible in first
        assert visible in second
        assert f'"dateModified": "{page.second.modified.isoformat()}"' in second
        assert page.second.modified > page.modified
        changed = [line for line in second.splitlines() if line not in first.splitlines() and "dateModified" not in line]
        assert len(changed) == 1
        assert not re.search(r"correct|update|earlier version", changed[0], re.IGNORECASE)


def test_every_feed_parses_and_every_entry_resolves_to_its_page(server: SampleServer) -> None:
    listed = Counter[str]()
    by_path = {page.path: page for page in PAGES}
    with httpx.Client() as client:
        for feed, address in zip(FEEDS, server.feeds, strict=True):
            answer = client.get(address)
            parsed = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
            assert not parsed.bozo, parsed.get("bozo_exception")
            assert parsed.feed.title == feed.title
            assert parsed.version == ("atom10" if feed.kind == "atom" else "rss20")
            for entry in parsed.entries:
                assert client.get(entry.link).status_code == 200
                page = by_path[entry.link.removeprefix(server.origin + "/")]
                given = entry.published
                stamp = datetime.fromisoformat(given) if feed.kind == "atom" else parsedate_to_datetime(given)
                assert (entry.title, stamp, stamp.utcoffset()) == (page.title, page.published, page.published.utcoffset())
                assert ("content" in entry) == (feed.kind == "content")
                assert entry.summary
                listed[page.path] += 1
    assert set(listed) == set(by_path)
    assert max(listed.values()) == 2, "one page stands in two feeds"


def test_the_list_of_feeds_names_them_all() -> None:
    opml = sample_file("feeds.opml").read_text(encoding="utf-8")
    assert re.findall(r'xmlUrl="([^"]+)"', opml) == [f"{load_sample().origin}/{feed.path}" for feed in FEEDS]


def test_the_server_answers_conditional_requests_and_nothing_else(server: SampleServer) -> None:
    page = PAGES[0].path
    with httpx.Client(base_url=server.origin) as client:
        first = client.get(page)
        assert first.status_code == 200
        assert client.get(page, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        assert client.get(page, headers={"If-Modified-Since": first.headers["last-modified"]}).status_code == 304
        assert (
            client.get(page, headers={"If-None-Match": '"other"', "If-Modified-Since": first.headers["last-modified"]}).status_code == 200
        )
        assert client.head(page).content == b""
        for path in ("", "sample.toml", "feeds.opml", "../fields.toml", "pages/", "pages/../sample.toml"):
            assert client.get(f"{server.origin}/{path}").status_code == 404


def test_the_second_version_takes_the_firsts_place() -> None:
    (page,) = (page for page in PAGES if page.second)
    other = PAGES[0].path
    with SampleServer(port=0).start() as server, httpx.Client(base_url=server.origin) as client:
        first, first_other = client.get(page.path), client.get(other)
        feeds = [client.get(address).headers["etag"] for address in server.feeds]
        server.version = 2
        second = client.get(page.path, headers={"If-None-Match": first.headers["etag"]})
        assert second.status_code == 200
        assert second.text != first.text
        assert parsedate_to_datetime(second.headers["last-modified"]) > parsedate_to_datetime(first.headers["last-modified"])
        assert client.get(other, headers={"If-None-Match": first_other.headers["etag"]}).status_code == 304
        assert [client.get(address).headers["etag"] for address in server.feeds] == feeds, "no feed tells of the correction"
