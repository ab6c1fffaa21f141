"""The Conflicts page in a real browser."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
VIEW = {"at": "2026-03-20", "known_at": "2026-11-22"}


def test_from_a_conflict_to_its_right_and_back(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "conflicts", grantor="OpenAI", use="hosting.stateless_api", when="day", **VIEW)
    first = page.locator(".dg-conflict").first
    expect(first.get_by_role("img")).to_contain_text("Both hold")
    expect(first.locator(".dg-hatch")).to_have_count(2)
    first.get_by_role("link", name="This right, and why it is believed").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Microsoft holds OpenAI’s hosting (stateless API) exclusively")
    page.get_by_role("link", name="Both sides of each conflict").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Conflicts between OpenAI’s rights")
    expect(page.locator(".dg-head p")).to_contain_text("In force on 20 Mar 2026, using only what was known on 22 Nov 2026")


def test_what_is_taken_away_is_what_is_asked_for(window: Opener, saga_pages: str, tmp_path: Path) -> None:
    page = window(saga_pages, "conflicts", width=390, height=800, **VIEW)
    shown = page.locator(".dg-conflict")
    expect(shown.first).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth") <= 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    file = tmp_path / "conflicts.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == shown.count()
    assert {"Holder 1", "Holder 2", "Since", "Right 1"} <= rows[0].keys()
