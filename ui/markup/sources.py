"""The Sources page as HTML: tables of sources and feeds, articles, and edits with what went and what came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ui.markup.text import esc, link
from ui.views.edits import Hunk, Run
from ui.views.review import told
from ui.views.sources import ArticleRow, Edit, FeedRow, SourceRow


def sources(given: Sequence[tuple[SourceRow, str]]) -> str:
    """The table of sources, each with a link to its page."""
    names = ("Source", "Rating", "Rated by", "Articles", "Contradicted later", "Copies others", "Is copied")
    rows = (
        (
            f'<a href="{esc(address)}" target="_self">{esc(row.name)}</a>',
            *map(esc, (row.rating, row.by, row.articles, row.contradicted, row.copying, row.copied)),
        )
        for row, address in given
    )
    return _table("Sources", names, rows)


def feeds(given: Sequence[FeedRow]) -> str:
    """The table of feeds."""
    rows = (
        (
            link(row.address, row.address),
            f'<span class="dg-badge dg-{esc(row.tone)}">{esc(row.state)}</span>',
            *map(esc, (row.polled, row.items, row.trouble)),
        )
        for row in given
    )
    return _table("Feeds", ("Feed", "State", "Last poll", "Items", "Trouble"), rows)


def _table(label: str, names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of HTML under their names, the first cell of each its heading.

    Where there is little room a row is a block whose cells name themselves; roles keep it a table for those who hear it.
    """
    head = "".join(f'<th role="columnheader">{name}</th>' for name in names)
    body = ""
    for first, *cells in rows:
        named = zip(names[1:], cells, strict=True)
        told = "".join(f'<td role="cell" data-name="{name}">{cell}</td>' for name, cell in named)
        body += f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{told}</tr>'
    return (
        f'<div class="dg-scroll" tabindex="0" role="region" aria-label="{label}"><table class="dg-table" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
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
