"""Lists of feeds: OPML files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from graph.errors import BadInput
from ingest._xml import decode, refuse_bombs
from ingest.addresses import normalise
from ingest.errors import FetchRefused, NotAFeed


def feeds_of(path: Path) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML file, in its order, each once. Raises :class:`~graph.errors.BadInput`."""
    try:
        text = decode(path.read_bytes(), None)
        refuse_bombs(text)
        root = ElementTree.fromstring(text)
    except OSError as e:
        raise BadInput(f"{path} cannot be read: {e.strerror}", "Name an OPML file or addresses of feeds.") from None
    except (ElementTree.ParseError, NotAFeed) as e:
        raise BadInput(f"{path} is no OPML file: {e}", 'An OPML file has <outline xmlUrl="https://…"/> for each feed.') from None
    found = [address for outline in root.iter("outline") if (address := (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip())]
    if root.tag.lower() != "opml" or not found:
        raise BadInput(f"{path} lists no feed", 'An OPML file has <outline xmlUrl="https://…"/> for each feed.')
    return addresses_of(found)


def addresses_of(sources: Sequence[str]) -> tuple[str, ...]:
    """Addresses in their one spelling, each once. Raises :class:`~graph.errors.BadInput`."""
    try:
        return tuple(dict.fromkeys(normalise(source) for source in sources))
    except FetchRefused as e:
        raise BadInput(e.message, e.hint or "Feeds have addresses such as https://example.org/feed.xml.") from None


def sources_of(sources: Sequence[str | Path]) -> tuple[str, ...]:
    """Feeds named by address or by OPML file, mixed as they come."""
    found: list[str] = []
    for source in sources:
        given = str(source)
        if isinstance(source, str) and "://" in given:
            found += addresses_of([given])
        else:
            found += feeds_of(Path(source))
    return tuple(dict.fromkeys(found))
