"""The Explore page: who holds which right, on a day in the world, as known on another. Run by :mod:`ui.server`.

The page itself only lays out widgets and hands values on: what it says is decided in :mod:`ui.views`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import streamlit as st

from graph.answers import Answer, Clash, Right
from graph.errors import BadInput, GraphError
from graph.home import Home
from ui import charts, layout, markup, views
from ui.palette import palette
from ui.permalink import EARLIEST, LATEST, Scope, View
from ui.reader import Reader
from ui.sidebar import sidebar
from ui.words import day_text

_STYLE = Path(__file__).with_name("explore.css")
_YEAR = timedelta(days=365)


def main() -> None:
    """Draws the page for one click."""
    st.set_page_config(page_title="dealgraph · Explore", layout="wide", initial_sidebar_state="auto")
    st.html(markup.colours())
    st.html(_STYLE)
    try:
        reader = Reader.of(Home.from_env())
        grantors = reader.grantors()
        if not grantors:
            _nothing_yet(reader)
            return
        view, problems = sidebar(reader, grantors)
        _page(reader, view, problems)
    except GraphError as error:
        st.html(markup.notice("The graph cannot be read right now", f"{error.message}. {error.hint}"))
        st.button("Try again", key="again")


def _nothing_yet(reader: Reader) -> None:
    if reader.position.seq == 0:
        st.html(
            markup.notice(
                "Nothing has been read yet",
                "The graph is empty. Read some feeds into it, or load the sample:",
                "dealgraph ingest --feeds feeds.opml\ndealgraph demo",
            )
        )
    else:
        st.html(
            markup.notice(
                "No rights yet",
                "What has been read so far speaks of no right. Read more feeds or archives:",
                "dealgraph ingest --feeds feeds.opml\ndealgraph backfill PATH",
            )
        )


def _page(reader: Reader, view: View, problems: Sequence[str]) -> None:
    for problem in problems:
        st.html(markup.notice("About this link", problem))
    st.html(markup.heading(views.headline(view.scope), day_text(view.at), day_text(view.known)))
    rights = reader.rights(view.scope, view.known)
    clashes = reader.clashes(view.scope.grantor, view.known)
    fields = views.fields_shown(view.scope, [v.field for v in reader.versions(view.scope.grantor)])
    cards = [views.card(f, reader.answer(view, f), rights, clashes, _rivals(reader, view, f)) for f in fields]
    with st.container(key="cards"):
        st.html(markup.cards(views.folded(cards)))
    _charts(rights, clashes, view)
    evidence, changed, conflicts = st.tabs(["Evidence", "What changed", "Conflicts"], key="tab", on_change="rerun")
    if evidence.open:
        with evidence:
            _evidence(reader.answer(view, view.scope.use), rights, view)
    if changed.open:
        with changed:
            _changed(reader, view)
    if conflicts.open:
        with conflicts:
            _conflicts(view, clashes, rights)


def _rivals(reader: Reader, view: View, field: str) -> tuple[Right, ...]:
    """What others hold over a field that one holder does not."""
    if view.scope.grantee is None or reader.answer(view, field).answer != "no":
        return ()
    anybody = View(Scope(view.scope.grantor, None, view.scope.use, view.scope.territory), view.at, view.known)
    return reader.answer(anybody, field).rights


def _charts(rights: Sequence[Right], clashes: Sequence[Clash], view: View) -> None:
    if not rights:
        st.html(
            markup.notice("No claim found in scope", "Nothing was known on that day. Try a later day under “Known on”, or a wider scope.")
        )
        return
    colours = palette(st.context.theme.type)
    drawn = layout.timeline(rights, clashes, at=view.at, known=view.known)
    chart = charts.timeline_chart(drawn, colours)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html("<h2>Timeline</h2>")
        with st.container(key="timeline_box"):
            st.vega_lite_chart(spec=chart, width="stretch", theme=None, key="timeline", on_select=_pick, selection_mode=charts.PICK)
        looks = {s.look for s in drawn.segments}
        st.html(
            markup.legend(disputed="disputed" in looks, overlap=bool(drawn.overlaps), rumour="rumour" in looks, unsure="unsure" in looks)
        )
    with right:
        st.html("<h2>Network on that day</h2>")
        with st.container(key="network_box"):
            net = layout.network(rights, view.at)
            st.vega_lite_chart(spec=charts.network_chart(net, colours), width="stretch", theme=None, key="network")


def _pick() -> None:
    """A click on a bar shows that right's evidence; a click beside the bars shows all again."""
    picked = st.session_state.timeline.selection.get(charts.PICK, [])
    st.session_state.evidence_of = picked[0]["right"] if picked else None
    st.session_state.tab = "Evidence"


_IN_FORCE = "in force"
_PAGE = 12


def _evidence(answer: Answer, rights: Sequence[Right], view: View) -> None:
    labels = {r.id: views.right_label(r) for r in rights} | {_IN_FORCE: f"In force on {day_text(view.at)}"}
    if st.session_state.get("evidence_of") not in labels:
        st.session_state.evidence_of = None
    which, sides = st.columns([3, 2], vertical_alignment="bottom")
    chosen = which.selectbox(
        "Evidence on",
        [_IN_FORCE, *(r.id for r in rights)],
        index=None,
        key="evidence_of",
        placeholder="All rights in scope",
        format_func=labels.__getitem__,
    )
    side = sides.segmented_control("Which side", ["For", "Against", "Set aside"], key="evidence_side", width="stretch")
    told = views.sayings(rights, (*answer.supporting, *answer.opposing))
    if chosen == _IN_FORCE:
        told = views.about(told, [r.id for r in rights if r.in_force(view.at)])
    elif chosen:
        told = views.about(told, [chosen])
    told = views.on_side(told, side)
    if not told:
        st.html(markup.notice("No such evidence", "Nothing that was known on that day fits these filters."))
        return
    table = views.table(told)
    picked = st.dataframe(
        table,
        key="evidence_table",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        row_height=36,
        height=min(36 * (len(told) + 1) + 3, 330),
        column_config={
            "Side": st.column_config.TextColumn(width=80),
            "Right": st.column_config.TextColumn(width=230),
            "Says": st.column_config.TextColumn(width=190),
            "Published": st.column_config.TextColumn(width=105),
            "Source": st.column_config.TextColumn(width=150),
            "Quote": st.column_config.TextColumn(width="large"),
            "Page": st.column_config.LinkColumn(display_text="open", width=70),
        },
    )
    chosen_rows = [told[n] for n in picked.selection.rows if n < len(told)]
    _quotes(chosen_rows or told)


def _quotes(told: Sequence[views.Saying]) -> None:
    """The quotes in full, a page at a time."""
    pages = -(-len(told) // _PAGE)
    box = st.container(key="quotes")
    page = 1 if pages < 2 else st.pagination(pages, key=f"quotes_page_{pages}")
    with box:
        st.html(markup.quotes(told[(page - 1) * _PAGE : page * _PAGE]))


def _changed(reader: Reader, view: View) -> None:
    clock = st.segmented_control("Clock", ["In the world", "In what was known"], default="In the world", key="clock", required=True)
    world = clock == "In the world"
    left, right, _ = st.columns([1, 1, 2])
    end = view.at if world else view.known
    start_day = left.date_input(
        "From", max(end - _YEAR, EARLIEST), min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", key=f"from_{world}_{end}"
    )
    end_day = right.date_input("To", end, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", key=f"to_{world}_{end}")
    try:
        moved = (reader.moved if world else reader.revised)(view, start_day, end_day)
    except BadInput:
        st.html(markup.notice("The days are the wrong way round", "Put the earlier day first."))
        return
    if not moved:
        st.html(markup.notice("No change", "Nothing in scope changed between these two days."))
        return
    st.html(markup.changes(views.changes(moved)))


def _conflicts(view: View, clashes: Sequence[Clash], rights: Sequence[Right]) -> None:
    found = views.conflicts(view, clashes, rights)
    if not found:
        st.html(markup.notice("No conflicts", "No two rights in scope contradict each other, as far as was known on that day."))
        return
    st.html(markup.conflicts(found))


if __name__ == "__main__":
    main()
