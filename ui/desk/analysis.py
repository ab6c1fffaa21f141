"""The Analysis page: dependency, concentration, brokers and exposure around a company, on the day and over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

import streamlit as st

from graph.answers import Neighbourhood, Right
from graph.errors import BadInput
from ui import permalink
from ui.charts.series import series_chart
from ui.desk import choosing
from ui.desk.frame import adopt_point, arrived, last_run, no_rights, notice, point_of_view, write_address
from ui.desk.reader import Reader
from ui.markup import measures as html
from ui.markup import text
from ui.palette import palette
from ui.permalink import EARLIEST, LATEST, Point
from ui.views import measures
from ui.views.days import world_days
from ui.views.measures import HELP, MEASURES, Measure
from ui.words import day_text, lowered

PATH: Final = "analysis"

_HOPS: Final = {1: "One step", 2: "Two steps"}
_FAR: Final = "One step: the rights that the company grants or holds. Two steps: those of its counterparties, too."
_ELSE: Final = {"from": "the day on which the first right began, at most ten years back", "to": "half a year after the day in force"}
"""What is shown where a link has no such day: :func:`~ui.views.measures.first_days` in words."""
_EXTRA: Final = ("measure", "hops", "right", "from", "to")
"""What a link says beside the company and both days."""


def page(reader: Reader) -> None:
    """Draws it for one click."""
    first = next(iter(reader.best_known().grantors), None)
    if first is None:
        no_rights(reader)
        return
    problems = _adopt(reader, first)
    around = _sidebar(reader)
    state = st.session_state
    point = Point(state.at, state.known)
    name = around.company if around else state.use
    st.html(text.heading(f"{name}: who depends on whom", day_text(point.at), day_text(point.known)))
    for problem in problems:
        notice("About this link", problem)
    if around is None:
        notice("Choose a company", "These measures are about a company and what lies around it. Choose one at the left.")
    elif not around.rights:
        notice("Nothing to measure", "No right was known of this company on that day. Try a later day under “Known on”.")
    else:
        _measured(around, point)


def _adopt(reader: Reader, first: str) -> list[str]:
    """Takes the view from a link; returns what was wrong with it, in sentences."""
    state, query, problems = st.session_state, arrived(PATH), list[str]()
    if query is not None:
        given = permalink.read(query)
        adopt_point(given, reader)
        problems = [*given.problems, *choosing.adopt(reader, given)]
        state.analysis_kept = {key: query[key] for key in _EXTRA if key in query}
        problems += _refused(query)
        for key in [key for key in state if str(key).startswith("analysis_of_")]:
            del state[key]
        if state.grantor is None:
            state.grantor, state.use = first, None
    if not state.get("grantor") and not state.get("use"):
        state.grantor = first
    return problems


def _refused(query: Mapping[str, str]) -> list[str]:
    """What a link says of the choices of this page that is none of them, in sentences."""
    offered: dict[str, Mapping[Any, str]] = {"measure": MEASURES, "hops": {str(hops): words for hops, words in _HOPS.items()}}
    days = (permalink.day(query, key, words)[1] for key, words in _ELSE.items())
    return [problem for problem in days if problem] + [
        f"The {key} of the link is none that there is. Shown instead: {lowered(next(iter(words.values())))}."
        for key, words in offered.items()
        if query.get(key, next(iter(words))) not in words
    ]


def _kept(name: str, key: str) -> str:
    """What a link or an earlier visit of this page says of a choice."""
    st.session_state.setdefault("analysis_kept", {})
    found: Mapping[str, str] = st.session_state.analysis_kept
    return found.get(name, key)


def _sidebar(reader: Reader) -> Neighbourhood | None:
    state = st.session_state
    with st.sidebar:
        st.html("<h2>Scope</h2>")
        chosen = choosing.search(reader, PATH)
        if chosen.company is None:
            point_of_view((), (), last_run(reader))
            return None
        if "analysis_of_hops" not in state:
            state.analysis_of_hops = 2 if _kept("hops", "1") == "2" else 1
        st.segmented_control("How far", list(_HOPS), format_func=_HOPS.__getitem__, key="analysis_of_hops", required=True, help=_FAR)
        try:
            around = _around(reader, chosen.company)
        except BadInput as error:
            notice(f"Nothing is known of {chosen.company}", error.hint)
            around = None
        point_of_view(world_days(around.rights) if around else (), (), last_run(reader))
    return around


def _around(reader: Reader, company: str) -> Neighbourhood:
    state = st.session_state
    at, known, hops = state.at, state.known, state.analysis_of_hops
    return reader.store.once(("around", company, at, known, hops), lambda: reader.graph.around(company, at=at, hops=hops, known_at=known))


def _measured(around: Neighbourhood, point: Point) -> None:
    state = st.session_state
    if "analysis_of_measure" not in state:
        kept = _kept("measure", "dependency")
        state.analysis_of_measure = kept if kept in MEASURES else "dependency"
    measure = cast(
        Measure, st.segmented_control("Measure", list(MEASURES), format_func=MEASURES.__getitem__, key="analysis_of_measure", required=True)
    )
    if around.cut:
        st.html(text.label("There are more rights around this company than are measured: only the likeliest count."))
    ends = _ends(around, point.at) if measure == "exposure" else None
    period = _period(around, point.at)
    extra = {"measure": measure, "hops": str(state.analysis_of_hops), "from": period[0].isoformat(), "to": period[1].isoformat()}
    state.analysis_kept = extra | ({"right": ends.id} if ends else {})
    write_address(PATH, {"grantor": around.company, **state.analysis_kept, **permalink.days(point)})
    if measure == "exposure" and ends is None:
        notice("No right to end", "No right around this company was in force on that day.")
        return
    if ends is not None:
        st.html(text.label(measures.lost(around, ends, point.at)))
    with st.expander("How it is computed, and from where"):
        st.html(f"<p>{text.esc(HELP[measure])} {text.esc(measures.CAVEAT)}</p>")
    if period[0] >= period[1]:
        notice("The days are the wrong way round", "Put the earlier day first.")
        return
    shown = measures.shown(around, measure, point.at, point.known, period, ends)
    if not shown.series:
        notice("Nothing to measure", _NOTHING[measure])
        return
    _drawn(around, measure, shown, point, ends)


_NOTHING: Final[Mapping[Measure, str]] = {
    "dependency": "The company has granted no right in this period, as far as is known. It may hold some: see “Depends on who grants”.",
    "supply": "The company holds no right in this period, as far as is known. It may have granted some: see “Depends on its holders”.",
    "concentration": "No right around this company was in force in this period, as far as is known.",
    "brokers": "Nobody lies between two others in this period. Look two steps far, under “How far”.",
    "exposure": "Nobody is known to rest on the holder of this right, beside its two parties.",
}


def _ends(around: Neighbourhood, at: date) -> Right | None:
    """The right whose end is asked about."""
    state = st.session_state
    live = {r.id: r for r in measures.behind(around, "exposure", at)}
    if not live:
        return None
    if state.get("analysis_of_right") not in live:
        kept = _kept("right", "")
        state.analysis_of_right = kept if kept in live else next(iter(live))
    chosen = st.selectbox("If this right ended", list(live), format_func=lambda id_: measures.label(live[id_]), key="analysis_of_right")
    return live[chosen]


def _period(around: Neighbourhood, at: date) -> tuple[date, date]:
    """The days between which a measure is shown."""
    state = st.session_state
    days = measures.first_days(around, at)
    for key, day in zip(("from", "to"), days, strict=True):
        if f"analysis_of_{key}" not in state:
            kept, _ = permalink.day({key: _kept(key, "")}, key, _ELSE[key])
            state[f"analysis_of_{key}"] = kept or day
    left, right, _ = st.columns([1, 1, 2])
    start = left.date_input("From", min_value=EARLIEST, max_value=LATEST, key="analysis_of_from", format="YYYY-MM-DD")
    end = right.date_input("To", min_value=EARLIEST, max_value=LATEST, key="analysis_of_to", format="YYYY-MM-DD")
    return start, end


def _drawn(around: Neighbourhood, measure: Measure, shown: measures.Shown, point: Point, ends: Right | None) -> None:
    days = permalink.days(point)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html("<h2>Over time</h2>")
        with st.container(key="analysis_chart"):
            spec = series_chart(shown.series, shown.marks, palette(st.context.theme.type))
            st.vega_lite_chart(spec=spec, width="stretch", theme=None, key="analysis_series")
        if shown.more:
            st.html(text.label(f"{shown.more} more lines are not drawn."))
    with right:
        st.html("<h2>On the day</h2>")
        if shown.values:
            st.html(html.values(shown.values, f"{MEASURES[measure]}, on {day_text(point.at)}"))
        else:
            st.html(text.label("Nothing on that day."))
    if ends is not None:
        found = measures.hurt(around, ends, point.at)
        if found:
            st.html("<h2>Who is hurt, and by which chain</h2>")
            st.html(html.chains(measures.chains(found, {r.id: r for r in around.rights}), days))
    st.html("<h2>The rights behind it</h2>")
    st.html(html.rights(measures.behind(around, measure, point.at), days))
