"""The commands of operators: how things stand, whether all is as it should be, graph and texts anew, the graph of a day in files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph.dates import parse_day
from graph.home import Home

app = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Format(StrEnum):
    """How a graph is written to files."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@app.command()
def status(as_json: AsJson = False) -> None:
    """Where the log and the graph stand, and whether they agree."""
    from ui import reports, tables
    from ui.operations import status as look

    state = look(Home.from_env())
    tables.print_json(state) if as_json else reports.show_status(state)
    if state["graph"]["error"]:
        raise typer.Exit(3)
    if state["graph"]["verdict"] != "agrees":
        raise typer.Exit(1)


@app.command()
def rebuild(as_json: AsJson = False) -> None:
    """Make the graph anew from the log. The index for searching as well."""
    from ui import tables
    from ui.operations import rebuild as make

    with tables.progress(not as_json) as say:
        done = make(Home.from_env(), say)
    tables.print_json(tables.json_of(done)) if as_json else tables.note(
        f"{done.events} events in {done.batches} transactions, up to event {done.seq}"
    )


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Compare log, texts, index and graph, row by row. Says where they differ. Nothing is written. Exit status 1 where they do."""
    from ui import reports, tables
    from ui.operations import verify as look

    with tables.progress(not as_json) as say:
        checks = look(Home.from_env(), say)
    ok = all(check.ok for check in checks)
    if as_json:
        tables.print_json({"ok": ok, "checks": [{**tables.json_of(check), "ok": check.ok} for check in checks]})
    else:
        reports.show_checks(checks)
    if not ok:
        raise typer.Exit(1)


@app.command()
def reextract(
    adopt: Annotated[bool, typer.Option("--adopt", help="Take the new claims; the older ones stay in the log.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read stored texts anew by the current extractor. Shows the beliefs that would change. Nothing is written without --adopt."""
    from ui import reports, tables
    from ui.supposing import reread

    with tables.progress(not as_json) as say:
        found = reread(Home.from_env(), adopt, say)
    tables.print_json(found) if as_json else reports.show_reread(found)
    report = found["report"]
    if report and report["graph_error"]:
        raise typer.Exit(3)
    if found["problems"]:
        raise typer.Exit(1)


@app.command()
def export(
    output: Annotated[Path | None, typer.Option(help="A file for jsonl (default: standard output), a folder for csv and parquet.")] = None,
    known_at: Annotated[
        str | None, typer.Option(help="The graph as it would have been built on this day, from what was published by then.")
    ] = None,
    format: Annotated[Format, typer.Option(help="jsonl: one sorted file; csv, parquet: a file for each label and type.")] = Format.JSONL,
) -> None:
    """Write the whole graph to files. As of today or, for back-tests, as of a day."""
    from ui import tables
    from ui.exporting import export as write

    day = parse_day(known_at) if known_at else None
    count = write(Home.from_env(), output, day, format.value)
    if output is not None:
        tables.note(f"{count} nodes and relationships are in {output}")
