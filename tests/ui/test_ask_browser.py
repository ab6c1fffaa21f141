"""The Ask page in a real browser, on the demo's data."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
DAYS = {"at": "2026-03-31", "known_at": "2026-06-30"}


def test_a_question_is_typed_and_leads_to_rights_and_pages(window: Opener, demo_pages: str) -> None:
    page = window(demo_pages, "ask", **DAYS)
    box = page.get_by_role("textbox", name="Question")
    box.fill("who may host the models")
    box.press("Enter")
    quotes = page.locator(".dg-event .dg-quote")
    expect(quotes.first).to_be_visible()
    expect(page.locator(".st-key-permalink code")).to_contain_text("who+may+host")
    expect(page.locator(".dg-event .dg-rights a").first).to_have_attribute("href", re.compile(r"^right\?id=r-[0-9a-f]{16}&at=2026-03-31&"))
    levels = page.locator(".stMain :is(h1, h2, h3)").evaluate_all("all => all.map(h => h.tagName)")
    assert levels == ["H1", *["H2"] * (len(levels) - 1)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_narrow_window_needs_no_scrolling_sideways(window: Opener, demo_pages: str, theme: str) -> None:
    page = window(demo_pages, "ask", width=390, height=844, theme=theme, q="who may host the models", **DAYS)
    expect(page.locator(".dg-quote").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
