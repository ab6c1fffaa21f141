"""The Explore page's logic without a browser: states, choices, what survives what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

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


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, without homes of its own."""
    for name in ("DEALGRAPH_HOME", "DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def opened(environment: pytest.MonkeyPatch, home: Home, query: dict[str, str] = VIEW) -> AppTest:
    return desk.opened(environment, home, "explore", query)


def test_every_choice_changes_the_view_and_its_link(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home)
    app.selectbox(key="grantee").select("Amazon")
    app.selectbox(key="use").select("compute")
    app.date_input(key="at").set_value(date(2025, 12, 1))
    run(app)
    assert "OpenAI: what Amazon holds for compute" in html(app)
    assert app.query_params["grantee"] == "Amazon"
    assert app.query_params["at"] == "2025-12-01"
    assert app.session_state["at_slider"] == date(2025, 12, 1)
    app.selectbox(key="about").select("Anthropic")
    run(app)
    assert "Anthropic: who holds what, exclusively" in html(app)
    assert "grantee" not in app.query_params


def test_a_territory_can_be_chosen_where_there_are_any(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home)
    assert "territory" not in [box.key for box in app.selectbox]
    app.selectbox(key="about").select("Orchid Oncology")
    run(app)
    app.selectbox(key="territory").select("Japan")
    run(app)
    assert "Kirin Labs" in html(app)
    assert app.query_params["territory"] == "Japan"


def test_a_field_is_shown_whoever_grants_it(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home)
    app.selectbox(key="about").select("Hosting · stateless API · field of use")
    run(app)
    assert "Hosting · stateless API: who holds what, of whom" in html(app)
    assert '<strong>Microsoft</strong><span> of </span><a href="explore?grantor=OpenAI&amp;use=hosting.stateless_api' in html(app)
    assert dict(app.query_params) == {"use": "hosting.stateless_api", "at": "2026-03-20", "known_at": "2026-11-22"}


def test_a_brand_in_a_link_is_what_it_stands_for(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home, VIEW | {"grantor": "Azure"})
    assert "Nobody has said that Microsoft grants a right" in html(app)
    assert "What Microsoft holds of others" in html(app)
    app = opened(at_home, saga_home, VIEW | {"grantor": "GPT-3.5"})
    assert "OpenAI: who holds what over GPT-3, exclusively" in html(app)
    assert app.query_params["subject"] == "GPT-3"
    assert app.selectbox(key="about").value == "GPT-3 · product of OpenAI"


def test_the_slider_moves_the_date(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home)
    app.slider(key="known_slider").set_value(date(2025, 1, 1))
    run(app)
    assert app.date_input(key="known").value == date(2025, 1, 1)
    assert "using only what was known on <strong>1 Jan 2025</strong>" in html(app)


def test_before_anything_was_known_no_claim_is_found(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home, VIEW | {"known_at": "2018-01-01"})
    assert html(app).count("No claim found in scope") > 1
    assert "No: " not in html(app)
    assert app.button(key="known_previous").disabled
    assert not app.button(key="known_next").disabled


def test_evidence_is_picked_by_right_and_by_side(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(at_home, saga_home)
    everything = len(app.dataframe[0].value)
    app.selectbox(key="evidence_of").select_index(0)
    run(app)
    today = len(app.dataframe[0].value)
    assert 0 < today < everything
    app.button_group(key="evidence_side").set_value("Against")
    run(app)
    assert 'class="dg-quote dg-side-for"' not in html(app)
    assert "Microsoft objects" in html(app)


def test_an_empty_home_says_what_to_type(at_home: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from graph import embedded

    home = Home.at(tmp_path / "home").create()
    app = opened(at_home, home, {})
    assert "<h1>Explore</h1>" in html(app)
    assert "Nothing has been read yet" in html(app)
    assert "dealgraph ingest" in html(app)
    st.cache_resource.clear()
    embedded.stop(home.graph_dir)


def test_a_graph_that_is_away_is_said_without_its_secrets_and_can_be_tried_again(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    at_home.setenv("DEALGRAPH_GRAPH_URL", "bolt://reader:secret@127.0.0.1:9")
    app = opened(at_home, saga_home)
    assert "The graph cannot be read right now" in html(app)
    assert "secret" not in html(app)
    at_home.delenv("DEALGRAPH_GRAPH_URL")
    app.button(key="again").click()
    run(app)
    assert "In force on <strong>20 Mar 2026</strong>" in html(app)


def test_an_impossible_address_of_the_graph_is_said(at_home: pytest.MonkeyPatch, saga_home: Home) -> None:
    at_home.setenv("DEALGRAPH_GRAPH_URL", "ftp://example.com")
    assert "address of the graph server" in html(opened(at_home, saga_home))
