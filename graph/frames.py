"""Answers as pandas frames, for researchers: one row a right, a claim, a change, or a row of a query."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pandas as pd

from graph.answers import Clash, Evidence, Moved, Right, to_json
from graph.store import Table

_NESTED = ("supporting", "opposing", "conflicts")


def frame(values: Sequence[Right] | Sequence[Evidence] | Sequence[Moved] | Sequence[Clash] | Table) -> pd.DataFrame:
    """The values as a frame with their fields as columns; dates are ISO strings, an open end is missing.

    Evidence and conflicts of a right are left out: ask for them by its id. A change has the columns of both rights, with
    ``before_`` and ``after_`` in front; a conflict those of ``left_`` and ``right_``.
    """
    if isinstance(values, Table):
        return pd.DataFrame([list(row) for row in values.rows], columns=list(values.columns))
    return pd.DataFrame([_row(value) for value in values]).convert_dtypes()


def _row(value: Right | Evidence | Moved | Clash) -> dict[str, Any]:
    if isinstance(value, Moved):
        sides = {**_side("before_", value.before), **_side("after_", value.after)}
        return {"change": value.change, "date": to_json(value.date), **sides}
    if isinstance(value, Clash):
        own = {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name != "rights"}
        return {**own, **_side("left_", value.rights[0]), **_side("right_", value.rights[1])}
    return {name: item for name, item in to_json(value).items() if name not in _NESTED}


def _side(prefix: str, right: Right | None) -> dict[str, Any]:
    fields = [f.name for f in dataclasses.fields(Right) if f.name not in _NESTED]
    return {prefix + name: to_json(getattr(right, name)) if right else None for name in fields}
