"""Digests: what is sent and what feed readers get, whatever strangers' texts hold; and the command that writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import held, told
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.answers import Changes, Moved, Right
from graph.home import Home
from ui.cli import run
from ui.digest import EVERYBODY, Digest, parts
from ui.markup import atom, mail
from ui.watchlists import EXAMPLE, Watchlist

SINCE, UNTIL = date(2025, 1, 1), date(2025, 2, 1)
BASE = "http://127.0.0.1:8501"
ATOM = "{http://www.w3.org/2005/Atom}"
MAIL = set("html head meta title body table tr td h1 h2 h3 p a strong blockquote br span".split())


def changes(*moved: Moved, complete: bool = True) -> Changes:
    return Changes(SINCE, UNTIL, complete, moved)


def begun(right: Right, day: str = "2025-01-21") -> Moved:
    return Moved("begins", date.fromisoformat(day), None, right)


def evil(text: str) -> Digest:
    strings = ("title", "source", "speaker", "quote", "published_at", "url", "canonical_url")
    right = held(text, territory=text, grantor=text, supporting=(told(**dict.fromkeys(strings, text)),))
    return Digest(Watchlist(text), changes(begun(right)), changes(), (text,))


class Tags(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def entries(text: str) -> list[ElementTree.Element]:
    """The entries of a feed that has all that the standard asks for."""
    root = ElementTree.fromstring(text.encode())
    found = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed"
    assert len(root.findall(f"{ATOM}author/{ATOM}name")) == 1
    for element in (root, *found):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert one.text
        assert re.fullmatch(r"tag:dealgraph,2026:(digest|change)/[0-9a-f]{16}", element.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
        assert all((link.get("href") or "").startswith(f"{BASE}/") for link in element.findall(f"{ATOM}link"))
    ids = [e.findtext(f"{ATOM}id") for e in found]
    assert len(ids) == len(set(ids))
    return found


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE_MARKDOWN, "'\"><a href=javascript:alert(1)>", "]]></content>", "\x00\x0b\ufffe"])
def test_hostile_texts_are_only_text(text: str) -> None:
    page = Tags(mail.page([evil(text)], BASE, UNTIL))
    assert {tag for tag, _ in page.found} <= MAIL
    assert all((value or "").startswith(f"{BASE}/") for _, attributes in page.found for name, value in attributes.items() if name == "href")
    assert not any(name.startswith("on") or name in ("src", "background") for _, attributes in page.found for name in attributes)
    (entry,) = entries(atom.feed([evil(text)], BASE, UNTIL))
    content = Tags(entry.findtext(f"{ATOM}content") or "")
    assert {tag for tag, _ in content.found} <= MAIL


@given(st.text())
def test_any_text_makes_a_feed_that_parses(text: str) -> None:
    assert len(entries(atom.feed([evil(text)], BASE, UNTIL))) == 1


def test_a_change_keeps_its_id_whichever_version_tells_it_and_is_told_once() -> None:
    right = held("Zed", since="2025-01-21")
    later = replace(right, id="r-later", credence=0.99, valid_to=date(2030, 1, 1), supporting=(told("c-9"),))
    one = Digest(Watchlist("A"), changes(begun(right)), changes())
    other = Digest(Watchlist("B"), changes(begun(later)), changes())
    first, second = (entries(atom.feed([d], BASE, UNTIL))[0] for d in (one, other))
    assert first.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id")
    (both,) = entries(atom.feed([one, other], BASE, UNTIL))
    assert [c.get("term") for c in both.findall(f"{ATOM}category")] == ["A", "B"]
    assert atom.feed([one, other], BASE, UNTIL) == atom.feed([one, other], BASE, UNTIL)


def test_what_the_world_tells_beliefs_do_not_tell_again() -> None:
    new, old = held("Zed", since="2025-01-21"), held("Yolk")
    both = Digest(EVERYBODY, changes(begun(new)), changes(begun(new, "2025-01-22"), begun(old, "2025-01-23")))
    world, beliefs = parts(both)
    assert [c.what for c in world.shown] == ["Zed · Compute"]
    assert [(c.what, c.word) for c in beliefs.shown] == [("Yolk · Compute", "learnt")]


def test_an_end_is_told_by_who_says_that_it_ended() -> None:
    gone = held("Zed", until="2025-01-21", supporting=(told("c-1"), told("c-2", change="ends")))
    (world, _) = parts(Digest(EVERYBODY, changes(Moved("ends", date(2025, 1, 21), gone, None)), changes()))
    assert [e.claim for e in world.shown[0].told] == ["c-2", "c-1"]


def test_what_was_cut_and_what_is_empty_are_said() -> None:
    cut = Digest(EVERYBODY, changes(begun(held("Zed")), complete=False), changes())
    assert "only what changed after 1 Jan 2025" in mail.page([cut], BASE, UNTIL)
    assert "only what changed after 1 Jan 2025" in mail.plain([cut], BASE, UNTIL)
    empty = Digest(EVERYBODY, changes(), changes())
    assert "Nothing changed." in mail.page([empty], BASE, UNTIL)
    assert mail.plain([empty], BASE, UNTIL).startswith("No change after 1 Jan 2025, up to 1 Feb 2025")
    assert entries(atom.feed([empty], BASE, UNTIL)) == []


# The command


@pytest.fixture
def home(saga_home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The saga's home with a watchlist."""
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALGRAPH_HOME", str(saga_home.folder))
    file = saga_home.folder / "watchlists.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    yield saga_home
    file.unlink(missing_ok=True)


APRIL = ["--since", "2026-03-31", "--until", "2026-04-30", "--known-at", "2026-05-01"]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert run(["digest", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.usefixtures("home")
def test_a_digest_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, *APRIL)
    assert found["question"] == {"since": "2026-03-31", "until": "2026-04-30", "known_at": "2026-05-01"}
    (one,) = found["digests"]
    assert one["watchlist"] == {"name": "Clouds", "companies": ["OpenAI", "Microsoft"], "fields": ["compute"]}
    assert [(m["change"], m["after"]["mode"]) for m in one["world"]["moved"]] == [("begins", "preferred")]
    assert printed(capsys, *APRIL, "--watchlist", "Clouds") == found


def test_without_watchlists_it_is_everybodys(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (home.folder / "watchlists.toml").unlink()
    assert printed(capsys, *APRIL)["digests"][0]["watchlist"]["name"] == "Everybody"
    assert run(["digest", "--watchlist", "Clouds"]) == 2
    assert "[[watchlist]]" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_a_page_and_a_feed_are_written_and_the_text_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["digest", *APRIL]) == 0
    assert "27 Apr 2026  begins  Microsoft · Compute" in capsys.readouterr().out
    page, feed = tmp_path / "digest.html", tmp_path / "digest.atom"
    assert run(["digest", *APRIL, "--html", str(page), "--atom", str(feed), "--base", "https://desk.example/deals/"]) == 0
    assert capsys.readouterr().out == ""
    assert 'href="https://desk.example/deals/right?id=r-' in page.read_text(encoding="utf-8")
    assert "https://desk.example/deals/right?id=r-" in feed.read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["digest.atom", "digest.html"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--watchlist", "Nosuch"], "usage"),
        (["--base", "javascript:1"], "usage"),
        (["--since", "2026-05-01", "--until", "2026-04-01"], "bad_input"),
        (["--since", "soon"], "bad_date"),
    ],
)
@pytest.mark.usefixtures("home")
def test_wrong_words_are_refused(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["digest", *words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_a_damaged_file_of_watchlists_is_refused(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (home.folder / "watchlists.toml").write_text("[[watchlist]]", encoding="utf-8")
    assert run(["digest", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "watchlists"
