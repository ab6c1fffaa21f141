"""The page of a right without a browser, on the demo's data and on homes whose texts are not there."""

from __future__ import annotations

from datetime import date

import pytest
from desk import html, opened

from graph import open_graph
from graph.answers import Right
from graph.home import Home
from graph.store import GraphStore

DAYS = {"at": "2026-03-31", "known_at": "2026-06-30"}


def rights(home: Home, grantor: str = "OpenAI") -> dict[str, Right]:
    """What the holders of a grantor's compute have, by mode."""
    with open_graph(home) as deals:
        return {r.mode.value: r for r in deals.timeline(grantor, grantee="Microsoft", use="compute")}


def test_a_right_of_the_demo(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    right = rights(demo_home)["exclusive"]
    app = opened(monkeypatch, demo_home, "right", {"id": right.id, **DAYS})
    written = html(app)
    assert "Microsoft held OpenAI’s compute exclusively" in written
    assert "In force on <strong>31 Mar 2026</strong>, using only what was known on <strong>30 Jun 2026</strong>" in written
    assert f"For: {len(right.supporting)} claims" in written
    assert "<mark>Microsoft is investing $1 billion in OpenAI and has become its exclusive cloud provider" in written
    assert dict(app.query_params) == {"id": right.id, **DAYS}


def test_before_it_was_believed_the_page_leads_to_what_was(monkeypatch: pytest.MonkeyPatch, demo_home: Home) -> None:
    right = rights(demo_home)["exclusive"]
    app = opened(monkeypatch, demo_home, "right", {"id": right.id, "at": "2026-03-31", "known_at": "2021-01-01"})
    with open_graph(demo_home) as deals:
        then = deals.timeline("OpenAI", grantee="Microsoft", use="compute", known_at=date(2021, 1, 1))
    assert "This was not yet believed on 1 Jan 2021" in html(app)
    assert f"right?id={then[0].id}&amp;at=2026-03-31&amp;known_at=2021-01-01" in html(app)


@pytest.mark.parametrize(("query", "says"), [({"id": "r-0123456789abcdef"}, "No such right"), ({}, "Which right?")])
def test_a_link_to_no_right_says_so_and_leads_on(
    monkeypatch: pytest.MonkeyPatch, demo_home: Home, query: dict[str, str], says: str
) -> None:
    app = opened(monkeypatch, demo_home, "right", {**query, **DAYS})
    assert says in html(app)
    assert 'href="explore?at=2026-03-31&amp;known_at=2026-06-30"' in html(app)
    assert app.date_input(key="known").value == date(2026, 6, 30)


def test_where_the_texts_are_not_kept_the_quotes_are_shown_alone(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, "right", {"id": rights(saga_home)["exclusive"].id, **DAYS})
    assert "The article’s text is not in the store. Only the quote is kept." in html(app)
    assert "<mark>" not in html(app)


def test_hostile_names_stay_names(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    with GraphStore.open(saga_home.graph_url, saga_home.graph_dir) as store:
        ids = [row["id"] for row in store.read("MATCH (r:Right)-[:GRANTED_BY]->(e {name: 'Zed <b>Widgets</b>'}) RETURN r.id AS id")]
    for right in ids:
        written = html(opened(monkeypatch, saga_home, "right", {"id": right, **DAYS}))
        assert "Zed &lt;b&gt;Widgets&lt;/b&gt;" in written
        assert "<b>" not in written
        assert "<img" not in written
