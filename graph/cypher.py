"""What is refused before a researcher's Cypher goes to a server.

The servers themselves keep readers from writing. What a *read* can still do, and Neo4j's access mode allows, is to
reach out: ``LOAD CSV`` opens files of the server and addresses in its network, and so do procedures of its extensions;
and an administrator's reader may look at settings or end other people's queries. Those are refused here, by name,
whatever the server.
"""

from __future__ import annotations

import re
from typing import Final

from graph.errors import BadQuery

_OPAQUE: Final = re.compile(
    r"""//[^\n]* | /\*.*?(?:\*/|\Z) | '(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z) | `(?P<name>(?:``|[^`])*)(?:`|\Z)""",
    re.DOTALL | re.VERBOSE,
)
_LOAD: Final = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_CALL: Final = re.compile(r"(?<![\w.$])CALL\s+(?P<procedure>\w+(?:\s*\.\s*\w+)+|\w+(?=\s*\())", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\u+([0-9a-fA-F]{4})")
_ADMIN: Final = re.compile(
    r"""\A\W* (?: (?:EXPLAIN|PROFILE)\s+ | CYPHER (?:\s+[\d.]+)? (?:\s+\w+\s*=\s*\w+)* \s+ )*
    (?: TERMINATE | SHOW (?!(?:\s+(?:ALL|RANGE|TEXT|POINT|FULLTEXT|VECTOR|LOOKUP|UNIQUE\w*|NODE|KEY))*\s+(?:INDEX|CONSTRAINT)) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REACHING: Final = re.compile(r"\b(?:apoc|genai)\s*\.", re.IGNORECASE)
_PROCEDURES: Final = re.compile(
    r"db\.(?:labels|relationshiptypes|propertykeys|info|ping|schema\.\w+|index\.(?:fulltext|vector)\.query\w+)\Z"
)


def check_read_only(text: str) -> None:
    """Raises :class:`~graph.errors.BadQuery` for an empty query and for one that would reach outside of the graph."""
    if not _OPAQUE.sub(_plain, text).strip(" ;\t\r\n"):
        raise BadQuery("the query is empty", "Try: MATCH (r:Right)-[:HELD_BY]->(c) RETURN c.name, count(*)")
    _check(text)
    if _ESCAPE.search(text):  # Neo4j resolves escapes before it looks for keywords
        _check(_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text))


def _check(text: str) -> None:
    bare = _OPAQUE.sub(_plain, text)
    if _LOAD.search(bare):
        raise BadQuery("LOAD CSV is refused: it reads files and addresses as the server sees them", "Load files in your own program.")
    if _ADMIN.match(bare):
        raise BadQuery("commands to the server are refused, but for SHOW INDEXES and SHOW CONSTRAINTS", "Ask its administrator.")
    for call in _CALL.finditer(bare):
        procedure = re.sub(r"\s", "", call["procedure"])
        if not _PROCEDURES.match(procedure.lower()):
            raise BadQuery(
                f"the procedure {procedure} is refused", "Allowed are db.labels, db.relationshipTypes, db.schema.… and the like."
            )
    if found := _REACHING.search(bare):
        raise BadQuery(f"functions of {found[0].rstrip('. ')} are refused: they reach outside of the graph", "Use plain Cypher.")


def _plain(match: re.Match[str]) -> str:
    """A quoted name as itself, so that it cannot hide one; anything else that is opaque as a blank."""
    name = match["name"]
    return " " if name is None else name if re.fullmatch(r"\w+", name) else "_"
