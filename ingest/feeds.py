"""Feeds: from the bytes of RSS, Atom or RDF to items. Broken ones are read as far as they go; hostile ones are refused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from ingest._xml import decode, refuse_bombs, root
from ingest.addresses import normalise
from ingest.errors import FetchRefused, NotAFeed
from ingest.times import stamp, utc

_FEED_ROOTS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_PAGE_ROOTS: Final = frozenset({"html", "body", "head"})
_WRAPPED: Final = re.compile(r"""<feed\b[^>]*\bxmlns=["']http://www\.w3\.org/2005/Atom|<rss\b[^>]*\bversion=["']""")
_ROOT_END: Final = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.I)
_ITEM: Final = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.I)
_ITEM_END: Final = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_LINK: Final = re.compile(r"<link\b[^<>]{0,1000}>", re.I)
_FEED_TYPE: Final = re.compile(r"application/(?:rss|atom)\+xml", re.I)
_HREF: Final = re.compile(r"""\bhref\s*=\s*["']([^"'<>]{1,500})["']""", re.I)
_YEAR: Final = re.compile(r"\d{4}(?:-\d\d)?")
_CHARACTER: Final = re.compile(r"&#([xX][0-9a-fA-F]{1,40}|[0-9]{1,40});?")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Item:
    """One entry of a feed. ``id`` is its guid, else its link; ``url`` the normalised address of its page.

    ``html`` is the full text where the feed brings it; ``source`` the outlet that the feed names for it.
    """

    id: str
    url: str
    title: str
    published_at: str | None
    html: str | None
    source: str | None


@dataclass(frozen=True)
class Feed:
    """What a feed lists, in its order. ``lost`` says why entries at its end may be missing, where they may."""

    items: tuple[Item, ...]
    lost: str | None = None


def parse(body: bytes, *, address: str, charset: str | None = None, cut: bool = False) -> Feed:
    """Reads a feed that came from ``address``. ``cut``: the transfer ended early.

    Of a document that breaks off, the entries that are whole are kept. Raises :class:`~ingest.errors.NotAFeed`.
    """
    import feedparser

    if not body.strip(b" \t\r\n\0"):
        raise NotAFeed(f"{address} is empty", code="empty")
    text = decode(body, charset)
    refuse_bombs(text)
    name = root(text)
    if name not in _FEED_ROOTS and not _WRAPPED.search(text):
        raise _no_feed(text, name, address)
    lost = "the transfer broke off" if cut else None
    if not _ROOT_END.search(text, max(0, len(text) - 2000)):
        ends = [m.end() for m in _ITEM_END.finditer(text)]
        begin = _ITEM.search(text)
        text = text[: ends[-1] if ends else begin.start() if begin else len(text)]
        lost = "it breaks off; the entries that are whole were kept"
    try:
        found = feedparser.parse(
            _CHARACTER.sub(_character, text).encode("utf-8", "replace"),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as e:  # its lenient reader has ways to fail that no list could name
        raise NotAFeed(f"{address} is too broken to read: {type(e).__name__}: {e}") from None
    if not found.get("version") and not found.entries:
        raise NotAFeed(f"{address} is neither RSS nor Atom")
    return Feed(tuple(_items(found, address)), lost)


def _character(reference: re.Match[str]) -> str:
    """The reference itself, or U+FFFD for one that stands for no character, over which feedparser stumbles."""
    digits = reference[1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return reference[0] if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def _no_feed(text: str, name: str | None, address: str) -> NotAFeed:
    if name not in _PAGE_ROOTS:
        return NotAFeed(f"{address} is neither RSS nor Atom")
    links = (link[0] for link in _LINK.finditer(text[:200_000]) if _FEED_TYPE.search(link[0]))
    href = next((found[1] for link in links if (found := _HREF.search(link))), None)
    hint = f"; it names {urljoin(address, unescape(href))} as its feed" if href else ""
    return NotAFeed(f"{address} is a web page, not a feed{hint}", code="html")


def _items(found: Any, address: str) -> Iterable[Item]:
    home, title = str(found.feed.get("link") or address), _plain(found.feed.get("title"))
    links: defaultdict[str, set[str]] = defaultdict(set)
    items = []
    for entry in found.entries:
        # a click counter stands before the page's own address
        link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
        if not link:
            continue
        try:
            url = normalise(urljoin(address, link))
        except (FetchRefused, ValueError):
            continue
        guid = str(entry.get("id") or "").strip() or url
        links[guid].add(url)
        named = _plain((entry.get("source") or {}).get("title"))
        same_site = urlsplit(url).netloc.removeprefix("www.") == urlsplit(home).netloc.removeprefix("www.")
        items.append(
            Item(guid, url, _plain(entry.get("title")) or "", _published(entry), _full_text(entry), named or (title if same_site else None))
        )
    # a guid that stands for several pages identifies none of them
    seen = set()
    for item in items:
        if len(links[item.id]) > 1:
            item = replace(item, id=item.url)
        if item.id not in seen:
            seen.add(item.id)
            yield item


def _published(entry: Any) -> str | None:
    for name in ("published", "created", "updated"):
        if dict.__contains__(entry, name):
            raw = dict.__getitem__(entry, name)
            # feedparser reads a bare year as its first day
            parsed = None if _YEAR.fullmatch(raw.strip()) else dict.get(entry, f"{name}_parsed")
            if found := stamp(raw) or utc(parsed):
                return found
    return None


def _full_text(entry: Any) -> str | None:
    """The entry's content, where it is more than the summary of a line or two."""
    texts = [str(part.get("value") or "") for part in entry.get("content") or ()]
    return max(texts, key=len, default="") or None


def _plain(text: Any) -> str | None:
    return " ".join(unescape(_TAG.sub("", str(text or ""))).split()) or None
