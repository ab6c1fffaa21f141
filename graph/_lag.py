"""How far the log has come, read quickly: what an answer needs to know of the log, without what the log needs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_FILE = "sqlite:///"


def last_seq(url: str) -> int | None:
    """The number of the log's last event; ``None`` where there is no log, or where it cannot be asked just now."""
    if not url.startswith(_FILE):
        from graph.errors import LogError
        from graph.log import EventLog

        try:
            with EventLog.open(url) as log:
                return log.last_seq()
        except LogError:
            return None
    path = Path(url.removeprefix(_FILE))
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
            return int(connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])
    except sqlite3.Error:
        return None
