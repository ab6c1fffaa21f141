"""Raises the data of older events to the current shape: one pure function a step, each with a golden file in the tests.

The log is never rewritten, so every version that was ever written stays readable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from graph.errors import UnknownEvent
from graph.events import SCHEMA_VERSIONS

Data = Mapping[str, Any]


def _dated_by(data: Data) -> Data:
    """Version 2 says where the publication date was found, and the genre. Version 1 kept neither."""
    return {**data, "published_from": "unknown", "genre": None}


UPCASTERS: Final[Mapping[tuple[str, int], Callable[[Data], Data]]] = {
    ("article.captured", 1): _dated_by,
    ("article.revised", 1): _dated_by,
}
"""(type, version) → the function that raises data of this version to the next one."""


def upcast(type_: str, version: int, data: Data) -> Data:
    """The data in its current shape. Raises :class:`~graph.errors.UnknownEvent` for what a newer program wrote."""
    current = SCHEMA_VERSIONS.get(type_)
    if current is None or version > current:
        what = f"events of type {type_!r}" if current is None else f"version {version} of {type_!r} (it knows {current})"
        raise UnknownEvent(f"this program does not know {what}", "A newer dealgraph wrote this log: update this one. Nothing was written.")
    for step in range(version, current):
        data = UPCASTERS[type_, step](data)
    return data
