"""Lists of feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadInput
from ingest.opml import feeds_of, sources_of

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Wire" type="rss" xmlUrl="http://Wire.example/feed#x"/>
<outline text="Folder"><outline text="B" xmlUrl="https://b.example/rss"/><outline text="No feed" htmlUrl="https://c.example/"/></outline>
<outline text="Again" xmlurl="http://wire.example/feed"/></body></opml>"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "feeds.opml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_feeds_come_in_the_order_of_the_file_each_once(tmp_path: Path, encoding: str) -> None:
    assert feeds_of(write(tmp_path, OPML.encode(encoding))) == ("http://wire.example/feed", "https://b.example/rss")


def test_addresses_and_files_may_be_mixed(tmp_path: Path) -> None:
    path = write(tmp_path, OPML)
    assert sources_of(["HTTPS://a.example", path, str(path), "http://wire.example/feed"]) == (
        "https://a.example/",
        "http://wire.example/feed",
        "https://b.example/rss",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no OPML"),
        ("<opml><body>", "is no OPML"),
        ("http://wire.example/feed", "is no OPML"),
        ("<opml><body/></opml>", "lists no feed"),
        ("<rss><channel/></rss>", "lists no feed"),
        ('<opml><body><outline xmlUrl="ftp://wire.example"/></body></opml>', "no web address"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml><body><outline xmlUrl="http://&a;"/></body></opml>', "declares entities"),
    ],
)
def test_what_is_no_list_of_feeds(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        feeds_of(write(tmp_path, text))
    assert caught.value.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        sources_of(["wire.example/feed"])
    with pytest.raises(BadInput, match="cannot be read"):
        sources_of([tmp_path])


@pytest.mark.parametrize("address", ["http://", "http://user:secret@wire.example/", "https://exa mple", "ftp://wire.example/feed"])
def test_addresses_that_cannot_be(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        sources_of([address])
    assert "secret" not in str(caught.value)
