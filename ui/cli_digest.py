"""``dealgraph digest``: what changed for the watchlists, to read, to send, and as a feed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from graph.dates import parse_day
from graph.errors import BadInput
from graph.home import Home
from ui.errors import BadUsage
from ui.server import DEFAULT_PORT, HOST
from ui.watchlists import EXAMPLE, FILE, Watchlist, watchlists

app = typer.Typer()

_WEEK: Final = timedelta(days=7)
_BASE: Final = f"http://{HOST}:{DEFAULT_PORT}"


@app.command()
def digest(
    watchlist: Annotated[
        str | None, typer.Option(help="One of watchlists.toml in the home. Default: all; without the file, everybody.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="What changed after this day (YYYY-MM-DD). Default: a week before --until.")] = None,
    until: Annotated[str | None, typer.Option(help="What changed up to this day. Default: the day of knowledge.")] = None,
    known_at: Annotated[
        str | None, typer.Option(help="Using only what was published by this day. Default: the last completed run.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page that can be sent by mail.")] = None,
    atom: Annotated[Path | None, typer.Option(help="Write an Atom feed.")] = None,
    base: Annotated[str, typer.Option(help="Where the pages are served, for links to them.")] = _BASE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What changed for each watchlist between two days. What began, ended and came into dispute, and what was learnt, on both clocks."""
    from graph.deals import DealGraph
    from ui import tables
    from ui.digest import EVERYBODY
    from ui.digest import digest as make
    from ui.markup import atom as feeds
    from ui.markup import mail
    from ui.words import web_address

    if web_address(base) is None:
        raise BadUsage(f"--base {base!r} is no address of the web", f"For example --base {_BASE}.")
    lists = _chosen(watchlist) or (EVERYBODY,)
    with DealGraph.open() as deals:
        known = parse_day(known_at) if known_at else deals.known
        end = parse_day(until) if until else known
        start = parse_day(since) if since else end - _WEEK
        if start > end:
            raise BadInput(f"--since {start} lies after --until {end}", "Put the earlier day first.")
        knowledge = min(start, known), min(end, known)
        digests = [make(deals, chosen, (start, end), knowledge, known) for chosen in lists]
        warnings = deals.warnings()
    if html:
        _write(html, mail.page(digests, base, known))
    if atom:
        _write(atom, feeds.feed(digests, base, known))
    if as_json:
        question = {"since": start, "until": end, "known_at": known}
        told = [{"watchlist": d.watchlist, "unknown": d.unknown, "world": d.world, "beliefs": d.beliefs} for d in digests]
        tables.print_json({"question": tables.json_of(question), "digests": tables.json_of(told), "warnings": list(warnings)})
    elif not html and not atom:
        tables.show_text(mail.plain(digests, base, known))
    tables.warn(warnings)


def _chosen(name: str | None) -> tuple[Watchlist, ...]:
    """The watchlist of that name, or all of the home."""
    found = watchlists(Home.from_env())
    if name is None:
        return found
    chosen = tuple(w for w in found if w.name == name)
    if not chosen:
        names = ", ".join(w.name for w in found)
        raise BadUsage(f"no watchlist is named {name!r}", f"There are: {names}." if names else f"Make {FILE} in the home:\n{EXAMPLE}")
    return chosen


def _write(path: Path, text: str) -> None:
    """The file appears whole or not at all."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
