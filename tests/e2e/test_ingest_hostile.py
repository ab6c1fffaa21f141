"""The nightly run on feeds and pages that are broken or mean harm: each is an event, and none stops another."""

from __future__ import annotations

import gzip
import threading
from typing import Any

import pytest
from hosting import Site, cut, redirect, rss, rss_item, status, story, trickle
from nightly import OTHER, events, full_text_feed, run, text_of

from graph.home import Home
from ingest import pages


def hostile_feeds(site: Site) -> dict[str, str]:
    """Paths of bad feeds, and the code that each should leave."""
    site.pages |= {
        "/html": ("text/html", "<!doctype html><html><body><p>Sorry</p></body></html>"),
        "/empty": ("application/rss+xml", ""),
        "/500": status(500),
        "/loop": redirect("/loop"),
        "/big": lambda handler: handler.answer(200, b"", {"Content-Length": "50000000"}),
        "/endless": trickle(b"HTTP/1.1 200 OK\r\n\r\n<rss><channel>", b"<item></item>" * 4000, 0.001),
        "/trickle": trickle(b"HTTP/1.1 200 OK\r\n\r\n<rss>", b" "),
        "/bomb": ("application/rss+xml", '<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel><item>&a;</item></channel></rss>'),
        "/gzip": lambda handler: handler.answer(200, gzip.compress(b" " * 30_000_000), {"Content-Encoding": "gzip"}),
        "/file": redirect("file:///etc/passwd"),
        "/inside": redirect("http://127.0.0.1:9/"),
        "/utf7": ("application/rss+xml; charset=utf-7", '<rss version="2.0"><channel/></rss>'),
    }
    return {
        "/html": "html",
        "/empty": "empty",
        "/404": "http_status",
        "/500": "http_status",
        "/loop": "too_many_redirects",
        "/big": "too_big",
        "/endless": "too_big",
        "/trickle": "timeout",
        "/bomb": "entities",
        "/gzip": "too_big",
        "/file": "bad_scheme",
        "/inside": "private_address",
        "/utf7": "encoding",
    }


def test_bad_feeds_are_events_and_stop_no_other(home: Home, site: Site) -> None:
    expected = hostile_feeds(site)
    report = run(home, *map(site.at, expected), site.at("/feed"))
    polls = {event.data["feed"]: event.data for event in events(home, "feed.polled")}
    assert list(polls) == [*map(site.at, expected), site.at("/feed")]
    assert {path: polls[site.at(path)]["error"]["code"] for path in expected} == expected
    assert {polls[site.at(path)]["status"] for path in expected} == {"failed"}
    assert report.status == "partial"
    assert (report.counts["failed_feeds"], report.counts["captured"]) == (len(expected), 2)
    assert len(report.problems) == len(expected)
    assert all(any(site.at(path) in problem for problem in report.problems) for path in expected)
    assert any("DEALGRAPH_ALLOW_PRIVATE_HOSTS=127.0.0.1:9" in problem for problem in report.problems)


def test_feeds_that_can_be_salvaged_are(home: Home, site: Site) -> None:
    whole = rss(rss_item("/a"), rss_item("/b"))[1]
    site.pages["/cut"] = cut("application/rss+xml", whole[: whole.rindex("<pubDate")].encode())
    site.pages["/short"] = ("application/rss+xml", whole[: whole.rindex("<pubDate")])
    site.pages["/latin"] = ("application/rss+xml", rss(rss_item("/b", title="Café"))[1].encode("cp1252"))
    report = run(home, site.at("/cut"), site.at("/short"), site.at("/latin"))
    polls = [event.data for event in events(home, "feed.polled")]
    assert [(poll["status"], poll["items"]) for poll in polls] == [("ok", 1), ("ok", 1), ("ok", 1)]
    assert [poll["error"]["code"] if poll["error"] else None for poll in polls] == ["truncated", "truncated", None]
    assert [event.data["title"] for event in events(home, "item.seen")] == ["A title", "A title", "Café"]
    assert (report.status, report.counts["captured"]) == ("partial", 2)


def test_bad_pages_are_events_and_stop_no_other(home: Home, site: Site) -> None:
    reasons = {
        "/gone": ("http_status", 404),
        "/500": ("http_status", 500),
        "/loop": ("too_many_redirects", None),
        "/inside": ("private_address", None),
        "/trickle": ("timeout", None),
        "/bomb": ("too_big", 200),
        "/pdf": ("not_text", None),
        "/script": ("no_text", None),
        "/cut": ("broken", 200),
    }
    site.pages |= {
        "/500": status(500),
        "/loop": redirect("/loop"),
        "/inside": redirect("http://127.0.0.1:9/"),
        "/trickle": trickle(b"HTTP/1.1 200 OK\r\n\r\n<html>", b"<p>"),
        "/bomb": lambda handler: handler.answer(200, gzip.compress(b" " * 30_000_000), {"Content-Encoding": "gzip"}),
        "/pdf": ("application/pdf", "%PDF-1.7"),
        "/script": ("text/html", "<html><body><div id=app></div><script>draw()</script></body></html>"),
        "/cut": cut("text/html", story("A deal")[1].encode()),
        "/undated": story("Some day", *OTHER, published=None),
    }
    site.pages["/feed"] = rss(*(rss_item(path) for path in reasons), rss_item("/undated", date=""), rss_item("/a"))
    report = run(home, site.at("/feed"))
    failed = {event.data["url"]: event.data for event in events(home, "article.fetch_failed")}
    assert {path: (failed[site.at(path)]["reason"], failed[site.at(path)]["http_status"]) for path in reasons} == reasons
    undated, deal = events(home, "article.captured")
    assert (undated.data["published_at"], undated.data["published_from"]) == (None, "unknown")
    assert deal.data["url"] == site.at("/a")
    assert (report.status, report.counts["failed_articles"]) == ("partial", len(reasons))


def test_pages_are_fetched_side_by_side_and_read_in_one_thread(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # trees of libxml2 that are made in several threads corrupt each other, which no test could show each time
    meeting, readers, read = threading.Barrier(4, timeout=20), set(), pages.read

    def together(handler: Any) -> None:
        meeting.wait()
        handler.answer(200, story("A deal")[1].encode(), {"Content-Type": "text/html"})

    def noting(*args: Any, **more: Any) -> pages.Page:
        readers.add(threading.get_ident())
        return read(*args, **more)

    monkeypatch.setattr(pages, "read", noting)
    paths = [f"/together/{n}" for n in range(4)]
    site.pages |= dict.fromkeys(paths, together) | {"/feed": rss(*map(rss_item, paths))}
    assert run(home, site.at("/feed")).counts["captured"] == 4
    assert readers == {threading.get_ident()}


def test_a_dead_page_does_not_make_the_log_grow(home: Home, site: Site) -> None:
    site.pages["/a"] = status(503)
    for _ in range(4):
        run(home, site.at("/feed"))
    assert len(events(home, "article.fetch_failed")) == 1
    del site.pages["/a"]
    run(home, site.at("/feed"))
    assert [event.data["http_status"] for event in events(home, "article.fetch_failed")] == [503, 404]
    site.pages["/a"] = story("A deal")
    assert run(home, site.at("/feed")).status == "ok"
    assert [event.data["url"] for event in events(home, "article.captured")] == [site.at("/b"), site.at("/a")]


def test_the_feeds_own_text_counts_only_while_the_page_cannot_be_had(home: Home, site: Site) -> None:
    site.pages["/feed"] = full_text_feed(*OTHER)
    site.pages["/a"] = status(503)
    run(home, site.at("/feed"))
    by_url = {event.data["url"]: event for event in events(home, "article.captured")}
    stand_in = by_url[site.at("/a")]
    assert (stand_in.data["via"], stand_in.data["title"], stand_in.data["published_from"]) == ("feed", "Feed says A", "feed")
    assert text_of(home, stand_in) == "\n\n".join(OTHER)
    assert by_url[site.at("/b")].data["via"] == "page"
    site.pages["/a"] = story("A deal")
    run(home, site.at("/feed"))
    (revised,) = events(home, "article.revised")
    assert (revised.data["via"], revised.data["title"]) == ("page", "A deal")
    site.pages["/a"] = status(503)
    run(home, site.at("/feed"), recheck="all")
    assert len(events(home, "article.revised")) == 1
