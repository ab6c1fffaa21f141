"""The Review and Sources pages in a browser: by keyboard alone, and nothing while one types."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fixtures_pages import Opener, serving, settle
from playwright.sync_api import expect
from reviewing import QUOTE, reviewing_home

from graph import embedded
from graph.home import Home
from graph.log import EventLog

DAYS = {"at": "2025-06-01", "known_at": "2026-11-22"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = reviewing_home(tmp_path_factory.mktemp("home"))
    yield home
    embedded.stop(home.graph_dir)


@pytest.fixture(scope="module")
def pages(home: Home) -> Iterator[str]:
    """The pages, served for a reviewer."""
    with serving(home, DEALGRAPH_REVIEWER="Ada Ling") as address:
        yield address


def said(home: Home) -> int:
    with EventLog.open(home.log_url) as log:
        return log.last_seq()


def test_a_claim_is_rejected_and_reopened_by_keyboard(window: Opener, pages: str, home: Home) -> None:
    page = window(pages, "review", **DAYS)
    expect(page.locator(".dg-reading mark")).to_have_text(QUOTE)
    before = said(home)
    page.keyboard.press("n")
    expect(page.locator(".dg-effects")).to_contain_text("believed no more")
    own = page.get_by_role("textbox", name="Or why, in your own words")
    own.click()
    page.keyboard.type("1 say yes, u")
    assert said(home) == before, "no key writes while one types"
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Write")).to_be_enabled()
    page.get_by_role("button", name="Write").click()
    expect(page.locator(".dg-notice").first).to_contain_text("1 say yes, u")
    expect(page.locator(".stMain")).to_contain_text("Nothing is waiting")
    assert said(home) == before + 1
    settle(page)
    page.keyboard.press("u")
    expect(page.locator(".dg-notice").first).to_contain_text("Reopened the claim")
    expect(page.locator(".dg-reading mark")).to_have_text(QUOTE)
    settle(page)
    page.keyboard.press("y")
    expect(page.locator(".dg-effects")).to_contain_text(re.compile("credence 0.42 → 0.70"))
    settle(page)
    page.keyboard.press("1")
    expect(page.locator(".dg-notice").first).to_contain_text("Confirmed the claim")
    settle(page)
    page.keyboard.press("u")
    expect(page.locator(".dg-notice").first).to_contain_text("Reopened the claim")


def test_two_names_are_judged_one_company_and_come_apart_by_keyboard(window: Opener, pages: str) -> None:
    page = window(pages, "review", queue="names", **DAYS)
    asked = page.get_by_role("heading", name="Whom does “Vexhall Robotic", exact=False)
    expect(asked).to_be_visible()
    expect(page.get_by_role("button", name="Back")).to_be_visible()
    settle(page)
    page.keyboard.press("y")
    expect(page.locator(".dg-effects")).to_contain_text("believed no more")
    settle(page)
    page.keyboard.press("1")
    expect(page.locator(".dg-notice").first).to_contain_text("are the same")
    expect(page.locator(".stMain")).to_contain_text("No name is in question")
    settle(page)
    page.keyboard.press("u")
    expect(asked).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_narrow_window_needs_no_scrolling_sideways(window: Opener, pages: str, theme: str) -> None:
    page = window(pages, "review", width=390, height=844, theme=theme, **DAYS)
    expect(page.locator(".dg-reading mark")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    for pill in page.locator(".st-key-review_only button").all():
        bounds = pill.bounding_box()
        assert bounds is not None
        assert bounds["x"] + bounds["width"] <= 390 - 16
    page = window(pages, "sources", width=390, height=844, theme=theme, source="Norwick Daily", **DAYS)
    expect(page.locator(".dg-hunk del").last).to_have_text(re.compile("alone"))
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_a_source_is_one_click_from_the_table(window: Opener, pages: str) -> None:
    page = window(pages, "sources", **DAYS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sources: who is read, and how far each is trusted")
    page.get_by_role("link", name="Norwick Daily").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norwick Daily: how it has fared")
    assert page.locator(".stMain").locator("img, script, iframe").count() == 0
    expect(page.locator(".dg-hunk ins").last).to_have_text(re.compile("first"))


def test_on_the_demo_a_page_that_changed_its_mind_shows_what_went(window: Opener, demo_pages: str) -> None:
    page = window(demo_pages, "sources", source="Pennant Finance", at="2026-03-31", known_at="2026-06-30")
    expect(page.locator(".dg-hunk del")).to_contain_text("ended on Friday")
    expect(page.locator(".dg-edit")).to_contain_text("lost")
    expect(page.locator(".dg-edit .dg-effects")).to_contain_text("ends exclusive")
    expect(page.locator(".st-key-feeds_table")).to_contain_text("HTTP 304")
