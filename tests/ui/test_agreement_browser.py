"""Agreements in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Opener = Callable[..., Page]


def test_from_a_list_to_an_agreement_and_to_its_rights(window: Opener, demo_pages: str) -> None:
    page = window(demo_pages, "agreement", width=390, height=800, grantor="OpenAI", at="2026-03-31", known_at="2026-06-30")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Agreements of OpenAI")
    assert page.evaluate("document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth") <= 0
    page.get_by_role("link", name="Microsoft – OpenAI: investment").click()
    expect(title).to_have_text("Microsoft – OpenAI: investment")
    expect(page.locator(".dg-facts")).to_contain_text("$1 billion")
    expect(page.locator(".dg-quote mark").first).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth") <= 0
    page.get_by_role("link", name="Microsoft · Exclusive · Compute").click()
    expect(title).to_have_text("Microsoft held OpenAI’s compute exclusively")
    page.get_by_role("link", name="Microsoft – OpenAI: investment").click()
    expect(title).to_have_text("Microsoft – OpenAI: investment")
