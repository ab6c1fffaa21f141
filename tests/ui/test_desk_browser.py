"""What all pages share, in a real browser: the bar, choices that go along, links of old."""

from __future__ import annotations

from collections.abc import Callable

from fixtures_pages import back
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
VIEW = {"grantor": "Anthropic", "at": "2026-03-20", "known_at": "2026-11-22"}
SENTENCE = "In force on 20 Mar 2026, using only what was known on 22 Nov 2026"


def test_choices_go_along_from_page_to_page(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    page.get_by_role("link", name="Home").click()
    expect(page).to_have_title("dealgraph · Home")
    expect(page.locator(".dg-head p")).to_have_text(SENTENCE)
    page.get_by_role("link", name="Explore").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anthropic: who holds what, exclusively")
    expect(page.locator(".dg-head p")).to_have_text(SENTENCE)


def test_the_browsers_buttons_go_back_to_the_view(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    page.get_by_role("link", name="Home").click()
    expect(page).to_have_title("dealgraph · Home")
    page.locator(".st-key-at_slider input").press("ArrowLeft")
    expect(page.locator(".dg-head p")).to_contain_text("In force on 19 Mar 2026")
    while "explore" not in page.evaluate("location.pathname"):
        back(page)
    expect(page.locator(".dg-head p")).to_have_text(SENTENCE)


def test_a_link_of_old_leads_to_explore(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, **VIEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("Anthropic: who holds what, exclusively")
    expect(page).to_have_title("dealgraph · Explore")
