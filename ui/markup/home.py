"""Home's cards and lines as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui import permalink
from ui.markup.rights import page
from ui.markup.text import esc
from ui.views.home import Open
from ui.views.runs import Health


@dataclass(frozen=True)
class Tile:
    """A card with a figure or a verdict, what it counts, and where there is more of it."""

    label: str
    headline: str
    lines: tuple[str, ...]
    more: str = ""
    address: str = ""


def tiles(given: Sequence[Tile], health: Health) -> str:
    """The cards on top, that of the last run at the end."""
    tone = "dg-none" if health.well else "dg-dispute"
    lines = "".join(f"<li>{esc(line)}</li>" for line in health.lines)
    run = (
        f'<article class="dg-card dg-run"><p class="dg-label">Last run</p><h2>{esc(health.title)}</h2>'
        f'<p class="dg-badges"><span class="dg-badge {tone}">{"ok" if health.well else "look into it"}</span></p><ul>{lines}</ul></article>'
    )
    return f'<section class="dg-cards dg-tiles" style="--columns: 3" aria-label="At a glance">{"".join(map(_tile, given))}{run}</section>'


def _tile(tile: Tile) -> str:
    lines = "".join(f"<li>{esc(line)}</li>" for line in tile.lines)
    more = page(tile.address, tile.more) if tile.address else ""
    return (
        f'<article class="dg-card"><p class="dg-label">{esc(tile.label)}</p><h2>{esc(tile.headline)}</h2><ul>{lines}</ul>'
        f'<p class="dg-more">{more}</p></article>'
    )


def conflicts(given: Sequence[Open], days: Mapping[str, str]) -> str:
    """Conflicts in a line each, with links to both sides of them."""
    return f'<ul class="dg-open">{"".join(_conflict(c, days) for c in given)}</ul>'


def _conflict(conflict: Open, days: Mapping[str, str]) -> str:
    address = permalink.href("conflicts", {"grantor": conflict.grantor, **days})
    perhaps = ' <span class="dg-badge dg-unknown">may overlap</span>' if conflict.potential else ""
    return (
        f"<li><strong>{page(address, conflict.who)}</strong>{perhaps}"
        f"<span>{esc(conflict.over)} · granted by {esc(conflict.grantor)} · {esc(conflict.since)}</span></li>"
    )
