"""The pages' own HTML, for all of them: every text goes through :func:`esc`; links only to the web.

What the graph holds was written by strangers. Nothing here loads anything, and no text becomes markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from graph.claims import Mode
from ui.palette import DARK, LIGHT
from ui.words import web_address


def esc(text: object) -> str:
    """The text as HTML that shows just this text."""
    return escape(str(text), quote=True)


def link(url: str | None, text: str) -> str:
    """The text, as a link where the address is one of the web."""
    address = web_address(url)
    if address is None:
        return f"<span>{esc(text)}</span>"
    return f'<a href="{esc(address)}" target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">{esc(text)}</a>'


def colours() -> str:
    """The style sheet's variables, for a light and a dark page."""
    pairs = {f"--dg-{mode.value.replace('_', '-')}": (LIGHT.modes[mode], DARK.modes[mode]) for mode in Mode}
    pairs |= {f"--dg-on-{mode.value.replace('_', '-')}": (LIGHT.inks[mode], DARK.inks[mode]) for mode in Mode}
    for name in ("dispute", "dispute_fill", "paper", "ink", "faint", "line", "grid"):
        pairs[f"--dg-{name.replace('_', '-')}"] = (getattr(LIGHT, name), getattr(DARK, name))
    return "<style>.stApp{" + "".join(f"{name}:light-dark({a},{b});" for name, (a, b) in pairs.items()) + "}</style>"


def heading(title: str, at: str, known: str) -> str:
    """The page's title and the sentence that says what one is looking at."""
    return (
        f'<header class="dg-head"><h1>{esc(title)}</h1>'
        f"<p>In force on <strong>{esc(at)}</strong>, using only what was known on <strong>{esc(known)}</strong></p></header>"
    )


def lead(text: str) -> str:
    """A line that says what follows, or what else there is."""
    return f'<p class="dg-lead">{esc(text)}</p>'


def printed(address: str) -> str:
    """The view's address; it shows on paper only."""
    return f'<p class="dg-printed">{esc(address)}</p>'


def label(words: str) -> str:
    """A line in small print."""
    return f'<p class="dg-label" role="status">{esc(words)}</p>'


def notice(title: str, text: str, command: str = "") -> str:
    """Something the reader should know; ``command`` is what to type."""
    code = f'<pre tabindex="0"><code>{esc(command)}</code></pre>' if command else ""
    return f'<div class="dg-notice" role="status"><strong>{esc(title)}</strong><p>{esc(text)}</p>{code}</div>'


def standing(title: str, words: str, address: str) -> str:
    """What keeps the answers from being up to date, in small print; the address is that of the page that says more."""
    more = f'<a href="{esc(address)}" target="_self">The last run</a>'
    return f'<p class="dg-standing" role="status"><strong>{esc(title)}.</strong> {esc(words)} {more}</p>'


def did_you_mean(name: str, links: Sequence[tuple[str, str]]) -> str:
    """Nobody knows the name: ``links`` are names like it with the addresses of their views."""
    items = "".join(f'<li><a href="{esc(address)}" target="_self">{esc(other)}</a></li>' for other, address in links)
    return f'<div class="dg-notice" role="status"><strong>Nothing is known of {esc(name)}</strong><p>Did you mean</p><ul>{items}</ul></div>'


def section(title: str) -> str:
    """The heading of a part of a page."""
    return f"<h2>{esc(title)}</h2>"
