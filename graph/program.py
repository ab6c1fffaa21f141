"""Which program this is: what an index or a graph was made by, beside the log."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def fingerprint() -> str:
    """What tables and graph depend on beside the log: this very program and its data."""
    digest = hashlib.sha256()
    rooms = (files("graph").iterdir(), files("data").iterdir())
    for source in sorted((f for room in rooms for f in room if f.name.endswith((".py", ".toml"))), key=lambda f: f.name):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:32]
