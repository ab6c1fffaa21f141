"""The Home page: what is new, what is open, and whether all went well. Where one arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import streamlit as st

from graph.answers import Changes
from ui import permalink
from ui.desk.changes import PATH as CHANGES
from ui.desk.frame import notice, sidebar_clocks, stand, write_address
from ui.desk.reader import Reader
from ui.digest import EVERYBODY
from ui.errors import BadWatchlists
from ui.markup import changes as changes_html
from ui.markup import home as home_html
from ui.markup import rights as rights_html
from ui.markup import text
from ui.permalink import EARLIEST, Point
from ui.views import home as views
from ui.views.changes import Clock, changes, figures
from ui.views.runs import Standing, health, moment
from ui.watchlists import EXAMPLE, FILE, Watchlist, watchlists
from ui.words import counted, day_text

PATH: Final = ""

_LATELY: Final = timedelta(days=30)
_LINES: Final = 6
"""Changes that are shown of each kind of list; the others are on their own page."""
_HITS: Final = 3
"""Changes that are shown of each watchlist and clock."""
_MOST: Final = 50
"""Changes of a kind that are counted one by one."""
_BROUGHT: Final = 50
"""Rights in the light of the last run that are counted one by one."""
_OPEN: Final = 20
"""Conflicts that are counted one by one."""


def page(reader: Reader) -> None:
    """Draws it, what is quickly found first."""
    point, _ = stand(reader, PATH)
    st.html(text.heading("What is new", day_text(point.at), day_text(point.known)))
    standing = reader.standing()
    everybody = reader.digest(EVERYBODY, _window(point), point.known, _MOST)
    parts: tuple[tuple[Clock, Changes], ...] = (("world", everybody.world), ("knowledge", everybody.beliefs))
    with st.container(key="tiles"):
        st.html(home_html.tiles([_tile(point, clock, found) for clock, found in parts], health(standing)))
    sidebar_clocks(reader, *reader.turning_days(point))
    write_address(PATH, permalink.days(point))
    left, right = st.columns([3, 2], gap="large")
    with left:
        for clock, found in parts:
            _lately(reader, point, clock, found)
    with right, st.container(key="side"):
        _brought(reader, point, standing)
        _watched(reader, point)
        _conflicts(reader, point)


def _window(point: Point) -> tuple[Point, Point]:
    return Point(max(point.at - _LATELY, EARLIEST), max(point.known - _LATELY, EARLIEST)), point


def _tile(point: Point, clock: Clock, found: Changes) -> home_html.Tile:
    label = "In the world" if clock == "world" else "In what was known"
    many = counted(len(found.moved), "change") if found.complete else f"At least {counted(len(found.moved), 'change')}"
    lines = (f"after {day_text(found.since)}, up to {day_text(found.until)}", *figures(found, clock))
    return home_html.Tile(label, many if found.moved else "No change", lines, "See them all", _address(point, clock))


def _address(point: Point, clock: Clock, **more: str) -> str:
    now = point.at if clock == "world" else point.known
    window = {"clock": clock, "from": str(max(now - _LATELY, EARLIEST)), "to": str(now)}
    return permalink.href(CHANGES, {**more, **window, **permalink.days(point)})


def _lately(reader: Reader, point: Point, clock: Clock, found: Changes) -> None:
    world = clock == "world"
    st.html(f"<h2>{'In the world' if world else 'In what was known'}, the last {_LATELY.days} days</h2>")
    moved = found.moved[::-1]
    if not moved:
        earlier = reader.latest(clock, found.since, point.known, 3 * _LINES)
        words = "Nothing began, ended or came into dispute" if world else "Nothing was learnt, dropped or revised"
        words += " in these days, as far as was known." if world else " in these days."
        notice("Nothing changed", words + (" The changes before them:" if earlier else ""))
        moved = earlier[::-1]
    if moved:
        st.html(changes_html.changes(changes(moved[:_LINES], clock), permalink.days(point)))
    if len(found.moved) > _LINES:
        st.html(f'<p class="dg-more">{rights_html.page(_address(point, clock), "See them all")}</p>')


def _brought(reader: Reader, point: Point, standing: Standing) -> None:
    st.html("<h2>Since the last run</h2>")
    run = standing.run
    if standing.unread:
        notice("Not known", "The log cannot be read, and it alone says what the last run has read.")
        return
    if run is None:
        notice("No run yet", "Feeds have not been read here.", "dealgraph ingest --feeds feeds.opml")
        return
    found = reader.brought(run, point.known, _BROUGHT)
    since = f"after {moment(run.after)}" if run.after else "in the first run"
    st.html(text.lead(f"What is believed in the light of pages that were read {since}."))
    if found:
        st.html(changes_html.changes(views.brought(found[:_LINES], set(run.claims), point.at), permalink.days(point)))
        if len(found) > _LINES:
            st.html(text.lead(f"and {len(found) - _LINES}{'' if run.whole and len(found) < _BROUGHT else ' or more'} others"))
    else:
        notice("Nothing new", "What that run has read speaks of no right that was known of on that day.")


def _watched(reader: Reader, point: Point) -> None:
    st.html("<h2>Watchlists</h2>")
    try:
        lists = watchlists(reader.home)
    except BadWatchlists as error:
        notice("The watchlists cannot be read", error.message, error.hint)
        return
    if not lists:
        notice("No watchlist yet", f"Name companies and fields of use in {FILE} in your home, and their changes show here:", EXAMPLE)
    for watchlist in lists:
        _hits(reader, point, watchlist)


def _hits(reader: Reader, point: Point, watchlist: Watchlist) -> None:
    found = reader.digest(watchlist, _window(point), point.known, _MOST)
    st.html(f"<h3>{text.esc(watchlist.name)}</h3>")
    for problem in found.unknown:
        st.html(text.lead(problem))
    parts: Sequence[tuple[Clock, Changes]] = (("world", found.world), ("knowledge", found.beliefs))
    for clock, told in parts:
        if told.moved:
            st.html(changes_html.changes(changes(told.moved[::-1][:_HITS], clock), permalink.days(point)))
            where = "in the world" if clock == "world" else "in what was known"
            more = rights_html.page(_address(point, clock, watchlist=watchlist.name), f"{counted(len(told.moved), 'change')} {where}")
            st.html(f'<p class="dg-more">{more}</p>')
    if not found.world.moved and not found.beliefs.moved:
        st.html(text.lead(f"No change in {_LATELY.days} days."))


def _conflicts(reader: Reader, point: Point) -> None:
    st.html("<h2>Open conflicts</h2>")
    found = reader.open_conflicts(point, _OPEN)
    if not found:
        notice("No conflict", "No two rights in force on that day contradict each other, as far as was known.")
        return
    many = f"{_OPEN} or more" if len(found) >= _OPEN else str(len(found))
    st.html(text.lead(f"{many} on that day."))
    st.html(home_html.conflicts(views.open_conflicts(found)[:_LINES], permalink.days(point)))
    st.html(f'<p class="dg-more">{rights_html.page(permalink.href("conflicts", permalink.days(point)), "See them all")}</p>')
