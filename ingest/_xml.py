"""XML from strangers: what could expand or pull things in is refused before anything is made of it."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from ingest import _encoding
from ingest.errors import NotAFeed

_DECLARED: Final = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PROLOG: Final = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_NAME: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_HTML: Final = re.compile(r"<!doctype\s+html\b", re.I)
_MAX_ELEMENTS: Final = 100_000
_MAX_DEPTH: Final = 200


def decode(body: bytes, charset: str | None) -> str:
    """The text of an XML document, its declaration taken off.

    ``charset`` is the server's word; the document's own counts more. Raises :class:`~ingest.errors.NotAFeed` for
    encodings in which markup can hide, such as UTF-7.
    """
    found = _DECLARED.match(body)
    named = found[1].decode("ascii") if found else charset
    if named and not _encoding.known(named):
        raise NotAFeed(
            f"it is said to be in the encoding {named[:40]!r}", "Feeds are in UTF-8 or another common encoding.", code="encoding"
        )
    return _DECLARATION.sub("", _encoding.decode(body, [named]))


def root(text: str) -> str | None:
    """The name of the first element, without its prefix, in lower case; ``html`` for a document type of HTML without one."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        end = next((close for opening, close in _PROLOG if text.startswith(opening, at)), None)
        if end is None:
            name = _NAME.match(text, at, at + 200)
            return name[1].lower() if name else None
        if _HTML.match(text, at, at + 200):
            return "html"
        found = text.find(end, at)
        if found < 0:
            return None
        at = found + len(end)
    return None


def refuse_bombs(text: str) -> None:
    """Raises :class:`~ingest.errors.NotAFeed` for a document type with declarations of its own, entities, or absurd nesting.

    Two readers will see the text: a strict one, whose eyes expat is here, and a lenient one for broken feeds, which
    believes every entity that stands before the first element, in comments too. Both are answered.
    """
    head = re.search(r"<\w", text)
    if "<!ENTITY" in text[: head.start() if head else len(text)].upper():
        raise _bomb("declares entities")
    depth = elements = 0

    def start_doctype(_name: str, _system: str | None, _public: str | None, own_declarations: bool) -> None:
        if own_declarations:
            raise _bomb("brings a document type with declarations of its own")

    def start_element(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > _MAX_DEPTH or elements > _MAX_ELEMENTS:
            raise _bomb(f"has more than {_MAX_ELEMENTS:,} elements, or nests them deeper than {_MAX_DEPTH}")

    def end_element(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = start_doctype
    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        # the strict reader stops at the same place; the lenient one goes on
        if text.count("<") > _MAX_ELEMENTS:
            raise _bomb(f"is broken, and has more than {_MAX_ELEMENTS:,} tags") from None


def _bomb(what: str) -> NotAFeed:
    return NotAFeed(f"the document {what}, which no feed needs", "It was not read: such documents can swell without end.", code="entities")
