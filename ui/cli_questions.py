"""The commands that ask: what is believed, by whose word, what changed, what articles say, and questions in Cypher."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from graph.dates import parse_day
from graph.home import Home
from ui.errors import BadUsage

app = typer.Typer()

Grantor = Annotated[str, typer.Option(help="Who gives the right, such as OpenAI.")]
AnyGrantor = Annotated[str | None, typer.Option("--grantor", help="Who gives the right; without it, everybody.")]
Grantee = Annotated[str | None, typer.Option(help="Who holds it; a brand such as Azure stands for its company.")]
Use = Annotated[str | None, typer.Option(help="Field of use, such as compute or hosting.stateless_api.")]
Subject = Annotated[str | None, typer.Option(help="The product or technology that it is about.")]
Territory = Annotated[str | None, typer.Option(help="A place; a worldwide right covers every place.")]
At = Annotated[str | None, typer.Option(help="In force on this day (YYYY-MM-DD). Default: today.")]
KnownAt = Annotated[str | None, typer.Option(help="Using only what was published by this day. Default: the last completed run.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def exclusivity(
    grantor: Grantor,
    grantee: Grantee = None,
    use: Use = None,
    subject: Subject = None,
    territory: Territory = None,
    at: At = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Who holds which right, exclusively or not. By whose word, and who says otherwise."""
    from graph.deals import DealGraph
    from ui import tables

    day, known = _day(at), _day(known_at)
    with DealGraph.open() as deals:
        answer = deals.exclusivity(grantor, grantee=grantee, use=use, subject=subject, territory=territory, at=day, known_at=known)
        empty = answer.answer == "no_evidence" and deals.empty
        warnings = deals.warnings(answer)
    tables.print_json({**tables.json_of(answer), "warnings": warnings}) if as_json else tables.show_answer(answer)
    tables.warn(warnings)
    if empty:
        tables.note("Nothing has been taken in yet: run dealgraph ingest, dealgraph backfill or dealgraph demo first.")


@app.command()
def timeline(
    grantor: AnyGrantor = None,
    grantee: Grantee = None,
    use: Use = None,
    subject: Subject = None,
    territory: Territory = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """All rights over all days, as known on one day."""
    from graph.deals import DealGraph
    from ui import tables

    known = _day(known_at)
    with DealGraph.open() as deals:
        rights = deals.timeline(grantor, grantee=grantee, use=use, subject=subject, territory=territory, known_at=known)
        warnings = deals.warnings()
    tables.print_json({"rights": tables.json_of(rights), "warnings": warnings}) if as_json else tables.show_rights(rights)
    tables.warn(warnings)


@app.command()
def conflicts(grantor: AnyGrantor = None, at: At = None, known_at: KnownAt = None, as_json: AsJson = False) -> None:
    """Rights of one grantor that cannot both hold. On one day with --at, else at any time."""
    from graph.deals import DealGraph
    from ui import tables

    day, known = _day(at), _day(known_at)
    with DealGraph.open() as deals:
        found = deals.conflicts(grantor, at=day, known_at=known)
        warnings = deals.warnings()
    tables.print_json({"conflicts": tables.json_of(found), "warnings": warnings}) if as_json else tables.show_conflicts(found)
    tables.warn(warnings)


@app.command()
def agreements(
    party: Annotated[str | None, typer.Option(help="A company that is a party.")] = None,
    at: At = None,
    known_at: KnownAt = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Agreements at most, the latest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Agreements, their parties and terms. Where they stand on a day, as known on another."""
    from graph.deals import DealGraph
    from ui import tables

    day, known = _day(at) or date.today(), _day(known_at)
    with DealGraph.open() as deals:
        found = deals.agreements(party, known_at=known, most=limit)
        warnings = deals.warnings()
    if as_json:
        tables.print_json({"agreements": [tables.agreement_json(a, day) for a in found], "warnings": warnings})
    else:
        tables.show_agreements(found, day)
    tables.warn(warnings)


@app.command()
def diff(
    grantor: AnyGrantor = None,
    grantee: Grantee = None,
    use: Use = None,
    subject: Subject = None,
    territory: Territory = None,
    start: Annotated[str | None, typer.Option("--from", help="The world moved: the earlier day.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="The world moved: the later day.")] = None,
    known_at: KnownAt = None,
    at: Annotated[str | None, typer.Option(help="Our knowledge moved: the day that it is about.")] = None,
    known_from: Annotated[str | None, typer.Option(help="Our knowledge moved: the earlier day of knowing.")] = None,
    known_to: Annotated[str | None, typer.Option(help="Our knowledge moved: the later day of knowing.")] = None,
    as_json: AsJson = False,
) -> None:
    """What changed in the world, or in what was known. --from and --to, or --known-from and --known-to of the day --at."""
    from graph.deals import DealGraph
    from ui import tables

    world, knowledge = (_day(start), _day(end)), (_day(at), _day(known_from), _day(known_to))
    known = _day(known_at)
    scope = {"grantee": grantee, "use": use, "subject": subject, "territory": territory}
    with DealGraph.open() as deals:
        if world[0] and world[1] and not any(knowledge):
            moved = deals.diff(grantor, **scope, start=world[0], end=world[1], known_at=known)
        elif knowledge[0] and knowledge[1] and knowledge[2] and not any(world) and known is None:
            moved = deals.revised(grantor, **scope, at=knowledge[0], known_from=knowledge[1], known_to=knowledge[2])
        else:
            raise BadUsage(
                "diff compares two days of one clock", "Give --from and --to, or --at with --known-from and --known-to, and not both."
            )
        warnings = deals.warnings()
    tables.print_json({"changes": tables.json_of(moved), "warnings": warnings}) if as_json else tables.show_changes(moved)
    tables.warn(warnings)


@app.command()
def evidence(
    claim: Annotated[
        str, typer.Argument(help="The id of a claim (c-…), a right (r-…) or an agreement (g-…), as the other answers print them.")
    ],
    as_json: AsJson = False,
) -> None:
    """A claim with its quote, article, copies and rights.

    The rights are those that it speaks for and against. Or all quotes of a right or of an agreement.
    """
    from graph.deals import DealGraph
    from ui import tables

    with DealGraph.open() as deals:
        if claim.startswith("r-"):
            right = deals.right(claim)
            tables.print_json({"right": tables.json_of(right)}) if as_json else tables.show_right(right)
            return
        if claim.startswith("g-"):
            agreement, day = deals.agreement(claim), date.today()
            tables.print_json({"agreement": tables.agreement_json(agreement, day)}) if as_json else tables.show_agreement(agreement, day)
            return
        told = deals.evidence(claim)
    tables.print_json(tables.json_of(told)) if as_json else tables.show_told(told)


@app.command()
def why(
    right: Annotated[str, typer.Argument(help="A right's id (r-…), as the other answers print it.")],
    as_json: AsJson = False,
) -> None:
    """Why a right is believed. Rules, claims, articles and copies; what was set aside, and why; and what was thought when."""
    from graph.deals import DealGraph
    from ui import tables

    with DealGraph.open() as deals:
        found = deals.why(right)
    tables.print_json(tables.json_of(found)) if as_json else tables.show_why(found)


@app.command()
def search(
    question: Annotated[str, typer.Argument(help='What to look for, such as "who may host the models".')],
    at: Annotated[str | None, typer.Option(help="Leave out what had not begun or was over on this day (YYYY-MM-DD).")] = None,
    known_at: KnownAt = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Claims at most.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Claims by what they say, by words and meaning. Best first; reports of one event together."""
    from ui import tables
    from ui.search import search as look

    found = look(Home.from_env(), question, at=_day(at), known_at=_day(known_at), limit=limit)
    tables.print_json(found.to_json()) if as_json else tables.show_results(found)


@app.command()
def cypher(
    query: Annotated[str, typer.Argument(help="A reading query. The server refuses to write.")],
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="Rows at most.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds at most.")] = 30.0,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    parquet: Annotated[Path | None, typer.Option(help="Write a Parquet file instead.")] = None,
) -> None:
    """Read-only Cypher, as a table, JSON, CSV or Parquet."""
    from graph.deals import DealGraph
    from ui import tables

    if sum((as_json, as_csv, parquet is not None)) > 1:
        raise BadUsage("--json, --csv and --parquet contradict each other", "Give one of them.")
    with DealGraph.open() as deals:
        table = deals.cypher(query, limit=limit, timeout=timeout)
    if as_json:
        tables.print_json({"columns": table.columns, "rows": table.rows, "truncated": table.truncated})
    elif as_csv:
        tables.write_csv(table, sys.stdout)
    elif parquet:
        from graph.frames import frame

        try:
            frame(table).to_parquet(parquet)
        except (ValueError, TypeError) as e:  # pyarrow's own errors are ValueErrors and TypeErrors
            raise BadUsage(f"the rows make no Parquet table: {e}", "Give every column one name and one kind of value.") from None
        tables.note(f"{len(table.rows)} rows are in {parquet}")
    else:
        tables.show_table(table)


def _day(text: str | None) -> date | None:
    return parse_day(text) if text is not None else None
