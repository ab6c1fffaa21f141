"""What changed, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup.quotes import told
from ui.markup.text import esc
from ui.views.changes import Change
from ui.words import counted


def changes(given: Sequence[Change]) -> str:
    """What changed, a line each, with its quotes."""
    return f'<ol class="dg-changes">{"".join(map(_change, given))}</ol>'


def _change(change: Change) -> str:
    quotes = "".join(map(told, change.told))
    more = f"<details><summary>{esc(counted(len(change.told), 'quote'))}</summary>{quotes}</details>" if quotes else ""
    return (
        f'<li class="dg-{esc(change.kind)}"><time>{esc(change.when)}</time>'
        f'<span class="dg-badge dg-{esc(change.kind)}">{esc(change.kind)}</span>'
        f"<div><strong>{esc(change.what)}</strong><span>{esc(change.how)}</span>{more}</div></li>"
    )
