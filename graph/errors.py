"""What can go wrong in this package.

::

    GraphError
    ├── BadInput                 the caller's words are off (exit status 2); has a hint
    │   ├── BadDate              no such date
    │   ├── EmptyInterval        an interval that would hold no day
    │   ├── BadClaim             a claim that breaks the schema
    │   ├── UnknownName          no such company, field of use, …; names the nearest
    │   │   └── UnknownId        no right, agreement or claim has that id; says where ids are found
    │   └── BadQuery             Cypher that the server does not understand or that would write
    ├── LogError                 the event log
    │   ├── Conflict             somebody else appended to the stream first
    │   ├── UnknownEvent         an event type or schema version newer than this program
    │   └── LogUnavailable       the database cannot be reached (exit status 3)
    ├── AlreadyRunning           another run holds the lock of this home (exit status 3)
    ├── BlobMissing              the content-addressed store lacks a text that the log names
    └── GraphUnavailable         the graph server cannot be reached or ended the query (exit status 3)
        └── QueryTimeout         it took longer than allowed
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal


class GraphError(Exception):
    """Anything that this package raises on purpose. ``code`` names it in JSON; ``hint`` says what to do."""

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInput(GraphError):
    """The caller's words are off; nothing was done."""

    code = "bad_input"


class BadDate(BadInput):
    """No such date."""

    code = "bad_date"

    def __init__(self, text: str, why: str = "") -> None:
        super().__init__(f"{text!r} is not a date" + (f": {why}" if why else ""), "Write a date as YYYY-MM-DD, such as 2025-06-30.")


class EmptyInterval(BadInput):
    """An interval that would hold no day."""

    code = "empty_interval"

    def __init__(self, start: date, end: date) -> None:
        super().__init__(f"the interval from {start} to {end} holds no day", "The end must lie after the start.")


class BadClaim(BadInput):
    """A claim that breaks the schema."""

    code = "bad_claim"


class UnknownName(BadInput):
    """No such thing; ``nearest`` are the known names closest to it."""

    code = "unknown_name"

    def __init__(self, what: str, name: str, nearest: Sequence[str] = ()) -> None:
        hint = f"Did you mean {', '.join(nearest)}?" if nearest else f"No {what} is known by a similar name."
        super().__init__(f"unknown {what} {name!r}", hint)
        self.nearest = tuple(nearest)


class UnknownId(UnknownName):
    """Nothing has that id: no name is near to one, so the hint says where ids are found. ``what`` is a right, an agreement or a claim."""

    def __init__(self, what: Literal["right", "agreement", "claim"], id: str) -> None:
        BadInput.__init__(self, f"no {what} has the id {id!r}", _IDS[what])
        self.nearest = ()


_IDS: Final = {
    "right": "dealgraph timeline --grantor NAME lists a company's rights with their ids. One that is no longer believed has none.",
    "agreement": "dealgraph agreements --party NAME lists them with their ids.",
    "claim": "dealgraph evidence and dealgraph why show the claims of a right with their ids.",
}


class BadQuery(BadInput):
    """Cypher that the server does not understand, or that would write. ``place`` is the line and column at fault, from 1, if it says."""

    code = "bad_query"

    def __init__(self, message: str, hint: str = "", place: tuple[int, int] | None = None) -> None:
        super().__init__(message, hint)
        self.place = place


class LogError(GraphError):
    """The event log."""

    code = "log"


class Conflict(LogError):
    """Somebody else appended to the stream first: read it again and decide anew."""

    code = "conflict"


class UnknownEvent(LogError):
    """The log holds an event type or schema version that this program is too old for."""

    code = "unknown_event"


class LogUnavailable(LogError):
    """The database of the log cannot be reached."""

    code = "log_unavailable"


class AlreadyRunning(GraphError):
    """Another run holds the lock, or appended to the log while this one was at work."""

    code = "already_running"


class BlobMissing(GraphError):
    """The content-addressed store lacks a text that the log names."""

    code = "blob_missing"


class GraphUnavailable(GraphError):
    """The graph server cannot be reached, or dropped the connection."""

    code = "graph_unavailable"


class QueryTimeout(GraphUnavailable):
    """The query took longer than allowed and was ended."""

    code = "query_timeout"
