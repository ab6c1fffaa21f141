"""Home and What changed without a browser: what they show, take from links, and say where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import desk
import pytest
import streamlit as st
from desk import html, run

from graph.home import Home
from ui.watchlists import EXAMPLE

DAYS = {"at": "2026-04-30", "known_at": "2026-11-22"}


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Gives the graph's server back."""
    yield
    st.cache_resource.clear()


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, without homes of its own."""
    for name in ("DEALGRAPH_HOME", "DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def watching(saga_home: Home) -> Iterator[Path]:
    """The saga's file of watchlists, which is gone after the test."""
    file = saga_home.folder / "watchlists.toml"
    yield file
    file.unlink(missing_ok=True)


def test_home_tells_what_changed_in_thirty_days_and_what_is_open(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = desk.opened(at_home, saga_home, "", DAYS)
    seen = html(app)
    assert "What is new" in seen
    assert "after 31 Mar 2026, up to 30 Apr 2026" in seen
    assert "Preferred since 27 Apr 2026" in seen
    assert 'href="changes?clock=world&amp;from=2026-03-31&amp;to=2026-04-30&amp;at=2026-04-30&amp;known_at=2026-11-22"' in seen
    assert "All went well" in seen
    assert "No watchlist yet" in seen
    assert "Open conflicts" in seen
    assert dict(app.query_params.items()) == DAYS
    assert [app.button(key=key).label for key in ("at_previous", "known_previous")] == ["← 27 Apr 2026", "← 30 May 2026"]
    app.button(key="at_previous").click()
    run(app)
    assert app.query_params["at"] == "2026-04-27"
    assert app.button(key="at_next").label == "1 May 2026 →"


def test_where_nothing_changed_home_tells_what_did_before(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    seen = html(desk.opened(at_home, saga_home, "", {"at": "2020-06-01", "known_at": "2020-06-01"}))
    assert "Nothing changed" in seen
    assert "22 Jul 2019" in seen
    before = html(desk.opened(at_home, saga_home, "", {"at": "2001-01-01", "known_at": "2001-01-01"}))
    assert "The changes before them" not in before


def test_home_shows_the_hits_of_each_watchlist(at_home: pytest.MonkeyPatch, saga_home: Home, watching: Path) -> None:
    text = EXAMPLE + '\n[[watchlist]]\nname = "Odd <b>"\ncompanies = ["Nobody Ever"]\n'
    watching.write_text(text, encoding="utf-8")
    seen = html(desk.opened(at_home, saga_home, "", DAYS))
    assert "watchlist=Clouds" in seen
    assert "Odd &lt;b&gt;" in seen
    assert "Unknown company &#x27;Nobody Ever&#x27;" in seen
    assert "No change in 30 days." in seen
    watching.write_text("[[watchlist]]", encoding="utf-8")
    assert "watchlist 1 has no name" in html(desk.opened(at_home, saga_home, "", DAYS))


def test_changes_takes_its_choices_from_the_link_and_writes_them_back(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    query = DAYS | {"clock": "world", "from": "2026-01-01", "to": "2026-04-30", "company": "Azure", "use": "licence"}
    app = desk.opened(at_home, saga_home, "changes", query)
    assert "1 change in the world after 1 Jan 2026, up to 30 Apr 2026" in html(app)
    assert "Exclusive → non-exclusive" in html(app)
    assert dict(app.query_params.items()) == query
    assert [button.proto.label for button in app.get("download_button")] == ["Atom feed of these days"]
    app.text_input(key="changes_company").set_value("")
    app.date_input(key="changes_from").set_value(date(2019, 1, 1))
    run(app)
    assert "company" not in app.query_params
    assert "after 1 Jan 2019" in html(app)


def test_knowledge_has_its_own_words(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    query = DAYS | {"clock": "knowledge", "from": "2019-07-21", "to": "2019-07-22"}
    seen = html(desk.opened(at_home, saga_home, "changes", query))
    assert "in what was known after 21 Jul 2019, up to 22 Jul 2019" in seen
    assert ">learnt<" in seen


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"from": "2026-01-01", "to": "2025-01-01"}, "wrong way round"),
        ({"clock": "cuckoo"}, "The clock of the link is none that there is"),
        ({"use": "nosuch"}, "an unknown field of use, nosuch"),
        ({"from": "soon"}, "The from of the link is off"),
        ({"company": "Nobody Ever"}, "Unknown company"),
        ({"watchlist": "Nosuch"}, "There is no watchlist Nosuch here"),
        ({"from": "2001-01-01", "to": "2002-01-01"}, "Nothing changed"),
    ],
)
def test_what_is_off_is_said(at_home: pytest.MonkeyPatch, saga_home: Home, more: dict[str, str], told: str) -> None:
    assert told in html(desk.opened(at_home, saga_home, "changes", DAYS | more))


def test_a_watchlist_is_a_scope(at_home: pytest.MonkeyPatch, saga_home: Home, watching: Path) -> None:
    watching.write_text(EXAMPLE, encoding="utf-8")
    app = desk.opened(at_home, saga_home, "changes", DAYS | {"watchlist": "Clouds", "from": "2025-01-01", "to": "2025-06-30"})
    assert app.text_input(key="changes_company").disabled
    assert app.selectbox(key="changes_watchlist").value == "Clouds"
    assert "Exclusive → first refusal" in html(app)
