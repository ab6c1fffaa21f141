"""What every page owes to those who read it with other means: no barrier that axe-core finds, keys alone, and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from fixtures_pages import settle
from playwright.sync_api import Page, expect

from graph import open_graph
from graph.home import Home
from ui.desk.app import PAGES

Opener = Callable[..., Page]
VIEW = {"grantor": "OpenAI", "at": "2026-03-20", "known_at": "2026-11-22"}


@pytest.fixture(scope="module")
def ids(saga_home: Home) -> dict[str, dict[str, str]]:
    """What the pages that are about one thing are asked for."""
    with open_graph(saga_home) as deals:
        right = deals.timeline("OpenAI", known_at=date(2026, 11, 22))[0]
    return {"right": {"id": right.id}}


BOTH = pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])


@BOTH
@pytest.mark.parametrize("path", [page.path for page in PAGES], ids=[page.title for page in PAGES])
def test_axe_finds_no_barrier(window: Opener, saga_pages: str, ids: dict[str, dict[str, str]], path: str, theme: str, width: int) -> None:
    query = ids.get(path) or (VIEW if path == "explore" else {})
    page = window(saga_pages, path, width=width, theme=theme, **{"at": VIEW["at"], "known_at": VIEW["known_at"], **query})
    expect(page.locator("h1")).to_have_count(1)
    settle(page)
    for chart in page.get_by_test_id("stVegaLiteChart").all():
        expect(chart.locator("svg.marks, canvas.marks").first).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@BOTH
@pytest.mark.parametrize(
    ("question", "known", "shown"),
    [
        ("who may host the models", "2026-06-30", ".dg-event .dg-quote"),
        ("who may host the models", "2001-01-01", ".dg-notice"),
        ("", "2026-06-30", ".st-key-ask_examples button"),
    ],
    ids=["quotes", "nothing", "examples"],
)
def test_axe_finds_no_barrier_where_questions_are_answered(
    window: Opener, demo_pages: str, question: str, known: str, shown: str, theme: str, width: int
) -> None:
    """The saga has no index for searching, so that Ask has nothing to show there; the demo has one."""
    page = window(demo_pages, "ask", width=width, theme=theme, at="2026-03-31", known_at=known, q=question)
    expect(page.locator(shown).first).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@BOTH
@pytest.mark.parametrize("clock", ["world", "knowledge"])
def test_axe_finds_no_barrier_in_a_companys_changes_on_their_timeline(
    window: Opener, demo_pages: str, clock: str, theme: str, width: int
) -> None:
    days = {"from": "2025-01-01", "to": "2026-06-30", "at": "2026-03-31", "known_at": "2026-06-30"}
    page = window(demo_pages, "changes", width=width, theme=theme, company="OpenAI", clock=clock, **days)
    expect(page.locator(".st-key-timeline_box a.bar").first).to_be_visible()
    settle(page)
    assert barriers(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_on_a_narrow_screen_no_word_of_a_table_is_broken(window: Opener, demo_pages: str) -> None:
    page = window(demo_pages, "sources", width=390, at="2026-03-31", known_at="2026-06-30")
    expect(page.get_by_role("row").filter(has_text="The Harbour Courier").get_by_role("cell")).to_have_count(6)
    assert page.evaluate(BROKEN) == []


BROKEN = """() => [...document.querySelectorAll(".dg-table :is(td, th)")].flatMap((cell) => {
  const words = [], texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode())
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/[^\\s:/]+/g)) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      if (range.getClientRects().length > 1) words.push(word);
    }
  return words;
})"""
"""Words of tables that stand on more than one line; addresses may be broken where they have a colon or a slash."""


def barriers(page: Page) -> list[str]:
    """What axe-core objects to."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def test_keys_alone_lead_from_page_to_page(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, **{key: VIEW[key] for key in ("at", "known_at")})
    expect(page.locator("h1")).to_be_visible()
    link = page.get_by_role("link", name="Explore", exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate("e => getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e).boxShadow !== 'none'")
    page.keyboard.press("Enter")
    expect(page).to_have_title("dealgraph · Explore")


def test_on_paper_a_view_has_its_address_and_no_buttons(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    address = page.locator(".dg-printed")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_have_text(page.url)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".dg-quote").last).to_be_visible()
    folded = page.locator(".dg-answers article > details")
    expect(folded.locator("li").last).to_be_visible()
    expect(folded.locator("> summary").first).to_be_hidden()
    for selector in ('[data-testid="stSidebar"]', '[data-testid="stHeader"]', ".stButton"):
        assert all(not element.is_visible() for element in page.locator(selector).all())
    assert page.locator(".stMain").evaluate("e => e.scrollHeight <= e.clientHeight + 1")


@pytest.mark.parametrize(("path", "content"), [("changes", ".st-key-strip"), ("conflicts", ".dg-conflict")])
def test_on_paper_the_address_stands_under_the_sentence_and_filters_are_left_out(
    window: Opener, saga_pages: str, path: str, content: str
) -> None:
    page = window(saga_pages, path, **{key: VIEW[key] for key in ("at", "known_at")})
    filters = page.locator(".stMain :is(.stDateInput, .stSelectbox, .stTextInput, .stButtonGroup)")
    expect(filters.first).to_be_visible()
    expect(page.locator(content).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".dg-printed")).to_be_visible()
    assert not [element for element in filters.all() if element.is_visible()]
    tops = [page.locator(part).first.bounding_box() for part in (".dg-head", ".dg-printed", content)]
    assert [top["y"] for top in tops if top] == sorted(top["y"] for top in tops if top)
    assert None not in tops
