"""Answer cards as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup.text import esc
from ui.views.cards import Card


def cards(given: Sequence[Card]) -> str:
    """The answer cards in a grid whose rows are about equally long."""
    rows = -(-len(given) // 5) or 1
    columns = max(3, -(-len(given) // rows))
    return f'<section class="dg-cards" style="--columns: {columns}" aria-label="Answers">{"".join(map(_card, given))}</section>'


def _card(card: Card) -> str:
    badges = "".join(f'<span class="dg-badge dg-{esc(b.tone.replace("_", "-"))}">{esc(b.text)}</span>' for b in card.badges)
    lines = "".join(f"<li>{esc(line)}</li>" for line in card.lines)
    return (
        f'<article class="dg-card dg-{esc(card.verdict.replace("_", "-"))}" data-field="{esc(card.field)}">'
        f'<p class="dg-label">{esc(card.label)}</p><h2>{esc(card.headline)}</h2><p class="dg-badges">{badges}</p><ul>{lines}</ul></article>'
    )
