"""A table to take away, as CSV for a spreadsheet and as Parquet for a program. The name of a file has both days in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import streamlit as st

from ui.exporting import spreadsheet
from ui.permalink import View


def downloads(cells: Mapping[str, Sequence[Any]], what: str, view: View) -> None:
    """Two buttons; a file is made when it is asked for."""
    name = file_name(what, view)
    with st.container(horizontal=True, key=f"{what}_downloads"):
        st.download_button("CSV", lambda: csv(cells), f"{name}.csv", "text/csv", key=f"{what}_csv", on_click="ignore", help=_CSV)
        st.download_button("Parquet", lambda: parquet(cells), f"{name}.parquet", key=f"{what}_parquet", on_click="ignore", help=_PARQUET)


_CSV = "For a spreadsheet: a text that it would run as a formula has a ' before it."
_PARQUET = "For programs: texts as they are."


def csv(cells: Mapping[str, Sequence[Any]]) -> bytes:
    """The table as CSV; it begins with the mark by which spreadsheets know UTF-8."""
    return spreadsheet(cells).encode("utf-8-sig")


def parquet(cells: Mapping[str, Sequence[Any]]) -> bytes:
    """The table as Parquet."""
    import pandas as pd

    file = BytesIO()
    pd.DataFrame({name: list(column) for name, column in cells.items()}).convert_dtypes().to_parquet(file, index=False)
    return file.getvalue()


def file_name(what: str, view: View) -> str:
    """``openai-rights-at-2026-03-31-known-2026-06-30``: the same for the same view, without what a file system may mind."""
    whose = "-".join(re.findall(r"\w+", view.scope.grantor.casefold()))[:60] or "grantor"
    return f"{whose}-{what}-at-{view.at}-known-{view.known}"
