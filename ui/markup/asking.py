"""Quotes that a question found, by event, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui import permalink
from ui.markup.quotes import citation
from ui.markup.text import esc
from ui.views.asking import Event, Quoted, Spoken


def events(given: Sequence[Event], days: Mapping[str, str]) -> str:
    """A section for each event; ``days`` are the parameters of both clocks, for links to rights."""
    return "".join(_event(event, days) for event in given)


def _event(event: Event, days: Mapping[str, str]) -> str:
    quotes = "".join(_quote(quote, days) for quote in event.quotes)
    return (
        f'<section class="dg-event"><h2>{esc(event.title)}</h2><p class="dg-label">{esc(event.when)}</p>'
        f'<div class="dg-quotes">{quotes}</div></section>'
    )


def _quote(quote: Quoted, days: Mapping[str, str]) -> str:
    rights = "".join(_right(spoken, days) for spoken in quote.rights)
    if quote.more:
        rights += f"<li>and {quote.more} more</li>"
    return (
        f'<figure class="dg-quote" data-claim="{esc(quote.evidence.claim)}">'
        f'<p class="dg-stand"><span class="dg-badge dg-side">{esc(quote.says)}</span></p>{citation(quote.evidence)}'
        f'<ul class="dg-rights">{rights or "<li>No right rests on it.</li>"}</ul></figure>'
    )


def _right(spoken: Spoken, days: Mapping[str, str]) -> str:
    address = permalink.href("right", {"id": spoken.right, **days})
    side = "for" if spoken.sides_with else "against"
    return f'<li class="dg-{side}">{side} <a href="{esc(address)}" target="_self">{esc(spoken.label)}</a></li>'
