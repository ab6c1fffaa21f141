"""How fast the pages are: ``python bench/pages.py [--claims 100000] [--home FOLDER]``.

The demo and an archive of that many made-up claims (that of ``bench/beliefs.py``), or the homes that are given, each served as users
serve them and looked at by chromium, side by side:

* *first*: from a click on a link to Home, in a browser that has never been there, until the figures and the last run can be read: for
  the first reader after the start of the server, and the median of some later ones;
* *whole*: until nothing more is drawn;
* *step*: from a key on the slider of the day in force until the page shows the next day, in full.

And Explore, on a grantor of the demo, on the saga of the tests and on a grantor of 200 rights: from a key on that slider until the
sentence has the next day, and until the sentence, the timeline and the network have it.

And Ask, on the demo, which has an index: from Enter behind a question in words until its quotes stand, and until nothing more is drawn; the
first question of the server, which loads index and model, and the median of later ones, each of other words.

Making the archive takes its time (``bench/beliefs.py`` says how much); ``--home`` measures one that is there.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
from beliefs import PER_ARTICLE, write
from saga import saga, told_home
from telling import Telling, right

from graph import embedded
from graph.claims import Mode
from graph.fields import FIELDS
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore
from ui.words import day_text

CHROMIUM = "/usr/bin/chromium"
PROGRAM = (sys.executable, "-P", "-c", "from ui.cli import main; main()")
READERS, STEPS, EXPLORE_STEPS = 5, 8, 20
PATIENCE = 120_000
DEMO = {"at": "2026-03-31", "known_at": "2026-06-30"}
RIGHTS = 200
ARCHIVE = {"at": "2024-06-30", "known_at": "2024-06-30"}


def environment(home: Home) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")} | {"DEALGRAPH_HOME": str(home.folder)}


def demo(folder: Path) -> Home:
    home = Home.at(folder)
    subprocess.run([*PROGRAM, "demo", "--no-ui", "--folder", str(folder)], env=environment(home), check=True, capture_output=True)
    return home


def archive(folder: Path, claims: int) -> Home:
    home = Home.at(folder).create()
    with EventLog.open(home.log_url) as log:
        write(log, 0, claims // PER_ARTICLE)
        with GraphStore.open(home.graph_url, home.graph_dir) as store, Ledger.open(home.index_file, log) as ledger:
            project(log, store, ledger)
    return home


def many_rights(folder: Path) -> Home:
    """A grantor of 200 rights over ten fields, held by forty."""
    fields, modes = list(FIELDS)[:10], list(Mode)
    told = Telling()
    for n in range(RIGHTS):
        start = date(2015, 1, 1) + timedelta(days=19 * n)
        term = {"valid_from": start.isoformat(), "valid_to": (start + timedelta(days=400 + 37 * (n % 11))).isoformat()}
        claim = right("Grand Grantor", f"Holder {n % 40}", modes[n % 4].value, fields[n % 10], **term)
        told.say(f"wire.example/{n}", start.isoformat(), claim)
    told.finish("run-1")
    return told_home(folder, told)


@contextmanager
def serving(home: Home) -> Iterator[str]:
    with subprocess.Popen([*PROGRAM, "ui", "--headless"], env=environment(home), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[1]
        finally:
            server.terminate()


def settle(page: Page) -> None:
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def visit(browser: Browser, address: str) -> tuple[float, float, Page]:
    """Seconds until Home's figures stand and until all does, and the page."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(".dg-tiles .dg-run").wait_for()
    first = time.perf_counter() - begun
    settle(page)
    return first, time.perf_counter() - begun, page


def step(page: Page) -> float:
    sentence = page.locator(".dg-head p")
    before = sentence.inner_text()
    begun = time.perf_counter()
    page.locator(".st-key-at_slider input").press("ArrowLeft")
    expect(sentence).not_to_have_text(before)
    settle(page)
    return time.perf_counter() - begun


def measure(name: str, home: Home, days: dict[str, str], browser: Browser) -> None:
    with serving(home) as served:
        address = f"{served}/?{urlencode(days)}"
        cold, _, page = visit(browser, address)
        page.context.close()
        firsts, wholes = [], []
        for _ in range(READERS):
            first, whole, page = visit(browser, address)
            firsts.append(first)
            wholes.append(whole)
            if len(firsts) < READERS:
                page.context.close()
        steps = [step(page) for _ in range(STEPS)]
        page.context.close()
    first, whole, moved = map(statistics.median, (firsts, wholes, steps))
    print(f"{name}: first {cold:.2f} s for the first reader, then {first:.2f} s; whole {whole:.2f} s; step {moved:.2f} s", flush=True)


SHOWS = """(day) => {
  const within = (box, part) => [...document.querySelectorAll(`${box} *`)].find((e) => e.shadowRoot)?.shadowRoot.querySelector(part);
  return document.querySelector(".dg-head p")?.innerText.includes(day)
    && within(".st-key-timeline_box", ".days")?.textContent === `in force on ${day}`
    && within(".st-key-network_box", "output")?.textContent === day;
}"""


def measure_explore(name: str, home: Home, query: dict[str, str], browser: Browser) -> None:
    with serving(home) as served:
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{served}/explore?{urlencode(query)}")
        day = date.fromisoformat(query["at"])
        page.wait_for_function(SHOWS, arg=day_text(day))
        settle(page)
        sentences, wholes = [], []
        for _ in range(EXPLORE_STEPS):
            day -= timedelta(days=1)
            begun = time.perf_counter()
            page.locator(".st-key-at_slider input").press("ArrowLeft")
            page.wait_for_function("day => document.querySelector('.dg-head p')?.innerText.includes(day)", arg=day_text(day))
            sentences.append(time.perf_counter() - begun)
            page.wait_for_function(SHOWS, arg=day_text(day))
            wholes.append(time.perf_counter() - begun)
            settle(page)
        page.context.close()
    print(f"Explore, {name}: {spread(sentences)} until the sentence, {spread(wholes)} until the charts", flush=True)


QUESTIONS = (
    "who may host the models",
    "who has exclusive rights",
    "right of first refusal",
    "which deal ended",
    "who objects to the cloud deal",
)


def measure_ask(home: Home, browser: Browser) -> None:
    with serving(home) as served:
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.set_default_timeout(PATIENCE)
        begun = time.perf_counter()
        page.goto(f"{served}/ask?{urlencode({**DEMO, 'q': 'a question of its own', 'whenever': '1'})}")
        page.locator(".dg-event .dg-quote").first.wait_for()
        cold = time.perf_counter() - begun
        settle(page)
        quotes, wholes = [], []
        for question in QUESTIONS * 3:
            before = page.locator(".st-key-ask_results").inner_text()
            box = page.get_by_role("textbox", name="Question")
            box.fill(question)
            begun = time.perf_counter()
            box.press("Enter")
            page.wait_for_function("old => document.querySelector('.st-key-ask_results')?.innerText !== old", arg=before)
            quotes.append(time.perf_counter() - begun)
            settle(page)
            wholes.append(time.perf_counter() - begun)
        page.context.close()
    print(f"Ask, the demo: first question {cold:.2f} s, then {spread(quotes)} until its quotes, {spread(wholes)} until all", flush=True)


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} s (at most {max(seconds):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--home", type=Path, action="append", default=[], help="a home that is there, instead")
    given = parser.parse_args()
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        homes = [(str(folder), Home.at(folder), ARCHIVE) for folder in given.home]
        made = [] if homes else [("demo", demo(Path(name) / "demo"), DEMO)]
        made += [] if homes else [(f"{given.claims:,} claims", archive(Path(name) / "archive", given.claims), ARCHIVE)]
        for what, home, days in homes or made:
            measure(what, home, days, browser)
        if not homes:
            saga_home, big = told_home(Path(name) / "saga", saga()), many_rights(Path(name) / "rights")
            grantors = [
                ("the demo's OpenAI", made[0][1], {"grantor": "OpenAI", **DEMO}),
                ("the saga's OpenAI", saga_home, {"grantor": "OpenAI", **DEMO}),
            ]
            grantors.append(
                (f"a grantor of {RIGHTS} rights", big, {"grantor": "Grand Grantor", "at": "2023-06-30", "known_at": "2026-06-30"})
            )
            for what, home, query in grantors:
                measure_explore(what, home, query, browser)
            measure_ask(made[0][1], browser)
            made += [("", home, {}) for home in (saga_home, big)]
        browser.close()
        for _, home, _ in made:
            embedded.stop(home.graph_dir)


if __name__ == "__main__":
    main()
