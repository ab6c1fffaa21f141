"""Values of a measure, the rights behind it, and chains of rights, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.answers import Right
from ui import permalink
from ui.markup.text import esc
from ui.views.measures import label


def values(given: Mapping[str, str], caption: str) -> str:
    """The values on the day as a table."""
    rows = "".join(f"<tr><td>{esc(name)}</td><td>{esc(value)}</td></tr>" for name, value in given.items())
    head = '<tr><th scope="col">Name</th><th scope="col">Value</th></tr>'
    return f'<table class="dg-values"><caption>{esc(caption)}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>'


def rights(given: Sequence[Right], days: Mapping[str, str]) -> str:
    """The rights that a measure is made of, each with a link to its quotes."""
    return f'<ul class="dg-behind">{"".join(f"<li>{_link(r.id, label(r), days)}</li>" for r in given)}</ul>'


def chains(given: Sequence[tuple[str, Sequence[tuple[str, str | None]]]], days: Mapping[str, str]) -> str:
    """Who is hurt, each with the chain that leads to it."""
    items = "".join(f"<li><strong>{esc(who)}</strong><ol>{''.join(_step(*step, days) for step in steps)}</ol></li>" for who, steps in given)
    return f'<ul class="dg-chains">{items}</ul>'


def _step(words: str, right: str | None, days: Mapping[str, str]) -> str:
    return f"<li>{_link(right, words, days) if right else esc(words)}</li>"


def _link(right: str, words: str, days: Mapping[str, str]) -> str:
    return f'<a href="{esc(permalink.href("right", {"id": right, **days}))}" target="_self">{esc(words)}</a>'
