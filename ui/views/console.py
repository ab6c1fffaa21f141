"""What the Cypher page says: rows as cells, rights among them, and what went wrong. Pure functions of a query's outcome."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import BadQuery, GraphError, QueryTimeout
from graph.store import Table
from ui.words import counted

_RIGHT: Final = re.compile(r"r-[0-9a-f]{16}")
_DAYS: Final = re.compile(r"\$(?:at|known)\b")
_MOST_RIGHTS: Final = 24


@dataclass(frozen=True)
class Failure:
    """Why there is no result. ``excerpt`` shows the place in the query, where the server named one."""

    title: str
    words: str
    excerpt: str = ""


def columns(table: Table) -> dict[str, list[Any]]:
    """The rows by column: one kind of value a column. Nodes, lists and maps are JSON; a column of several kinds is all text."""
    return {name: _column([row[n] for row in table.rows]) for n, name in enumerate(table.columns)}


def _column(values: Sequence[Any]) -> list[Any]:
    cells = [_text(v) if isinstance(v, dict | list) else v for v in values]
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds <= {int, float} or len(kinds) == 1:
        return cells
    return [cell if cell is None or isinstance(cell, str) else _text(cell) for cell in cells]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def counted_rows(table: Table, seconds: float) -> str:
    """How many rows there are, and whether there would be more."""
    rows = counted(len(table.rows), "row")
    if table.truncated:
        return f"The first {rows}; there are more. Allow more rows, or narrow the query."
    return f"{rows} in {seconds:.2f} s" if table.rows else "No rows: nothing in the graph fits the query."


def rights_in(table: Table) -> tuple[str, ...]:
    """Ids of the first rights that the rows hold."""
    found: dict[str, None] = {}
    for row in table.rows:
        for text in _texts(row):
            if _RIGHT.fullmatch(text):
                found[text] = None
        if len(found) >= _MOST_RIGHTS:
            break
    return tuple(found)[:_MOST_RIGHTS]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def follows_the_clocks(query: str) -> bool:
    """Whether another day would give another result."""
    return _DAYS.search(query) is not None


def failure(error: GraphError, query: str, seconds: float) -> Failure:
    """What a refused, wrong or slow query is told."""
    if isinstance(error, QueryTimeout):
        return Failure(f"Ended after {seconds:g} s", "The query took longer than allowed. Narrow it, or allow it more time.")
    words = f"{error.message[:1].upper()}{error.message[1:]}. {error.hint}"
    if isinstance(error, BadQuery) and error.place:
        return Failure("The query cannot be read", words, _excerpt(query, *error.place))
    return Failure("The query was not run", words)


def _excerpt(query: str, line: int, column: int) -> str:
    """The line at fault with a mark under its column."""
    lines = query.splitlines()
    if line > len(lines):
        return ""
    return f"{lines[line - 1].expandtabs(1)}\n{' ' * (column - 1)}^"
