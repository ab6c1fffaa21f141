"""Feeds: real ones, broken ones, hostile ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hosting import rss, rss_item
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import feeds
from ingest.errors import NotAFeed

HERE = "http://wire.example/feed.xml"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://wire.example/x/"><title>Wire</title>
<entry><title type="html">A &lt;b&gt;bold&lt;/b&gt; deal</title><id>tag:1</id><link href="one.html"/>
<published>2025-11-03T14:00:00-05:00</published><updated>2025-11-04T09:00:00Z</updated>
<content type="html">&lt;p&gt;Whole text.&lt;/p&gt;</content></entry>
<entry><title>Two</title><id>tag:2</id><link href="http://other.example/two?utm_source=feed"/><updated>2025-11-04T09:00:00+01:00</updated></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://wire.example/"><title>Wire</title></channel>
<item rdf:about="http://wire.example/1"><title>One</title><link>http://wire.example/1</link><dc:date>2025-11-03T14:00:00+09:00</dc:date></item></rdf:RDF>"""


def parse(text: str | bytes, **more: object) -> feeds.Feed:
    body = text.encode() if isinstance(text, str) else text
    return feeds.parse(body, address=HERE, **more)  # type: ignore[arg-type]


def refused(text: str | bytes, **more: object) -> str:
    with pytest.raises(NotAFeed) as caught:
        parse(text, **more)
    return caught.value.code


def test_rss() -> None:
    (item,) = parse(rss(rss_item("http://wire.example/a?utm_medium=rss#x", more="<guid isPermaLink='false'>7</guid>"))[1]).items
    assert item == feeds.Item("7", "http://wire.example/a", "A title", "2025-11-03T14:00:00-05:00", None, "Wire")


def test_atom() -> None:
    one, two = parse(ATOM).items
    assert one == feeds.Item(
        "tag:1", "http://wire.example/x/one.html", "A bold deal", "2025-11-03T14:00:00-05:00", "<p>Whole text.</p>", "Wire"
    )
    assert (two.url, two.published_at, two.source) == ("http://other.example/two", "2025-11-04T09:00:00+01:00", None)


def test_rdf() -> None:
    (item,) = parse(RDF).items
    assert (item.url, item.published_at) == ("http://wire.example/1", "2025-11-03T14:00:00+09:00")


def test_content_encoded_is_the_full_text() -> None:
    more = "<description>Short.</description><content:encoded><![CDATA[<p>Long &amp; whole.</p>]]></content:encoded>"
    text = rss(rss_item("http://wire.example/a", more=more))[1].replace(
        '"2.0"', '"2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    assert parse(text).items[0].html == "<p>Long &amp; whole.</p>"


def test_the_outlet_is_named_by_the_item_or_by_a_feed_of_the_same_site() -> None:
    named = rss_item("http://other.example/a", more='<source url="http://other.example/rss">The Other</source>')
    items = parse(rss(named, rss_item("http://www.wire.example/b"), rss_item("http://third.example/c"))[1]).items
    assert [item.source for item in items] == ["The Other", "Wire", None]


def test_items_without_an_address_are_left_out() -> None:
    items = parse(rss("<item><title>No link</title></item>", rss_item("mailto:a@b.example"), rss_item("/relative"))[1]).items
    assert [item.url for item in items] == ["http://wire.example/relative"]


def test_a_guid_that_several_pages_share_identifies_none_of_them() -> None:
    guid = "<guid isPermaLink='false'>same</guid>"
    items = parse(rss(*(rss_item(f"http://wire.example/{n}", more=guid) for n in "aba"))[1]).items
    assert [item.id for item in items] == ["http://wire.example/a", "http://wire.example/b"]
    assert [item.id for item in parse(rss(rss_item("http://wire.example/a", more=guid) * 2)[1]).items] == ["same"]


@pytest.mark.parametrize("date", ["nonsense", "2025", ""])
def test_an_item_may_have_no_date(date: str) -> None:
    assert parse(rss(rss_item("http://wire.example/a", date=date))[1]).items[0].published_at is None


# Broken ones


def test_of_a_feed_that_breaks_off_the_whole_entries_are_kept() -> None:
    text = rss(*(rss_item(f"http://wire.example/{n}") for n in range(3)))[1]
    feed = parse(text[: text.rindex("</link>")])
    assert [item.url for item in feed.items] == ["http://wire.example/0", "http://wire.example/1"]
    assert feed.lost
    atom = parse(ATOM[: ATOM.index("<title>Two")])
    assert [item.id for item in atom.items] == ["tag:1"]
    assert atom.lost


@given(st.integers(0, 700))
@settings(max_examples=60, deadline=None)
def test_wherever_it_breaks_off_no_entry_is_half_read(at: int) -> None:
    items = [rss_item(f"http://wire.example/{n}", title=f"Title {n}") for n in range(4)]
    text = rss(*items)[1]
    try:
        feed = parse(text[:at])
    except NotAFeed:
        return
    whole = parse(text).items
    assert feed.items == whole[: len(feed.items)]
    assert feed.lost or feed.items == whole


def test_a_whole_document_of_a_broken_transfer_says_so() -> None:
    assert parse(rss(rss_item("http://wire.example/a"))[1], cut=True).lost


def test_markup_that_is_not_well_formed_is_read_all_the_same() -> None:
    items = parse(rss(rss_item("http://wire.example/a", title="Bed & breakfast <deal"), rss_item("http://wire.example/b"))[1]).items
    assert [item.url for item in items] == ["http://wire.example/a", "http://wire.example/b"]
    assert items[0].title.startswith("Bed & breakfast")


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xDFFF;", "&#0;", "&#x110000;", "&#99999999999;", "&#1114112;"])
def test_references_to_characters_that_do_not_exist(reference: str) -> None:
    item = parse(rss(rss_item("http://wire.example/a", title=f"A {reference} &#233; deal"))[1]).items[0]
    assert (item.url, item.title) == ("http://wire.example/a", "A \ufffd é deal")


def test_what_breaks_the_lenient_reader_is_a_refusal() -> None:
    broken = "<image></width></image></channel></rss>"
    assert refused(rss(rss_item("http://wire.example/a"))[1].replace("</channel></rss>", broken)) == "not_a_feed"


MUTATIONS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 60), st.sampled_from([*'<>&"\0', "<item>", "]]>", "&#xD800;", "http://["]))
)


@given(st.sampled_from([ATOM, RDF, rss(rss_item("http://wire.example/a"))[1]]), MUTATIONS)
@settings(max_examples=200, deadline=None)
def test_whatever_is_done_to_a_feed_it_is_read_or_refused(text: str, mutations: list[tuple[int, int, str]]) -> None:
    for at, length, new in mutations:
        at %= len(text) + 1
        text = text[:at] + new + text[at + length :]
    try:
        feed = parse(text)
    except NotAFeed:
        return
    assert all(item.url.startswith("http") and item.id for item in feed.items)


@pytest.mark.parametrize(
    ("declared", "charset", "encoded"),
    [
        ("utf-8", None, "utf-8"),
        ("iso-8859-1", None, "latin-1"),
        ("utf-8", "iso-8859-1", "utf-8"),
        ("utf-8", None, "cp1252"),
        ("iso-8859-1", None, "utf-8"),
        ("windows-1252", "utf-8", "cp1252"),
        ("us-ascii", None, "utf-8"),
        ("utf-16", None, "utf-16"),
    ],
)
def test_the_right_letters_in_the_wrong_encoding(declared: str, charset: str | None, encoded: str) -> None:
    text = rss(rss_item("http://wire.example/a", title="Café Zürich"))[1].replace("UTF-8", declared)
    assert parse(text.encode(encoded), charset=charset).items[0].title == "Café Zürich"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_encodings_without_a_mark(encoding: str) -> None:
    text = rss(rss_item("http://wire.example/a", title="Café"))[1].replace("UTF-8", "utf-16")
    assert parse(text.encode(encoding)).items[0].title == "Café"


# What is none


@pytest.mark.parametrize("body", [b"", b"  \n\t ", b"\0\0\0"])
def test_nothing_is_no_feed(body: bytes) -> None:
    assert refused(body) == "empty"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<!doctype html><html><body>404</body></html>", "html"),
        ("<html>", "html"),
        ("<!-- x --><HTML lang=en><body>", "html"),
        ("Not found", "not_a_feed"),
        ('{"version": "https://jsonfeed.org/version/1"}', "not_a_feed"),
        ("<opml><body/></opml>", "not_a_feed"),
        ("%PDF-1.7", "not_a_feed"),
        ("<?xml version='1.0'", "not_a_feed"),
        ("<!-- never closed <rss>", "not_a_feed"),
    ],
)
def test_other_things_are_no_feed(text: str, code: str) -> None:
    assert refused(text) == code


def test_a_web_page_names_its_feed() -> None:
    with pytest.raises(NotAFeed, match=r"http://wire\.example/rss\?a=1&b=2"):
        parse('<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head></html>')


# Hostile ones

BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    assert refused(BOMB.encode(encoding)) == "entities"
    assert refused(f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}'.encode(encoding)) == "entities"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]>',
        "<!DOCTYPE rss [<!ATTLIST item x CDATA 'long'>]>",
        "<!-- <x> --><!DOCTYPE rss [<!ENTITY a 'b'>]>",
        "<!-- \n<!ENTITY a 'b'>\n -->",
        "<?x <y?><!DOCTYPE rss [<!ENTITY a 'b'>]>",
        "<!doctype rss [<!entity a 'b'>]>",
    ],
)
def test_declarations_are_refused_wherever_they_hide(prolog: str) -> None:
    assert refused(f'{prolog}<rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>') in ("entities", "not_a_feed")


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "hz", "rot13", "idna", "unicode_escape"])
def test_encodings_in_which_markup_can_hide_are_refused(encoding: str) -> None:
    text = '<rss version="2.0"><channel></channel></rss>'
    assert refused(f'<?xml version="1.0" encoding="{encoding}"?>{text}') == "encoding"
    assert refused(text, charset=encoding) == "encoding"


def test_the_document_type_of_old_rss_is_no_bomb() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    feed = parse(f'<?xml version="1.0"?>{doctype}<rss version="0.91"><channel>{rss_item("http://wire.example/a")}</channel></rss>')
    assert len(feed.items) == 1


@pytest.mark.parametrize(
    "filling",
    ["<b>", "<item/>", "<a ", "<a b=c ", "&", "<!--", "<![CDATA[", "<?a ?>", "<!DOCTYPE a>", " ", "<", '<a b="'],
)
def test_a_megabyte_of_rubbish_is_dealt_with_in_time(filling: str) -> None:
    begun = time.monotonic()
    for start in ('<rss version="2.0"><channel>', ""):
        try:
            feed = parse(start + filling * (1_000_000 // len(filling)))
        except NotAFeed:
            continue
        assert not feed.items
    assert time.monotonic() - begun < 20


def test_real_feeds_are_read(shared: Path) -> None:
    read, refusals = {}, set()
    for path in sorted((shared / "feeds" / "real").glob("*.xml")):
        try:
            read[path.name] = feeds.parse(path.read_bytes(), address=HERE)
        except NotAFeed as e:
            refusals.add(e.code)
    assert refusals <= {"not_a_feed"}  # fragments of feeds
    assert len(read) >= 35
    assert {name for name, feed in read.items() if not feed.items} <= {"AtomEscapedHTMLInPreTag.xml"}
    assert sum(len(feed.items) for feed in read.values()) > 250
    assert sum(item.published_at is not None for feed in read.values() for item in feed.items) > 250
    assert not any(feed.lost for feed in read.values())


def test_hostile_documents_are_refused(shared: Path) -> None:
    for path in sorted((shared / "feeds" / "hostile").glob("*.xml")):
        with pytest.raises(NotAFeed) as caught:
            feeds.parse(path.read_bytes(), address=HERE)
        bomb = b"<!ENTITY" in path.read_bytes()
        assert (caught.value.code == "entities") is bomb, path.name
