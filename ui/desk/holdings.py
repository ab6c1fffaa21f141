"""Rights in force whoever grants them: what Explore shows of a field of use, and of a company that only holds rights."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import permalink
from ui.desk.frame import notice
from ui.desk.reader import Reader
from ui.markup import holdings as holdings_html
from ui.markup import text
from ui.permalink import FieldView, Point
from ui.views.holdings import holdings
from ui.words import day_text, field_label

_PAGE: Final = 25
"""Rights that are shown at once."""


def of_field(reader: Reader, view: FieldView) -> None:
    """Who holds what over a field."""
    st.html(text.heading(f"{field_label(view.use)}: who holds what, of whom", day_text(view.at), day_text(view.known)))
    point = Point(view.at, view.known)
    _listed(reader, point, use=view.use)
    grantors = reader.grantors_over(view.use)
    if grantors.names:
        st.html(text.section("Companies that have granted something like it, on any day"))
        if not grantors.complete:
            st.html(text.lead("Some of them: this field has too many rights to look at all. Search for a company to see its own."))
        st.html(holdings_html.grantors(grantors.names, view.use, permalink.days(point)))


def of_holder(reader: Reader, holder: str, point: Point) -> None:
    """What a company holds of others."""
    st.html(text.section(f"What {holder} holds of others"))
    _listed(reader, point, grantee=holder)


def _listed(reader: Reader, point: Point, *, use: str | None = None, grantee: str | None = None) -> None:
    key = f"more_{use or grantee}"
    most = _PAGE * (1 + st.session_state.get(key, 0))
    found = reader.in_force(point, use=use, grantee=grantee, most=most + 1)
    if not found:
        notice("No right in force", "None that was known on that day. Try another day, or a later one under “Known on”.")
        return
    with st.container(key="holdings"):
        st.html(holdings_html.holdings(holdings(found[:most], point.at), permalink.days(point)))
    if len(found) > most:
        st.button("Show more", key="more", on_click=_more, args=(key,))


def _more(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + 1
