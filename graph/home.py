"""Where an installation keeps its things, and which servers it uses.

Everything comes from the environment: ``DEALGRAPH_HOME`` (default: the platform's folder for user data),
``DEALGRAPH_LOG_URL`` (a SQLAlchemy address; default: SQLite in the home) and ``DEALGRAPH_GRAPH_URL`` (a Bolt address;
default: the embedded server of the home).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """One installation.

    ``graph_url`` is ``None`` for the embedded server; ``private_hosts`` are the ``host:port`` that ingest may reach.
    """

    folder: Path
    log_url: str
    graph_url: str | None = None
    private_hosts: frozenset[str] = frozenset()

    @classmethod
    def at(cls, folder: Path, **changes: str) -> Home:
        """The home in ``folder``; ``changes`` are environment variables that count instead of the real ones."""
        return cls.from_env({"DEALGRAPH_HOME": str(folder), **changes})

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Home:
        """The home that the environment names. Nothing is created yet."""
        given = env.get("DEALGRAPH_HOME")
        if given:
            folder = Path(given).expanduser().absolute()
        else:
            from platformdirs import user_data_path

            folder = user_data_path("dealgraph", appauthor=False)
        hosts = env.get("DEALGRAPH_ALLOW_PRIVATE_HOSTS", "")
        return cls(
            folder=folder,
            log_url=env.get("DEALGRAPH_LOG_URL") or f"sqlite:///{folder / 'log.sqlite3'}",
            graph_url=env.get("DEALGRAPH_GRAPH_URL") or None,
            private_hosts=frozenset(h.strip().lower() for h in hosts.split(",") if h.strip()),
        )

    @property
    def blobs_dir(self) -> Path:
        """The content-addressed store of raw pages and texts."""
        return self.folder / "blobs"

    @property
    def graph_dir(self) -> Path:
        """The embedded graph server's files."""
        return self.folder / "graph"

    @property
    def search_file(self) -> Path:
        """The index for searching claims; made from the log."""
        return self.folder / "search.sqlite3"

    @property
    def index_file(self) -> Path:
        """The index of the log: made anew from it when it is missing."""
        return self.folder / "index.sqlite3"

    @property
    def lock_file(self) -> Path:
        """Held by the one run that may write at a time."""
        return self.folder / "run.lock"

    def create(self) -> Home:
        """Makes the folder, readable by its owner only."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self
