"""Agreements as HTML: one on its page, many in a list."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup.rights import page
from ui.markup.text import esc
from ui.views.agreements import Line
from ui.views.cards import Badge


def badges(given: Sequence[Badge]) -> str:
    """What kind it is, and where it stands on the day."""
    return f'<p class="dg-badges">{"".join(map(_badge, given))}</p>'


def stretches(given: Sequence[tuple[str, str]], first: str, second: str) -> str:
    """Pairs of a time and what was then, as a table under two headings."""
    rows = "".join(f"<tr><td>{esc(when)}</td><td>{esc(what)}</td></tr>" for when, what in given)
    return f'<table class="dg-thoughts"><tr><th>{esc(first)}</th><th>{esc(second)}</th></tr>{rows}</table>'


def lines(given: Sequence[Line]) -> str:
    """A list of agreements."""
    head = "<tr><th>First told of</th><th>Agreement</th></tr>"
    return f'<table class="dg-thoughts">{head}{"".join(map(_line, given))}</table>'


def _line(line: Line) -> str:
    name = f"{page(line.to, line.name)} {_badge(line.state)}"
    return f'<tr><td>{esc(line.announced)}</td><td>{name}<span class="dg-source">{esc(line.terms)}</span></td></tr>'


def _badge(badge: Badge) -> str:
    return f'<span class="dg-badge dg-{esc(badge.tone)}">{esc(badge.text)}</span>'
