"""The Review page: what is worth a second look, one thing at a time, by keyboard. What an answer would change is shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.answers import Doubtful, Evidence, Told, Waiting
from graph.claims import Claim
from graph.errors import UnknownName
from graph.home import Home
from ui import analysts
from ui.desk import judging, review_names
from ui.desk.frame import arrived, clocks, notice, write_address
from ui.desk.reader import Reader
from ui.markup import review as html
from ui.markup import text
from ui.markup.quotes import caption
from ui.permalink import Point, days, href
from ui.views import review as views
from ui.views import wording
from ui.views.passages import passage
from ui.views.rights import address, believed
from ui.views.sayings import right_label
from ui.words import day_text

if TYPE_CHECKING:
    from nlp import Explained

PATH: Final = "review"

QUEUES: Final = {"claims": "Claims", "names": "Names", "said": "What I said"}
_ONLY: Final = {"alone": "that rest on one story", "disputed": "in dispute", "now": "in force that day"}
_VERDICTS: Final = (("confirm", "Yes, it does", "Y"), ("reject", "No, misread", "N"), ("amend", "Nearly: amend", "A"))
_CHOSEN: Final = ("review_grantor", "review_only", "review_pair")
"""The session's keys of widgets that one queue alone has."""
_MOST: Final = 100
"""Claims of the queue."""
_SHOWN: Final = 8
"""Claims of the queue that are listed at once."""


def page(reader: Reader) -> None:
    """Draws it for one click."""
    _adopt(arrived(PATH))
    point, _ = clocks(reader, PATH)
    st.html(text.heading("Review: what is worth a second look", day_text(point.at), day_text(point.known)))
    top = st.container()
    by = judging.heading_notices()
    mine = judging.mine(by) if by else ()
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    left.segmented_control("Queue", list(QUEUES), format_func=QUEUES.__getitem__, key="review_queue", required=True)
    queue: str = st.session_state.review_queue
    last = next((deed for deed, _ in mine if deed.open), None)
    undo = right.container(horizontal=True, horizontal_alignment="right")
    undo.button("Undo my last", key="review_undo", shortcut="U", disabled=last is None, on_click=judging.undo, args=(last,))
    params: dict[str, str] = {"queue": queue}
    if queue == "claims":
        params |= _claims(reader, point)
    elif queue == "names":
        params |= review_names.draw(reader, point)
    else:
        _said(mine, by)
    with top:
        write_address(PATH, {**params, **days(point)})


def _adopt(query: Mapping[str, str] | None) -> None:
    """Takes what the address says, or goes on with what was chosen, which Streamlit forgets while another queue is shown."""
    state = st.session_state
    for key in _CHOSEN:
        if key in state:
            state[key] = state[key]
    if query is not None or "review_queue" not in state:
        given = query or {}
        state.review_queue = given.get("queue") if given.get("queue") in QUEUES else "claims"
        state.review_grantor = given.get("grantor") or None
        state.review_only = [name for name in _ONLY if name in given.get("only", "").split(",")]
        state.review_claim = given.get("claim") or None
        state.review_pair = given.get("pair") or None
        state[judging.VERDICT] = None


# claims


def _claims(reader: Reader, point: Point) -> dict[str, str]:
    state = st.session_state
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    best = reader.best_known().grantors
    offered = best if state.review_grantor in (None, *best) else (state.review_grantor, *best)
    left.selectbox(
        "Company that grants",
        offered,
        None,
        key="review_grantor",
        placeholder="Any",
        accept_new_options=True,
        help="Type any name; the best known are in the list.",
        on_change=_forget,
    )
    right.pills("Only rights", list(_ONLY), selection_mode="multi", format_func=_ONLY.__getitem__, key="review_only", on_change=_forget)
    try:
        found = reader.doubtful(state.review_grantor, point, frozenset(state.review_only), _MOST)
    except UnknownName as error:
        notice(f"Nothing is known of {state.review_grantor}", error.hint)
        return {}
    claims = [d.evidence.claim for d in found.found]
    if state.review_claim is None and claims:
        state.review_claim = claims[0]
    params = {"grantor": state.review_grantor or "", "only": ",".join(state.review_only), "claim": state.review_claim or ""}
    params = {name: value for name, value in params.items() if value}
    if state.review_claim is None:
        if found.complete:
            words = "Of what was known on that day, no claim that may be misread carries much of a right. Choose a wider scope."
            notice("Nothing is waiting", words)
        else:
            notice("None among the weightiest", "There is too much to look through all of it for such. Choose a company.")
        return params
    listed, shown = st.columns([2, 5], gap="large")
    with listed:
        st.html(f"<h2>Queue</h2>{_queue(found, claims, params, point)}")
    with shown:
        _claim(reader, point, next((d for d in found.found if d.evidence.claim == state.review_claim), None), claims)
    return params


def _queue(waiting: Waiting, claims: Sequence[str], params: Mapping[str, str], point: Point) -> str:
    current = st.session_state.review_claim
    at, found = claims.index(current) if current in claims else 0, waiting.found
    first = max(min(at - 1, len(found) - _SHOWN), 0)
    rows = []
    for doubtful in found[first : first + _SHOWN]:
        item = views.item(doubtful)
        rows.append((item, href(PATH, {"queue": "claims", **params, "claim": item.claim, **days(point)})))
    more = "" if waiting.complete else "the first "
    place = f"{at + 1} of {more}{len(found)}" if current in claims else f"{more}{len(found)} waiting"
    hint = "Those first whose check may cost a right most credence."
    return f'<p class="dg-label">{text.esc(place)}. {hint}</p>{html.queue(rows, current, first + 1)}'


def _claim(reader: Reader, point: Point, doubtful: Doubtful | None, claims: Sequence[str]) -> None:
    state = st.session_state
    try:
        told = reader.told(state.review_claim)
    except UnknownName:
        notice("No such claim", "The link names a claim that the graph does not know. The queue has those that wait.")
        return
    claim = reader.store.once(
        ("as read", told.evidence.claim), lambda: analysts.as_read(Home.from_env(), told.evidence.article, told.evidence.claim)
    )
    st.html(f"<h2>{text.esc(views.told(claim))}</h2>")
    if doubtful:
        st.html(html.because(views.because(doubtful)))
    elif told.evidence.review:
        review = told.evidence.review
        words = f"{views.PAST[review.verdict]} by {review.by} on {day_text(review.on)}: {review.why}"
        notice("It has been reviewed", words)
    _reading(reader, told, claim)
    after = claims[claims.index(state.review_claim) + 1 :] if state.review_claim in claims else claims
    _judge(reader, point, told.evidence.claim, claim, after[0] if after else None, claims)
    _rests(told, point)


def _reading(reader: Reader, told: Told, claim: Claim) -> None:
    """The quote in its paragraph, and what was read from which of its words."""
    evidence = told.evidence
    kept = reader.text(evidence.text)
    words: Mapping[str, str] = {}
    pieces: tuple[wording.Piece, ...] = ()
    box = st.container()
    shown = kept is not None and st.session_state.get("review_words", False)
    label = "Hide the words of each attribute" if shown else "Show the words of each attribute"
    st.button(label, key="review_worded", shortcut="W", type="tertiary", disabled=kept is None, on_click=_word, args=(not shown,))
    if kept is not None and shown:
        with st.spinner("Reading the article"):
            explained = wording.same(
                reader.store.once(("explained", evidence.article, evidence.text), lambda: _explained(evidence, kept)), claim
            )
        if explained:
            words, pieces = wording.words(explained, kept), wording.pieces(explained, kept, (claim.start, claim.end))
        else:
            notice("Read by another extractor", "The rules of today read this text otherwise than the extractor did whose claim this is.")
    cut = passage(kept, evidence.char_start, evidence.char_end, evidence.quote, withdrawn=evidence.withdrawn)
    box.html(html.paragraph(cut, pieces, caption(evidence)) + html.attributes(views.attributes(claim, words)))


def _explained(evidence: Evidence, kept: str) -> tuple[Explained, ...]:
    """The claims of the whole text, as the rules of today read it."""
    from nlp import Passage, explain

    published = (evidence.published_at or "")[:10]
    return explain(Passage(evidence.article, evidence.title, kept, date.fromisoformat(published) if published else None, evidence.source))


def _rests(told: Told, point: Point) -> None:
    """The rights that it speaks for and against, as believed on the day of knowledge, and where it comes from."""
    sides = (("For", told.supports), ("Against", told.opposes))
    rows = [(f"{side} {right_label(r)}", address(r.id, point)) for side, rights in sides for r in rights if believed(r, point.known)]
    source = told.evidence.source or "unknown"
    about = [(f"{source}: how it has fared", href("sources", {"source": source, **days(point)}))]
    why = f": {told.aside}" if told.aside else ""
    st.html(
        f"<h3>It speaks</h3>{html.links(rows)}" if rows else f'<p class="dg-label">On that day no right rests on it{text.esc(why)}.</p>'
    )
    st.html(f"<h3>Its source</h3>{html.links(about)}")


def _judge(reader: Reader, point: Point, claim_id: str, claim: Claim, following: str | None, claims: Sequence[str]) -> None:
    before = claims[claims.index(claim_id) - 1] if claim_id in claims and claims.index(claim_id) else None
    st.html("<h3>Does the page say so?</h3>")
    with st.container(key="verdicts", horizontal=True, gap="small"):
        verdict = judging.verdicts(_VERDICTS, before, following, _go)
    if verdict is None:
        return
    changes = _amendment(claim) if verdict == "amend" else {}
    if verdict == "amend" and not changes:
        st.html('<p class="dg-label">Change what was misread; then you see what that would do.</p>')
        return
    meant = judging.intended(lambda: analysts.reviewing(Home.from_env(), claim_id, verdict, changes))
    if meant is None:
        return
    st.html(f"<h3>What that would change</h3>{judging.foreseen(reader, meant, point.known)}<h3>Why?</h3>")
    judging.reasons(meant, views.REASONS[verdict], f"say_{verdict}", after=lambda: _go(following))


def _amendment(claim: Claim) -> dict[str, Any]:
    """The attributes to fill in; those that differ."""
    given: dict[str, Any] = {}
    columns = st.columns(3)
    for n, field in enumerate(views.amendable(claim)):
        label, key = field.name.replace("_", " ").capitalize(), f"amend_{claim.start}_{field.name}"
        with columns[n % 3]:
            if field.several:
                given[field.name] = st.multiselect(label, field.options, field.value, partial(views.option, field.name), key=key)
            elif field.options:
                at = field.options.index(field.value)
                given[field.name] = st.selectbox(label, field.options, at, partial(views.option, field.name), key=key)
            else:
                given[field.name] = st.text_input(label, field.value, key=key)
    return views.changes(claim, given)


def _word(shown: bool) -> None:
    st.session_state.review_words = shown


def _go(claim: str | None) -> None:
    st.session_state.review_claim, st.session_state[judging.VERDICT] = claim, None


def _forget() -> None:
    _go(None)


# what was said


def _said(mine: Sequence[tuple[analysts.Deed, views.Said]], by: str | None) -> None:
    if not mine:
        words = f"Nothing stands under the name {by} yet." if by else "Say who you are first."
        notice("Nothing said", words)
    for n, (deed, told) in enumerate(mine):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.html(html.said(told))
        if deed.open:
            right.button("Take back", key=f"review_back_{n}", on_click=judging.undo, args=(deed,), width="stretch")
