"""What analysts and operators are told at a terminal: sources, names in question, what would change, what was done, where things stand."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from graph.identity import LOOKED, Questions
from ui.analysts import TEXT_AGAIN
from ui.tables import clean, console, note


def show_sources(rows: Sequence[Mapping[str, Any]]) -> None:
    """Sources with their ratings."""
    grid = Grid(show_edge=False, pad_edge=False)
    for column in ("Source", "Articles", "Rating", "By", "Why"):
        grid.add_column(column, overflow="fold")
    for row in rows:
        cells = (row["source"], str(row["articles"]), f"{row['rating']:.2f}", row["by"], row["why"] or "")
        grid.add_row(*(Text(clean(cell)) for cell in cells))
    console().print(grid)


def show_supposed(changes: Sequence[Mapping[str, Any]]) -> None:
    """What would be believed otherwise."""
    out = console()
    if not changes:
        out.print(Text("Nothing would be believed otherwise."))
    for change in changes:
        out.print(
            Text({"added": "+ would be believed", "dropped": "- would not be believed", "moved": "~ would move"}[change["change"]], "bold")
        )
        for side in ("before", "after"):
            if right := change[side]:
                term = f"{right['valid_from'] or 'open'} to {right['valid_to'] or 'open'}"
                what = f"{right['grantee']} {right['mode'].replace('_', ' ')}, {right['field_of_use'][0]}, from {right['grantor']}"
                doubt = ", disputed" if right["disputed"] else ""
                out.print(Text(clean(f"    {side}: {what}, {term}, credence {right['credence']:.2f}{doubt}")))
        for said in change["because"]:
            out.print(Text(clean(f"    {said['published']} “{said['quote']}” [{said['claim']}]")), style="dim")


def show_questions(asked: Questions) -> None:
    """Names in question, each with those that it may mean."""
    if not asked.complete:
        note(f"only the {LOOKED:,} names of most articles were compared")
    if not asked.found:
        note("no name is in question")
        return
    grid = Grid(show_edge=False, pad_edge=False)
    for column in ("Name", "Articles", "May be", "Confidence", "Why"):
        grid.add_column(column, overflow="fold")
    for question in asked.found:
        for i, c in enumerate(question.candidates):
            first = (question.name, str(question.articles)) if i == 0 else ("", "")
            grid.add_row(*(Text(clean(cell)) for cell in (*first, c.name, f"{c.confidence:.2f}", c.why)))
    console().print(grid)
    note("answer with dealgraph entities same, different or unsure, the two names, and --why")


def show_linked(linked: Any) -> None:
    """What a name means, and what else it may."""
    console().print(Text(clean(f"{linked.name} is {linked.id} ({linked.confidence:.2f})")))
    for c in linked.candidates:
        console().print(Text(clean(f"  {c.confidence:.2f}  {c.name} ({c.id}): {c.why}")))


def show_reread(found: Mapping[str, Any]) -> None:
    """What a better extractor would change, or has changed."""
    out = console()
    texts = sum(found["former"].values())
    if not texts:
        out.print(Text(f"Every text has been read by {found['extractor']}."))
        return
    former = ", ".join(f"{n} by {name}" for name, n in sorted(found["former"].items()))
    out.print(Text(clean(f"{texts} texts ({former}) read anew by {found['extractor']}"), "bold"))
    for problem in found["problems"]:
        out.print(Text(clean(f"  {problem}"), "yellow"))
    show_supposed(found["changes"])
    out.print(
        Text("Adopted; the older claims stay in the log." if found["report"] else "Nothing was written: --adopt takes the new claims.")
    )


def show_checks(checks: Sequence[Any]) -> None:
    """What was compared, and where it differs."""
    out = console()
    for check in checks:
        out.print(Text(f"{check.name:6} " + ("as it should be" if check.ok else f"{check.count} findings"), "" if check.ok else "red"))
        for finding in check.findings:
            out.print(Text(clean(f"  {finding}")))
        if not check.ok:
            out.print(Text(f"  {check.remedy}", "bold"))


def show_written(written: Any) -> None:
    """What an analyst has said, and where it shows."""
    note(f"kept in the log as {written.type}, by {written.data['by']}")
    if written.erased:
        note(f"{written.erased} texts and pages are erased")
    if written.lost:
        note(f"its text was erased when it was withdrawn. {TEXT_AGAIN}")
    note(f"the graph follows with the next run: {written.graph}" if written.graph else "the graph follows it")


def show_report(report: Any) -> None:
    """What a run did."""
    out = console()
    for problem in report.problems:
        Console(stderr=True, highlight=False).print(Text(f"  {clean(problem)}"), style="yellow")
    counts = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in report.counts.items())
    out.print(Text(f"{report.status}: {counts}"))
    if report.graph_error:
        print(f"The events are in the log; the graph is not up to date: {clean(report.graph_error)}", file=sys.stderr)
    for remark in report.notes:
        note(remark)
    if report.search_error:
        print(f"Searching is not up to date: {clean(report.search_error)}", file=sys.stderr)


def show_status(state: Mapping[str, Any]) -> None:
    """Where things stand."""
    out = console()
    log, graph = state["log"], state["graph"]
    run = log["last_run"]
    out.print(Text(f"home   {state['home']}"))
    out.print(Text(f"log    {log['events']} events; last run {run['at'] + ', ' + run['status'] if run else 'none yet'}"))
    if run and (model := [f"{name.removeprefix('model_').replace('_', ' ')} {n}" for name, n in run["counts"].items() if "model_" in name]):
        out.print(Text(f"       its model: {', '.join(model)}"))
    if foreign := log["other_language"]:
        out.print(Text(f"       {foreign} text{'s' * (foreign > 1)} in other languages than English, from which no claims are read"))
    if graph["error"]:
        out.print(Text(f"graph  {graph['error']['message']}\n       {graph['error']['hint']}"))
        return
    out.print(Text(f"graph  at event {graph['seq']}, {graph['verdict']}; known at {graph['known_at'] or 'no run yet'}"))
    out.print(Text("       " + ", ".join(f"{name} {n}" for name, n in graph["counts"].items() if n)))
