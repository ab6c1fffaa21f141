"""Takes the pictures of the pages that the documentation shows, on a demo made for it: ``python tools/screenshots.py [NAME…]``.

Needs chromium (Debian's) and what the tests need; takes about a minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, expect, sync_playwright

from graph import embedded

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 400_000
DEALGRAPH = (sys.executable, "-P", "-c", "from ui.cli import main; main()")


@dataclass(frozen=True)
class Picture:
    """A view of a page, and the size of the window that it is seen in. ``then`` is clicked first: what leads to the view from there."""

    path: str
    query: dict[str, str]
    then: str | None = None
    width: int = 1400
    height: int = 900


DAYS = {"at": "2026-03-31", "known_at": "2026-06-30"}
WINDOW = {"from": "2025-01-01", "to": "2026-06-30"}
OPENAI = {"grantor": "OpenAI", **DAYS}
PICTURES = {
    "home": Picture("", DAYS),
    "explore": Picture("explore", OPENAI),
    "right": Picture("explore", OPENAI, then='[data-field="hosting.stateless_api"] a[href^="right"]'),
    "agreement": Picture("agreement", DAYS, then='main a[href^="agreement?id"]'),
    "ask": Picture("ask", {"q": "who may host the models", **DAYS}),
    "conflicts": Picture("conflicts", DAYS),
    "changes": Picture("changes", {"company": "OpenAI", "clock": "knowledge", **WINDOW, **DAYS}, height=1000),
    "analysis": Picture("analysis", OPENAI),
    "review": Picture("review", DAYS),
    "sources": Picture("sources", {"source": "Norwick Business Daily", **DAYS}),
    "cypher": Picture("cypher", DAYS, then='[data-testid="stFormSubmitButton"] button'),
}


@contextmanager
def served() -> Iterator[str]:
    """The address of the pages on a demo of their own."""
    with tempfile.TemporaryDirectory(prefix="dealgraph-pictures-") as folder:
        home = Path(folder) / "home"
        subprocess.run([*DEALGRAPH, "demo", "--no-ui", "--folder", str(home)], check=True, stdout=subprocess.DEVNULL)
        env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")}
        env |= {"DEALGRAPH_HOME": str(home), "DEALGRAPH_REVIEWER": "Ada"}
        with subprocess.Popen([*DEALGRAPH, "ui", "--headless"], env=env, stdout=subprocess.PIPE, text=True) as server:
            try:
                words = (server.stdout.readline() if server.stdout else "").split()
                if len(words) < 2:
                    sys.exit("the pages are not served; what went wrong stands above")
                yield words[1]
            finally:
                server.terminate()
                server.wait()
                embedded.stop(home / "graph")


def settle(page: Page) -> None:
    """Waits until a page has nothing more to draw."""
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    expect(page.locator('[data-testid="stSkeleton"]:visible')).to_have_count(0)
    page.wait_for_timeout(1500)  # the charts grow into their place


def take(page: Page, address: str, picture: Picture, file: Path) -> None:
    """Writes the picture of a view once it has nothing more to draw."""
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(f"{address}/{picture.path}?{urlencode(picture.query)}")
    settle(page)
    if picture.then:
        page.locator(picture.then).first.click()
        settle(page)
    file.write_bytes(page.screenshot(animations="disabled"))


def main(names: list[str]) -> None:
    """Takes the pictures of these names, or all."""
    if unknown := [name for name in names if name not in PICTURES]:
        sys.exit(f"no picture is called {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    expect.set_options(timeout=60_000)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_context(color_scheme="light", timezone_id="UTC").new_page()
        for name in names or PICTURES:
            file = IMAGES / f"{name}.png"
            take(page, address, PICTURES[name], file)
            size = file.stat().st_size
            print(f"{file.relative_to(ROOT)}: {size / 1000:.0f} kB")
            if size > LARGEST:
                sys.exit(f"{file.name} is larger than {LARGEST / 1000:.0f} kB: make its window smaller")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
