"""Conflicts, both sides beside each other, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims import Mode
from ui.markup.quotes import told
from ui.markup.rights import page
from ui.markup.text import esc
from ui.views.conflicts import GRADES, Bar, Conflict, Drawing, Party
from ui.words import MODES, counted, raised


def conflicts(given: Sequence[Conflict]) -> str:
    """Conflicts, both sides beside each other, and when both hold drawn above them."""
    return "".join(map(_conflict, given))


def _conflict(conflict: Conflict) -> str:
    now = (
        '<span class="dg-badge dg-dispute">on this day</span>' if conflict.now else '<span class="dg-badge dg-none">not on this day</span>'
    )
    by = f"<span>Objection by {esc(conflict.objecting)}</span>" if conflict.objecting else ""
    said = "".join(f"<li>In dispute {esc(objection)}</li>" for objection in conflict.objections)
    objections = f'<ul class="dg-objections">{said}</ul>' if said else ""
    title = " · ".join((GRADES.get(conflict.kind, conflict.kind), conflict.grantor, conflict.fields, conflict.during))
    return (
        f'<section class="dg-conflict"><p class="dg-label">{esc(title)}{now}{by}</p>'
        f'{_drawing(conflict)}<div class="dg-sides">{"".join(map(_party, conflict.sides))}</div>{objections}</section>'
    )


def _drawing(conflict: Conflict) -> str:
    """Both terms on one axis, the overlap hatched across them."""
    drawing = conflict.drawing
    says = "; ".join(f"{side.holder}: {MODES[side.mode].lower()}, {side.term}" for side in conflict.sides)
    lanes = "".join(_lane(side, bar, drawing) for side, bar in zip(conflict.sides, drawing.bars, strict=True))
    years = "".join(f'<span style="left:{place}%">{esc(year)}</span>' for place, year in drawing.years)
    return (
        f'<figure class="dg-overlaps" role="img" aria-label="{esc(f"{says}. Both hold {conflict.during}.")}">{lanes}'
        f'<div class="dg-lane"><span></span><div class="dg-years">{years}</div></div>'
        f"<figcaption>Both hold <strong>{esc(conflict.during)}</strong> (hatched). The dashed line is {esc(drawing.day_says)}.</figcaption>"
        "</figure>"
    )


def _lane(side: Party, bar: Bar, drawing: Drawing) -> str:
    colour = _colour(side.mode)
    return (
        f'<div class="dg-lane"><span>{esc(side.holder)}</span><div class="dg-track">{_stretch(bar, f"dg-bar {colour}")}'
        f'{_stretch(drawing.overlap, "dg-hatch")}<i class="dg-at" style="left:{drawing.day}%"></i></div></div>'
    )


def _stretch(bar: Bar, style: str) -> str:
    more = (" dg-open-start" if bar.open_start else "") + (" dg-open-end" if bar.open_end else "")
    return f'<i class="{style}{more}" style="left:{bar.start}%;width:{bar.width}%"></i>'


def _colour(mode: Mode) -> str:
    return f"dg-{mode.value.replace('_', '-')}"


def _party(party: Party) -> str:
    first, rest = party.told[:2], party.told[2:]
    quotes = "".join(map(told, first))
    if rest:
        quotes += f"<details><summary>{esc(counted(len(rest), 'more quote'))}</summary>{''.join(map(told, rest))}</details>"
    badge = f'<span class="dg-badge {_colour(party.mode)}">{esc(MODES[party.mode])}</span>'
    return (
        f'<article class="dg-card"><h2>{esc(party.holder)}</h2><p class="dg-badges">{badge}</p>'
        f"<ul><li>{esc(party.over)}</li><li>{esc(party.term)}</li><li>{esc(raised(party.credence))}</li>"
        f"<li>{page(party.to, 'This right, and why it is believed')}</li></ul>{quotes}</article>"
    )
