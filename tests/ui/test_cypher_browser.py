"""The Cypher page in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
DAYS = {"at": "2026-03-20", "known_at": "2026-11-22"}
RIVALS = "MATCH (r:Right)-[c:CONFLICTS_WITH]->(o:Right) WHERE r.grantor = 'openai' RETURN r, c, o"


def test_a_query_is_run_by_the_keyboard_and_drawn(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "cypher", q=RIVALS, **DAYS)
    box = page.get_by_role("textbox", name="Query")
    expect(box).to_have_value(RIVALS)
    expect(page.get_by_role("heading", name="Result")).to_have_count(0)
    box.press("Control+Enter")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.get_by_role("tab", name="Graph").click()
    drawn = page.locator('.st-key-cypher_graph path[aria-label^="Right: "]')
    expect(drawn.first).to_be_visible()
    drawn.first.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Right: ")


def test_rows_can_be_taken_away(window: Opener, saga_pages: str, tmp_path: Path) -> None:
    page = window(saga_pages, "cypher", q="RETURN '=1+1' AS formula, 2 AS n", **DAYS)
    page.get_by_role("button", name="Run").click()
    page.get_by_role("tab", name="Download").click()
    with page.expect_download() as given:
        page.get_by_role("button", name="CSV").click()
    given.value.save_as(tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8") == "formula,n\n'=1+1,2\n"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_narrow_window_needs_no_scrolling_sideways(window: Opener, saga_pages: str, theme: str) -> None:
    page = window(saga_pages, "cypher", width=390, height=844, theme=theme, q=RIVALS, **DAYS)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.get_by_text("Right", exact=True).first.click()
    expect(page.get_by_text("0 to 1").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
