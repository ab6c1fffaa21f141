"""The Explore page: who holds which right, on a day in the world, as known on another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import streamlit as st

from graph.answers import Answer, Clash, Right
from graph.errors import BadInput
from ui import permalink
from ui.desk import holdings, network
from ui.desk import timeline as picture
from ui.desk.downloads import downloads
from ui.desk.frame import no_rights, notice
from ui.desk.reader import Reader
from ui.desk.sidebar import sidebar
from ui.layout.network import network as network_of
from ui.layout.timeline import timeline
from ui.markup import cards as cards_html
from ui.markup import changes as changes_html
from ui.markup import conflicts as conflicts_html
from ui.markup import quotes as quotes_html
from ui.markup import text
from ui.markup.legend import legend
from ui.permalink import EARLIEST, LATEST, FieldView, Point, View
from ui.views import sayings
from ui.views.cards import card, fields_shown, folded, headline, holds
from ui.views.changes import changes
from ui.views.conflicts import conflicts
from ui.views.table import rights_table
from ui.words import day_text, listed

PATH: Final = "explore"

_YEAR: Final = timedelta(days=365)
_IN_FORCE: Final = "in force"
_SIDES: Final = ("For", "Against", "Set aside")
_TABS: Final = ("Evidence", "Rights", "What changed", "Conflicts")
_CLOCKS: Final = ("In the world", "In what was known")
_PAGE: Final = 12
"""Quotes that are shown at once."""
_COLUMNS: Final = {"Side": 80, "Right": 230, "That day": 85, "Says": 190, "Published": 105, "Source": 150, "Quote": 420}
"""Pixels of the evidence table's columns."""
_RIGHTS_COLUMNS: Final = {"Holder": 150, "Mode": 110, "Field of use": 170, "Stands": 105, "Subject": 160, "Disputed by": 150}
"""Pixels of some of the rights table's columns; the others are as wide as they need."""


def page(reader: Reader) -> None:
    """Draws it for one click."""
    grantors = reader.best_known().grantors
    if not grantors:
        no_rights(reader)
        return
    view, problems = sidebar(reader, PATH, grantors[0])
    for problem in problems:
        notice("About this link", problem)
    if isinstance(view, FieldView):
        holdings.of_field(reader, view)
    else:
        _page(reader, view)


def _page(reader: Reader, view: View) -> None:
    st.html(text.heading(headline(view.scope), day_text(view.at), day_text(view.known)))
    answer = reader.answer(view, view.scope.use)
    _warnings(answer)
    versions = reader.versions(view.scope.grantor)
    if not versions and not answer.rights:
        notice(f"Nobody has said that {view.scope.grantor} grants a right", "If it holds rights of others, they are below.")
        holdings.of_holder(reader, view.scope.grantor, Point(view.at, view.known))
        return
    rights = reader.rights(view.scope, view.known)
    clashes = reader.clashes(view.scope.grantor, view.known)
    _cards(reader, view, answer, rights, clashes)
    if rights:
        _charts(reader, view, rights, clashes)
    else:
        notice("No claim found in scope", "Nothing was known on that day. Try a later day under “Known on”, or a wider scope.")
    evidence, table, changed, conflicts = st.tabs(_TABS, key="tab", on_change="rerun")
    if evidence.open:
        with evidence:
            _evidence(answer, rights, view)
    if table.open:
        with table:
            _rights(rights, view)
    if changed.open:
        with changed:
            _changed(reader, view)
    if conflicts.open:
        with conflicts:
            _conflicts(view, clashes, rights)


def _warnings(answer: Answer) -> None:
    """Words of the question that nobody has used."""
    for unknown in answer.unknown:
        near = f"Did you mean {listed(unknown.nearest)}?" if unknown.nearest else "No name is spelt much like it."
        notice(f"No claim names the {unknown.what} “{unknown.name}”", near)


def _cards(reader: Reader, view: View, whole: Answer, rights: Sequence[Right], clashes: Sequence[Clash]) -> None:
    heard = [v.field for v in reader.versions(view.scope.grantor)]
    fields = fields_shown(view.scope, [*heard, *(f for r in whole.rights for f in r.field_of_use)])
    now = [c for c in clashes if holds(c, view.at)]
    names = reader.names(e.grantee for e in whole.prospects if e.grantee)
    answers, anybody = reader.answers(view, fields), _anybody(reader, view, fields)
    cards = [card(f, answers[f], rights, now, anybody[f] if answers[f].answer == "no" else (), names) for f in fields]
    with st.container(key="cards"):
        st.html(cards_html.cards(folded(cards), permalink.days(view)))


def _anybody(reader: Reader, view: View, fields: Sequence[str]) -> Mapping[str, tuple[Right, ...]]:
    """What anybody holds over the fields, where the question is about one holder."""
    if view.scope.grantee is None:
        return dict.fromkeys(fields, ())
    answers = reader.answers(View(replace(view.scope, grantee=None), view.at, view.known), fields)
    return {field: answers[field].rights for field in fields}


def _charts(reader: Reader, view: View, rights: Sequence[Right], clashes: Sequence[Clash]) -> None:
    prospects = reader.prospects(view.scope, view.known)
    names = reader.names(e.grantee for e in prospects if e.grantee)
    drawn = timeline(rights, clashes, at=view.at, known=view.known, prospects=prospects, names=names, whole=picture.whole())
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(text.section("Timeline"))
        with st.container(key="timeline_box"):
            picture.draw(drawn, _pick)
        st.html(legend(drawn))
    with right:
        st.html(text.section("Network on that day"))
        with st.container(key="network_box"):
            network.draw(network_of(rights, view.at), _stand_on)


def _stand_on(day: str) -> None:
    st.session_state.at = date.fromisoformat(day)


def _pick(right: str | None) -> None:
    """A click on a bar shows that right's evidence; a click beside the bars shows all again."""
    st.session_state.evidence_of = right
    st.session_state.tab = _TABS[0]


def _evidence(answer: Answer, rights: Sequence[Right], view: View) -> None:
    labels = {_IN_FORCE: f"In force on {day_text(view.at)}"} | {r.id: sayings.right_label(r) for r in rights}
    if st.session_state.get("evidence_of") not in labels:
        st.session_state.evidence_of = None
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        show = labels.__getitem__
        chosen = st.selectbox("Evidence on", list(labels), None, show, key="evidence_of", placeholder="All rights in scope")
    with right:
        side = st.segmented_control("Which side", _SIDES, key="evidence_side", width="stretch")
    told = sayings.sayings(rights, (*answer.supporting, *answer.opposing), view.at)
    if chosen:
        told = sayings.about(told, [r.id for r in rights if r.in_force(view.at)] if chosen == _IN_FORCE else [chosen])
    told = sayings.on_side(told, side)
    if not told:
        notice("No such evidence", "Nothing that was known on that day fits this choice.")
        return
    columns = {name: st.column_config.TextColumn(width=width) for name, width in _COLUMNS.items()}
    picked = st.dataframe(
        sayings.table(told),
        key="evidence_table",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        row_height=36,
        height=min(36 * (len(told) + 1) + 3, 330),
        column_config=columns | {"Page": st.column_config.LinkColumn(display_text="open", width=70)},
    )
    downloads(sayings.table(told), "evidence", view)
    _quotes([told[n] for n in picked.selection.rows if n < len(told)] or told)


def _rights(rights: Sequence[Right], view: View) -> None:
    cells = rights_table(rights, view.at)
    if not cells:
        notice("No rights in scope", "Nothing was known on that day.")
        return
    widths = {name: st.column_config.TextColumn(width=width) for name, width in _RIGHTS_COLUMNS.items()}
    widths["Why"] = st.column_config.LinkColumn(display_text="why", width=60)
    why = [permalink.href("right", {"id": right.id, **permalink.days(view)}) for right in rights]
    open_ends = {name: ["" if cell is None else cell for cell in column] for name, column in cells.items()}
    shown = {"Why": why, **open_ends, "To": ["open" if cell is None else cell for cell in cells["To"]]}
    height = min(36 * (len(rights) + 1) + 3, 600)
    st.dataframe(shown, key="rights_table", hide_index=True, row_height=36, height=height, column_config=widths)
    downloads(cells, "rights", view)


def _quotes(told: Sequence[sayings.Saying]) -> None:
    """The quotes in full, a page of them at a time."""
    pages = -(-len(told) // _PAGE)
    box = st.container(key="quotes")
    page = st.pagination(pages, key=f"quotes_page_{pages}") if pages > 1 else 1
    with box:
        st.html(quotes_html.quotes(told[(page - 1) * _PAGE : page * _PAGE]))


def _changed(reader: Reader, view: View) -> None:
    clock = st.segmented_control("Clock", _CLOCKS, default=_CLOCKS[0], key="clock", required=True)
    world = clock == _CLOCKS[0]
    now = view.at if world else view.known
    left, right, _ = st.columns([1, 1, 2])
    start = left.date_input("From", max(now - _YEAR, EARLIEST), EARLIEST, LATEST, key=f"from_{world}_{now}", format="YYYY-MM-DD")
    end = right.date_input("To", now, EARLIEST, LATEST, key=f"to_{world}_{now}", format="YYYY-MM-DD")
    try:
        moved = (reader.moved if world else reader.revised)(view, start, end)
    except BadInput:
        notice("The days are the wrong way round", "Put the earlier day first.")
        return
    if moved:
        st.html(changes_html.changes(changes(moved), permalink.days(view)))
    else:
        notice("No change", "Nothing in scope changed between these two days.")


def _conflicts(view: View, clashes: Sequence[Clash], rights: Sequence[Right]) -> None:
    found = conflicts(view, clashes, rights)
    if found:
        st.html(conflicts_html.conflicts(found))
    else:
        notice("No conflicts", "No two rights in scope contradict each other, as far as was known on that day.")
