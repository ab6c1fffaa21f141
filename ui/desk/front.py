"""The Home page: where one arrives."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import permalink
from ui.desk.frame import clocks, write_address
from ui.desk.reader import Reader
from ui.markup import text
from ui.words import day_text

PATH: Final = ""


def page(reader: Reader) -> None:
    """Draws it."""
    point, _ = clocks(reader, PATH)
    write_address(PATH, permalink.days(point))
    st.html(text.heading("dealgraph", day_text(point.at), day_text(point.known)))
