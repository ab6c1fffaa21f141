"""The Cypher page's logic without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import desk
import pytest
import streamlit as st
from desk import html, run
from streamlit.testing.v1 import AppTest

from graph.home import Home
from ui.desk.cypher import LONGEST

DAYS = {"at": "2024-03-20", "known_at": "2026-11-22"}
HOLDERS = (
    "MATCH (r:Right)-[:HELD_BY]->(h) WHERE r.grantor = 'openai' AND r.field_of_use = 'compute' AND r.valid_from <= $at "
    "AND (r.valid_to IS NULL OR r.valid_to > $at) AND r.known_to IS NULL RETURN h.name AS holder, r.mode AS mode, r.id AS id"
)


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Gives the graph's server back."""
    yield
    st.cache_resource.clear()


def opened(environment: pytest.MonkeyPatch, home: Home, query: str | None = None) -> AppTest:
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        environment.delenv(name, raising=False)
    return desk.opened(environment, home, "cypher", DAYS | ({"q": query} if query else {}))


def press_run(app: AppTest) -> None:
    next(button for button in app.button if button.label == "Run").click()
    run(app)


def test_a_query_in_a_link_is_shown_and_not_run(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, HOLDERS)
    assert app.text_area(key="cypher_box").value == HOLDERS
    assert not app.dataframe
    assert "Result" not in html(app)
    press_run(app)
    assert list(app.dataframe[0].value["holder"]) == ["Microsoft"]
    assert "right?id=r-" in html(app)
    assert app.query_params["q"] == HOLDERS


def test_the_clocks_are_its_parameters(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, HOLDERS)
    press_run(app)
    assert list(app.dataframe[0].value["mode"]) == ["exclusive"]
    app.date_input(key="at").set_value(date(2019, 1, 1))
    run(app)
    assert "No rows" in html(app)
    assert "2019-01-01" in html(app)


def test_an_example_is_put_into_the_box_and_waits(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home)
    assert "MATCH (r:Right)-[:HELD_BY]->(h:Entity)" in str(app.text_area(key="cypher_box").value)
    app.selectbox(key="cypher_example").select("The network of the day")
    run(app)
    assert "RETURN g, b, r, a, h" in str(app.text_area(key="cypher_box").value)
    assert not app.dataframe
    press_run(app)
    assert app.dataframe[0].value.shape[0] > 0


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("MATCH (r:Right\nRETURN r", "line 2, column 1"),
        ("CREATE (n:Right {id: 'x'})", "can only be read"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", "LOAD CSV is refused"),
        ("  ", "The query is empty"),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, saga_home: Home, query: str, told: str) -> None:
    app = opened(monkeypatch, saga_home)
    app.text_area(key="cypher_box").set_value(query)
    press_run(app)
    assert told in html(app)
    assert not app.dataframe


def test_the_limits_hold(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, "UNWIND range(1, 50) AS n RETURN n")
    app.number_input(key="cypher_rows").set_value(7)
    press_run(app)
    assert app.dataframe[0].value.shape[0] == 7
    assert "The first 7 rows; there are more" in html(app)


def test_a_query_too_long_for_a_link_is_said(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, f"RETURN 1 // {'x' * LONGEST}")
    assert "the rest of it is left out" in html(app)
    app.text_area(key="cypher_box").set_value(f"RETURN 1 AS one // {'x' * LONGEST}")
    press_run(app)
    assert "Too long for a link" in html(app)
    assert "q" not in app.query_params
    assert list(app.dataframe[0].value["one"]) == [1]
