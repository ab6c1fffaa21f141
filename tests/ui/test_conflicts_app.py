"""The Conflicts page without a browser: filters, links, and what they get wrong."""

from __future__ import annotations

import pytest
from desk import html, opened, run
from saga import HOSTILE

from graph import _best_first, _clashing
from graph.home import Home

VIEW = {"at": "2026-03-20", "known_at": "2026-11-22"}


def test_everybodys_conflicts_are_shown_with_links_to_both_rights(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, "conflicts", VIEW)
    written = html(app)
    assert "Rights that cannot both hold" in written
    assert "Overlapping claims · OpenAI · Hosting · stateless API" in written
    assert written.count('<figure class="dg-overlaps" role="img"') == written.count('<section class="dg-conflict">') > 1
    assert written.count('href="right?id=r-') == 2 * written.count('<section class="dg-conflict">')
    assert dict(app.query_params) == VIEW


def test_where_not_all_are_counted_the_page_says_so(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    monkeypatch.setattr(_clashing, "COUNTED", 1)
    assert "At least 1 conflict, those of the day first" in html(opened(monkeypatch, saga_home, "conflicts", VIEW))
    monkeypatch.setattr(_best_first, "AT_ONCE", 0)
    monkeypatch.setattr(_best_first, "MOST", 0)
    assert "None among the weightiest" in html(opened(monkeypatch, saga_home, "conflicts", {**VIEW, "kind": "potential"}))


def test_a_link_filters(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    query = {**VIEW, "grantor": "Open AI", "use": "hosting.stateless_api", "when": "day", "disputed": "yes"}
    app = opened(monkeypatch, saga_home, "conflicts", query)
    assert "Conflicts between OpenAI’s rights" in html(app)
    assert "Distribution" not in html(app).replace("distribut", "")
    assert "In dispute since" in html(app)
    assert dict(app.query_params) == query | {"grantor": "OpenAI"}
    next(c for c in app.segmented_control if c.key == "clash_disputed").set_value("Undisputed")
    run(app)
    assert "No such conflicts" in html(app)
    assert dict(app.query_params)["disputed"] == "no"


def test_a_link_that_is_off_says_so(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, "conflicts", {**VIEW, "kind": HOSTILE, "grantor": "Opena"})
    assert "The kind of the link is none that there is. Shown instead: any grade." in html(app)
    assert "Nothing is known of Opena" in html(app)
    assert "<img" not in html(app)


def test_hostile_names_stay_names(monkeypatch: pytest.MonkeyPatch, saga_home: Home) -> None:
    app = opened(monkeypatch, saga_home, "conflicts", {**VIEW, "grantor": "Zed <b>Widgets</b>"})
    assert "Umber Works" in html(app)
    assert "<b>" not in html(app)
    assert "<img" not in html(app)
