"""Home and What changed in a real browser: from a figure to the list behind it, and on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
DAYS = {"at": "2026-04-30", "known_at": "2026-11-22"}


def test_a_figure_leads_to_its_changes(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, **DAYS)
    expect(page.get_by_role("heading", level=1)).to_have_text("What is new")
    page.locator(".dg-tiles").get_by_role("link", name="See them all").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed")
    expect(page.locator(".dg-head p")).to_have_text("In force on 30 Apr 2026, using only what was known on 22 Nov 2026")
    expect(page.get_by_role("heading", level=2).filter(has_text="in the world after 31 Mar 2026, up to 30 Apr 2026")).to_be_visible()
    line = page.locator(".dg-changes > li").filter(has_text="Preferred since 27 Apr 2026")
    line.get_by_text("1 quote").click()
    expect(line.locator("blockquote")).to_contain_text("Microsoft remains the primary cloud partner")
    page.get_by_text("In what was known", exact=True).click()
    expect(page.locator(".dg-changes .dg-badge").filter(has_text="learnt").first).to_be_visible()
    expect(page).to_have_url(re.compile("clock=knowledge"))


@pytest.mark.parametrize("path", ["", "changes"])
def test_a_narrow_screen_does_not_scroll_sideways(window: Opener, saga_pages: str, path: str) -> None:
    page = window(saga_pages, path, width=390, height=844, **DAYS)
    expect(page.locator(".dg-changes").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
