"""Evidence in its paragraph, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import Evidence
from ui.markup.quotes import caption
from ui.markup.text import esc
from ui.views.passages import Passage
from ui.views.sayings import said
from ui.words import day_text

_PAST = {"confirm": "Confirmed", "reject": "Rejected", "amend": "Amended"}


def passages(given: Sequence[tuple[Evidence, Passage]], side: str, about: str = "a dispute") -> str:
    """Quotes marked in their paragraphs, each with its source, its copies, its weight and its review.

    ``side``: for or against. ``about``: what a claim is of that is of no right.
    """
    return f'<section class="dg-passages">{"".join(_passage(e, p, side, about) for e, p in given)}</section>'


def _passage(evidence: Evidence, passage: Passage, side: str, about: str) -> str:
    if passage.problem:
        quoted = f'<blockquote>{esc(passage.quote)}</blockquote><p class="dg-problem">{esc(passage.problem)}</p>'
    else:
        inside = f"{esc(passage.before)}<mark>{esc(passage.quote)}</mark>{esc(passage.after)}"
        quoted = f'<blockquote class="dg-marked dg-paragraph">{inside}</blockquote>'
    return (
        f'<figure class="dg-quote dg-side-{esc(side)}" data-claim="{esc(evidence.claim)}">'
        f'<p class="dg-stand"><span class="dg-said">{esc(said(evidence, about))} · weight {evidence.weight:.2f}</span></p>'
        f"{quoted}{caption(evidence)}{_reading(evidence)}</figure>"
    )


def _reading(evidence: Evidence) -> str:
    """How the claim was read, and what an analyst says of that."""
    known = f"Known since {day_text(evidence.known_from)}"
    by = f"{known} · read by {evidence.extractor}" + (f", rule {evidence.rule}" if evidence.rule else "") + f" · {evidence.claim}"
    review = evidence.review
    judged = f"{_PAST.get(review.verdict, review.verdict)} by {review.by} on {day_text(review.on)}: {review.why}" if review else ""
    lines = [by, *([judged] if judged else []), *(["Its article is withdrawn: it counts no more."] if evidence.withdrawn else [])]
    return f'<ul class="dg-rights">{"".join(f"<li>{esc(line)}</li>" for line in lines)}</ul>'
