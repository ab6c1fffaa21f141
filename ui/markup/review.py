"""The Review page as HTML: the queue, a claim with its words, and what an answer would change."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup.text import esc
from ui.views.passages import Passage
from ui.views.review import Attribute, Effect, Item, Said
from ui.views.wording import Piece

_TONES = {"begins": "begins", "ends": "ends", "amends": "amends"}


def queue(items: Sequence[tuple[Item, str]], current: str | None, first: int) -> str:
    """The queue with links, from its number ``first`` on; the claim that is looked at is marked."""
    rows = "".join(_row(item, address, item.claim == current) for item, address in items)
    return f'<nav aria-label="Queue"><ol class="dg-queue" start="{first}">{rows}</ol></nav>'


def _row(item: Item, address: str, current: bool) -> str:
    mark = ' aria-current="true"' if current else ""
    return f'<li{mark}><a href="{esc(address)}" target="_self">{esc(item.what)}</a><span>{esc(item.where)} · {esc(item.why)}</span></li>'


def because(lines: Sequence[str]) -> str:
    """Why it is asked about."""
    return f'<ul class="dg-because">{"".join(f"<li>{esc(line)}</li>" for line in lines)}</ul>'


def paragraph(passage: Passage, pieces: Sequence[Piece], caption: str) -> str:
    """The quote in its paragraph, with the words that were read marked by what was read from them. ``caption`` is HTML."""
    inside = "".join(map(_piece, pieces)) if pieces else esc(passage.quote)
    problem = f'<p class="dg-problem">{esc(passage.problem)}</p>' if passage.problem else ""
    quoted = f'<blockquote class="dg-marked dg-paragraph">{esc(passage.before)}<mark>{inside}</mark>{esc(passage.after)}</blockquote>'
    return f'<figure class="dg-quote dg-reading">{quoted}{problem}{caption}</figure>'


def _piece(piece: Piece) -> str:
    if not piece.names:
        return esc(piece.text)
    return f'<u class="dg-word">{esc(piece.text)}<small> ({esc(", ".join(piece.names))})</small></u>'


def attributes(given: Sequence[Attribute]) -> str:
    """What was read, each with the words of the page, where they are known."""
    rows = (f"<div><dt>{esc(a.name)}</dt><dd>{esc(a.value)}{f'<small>{esc(a.words)}</small>' if a.words else ''}</dd></div>" for a in given)
    return f'<dl class="dg-read">{"".join(rows)}</dl>'


def effects(given: Sequence[Effect]) -> str:
    """What would change, right by right."""
    if not given:
        return '<p class="dg-label">No right would change, as far as was known on that day.</p>'
    return f'<ul class="dg-effects">{"".join(map(_effect, given))}</ul>'


def _effect(effect: Effect) -> str:
    how = "".join(f"<li>{esc(line)}</li>" for line in effect.how)
    return (
        f'<li><span class="dg-badge dg-{_TONES[effect.tone]}">{esc(effect.word)}</span>'
        f"<div><strong>{esc(effect.right)}</strong><ul>{how}</ul></div></li>"
    )


def said(given: Said) -> str:
    """Something that a reviewer has said."""
    state = "" if given.open else ' <span class="dg-badge dg-none">no longer the last word</span>'
    return f'<p class="dg-deed"><time>{esc(given.when)}</time> <strong>{esc(given.what)}</strong>{state}<br>{esc(given.why)}</p>'


def links(given: Sequence[tuple[str, str]]) -> str:
    """Links to other pages: what they say, and where they lead."""
    rows = "".join(f'<li><a href="{esc(address)}" target="_self">{esc(words)}</a></li>' for words, address in given)
    return f'<ul class="dg-links">{rows}</ul>'
