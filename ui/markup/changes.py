"""What changed, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui import permalink
from ui.markup.quotes import told
from ui.markup.rights import page
from ui.markup.text import esc
from ui.views.changes import Change
from ui.words import counted


def changes(given: Sequence[Change], days: Mapping[str, str]) -> str:
    """What changed, a line each, with a link to the right on both ``days`` (:func:`ui.permalink.days`) and its quotes."""
    return f'<ol class="dg-changes">{"".join(_change(c, days) for c in given)}</ol>'


def _change(change: Change, days: Mapping[str, str]) -> str:
    quotes = "".join(map(told, change.told))
    more = f"<details><summary>{esc(counted(len(change.told), 'quote'))}</summary>{quotes}</details>" if quotes else ""
    address = permalink.href("right", {"id": change.right, **days})
    return (
        f'<li class="dg-{esc(change.kind)}"><time>{esc(change.when)}</time>'
        f'<span class="dg-badge dg-{esc(change.kind)}">{esc(change.word)}</span>'
        f"<div><strong>{page(address, change.what)}</strong>"
        f"<span>{esc(change.how)}</span><span> · granted by {esc(change.grantor)}</span>{more}</div></li>"
    )
