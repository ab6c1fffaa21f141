"""The What changed page: two days of either clock compared, as a list and over time; of everybody, a company or a watchlist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from graph.answers import Changes
from graph.fields import FIELDS
from ui import permalink, strip
from ui.desk import timeline as picture
from ui.desk.frame import notice, sidebar_clocks, stand, write_address
from ui.desk.reader import Reader
from ui.digest import EVERYBODY, Digest
from ui.errors import BadWatchlists
from ui.layout.comparison import comparison
from ui.markup import atom, text
from ui.markup import changes as changes_html
from ui.markup.legend import legend
from ui.palette import palette
from ui.permalink import EARLIEST, LATEST, LONGEST, Point, Scope
from ui.views.changes import Clock, changes, summary
from ui.watchlists import Watchlist, watchlists
from ui.words import day_text, field_label

PATH: Final = "changes"

_CLOCKS: Final[Mapping[Clock, str]] = {"world": "In the world", "knowledge": "In what was known"}
_YEAR: Final = timedelta(days=365)
_MOST: Final = 200
"""Changes that are shown; of more, the latest."""


def page(reader: Reader) -> None:
    """Draws it for one click."""
    point, query = stand(reader, PATH)
    sidebar_clocks(reader, *reader.turning_days(point))
    lists = _lists(reader)
    _adopt(query, point, lists)
    st.html(text.heading("What changed", day_text(point.at), day_text(point.known)))
    state = st.session_state
    clock, start, end, watchlist = _choices(lists)
    chosen = {"company": state.changes_company, "use": state.changes_use, "watchlist": state.get("changes_watchlist")}
    window = {"clock": clock, "from": start.isoformat(), "to": end.isoformat()}
    write_address(PATH, {k: v for k, v in chosen.items() if v} | window | permalink.days(point))
    if start > end:
        notice("The days are the wrong way round", "Put the earlier day first.")
        return
    days = Point(start, start), Point(end, end)
    found = reader.digest(watchlist, days, point.known, _MOST)
    for problem in found.unknown:
        notice("Not known", problem)
    _show(reader, found, clock, point)


def _lists(reader: Reader) -> dict[str, Watchlist]:
    try:
        return {w.name: w for w in watchlists(reader.home)}
    except BadWatchlists as error:
        notice("The watchlists cannot be read", error.message, error.hint)
        return {}


def _adopt(query: Mapping[str, str], point: Point, lists: Mapping[str, Watchlist]) -> None:
    """Takes the choices from a link, and what is chosen when nobody has chosen yet."""
    state = st.session_state
    if query or "changes_clock" not in state:
        if query.get("clock", "world") not in _CLOCKS:
            notice("About this link", "The clock of the link is none that there is. Shown instead: in the world.")
        clock: Clock = "knowledge" if query.get("clock") == "knowledge" else "world"
        now = point.at if clock == "world" else point.known
        state.changes_clock = clock
        state.changes_to = _day(query, "to", now)
        state.changes_from = _day(query, "from", max(state.changes_to - _YEAR, EARLIEST))
        state.changes_company = query.get("company", "").strip()[:LONGEST]
        if query.get("use") and query["use"] not in FIELDS:
            notice("About this link", f"The link names an unknown field of use, {query['use'][:LONGEST]}. All fields are shown.")
        state.changes_use = query.get("use") if query.get("use") in FIELDS else None
        if query.get("watchlist") and query["watchlist"] not in lists:
            notice("About this link", f"There is no watchlist {query['watchlist'][:LONGEST]} here. Shown instead: everybody.")
        state.changes_watchlist = query.get("watchlist") if query.get("watchlist") in lists else None


def _day(query: Mapping[str, str], key: str, instead: date) -> date:
    found, problem = permalink.day(query, key, day_text(instead))
    if problem:
        notice("About this link", problem)
    return found or instead


def _choices(lists: Mapping[str, Watchlist]) -> tuple[Clock, date, date, Watchlist]:
    """The widgets: which clock, which two days, whose rights over what."""
    first, second, third = st.columns([2, 1, 1], vertical_alignment="bottom")
    with first:
        show = _CLOCKS.__getitem__
        chosen_clock = st.segmented_control("Clock", list(_CLOCKS), format_func=show, key="changes_clock", required=True, width="stretch")
    clock: Clock = chosen_clock or "world"
    start = second.date_input("After", key="changes_from", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD")
    end = third.date_input("Up to", key="changes_to", min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD")
    company, use, watched = st.columns(3) if lists else (*st.columns(2), None)
    chosen = None
    if watched:
        chosen = watched.selectbox("Watchlist", list(lists), index=None, key="changes_watchlist", placeholder="None")
    name = company.text_input("Company that grants or holds", key="changes_company", placeholder="Everybody", disabled=bool(chosen))
    field = use.selectbox(
        "Field of use", list(FIELDS), index=None, key="changes_use", placeholder="Any field", format_func=field_label, disabled=bool(chosen)
    )
    if chosen:
        return clock, start, end, lists[chosen]
    scope = Watchlist(name or EVERYBODY.name, (name,) if name else (), (field,) if field else ())
    return clock, start, end, scope


def _show(reader: Reader, digest: Digest, clock: Clock, point: Point) -> None:
    found = digest.world if clock == "world" else digest.beliefs
    shown = changes(found.moved[::-1], clock)
    if not shown:
        notice("Nothing changed", "Between these two days nothing in scope changed. Take days further apart, or a wider scope.")
        return
    st.html(f"<h2>{text.esc(summary(found, clock))}</h2>")
    if not found.complete:
        st.html(text.lead(f"There are more before: only what changed after {day_text(found.since)} is shown. Ask for less at once."))
    with st.container(key="strip"):
        st.vega_lite_chart(spec=strip.strip(found, shown, clock, palette(st.context.theme.type)), width="stretch", theme=None)
    _timeline(reader, digest, found, clock, point)
    st.html(changes_html.changes(shown, permalink.days(point)))
    base = urlsplit(st.context.url or "")._replace(path="", query="").geturl()
    feed = atom.feed((digest,), base, point.known)
    st.download_button("Atom feed of these days", feed, "changes.atom", "application/atom+xml", key="atom", on_click="ignore")


def _timeline(reader: Reader, digest: Digest, found: Changes, clock: Clock, point: Point) -> None:
    """Of one company: what changed among the rights that it grants, on their timeline."""
    if len(digest.watchlist.companies) != 1:
        return
    grantor = reader.graph.company(digest.watchlist.companies[0])
    moved = [m for m in found.moved if any(right and right.grantor == grantor for right in (m.before, m.after))]
    if not moved:
        return
    use = digest.watchlist.fields[0] if len(digest.watchlist.fields) == 1 else None
    known = point.known if clock == "world" else found.until
    drawn = comparison(
        reader.rights(Scope(grantor, use=use), known), moved, clock, found.since, found.until, point.at, whole=picture.whole()
    )
    st.html(text.section(f"{grantor}’s rights over time"))
    with st.container(key="timeline_box"):
        picture.show(drawn, permalink.days(point))
    st.html(legend(drawn, "Unchanged"))
