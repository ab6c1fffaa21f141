"""The What changed page in a real browser: a company's changes on its timeline."""

from __future__ import annotations

import re
from collections.abc import Callable

from fixtures_pages import settle
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
WINDOW = {"company": "OpenAI", "from": "2025-01-01", "to": "2026-06-30", "at": "2026-03-20", "known_at": "2026-11-22"}


def test_a_companys_changes_stand_out_on_its_timeline_and_lead_to_their_rights(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "changes", width=390, height=844, theme="dark", clock="knowledge", **WINDOW)
    box = page.locator(".st-key-timeline_box")
    expect(box).to_contain_text("in force on 20 Mar 2026")
    expect(box.locator('a[aria-label*="Believed before"]').first).to_be_visible()
    expect(page.locator(".dg-legend")).to_contain_text("No longer believed")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_text("In the world", exact=True).click()
    expect(box).to_contain_text("after 1 Jan 2025, up to 30 Jun 2026")
    expect(box.locator('a[aria-label*="Believed before"]')).to_have_count(0)
    ended = box.get_by_role("link", name="Microsoft: exclusive, Compute, 22 Jul 2019 to 21 Jan 2025")
    expect(ended).to_have_accessible_name(re.compile("; Amends; "))
    settle(page)
    ended.press("Enter")
    expect(page).to_have_title("dealgraph · Right")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Microsoft")
