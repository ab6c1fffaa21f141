"""Conflicts, both sides beside each other, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup.quotes import told
from ui.markup.text import esc
from ui.views.conflicts import Conflict, Party
from ui.words import MODES, counted, raised


def conflicts(given: Sequence[Conflict]) -> str:
    """Conflicts, both sides beside each other."""
    return "".join(map(_conflict, given))


def _conflict(conflict: Conflict) -> str:
    word = "Overlapping claims" if conflict.kind == "overlap" else "Claims that may overlap"
    now = (
        '<span class="dg-badge dg-dispute">on this day</span>' if conflict.now else '<span class="dg-badge dg-none">not on this day</span>'
    )
    by = f"<span>Objection by {esc(conflict.objecting)}</span>" if conflict.objecting else ""
    return (
        f'<section class="dg-conflict"><p class="dg-label">{esc(word)} · {esc(conflict.fields)} · {esc(conflict.during)}{now}{by}</p>'
        f"<div>{''.join(map(_party, conflict.sides))}</div></section>"
    )


def _party(party: Party) -> str:
    first, rest = party.told[:2], party.told[2:]
    quotes = "".join(map(told, first))
    if rest:
        quotes += f"<details><summary>{esc(counted(len(rest), 'more quote'))}</summary>{''.join(map(told, rest))}</details>"
    badge = f'<span class="dg-badge dg-{party.mode.value.replace("_", "-")}">{esc(MODES[party.mode])}</span>'
    return (
        f'<article class="dg-card"><h2>{esc(party.holder)}</h2><p class="dg-badges">{badge}</p>'
        f"<ul><li>{esc(party.over)}</li><li>{esc(party.term)}</li><li>{esc(raised(party.credence))}</li></ul>{quotes}</article>"
    )
