"""The Review and Sources pages' logic without a browser: nothing is written but by a click, what is written shows, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import desk
import pytest
import streamlit as st
from desk import html, run
from reviewing import QUOTE, TEXT, reviewing_home
from streamlit.testing.v1 import AppTest

from graph import _best_first, embedded
from graph.blobs import BlobStore
from graph.events import article_id
from graph.home import Home
from graph.lock import alone
from graph.log import EventLog
from ui import analysts

DAYS = {"at": "2025-06-01", "known_at": "2026-11-22"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = reviewing_home(tmp_path_factory.mktemp("home"))
    yield home.folder
    embedded.stop(home.graph_dir)


@pytest.fixture
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """One home for all tests: each takes back what it has said."""
    for name in ("DEALGRAPH_LOG_URL", "DEALGRAPH_GRAPH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALGRAPH_REVIEWER", "Ada")
    yield Home.at(folder)
    st.cache_resource.clear()


def opened(environment: pytest.MonkeyPatch, home: Home, path: str = "review", **query: str) -> AppTest:
    return desk.opened(environment, home, path, {**DAYS, **query})


def events(home: Home) -> int:
    with EventLog.open(home.log_url) as log:
        return log.last_seq()


def click(app: AppTest, key: str) -> None:
    app.button(key=key).click()
    run(app)


def test_an_answer_is_previewed_written_shown_and_undone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = events(home)
    app = opened(monkeypatch, home)
    shown = html(app)
    assert "The claim is 60 % likely to have been read right." in shown
    assert f"<mark>{QUOTE}</mark>, it said." in shown
    assert app.query_params["claim"].startswith("c-")
    click(app, "say_reject")
    assert "believed no more" in html(app)
    assert events(home) == before, "looking writes nothing"
    click(app, "say_reject_why_1")
    assert events(home) == before + 1
    assert "Rejected the claim" in html(app)
    assert "Nothing is waiting" in html(app)
    assert not app.button(key="review_undo").disabled
    click(app, "review_undo")
    assert "Reopened the claim" in html(app)
    assert "60 % likely" in html(app)
    assert app.button(key="review_undo").disabled


def test_an_amendment_is_filled_in_previewed_and_taken_back_from_the_list(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home)
    click(app, "say_amend")
    assert "Change what was misread" in html(app)
    next(box for box in app.selectbox if box.label == "Mode").select("preferred")
    run(app)
    assert "Marrick · Preferred · Media" in html(app)
    app.text_input(key="say_amend_own").set_value("the page says first")
    run(app)
    click(app, "say_amend_write")
    assert "mode: Preferred" in html(app)
    app.segmented_control(key="review_queue").set_value("said")
    run(app)
    assert "the page says first" in html(app)
    assert app.query_params["queue"] == "said"
    click(app, "review_back_0")
    assert "no longer the last word" in html(app)
    app.segmented_control(key="review_queue").set_value("claims")
    run(app)
    assert "60 % likely" in html(app)


def test_without_a_name_all_can_be_seen_and_nothing_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEALGRAPH_REVIEWER")
    app = opened(monkeypatch, home)
    assert "Read only" in html(app)
    click(app, "say_confirm")
    assert "What that would change" in html(app)
    assert all(button.disabled for button in app.button if button.key and "_why_" in button.key)
    assert app.text_input(key="say_confirm_own").disabled


def test_where_not_all_was_looked_through_it_does_not_say_that_nothing_waits(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "None among the weightiest" not in html(opened(monkeypatch, home))
    for limit in ("AT_ONCE", "MOST"):
        monkeypatch.setattr(_best_first, limit, 0)
    assert "None among the weightiest" in html(opened(monkeypatch, home))


def test_who_was_overtaken_is_told_and_sees_how_it_stands(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home)
    click(app, "say_reject")
    claim = app.query_params["claim"]
    analysts.review(home, claim, "confirm", {}, why="in another window")
    before = events(home)
    click(app, "say_reject_why_1")
    assert "Nothing was written" in html(app)
    assert "Confirmed by Ada" in html(app)
    assert events(home) == before
    analysts.review(home, claim, "reopen", {}, why="w")


def test_during_a_run_what_is_said_is_kept_and_the_page_does_not_wait(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home)
    click(app, "say_confirm")
    with alone(home):
        click(app, "say_confirm_why_1")
    assert "The graph follows later: another run is at work" in html(app)
    click(app, "review_undo")


def test_names_are_judged_and_come_apart_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home, queue="names")
    assert "Whom does “Vexhall Robotic" in html(app)
    click(app, "say_same")
    assert "believed no more" in html(app)
    click(app, "say_same_why_1")
    assert "are the same" in html(app)
    assert "No name is in question" in html(app)
    click(app, "review_undo")
    assert "Whom does" in html(app)


def test_wrong_links_say_what_they_got_wrong(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No such claim" in html(opened(monkeypatch, home, claim="c-nothing"))
    assert "Nothing is known of Nobody" in html(opened(monkeypatch, home, grantor="Nobody"))
    assert "No article is from Nobody" in html(opened(monkeypatch, home, "sources", source="Nobody"))


def test_a_source_has_its_record_edits_and_articles(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home, "sources")
    assert 'href="sources?source=Stackline&amp;at=2025-06-01' in html(app)
    app = opened(monkeypatch, home, "sources", source="Norwick Daily")
    shown = html(app)
    assert '<del><span aria-hidden="true">−</span>alone</del>' in shown
    assert '<ins><span aria-hidden="true">+</span>first</ins>' in shown
    assert "counted from 1 Mar 2025, the second from 1 Apr 2025 until today" in shown
    assert "begins first refusal" in shown
    assert "<img" not in shown
    assert app.query_params["source"] == "Norwick Daily"


def test_a_rating_is_previewed_and_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home, "sources", source="Stackline")
    app.session_state["rating_open"] = True
    run(app)
    app.slider(key="rating_value_Stackline").set_value(0.2)
    run(app)
    assert "credence" in html(app)
    click(app, "rating_why_1")
    assert "Rated Stackline: 0.2" in html(app)
    analysts.rate(home, "Stackline", None, why="w")


def test_an_article_is_withdrawn_and_counts_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, home, "sources", source="Stackline")
    article = article_id("https://a")
    click(app, f"withdraw_{article}")
    assert "believed no more" in html(app)
    click(app, f"withdrawing_{article}_why_1")
    assert "Withdrew the article" in html(app)
    assert "1 text was erased" in html(app)
    click(app, f"withdraw_{article}")
    click(app, f"withdrawing_{article}_why_1")
    assert "Reinstated the article" in html(app)
    BlobStore(home.blobs_dir).put_text(TEXT)
