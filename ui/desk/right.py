"""The page of one right: what it is, what was thought of it when, by whose word, and by which rules."""

from __future__ import annotations

from typing import Final

import streamlit as st

from graph.answers import Why
from graph.errors import UnknownName
from ui.charts.vega import PICK
from ui.desk.evidence import paragraphs
from ui.desk.frame import arrived, clocks, notice, write_address
from ui.desk.reader import Reader
from ui.markup import rights as rights_html
from ui.markup import text
from ui.palette import palette
from ui.permalink import Point, days, href
from ui.versions_chart import versions_chart
from ui.views.rights import right_page
from ui.words import counted, day_text

PATH: Final = "right"


def page(reader: Reader) -> None:
    """Draws it for one click."""
    query = arrived(PATH)
    if query and query.get("id"):
        st.session_state.right_id = query["id"].strip()
    right = st.session_state.get("right_id", "")
    try:
        why = reader.why(right)
    except UnknownName:
        why = None
    world = {day for v in why.versions for day in (v.valid_from, v.valid_to) if day} if why else set()
    told = {day for v in why.versions for day in (v.known_from, v.known_to) if day} if why else set()
    point, _ = clocks(reader, PATH, sorted(world), sorted(told))
    write_address(PATH, {**({"id": right} if right else {}), **days(point)})
    if why is None:
        _missing(right, point)
    else:
        _page(reader, why, point)


def _page(reader: Reader, why: Why, point: Point) -> None:
    found = right_page(why, reader.related(why.right.id, point), reader.asked(why.right, point), point)
    st.html(text.heading(found.title, day_text(point.at), day_text(point.known)))
    st.html(rights_html.standing(found.badges, found.belief, found.instead))
    terms, drawn = st.columns([2, 3], gap="large")
    with terms:
        st.html(f"<h2>Terms</h2>{rights_html.facts(found.facts)}")
        if found.pointers:
            st.html(f"<h2>Beside it</h2>{rights_html.pointers(found.pointers)}")
    with drawn:
        st.html("<h2>What was thought when</h2>")
        with st.container(key="versions_box"):
            chart = versions_chart(why.versions, why.right.id, point, palette(st.context.theme.type))
            st.vega_lite_chart(spec=chart, width="stretch", theme=None, key="versions", on_select=_pick, selection_mode=PICK)
        st.html(rights_html.key(found.thoughts, disputed=any(v.disputed for v in why.versions)))
        st.html(rights_html.thoughts(found.thoughts))
    _evidence(reader, why)
    st.html(f"<h2>Why: the rules, in order</h2>{rights_html.chain(why.chain)}")
    if why.aside:
        st.html(f"<h2>Set aside</h2>{rights_html.aside(why.aside)}")


def _pick() -> None:
    """A click on a version leads to it."""
    if picked := st.session_state.versions.selection.get(PICK, []):
        st.session_state.right_id = picked[0]["right"]


def _missing(right: str, point: Point) -> None:
    """No such right: what that can mean, and where to go on."""
    st.html(text.heading("A right", day_text(point.at), day_text(point.known)))
    if right:
        words = (
            f"The graph has no right {right}. A right’s id is made of what is believed, so it goes when an analyst’s word, a better "
            "reading or a rebuild changes that belief for the same days. Look for the right under its company:"
        )
        notice("No such right", words)
    else:
        notice("Which right?", "This page is reached by a link to a right. Look for one under its company:")
    explore = rights_html.page(href("explore", days(point)), "Explore, with all companies that grant rights")
    conflicts = rights_html.page(href("conflicts", days(point)), "Conflicts between rights")
    st.html(f'<ul class="dg-links"><li>{explore}</li><li>{conflicts}</li></ul>')


def _evidence(reader: Reader, why: Why) -> None:
    right = why.right
    st.html("<h2>Evidence</h2>")
    for side, title, told in (("for", "For", right.supporting), ("against", "Against", right.opposing)):
        st.html(f"<h3>{title}: {counted(len(told), 'claim')}</h3>")
        paragraphs(reader, side, told)
