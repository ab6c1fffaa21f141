"""The Sources page: who is read, how far each is trusted, how each has fared, how its feeds do, and what it changed without a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import streamlit as st

from graph.home import Home
from ui import analysts, revisions
from ui.analysts import Intended
from ui.desk import judging
from ui.desk.frame import arrived, clocks, notice, write_address
from ui.desk.reader import Reader
from ui.markup import sources as html
from ui.markup import text
from ui.permalink import Point, days, href
from ui.views import sources as views
from ui.views.sources import ArticleRow
from ui.words import counted, day_text

PATH: Final = "sources"

_PAGE: Final = 25
"""Sources or feeds that are shown at once."""
_ARTICLES: Final = 15
"""Articles that are shown at once."""
_RATING: Final = ("It has often been wrong", "It has often been right", "It copies others", "It is a party’s own page")
_WITHDRAWING: Final = ("The outlet took it back", "It is a forgery", "It must not be kept")

_GOING: Final = "A withdrawn article counts no more from today on, and its text is erased. Its quotes stay in the log."
_COUNTING: Final = f"It will count again from today on. Its text was erased. {analysts.TEXT_AGAIN}."


def page(reader: Reader) -> None:
    """Draws it for one click."""
    query = arrived(PATH)
    if query is not None or "source" not in st.session_state:
        st.session_state.source = (query or {}).get("source") or None
    point, _ = clocks(reader, PATH)
    known = reader.store.once("sources", lambda: {row["source"]: row for row in analysts.sources(Home.from_env())})
    name = st.session_state.source
    title = f"{name}: how it has fared" if name in known else "Sources: who is read, and how far each is trusted"
    st.html(text.heading(title, day_text(point.at), day_text(point.known)))
    if name is not None and name not in known:
        notice("About this link", f"No article is from {name}. Here are all that are read.")
        name = st.session_state.source = None
    write_address(PATH, {**({"source": name} if name else {}), **days(point)})
    if name:
        _source(reader, point, known[name])
    else:
        _all(reader, point, known)


def _all(reader: Reader, point: Point, known: Mapping[str, Mapping[str, Any]]) -> None:
    wanted = st.text_input("Find a source", key="sources_wanted", placeholder="A part of its name")
    rows = views.page_of(known.values(), wanted)
    pages = -(-len(rows) // _PAGE)
    box = st.container(key="sources_table")
    number = st.pagination(pages, key=f"sources_page_{pages}") if pages > 1 else 1
    shown = rows[(number - 1) * _PAGE : number * _PAGE]
    with box:
        made = [(views.source_row(row, reader.record(row["source"], point.known)), _address(row["source"], point)) for row in shown]
        st.html(html.sources(made) if made else '<p class="dg-label">No source has these words in its name.</p>')
        st.html(f'<p class="dg-label">Contradicted later: {text.esc(views.SHARE_HELP)}</p>')
    st.html("<h2>Feeds</h2>")
    _feeds(reader, None)


def _feeds(reader: Reader, source: str | None) -> None:
    found = reader.store.once(("feeds", source), lambda: revisions.feeds(Home.from_env(), source))
    if not found:
        words = (
            "What was read came from files." if source is None else "Its articles came from files, or from feeds that named another source."
        )
        notice("No feed was polled", words, "dealgraph ingest https://example.com/feed.xml")
        return
    pages = -(-len(found) // _PAGE)
    box = st.container(key="feeds_table")
    number = st.pagination(pages, key=f"feeds_page_{pages}") if pages > 1 else 1
    failing = sum(feed.status == "failed" for feed in found)
    box.html(f'<p class="dg-label">{counted(len(found), "feed")}, {failing} of them failing. Those first.</p>')
    box.html(html.feeds([views.feed_row(feed) for feed in found[(number - 1) * _PAGE : number * _PAGE]]))


def _source(reader: Reader, point: Point, source: Mapping[str, Any]) -> None:
    name = source["source"]
    record = reader.record(name, point.known)
    row = views.source_row(source, record)
    back = href(PATH, days(point))
    st.html(f'<p class="dg-label"><a href="{text.esc(back)}" target="_self">All sources</a></p>')
    judging.heading_notices()
    st.html(
        html.facts(
            (
                ("Rating", f"{row.rating}, {row.by}"),
                ("Articles", row.articles),
                ("Contradicted later", row.contradicted),
                ("Copies others", row.copying),
                ("Is copied", row.copied),
            )
        )
    )
    st.html(f'<p class="dg-label">{text.esc(views.SHARE_HELP)}</p>')
    with st.expander("Rate it otherwise", key="rating_open", on_change="rerun") as box:
        if box.open:
            _rate(reader, name, float(source["rating"]))
    _edits(reader, name)
    _articles(reader, name, int(source["articles"]))
    st.html("<h2>Its feeds</h2>")
    _feeds(reader, name)


def _rate(reader: Reader, name: str, now: float) -> None:
    default = st.toggle("As the bundled table has it", key=f"rating_default_{name}")
    value = st.slider("Rating", 0.0, 1.0, now, 0.05, key=f"rating_value_{name}", disabled=default, help="1 is a party’s own filing.")
    if value == now and not default:
        st.html('<p class="dg-label">Move it; then you see what that would change, from today on.</p>')
        return
    meant = judging.intended(lambda: analysts.rating_of(Home.from_env(), name, None if default else value))
    if meant:
        _offer(reader, meant, _RATING, "rating", _close)


def _offer(reader: Reader, meant: Intended, ready: tuple[str, ...], key: str, after: Callable[[], None]) -> None:
    """What it would change in what is believed today, since it holds from today on, and the reasons that write it."""
    st.html(f"<h3>What that would change, from today on</h3>{judging.foreseen(reader, meant, judging.today())}<h3>Why?</h3>")
    judging.reasons(meant, ready, key, after=after)


def _close() -> None:
    """What was being said is said."""
    st.session_state.rating_open, st.session_state.withdrawing = False, None


def _edits(reader: Reader, name: str) -> None:
    st.html("<h2>Edits</h2>")
    rows = reader.articles_from(name, edited=True, skip=0, most=_ARTICLES)
    if not rows:
        st.html('<p class="dg-label">None of its pages was found changed after it was first read.</p>')
    for row in map(views.article_row, rows):
        st.html(html.article(row))
        st.html("".join(map(html.edit, reader.store.once(("edits", row.id), partial(_edits_of, row.id)))))


def _edits_of(article: str) -> tuple[views.Edit, ...]:
    return views.edits(revisions.revisions(Home.from_env(), article))


def _articles(reader: Reader, name: str, total: int) -> None:
    st.html("<h2>Articles</h2>")
    box = st.container(key="source_articles")
    pages = -(-total // _ARTICLES)
    number = st.pagination(pages, key=f"articles_page_{pages}") if pages > 1 else 1
    with box:
        for row in map(views.article_row, reader.articles_from(name, skip=(number - 1) * _ARTICLES, most=_ARTICLES)):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.html(html.article(row))
            label = "Let it count again" if row.withdrawn else "Withdraw"
            if right.button(label, key=f"withdraw_{row.id}", width="stretch", disabled=analysts.signer() is None):
                st.session_state.withdrawing = None if st.session_state.get("withdrawing") == row.id else row.id
            if st.session_state.get("withdrawing") == row.id:
                _withdraw(reader, row)


def _withdraw(reader: Reader, row: ArticleRow) -> None:
    st.html(f'<p class="dg-label">{_COUNTING if row.withdrawn else _GOING}</p>')
    meant = judging.intended(lambda: analysts.withdrawing(Home.from_env(), row.id, gone=not row.withdrawn))
    if meant:
        ready = ("It stands again",) if row.withdrawn else _WITHDRAWING
        _offer(reader, meant, ready, f"withdrawing_{row.id}", _close)


def _address(source: str, point: Point) -> str:
    return href(PATH, {"source": source, **days(point)})
