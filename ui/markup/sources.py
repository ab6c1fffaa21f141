"""The Sources page as HTML: tables of sources and feeds, articles, and edits with what went and what came."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup.text import esc, link
from ui.views.edits import Hunk, Run
from ui.views.review import told
from ui.views.sources import ArticleRow, Edit, FeedRow, SourceRow


def sources(given: Sequence[tuple[SourceRow, str]]) -> str:
    """The table of sources, each with a link to its page."""
    head = "".join(
        f"<th>{name}</th>" for name in ("Source", "Rating", "Rated by", "Articles", "Contradicted later", "Copies others", "Is copied")
    )
    rows = "".join(
        f'<tr><th scope="row"><a href="{esc(address)}" target="_self">{esc(row.name)}</a></th><td>{esc(row.rating)}</td>'
        f"<td>{esc(row.by)}</td><td>{esc(row.articles)}</td><td>{esc(row.contradicted)}</td><td>{esc(row.copying)}</td>"
        f"<td>{esc(row.copied)}</td></tr>"
        for row, address in given
    )
    return _table("Sources", head, rows)


def feeds(given: Sequence[FeedRow]) -> str:
    """The table of feeds."""
    head = "".join(f"<th>{name}</th>" for name in ("Feed", "State", "Last poll", "Items", "Trouble"))
    rows = "".join(
        f'<tr><th scope="row">{link(row.address, row.address)}</th>'
        f'<td><span class="dg-badge dg-{esc(row.tone)}">{esc(row.state)}</span></td>'
        f"<td>{esc(row.polled)}</td><td>{esc(row.items)}</td><td>{esc(row.trouble)}</td></tr>"
        for row in given
    )
    return _table("Feeds", head, rows)


def _table(label: str, head: str, rows: str) -> str:
    return (
        f'<div class="dg-scroll" tabindex="0" role="region" aria-label="{label}"><table class="dg-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def facts(given: Sequence[tuple[str, str]]) -> str:
    """Facts by name."""
    return f'<dl class="dg-record">{"".join(f"<dt>{esc(name)}</dt><dd>{esc(value)}</dd>" for name, value in given)}</dl>'


def article(row: ArticleRow) -> str:
    """An article of a source in a line."""
    gone = ' <span class="dg-badge dg-none">withdrawn</span>' if row.withdrawn else ""
    notes = " · ".join((row.published, *(note for note in row.notes if note != "withdrawn")))
    return f'<p class="dg-article">{link(row.url, row.title)}{gone}<span>{esc(notes)}</span></p>'


def edit(given: Edit) -> str:
    """What one edit changed."""
    badge = (
        '<span class="dg-badge dg-overlap">Unannounced</span>'
        if given.silent
        else '<span class="dg-badge dg-none">Dated by the page</span>'
    )
    title = _hunk((Run("gone", given.title[0]), Run("same", " "), Run("new", given.title[1]))) if given.title else ""
    body = "".join(map(_hunk, given.hunks)) or '<p class="dg-label">Only spaces differ.</p>'
    if given.problem:
        body = f'<p class="dg-label">{esc(given.problem)}</p>'
    claims = "".join(
        f'<li><span class="dg-badge dg-{tone}">{word}</span> {esc(told(claim))}</li>'
        for tone, word, group in (("begins", "gained", given.gained), ("ends", "lost", given.lost))
        for claim in group
    )
    read = f'<ul class="dg-effects">{claims}</ul>' if claims else '<p class="dg-label">What was read in it is the same.</p>'
    return f'<section class="dg-edit"><p class="dg-label">{esc(given.when)} {badge}</p>{title}{body}{read}</section>'


_TAGS = {"gone": ("del", "−"), "new": ("ins", "+")}
"""An element and a sign for what went and came: colour is not all that tells them apart."""


def _hunk(hunk: Hunk) -> str:
    return f'<p class="dg-hunk">{"".join(map(_run, hunk))}</p>'


def _run(run: Run) -> str:
    if run.kind == "same":
        return esc(run.text)
    tag, sign = _TAGS[run.kind]
    return f'<{tag}><span aria-hidden="true">{sign}</span>{esc(run.text)}</{tag}>'
