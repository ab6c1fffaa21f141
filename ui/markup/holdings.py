"""Rights in force of many grantors as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui import permalink
from ui.markup.text import esc
from ui.views.holdings import Holding
from ui.words import MODES


def holdings(given: Sequence[Holding], days: Mapping[str, str]) -> str:
    """The rights, a line each; ``days`` are the parameters of both clocks, for the links."""
    return f'<ol class="dg-holdings">{"".join(_holding(h, days) for h in given)}</ol>'


def _holding(holding: Holding, days: Mapping[str, str]) -> str:
    grantor = permalink.href("explore", {"grantor": holding.grantor, "use": holding.use, **days})
    right = permalink.href("right", {"id": holding.right, **days})
    disputed = '<span class="dg-badge dg-dispute">Disputed</span>' if holding.disputed else ""
    mode = f'<span class="dg-badge dg-{esc(holding.mode.value.replace("_", "-"))}">{esc(MODES[holding.mode])}</span>'
    return (
        f'<li><span class="dg-badges">{mode}{disputed}</span><div><strong>{esc(holding.holder)}</strong><span> of </span>'
        f'<a href="{esc(grantor)}" target="_self">{esc(holding.grantor)}</a></div>'
        f"<div><span>{esc(holding.over)}</span><span>{esc(holding.term)} · {esc(holding.credence)} · "
        f'<a href="{esc(right)}" target="_self">why</a></span></div></li>'
    )


def grantors(names: Sequence[str], use: str, days: Mapping[str, str]) -> str:
    """Companies to go on with: links to what each grants over a field."""
    links = ((name, permalink.href("explore", {"grantor": name, "use": use, **days})) for name in names)
    items = (f'<li><a href="{esc(to)}" target="_self">{esc(name)}</a></li>' for name, to in links)
    return f'<ul class="dg-names">{"".join(items)}</ul>'
