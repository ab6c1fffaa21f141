"""Choosing what a page is about: one box for companies, products and fields of use, which finds what it does not list.

What is chosen lives in the session as ``grantor``, ``subject`` and ``use``, and goes along from page to page. The box offers the best
known names only; whatever else is typed is looked up in the graph, so that it works however many companies there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from graph.errors import BadInput, UnknownName
from graph.fields import FIELDS
from graph.finding import Meant
from ui import permalink
from ui.desk.frame import notice
from ui.desk.reader import Reader
from ui.markup import text
from ui.permalink import Given, Point
from ui.words import field_label

_FIRST: Final = 10
"""Companies that are offered ahead of the fields."""

_HINT: Final = "Type to search. A name that is not in the list is looked up when you press Enter."


def search(reader: Reader, path: str, *, optional: bool = False) -> Meant:
    """Draws the box and returns what is chosen: nothing at all only where it is ``optional``. Both clocks must be set by then.

    ``path`` is the page's, for links to what somebody may have meant.
    """
    state = st.session_state
    chosen = Meant(state.get("grantor"), state.get("subject"), state.get("use"))
    offered = _offered(reader)
    state.about = _label(chosen)
    if state.about and state.about not in offered:
        offered = {state.about: chosen, **offered}
    st.selectbox(
        "Company, product or field",
        list(offered),
        None if optional else 0,
        key="about",
        placeholder="Anything",
        accept_new_options=True,
        on_change=_choose,
        args=(reader, offered),
        help=_HINT,
    )
    if missed := state.get("missed"):
        name, nearest = missed
        point = permalink.days(Point(state.at, state.known))
        links = [(other, permalink.href(path, {"grantor": other, **point})) for other in nearest]
        st.html(text.did_you_mean(name, links)) if links else notice(f"Nothing is known of {name}", "No name is spelt much like it.")
    return chosen


def adopt(reader: Reader, given: Given) -> list[str]:
    """Takes the choice from a link, and returns what was wrong with it, in sentences."""
    state = st.session_state
    state.pop("missed", None)
    state.grantor, state.subject, state.use = None, given.subject, given.use
    if given.grantor is None:
        return []
    try:
        meant = reader.graph.find_company(given.grantor, at=given.at)
    except BadInput as error:
        return [f"Nothing is known of {given.grantor}. {error.hint}"]
    state.grantor, state.subject = meant.company, given.subject or meant.subject
    return []


def _offered(reader: Reader) -> Mapping[str, Meant]:
    """What the box lists, by what it shows."""
    best = reader.best_known()
    companies = [Meant(name) for name in dict.fromkeys((*best.grantors, *best.holders))]
    fields = [Meant(use=use) for use in FIELDS]
    ordered = (*companies[:_FIRST], *fields, *best.products, *companies[_FIRST:])
    return {label: meant for meant in ordered if (label := _label(meant))}


def _label(meant: Meant) -> str | None:
    if meant.company and meant.subject:
        return f"{meant.subject} · product of {meant.company}"
    if meant.company:
        return meant.company
    return f"{field_label(meant.use)} · field of use" if meant.use else None


def _choose(reader: Reader, offered: Mapping[str, Meant]) -> None:
    """Takes what was picked or typed; what nobody knows changes nothing, and is said."""
    state = st.session_state
    state.pop("missed", None)
    name = state.about
    try:
        meant = Meant() if name is None else offered.get(name) or reader.graph.find(name, at=state.at)
    except UnknownName as error:
        state.missed = (name, error.nearest)
        return
    except BadInput:  # nothing but spaces
        return
    state.grantor, state.subject, state.use = meant.company, meant.subject, meant.use
    state.grantee = state.territory = None
