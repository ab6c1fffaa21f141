"""What every page has: the two clocks, an address that is its view, and notices.

The choices that pages share live in the session under :data:`SHARED`. A page adopts what its address says when the reader came
by a link or by the browser's buttons, goes on with the session's choices otherwise, and writes its view back into the address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import streamlit as st

from ui import permalink
from ui.desk.reader import Reader
from ui.markup import text
from ui.permalink import EARLIEST, LATEST, Given, Point
from ui.views.days import neighbours
from ui.views.runs import banner
from ui.words import day_text

SHARED: Final = ("grantor", "subject", "grantee", "use", "territory", "at", "known")
"""Choices that go along from page to page."""

_MARGIN: Final = timedelta(days=31)


def keep_choices() -> None:
    """Holds on to the shared choices, which Streamlit forgets on a page that has no widget for them."""
    for key in SHARED:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def notice(title: str, words: str, commands: str = "") -> None:
    """Something the reader should know; ``commands`` are what to type."""
    st.html(text.notice(title, words, commands))


def standing(reader: Reader) -> None:
    """What keeps the answers from being up to date, if anything does: the same on every page."""
    if found := banner(reader.standing()):
        days = {key: value for key in ("at", "known_at") if (value := st.query_params.get(key))}
        st.html(text.standing(*found, permalink.href("", days)))


def no_rights(reader: Reader) -> None:
    """For a page about a company, where the graph knows of none."""
    standing = reader.standing()
    if standing.lacks or standing.unread:
        notice("No rights are found", "The graph may not be up to date, and that may be why. This makes it anew:", "dealgraph rebuild")
    else:
        commands = "dealgraph ingest --feeds feeds.opml\ndealgraph backfill PATH"
        notice("No rights yet", "What has been read so far speaks of no right. Read more feeds or archives:", commands)


def arrived(path: str) -> dict[str, str] | None:
    """The page's query if the reader came by a link or by the browser's buttons; ``None`` if the page goes on as it stands."""
    query = st.query_params.to_dict()
    state = st.session_state
    if "at" in state and (not query or state.get("written") == (path, query)):
        return None
    return query


def adopt_point(given: Given, reader: Reader) -> None:
    """Takes both days from a link; without one it is today, and the day of the last completed run."""
    known = reader.position.known
    st.session_state.at = given.at or date.today()
    st.session_state.known = given.known or (date.fromisoformat(known) if known else date.today())


def clocks(reader: Reader, path: str, more: Sequence[date] = (), told: Sequence[date] = ()) -> tuple[Point, dict[str, str]]:
    """The sidebar of a page that has no scope: both clocks. Returns where they stand, and what else a link that led here says.

    ``more`` are days of the world worth stepping to, ``told`` those of knowledge beside that of the last run; both in order.
    """
    point, query = stand(reader, path)
    sidebar_clocks(reader, more, told)
    return point, query


def stand(reader: Reader, path: str) -> tuple[Point, dict[str, str]]:
    """Where both clocks stand, and what else a link that led here says. Who asks draws the clocks later: :func:`sidebar_clocks`."""
    query = arrived(path)
    if query is not None:
        given = permalink.read(query)
        adopt_point(given, reader)
        for problem in given.problems:
            notice("About this link", problem)
    return Point(st.session_state.at, st.session_state.known), query or {}


def sidebar_clocks(reader: Reader, more: Sequence[date], told: Sequence[date]) -> None:
    """Both clocks in the sidebar, with the days that their buttons step to."""
    with st.sidebar:
        point_of_view(more, (), sorted({*told, *last_run(reader)}))


def last_run(reader: Reader) -> tuple[date, ...]:
    """The day of the last completed run, if there was one."""
    return (date.fromisoformat(reader.position.known),) if reader.position.known else ()


def point_of_view(events: Sequence[date], bounds: Sequence[date], told: Sequence[date]) -> None:
    """Both clocks: ``events`` and ``told`` are the days that their buttons step to, ``bounds`` more days that their sliders reach."""
    st.html("<h2>Point of view</h2>")
    _clock("at", "In force on", "The day in the world that the answers are about.", events, bounds or events)
    _clock("known", "Known on", "Only what was published by this day counts.", told, told)


def write_address(path: str, params: Mapping[str, str]) -> None:
    """Writes the view into the address, and shows it in the sidebar to copy, on paper at the top."""
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)
    st.session_state.written = (path, dict(params))
    address = permalink.address(st.context.url or "", params)
    with st.sidebar:
        st.html("<h2>Link to this view</h2>")
        with st.container(key="permalink"):
            st.code(address, language=None, wrap_lines=True)
    st.html(text.printed(address))


def _clock(key: str, label: str, hint: str, events: Sequence[date], bounds: Sequence[date]) -> None:
    """A date, a slider and, where the page knows a day to step to, two buttons, all of which move the same day."""
    state = st.session_state
    days = [day for day in (*bounds, state[key], date.today()) if EARLIEST <= day <= LATEST]
    first, last = max(min(days) - _MARGIN, EARLIEST), min(max(days) + _MARGIN, LATEST)
    st.date_input(label, key=key, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", help=hint)
    state[f"{key}_slider"] = state[key]
    st.slider(
        f"{label}: slider",
        first,
        last,
        key=f"{key}_slider",
        on_change=_slide,
        args=(key,),
        format="D MMM YYYY",
        label_visibility="collapsed",
    )
    before, after = neighbours([day for day in events if EARLIEST <= day <= LATEST], state[key])
    if before is None and after is None:
        return
    with st.container(horizontal=True, key=f"{key}_steps", gap="small"):
        for name, day, words in (("previous", before, "← {}"), ("next", after, "{} →")):
            shown = words.format(day_text(day)) if day else {"previous": "← none", "next": "none →"}[name]
            what = "something begins or ends" if key == "at" else "knowledge changed"
            st.button(
                shown,
                key=f"{key}_{name}",
                disabled=day is None,
                on_click=_jump,
                args=(key, day),
                width="stretch",
                help=f"The {name} day on which {what}",
            )


def _slide(key: str) -> None:
    st.session_state[key] = st.session_state[f"{key}_slider"]


def _jump(key: str, day: date) -> None:
    st.session_state[key] = day
