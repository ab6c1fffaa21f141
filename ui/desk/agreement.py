"""The page of one agreement: its terms, what was thought of it when, and by whose word; without an id, those of a company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from graph.agreements import Agreement
from graph.errors import BadInput
from ui import permalink
from ui.desk import choosing
from ui.desk.evidence import paragraphs
from ui.desk.frame import adopt_point, arrived, last_run, notice, point_of_view, write_address
from ui.desk.reader import Reader
from ui.markup import agreements as html
from ui.markup import rights as rights_html
from ui.markup import text
from ui.markup.quotes import told
from ui.permalink import Point, days
from ui.views.agreements import agreement_page, line
from ui.words import counted, day_text, raised

PATH: Final = "agreement"

_PAGE: Final = 25
"""Agreements of the list that are shown at once."""


def page(reader: Reader) -> None:
    """Draws it for one click."""
    state = st.session_state
    query = arrived(PATH)
    problems: list[str] = []
    if query is not None:
        given = permalink.read(query)
        adopt_point(given, reader)
        state.agreement_id = query.get("id", "").strip()
        problems = [*given.problems, *([] if state.agreement_id else choosing.adopt(reader, given))]
    if state.get("agreement_id"):
        _one(reader, state.agreement_id, problems)
    else:
        _list(reader, problems)


def _one(reader: Reader, id: str, problems: Sequence[str]) -> None:
    found, wrong = None, None
    try:
        found = reader.agreement(id, st.session_state.known)
    except BadInput as error:
        wrong = error
    known = {day for v in found.versions for day in (v.known_from, v.known_to) if day} if found else set()
    with st.sidebar:
        point_of_view(sorted(day for day in found.turns if day) if found else (), (), sorted({*known, *last_run(reader)}))
    point = Point(st.session_state.at, st.session_state.known)
    write_address(PATH, {"id": id, **days(point)})
    st.html(text.heading(found.name if found else "An agreement", day_text(point.at), day_text(point.known)))
    _say(problems)
    if found is not None:
        _shown(reader, found, point)
    elif wrong is not None:
        notice("No such agreement, as known on that day", f"{raised(wrong.message)}. {wrong.hint}")
        st.html(f'<ul class="dg-links"><li>{rights_html.page(permalink.href(PATH, days(point)), "All agreements")}</li></ul>')


def _shown(reader: Reader, found: Agreement, point: Point) -> None:
    said = agreement_page(found, point)
    st.html(html.badges(said.badges))
    terms, thought = st.columns([2, 3], gap="large")
    with terms:
        st.html(f"<h2>Terms</h2>{rights_html.facts(said.facts)}")
    with thought:
        if said.stages:
            st.html(f"<h2>Amendments</h2>{html.stretches(said.stages, 'Stage', 'Terms')}")
        st.html(f"<h2>What was thought when</h2>{html.stretches(said.thoughts, 'Known', 'Terms')}")
        if said.pointers:
            st.html(f"<h2>Rights told of together with it</h2>{rights_html.pointers(said.pointers)}")
    st.html("<h2>Evidence</h2>")
    for side, title, sayings in (("for", "For", found.supporting), ("against", "Against", found.opposing)):
        st.html(f"<h3>{title}: {counted(len(sayings), 'claim')}</h3>")
        paragraphs(reader, side, sayings, "the agreement")
    if found.disputes:
        st.html(f"<h2>Objections to rights that begin with it</h2>{''.join(map(told, found.disputes))}")


def _list(reader: Reader, problems: Sequence[str]) -> None:
    with st.sidebar:
        st.html("<h2>Scope</h2>")
        party = choosing.search(reader, PATH, optional=True).company
        clocks = st.container()
    point = Point(st.session_state.at, st.session_state.known)
    write_address(PATH, {**({"grantor": party} if party else {}), **days(point)})
    st.html(text.heading(f"Agreements of {party}" if party else "Agreements", day_text(point.at), day_text(point.known)))
    _say(problems)
    key = f"agreements_page_{party}"
    number = st.session_state.get(key, 1)
    found = reader.agreements(party, point.known, most=_PAGE + 1, skip=(number - 1) * _PAGE)
    with clocks:
        turns = {day for agreement in found for day in agreement.turns if day}
        point_of_view(sorted(turns), (), sorted({*(agreement.announced for agreement in found), *last_run(reader)}))
    if not found and number == 1:
        notice("No agreements", "Nobody had told of one by that day. Try a later day under “Known on”, or another company.")
        return
    st.html(html.lines([line(agreement, point) for agreement in found[:_PAGE]]))
    if number > 1 or len(found) > _PAGE:
        st.pagination(number + (len(found) > _PAGE), key=key)


def _say(problems: Sequence[str]) -> None:
    for problem in problems:
        notice("About this link", problem)
