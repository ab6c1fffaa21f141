"""The Ask page's logic without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import desk
import pytest
import streamlit as st
from desk import html, run
from streamlit.testing.v1 import AppTest

from graph.home import Home
from nlp import ClaimIndex, Searcher
from ui.views.asking import LONGEST, QUESTIONS

DAYS = {"at": "2026-03-31", "known_at": "2026-06-30"}


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Gives the graph's server back."""
    yield
    st.cache_resource.clear()


def opened(environment: pytest.MonkeyPatch, home: Home, **query: str) -> AppTest:
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        environment.delenv(name, raising=False)
    return desk.opened(environment, home, "ask", DAYS | query)


def claims(app: AppTest) -> set[str]:
    return set(re.findall(r'data-claim="([^"]*)"', html(app)))


def test_a_question_in_a_link_is_answered(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    app = opened(monkeypatch, demo_home, q="who may host the models")
    assert 'class="dg-event"' in html(app)
    assert "right?id=r-" in html(app)
    assert app.query_params["q"] == "who may host the models"


def test_both_clocks_count(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    app = opened(monkeypatch, demo_home, q="is Microsoft thinking of legal action")
    assert "weighing legal action" in html(app)
    app.date_input(key="known").set_value(date(2026, 3, 1))
    run(app)
    assert "weighing legal action" not in html(app)
    app.date_input(key="known").set_value(date(2015, 1, 1))
    run(app)
    assert "No quote is about that" in html(app)


def test_what_was_over_is_shown_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    app = opened(monkeypatch, demo_home, q="the exclusive cloud provider of OpenAI", at="2019-01-01")
    before = claims(app)
    app.checkbox(key="ask_whenever").check()
    run(app)
    assert claims(app) - before
    assert app.query_params["whenever"] == "1"


def test_without_a_question_there_are_some_to_begin_with(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    app = opened(monkeypatch, demo_home)
    assert [app.button(key=f"ask_example_{n}").label for n in range(len(QUESTIONS))] == list(QUESTIONS)
    app.button(key="ask_example_1").click()
    run(app)
    assert app.text_input(key="ask_box").value == QUESTIONS[1]
    assert "data-claim" in html(app)


def test_a_question_that_is_too_long_is_cut_and_said(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    app = opened(monkeypatch, demo_home, q="who " * LONGEST)
    assert "the rest of it is left out" in html(app)
    assert len(app.text_input(key="ask_box").value or "") <= LONGEST


def test_a_home_without_an_index_says_what_to_do(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, q="who?")
    assert "Nothing can be found yet" in html(app)
    assert "dealgraph rebuild" in html(app)


def test_the_index_is_loaded_once_and_again_when_it_has_moved(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    loads: list[None] = []
    load = ClaimIndex.load

    def counted(index: ClaimIndex) -> Searcher:
        loads.append(None)
        return load(index)

    monkeypatch.setattr(ClaimIndex, "load", counted)
    app = opened(monkeypatch, demo_home, q="who may host the models")
    app.text_input(key="ask_box").set_value("who sells it")
    run(app)
    assert len(loads) == 1
    demo_home.search_file.touch()
    run(app)
    assert len(loads) == 2
