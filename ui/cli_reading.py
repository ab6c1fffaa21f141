"""The commands that read: the nightly run over feeds, archives in files, and texts without a graph."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from graph.dates import parse_day
from graph.home import Home
from ui.errors import BadUsage
from ui.model import model as named_model

app = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Recheck(StrEnum):
    """Which known pages a run reads again."""

    DUE = "due"
    ALL = "all"
    NONE = "none"


@app.command()
def ingest(
    sources: Annotated[list[str] | None, typer.Argument(help="Addresses of feeds, or OPML files.")] = None,
    feeds: Annotated[Path | None, typer.Option(help="An OPML file. Default: feeds.opml in the home.")] = None,
    recheck: Annotated[Recheck, typer.Option(help="Re-read known pages: those due by their age, all, or none.")] = Recheck.DUE,
    as_json: AsJson = False,
) -> None:
    """Poll feeds, read new pages, bring the graph up to date. The nightly cron's command; run it as often as you like."""
    from ingest import ingest as run
    from ui import tables

    given = [*(sources or []), *([str(feeds)] if feeds else [])]
    with tables.progress(not as_json) as say:
        report = run(given, home=Home.from_env(), recheck=recheck.value, progress=say, model=named_model())
    _finish(report, as_json)


@app.command()
def backfill(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: text, HTML, JSONL.")],
    published: Annotated[str | None, typer.Option(help="The day of files that do not say (YYYY-MM-DD).")] = None,
    source: Annotated[str | None, typer.Option(help="The outlet of files that do not say.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take in an archive of text, HTML and JSONL files. Each with a date and a source."""
    from ingest import backfill as run
    from ui import tables

    if published is not None:
        parse_day(published)
    with tables.progress(not as_json) as say:
        report = run(paths, home=Home.from_env(), published=published, source=source, progress=say, model=named_model())
    _finish(report, as_json)


def _finish(report: Any, as_json: bool) -> NoReturn:
    from ui import reports, tables

    tables.print_json(tables.json_of(report)) if as_json else reports.show_report(report)
    raise typer.Exit(3 if report.graph_error else 0 if report.status == "ok" else 1)


@app.command()
def extract(
    source: Annotated[str | None, typer.Option("--input", help="JSON Lines of passages; - for standard input.")] = None,
    target: Annotated[str | None, typer.Option("--output", help="JSON Lines of claims; - for standard output.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why: the rule, and the words of each attribute. Without --input, of a plain text.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Text to claims, without a graph. One line in, one line out; with --explain alone, a page to read."""
    from ui import tables
    from ui.explained import show_explained
    from ui.operations import explained
    from ui.operations import extract as run_extract

    page = target is None and explain and not as_json
    if not page and (source is None or (target is None and not explain)):
        raise BadUsage("extract needs --input and --output", "Give both, or --explain for a page to read.")
    reader = None
    if model := named_model():
        from nlp import ModelReader

        reader = ModelReader(model)
        tables.note(f"the model {model.server.model} at {model.host} reads, and the rules where it fails")
    if page:
        for passage, told in explained(source, reader):
            show_explained(passage, told)
    else:
        count = run_extract(source or "-", target or "-", explain, reader)
    if reader and (problem := reader.told()):
        tables.note(f"the rules have read some texts: {problem}")
    if not page and target not in ("-", None):
        tables.print_json({"passages": count}) if as_json else tables.note(f"{count} passages read, their claims are in {target}")
