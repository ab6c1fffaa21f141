"""The tree of fields of use: what a right is *for*.

The tree itself is data (``data/fields.toml``); here is what it means that one field covers another.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from graph.errors import UnknownName


@cache
def _load() -> MappingProxyType[str, str]:
    table = tomllib.loads(files("data").joinpath("fields.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: str(text) for name, text in table["fields"].items()})


FIELDS: Final = _load()
"""Field of use → what it means, in the order of the file."""


def parent(field: str) -> str | None:
    """The next wider field, ``compute`` for ``compute.training``, or ``None`` at the top."""
    return field.rpartition(".")[0] or None


def covers(wider: str, field: str) -> bool:
    """Whether a right over ``wider`` is one over ``field`` too: the same field or one below it."""
    return field == wider or field.startswith(wider + ".")


def related(a: str, b: str) -> bool:
    """Whether one of the two fields covers the other."""
    return covers(a, b) or covers(b, a)


def check_field(field: str) -> str:
    """The field itself; raises :class:`~graph.errors.UnknownName` with the nearest ones."""
    if field in FIELDS:
        return field
    from rapidfuzz import process

    nearest = [name for name, *_ in process.extract(field, list(FIELDS), limit=3, score_cutoff=50)]
    raise UnknownName("field of use", field, nearest or list(FIELDS))
