"""The Analysis page's logic without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import desk
import pytest
import streamlit as st
from desk import html, run
from streamlit.testing.v1 import AppTest

from graph.home import Home

VIEW = {"grantor": "OpenAI", "at": "2026-03-20", "known_at": "2026-11-22"}


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Gives the graph's server back."""
    yield
    st.cache_resource.clear()


def opened(environment: pytest.MonkeyPatch, home: Home, **query: str) -> AppTest:
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        environment.delenv(name, raising=False)
    return desk.opened(environment, home, "analysis", VIEW | query)


def test_a_link_shows_its_measure_with_rights_to_follow(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home)
    assert "OpenAI: who depends on whom" in html(app)
    assert "<td>Microsoft</td>" in html(app)
    assert "right?id=r-" in html(app)
    assert app.query_params["measure"] == "dependency"
    assert {"from", "to", "hops"} <= set(app.query_params)


def test_each_measure_is_shown_and_kept_in_the_link(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, measure="concentration")
    assert "Herfindahl" in html(app)
    for measure in ("brokers", "exposure", "supply"):
        app.button_group(key="analysis_of_measure").set_value(measure)
        run(app)
        assert app.query_params["measure"] == measure
    app = opened(monkeypatch, saga_home, measure="exposure")
    assert "its holder, would lose" in html(app)
    assert app.query_params["right"].startswith("r-")


def test_a_measure_that_there_is_not_is_said(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    seen = html(opened(monkeypatch, saga_home, measure="charm", hops="9"))
    assert "The measure of the link is none that there is. Shown instead: depends on its holders." in seen
    assert "The hops of the link is none that there is. Shown instead: one step." in seen


def test_a_day_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, **{"from": "2020-02-31", "to": "2300-01-01"})
    seen = html(app)
    assert "The from of the link is off: &#x27;2020-02-31&#x27; is not a date" in seen
    assert "The to of the link is off: 2300-01-01 lies outside 1900 to 2199. Shown instead: half a year after the day in force." in seen
    assert "off:" not in html(run(app)), "it is said of the link, not of what is shown"
    assert app.date_input(key="analysis_of_to").value == date(2026, 9, 19)


def test_the_period_is_the_links_or_the_readers(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, **{"from": "2020-01-01", "to": "2021-01-01"})
    assert app.date_input(key="analysis_of_from").value == date(2020, 1, 1)
    app.date_input(key="analysis_of_to").set_value(date(2019, 1, 1))
    run(app)
    assert "The days are the wrong way round" in html(app)


def test_nothing_known_is_said(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    assert "Nothing to measure" in html(opened(monkeypatch, saga_home, known_at="2015-01-01"))


def test_a_field_is_no_company(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home)
    app.session_state["grantor"], app.session_state["use"] = None, "compute"
    run(app)
    assert "Choose a company" in html(app)


def test_a_wrong_link_says_so_and_shows_what_it_can(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, grantor="Nobody & Sons", measure="magic", hops="99", right="r-none")
    assert "Nobody &amp; Sons" in html(app)
    assert app.query_params["measure"] == "dependency"
    assert app.query_params["hops"] == "1"
