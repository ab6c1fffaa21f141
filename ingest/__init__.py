"""Feeds, pages and files to events: the nightly run, the backfill of archives, and reading again.

What other packages use stands here; everything is loaded when it is first used. Errors are in :mod:`ingest.errors`.
"""

from typing import TYPE_CHECKING, Any

from ingest.errors import IngestError
from ingest.report import RunReport

if TYPE_CHECKING:
    from ingest.archive import backfill
    from ingest.nightly import ingest
    from ingest.rereading import reextract

__all__ = ["IngestError", "RunReport", "backfill", "ingest", "reextract"]


def __getattr__(name: str) -> Any:
    if name == "ingest":
        from ingest.nightly import ingest

        return ingest
    if name == "backfill":
        from ingest.archive import backfill

        return backfill
    if name == "reextract":
        from ingest.rereading import reextract

        return reextract
    raise AttributeError(f"module 'ingest' has no attribute {name!r}")
