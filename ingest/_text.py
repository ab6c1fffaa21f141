"""The article in a page: its paragraphs, without menus, boxes, comments and calls to click."""

from __future__ import annotations

import copy
import re
from configparser import ConfigParser
from functools import cache
from typing import Final

from lxml import html as lxml_html

_ASIDE_ROLES: Final = frozenset(
    "alert alertdialog banner complementary contentinfo dialog form menu menubar navigation search status toolbar".split()
)
_CONTROLS: Final = ("button", "input", "select", "textarea", "form")
_BLOCKS: Final = ("p", "div", "section", "li", "td", "blockquote", "aside")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STOP: Final = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\Z")
_CREDIT: Final = re.compile(
    # a sentence may begin so too: a credit stands in brackets, or has no full stop
    r"\((?:additional )?(?:reporting|writing|editing|compiled|written)(?: and \w+)? by [^()]*\)\.?"
    r"|(?:additional )?(?:reporting|writing|editing|compiled|written|posted|published)(?: and \w+)? by [^.!?]{1,120}",
    re.I,
)
_SMALL: Final = 300
"""Characters: a box in a story is shorter, a paragraph that matters seldom stands beside a button."""

_BRIEFEST: Final = 60
"""Characters: what is shorter is no article."""


def extract(tree: lxml_html.HtmlElement, title: str | None) -> str:
    """The article's paragraphs and subheadings, one a line, lines parted by an empty one; empty where there is none.

    The headline is left out, and so are section labels, bylines and credits: they are no sentences of the article.
    """
    tree = copy.deepcopy(tree)
    for script in list(tree.iter("script")):
        _drop(script)
    pruned = copy.deepcopy(tree)
    _prune(pruned)
    text, whole = _lines(_trafilatura(pruned), title), None
    if len(text) < _SMALL:
        # perhaps the page marks its very text as hidden, as pages do that are drawn by a script
        whole = _lines(_trafilatura(tree), title)
    return whole if whole and len(whole) > 2 * len(text) else text


def _trafilatura(tree: lxml_html.HtmlElement) -> str:
    import trafilatura

    text = trafilatura.extract(copy.deepcopy(tree), include_comments=False, include_tables=True) or ""
    if not text or "\n" in text:
        return text
    # of a brief it takes all of the article as one line, so that headline and date run into the first sentence
    brief = trafilatura.extract(tree, include_comments=False, include_tables=True, config=_for_briefs()) or ""
    return brief if 2 * len(brief) > len(text) else text


@cache
def _for_briefs() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    settings = copy.deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_BRIEFEST))
    return settings


def _prune(tree: lxml_html.HtmlElement) -> None:
    body = tree.find("body")
    if body is None:
        return
    total = _size(body)
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element.tag in ("article", "main"):
            continue
        if _set_apart(element):
            # more than a third of the page is no box: some sites hide their text until a script has run
            if _size(element) * 3 <= total:
                _drop(element)
        elif element.tag in _CONTROLS:
            box = element.getparent()
            small = box.tag in _BLOCKS and _size(box) <= _SMALL and _size(box) * 4 <= total and box.find(".//h1") is None
            _drop(box if small else element)
        elif element.tag == "a":
            _drop_call(element)


def _set_apart(element: lxml_html.HtmlElement) -> bool:
    return (
        element.tag in ("nav", "aside", "dialog")
        or element.get("data-nosnippet") is not None
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (element.get("role") or "").lower() in _ASIDE_ROLES
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def _drop_call(link: lxml_html.HtmlElement) -> None:
    """Drops a link that stands alone after a full sentence ("… To the shop"), and the paragraph with it if that is short."""
    block = link.getparent()
    if block.tag not in _BLOCKS or (link.tail or "").strip() or link.getnext() is not None:
        return
    words = link.text_content().strip()
    before = block.text_content().rstrip()[: -len(words) or None].rstrip()
    if not words or _STOP.search(words) or not before or not _STOP.search(before):
        return
    _drop(block if len(before) <= 160 else link)


def _drop(element: lxml_html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _size(element: lxml_html.HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def _lines(text: str, title: str | None) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line and not _CREDIT.fullmatch(line)]
    headline = _fold(title or "")
    lines = [line for n, line in enumerate(lines) if n > 5 or _fold(line) != headline]
    first = next((n for n, line in enumerate(lines) if len(line) >= 80 and _STOP.search(line)), 0)
    return "\n\n".join(line for n, line in enumerate(lines) if n >= first or _STOP.search(line))


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
