"""The names of the Review page: which may be one company's, and what follows from saying so."""

from __future__ import annotations

from typing import Final

import streamlit as st

from graph.home import Home
from graph.identity import LOOKED, Question
from ui import analysts
from ui.desk import judging
from ui.desk.frame import notice
from ui.desk.reader import Reader
from ui.markup import text
from ui.permalink import Point
from ui.views.review import REASONS
from ui.words import counted

_VERDICTS: Final = (("same", "The same", "Y"), ("different", "Another", "N"), ("unsure", "Cannot tell", "T"))
_MOST: Final = 50
"""Names that can be chosen from."""


def draw(reader: Reader, point: Point) -> dict[str, str]:
    """Draws the question that is looked at, and returns what the address says of it."""
    state = st.session_state
    with st.spinner("Comparing names"):
        questions = reader.store.once("names in question", lambda: analysts.questions(Home.from_env()))
    asked = questions.found[:_MOST]
    if not questions.complete:
        st.html(f'<p class="dg-label">Among the {LOOKED:,} names that most articles have: there are too many to compare all.</p>')
    if not asked:
        notice("No name is in question", "Every name that was compared is one company’s, as far as can be told.")
        return {}
    ids = {q.id: q for q in asked}
    if state.review_pair not in ids:
        state.review_pair = asked[0].id
    chosen = ids[
        st.selectbox(f"{counted(len(asked), 'name')} in question", list(ids), format_func=lambda i: ids[i].name, key="review_pair")
    ]
    _question(reader, point, chosen, *_beside(list(ids), chosen.id))
    return {"pair": chosen.id}


def _question(reader: Reader, point: Point, question: Question, before: str | None, following: str | None) -> None:
    st.html(f"<h2>Whom does “{text.esc(question.name)}” mean?</h2>")
    st.html(f'<p class="dg-label">Named in {counted(question.articles, "article")}. The likeliest first.</p>')
    names = {c.name: c for c in question.candidates}
    labels = {name: f"{name} ({candidate.confidence:.0%})" for name, candidate in names.items()}
    other = st.selectbox("Perhaps", list(names), format_func=labels.__getitem__, key=f"review_other_{question.id}")
    st.html(f'<p class="dg-label">What speaks for it: {text.esc(names[other].why)}.</p>')
    with st.container(key="verdicts", horizontal=True, gap="small"):
        verdict = judging.verdicts(_VERDICTS, before, following, _go)
    if verdict is None:
        return
    meant = judging.intended(lambda: analysts.judging(Home.from_env(), question.name, other, verdict))
    if meant is None:
        return
    st.html(f"<h3>What that would change</h3>{judging.foreseen(reader, meant, point.known)}<h3>Why?</h3>")
    judging.reasons(meant, REASONS[verdict], f"say_{verdict}", after=lambda: _go(following))


def _beside(ids: list[str], current: str) -> tuple[str | None, str | None]:
    """The one before and the one after."""
    n = ids.index(current)
    return ids[n - 1] if n else None, next(iter(ids[n + 1 :]), None)


def _go(pair: str | None) -> None:
    st.session_state.review_pair, st.session_state[judging.VERDICT] = pair, None
