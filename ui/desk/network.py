"""The network of a day, which the reader can play through all days in the browser, without asking the server for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from ui.layout.network import Network
from ui.words import day_text

_HERE: Final = Path(__file__).parent
_HTML, _CSS, _JS = ((_HERE / f"network.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
_network: Final = st.components.v2.component("dealgraph_network", html=_HTML, css=_CSS, js=_JS)


def draw(network: Network, on_day: Callable[[str], None]) -> None:
    """Draws it. ``on_day`` is called with the ISO day that the reader wants the whole page to stand on."""
    _network(key="network", data=payload(network), on_day_change=lambda: on_day(st.session_state.network.day))


def payload(network: Network) -> dict[str, Any]:
    """What the browser gets: names, days with how they are read, and for each edge from which day on it looks how."""
    edges = [[edge.holder, edge.over, [[s.day, s.mode.value, s.look, s.text] for s in edge.spans]] for edge in network.edges]
    days = [[day.isoformat(), day_text(day)] for day in network.days]
    return {"holders": list(network.holders), "things": list(network.things), "days": days, "at": network.at, "edges": edges}
