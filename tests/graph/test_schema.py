"""The schema that researchers read is what the projection writes: no label, type or property more or less."""

from __future__ import annotations

from collections import defaultdict

from telling import Telling, agreement, dispute, right

from graph.project import every_row
from graph.rows import Node
from graph.schema import EDGES, NODES


def told() -> Telling:
    """A telling in which everything occurs that can be said of anything."""
    t = Telling()
    full = right(
        "OpenAI",
        "Microsoft",
        valid_from="2019-07-22",
        valid_to="2030-01-01",
        subject="GPT-3",
        territory="Japan",
        condition="until it is reached",
        speaker="Sam Altman",
    )
    t.say("wire/1", "2019-07-22T15:00:00+02:00", full, genre="news")
    deal = agreement(
        "Microsoft", "Nuance", type="acquisition", value="$1 billion", value_usd=1e9, term="five years", valid_from="2021-01-01"
    )
    amended = agreement("Microsoft", "Nuance", type="acquisition", change="amends", valid_to="2022-01")
    t.say("wire/2", "2021-01-01", deal, amended)
    t.say("wire/3", "2024-06-01", right("OpenAI", "Oracle", "exclusive", valid_from="2024-06-01", territory="Japan"))
    t.say("wire/4", "2025-01-02", right("OpenAI", "Oracle", change="ends", valid_to="2025-01-02", territory="Japan"))
    t.say("wire/5", "2025-01-02", right("OpenAI", "Amazon", "preferred", valid_from="2025-01-02", territory="Japan"))
    t.say("wire/6", "2025-01-03", dispute("Microsoft", "OpenAI", "Amazon", over="the Japanese contract"))
    t.events[-1].data["mentions"].append("OpenAI")
    t.say("wire/7", "2025-02-01", right("Octavius", "GitHub", "preferred", "hosting"))
    t.revise("wire/7", "2025-02-03", right("Octavius", "GitHub", "exclusive", "hosting"), title="Corrected")
    t.revise("wire/7", "2025-02-05", right("Octavius", "GitHub", "preferred", "hosting"))
    return t


def test_what_is_written_is_in_the_schema() -> None:
    nodes: defaultdict[str, set[str]] = defaultdict(set)
    edges: defaultdict[str, set[str]] = defaultdict(set)
    ends: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for rows in every_row(told().ledger()):
        for row in rows:
            if isinstance(row, Node):
                nodes[row.label] |= {"id", *row.props}
            else:
                edges[row.type] |= {*row.props, *(["key"] if row.key else [])}
                ends[row.type].add((row.start[0], row.end[0]))
    assert dict(edges) == {type_: set(kind.properties) for type_, kind in EDGES.items()}
    for label, kind in NODES.items():
        assert nodes[label] <= set(kind.properties), label
    unwritten = {label: set(kind.properties) - nodes[label] for label, kind in NODES.items()}
    assert unwritten == {label: {"review", "reviewed_by", "reviewed_why", "reviewed_on"} if label == "Claim" else set() for label in NODES}
    for type_, joined in ends.items():
        assert all(start in EDGES[type_].start.split(" or ") and end == EDGES[type_].end for start, end in joined), type_
