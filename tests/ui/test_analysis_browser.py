"""The Analysis page in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
VIEW = {"grantor": "OpenAI", "at": "2026-03-20", "known_at": "2026-11-22"}


def test_a_measure_is_drawn_and_leads_to_rights(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "analysis", **VIEW)
    point = page.locator('.st-key-analysis_chart path[aria-label^="Microsoft: "]')
    expect(point.first).to_be_visible()
    expect(page.locator(".st-key-analysis_chart")).to_contain_text("in force on 20 Mar 2026")
    page.get_by_text("Concentration", exact=True).click()
    expect(page.locator(".dg-values caption")).to_have_text("Concentration, on 20 Mar 2026")
    page.get_by_text("How it is computed, and from where").click()
    expect(page.get_by_text("The Paternity of an Index")).to_be_visible()
    expect(page.locator(".dg-behind a").first).to_be_visible()
    levels = page.locator(".stMain :is(h1, h2, h3)").evaluate_all("all => all.map(h => h.tagName)")
    assert levels == ["H1", *["H2"] * (len(levels) - 1)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_narrow_window_needs_no_scrolling_sideways(window: Opener, saga_pages: str, theme: str) -> None:
    page = window(saga_pages, "analysis", width=390, height=844, theme=theme, measure="concentration", **VIEW)
    expect(page.locator(".st-key-analysis_chart path").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
