"""The page of one right as HTML: its terms, its versions, the chain of rules, and what it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph.answers import Aside, Evidence, Step
from graph.claims import Mode
from ui.markup.quotes import told
from ui.markup.text import esc
from ui.views.cards import Badge
from ui.views.rights import Fact, Pointer, Thought
from ui.words import MODES, STANCES, counted, published_text


def standing(badges: Sequence[Badge], belief: str, instead: Sequence[Pointer]) -> str:
    """Where the right stands on both days."""
    shown = "".join(f'<span class="dg-badge dg-{esc(b.tone.replace("_", "-"))}">{esc(b.text)}</span>' for b in badges)
    links = f'<ul class="dg-links">{"".join(f"<li>{page(p.to, p.label)}</li>" for p in instead)}</ul>' if instead else ""
    return f'<div class="dg-standing"><p class="dg-badges">{shown}</p><p>{esc(belief)}</p>{links}</div>'


def page(to: str, text: str) -> str:
    """A link to another page of the desk; plain text without an address."""
    return f'<a href="{esc(to)}" target="_self">{esc(text)}</a>' if to else f"<span>{esc(text)}</span>"


def facts(given: Sequence[Fact]) -> str:
    """The terms, a line each."""
    return f'<dl class="dg-facts">{"".join(f"<dt>{esc(f.term)}</dt><dd>{page(f.to, f.text)}</dd>" for f in given)}</dl>'


def key(given: Sequence[Thought], *, disputed: bool) -> str:
    """What the colours and borders of the drawing mean, as far as it has them."""
    modes = [mode for mode in Mode if any(t.mode is mode for t in given)]
    items = [f'<li><i class="{_colour(mode)}"></i>{esc(MODES[mode])}</li>' for mode in modes]
    items.append('<li><i class="dg-chosen"></i>This version</li>')
    items += ['<li><i class="dg-doubted"></i>Disputed</li>'] if disputed else []
    return f'<ul class="dg-legend">{"".join(items)}</ul>'


def _colour(mode: Mode) -> str:
    return f"dg-{mode.value.replace('_', '-')}"


def thoughts(given: Sequence[Thought]) -> str:
    """The versions by the day of knowledge, each a link to its page."""
    rows = "".join(map(_thought, given))
    head = "<tr><th>Known</th><th>Was believed</th></tr>"
    shown = " open" if len(given) <= _FEW else ""
    what = f"<summary>{esc(counted(len(given), 'version'))}, the earliest known first</summary>"
    return f'<details{shown}>{what}<table class="dg-thoughts">{head}{rows}</table></details>'


_FEW: Final = 8
"""So many versions are listed without being asked for."""


def _thought(thought: Thought) -> str:
    here = ' aria-current="true"' if thought.chosen else ""
    marks = ["this version"] if thought.chosen else []
    marks += ["believed on the day"] if thought.believed else []
    words = "".join(f'<span class="dg-badge dg-side">{esc(mark)}</span>' for mark in marks)
    said = esc(thought.says) if thought.chosen else page(thought.to, thought.says)
    colour = f'<i class="dg-key {_colour(thought.mode)}"></i>'
    return f"<tr{here}><td>{esc(thought.known)}</td><td>{colour}{said} {words}</td></tr>"


def chain(steps: Sequence[Step]) -> str:
    """The rules in the order in which they are applied, each with what it came to and what it used."""
    return f'<ol class="dg-chain">{"".join(map(_step, steps))}</ol>'


def _step(step: Step) -> str:
    result = f'<p class="dg-result">Here: {esc(step.result)}.</p>' if step.result else ""
    used = ""
    if step.used:
        items = "".join(f"<li>{_line(e)}</li>" for e in step.used)
        used = f"<details><summary>{esc(counted(len(step.used), 'claim'))} used</summary><ul>{items}</ul></details>"
    return f"<li><h3>{esc(step.rule)}</h3><p>{esc(step.meaning)}</p>{result}{used}</li>"


def _line(evidence: Evidence) -> str:
    stance = STANCES.get(evidence.stance, evidence.stance)
    where = f"{evidence.source or 'unnamed source'}, {published_text(evidence.published_at)}, {stance}, weight {evidence.weight:.2f}"
    return f"{esc(where)}: “{esc(evidence.quote)}”"


def aside(given: Sequence[Aside]) -> str:
    """What the right does not rest on, each with the reason."""
    items = "".join(f"<li><p><strong>{esc(a.reason)}</strong></p>{told(a.evidence)}</li>" for a in given)
    return f'<ul class="dg-aside">{items}</ul>'


def pointers(given: Sequence[Pointer]) -> str:
    """What the right stands beside."""
    items = "".join(f'<li><span class="dg-label">{esc(p.what)}</span> {page(p.to, p.label)}</li>' for p in given)
    return f'<ul class="dg-links">{items}</ul>'
