"""Digests as an Atom feed (RFC 4287): the same text for the same changes, so that a reader sees each once.

Ids are tag URIs (RFC 4151) made of who holds what of whom, what happened to it, and when; stamps are the days of the changes, at
midnight UTC.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ui import permalink
from ui.digest import Digest, parts
from ui.markup.mail import quoted, right_address
from ui.markup.text import esc
from ui.views.changes import Change
from ui.words import listed

_ATOM: Final = "http://www.w3.org/2005/Atom"
_TAG: Final = "tag:dealgraph,2026:"
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""

register_namespace("", _ATOM)


def feed(digests: Sequence[Digest], base: str, known: date) -> str:
    """One feed for all digests; a change that several of them tell is one entry with their names as categories.

    ``base`` is where the pages are served: entries link to the right there, as known on a day.
    """
    names = [d.watchlist.name for d in digests]
    until = max((found.until for d in digests for found in (d.world, d.beliefs)), default=known)
    entries: dict[str, tuple[date, Change, list[str]]] = {}
    for digest in digests:
        for change in (change for part in parts(digest) for change in part.shown):
            day = change.day or digest.world.until
            entries.setdefault(f"{_TAG}change/{_hash(change.key)}", (day, change, []))[2].append(digest.watchlist.name)
    root = Element(_name("feed"))
    _add(root, "id", f"{_TAG}digest/{_hash(*names)}")
    _add(root, "title", f"dealgraph: {listed(names, most=9)}")
    _add(root, "updated", _stamp(max((day for day, *_ in entries.values()), default=until)))
    _add(SubElement(root, _name("author")), "name", "dealgraph")
    _link(root, permalink.address(f"{base.rstrip('/')}/changes", {"known_at": known.isoformat()}))
    for key, (day, change, lists) in sorted(entries.items(), key=lambda item: (item[1][0], item[0]), reverse=True):
        entry = SubElement(root, _name("entry"))
        _add(entry, "id", key)
        _add(entry, "title", f"{change.what}: {change.word} ({change.when})")
        _add(entry, "updated", _stamp(day))
        _link(entry, right_address(base, change, known))
        for name in lists:
            SubElement(entry, _name("category"), term=_clean(name))
        _add(entry, "content", f"<p>{esc(change.how)}, granted by {esc(change.grantor)}</p>{quoted(change)}", type="html")
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False).join(('<?xml version="1.0" encoding="utf-8"?>\n', "\n"))


def _hash(*names: str) -> str:
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _name(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, _name(tag), attributes).text = _clean(text)


def _link(parent: Element, address: str) -> None:
    SubElement(parent, _name("link"), rel="alternate", href=address)
