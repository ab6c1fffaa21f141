"""The Conflicts page: rights that cannot both hold, of everybody or of one company, both sides beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import streamlit as st

from graph.answers import Clashes, Wanted
from graph.fields import FIELDS
from ui import permalink
from ui.desk import choosing
from ui.desk.frame import adopt_point, arrived, last_run, notice, point_of_view, write_address
from ui.desk.reader import Reader
from ui.exporting import spreadsheet
from ui.markup import conflicts as conflicts_html
from ui.markup import text
from ui.permalink import Point
from ui.views.conflicts import conflict, many, table
from ui.words import day_text, field_label

PATH: Final = "conflicts"

_PAGE: Final = 10
_MOST: Final = 1000
"""Conflicts that are taken away at once."""

_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "when": {"Ever": "", "On this day": "day"},
    "kind": {"Any grade": "", "Overlap": "overlap", "Potential": "potential"},
    "disputed": {"Disputed or not": "", "Disputed": "yes", "Undisputed": "no"},
}
"""The page's own parameters: what is offered, with what the address has for it; the first of each is what no parameter means."""

_LABELS: Final = {"when": "When", "kind": "Grade", "disputed": "In dispute"}


def page(reader: Reader) -> None:
    """Draws it for one click."""
    problems = _adopt(reader)
    state = st.session_state
    with st.sidebar:
        st.html("<h2>Scope</h2>")
        chosen = choosing.search(reader, PATH, optional=True)
        if chosen.company:
            st.selectbox("Field of use", list(FIELDS), index=None, key="use", placeholder="Any field", format_func=field_label)
        days = st.container()
    use = state.get("use")
    heading, filters, results = st.container(), st.container(horizontal=True, key="filters", gap="medium"), st.container()
    with filters:
        given = {name: _filter(name) for name in _CHOICES}
    point = Point(state.at, state.known)
    wanted = Wanted(chosen.company, use, given["kind"] or None, {"yes": True, "no": False}.get(given["disputed"]), given["when"] == "day")
    with heading:
        whose = f"Conflicts between {chosen.company}’s rights" if chosen.company else "Rights that cannot both hold"
        st.html(text.heading(whose, day_text(point.at), day_text(point.known)))
        for problem in problems:
            notice("About this link", problem)
        scope = {"grantor": chosen.company or "", "use": use or "", **given}
        write_address(PATH, {**{name: value for name, value in scope.items() if value}, **permalink.days(point)})
    with results:
        found = _results(reader, wanted, point)
    with days:
        point_of_view(_days(found), (), last_run(reader))


def _filter(name: str) -> str:
    """One choice among the page's own parameters."""
    offered = _CHOICES[name]
    chosen = st.segmented_control(_LABELS[name], list(offered), key=f"clash_{name}", required=True)
    return offered[chosen or next(iter(offered))]


def _results(reader: Reader, wanted: Wanted, point: Point) -> Clashes:
    """The conflicts, a page of them at a time."""
    found = reader.clashing(wanted, point, most=_PAGE, skip=0)
    if not found.total:
        if found.complete:
            notice("No such conflicts", "No two rights in this scope contradict each other, as far as was known on that day.")
        else:
            notice("None among the weightiest", "There are too many conflicts to look through all of them for such. Choose a company.")
        return found
    count, take = st.columns([4, 1], vertical_alignment="center")
    count.html(f'<p class="dg-label">{many(found)}, those of the day first</p>')
    box = st.container(key="conflicts")
    pages = -(-found.total // _PAGE)
    number = st.pagination(pages, key=f"conflicts_page_{pages}") if pages > 1 else 1
    if number > 1:
        found = reader.clashing(wanted, point, most=_PAGE, skip=(number - 1) * _PAGE)
    with box:
        st.html(conflicts_html.conflicts([conflict(clash, point) for clash in found.found]))

    def rows() -> bytes:
        return spreadsheet(table(reader.clashing(wanted, point, most=_MOST, skip=0).found)).encode()

    take.download_button("Download CSV", rows, "conflicts.csv", "text/csv", on_click="ignore", width="stretch")
    return found


def _days(found: Clashes) -> tuple[date, ...]:
    """The days on which one of those shown opens or closes."""
    return tuple(sorted({day for clash in found.found for day in (clash.since, clash.until) if day is not None}))


def _adopt(reader: Reader) -> list[str]:
    """Takes the view from a link, and returns what was wrong with it."""
    state = st.session_state
    query = arrived(PATH)
    problems: list[str] = []
    if query is not None:
        given = permalink.read(query)
        adopt_point(given, reader)
        problems = [*given.problems, *choosing.adopt(reader, given)]
    for name, offered in _CHOICES.items():
        labels = {value: label for label, value in offered.items()}
        if query is not None:
            value = query.get(name, "")
            if value not in labels:
                problems.append(f"The {name} of the link is none that there is. Shown instead: {labels[''].lower()}.")
            state[f"clash_{name}"] = labels.get(value, labels[""])
        state.setdefault(f"clash_{name}", labels[""])
    return problems
