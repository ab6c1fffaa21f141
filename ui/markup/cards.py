"""Answer cards as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ui import permalink
from ui.markup.text import esc
from ui.views.cards import Badge, Card, Ground

_WIDEST: Final = 5
"""Cards in a row, where there is room."""

_MOST: Final = 5
"""Lines of a card that are shown at once; where there are more, the rest is folded."""

_LONG: Final = 60
"""A line of more letters is shown in one row, with an ellipsis, until one clicks on it."""


def cards(given: Sequence[Card], days: Mapping[str, str]) -> str:
    """The answer cards in rows that are about equally long, however many there is room for; ``days`` are the parameters of both clocks."""
    columns = "; ".join(f"--in-{most}: {columns_of(len(given), most)}" for most in range(2, _WIDEST + 1))
    shown = "".join(_card(card, days) for card in given)
    return f'<section class="dg-answers" style="{columns}" aria-label="Answers">{shown}</section>'


def columns_of(cards: int, most: int) -> int:
    """How many of them to put in a row, at most that many, so that no row is left with few."""
    rows = -(-cards // most) or 1
    return -(-cards // rows) or 1


def _card(card: Card, days: Mapping[str, str]) -> str:
    badges = "".join(_badge(badge, card, days) for badge in card.badges)
    lines, grounds = [*map(_line, card.lines)], [_ground(ground, days) for ground in card.grounds]
    more = ""
    if len(lines) + len(grounds) > _MOST:
        kept = _MOST - 1 - len(grounds[:1])
        rest = [*lines[kept:], *grounds[1:]]
        lines, grounds = lines[:kept], grounds[:1]
        more = f"<details><summary>{len(rest)} more</summary><ul>{''.join(rest)}</ul></details>"
    return (
        f'<article class="dg-card dg-{esc(card.verdict.replace("_", "-"))}" data-field="{esc(card.field)}">'
        f'<p class="dg-label">{esc(card.label)}</p><div class="dg-badges"><h2>{esc(card.headline)}</h2>{badges}</div>'
        f"<ul>{''.join((*lines, *grounds))}</ul>{more}</article>"
    )


def _line(text: str) -> str:
    return f"<li><details><summary>{esc(text)}</summary></details></li>" if len(text) > _LONG else f"<li>{esc(text)}</li>"


def _ground(ground: Ground, days: Mapping[str, str]) -> str:
    to = permalink.href("right", {"id": ground.right, **days})
    return f'<li><a href="{esc(to)}" target="_self">{esc(ground.text)}</a></li>'


def _badge(badge: Badge, card: Card, days: Mapping[str, str]) -> str:
    look = f'class="dg-badge dg-{esc(badge.tone.replace("_", "-"))}"'
    if badge.tone != "overlap":
        return f"<span {look}>{esc(badge.text)}</span>"
    to = permalink.href("conflicts", {"grantor": card.grantor, "use": card.field, **days})
    return f'<a {look} href="{esc(to)}" target="_self">{esc(badge.text)}</a>'
