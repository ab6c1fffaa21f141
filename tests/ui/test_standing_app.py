"""What every page says of how the graph stands, without a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import desk
import pytest
import streamlit as st
from desk import html, run
from saga import told_home
from telling import Telling, right

from graph import embedded
from graph.errors import BadInput
from graph.events import NewEvent, run_stream
from graph.home import Home
from graph.log import EventLog
from ui import analysts
from ui.desk.app import PAGES
from ui.desk.reader import Reader

LAGS = "The graph is not up to date.</strong> The graph lacks 1 event of the log"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home of one page and one run, all of which the graph has taken in."""
    for name in ("DEALGRAPH_HOME", "DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick"))
    told.finish()
    home = told_home(tmp_path, told)
    yield home
    st.cache_resource.clear()
    embedded.stop(home.graph_dir)


def test_every_page_says_that_the_log_is_ahead_of_the_graph(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    days = {"at": "2025-06-30", "known_at": "2025-06-30"}
    app = desk.opened(monkeypatch, home, "conflicts", days)
    assert "not up to date" not in html(app)
    with EventLog.open(home.log_url) as log:
        log.append([NewEvent("run.started", run_stream("run-2"), {"kind": "ingest", "program": "dealgraph 1"})])
    for _ in range(100):  # the log is asked once in some seconds, not at each step of a slider
        if LAGS in html(run(app)):
            break
        time.sleep(0.1)
    assert LAGS in html(app)
    assert 'href=".?at=2025-06-30&amp;known_at=2025-06-30"' in html(app)
    for entry in PAGES[1:]:
        assert LAGS in html(desk.opened(monkeypatch, home, entry.path, days)), entry.title
    shown = html(desk.opened(monkeypatch, home, PAGES[0].path, days))
    assert "the graph lacks 1 event of the log" in shown
    assert "dg-standing" not in shown, "Home has a card for it"


@pytest.mark.parametrize("path", ["explore", "analysis"])
def test_without_rights_a_page_says_whether_none_were_read_or_the_graph_lacks_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    told = Telling()
    told.say("a", "2025-03-01")
    told.finish()
    home = told_home(tmp_path, told)
    try:
        assert "No rights yet" in html(desk.opened(monkeypatch, home, path, {}))
        with EventLog.open(home.log_url) as log:
            log.append([NewEvent("run.started", run_stream("run-2"), {"kind": "ingest", "program": "dealgraph 1"})])
        st.cache_resource.clear()
        shown = html(desk.opened(monkeypatch, home, path, {}))
        assert "No rights are found" in shown
        assert "dealgraph rebuild" in shown
    finally:
        st.cache_resource.clear()
        embedded.stop(home.graph_dir)


def test_sources_says_that_a_graph_without_any_is_behind(tmp_path: Path) -> None:
    home = Home.at(tmp_path).create()
    try:
        with pytest.raises(BadInput) as nothing:
            analysts.sources(home)
        assert nothing.value.hint == "dealgraph ingest --feeds feeds.opml reads some."
        with EventLog.open(home.log_url) as log:
            log.append([NewEvent("run.started", run_stream("run-1"), {"kind": "ingest", "program": "dealgraph 1"})])
        with pytest.raises(BadInput) as behind:
            analysts.sources(home)
        assert behind.value.hint.startswith("The graph lacks 1 event of the log")
    finally:
        embedded.stop(home.graph_dir)


def test_a_run_that_went_well_in_part_is_said_on_the_pages_that_do_not_show_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Telling()
    told.say("b", "2025-03-02", right("Oslund Foods", "Marrick", change="holds"))
    told.finish("run-2")
    (*events, last) = told.events
    told.events[:] = [*events, NewEvent(last.type, last.stream, {**last.data, "status": "partial"})]
    told_home(home.folder, told)
    shown = html(desk.opened(monkeypatch, home, "sources", {}))
    assert "The last run went well in part.</strong> Some feeds or pages failed in the last run: Home says which." in shown


def test_how_things_stand_is_asked_once_and_anew_when_the_graph_has_moved(home: Home) -> None:
    reader = Reader.of(home)
    before = reader.standing()
    assert Reader.of(home).standing() is before
    told = Telling()
    told.say("b", "2025-03-02", right("Oslund Foods", "Marrick", change="holds"))
    told.finish("run-2")
    told_home(home.folder, told)
    after = Reader.of(home).standing()
    assert after.run is not None
    assert after != before


def test_home_and_the_other_pages_say_that_the_log_cannot_be_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEALGRAPH_LOG_URL", "postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    days = {"at": "2025-06-30", "known_at": "2025-06-30"}
    front, other = (html(desk.opened(monkeypatch, home, path, days)) for path in ("", "conflicts"))
    for shown in (front, other):
        assert "The log cannot be read" in shown
    assert "No run yet" not in front
