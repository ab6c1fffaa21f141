"""Pages: from the bytes of HTML to an article with its metadata.

In one thread only: the trees of libxml2 share their dictionary of names, and two threads that read pages with names unseen until
then corrupt it, which ends the whole process, now and then ("free(): invalid pointer"; trafilatura's issues 840 and 925).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ingest import _encoding
from ingest.errors import NoText

_META_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.I)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP: Final = re.compile(r"<(?:!doctype|html|head|body|p|div|article|main|h1|br)\b", re.I)


@dataclass(frozen=True)
class Page:
    """An article as its page shows it. Times are stamps (:mod:`ingest.times`); ``source`` is the outlet.

    ``text``: paragraphs and subheadings parted by empty lines. ``published_from``: json-ld, meta or page; ``None``
    together with ``published_at``.
    """

    title: str | None
    canonical_url: str | None
    source: str | None
    genre: str | None
    published_at: str | None
    published_from: str | None
    modified_at: str | None
    language: str | None
    text: str


def read(body: bytes, *, url: str, charset: str | None = None, media_type: str = "") -> Page:
    """The article in a page that was fetched from ``url``. Raises :class:`~ingest.errors.NoText` where there is none."""
    if media_type and not (media_type.startswith("text/") or "html" in media_type or "xml" in media_type):
        raise NoText(f"{url} is {media_type}, not a page", code="not_text")
    declared = _META_CHARSET.search(body[:4096])
    text = _encoding.decode(body, [charset, declared[1].decode("ascii") if declared else None])
    if not _MARKUP.search(text[:100_000]):
        raise NoText(f"{url} is no HTML", code="not_text")
    return read_html(text, url=url)


def read_html(text: str, *, url: str) -> Page:
    """The article in an HTML document or fragment, such as a feed's full text. Raises :class:`~ingest.errors.NoText`."""
    from lxml import etree
    from lxml import html as lxml_html

    from ingest import _metadata, _text

    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", _CONTROL.sub(" ", text))
    try:
        tree = lxml_html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as e:
        raise NoText(f"{url} holds no text: {e}") from None
    try:
        about = _metadata.read(tree, url)
        article = _text.extract(tree, about.title)
    except Exception as e:  # pages break in ways that no list could name, and a page must not stop the run
        raise NoText(f"{url} is too broken to read: {type(e).__name__}: {e}", code="not_text") from None
    article = article or "\n\n".join(line.strip() for line in (about.body or "").splitlines() if line.strip())
    if not article:
        raise NoText(f"{url} holds no article", "Is it drawn by a script, behind a login, or a list of links?")
    return Page(
        title=about.title,
        canonical_url=about.canonical_url,
        source=about.source,
        genre=about.genre,
        published_at=about.published_at,
        published_from=about.published_from,
        modified_at=about.modified_at,
        language=about.language,
        text=article,
    )


def host(url: str) -> str:
    """The outlet's name where nothing else names it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
