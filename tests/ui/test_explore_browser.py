"""The Explore page in a real browser, on what a real projection made."""

from __future__ import annotations

import re
from collections.abc import Callable
from csv import DictReader
from datetime import date
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fixtures_pages import back, serving
from playwright.sync_api import Locator, Page, expect
from saga import HOSTILE, HOSTILE_MARKDOWN, told_home
from telling import Telling, right

from graph import embedded, open_graph
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore
from ui.words import MODES

Opener = Callable[..., Page]
VIEW = {"grantor": "OpenAI", "at": "2026-03-20", "known_at": "2026-11-22"}


def sentence(page: Page) -> Locator:
    return page.locator(".dg-head p")


def card(page: Page, label: str) -> Locator:
    return page.locator(".dg-answers .dg-card").filter(has=page.get_by_text(label, exact=True))


def bar(page: Page, says: str) -> Locator:
    """The timeline's bar that tells this to who cannot see it."""
    return page.locator(f'.st-key-timeline_box [role=button][aria-label*="{says}"]')


def picture(page: Page) -> Locator:
    """The network, as it is told to who cannot see it."""
    return page.locator(".st-key-network_box").get_by_role("img")


EXCLUSIVE = "Microsoft: exclusive, Compute, 22 Jul 2019 to 21 Jan 2025"


def query(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_link_shows_its_view(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("OpenAI: who holds what, exclusively")
    expect(sentence(page)).to_have_text("In force on 20 Mar 2026, using only what was known on 22 Nov 2026")
    api = card(page, "Hosting · stateless API")
    expect(api.get_by_role("heading")).to_have_text("Microsoft vs Amazon")
    expect(api.locator(".dg-badge")).to_have_text(["Exclusive", "In dispute: Microsoft objects", "Overlapping claims"])
    expect(bar(page, EXCLUSIVE)).to_be_visible()
    expect(page.locator(".st-key-timeline_box")).to_contain_text("in force on 20 Mar 2026")
    expect(picture(page)).to_have_attribute(
        "aria-label", re.compile(r"20 Mar 2026: .*Microsoft: Hosting · stateless API: Exclusive, in force")
    )
    expect(page.locator(".dg-quote").first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_a_view_has_a_link_with_both_dates(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore")
    expect(sentence(page)).to_contain_text("using only what was known on")
    assert query(page).keys() == {"grantor", "at", "known_at"}
    assert page.locator(".st-key-permalink code").inner_text().replace("\n", "") == page.url


def test_another_view_has_another_link_and_the_way_back_leads_back(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    page.locator(".st-key-use input").click()
    page.get_by_role("option", name="Compute · training").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OpenAI: who holds compute · training, exclusively")
    page.locator(".st-key-at_next button:visible").click()
    expect(sentence(page)).to_contain_text("27 Apr 2026")
    expect(page.locator(".st-key-permalink code")).to_contain_text("2026-04-27")
    assert query(page) == VIEW | {"use": "compute.training", "at": "2026-04-27"}
    same = window(page.locator(".st-key-permalink code").inner_text().replace("\n", ""))
    expect(same.get_by_role("heading", level=1)).to_have_text("OpenAI: who holds compute · training, exclusively")
    expect(sentence(same)).to_contain_text("27 Apr 2026")
    back(page)
    expect(sentence(page)).to_contain_text("20 Mar 2026")
    back(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("OpenAI: who holds what, exclusively")


def test_either_clock_moves_by_button_slider_and_typing(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    page.locator(".st-key-at_previous button:visible").click()
    expect(sentence(page)).to_contain_text("In force on 18 Mar 2026")
    page.locator(".st-key-known_previous button:visible").click()
    expect(sentence(page)).to_contain_text("known on 30 May 2026")
    expect(page.locator(".st-key-known_next button:visible")).to_have_text("none →")
    slider = page.locator(".st-key-at_slider input")
    slider.focus()
    slider.press("ArrowLeft")
    expect(sentence(page)).to_contain_text("In force on 17 Mar 2026")
    year = page.locator(".st-key-known").get_by_role("spinbutton").first
    year.click()
    page.keyboard.type("2025")
    page.keyboard.press("Tab")
    page.locator(".dg-head").click()
    expect(sentence(page)).to_contain_text("known on 30 May 2025")
    expect(card(page, "Hosting, with stateful runtime").get_by_role("heading")).to_have_text("No claim found in scope")


def test_a_bar_shows_its_own_evidence(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    quotes = page.locator(".dg-quote")
    expect(quotes).to_have_count(12)
    bar(page, EXCLUSIVE).click()
    expect(quotes).to_have_count(4)
    expect(page.get_by_role("combobox", name="Evidence on")).to_have_value("Microsoft · Exclusive · Compute · 22 Jul 2019 to 21 Jan 2025")
    expect(quotes.last.locator("blockquote")).to_have_text(
        "Microsoft will be our exclusive cloud provider, and we will move our services to run on Azure."
    )
    expect(quotes.last.locator("a").first).to_have_attribute("href", "https://meridian.example/2019/billion")
    page.get_by_text("1 copy elsewhere").click()
    expect(page.get_by_role("link", name="https://norwick.example/2019/billion")).to_be_visible()
    page.locator(".st-key-timeline_box .plot").click(position={"x": 20, "y": 13})
    expect(quotes).to_have_count(12)


def test_what_ends_long_after_all_else_is_cut_until_the_whole_is_asked_for(window: Opener, demo_pages: str) -> None:
    page = window(demo_pages, "explore", grantor="OpenAI", at="2026-03-31", known_at="2026-06-30")
    box = page.locator(".st-key-timeline_box")
    switch, plot = box.get_by_role("button", name="Whole span"), box.locator(".plot")
    expect(plot).to_contain_text("until 2032")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(switch).to_be_focused()
    expect(plot).not_to_contain_text("until 2032")
    page.locator(".st-key-at_next button:visible").click()
    expect(sentence(page)).to_contain_text("27 Apr 2026")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(plot).to_contain_text("until 2032")
    later = window(demo_pages, "explore", grantor="OpenAI", at="2031-03-31", known_at="2026-06-30").locator(".st-key-timeline_box")
    expect(later).to_contain_text("in force on 31 Mar 2031")
    expect(later.get_by_role("button", name="Whole span")).to_be_hidden()


def test_a_long_line_of_a_card_is_shown_whole_on_request(window: Opener, demo_pages: str) -> None:
    page = window(demo_pages, "explore", grantor="OpenAI", at="2026-03-31", known_at="2026-06-30")
    condition = card(page, "Hosting").get_by_text("Condition: until an independent panel")
    clipped = "e => e.scrollWidth > e.clientWidth"
    assert condition.evaluate(clipped)
    condition.press("Enter")
    expect(condition.locator("xpath=..")).to_have_attribute("open", "")
    assert not condition.evaluate(clipped)
    timeline = page.get_by_role("heading", name="Timeline").bounding_box()
    assert timeline is not None
    assert timeline["y"] < 450


def test_keys_lead_along_the_bars_and_pick_one(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    bars = page.locator(".st-key-timeline_box [role=button]")
    second = bars.nth(1)
    bars.first.focus()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text("Credence")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Evidence on")).to_have_value(re.compile("Microsoft"))
    expect(second).to_be_focused()


def test_the_network_is_moved_and_played_in_the_browser_and_leads_the_page(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    box = page.locator(".st-key-network_box")
    slider, shown = box.get_by_role("slider"), box.get_by_role("status")
    slider.press("Home")
    expect(shown).to_have_text("22 Jul 2019")
    expect(picture(page)).to_have_attribute("aria-label", re.compile("^22 Jul 2019: .*Microsoft: Compute: Exclusive, in force"))
    expect(sentence(page)).to_contain_text("In force on 20 Mar 2026")
    box.get_by_role("button", name="Play").press("Enter")
    expect(shown).not_to_have_text("22 Jul 2019")
    box.get_by_role("button", name="Pause").press("Enter")
    expect(box.get_by_role("button", name="Play")).to_be_visible()
    slider.press("Home")
    box.get_by_role("button", name="Show this day").click()
    expect(sentence(page)).to_contain_text("In force on 22 Jul 2019")
    expect(box.get_by_role("button", name="Show this day")).to_be_hidden()


def test_the_other_tabs_say_what_changed_and_what_conflicts(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW | {"at": "2025-12-31"})
    page.get_by_role("tab", name="Rights").click()
    with page.expect_download() as taken:
        page.locator(".st-key-rights_csv button:visible").click()
    assert taken.value.suggested_filename == "openai-rights-at-2025-12-31-known-2026-11-22.csv"
    rows = list(DictReader(StringIO(taken.value.path().read_text(encoding="utf-8-sig"))))
    assert ("Microsoft", "Exclusive", "compute", "2019-07-22", "2025-01-21") in {
        (row["Holder"], row["Mode"], row["Field of use"], row["From"], row["To"]) for row in rows
    }
    page.get_by_role("tab", name="What changed").click()
    expect(page.locator(".dg-changes > li").first).to_contain_text("Exclusive → first refusal")
    page.get_by_text("In what was known", exact=True).click()
    expect(page.locator(".dg-changes")).to_contain_text("Microsoft · Hosting · stateless API")
    page.get_by_role("tab", name="Conflicts").click()
    expect(page.locator(".dg-conflict").first.locator("h2")).to_have_text(["Microsoft", "Amazon"])


def test_no_time_zone_moves_a_day(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", zone="Pacific/Honolulu", **VIEW)
    bar(page, EXCLUSIVE).hover()
    expect(page.get_by_role("tooltip")).to_contain_text("22 Jul 2019 to 21 Jan 2025")
    expect(sentence(page)).to_contain_text("In force on 20 Mar 2026")
    expect(page.locator(".st-key-timeline_box")).to_contain_text("in force on 20 Mar 2026")
    expect(page.locator(".st-key-timeline_box")).to_contain_text("2026")


def test_the_box_finds_what_it_does_not_list(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW)
    box = page.locator(".st-key-about input")
    box.fill("<b>Orchid")
    box.press("Enter")
    missed = page.locator("[data-testid=stSidebar] .dg-notice")
    expect(missed).to_contain_text("Nothing is known of <b>Orchid")
    expect(missed.get_by_role("link", name="Orchid Oncology")).to_be_visible()
    expect(box).to_have_value("OpenAI")
    box.fill("aws")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Amazon: who holds what, exclusively")
    page.locator(".dg-holdings a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("OpenAI: who holds")


def test_hostile_texts_are_just_texts(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", grantor="Zed <b>Widgets</b>", at="2025-03-01", known_at="2026-11-22")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zed <b>Widgets</b>: who holds what, exclusively")
    expect(page.locator(".dg-quote blockquote").filter(has_text=" said ").first).to_have_text(f"{HOSTILE} said {HOSTILE_MARKDOWN}")
    bar(page, "Umber Works").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Works")
    for tab in ("What changed", "Conflicts"):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(".dg-changes, .dg-conflict").first).to_be_visible()
    for selector in (".stMain", '[data-testid="stSidebar"]', ".st-key-timeline_box [role=tooltip]"):
        found = page.locator(selector)
        assert found.locator("img, script, iframe, b, i:not(.dg-legend i, .dg-track i), u").count() == 0
    assert page.title() == "dealgraph · Explore"
    links = page.locator(".stMain a").evaluate_all("links => links.map(link => link.href)")
    assert all(link.startswith(("https://", f"{saga_pages}/right?", f"{saga_pages}/conflicts?")) for link in links)


def test_a_wrong_link_says_so_and_shows_what_it_can(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", grantor="Nobody & Sons", at="2026-02-30", known_at="2026-11-22", use="telepathy")
    expect(page.locator(".dg-notice")).to_have_count(3)
    expect(page.locator(".dg-notice").filter(has_text="Nobody & Sons")).to_contain_text("Shown instead: OpenAI")
    expect(page.locator(".dg-answers")).to_be_visible()


def test_a_brand_stands_for_its_company(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", **VIEW | {"grantor": "open ai", "grantee": "Azure", "use": "media"})
    expect(page.get_by_role("heading", level=1)).to_have_text("OpenAI: what Microsoft holds for media")
    expect(card(page, "Media").get_by_role("heading")).to_have_text("No claim found in scope")
    assert query(page)["grantee"] == "Microsoft"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_narrow_window_needs_no_scrolling_sideways(window: Opener, saga_pages: str, theme: str) -> None:
    page = window(saga_pages, "explore", width=390, height=844, theme=theme, **VIEW)
    expect(bar(page, EXCLUSIVE)).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    for box in page.locator(".dg-card, .dg-quote, .st-key-timeline_box figure, .st-key-network_box figure").all():
        bounds = box.bounding_box()
        assert bounds is not None
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= 390
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_text("Point of view")).to_be_in_viewport()


def test_no_label_is_clipped(window: Opener, saga_pages: str) -> None:
    page = window(saga_pages, "explore", width=1280, **VIEW)
    for key in ("at_previous", "at_next", "known_previous", "known_next"):
        label = page.locator(f".st-key-{key} button:visible p")
        assert label.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), key
    frame = page.locator(".st-key-timeline_box figure").bounding_box()
    assert frame is not None
    for text in page.locator(".st-key-timeline_box :is(text, li)").all():
        bounds = text.bounding_box()
        assert bounds is None or (bounds["x"] >= frame["x"] - 1 and bounds["x"] + bounds["width"] <= frame["x"] + frame["width"] + 1)
    for label in page.locator(".st-key-network_box li").all():
        assert label.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), label.inner_text()
    beside = [page.locator(f".st-key-{key} label").first.bounding_box() for key in ("evidence_of", "evidence_side")]
    assert len({round(bounds["y"]) for bounds in beside if bounds}) == 1


def test_a_later_run_shows_without_a_restart(window: Opener, tmp_path: Path) -> None:
    told = Telling()
    told.say("news.example/early", "2026-03-01", right("Zed", "Marrick", valid_from="2026-03-01"))
    told.finish()
    home = told_home(tmp_path / "home", told)
    with serving(home) as address:
        page = window(address, "explore", **VIEW | {"grantor": "Zed"})
        later = Telling()
        later.say("news.example/late", "2026-06-01", right("Latecomer Labs", "Zed", valid_from="2026-06-01"))
        later.finish("run-2")
        with EventLog.open(home.log_url) as log, GraphStore.open(home.graph_url, home.graph_dir) as store:
            log.append(later.events)
            project(log, store, Ledger())
        page.locator(".st-key-at_previous button:visible").click()
        expect(sentence(page)).to_contain_text("1 Mar 2026")
        page.locator(".st-key-about input").fill("Latec")
        page.get_by_role("option", name="Latecomer Labs").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Latecomer Labs: who holds what, exclusively")
        page.close()  # before its server goes
    embedded.stop(home.graph_dir)


def test_on_the_demo_the_page_says_what_the_graph_says(window: Opener, demo_pages: str, demo_home: Home) -> None:
    days = ("2021-06-01", "2025-12-15", "2026-03-31")
    with open_graph(demo_home) as graph:
        known = graph.known
        answers = {
            (at, use): graph.exclusivity("OpenAI", use=use, at=date.fromisoformat(at))
            for at in days
            for use in ("compute", "hosting.stateless_api")
        }
    for at in days:
        page = window(demo_pages, "explore", grantor="OpenAI", at=at, known_at=known.isoformat())
        for use, label in (
            ("compute", re.compile("^Compute(, with .*)?$")),
            ("hosting.stateless_api", re.compile("^Hosting.*stateless API")),
        ):
            answer = answers[at, use]
            shown = page.locator(".dg-answers .dg-card").filter(has=page.locator(".dg-label", has_text=label)).first
            if answer.mode is not None:
                expect(shown.locator(".dg-badge").first).to_have_text(MODES[answer.mode])
                expect(shown.get_by_role("heading")).to_contain_text(answer.rights[0].grantee)
                expect(shown.locator(".dg-dispute")).to_have_count(int(answer.disputed))
            else:
                expect(shown.get_by_role("heading")).to_have_text(
                    "No claim found in scope" if answer.answer == "no_evidence" else re.compile("^No: ")
                )
