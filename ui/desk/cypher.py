"""The Cypher page: a researcher's own questions to the graph, which can only be read.

A query that came with a link is shown and not run: only the reader makes the server work.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from graph.catalogue import NAMED, QUESTIONS, Example, Sample
from graph.errors import BadQuery, GraphError, QueryTimeout
from graph.gazetteer import entity_id
from graph.store import Table
from ui import permalink
from ui.charts.drawing import drawing_chart
from ui.desk.frame import clocks, notice, write_address
from ui.desk.reader import Reader
from ui.exporting import spreadsheet
from ui.markup import console as html
from ui.markup import text
from ui.palette import palette
from ui.permalink import Point
from ui.views import console
from ui.views.drawing import MOST, drawing
from ui.words import day_text

PATH: Final = "cypher"

LONGEST: Final = 4000
"""Characters of a query that go into a link."""
_ROWS: Final = (1, 10_000, 500)
_SECONDS: Final = (1, 60, 10)
"""Least, most, and what it is at first."""
_TABS: Final = ("Table", "Graph", "Download")


@dataclass(frozen=True)
class Run:
    """What was asked, and what came of it."""

    query: str
    point: Point
    rows: int
    seconds: int
    outcome: Table | GraphError
    took: float


def page(reader: Reader) -> None:
    """Draws it for one click."""
    point, given = clocks(reader, PATH)
    sample = _sample(reader)
    problem = _adopt(given, sample)
    st.html(text.heading("Cypher", day_text(point.at), day_text(point.known)))
    if problem:
        notice("About this link", problem)
    left, right = st.columns([3, 2], gap="large")
    with left:
        asked = _form(sample, point)
    with right:
        st.html("<h2>Schema</h2>")
        with st.container(key="schema", height=470, border=False):
            st.html(html.schema())
    query = st.session_state.cypher_text
    if len(query) <= LONGEST:
        write_address(PATH, {"q": query, **permalink.days(point)})
    else:
        write_address(PATH, permalink.days(point))
        notice("Too long for a link", f"Links hold queries of up to {LONGEST} characters; the link to this view leaves this one out.")
    ran = _ran(reader, point, asked)
    if ran is not None:
        st.html("<h2>Result</h2>")
        _show(ran)


def _sample(reader: Reader) -> Sample:
    """What the examples are about: the company that other pages are about, or the first that comes."""
    name = st.session_state.get("grantor")
    return Sample.of(reader.store, entity_id(name) if name else None)


def _adopt(given: dict[str, str], sample: Sample) -> str | None:
    """Takes the query from a link, or keeps what stood there; says what was wrong with the link."""
    state = st.session_state
    if given:
        state.cypher_run = None
        query = given.get("q", "").strip()
        state.cypher_box = state.cypher_text = query[:LONGEST] or QUESTIONS[0].text(sample)
        if len(query) > LONGEST:
            return f"The query in the link is longer than {LONGEST} characters; the rest of it is left out."
    elif "cypher_box" not in state:
        state.cypher_box = state.get("cypher_text") or QUESTIONS[0].text(sample)
    return None


def _form(sample: Sample, point: Point) -> tuple[int, int] | None:
    """The query with its limits; returns those (rows, seconds) when it is to be run."""
    examples = {example.name: example for example in (*QUESTIONS, *NAMED)}
    st.selectbox(
        "Examples",
        list(examples),
        None,
        lambda name: f"{name}: {examples[name].answers}",
        key="cypher_example",
        placeholder="Take a question or a named query to begin with",
        on_change=_take,
        args=(examples, sample),
    )
    with st.form("cypher_form", border=False):
        query = st.text_area("Query", key="cypher_box", height=250)
        st.html(html.parameters(point.at.isoformat(), point.known.isoformat()))
        rows, seconds, run = st.columns([1, 1, 1], vertical_alignment="bottom")
        with rows:
            most = st.number_input("Rows at most", *_ROWS, key="cypher_rows")
        with seconds:
            limit = st.number_input("Seconds at most", *_SECONDS, key="cypher_seconds")
        with run:
            pressed = st.form_submit_button("Run", type="primary", width="stretch", help="Ctrl+Enter in the query runs it too")
    st.session_state.cypher_text = query.strip()
    return (most, limit) if pressed else None


def _take(examples: dict[str, Example], sample: Sample) -> None:
    """Puts an example into the box; it is not run before the reader says so."""
    state = st.session_state
    if state.cypher_example:
        state.cypher_box = state.cypher_text = examples[state.cypher_example].text(sample)
        state.cypher_run = None


def _ran(reader: Reader, point: Point, asked: tuple[int, int] | None) -> Run | None:
    """The outcome: of what is asked now, or of what was asked before, anew where a clock that it reads has moved."""
    state = st.session_state
    last: Run | None = state.get("cypher_run")
    if asked is not None:
        state.cypher_run = _run(reader, state.cypher_text, point, *asked)
    elif last and isinstance(last.outcome, Table) and last.point != point and console.follows_the_clocks(last.query):
        state.cypher_run = _run(reader, last.query, point, last.rows, last.seconds)
    run: Run | None = state.get("cypher_run")
    return run


def _run(reader: Reader, query: str, point: Point, rows: int, seconds: int) -> Run:
    params = {"at": point.at.isoformat(), "known": point.known.isoformat()}
    begun = time.perf_counter()
    outcome: Table | GraphError
    with st.spinner("Asking the graph …"):
        try:
            outcome = reader.graph.cypher(query, params=params, limit=rows, timeout=seconds)
        except (BadQuery, QueryTimeout) as error:
            outcome = error
    return Run(query, point, rows, seconds, outcome, time.perf_counter() - begun)


def _show(run: Run) -> None:
    if not isinstance(run.outcome, Table):
        failure = console.failure(run.outcome, run.query, run.seconds)
        notice(failure.title, failure.words, failure.excerpt)
        return
    found = run.outcome
    st.html(text.label(console.counted_rows(found, run.took)))
    if not found.rows:
        return
    cells = console.columns(found)
    table, graph, download = st.tabs(_TABS, key="cypher_tab", on_change="rerun")
    if table.open:
        with table:
            st.dataframe(_frame(cells), key="cypher_table", hide_index=True, height=min(36 * (len(found.rows) + 1) + 3, 480), row_height=36)
            if ids := console.rights_in(found):
                days = permalink.days(run.point)
                st.html(html.rights([(id_, permalink.href("right", {"id": id_, **days})) for id_ in ids]))
    if graph.open:
        with graph:
            _draw(found)
    if download.open:
        with download:
            _downloads(found, cells)


def _frame(cells: dict[str, list[Any]]) -> pd.DataFrame:
    return pd.DataFrame(cells).convert_dtypes()


def _draw(found: Table) -> None:
    drawn = drawing(found.subgraph)
    if not drawn.dots:
        notice(
            "Nothing to draw", "The rows hold values only. Return nodes and relationships to see them here, such as: RETURN g, b, r, a, h"
        )
        return
    if drawn.nodes > MOST:
        st.html(text.label(f"Drawn are {MOST} of {drawn.nodes} nodes: those of the first rows, and what joins them."))
    with st.container(key="cypher_graph"):
        st.vega_lite_chart(spec=drawing_chart(drawn, palette(st.context.theme.type)), width="stretch", theme=None, key="cypher_drawing")
    st.html(html.shapes())
    if not drawn.lines:
        st.html(text.label("Nothing joins these nodes in the rows. Return the relationships too, to see them."))


def _downloads(found: Table, cells: dict[str, list[Any]]) -> None:
    st.html(
        text.label("In CSV, texts that a spreadsheet would run as formulas have a ' before them; JSON and Parquet have them as they are.")
    )
    whole = {"columns": found.columns, "rows": found.rows, "truncated": found.truncated}
    with st.container(horizontal=True):
        st.download_button("CSV", lambda: spreadsheet(cells).encode(), "rows.csv", "text/csv", on_click="ignore")
        st.download_button(
            "JSON", lambda: json.dumps(whole, ensure_ascii=False, indent=1).encode(), "rows.json", "application/json", on_click="ignore"
        )
        st.download_button("Parquet", lambda: _frame(cells).to_parquet(index=False), "rows.parquet", on_click="ignore")
