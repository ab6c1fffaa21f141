"""The page's own HTML: cards, quotes, changes, conflicts, the legend. Every text goes through :func:`esc`; links only to the web.

What the graph holds was written by strangers. Nothing here loads anything, and no text becomes markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from graph.answers import Evidence
from graph.claims import Mode
from ui.palette import DARK, LIGHT
from ui.views import Card, Change, Conflict, Party, Saying, said, web_address
from ui.words import MODES, counted, published_text, raised


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


def cards(given: Sequence[Card]) -> str:
    """The answer cards in a grid whose rows are about equally long."""
    rows = -(-len(given) // 5) or 1
    columns = max(3, -(-len(given) // rows))
    return f'<section class="dg-cards" style="--columns: {columns}" aria-label="Answers">{"".join(map(_card, given))}</section>'


def _card(card: Card) -> str:
    badges = "".join(f'<span class="dg-badge dg-{esc(b.tone.replace("_", "-"))}">{esc(b.text)}</span>' for b in card.badges)
    lines = "".join(f"<li>{esc(line)}</li>" for line in card.lines)
    return (
        f'<article class="dg-card dg-{esc(card.verdict.replace("_", "-"))}" data-field="{esc(card.field)}">'
        f'<p class="dg-label">{esc(card.label)}</p><h2>{esc(card.headline)}</h2><p class="dg-badges">{badges}</p><ul>{lines}</ul></article>'
    )


def legend(*, disputed: bool, overlap: bool, rumour: bool, unsure: bool) -> str:
    """What the timeline's colours and lines mean, as far as it has them."""
    items = [(f"dg-{mode.value.replace('_', '-')}", MODES[mode]) for mode in Mode]
    items += [("dg-dispute", "Disputed")] if disputed else []
    items += [("dg-overlap", "Overlap")] if overlap else []
    items += [("dg-unsure", "Exact day unknown")] if unsure else []
    items += [("dg-rumour", "Only a rumour")] if rumour else []
    items.append(("dg-idle", "Not in force that day"))
    return f'<ul class="dg-legend">{"".join(f"<li><i class={chr(34)}{c}{chr(34)}></i>{esc(t)}</li>" for c, t in items)}</ul>'


def quotes(sayings: Sequence[Saying]) -> str:
    """Quotes in full, each with who said it, where and when, and which right it speaks for or against."""
    return f'<section class="dg-quotes">{"".join(map(_quote, sayings))}</section>'


_SIDES = {"for": "For", "against": "Against", "both": "For and against", "aside": "Set aside"}


def _quote(saying: Saying) -> str:
    stands = [("for", label) for label in saying.speaks_for] + [("against", label) for label in saying.speaks_against]
    rights = "".join(f'<li class="dg-{side}">{esc(side)} {esc(label)}</li>' for side, label in stands)
    return (
        f'<figure class="dg-quote dg-side-{esc(saying.side)}" data-claim="{esc(saying.evidence.claim)}">'
        f'<p class="dg-stand"><span class="dg-badge dg-side">{esc(_SIDES[saying.side])}</span>'
        f'<span class="dg-said">{esc(said(saying.evidence))}</span></p>'
        f"{citation(saying.evidence)}"
        f'<ul class="dg-rights">{rights or "<li>No right rests on it.</li>"}</ul></figure>'
    )


def citation(evidence: Evidence) -> str:
    """The quote in full with its source."""
    speaker = f"<cite>{esc(evidence.speaker)}</cite>, in " if evidence.speaker else ""
    title = evidence.title or evidence.url
    marked = ' class="dg-marked"' if evidence.quote[:1] in "\"“„«‘'" else ""
    copies = ""
    if evidence.copies:
        items = "".join(f"<li>{link(url, url)}</li>" for url in evidence.copies)
        copies = f"<details><summary>{esc(counted(len(evidence.copies), 'copy', 'copies'))} elsewhere</summary><ul>{items}</ul></details>"
    return (
        f"<blockquote{marked}>{esc(evidence.quote)}</blockquote>"
        f"<figcaption>{speaker}{link(evidence.canonical_url or evidence.url, title)}"
        f'<span class="dg-source">{esc(evidence.source)} · {esc(published_text(evidence.published_at))}</span>{copies}</figcaption>'
    )


def _told(evidence: Evidence) -> str:
    return f'<div class="dg-told">{citation(evidence)}</div>'


def changes(given: Sequence[Change]) -> str:
    """What changed, a line each, with its quotes."""
    return f'<ol class="dg-changes">{"".join(map(_change, given))}</ol>'


def _change(change: Change) -> str:
    told = "".join(map(_told, change.told))
    more = f"<details><summary>{esc(counted(len(change.told), 'quote'))}</summary>{told}</details>" if told else ""
    return (
        f'<li class="dg-{esc(change.kind)}"><time>{esc(change.when)}</time>'
        f'<span class="dg-badge dg-{esc(change.kind)}">{esc(change.kind)}</span>'
        f"<div><strong>{esc(change.what)}</strong><span>{esc(change.how)}</span>{more}</div></li>"
    )


def conflicts(given: Sequence[Conflict]) -> str:
    """Conflicts, both sides beside each other."""
    return "".join(map(_conflict, given))


def _conflict(conflict: Conflict) -> str:
    word = "Overlapping claims" if conflict.kind == "overlap" else "Claims that may overlap"
    now = (
        '<span class="dg-badge dg-dispute">on this day</span>' if conflict.now else '<span class="dg-badge dg-none">not on this day</span>'
    )
    by = f"<span>Objection by {esc(conflict.objecting)}</span>" if conflict.objecting else ""
    return (
        f'<section class="dg-conflict"><p class="dg-label">{esc(word)} · {esc(conflict.fields)} · {esc(conflict.during)}{now}{by}</p>'
        f"<div>{''.join(map(_party, conflict.sides))}</div></section>"
    )


def _party(party: Party) -> str:
    first, rest = party.told[:2], party.told[2:]
    told = "".join(map(_told, first))
    if rest:
        told += f"<details><summary>{esc(counted(len(rest), 'more quote'))}</summary>{''.join(map(_told, rest))}</details>"
    badge = f'<span class="dg-badge dg-{party.mode.value.replace("_", "-")}">{esc(MODES[party.mode])}</span>'
    return (
        f'<article class="dg-card"><h2>{esc(party.holder)}</h2><p class="dg-badges">{badge}</p>'
        f"<ul><li>{esc(party.over)}</li><li>{esc(party.term)}</li><li>{esc(raised(party.credence))}</li></ul>{told}</article>"
    )


def notice(title: str, text: str, command: str = "") -> str:
    """Something the reader should know; ``command`` is what to type."""
    code = f"<pre><code>{esc(command)}</code></pre>" if command else ""
    return f'<div class="dg-notice" role="status"><strong>{esc(title)}</strong><p>{esc(text)}</p>{code}</div>'
