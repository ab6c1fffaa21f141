"""The desk: the pages that :mod:`ui.server` serves, under one bar, in one style, with one way to fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import streamlit as st
from streamlit.navigation.page import Page

from graph.errors import GraphError
from graph.home import Home
from ui.desk import agreement, analysis, ask, changes, conflicts, cypher, explore, front, review, right, sources
from ui.desk.frame import keep_choices, notice, standing
from ui.desk.reader import Reader
from ui.markup.text import colours
from ui.words import raised

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """A page: its title in the bar, its path, and what draws it. A ``hidden`` one is reached by links only."""

    title: str
    path: str
    draw: Callable[[Reader], None]
    hidden: bool = False


PAGES: Final = (
    Entry("Home", front.PATH, front.page),
    Entry("Explore", explore.PATH, explore.page),
    Entry("Ask", ask.PATH, ask.page),
    Entry("Conflicts", conflicts.PATH, conflicts.page),
    Entry("What changed", changes.PATH, changes.page),
    Entry("Analysis", analysis.PATH, analysis.page),
    Entry("Review", review.PATH, review.page),
    Entry("Sources", sources.PATH, sources.page),
    Entry("Cypher", cypher.PATH, cypher.page),
    Entry("Right", right.PATH, right.page, hidden=True),
    Entry("Agreement", agreement.PATH, agreement.page, hidden=True),
)
"""In the order of the bar; the first is where one arrives."""


def main() -> None:
    """Draws the page of the address for one click."""
    st.set_page_config(page_title="dealgraph", layout="wide", initial_sidebar_state="auto")
    st.html(colours())
    for style in (_HERE / "desk.css", *sorted(_HERE.glob("style_*.css"))):
        st.html(style)
    st.sidebar.html('<p class="dg-brand">dealgraph</p>')
    keep_choices()
    pages = {entry.path: _page(entry) for entry in PAGES}
    chosen = st.navigation(list(pages.values()), position="top")
    if chosen == pages[front.PATH] and "grantor" in st.query_params:  # a link from when there was one page
        st.switch_page(pages[explore.PATH], query_params=st.query_params.to_dict())
    st.set_page_config(page_title=f"dealgraph · {chosen.title}")
    chosen.run()


def show(entry: Entry) -> None:
    """Draws one page, or says why it cannot be drawn and what to do."""
    try:
        reader = Reader.of(Home.from_env())
        if entry.path != front.PATH or not reader.position.seq:  # Home has a card for it
            standing(reader)
        if reader.position.seq:
            entry.draw(reader)
        else:
            commands = "dealgraph ingest --feeds feeds.opml\ndealgraph demo"
            st.html(f'<header class="dg-head"><h1>{entry.title}</h1></header>')
            notice("Nothing has been read yet", "The graph is empty. Read some feeds into it, or look at the sample:", commands)
    except GraphError as error:
        notice("The graph cannot be read right now", f"{raised(error.message)}. {error.hint}")
        st.button("Try again", key="again")


def _page(entry: Entry) -> Page:
    visibility: Literal["visible", "hidden"] = "hidden" if entry.hidden else "visible"
    return st.Page(lambda: show(entry), title=entry.title, url_path=entry.path, default=entry is PAGES[0], visibility=visibility)


if __name__ == "__main__":
    main()
