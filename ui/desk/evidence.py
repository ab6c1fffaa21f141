"""Evidence in its paragraphs, a page of it at a time: for the pages of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from graph.answers import Evidence
from ui.desk.reader import Reader
from ui.markup import passages as passages_html
from ui.views.passages import passage

_PAGE: Final = 6
"""Paragraphs that are shown at once."""


def paragraphs(reader: Reader, side: str, told: Sequence[Evidence], about: str = "a dispute") -> None:
    """Draws the quotes on one ``side`` (for, against), each marked in its paragraph; ``about``: what claims are of that are of no right."""
    pages = -(-len(told) // _PAGE)
    box = st.container(key=f"evidence_{side}")
    page = st.pagination(pages, key=f"{side}_page_{pages}") if pages > 1 else 1
    shown = told[(page - 1) * _PAGE : page * _PAGE]
    with box:
        cut = [(e, passage(reader.text(e.text), e.char_start, e.char_end, e.quote, withdrawn=e.withdrawn)) for e in shown]
        st.html(passages_html.passages(cut, side, about) if cut else '<p class="dg-label">Nothing that is known.</p>')
