"""What a page says of itself: JSON-LD first, then meta elements, then what can be seen on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from ingest._encoding import storable
from ingest.addresses import normalise
from ingest.errors import FetchRefused
from ingest.times import stamp

_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "publication_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "date",
)
_MODIFIED: Final = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)
_SITE: Final = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_SECTION: Final = ("article:section", "section", "parsely-section")
_GENRES: Final[Mapping[str, str]] = {
    "OpinionNewsArticle": "opinion",
    "PressRelease": "press_release",
    "BlogPosting": "blog",
    "LiveBlogPosting": "blog",
    "NewsArticle": "news",
    "ReportageNewsArticle": "news",
    "AnalysisNewsArticle": "news",
    "BackgroundNewsArticle": "news",
}
_OPINION: Final = re.compile(
    r"\s*(opinions?|comment|commentary|letters?|letters to the editor|editorials?|op-?eds?|columns?|columnists|views?|viewpoint)\s*", re.I
)
_RELEASE: Final = re.compile(r"\s*press[ -]?releases?\s*", re.I)
_ARTICLE: Final = re.compile(r"\w*Article|\w*Posting|PressRelease|Report")
_SEPARATED: Final = re.compile(r"\s+[|·•–—-]\s+|\s*:\s+|\s+[«»‹›]\s+")
_NOT_JSON: Final = re.compile(r"\A\s*(?:<!--|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*\Z")


@dataclass(frozen=True)
class Metadata:
    """What the page says. Times are stamps (:mod:`ingest.times`); what it does not say is ``None``."""

    title: str | None
    canonical_url: str | None
    source: str | None
    genre: str | None
    published_at: str | None
    published_from: str | None
    modified_at: str | None
    language: str | None
    body: str | None


def read(tree: lxml_html.HtmlElement, url: str) -> Metadata:
    """The metadata of a page that was fetched from ``url``."""
    nodes = list(_json_ld(tree))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if any(map(_ARTICLE.fullmatch, _types(node)))), {})
    meta = _meta(tree)
    headline = _one_line(article.get("headline")) or _first(meta, ("og:title", "twitter:title", "title")) or _heading(tree)
    window = _one_line(tree.findtext(".//head/title"))
    found, found_from = _published(article, meta, tree)
    return Metadata(
        title=headline or window,
        canonical_url=_canonical(tree, meta, article, url),
        source=_outlet(article, by_id) or _first(meta, _SITE) or _site_in_title(window, headline),
        genre=_genre(article, meta, tree),
        published_at=found,
        published_from=found_from,
        modified_at=stamp(_text(article.get("dateModified"))) or _first_stamp(meta, _MODIFIED) or stamp(_itemprop(tree, "dateModified")),
        language=_language(tree, article, meta),
        body=_text(article.get("articleBody")),
    )


def _json_ld(tree: lxml_html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The nodes of all JSON-LD blocks that are about this page. Lists of other articles are not looked into."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            todo: list[Any] = [json.loads(_NOT_JSON.sub("", script.text or ""), strict=False)]
        except (ValueError, RecursionError):
            continue
        while todo:
            node = todo.pop(0)
            if isinstance(node, list):
                todo = node + todo
            elif isinstance(node, dict):
                yield node
                todo = [node[key] for key in ("@graph", "mainEntity") if key in node] + todo


def _types(node: Mapping[str, Any]) -> set[str]:
    given = node.get("@type")
    return {str(t).rpartition("/")[2] for t in (given if isinstance(given, list) else [given]) if t}


def _text(value: Any) -> str | None:
    return storable(value) if isinstance(value, str) and value.strip() else None


def _one_line(value: Any) -> str | None:
    return " ".join(storable(unescape(value)).split()) or None if isinstance(value, str) else None


def _meta(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element by its property, name or http-equiv in lower case."""
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _one_line(element.get("content"))
        for attribute in ("property", "name", "http-equiv"):
            if content and (name := (element.get(attribute) or "").strip().lower()):
                out.setdefault(name, content)
    return out


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_stamp(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := stamp(meta.get(name)))), None)


def _itemprop(tree: lxml_html.HtmlElement, name: str) -> str | None:
    for element in tree.iterfind(f".//*[@itemprop='{name}']"):
        if found := element.get("content") or element.get("datetime"):
            return str(found)
    return None


def _published(article: Mapping[str, Any], meta: Mapping[str, str], tree: lxml_html.HtmlElement) -> tuple[str | None, str | None]:
    for said in (article.get("datePublished"), article.get("dateCreated"), article.get("uploadDate")):
        if found := stamp(_text(said)):
            return found, "json-ld"
    if found := _first_stamp(meta, _PUBLISHED):
        return found, "meta"
    seen = [_itemprop(tree, "datePublished"), *(t.get("datetime") for t in tree.iterfind(".//time[@pubdate]"))]
    if len(stories := tree.findall(".//article")) == 1:
        # of several articles on a page, each has its own time; of one, the first time is its date
        seen += [t.get("datetime") for t in stories[0].iter("time")][:1]
    seen += [t.get("datetime") for t in tree.iter("time") if re.search(r"publish|posted|entry-date|dt-published", t.get("class") or "")]
    found = next((found for text in seen if (found := stamp(text))), None)
    return found, "page" if found else None


def _canonical(tree: lxml_html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any], url: str) -> str | None:
    entity = article.get("mainEntityOfPage")
    named = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    named += [meta.get("og:url"), _text(article.get("url")), _text(entity), _text(entity.get("@id")) if isinstance(entity, dict) else None]
    for given in named:
        try:
            found = normalise(urljoin(url, given.strip())) if given else None
        except (FetchRefused, ValueError):
            continue
        # many sites name their front page on every page by mistake
        if found and (urlsplit(found).path.strip("/") or not urlsplit(url).path.strip("/")):
            return found
    return None


def _outlet(article: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    for key in ("publisher", "sourceOrganization", "isPartOf"):
        given = article.get(key)
        for node in given if isinstance(given, list) else [given]:
            if isinstance(node, dict):
                node = by_id.get(str(node.get("@id")), node) if "name" not in node else node
                node = node.get("name")
            if found := _one_line(node):
                return found
    return None


def _heading(tree: lxml_html.HtmlElement) -> str | None:
    """The headline as it is seen: the page's only h1, else the first heading of its only article."""
    heads = [h for h in tree.iter("h1") if h.text_content().strip()]
    if len(heads) != 1 and len(stories := tree.findall(".//article")) == 1:
        heads = [h for h in stories[0].iter("h1", "h2") if h.text_content().strip()][:1]
    return _one_line(heads[0].text_content()) if len(heads) == 1 else None


def _site_in_title(window: str | None, headline: str | None) -> str | None:
    """The outlet as the window's title names it, before or after the headline, or alone."""
    if not window or not headline:
        return None
    words, known = _fold(window), _fold(headline)
    parts = [part for part in _SEPARATED.split(window) if part]
    if words.startswith(known) and len(words) > len(known):
        return parts[-1] if len(parts) > 1 else None
    if words.endswith(known) and len(words) > len(known):
        return parts[0] if len(parts) > 1 else None
    return window if known not in words and len(window.split()) <= 5 else None


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _genre(article: Mapping[str, Any], meta: Mapping[str, str], tree: lxml_html.HtmlElement) -> str | None:
    types = _types(article) or {
        str(e.get("itemtype")).rpartition("/")[2]
        for e in tree.iterfind(".//*[@itemtype]")
        if _ARTICLE.fullmatch(e.get("itemtype").rpartition("/")[2])
    }
    given = article.get("articleSection")
    sections = [str(s) for s in (given if isinstance(given, list) else [given]) if s] or [s for name in _SECTION if (s := meta.get(name))]
    if any(_OPINION.fullmatch(section) for section in sections):
        return "opinion"
    if any(_RELEASE.fullmatch(section) for section in sections):
        return "press_release"
    return next((genre for kind, genre in _GENRES.items() if kind in types), None)


def _language(tree: lxml_html.HtmlElement, article: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    given = tree.get("lang") or _text(article.get("inLanguage")) or meta.get("og:locale") or meta.get("content-language") or ""
    return given.strip().replace("_", "-") if re.fullmatch(r"\s*[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\s*", given) else None
