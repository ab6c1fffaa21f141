"""The nightly run over real sockets: what it takes in, what it leaves alone, and what it survives."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hosting import STORY, Handler, Site, cut, home_for, hosted, redirect, rss, rss_item, status, story, trickle

import nlp
from graph import identity
from graph.blobs import BlobStore
from graph.claims import Mode, RightClaim
from graph.errors import AlreadyRunning, BadInput
from graph.events import Event, NewEvent, article_id, feed_stream
from graph.home import Home
from graph.log import EventLog
from ingest import RunReport, _reading, ingest, reextract
from ingest.http import Client, Limits

QUICK = Limits(max_bytes=1_000_000, seconds=1.5, redirects=3)
OTHER = (
    "Tolvane Freight has withdrawn its bid for the harbour at Quessant, its chairman told shareholders at a meeting on Thursday evening.",
    "The harbour board regretted the decision and said that talks with two other bidders, whom it did not name, would go on until June.",
)


@pytest.fixture
def site() -> Iterator[Site]:
    with hosted() as site:
        site.pages["/feed"] = rss(rss_item("/a", title="Feed says A"), rss_item("/b", title="Feed says B"))
        site.pages["/a"] = story("A deal")
        site.pages["/b"] = story("A harbour", *OTHER)
        yield site


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Home:
    return home_for(tmp_path / "home", site)


def run(home: Home, *addresses: str, **more: Any) -> RunReport:
    return ingest(addresses, home=home, client=Client(home.private_hosts, QUICK), **more)


def events(home: Home, *types: str) -> list[Event]:
    log = EventLog.open(home.log_url)
    try:
        return list(log.read(types=types))
    finally:
        log.close()


def types(found: Sequence[Event]) -> list[str]:
    return [event.type for event in found]


def text_of(home: Home, event: Event) -> str:
    return BlobStore(home.blobs_dir).get_text(event.data["text"])


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


# Pages that change


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


# Feeds and pages that fail


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


def full_text_feed(*paragraphs: str) -> tuple[str, str]:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    more = f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    kind, body = rss(rss_item("/a", title="Feed says A", more=more), rss_item("/b"))
    return kind, body.replace('"2.0"', '"2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"', 1)


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


# Claims and stories


def test_a_better_extractor_waits_to_be_asked(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    run(home, site.at("/feed"))
    site.pages["/a"] = story("A deal", *OTHER[::-1])
    run(home, site.at("/feed"), recheck="all")
    monkeypatch.setattr(nlp, "EXTRACTOR", "rules/next")
    before = len(events(home))
    report = run(home, site.at("/feed"))
    assert len(events(home)) == before + 3
    assert report.notes == ("3 texts were read by another extractor than rules/next: dealgraph reextract shows what it would change",)

    shown = reextract(home)
    assert sum(shown.former.values()) == 3
    assert (shown.report, shown.changes) == (None, ())
    assert len(events(home)) == before + 3

    adopted = reextract(home, adopt=True)
    assert adopted.report is not None
    assert adopted.report.status == "ok"
    read = [event.data for event in events(home, "claims.extracted")]
    assert Counter(data["extractor"] for data in read)["rules/next"] == 3
    assert len({(data["text"], data["extractor"]) for data in read}) == 6
    assert (reextract(home, adopt=True).former, run(home, site.at("/feed")).notes) == ({}, ())


def test_what_a_better_extractor_reads_moves_what_is_believed(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    run(home, site.at("/feed"))
    genuine = nlp.extract

    def preferring(passages: Sequence[nlp.Passage], processes: int = 1) -> Iterator[nlp.Extraction]:
        for found in genuine(passages, processes):
            claims = [replace(c, mode=Mode.PREFERRED) if isinstance(c, RightClaim) else c for c in found.claims]
            yield replace(found, claims=tuple(claims))

    monkeypatch.setattr(nlp, "EXTRACTOR", "rules/next")
    monkeypatch.setattr(_reading, "extract", preferring)
    changes = reextract(home).changes
    assert {c.change.change for c in changes} == {"added", "dropped"}
    assert all(statement.claim.quote for c in changes for statement in c.told.values())
    assert {s.extractor for c in changes if c.change.after for s in c.told.values()} == {"rules/next"}


def test_a_text_that_breaks_the_extractor_leaves_the_others_alone(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(passages: Sequence[nlp.Passage], processes: int = 1) -> Iterator[nlp.Extraction]:
        for passage in passages:
            if passage.title == "A deal":
                raise IndexError("list index out of range")
            yield from nlp.extract([passage], processes)

    with monkeypatch.context() as patch:
        patch.setattr(_reading, "extract", fragile)
        report = run(home, site.at("/feed"))
    assert [event.data["article"] for event in events(home, "claims.extracted")] == [article_id(site.at("/b"))]
    assert report.status == "partial"
    assert any("/a" in problem and "IndexError" in problem for problem in report.problems)
    assert run(home, site.at("/feed")).status == "ok"
    assert len(events(home, "claims.extracted")) == 2


def test_near_copies_of_nearby_days_are_linked_once(home: Home, site: Site) -> None:
    site.pages |= {
        "/copy": story("The same deal", "OSLO (Wire) - " + STORY[0], STORY[1], published="2025-11-04T09:00:00+01:00"),
        "/late": story("Years after", *STORY, published="2026-10-01T09:00:00+01:00"),
    }
    site.pages["/feed"] = rss(*(rss_item(path, date="") for path in ("/late", "/copy", "/b", "/a")))
    for _ in range(2):
        run(home, site.at("/feed"), recheck="all")
    (link,) = events(home, "story.linked")
    assert {link.data["article"], link.data["other"]} == {article_id(site.at("/a")), article_id(site.at("/copy"))}
    assert link.stream == f"article/{link.data['article']}"
    assert link.data["similarity"] > 0.5


def test_a_run_makes_claims_ready_for_searching_and_does_without_the_model(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> NoReturn:
        raise FileNotFoundError("model.safetensors")

    with monkeypatch.context() as patch:
        patch.setattr("nlp._minilm.load", missing)
        first = run(home, site.at("/feed"))
    assert first.status == "ok"
    assert "cannot be loaded" in str(first.search_error)
    assert run(home, site.at("/feed")).search_error is None
    assert nlp.ClaimIndex(home.search_file).find("who may sell the machines").problem is None


def test_names_are_judged_even_after_a_run_that_died_before_it_could(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/b"] = story(
        "Short", "Norvane has granted Aldermoor Logistics the exclusive right to distribute its sorting arms in Norway."
    )

    def dies(_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(identity, "judgements", dies)
        with pytest.raises(KeyboardInterrupt):
            run(home, site.at("/feed"))
    assert len(events(home, "claims.extracted")) == 2
    run(home, site.at("/feed"))
    (judged,) = events(home, "entity.judged")
    assert (judged.data["name"], judged.data["other"], judged.data["verdict"]) == ("Norvane", "Norvane Robotics", "same")
    before = len(events(home))
    run(home, site.at("/feed"), recheck="all")
    assert len(events(home)) == before + 3


# Order and lists


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


# The sagas


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
