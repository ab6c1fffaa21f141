"""The site and the home that the nightly run is tested on, for tests that have none of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hosting import Site, home_for, hosted, rss, rss_item, story
from nightly import OTHER

from graph.home import Home


@pytest.fixture
def site() -> Iterator[Site]:
    """A feed of two pages: one tells of a deal, one of nothing."""
    with hosted() as site:
        site.pages["/feed"] = rss(rss_item("/a", title="Feed says A"), rss_item("/b", title="Feed says B"))
        site.pages["/a"] = story("A deal")
        site.pages["/b"] = story("A harbour", *OTHER)
        yield site


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Home:
    """An empty home that may reach the site."""
    return home_for(tmp_path / "home", site)
