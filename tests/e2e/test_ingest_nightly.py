"""The nightly run over real sockets: what it takes in, what it leaves alone, and what it survives."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from hosting import STORY, Handler, Site, home_for, hosted, rss, rss_item, story
from nightly import OTHER, events, full_text_feed, run, text_of, types

import nlp
from graph.blobs import BlobStore
from graph.errors import AlreadyRunning, BadInput
from graph.events import NewEvent, article_id, feed_stream
from graph.home import Home
from graph.log import EventLog
from ingest import ingest


def test_a_first_run_tells_one_fact_an_event(home: Home, site: Site) -> None:
    said: list[str] = []
    report = run(home, site.at("/feed"), progress=said.append)
    told = events(home)
    assert types(told) == [
        "run.started",
        "item.seen",
        "item.seen",
        "feed.polled",
        "article.captured",
        "article.captured",
        "claims.extracted",
        "claims.extracted",
        "run.finished",
    ]
    assert {event.correlation_id for event in told} == {report.run}
    first = told[4].data
    assert first == {
        "article": article_id(site.at("/a")),
        "url": site.at("/a"),
        "canonical_url": None,
        "title": "A deal",
        "source": "The Daily Test",
        "genre": None,
        "published_at": "2025-11-03T14:00:00-05:00",
        "published_from": "meta",
        "modified_at": None,
        "language": "en",
        "text": first["text"],
        "raw": first["raw"],
        "via": "page",
    }
    assert text_of(home, told[4]) == "\n\n".join(STORY)
    body = story("A deal")[1]
    assert BlobStore(home.blobs_dir).get(first["raw"]) == body.encode()
    claims = told[6].data["claims"]
    assert told[6].data["extractor"] == nlp.EXTRACTOR
    assert claims
    text = "\n\n".join(STORY)
    assert all(text[claim["char_start"] : claim["char_end"]] == claim["quote"] for claim in claims)
    assert report.status == "ok"
    assert dict(report.counts) == {
        "polled": 1,
        "failed_feeds": 0,
        "new_items": 2,
        "captured": 2,
        "revised": 0,
        "failed_articles": 0,
        "claims": report.counts["claims"],
    }
    assert told[-1].data == {"kind": "ingest", "status": "ok", "counts": dict(report.counts)}
    assert said


def test_a_graph_server_that_is_down_costs_no_event(home: Home, site: Site) -> None:
    report = run(home, site.at("/feed"))
    assert report.graph_error
    assert report.status == "ok"
    assert types(events(home))[-1] == "run.finished"


def test_run_again_it_appends_its_polls_and_itself(home: Home, site: Site) -> None:
    run(home, site.at("/feed"))
    before = len(events(home))
    asked = len(site.asked)
    for recheck in ("due", "none", "all"):
        run(home, site.at("/feed"), recheck=recheck)
    assert types(events(home)[before:]) == ["run.started", "feed.polled", "run.finished"] * 3
    pages = [path for path, _ in site.asked[asked:] if path != "/feed"]
    assert sorted(pages) == ["/a", "/b"]  # the last run's


def test_validators_go_back_to_the_server(home: Home, site: Site) -> None:
    def feed(handler: Handler) -> None:
        known = handler.headers["If-None-Match"] == '"v1"'
        handler.answer(304 if known else 200, b"" if known else rss(rss_item("/a"))[1].encode(), {"ETag": '"v1"'})

    site.pages["/feed"] = feed
    run(home, site.at("/feed"))
    run(home, site.at("/feed"))
    run(home, site.at("/feed"))
    assert [event.data["status"] for event in events(home, "feed.polled")] == ["ok", "unchanged", "unchanged"]


def test_one_link_is_one_article_however_often_it_is_listed(home: Home, site: Site) -> None:
    site.pages["/feed"] = rss(rss_item("/a?utm_source=x"), rss_item("/a#top", title="UPDATE"), rss_item("/a", more="<guid>other</guid>"))
    site.pages["/feed2"] = rss(rss_item(site.at("/a")))
    run(home, site.at("/feed"), site.at("/feed2"))
    run(home, site.at("/feed"), site.at("/feed2"))
    assert types(events(home)).count("article.captured") == 1
    assert site.times("/a") == 1


def test_two_runs_at_once(home: Home, site: Site) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow(handler: Handler) -> None:
        entered.set()
        leave.wait(20)
        handler.answer(200, story("A deal")[1].encode(), {"Content-Type": "text/html"})

    site.pages["/a"] = slow
    first = threading.Thread(target=run, args=(home, site.at("/feed")))
    first.start()
    assert entered.wait(20)
    begun = time.monotonic()
    with pytest.raises(AlreadyRunning):
        run(home, site.at("/feed"))
    assert time.monotonic() - begun < 3
    leave.set()
    first.join()
    assert Counter(types(events(home)))["run.started"] == 1
    assert run(home, site.at("/feed")).status == "ok"


def test_a_changed_text_is_a_revision_and_a_changed_menu_is_nothing(home: Home, site: Site) -> None:
    run(home, site.at("/feed"))
    kind, body = story("A deal")
    site.pages["/a"] = (kind, body.replace('<a href="/news">News</a>', '<a href="/new">New today</a><a href="/x">Twelve</a>'))
    run(home, site.at("/feed"), recheck="all")
    assert not events(home, "article.revised")
    site.pages["/a"] = story("A deal", STORY[0].replace("exclusive", "non-exclusive"), STORY[1], modified="2025-11-05T10:00:00-05:00")
    report = run(home, site.at("/feed"), recheck="all")
    (revised,) = events(home, "article.revised")
    (captured, _) = events(home, "article.captured")
    assert revised.data["previous"] == captured.data["text"]
    assert revised.data["modified_at"] == "2025-11-05T10:00:00-05:00"
    assert "non-exclusive" in text_of(home, revised)
    assert report.counts["revised"] == 1
    read = [event.data["text"] for event in events(home, "claims.extracted")]
    assert read[-1] == revised.data["text"]
    before = len(events(home))
    run(home, site.at("/feed"), recheck="all")
    assert len(events(home)) == before + 3


def test_a_text_that_comes_back_is_a_revision_too_and_is_not_read_again(home: Home, site: Site) -> None:
    first = site.pages["/a"]
    run(home, site.at("/feed"))
    site.pages["/a"] = story("A deal", *OTHER)
    run(home, site.at("/feed"), recheck="all")
    site.pages["/a"] = first
    run(home, site.at("/feed"), recheck="all")
    assert len(events(home, "article.revised")) == 2
    assert len(events(home, "claims.extracted")) == 3


def test_what_a_run_that_died_had_only_seen_is_fetched_by_the_next(home: Home, site: Site) -> None:
    """The feed has not changed since, and its page is gone: the feed is read again for the text that it brought."""
    kind, body = full_text_feed(*OTHER)

    def feed(handler: Handler) -> None:
        known = handler.headers["If-None-Match"] == '"v1"'
        handler.answer(304 if known else 200, b"" if known else body.encode(), {"ETag": '"v1"', "Content-Type": kind})

    site.pages["/feed"] = feed
    del site.pages["/a"]
    address = site.at("/feed")
    item = {"feed": address, "item": site.at("/a"), "url": site.at("/a"), "title": "Feed says A", "published_at": None}
    polled = {"feed": address, "status": "ok", "http_status": 200, "etag": '"v1"', "last_modified": None, "items": 1, "new": 1}
    log = EventLog.open(home.create().log_url)
    log.append(
        [NewEvent("item.seen", feed_stream(address), item), NewEvent("feed.polled", feed_stream(address), {**polled, "error": None})],
        run="dead",
    )
    log.close()
    run(home, address)
    assert {event.data["url"]: event.data["via"] for event in events(home, "article.captured")} == {
        site.at("/a"): "feed",
        site.at("/b"): "page",
    }
    assert len(events(home, "item.seen")) == 2


def test_the_order_of_events_does_not_depend_on_who_answers_first(tmp_path: Path) -> None:
    orders: list[list[str]] = []
    for delays in ([0.3, 0, 0.1, 0, 0.2, 0], [0, 0.2, 0, 0.3, 0, 0.1]):
        with hosted() as site:
            site.pages["/feed"] = rss(*(rss_item(f"/{n}") for n in range(6)))
            for n, delay in enumerate(delays):

                def page(handler: Handler, n: int = n, delay: float = delay) -> None:
                    time.sleep(delay)
                    handler.answer(200, story(f"Title {n}", *OTHER)[1].encode(), {"Content-Type": "text/html"})

                site.pages[f"/{n}"] = page
            home = home_for(tmp_path / str(len(orders)), site)
            run(home, site.at("/feed"))
            orders.append([event.data["title"] for event in events(home, "article.captured")])
    assert orders[0] == orders[1] == [f"Title {n}" for n in range(6)]


def test_lists_of_feeds(home: Home, site: Site, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no feeds"):
        ingest([], home=home)
    with pytest.raises(BadInput, match="cannot be read"):
        ingest([str(tmp_path / "none.opml")], home=home)
    with pytest.raises(BadInput):
        ingest(["http://"], home=home)
    assert not home.folder.exists()
    home.create()
    (home.folder / "feeds.opml").write_text(f'<opml version="2.0"><body><outline xmlUrl="{site.at("/feed")}"/></body></opml>')
    assert ingest([], home=home).counts["captured"] == 2
    assert ingest([str(home.folder / "feeds.opml"), site.at("/feed")], home=home).counts["polled"] == 1


@pytest.mark.parametrize("saga", ["anthropic", "canal"])
def test_a_saga(saga: str, shared: Path, tmp_path: Path) -> None:
    folder = shared / "sagas" / saga
    listed = {entry["id"]: entry for entry in json.loads((folder / "articles.json").read_text(encoding="utf-8"))["articles"]}
    with hosted() as site:

        def put(name: str, body: bytes) -> str:
            kind = "text/html" if name.endswith("html") else "application/xml"
            site.pages[f"/{name}"] = (kind, body.replace(b"127.0.0.1:8798", site.host.encode()))
            return site.at(f"/{name}")

        for number in listed:
            put(f"{saga}/articles/{number}.html", (folder / "articles" / f"{number}.html").read_bytes())
        feeds = [put(f"{saga}/feeds/{path.name}", path.read_bytes()) for path in sorted(folder.glob("feeds/*.xml"))]
        home = home_for(tmp_path / "home", site)
        report = run(home, *feeds)
        assert (report.status, report.counts["captured"]) == ("ok", len(listed))
        ids = {number: article_id(site.at(f"/{saga}/articles/{number}.html")) for number in listed}
        captured = {event.data["article"]: event.data for event in events(home, "article.captured")}
        for number, entry in listed.items():
            data = captured[ids[number]]
            assert (data["via"], data["published_at"], data["source"]) == ("page", entry["published"], entry["outlet"])
        copies = {frozenset((ids[n], ids[e["syndicated_from"]])) for n, e in listed.items() if e.get("syndicated_from")}
        links = [frozenset((event.data["article"], event.data["other"])) for event in events(home, "story.linked")]
        assert set(links) == copies
        assert len(links) == len(copies)

        second = {number: entry for number, entry in listed.items() if "v2" in entry}
        for number in second:
            put(f"{saga}/articles/{number}.html", (folder / "articles" / f"{number}.v2.html").read_bytes())
        report = run(home, *feeds, recheck="all")
        assert (report.counts["captured"], report.counts["revised"]) == (0, len(second))
        revised = {event.data["article"]: event.data["modified_at"] for event in events(home, "article.revised")}
        assert revised == {ids[number]: entry["v2"]["modified"] for number, entry in second.items()}
