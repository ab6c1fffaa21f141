"""The timeline as the browser shows it: a component of our own, which draws only what changed, and says which right was picked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

import streamlit as st

from ui.layout.timeline import Timeline
from ui.markup.timeline import timeline as picture_of

_HERE: Final = Path(__file__).parent
_HTML, _CSS, _JS = ((_HERE / f"timeline.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
_WHOLE: Final = "whole_span"
_timeline: Final = st.components.v2.component("dealgraph_timeline", html=_HTML, css=_CSS, js=_JS)


def whole() -> bool:
    """Whether the reader wants the whole span; remembered for the session, on all pages."""
    return bool(st.session_state.get(_WHOLE))


def _turn() -> None:
    st.session_state[_WHOLE] = not whole()


def show(drawn: Timeline, days: Mapping[str, str]) -> None:
    """Draws it; each bar is a link to its right, seen from both days (as a link's query)."""
    _timeline(key="timeline", data=asdict(picture_of(drawn, days)), on_whole_change=_turn)


def draw(drawn: Timeline, on_pick: Callable[[str | None], None]) -> None:
    """Draws it. ``on_pick`` is called with the id of the right whose bar was picked, or ``None`` for a click beside the bars."""

    def picked() -> None:
        on_pick(st.session_state.timeline.right or None)

    _timeline(key="timeline", data=asdict(picture_of(drawn)), on_right_change=picked, on_whole_change=_turn)
