"""The event log, the domain model, beliefs and the graph.

``open_graph()`` gives a :class:`~graph.deals.DealGraph`, which answers questions. Public modules: ``claims``, ``dates``,
``fields``, ``places``, ``gazetteer``, ``errors`` (the model, which other rooms build on), ``home``, ``events``, ``log``,
``blobs``, ``upcasters`` (the log), ``ledger``, ``sources``, ``subjects``, ``owners``, ``rules``, ``beliefs``, ``conflicts``,
``project``, ``schema``, ``rows`` (claims to rights to graph),
``store``, ``embedded``, ``cypher`` (the servers), ``deals``, ``answers``, ``queries``, ``catalogue``,
``frames``, ``network``, ``analysis`` (the questions, and their answers for pandas and networkx). Modules with a leading
underscore are this package's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.deals import DealGraph
    from graph.home import Home


def open_graph(home: Home | None = None) -> DealGraph:
    """The graph of a home, by default that of the environment, ready for questions. Close it, or use it in a ``with``."""
    from graph.deals import DealGraph

    return DealGraph.open(home)
