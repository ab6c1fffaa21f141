"""The Ask page: quotes found by a question in words, as known on a day, and what rests on them.

The index and the model stay in memory, so that a question waits for neither; a run that has moved the index has it loaded anew.
"""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import suppress
from typing import Any, Final

import streamlit as st

from graph.blobs import BlobStore
from graph.home import Home
from ui import permalink
from ui.desk.frame import clocks, notice, write_address
from ui.desk.reader import Reader
from ui.errors import NotReady
from ui.markup import asking as html
from ui.markup import text
from ui.permalink import Point
from ui.search import Opened, ask, load
from ui.views import asking
from ui.words import day_text

PATH: Final = "ask"

_MOST: Final = 24
"""Quotes that are shown."""


def page(reader: Reader) -> None:
    """Draws it for one click."""
    point, given = clocks(reader, PATH)
    problem = _adopt(given)
    st.html(text.heading("Ask", day_text(point.at), day_text(point.known)))
    if problem:
        notice("About this link", problem)
    question = st.text_input(
        "Question",
        key="ask_box",
        max_chars=asking.LONGEST,
        placeholder="Ask in words, such as: who may host the models?",
        help="Claims are found by their words and by their meaning, in English.",
    ).strip()
    whenever = st.checkbox(
        "Also what was over or had not begun on the day",
        key="ask_whenever",
        help="Without it, quotes on rights and agreements that were not in force on the day, as far as they say, are left out.",
    )
    st.session_state.ask_kept = (question, whenever)
    params = ({"q": question} if question else {}) | ({"whenever": "1"} if whenever else {})
    write_address(PATH, {**params, **permalink.days(point)})
    try:
        opened = _opened(reader)
    except NotReady as error:
        notice("Nothing can be found yet", f"{error.message}. {error.hint}", "dealgraph rebuild")
        return
    if question:
        _answer(opened, question, point, whenever)
    else:
        _examples()


def _adopt(given: dict[str, str]) -> str | None:
    """Takes the question from a link, or keeps what stood there; says what was wrong with the link."""
    state = st.session_state
    if given:
        question = given.get("q", "").strip()
        state.ask_box, state.ask_whenever = question[: asking.LONGEST], given.get("whenever") == "1"
        if len(question) > asking.LONGEST:
            return f"The question in the link is longer than {asking.LONGEST} characters; the rest of it is left out."
    elif "ask_box" not in state:
        state.ask_box, state.ask_whenever = state.get("ask_kept", ("", False))
    return None


def _opened(reader: Reader) -> Opened:
    from nlp import ClaimIndex  # no other page needs the arrays that this brings

    home = Home.from_env()
    searcher = _searcher(str(home.search_file), ClaimIndex(home.search_file).mark, home)
    return Opened(reader.graph, searcher, BlobStore(home.blobs_dir))


@st.cache_resource(show_spinner="Getting ready to search …", max_entries=1)
def _searcher(file: str, mark: Hashable, _home: Home) -> Any:  # noqa: ARG001 - file and mark stand for the index as it is
    from nlp import ModelUnavailable, embed

    with suppress(ModelUnavailable):  # then words alone count, and every answer says so
        embed(["the model is loaded now, and not with the first question"])
    return load(_home)


def _answer(opened: Opened, question: str, point: Point, whenever: bool) -> None:
    found = ask(opened, question, at=None if whenever else point.at, known_at=point.known, limit=_MOST)
    if found.problem:
        notice("Found by words alone", f"What is meant did not count: {found.problem}.")
    if not found.results:
        later = "" if whenever else " Or tick the box above, for what was over or had not begun on the day."
        notice(
            "No quote is about that", f"Nothing that was known on that day answers it. Try other words, or a later day of knowledge.{later}"
        )
        return
    stands = opened.deals.stands([result.evidence.claim for result in found.results], known_at=point.known)
    events = asking.events(found, stands)
    st.html(text.label(asking.summary(found, len(events))))
    with st.container(key="ask_results"):
        st.html(html.events(events, permalink.days(point)))


def _examples() -> None:
    st.html(text.label("Questions to begin with"))
    with st.container(horizontal=True, key="ask_examples"):
        for n, question in enumerate(asking.QUESTIONS):
            st.button(question, key=f"ask_example_{n}", on_click=_take, args=(question,))


def _take(question: str) -> None:
    st.session_state.ask_box = question
