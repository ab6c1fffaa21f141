"""Pages served on homes that real projections made, and a browser to look at them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from saga import hostile, saga, told_home

from graph import embedded
from graph.home import Home

CHROMIUM = Path("/usr/bin/chromium")

expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def saga_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home that holds the saga and the hostile texts."""
    home = told_home(tmp_path_factory.mktemp("saga") / "home", saga(), hostile())
    yield home
    embedded.stop(home.graph_dir)


@contextmanager
def serving(home: Home, **variables: str) -> Iterator[str]:
    """The address of the pages on a home, served by the command that users type, with these variables of the environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DEALGRAPH_")}
    env |= {"DEALGRAPH_HOME": str(home.folder), **variables}
    command = [sys.executable, "-P", "-c", "from ui.cli import main; main()", "ui", "--headless"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            assert line.startswith("Serving http://127.0.0.1:"), line
            yield line.split()[1]
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def saga_pages(saga_home: Home) -> Iterator[str]:
    """The address of the pages on the saga."""
    with serving(saga_home) as address:
        yield address


@pytest.fixture(scope="session")
def demo_pages(demo_home: Home) -> Iterator[str]:
    """The address of the pages on the demo's data."""
    with serving(demo_home) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium."""
    if not CHROMIUM.exists():
        message = "there is no chromium; Debian has it as chromium: the pages were NOT tested in a browser"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Callable[[str, str], BrowserContext]:
    """A browser profile for a time zone and a theme; shared, so that the pages' own programs are loaded once."""
    made: dict[tuple[str, str], BrowserContext] = {}

    def context(zone: str, theme: str) -> BrowserContext:
        if (zone, theme) not in made:
            scheme: Literal["dark", "light"] = "dark" if theme == "dark" else "light"
            made[zone, theme] = chromium.new_context(timezone_id=zone, color_scheme=scheme)
        return made[zone, theme]

    return context


Opener = Callable[..., Page]


@pytest.fixture
def window(contexts: Callable[[str, str], BrowserContext]) -> Iterator[Opener]:
    """Opens a window at an address with a query. No error in it and no request of it to elsewhere is let pass."""
    errors: list[str] = []
    foreign: list[str] = []
    windows: list[Page] = []

    def open_at(
        address: str,
        path: str = "",
        *,
        width: int = 1400,
        height: int = 900,
        zone: str = "Europe/Berlin",
        theme: str = "light",
        **query: str,
    ) -> Page:
        page = contexts(zone, theme).new_page()
        windows.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" and not _looking(message) else None)
        page.on("request", lambda request: None if _local(request.url) else foreign.append(request.url))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{address}/{path}?{urlencode(query)}")
        settle(page)
        return page

    yield open_at
    for page in windows:
        page.close()
    assert foreign == []
    assert errors == []


def _looking(message: ConsoleMessage) -> bool:
    """Whether it only says that Streamlit's own program looked for its server below the page's path before it looked at the root."""
    return re.fullmatch(r"/[a-z]+/_stcore/(health|host-config)", urlsplit(message.location["url"]).path) is not None


def _local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.hostname == "127.0.0.1"


def settle(page: Page) -> None:
    """Waits until the page has nothing more to draw."""
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def back(page: Page) -> None:
    """Presses the browser's button once the page has written its address, and waits for the address that it leads to."""
    settle(page)
    here = page.evaluate("location.href")
    page.evaluate("history.back()")
    page.wait_for_function("here => location.href !== here", arg=here)
