"""Quotes with their sources as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import Evidence
from ui.markup.text import esc, link
from ui.views.sayings import Saying, said
from ui.words import counted, published_text


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
    marked = ' class="dg-marked"' if evidence.quote[:1] in "\"“„«‘'" else ""
    return f"<blockquote{marked}>{esc(evidence.quote)}</blockquote>{caption(evidence)}"


def caption(evidence: Evidence) -> str:
    """Who said it, where and when, and which pages copied it."""
    speaker = f"<cite>{esc(evidence.speaker)}</cite>, in " if evidence.speaker else ""
    copies = ""
    if evidence.copies:
        items = "".join(f"<li>{link(url, url)}</li>" for url in evidence.copies)
        copies = f"<details><summary>{esc(counted(len(evidence.copies), 'copy', 'copies'))} elsewhere</summary><ul>{items}</ul></details>"
    return (
        f"<figcaption>{speaker}{link(evidence.canonical_url or evidence.url, evidence.title or evidence.url)}"
        f'<span class="dg-source">{esc(evidence.source)} · {esc(published_text(evidence.published_at))}</span>{copies}</figcaption>'
    )


def told(evidence: Evidence) -> str:
    """A quote below something else."""
    return f'<div class="dg-told">{citation(evidence)}</div>'
