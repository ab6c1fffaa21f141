"""Rights as a network, for analysis with networkx: who is bound to whom, by what, on a day.

Nodes are companies by name. An edge goes from grantor to grantee, one for each right, with the right's own fields as
attributes; its key is the right's id.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import networkx as nx

from graph.answers import Right


def network(rights: Iterable[Right], at: date) -> nx.MultiDiGraph:
    """The rights in force on ``at`` that an answer may rest on."""
    found: nx.MultiDiGraph = nx.MultiDiGraph(at=at.isoformat())
    for right in rights:
        if right.in_force(at) and right.heard:
            found.add_edge(
                right.grantor,
                right.grantee,
                key=right.id,
                mode=right.mode.value,
                field_of_use=", ".join(right.field_of_use),
                territory=right.territory,
                subject=right.subject,
                credence=right.credence,
                disputed=right.disputed_on(at),
            )
    return found
