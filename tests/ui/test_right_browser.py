"""The page of a right in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from fixtures_pages import back
from playwright.sync_api import Page, expect

from graph import open_graph
from graph.home import Home

Opener = Callable[..., Page]
DAYS = {"at": "2026-03-31", "known_at": "2026-06-30"}


def exclusive(home: Home) -> str:
    with open_graph(home) as deals:
        return next(r.id for r in deals.timeline("OpenAI", grantee="Microsoft", use="compute") if r.mode == "exclusive")


def test_from_a_version_to_another_and_back(window: Opener, demo_pages: str, demo_home: Home) -> None:
    right = exclusive(demo_home)
    page = window(demo_pages, "right", id=right, **DAYS)
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Microsoft held OpenAI’s compute exclusively")
    expect(page.locator(".dg-quote mark").first).to_be_visible()
    page.locator('.st-key-versions path[aria-label*="Preferred"]').first.click()
    expect(title).to_have_text("Microsoft will be OpenAI’s preferred partner for compute")
    expect(page.locator(".dg-standing")).to_contain_text("Not in force on 31 Mar 2026")
    page.locator(".st-key-at_next button:visible").click()
    expect(page.locator(".dg-head p")).to_contain_text("27 Apr 2026")
    expect(title).to_have_text("Microsoft is OpenAI’s preferred partner for compute")
    back(page)
    back(page)
    expect(title).to_have_text("Microsoft held OpenAI’s compute exclusively")
    expect(page.locator(".st-key-permalink code")).to_contain_text(right)


def test_a_phone_shows_it_without_scrolling_sideways(window: Opener, demo_pages: str, demo_home: Home) -> None:
    page = window(demo_pages, "right", width=390, height=800, id=exclusive(demo_home), **DAYS)
    expect(page.locator(".dg-chain > li").first).to_be_visible()
    wide = page.evaluate("document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth")
    assert wide <= 0
    page.get_by_text("versions, the earliest known first").click()
    expect(page.locator(".dg-thoughts tr[aria-current]")).to_contain_text("this version")
    assert page.evaluate("document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth") <= 0
