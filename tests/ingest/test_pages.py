"""Pages: what they say of themselves, and which of their words are the article."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hosting import STORY, story
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import pages
from ingest.errors import NoText

HERE = "http://paper.example/2025/deal"
BODY = "".join(f"<p>{p}</p>" for p in STORY)
TEXT = "\n\n".join(STORY)


def read(head: str = "", body: str = f"<article><h1>A deal</h1>{BODY}</article>", lang: str = ' lang="en"') -> pages.Page:
    return pages.read_html(f"<!doctype html><html{lang}><head>{head}</head><body>{body}</body></html>", url=HERE)


def ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def article(**more: Any) -> str:
    return ld({"@context": "https://schema.org", "@type": "NewsArticle", **more})


# Metadata


def test_a_page_of_a_small_newspaper() -> None:
    body = story("A deal", modified="2025-11-04T09:00:00-05:00")[1]
    page = pages.read(body.encode(), url=HERE, media_type="text/html")
    assert page == pages.Page(
        "A deal",
        None,
        "The Daily Test",
        None,
        "2025-11-03T14:00:00-05:00",
        "meta",
        "2025-11-04T09:00:00-05:00",
        "en",
        TEXT,
    )


@pytest.mark.parametrize(
    ("head", "body", "found", "found_from"),
    [
        (article(datePublished="2025-11-03T14:00:00+01:00"), "", "2025-11-03T14:00:00+01:00", "json-ld"),
        (article(datePublished="2025-11-03"), "", "2025-11-03", "json-ld"),
        (
            article(datePublished="soon") + '<meta property="article:published_time" content="2025-11-03T14:00Z">',
            "",
            "2025-11-03T14:00:00+00:00",
            "meta",
        ),
        ('<meta name="DC.date.issued" content="2025-11-03">', "", "2025-11-03", "meta"),
        ('<meta name="parsely-pub-date" content="2025-11-03T14:00:00Z">', "", "2025-11-03T14:00:00+00:00", "meta"),
        ("", '<time itemprop="datePublished" datetime="2025-11-03">3 Nov</time>', "2025-11-03", "page"),
        ("", '<meta itemprop="datePublished" content="2025-11-03T14:00:00+02:00">', "2025-11-03T14:00:00+02:00", "page"),
        (
            "",
            '<article><time datetime="2025-11-03">3 Nov</time><p>x</p><time datetime="2020-01-01"></time></article>',
            "2025-11-03",
            "page",
        ),
        ("", '<time class="entry-date published" datetime="2025-11-03">3 Nov</time>', "2025-11-03", "page"),
        ("", '<time datetime="2025-11-03">now</time>', None, None),
        ("", '<article><time datetime="2025-11-03"></time></article><article><time datetime="2024-01-01"></time></article>', None, None),
        ("", "<p>© 2025, last updated 3 November 2025</p>", None, None),
        (ld({"@type": "WebPage", "datePublished": "2025-11-03"}), "", None, None),
        (ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2025-11-03"}]}), "", None, None),
    ],
)
def test_where_the_date_comes_from(head: str, body: str, found: str | None, found_from: str | None) -> None:
    page = read(head, f"<h1>A deal</h1>{body}<div>{BODY}</div>")
    assert (page.published_at, page.published_from) == (found, found_from)


@pytest.mark.parametrize(
    "script",
    [
        {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["Article", "NewsArticle"], "headline": "A deal"}]},
        [{"@type": "Organization"}, {"@type": "ReportageNewsArticle", "headline": "A deal"}],
        {"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "A deal"}},
        {"@type": "https://schema.org/NewsArticle", "headline": " A&nbsp;deal\n"},
    ],
)
def test_json_ld_in_its_many_forms(script: Any) -> None:
    page = read(ld(script), f"<h1>Another title</h1>{BODY}")
    assert (page.title, page.genre) == ("A deal", "news")


@pytest.mark.parametrize("script", ["{", "[" * 5000, '{"@type": "NewsArticle", "headline": 7}', "null", '"x"', "", '{"@graph": null}'])
def test_json_ld_that_is_broken_is_passed_over(script: str) -> None:
    page = read(f'<script type="application/ld+json">{script}</script>')
    assert (page.title, page.text) == ("A deal", TEXT)


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (article(publisher={"@type": "Organization", "name": "The Paper"}), "The Paper"),
        (article(publisher=[{"name": "The Paper"}]), "The Paper"),
        (article(publisher="The Paper"), "The Paper"),
        (ld({"@graph": [{"@id": "#o", "name": "The Paper"}, {"@type": "NewsArticle", "publisher": {"@id": "#o"}}]}), "The Paper"),
        (article(isPartOf={"@type": "Blog", "name": "The Paper"}), "The Paper"),
        ('<meta property="og:site_name" content="The Paper">', "The Paper"),
        ("<title>A deal | The Paper</title>", "The Paper"),
        ("<title>A deal – Business – The Paper</title>", "The Paper"),
        ("<title>The Paper: A deal</title>", "The Paper"),
        ("<title>The Paper</title>", "The Paper"),
        ("<title>A deal</title>", None),
        ("<title>Something long that is neither headline nor paper</title>", None),
        ("", None),
    ],
)
def test_the_outlet(head: str, source: str | None) -> None:
    assert read(head).source == source


@pytest.mark.parametrize(
    ("head", "genre"),
    [
        (article(), "news"),
        (article(articleSection="Opinion"), "opinion"),
        (article(articleSection=["World", "Letters"]), "opinion"),
        (ld({"@type": "OpinionNewsArticle"}), "opinion"),
        (ld({"@type": "BlogPosting"}), "blog"),
        (ld({"@type": "PressRelease"}), "press_release"),
        (ld({"@type": "Article"}) + '<meta property="article:section" content="Comment">', "opinion"),
        ('<meta property="article:section" content="Press releases">', "press_release"),
        (ld({"@type": "Article"}), None),
        ("", None),
    ],
)
def test_the_genre(head: str, genre: str | None) -> None:
    assert read(head).genre == genre


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/a?utm_source=x">', "http://paper.example/a"),
        ('<link rel="CANONICAL" href="https://wire.example/a">', "https://wire.example/a"),
        ('<meta property="og:url" content="https://wire.example/a">', "https://wire.example/a"),
        (article(mainEntityOfPage={"@id": "https://wire.example/a"}), "https://wire.example/a"),
        ('<link rel="canonical" href="/"><meta property="og:url" content="https://wire.example/a">', "https://wire.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="">', None),
        ("", None),
    ],
)
def test_the_canonical_address(head: str, canonical: str | None) -> None:
    assert read(head).canonical_url == canonical


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        (' lang="en-GB"', "", "en-GB"),
        ("", '<meta property="og:locale" content="de_AT">', "de-AT"),
        ("", article(inLanguage="fr"), "fr"),
        (' lang="%LANG%"', "", None),
        ("", "", None),
    ],
)
def test_the_language(lang: str, head: str, language: str | None) -> None:
    assert read(head, lang=lang).language == language


@pytest.mark.parametrize(
    ("encoded", "charset", "meta"),
    [
        ("utf-8", None, ""),
        ("utf-8", "iso-8859-1", ""),
        ("cp1252", "windows-1252", ""),
        ("cp1252", None, '<meta charset="windows-1252">'),
        ("cp1252", "utf-8", ""),
        ("cp1252", "no-such-charset", '<meta charset="utf-7">'),
        ("utf-16", None, ""),
        ("shift_jis", "Shift_JIS", ""),
    ],
)
def test_encodings_right_and_wrong(encoded: str, charset: str | None, meta: str) -> None:
    title = "カフェ" if encoded == "shift_jis" else "Café – Zürich"
    html = f"<!doctype html><html><head>{meta}</head><body><article><h1>{title}</h1>{BODY}</article></body></html>"
    assert pages.read(html.encode(encoded), url=HERE, charset=charset).title == title


# Text


@pytest.mark.parametrize(
    "box",
    [
        '<div data-nosnippet><p>Give this story to a friend.</p><button type="button">Give</button></div>',
        '<div class="x"><p>Our maps, now on cloth. <a href="/shop">To the shop</a></p></div>',
        '<p>Sign up for our letter. <a href="/letter">Sign up</a></p>',
        "<aside><h2>Also read</h2><p>Something else happened on Tuesday, people said.</p></aside>",
        '<div><p>Get the news by mail.</p><form action="/x"><input type="email"><button>Send</button></form></div>',
        '<div role="complementary"><p>Something else happened on Tuesday, people said.</p></div>',
        '<div style="display: none"><p>Something else happened on Tuesday, people said.</p></div>',
        '<p aria-hidden="true">Advertisement. Trade from your phone. Capital at risk.</p>',
        '<script>var text = "Something else happened";</script><style>p {color: red}</style>',
    ],
)
def test_boxes_between_paragraphs_are_no_text(box: str) -> None:
    body = f"<article><h1>A deal</h1><p>{STORY[0]}</p>{box}<p>{STORY[1]}</p></article>"
    assert read(body=body).text == TEXT


def test_a_briefs_headline_and_date_do_not_run_into_its_sentence() -> None:
    text = "Plugline will be the only operator of fast chargers at Voltaire Motors' dealerships in Poland. The contract begins in July."
    by = '<p class="by"><time datetime="2023-05-22">22 May 2023</time></p>'
    page = read(body=f"<main><article><h1>Plugline gets Poland</h1>{by}<p>{text}</p></article></main><footer>All rights reserved.</footer>")
    assert page.text == text


def test_menus_comments_and_lists_of_other_stories_are_no_text() -> None:
    page = read(
        body="<header><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav></header>"
        f"<main><article><p class=kicker>Business</p><h1>A deal</h1><p>By Jane Doe</p><p>3 min read</p>{BODY}</article>"
        "<section class=comments><h2>2 comments</h2><ol><li><p>Isn't Aldermoor the exclusive home of it anyway?</p></li></ol></section>"
        "<section class=related><h3>More from Business</h3><ul><li><a href=/x>Banks line up for exclusive rights</a></li></ul></section>"
        "</main><footer><p>© The Paper. <a href=/c>Cookies</a></p></footer>"
    )
    assert page.text == TEXT


def test_headings_and_paragraphs_never_run_together() -> None:
    page = read(
        body=f"<article><h1>A deal</h1><p>{STORY[0]}</p><h2>What it costs</h2><div>{STORY[1]}</div><ul><li>One thing.</li></ul></article>"
    )
    assert page.text.split("\n\n")[:3] == [STORY[0], "What it costs", STORY[1]]


def test_a_line_break_parts_what_it_parts() -> None:
    page = read(body=f"<article><h1>A deal</h1><p>{STORY[0]}<br><br>{STORY[1]}</p></article>")
    assert [line for line in page.text.splitlines() if line] == list(STORY)


def test_the_deck_is_text_and_the_headline_is_not() -> None:
    page = read(body=f"<article><h1>A deal</h1><p>Three years, one country.</p>{BODY}</article>")
    assert page.text == "Three years, one country.\n\n" + TEXT


@pytest.mark.parametrize("credit", ["(Reporting by Jane Doe in Oslo; editing by John Roe)", "Additional reporting by Jane Doe"])
def test_credits_are_no_text(credit: str) -> None:
    assert read(body=f"<article><h1>A deal</h1>{BODY}<p>{credit}</p></article>").text == TEXT


@pytest.mark.parametrize(
    "start", ["By 2030 Aldermoor will sell the arms alone.", "Reporting by The Sun named Aldermoor as the only seller."]
)
def test_a_sentence_that_begins_like_a_credit_is_text(start: str) -> None:
    assert start in read(body=f"<article><h1>A deal</h1><p>{STORY[0]}</p><p>{start}</p><p>{STORY[1]}</p></article>").text


def test_a_long_paragraph_that_ends_in_a_link_stays() -> None:
    page = read(body=f'<article><h1>A deal</h1><p>{STORY[0]} {STORY[1]} <a href="/more">Read more</a></p></article>')
    assert page.text == " ".join(STORY)


def test_a_text_that_is_marked_as_hidden_as_a_whole_is_still_the_text() -> None:
    page = read(body=f'<div id="app" aria-hidden="true" data-nosnippet><article><h1>A deal</h1>{BODY}</article></div>')
    assert page.text == TEXT


def test_a_short_report_keeps_its_text_beside_a_button() -> None:
    text = "Norvane has granted Aldermoor the exclusive right to sell its arms in Norway."
    assert read(body=f"<main><h1>A deal</h1><div><p>{text}</p><button>Share</button></div></main>").text == text


def test_the_text_in_json_ld_stands_in_for_a_page_drawn_by_a_script() -> None:
    page = read(article(headline="A deal", articleBody=TEXT), '<div id="app"></div>')
    assert page.text == TEXT


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        (b"", "text/html", "not_text"),
        (b"<html><body></body></html>", "text/html", "no_text"),
        (b"<html><body><script>draw()</script><noscript></noscript></body></html>", "", "no_text"),
        (b"<html><head><title>Log in</title></head><body><form><input></form></body></html>", "text/html", "no_text"),
        (b"%PDF-1.7 ...", "application/pdf", "not_text"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "not_text"),
        (b'{"a": 1}', "application/json", "not_text"),
        (b"ID3 audio", "", "not_text"),
    ],
)
def test_no_article(body: bytes, media_type: str, code: str) -> None:
    with pytest.raises(NoText) as caught:
        pages.read(body, url=HERE, media_type=media_type)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "filling",
    ["<div>", "<p>Hello world. ", "<table><tr><td>x", "<div hidden>x</div>", "<div><button>x</button></div>", "<b>", "&", "<a>b</a>"],
)
def test_a_quarter_megabyte_of_rubbish_is_dealt_with_in_time(filling: str) -> None:
    begun = time.monotonic()
    with contextlib.suppress(NoText):
        read(body=filling * (250_000 // len(filling)))
    assert time.monotonic() - begun < 20


MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, 10**6), st.integers(0, 60), st.sampled_from([*'<>&"{[\0', "<p hidden>", "<table>", "<!--", "&#xD800;", "http://["])
    )
)


@given(st.sampled_from([story("A deal")[1], article(headline="A deal", publisher={"name": "x"}) + BODY]), MUTATIONS)
@settings(max_examples=200, deadline=None)
def test_whatever_is_done_to_a_page_it_is_read_or_refused(text: str, mutations: list[tuple[int, int, str]]) -> None:
    for at, length, new in mutations:
        at %= len(text) + 1
        text = text[:at] + new + text[at + length :]
    outcome = "read"
    try:
        assert pages.read(text.encode("utf-8"), url=HERE).text.strip()
    except NoText as e:
        outcome = e.message
    assert "too broken" not in outcome


# The sagas


def saga_pages(shared: Path) -> Iterator[tuple[Path, dict[str, Any], pages.Page]]:
    for manifest in sorted(shared.glob("sagas/*/articles.json")):
        for entry in json.loads(manifest.read_text(encoding="utf-8"))["articles"]:
            for path in sorted(manifest.parent.glob(f"articles/{entry['id']}*.html")):
                yield path, entry, pages.read(path.read_bytes(), url=entry["url"])


def test_saga_pages_say_who_when_and_what(shared: Path) -> None:
    seen = 0
    for path, entry, page in saga_pages(shared):
        found = (page.source, page.title, page.published_at, page.canonical_url)
        assert found == (entry["outlet"], entry["title"], entry["published"], entry["canonical"]), path
        if ".v2" in path.name:
            assert page.modified_at == entry["v2"]["modified"]
        seen += 1
    assert seen >= 25


def full_texts(feed: Path) -> Iterator[tuple[str, list[str]]]:
    """The stories that a feed brings whole: the link, and the paragraphs and headings."""
    root = ElementTree.parse(feed).getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    for entry in [*root.iter("item"), *root.iter(f"{atom}entry")]:
        link = entry.findtext("link") or next(e.get("href") for e in entry.iter(f"{atom}link"))
        content = entry.find(f"{atom}content")
        html = entry.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or (content.text if content is not None else None)
        if content is not None and content.get("type") == "xhtml":
            html = ElementTree.tostring(content, encoding="unicode").replace("html:", "")
        blocks = re.findall(r"<(p|h2)[^>]*>(.*?)</\1>", html or "", re.S)
        plain = [plainly(re.sub(r"<[^>]+>", "", text)) for _, text in blocks]
        if plain:
            yield str(link), [text for text in plain if not text.startswith("This story first stood in")]


def plainly(text: str) -> str:
    return re.sub(r"[’‘]", "'", re.sub(r"[“”]", '"', " ".join(unescape(text).split())))


def test_saga_texts_are_those_of_the_full_text_feeds(shared: Path) -> None:
    """The feeds give the same stories without the page around them: nothing may be missing, and only the deck more."""
    texts = {entry["url"]: page for path, entry, page in saga_pages(shared) if ".v2" not in path.name}
    compared = 0
    for feed in sorted(shared.glob("sagas/*/feeds/*.xml")):
        for link, blocks in full_texts(feed):
            lines = [plainly(line) for line in texts[link].text.split("\n\n")]
            assert lines[-len(blocks) :] == blocks, link
            assert len(lines) - len(blocks) <= 1, lines[:3]
            compared += 1
    assert compared >= 10
