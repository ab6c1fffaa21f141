"""Saying something on a page: what it would change is shown first, a reason is asked for, and one click or key writes it.

Whatever is written goes through :mod:`ui.analysts`, as on the command line, and only from a click or its key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Final, Literal

import streamlit as st

from graph.errors import Conflict, GraphError
from graph.home import Home
from ui import analysts, supposing
from ui.analysts import Intended, Written
from ui.desk.frame import notice
from ui.desk.reader import Reader
from ui.errors import UiError
from ui.markup import review as html
from ui.views.review import Said, effects, said, words
from ui.words import counted

VERDICT: Final = "verdict"
"""The session's key for the verdict that is being looked at."""

_TOLD: Final = "said_told"
"""The session's key for what became of the last click."""

_MOST: Final = 5
"""Reasons that have a key."""


def heading_notices() -> str | None:
    """What became of the last click, and whether one can write at all. Returns the reviewer's name."""
    if told := st.session_state.pop(_TOLD, None):
        notice(*told)
    by = analysts.signer()
    if by is None:
        hint = "You can look at everything, also at what an answer would change, but write nothing: nobody has said who you are."
        notice("Read only", hint, f'export {analysts.REVIEWER}="Your Name"\ndealgraph ui')
    return by


def verdicts(
    choices: Sequence[tuple[str, str, str]], before: str | None, following: str | None, go: Callable[[str | None], None]
) -> str | None:
    """A button for each verdict (what it is, what it says, its key), one to skip and one back. Returns the chosen verdict, if any."""
    chosen: str | None = st.session_state.get(VERDICT)
    for verdict, label, key in choices:
        kind: Literal["primary", "secondary"] = "primary" if chosen == verdict else "secondary"
        st.button(label, key=f"say_{verdict}", shortcut=key, type=kind, on_click=_choose, args=(verdict,))
    st.button("Skip", key="say_skip", shortcut="S", disabled=following is None, on_click=go, args=(following,))
    st.button("Back", key="say_back", shortcut="B", disabled=before is None, on_click=go, args=(before,))
    return chosen if chosen in {verdict for verdict, _, _ in choices} else None


def _choose(verdict: str) -> None:
    st.session_state[VERDICT] = verdict


def intended(act: Callable[[], Intended]) -> Intended | None:
    """What somebody is about to say, or a notice on why it cannot be said."""
    try:
        return act()
    except (GraphError, UiError) as error:
        notice("This cannot be said", f"{error.message}. {error.hint}")
        return None


def foreseen(reader: Reader, meant: Intended, known: date) -> str:
    """What it would change, as HTML; nothing is written."""
    event = meant.event
    question = ("if said", event.stream, repr(sorted(event.data.items())), known)
    with st.spinner("Looking at what it would change"):
        found = reader.store.once(question, lambda: supposing.if_said(Home.from_env(), event, known))
    return html.effects(effects(found))


def reasons(meant: Intended, ready: Sequence[str], key: str, *, after: Callable[[], None]) -> None:
    """Asks why; each answer is a button that writes. ``after`` is called once something was written."""
    closed = analysts.signer() is None
    with st.container(key=f"{key}_reasons", horizontal=True, gap="small"):
        for n, why in enumerate(ready[:_MOST], 1):
            st.button(why, key=f"{key}_why_{n}", shortcut=str(n), disabled=closed, on_click=_write, args=(meant, why, after))
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    own = left.text_input("Or why, in your own words", key=f"{key}_own", disabled=closed)
    right.button(
        "Write", key=f"{key}_write", disabled=closed or not own.strip(), on_click=_write, args=(meant, own, after), width="stretch"
    )


def today() -> date:
    """The day on which something that is said now counts as said."""
    return datetime.now(UTC).date()


def mine(by: str) -> tuple[tuple[analysts.Deed, Said], ...]:
    """What the reviewer has said lately, in words."""
    return tuple((deed, said(deed.event, deed.open)) for deed in analysts.deeds(Home.from_env(), by))


def undo(deed: analysts.Deed) -> None:
    """Takes something back. Called by a click."""
    _do(lambda: analysts.write(Home.from_env(), analysts.taking_back(Home.from_env(), deed.event), why="taken back"))


def _write(meant: Intended, why: str, after: Callable[[], None]) -> None:
    if _do(lambda: analysts.write(Home.from_env(), meant, why=why)):
        after()


def _do(act: Callable[[], Written]) -> bool:
    """Does it, and keeps what became of it for the top of the page. Returns whether something was written."""
    try:
        written = act()
    except Conflict:
        hint = "Somebody has said something of the same thing since this was shown. Here is how it stands now; judge it anew."
        st.session_state[_TOLD] = ("Nothing was written", hint)
        return False
    except (GraphError, UiError) as error:
        st.session_state[_TOLD] = ("Nothing was written", f"{error.message}. {error.hint}")
        return False
    st.session_state[_TOLD] = ("Written", _outcome(written))
    return True


def _outcome(written: Written) -> str:
    why = f"{words(written.type, written.data)}. The reason given: {written.data['why']}."
    erased = f" {counted(written.erased, 'text was', 'texts were')} erased." if written.erased else ""
    erased += f" Its text was erased when it was withdrawn. {analysts.TEXT_AGAIN}." if written.lost else ""
    if written.graph:
        return f"{why}{erased} The graph follows later: {written.graph}."
    return f"{why}{erased}"
