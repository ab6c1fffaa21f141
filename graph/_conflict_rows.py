"""A conflict as it stands in the graph: a relationship between two rights, and a node by which indexes find it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from graph._best_first import rank
from graph.beliefs import Belief
from graph.conflicts import Conflict
from graph.dates import iso
from graph.rows import Edge, Node, Value

GRADES = {"potential": range(101), "overlap": range(101, 202)}
"""What conflicts of each grade weigh: an overlap more than any other, and then the more the more credible the weaker side is."""


def conflict_rows(clash: Conflict, left: Belief, right: Belief) -> Iterator[Node | Edge]:
    """The rows of a conflict between two beliefs of one grantor."""
    props: dict[str, Value] = {
        "kind": clash.kind,
        "since": iso(clash.valid.start),
        "until": iso(clash.valid.end),
        "known_from": iso(clash.known.start),
        "known_to": iso(clash.known.end),
    }
    key = f"{clash.known.start}/{clash.valid.start}"
    yield Edge("CONFLICTS_WITH", ("Right", clash.left), ("Right", clash.right), props, key=key)
    credence = min(left.credence, right.credence)
    found: dict[str, Value] = {
        "rank": rank(GRADES[clash.kind][round(100 * credence)], clash.valid.start),
        "grantor": left.grantor,
        "left": left.id,
        "right": right.id,
        "fields": sorted({left.field, right.field}),
        "credence": credence,
        "last": iso(clash.valid.end - timedelta(days=1) if clash.valid.end else date.max),
        "disputed": [stretch for side in (left, right) for stretch in _doubted(side)] or None,
    }
    yield Node("Conflict", f"{left.id} {right.id} {key}", {**props, **found})


def _doubted(belief: Belief) -> Iterator[str]:
    """From the first day on which the right is disputed to the first without."""
    if doubt := belief.disputed:
        yield f"{doubt.start or belief.valid.start or ''}/{doubt.end or ''}"
