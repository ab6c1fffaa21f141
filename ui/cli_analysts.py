"""The commands with which analysts write (reviews, ratings, withdrawals, names that are one), and try out what they might say."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph.dates import parse_day
from graph.home import Home
from ui.errors import BadUsage

app = typer.Typer()
_sources = typer.Typer(invoke_without_command=True)
app.add_typer(_sources, name="sources")
_entities = typer.Typer(invoke_without_command=True)
app.add_typer(_entities, name="entities")

Why = Annotated[str, typer.Option(help="The reason; it is kept beside your name (DEALGRAPH_REVIEWER).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def review(
    claim: Annotated[str, typer.Argument(help="A claim's id (c-…), as the other answers print it.")],
    verdict: Annotated[str, typer.Argument(help="confirm, reject, amend, or reopen to take back what was said.")],
    why: Why,
    changes: Annotated[
        list[str] | None, typer.Option("--set", help="To amend: ATTRIBUTE=VALUE, lists with commas; no value for none.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a claim was read right. Beliefs follow at once; nothing is overwritten."""
    from ui import analysts

    _show(analysts.review(Home.from_env(), claim, verdict, dict(map(_change, changes or [])), why=why), as_json)


@app.command()
def withdraw(
    article: Annotated[str, typer.Argument(help="An article's id (a-…) or address.")],
    why: Why,
    undo: Annotated[bool, typer.Option("--undo", help="Let a withdrawn article count again. Its text has to be read again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Let an article count no more, and erase its text. From today on; the log keeps its hash, and what was read in it."""
    from ui import analysts

    _show((analysts.reinstate if undo else analysts.withdraw)(Home.from_env(), article, why=why), as_json)


@app.command()
def whatif(
    without_source: Annotated[list[str] | None, typer.Option(help="Leave out all articles from this source.")] = None,
    without_article: Annotated[list[str] | None, typer.Option(help="Leave out an article, by id (a-…) or address.")] = None,
    claim: Annotated[list[str] | None, typer.Option(help="Add a claim: JSON as dealgraph extract writes it, or a file of it.")] = None,
    published: Annotated[str | None, typer.Option(help="The day of the added claims (YYYY-MM-DD). Default: today.")] = None,
    source: Annotated[str, typer.Option(help="The source of the added claims.")] = "",
    known_at: Annotated[str | None, typer.Option(help="The day of knowledge. Default: today.")] = None,
    as_json: AsJson = False,
) -> None:
    """What would be believed if something were not said. Or if a claim more were. Nothing is written."""
    from ui import reports, supposing, tables

    found = supposing.whatif(
        Home.from_env(),
        without_sources=without_source or [],
        without_articles=without_article or [],
        claims=claim or [],
        published=parse_day(published) if published else None,
        source=source,
        known=parse_day(known_at) if known_at else None,
    )
    tables.print_json({"changes": found}) if as_json else reports.show_supposed(found)


@_sources.callback()
def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """The sources with their ratings. Rate one with: dealgraph sources rate."""
    if context.invoked_subcommand is not None:
        return
    from ui import analysts, reports, tables

    rows = analysts.sources(Home.from_env())
    tables.print_json({"sources": rows}) if as_json else reports.show_sources(rows)


@_sources.command()
def rate(
    source: Annotated[str, typer.Argument(help="A source's name, as dealgraph sources prints it.")],
    rating: Annotated[str, typer.Argument(help="0 to 1, or default: as the bundled table has it.")],
    why: Why,
    as_json: AsJson = False,
) -> None:
    """Say how far a source is trusted, from today on."""
    from ui import analysts

    try:
        value = None if rating == "default" else float(rating)
    except ValueError:
        raise BadUsage(f"{rating!r} is no rating", "Give a number from 0 to 1, or default.") from None
    _show(analysts.rate(Home.from_env(), source, value, why=why), as_json)


Name = Annotated[str, typer.Argument(help="A company, as articles name it.")]
Other = Annotated[
    str, typer.Argument(help="The other name; of two that are the same, this one is kept unless only the first is in the gazetteer.")
]


@_entities.callback()
def entities(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(help="What this one name means, and what else it may.")] = None,
    as_json: AsJson = False,
) -> None:
    """The names that may be another's. They wait for a judgement: dealgraph entities same, different, unsure or reopen."""
    if context.invoked_subcommand is not None:
        return
    from ui import analysts, reports, tables

    if name is not None:
        linked = analysts.meant(Home.from_env(), name)
        tables.print_json(tables.json_of(linked)) if as_json else reports.show_linked(linked)
        return
    asked = analysts.questions(Home.from_env())
    tables.print_json({"questions": tables.json_of(asked.found), "complete": asked.complete}) if as_json else reports.show_questions(asked)


@_entities.command()
def same(name: Name, other: Other, why: Why, as_json: AsJson = False) -> None:
    """Say that two names are one company. All that was read of either is then said of it."""
    _judge(name, other, "same", why, as_json)


@_entities.command()
def different(name: Name, other: Other, why: Why, as_json: AsJson = False) -> None:
    """Say that two names are two companies. Also where they were taken for one."""
    _judge(name, other, "different", why, as_json)


@_entities.command()
def unsure(name: Name, other: Other, why: Why, as_json: AsJson = False) -> None:
    """Say that it cannot be told. The two stay apart, and are not asked about again."""
    _judge(name, other, "unsure", why, as_json)


@_entities.command()
def reopen(name: Name, other: Other, why: Why, as_json: AsJson = False) -> None:
    """Take back what was said of two names. They are apart, and asked about again."""
    _judge(name, other, "reopen", why, as_json)


def _judge(name: str, other: str, verdict: str, why: str, as_json: bool) -> None:
    from ui import analysts

    _show(analysts.judge(Home.from_env(), name, other, verdict, why=why), as_json)


_LISTS = ("field_of_use", "parties", "respondents")


def _change(text: str) -> tuple[str, Any]:
    """``valid_to=2025-01`` as name and value."""
    name, equals, value = text.partition("=")
    if not equals:
        raise BadUsage(f"{text!r} sets nothing", "Write ATTRIBUTE=VALUE, such as valid_to=2025-01.")
    if name in _LISTS:
        return name, [part.strip() for part in value.split(",") if part.strip()]
    return name, value or None


def _show(written: Any, as_json: bool) -> None:
    from ui import reports, tables

    if as_json:
        tables.print_json(tables.json_of(written))
    else:
        reports.show_written(written)
    if written.graph:
        raise typer.Exit(1)
