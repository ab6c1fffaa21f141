"""The nightly run on a site of the tests: run it, and see what it told the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hosting import rss, rss_item

from graph.blobs import BlobStore
from graph.events import Event
from graph.home import Home
from graph.log import EventLog
from ingest import RunReport, ingest
from ingest.http import Client, Limits

QUICK = Limits(max_bytes=1_000_000, seconds=1.5, redirects=3)
OTHER = (
    "Tolvane Freight has withdrawn its bid for the harbour at Quessant, its chairman told shareholders at a meeting on Thursday evening.",
    "The harbour board regretted the decision and said that talks with two other bidders, whom it did not name, would go on until June.",
)


def run(home: Home, *addresses: str, **more: Any) -> RunReport:
    return ingest(addresses, home=home, client=Client(home.private_hosts, QUICK), **more)


def events(home: Home, *types: str) -> list[Event]:
    """All events of the home, or those of some types."""
    with EventLog.open(home.log_url) as log:
        return list(log.read(types=types))


def types(found: Sequence[Event]) -> list[str]:
    return [event.type for event in found]


def text_of(home: Home, event: Event) -> str:
    return BlobStore(home.blobs_dir).get_text(event.data["text"])


def full_text_feed(*paragraphs: str) -> tuple[str, str]:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    more = f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    kind, body = rss(rss_item("/a", title="Feed says A", more=more), rss_item("/b"))
    return kind, body.replace('"2.0"', '"2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"', 1)
